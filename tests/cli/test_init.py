# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker init`` makes the configuration file once, explained, and never over another."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Tracker, as_any_user
from tracker.config import Config, read_config
from tracker.config.keys import TOP_NAMES


@pytest.fixture
def file(environment: Path) -> Path:
    return environment / "config.toml"


def test_the_file_is_made_and_told_of(tracker: Tracker, file: Path) -> None:
    ran = tracker("init")
    assert (ran.status, ran.out) == (0, "")
    assert str(file) in ran.err
    assert "tracker doctor" in ran.err
    assert read_config(file, required=True) == Config()
    text = file.read_text()
    assert all(f"\n#{key} = " in text or f"\n#[{key}" in text or f"\n#[[{key}" in text
               for key in TOP_NAMES)  # fmt: skip
    assert list(file.parent.iterdir()) == [file]


def test_the_address_is_what_git_knows(tracker: Tracker, file: Path, tmp_path: Path) -> None:
    (tmp_path / "user").mkdir()
    git = ("git", "config", "--global", "user.email", "Ada@Example.org")
    subprocess.run(git, check=True, env={**os.environ, "HOME": str(tmp_path / "user")})
    assert tracker("init").status == 0
    assert read_config(file).me == ("ada@example.org",)


def test_a_second_run_changes_nothing(tracker: Tracker, file: Path) -> None:
    tracker("init")
    file.write_text("depth = 7\n")
    ran = tracker("init", "--me", "ada@example.org")
    assert (ran.status, ran.out) == (0, "")
    assert "left as it is" in ran.err
    assert file.read_text() == "depth = 7\n"


def test_force_keeps_every_old_file(tracker: Tracker, file: Path) -> None:
    file.parent.mkdir()
    for depth in (7, 8):
        file.write_text(f"depth = {depth}\n")
        ran = tracker("init", "--force")
        assert ran.status == 0
        assert ".bak" in ran.err
    kept = {one.name: one.read_text() for one in file.parent.glob("*.bak*")}
    assert kept == {"config.toml.bak": "depth = 7\n", "config.toml.bak1": "depth = 8\n"}
    assert read_config(file) == Config()


def test_what_is_named_is_set(tracker: Tracker, file: Path, tmp_path: Path) -> None:
    """Paths are whole, so that the file means the same from anywhere."""
    for name in ("linux", "list"):
        (tmp_path / name).mkdir()
    ran = tracker(
        "init", "--me", "ada@example.org", "--me", "ada@work.example.org",
        "--repo", f"my tree={tmp_path / 'linux'}", "--archive", tmp_path / "list",
    )  # fmt: skip
    assert ran.status == 0
    assert read_config(file) == Config(
        me=("ada@example.org", "ada@work.example.org"),
        repos=(("my tree", tmp_path / "linux"),),
        archives=(tmp_path / "list",),
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--me", "Ada"), "--me 'Ada' is no mail address"),
        (("--repo", "linux=/no/such"), "/no/such is not there"),
        (("--archive", "/no/such"), "/no/such is not there"),
        (("--repo", "linux"), "NAME=PATH"),
        (("--repo", "linux=~nobody-of-that-name/x"), "names nobody's home"),
    ],
)
def test_what_cannot_stand_in_the_file_is_wrong_use(
    tracker: Tracker, file: Path, words: tuple[str, ...], said: str
) -> None:
    """And nothing is made."""
    ran = tracker("init", *words)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
    assert not file.parent.exists()


def test_print_writes_nothing(tracker: Tracker, file: Path) -> None:
    ran = tracker("init", "--print")
    assert (ran.status, ran.err) == (0, "")
    assert not file.parent.exists()
    tracker("init")
    assert file.read_text() == ran.out


def test_another_place(tracker: Tracker, tmp_path: Path, file: Path) -> None:
    other = tmp_path / "deep" / "mine.toml"
    assert tracker("init", "--config", other).status == 0
    assert other.is_file()
    assert not file.exists()


def test_a_folder_that_cannot_be_written_is_a_sentence(process: Tracker, file: Path) -> None:
    file.parent.mkdir(mode=0o555)
    ran = process("init", preexec_fn=as_any_user)
    assert (ran.status, ran.out, ran.err.count("\n")) == (5, "", 1)
    assert "Permission denied" in ran.err
    file.parent.chmod(0o755)


def test_a_disk_that_fills_leaves_the_old_file(
    tracker: Tracker, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing half written, and nothing left beside it."""
    tracker("init")
    before = file.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    ran = tracker("init", "--force")
    assert ran.status == 5
    assert "No space left on device" in ran.err
    assert [one.name for one in file.parent.iterdir()] == ["config.toml"]
    assert file.read_bytes() == before
