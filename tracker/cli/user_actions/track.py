# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker track``."""

import click

from tracker.cli.context import now, open_context
from tracker.cli.options import Reading, reading
from tracker.cli.output import tell
from tracker.cli.refresh_board import bring_up


@click.command("track")
@click.argument("refs", nargs=-1, required=True, metavar="REF...")
@reading
def track_command(options: Reading, refs: tuple[str, ...]) -> None:
    """Follow series: they stand on the board, in the list and in reports.

    'tracker undo' takes it back.

    \b
    tracker track 20250709-arm64_relax_jit_comp-v1-0-3850fe189092@bootlin.com
    tracker track - < mail
    """
    from tracker.services.user_actions.actions import about, track

    context = open_context(options)
    for text in refs:
        ref = context.ref(text)
        context.bring(ref)
        with context.own(ref) as (library, name):
            work = about(library, name)
        tell(track(context.paths.database, [work], now()).sentence)
    bring_up(context)
