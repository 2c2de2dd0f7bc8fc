# SPDX-License-Identifier: GPL-2.0-or-later
"""Whether somebody has written to the database since one looked."""

import sqlite3
from pathlib import Path
from threading import Lock


class Stamp:
    """Tells that anybody, another process too, has written to a database; safe on any thread.

    SQLite counts the commits of others for a connection that stays open
    (https://sqlite.org/pragma.html#pragma_data_version).
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None
        self._seen = -1
        self._number = 0
        self._lock = Lock()

    def read(self) -> int:
        """Return a number that differs after a write since the last call; cheap."""
        with self._lock:
            version = self._version()
            if version != self._seen:
                self._seen = version
                self._number += 1
            return self._number

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._drop()

    def _version(self) -> int:
        """Return what SQLite counts; -1 without a file. A fault is told by whoever reads next."""
        try:
            told = self._path.stat()
            if self._file != (told.st_dev, told.st_ino):
                self._open((told.st_dev, told.st_ino))
            assert self._connection is not None
            ((version,),) = self._connection.execute("PRAGMA data_version").fetchall()
        except FileNotFoundError:
            self._drop()
            return -1
        except (OSError, sqlite3.Error):
            return self._seen
        return int(version)

    def _open(self, file: tuple[int, int]) -> None:
        """Open the file, or another that has taken its place."""
        self._drop()
        self._number += 1
        uri = f"{self._path.absolute().as_uri()}?mode=ro"
        self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        self._file = file

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = self._file = None
