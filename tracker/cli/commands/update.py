# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker update``."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from tracker.cli.context import CommandContext, open_context
from tracker.cli.mirrors import fetch_known_mirrors
from tracker.cli.narrate import narrated
from tracker.cli.options import Reading, reading
from tracker.cli.output import say, tell
from tracker.cli.silent_landings import fetch_allowed, say_silent, stages_before
from tracker.errors import NotFound, TrackerError, Unreachable, Usage

if TYPE_CHECKING:
    from tracker.services.sync.sync import Refreshed


@click.command("update")
@click.argument("refs", nargs=-1, metavar="[REF...]")
@reading
def update_command(options: Reading, refs: tuple[str, ...]) -> None:
    """Fetch what is new for the tracked series, or for those named.

    The archives on this machine are read on from where they were left, and so are the repositories
    of the configuration: those that 'fetch' names there are fetched first. What landed without a
    word since the last look is named. What cannot be reached is reported at the end, and stops
    nothing else.

    \b
    tracker update
    tracker update REF
    tracker update --offline              only the archives on this machine
    """
    context = open_context(options)
    before = stages_before(context)
    unfetched = fetch_allowed(context)
    if not refs:
        fetch_known_mirrors(context)
    read = context.read_archives(known=not refs)
    names = list(refs)
    if not refs:
        with context.library() as library:
            names = (
                [library.series(one).newest.message_id for one in library.tracked()]
                if library
                else []
            )
        if not names:
            say("nothing is tracked yet; try 'tracker track REF'")
    if context.server is None:
        context.session.bring_up()
        say_silent(context, before)
        if names and not read and not context.config.repos:
            raise Usage("there is no server to ask: --offline, or only paths as --source")
        return
    count = len(names)
    done = refresh_tracked(context, [] if refs else names)
    alone = [fault for name in refs or done.stale for fault in _follow(context, name)]
    faults = [*done.faults, *alone]
    missed = max(len(done.missed), len(done.faults)) + len(alone)
    context.session.bring_up()
    say_silent(context, before)
    if unfetched:
        raise Unreachable("\n  ".join(map(str, [*unfetched, *faults])))
    if faults:
        lines = [f"{missed} of {count} could not be brought up to date:"]
        text = "\n  ".join([*lines, *map(str, faults)])
        lost = all(isinstance(fault, NotFound) for fault in faults)
        raise NotFound(text) if lost else Unreachable(text)
    if names:
        tell(f"{len(names)} series up to date")


def refresh_tracked(context: CommandContext, names: list[str]) -> "Refreshed":
    """Ask for the news of all at once; what came of it."""
    from tracker.services.sync.sync import Refreshed

    done = Refreshed()
    if not names:
        return done
    with context.sync() as sync:
        for _ in narrated(sync.refresh(names, context.crawl_limits(), done)):
            pass
    return done


def tracked_faults(context: CommandContext, names: list[str]) -> list[TrackerError]:
    """Bring tracked series up to date, one by one where it must be; what went wrong."""
    done = refresh_tracked(context, names)
    return [*done.faults, *(fault for name in done.stale for fault in _follow(context, name))]


def _follow(context: CommandContext, name: str) -> Iterator[TrackerError]:
    """Bring one series up to date; what went wrong, if anything did."""
    with context.sync() as sync:
        try:
            steps = list(
                narrated(sync.follow(context.ref(name), context.crawl_limits(), force=True))
            )
        except (Unreachable, NotFound) as error:
            yield error
            return
    if any(step.warning for step in steps):
        yield Unreachable(f"{name}: see the warnings above")
