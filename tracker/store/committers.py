# SPDX-License-Identifier: GPL-2.0-or-later
"""Who applied other people's works, counted in the stored notices."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from sqlite3 import Row

from tracker.model.committers import ENOUGH, AppliedWorks
from tracker.model.people import Person
from tracker.store.reading import GIVEN, ReadOnly, given, to_moment

_SPOKEN = """
SELECT m.sender_email AS email, max(m.sender_name) AS name, s.number AS work,
  (SELECT group_concat(address, ' ') FROM message_list AS l WHERE l.message = m.id) AS lists
FROM message AS m JOIN notice AS n ON n.message = m.id
JOIN membership AS b ON b.message = m.id JOIN series AS s ON s.number = b.series
WHERE n.sure AND NOT n.dropped AND n.kind IN ('person', 'b4ty') AND m.sender_email {given}
  AND m.date <= ? AND s.author_email <> m.sender_email AND s.author_name <> m.sender_name
GROUP BY m.sender_email, s.number, lists
"""
_QUEUED = """
SELECT m.sender_email AS email, max(m.sender_name) AS name, i.title AS work
FROM message AS m JOIN notice AS n ON n.message = m.id
JOIN notice_item AS i ON i.message = n.message AND i.notice = n.n
WHERE m.sender_email {given} AND m.date <= ? AND n.sure AND NOT n.dropped
  AND n.kind NOT IN ('pull', 'ported')
  AND i.author_email IS NOT NULL AND i.author_email <> m.sender_email
GROUP BY m.sender_email, i.title
"""
_NAMED = """
SELECT DISTINCT n.by_email AS email, n.by_name AS name FROM notice AS n
JOIN message AS m ON m.id = n.message
WHERE n.kind IN ('patchwork', 'tip') AND n.by_email {given} AND m.date <= ?
"""
_COMMITTED = """
SELECT 1 FROM repo_commit WHERE committer_email = ? AND author_email <> ? LIMIT 1
"""
_APPLYING = """
SELECT l.address AS address, m.date AS date, m.sender_email AS email, m.sender_name AS name
FROM {tables}
JOIN membership AS b ON b.message = m.id JOIN series AS s ON s.number = b.series
WHERE n.sure AND NOT n.dropped AND n.kind IN ('person', 'b4ty')
  AND s.author_email <> m.sender_email AND s.author_name <> m.sender_name
"""
_APPLYING_NAMED = """
SELECT l.address AS address, m.date AS date, n.by_email AS email, n.by_name AS name
FROM {tables} WHERE n.kind = 'patchwork' AND n.by_email IS NOT NULL
"""
_BY_NOTICE = (
    "notice AS n CROSS JOIN message AS m ON m.id = n.message"
    " CROSS JOIN message_list AS l ON l.message = m.id"
)
_LATEST = (
    "SELECT email, name FROM {source} WHERE address = ? AND date <= ?"
    " ORDER BY date DESC, email LIMIT ?"
)
_LAST_NOTICES = 60
"""Notices of a list that tell who applies patches there now."""
_ANYBODY = f"""
SELECT 1 FROM (
  SELECT m.sender_email AS email, s.number AS work FROM notice AS n
  JOIN message AS m ON m.id = n.message JOIN message_list AS l ON l.message = m.id
  JOIN membership AS b ON b.message = m.id JOIN series AS s ON s.number = b.series
  WHERE n.sure AND NOT n.dropped AND n.kind IN ('person', 'b4ty') AND l.address {{lists}}
    AND m.date <= ? AND s.author_email <> m.sender_email AND s.author_name <> m.sender_name)
