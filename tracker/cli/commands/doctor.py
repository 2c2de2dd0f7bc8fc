# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker doctor``."""

import json
from collections.abc import Iterator
from pathlib import Path

import click

from tracker.cli.context import CommandContext, open_context
from tracker.cli.doctor.findings import Finding, findings_lines, status_of
from tracker.cli.options import Reading, reading
from tracker.cli.output import put, put_json
from tracker.errors import ConfigError
from tracker.model.terminal_text import clean
from tracker.paths import find_paths


@click.command("doctor")
@click.option("--mend", is_flag=True, help="Make a damaged database again; nothing is lost.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON document (tracker/doctor/1).")
@reading
def doctor_command(options: Reading, as_json: bool, mend: bool) -> int:
    """Say what is wrong, and how to mend it.

    With --mend a damaged database is made again: what you recorded is saved as text first, mail is
    read from the archives and the fetched threads, and the damaged file is kept beside it.

    Looks at the programs, the configuration, the folders, the database, the archives and
    repositories, the server, and the terminal, and at the doors by which mail and facts come in:
    which are open, and the line that opens each other. A hint is no fault.

    The exit status is 0 if all is well; else 5 if our own files are damaged or cannot be written,
    2 if only the configuration has faults, 4 if only a source fails.

    \b
    tracker doctor
    tracker doctor --offline              without asking the server
    tracker doctor --mend                 after a crash, a full disk, a bad one
    tracker doctor --json | jq '.findings[] | select(.fine | not)'
    """
    if mend:
        _mend_database(options)
    found = tuple(_doctor_found(options))
    if as_json:
        rows = [
            {"fine": one.fine, "subject": one.subject, "text": one.text, "mend": one.mend or None}
            for one in found
        ]
        put_json(json.dumps({"schema": "tracker/doctor/1", "findings": rows}, ensure_ascii=False))
    else:
        # A file's name is as hostile as what is in it.
        put("\n".join(clean(line) for line in findings_lines(found)))
    return status_of(found)


def _mend_database(options: Reading) -> None:
    """Make the database again, if it is damaged."""
    from tracker.cli.context import now
    from tracker.cli.doctor.checks import is_damaged
    from tracker.cli.narrate import narrate
    from tracker.cli.output import tell
    from tracker.services.recorded.mend import mend

    context, _, _ = _doctor_context(options)
    paths = context.paths
    if not is_damaged(paths.database):
        tell("there is nothing to mend: the database is whole")
        return
    narrate(mend(paths.database, paths.threads, context.config.archives, now))
    context.session.bring_up()


def _doctor_found(options: Reading) -> Iterator[Finding]:
    from tracker.cli.doctor import checks, repositories, sources
    from tracker.cli.doctor.doors import doors

    context, path, faults = _doctor_context(options)
    yield from checks.programs()
    yield from checks.configuration(context, path, faults)
    yield from sources.identity(context)
    yield from checks.folders(context)
    yield from checks.database(context.paths.database)
    yield from sources.archives(context)
    yield from repositories.repositories(context)
    yield from sources.server(context)
    yield from doors(context)
    yield from checks.terminal()


def _doctor_context(options: Reading) -> tuple[CommandContext, Path, tuple[ConfigError, ...]]:
    """Return the context, with as much of the configuration as can be followed."""
    from tracker.config.read import read_all

    path = options.config or find_paths().config
    config, faults = read_all(path)
    if not faults:
        context = open_context(options)
        return context, path, ()
    return CommandContext(paths=find_paths(), config=config, reading=options), path, faults
