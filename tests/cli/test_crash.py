# SPDX-License-Identifier: GPL-2.0-or-later
"""A fault of ours leaves with 5 and one line, and its traceback lies where the line says."""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.mails import patch
from tracker import cli
from tracker.errors import Exit

TOP = Path(__file__).resolve().parents[2]
RUN = """
import sys
import tempfile
from tracker import cli
def broken(words):
    raise RuntimeError("of ours")
cli._run_cli = broken
sys.exit(cli.run(["list"]))
"""


def test_an_uncaught_fault_exits_with_5_and_keeps_its_traceback(tmp_path: Path) -> None:
    env = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "TMPDIR": str(tmp_path)}
    env["PYTHONPATH"] = str(TOP)
    done = subprocess.run(
        [sys.executable, "-c", RUN], env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 5
    assert done.stderr.count("\n") == 1
    found = re.search(r"with (\S+\.txt)", done.stderr)
    assert found
    place = Path(found[1])
    assert "of ours" in place.read_text()
    assert place.stat().st_mode & 0o077 == 0


def test_a_configuration_that_breaks_its_reader_is_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("a = " + "[" * 5000)
    env = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "TMPDIR": str(tmp_path)}
    env |= {"PYTHONPATH": str(TOP), "TRACKER_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "tracker", "list"],
        env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode in (2, 5)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("tracker.config.read.parse_config", ["list"]),
        ("tracker.store.save.Writer.__init__", ["index", "MAIL"]),
        ("tracker.services.sync.ingest.Ingest.keep", ["index", "MAIL"]),
        ("tracker.services.sync.ingest.Ingest.derive", ["index", "MAIL"]),
        ("tracker.cli.output.say", ["list", "--no-such-option"]),
    ],
)
@pytest.mark.parametrize("fault", [ZeroDivisionError, RecursionError, MemoryError])
def test_a_fault_anywhere_leaves_with_5_and_never_with_1(
    place: str,
    words: list[str],
    fault: type[Exception],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise fault("of ours")

    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "config.toml").write_text("me = []\n")
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "a.eml").write_bytes(patch("widget: Turn"))
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(place, broken)
    asked = [str(tmp_path / "mail") if word == "MAIL" else word for word in words]
    assert cli.run(asked) == Exit.FAULT


def test_links_pipes_and_odd_names_in_a_folder_of_mail_hang_and_leak_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "mail"
    folder.mkdir()
    os.mkfifo(folder / "a.eml")
    (folder / "b.eml").symlink_to("/dev/zero")
    (folder / "c.eml").symlink_to("c.eml")
    (folder / "d.eml").mkdir()
    (folder / "e.eml").write_bytes(patch("widget: Turn"))
    (folder / "odd\x1b[2J\n.eml").write_bytes(patch("gear: Turn"))
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path / "home"))
    assert cli.run(["index", str(folder)]) == Exit.DONE
    told = capfd.readouterr()
    assert "2 new" in told.err + told.out
    assert "\x1b" not in told.err + told.out


@pytest.mark.parametrize(
    "place", ["tracker.cli.locales.keep_to_locale", "tracker.cli.output.settle_streams"]
)
@pytest.mark.parametrize(
    ("fault", "status"), [(OSError, 5), (LookupError, 5), (KeyboardInterrupt, 130)]
)
def test_a_fault_before_or_after_the_command_has_its_status_too(
    place: str, fault: type[BaseException], status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise fault("of ours")

    monkeypatch.setattr(place, broken)
    monkeypatch.setattr(sys, "argv", ["tracker", "--version"])
    with pytest.raises(SystemExit) as left:
        cli.main()
    assert left.value.code == status


LEFT = """
import atexit, tracker.__main__ as started, tracker.cli

class Kept:
    def __del__(self):
        print("taken apart")

def main():
    started.kept = Kept()
    atexit.register(print, "cleaned up")
    raise SystemExit(%s)

tracker.cli.main = main
started.program()
"""


@pytest.mark.parametrize(
    ("status", "left", "printed"),
    [("4", 4, "cleaned up\n"), ("'no status'", 1, "cleaned up\ntaken apart\n")],
)
def test_the_program_is_left_after_what_was_registered_and_takes_nothing_apart(
    status: str, left: int, printed: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LEFT % status], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (left, printed)


CONFIGURATIONS = {
    "\ufeffme = []\n": 0,
    "me = ['\0']\n": 2,
    "fresh_minutes = " + "9" * 5000: 2,
    "fresh_minutes = inf\n": 2,
    "me = " + "[" * 5000: 2,
    ".".join(["a"] * 4000) + " = 1\n": 2,
    "# " + "x" * (1 << 20): 2,
}


@pytest.mark.parametrize("text", CONFIGURATIONS, ids=range(len(CONFIGURATIONS)))
def test_an_odd_configuration_is_one_sentence(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "config.toml").write_text(text)
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path))
    assert cli.run(["list", "--offline"]) == CONFIGURATIONS[text]
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert len(told) < 500


@pytest.mark.parametrize(
    ("words", "home"),
    [
        (["list", "--config", "/dev/zero"], ""),
        (["demo", "--as-of", "0001-01-01T00:00:00+14:00"], ""),
        (["log", "--since", "9999-12-31T23:59:59-14:00"], ""),
        (["log", "--since", "9999y"], ""),
        (["list"], "~no-such-user/tracker"),
        (["list"], "/" + "x" * 5000),
    ],
)
def test_an_odd_start_is_wrong_use(
    words: list[str], home: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_HOME", home or str(tmp_path))
    assert cli.run(words) == Exit.USAGE


def test_a_configuration_that_is_a_pipe_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "config.toml")
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path))
    assert cli.run(["list"]) == Exit.USAGE


def test_a_folder_that_was_removed_under_the_program_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert cli.run(["list"]) == Exit.DONE
    assert cli.run(["index", "mails"]) == Exit.USAGE
    assert "not there any more" in capsys.readouterr().err
