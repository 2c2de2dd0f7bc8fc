# SPDX-License-Identifier: GPL-2.0-or-later
"""A copy of what the user recorded, beside the database: what a damaged one cannot give back.

It is written within the transaction that changes it, so that two programs never write an older one
over a newer one. The database is the truth: where the copy cannot be written, nothing fails.
"""

import os
import sqlite3
import tempfile
from contextlib import suppress
from pathlib import Path

from tracker.store.recorded.lines import archive_line, stored_rows, text_of


def copy_path(database: Path) -> Path:
    """Return where the copy of a database lies."""
    return database.with_name(f"{database.stem}.recorded.jsonl")


def write_copy(connection: sqlite3.Connection, database: Path) -> None:
    """Write what is recorded now, whole or not at all: one that is there is never an old one."""
    place = copy_path(database)
    try:
        _replace_copy(place, text_of(stored_rows(connection)) + _archive_lines(connection))
    except OSError:
        with suppress(OSError):
            place.unlink()


def _archive_lines(connection: sqlite3.Connection) -> str:
    """Return where mail was read from: what is read again where the database is made again."""
    rows = connection.execute("SELECT kind, path, url FROM archive ORDER BY id").fetchall()
    return "".join(f"{archive_line(*row)}\n" for row in rows)


def _replace_copy(place: Path, text: str) -> None:
    number, name = tempfile.mkstemp(prefix=f".{place.name}.", dir=place.parent)
    try:
        with os.fdopen(number, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(number)
        Path(name).replace(place)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def set_aside(database: Path) -> None:
    """Keep the copy of an earlier database at this place from being written over by a new one."""
    place = copy_path(database)
    with suppress(OSError):
        if place.exists():
            names = (f"{place.name}.{number}" for number in range(1, 1000))
            place.rename(next(one for name in names if not (one := place.with_name(name)).exists()))


def copies_aside(database: Path) -> tuple[Path, ...]:
    """Return the copies of earlier databases at this place, the oldest first."""
    found = database.parent.glob(f"{copy_path(database).name}.[0-9]*")
    return tuple(sorted(found, key=lambda one: (len(one.name), one.name)))
