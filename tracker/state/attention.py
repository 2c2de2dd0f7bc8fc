# SPDX-License-Identifier: GPL-2.0-or-later
"""What needs somebody: the few lines at the top of a status report."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from tracker.lazy_dataclass import dataclass, replace
from tracker.model.report import Fate, Folded, Need, NeedKind, ReportEntry
from tracker.model.status import Stage, Turn
from tracker.model.views import SeriesView

_OPEN = frozenset({Fate.MAINTAINER, Fate.AUTHOR, Fate.REVIEW, Fate.BLOCKED})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """What of a series tells whether it needs somebody."""

    need: Need
    """The need it would be; its kind is not told yet."""
    texts: Mapping[NeedKind, str]
    """Its sentence as a need of each kind."""
    kinds: frozenset[NeedKind]
    """Every kind that fits."""
    since: datetime


def attention(
    halves: Sequence[Need], entries: Iterable[ReportEntry], folded: Iterable[Folded]
) -> tuple[Need, ...]:
    """The most pressing first, then the longest waiting; a series stands under one reason alone.

    ``halves`` are half-landed changes, which take more than one series to tell.
    """
    return (*halves, *_others({one.id for one in halves}, entries, folded))


def newest_name(view: SeriesView) -> str:
    """The Message-ID by which people read the newest version."""
    whole = [one for one in view.revisions if not one.partial] or list(view.revisions)
    return whole[-1].message_id if whole else view.id


def _others(
    taken: set[str], entries: Iterable[ReportEntry], folded: Iterable[Folded]
) -> Iterator[Need]:
    cases = [*map(_of_entry, entries), *map(_of_folded, folded)]
    cases.sort(key=lambda one: (one.since, one.need.id))
    for kind in NeedKind:
        for case in cases:
            if kind in case.kinds and case.need.id not in taken:
                taken.add(case.need.id)
                text = case.texts.get(kind, case.texts[NeedKind.READY])
                yield replace(case.need, kind=kind, text=text)


def _of_entry(entry: ReportEntry) -> _Case:
    view = entry.view
    was_out = entry.before is not None and entry.before.stage is Stage.REVERTED
    told = {
        NeedKind.REVERTED: view.stage is Stage.REVERTED and not was_out,
        NeedKind.MINE: entry.mine,
        NeedKind.UNBLOCKED: any(one.kind == "unblocked" for one in entry.news),
        NeedKind.READY: entry.fate is Fate.MAINTAINER,
        NeedKind.FAILING: entry.fate in _OPEN and bool(entry.failing),
        NeedKind.STALE: entry.fate in _OPEN and bool(entry.stale_tags),
    }
    since = view.turn.since or view.stage_since
    need = _attention_need(view.id, view.title, newest_name(view), since)
    return _Case(
        need=need,
        texts=_texts(view.turn, entry.failing, entry.stale_tags),
        kinds=frozenset(kind for kind, holds in told.items() if holds),
        since=since,
    )


def _of_folded(one: Folded) -> _Case:
    row = one.row
    named = one.row.turn.since is not None and bool(one.row.turn.people)
    told = {
        NeedKind.MINE: one.mine,
        NeedKind.READY: one.fate is Fate.MAINTAINER,
        NeedKind.FAILING: one.fate in _OPEN and bool(row.checks.failing),
        NeedKind.STALE: one.fate in _OPEN and bool(row.stale_tags),
        NeedKind.LATE: one.fate in _OPEN and named and one.late,
    }
    name = row.newest.message_id if row.newest else row.id
    since = row.turn.since or row.last_activity
    return _Case(
        need=_attention_need(row.id, row.title, name, since),
        texts=_texts(row.turn, row.checks.failing, row.stale_tags),
        kinds=frozenset(kind for kind, holds in told.items() if holds),
        since=since,
    )


def _texts(turn: Turn, failing: Sequence[str], stale_tags: Sequence[str]) -> Mapping[NeedKind, str]:
    """Return the sentence of a need by its kind; of the kinds that are not here the turn's."""
    people = ", ".join(one.called for one in turn.people)
    return {
        NeedKind.FAILING: f"fails: {', '.join(failing)}",
        NeedKind.STALE: f"given before it changed: {', '.join(stale_tags)}",
        NeedKind.LATE: f"{turn.side.value}: {people}",
        NeedKind.READY: turn.reasons[0] if turn.reasons else "",
    }


def _attention_need(id: str, title: str, message_id: str, since: datetime) -> Need:
    return Need(
        kind=NeedKind.READY,
        id=id,
        title=title,
        message_id=message_id,
        text="",
        since=since,
    )
