# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker note``."""

import sys
from collections.abc import Sequence

import click

from tracker.cli.context import CommandContext, now, open_context
from tracker.cli.options import Reading, reading
from tracker.cli.output import put, say, tell
from tracker.errors import NotFound, Usage
from tracker.model.said import Note
from tracker.model.terminal_text import clean

_BYTES = 64 * 1024
"""Of a note on stdin, more than one may hold."""


@click.command("note")
@click.argument("ref")
@click.argument("words", nargs=-1, metavar="[TEXT]...")
@click.option("-m", "--message", "text", metavar="TEXT", help="Write this; - reads it from stdin.")
@click.option("--delete", "number", type=click.IntRange(1), metavar="N", help="Take note N out.")
@reading
def note_command(
    options: Reading, ref: str, words: tuple[str, ...], text: str | None, number: int | None
) -> None:
    """Print what you wrote about a series, or write something.

    Notes stay on this machine; 'tracker show' prints them. 'tracker undo' takes back what was
    written or taken out last.

    \b
    tracker note REF
    tracker note REF "Ask Mia about the locking."
    tracker note REF -m - < file
    tracker note REF --delete 2
    """
    from tracker.cli.find_series import spoken_of
    from tracker.services.user_actions.actions import forget_note, note

    if words and (text is not None or number is not None):
        raise Usage("say one of TEXT, -m TEXT and --delete N")
    if words:
        text = " ".join(words)
    if text is not None and number is not None:
        raise Usage("say one of -m TEXT and --delete N")
    if text == "-" == ref:
        raise Usage("stdin cannot be both the mail and the note")
    context = open_context(options)
    work = spoken_of(context, ref)
    if text is not None:
        done = note(context.paths.database, work, _note_words(text), now())
    else:
        written = _note_written(context, work.messages)
        if number is None:
            _print_note(written, work.title)
            return
        if number > len(written):
            raise NotFound(f"there is no note {number}; 'tracker note REF' prints them")
        done = forget_note(context.paths.database, work, written[number - 1], now())
    tell(done.sentence)


def _note_words(text: str) -> str:
    """Return the note itself, from stdin where it is ``-``."""
    if text != "-":
        return text
    if sys.stdin is None or sys.stdin.isatty():
        raise Usage("- reads the note from stdin; pipe it in, or give its text")
    return sys.stdin.buffer.read(_BYTES).decode("utf-8", "replace")


def _note_written(context: CommandContext, messages: Sequence[str]) -> tuple[Note, ...]:
    from tracker.store.load import Reader

    reader = Reader.open(context.paths.database)
    if reader is None:
        return ()
    with reader:
        return reader.notes(messages)


def _print_note(notes: Sequence[Note], title: str) -> None:
    if not notes:
        say(f"no note on “{title}” yet; write one: tracker note REF TEXT")
        return
    lines = []
    for number, one in enumerate(notes, 1):
        first, *rest = clean(one.text, multiline=True).split("\n")
        lines.append(f"{number:>2}  {one.at:%Y-%m-%d %H:%M}  {first}\n")
        lines += [f"{'':22}{line}".rstrip() + "\n" for line in rest]
    put("".join(lines))
