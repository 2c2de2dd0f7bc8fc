# SPDX-License-Identifier: GPL-2.0-or-later
"""Writing the board: rows as they were judged, in place of what was there."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime

from tracker.lazy_dataclass import dataclass
from tracker.model.query import Field, fold, people_words, texts
from tracker.model.rows import SeriesRow
from tracker.store.board import tables
from tracker.store.board.reads import StaleRow
from tracker.store.board.record import pack_row
from tracker.store.board.stale import look_over
from tracker.store.board.state import BoardKey
from tracker.store.damage.sums import text_sum
from tracker.store.mail_values import Value, seconds
from tracker.store.reading import GIVEN, given

MAX_PEOPLE = 500
"""People of one series that are kept for queries."""
_PUT = f"{tables.BOARD_ROW.insert} ON CONFLICT (number) DO UPDATE SET " + ", ".join(
    f'"{name}" = excluded."{name}"' for name in tables.BOARD_ROW.names[1:]
)

_NEWEST = f"""
UPDATE board_row SET newest = (
    SELECT max(h.message) FROM series AS s JOIN membership AS h ON h.series = s.number
    WHERE s.id = board_row.series)
WHERE number {GIVEN}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A series judged again."""

    stale: StaleRow
    row: SeriesRow | None
    """None where nothing of it had been sent."""
    looked_at: frozenset[str] = frozenset()
    """Ids of the other series that were looked at."""
    commits: frozenset[str] = frozenset()
    """Commits that it names or became, by their first twelve digits."""


class BoardTable:
    """The board within the transaction that is open."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def look_over(self, key: BoardKey) -> int:
        """Mark what is stale; how many rows are. See ``stale_board``."""
        return look_over(self._connection, key)

    def doubt(self) -> None:
        """Let every row be judged again at the next look; until then they are shown as they are."""
        self._connection.execute("DELETE FROM board_state WHERE name = 'drawn_from'")

    def put(self, judged: Iterable[Judged], at: datetime) -> int:
        """Store rows, and that they are true; how many.

        A row that was marked again since it was taken stays as it is.
        """
        every = [*judged]
        marked = self._connection.execute(
            f"SELECT number, series, stale FROM board_row WHERE number {GIVEN}",
            [given(one.stale.number for one in every)],
        )
        rounds = {(number, name): turn for number, name, turn in marked}
        some = [
            one
            for one in every
            if rounds.get((one.stale.number, one.stale.series)) == one.stale.round
        ]
        numbers = [given(one.stale.number for one in some)]
        for table in tables.OF_ROW:
            self._connection.execute(f"DELETE FROM {table.name} WHERE number {GIVEN}", numbers)
        for one in some:
            self._put(one, at)
        self._connection.execute(_NEWEST, numbers)
        return len(some)

    def _put(self, judged: Judged, at: datetime) -> None:
        number, row = judged.stale.number, judged.row
        if row is None:
            self._connection.execute(_PUT, _board_write_row(judged.stale, at, None))
        else:
            put_searched(self._connection, number, row, at, judged.stale.mark)
            record = pack_row(row)
            values = [number, record, text_sum(record)]
            self._connection.execute(tables.BOARD_RECORD.insert, values)
        self._put_looks(number, judged)

    def _put_looks(self, number: int, judged: Judged) -> None:
        if names := sorted(judged.looked_at - {judged.stale.series}):
            self._connection.execute(
                "INSERT INTO board_look (looked_at, number) SELECT number, ? FROM board_row"
                " WHERE series IN (SELECT value FROM json_each(?))",
                [number, json.dumps(names)],
            )
        self._connection.executemany(
            tables.BOARD_COMMIT.insert, [(one, number) for one in sorted(judged.commits)]
        )


def put_searched(
    connection: sqlite3.Connection, number: int, row: SeriesRow, at: datetime, mark: str = ""
) -> None:
    """Store what a row is found, counted and sorted by, under its number."""
    stale = StaleRow(number=number, series=row.id, round=0, mark=mark)
    connection.execute(_PUT, _board_write_row(stale, at, row))
    connection.execute(tables.BOARD_TEXT.insert, _board_write_text(number, row))
    _put_people(connection, number, row)


def _put_people(connection: sqlite3.Connection, number: int, row: SeriesRow) -> None:
    held = {
        "author": (row.author,),
        "turn": row.turn.people,
        "involved": row.involved[:MAX_PEOPLE],
        "reviewer": row.reviewers[:MAX_PEOPLE],
        "maintainer": row.maintainers[:MAX_PEOPLE],
    }
    known = {(role, *people_words((who,))) for role, people in held.items() for who in people}
    people = sorted({(name, email) for _, name, email in known})
    connection.executemany(
        "INSERT INTO board_who (name, email) VALUES (?, ?) ON CONFLICT DO NOTHING", people
    )
    connection.executemany(
        "INSERT INTO board_person (who, role, number)"
        " SELECT id, ?, ? FROM board_who WHERE name = ? AND email = ?",
        [(role, number, name, email) for role, name, email in sorted(known)],
    )


def _board_write_row(stale: StaleRow, at: datetime, row: SeriesRow | None) -> Sequence[Value]:
    shown = int(row is not None)
    head: list[Value] = [stale.number, stale.series, shown, 0, stale.mark, seconds(at)]
    if row is None:
        return [*head, "", "", None, 0, None, *([0] * 9), None, None]
    newest = row.newest
    return [
        *head,
        row.stage.value,
        row.turn.side.value,
        _at(row.turn.since),
        seconds(row.last_activity),
        _at(row.landed_at),
        newest.version if newest else 0,
        int(row.facts.rfc),
        int(row.facts.resend),
        int(row.facts.pull_request),
        int(row.facts.blocked),
        row.tags.reviewed,
        row.tags.acked,
        row.tags.tested,
        row.tags.nacked,
        None,
        len(row.checks.failing),
    ]


def _board_write_text(number: int, row: SeriesRow) -> Sequence[Value]:
    landed = texts(row, Field.LANDED)
    return [
        number,
        _board_write_lines(row, Field.WORDS),
        fold(row.title),
        fold(row.author.name or row.author.email),
        fold(row.list_name),
        _board_write_lines(row, Field.LIST),
        _board_write_lines(row, Field.PROJECT),
        _board_write_lines(row, Field.TREE),
        "".join(f"\n{one}\n" for one in landed),
        _board_write_lines(row, Field.STALE_TAG),
        _board_write_lines(row, Field.BLOCKED_BY),
        _board_write_lines(row, Field.ID),
        _board_write_lines(row, Field.SUBSYSTEM),
    ]


def _board_write_lines(row: SeriesRow, field: Field) -> str:
    return "\n".join(texts(row, field))


def _at(moment: datetime | None) -> int | None:
    return None if moment is None else seconds(moment)
