"""Print an answer: JSON for scripts, text for people, in what the terminal can show."""

import os
import shutil
import sys

import click

from tracker.clean import ascii_only
from tracker.reports.style import Style

MAX_WIDTH = 120
MIN_WIDTH = 40
PIPE_WIDTH = 80


def style() -> Style:
    """What stdout can show: colour only on a terminal and without ``NO_COLOR``."""
    live = sys.stdout.isatty()
    columns = shutil.get_terminal_size((PIPE_WIDTH, 24)).columns if live else PIPE_WIDTH
    dumb = os.environ.get("TERM") == "dumb"
    return Style(
        colour=live and not os.environ.get("NO_COLOR") and not dumb,
        unicode=_speaks_unicode(),
        width=max(MIN_WIDTH, min(columns, MAX_WIDTH)),
    )


def _speaks_unicode() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "") in ("utf8", "utf16", "utf32")


def put(text: str) -> None:
    """Print a text to stdout; what the locale cannot show is spelled in ASCII."""
    whole = text if _speaks_unicode() else ascii_only(text)
    click.echo(whole, nl=not whole.endswith("\n"), color=True)
