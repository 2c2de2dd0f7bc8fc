# SPDX-License-Identifier: GPL-2.0-or-later
"""The database of every release opens with the code of today, and says what mail says.

``releases/VERSION.sql`` is what ``tools/keep_release.py`` left of one: eleven invented mails, two
tracked series, a look, a note, a snooze, a relation by hand, and a board that was judged.
``schema-18.sql`` is the last whose mails had their lists and recipients in rows of their own.
"""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.boarded import hat
from tests.cli.conftest import Tracker, as_any_user, environment, process, tracker, warm
from tests.cli.threads import GADGETS, V1, V2
from tracker.cli.backend.backend import TuiBackend
from tracker.cli.context import open_context
from tracker.cli.options import Reading
from tracker.errors import Broken
from tracker.model.board import Order
from tracker.model.mail import Person
from tracker.model.rows import SeriesRow
from tracker.model.said import Until
from tracker.services.board import open_board
from tracker.store.board.reads import JUDGED_AGAIN
from tracker.store.board.record import UNTOUCHED, UserState, pack_row, unpack_row
from tracker.store.connect import VERSION
from tracker.store.load import Reader

__all__ = ["environment", "process", "tracker", "warm"]

NOW = datetime(2030, 1, 1, tzinfo=UTC)
RELEASES = sorted((Path(__file__).parent / "releases").glob("*.sql"))
TITLES = ["gadget: use the better widgets", "make widgets better"]


@pytest.fixture(params=RELEASES, ids=lambda path: path.stem)
def database(request: pytest.FixtureRequest, environment: Path) -> Path:
    """The database of a release in the home of this test."""
    environment.mkdir()
    return database_of(request.param, environment / "tracker.db")


def database_of(release: Path, path: Path) -> Path:
    with closing(sqlite3.connect(path)) as made:
        made.executescript(release.read_text(encoding="utf-8"))
    return path


def backend_of() -> TuiBackend:
    context = open_context(Reading(as_of=None, offline=True, sources=(), config=None))
    return TuiBackend(context, context.paths.database, live=False)


def shown(path: Path) -> list[SeriesRow]:
    board = open_board(path, "", Order.TITLE, everything=True, now=NOW)
    return [board.row(at) for at in range(len(board))]


def test_every_release_is_there() -> None:
    assert {"0.1.0", "schema-18"} <= {path.stem for path in RELEASES}


def test_a_series_is_shown_as_it_was(database: Path, tracker: Tracker) -> None:
    tracker("rebuild", "--offline")
    ran = tracker("show", V1, "--json", "--offline")
    series = json.loads(ran.out)
    assert (ran.status, series["id"], series["stage"]) == (0, V1, "applied")
    assert [one["message_id"] for one in series["revisions"]] == [V1, V2]


def test_what_the_user_said_is_kept(database: Path, tracker: Tracker) -> None:
    tracker("rebuild", "--offline")
    listed = tracker("list", "--json", "--offline")
    assert sorted(one["title"] for one in json.loads(listed.out)["series"]) == TITLES
    assert "Ask about the gears." in tracker("note", V1, "--offline").out
    assert "2031-05-04" in tracker("snooze", "--list", "--offline").out
    assert "follows" in tracker("show", GADGETS, "--offline").out


def test_the_board_is_painted_at_once_and_judged_again(database: Path, tracker: Tracker) -> None:
    """Rows of another release are not read; what they are found and counted by is."""
    tracker("rebuild", "--offline")
    before = shown(database)
    assert [(one.title, one.summary) for one in before] == [(one, JUDGED_AGAIN) for one in TITLES]
    backend = backend_of()
    assert backend.counts(["", "is:snoozed"], everything=False)[0] == 2
    assert backend.freshen(lambda _step: None)
    after = shown(database)
    assert [one.title for one in after] == TITLES
    assert all(one.summary != JUDGED_AGAIN and one.revisions and one.tracked for one in after)
    assert after[0].snooze is not None
    assert after[0].snooze.until is Until.DATE
    assert (after[1].notes, after[1].seen is not None) == (1, True)


@pytest.mark.parametrize(
    "record",
    ['["positional"]', '{"id": "x"}', '{"id": "x", "colour": "red"}', "{}", "no JSON"],
)
def test_a_row_with_other_fields_is_not_read(database: Path, tracker: Tracker, record: str) -> None:
    """As a release would leave it that knows one field more, or one less."""
    tracker("list", "--all", "--offline")
    with closing(sqlite3.connect(database)) as plain, plain:
        plain.execute("UPDATE board_record SET record = ?", [record])
        plain.execute("UPDATE board_state SET value = '1 1 1 0badcafe' WHERE name = 'rules'")
    assert [one.summary for one in shown(database)] == [JUDGED_AGAIN] * 2
    ran = tracker("list", "--all", "--offline")
    assert (ran.status, ran.out.count("gadget: use")) == (0, 1)
    assert JUDGED_AGAIN not in [one.summary for one in shown(database)]


def test_a_database_of_an_older_schema_is_brought_up_to_date_when_it_is_read(
    database: Path, tracker: Tracker
) -> None:
    assert schema_of(database) < VERSION
    ran = tracker("show", V1, "--json", "--offline")
    assert (ran.status, json.loads(ran.out)["id"]) == (0, V1)
    assert (len(shown(database)), schema_of(database)) == (2, VERSION)


def test_a_database_of_an_older_schema_that_is_locked_is_said_in_one_line(
    database: Path,
) -> None:
    with closing(sqlite3.connect(database)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Broken, match=r"older tracker.*cannot be brought up to date.*locked"):
            Reader.open(database, patience=0.1)


def schema_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as plain:
        return int(plain.execute("PRAGMA user_version").fetchone()[0])


def test_a_board_of_yesterday_in_a_folder_that_cannot_be_written_is_still_listed(
    database: Path, tracker: Tracker, process: Tracker
) -> None:
    assert tracker("rebuild").status == 0
    database.parent.chmod(0o500)
    try:
        ran = process("list", "--all", "--offline", preexec_fn=as_any_user)
        assert (ran.status, ran.err) == (0, "")
        assert ran.out
    finally:
        database.parent.chmod(0o700)


def test_a_row_is_stored_by_the_names_of_its_fields() -> None:
    """What the user did and the clock tells is joined when it is read; defaults are left out."""
    row = hat(4, 1)[0]
    stored = json.loads(pack_row(row))
    assert stored["author"] == {"name": row.author.name, "email": row.author.email}
    assert not {"tracked", "seen", "new", "snooze", "notes", "labels", "queued"} & stored.keys()
    plain = replace(row, landed=(), blocked_by=(), related=0, last_other=None)
    assert (
        not {"landed", "blocked_by", "related", "last_other"} & json.loads(pack_row(plain)).keys()
    )


@pytest.mark.parametrize("row", hat(5, 60), ids=lambda row: row.id)
def test_a_row_comes_back_as_it_was(row: SeriesRow) -> None:
    assert unpack_row(pack_row(row), UNTOUCHED, stalled=row.facts.stalled) == row


def test_user_actions_are_joined_to_a_row() -> None:
    row = hat(6, 1)[0]
    state = UserState(tracked=NOW, notes=3)
    found = unpack_row(pack_row(row), state, stalled=False)
    assert (found.tracked, found.notes, found.seen) == (True, 3, None)
    assert found.author == row.author != Person("", "")
