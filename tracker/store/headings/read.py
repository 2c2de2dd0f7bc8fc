# SPDX-License-Identifier: GPL-2.0-or-later
"""Finding mails of which only the header was read."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Self

from tracker.model.headings import UnreadPlace
from tracker.store.mail_lookup import SeriesTitle, holds_words
from tracker.store.reading import ReadOnly, given, to_moment

_BESIDE = """
WITH given (message_id) AS (SELECT value FROM json_each(?1)),
asked (id, answers) AS (
    SELECT id, answers FROM message WHERE message_id IN (SELECT message_id FROM given)),
posted (id, title_number, sender_email, change_id) AS (
    SELECT message.id, title_number, sender_email, change_id FROM asked
        JOIN message ON message.id = asked.id WHERE tagged AND NOT is_reply),
named (message_id) AS (
    SELECT message_id FROM given
    UNION SELECT absent_mail.message_id FROM asked
        JOIN absent_mail ON absent_mail.id = asked.answers
    UNION SELECT absent_mail.message_id FROM asked
        JOIN message_target ON message_target.message = asked.id
        JOIN absent_mail ON absent_mail.id = message_target.target
    UNION SELECT link_use.message_id FROM posted
        JOIN link_use ON link_use.message = posted.id WHERE link_use.message_id IS NOT NULL),
roots (root) AS (
    SELECT heading.root FROM named JOIN heading ON heading.message_id = named.message_id
    UNION SELECT heading.root FROM named JOIN heading ON heading.root = named.message_id
    UNION SELECT heading.root FROM posted JOIN heading
        ON heading.title_number = posted.title_number
        AND heading.sender_email = posted.sender_email
        WHERE posted.title_number AND NOT heading.is_reply
    UNION SELECT heading.root FROM posted JOIN heading ON heading.change_id = posted.change_id)
SELECT archive, key, arrived FROM heading WHERE root IN (SELECT root FROM roots)
ORDER BY heading.id LIMIT ?2
"""
"""What hangs on some mails: their threads, and the threads of what they continue or link to."""


class HeadingReader(ReadOnly):
    """What is known of mails that are not read yet."""

    @classmethod
    def beside(cls, reader: ReadOnly) -> Self:
        """Return one that asks through the connection of another."""
        return cls(reader._connection, reader._path)

    def count_headings(self, archive: int) -> int:
        """Return of how many mails of an archive only the header was read."""
        return int(self._rows("SELECT count(*) FROM heading WHERE archive = ?", archive)[0][0])

    def keys_of_headings(self, archive: int) -> tuple[str, ...]:
        """Return where in an archive the mails lie of which only the header was read."""
        return self._names("SELECT key FROM heading WHERE archive = ?", archive)

    def ids_of(self, archive: int) -> tuple[str, ...]:
        """Return the Message-IDs of what was read of an archive."""
        return self._names("SELECT message_id FROM message WHERE archive = ?", archive)

    def unread_places(self, archive: int, most: int) -> Iterator[UnreadPlace]:
        """Yield where the unread mails of an archive lie, ``most`` looked up at a time.

        Rows may go while it runs.
        """
        last = 0
        sql = (
            "SELECT archive, key, arrived, id FROM heading WHERE archive = ? AND id > ?"
            " ORDER BY id LIMIT ?"
        )
        while found := self._rows(sql, archive, last, most):
            last = found[-1]["id"]
            yield from map(_place_of, found)

    def unread_beside(self, message_ids: Iterable[str], most: int) -> tuple[UnreadPlace, ...]:
        """Return where the unread mails lie that hang together with some mails.

        These may be unread themselves. At most ``most``, the newest of each archive first.
        """
        return tuple(map(_place_of, self._rows(_BESIDE, given(message_ids), most)))

    def unread_of_change(self, change_id: str) -> tuple[str, ...]:
        """Return the unread mails that carry a change-id, the newest of each archive first."""
        return self._names(
            "SELECT message_id FROM heading WHERE change_id = ? ORDER BY is_reply, id", change_id
        )

    def is_unread(self, message_id: str) -> bool:
        """Return whether only the header of a mail was read."""
        return bool(self._rows("SELECT 1 FROM heading WHERE message_id = ? LIMIT 1", message_id))

    def unread_like(self, start: str, end: str) -> tuple[str, ...]:
        """Return the unread mails whose Message-ID begins and ends so."""
        return self._names(
            "SELECT message_id FROM heading WHERE substr(message_id, 1, length(?1)) = ?1"
            " AND (?2 = '' OR substr(message_id, -length(?2)) = ?2) ORDER BY is_reply, id",
            start,
            end,
        )

    def unread_titled(self, words: Sequence[str], most: int) -> tuple[SeriesTitle, ...]:
        """Return unread postings whose title has all these words, as ``series_titled``.

        Rows are looked through, a million in a second.
        """
        holds, globs = holds_words(words)
        sql = (
            "SELECT message_id, title, min(id) FROM heading"
            f" WHERE NOT is_reply AND {holds.format('title')}"
            " GROUP BY title_number ORDER BY min(id) LIMIT ?"
        )
        found = self._rows(sql, *globs, most)
        return tuple(SeriesTitle(row["message_id"], row["title"]) for row in found)


def _place_of(row: sqlite3.Row) -> UnreadPlace:
    arrived = row["arrived"]
    return UnreadPlace(row["archive"], row["key"], None if arrived is None else to_moment(arrived))
