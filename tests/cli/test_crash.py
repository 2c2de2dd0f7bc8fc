# SPDX-License-Identifier: GPL-2.0-or-later
"""A fault of ours leaves with 5 and one line, and its traceback lies where the line says."""

import re
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
RUN = """
import sys
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
