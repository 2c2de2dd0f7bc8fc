# SPDX-License-Identifier: GPL-2.0-or-later
"""Which rows of the board are stale: found in SQL from what came since the last look, and marked.

A row depends on its own mails, on those of the series that were looked at for it, and on what is
found by name: mails that link to them or that they link to, commits, titles that pushes list. So
the names that new mails carry lead to the series whose answer may differ (``touched``), and the
rows that were drawn from one of those are stale with them. One step is enough: what was looked at
on the way to a row is noted for that very row, however long the way.

Everything here is one transaction, so a killed run leaves the marks whole, and rows that are not
judged yet keep theirs.
"""

import json
import sqlite3

from tracker.model.status import Stage
from tracker.store.board.appliers import STATE as APPLIERS
from tracker.store.board.appliers import all_appliers, touch_appliers
from tracker.store.board.senders import touch_senders
from tracker.store.board.state import BoardKey, made_from
from tracker.store.search.telling import MERGED, QUEUED

_REVERT = 'Revert "'
"""How the title of a revert begins; that of what it takes back follows, in quotation marks."""
FINAL = (Stage.RELEASED,)
"""Stages in which a repository changes a row only by a new commit that names one of its own."""

_SCRATCH = """
DROP TABLE IF EXISTS temp.pool; DROP TABLE IF EXISTS temp.touched; DROP TABLE IF EXISTS temp.found;
CREATE TEMP TABLE pool (message_id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE found (message_id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE touched (series TEXT PRIMARY KEY) WITHOUT ROWID;
"""
_NEW_ROWS = """
INSERT INTO board_row (series, shown, stale, mark, judged, stage, side, last_activity, version,
    rfc, resend, pull, blocked, reviewed, acked, tested, nacked)
SELECT id, 0, ?, '', 0, '', '', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 FROM series
WHERE id NOT IN (SELECT series FROM board_row) ORDER BY last_date, id
"""
_CHANGED = """
INSERT OR IGNORE INTO touched SELECT s.id FROM series AS s JOIN board_row AS r ON r.series = s.id
WHERE r.mark <> coalesce(s.mark, '') OR r.mark = ''
"""
_GONE_LOOKS = """
INSERT OR IGNORE INTO touched SELECT r.series FROM board_look AS l
JOIN board_row AS r ON r.number = l.number JOIN board_row AS gone ON gone.number = l.looked_at
WHERE gone.series NOT IN (SELECT id FROM series)
"""
_GONE = "DELETE FROM board_row WHERE series NOT IN (SELECT id FROM series)"
_NEW_MAIL = """
INSERT OR IGNORE INTO pool SELECT message_id FROM message WHERE id > CAST(? AS INTEGER)
UNION SELECT message_id FROM board_due
"""
_POOL_OF_CHANGED = """
INSERT OR IGNORE INTO pool SELECT m.message_id FROM touched
JOIN series AS s ON s.id = touched.series JOIN membership AS h ON h.series = s.number
JOIN message AS m ON m.id = h.message
"""
_POOL_LINKS = "pool JOIN message AS p USING (message_id) JOIN link_use AS u ON u.message = p.id"
_PATHS = (
    # The mails themselves, and whatever they link to.
    "SELECT message_id FROM pool",
    f"SELECT u.message_id FROM {_POOL_LINKS} WHERE u.message_id IS NOT NULL",
    # Whoever links to them.
    "SELECT w.message_id FROM pool CROSS JOIN link_use AS u ON u.message_id = pool.message_id"
    " JOIN message AS w ON w.id = u.message",
    # The same by change-id.
    f"SELECT c.message_id FROM {_POOL_LINKS} JOIN message AS c ON c.change_id = u.change_id"
    " WHERE u.change_id IS NOT NULL",
    "SELECT w.message_id FROM pool JOIN message AS p USING (message_id)"
    " JOIN link_use AS u ON u.change_id = p.change_id JOIN message AS w ON w.id = u.message"
    " WHERE p.change_id IS NOT NULL",
    # The postings that a machine's result names.
    "SELECT v.target FROM pool JOIN message AS p USING (message_id)"
    " JOIN verdict AS v ON v.message = p.id WHERE v.target <> ''",
    # Whoever names them by their title as what is needed.
    "SELECT w.message_id FROM remark AS r JOIN message AS w ON w.id = r.message"
    " WHERE r.kind = 'needs-work' AND r.word IN (SELECT 'title:' || p.title"
    " FROM pool JOIN message AS p USING (message_id) WHERE NOT p.is_reply)",
    # Other postings of the same patches: a repository's commit is credited to one of them.
    "SELECT o.message_id FROM pool JOIN message AS p USING (message_id)"
    " JOIN diff ON diff.message = p.id JOIN message AS o ON o.title_number = p.title_number"
    " WHERE p.title_number <> 0 AND NOT o.is_reply",
    "SELECT o.message_id FROM pool JOIN message AS p USING (message_id)"
    " JOIN diff AS d ON d.message = p.id JOIN diff AS e ON e.patch_id = d.patch_id"
    " JOIN message AS o ON o.id = e.message WHERE d.patch_id <> '' AND e.patch_id <> ''",
)
"""Ways from a mail to those whose series may be told otherwise because of it."""
_HOMES = """
INSERT OR IGNORE INTO touched SELECT s.id FROM found JOIN message AS m USING (message_id)
JOIN membership AS h ON h.message = m.id JOIN series AS s ON s.number = h.series
"""
_FIRST_APPLIERS = """
INSERT OR IGNORE INTO touched SELECT DISTINCT s.id FROM notice AS n
JOIN message AS m ON m.id = n.message
JOIN membership AS b ON b.message = m.id JOIN series AS s ON s.number = b.series
WHERE (SELECT count(*) FROM (SELECT 1 FROM notice LIMIT 41)) <= 40
    AND EXISTS (SELECT 1 FROM pool JOIN message AS p USING (message_id)
        JOIN notice AS k ON k.message = p.id)
"""
"""In an archive of few notices the first who is known to commit makes the others outsiders."""
_COMMITS = f"""
INSERT OR IGNORE INTO touched SELECT r.series FROM (
    SELECT substr(u.commit_id, 1, 12) AS digits FROM {_POOL_LINKS} WHERE u.commit_id IS NOT NULL
    AND (EXISTS (SELECT 1 FROM notice_item AS i WHERE i.commit_id >= substr(u.commit_id, 1, 12)
            AND i.commit_id < substr(u.commit_id, 1, 12) || 'g')
        OR EXISTS (SELECT 1 FROM repo_commit AS k WHERE k.id >= substr(u.commit_id, 1, 12)
            AND k.id < substr(u.commit_id, 1, 12) || 'g'))
    UNION SELECT substr(i.commit_id, 1, 12) FROM pool JOIN message AS p USING (message_id)
    JOIN notice_item AS i ON i.message = p.id WHERE i.commit_id IS NOT NULL) AS named
JOIN board_commit AS c ON c.commit_id = named.digits JOIN board_row AS r ON r.number = c.number
"""
"""A link to a commit matters to the series that became it. Where neither a notice nor a repository
knows it, as the base of half the list's series, none did."""
_PAGES = """
INSERT OR IGNORE INTO touched SELECT r.series FROM page
JOIN board_commit AS c ON c.commit_id = substr(page.digits, 1, 12)
JOIN board_row AS r ON r.number = c.number WHERE page.fetched_at >= CAST(? AS INTEGER)
"""
_NAMED_AGAIN = """
INSERT OR IGNORE INTO touched SELECT r.series FROM repo_mention AS m
JOIN board_commit AS c ON c.commit_id = substr(m.value, 1, 12)
JOIN board_row AS r ON r.number = c.number WHERE m.repository = ? AND m.commit_number > ?
"""
"""A backport or a revert of a commit, which changes even what is released."""
_LISTED = f"""
SELECT DISTINCT i.title FROM pool JOIN message AS p USING (message_id) JOIN notice ON
notice.message = p.id JOIN notice_item AS i ON i.message = p.id AND i.notice = notice.n
WHERE {QUEUED}
UNION SELECT notice_item.title FROM pool JOIN message AS p USING (message_id)
JOIN notice_item ON notice_item.message = p.answers
{MERGED} WHERE merge.id = p.id
UNION SELECT v.title FROM pool JOIN message AS p USING (message_id)
JOIN verdict AS v ON v.message = p.id WHERE v.title <> ''
"""
_TITLES = """
INSERT OR IGNORE INTO touched SELECT DISTINCT s.id FROM revision_patch AS p
JOIN series AS s ON s.number = p.series WHERE p.title IN (SELECT value FROM json_each(?))
"""
_MARK = """
UPDATE board_row SET stale = ? WHERE series IN (SELECT series FROM touched) OR number IN (
    SELECT l.number FROM touched JOIN board_row AS t ON t.series = touched.series
    JOIN board_look AS l ON l.looked_at = t.number)
"""


