# SPDX-License-Identifier: GPL-2.0-or-later
"""What SQLite says goes wrong, as a sentence for the user."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tracker.errors import Broken

MEND = "'tracker doctor --mend' saves what you recorded, and makes the rest again"
DAMAGED = f"is damaged; {MEND}"
_ROOM = 64 << 10
"""Bytes: two pieces of the index that programs share (https://sqlite.org/walformat.html)."""
_SENTENCES = {
    sqlite3.SQLITE_BUSY: "is locked by another program; try again when that has finished",
    sqlite3.SQLITE_LOCKED: "is locked by another program; try again when that has finished",
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: f"is no database, or its start is damaged; {MEND}",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened",
    sqlite3.SQLITE_READONLY: "cannot be written",
    sqlite3.SQLITE_PERM: "may not be opened",
    sqlite3.SQLITE_IOERR: "cannot be read or written: the disk reports a fault",
    sqlite3.SQLITE_FULL: "cannot be written: the disk is full",
}
"""By primary result code (https://sqlite.org/rescode.html); any other is a fault of ours."""


@contextmanager
def told_plainly(path: Path) -> Iterator[None]:
    """Turn what can go wrong with the file at ``path`` into ``Broken``; our own faults pass."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        if "Could not decode to UTF-8" in str(error):
            # Python's own check of a text column, without a code of SQLite's: a flipped byte.
            code = sqlite3.SQLITE_CORRUPT
        if code not in _SENTENCES:
            raise
        if code == sqlite3.SQLITE_IOERR and _is_full(path):
            code = sqlite3.SQLITE_FULL
        said = _SENTENCES[code]
        if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY) and _is_read_only(path):
            said = "cannot be written: the file system is read-only"
        raise Broken(f"the database {path} {said}") from error
    except UnicodeDecodeError as error:
        # The text of SQLite's own error quotes a schema that is damaged.
        raise Broken(f"the database {path} {DAMAGED}") from error


def _is_read_only(path: Path) -> bool:
    """Return whether the file system was mounted for reading alone."""
    with suppress(OSError):
        return bool(os.statvfs(path.parent).f_flag & os.ST_RDONLY)
    return False


def _is_full(path: Path) -> bool:
    """Return whether there is no room for the files that SQLite makes beside the database."""
    import shutil

    with suppress(OSError):
        return shutil.disk_usage(path.parent).free < _ROOM
    return False
