"""What happened to the series, newest first; what is new since the last look stands apart."""

from functools import partial

from tracker.model.roles import Role
from tracker.model.views import Event, SeriesView
from tracker.render.lines import Line, Row, Span, Target, blank, cell, fixed, heading, taken
from tracker.render.words import counted, day, minute

_LOOK = {
    "applied": Role.GOOD,
    "landed": Role.GOOD,
    "tag": Role.GOOD,
    "posted": Role.INFO,
    "question": Role.WARN,
    "objection": Role.BAD,
    "problem": Role.BAD,
    "withdrawn": Role.BAD,
    "reverted": Role.BAD,
}


def log_rows(view: SeriesView) -> tuple[Row, ...]:
    """One row an event."""
    if not view.events:
        none = Row(key="none", draw=fixed((Span(" nothing yet", Role.DIM),)), stop=False)
        return (none,)
    fresh = [event for event in view.events if is_new(event, view)]
    before = [event for event in view.events if not is_new(event, view)]
    rows: list[Row] = []
    if view.seen is not None:
        note = f"you looked at it {minute(view.seen)}"
        many = counted(len(fresh), "new event") if fresh else "Nothing new"
        rows.append(heading("new", f" {many}", note))
    rows += _events(fresh, view, "•")
    if fresh and before and view.seen is not None:
        rows += [blank("gap"), heading("old", " Before that")]
    return (*rows, *_events(before, view, " "))


def is_new(event: Event, view: SeriesView) -> bool:
    """Whether it happened after the user last looked; nothing is new where he never did."""
    if view.seen is None:
        return False
    # A mail may come in long after the date it bears.
    return event.date > view.seen or event.message_id in view.unread


def _events(events: list[Event], view: SeriesView, mark: str) -> list[Row]:
    places = {id(event): at for at, event in enumerate(reversed(view.events))}
    return [
        Row(
            key=f"{event.date.timestamp()} {event.kind} {event.message_id} {places[id(event)]}",
            draw=partial(_line, event, mark),
            target=Target(message_id=event.message_id, commit=event.commit),
        )
        for event in events
    ]


def _line(event: Event, mark: str, columns: int) -> Line:
    line = (
        Span(mark, Role.INFO),
        cell(day(event.date), 12, Role.DIM),
        cell(event.kind, 11, _LOOK.get(event.kind, Role.DIM)),
    )
    return (*line, cell(event.text, max(columns - taken(line), 10)))
