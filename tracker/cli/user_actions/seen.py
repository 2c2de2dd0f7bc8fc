# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker seen``."""

import click

from tracker.cli.context import now, open_context
from tracker.cli.options import Reading, reading
from tracker.cli.output import tell


@click.command("seen")
@click.argument("refs", nargs=-1, required=True, metavar="REF...")
@click.option("--forget", is_flag=True, help="As if you had never looked at them.")
@reading
def seen_command(options: Reading, refs: tuple[str, ...], forget: bool) -> None:
    """Mark series as looked at now: they are new again when something comes.

    'tracker undo' takes it back.

    \b
    tracker seen REF
    tracker seen --forget REF
    """
    from tracker.cli.find_series import spoken_of
    from tracker.services.user_actions.actions import see, unsee

    context = open_context(options)
    works = [spoken_of(context, text) for text in refs]
    done = (unsee if forget else see)(context.paths.database, works, now())
    tell(done.sentence)
