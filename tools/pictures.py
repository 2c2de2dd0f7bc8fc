# SPDX-License-Identifier: GPL-2.0-or-later
"""Pictures of every screen of the terminal UI, as a terminal shows them, to be looked at.

``python -m tools.pictures FOLDER`` walks through the shipped example in tmux, once for each look:
dark, light, 16 colours, ASCII alone, NO_COLOR. It writes one page of HTML a look, and a PNG of it
where a chromium is installed. ``--home HOME`` takes the mail of a home instead, ``--size 200x60``
another size, ``--look dark`` one look.
"""

import argparse
import io
import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from rich.ansi import AnsiDecoder
from rich.console import Console
from rich.terminal_theme import DEFAULT_TERMINAL_THEME, TerminalTheme

LOOKS: Mapping[str, Mapping[str, str]] = {
    "dark": {"COLORTERM": "truecolor"},
    "light": {"COLORTERM": "truecolor", "COLORFGBG": "0;15"},
    "16": {"TERM": "screen-16color", "COLORTERM": ""},
    "16-light": {"TERM": "screen-16color", "COLORTERM": "", "COLORFGBG": "0;15"},
    "ascii": {"COLORTERM": "truecolor", "LC_ALL": "C"},
    "no-color": {"NO_COLOR": "1"},
}
"""What the environment says."""
WALK = (
    ("board", ()),
    ("query", ("/",)),
    ("help", ("Escape", "?")),
    ("palette", ("Escape", ":")),
    ("feed", ("Escape", "f")),
    ("overview", ("Escape", "Enter")),
    ("review", ("2",)),
    ("versions", ("3",)),
    ("related", ("4",)),
    ("landing", ("5",)),
    ("thread", ("6", "j", "j")),
    ("log", ("7",)),
    ("mail", ("6", "Enter", "j", "j")),
    ("evidence", ("Escape", "2", "j", "e")),
    ("compare", ("Escape", "d")),
)
"""Screens in the order of a walk, and the keys that lead from each to the next."""
SETTLED = 0.3
"""Seconds in which a picture has to stay the same."""
SHEET = 4
"""Screens of one page: few enough to be read in its picture."""
LONGEST = 20
"""Seconds that a screen may take."""
_COLOURS = list(DEFAULT_TERMINAL_THEME.ansi_colors._colors)
BLACK = TerminalTheme((16, 16, 16), (208, 208, 208), _COLOURS[:8], _COLOURS[8:])
"""The terminal's own colours where they are dark; Rich's default ones are light."""


def main() -> None:
    """Walk through each look, and write its page."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--home", type=Path, help="a home with mail of its own")
    parser.add_argument("--size", default="80x24", help="columns and rows")
    parser.add_argument("--look", choices=LOOKS, action="append")
    wanted = parser.parse_args()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    for look in wanted.look or LOOKS:
        size = tuple(map(int, wanted.size.split("x")))
        screens = list(_screens(look, wanted.home, size))
        for number, start in enumerate(range(0, len(screens), SHEET), start=1):
            page = wanted.folder / f"{look}-{wanted.size}-{number}.html"
            page.write_text(_page(look, screens[start : start + SHEET]), encoding="utf-8")
            _photograph(page, size)
            print(page)


def _screens(look: str, home: Path | None, size: tuple[int, ...]) -> Iterator[tuple[str, str]]:
    """Yield the name and the SVG of each screen of a walk."""
    words = ["tui"] if home else ["demo", "--tui"]
    run = shlex.join([sys.executable, "-m", "tracker", *words])
    folder = subprocess.run(["mktemp", "-d"], capture_output=True, text=True, check=True)
    socket = f"{folder.stdout.strip()}/tmux"
    env = {"TRACKER_HOME": str((home or Path(socket).parent / "home").resolve())} | {**LOOKS[look]}
    told = " ".join(f"{name}={shlex.quote(value)}" for name, value in env.items())
    _tmux(socket, "-f", os.devnull, "new-session", "-d", "-x", str(size[0]), "-y", str(size[1]),
          f"env -u COLUMNS -u LINES {told} {run}; sleep 60")  # fmt: skip
    _tmux(socket, "set", "-s", "escape-time", "0")
    try:
        for name, keys in WALK:
            for key in keys:
                _tmux(socket, "send-keys", key)
                _settled(socket)
            yield name, _drawn(f"{look}: {name}", _settled(socket), size[0], "light" in look)
    finally:
        _tmux(socket, "kill-server")
        shutil.rmtree(Path(socket).parent)


def _tmux(socket: str, *words: str) -> str:
    done = subprocess.run(["tmux", "-u", "-S", socket, *words], check=True, capture_output=True)
    return done.stdout.decode()


def _settled(socket: str) -> str:
    """Return what the terminal shows, with its escapes, once it stays the same."""
    before, since, start = "", time.monotonic(), time.monotonic()
    while time.monotonic() - start < LONGEST:
        shown = _tmux(socket, "capture-pane", "-p", "-e", "-N")
        if shown != before:
            before, since = shown, time.monotonic()
        elif shown.strip() and time.monotonic() - since > SETTLED:
            break
        time.sleep(0.1)
    return before


def _drawn(title: str, shown: str, columns: int, light: bool) -> str:
    console = Console(record=True, width=columns, file=io.StringIO(), force_terminal=True)
    # What tmux writes of a line goes on from the colours of the line above.
    for line in AnsiDecoder().decode(shown):
        console.print(line, no_wrap=True, overflow="crop", crop=True)
    name = "s" + "".join(filter(str.isalnum, title))
    theme = DEFAULT_TERMINAL_THEME if light else BLACK
    return console.export_svg(title=title, theme=theme, unique_id=name)


def _page(look: str, screens: list[tuple[str, str]]) -> str:
    style = "body{margin:4px;background:#888}svg{display:inline-block;width:49%}"
    shown = "\n".join(svg for _, svg in screens)
    return f"<!doctype html><meta charset=utf-8><title>{look}</title><style>{style}</style>{shown}"


def _photograph(page: Path, size: tuple[int, ...]) -> None:
    """Write the PNG of a page, if there is a browser that can."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if not browser:
        return
    wide = 2000
    high = int(SHEET / 2 * wide / 2 * (size[1] * 24.4 + 60) / (size[0] * 12.2 + 20)) + 40
    subprocess.run([browser, "--headless", "--no-sandbox", "--hide-scrollbars",
                    f"--window-size={wide},{high}", f"--screenshot={page.with_suffix('.png')}",
                    page.resolve().as_uri()], check=True, capture_output=True)  # fmt: skip


if __name__ == "__main__":
    main()
