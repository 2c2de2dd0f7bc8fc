# SPDX-License-Identifier: GPL-2.0-or-later
"""Check sums of what is stored: a flipped bit or a torn page never becomes an answer.

SQLite has no check sums of its own: text with another letter in it, or a page of an older state,
reads as well as any other (https://sqlite.org/cksumvfs.html). So every mail, series and row of the
board bears the CRC-32 of what was written of it, its rows in other tables included, and whoever
reads it compares. Rows of older databases have none and are not compared until they are made again.
"""

import marshal
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import Any
from zlib import crc32

from tracker.errors import Broken
from tracker.model.people import Person
from tracker.store.faults import DAMAGED

_OF_MESSAGE = (
    "message_id", "abridged", "subject", "title", "is_reply", "tagged", "version", "label",
    "position", "total", "rfc", "resend", "pull", "stable", "words", "sender_name", "sender_email",
    "author_name", "author_email", "date", "answers", "bot", "auto", "has_stat", "change_id",
    "base_commit", "own_lines", "by_list", "date_from",
)  # fmt: skip
"""Of a row of ``message`` all that is of the mail itself and as old as the sums, in that order."""
Values = Sequence[object]


def message_values(row: Values) -> tuple[object, ...]:
    """Return what of a row of ``message`` is summed up."""
    return _of_message()(row)


@cache
def _of_message() -> Callable[[Values], tuple[object, ...]]:
    from tracker.store.mail_tables import MESSAGE

    return itemgetter(*map(MESSAGE.names.index, _OF_MESSAGE))


def sum_of(head: Values, parts: Iterable[tuple[str, Sequence[Values]]], shared: bytes = b"") -> int:
    """Return the sum of a row and of the rows that hang on it, by table.

    Of those the first column, the number of the row they hang on, does not count; tables without
    rows neither, so that a new table leaves the sums of old rows as they are. ``shared`` are rows
    that many share, written out by ``written``.
    """
    named = [(name, [_plain(row[1:]) for row in rows]) for name, rows in parts if rows]
    return crc32(shared, crc32(written((_plain(head), named))))


def written(values: Any) -> bytes:
    """Return values as bytes, which are the same for equal values in any program and year.

    What ``marshal`` writes takes a quarter of the time of ``repr``. Its second format is the last
    in which nothing depends on who else holds a value.
    """
    return marshal.dumps(values, 2)


def people_written(people: Iterable[Person]) -> bytes:
    """Return the people of a set as ``written`` does; nothing of none."""
    named = [(one.name, one.email) for one in people]
    return written(named) if named else b""


def text_sum(text: str) -> int:
    """Return the sum of a text."""
    return crc32(text.encode("utf-8", "surrogatepass"))


class SumCheck:
    """Compares sums with rows that were read from one file."""

    def __init__(self, path: Path, tables: Mapping[str, Mapping[int, Sequence[Values]]]) -> None:
        """Take the rows that hang on those to be checked, by table and by the number of those.

        They are tuples as SQLite gave them, without their first column.
        """
        self._path = path
        self._tables = tuple(tables.items())

    def check(self, number: int, head: Values, kept: int | None, shared: bytes = b"") -> None:
        """Raise Broken where a row, or what hangs on it, is not as it was written."""
        if kept is not None:
            named = [(name, one[number]) for name, one in self._tables if number in one]
            compare(self._path, crc32(shared, crc32(written((head, named)))), kept)


def compare(path: Path, now: int, kept: int | None) -> None:
    """Raise Broken where a sum that was kept is another now."""
    if kept is not None and now != kept:
        raise Broken(f"the database {path} {DAMAGED}")


def _plain(values: Values) -> tuple[object, ...]:
    """Return values as SQLite gives them back: flags are numbers, words of an enum are text."""
    return tuple(
        one if one is None or type(one) in (int, str, bytes) else _plain_value(one)
        for one in values
    )


def _plain_value(value: object) -> object:
    if isinstance(value, int):
        return int(value)
    return str(value) if isinstance(value, str) else value
