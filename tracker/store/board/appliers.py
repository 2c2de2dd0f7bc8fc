# SPDX-License-Identifier: GPL-2.0-or-later
"""Rows that name who applies patches on their list, or that believe them: stale when that changes.

Who applied the last patches of a list is named in rows of series that have no mail in common with
the notices it was learned from. So what was known of each list is kept in ``board_state``, and
compared for the lists on which new notices came.
"""

import json
import sqlite3

from tracker.model.committers import SMALL_ARCHIVE
from tracker.model.status import CLOSED
from tracker.store.committers import last_appliers

STATE = "appliers"
"""The row of ``board_state``: list address to the addresses of those who apply there; under the
empty address whether the archive is small."""

_LISTS = """
SELECT DISTINCT l.address FROM pool JOIN message AS p USING (message_id)
JOIN message_list AS l ON l.message = p.id
WHERE EXISTS (SELECT 1 FROM notice AS n WHERE n.message = p.id)
"""
_OPEN_ON_LIST = """
INSERT OR IGNORE INTO touched SELECT r.series FROM board_row AS r
JOIN board_text AS t ON t.number = r.number WHERE r.stage NOT IN ({closed}) AND instr(t.lists, ?)
"""
_WITH_NOTICES = """
INSERT OR IGNORE INTO touched SELECT DISTINCT s.id FROM notice AS n
JOIN message AS m ON m.id = n.message
JOIN membership AS b ON b.message_id = m.message_id JOIN series AS s ON s.number = b.series
"""
_EVER = 2**62
"""A moment after every mail; rows are judged as of now, and mail from the future is rare."""


def touch_appliers(connection: sqlite3.Connection, before: str) -> str:
    """Touch the series whose appliers changed with the pool of new mail; what is known now.

    ``before`` is what the last call returned; empty for none.
    """
    known: dict[str, list[str]] = json.loads(before or "{}")
    closed = ", ".join(f"'{one}'" for one in sorted(CLOSED))

    def run(sql: str, *values: str | int) -> list[sqlite3.Row]:
        cursor = connection.cursor()
        cursor.row_factory = sqlite3.Row
        return cursor.execute(sql, values).fetchall()

    for (address,) in connection.execute(_LISTS).fetchall():
        found = [person.email for person in last_appliers(run, address, _EVER)]
        if found != known.get(address, []):
            known[address] = found
            connection.execute(_OPEN_ON_LIST.format(closed=closed), (address,))
    small = _size(connection)
    if small != known.get("", small):
        connection.execute(_WITH_NOTICES)
    known[""] = small
    return json.dumps(known, sort_keys=True)


def without_appliers(connection: sqlite3.Connection) -> str:
    """Return what is known where every row is judged again: the size of the archive alone."""
    return json.dumps({"": _size(connection)})


def _size(connection: sqlite3.Connection) -> list[str]:
    ((count,),) = connection.execute("SELECT count(*) FROM message").fetchall()
    return ["small"] if count < SMALL_ARCHIVE else []
