# SPDX-License-Identifier: GPL-2.0-or-later
"""What the user's locale can show, as they set it.

Where the locale is C or POSIX, Python turns to UTF-8 by itself (PEP 538, PEP 540). A terminal or
a cron mail that knows ASCII alone would get bytes that it cannot show, so that is undone here,
unless the environment asks Python for an encoding (``PYTHONUTF8``, ``PYTHONIOENCODING``).
"""

import codecs
import io
import os
import sys
from collections.abc import Mapping

from tracker.model.status import STAGES
from tracker.model.terminal_text import ascii_only, width

_COERCED = frozenset({"C.UTF-8", "C.utf8", "UTF-8"})
"""What PEP 538 puts into ``LC_CTYPE``."""
_CELLS = "tracker-cells"
_LINES = {**dict.fromkeys("─━═╌╍┄┅┈┉▁▔▂▃▄▅▆▇", "-"), **dict.fromkeys("│┃║▏▎▍▌▋▊▉▕▐╎╏", "|")}
_PLAIN = {
    **_LINES,
    **{one.sign.letter: one.sign.plain for one in STAGES.values()},
    **{"█": "#", "•": "^", "↑": "^", "↓": "v", "←": "<", "→": ">", "…": ">", "▶": ">", "▼": "v"},
    **{"·": ".", "↩": "<", "↶": "-", "↪": ">", "✗": "x"},
}
"""Not ``*`` for news nor ``~`` for a cut: those are a mark and a stale tag."""
_BOXES = range(0x2500, 0x2580)


def keep_to_locale() -> None:
    """Let the standard streams write ASCII where the locale that the user set has no more."""
    if not undone(os.environ, utf8_mode=sys.flags.utf8_mode == 1 and "utf8" not in sys._xoptions):
        return
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="ascii", errors="backslashreplace")


def undone(environ: Mapping[str, str], *, utf8_mode: bool) -> bool:
    """Return whether Python writes UTF-8 though neither the locale nor the user asks for it."""
    if not utf8_mode or environ.get("PYTHONUTF8") or environ.get("PYTHONIOENCODING"):
        return False
    named = environ.get("LC_CTYPE", "")
    name = (
        environ.get("LC_ALL")
        or ("" if named in _COERCED else named)
        or environ.get("LANG")
        or "C"
    )  # fmt: skip
    return "utf8" not in name.casefold().replace("-", "")


def lacks_signs(environ: Mapping[str, str]) -> bool:
    """Return whether the terminal has a font of a few hundred letters: no half filled circles.

    Such are the console of Linux and the terminals of old.
    """
    return environ.get("TERM", "") in ("linux", "vt100", "vt220", "ansi")


def draw_in_cells(*, ascii_alone: bool = False) -> None:
    """Let what stderr cannot show be drawn in ASCII of the same width: the terminal UI's screen.

    ``ascii_alone`` draws all of it so, whatever the locale can show.
    """
    codecs.register_error(_CELLS, _in_cells)
    if isinstance(sys.__stderr__, io.TextIOWrapper):
        encoding = "ascii" if ascii_alone else None
        sys.__stderr__.reconfigure(encoding=encoding, errors=_CELLS)


def _in_cells(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_cells, error.object[error.start : error.end])), error.end


def _cells(char: str) -> str:
    """Return one character in ASCII, as wide as it was."""
    if known := _PLAIN.get(char):
        return known
    columns = width(char)
    if columns == 1 and ord(char) in _BOXES:
        return "+"
    return ascii_only(char)[:columns].ljust(columns, "?")
