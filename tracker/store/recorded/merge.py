# SPDX-License-Identifier: GPL-2.0-or-later
"""Join rows that come from elsewhere with what is recorded here; nothing recorded is lost."""

import sqlite3
from collections.abc import Callable, Iterable
from typing import Protocol, cast

from tracker.store.columns import Table
from tracker.store.mail_values import Value
from tracker.store.recorded.lines import RecordedRow

_Named = dict[str, Value]


class RowStep(Protocol):
    """Changes rows, and keeps them as they were."""

    def put(self, table: Table, *values: Value) -> None:
        """Add a row, in place of the one of its key."""

    def drop(self, table: Table, *key: Value) -> None:
        """Take out the row of that key."""


_Merge = Callable[[sqlite3.Connection, RecordedRow, RowStep], bool]
"""Joins one row; whether it said something new."""


def merge(db: sqlite3.Connection, rows: Iterable[RecordedRow], step: RowStep) -> int:
    """Store rows that say something new; how many do.

    Of what is tracked here and there the earlier start holds; of looks, snoozes and links the
    later word; of notes each that has another text; queues are joined end to end.
    """
    ordered = sorted(rows, key=lambda row: cast("int", row.named.get("place", 0)))
    return sum(_MERGED.get(row.table.name, _merge_missing)(db, row, step) for row in ordered)


def _merge_missing(db: sqlite3.Connection, row: RecordedRow, step: RowStep) -> bool:
    """What has no rule of its own is added where its key is free."""
    if _stored(db, row.table, row.table.key, row.named):
        return False
    step.put(row.table, *row.values)
    return True


def _merge_by(column: str, *, later: bool) -> _Merge:
    """The row whose moment is later, or earlier, holds."""

    def merged(db: sqlite3.Connection, row: RecordedRow, step: RowStep) -> bool:
        for held in _stored(db, row.table, row.table.key, row.named):
            here, there = cast("int", held[column]), cast("int", row.named[column])
            if here >= there if later else here <= there:
                return False
        step.put(row.table, *row.values)
        return True

    return merged


def _merge_note(db: sqlite3.Connection, row: RecordedRow, step: RowStep) -> bool:
    """Two notes of one second are kept a second apart, as they are where they are written."""
    named = row.named
    held = {one["at"]: one["text"] for one in _stored(db, row.table, ("message_id",), named)}
    at = cast("int", named["at"])
    while at in held:
        if held[at] == named["text"]:
            return False
        at += 1
    named["at"] = at
    step.put(row.table, *(named[name] for name in row.table.names))
    return True


def _merge_link(db: sqlite3.Connection, row: RecordedRow, step: RowStep) -> bool:
    """Of one side to another there is one word, whatever its kind: the later one."""
    named = row.named
    held = _stored(db, row.table, ("source", "target"), named)
    if any(cast("int", one["at"]) >= cast("int", named["at"]) for one in held):
        return False
    for one in held:
        step.drop(row.table, *(one[name] for name in row.table.key))
    step.put(row.table, *row.values)
    return True


def _merge_queued(db: sqlite3.Connection, row: RecordedRow, step: RowStep) -> bool:
    """What is queued elsewhere comes behind the queue of here, in its order."""
    if _stored(db, row.table, row.table.key, row.named):
        return False
    ((last,),) = db.execute(f"SELECT coalesce(max(place), 0) FROM {row.table.name}").fetchall()
    step.put(row.table, row.named["message_id"], last + 1)
    return True


_MERGED: dict[str, _Merge] = {
    "tracked": _merge_by("since", later=False),
    "seen": _merge_by("at", later=True),
    "snooze": _merge_by("at", later=True),
    "mark": _merge_by("at", later=True),
    "note": _merge_note,
    "said_link": _merge_link,
    "queue": _merge_queued,
}


def _stored(
    db: sqlite3.Connection, table: Table, key: tuple[str, ...], named: _Named
) -> list[_Named]:
    where = " AND ".join(f'"{name}" = ?' for name in key)
    rows = db.execute(f"{table.select} WHERE {where}", [named[name] for name in key]).fetchall()
    return [dict(zip(table.names, row, strict=True)) for row in rows]
