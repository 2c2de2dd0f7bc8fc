# SPDX-License-Identifier: GPL-2.0-or-later
"""A terminal of tmux with the program in it: keys go in, the screen is read."""

import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[2]
LOOKS = 1200
"""How often the screen is looked at before a word counts as missing."""


class Screen:
    """A tmux of its own with the program in it."""

    def __init__(
        self,
        folder: Path,
        size: tuple[int, int],
        *words: str,
        more: Mapping[str, str] | None = None,
        shell: bool = False,
    ) -> None:
        self._socket = folder / "tmux"
        self.keys = 0
        env = {"TRACKER_HOME": str(folder / "home"), "PYTHONPATH": str(TOP), "HOME": str(folder)}
        told = " ".join(
            f"{name}={shlex.quote(value)}" for name, value in (env | {**(more or {})}).items()
        )
        run = shlex.join([sys.executable, "-m", "tracker", *words])
        columns, rows = map(str, size)
        if shell:
            self._tmux("-f", os.devnull, "new-session", "-d", "-x", columns, "-y", rows,
                       "env -u COLUMNS -u LINES PS1='$ ' bash --norc -i")  # fmt: skip
            self._tmux("send-keys", "-l", f"env {told} {run}\n")
            return
        self._tmux("-f", os.devnull, "new-session", "-d", "-x", columns, "-y", rows,
                   # GNU readline, which pytest loads, has put its own size there.
                   f"env -u COLUMNS -u LINES {told} {run}; echo left; sleep 60")  # fmt: skip

    def _tmux(self, *words: str) -> str:
        done = subprocess.run(
            ["tmux", "-S", str(self._socket), *words], check=True, capture_output=True
        )
        return done.stdout.decode()

    @property
    def text(self) -> str:
        """What the screen shows."""
        return self._tmux("capture-pane", "-p")

    def until(self, *words: str) -> str:
        """Wait until all these words stand on the screen."""
        for _ in range(LOOKS):
            if all(word in (text := self.text) for word in words):
                return text
            time.sleep(0.05)
        pytest.fail(f"no {words} in\n{text}")

    def until_gone(self, word: str) -> None:
        """Wait until a word stands nowhere on the screen."""
        for _ in range(LOOKS):
            if word not in self.text:
                return
            time.sleep(0.05)
        pytest.fail(f"still {word} in\n{self.text}")

    def press(self, *keys: str) -> None:
        """Type keys, as tmux names them."""
        self.keys += len(keys)
        self._tmux("send-keys", *keys)

    def type(self, text: str) -> None:
        """Type or paste words, which count as one key."""
        self.keys += 1
        self._tmux("send-keys", "-l", text)

    @property
    def modes(self) -> str:
        """Whether the alternate screen is shown, and whether the mouse is reported."""
        return self._tmux("display-message", "-p", "#{alternate_on} #{mouse_any_flag}").strip()

    def terminate(self) -> None:
        """Send SIGTERM to the program."""
        shell = self._tmux("display-message", "-p", "#{pane_pid}").strip()
        found = subprocess.run(["pgrep", "-P", shell], capture_output=True, check=True)
        for child in found.stdout.split():
            os.kill(int(child), signal.SIGTERM)

    def soil(self, text: str) -> None:
        """Write on the terminal as another program does."""
        tty = self._tmux("display-message", "-p", "#{pane_tty}").strip()
        Path(tty).write_text(f"\x1b[5;5H{text}")

    def close(self) -> None:
        """End it."""
        self._tmux("kill-server")
