# SPDX-License-Identifier: GPL-2.0-or-later
"""A file is written whole or not at all."""

import os
import stat
import threading
from pathlib import Path

import pytest

from tracker.errors import Broken, Usage
from tracker.services.files import write_whole


def test_a_new_file_gets_what_any_new_file_gets(tmp_path: Path) -> None:
    place = tmp_path / "week.html"
    before = os.umask(0o027)
    try:
        write_whole(place, b"told\n")
    finally:
        os.umask(before)
    assert place.read_bytes() == b"told\n"
    assert stat.S_IMODE(place.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [place]


def test_an_old_file_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    place = tmp_path / "week.html"
    place.write_text("old")
    place.chmod(0o604)
    number = place.stat().st_ino
    write_whole(place, b"new")
    assert place.read_bytes() == b"new"
    assert stat.S_IMODE(place.stat().st_mode) == 0o604
    assert place.stat().st_ino != number


def test_a_link_goes_on_leading_to_the_file(tmp_path: Path) -> None:
    """Where a web server's folder holds a link to it, say."""
    place, link = tmp_path / "week.html", tmp_path / "link.html"
    place.write_text("old")
    link.symlink_to(place)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert place.read_bytes() == b"new"


def test_a_fault_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "week.html"
    place.write_text("old")

    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Broken, match=r"week.html cannot be written: No space left on device$"):
        write_whole(place, b"new")
    assert place.read_text() == "old"
    assert list(tmp_path.iterdir()) == [place]


@pytest.mark.parametrize(
    ("name", "why"),
    [("none/week.html", "No such file or directory"), ("file/week.html", "Not a directory"),
     (".", "Is a directory")],
)  # fmt: skip
def test_a_path_that_cannot_be_written_is_wrong_use(tmp_path: Path, name: str, why: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Usage, match=f"{name} cannot be written: {why}$"):
        write_whole(tmp_path / name, b"new")
    assert [one.name for one in tmp_path.iterdir()] == ["file"]


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    write_whole(pipe, b"told")
    reader.join()
    assert got == [b"told"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_pipe_is_written_straight_through(tmp_path: Path) -> None:
    """Also by the name that a shell gives it (``/dev/fd/63``), behind which is no path."""
    read, write = os.pipe()
    write_whole(Path(f"/dev/fd/{write}"), b"one\n")
    write_whole(Path(f"/proc/self/fd/{write}"), b"two\n")
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        assert pipe.read() == b"one\ntwo\n"


def test_a_stream_that_is_a_file_keeps_what_it_holds(tmp_path: Path) -> None:
    """``report -o /dev/stdout >>log`` puts the report behind what stands there."""
    log = tmp_path / "log"
    log.write_bytes(b"before\n")
    with log.open("ab") as file:
        write_whole(Path(f"/dev/fd/{file.fileno()}"), b"after\n")
    assert log.read_bytes() == b"before\nafter\n"
