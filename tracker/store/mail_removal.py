# SPDX-License-Identifier: GPL-2.0-or-later
"""Forgetting mails that their archive has taken out."""

import json
import sqlite3
from collections.abc import Sequence

from tracker.store.headings.write import drop_headings
from tracker.store.mail_tables import OF_MESSAGE
from tracker.store.shared.write import forget_names

_OF_KEYS = "archive = ? AND key IN (SELECT value FROM json_each(?))"
_MOVE = """
UPDATE message SET (archive, key) =
    (SELECT archive, key FROM copy WHERE copy.message = message.id ORDER BY archive, key LIMIT 1)
WHERE id = ? AND EXISTS (SELECT 1 FROM copy WHERE copy.message = message.id)
"""


def remove_mail(connection: sqlite3.Connection, archive: int, keys: Sequence[str]) -> int:
    """Forget the mails of an archive with these keys; how many were in no other place.

    A mail with a copy elsewhere is kept, at the place of the copy. Within a transaction.
    """
    asked = (archive, json.dumps(list(keys)))
    connection.execute(f"DELETE FROM copy WHERE {_OF_KEYS}", asked)
    connection.execute(f"DELETE FROM unreadable WHERE {_OF_KEYS}", asked)
    drop_headings(connection, archive, keys)
    found = connection.execute(f"SELECT id FROM message WHERE {_OF_KEYS}", asked).fetchall()
    lost = [number for (number,) in found if not _mail_removal_moved(connection, number)]
    numbers = (json.dumps(lost),)
    forget_names(connection, lost)
    for table in OF_MESSAGE:
        connection.execute(
            f"DELETE FROM {table.name} WHERE message IN (SELECT value FROM json_each(?))", numbers
        )
    connection.execute("DELETE FROM message WHERE id IN (SELECT value FROM json_each(?))", numbers)
    if lost:
        # Whoever is killed before deriving again leaves series of no known rules: made again then.
        connection.execute("UPDATE series SET derivation = 0")
    return len(lost)


def _mail_removal_moved(connection: sqlite3.Connection, number: int) -> bool:
    """Give a message the place of its first copy, if it has one."""
    if not connection.execute(_MOVE, (number,)).rowcount:
        return False
    connection.execute(
        "DELETE FROM copy WHERE message = ? AND (archive, key) ="
        " (SELECT archive, key FROM message WHERE id = ?)",
        (number, number),
    )
    return True
