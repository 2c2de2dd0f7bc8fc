# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker import``."""

import sys
from pathlib import Path

import click

from tracker.cli.context import now, open_context
from tracker.cli.options import Reading
from tracker.cli.output import tell
from tracker.cli.refresh_board import bring_up
from tracker.errors import Usage


@click.command("import")
@click.argument("file", metavar="FILE")
def import_command(file: str) -> None:
    """Join what 'tracker export' wrote with what is recorded here; - reads it from stdin.

    Nothing recorded is lost: of two snoozes or looks the later holds, of notes each is kept once.
    A file with a malformed line is refused whole, with the number of the line. 'tracker undo'
    takes all of it back.

    \b
    tracker import recorded.jsonl
    tracker import - < recorded.jsonl
    """
    from tracker.services.recorded.carry import import_text

    context = open_context(Reading(as_of=None, offline=True, sources=(), config=None))
    name = "stdin" if file == "-" else file
    done = import_text(context.paths.database, _import_data(file), name, now())
    bring_up(context)
    tell(done.sentence)


def _import_data(file: str) -> bytes:
    """Return the bytes of a file, or of stdin. Raises Usage."""
    from tracker.services.recorded.carry import MAX_FILE

    if file == "-":
        if sys.stdin is None or sys.stdin.isatty():
            raise Usage("'-' reads what 'tracker export' wrote from stdin; pipe it in")
        data = sys.stdin.buffer.read(MAX_FILE + 1)
    else:
        try:
            with Path(file).open("rb") as stream:
                data = stream.read(MAX_FILE + 1)
        except OSError as error:
            raise Usage(f"{file} cannot be read: {error.strerror}") from error
    if len(data) > MAX_FILE:
        raise Usage(f"{file} is longer than {MAX_FILE >> 20} MiB; nothing was imported")
    return data
