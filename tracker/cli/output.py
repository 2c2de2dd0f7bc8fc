# SPDX-License-Identifier: GPL-2.0-or-later
"""Print an answer: JSON for scripts, text for people, in what the terminal can show."""

import contextlib
import json
import os
import re
import sys
from typing import TextIO

import click

from tracker.errors import Broken
from tracker.lazy_patterns import lazy_pattern
from tracker.model.terminal_text import ascii_only, clean
from tracker.render.style import Style

MAX_WIDTH = 120
MIN_WIDTH = 40
PIPE_WIDTH = 80
PAGER = "TRACKER_PAGER"
"""The variable that names a program in which long answers are shown on a terminal."""
NOTHING_TRACKED = "nothing is tracked yet; try 'tracker track REF', or --all"
NOTHING_AT_HAND = "no mail is cached yet; try 'tracker show REF' or 'tracker index PATH'"
_BEYOND_ASCII = lazy_pattern(r"[^\x00-\x7f]+")


def style() -> Style:
    """Return what stdout can show: colour only on a terminal and without ``NO_COLOR``."""
    live = sys.stdout.isatty()
    dumb = os.environ.get("TERM") == "dumb"
    return Style(
        colour=live and not os.environ.get("NO_COLOR") and not dumb,
        unicode=_speaks_unicode(sys.stdout),
        width=max(MIN_WIDTH, min(_output_columns(live), MAX_WIDTH)),
    )


def _output_columns(live: bool) -> int:
    """Return how wide stdout is: the terminal's columns, else what ``COLUMNS`` says, else 80."""
    if live:
        import shutil

        return shutil.get_terminal_size((PIPE_WIDTH, 24)).columns
    asked = os.environ.get("COLUMNS", "")
    sane = asked.isascii() and asked.isdigit() and len(asked) < 6 and int(asked) > 0
    return int(asked) if sane else PIPE_WIDTH


def _speaks_unicode(stream: TextIO) -> bool:
    return (stream.encoding or "").lower().replace("-", "") in ("utf8", "utf16", "utf32")


def put(text: str) -> None:
    """Print a text to stdout; what the locale cannot show is spelled in ASCII.

    Raises Broken where it cannot be written; BrokenPipeError where no one reads it.
    """
    _write_output(text if _speaks_unicode(sys.stdout) else ascii_only(text))


def put_page(text: str) -> None:
    """Print a text as ``put`` does, on a terminal through what ``TRACKER_PAGER`` names.

    As git does with ``GIT_PAGER`` (git-var(1)), but there is no default.
    """
    asked = os.environ.get(PAGER, "").strip()
    if asked and asked != "cat" and sys.stdout.isatty():
        from tracker.services.pager import page_through

        ended = text if text.endswith("\n") else f"{text}\n"
        shown = ended if _speaks_unicode(sys.stdout) else ascii_only(ended)
        why_not = page_through(asked, shown.encode(sys.stdout.encoding, "replace"))
        if not why_not:
            return
        say(f"{PAGER} is '{asked}': {why_not}")
    put(text)


def put_json(text: str) -> None:
    """Print a document to stdout; in any locale it reads back as the same. Raises as ``put``."""
    _write_output(text if _speaks_unicode(sys.stdout) else _BEYOND_ASCII.sub(_output_escaped, text))


def put_xml(text: str) -> None:
    """Print an XML document to stdout; in any locale it reads back as the same. Raises as ``put``.

    Outside a UTF locale what is beyond ASCII is written as character references.
    """
    plain = _speaks_unicode(sys.stdout)
    _write_output(text if plain else text.encode("ascii", "xmlcharrefreplace").decode())


def say(text: str) -> None:
    """Say a sentence on stderr; no one needs to listen."""
    _say(f"tracker: {clean(text, multiline=True)}")


def tell(text: str) -> None:
    """Say in one line on stderr what was done; no one needs to listen."""
    _say(clean(text))


def for_stderr(text: str) -> str:
    """A text as stderr can show it; click would write UTF-8 to a stream that says it is ASCII."""
    return text if sys.stderr is None or _speaks_unicode(sys.stderr) else ascii_only(text)


def _say(text: str) -> None:
    with contextlib.suppress(OSError):
        click.echo(_between_words(for_stderr(text)), err=True)


def _between_words(text: str) -> str:
    """Return a text whose lines end between words, where stderr is a terminal narrower than they.

    The terminal itself breaks in the middle of a word.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        return text
    # A terminal that does not know its size says 0.
    columns = os.get_terminal_size(sys.stderr.fileno()).columns
    lines = text.split("\n")
    if columns < MIN_WIDTH or all(len(line) <= columns for line in lines):
        return text
    import textwrap

    return "\n".join(
        textwrap.fill(line, columns, break_long_words=False, break_on_hyphens=False)
        if len(line) > columns
        else line
        for line in lines
    )


def drop_stdout() -> None:
    """Send the rest of stdout nowhere, so that leaving does not fail on it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def settle_streams() -> None:
    """Write out what is buffered; what cannot be written is dropped.

    Else the interpreter tries once more at its end, and leaves with 120.
    """
    for stream in (sys.stdout, sys.stderr):
        if stream is None:
            continue
        try:
            stream.flush()
        except OSError:
            with contextlib.suppress(OSError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
                stream.flush()


def open_closed_streams() -> None:
    """Put the null device where the caller closed a stream (``>&-``).

    Else the next file that is opened would take its number, and get what is printed.
    """
    with contextlib.suppress(OSError):
        while (number := os.open(os.devnull, os.O_RDWR)) <= 2:
            os.set_inheritable(number, True)
        os.close(number)
    if sys.stdout is None:
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - kept open
    if sys.stderr is None:
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - kept open


def _write_output(whole: str) -> None:
    try:
        click.echo(whole, nl=not whole.endswith("\n"), color=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        drop_stdout()
        raise Broken(f"the answer cannot be written: {error.strerror}") from error


def _output_escaped(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1]
