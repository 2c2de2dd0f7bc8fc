# SPDX-License-Identifier: GPL-2.0-or-later
"""How fast the terminal UI is, as a program of its own on a pseudo-terminal.

    python -m benchmarks.terminal [--sizes 10000,100000] [--rounds 7]

Prints, in milliseconds of wall time, and of CPU time, which other programs disturb less: importing
Textual alone, the first paint (from the start of the process to the last row of the board), a key
to its repaint, one tab to the next, opening the page of a series with 500 messages; and the memory
at the end; and a key in an empty app of as many widgets. The databases are made first.
"""

import argparse
import os
import pty
import select
import signal
import sqlite3
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from fcntl import ioctl
from pathlib import Path

from benchmarks.board_rows import make
from tracker.model.board import SECTIONS, Order, Section
from tracker.services.board import open_board

TOP = Path(__file__).resolve().parents[1]
ROWS, COLUMNS = 24, 80
FRAME = 7
"""Rows of the screen that are no rows of the board."""
PATIENCE = 20.0
QUIET = 0.06
"""Seconds without output after which a frame is taken to be whole."""
MESSAGES = 500
COVER = "bench-cover@example.org"
OWN = ("COLUMNS", "LINES", "PYTHONDONTWRITEBYTECODE")
"""What the environment says that is not for the program."""
PEER = """
from textual.app import App
from textual.widgets import Static

class Peer(App):
    BINDINGS = [("j", "step", "")]
    pressed = 0

    def compose(self):
        for number in range(9):
            yield Static(f"row {number}")

    def action_step(self):
        self.pressed += 1
        self.query(Static).first().update(f"pressed {self.pressed}")

Peer().run()
"""
"""An app of Textual's own with as many widgets as the board has, one of which a key changes."""


@dataclass(slots=True)
class Terminal:
    """The program on a pseudo-terminal."""

    process: subprocess.Popen[bytes]
    screen: int
    started: float
    seen: bytearray = field(default_factory=bytearray)

    def read(self, seconds: float) -> bytes:
        """What came within so many seconds; empty for nothing."""
        if not select.select([self.screen], [], [], seconds)[0]:
            return b""
        try:
            data = os.read(self.screen, 1 << 16)
        except OSError:
            return b""
        self.seen += data
        return data

    def until(self, words: bytes) -> float:
        """The moment at which a text has come."""
        end = time.perf_counter() + PATIENCE
        while words not in self.seen:
            self.read(0.05)
            if time.perf_counter() > end:
                raise SystemExit(f"{words!r} never came; the end was {bytes(self.seen[-400:])!r}")
        return time.perf_counter()

    def press(self, key: bytes, words: bytes = b"") -> float:
        """Milliseconds from a key to the end of its frame, in which a text stands."""
        self.settle()
        self.seen.clear()
        start = last = time.perf_counter()
        os.write(self.screen, key)
        if words:
            last = self.until(words)
        while self.read(PATIENCE if last == start else QUIET):
            last = time.perf_counter()
        return (last - start) * 1000

    def settle(self) -> None:
        """Wait until nothing comes any more."""
        while self.read(QUIET):
            pass

    def cpu(self) -> float:
        """Milliseconds on a CPU so far, over all threads; see proc(5)."""
        tasks = Path(f"/proc/{self.process.pid}/task").glob("*/schedstat")
        return sum(int(one.read_text().split()[0]) for one in tasks) / 1e6

    def memory(self) -> tuple[float, float]:
        """Megabytes resident now, and at most."""
        told = Path(f"/proc/{self.process.pid}/status").read_text()
        sizes = dict(line.split(":", 1) for line in told.splitlines())
        now, most = (int(sizes[name].split()[0]) / 1024 for name in ("VmRSS", "VmHWM"))
        return now, most


