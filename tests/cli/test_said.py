# SPDX-License-Identifier: GPL-2.0-or-later
"""``seen``, ``snooze``, ``note``, ``undo``: what a person says, from the command line and back."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Ran, Tracker, eml_folder
from tests.cli.inbox import Inbox
from tests.cli.threads import CHAT, GADGETS, QUESTION, REVIEW, UNKNOWN, V1, V2, V2_FIRST
from tests.mails import REX, at, mail, patch
from tracker.cli.backend.backend import TuiBackend
from tracker.cli.context import open_context
from tracker.cli.options import Reading
from tracker.paths import find_paths

WIDGETS = "“make widgets better”"


@pytest.fixture
def held(tracker: Tracker, indexed: Path) -> Tracker:
    """The invented mail is at hand; nothing is asked."""

    def call(*words: str | Path) -> Ran:
        return tracker(*words, "--offline")

    return call


def told(tracker: Tracker, ref: str) -> dict[str, object]:
    ran = tracker("show", ref, "--json")
    assert ran.status == 0, ran.err
    found = json.loads(ran.out)
    return {key: found[key] for key in ("seen", "snooze", "notes")}


NOTHING: dict[str, object] = {"seen": None, "snooze": None, "notes": []}


def test_keys_never_vanish(held: Tracker) -> None:
    assert told(held, V1) == NOTHING


def test_a_note_by_any_message_is_a_note_on_the_series(held: Tracker, tracker: Tracker) -> None:
    ran = held("note", REVIEW, "-m", "Ask Rex\nabout \x1b[31mred")
    assert (ran.status, ran.out, ran.err) == (0, "", f"noted on {WIDGETS}\n")
    assert tracker("rebuild").status == 0
    (note,) = told(held, V2)["notes"]  # type: ignore[misc]  # a list
    assert (note["message_id"], note["text"]) == (V1, "Ask Rex\nabout \x1b[31mred")
    assert note["at"].endswith("Z")
    printed = held("note", V2).out.splitlines()
    assert printed[0].endswith("  Ask Rex")
    assert printed[1].strip() == "about ␛[31mred"
    shown = held("show", V1).out
    assert "Your notes" in shown
    assert "about ␛[31mred" in shown


def test_notes_are_numbered_and_deleted_by_number(held: Tracker) -> None:
    for text in ("one", "two", "three"):
        held("note", V1, "-m", text)
    assert held("note", V1, "--delete", "2").status == 0
    assert [line.split()[-1] for line in held("note", V1).out.splitlines()] == ["one", "three"]
    for number, status in (("3", 3), ("0", 2), ("x", 2)):
        ran = held("note", V1, "--delete", number)
        assert (ran.status, ran.out) == (status, "")
    assert held("undo").err == f"taken back: took a note off {WIDGETS}\n"
    assert len(held("note", V1).out.splitlines()) == 3


def test_a_note_may_come_by_stdin(process: Tracker, indexed: Path) -> None:
    ran = process("note", V1, "-m", "-", "--offline", feed=b"first\nsecond \xff\n")
    assert ran.status == 0, ran.err
    assert process("note", V1, "--offline").out.splitlines()[1].strip() == "second �"


def test_a_mail_on_stdin_names_the_series(process: Tracker, mails: Path, tmp_path: Path) -> None:
    """As a mail reader pipes it; the mail itself need not be at hand."""
    process("index", mails)
    raw = next(one for one in mails.iterdir() if V2_FIRST.encode() in one.read_bytes()).read_bytes()
    for words in (("track",), ("seen",), ("snooze", "--until", "2w"), ("note", "-m", "hm")):
        ran = process(*words, "-", "--offline", feed=raw)
        assert (ran.status, ran.out) == (0, ""), ran.err
        assert WIDGETS in ran.err
    lamp = patch("lamp: Shine", message_id="piped@example.org")
    assert process("track", "-", "--offline", feed=lamp).err == "tracking “lamp: Shine”\n"
    for words in (("note", "-", "-m", "-"), ("track", "-"), ("seen", "-")):
        assert process(*words, "--offline", feed=b"").status == 2


def test_one_is_done_with_a_series_until_something_comes(
    held: Tracker, tracker: Tracker, tmp_path: Path
) -> None:
    assert held("done", V1).err == f"done with {WIDGETS} until something changes\n"
    assert told(held, V2)["snooze"]["until"] == "change"  # type: ignore[index]  # an object
    (row,) = json.loads(held("done", "--json").out)["series"]
    assert row["title"] == "make widgets better"
    assert "make widgets better" in held("done").out
    assert "make widgets better" not in held("list", "--all", "-is:snoozed").out
    late = patch("Re: [PATCH v2 1/2] widget: be better", message_id="late@example.org",
                 in_reply_to=V2_FIRST, date=at(24 * 30))  # fmt: skip
    assert tracker("index", eml_folder(tmp_path / "more", [late])).status == 0
    assert told(held, V2)["snooze"] is None
    ran = held("done")
    assert (ran.out, "you are done with nothing" in ran.err) == ("", True)
    assert held("done", V1, "--json").status == 2


def test_all_that_a_query_finds_is_followed(held: Tracker) -> None:
    ran = held("track", "--query", "better")
    assert (ran.status, ran.err) == (0, "tracking 2 series\n")
    assert held("track", "--query", "nosuchword").status == 3
    assert held("track", "--query", "staet:new").status == 2
    assert held("undo").status == 0
    assert "make widgets better" not in held("list").out


def test_a_snooze_is_told_and_ends_with_what_it_waits_for(
    held: Tracker, tracker: Tracker, tmp_path: Path
) -> None:
    assert held("snooze", V1, "--until", "v3").err == f"snoozed {WIDGETS} until v3 is posted\n"
    snooze = told(held, V2)["snooze"]
    assert isinstance(snooze, dict)
    assert (snooze["until"], snooze["version"], snooze["date"], snooze["tag"]) == (
        "version",
        3,
        None,
        None,
    )
    assert "until v3 is posted" in held("show", V1).out
    assert held("snooze", "--list").out == f"until v3 is posted        {V1}  make widgets better\n"
    newer = patch("widget: be better", version=3, message_id="v3@example.org", in_reply_to=V2,
                  date=at(24 * 30))  # fmt: skip
    assert tracker("index", eml_folder(tmp_path / "more", [newer])).status == 0
    assert told(held, "v3@example.org")["snooze"] is None
    ran = held("snooze", "--list")
    assert (ran.status, ran.out) == (0, "")
    assert "nothing is snoozed" in ran.err


def test_the_last_word_of_a_snooze_says_what_ends_it(held: Tracker) -> None:
    """Where it has the form of that; else it is a series, which cannot be snoozed for ever."""
    assert held("snooze", V1, GADGETS, "2w").status == 0
    assert len(held("snooze", "--list").out.splitlines()) == 2
    assert held("snooze", V1, "v3").err == f"snoozed {WIDGETS} until v3 is posted\n"
    ran = held("snooze", V1, GADGETS)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("tracker: say until when: tracker snooze REF WHEN, where WHEN is")
    assert held("snooze", V1, "2000-01-01").err.startswith("tracker: '2000-01-01' is no time to")


def test_a_note_is_what_comes_after_the_series(process: Tracker, held: Tracker) -> None:
    """In one word of the shell or several; ``-`` is stdin."""
    assert held("note", V1, "ask", "Rex").err == f"noted on {WIDGETS}\n"
    assert process("note", V1, "-", "--offline", feed=b"by pipe").status == 0
    assert [line.split("  ")[-1] for line in held("note", V1).out.splitlines()] == [
        "ask Rex",
        "by pipe",
    ]
    assert held("note", V1, "ask", "--delete", "1").status == 2


def test_wake_ends_a_snooze_by_any_message(held: Tracker) -> None:
    held("snooze", V1, GADGETS, "--until", "3d")
    assert len(held("snooze", "--list").out.splitlines()) == 2
    assert held("snooze", QUESTION, "--wake").err == f"woke {WIDGETS}\n"
    assert told(held, V1) == NOTHING
    assert len(held("snooze", "--list").out.splitlines()) == 1
    assert held("snooze", QUESTION, "--wake").err == f"{WIDGETS} was not snoozed\n"


def test_nothing_is_snoozed_before_anything_is_at_hand(tracker: Tracker) -> None:
    ran = tracker("snooze", "--list", "--offline")
    assert (ran.status, ran.out) == (0, "")


def test_seen_is_a_moment_and_is_forgotten(held: Tracker) -> None:
    assert held("seen", V2, GADGETS).err == "looked at 2 series\n"
    assert str(told(held, V1)["seen"]).endswith("Z")
    assert held("seen", "--forget", REVIEW).status == 0
    assert told(held, V1) == NOTHING


def test_undo_goes_back_word_by_word(held: Tracker) -> None:
    held("track", V1)
    held("link", GADGETS, "companion", "https://example.org/pull/7")
    held("unlink", GADGETS, V1)
    before = json.loads(held("graph", GADGETS, "--json").out)["edges"]
    held("seen", V1)
    assert [held("undo").err for _ in range(4)] == [
        f"taken back: looked at {WIDGETS}\n",
        f"taken back: cut: “gadget: use the better widgets” and {WIDGETS}\n",
        "taken back: linked: “gadget: use the better widgets” companion"
        " https://example.org/pull/7\n",
        f"taken back: tracking {WIDGETS}\n",
    ]
    edges = json.loads(held("graph", GADGETS, "--json").out)["edges"]
    assert [one["kind"] for one in before] == ["companion"]
    assert [one["kind"] for one in edges] == ["depends-on"]
    ran = held("undo")
    assert (ran.status, ran.out) == (3, "")
    assert "nothing to take back" in ran.err


def test_undo_without_a_database_makes_none(tracker: Tracker, environment: Path) -> None:
    assert tracker("undo").status == 3
    assert not (environment / "tracker.db").exists()


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("snooze", V1), 2),
        (("snooze", "2w"), 2),
        (("note", V1, "x", "-m", "y"), 2),
        (("snooze", "--until", "2w"), 2),
        (("snooze", V1, "--until", "soon"), 2),
        (("snooze", V1, "--until", "v2"), 2),
        (("snooze", V1, "--until", "landed"), 2),
        (("snooze", V1, "--until", "2000-01-01"), 2),
        (("snooze", V1, "--until", "2w", "--wake"), 2),
        (("snooze", V1, "--list"), 2),
        (("snooze", UNKNOWN, "--until", "2w"), 3),
        (("snooze", V1, UNKNOWN, "--until", "2w"), 3),
        (("snooze", CHAT, "--until", "2w"), 3),
        (("seen",), 2),
        (("seen", UNKNOWN), 3),
        (("seen", V1, CHAT), 3),
        (("note", UNKNOWN, "-m", "x"), 3),
        (("note", V1, "-m", "  "), 2),
        (("note", V1, "-m", "x" * 20_000), 2),
        (("note", V1, "-m", "x", "--delete", "1"), 2),
        (("note", V1, "--delete", "1"), 3),
        (("track", UNKNOWN), 3),
        (("untrack", UNKNOWN), 3),
    ],
)
def test_what_cannot_be_kept_is_refused(held: Tracker, words: tuple[str, ...], status: int) -> None:
    """In one line, and nothing is kept."""
    ran = held(*words)
    assert (ran.status, ran.out) == (status, "")
    assert ran.err.startswith(("tracker: ", "Usage: "))
    assert told(held, V1) == NOTHING
    assert held("undo").status == 3


def test_a_series_that_is_not_at_hand_is_fetched(tracker: Tracker, inbox: Inbox) -> None:
    """It is said who is asked, for the id may be mistyped; what is cached is not asked for."""
    ran = tracker("done", "typo@example.org", "--source", inbox.url)
    assert ran.status == 3
    assert ran.err.splitlines() == [
        f"tracker: typo@example.org is not cached; asking {inbox.url}",
        f"tracker: {inbox.url} does not hold typo@example.org",
    ]
    assert tracker("note", V2, "-m", "later", "--source", inbox.url).status == 0
    assert V2 in inbox.fetched()
    asked = len(inbox.asked)
    ran = tracker("snooze", V2, "--until", "2w", "--source", inbox.url)
    assert (ran.status, "asking" in ran.err, len(inbox.asked)) == (0, False, asked)


def test_a_page_and_a_list_say_where_the_mail_at_hand_ends(
    held: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else "nobody has answered" would read as news of today; a pipe is told nothing."""
    assert "read from local archives, which end 2025-01-20." in held("show", V1).out
    soon = held("show", V1, "--as-of", "2025-01-25").out
    assert "read from local archives." in soon
    assert held("list", "--all").err == ""
    monkeypatch.setattr("tracker.cli.commands.list.is_terminal", lambda: True)
    assert "cached mail ends 2025-01-20;" in held("list", "--all").err
    assert "cached mail ends" not in held("list", "--all", "--as-of", "2025-01-25").err


def test_what_came_is_one_list_over_all_that_is_followed(
    held: Tracker, tracker: Tracker, tmp_path: Path
) -> None:
    """Of a series that was looked at and of one that never was; the bell rings for the same."""
    assert held("track", "--query", "better").status == 0
    assert held("seen", V1).status == 0
    (find_paths().config).write_text('bell = "better"\nfetch_every = 15\n')
    context = open_context(Reading(as_of=None, offline=True, sources=(), config=None))
    backend = TuiBackend(context, context.paths.database, live=True)
    assert (backend.feed(), backend.alerts(), backend.fetch_every()) == ((), (), 0)
    answers = [
        mail("Re: better", REX, "Is it better?\n", date=at(24 * 40), in_reply_to=name,
             message_id=f"late-{n}@example.org")
        for n, name in enumerate((V2_FIRST, GADGETS))
    ]  # fmt: skip
    assert tracker("index", eml_folder(tmp_path / "more", answers)).status == 0
    assert held("list").status == 0
    came = {one.event.message_id for one in backend.feed()}
    assert came == {"late-0@example.org", "late-1@example.org"}
    assert {one.event.message_id for one in backend.alerts()} == came
    assert backend.alerts() == ()
