# SPDX-License-Identifier: GPL-2.0-or-later
"""Series that an answer may be about, found in SQL, so that the others are not judged.

Each method returns at least the series that are asked for, and perhaps more.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from tracker.store.reading import ReadOnly

if TYPE_CHECKING:
    from tracker.model.query import Term

_AUTHOR = ("author_name", "author_email")
_COLUMNS = {
    "title": ("title",),
    "list": ("lists",),
    "author": _AUTHOR,
    "": ("title", "lists", *_AUTHOR),
}
"""By ``Field``: where a posting has what it asks for."""
_OF_A_LISTED_PATCH = """
SELECT membership.series FROM message AS notice
    JOIN {table} AS item ON item.message = notice.id
    JOIN message AS patch ON patch.title = item.title
    JOIN membership ON membership.message = patch.id
    WHERE notice.date > ?1 AND notice.date <= ?2 AND item.title <> ''
"""
_MOVED = f"""
SELECT id FROM series WHERE last_date > ?1
    OR number IN ({_OF_A_LISTED_PATCH.format(table="notice_item")})
    OR number IN ({_OF_A_LISTED_PATCH.format(table="verdict")})
    OR number IN (SELECT membership.series FROM message AS notice
        JOIN link_use ON link_use.message = notice.id
        JOIN message AS target ON target.message_id = link_use.message_id
        JOIN membership ON membership.message = target.id
        WHERE notice.date > ?1 AND notice.date <= ?2)
    OR number IN (SELECT membership.series FROM message AS notice
        JOIN verdict ON verdict.message = notice.id
        JOIN message AS target ON target.message_id = verdict.target
        JOIN membership ON membership.message = target.id
        WHERE notice.date > ?1 AND notice.date <= ?2)
"""


class CandidateReader(ReadOnly):
    """Which series are worth judging."""

    def series_sent(self, terms: "Sequence[Term]", until: datetime) -> tuple[str, ...]:
        """Return series with a posting sent by then, in which the values of each term are.

        Terms that no posting can show, negated ones and those for ``me`` narrow nothing. In the
        order of ``Reader.all_series``.
        """
        self._connection.create_function("folded", 1, _folded, deterministic=True)
        where = ["first_date <= ?"]
        values: list[str | int] = [int(until.timestamp())]
        for term in terms:
            columns = _COLUMNS.get(term.field.value, ())
            if term.negated or term.me or not columns or not term.values:
                continue
            holds = [f"instr(folded({one}), ?)" for _ in term.values for one in columns]
            where.append(f"number IN (SELECT series FROM revision WHERE {' OR '.join(holds)})")
            values += [value for value in term.values for _ in columns]
        return self._names(
            f"SELECT id FROM series WHERE {' AND '.join(where)} ORDER BY last_date, id", *values
        )

    def series_moved(self, since: datetime, until: datetime) -> tuple[str, ...]:
        """Return series that got a mail after a moment, or that one by then lists or links to."""
        return self._names(_MOVED, int(since.timestamp()), int(until.timestamp()))

    def series_landed_since(self, since: datetime) -> tuple[str, ...]:
        """Return series whose row on the board says that a patch got further after a moment."""
        return self._names(
            "SELECT series FROM board_row WHERE landed_at > ?", int(since.timestamp())
        )


def _folded(text: object) -> str:
    from tracker.model.query import fold

    return fold(str(text))
