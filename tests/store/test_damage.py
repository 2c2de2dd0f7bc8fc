# SPDX-License-Identifier: GPL-2.0-or-later
"""Damage that SQLite has no code for, and who may read the file."""

import sqlite3
from pathlib import Path

import pytest

from tracker.errors import Broken
from tracker.store.faults import told_plainly
from tracker.store.save import Writer


def test_text_that_does_not_decode_is_damage_and_no_fault_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "t.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t (x TEXT)")
        connection.execute("INSERT INTO t VALUES (CAST(X'C3280A' AS TEXT))")
        with pytest.raises(Broken, match="is damaged"), told_plainly(path):
            connection.execute("SELECT x FROM t").fetchall()


def test_a_new_database_is_private(tmp_path: Path) -> None:
    path = tmp_path / "home" / "tracker.db"
    with Writer(path):
        files = [one for one in path.parent.iterdir() if one.is_file()]
        assert path in files
        assert all(one.stat().st_mode & 0o077 == 0 for one in files)
