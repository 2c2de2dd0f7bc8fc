# SPDX-License-Identifier: GPL-2.0-or-later
"""A fault of ours: one line for the user, and the traceback in a file for the report."""

import os
import sys
import tempfile
import traceback
from contextlib import suppress
from pathlib import Path

from tracker import __version__
from tracker.errors import Broken

LAST_LINES = 200
"""Lines of a traceback that are kept: deep recursion makes thousands of the same."""


def report_crash(error: Exception) -> None:
    """Write the traceback to a private file and say where it lies, in one line on stderr.

    Where the database is damaged, that is what is said: a flipped bit makes any value of another.
    """
    from tracker.cli.output import say

    if damage := _damage():
        say(damage)
        return
    kind = type(error).__name__
    try:
        place = _write_crash(error)
    except OSError:
        say(f"a fault of tracker's own ({kind}), and its traceback could not be written; exit 5")
        return
    say(f"a fault of tracker's own ({kind}); please report it with {place}")


def _damage() -> str:
    """Return what is wrong with the database; empty if nothing is, or it cannot be looked at."""
    from tracker.paths import find_paths
    from tracker.store.faults import DAMAGED
    from tracker.store.load import Reader

    place = find_paths().database
    # The last door: whatever fails here must not hide the fault that led to it.
    with suppress(Exception):
        try:
            reader = Reader.open(place)
        except Broken as error:
            return str(error)
        if reader is not None:
            with reader:
                return f"the database {place} {DAMAGED}" if reader.check() else ""
    return ""


def _write_crash(error: Exception) -> Path:
    """Write the traceback to a file of mode 0600 in the temporary folder."""
    lines = "".join(traceback.format_exception(error)).splitlines(keepends=True)
    number, name = tempfile.mkstemp(prefix="tracker-crash-", suffix=".txt")
    with os.fdopen(number, "w", encoding="utf-8", errors="backslashreplace") as file:
        file.write(f"tracker {__version__}, Python {sys.version.split()[0]}\n")
        file.writelines(lines[-LAST_LINES:])
    return Path(name)
