# SPDX-License-Identifier: GPL-2.0-or-later
"""Finding messages and series by the names, titles, ids and links they carry."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import cached_property
from sqlite3 import Row
from typing import TYPE_CHECKING, NamedTuple

from tracker.lazy_patterns import lazy_pattern
from tracker.model.outside.web_threads import ids_named
from tracker.model.people import Person
from tracker.store.mail_tables import title_number
from tracker.store.reading import GIVEN, ReadOnly, given, to_moment

if TYPE_CHECKING:
    from tracker.store.records import PostingMarks


_GLOB_SIGNS = lazy_pattern(r"[\[\]*?]")
_THREAD = """
WITH RECURSIVE thread (number) AS (
    SELECT id FROM message WHERE message_id IN (SELECT value FROM json_each(?1))
    UNION ALL
    SELECT id FROM absent_mail WHERE message_id IN (SELECT value FROM json_each(?1))
    UNION
    SELECT message_target.target FROM thread
        JOIN message_target ON message_target.message = thread.number
    UNION
    SELECT message.answers FROM thread JOIN message ON message.id = thread.number
        WHERE message.answers IS NOT NULL
    UNION
    SELECT message_target.message FROM thread
        JOIN message_target ON message_target.target = thread.number
    UNION
    SELECT message.id FROM thread JOIN message ON message.answers = thread.number
)
SELECT message.message_id FROM thread JOIN message ON message.id = thread.number
ORDER BY message.date, message.id
"""

_POSTING = "message_id, sender_name, sender_email, date, version, total, rfc"


class SeriesTitle(NamedTuple):
    """A series as a handle in words finds it."""

    id: str
    title: str


class Lookups(ReadOnly):
    """Every way from a handle to Message-IDs. What is not known gives an empty answer."""

    def ids_hashed(self, hashes: Iterable[str]) -> tuple[str, ...]:
        """Return messages whose Message-ID has one of these hashes in HyperKitty's URLs.

        Ids are looked through, a million in a second or two: no other question needs an index of
        them.
        """
        wanted = frozenset(hashes)
        if not wanted:
            return ()
        found = ids_named(wanted, self._names("SELECT message_id FROM message"))
        return self._names(
            f"SELECT message_id FROM message WHERE message_id {GIVEN} ORDER BY date, id",
            given(found),
        )

    def ids_by_change_id(self, change_id: str) -> tuple[str, ...]:
        """Return messages that carry the change-id, oldest first."""
        return self._names(
            f"SELECT message_id FROM message WHERE change_id {GIVEN} ORDER BY date, id",
            given([change_id]),
        )

    def ids_by_change_ids(self, change_ids: Iterable[str]) -> tuple[str, ...]:
        """Return messages that carry one of the change-ids, oldest first."""
        return self._names(
            f"SELECT message_id FROM message WHERE change_id {GIVEN} ORDER BY date, id",
            given(change_ids),
        )

    def ids_by_titles(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Messages with one of these titles, folded as they were when saved, oldest first."""
        return self._names(
            f"SELECT message_id FROM message WHERE title_number {GIVEN} ORDER BY date, id",
            given(map(title_number, keys)),
        )

    def ids_by_sender(self, email: str) -> tuple[str, ...]:
        """Return messages that were sent from this address, oldest first."""
        return self._names(
            f"SELECT message_id FROM message WHERE sender_email {GIVEN} ORDER BY date, id",
            given([email.lower()]),
        )

    def name_of(self, email: str) -> str:
        """Return the name that the newest mail from an address has; empty where none has one."""
        found = self._names(
            f"SELECT sender_name FROM message WHERE sender_email {GIVEN} AND sender_name <> ''"
            " ORDER BY date DESC, id DESC LIMIT 1",
            given([email.lower()]),
        )
        return found[0] if found else ""

    def ids_by_name(self, name: str) -> tuple[str, ...]:
        """Return postings whose sender is called so, wherever in the name, oldest first."""
        called = "sender_name LIKE ?1 ESCAPE '\\'"
        # There is an index of addresses; without it every mail is looked at.
        among = (
            f" AND sender_email IN (SELECT sender_email FROM {self._senders} WHERE {called})"
            if self._asked_often
            else ""
        )
        return self._names(
            f"SELECT message_id FROM message WHERE {called} AND NOT is_reply{among}"
            " ORDER BY date, id",
            f"%{_literal(name)}%",
        )

    @cached_property
    def _senders(self) -> str:
        """The name of a table that has the names of each address; it is made here."""
        self._rows(
            "CREATE TEMP TABLE senders AS SELECT DISTINCT sender_email, sender_name FROM message"
        )
        return "temp.senders"

    def ids_by_patch_ids(self, patch_ids: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """Pairs of a patch-id and a message whose diff has it, oldest message first."""
        rows = self._rows(
            "SELECT patch_id, message_id FROM diff JOIN message ON message.id = diff.message"
            f" WHERE patch_id <> '' AND patch_id {GIVEN} ORDER BY date, id",
            given(patch_ids),
        )
        return tuple((patch_id, name) for patch_id, name in rows)

    def ids_linking_to(self, message_ids: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """Pairs of a message and the one of ``message_ids`` that it links to, once each."""
        rows = self._rows(
            "SELECT DISTINCT message.message_id, link_use.message_id FROM link_use"
            " JOIN message ON message.id = link_use.message"
            f" WHERE link_use.message_id {GIVEN} ORDER BY message.date, message.id",
            given(message_ids),
        )
        return tuple((name, target) for name, target in rows)

    def ids_linking_page(self, page: str) -> tuple[str, ...]:
        """Return postings in which a line like ``Pull-Request:`` names a page, oldest first.

        ``page`` is a URL without its scheme.
        """
        return self._names(
            "SELECT DISTINCT message.message_id FROM link_use"
            " JOIN message ON message.id = link_use.message"
            " WHERE link_use.url IN ('https://' || ?1, 'http://' || ?1, ?1)"
            " AND message.tagged AND NOT message.is_reply"
            " AND link_use.quote LIKE '%-request:%' ORDER BY message.date, message.id",
            page.removeprefix("https://").removeprefix("http://"),
        )

    def ids_linked_by(self, message_ids: Iterable[str]) -> tuple[str, ...]:
        """Return the messages cached that one of these links to."""
        return self._names(
            "SELECT DISTINCT target.message_id FROM message"
            " JOIN link_use ON link_use.message = message.id"
            " JOIN message AS target ON target.message_id = link_use.message_id"
            f" WHERE message.message_id {GIVEN}",
            given(message_ids),
        )

    def ids_of_same_series(self, message_ids: Iterable[str]) -> tuple[str, ...]:
        """Return the messages of every series that one of these belongs to."""
        return self._names(
            "SELECT message_id FROM membership JOIN message ON message.id = membership.message"
            " WHERE series IN (SELECT series FROM message JOIN membership"
            f" ON membership.message = message.id WHERE message_id {GIVEN})",
            given(message_ids),
        )

    def postings_titled(self, keys: Iterable[str]) -> "tuple[PostingMarks, ...]":
        """Return what was posted under one of these titles, folded as they were when saved."""
        found = self._rows(
            f"SELECT {_POSTING} FROM message WHERE title_number {GIVEN} AND NOT is_reply",
            given(map(title_number, keys)),
        )
        return tuple(map(_lookup_posting, found))

    def postings_of(self, emails: Iterable[str], most: int) -> "tuple[PostingMarks, ...]":
        """Return the patches and covers among the newest ``most`` mails of each sender."""
        found = self._rows(
            f"SELECT {_POSTING} FROM (SELECT *, row_number() OVER"
            " (PARTITION BY sender_email ORDER BY date DESC, id DESC) AS place"
            f" FROM message WHERE sender_email {GIVEN})"
            " WHERE place <= ? AND tagged AND NOT is_reply",
            given(emails),
            most,
        )
        return tuple(map(_lookup_posting, found))

    def files_of(self, message_ids: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """Pairs of a message and a file that its diff touches."""
        found = self._rows(
            "SELECT message_id, path FROM message JOIN diff_file ON diff_file.message = message.id"
            f" WHERE message_id {GIVEN}",
            given(message_ids),
        )
        return tuple((name, path) for name, path in found)

    def ids_linking_to_change_id(self, change_id: str) -> tuple[str, ...]:
        """Return messages that link to the change-id, oldest first."""
        return self._names(
            "SELECT DISTINCT message.message_id FROM link_use"
            " JOIN message ON message.id = link_use.message"
            f" WHERE link_use.change_id {GIVEN} ORDER BY message.date, message.id",
            given([change_id]),
        )

    def ids_naming_commits(self) -> tuple[tuple[str, str], ...]:
        """Pairs of a message and a commit that it names in a link or in words, once each."""
        rows = self._rows(
            "SELECT DISTINCT message.message_id, link_use.commit_id FROM link_use"
            " JOIN message ON message.id = link_use.message"
            " WHERE link_use.commit_id IS NOT NULL ORDER BY message.date, message.id"
        )
        return tuple((name, commit) for name, commit in rows)

    def words_of_needs(self) -> tuple[tuple[str, str, str], ...]:
        """Return what mails name in words as works that theirs hang on: each with its Message-ID
        and the address of its sender.
        """
        rows = self._rows(
            "SELECT message.message_id, message.sender_email, remark.word FROM remark"
            " JOIN message ON message.id = remark.message"
            " WHERE remark.kind = 'needs-work' ORDER BY message.date, message.id, remark.n"
        )
        return tuple((name, email, word) for name, email, word in rows)

    def threads_of(self, message_ids: Iterable[str]) -> tuple[str, ...]:
        """Return the messages of the threads of these; see ``thread_ids``."""
        return self._names(_THREAD, given(message_ids))

    def thread_ids(self, message_id: str) -> tuple[str, ...]:
        """Return the messages cached that replies connect with this one, oldest first.

        References and In-Reply-To are followed both ways, also over messages that are not at
        hand; this one itself need not be.
        """
        return self._names(_THREAD, given([message_id]))

    def ids_like(self, start: str, end: str = "") -> tuple[str, ...]:
        """Return messages whose id starts and ends so, case aside; none for two empty strings."""
        if not start + end or "\0" in start + end:
            return ()
        pattern = f"{_literal(start)}%{_literal(end)}"
        return self._names(
            "SELECT message_id FROM message WHERE message_id LIKE ? ESCAPE '\\' ORDER BY 1", pattern
        )

    def check_shares(self) -> dict[tuple[str, str, int], tuple[int, int]]:
        """Return how many results of a machine, context and month (12 a year) fail, and all."""
        rows = self._rows(
            "SELECT iif(m.auto IN ('', 'bot'), m.sender_email, m.auto), v.context,"
            " CAST(strftime('%Y', m.date, 'unixepoch') AS INTEGER) * 12"
            " + CAST(strftime('%m', m.date, 'unixepoch') AS INTEGER) - 1,"
            " sum(v.state = 'fail'), count(*)"
            " FROM verdict AS v JOIN message AS m ON m.id = v.message GROUP BY 1, 2, 3"
        )
        return {(who, what, month): (failed, every) for who, what, month, failed, every in rows}

    def ids_by_commit(self, start: str) -> tuple[str, ...]:
        """Return messages whose notices name a commit that starts so, as far as 12 digits tell."""
        return tuple(self.ids_by_commits([start])[start])

    def ids_by_commits(self, starts: Iterable[str]) -> dict[str, list[str]]:
        """Return the same for many commits, by what was asked for."""
        asked = {one: one[:12].lower() for one in starts}
        known: dict[str, list[str]] = {one: [] for one in asked.values()}
        rows = self._rows(
            "SELECT DISTINCT asked.value, message.message_id FROM json_each(?) AS asked"
            " JOIN notice_item ON commit_id >= asked.value AND commit_id < asked.value || 'g'"
            " JOIN message ON message.id = notice_item.message"
            " ORDER BY message.date, message.id",
            given(one for one in known if len(one) >= 7 and one.isalnum()),
        )
        for digits, name in rows:
            known[digits].append(name)
        return {one: known[digits] for one, digits in asked.items()}

    def sent_by(self, moment: datetime) -> tuple[int, datetime | None]:
        """Return how many messages cached were sent by then, and when the newest of them was."""
        count, newest = self._rows(
            "SELECT count(*), max(date) FROM message WHERE date <= ?", int(moment.timestamp())
        )[0]
        return int(count), None if newest is None else datetime.fromtimestamp(newest, UTC)

    def lists(self) -> tuple[str, ...]:
        """Addresses of the mailing lists that series cached were sent to, by letter."""
        return self._names(
            "SELECT DISTINCT one.value FROM revision, json_each(revision.lists) AS one ORDER BY 1"
        )

    def busiest_lists(self, most: int) -> tuple[str, ...]:
        """Return the addresses of the lists that most postings were sent to."""
        return self._names(
            "SELECT one.value FROM revision, json_each(revision.lists) AS one"
            " GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT ?",
            most,
        )

    def known_until(self) -> datetime | None:
        """When the newest mail of any series was sent, or a thread was fetched; None of nothing."""
        ((at,),) = self._rows(
            "SELECT max(at) FROM (SELECT max(last_date) AS at FROM series"
            " UNION ALL SELECT max(fetched_at) FROM thread_fetch)"
        )
        return None if at is None else datetime.fromtimestamp(at, UTC)

    def series_of(self, message_id: str) -> str | None:
        """Return the id of the series that the message belongs to."""
        found = self._names(
            "SELECT series.id FROM message JOIN membership ON membership.message = message.id"
            f" JOIN series ON series.number = membership.series WHERE message_id {GIVEN} LIMIT 1",
            given([message_id]),
        )
        return found[0] if found else None

    def series_linking(self, page: str) -> tuple[SeriesTitle, ...]:
        """Return series with a mail that links to a page whose URL, up to a number, holds this."""
        holds = "(url LIKE ? ESCAPE '\\' AND NOT url GLOB ?)"
        found = self._rows(
            "SELECT id, title FROM series WHERE number IN ("
            "SELECT series FROM membership"
            f" WHERE message IN (SELECT message FROM link_use WHERE {holds}"
            f" UNION SELECT message FROM verdict WHERE {holds}))"
            " ORDER BY last_date DESC, id",
            *2 * (f"%{_literal(page)}%", f"*{_GLOB_SIGNS.sub('?', _storable(page))}[0-9]*"),
        )
        return tuple(SeriesTitle(*row) for row in found)

    def series_titled(self, words: Sequence[str], most: int) -> tuple[SeriesTitle, ...]:
        """Return series whose title, or that of one patch, has all words; the last active first.

        ``words`` are in lower case, and each may be the beginning of one; beyond ASCII they are
        compared as they are written.
        """
        holds, globs = holds_words(words)
        found = self._rows(
            f"SELECT id, title FROM series WHERE {holds.format('title')} OR number IN ("
            "SELECT series FROM message JOIN membership ON membership.message = message.id"
            f" WHERE tagged AND NOT is_reply AND {holds.format('message.title')})"
            " ORDER BY last_date DESC, id LIMIT ?",
            *globs,
            *globs,
            most,
        )
        return tuple(SeriesTitle(*row) for row in found)


def holds_words(words: Sequence[str]) -> tuple[str, list[str]]:
    """Return the condition that a column, ``{0}``, holds words or beginnings of them; its values.

    ``words`` are in lower case. Without any nothing fits.
    """
    holds = " AND ".join("' ' || lower({0}) GLOB ?" for _ in words) or "0"
    return holds, [f"*[^a-z0-9_]{_GLOB_SIGNS.sub('?', _storable(word))}*" for word in words]


def _lookup_posting(row: Row) -> "PostingMarks":
    from tracker.store.records import PostingMarks

    return PostingMarks(
        message_id=row["message_id"],
        sender=Person(row["sender_name"], row["sender_email"]),
        date=to_moment(row["date"]),
        version=row["version"],
        total=row["total"],
        rfc=bool(row["rfc"]),
    )


def _storable(text: str) -> str:
    """Return the text with what SQLite cannot take, lone surrogates, as question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _literal(text: str) -> str:
    """Return the text with no meaning to LIKE; what cannot be stored matches nothing."""
    return _storable(text).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
