"""What the user said of a series: notes, the snooze, the last look."""

from tracker.model.said import Note, awaited
from tracker.model.views import SeriesView
from tracker.render.layout import block, capped, labelled, more
from tracker.render.style import Style
from tracker.render.words import day

_NOTES = 6
_LINES = 8


def said_lines(view: SeriesView, style: Style, full: bool = False) -> list[str]:
    """The snooze and the last look as two lines of the head; empty where nothing was said."""
    lines = []
    if view.snooze is not None:
        text = f"{style.text(awaited(view.snooze))}, said {day(view.snooze.at)}"
        lines += labelled("Snoozed", text, style)
    if full and view.seen is not None:
        lines += labelled("Seen", day(view.seen), style)
    return lines


def note_lines(notes: tuple[Note, ...], style: Style, full: bool = False) -> list[str]:
    """The notes of a user, the newest first; empty where there are none."""
    if not notes:
        return []
    told = [_note(one, style, full) for one in reversed(notes)]
    return [style.bold("Your notes"), *capped(told, _NOTES, full, style)]


def _note(note: Note, style: Style, full: bool) -> list[str]:
    start = f"  {day(note.at)}  "
    lines: list[str] = []
    for line in note.text.splitlines():
        lead = " " * len(start) if lines else start
        lines += block(style.text(line), style, lead, " " * len(start)) if line.strip() else [""]
    left = len(lines) - _LINES
    if full or left <= 0:
        return lines
    return [*lines[:_LINES], more(left, style, " lines")]
