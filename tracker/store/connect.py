# SPDX-License-Identifier: GPL-2.0-or-later
"""Opening the database file, for reading or for writing, and telling whose it is."""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from tracker.errors import Broken
from tracker.store.faults import DAMAGED, MEND, told_plainly

APPLICATION_ID = 0x74726B72
"""``trkr`` in the header of the file tells our databases from others (PRAGMA application_id)."""
VERSION = 25
"""The number of the newest step in ``migrations``; PRAGMA user_version of a database that has it.
It stands here so that a reader need not import every table."""
PATIENCE = 5.0
"""Seconds to wait for another program that holds the database."""
_NO_ROOM = (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN)
"""What SQLite says where it can make no file beside the database."""
_KERNELS = (("proc",), ("sys",))
_HEADER = """
SELECT user_version, application_id,
    (SELECT count(*) FROM sqlite_schema WHERE tbl_name <> '_sqlite_migrations')
FROM pragma_user_version, pragma_application_id
"""


class Outdated(Broken):
    """A database of an older version, which a writer brings up to date."""


def open_to_read(path: Path, patience: float = PATIENCE) -> sqlite3.Connection | None:
    """Return a connection that cannot write; None where there is no database yet.

    Raises Broken for a file that is damaged, locked, not ours, or of a newer version, or in a
    folder that cannot be; Outdated for one of an older version.
    """
    if not path.exists():
        _need_folder(path.parent)
        return None
    _refuse_empty(path)
    with told_plainly(path):
        try:
            connection, version = _reading(path, patience)
        except sqlite3.OperationalError as error:
            code = error.sqlite_errorcode & 0xFF
            if code == sqlite3.SQLITE_READONLY:
                _recover(path, patience)
                connection, version = _reading(path, patience)
            elif code in _NO_ROOM:
                connection, version = _reading_alone(path, patience)
            else:
                raise
    if version == VERSION:
        return connection
    connection.close()
    if version == 0:
        raise Broken(f"the database {path} {DAMAGED}")
    raise Outdated(
        f"the database {path} was made by an older tracker (schema {version}, now {VERSION})"
    )


def _need_folder(folder: Path) -> None:
    """Raise Broken where a folder that is not there cannot be made either, or is none.

    Else a mistyped ``TRACKER_HOME`` would look like a new one.
    """
    there = next(one for one in (folder, *folder.parents) if one.exists())
    if not there.is_dir():
        raise Broken(f"the folder {folder} cannot be made: {there} is a file")
    # The file systems of the kernel let root write, and then make no folder.
    if there != folder and (not os.access(there, os.W_OK) or there.parts[1:2] in _KERNELS):
        raise Broken(f"the folder {folder} cannot be made: no folder can be made in {there}")


def _reading(path: Path, patience: float, how: str = "") -> tuple[sqlite3.Connection, int]:
    """Return a connection that cannot write, and the version of the schema that it found."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=ro{how or _fixed(path)}",
        uri=True,
        timeout=patience,
        isolation_level=None,
    )
    connection.row_factory = sqlite3.Row
    try:
        connection.execute("PRAGMA cell_size_check = ON")
        return connection, version_of(connection, path)
    except BaseException:
        connection.close()
        raise


def _reading_alone(path: Path, patience: float) -> tuple[sqlite3.Connection, int]:
    """Return what ``_reading`` does, where the file beside the database that programs share cannot
    be made, as on a full disk (https://sqlite.org/wal.html#sometimes_queries_return_sqlite_busy).

    What a killed writer left to be read is found through an index in memory, which wants the
    database for itself.
    """
    if not _is_pending(path):
        return _reading(path, patience, "&immutable=1")
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=patience, isolation_level=None
    )
    connection.row_factory = sqlite3.Row
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("PRAGMA query_only = ON")
        return connection, version_of(connection, path)
    except BaseException:
        connection.close()
        raise


def _is_pending(path: Path) -> bool:
    """Return whether something was written that is not in the database file yet."""
    try:
        return path.with_name(f"{path.name}-wal").stat().st_size > 0
    except OSError:
        return False


def _recover(path: Path, patience: float) -> None:
    """Undo what a killed writer left half done, which a connection that only reads may not.

    SQLite does it at the first look of one that may write (https://sqlite.org/lockingv3.html).
    """
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=patience, isolation_level=None
    )
    try:
        version_of(connection, path)
    finally:
        connection.close()


def _fixed(path: Path) -> str:
    """Says to SQLite that no one can change the file.

    Reading a file in WAL mode makes others beside it, which a folder that cannot be written
    forbids (https://sqlite.org/wal.html#read_only_databases).
    """
    return "" if _is_pending(path) or os.access(path.parent, os.W_OK) else "&immutable=1"


def open_to_write(path: Path, patience: float = PATIENCE) -> sqlite3.Connection:
    """Return a connection that can write to a file that is there; ``migrations.create`` makes one.

    Raises Broken for a file that is damaged, locked, not ours, or of a newer version.
    """
    with told_plainly(path):
        _refuse_empty(path)
        connection = sqlite3.connect(path, timeout=patience, isolation_level=None)
        try:
            version_of(connection, path)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA cell_size_check = ON")
        except BaseException:
            connection.close()
            raise
    return connection


def _refuse_empty(path: Path) -> None:
    """Raise Broken for a file without a byte: a new database is whole from its first moment on."""
    with suppress(OSError):
        if path.stat().st_size == 0 and path.is_file():
            raise Broken(f"the database {path} is empty, as a crash leaves it; {MEND}")


def version_of(connection: sqlite3.Connection, path: Path) -> int:
    """Return the number of the newest step the database has; 0 for an empty one.

    Raises Broken for a file that another program, or a newer version of this one, has made.
    """
    # One statement sees one state, also while another program makes the schema.
    version, application, tables = connection.execute(_HEADER).fetchone()
    if application != APPLICATION_ID and (tables or version or application):
        raise Broken(f"the database {path} is not the tracker's; move it away")
    if version > VERSION:
        raise Broken(
            f"the database {path} was made by a newer tracker (schema {version}, this one knows"
            f" {VERSION}); use that one, or move the file away"
        )
    return int(version)
