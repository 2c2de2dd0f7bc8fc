# SPDX-License-Identifier: GPL-2.0-or-later
"""Keep the board's rows up to date, and say how far that is."""

from tracker.cli.context import CommandContext, now
from tracker.errors import Broken
from tracker.services.board import is_fresh


def bring_up(context: CommandContext) -> bool:
    """Judge the rows of the board that are stale; whether all are true now.

    They are not where the database cannot be written, or repositories were named for this run
    alone: then the caller judges in memory.
    """
    if context.reading.as_of is not None or context.reading.repos:
        return False
    if not context.paths.database.exists():
        return True
    with context.occurrences() as found:
        configured = context.config.maintainers is not None or context.config.maintains
        # Not imported for a warm start where nothing is configured.
        stamp = context.upkeep.stamp if configured else ""
        if is_fresh(context.paths.database, context.projects, found, stamp):
            return True
        from tracker.cli.narrate import narrate
        from tracker.services.board_refresh.refresh import freshening
        from tracker.services.sync.sync_step import SyncStep

        steps = freshening(context.paths.database, found, context.projects, now(), context.upkeep)
        try:
            narrate(SyncStep(text=text) for text in steps)
        except Broken:
            return False
    return True


__all__ = ["bring_up"]
