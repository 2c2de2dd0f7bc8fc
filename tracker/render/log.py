# SPDX-License-Identifier: GPL-2.0-or-later
"""What happened, newest first: ``tracker log``, the end of ``tracker show`` and the Log tab."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from tracker.lazy_dataclass import replace
from tracker.model.roles import Role, Sign
from tracker.model.views import Event, SeriesView
from tracker.render.lines import (
    Row,
    RowTarget,
    Span,
    blank,
    capped,
    heading,
    line_of,
    paragraph,
    whole,
)
from tracker.render.placeholders import nothing_rows
from tracker.render.style import Style
from tracker.render.words import abridged_rows, clock, counted, day, minute, number_ranges

if TYPE_CHECKING:
    # What one series has happen to it is printed without them.
    from tracker.model.report import Log, LogEntry

_LAST = 6
"""Events at the end of ``tracker show``."""


class EventTraits(NamedTuple):
    """How one kind of event reads."""

    sign: Sign
    role: Role


EVENTS: Mapping[str, EventTraits] = {
    "posted": EventTraits(Sign("+", "+"), Role.INFO),
    "tag": EventTraits(Sign("✓", "v"), Role.GOOD),
    "lost": EventTraits(Sign("✗", "x"), Role.WARN),
    "question": EventTraits(Sign("?", "?"), Role.WARN),
    "answer": EventTraits(Sign("↩", "<"), Role.DIM),
    "objection": EventTraits(Sign("!", "!"), Role.BAD),
    "problem": EventTraits(Sign("!", "!"), Role.BAD),
    "check": EventTraits(Sign("✗", "x"), Role.WARN),
    "claim": EventTraits(Sign("·", "."), Role.DIM),
    "withdrawn": EventTraits(Sign("⊘", "-"), Role.BAD),
    "applied": EventTraits(Sign("●", "*"), Role.GOOD),
    "landed": EventTraits(Sign("●", "*"), Role.GOOD),
    "reverted": EventTraits(Sign("↶", "-"), Role.BAD),
    "unblocked": EventTraits(Sign("→", ">"), Role.PLAIN),
}
"""By ``Event.kind``."""
OTHER_EVENT = EventTraits(Sign("·", "."), Role.DIM)


def event_traits(kind: str) -> EventTraits:
    """Return how a kind of event reads."""
    return EVENTS.get(kind, OTHER_EVENT)


def log_text(log: Log, style: Style) -> str:
    """Return what ``tracker log`` prints: a heading for each day, its events with their sources.

    A series is named where the event before is another series'.
    """
    columns = style.width
    # The log of one series need not say whose it is.
    named = log.entries[0].id if log.asked.ref and log.entries else ""
    rows = _entry_rows(log.entries, columns, named, sources=True)
    rows += [blank("end.gap")] if rows else []
    span = f" since {minute(log.since)}" if log.since else ""
    left = f"; {log.left_out} older ones are not shown" if log.left_out else ""
    told = f"{counted(len(log.entries), 'event')}{span}, as of {minute(log.as_of)}{left}."
    rows += paragraph("end", told, columns, role=Role.DIM)
    return style.page([*rows, *abridged_rows(log.abridged, columns)])


def feed_rows(entries: Sequence[LogEntry], columns: int) -> Sequence[Row]:
    """Return what came to many series, newest first; Enter opens what says so."""
    if not entries:
        text = "Nothing came to a tracked series since you last looked at it."
        return nothing_rows(text, columns)
    return _entry_rows(entries, columns, "", sources=False)


def _entry_rows(entries: Sequence[LogEntry], columns: int, id: str, *, sources: bool) -> list[Row]:
    """Return a heading for each day, and its events; a series is named where it changes."""
    rows: list[Row] = []
    date = ""
    for number, entry in enumerate(joined_entries(entries)):
        key = f"event.{number}"
        if day(entry.event.date) != date:
            date = day(entry.event.date)
            rows += [*([blank(f"{key}.gap")] if rows else []), heading(f"{key}.day", date)]
        if entry.id != id:
            id = entry.id
            name = _log_name(entry)
            rows += paragraph(f"{key}.series", name, columns, lead="  ", role=Role.STRONG, most=2,
                              target=RowTarget(series=id))  # fmt: skip
        time = f"  {clock(entry.event.date)} "
        rows += event_rows(key, entry.event, time, columns)
        rows += _log_source(key, entry.event) if sources else ()
    return rows


def joined_entries(entries: Sequence[LogEntry]) -> list[LogEntry]:
    """Return the events of many series, those of one that took one landing step as one."""
    runs = groupby(entries, lambda entry: (entry.id, _step_key(entry.event)))
    return [
        replace(first, event=_joined_event([first.event, *(one.event for one in others)]))
        for first, *others in (list(run) for _, run in runs)
    ]


def joined_events(events: Sequence[Event]) -> list[Event]:
    """Return the events, neighbours that took one landing step as one: ``patches 1-9 applied``."""
    return [_joined_event(list(run)) for _, run in groupby(events, _step_key)]


def _step_key(event: Event) -> Hashable:
    if not event.step:
        return id(event)
    return day(event.date), event.kind, event.message_id, event.version, event.step


def _joined_event(events: Sequence[Event]) -> Event:
    """Return one event for all; it keeps the mail or commit of the first."""
    first = events[0]
    patches = [one.patch for one in events if one.patch is not None]
    if len(set(patches)) < 2:
        return first
    return replace(first, text=f"patches {number_ranges(patches)} {first.step}")


def log_rows(view: SeriesView, columns: int) -> list[Row]:
    """Return the Log tab; what came since the user last looked stands apart."""
    if not view.events:
        return [line_of("none", " nothing yet", Role.DIM)]
    events = joined_events(view.events)
    fresh = [event for event in events if is_new(event, view)]
    before = [event for event in events if not is_new(event, view)]
    rows: list[Row] = []
    if view.seen is not None:
        many = counted(len(fresh), "new event") if fresh else "Nothing new"
        rows.append(heading("new", many, f"you looked at it {minute(view.seen)}"))
    places = {id(event): at for at, event in enumerate(reversed(events))}
    rows += _events(fresh, places, "•", columns)
    if fresh and before and view.seen is not None:
        rows += [blank("gap"), heading("old", "Before that")]
    return [*rows, *_events(before, places, " ", columns)]


def last_events(view: SeriesView, columns: int, full: bool) -> list[Row]:
    """Return the newest events, as ``tracker show`` prints them; all of them with ``full``."""
    if not view.events:
        return []
    items = [
        event_rows(f"event.{number}", one, f"  {day(one.date)} ", columns)
        for number, one in enumerate(joined_events(view.events))
    ]
    most = None if full else _LAST
    return [heading("events", "Last events"), *capped("events", items, most, hint="--full")]


def is_new(event: Event, view: SeriesView) -> bool:
    """Return whether an event came after the user last looked; where they never did, none did."""
    if view.seen is None:
        return False
    # A mail may come in long after the date it bears.
    return event.date > view.seen or event.message_id in view.unread


def event_rows(key: str, event: Event, when: str, columns: int, mark: str = "") -> list[Row]:
    """Return one event: when, its sign, its words; Enter opens what says so."""
    traits = event_traits(event.kind)
    lead = (
        Span(mark, Role.INFO),
        Span(when, Role.DIM),
        Span(traits.sign.letter, traits.role, traits.sign.plain),
        Span(" "),
    )
    target = RowTarget(message_id=event.message_id, commit=event.commit)
    first, *rest = paragraph(key, event.text or event.kind, columns, lead=lead, target=target,
                             most=3)  # fmt: skip
    return [first, *(Row(key=row.key, draw=row.draw, stop=False) for row in rest)]


def _events(
    events: Sequence[Event], places: Mapping[int, int], mark: str, columns: int
) -> list[Row]:
    rows: list[Row] = []
    for event in events:
        name = f"{event.date.timestamp()} {event.kind} {event.message_id} {places[id(event)]}"
        rows += event_rows(name, event, f"{day(event.date)} ", columns, mark)
    return rows


def _log_name(entry: LogEntry) -> str:
    project = f"[{entry.project}] " if entry.project else ""
    return project + (entry.title or "(no title)")


def _log_source(key: str, event: Event) -> list[Row]:
    if event.message_id:
        return [whole(f"{key}.mail", f"<{event.message_id}>", " " * 10)]
    return [whole(f"{key}.commit", f"commit {event.commit}", " " * 10)] if event.commit else []
