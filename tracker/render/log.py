"""What happened, newest first: what ``tracker log`` prints."""

from collections.abc import Iterator
from datetime import UTC

from tracker.model.report import Log, LogEntry
from tracker.model.roles import Role
from tracker.render.abridged import abridged_lines
from tracker.render.events import event_traits
from tracker.render.layout import block, counted, handle
from tracker.render.style import Style
from tracker.render.words import day, minute

_ROLES = {
    "applied": Role.GOOD,
    "tag": Role.GOOD,
    "question": Role.WARN,
    "objection": Role.BAD,
    "problem": Role.BAD,
    "reverted": Role.BAD,
}


def log_text(log: Log, style: Style) -> str:
    """A day a heading; under it each event with its mail or commit, and whose it is where that
    is another series' than the event's before. Lines fit the style's width."""
    lines: list[str] = []
    date = ""
    # The log of one series need not say whose it is.
    id = log.entries[0].id if log.asked.ref and log.entries else ""
    for entry in log.entries:
        if day(entry.event.date) != date:
            date = day(entry.event.date)
            lines += [*([""] if lines else []), style.bold(date)]
        if entry.id != id:
            id = entry.id
            lines += block(_name(entry, style), style, "  ", role=Role.TITLE, limit=2)
        lines += _event(entry, style)
    lines += [""] if lines else []
    span = f" since {minute(log.since)}" if log.since else ""
    more = f"; {log.left_out} older ones are not shown" if log.left_out else ""
    told = f"{counted(len(log.entries), 'event')}{span}, as of {minute(log.as_of)}{more}."
    lines += block(told, style, role=Role.DIM)
    return "\n".join([*lines, *abridged_lines(log.abridged, style)]) + "\n"


def _name(entry: LogEntry, style: Style) -> str:
    project = f"[{style.text(entry.project)}] " if entry.project else ""
    return project + (style.text(entry.title) or "(no title)")


def _event(entry: LogEntry, style: Style) -> Iterator[str]:
    event = entry.event
    sign = style.pick(*event_traits(event.kind).sign)
    start = f"  {event.date.astimezone(UTC):%H:%M} "
    words = block(style.text(event.text), style, f"{start}{sign} ", limit=3)
    role = _ROLES.get(event.kind, Role.PLAIN)
    first = f"{start}{style.paint(sign, role)}" + words[0][len(start) + 1 :] if words else start
    yield from (first, *words[1:])
    under = " " * (len(start) + 2)
    if event.message_id:
        yield from handle(f"<{style.text(event.message_id)}>", style, under)
    elif event.commit:
        yield from handle(f"commit {style.text(event.commit)}", style, under)
