# SPDX-License-Identifier: GPL-2.0-or-later
"""Light or dark, as the terminal answers: its colours are asked for, and no answer is typed."""

import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from fcntl import ioctl
from pathlib import Path

import pytest
from textual import events

from tracker.tui.background import ASK, AnswerParser, BackgroundKnown, can_answer, is_light

TOP = Path(__file__).resolve().parents[2]
LIGHT, DARK = b"48;2;224;224;224", b"48;2;18;18;18"
"""The backgrounds of Textual's two themes, as they are painted."""
LOOKS = 1200


@pytest.mark.parametrize(
    ("answer", "light"),
    [
        ("rgb:ffff/ffff/ffff", True),
        ("rgb:fd/f6/e3", True),
        ("rgba:0000/2b2b/3636/ffff", False),
        ("rgb:f/f/0", True),
        ("rgb:0/0/f", False),
        ("#ffffff", None),
        ("rgb:ff/ff", None),
        ("", None),
    ],
)
def test_a_colour_is_light_or_dark_or_none(answer: str, light: bool | None) -> None:
    """One to four digits a channel; what is no colour decides nothing."""
    assert is_light(answer) is light


def parsed(*chunks: str) -> list[object]:
    """What comes of input: keys by name, answers as light or dark."""
    parser = AnswerParser()
    found: list[object] = []
    for chunk in chunks:
        for one in parser.feed(chunk):
            found += [one.key] if isinstance(one, events.Key) else []
            found += [one.light] if isinstance(one, BackgroundKnown) else []
    return found


@pytest.mark.parametrize(
    "chunks",
    [
        ("j\x1b]11;rgb:ffff/ffff/ffff\x1b\\k",),
        ("j\x1b]11;rgb:ffff/ffff/ffff\x07k",),
        ("j", "\x1b]11;rgb:ff", "ff/ffff/ffff\x1b", "\\k"),
        ("j\x1b]1", "1;rgb:ffff/ffff/ffff\x07", "k"),
    ],
)
def test_an_answer_is_taken_out_of_what_is_typed(chunks: tuple[str, ...]) -> None:
    """However it is cut into pieces, and whenever it comes."""
    assert parsed(*chunks) == ["j", True, "k"]


def test_what_comes_by_the_thousand_is_pasted() -> None:
    """By a terminal that does not mark a paste: on the board each character would be a key."""
    parser = AnswerParser()
    pieces = ["x" * 4000, "x" * 300, "j"]
    found = [one for piece in pieces for one in parser.feed(piece)]
    assert [type(one) for one in found] == [events.Paste, events.Paste, events.Key]


def test_what_is_no_answer_is_typed() -> None:
    """Keys before and behind are kept; an answer without a colour is swallowed."""
    assert parsed("\x1b[A", "k", "\x1b]11;none\x07", "j") == ["up", "k", "j"]
    assert len(parsed("\x1b]11;" + "j" * 200)) > 200


def test_a_terminal_that_may_show_the_question_is_not_asked() -> None:
    assert can_answer({"TERM": "xterm-256color"})
    assert not can_answer({"TERM": "linux"})
    assert not can_answer({})


class Terminal:
    """A terminal of our own with the program in it; it answers as the test says."""

    def __init__(self, home: Path, theme: str = "") -> None:
        home.mkdir()
        (home / "config.toml").write_text(f'theme = "{theme}"\n' if theme else "")
        self._ours, theirs = pty.openpty()
        ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        env = {"TRACKER_HOME": str(home), "HOME": str(home), "PYTHONPATH": str(TOP)}
        env |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "PATH": os.environ["PATH"]}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tracker", "demo", "--tui"],
            stdin=theirs, stdout=theirs, stderr=theirs, env=env, start_new_session=True,
        )  # fmt: skip
        os.close(theirs)
        self.written = b""

    def until(self, done: Callable[[bytes], bool]) -> None:
        """Read what the program writes until that is true of it."""
        for _ in range(LOOKS):
            if done(self.written):
                return
            if select.select([self._ours], [], [], 0.05)[0]:
                self.written += os.read(self._ours, 65536)
        pytest.fail(f"not written: {self.written[-2000:]!r}")

    def type(self, text: str) -> None:
        """Send bytes as a terminal does."""
        os.write(self._ours, text.encode())

    def close(self) -> int:
        """Quit, and return the exit status; what it writes is read, or it would wait."""
        self.type("Q")
        for _ in range(LOOKS):
            if self._process.poll() is not None:
                break
            if select.select([self._ours], [], [], 0.05)[0]:
                try:
                    self.written += os.read(self._ours, 65536)
                except OSError:
                    time.sleep(0.05)
        else:
            self._process.kill()
        os.close(self._ours)
        return self._process.wait()


@pytest.fixture
def terminals(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    """Make terminals; each is closed by its test."""
    count = iter(range(9))
    yield lambda theme="": Terminal(tmp_path / f"home{next(count)}", theme)


@pytest.mark.server
def test_a_light_terminal_gets_light_colours(terminals: Callable[..., Terminal]) -> None:
    """It answers late and in two pieces; no piece of it is a key."""
    terminal = terminals()
    terminal.until(lambda seen: ASK.encode() in seen and DARK in seen)
    terminal.type("\x1b]11;rgb:ffff/ff")
    terminal.type("ff/ffff\x1b\\")
    terminal.until(lambda seen: LIGHT in seen)
    assert terminal.close() == 0
    assert b"rgb:" not in terminal.written


@pytest.mark.server
def test_a_terminal_without_an_answer_costs_nothing(terminals: Callable[..., Terminal]) -> None:
    """The board is there, dark, and keys work."""
    terminal = terminals()
    terminal.until(lambda seen: b"BPF JIT" in seen or b"relax constr" in seen)
    assert terminal.close() == 0
    assert LIGHT not in terminal.written


@pytest.mark.server
def test_who_has_chosen_a_theme_is_not_asked(terminals: Callable[..., Terminal]) -> None:
    """The configuration comes first."""
    terminal = terminals("light")
    terminal.until(lambda seen: LIGHT in seen)
    assert terminal.close() == 0
    assert ASK.encode() not in terminal.written


@pytest.mark.server
def test_bytes_that_are_no_utf_8_are_no_end(terminals: Callable[..., Terminal]) -> None:
    """A key of a terminal of Latin-1 means nothing, and the next is a key again."""
    terminal = terminals("dark")
    terminal.until(lambda seen: DARK in seen)
    os.write(terminal._ours, b"\xe9")
    terminal.type("?")
    terminal.until(lambda seen: b"evidence" in seen)
    assert terminal.close() == 0
