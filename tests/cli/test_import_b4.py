# SPDX-License-Identifier: GPL-2.0-or-later
"""What b4 review tracks, read from databases that b4 itself made, of every schema."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import b4.review.tracking as b4_tracking
import pytest

from tests.cli.conftest import Tracker
from tests.cli.threads import CHANGE, GADGETS, LAMP, V1, V2

FIRST_SCHEMA = """
CREATE TABLE schema_version (version INTEGER PRIMARY KEY);
INSERT INTO schema_version VALUES (1);
CREATE TABLE series (
    track_id INTEGER PRIMARY KEY, change_id TEXT NOT NULL, revision INTEGER NOT NULL,
    subject TEXT, sender_name TEXT, sender_email TEXT, sent_at TEXT, added_at TEXT, message_id TEXT,
    num_patches INTEGER, pw_series_id INTEGER, status TEXT DEFAULT 'new', fingerprint TEXT,
    UNIQUE (change_id, revision));
"""


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database as b4 makes it, in b4's own folder."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    b4_tracking.init_db("widgets").close()
    place = Path(b4_tracking.get_db_path("widgets"))
    rows = [
        (CHANGE, 1, V1, "new", None, None),
        (CHANGE, 2, V2, "waiting", None, "widgets-next"),
        ("20250120-gadgets-ba9876543210", 1, GADGETS, "snoozed", "2999-01-01T00:00:00", None),
        ("20250105-lamp-0123456789ab", 1, LAMP, "archived", None, None),
        ("20250105-unsent-0123456789ab", 1, None, "new", None, None),
    ]
    with closing(sqlite3.connect(place)) as db, db:
        db.executemany(
            "INSERT INTO series (change_id, revision, message_id, status, snoozed_until,"
            " target_branch, added_at, last_activity_at) VALUES (?, ?, ?, ?, ?, ?,"
            " '2025-01-07T10:00:00', '2025-01-12T10:00:00')",
            rows,
        )
        db.executemany(
            "INSERT INTO revisions (change_id, revision, message_id, source) VALUES (?, ?, ?, ?)",
            [(CHANGE, 1, V1, "manual"), (CHANGE, 2, V2, "heuristic")],
        )
    return place


def exported(tracker: Tracker) -> list[dict[str, dict[str, object]]]:
    return [json.loads(line) for line in tracker("export").out.splitlines()[1:]]


def test_what_b4_tracks_is_tracked_here(tracker: Tracker, indexed: Path, made: Path) -> None:
    ran = tracker("import", "b4")
    assert ran.status == 0, ran.err
    assert "1 series have no Message-ID in b4 yet" in ran.err
    assert "4 records" not in ran.out
    found = exported(tracker)
    tracked = [one["tracked"]["message_id"] for one in found if "tracked" in one]
    assert sorted(map(str, tracked)) == sorted([V2, GADGETS])
    (note,) = [one["note"]["text"] for one in found if "note" in one]
    assert note == "b4 review (widgets): waiting, for widgets-next"
    (snooze,) = [one["snooze"] for one in found if "snooze" in one]
    assert (snooze["message_id"], snooze["date"]) == (GADGETS, "2999-01-01T00:00:00Z")
    (link,) = [one["link"] for one in found if "link" in one]
    assert (link["source"], link["kind"], link["target"]) == (V2, "previous-version", V1)


def test_reading_again_adds_nothing_and_undo_takes_all_back(
    tracker: Tracker, indexed: Path, made: Path
) -> None:
    tracker("import", "b4")
    assert "0 of them new" in tracker("import", "b4", made).err
    tracker("undo")
    tracker("undo")
    assert exported(tracker) == []


def test_the_database_is_not_changed(tracker: Tracker, indexed: Path, made: Path) -> None:
    before = made.read_bytes()
    tracker("import", "b4")
    assert made.read_bytes() == before


def test_the_first_schema_is_read(tracker: Tracker, indexed: Path, tmp_path: Path) -> None:
    """It has no snoozes, branches and revisions."""
    place = tmp_path / "old.sqlite3"
    with closing(sqlite3.connect(place)) as db, db:
        db.executescript(FIRST_SCHEMA)
        db.execute(
            "INSERT INTO series (change_id, revision, message_id, status) VALUES (?, 1, ?, 'new')",
            ("c", V1),
        )
    assert tracker("import", "b4", place).status == 0
    assert [*exported(tracker)[0]] == ["tracked"]


def test_a_newer_schema_is_said_to_be_one(tracker: Tracker, indexed: Path, made: Path) -> None:
    with closing(sqlite3.connect(made)) as db, db:
        db.execute("UPDATE schema_version SET version = 99")
        db.execute("ALTER TABLE series ADD COLUMN mood TEXT")
    ran = tracker("import", "b4")
    assert ran.status == 0
    assert "schema 99, newer than 10" in ran.err


@pytest.mark.parametrize("kind", ["other", "text", "gone", "empty"])
def test_what_is_no_such_database_is_said_in_a_sentence(
    tracker: Tracker, indexed: Path, tmp_path: Path, kind: str
) -> None:
    place = tmp_path / "some.sqlite3"
    if kind == "other":
        with closing(sqlite3.connect(place)) as db, db:
            db.execute("CREATE TABLE series (name TEXT)")
    elif kind == "text":
        place.write_text("hello, this is a text of some length that is no database\n" * 9)
    elif kind == "empty":
        place.mkdir()
    ran = tracker("import", "b4", place)
    assert (ran.status, ran.out) == (2, "")
    assert str(place) in ran.err
    assert "Traceback" not in ran.err


def test_without_a_database_it_says_where_one_would_be(
    tracker: Tracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "none"))
    ran = tracker("import", "b4")
    assert ran.status == 2
    assert "b4/review has no database" in ran.err


def test_b4_settings_are_followed_or_said(
    tracker: Tracker, indexed: Path, made: Path, tmp_path: Path
) -> None:
    user = tmp_path / "user"
    user.mkdir()
    (user / ".gitconfig").write_text(
        "[b4]\n\tmidmask = https://lore.example.org/all/%s\n"
        "\tlistid-preference = *.example.org,*\n\tpw-url = https://patchwork.example.org\n"
        '[liblore "https://lore.kernel.org"]\n\tfallback = https://mirror.example.org\n'
    )
    said = tracker("import", "b4").err
    assert 'write server = "https://lore.example.org/all"' in said
    assert "b4.pw-url: asked" in said
    assert "b4.listid-preference" in said
    assert "fallback: asked before" in said
