# SPDX-License-Identifier: GPL-2.0-or-later
"""What is to be done about a series, and the sections of a status report.

The manner is that of git.git's "What's cooking" mails: a section is a fate.
"""

from collections.abc import Callable, Mapping, Sequence

from tracker.model.landing import StepName, place_name, tree_name
from tracker.model.report import EntryGroup, Fate, GroupBy, ReportEntry
from tracker.model.rows import main_list
from tracker.model.status import CLOSED, LANDED, Facts, Side, Stage, Turn
from tracker.model.views import SeriesView

_BY_TURN = {
    Side.AUTHOR: Fate.AUTHOR,
    Side.REVIEWERS: Fate.REVIEW,
    Side.MAINTAINER: Fate.MAINTAINER,
    Side.DEPENDENCY: Fate.BLOCKED,
    Side.NOBODY: Fate.REVIEW,
    Side.UNKNOWN: Fate.QUIET,
}


def fate_of(stage: Stage, facts: Facts, turn: Turn) -> Fate:
    """The section of one series: the first that fits; an open one goes by whose turn it is."""
    if stage in LANDED:
        return Fate.LANDED
    if stage in CLOSED and stage is not Stage.REVERTED:
        return Fate.CLOSED
    if facts.stalled:
        return Fate.QUIET
    if facts.blocked and turn.side is not Side.AUTHOR:
        return Fate.BLOCKED
    return _BY_TURN[turn.side]


def group(entries: Sequence[ReportEntry], by: GroupBy) -> tuple[EntryGroup, ...]:
    """The sections that are not empty, in the order of their kind; names by letter, none last.

    In each the longest waiting stand first, but of what has landed the newest.
    """
    found: dict[str, list[ReportEntry]] = {}
    for entry in sorted(entries, key=_section_waiting):
        found.setdefault(_KEYS[by](entry), []).append(entry)
    order = _ORDERS.get(by)
    keys = sorted(found, key=order.index if order else lambda key: (not key, key.casefold(), key))
    return tuple(EntryGroup(key=key, entries=tuple(found[key])) for key in keys)


def _section_waiting(entry: ReportEntry) -> tuple[int, float, str]:
    since = entry.view.stage_since.timestamp()
    landed = entry.fate is Fate.LANDED
    return list(Fate).index(entry.fate), -since if landed else since, entry.view.id


def _section_tree_of(view: SeriesView) -> str:
    """The tree that took its patches first, a maintainer's; empty where none is known.

    A branch of a tree that nobody named has a section of its own.
    """
    for posting in reversed(view.revisions):
        for part in posting.patches:
            for rung in part.landing:
                if rung.rung is not StepName.POSTED and (rung.tree or rung.branch):
                    return tree_name(rung.tree) if rung.tree else place_name(None, rung.branch)
    return ""


_KEYS: Mapping[GroupBy, Callable[[ReportEntry], str]] = {
    GroupBy.FATE: lambda entry: entry.fate.value,
    GroupBy.STAGE: lambda entry: entry.view.stage.value,
    GroupBy.TURN: lambda entry: entry.view.turn.side.value,
    GroupBy.LIST: lambda entry: main_list(entry.view.lists),
    GroupBy.TREE: lambda entry: _section_tree_of(entry.view),
    GroupBy.PROJECT: lambda entry: entry.view.project or "",
    GroupBy.AUTHOR: lambda entry: entry.view.author.name or entry.view.author.email,
    GroupBy.PERSON: lambda entry: next(
        (one.name or one.email for one in entry.view.turn.people), ""
    ),
}
_ORDERS: Mapping[GroupBy, list[str]] = {
    GroupBy.FATE: [fate.value for fate in Fate],
    GroupBy.STAGE: [stage.value for stage in Stage],
    GroupBy.TURN: [side.value for side in Side],
}
