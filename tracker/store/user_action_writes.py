# SPDX-License-Identifier: GPL-2.0-or-later
"""Writing what the user recorded. Each word is a step that can be taken back."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime

from tracker.model.relations import SaidLink
from tracker.model.said import Note, Snooze
from tracker.store.columns import Table
from tracker.store.mail_values import Value, seconds
from tracker.store.reading import GIVEN, given
from tracker.store.recorded.lines import RecordedRow
from tracker.store.recorded.merge import merge
from tracker.store.records import UserStep
from tracker.store.user_actions import (
    LABEL,
    MARK,
    NOTE,
    QUEUE,
    SAID_BEFORE,
    SAID_LINK,
    SAID_STEP,
    SEEN,
    SNOOZE,
    TRACKED,
    WORDS,
)


class UserActionWriter:
    """One thing that the user records, of one series or of several.

    A series owns the words of all of its messages: hand over all of them where words are taken
    away.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._step = UndoStep(db)

    @property
    def changed(self) -> bool:
        """Whether anything is not as it was."""
        return self._step.changed

    def keep(self, sentence: str, at: datetime) -> UserStep | None:
        """Keep it, to be taken back; None where nothing changed."""
        return self._step.keep(sentence, at)

    def track(self, message_id: str, since: datetime, message_ids: Iterable[str] = ()) -> None:
        """Follow the series of a message; if it is followed already, by one of its messages
        (``message_ids``), nothing changes."""
        if not self._given("SELECT message_id FROM tracked", [message_id, *message_ids]):
            self._step.put(TRACKED, message_id, seconds(since), self._stored())

    def untrack(self, message_ids: Iterable[str]) -> None:
        """Follow their series no more."""
        for (name,) in self._given("SELECT message_id FROM tracked", message_ids):
            self._step.drop(TRACKED, name)

    def see(self, message_id: str, at: datetime) -> None:
        """The user looked at the series of a message; an earlier look changes nothing."""
        known = self._given("SELECT at, coalesce(upto, 0) FROM seen", [message_id])
        stored = self._stored()
        if not known or known[0] < (seconds(at), stored or 0):
            self._step.put(SEEN, message_id, seconds(at), stored)

    def _stored(self) -> int | None:
        """Return the number of the last mail that is stored; numbers grow as mail comes in."""
        ((number,),) = self._db.execute("SELECT max(id) FROM message").fetchall()
        return None if number is None else int(number)

    def unsee(self, message_ids: Iterable[str]) -> None:
        """As if the user had never looked."""
        for (name,) in self._given("SELECT message_id FROM seen", message_ids):
            self._step.drop(SEEN, name)

    def snooze(self, snooze: Snooze, message_ids: Iterable[str] = ()) -> None:
        """Put a series out of sight; it takes the place of other snoozes of its messages."""
        self.wake(name for name in message_ids if name != snooze.message_id)
        self._step.put(
            SNOOZE,
            snooze.message_id,
            snooze.until.value,
            seconds(snooze.at),
            None if snooze.date is None else seconds(snooze.date),
            snooze.tag,
            snooze.version,
            int(snooze.blocked),
        )

    def wake(self, message_ids: Iterable[str]) -> None:
        """End their snoozes."""
        for (name,) in self._given("SELECT message_id FROM snooze", message_ids):
            self._step.drop(SNOOZE, name)

    def note(self, note: Note) -> None:
        """Keep a note; one of the same second stays, and this one counts as a second later."""
        taken = {at for (at,) in self._given("SELECT at FROM note", [note.message_id])}
        at = seconds(note.at)
        while at in taken:
            at += 1
        self._step.put(NOTE, note.message_id, at, note.text)

    def forget_note(self, note: Note) -> None:
        """Take a note out."""
        self._step.drop(NOTE, note.message_id, seconds(note.at))

    def label(self, message_id: str, name: str, at: datetime, message_ids: Iterable[str]) -> None:
        """Put a label on the series of these messages, unless one of them has it."""
        if (name,) not in self._given("SELECT name FROM label", [message_id, *message_ids]):
            self._step.put(LABEL, message_id, name, seconds(at))

    def unlabel(self, message_ids: Iterable[str], name: str) -> None:
        """Take a label off the series of these messages."""
        for message_id, held in self._given("SELECT message_id, name FROM label", message_ids):
            if held == name:
                self._step.drop(LABEL, message_id, name)

    def queued(self) -> list[str]:
        """Return the messages that are in the queue, in order."""
        sql = "SELECT message_id FROM queue ORDER BY place, message_id"
        return [name for (name,) in self._db.execute(sql).fetchall()]

    def queue(self, order: Sequence[str]) -> None:
        """Make the queue hold these messages in this order, and no other."""
        for name in self.queued():
            if name not in order:
                self._step.drop(QUEUE, name)
        for place, name in enumerate(order, 1):
            self._step.put(QUEUE, name, place)

    def link(self, link: SaidLink) -> None:
        """Keep a word about two works, in place of every earlier one from this side to that."""
        self.unlink([(link.source, link.target)])
        self._step.put(
            SAID_LINK,
            link.source,
            link.kind.value if link.kind else "",
            link.target,
            link.note,
            seconds(link.at),
            int(link.kind is None),
        )

    def unlink(self, ends: Iterable[tuple[str, str]]) -> None:
        """Forget what was said from a side to another, for each such pair."""
        for source, target in ends:
            sql = "SELECT kind FROM said_link WHERE source = ? AND target = ?"
            for (kind,) in self._db.execute(sql, [source, target]).fetchall():
                self._step.drop(SAID_LINK, source, kind, target)

    def take_in(self, rows: Iterable[RecordedRow]) -> int:
        """Join what was recorded elsewhere with what is recorded here; how many rows are new."""
        return merge(self._db, rows, self._step)

    def _given(self, sql: str, message_ids: Iterable[str]) -> list[tuple[str | int, ...]]:
        names = given(message_ids)
        return self._db.execute(f"{sql} WHERE message_id {GIVEN}", [names]).fetchall()


