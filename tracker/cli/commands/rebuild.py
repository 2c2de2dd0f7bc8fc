# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker rebuild``."""

from pathlib import Path

import click

from tracker.cli.context import open_context
from tracker.cli.narrate import narrate
from tracker.cli.options import Reading, config_option
from tracker.cli.output import tell


@click.command("rebuild")
@config_option
def rebuild_command(config: Path | None) -> None:
    """Derive everything again from the stored mail. User actions are kept.

    It is needed after the program was renewed, if 'tracker doctor' or another command says so; it
    also brings a database of an older version up to date. Nothing is fetched.

    \b
    tracker rebuild
    tracker rebuild && tracker doctor --offline
    """
    context = open_context(Reading(as_of=None, offline=True, sources=(), config=config))
    with context.sync() as sync:
        narrate(sync.rebuild())
    context.session.bring_up()
    with context.library() as library:
        count = len(library.all()) if library else 0
    tell(f"{count} series")
