# SPDX-License-Identifier: GPL-2.0-or-later
"""Rows that name who applies patches on their list, or that believe them: stale when that changes.

Who applied the last patches of a list is named in rows of series that have no mail in common with
the notices it was learned from. So what was known of each list is kept in ``board_state``, and
compared for the lists on which new notices came.
"""

import json
import sqlite3

from tracker.model.committers import DECIDING, SMALL_ARCHIVE
from tracker.model.status import MOST_MOVERS
from tracker.store.board.senders import touch_decided
from tracker.store.committers import GATHERED, Run, gather_appliers, last_appliers

STATE = "appliers by list"
"""The row of ``board_state``: list address to the addresses of those who apply there; under the
empty address whether the archive is small."""

_LISTS = """
SELECT DISTINCT l.address FROM pool JOIN message AS p USING (message_id)
JOIN message_list AS l ON l.message = p.id
WHERE EXISTS (SELECT 1 FROM notice AS n WHERE n.message = p.id)
"""
_OF_TURN = """
INSERT OR IGNORE INTO touched
SELECT series FROM board_row WHERE side IN ('reviewers', 'maintainer')
"""
_NAMING = """
INSERT OR IGNORE INTO touched SELECT r.series FROM board_row AS r
JOIN board_text AS t ON t.number = r.number
WHERE r.side IN ('reviewers', 'maintainer') AND instr(t.lists, ?1) AND (r.side = 'maintainer' OR (
    SELECT count(*) < {few} OR max(w.email IN (SELECT value FROM json_each(?2)))
    FROM board_person AS p JOIN board_who AS w ON w.id = p.who
    WHERE p.number = r.number AND p.role = 'turn'))
"""
"""Rows whose turn is that of people who are taken from those who apply on their list."""
_DECIDERS = """
SELECT DISTINCT sender_email, sender_name FROM message WHERE id IN (
    SELECT message FROM notice UNION
    SELECT message FROM remark WHERE kind IN (SELECT value FROM json_each(?)))
"""
_WITH_NOTICES = """
INSERT OR IGNORE INTO touched SELECT DISTINCT s.id FROM notice AS n
JOIN message AS m ON m.id = n.message
JOIN membership AS b ON b.message = m.id JOIN series AS s ON s.number = b.series
"""
_EVER = 2**62
"""A moment after every mail; rows are judged as of now, and mail from the future is rare."""


def touch_appliers(connection: sqlite3.Connection, before: str) -> str:
    """Touch the series whose appliers changed with the pool of new mail; what is known now.

    ``before`` is what the last call returned; empty for none yet.
    """
    if not before:
        # Rows of an earlier release: which of them name who applied last is not known.
        connection.execute(_OF_TURN)
        return all_appliers(connection)
    known: dict[str, list[str]] = json.loads(before)
    run = _run_on(connection)
    for (address,) in connection.execute(_LISTS).fetchall():
        found = [one.email for one in last_appliers(run, address, _EVER)]
        held = known.get(address, [])
        if found != held:
            known[address] = found
            people = json.dumps([*held, *found])
            connection.execute(_NAMING.format(few=MOST_MOVERS), (address, people))
            moved = {*found} ^ {*held}
            touch_decided(connection, _namesakes_of(connection, moved), address)
    small = _size(connection)
    if small != known.get("", small):
        connection.execute(_WITH_NOTICES)
    known[""] = small
    return json.dumps(known, sort_keys=True)


def all_appliers(connection: sqlite3.Connection) -> str:
    """Return what is known of every list, where every row is judged again."""
    known = {"": _size(connection)}
    run = _run_on(connection)
    gather_appliers(run)
    for (address,) in run(" UNION ".join(f"SELECT address FROM {one}" for one in GATHERED)):
        if found := last_appliers(run, address, _EVER, GATHERED):
            known[address] = [one.email for one in found]
    for one in GATHERED:
        run(f"DROP TABLE {one}")
    return json.dumps(known, sort_keys=True)


def _run_on(connection: sqlite3.Connection) -> Run:
    def run(sql: str, *values: str | int) -> list[sqlite3.Row]:
        cursor = connection.cursor()
        cursor.row_factory = sqlite3.Row
        return cursor.execute(sql, values).fetchall()

    return run


def _namesakes_of(connection: sqlite3.Connection, emails: set[str]) -> list[str]:
    """Return who decides something and may bear the name of another of some people.

    From another address they count as that one where both have written much.
    """
    people = connection.execute(_DECIDERS, (json.dumps(sorted(DECIDING)),)).fetchall()
    named = [(email, _words(name)) for email, name in people if email in emails]
    return [
        email
        for email, name in people
        if any(other != email and words & _words(name) for other, words in named)
    ]


def _words(name: str) -> set[str]:
    return set(name.casefold().split())


def _size(connection: sqlite3.Connection) -> list[str]:
    ((count,),) = connection.execute("SELECT count(*) FROM message").fetchall()
    return ["small"] if count < SMALL_ARCHIVE else []
