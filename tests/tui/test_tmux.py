# SPDX-License-Identifier: GPL-2.0-or-later
"""The shipped example in a real terminal: somebody types, and reads the screen.

The walk is the one that the program was made for: what the kernel's series waits for, why, who
reviewed what, and where it landed, in at most ten keys.
"""

import os
import shlex
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.server

TOP = Path(__file__).resolve().parents[2]
LOOKS = 1200
"""How often the screen is looked at before a word counts as missing."""
MOST_KEYS = 10


class Screen:
    """A tmux of its own with the program in it."""

    def __init__(self, folder: Path, size: tuple[int, int], *words: str) -> None:
        self._socket = folder / "tmux"
        self.keys = 0
        env = {"TRACKER_HOME": str(folder / "home"), "PYTHONPATH": str(TOP), "HOME": str(folder)}
        told = " ".join(f"{name}={shlex.quote(value)}" for name, value in env.items())
        run = shlex.join([sys.executable, "-m", "tracker", *words])
        columns, rows = map(str, size)
        self._tmux("-f", os.devnull, "new-session", "-d", "-x", columns, "-y", rows,
                   f"env {told} {run}; echo left; sleep 60")  # fmt: skip

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

    def press(self, *keys: str) -> None:
        """Type keys, as tmux names them."""
        self.keys += len(keys)
        self._tmux("send-keys", *keys)

    def close(self) -> None:
        """End it."""
        self._tmux("kill-server")


@pytest.fixture(params=[(80, 24), (200, 60)], ids=["80x24", "200x60"])
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    """Of the terminal."""
    found: tuple[int, int] = request.param
    return found


@pytest.fixture
def screens(tmp_path: Path) -> Iterator[list[Screen]]:
    """Those that a test opens; they are closed behind it."""
    opened: list[Screen] = []
    yield opened
    for one in opened:
        one.close()


def test_what_a_series_waits_for_and_why(
    tmp_path: Path, size: tuple[int, int], screens: list[Screen]
) -> None:
    """On 2025-07-16, from the board to the work in the other project and back."""
    screen = Screen(tmp_path, size, "demo", "--tui", "--as-of", "2025-07-16")
    screens.append(screen)
    board = screen.until("relax constr", "waits for btf_encoder")
    assert "2025-07-16" in board
    screen.press("Enter")
    page = screen.until("it waits for what it needs", "pahole")
    assert "which has not landed" in " ".join(page.split())
    screen.press("4")
    screen.until("Related series", "follows")
    screen.press("j", "j", "j", "j")
    screen.until("companion: [pahole] v3 btf_encoder", "close to being")
    screen.press("Enter")
    screen.until(" btf_encoder: do not encode functions", "v3 under review", "companion: [kernel]")
    screen.press("BSpace")
    screen.until(" bpf, arm64: relax constraint in BPF JIT compiler", "companion: [pahole] v3")
    assert screen.keys <= MOST_KEYS
    screen.press("q", "q")
    screen.until("left")


def test_who_reviewed_it_and_where_it_landed(
    tmp_path: Path, size: tuple[int, int], screens: list[Screen]
) -> None:
    """As it stands now: the tags by name, the tree and the commit."""
    screen = Screen(tmp_path, size, "demo", "--tui")
    screens.append(screen)
    screen.until("relax constr", "quit")
    screen.press("Enter")
    screen.until("BPF JIT compiler", "Review")
    screen.press("2")
    screen.until("1/2", "2/2", "Will Deacon", "answered by the author")
    screen.press("5")
    assert "a notice" in screen.until("tree", "bpf-next")
    screen.press("4")
    screen.until("Related series", "follows")
    screen.press("j", "j", "j", "j")
    screen.until("[pahole] v3 btf_encoder", "applied 2025-08-06 to pahole/pahole.git (next)")
    screen.press("Enter")
    screen.until(" btf_encoder: do not encode functions", "v3 applied")
    screen.press("2")
    screen.until("Jiri Olsa", "1/3", "3/3")
    assert screen.keys <= MOST_KEYS
    screen.press("q", "q", "q")
    screen.until("left")
