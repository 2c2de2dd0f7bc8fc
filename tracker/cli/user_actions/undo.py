# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker undo``."""

import click

from tracker.cli.context import open_context
from tracker.cli.options import Reading, reading
from tracker.cli.output import tell


@click.command("undo")
@reading
def undo_command(options: Reading) -> None:
    """Undo the last user action: track, untrack, seen, snooze, note, link or unlink.

    Run it again to undo the one before that; the last hundred are kept.

    \b
    tracker snooze REF --until 2w
    tracker undo
    """
    from tracker.services.user_actions.actions import undo

    tell(undo(open_context(options).paths.database))