GROUP BY email HAVING count(DISTINCT work) >= {ENOUGH} LIMIT 1
"""
_ANY_BOT = """
SELECT 1 FROM notice AS n JOIN message AS m ON m.id = n.message
JOIN message_list AS l ON l.message = m.id
WHERE n.kind IN ('patchwork', 'tip') AND l.address {lists} AND m.date <= ? LIMIT 1
"""


GATHERED = ("temp.applying", "temp.applying_named")
"""Tables that are made for questions about many lists."""
Run = Callable[..., Sequence[Row]]
"""Runs one statement with its values, and returns its rows."""


def last_appliers(
    run: Run, address: str, moment: int, gathered: Sequence[str] = ()
) -> tuple[Person, ...]:
    """Return who applied the last patches of others on a list, the most frequent first.

    Somebody who did so once or twice among many is left out. Who is about as frequent as another
    stands in the order of addresses, so that the order seldom changes. ``moment`` is in seconds of
    the epoch; ``gathered`` are tables that were made from what is asked.
    """
    sources = gathered or [
        f"({one.format(tables=_BY_NOTICE)})" for one in (_APPLYING, _APPLYING_NAMED)
    ]
    rows = [
        row
        for source in sources
        for row in run(_LATEST.format(source=source), address, moment, _LAST_NOTICES)
    ]
    counts = Counter(row["email"] for row in rows if row["email"])
    names = {row["email"]: row["name"] for row in rows}
    few = max(ENOUGH, len(rows) // 20)
    kept = [email for email, count in counts.items() if count >= few]
    kept.sort(key=lambda email: (-counts[email].bit_length(), email))
    return tuple(Person(names[email], email) for email in kept)


def gather_appliers(run: Run) -> None:
    """Lay who applied what on which list into the temporary tables ``GATHERED``."""
    for name, sql in zip(GATHERED, (_APPLYING, _APPLYING_NAMED), strict=True):
        plain = name.removeprefix("temp.")
        run(f"DROP TABLE IF EXISTS {name}")
        run(f"CREATE TEMP TABLE {plain} AS {sql.format(tables=_BY_NOTICE)}")
        run(f"CREATE INDEX {name}_address ON {plain} (address, date)")


class CommitterReader(ReadOnly):
    """What the database knows about who applies patches."""

    def gather_appliers(self) -> None:
        """Lay who applied what on which list beside the tables, for questions about many lists.

        What is stored later is not in it.
        """
        if self._asked_often:
            return
        self._rows("PRAGMA temp_store = MEMORY")
        gather_appliers(self._rows)
        self._asked_often = True

    def applied_works(self, emails: Iterable[str], until: datetime) -> dict[str, AppliedWorks]:
        """Return what some people applied of others by a moment, by address."""
        asked, moment = given(emails), int(until.timestamp())
        names: dict[str, str] = {}
        works: dict[str, dict[object, set[str]]] = {}
        for row in self._rows(_SPOKEN.format(given=GIVEN), asked, moment):
            names[row["email"]] = row["name"]
            lists = works.setdefault(row["email"], {}).setdefault(row["work"], set())
            lists.update((row["lists"] or "").split())
        queued: dict[str, set[object]] = {}
        for row in self._rows(_QUEUED.format(given=GIVEN), asked, moment):
            names[row["email"]] = row["name"]
            queued.setdefault(row["email"], set()).add(row["work"])
        named = {
            row["email"]: Person(row["name"], row["email"])
            for row in self._rows(_NAMED.format(given=GIVEN), asked, moment)
        }
        return {
            email: AppliedWorks(
                person=named.get(email) or Person(names[email], email),
                by_bot=email in named,
                spoken=tuple(map(frozenset, works.get(email, {}).values())),
                queued=len(queued.get(email, ())),
            )
            for email in {**names, **named}
        }

    def sent_by_address(self, emails: Iterable[str], until: datetime) -> dict[str, int]:
        """Return how many mails each of some addresses sent by a moment."""
        rows = self._rows(
            f"SELECT sender_email, count(*) FROM message WHERE sender_email {GIVEN} AND date <= ?"
            " GROUP BY sender_email",
            given(emails),
            int(until.timestamp()),
        )
        return {email: count for email, count in rows}

    def first_sent(self, emails: Iterable[str]) -> dict[str, datetime]:
        """Return when each of some addresses sent its first mail (UTC), if any."""
        rows = self._rows(
            f"SELECT sender_email, min(date) FROM message WHERE sender_email {GIVEN}"
            " GROUP BY sender_email",
            given(emails),
        )
        return {email: to_moment(date) for email, date in rows}

    def last_appliers(self, address: str, until: datetime) -> tuple[Person, ...]:
        """Return who applied the last patches of others on a list, the most frequent first.

        Somebody who did so once or twice among many is left out.
        """
        gathered = GATHERED if self._asked_often else ()
        return last_appliers(self._rows, address, int(until.timestamp()), gathered)

    def has_committed(self, email: str) -> bool:
        """Return whether a repository that was read holds a commit of theirs that another wrote."""
        return bool(self._rows(_COMMITTED, email, email))

    def has_committers(self, lists: Iterable[str], until: datetime) -> bool:
        """Return whether anybody was known by a moment to apply works on some of these lists."""
        near, moment = given(lists), int(until.timestamp())
        asked = (_ANY_BOT, _ANYBODY)
        return any(self._rows(sql.format(lists=GIVEN), near, moment) for sql in asked)