def look_over(connection: sqlite3.Connection, key: BoardKey) -> int:
    """Mark the rows that are stale, and remember what they will be made from; how many are.

    Rows of new series are added, those of series that are no more go.
    """
    state = dict(connection.execute("SELECT name, value FROM board_state").fetchall())
    now = made_from(lambda sql: connection.execute(sql).fetchall())
    now |= key.values
    if any(state.get(name, "") != value for name, value in now.items()) or _due(connection):
        turn = int(state.get("round", "0")) + 1
        _mark_stale(connection, state, now, turn)
        connection.executemany(
            "INSERT INTO board_state (name, value) VALUES (?, ?)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            [*now.items(), ("round", str(turn))],
        )
        connection.execute("DELETE FROM board_due")
    ((count,),) = connection.execute("SELECT count(*) FROM board_row WHERE stale > 0").fetchall()
    return int(count)


def _due(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("SELECT 1 FROM board_due LIMIT 1").fetchall())


def _mark_stale(
    connection: sqlite3.Connection, state: dict[str, str], now: dict[str, str], turn: int
) -> None:
    for statement in _SCRATCH.split(";"):
        connection.execute(statement)
    connection.execute(_NEW_ROWS, (turn,))
    connection.execute(_GONE_LOOKS)
    connection.execute(_GONE)
    if state.get("rules") != now["rules"]:
        # What they hold may have another shape: nothing of them is read again.
        connection.execute("DELETE FROM board_record")
    if any(state.get(name) != now[name] for name in ("rules", "drawn_from")):
        connection.execute("UPDATE board_row SET stale = ?", (turn,))
        now[APPLIERS] = all_appliers(connection)
        return
    connection.execute(_CHANGED)
    _touch(connection, state, _stale_ends(state.get("said", "[]"), now["said"]))
    now[APPLIERS] = touch_appliers(connection, state.get(APPLIERS, ""))
    connection.execute(_MARK, (turn,))
    if state.get("repositories", "") != now["repositories"]:
        _mark_landing(connection, state, now, turn)


