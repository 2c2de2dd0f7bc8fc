"""Keep the board's rows up to date, and say how far that is."""

from tracker.cli.context import Desk, now
from tracker.errors import Broken
from tracker.services.board import is_fresh


def bring_up(desk: Desk) -> bool:
    """Judge the rows of the board that are stale; whether all are true now.

    They are not where the database cannot be written, or repositories were named for this run
    alone: then the caller judges in memory.
    """
    if desk.reading.as_of is not None or desk.reading.repos:
        return False
    if not desk.paths.database.exists():
        return True
    with desk.sightings() as found:
        configured = desk.config.maintainers is not None or desk.config.maintains
        # Not imported for a warm start where nothing is configured.
        stamp = desk.upkeep.stamp if configured else ""
        if is_fresh(desk.paths.database, desk.projects, found, stamp):
            return True
        from tracker.cli.narrate import narrate
        from tracker.services.board_refresh import freshening
        from tracker.services.sync.sync import Step

        steps = freshening(desk.paths.database, found, desk.projects, now(), desk.upkeep)
        try:
            narrate(Step(text=text) for text in steps)
        except Broken:
            return False
    return True


__all__ = ["bring_up"]
