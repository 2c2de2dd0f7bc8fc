# SPDX-License-Identifier: GPL-2.0-or-later
"""A database of any age comes to the same schema, whole or not at all."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from tracker.errors import Broken
from tracker.store.columns import ColumnKind, Group, Index, Table, TableColumn, statements
from tracker.store.connect import VERSION
from tracker.store.load import Reader
from tracker.store.migrations import TABLES, create, migrations
from tracker.store.save import Writer

ROOT = Path(__file__).resolve().parents[2]
RELEASES = Path(__file__).parent / "releases"
STEPS = [migration.name for migration in migrations._migrations]


def schema(path):
    with closing(sqlite3.connect(path)) as db:
        rows = db.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name")
        (version,) = db.execute("PRAGMA user_version").fetchone()
        return version, rows.fetchall()


def upgraded_from(path, step):
    """A database that stopped before a step, and was opened by today's program since."""
    path.parent.mkdir(parents=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrations.apply(Database(connection, execute_plugins=False), stop_before=step)
    Writer(path).close()
    return schema(path)


def test_steps_are_numbered_without_gaps_up_to_the_version():
    assert [int(name[1:4]) for name in STEPS] == list(range(1, VERSION + 1))


@pytest.mark.parametrize("step", STEPS)
def test_every_prefix_of_history_reaches_the_same_schema(tmp_path, step):
    Writer(tmp_path / "fresh.db").close()
    assert upgraded_from(tmp_path / "old" / "old.db", step) == schema(tmp_path / "fresh.db")


def test_opening_again_changes_nothing(path):
    Writer(path).close()
    before = schema(path)
    Writer(path).close()
    assert schema(path) == before


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_in_the_file_is_the_table_described(path, table):
    """Columns, their order, types, NULLs and key; indexes by their columns."""
    Writer(path).close()
    with closing(sqlite3.connect(path)) as db:
        columns = db.execute(f"PRAGMA table_info({table.name})").fetchall()
        named = [row[1] for row in db.execute(f"PRAGMA index_list({table.name})")]
        indexes = {
            tuple(row[2] for row in db.execute(f"PRAGMA index_info({name})")) for name in named
        }
    assert [(name, kind, bool(full)) for _, name, kind, full, _, _ in columns] == [
        (column.name, column.kind.value, not column.null) for column in table.columns
    ]
    key = sorted((place, name) for _, name, _, _, _, place in columns if place)
    assert tuple(name for _, name in key) == table.key
    assert {index.columns for index in table.indexes} <= indexes


def test_a_step_that_fails_leaves_the_database_as_it_was(path, monkeypatch):
    """The steps before it in the same run too: all or nothing."""
    path.parent.mkdir()

    def fails(db):
        db.execute("CREATE TABLE half (done INTEGER)")
        raise RuntimeError("power cut")

    last = migrations._migrations[-1]
    monkeypatch.setattr(last, "fn", fails)
    with pytest.raises(RuntimeError, match="power cut"):
        Writer(path)
    assert list(path.parent.iterdir()) == []
    assert Reader.open(path) is None
    monkeypatch.undo()
    Writer(path).close()
    assert schema(path)[0] == VERSION


def test_a_later_step_adds_its_columns_and_tables_to_older_ones():
    """An invented table of step 1 that got a column in step 2, beside a new table."""
    old = Table(
        name="gizmo",
        group=Group.FETCHED,
        comment="A gizmo.",
        columns=(
            TableColumn("id", ColumnKind.INTEGER, "Its number."),
            TableColumn("colour", ColumnKind.TEXT, "Its colour.", null=True, since=2),
        ),
        key=("id",),
        since=1,
    )
    new = Table(
        name="wheel",
        group=Group.FETCHED,
        comment="A wheel.",
        columns=(TableColumn("gizmo", ColumnKind.INTEGER, "Its gizmo.", parent="gizmo"),),
        key=("gizmo",),
        indexes=(Index(("gizmo",), "gizmo > 3"),),
        since=2,
    )
    with closing(sqlite3.connect(":memory:")) as db:
        for sql in statements((old, new), 1):
            db.execute(sql)
        assert [row[1] for row in db.execute("PRAGMA table_info(gizmo)")] == ["id"]
        for sql in statements((old, new), 2):
            db.execute(sql)
        assert [row[1] for row in db.execute("PRAGMA table_info(gizmo)")] == ["id", "colour"]
        assert db.execute("SELECT count(*) FROM wheel").fetchone() == (0,)


def test_two_programs_that_open_a_new_database_at_once_both_can_use_it(path):
    """One makes the schema, the others wait for it."""
    program = (
        "import sys; from pathlib import Path; from datetime import datetime, UTC;"
        "from tracker.store.save import Writer;"
        "w = Writer(Path(sys.argv[1])); w.track(sys.argv[2], datetime.now(UTC)); w.close()"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(path), f"{n}@example.org"],
            cwd=ROOT,
            stderr=subprocess.PIPE,
            text=True,
        )
        for n in range(3)
    ]
    faults = [process.communicate(timeout=60)[1] for process in running]
    assert faults == ["", "", ""]
    with Reader.open(path) as reader:
        assert len(reader.tracked()) == 3


def test_a_writer_that_is_killed_in_the_middle_leaves_nothing_half_done(path, store, message):
    """The next run opens the file, finds the state before, and does all of it again."""
    place = store.archive()
    program = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from tracker.model.mail import Message, Person, Subject
