# SPDX-License-Identifier: GPL-2.0-or-later
"""Status reports and logs: many series told at one moment, and what happened since another.

It joins the library's answers and judges nothing itself. A series is told in full where something
happened since the earlier moment; only those are judged twice.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from tracker.lazy_dataclass import dataclass, replace
from tracker.model.query import NOBODY, Field, Identity, Query, Term, fold
from tracker.model.readiness import LANDED_AHEAD
from tracker.model.relations import PARTS, WALKED, Kind
from tracker.model.report import (
    LATE,
    Asked,
    Fate,
    Folded,
    GroupBy,
    Log,
    LogEntry,
    Need,
    NeedKind,
    ReportEntry,
    StatusReport,
    Was,
)
from tracker.model.rows import SeriesRow
from tracker.model.status import CLOSED, STALLED, Facts, Side
from tracker.model.views import Event, Graph
from tracker.query.parse import parse_query
from tracker.services.candidates import Watch, names_moved, names_that_may
from tracker.services.library import Library, uncollected
from tracker.state.attention import attention
from tracker.state.events import events
from tracker.state.graph import Limits
from tracker.state.news import news
from tracker.state.sections import fate_of, group

Choose = Callable[[tuple[SeriesRow, ...]], tuple[SeriesRow, ...]]
"""The rows that a query holds."""
EVERY = Query()
"""Asks for every series."""
_PICTURES = 20
"""Graphs of a report; further relations are told in words alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """How a report is to be told."""

    asked: Asked
    choose: Choose
    since: datetime | None = None
    group_by: GroupBy = GroupBy.FATE
    me: Callable[[], Identity] = lambda: NOBODY
    """Tells who the reader is; asked only where it counts, as it may start git."""
    pictures: Limits | None = None
    """How far relations are drawn; None draws none."""
    held: tuple[SeriesRow, ...] | None = None
    """The rows of the board that a query holds; None where the board is not true."""
    query: Query = EVERY
    """What ``choose`` asks for: series that it cannot hold are not judged."""
    stalled: timedelta = STALLED
    """How long a series has to be quiet to be stalled."""
    late: timedelta = LATE
    """How long somebody has to be waited for to be late."""
    watch: Watch = tuple
    """Is given the names of what is judged, and may tell how far it has come."""


def tell_report(library: Library, telling: Telling) -> StatusReport:
    """Return what stands where at the library's moment, and what happened since the earlier one."""
    rows = telling.choose(_report_rows(library, telling))
    mine = _ids_of_mine(rows, library.as_of, telling.me)
    entries = _entries(library, rows, telling, mine)
    told = {entry.view.id for entry in entries}
    rest = [_report_folded(row, telling, mine, library.as_of) for row in rows if row.id not in told]
    whole = telling.asked.everything
    unchanged = [one for one in rest if not (whole and _only_counted(one))]
    out = [one.fate for one in rest if whole and _only_counted(one)]
    return StatusReport(
        asked=telling.asked,
        as_of=library.as_of,
        since=telling.since,
        group_by=telling.group_by,
        needs=attention(tuple(_half_landed(library, entries, rest, telling.since)), entries, rest),
        groups=group(entries, telling.group_by),
        unchanged=tuple(sorted(unchanged, key=_folded_order)),
        left_out=tuple((fate, out.count(fate)) for fate in Fate if fate in out),
        graphs=tuple(_graphs(library, entries, telling.pictures)) if telling.pictures else (),
        held=library.held(),
        stalled=telling.stalled,
        late=telling.late,
    )


def tell_log(
    library: Library, asked: Asked, names: Sequence[str], since: datetime | None, most: int | None
) -> Log:
    """Return what happened to these series, newest first; at most so many events."""
    found = []
    abridged = False
    for name, holding in library.in_turn(names):
        dossier = holding.dossier(name)
        if dossier is None:
            continue
        title, project = dossier.series.newest.title, dossier.project
        abridged = abridged or any(one.abridged for one in dossier.messages.values())
        found += [
            LogEntry(event=event, id=name, title=title, project=project)
            for event in events(dossier)
            if since is None or event.date > since
        ]
    found.sort(key=lambda one: (one.event.date, one.id, one.event.kind), reverse=True)
    kept = found if most is None else found[:most]
    return Log(
        asked=asked,
        as_of=library.as_of,
        since=since,
        entries=tuple(kept),
        left_out=len(found) - len(kept),
        abridged=abridged,
    )


