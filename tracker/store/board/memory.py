# SPDX-License-Identifier: GPL-2.0-or-later
"""Query rows that are stored nowhere: judged for another day, or with repositories of one run.

They fill the tables of a board in memory, which are asked by the same SQL as the stored rows.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime

from tracker.lazy_dataclass import replace
from tracker.model.board import Order
from tracker.model.query import NOBODY, Field, Identity, Query
from tracker.model.rows import SeriesRow
from tracker.store.board.query import ORDERS, where
from tracker.store.board.tables import BOARD_PERSON, BOARD_ROW, BOARD_TEXT, BOARD_WHO
from tracker.store.board.writes import put_searched
from tracker.store.columns import create_statements
from tracker.store.mail_values import Value, seconds

_USER_STATES = """
CREATE TABLE user_state (number INTEGER PRIMARY KEY, tracked, seen, notes, snoozed, upto,
    labels, place)
"""


def select_rows(
    rows: Sequence[SeriesRow],
    query: Query,
    as_of: datetime,
    me: Identity = NOBODY,
    order: Order | None = None,
) -> tuple[SeriesRow, ...]:
    """Return the rows that a query holds at a moment; without ``order`` in theirs."""
    if not rows:
        return ()
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        _fill_memory(connection, rows, as_of)
        condition, values = where(_without_mail(query), as_of, me)
        by = "r.number" if order is None else ORDERS[order]
        found = connection.execute(
            "SELECT r.number FROM board_row AS r JOIN board_text AS t ON t.number = r.number"
            f" WHERE {condition} ORDER BY {by}",
            values,
        ).fetchall()
    return tuple(rows[number] for (number,) in found)


def _without_mail(query: Query) -> Query:
    """Return a query whose words of mails were looked up before, or are in no mail."""
    terms = (
        replace(one, found=one.found or ()) if one.field is Field.BODY else one
        for one in query.terms
    )
    return Query(terms=tuple(terms))


def _fill_memory(
    connection: sqlite3.Connection, rows: Sequence[SeriesRow], as_of: datetime
) -> None:
    for table in (BOARD_ROW, BOARD_TEXT, BOARD_WHO, BOARD_PERSON):
        for sql in create_statements(table):
            connection.execute(sql)
    connection.execute(_USER_STATES)
    connection.execute("BEGIN")
    for number, row in enumerate(rows):
        put_searched(connection, number, row, as_of)
        # Whether a row is new is known already: its newest mail is past what was seen, or not.
        connection.execute("UPDATE board_row SET newest = ? WHERE number = ?", [row.new, number])
    connection.executemany(
        "INSERT INTO user_state VALUES (?, ?, ?, ?, ?, 0, ?, ?)",
        [(number, *_user_state(row)) for number, row in enumerate(rows)],
    )


def _user_state(row: SeriesRow) -> tuple[Value, ...]:
    return (
        0 if row.tracked else None,
        None if row.seen is None else seconds(row.seen),
        row.notes,
        row.snooze is not None,
        "\n".join(["", *row.labels, ""]) if row.labels else None,
        row.queued,
    )
