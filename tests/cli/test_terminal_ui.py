# SPDX-License-Identifier: GPL-2.0-or-later
"""The terminal UI as a program of its own, on a pseudo-terminal."""

import os
import pty
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Tracker
from tests.cli.threads import V1
from tests.servers import RudeServer


def opened_and_left(*words: str) -> tuple[int, bytes]:
    """Run on a terminal and press q until it leaves; the status, and what was painted."""
    main, far = pty.openpty()
    env = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "100", "LINES": "30"}
    command = [sys.executable, "-m", "tracker", *words]
    painted = b""
    with subprocess.Popen(command, stdin=far, stdout=far, stderr=far, env=env) as run:
        os.close(far)
        while run.poll() is None:
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


def test_it_leaves_at_once_though_the_server_never_answers(tracker: Tracker, mails: Path) -> None:
    """The request is cut, and with it the thread that the end of the program waits for.

    The server never lets go by itself: a program that waited for it would be ended by the fixture
    that ends every test that hangs.
    """
    tracker("track", V1, "--source", mails)
    rude = RudeServer()
    main, far = pty.openpty()
    env = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "100", "LINES": "30"}
    command = [sys.executable, "-m", "tracker", "tui", "--source", rude.inbox("hang")]
    with subprocess.Popen(command, stdin=far, stdout=far, stderr=far, env=env) as run:
        os.close(far)
        painted = b""
        while not rude.count("hang"):
            if select.select([main], [], [], 0.3)[0]:
                painted += _read(main)
            elif b"make widgets" in painted:
                os.write(main, b"u")
        os.write(main, b"q")
        while run.poll() is None:
            select.select([main], [], [], 0.05)
            _read(main)
    os.close(main)
    rude.close()
    assert run.returncode == 0


def test_a_wrong_key_of_the_configuration_is_a_sentence(
    tracker: Tracker, environment: Path
) -> None:
    """Before anything is painted."""
    environment.mkdir(exist_ok=True)
    (environment / "config.toml").write_text('[keys]\nfly = ["x"]\n')
    status, painted = opened_and_left("tui")
    assert status == 2
    assert b"'fly' is not an action" in painted
    assert b"Traceback" not in painted


def test_it_leaves_when_its_terminal_goes_away(environment: Path) -> None:
    """Also in a session of its own, where no signal tells."""
    main, far = pty.openpty()
    env = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "100", "LINES": "30"}
    command = [sys.executable, "-m", "tracker", "tui"]

    def heard() -> None:
        """The tests may be run under nohup, which passes on that SIGHUP is ignored."""
        signal.signal(signal.SIGHUP, signal.SIG_DFL)

    with subprocess.Popen(
        command,
        stdin=far,
        stdout=far,
        stderr=far,
        env=env,
        start_new_session=True,
        preexec_fn=heard,
    ) as run:
        os.close(far)
        assert select.select([main], [], [], 30)[0]
        while select.select([main], [], [], 1.0)[0]:
            _read(main)
        os.close(main)
        assert run.wait() == -signal.SIGHUP
