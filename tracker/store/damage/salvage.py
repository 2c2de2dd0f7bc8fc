# SPDX-License-Identifier: GPL-2.0-or-later
"""Reading what can be read of a damaged database, row by row."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from tracker.lazy_dataclass import dataclass
from tracker.model.mail import ArchiveKind
from tracker.store.columns import ColumnKind, Table
from tracker.store.recorded.copy import copy_path
from tracker.store.recorded.lines import CARRIED, RecordedRow, archive_lines, readable_lines

_ARCHIVES = "SELECT kind, path, url FROM archive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Salvaged:
    """What was read of a damaged database, and of the copy beside it."""

    rows: tuple[RecordedRow, ...]
    """What the user recorded."""
    whole: bool
    """Whether that is surely all of it: no row, and no line of the copy, was unreadable."""
    archives: tuple[tuple[ArchiveKind, str, str | None], ...]
    """The archives that were read: kind, path and URL."""


def salvage(database: Path) -> Salvaged:
    """Read what the user recorded, from the copy where there is one, and which archives were read.

    The copy is as new as the last word that was recorded, so the rows of the damaged file are read
    only where it is missing or damaged itself.
    """
    try:
        data = copy_path(database).read_bytes()
    except OSError:
        data = b""
    copied, whole = readable_lines(data)
    archives: list[Sequence[object]] = [*archive_lines(data)]
    rows: list[RecordedRow] = list(copied)
    try:
        with closing(_opened(database)) as connection:
            archives += [one for one in _rows(connection, _ARCHIVES)[0] if one not in archives]
            if not whole:
                found, whole = _recorded_rows(connection)
                known = {(one.table.name, one.values) for one in rows}
                rows += [one for one in found if (one.table.name, one.values) not in known]
    except (sqlite3.Error, OSError, UnicodeDecodeError):
        pass
    kinds = {one.value: one for one in ArchiveKind}
    return Salvaged(
        rows=tuple(rows),
        whole=whole,
        archives=tuple(
            (kinds[str(kind)], str(path), str(url) if url is not None else None)
            for kind, path, url in archives
            if kind in kinds
        ),
    )


def _opened(database: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)
    # A flipped bit must not hide the rest of a note.
    connection.text_factory = lambda data: data.decode("utf-8", "replace")
    return connection


def _recorded_rows(connection: sqlite3.Connection) -> tuple[list[RecordedRow], bool]:
    found: list[RecordedRow] = []
    whole = True
    for table in CARRIED:
        rows, fine = _rows(connection, table.select)
        made = [RecordedRow(table, tuple(row)) for row in rows]  # type: ignore[arg-type]
        sound = [one for one in made if _is_sound(table, one.values)]
        whole = whole and fine and len(sound) == len(made)
        found += sound
    return found, whole


def _rows(connection: sqlite3.Connection, sql: str) -> tuple[list[Sequence[object]], bool]:
    """Return what a query yields until it meets damage, from its start and from its end."""
    found: dict[Sequence[object], None] = {}
    try:
        found.update(_until_damage(connection, sql))
        return list(found), True
    except sqlite3.Error:
        pass
    for order in ("", " ORDER BY 1 DESC"):
        rows = _until_damage(connection, sql + order)
        try:
            for row, _ in rows:
                found[row] = None
        except sqlite3.Error:
            continue
    return list(found), False


def _until_damage(
    connection: sqlite3.Connection, sql: str
) -> Iterator[tuple[Sequence[object], None]]:
    for row in connection.execute(sql):
        yield tuple(row), None


def _is_sound(table: Table, values: Sequence[object]) -> bool:
    """Return whether the values are of the columns' types."""
    kinds: dict[ColumnKind, type] = {ColumnKind.TEXT: str, ColumnKind.INTEGER: int}
    return all(
        (value is None and column.null) or isinstance(value, kinds.get(column.kind, bytes))
        for column, value in zip(table.columns, values, strict=True)
    )
