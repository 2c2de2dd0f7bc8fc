# SPDX-License-Identifier: GPL-2.0-or-later
"""A disk without room: what is cached is shown, writing says so, and nothing is half there."""

import os
import resource
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Ran, Tracker, eml_folder
from tests.cli.threads import EVERY_MAIL, GADGETS, V1
from tracker.cli import run

pytestmark = pytest.mark.slow

READS = (
    ("show", V1, "--offline"),
    ("list", "--all", "--offline"),
    ("report", "--all", "--offline"),
    ("graph", V1, "--offline"),
    ("note", V1, "--offline"),
    ("export",),
)
WRITES = (
    ("note", V1, "-m", "Ask Jo.", "--offline"),
    ("untrack", V1),
    ("track", GADGETS, "--offline"),
    ("undo",),
    ("rebuild",),
)


def fill(home: Path) -> None:
    """A home with mail, a tracked series and a note."""
    mails = eml_folder(home.parent / "mails", EVERY_MAIL)
    for words in (
        ("index", str(mails)),
        ("track", V1, "--offline"),
        ("note", V1, "-m", "Ask Mia.", "--offline"),
        ("list", "--all", "--offline"),
    ):
        assert run(list(words)) == 0


def is_a_line(ran: Ran) -> bool:
    return ran.status == 5 and not ran.out and ran.err.count("\n") == 1


def no_bytes() -> None:
    """No file may grow: each write fails as on a full disk, with EFBIG in place of ENOSPC."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def test_where_no_file_can_grow_reading_goes_on_and_writing_says_so(
    tracker: Tracker, process: Tracker, environment: Path
) -> None:
    fill(environment)
    reads = (READS[0], READS[1], READS[-1])
    before = [tracker(*words) for words in reads]
    for left in ("-wal", "-shm"):
        environment.joinpath(f"tracker.db{left}").unlink(missing_ok=True)
    for words, old in zip(reads, before, strict=True):
        ran = process(*words, preexec_fn=no_bytes)
        assert (ran.status, ran.out) == (0, old.out), ran.err
    for words in WRITES[:2]:
        ran = process(*words, preexec_fn=no_bytes)
        assert is_a_line(ran), ran
        assert "cannot be" in ran.err
    assert tracker("export").out == before[-1].out
    assert not list(environment.glob(".*"))
    assert tracker("doctor", "--offline").status == 0


@pytest.fixture
def small_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A file system of its own, of 3 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(place)]
    if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.fail("a disk can be filled only by who may mount one; run this as root")
    monkeypatch.setenv("TRACKER_HOME", str(place / "home"))
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.mark.server
def test_on_a_disk_that_is_full_reading_goes_on_and_writing_says_so(
    tracker: Tracker, small_disk: Path, tmp_path: Path
) -> None:
    """And a server that is asked all the same stops no answer from what is cached."""
    fill(small_disk / "home")
    before = [tracker(*words) for words in READS]
    with (small_disk / "filling").open("wb") as file, pytest.raises(OSError, match="No space"):
        while True:
            os.write(file.fileno(), bytes(1 << 12))
    assert shutil.disk_usage(small_disk).free == 0
    assert [tracker(*words) for words in READS] == before
    for words in (*WRITES, ("index", str(small_disk / "mails"))):
        ran = tracker(*words)
        assert is_a_line(ran), ran
        assert "the disk is full" in ran.err
    ran = tracker("export", "-o", small_disk / "recorded.jsonl")
    assert is_a_line(ran)
    assert "No space left" in ran.err
    assert {one.name for one in small_disk.iterdir()} == {"home", "mails", "filling"}
    (small_disk / "filling").unlink()
    assert tracker("export").out == before[-1].out
    assert tracker("note", V1, "-m", "Ask Jo.", "--offline").status == 0
    assert tracker("doctor", "--offline").out.count("damaged") == 0
