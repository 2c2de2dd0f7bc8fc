# SPDX-License-Identifier: GPL-2.0-or-later
"""Asking the open database: what every query of the readers goes through."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tracker.errors import Broken
from tracker.store.connect import PATIENCE, Outdated, open_to_read
from tracker.store.faults import told_plainly

GIVEN = "IN (SELECT value FROM json_each(?))"
"""Stands for "one of these"; its parameter is made by ``given``. One query serves any number."""


def given(values: Iterable[str] | Iterable[int]) -> str:
    """The parameter of ``GIVEN``. A NUL, which JSON in SQLite cuts off, is in no stored name."""
    kept = [v for v in values if not (isinstance(v, str) and "\0" in v)]
    return json.dumps(kept)


class ReadOnly:
    """A database opened read-only, also while a writer is at it.

    Use it as a context manager. A connection serves the thread that opened it. Every method
    raises Broken where the file turns out damaged.
    """

    _asked_often = False
    """Many series are asked about: what all of them ask is laid beside the tables once."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    @classmethod
    def open(cls, path: Path, *, patience: float = PATIENCE) -> Self | None:
        """Return the database at ``path``; None where there is none yet, or an empty one.

        One of an older version is brought up to date first. Raises Broken for a file that is
        damaged, locked, not ours, of a newer version, or old where it cannot be written.
        """
        try:
            connection = open_to_read(path, patience)
        except Outdated as old:
            from tracker.store.migrations import upgrade

            try:
                upgrade(path, patience)
            except Broken as error:
                raise Broken(f"{old}, and cannot be brought up to date: {error}") from error
            connection = open_to_read(path, patience)
        return None if connection is None else cls(connection, path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _rows(self, sql: str, *values: str | int) -> list[sqlite3.Row]:
        with told_plainly(self._path):
            return self._connection.execute(sql, values).fetchall()

    def _tuples(self, sql: str, *values: str | int) -> list[tuple[Any, ...]]:
        """Return the answer as plain tuples, for many rows whose columns are all taken."""
        with told_plainly(self._path):
            cursor = self._connection.cursor()
            cursor.row_factory = None
            return cursor.execute(sql, values).fetchall()

    def _names(self, sql: str, *values: str | int) -> tuple[str, ...]:
        """Return the first column of the answer."""
        return tuple(row[0] for row in self._rows(sql, *values))

    @contextmanager
    def _at_once(self) -> Iterator[None]:
        """Several queries that see the same state, whatever a writer does meanwhile."""
        if self._connection.in_transaction:
            yield
            return
        self._rows("BEGIN")
        try:
            yield
        finally:
            self._connection.rollback()


def to_moment(value: int) -> datetime:
    """Seconds since 1970 as a point in time."""
    return datetime.fromtimestamp(value, UTC)


def moment_or_none(value: int | None) -> datetime | None:
    """Return a stored moment that may not be known."""
    return None if value is None else to_moment(value)
