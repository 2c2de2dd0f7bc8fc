# SPDX-License-Identifier: GPL-2.0-or-later
"""What deriving everything asks of the database, a part of the mail at a time."""

import pickle
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Self, overload

from tracker.lazy_dataclass import dataclass
from tracker.model.people import Person
from tracker.model.series import Revision
from tracker.store.faults import told_plainly
from tracker.store.reading import GIVEN, ReadOnly, given

_ROWS = 1000
"""Rows that are taken from SQLite at a time."""
_IN_MEMORY = 10_000
"""Postings that are kept in memory, each 3 to 5 kB: as many as a list gets in five years."""
_AT_ONCE = 10
"""Postings that are read together where all are gone through."""
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
        self._places = array("q")
        """The row of each posting, in their order."""
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

    def put_in_order(self) -> None:
        """Sort what was taken in by its date."""
        rows = self._run("SELECT rowid FROM temp.posting ORDER BY date, name")
        self._places = array("q", (row for (row,) in rows))

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[Revision]:
        for start in range(0, len(self), _AT_ONCE):
            yield from self[start : start + _AT_ONCE]

    @overload
    def __getitem__(self, place: int) -> Revision: ...
    @overload
    def __getitem__(self, place: slice) -> list[Revision]: ...
    def __getitem__(self, place: int | slice) -> Revision | list[Revision]:
        if isinstance(place, slice):
            return self._some(range(*place.indices(len(self))))
        if (found := self._held.get(place)) is not None:
            return found
        if not 0 <= place < len(self):
            raise IndexError(place)
        ((record,),) = self._run(
            "SELECT record FROM temp.posting WHERE rowid = ?", self._places[place]
        )
        return self._kept({place: pickle.loads(record)})[place]

    def _some(self, places: Sequence[int]) -> list[Revision]:
        """Return the postings at some places; those not in memory are read in one query."""
        held, found = self._held, {}
        if lacking := {self._places[n]: n for n in places if n not in held}:
            sql = f"SELECT rowid, record FROM temp.posting WHERE rowid {GIVEN}"
            rows = self._run(sql, given(lacking))
            found = {lacking[row]: pickle.loads(record) for row, record in rows}
        some = [found[n] if n in found else held[n] for n in places]
        self._kept(found)
        return some

    def _kept(self, found: dict[int, Revision]) -> dict[int, Revision]:
        """Return postings that were read, which are kept in memory from now on."""
        self._held |= found
        if len(self._held) > _IN_MEMORY:
            # Many at a time: what is deleted one by one is walked over each time.
            self._held = dict(islice(self._held.items(), _IN_MEMORY // 4, None))
        return found

    def _run(self, sql: str, *values: str | int) -> list[sqlite3.Row]:
        with told_plainly(self._path):
            return self._connection.execute(sql, values).fetchall()
