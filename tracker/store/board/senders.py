# SPDX-License-Identifier: GPL-2.0-or-later
"""Rows that new mail of a person changes without being of them: what it says of who they are.

Whose word counts goes by how much they have written in other threads, and by how many works of
others they say they applied. Both are compared with numbers, so a row moves only where new mail
takes one across such a number; all else that its people write elsewhere is nothing to it.
"""

import json
import sqlite3
from collections.abc import Iterable

from tracker.model.committers import (
    DECIDING,
    ENOUGH_ANYWHERE,
    ENOUGH_OF_A_REGULAR,
    MAILS_BEFORE,
    OTHER_ADDRESS,
    REGULAR,
    VOUCHED_REMARKS,
    VOUCHED_TAGS,
)
from tracker.store.search.telling import QUEUED

SEEN_ELSEWHERE = (1, REGULAR, OTHER_ADDRESS)
"""Mails in other threads from which on who decides is seen, regular, or a committer's namesake."""
_MANY = 200
"""Mails from which on a sender has written in many threads, whichever series is looked at."""
_NEW_MAIL_OF = """
SELECT m.sender_email, count(*), min(m.date),
    max(m.message_id IN (SELECT message_id FROM board_due))
FROM message AS m WHERE m.id > CAST(?1 AS INTEGER)
    OR m.message_id IN (SELECT message_id FROM board_due) GROUP BY 1
"""
_SENT = "SELECT count(*) FROM message WHERE sender_email = ?"
_FIRST = "SELECT min(date) FROM message WHERE sender_email = ? AND id <= CAST(? AS INTEGER)"
_OUTSIDE = f"""
SELECT count(*) FROM message AS m WHERE m.sender_email = ? AND (
    EXISTS (SELECT 1 FROM notice WHERE notice.message = m.id AND {QUEUED})
    OR EXISTS (SELECT 1 FROM verdict AS v WHERE v.message = m.id))
"""
"""Mails that may count for a series although they are in no thread of it."""
_IN_SERIES = """
SELECT b.series, count(*),
    max(EXISTS (SELECT 1 FROM notice AS n WHERE n.message = m.id)
        OR EXISTS (SELECT 1 FROM remark AS r WHERE r.message = m.id
            AND r.kind IN (SELECT value FROM json_each(?2)))),
    max(EXISTS (SELECT 1 FROM tag_line AS t WHERE t.message = m.id
            AND t.name IN (SELECT value FROM json_each(?3)))
        OR EXISTS (SELECT 1 FROM remark AS r WHERE r.message = m.id
            AND r.kind IN (SELECT value FROM json_each(?4))))
FROM message AS m JOIN membership AS b ON b.message = m.id
WHERE m.sender_email = ?1 GROUP BY b.series
"""
"""Of one sender: how many mails of each series, and whether one of them decides, or vouches."""
_CLAIMS = """
SELECT p.sender_email, sum((p.id > CAST(?1 AS INTEGER)) * (1 + (SELECT count(*) FROM notice_item
    AS i WHERE i.message = p.id))), sum((p.id <= CAST(?1 AS INTEGER)) * (1 + (SELECT count(*)
    FROM notice_item AS i WHERE i.message = p.id)))
FROM pool JOIN message AS p USING (message_id)
WHERE EXISTS (SELECT 1 FROM notice AS n WHERE n.message = p.id
    AND n.kind NOT IN ('pull', 'ported')) GROUP BY 1
"""
"""Works that senders may have said they applied: in new mail, and in that of changed series."""
_APPLIED = """
SELECT (SELECT count(DISTINCT b.series) FROM message AS m JOIN notice AS n ON n.message = m.id
    JOIN membership AS b ON b.message = m.id
    WHERE m.sender_email = ?1 AND n.kind NOT IN ('pull', 'ported'))
  + (SELECT count(DISTINCT i.title) FROM message AS m JOIN notice_item AS i ON i.message = m.id
    JOIN notice AS n ON n.message = i.message AND n.n = i.notice
    WHERE m.sender_email = ?1 AND n.kind NOT IN ('pull', 'ported'))
"""
"""Who asks for a pull is not known by what it lists."""
_NAMED_FIRST = """
SELECT by_email FROM notice WHERE kind IN ('patchwork', 'tip') AND by_email IN (
    SELECT n.by_email FROM pool JOIN message AS p USING (message_id)
    JOIN notice AS n ON n.message = p.id WHERE n.by_email IS NOT NULL)
GROUP BY by_email HAVING min(message) > CAST(? AS INTEGER)
"""
"""Whom a machine names for the first time as one who applies."""
_NAMED_OUTSIDE = f"""
SELECT DISTINCT p.series FROM message AS m JOIN notice ON notice.message = m.id
JOIN notice_item AS i ON i.message = m.id AND i.notice = notice.n
JOIN revision_patch AS p ON p.title = i.title
WHERE m.sender_email IN (SELECT value FROM json_each(?)) AND {QUEUED}
UNION SELECT b.series FROM message AS m JOIN notice ON notice.message = m.id
JOIN link_use AS u ON u.message = m.id JOIN message AS t ON t.message_id = u.message_id
JOIN membership AS b ON b.message = t.id
WHERE m.sender_email IN (SELECT value FROM json_each(?)) AND {QUEUED}
"""
"""Series of which some people say something in other threads, by title or link: in a pull request,
or in a list of what they queued."""
_DECIDED = """
INSERT OR IGNORE INTO touched SELECT DISTINCT s.id FROM message AS m
JOIN membership AS b ON b.message = m.id JOIN series AS s ON s.number = b.series
WHERE m.sender_email IN (SELECT value FROM json_each(?1)) AND (
    EXISTS (SELECT 1 FROM notice AS n WHERE n.message = m.id)
    OR EXISTS (SELECT 1 FROM remark AS r WHERE r.message = m.id
        AND r.kind IN (SELECT value FROM json_each(?2))))
    AND (?3 = '' OR s.id IN (SELECT r.series FROM board_row AS r
        JOIN board_text AS t ON t.number = r.number WHERE instr(t.lists, ?3)))
"""
_BY_NUMBER = """
INSERT OR IGNORE INTO touched SELECT id FROM series
WHERE number IN (SELECT value FROM json_each(?))
"""


