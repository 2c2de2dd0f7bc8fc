# SPDX-License-Identifier: GPL-2.0-or-later
"""The scripts of docs/backup.md, run by a shell as they stand there."""

import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import TOP, Tracker
from tests.cli.threads import GADGETS, V1

TABLES = ("tracked", "seen", "note", "label", "queue", "snooze", "said_link", "mark")


@pytest.fixture
def scripts(tmp_path: Path) -> dict[str, Path]:
    """Each block of the page as a file, by the word that it starts with."""
    found = {}
    page = (TOP / "docs" / "backup.md").read_text()
    for name, text in re.findall(r"^```sh\n# (\w+) [^\n]*\n(.*?)^```$", page, re.M | re.S):
        found[name] = tmp_path / f"{name}.sh"
        found[name].write_text(f"set -eu\n{text}")
    return found


def sh(script: Path, *words: Path) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["sh", script, *words], env={**os.environ, "PATH": path}, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


def rows(database: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(database)) as db:
        return {name: db.execute(f"SELECT * FROM {name}").fetchall() for name in TABLES}


def test_what_was_said_is_saved_and_restored(
    tracker: Tracker,
    mails: Path,
    environment: Path,
    tmp_path: Path,
    scripts: dict[str, Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Also where a table is empty; on the other machine nothing else is lost."""
    tracker("index", mails)
    for words in (
        ("track", V1),
        ("seen", V1),
        ("note", V1, "-m", 'two lines\nand "quotes" ß'),
        ("snooze", V1, "--until", "v9"),
        ("label", V1, "+todo"),
        ("queue", GADGETS, V1),
        ("link", GADGETS, "companion", "https://example.org/pull/7"),
    ):
        assert tracker(*words, "--offline").status == 0
    before = rows(environment / "tracker.db")
    assert [name for name in TABLES if not before[name]] == ["mark"]
    sh(scripts["save"], environment / "tracker.db", tmp_path / "saved")
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path / "other"))
    tracker("index", mails)
    tracker("track", GADGETS, "--offline")
    for _ in range(2):
        sh(scripts["restore"], tmp_path / "other" / "tracker.db", tmp_path / "saved")
    after = rows(tmp_path / "other" / "tracker.db")
    assert {row[0] for row in after["tracked"]} == {before["tracked"][0][0], GADGETS}
    assert {name: after[name] for name in TABLES[1:]} == {name: before[name] for name in TABLES[1:]}
    assert tracker("doctor", "--offline").status == 0
