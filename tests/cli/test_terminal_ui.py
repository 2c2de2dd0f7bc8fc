"""The terminal UI as a program of its own, on a pseudo-terminal."""

import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Tracker
from tests.cli.threads import V1

SECONDS = 30


def opened_and_left(*words: str) -> tuple[int, bytes]:
    """Run on a terminal and press q until it leaves; the status, and what was painted."""
    main, far = pty.openpty()
    env = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "100", "LINES": "30"}
    command = [sys.executable, "-m", "tracker", *words]
    painted, end = b"", time.monotonic() + SECONDS
    with subprocess.Popen(command, stdin=far, stdout=far, stderr=far, env=env) as run:
        os.close(far)
        while run.poll() is None:
            assert time.monotonic() < end, "it does not leave"
            if select.select([main], [], [], 0.3)[0]:
                painted += _read(main)
            elif painted:
                os.write(main, b"q")
    os.close(main)
    return run.returncode, painted


def _read(terminal: int) -> bytes:
    """Some bytes; none at the end, where Linux reports a fault."""
    try:
        return os.read(terminal, 1 << 16)
    except OSError:
        return b""


@pytest.mark.parametrize("words", [(), ("tui",), ("tui", V1, "--offline"), ("demo", "--tui")])
def test_it_opens_and_q_leaves(tracker: Tracker, mails: Path, words: tuple[str, ...]) -> None:
    """Status 0, nothing left on the screen but what was there."""
    tracker("track", V1, "--source", mails)
    status, painted = opened_and_left(*words)
    assert status == 0
    assert b"Traceback" not in painted
    assert painted.rfind(b"\x1b[?1049l") > painted.rfind(b"\x1b[?1049h") >= 0


def test_it_opens_in_an_empty_home(environment: Path) -> None:
    """It says what to do, and makes no database by looking."""
    status, _ = opened_and_left("tui")
    assert status == 0
    assert not (environment / "tracker.db").exists()
