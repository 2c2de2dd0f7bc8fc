# SPDX-License-Identifier: GPL-2.0-or-later
"""What ``tracker update`` says of repositories: fetched where allowed, and what landed silently.

Many maintainers apply without an answer. Only a repository shows that, so each update looks at
those of the configuration, and names the series that got in since without a mail that says so.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from tracker.cli.context import CommandContext
from tracker.cli.output import say, tell
from tracker.errors import TrackerError, Unreachable, Usage
from tracker.model.landing import LandingStep, StepName, place_name
from tracker.model.status import LANDED, Stage
from tracker.model.terminal_text import clean

if TYPE_CHECKING:
    from tracker.state.dossier import Dossier

_SHOWN = 20
"""Series that are named; more are counted."""
_LANDED = frozenset(one.value for one in LANDED)


def fetch_allowed(context: CommandContext) -> list[TrackerError]:
    """Fetch the repositories that the configuration names for it; return what went wrong."""
    faults: list[TrackerError] = []
    known = dict([*context.config.repos, *context.reading.repos])
    for name in context.config.fetch if not context.reading.offline else ():
        from tracker.sources.git_fetch import fetch_repository
        from tracker.sources.repository import open_repository

        if name not in known:
            say(f"no repository is called {name}, which 'fetch' of the configuration names")
            continue
        tell(f"fetching {name}")
        try:
            fetch_repository(name, open_repository(known[name]))
        except (Unreachable, Usage) as error:
            faults.append(error)
    return faults


def stages_before(context: CommandContext) -> Mapping[str, str]:
    """Return the stage that the board holds of each series, by its id; empty without a database."""
    if not context.config.repos or not context.today:
        return {}
    from tracker.store.board.reads import BoardReader

    reader = BoardReader.open(context.paths.database)
    if reader is None:
        return {}
    with reader:
        return reader.board_stages()


def say_silent(context: CommandContext, before: Mapping[str, str]) -> None:
    """Name the series that a repository shows as landed since, and of which no mail says so."""
    if not before:
        return
    after = stages_before(context)
    fresh = [name for name, stage in after.items() if stage in _LANDED]
    fresh = [name for name in fresh if name in before and before[name] not in _LANDED]
    if not fresh:
        return
    with context.library() as library:
        if library is None:
            return
        found = [library.dossier(name) for name in fresh]
        lines = [line for one in found if one is not None for line in _silent_line(one)]
    for line in lines[:_SHOWN]:
        say(clean(line))
    if len(lines) > _SHOWN:
        say(f"... and {len(lines) - _SHOWN} more that landed without a word")


def _silent_line(dossier: "Dossier") -> Iterator[str]:
    """Yield one line for a series whose landing no mail tells of; none for any other."""
    if dossier.standing.stage not in (Stage.APPLIED, Stage.MAINLINE, Stage.RELEASED):
        return
    steps = [step for one in dossier.landings.values() for step in one.rungs]
    if any(step.evidence.message_id for step in steps):
        return
    shown = [step for step in steps if _is_in_tree(step)]
    if shown:
        first = min(shown, key=lambda step: step.date)
        where = place_name(first.tree, first.branch)
        commit = f" as {first.commit[:12]}" if first.commit else ""
        by = f" {first.who}" if first.who else ""
        title = dossier.series.newest.title
        yield f"landed without a word: {title}: in {where}{commit}{by}, {first.date:%Y-%m-%d}"


def _is_in_tree(step: LandingStep) -> bool:
    return step.evidence.repository is not None and step.rung not in (
        StepName.RELEASE,
        StepName.REVERTED,
    )
