"""What happened to the series, newest first."""

from functools import partial

from tracker.model.views import Event, SeriesView
from tracker.tui.lines import Line, Look, Row, Span, Target, cell, fixed, taken
from tracker.tui.phrases import day

_LOOK = {
    "applied": Look.GOOD,
    "landed": Look.GOOD,
    "tag": Look.GOOD,
    "posted": Look.INFO,
    "question": Look.WARN,
    "objection": Look.BAD,
    "withdrawn": Look.BAD,
    "reverted": Look.BAD,
}


def log_rows(view: SeriesView) -> tuple[Row, ...]:
    """One row an event."""
    rows = tuple(
        Row(
            key=f"{event.date.timestamp()} {event.kind} {event.message_id} {number}",
            draw=partial(_line, event),
            target=Target(message_id=event.message_id, commit=event.commit),
        )
        for number, event in enumerate(reversed(view.events))
    )
    if not rows:
        none = Row(key="none", draw=fixed((Span(" nothing yet", Look.DIM),)), stop=False)
        return (none,)
    return tuple(reversed(rows))


def _line(event: Event, columns: int) -> Line:
    line = (
        Span(" "),
        cell(day(event.date), 12, Look.DIM),
        cell(event.kind, 11, _LOOK.get(event.kind, Look.DIM)),
    )
    return (*line, cell(event.text, max(columns - taken(line), 10)))
