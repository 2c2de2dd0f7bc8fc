# SPDX-License-Identifier: GPL-2.0-or-later
"""A file that cannot be used says why, in a sentence; nothing is written to it."""

import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from tracker.errors import Broken
from tracker.store.connect import VERSION, open_to_read
from tracker.store.load import Reader
from tracker.store.save import Writer


def run(path, *statements):
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        for sql in statements:
            db.execute(sql)


def both_doors(path):
    """What the reader and the writer say."""
    for door in (Reader.open, Writer):
        with pytest.raises(Broken) as caught:
            door(path)
        yield str(caught.value)


def test_a_database_of_a_newer_version_is_left_alone(path, store):
    store.archive()
    run(path, f"PRAGMA user_version = {VERSION + 1}")
    before = path.read_bytes()
    for sentence in both_doors(path):
        assert "newer tracker" in sentence and str(path) in sentence
    assert path.read_bytes() == before


def test_a_database_of_another_program_is_left_alone(path):
    path.parent.mkdir()
    run(path, "CREATE TABLE recipe (name TEXT)")
    before = path.read_bytes()
    for sentence in both_doors(path):
        assert "not the tracker's" in sentence
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_left_alone(path):
    path.parent.mkdir()
    path.write_bytes(b"From nobody Mon Sep 17 00:00:00 2001\n" * 99)
    before = path.read_bytes()
    for sentence in both_doors(path):
        assert "is no database" in sentence
    assert path.read_bytes() == before


def test_a_database_damaged_from_its_second_page_on_is_told_at_the_door(path, store, message):
    store.save(*(message(f"{n}@example.org") for n in range(50)))
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    for sentence in both_doors(path):
        assert "is damaged" in sentence


def test_damage_in_one_table_is_told_by_the_query_that_meets_it(path, store, message):
    """The other tables can still be read, and the check names the damage."""
    store.save(message("a@example.org"))
    with closing(sqlite3.connect(path)) as db:
        (size,) = db.execute("PRAGMA page_size").fetchone()
        sql = "SELECT rootpage FROM sqlite_schema WHERE name = 'message'"
        (page,) = db.execute(sql).fetchone()
    whole = bytearray(path.read_bytes())
    whole[(page - 1) * size : page * size] = b"\xff" * size
    path.write_bytes(whole)
    with store.reader() as reader:
        with pytest.raises(Broken, match="is damaged"):
            list(reader.all_messages())
        assert len(reader.archives()) == 1
        assert any("damaged" in line for line in reader.check())


def test_a_truncated_database_is_told_by_the_writer(path, store, message):
    store.save(*(message(f"{n}@example.org") for n in range(50)))
    path.write_bytes(path.read_bytes()[:8192])
    with pytest.raises(Broken, match="is damaged"):
        store.save(message("new@example.org"))


def test_a_second_writer_waits_a_while_and_then_says_that_the_file_is_locked(path, store, noon):
    """It does not fail in the middle of its work but at the start."""
    store.archive()
    with Writer(path) as first, Writer(path, patience=0.05) as second:
        with first.atomic(), pytest.raises(Broken, match="is locked by another program"):
            second.track("a@example.org", noon)
        first.track("b@example.org", noon)
    with Writer(path, patience=0.05) as third:
        third.track("a@example.org", noon)


def test_a_reader_of_a_file_locked_as_a_whole_says_so(path, store):
    store.archive()
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA locking_mode = EXCLUSIVE")
        db.execute("PRAGMA journal_mode = DELETE")
        db.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Broken, match="is locked"):
            open_to_read(path, patience=0.05)


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    """A file stands where the folder should be."""
    (tmp_path / "home").write_text("")
    with pytest.raises(Broken, match="home"):
        Writer(tmp_path / "home" / "tracker.db")


def test_a_path_with_signs_that_mean_something_in_a_uri_is_just_a_path(tmp_path, noon):
    """``?`` and ``#`` start the query and the fragment of a ``file:`` URI."""
    path = tmp_path / "what?mode=rw#home %20" / "tracker.db"
    with Writer(path) as writer:
        writer.track("a@example.org", noon)
    with Reader.open(path) as reader:
        assert reader.tracked() == (("a@example.org", noon),)


def test_a_reader_cannot_write(path, store):
    store.archive()
    with store.reader() as reader, pytest.raises(Broken, match="cannot be written"):
        reader._rows("DELETE FROM archive")


def test_a_fault_of_ours_stays_loud(path, store):
    """A wrong query is no broken database."""
    store.archive()
    with store.reader() as reader, pytest.raises(sqlite3.OperationalError, match="no such table"):
        reader._rows("SELECT * FROM nonsense")


_KILLED = """
import os, signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 1")
connection.execute("PRAGMA journal_mode = DELETE")
connection.execute("BEGIN IMMEDIATE")
connection.execute("CREATE TABLE half (done)")
connection.execute("INSERT INTO half SELECT randomblob(4000) FROM pragma_function_list")
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_killed_writer_left_is_undone_by_the_next_reader(tmp_path):
    """A connection that only reads may not roll back; SQLite says that the file is read-only."""
    path = tmp_path / "tracker.db"
    Writer(path).close()
    subprocess.run([sys.executable, "-c", _KILLED, str(path)], check=False)
    assert path.with_name("tracker.db-journal").exists()
    reader = Reader.open(path)
    assert reader is not None
    with reader:
        assert reader.check() == ()
        assert reader.message_count() == 0