def touch_senders(connection: sqlite3.Connection, last: str) -> None:
    """Touch the series in which a sender counts otherwise since the mail after ``last`` came."""
    found: set[int] = set()
    for email, fresh, first, again in connection.execute(_NEW_MAIL_OF, (last,)).fetchall():
        found |= _moved(connection, email, fresh, first, last, again=bool(again))
    connection.execute(_BY_NUMBER, (json.dumps(sorted(found)),))
    named = [email for (email,) in connection.execute(_NAMED_FIRST, (last,))]
    touch_decided(connection, [*_appliers_moved(connection, last), *named])


def touch_decided(connection: sqlite3.Connection, emails: Iterable[str], on: str = "") -> None:
    """Touch the series in which one of some people says what is theirs to say who commit.

    Of all lists, or of the one with the address ``on``.
    """
    people = json.dumps(sorted(emails))
    connection.execute(_DECIDED, (people, _listed(DECIDING), on))
    named = [series for (series,) in connection.execute(_NAMED_OUTSIDE, (people, people))]
    connection.execute(_BY_NUMBER, (json.dumps(named),))


def _moved(
    connection: sqlite3.Connection, email: str, fresh: int, first: int, last: str, *, again: bool
) -> set[int]:
    """Return the numbers of series in which a sender counts as somebody else than before."""
    ((sent,),) = connection.execute(_SENT, (email,))
    if sent - fresh > _MANY and not again:
        return set()
    ((outside,),) = connection.execute(_OUTSIDE, (email,))
    ((before,),) = connection.execute(_FIRST, (email, last))
    older = before is not None and first < before
    found: set[int] = set()
    written: dict[int, int] = {}
    kinds = (_listed(DECIDING), _listed(VOUCHED_TAGS), _listed(VOUCHED_REMARKS))
    for series, here, decides, vouches in connection.execute(_IN_SERIES, (email, *kinds)):
        written[series] = here
        most = sent - here
        least = most - fresh
        counts = decides and any(least - outside < one <= most for one in SEEN_ELSEWHERE)
        known = vouches and least < MAILS_BEFORE and (older or most >= MAILS_BEFORE)
        if counts or known or (again and (decides or vouches)):
            found.add(series)
    people = json.dumps([email])
    for (series,) in connection.execute(_NAMED_OUTSIDE, (people, people)) if outside else ():
        most = sent - written.get(series, 0)
        if again or any(most - fresh - outside < one <= most for one in SEEN_ELSEWHERE):
            found.add(series)
    return found


def _listed(names: Iterable[str]) -> str:
    return json.dumps(sorted(names))


def _appliers_moved(connection: sqlite3.Connection, last: str) -> list[str]:
    """Return who may have become known to commit, or be so no longer, by what they applied.

    Below two works nothing is known of anybody, and from ten on nothing more.
    """
    moved: list[str] = []
    for email, new, regrouped in connection.execute(_CLAIMS, (last,)).fetchall():
        ((works,),) = connection.execute(_APPLIED, (email,))
        if works + regrouped >= ENOUGH_OF_A_REGULAR and works - new - regrouped < ENOUGH_ANYWHERE:
            moved.append(email)
    return moved
