# SPDX-License-Identifier: GPL-2.0-or-later
"""A page of a HyperKitty archive as a handle: its URL, its export, saved, and pasted as text."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Tracker
from tests.cli.inbox import Inbox
from tests.cli.test_handles import ids
from tests.cli.threads import GADGETS, V1, V1_FIRST, V1_THREAD, V2
from tests.hyperkitties import LIST, Kitty, hash_of, kitty_of, message_page, pasted, thread_page
from tests.mails import patch

pytestmark = pytest.mark.usefixtures("example_made")

AT = f"https://lists.example.org/archives/list/{LIST}"
LONE = [patch("lamp: shine at night", message_id="lone-1@example.org")]


@pytest.fixture
def kitty() -> Iterator[Kitty]:
    with kitty_of(V1_THREAD, LONE) as found:
        yield found


@pytest.mark.parametrize("kind", ["thread", "message"])
def test_the_url_of_a_mail_that_is_cached_asks_nobody(
    tracker: Tracker, indexed: Path, kind: str
) -> None:
    """The hash of each Message-ID is compared with the one in the URL."""
    ran = tracker("show", f"{AT}/{kind}/{hash_of(V1_THREAD[1])}/", "--offline", "--json")
    assert ran.status == 0, ran.err
    assert ids(ran.out) == [V1, V2]


def test_the_hash_of_no_mail_is_said_to_be_unknown(tracker: Tracker, indexed: Path) -> None:
    ran = tracker("show", f"{AT}/thread/{'A' * 32}/", "--offline")
    assert (ran.status, ran.out) == (3, "")
    assert "no cached mail has it" in ran.err


def test_a_url_that_is_not_cached_is_asked_and_the_public_inbox_preferred(
    tracker: Tracker, kitty: Kitty, inbox: Inbox
) -> None:
    """The archive gives the Message-ID, the inbox the mail as it was sent."""
    url = f"{kitty.url}/thread/{hash_of(V1_THREAD[0])}/"
    ran = tracker("show", url, "--source", inbox.url, "--json")
    assert ran.status == 0, ran.err
    assert V1 in ids(ran.out)
    assert len(kitty.asked) == 1
    assert any(V1 in one for one in inbox.asked)


def test_a_thread_that_no_public_inbox_has_is_kept_as_exported(
    tracker: Tracker, kitty: Kitty, inbox: Inbox
) -> None:
    """And read again without asking."""
    url = f"{kitty.url}/message/{hash_of(LONE[0])}/"
    ran = tracker("show", url, "--source", inbox.url)
    assert ran.status == 0, ran.err
    assert "lamp: shine at night" in ran.out
    assert "lamp: shine at night" in tracker("show", url, "--offline").out


def test_a_reply_is_found_by_the_page_that_links_its_thread(
    tracker: Tracker, kitty: Kitty, inbox: Inbox
) -> None:
    ran = tracker("show", f"{kitty.url}/message/{hash_of(V1_THREAD[3])}/", "--source", inbox.url)
    assert ran.status == 0, ran.err
    assert "make widgets better" in ran.out


def test_without_an_export_the_page_names_the_mail(
    tracker: Tracker, kitty: Kitty, inbox: Inbox
) -> None:
    kitty.mood = "no export"
    url = f"{kitty.url}/thread/{hash_of(V1_THREAD[0])}/"
    ran = tracker("show", url, "--source", inbox.url, "--json")
    assert ran.status == 0, ran.err
    assert V1 in ids(ran.out)


@pytest.mark.parametrize(
    ("mood", "words"),
    [("login", "a page to log in"), ("odd", "field 'reply-mailto'"), ("cut", "cut short")],
)
def test_an_archive_that_answers_otherwise_is_said_in_one_sentence(
    tracker: Tracker, kitty: Kitty, inbox: Inbox, mood: str, words: str
) -> None:
    kitty.mood = mood
    ran = tracker("show", f"{kitty.url}/thread/{hash_of(LONE[0])}/", "--source", inbox.url)
    assert (ran.status, ran.out) == (4, "")
    assert words in ran.err
    assert "Traceback" not in ran.err


def saved(tmp_path: Path, text: str, name: str = "page.html") -> Path:
    place = tmp_path / name
    place.write_text(text, encoding="utf-8")
    return place


def test_a_saved_page_leads_to_its_series(tracker: Tracker, indexed: Path, tmp_path: Path) -> None:
    """As a file, sure of it; also the page of one reply."""
    for page in (thread_page(V1_THREAD), message_page(V1_THREAD[3], V1_THREAD[0])):
        ran = tracker("show", saved(tmp_path, page), "--offline", "--json")
        assert ran.status == 0, ran.err
        assert ids(ran.out) == [V1, V2]
        assert "its Message-ID stands on the page (sure)" in ran.err


def test_a_page_on_stdin_is_fetched_by_the_id_it_names(process: Tracker, inbox: Inbox) -> None:
    feed = thread_page(V1_THREAD).encode()
    ran = process("show", "-", "--source", inbox.url, "--json", feed=feed)
    assert ran.status == 0, ran.err
    assert V1 in ids(ran.out)


def test_a_pasted_text_leads_to_its_series(process: Tracker, indexed: Path) -> None:
    """By its change-id, and without one by title, sender and day; how sure is said."""
    text = pasted(V1_THREAD)
    ran = process("show", "-", "--offline", "--json", feed=text.encode())
    assert (ran.status, ids(ran.out)) == (0, [V1, V2]), ran.err
    assert "(sure)" in ran.err
    bare = "\n".join(one for one in text.splitlines() if "change-id" not in one)
    ran = process("show", "-", "--offline", "--json", feed=bare.encode())
    assert (ran.status, ids(ran.out)) == (0, [V1, V2]), ran.err
    assert "its title, sender and day (likely)" in ran.err


def test_a_title_alone_is_a_guess(process: Tracker, indexed: Path) -> None:
    ran = process("show", "-", "--offline", feed=b"[PATCH 2/2] widget: be best\n")
    assert ran.status == 0, ran.err
    assert "its title (a guess)" in ran.err


def test_a_text_whose_own_thread_is_not_cached_leads_to_the_series_it_links(
    process: Tracker, indexed: Path
) -> None:
    """A link cut in print fits one mail."""
    text = f"Ada Author\n[PATCH] unheard of\nSee https://lore.kernel.org/all/{GADGETS[:30]}...\n"
    ran = process("show", "-", "--offline", "--json", feed=text.encode())
    assert ran.status == 0, ran.err
    assert json.loads(ran.out)["revisions"][0]["message_id"] == GADGETS
    assert "the only series it links to (a guess)" in ran.err


@pytest.mark.parametrize("by", ["title", "change-id"])
def test_a_pasted_text_that_is_not_cached_is_searched_for_at_the_server(
    process: Tracker, inbox: Inbox, by: str
) -> None:
    """How sure is said as for what is cached; offline nobody is asked."""
    lines = pasted(V1_THREAD).splitlines()
    text = "\n".join(one for one in lines if by == "change-id" or "change-id" not in one)
    ran = process("show", "-", "--source", inbox.url, "--json", feed=text.encode())
    assert ran.status == 0, ran.err
    assert V1 in ids(ran.out)
    assert (
        "(sure)" if by == "change-id" else "title, sender and day, as the server has it (likely)"
    ) in ran.err
    asked = len(inbox.asked)
    assert process("show", "-", "--offline", feed=b"[PATCH] a lamp for all\n").status == 3
    assert len(inbox.asked) == asked


def test_several_series_that_fit_are_named(process: Tracker, indexed: Path) -> None:
    text = f"https://lore.kernel.org/all/{GADGETS}/ https://lore.kernel.org/all/{V1_FIRST}/\n"
    ran = process("show", "-", "--offline", feed=text.encode())
    assert (ran.status, ran.out) == (3, "")
    assert GADGETS in ran.err
    assert "several series are linked" in ran.err


def test_a_page_of_another_sender_is_not_taken_for_a_namesake(
    process: Tracker, indexed: Path
) -> None:
    """One title, another name and day: it is said to be a guess."""
    text = "Eve Else\n9 Jul 2019\n[PATCH 2/2] widget: be best\n"
    ran = process("show", "-", "--offline", feed=text.encode())
    assert "its title (a guess)" in ran.err


def test_nothing_of_a_page_reaches_the_terminal_raw(tracker: Tracker, tmp_path: Path) -> None:
    page = "<html><body><h1>[PATCH] lamp: \x1b[31mshine</h1></body></html>"
    ran = tracker("show", saved(tmp_path, page), "--offline")
    assert ran.status == 3
    assert "\x1b" not in ran.err


def test_all_mails_of_an_mbox_on_stdin_are_kept(process: Tracker) -> None:
    """HyperKitty's export is one; its first mail alone would be a cover without patches."""
    feed = b"".join(b"From x Thu Jan  1 00:00:00 1970\n" + raw + b"\n\n" for raw in V1_THREAD)
    ran = process("show", "-", "--offline", "--json", feed=feed)
    assert ran.status == 0, ran.err
    assert json.loads(ran.out)["revisions"][0]["missing"] == []
