# SPDX-License-Identifier: GPL-2.0-or-later
"""What deriving everything asks of the database, a part of the mail at a time."""

import pickle
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Self, overload

from tracker.lazy_dataclass import dataclass
from tracker.model.people import Person
from tracker.model.series import Revision
from tracker.store.faults import told_plainly
from tracker.store.reading import GIVEN, ReadOnly, given

_ROWS = 1000
"""Rows that are taken from SQLite at a time."""
_IN_MEMORY = 20_000
"""Postings that are kept in memory, each some 3 kB: as many as a list gets in ten years."""
_NAMED = (
    "SELECT id, answers FROM message WHERE answers IS NOT NULL"
    " UNION ALL SELECT message, target FROM message_target"
)
_SENT = (
    "SELECT id, message_id, sender_name, sender_email, date, total, label FROM message"
    " WHERE (NOT is_reply AND (total > 0 OR tagged))"
    " OR EXISTS (SELECT 1 FROM diff WHERE diff.message = message.id) ORDER BY date"
)


@dataclass(frozen=True, slots=True)
class PatchSent:
    """A mail that may be a part of a posting, by what those of one posting have in common."""

    number: int
    message_id: str
    sender: Person
    date: int
    """Seconds since 1970."""
    total: int | None
    """M of N/M."""
    label: str
    """The version counter as written."""


class PieceReader(ReadOnly):
    """The mails of a database by their numbers."""

    @classmethod
    def beside(cls, reader: ReadOnly) -> Self:
        """Return one that asks through the connection of another reader."""
        return cls(reader._connection, reader._path)

    def mail_numbers(self) -> range:
        """Return the numbers of all mails, cached (from 1 on) and absent (below)."""
        rows = self._rows(
            "SELECT coalesce((SELECT min(id) FROM absent_mail), 0),"
            " coalesce((SELECT max(id) FROM message), 0)"
        )
        return range(rows[0][0], rows[0][1] + 1)

    def mails_named(self) -> Iterator[tuple[int, int]]:
        """Yield each mail with one that it answers or refers to, by number."""
        return self._streamed(_NAMED)

    def patches_sent(self) -> Iterator[PatchSent]:
        """Yield the mails that may be parts of a posting, the oldest first."""
        for number, name, who, email, *rest in self._streamed(_SENT):
            yield PatchSent(number, name, Person(who, email), *rest)

    def changed_lines(self, ids: Iterable[str]) -> list[bytes]:
        """Return the marks of the lines that each of some patches changes."""
        rows = self._rows(
            "SELECT changed FROM message JOIN diff ON diff.message = message.id"
            f" WHERE message_id {GIVEN}",
            given(ids),
        )
        return [one for (one,) in rows]

    def kept_postings(self) -> "KeptPostings":
        """Return an empty store of postings beside the database."""
        return KeptPostings(self._connection, self._path)

    def _streamed(self, sql: str) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of an answer that is longer than what should be in memory."""
        with told_plainly(self._path):
            cursor = self._connection.cursor()
            cursor.row_factory = None
            cursor.execute(sql)
            while rows := cursor.fetchmany(_ROWS):
                yield from rows


class KeptPostings(Sequence[Revision]):
    """Postings in a file of SQLite's own, the oldest first; those that were read last in memory.

    They are added first, then put in order, then asked for.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._count = 0
        self._held: dict[int, Revision] = {}
        self._run("DROP TABLE IF EXISTS temp.posting")
        self._run("CREATE TEMP TABLE posting (date INTEGER, name TEXT, record BLOB)")

    def add(self, revisions: Iterable[Revision]) -> None:
        """Take postings in."""
        rows = [
            (int(one.date.timestamp()), one.message_id, pickle.dumps(one, pickle.HIGHEST_PROTOCOL))
            for one in revisions
        ]
        with told_plainly(self._path):
            self._connection.executemany("INSERT INTO temp.posting VALUES (?, ?, ?)", rows)
        self._count += len(rows)

    def put_in_order(self) -> None:
        """Sort what was taken in by its date."""
        self._run("DROP TABLE IF EXISTS temp.posting_order")
        self._run("CREATE TEMP TABLE posting_order (place INTEGER PRIMARY KEY, posting INTEGER)")
        self._run(
            "INSERT INTO temp.posting_order SELECT row_number() OVER (ORDER BY date, name) - 1,"
            " rowid FROM temp.posting"
        )

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> Revision: ...
    @overload
    def __getitem__(self, place: slice) -> list[Revision]: ...
    def __getitem__(self, place: int | slice) -> Revision | list[Revision]:
        if isinstance(place, slice):
            return [self[n] for n in range(*place.indices(self._count))]
        held = self._held
        if place in held:
            return held[place]
        rows = self._run(
            "SELECT record FROM temp.posting_order JOIN temp.posting ON posting.rowid = posting"
            " WHERE place = ?",
            place,
        )
        if not rows:
            raise IndexError(place)
        if len(held) >= _IN_MEMORY:
            del held[next(iter(held))]
        held[place] = pickle.loads(rows[0][0])
        return held[place]

    def _run(self, sql: str, *values: int) -> list[sqlite3.Row]:
        with told_plainly(self._path):
            return self._connection.execute(sql, values).fetchall()
