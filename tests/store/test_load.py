# SPDX-License-Identifier: GPL-2.0-or-later
"""What the reader tells beside messages and series."""

import sqlite3
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from tracker.errors import Broken
from tracker.model.mail import ArchiveKind, Person, Unreadable
from tracker.store.load import Reader
from tracker.store.records import Location, ThreadFetch
from tracker.store.save import Writer
from tracker.store.shared import read as shared_read

ROOT = Path(__file__).resolve().parents[2]


def test_without_a_database_there_is_no_reader_and_none_is_made(path):
    """An empty file is no missing one: a new database is whole from its first moment on."""
    assert Reader.open(path) is None
    assert not path.parent.exists()
    path.parent.mkdir()
    path.touch()
    for door in (Reader.open, Writer):
        with pytest.raises(Broken, match="is empty, as a crash leaves it"):
            door(path)


def test_ten_thousand_ids_are_asked_for_at_once(store, message):
    """More than SQLite takes as parameters of one query on old builds (999)."""
    names = [f"{n}@example.org" for n in range(10_000)]
    store.save(*(message(name) for name in names[::100]))
    with store.reader() as reader:
        assert list(reader.messages(names)) == names[::100]


def test_few_sets_of_people_stay_in_memory(store, message, monkeypatch):
    monkeypatch.setattr(shared_read, "_MOST_KEPT", 2)
    sent = [
        message(f"{n}@example.org", recipients=(Person(f"P{n}", f"p{n}@example.org"),))
        for n in range(9)
    ]
    store.save(*sent)
    with store.reader() as reader:
        for _ in range(2):
            for one in sent:
                assert reader.messages([one.message_id]) == {one.message_id: one}
        assert len(reader._sets_known) <= 3
        assert len(reader._people_known) <= 3


def test_a_message_is_located_by_archive_and_key(path, message, noon):
    with Writer(path) as writer:
        place = writer.add_archive(ArchiveKind.GIT, "/epoch", "https://example.org/list/")
        items = [("blob-7", message("a@example.org"))]
        writer.save_mail(place, items, "head-9", noon, read_version=1, title_key=str.casefold)
    with Writer(path), Reader.open(path) as reader:
        assert reader.where("a@example.org") == Location(
            kind=ArchiveKind.GIT, path="/epoch", url="https://example.org/list/", key="blob-7"
        )
        assert reader.cursor(ArchiveKind.GIT, "/epoch") == "head-9"
        assert reader.cursor(ArchiveKind.MBOX, "/epoch") is None


def test_the_newest_fetch_of_any_of_the_messages_is_told(path, noon):
    """Asked again, a thread has one row; its age is that of the last answer."""

    def fetch(name, days, newest=None):
        return ThreadFetch(
            source="https://example.org",
            message_id=name,
            fetched_at=noon + timedelta(days=days),
            messages=7,
            newest=newest,
        )

    with Writer(path) as writer:
        for one in (fetch("a", 0), fetch("a", 2, noon), fetch("b", 1)):
            writer.save_fetch(one)
    with Reader.open(path) as reader:
        assert reader.fetch_of(["a", "b", "c"]) == fetch("a", 2, noon)
        assert reader.fetch_of(["b"]) == fetch("b", 1)
        assert reader.fetch_of(["c"]) is None


def test_what_a_person_says_is_kept_and_saying_it_twice_changes_nothing(path, noon):
    """Tracking keeps its first date, looking its last one."""
    day = timedelta(days=1)
    with Writer(path) as writer:
        for when in (noon, noon + day):
            writer.track("a@example.org", when)
            writer.see("a@example.org", when)
        writer.see("a@example.org", noon)
        writer.track("b@example.org", noon)
        with writer.user_actions() as said:
            said.untrack(["b@example.org"])
        with writer.user_actions() as said:
            said.untrack(["b@example.org"])
    with Reader.open(path) as reader:
        assert reader.tracked() == (("a@example.org", noon),)
        assert reader.seen() == (("a@example.org", noon + day),)


def test_mail_read_by_older_rules_is_stale(store, message):
    """Unreadable mail too: newer rules may read it."""
    store.archive()
    with store.reader() as reader:
        assert not reader.stale(9)
    store.save(message("a@example.org"), version=2)
    with store.reader() as reader:
        assert (reader.stale(2), reader.stale(3)) == (False, True)
    store.save(Unreadable(location="x", why="y"), version=1)
    with store.reader() as reader:
        assert reader.stale(2)


def test_a_reader_works_while_a_writer_is_at_it_and_sees_only_what_is_done(
    path, store, message, noon
):
    """A transaction that is open shows nothing; once closed, all of it."""
    place = store.archive()
    with Writer(path) as writer, store.reader() as reader:
        with writer.atomic():
            items = [("k", message("a@example.org"))]
            writer.save_mail(place, items, "9", noon, read_version=1, title_key=str.casefold)
            writer.track("a@example.org", noon)
            assert (reader.messages(["a@example.org"]), reader.tracked()) == ({}, ())
        assert len(reader.messages(["a@example.org"])) == len(reader.tracked()) == 1


def test_queries_that_belong_together_see_one_state(path, store, noon):
    """A writer that finishes between two of them neither waits for the reader nor shows."""
    store.archive()
    with Writer(path, patience=0.05) as writer, store.reader() as reader:
        with reader._at_once():
            assert reader.tracked() == ()
            writer.track("a@example.org", noon)
            assert reader.tracked() == ()
        assert len(reader.tracked()) == 1


def test_a_reader_can_be_opened_in_a_thread_of_its_own(store, message):
    """As the workers of the terminal UI do."""
    store.save(message("a@example.org"))
    found = []

    def job():
        with store.reader() as reader:
            found.append(reader.message_count())

    thread = threading.Thread(target=job)
    thread.start()
    thread.join()
    assert found == [1]


def test_a_sound_database_checks_out_and_a_loose_row_is_told(path, store, message):
    """A row whose message is gone is a fault that doctor must name."""
    store.save(message("a@example.org", references=("l@example.org", "m@example.org")))
    with store.reader() as reader:
        assert reader.check() == ()
    with sqlite3.connect(path) as db:
        db.execute("DELETE FROM text_row")
        db.execute("DELETE FROM message")
    db.close()
    with store.reader() as reader:
        assert reader.check() == (
            "a row of message_target names a row of message that is not there",
        )


def test_reading_imports_nothing_heavy():
    """A reading command starts with the standard library's sqlite3 alone."""
    program = (
        "import sys, tracker.store.load;"
        "print([m for m in ('sqlite_utils', 'requests', 'liblore', 'b4') if m in sys.modules])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "[]"
