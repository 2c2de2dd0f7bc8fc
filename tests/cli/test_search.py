# SPDX-License-Identifier: GPL-2.0-or-later
"""``search`` and ``body:``: mails by the words that people wrote in them."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Ran, Tracker, eml_folder
from tests.mails import REX, at, mail, patch

KNOB, ANSWER, BOT = "knob@example.org", "answer@example.org", "bot@example.org"
LEVER = "lever@example.org"


@pytest.fixture
def found(tracker: Tracker, tmp_path: Path) -> Tracker:
    """Two patches, an answer that quotes one of them, and the report of a machine."""
    raws = [
        patch("gizmo: Turn the knob", log="The flywheel deadlocks.\n", message_id=KNOB),
        patch("gizmo: Pull the lever", log="A flywheel is heavy.\n", message_id=LEVER, date=at(1)),
        mail(
            "Re: [PATCH] gizmo: Turn the knob",
            REX,
            "On Monday, Ada wrote:\n> The flywheel deadlocks.\n\nWhat does the sprocket do then,"
            " and Käthe's spindle?\n\nReviewed-by: Rex Reviewer <rex@example.org>\n",
            message_id=ANSWER,
            in_reply_to=KNOB,
            date=at(2),
        ),
        mail(
            "Re: [PATCH] gizmo: Turn the knob",
            "kernel test robot <lkp@intel.com>",
            "The sprocket warns.\n",
            message_id=BOT,
            in_reply_to=KNOB,
            date=at(3),
        ),
    ]
    assert tracker("index", eml_folder(tmp_path / "mails", raws)).status == 0

    def call(*words: str | Path) -> Ran:
        return tracker(*words, "--offline")

    return call


def ids(ran: Ran) -> list[str]:
    return [one["message_id"] for one in json.loads(ran.out)["messages"]]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("sprocket",), [ANSWER]),
        (("SPROCKET", "kathe"), [ANSWER]),
        (("flywheel",), [LEVER, KNOB]),
        (("flywheel", "-deadlocks"), [LEVER]),
        (("flywheel is",), [LEVER]),
        (("is flywheel",), []),
        (("deadl*",), [KNOB]),
        (("deadl",), []),
        (("lever",), [LEVER]),
        (("flywheel", "title:knob"), [KNOB]),
        (("+turn",), [KNOB]),
        (("Reviewed-by",), []),
    ],
)
def test_words_lead_to_the_mails_in_which_somebody_wrote_them(
    found: Tracker, words: tuple[str, ...], expected: list[str]
) -> None:
    """Not to quotes, diffs, trailers and machines; the newest mail first."""
    ran = found("search", *words, "--json")
    assert ran.status == (0 if expected else 3), ran.err
    got = ids(ran)
    # An answer to a patch bears its title, and so does what a machine says of it.
    assert [one for one in got if one not in (ANSWER, BOT) or one in expected] == expected


def test_each_mail_shows_the_line_that_holds_the_words(found: Tracker) -> None:
    ran = found("search", "sprocket spindle", "sprocket", "--json")
    assert ran.status == 3
    (match,) = json.loads(found("search", "sprocket", "spindle", "--json").out)["messages"]
    assert match["quote"].startswith("What does the sprocket do then")
    assert match["line"] == 4
    assert match["series"] == KNOB
    shown = found("search", "sprocket")
    assert "What does the sprocket do then" in shown.out
    assert ANSWER in shown.out


def test_body_asks_for_series_with_such_a_mail(found: Tracker) -> None:
    """On the board, and of another day, where rows are in memory and later mail is not known."""

    def listed(*words: str) -> list[str]:
        ran = found("list", "--all", "--json", *words)
        found_ids = sorted(one["id"] for one in json.loads(ran.out)["series"])
        assert ran.status == (0 if found_ids else 3), ran.err
        return found_ids

    assert listed("body:flywheel") == [KNOB, LEVER]
    assert listed("body:sprocket,heavy") == [KNOB, LEVER]
    assert listed("-body:sprocket") == [LEVER]
    assert listed("body:knob") == []
    assert listed("body:sprocket", "--as-of", "2025-01-06T12:30:00Z") == [KNOB]
    assert listed("body:sprocket", "--as-of", "2025-01-06T11:30:00Z") == []
    assert listed("-body:sprocket", "--as-of", "2025-01-06T12:30:00Z") == [LEVER]
    report = found("report", "--all", "body:heavy", "--json")
    assert [one["id"] for one in json.loads(report.out)["series"]] == [LEVER]


@pytest.mark.parametrize("words", [("->",), ("-knob",), ("body:->",), ('"',)])
def test_words_that_no_mail_can_hold_are_wrong_use(found: Tracker, words: tuple[str, ...]) -> None:
    """``body:`` in a search narrows it; a quotation mark must be closed."""
    assert found("search", *words).status == 2


def test_signs_of_the_index_are_no_operators(found: Tracker) -> None:
    """FTS5 would take some of these for syntax."""
    for words in ("fo(o", "a^b", "knob:", "{words}:knob", "NEAR(knob", "kn'ob", "a*b", "it's*"):
        assert found("search", words).status in (0, 3), words


def test_a_database_of_an_older_version_says_that_its_mail_is_not_searched(
    found: Tracker, environment: Path
) -> None:
    """As after the migration: indexing again reads the mail again."""
    with closing(sqlite3.connect(environment / "tracker.db")) as database, database:
        database.execute("DELETE FROM text_row")
    ran = found("search", "sprocket")
    assert ran.status == 3
    assert "4 cached mails were stored by an older version" in ran.err