def _report_rows(library: Library, telling: Telling) -> tuple[SeriesRow, ...]:
    """Return the rows that may be told of: those of the board, else those that are judged now."""
    if telling.held is None:
        me = telling.me() if telling.query.asks_me else NOBODY
        names = names_of(library, telling.asked, telling.query, me)
        return library.rows(telling.watch(names))
    # One may have become part of another series since the board was read.
    there = library.reader.series_of_each(row.id for row in telling.held)
    return tuple(row for row in telling.held if there.get(row.id) == row.id)


def names_logged(
    library: Library, asked: Asked, since: datetime | None, *, board: bool
) -> tuple[str, ...]:
    """Return the series that a log since a moment may be about.

    ``board`` where the rows of the board are up to date.
    """
    if since is None or not asked.everything:
        return names_of(library, asked)
    sent = (Term(field=Field.LIST, values=(fold(asked.mailing_list),)),)
    return names_moved(library, since, sent if asked.mailing_list else (), board=board)


def names_of(
    library: Library, asked: Asked, query: Query = EVERY, me: Identity = NOBODY
) -> tuple[str, ...]:
    """Return the series that may be asked for: of one list only those that were sent there."""
    sent = (Term(field=Field.LIST, values=(fold(asked.mailing_list),)),)
    terms = (*query.terms, *(sent if asked.mailing_list else ()))
    return names_that_may(library, Query(terms=terms), me, everything=asked.everything)


# ---- what is told in full --------------------------------------------------------------------


def _entries(
    library: Library, rows: Sequence[SeriesRow], telling: Telling, mine: Container[str]
) -> tuple[ReportEntry, ...]:
    since = telling.since
    if since is None:
        known = {row.id: row for row in rows}
        names = known if telling.held is None else telling.watch(tuple(known))
        with uncollected():
            made = {
                name: _report_entry(holding, known[name], telling, None, (), mine=name in mine)
                for name, holding in library.in_turn(names)
            }
        return tuple(made[row.id] for row in rows)
    earlier = library.at(since)
    touched = [row for row in rows if _report_moved(row, since) or _may_go_on(library, row)]
    before = {row.id: row for row in earlier.rows(row.id for row in touched)}
    found = []
    for row in touched:
        was = before.get(row.id)
        freed = _freed(library, earlier, row, was)
        if not freed and not _report_moved(row, since):
            continue
        view = library.view(row.id)
        happened = tuple(sorted((*news(view, since), *freed), key=lambda one: one.date))
        if happened or was is None or was.stage is not row.stage:
            found.append(_report_entry(library, row, telling, was, happened, mine=row.id in mine))
    return tuple(found)


def _report_entry(
    library: Library,
    row: SeriesRow,
    telling: Telling,
    was: SeriesRow | None,
    happened: tuple[Event, ...],
    *,
    mine: bool,
) -> ReportEntry:
    view = library.view(row.id)
    quiet = _is_stalled(row, telling, library.as_of)
    return ReportEntry(
        view=view,
        fate=fate_of(view.stage, replace(view.facts, stalled=quiet), view.turn),
        before=_report_before(was) if was else None,
        news=happened,
        mine=mine,
        failing=row.checks.failing,
        stale_tags=row.stale_tags,
    )


def _report_before(row: SeriesRow) -> Was:
    newest = row.newest
    return Was(
        stage=row.stage,
        side=row.turn.side,
        version=newest.version if newest else 0,
        label=newest.label if newest else "",
        reviewed=row.reviewed,
    )


def _ids_of_mine(
    rows: Sequence[SeriesRow], as_of: datetime, asks: Callable[[], Identity]
) -> frozenset[str]:
    """Return the ids of those series whose turn is the reader's, as ``turn:me`` asks.

    A series that waits for another names its author too, who can do nothing about it.
    """
    able = [one for one in rows if one.turn.side not in (Side.DEPENDENCY, Side.NOBODY)]
    me = asks() if able else NOBODY
    if not me:
        return frozenset()
    from tracker.store.board.memory import select_rows

    return frozenset(one.id for one in select_rows(able, parse_query(("turn:me",)), as_of, me))