KEPT = 100
"""Steps that can be taken back; older ones are forgotten."""

_TABLES = {table.name: table for table in (*WORDS, MARK)}


class UndoStep:
    """One thing that is said: the rows it changes, each as it was before."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._before: dict[tuple[str, str], str | None] = {}
        """By table and key, the row as it was; both as JSON."""

    @property
    def changed(self) -> bool:
        """Whether any row is not as it was."""
        return any(
            _user_action_write_row(self._db, _TABLES[name], json.loads(key)) != row
            for (name, key), row in self._before.items()
        )

    def put(self, table: Table, *values: Value) -> None:
        """Add a row, its values in the order of the columns, in place of the one of its key."""
        named = dict(zip(table.names, values, strict=True))
        self._remember(table, [named[name] for name in table.key])
        _put(self._db, table, named)

    def drop(self, table: Table, *key: Value) -> None:
        """Take out the row of that key."""
        self._remember(table, key)
        _drop_user_action_write(self._db, table, key)

    def keep(self, sentence: str, at: datetime) -> UserStep | None:
        """Keep the step, to be taken back; None where nothing changed."""
        if not self.changed:
            return None
        sql = "INSERT INTO said_step (at, sentence) VALUES (?, ?) RETURNING n"
        ((number,),) = self._db.execute(sql, (seconds(at), sentence)).fetchall()
        for place, ((name, key), row) in enumerate(self._before.items()):
            values = (number, place, name, key, row)
            _put(self._db, SAID_BEFORE, dict(zip(SAID_BEFORE.names, values, strict=True)))
        self._db.execute(f"DELETE FROM {SAID_STEP.name} WHERE n <= ?", [number - KEPT])
        return UserStep(number=number, at=at.replace(microsecond=0), sentence=sentence)

    def _remember(self, table: Table, key: Sequence[Value]) -> None:
        named = (table.name, json.dumps(list(key)))
        if named not in self._before:
            self._before[named] = _user_action_write_row(self._db, table, key)


def take_back(db: sqlite3.Connection, step: UserStep) -> bool:
    """Put the rows of a step back as they were; whether there is such a step.

    A number is used again after its step was taken back, so moment and sentence are compared too.
    """
    kept = db.execute("SELECT at, sentence FROM said_step WHERE n = ?", [step.number]).fetchone()
    if kept is None or tuple(kept) != (seconds(step.at), step.sentence):
        return False
    sql = "SELECT table_name, row_key, before FROM said_before WHERE step = ? ORDER BY place DESC"
    for name, key, before in db.execute(sql, [step.number]).fetchall():
        table = _TABLES[name]
        _drop_user_action_write(db, table, json.loads(key))
        if before is not None:
            _put(db, table, json.loads(before))
    db.execute(f"DELETE FROM {SAID_STEP.name} WHERE n = ?", [step.number])
    return True


def later(db: sqlite3.Connection, step: UserStep) -> str | None:
    """The sentence of the last step that changed a row of this one again; None if none did."""
    found = db.execute(
        "SELECT sentence FROM said_before AS mine JOIN said_before AS other"
        " USING (table_name, row_key) JOIN said_step ON said_step.n = other.step"
        " WHERE mine.step = ? AND other.step > ? ORDER BY other.step DESC LIMIT 1",
        [step.number, step.number],
    ).fetchone()
    return None if found is None else str(found[0])


def _user_action_write_row(
    db: sqlite3.Connection, table: Table, key: Sequence[Value]
) -> str | None:
    """Return a row as JSON by column, so that it can be put back after a column was added."""
    columns = ", ".join(f'"{name}"' for name in table.names)
    sql = f"SELECT {columns} FROM {table.name} WHERE {_user_action_write_where(table)}"
    found = db.execute(sql, list(key)).fetchone()
    return None if found is None else json.dumps(dict(zip(table.names, found, strict=True)))


def _put(db: sqlite3.Connection, table: Table, row: dict[str, Value]) -> None:
    columns = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" * len(row))
    db.execute(
        f"INSERT OR REPLACE INTO {table.name} ({columns}) VALUES ({marks})", list(row.values())
    )


def _drop_user_action_write(db: sqlite3.Connection, table: Table, key: Sequence[Value]) -> None:
    db.execute(f"DELETE FROM {table.name} WHERE {_user_action_write_where(table)}", list(key))


def _user_action_write_where(table: Table) -> str:
    return " AND ".join(f'"{name}" = ?' for name in table.key)
