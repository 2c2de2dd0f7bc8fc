# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker untrack``."""

import click

from tracker.cli.context import now, open_context
from tracker.cli.options import Reading, reading
from tracker.cli.output import tell


@click.command("untrack")
@click.argument("refs", nargs=-1, required=True, metavar="REF...")
@reading
def untrack_command(options: Reading, refs: tuple[str, ...]) -> None:
    """No longer follow series. Their mail stays.

    'tracker undo' takes it back.

    \b
    tracker untrack REF
    tracker untrack - < mail
    """
    from tracker.services.user_actions.actions import about, untrack

    context = open_context(options)
    for text in refs:
        with context.own(context.ref(text)) as (library, name):
            work = about(library, name)
        tell(untrack(context.paths.database, [work], now()).sentence)
