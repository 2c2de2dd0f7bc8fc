# SPDX-License-Identifier: GPL-2.0-or-later
"""Finding mails by their words."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from tracker.model.people import Person
from tracker.store.reading import ReadOnly, to_moment

SERIES_HOLDING = (
    "SELECT series.id FROM message_text"
    " JOIN text_row ON text_row.id = message_text.rowid"
    " JOIN message ON message.id = text_row.message"
    " JOIN membership ON membership.message = message.id"
    " JOIN series ON series.number = membership.series"
    " WHERE message_text MATCH {match} AND message.date <= {until}"
)
"""Ids of series with a mail that holds the words."""
_FOUND = (
    " FROM message_text JOIN text_row ON text_row.id = message_text.rowid"
    " JOIN message ON message.id = text_row.message"
    " WHERE message_text MATCH ?1 AND message.date <= ?2"
)
_SERIES = (
    "(SELECT series.id FROM membership JOIN series ON series.number = membership.series"
    " WHERE membership.message = message.id LIMIT 1)"
)
_ORDERS = {True: "message_text.rank, message.date DESC", False: "message.date DESC, message.id"}


class TextHit(NamedTuple):
    """A mail that holds the words."""

    message_id: str
    subject: str
    sender: Person
    date: datetime
    series: str | None
    """Id of the series it belongs to."""


class TextReader(ReadOnly):
    """The full-text index."""

    def series_holding(self, match: str, until: datetime) -> tuple[str, ...]:
        """Return ids of the series of which a mail sent by then holds an expression of FTS5."""
        sql = SERIES_HOLDING.format(match="?", until="?")
        return self._names(f"SELECT DISTINCT * FROM ({sql})", match, int(until.timestamp()))

    def mails_holding(
        self,
        match: str,
        until: datetime,
        most: int,
        *,
        best_first: bool,
        series: Iterable[str] | None = None,
    ) -> tuple[int, tuple[TextHit, ...]]:
        """Return how many mails sent by then hold an expression of FTS5, and ``most`` of them.

        The newest first, or the best match. ``series`` are ids that they must be part of.
        """
        at = int(until.timestamp())
        values: tuple[str | int, ...] = (match, at)
        where = _FOUND
        if series is not None:
            where += f" AND {_SERIES} IN (SELECT value FROM json_each(?3))"
            values = (*values, json.dumps(list(series)))
        total = int(self._rows(f"SELECT count(*){where}", *values)[0][0])
        found = self._rows(
            "SELECT message.message_id, message.subject, message.sender_name,"
            f" message.sender_email, message.date, {_SERIES} AS series{where}"
            f" ORDER BY {_ORDERS[best_first]} LIMIT {int(most)}",
            *values,
        )
        return total, tuple(
            TextHit(name, subject, Person(who, email), to_moment(date), home)
            for name, subject, who, email, date, home in found
        )

    def without_text(self) -> int:
        """Return how many messages are not in the index: an older version stored them."""
        return int(
            self._rows("SELECT (SELECT count(*) FROM message) - (SELECT count(*) FROM text_row)")[
                0
            ][0]
        )