def _report_moved(row: SeriesRow, since: datetime) -> bool:
    """Return whether a mail came or a patch climbed since."""
    return row.last_activity > since or any(
        one.date is not None and one.date > since for one in row.landed
    )


def _may_go_on(library: Library, row: SeriesRow) -> bool:
    """Return whether what happened to another series may have freed this one."""
    return (
        row.stage not in CLOSED
        and row.related > 0
        and any(link.relation.kind is Kind.DEPENDS_ON for link in library.linked(row.id))
    )


def _freed(
    library: Library, earlier: Library, row: SeriesRow, was: SeriesRow | None
) -> tuple[Event, ...]:
    """Return what the series waited for at the earlier moment and does so no more."""
    waited = was is not None and was.turn.side is Side.DEPENDENCY
    if not waited or row.turn.side is Side.DEPENDENCY or row.stage in CLOSED:
        return ()
    still = {one.id for one in library.readiness(row.id).waits_for}
    gone = [one for one in earlier.readiness(row.id).waits_for if one.id not in still]
    return tuple(
        Event(
            date=dossier.standing.since,
            kind="unblocked",
            text=f"no longer waits for “{dossier.series.newest.title}”",
            message_id=dossier.series.newest.message_id,
            commit=None,
        )
        for one in gone
        if not one.missing and (dossier := library.dossier(one.id)) is not None
    )


def _report_folded(
    row: SeriesRow, telling: Telling, mine: Container[str], as_of: datetime
) -> Folded:
    facts = Facts(stalled=_is_stalled(row, telling, as_of), blocked=row.blocked)
    return Folded(
        row=row,
        fate=fate_of(row.stage, facts, row.turn),
        mine=row.id in mine,
        late=as_of - (row.turn.since or as_of) >= telling.late,
    )


def _is_stalled(row: SeriesRow, telling: Telling, as_of: datetime) -> bool:
    return row.stage not in CLOSED and as_of - row.last_activity >= telling.stalled


def _only_counted(one: Folded) -> bool:
    """Whether a report of a whole list only counts it: it is over, or no one cares for it."""
    return one.fate in (Fate.LANDED, Fate.CLOSED, Fate.QUIET) and not one.mine


def _folded_order(one: Folded) -> tuple[bool, int, datetime, str]:
    since = one.row.turn.since or one.row.last_activity
    return not one.mine, list(Fate).index(one.fate), since, one.row.id


# ---- what takes several series to tell -------------------------------------------------------


def _half_landed(
    library: Library,
    entries: Sequence[ReportEntry],
    rest: Sequence[Folded],
    since: datetime | None,
) -> Iterator[Need]:
    """Return half-landed changes, each once, also among what has nothing new.

    A need that is not in is told until it is. That a counterpart will not follow is told once: in
    the report of the time in which it showed.
    """
    found = [half for entry in entries for half in entry.view.readiness.half_landed]
    for one in rest:
        if one.row.related and any(
            link.relation.kind in PARTS for link in library.linked(one.row.id)
        ):
            found += library.readiness(one.row.id).half_landed
    for half in {(half.landed, half.other): half for half in found}.values():
        if half.kind is Kind.COMPANION and since is not None and half.since <= since:
            continue
        newest = library.series(half.other).newest
        ahead = half.state == LANDED_AHEAD
        yield Need(
            kind=NeedKind.LANDED_AHEAD if ahead else NeedKind.HALF_LANDED,
            id=half.other,
            title=newest.title,
            message_id=newest.message_id,
            text=half.text,
            since=half.since,
        )


def _graphs(library: Library, entries: Iterable[ReportEntry], limits: Limits) -> Iterator[Graph]:
    """Yield one graph for each web of works that the entries stand in."""
    drawn: set[str] = set()
    number = 0
    for entry in entries:
        view = entry.view
        if view.id in drawn or not any(link.kind in WALKED for link in view.relations):
            continue
        graph = library.graph(view.id, limits)
        drawn |= {node.id for node in graph.nodes}
        if sum(not node.missing for node in graph.nodes) > 1:
            number += 1
            yield replace(graph, abridged=False)
        if number == _PICTURES:
            return