@contextmanager
def running(home: Path, program: Sequence[str] = ("-m", "tracker", "tui")) -> Iterator[Terminal]:
    """``tracker tui`` over a home, or another program; it is killed where it does not leave."""
    main, far = pty.openpty()
    ioctl(far, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    env = {
        **{name: value for name, value in os.environ.items() if name not in OWN},
        # Compiled, as it is installed, and as Textual is beside it.
        "PYTHONPYCACHEPREFIX": str(home / "compiled"),
        "TRACKER_HOME": str(home),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "PYTHONPATH": str(TOP),
    }
    command = [sys.executable, *program]
    started = time.perf_counter()
    process = subprocess.Popen(
        command, stdin=far, stdout=far, stderr=far, env=env, start_new_session=True
    )
    os.close(far)
    terminal = Terminal(process, main, started)
    try:
        yield terminal
        os.write(main, b"qq")
        end = time.monotonic() + 3
        while process.poll() is None and time.monotonic() < end:
            terminal.read(0.05)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        os.close(main)


def imported(rounds: int) -> tuple[list[float], list[float]]:
    """Importing Textual alone, the start of Python included: wall and CPU time."""
    taken = [_timed([sys.executable, "-c", "import textual.app"]) for _ in range(rounds)]
    return [wall for wall, _ in taken], [cpu for _, cpu in taken]


def _timed(command: Sequence[str]) -> tuple[float, float]:
    before, start = os.times(), time.perf_counter()
    subprocess.run(command, check=True)
    wall, after = time.perf_counter() - start, os.times()
    cpu = after.children_user + after.children_system
    return wall * 1000, (cpu - before.children_user - before.children_system) * 1000


def last_row(home: Path, query: str) -> bytes:
    """The first word of the title in the last row of the first screen; words are painted apart."""
    board = open_board(
        home / "tracker.db", query, Order.ACTIVITY, everything=True, now=datetime.now(UTC)
    )
    title = board.row(min(len(board), ROWS - FRAME) - 1).title
    return title.partition(" ")[0][:8].encode()


def measure_board(home: Path, rounds: int, query: str) -> None:
    """First paint, keys, tabs, memory."""
    words = last_row(home, query)
    with running(home) as terminal:
        terminal.until(words)
    paints, spent = [], []
    for _ in range(rounds):
        with running(home) as terminal:
            paints.append((terminal.until(words) - terminal.started) * 1000)
            spent.append(terminal.cpu())
            terminal.settle()
    _tell("first paint", paints)
    _tell("first paint, CPU", spent)
    with running(home) as terminal:
        terminal.until(words)
        time.sleep(1)
        before = terminal.cpu()
        _tell("key to repaint", [terminal.press(b"j") for _ in range(100)])
        print(f"  key to repaint, CPU: {(terminal.cpu() - before) / 100:.1f} ms")
        _tell("page to repaint", [terminal.press(b" ") for _ in range(30)])
        tabs = [terminal.press(b"\t", b"series") for _ in range(21)]
        _tell("tab to tab", tabs)
        print("  memory: {:.0f} MB now, {:.0f} MB at most".format(*terminal.memory()))


def measure_peer(home: Path) -> None:
    """Keys of an app that does nothing, with as many widgets."""
    with running(home, ("-c", PEER)) as terminal:
        terminal.until(b"row")
        time.sleep(1)
        before = terminal.cpu()
        _tell("key to repaint", [terminal.press(b"j") for _ in range(100)])
        print(f"  key to repaint, CPU: {(terminal.cpu() - before) / 100:.1f} ms")


def fill(database: Path, size: int) -> None:
    """Write the rows; nothing is tracked, and the first tab has no query: all of them are shown."""
    make(database, size)
    sections = [Section(name="all", query=""), *SECTIONS[:-1]]
    tables = [f"[[sections]]\nname = '{one.name}'\nquery = '{one.query}'\n" for one in sections]
    told = "".join(tables)
    (database.parent / "config.toml").write_text(f"me = ['person7@example.org']\n{told}")
    with closing(sqlite3.connect(database)) as plain, plain:
        plain.execute("DELETE FROM tracked")
        plain.execute("DELETE FROM snooze")


def measure_thread(rounds: int) -> None:
    """The page of a series whose thread has many messages."""
    with tempfile.TemporaryDirectory() as folder:
        home, mails = Path(folder) / "home", Path(folder) / "mails"
        mails.mkdir()
        write_thread(mails)
        env = {**os.environ, "TRACKER_HOME": str(home), "PYTHONPATH": str(TOP)}
        for words in (("index", str(mails)), ("track", COVER, "--offline")):
            subprocess.run(
                [sys.executable, "-m", "tracker", *words], check=True, env=env, capture_output=True
            )
        opened, threads = [], []
        for _ in range(rounds):
            with running(home) as terminal:
                terminal.until(b"bench: ")
                time.sleep(0.7)
                opened.append(terminal.press(b"\r", str(MESSAGES).encode()))
                threads.append(terminal.press(b"6"))
        _tell(f"opening a page of {MESSAGES} messages, in a fresh process", opened)
        _tell("its thread", threads)


def write_thread(folder: Path) -> None:
    """A cover letter, two patches and their answers, one file each."""
    sent = datetime.now(UTC) - timedelta(days=9)
    parents = [COVER]
    for number in range(MESSAGES):
        mail = EmailMessage()
        name = COVER if not number else f"bench-{number}@example.org"
        subject = f"[PATCH {number}/2] bench: part {number}"
        mail["Message-ID"] = f"<{name}>"
        mail["Date"] = sent + timedelta(minutes=number)
        mail["From"] = f"Person {number % 7} <p{number % 7 if number > 2 else 0}@example.org>"
        mail["To"] = "linux-bench@example.org"
        mail["Subject"] = subject if number < 3 else f"Re: [PATCH {number % 2 + 1}/2] bench: part"
        if number:
            mail["In-Reply-To"] = f"<{parents[number // 3 if number > 2 else 0]}>"
        parents.append(name)
        mail.set_content(_body(number))
        (folder / f"{number}.eml").write_bytes(bytes(mail))


def _body(number: int) -> str:
    if number in (1, 2):
        lines = "".join(f"+line {at}\n" for at in range(40))
        return f"do it\n---\ndiff --git a/b b/b\n--- a/b\n+++ b/b\n@@ -0,0 +1,40 @@\n{lines}"
    return f"On Monday somebody wrote:\n> line {number}\n\nWhy is line {number} so?\n"


def _tell(what: str, times: Sequence[float]) -> None:
    ordered = sorted(times)
    p95 = ordered[min(int(len(ordered) * 0.95), len(ordered) - 1)]
    middle = statistics.median(ordered)
    print(f"  {what}: {middle:.1f} ms (best {ordered[0]:.1f}, p95 {p95:.1f}, n {len(ordered)})",
          flush=True)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="10000,100000", help="series of each database")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--home", type=Path, help="a home to measure in place of made ones")
    chosen = parser.parse_args()
    print("Textual alone")
    wall, cpu = imported(chosen.rounds)
    _tell("import textual.app", wall)
    _tell("import textual.app, CPU", cpu)
    if chosen.home:
        print(chosen.home)
        measure_board(chosen.home, chosen.rounds, "")
        return
    for size in map(int, chosen.sizes.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            home = Path(folder)
            fill(home / "tracker.db", size)
            print(f"{size} series")
            measure_board(home, chosen.rounds, "")
            print("an app with as many widgets that does nothing")
            measure_peer(home)
    print("a thread")
    measure_thread(chosen.rounds)


if __name__ == "__main__":
    main()