def _mark_landing(
    connection: sqlite3.Connection, state: dict[str, str], now: dict[str, str], turn: int
) -> None:
    """Mark what may have moved with a repository."""
    before = dict(json.loads(state.get("commits", "[]")))
    for repository, last in json.loads(now["commits"]):
        # A repository that was read anew starts again.
        known = before.get(repository, 0)
        since = known if known <= last else 0
        connection.execute(_NAMED_AGAIN, (repository, since))
    connection.execute(_MARK, (turn,))
    marks = ", ".join("?" * len(FINAL))
    connection.execute(
        f"UPDATE board_row SET stale = ? WHERE stage NOT IN ({marks})", (turn, *FINAL)
    )


def _touch(connection: sqlite3.Connection, state: dict[str, str], ends: list[str]) -> None:
    """Find the series whose answer may differ, from new mails and those of changed series."""
    connection.execute(_NEW_MAIL, (state.get("message", "0"),))
    connection.execute(_POOL_OF_CHANGED)
    for path in _PATHS:
        connection.execute(f"INSERT OR IGNORE INTO found {path}")
    connection.execute(
        "INSERT OR IGNORE INTO found SELECT value FROM json_each(?)", (json.dumps(ends),)
    )
    connection.execute(_HOMES)
    touch_senders(connection, state.get("message", "0"))
    connection.execute(_FIRST_APPLIERS)
    connection.execute(_COMMITS)
    connection.execute(_PAGES, (state.get("pages", "0").partition(" ")[0],))
    listed = [title for (title,) in connection.execute(_LISTED)]
    if listed:
        listed += [one[len(_REVERT) : -1] for one in listed if one.startswith(_REVERT)]
        connection.execute(_TITLES, (json.dumps(listed),))


def _stale_ends(before: str, after: str) -> list[str]:
    """Both ends of every relation that the user recorded or took back."""
    old, new = ({tuple(one) for one in json.loads(text)} for text in (before, after))
    return sorted({end for source, _, target in old ^ new for end in (source, target)})
