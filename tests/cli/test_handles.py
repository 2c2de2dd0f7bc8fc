# SPDX-License-Identifier: GPL-2.0-or-later
"""What a person may type or paste for REF; any message of a thread leads to its series."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Tracker, eml_folder
from tests.cli.inbox import Inbox
from tests.cli.threads import (
    CHANGE,
    CHAT,
    GADGETS,
    NOTICE,
    QUESTION,
    REVIEW,
    UNKNOWN,
    V1,
    V1_FIRST,
    V2,
    V2_SECOND,
    V2_THREAD,
)
from tests.mails import at, patch

pytestmark = pytest.mark.usefixtures("example_made")

LORE = "https://lore.kernel.org"
PATCHWORK = "https://patchwork.kernel.org/project/widgets/patch"
FORMS = {
    "bare": V1,
    "angle brackets": f"<{V1}>",
    "mid": f"mid:{V1}",
    "lore redirector": f"{LORE}/r/{V1}",
    "lore list": f"{LORE}/widgets/{V1}/",
    "lore all": f"{LORE}/all/{V1}",
    "lore thread": f"{LORE}/widgets/{V1}/T/#t",
    "lore nested": f"{LORE}/widgets/{V1}/t/#u",
    "lore raw": f"{LORE}/all/{V1}/raw",
    "lore mbox": f"{LORE}/all/{V1}/t.mbox.gz",
    "http": f"http://lore.kernel.org/r/{V1}",
    "no scheme": f"lore.kernel.org/r/{V1}",
    "escaped at sign": f"{LORE}/r/{V1.replace('@', '%40')}",
    "msgid.link": f"https://patch.msgid.link/{V1}",
    "patchwork": f"{PATCHWORK}/{V1}/",
    "change-id": CHANGE,
    "change-id with its label": f"change-id: {CHANGE}",
    "shortened": f"{LORE}/widgets/20250106-widgets-v1-0...@example.org/",
    "commit": "0123456789ab",
}
OF_THE_SERIES = (V1, V1_FIRST, REVIEW, QUESTION, V2, V2_SECOND, NOTICE)


def ids(answer: str) -> list[str]:
    """The revisions of a series document."""
    return [one["message_id"] for one in json.loads(answer)["revisions"]]


@pytest.fixture
def filled(tracker: Tracker, indexed: Path) -> Tracker:
    """The command line, with all invented mail at hand."""
    return tracker


@pytest.mark.parametrize("handle", FORMS.values(), ids=FORMS.keys())
def test_every_form_of_a_handle_leads_to_the_series(filled: Tracker, handle: str) -> None:
    """Offline, from what was indexed."""
    ran = filled("show", handle, "--offline", "--json")
    assert ran.status == 0, ran.err
    assert ids(ran.out) == [V1, V2]


@pytest.mark.parametrize("handle", OF_THE_SERIES)
def test_any_message_leads_to_its_series(filled: Tracker, handle: str) -> None:
    """A cover, a patch, a review, a question, a notice; of either version."""
    assert ids(filled("show", handle, "--offline", "--json").out) == [V1, V2]


@pytest.mark.parametrize(
    "form", ["bare", "lore list", "msgid.link", "patchwork", "change-id", "shortened"]
)
def test_a_handle_is_enough_to_fetch(tracker: Tracker, inbox: Inbox, form: str) -> None:
    """Nothing is at hand before."""
    ran = tracker("show", FORMS[form], "--source", inbox.url, "--json")
    assert ran.status == 0, ran.err
    assert ids(ran.out) == [V1, V2]


@pytest.mark.parametrize("raw", [V2_THREAD[0], V2_THREAD[3]], ids=["cover", "notice"])
def test_a_mail_on_stdin_is_a_handle(process: Tracker, mails: Path, raw: bytes) -> None:
    """A mail at hand is found by its Message-ID."""
    ran = process("show", "-", "--source", mails, "--json", feed=raw)
    assert ran.status == 0, ran.err
    assert ids(ran.out) == [V1, V2]


def test_a_mail_on_stdin_that_is_in_no_archive_is_kept(process: Tracker) -> None:
    """It is shown, and still known the next time."""
    raw = patch("lamp: shine", message_id="piped@example.org")
    assert "lamp: shine" in process("show", "-", "--offline", feed=raw).out
    assert "lamp: shine" in process("show", "piped@example.org", "--offline").out


def test_a_mail_saved_by_a_mail_program_is_a_handle(process: Tracker, mails: Path) -> None:
    """With DOS line ends, and with the From line of an mbox before it."""
    for raw in (
        V2_THREAD[0].replace(b"\n", b"\r\n"),
        b"From x Thu Jan  1 00:00:00 2025\n" + V2_THREAD[0],
    ):
        ran = process("show", "-", "--source", mails, "--json", feed=raw)
        assert ran.status == 0, ran.err
        assert ids(ran.out) == [V1, V2]


@pytest.mark.parametrize(
    ("feed", "said"),
    [
        (b"", "stdin was empty"),
        (b"\n \n", "stdin was empty"),
        (b"hello\n", "is no mail and no mbox, and no page"),
        (b"\x00\xff" * 400, "is binary"),
    ],
)
def test_what_is_no_mail_on_stdin_is_refused(process: Tracker, feed: bytes, said: str) -> None:
    """Status 2, in a sentence that says what came."""
    ran = process("show", "-", "--offline", feed=feed)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("tracker: ")
    assert said in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    "handle",
    [
        "https://www.example.com/",
        f"https://www.example.com/{UNKNOWN}",
        "https://lore.kernel.org/",
        "https://lore.kernel.org/widgets/",
        f"{PATCHWORK}/1234567890123/",
        "https://[half/an/address",
        "ftp://lore.kernel.org/r/x@y.org",
        "",
        " ",
        "x" * 5000,
        "20...@example.org",
        "\x1b[31mred@example.org",
    ],
)
def test_what_names_nothing_is_wrong_use(filled: Tracker, handle: str) -> None:
    """Status 2; the sentence says what is accepted, and hands no control character on."""
    ran = filled("show", handle, "--offline")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("tracker: ")
    assert ran.err.count("\n") == 1
    assert "\x1b" not in ran.err
    assert len(ran.err) < 500


@pytest.mark.parametrize(
    "handle",
    [
        UNKNOWN,
        f"{LORE}/r/{UNKNOWN}",
        "20240101-no-such-change-0123456789ab",
        "20240101-nothing-starts-like...@example.org",
        "fedcba987654",
        "https://lists.example.org/hyperkitty/list/w@example.org/thread/" + "A" * 32 + "/",
    ],
)
def test_what_is_not_known_is_status_3(filled: Tracker, handle: str) -> None:
    """A handle of a known form that fits nothing at hand."""
    ran = filled("show", handle, "--offline")
    assert (ran.status, ran.out) == (3, "")
    assert ran.err.startswith("tracker: ")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("handle", ["20240101-nothing-starts-like...@example.org", UNKNOWN])
def test_what_a_server_does_not_know_is_status_3(
    tracker: Tracker, inbox: Inbox, handle: str
) -> None:
    """The server answered, and nothing is wrong with it."""
    ran = tracker("show", handle, "--source", inbox.url)
    assert (ran.status, ran.out) == (3, "")
    assert ran.err.startswith("tracker: ")


def test_talk_that_belongs_to_no_series_is_said_to_be(filled: Tracker) -> None:
    """It is at hand; there is nothing to show of it."""
    ran = filled("show", CHAT, "--offline")
    assert ran.status == 3
    assert "belongs to no series" in ran.err


def test_a_shortened_handle_is_told_for_what_it_was_taken(filled: Tracker) -> None:
    """Another message that fits may lie elsewhere."""
    ran = filled("show", "20250120-gadgets...@example.org", "--offline")
    assert ran.status == 0
    assert ran.err == f"tracker: 20250120-gadgets...@example.org is taken for {GADGETS}\n"


TWINS = (
    patch("lamp: shine", message_id="20250106-lamp-v1-1-aaaaaaaaaaaa@example.org"),
    patch("lamp: glow", message_id="20250106-lamp-v1-1-bbbbbbbbbbbb@example.org", date=at(1)),
)


def test_a_shortened_handle_that_fits_several_lists_them(tracker: Tracker, tmp_path: Path) -> None:
    """Status 3, with every candidate, for a person to choose from."""
    tracker("index", eml_folder(tmp_path / "twins", TWINS))
    ran = tracker("show", "20250106-lamp-v1-1-...@example.org", "--offline")
    assert (ran.status, ran.out) == (3, "")
    for end in ("aaaaaaaaaaaa", "bbbbbbbbbbbb"):
        assert f"20250106-lamp-v1-1-{end}@example.org" in ran.err


def test_a_server_with_several_that_fit_lists_them_too(tracker: Tracker, inbox: Inbox) -> None:
    """Nothing is taken for something else because it came first."""
    inbox.threads = [[one] for one in TWINS]
    for _ in range(2):
        ran = tracker("show", "20250106-lamp-v1-1-...@example.org", "--source", inbox.url)
        assert (ran.status, ran.out) == (3, "")
        for end in ("aaaaaaaaaaaa", "bbbbbbbbbbbb"):
            assert f"20250106-lamp-v1-1-{end}@example.org" in ran.err


def test_a_shortened_handle_in_one_thread_is_enough(tracker: Tracker, inbox: Inbox) -> None:
    """Cover and patches are one answer."""
    ran = tracker("show", "20250106-widgets-v1...@example.org", "--source", inbox.url, "--json")
    assert ran.status == 0, ran.err
    assert ids(ran.out) == [V1, V2]
