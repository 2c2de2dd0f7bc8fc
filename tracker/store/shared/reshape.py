# SPDX-License-Identifier: GPL-2.0-or-later
"""What older releases kept in other tables and columns, brought into those of today.

A new database never had them, so each finds out first whether there is something to bring.
"""

import sqlite3
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from tracker.store.columns import Table
from tracker.store.mail_tables import LIST_SET, MESSAGE_LIST, PEOPLE_SET, RECIPIENT
from tracker.store.shared.sets import packed_set

_TABLE = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?"


def share_sets(connection: sqlite3.Connection) -> None:
    """Put the lists and people of each mail, one a row, into sets that mails share."""
    for old, column, table in (
        (MESSAGE_LIST, "address", LIST_SET),
        (RECIPIENT, "person", PEOPLE_SET),
    ):
        if connection.execute(_TABLE, (old.name,)).fetchone():
            rows = connection.execute(f"SELECT message, {column} FROM {old.name} ORDER BY 1, n")
            connection.executemany(
                f"UPDATE message SET {table.name} = ? WHERE id = ?",
                _numbered(connection, table, rows),
            )
            connection.execute(f"DROP TABLE {old.name}")
        connection.execute(old.create)


def _numbered(
    connection: sqlite3.Connection, table: Table, rows: sqlite3.Cursor
) -> Iterator[tuple[int, int]]:
    """Yield the number of the set of each message, which is made where there is none."""
    numbers: dict[str, int] = {}
    insert = f"INSERT INTO {table.name} ({table.unique[0]}, id) VALUES (?, ?)"
    for message, some in groupby(rows, key=itemgetter(0)):
        text = packed_set([value for _, value in some])
        if text not in numbers:
            numbers[text] = len(numbers) + 1
            connection.execute(insert, (text, numbers[text]))
        yield numbers[text], message