from tracker.store.save import Writer

def mails():
    who = Person("Ann", "ann@example.org")
    for n in range(1500):
        subject = Subject(raw="x", title="x", is_reply=False, tagged=True)
        name = f"{n}@example.org"
        now = datetime(2031, 5, 4, tzinfo=UTC)
        yield name, Message(message_id=name, subject=subject, sender=who, author=who, date=now)
    os.kill(os.getpid(), signal.SIGKILL)

writer = Writer(Path(sys.argv[1]))
at = datetime.now(UTC)
writer.save_mail(int(sys.argv[2]), mails(), "end", at, read_version=1, title_key=str.casefold)
"""
    done = subprocess.run([sys.executable, "-c", program, str(path), str(place)], cwd=ROOT)
    assert done.returncode == -9
    with store.reader() as reader:
        assert (reader.message_count(), reader.check()) == (0, ())
    assert store.save(*(message(f"{n}@example.org") for n in range(1500))).new == 1500


def test_a_new_database_gets_its_name_only_once_all_of_it_is_in_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a failing disk left in the log of the unnamed file was lost with that file's name."""

    class Failing(sqlite3.Connection):
        def execute(self, sql: str, *given: Any) -> sqlite3.Cursor:
            if "wal_checkpoint" in sql:
                raise sqlite3.OperationalError("disk I/O error")
            return super().execute(sql, *given)

    real = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", partial(real, factory=Failing))
    with pytest.raises(Broken, match="the disk reports a fault"):
        create(tmp_path / "tracker.db")
    assert list(tmp_path.iterdir()) == []


def of_release(path: Path) -> None:
    """Make the last database whose mails had lists and recipients in rows of their own."""
    with closing(sqlite3.connect(path)) as made:
        made.executescript((RELEASES / "schema-18.sql").read_text(encoding="utf-8"))


def test_lists_and_people_in_rows_of_their_own_become_sets_that_mails_share(
    tmp_path: Path,
) -> None:
    """As releases up to schema 18 had them; readers of the tables find the same rows."""
    path = tmp_path / "tracker.db"
    of_release(path)
    with closing(sqlite3.connect(path)) as old:
        people = [(1, "Ann", "ann@example.org"), (2, 'Béa "B" O', "bea@example.org")]
        old.executemany("INSERT INTO person (id, name, email) VALUES (?, ?, ?)", people)
        sent = [(1, 0, 2), (1, 1, 1), (2, 0, 2), (2, 1, 1), (3, 0, 1)]
        old.executemany("INSERT INTO recipient VALUES (?, ?, ?)", sent)
        old.execute("UPDATE message SET sum = NULL")
        old.commit()
        listed = old.execute("SELECT * FROM message_list ORDER BY 1, 2").fetchall()
    Writer(path).close()
    with closing(sqlite3.connect(path)) as new:
        assert new.execute("SELECT * FROM recipient ORDER BY 1, 2").fetchall() == sent
        assert new.execute("SELECT * FROM message_list ORDER BY 1, 2").fetchall() == listed
        assert new.execute("SELECT people FROM people_set").fetchall() == [("[2,1]",), ("[1]",)]
        assert new.execute("SELECT count(*) FROM list_set").fetchone()[0] < len(listed)
    with Reader.open(path) as reader:
        (first,) = [one for one in reader.all_messages() if len(one.recipients) == 2][:1]
        assert [who.name for who in first.recipients] == [people[1][1], "Ann"]
        assert reader.check() == ()


def test_sums_of_older_mails_are_not_compared(tmp_path: Path) -> None:
    """Releases up to schema 21 made them of other bytes."""
    path = tmp_path / "tracker.db"
    of_release(path)
    Writer(path).close()
    with closing(sqlite3.connect(path)) as new:
        assert new.execute("SELECT count(sum) FROM message").fetchone()[0] == 0
        assert new.execute("SELECT count(sum) FROM series").fetchone()[0] == 0
    with Reader.open(path) as reader:
        assert reader.check() == ()


def test_what_a_step_empties_is_given_back_to_the_disk(
    tmp_path: Path,
) -> None:
    path = tmp_path / "tracker.db"
    of_release(path)
    with closing(sqlite3.connect(path)) as old, old:
        old.execute("CREATE TABLE scratch (text)")
        old.execute("INSERT INTO scratch VALUES (zeroblob(400000))")
        old.execute("DROP TABLE scratch")
    before = path.stat().st_size
    Writer(path).close()
    assert path.stat().st_size < before - 300_000
    with Reader.open(path) as reader:
        assert reader.check() == ()
        assert reader.series_holding("widgets", datetime(2030, 1, 1, tzinfo=UTC))


def contents(connection: sqlite3.Connection) -> dict[str, list[Any]]:
    tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    return {name: connection.execute(f"SELECT * FROM {name}").fetchall() for (name,) in tables}


def test_a_conversion_that_is_cut_off_leaves_the_old_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "tracker.db"
    of_release(path)
    with closing(sqlite3.connect(path)) as old:
        before = contents(old)

    def cut_off(*_given: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr("tracker.store.migrations.write_copy", cut_off)
    with pytest.raises(RuntimeError, match="power cut"):
        Writer(path)
    with closing(sqlite3.connect(path)) as old:
        assert contents(old) == before
