# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker import``."""

import sys
from pathlib import Path

import click

from tracker.cli.context import now, open_context
from tracker.cli.options import Reading
from tracker.cli.output import tell
from tracker.errors import Usage


@click.command("import")
@click.argument("file", metavar="FILE|b4")
@click.argument("paths", nargs=-1, metavar="[DATABASE...]", type=click.Path(path_type=Path))
def import_command(file: str, paths: tuple[Path, ...]) -> None:
    """Join what 'tracker export' wrote with what is recorded here; - reads it from stdin.

    'b4' in place of a file reads what 'b4 review' tracks, from its databases in
    ~/.local/share/b4/review or from those named, which are not changed: series become tracked,
    snoozes hold, revisions joined by hand stay joined, b4's status becomes a note. Which of b4's
    git settings are followed is shown. A file of that name is ./b4.

    Nothing recorded is lost: of two snoozes or looks the later holds, of notes each is kept once.
    A file with a malformed line is refused whole, with the number of the line. 'tracker undo'
    takes all of it back.

    \b
    tracker import recorded.jsonl
    tracker import - < recorded.jsonl
    tracker import b4
    """
    if file == "b4":
        _import_b4(paths)
        return
    if paths:
        raise Usage("one file is imported at a time")
    from tracker.services.recorded.carry import import_text

    context = open_context(Reading(as_of=None, offline=True, sources=(), config=None))
    name = "stdin" if file == "-" else file
    done = import_text(context.paths.database, _import_data(file), name, now())
    context.session.bring_up()
    tell(done.sentence)


def _import_b4(paths: tuple[Path, ...]) -> None:
    from tracker.cli.output import say
    from tracker.services.outside.places import b4_settings
    from tracker.services.recorded.from_b4 import import_b4
    from tracker.sources.outside.b4_tracking import NEWEST, b4_databases, each_database

    context = open_context(Reading(as_of=None, offline=True, sources=(), config=None))
    places = paths or b4_databases()
    if not places:
        raise Usage("b4 review has tracked nothing here: ~/.local/share/b4/review has no database")
    found = tuple(each_database(places))
    for one in found:
        if one.schema > NEWEST:
            say(f"{one.path} has schema {one.schema}, newer than {NEWEST}; what is known is read")
        if one.unread:
            say(f"{one.path}: {one.unread} series have no Message-ID in b4 yet; left out")
    done = import_b4(context.paths.database, found, now())
    context.session.bring_up()
    tell(
        f"{done.sentence}: {sum(len(one.series) for one in found)} series of {len(found)} projects"
    )
    for line in b4_settings(context.config):
        say(line)


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
