"""Writing series: each replaces whatever was derived before for one of its messages."""

import json
import sqlite3
from collections.abc import Callable, Iterator

from tracker.model.series import Series
from tracker.store import derived, flatten_series
from tracker.store.columns import Table, insert
from tracker.store.flatten import Row

_CHILDREN: tuple[tuple[Table, Callable[[int, Series], Iterator[Row]]], ...] = (
    (derived.REVISION, flatten_series.revision_rows),
    (derived.REVISION_PATCH, flatten_series.patch_rows),
    (derived.MEMBERSHIP, flatten_series.membership_rows),
    (derived.SERIES_EVIDENCE, flatten_series.evidence_rows),
)

_LAST_ACTIVITY = """
UPDATE series SET last_date = max(last_date, coalesce((
    SELECT max(message.date) FROM membership JOIN message USING (message_id)
    WHERE membership.series = series.number), last_date))
WHERE number >= ?
"""
_SAVED = """
INSERT INTO board_state (name, value) VALUES ('saved', '1')
ON CONFLICT (name) DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT)
"""
"""Lets the board see that it must be looked over."""


def save_all(connection: sqlite3.Connection, series: list[Series], derivation: int) -> None:
    """Store the series within the transaction that is open."""
    _forget(connection, series)
    (last,) = connection.execute("SELECT coalesce(max(number), 0) FROM series").fetchone()
    numbered = list(enumerate(series, last + 1))
    connection.executemany(
        insert(derived.SERIES),
        (flatten_series.series_row(number, one, derivation) for number, one in numbered),
    )
    for table, rows in _CHILDREN:
        connection.executemany(
            insert(table), (row for number, one in numbered for row in rows(number, one))
        )
    connection.execute(_LAST_ACTIVITY, (last + 1,))
    connection.execute(_SAVED)


def drop_all(connection: sqlite3.Connection) -> None:
    """Empty every table of derived facts."""
    for table in reversed(derived.DERIVED):
        connection.execute(f"DELETE FROM {table.name}")
    connection.execute(_SAVED)


def _forget(connection: sqlite3.Connection, series: list[Series]) -> None:
    """Drop these series, and every other that held one of their messages."""
    names = json.dumps([name for one in series for name in (one.id, *one.messages)])
    rows = connection.execute(
        "SELECT series FROM membership WHERE message_id IN (SELECT value FROM json_each(:names))"
        " UNION SELECT number FROM series WHERE id IN (SELECT value FROM json_each(:names))",
        {"names": names},
    ).fetchall()
    for table in reversed(derived.OF_SERIES):
        connection.executemany(f"DELETE FROM {table.name} WHERE series = ?", rows)
    connection.executemany("DELETE FROM series WHERE number = ?", rows)
