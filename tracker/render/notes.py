# SPDX-License-Identifier: GPL-2.0-or-later
"""What the user wrote about a series, and what is odd about its mails."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tracker.model.views import SeriesView
from tracker.render.lines import Row, RowTarget, blank, capped, heading, more, paragraph
from tracker.render.words import day, ordinal

if TYPE_CHECKING:
    from tracker.model.said import Note


_NOTES = 6
_LINES = 8


def user_facts(view: SeriesView, full: bool) -> list[tuple[str, str]]:
    """Return labels, the place in the queue, the snooze and, with ``full``, the last look.

    Each is a name and words for the head of the page.
    """
    facts = []
    if view.labels:
        facts.append(("Labels", ", ".join(view.labels)))
    if view.queued is not None:
        facts.append(("Queue", f"{ordinal(view.queued)} in yours"))
    if view.snooze is not None:
        from tracker.model.said import awaited

        facts.append(("Snoozed", f"{awaited(view.snooze)}, since {day(view.snooze.at)}"))
    if full and view.seen is not None:
        facts.append(("Seen", day(view.seen)))
    return facts


def note_rows(notes: Sequence[Note], columns: int, full: bool = False) -> list[Row]:
    """Return the notes, the newest first; nothing where there are none."""
    if not notes:
        return []
    items = [
        _note(f"said.{number}", one, columns, full) for number, one in enumerate(reversed(notes))
    ]
    most = None if full else _NOTES
    return [heading("said", "Your notes"), *capped("said", items, most, hint="--full")]


def _note(key: str, note: Note, columns: int, full: bool) -> list[Row]:
    """Return one note, its lines as they were written."""
    start = f"  {day(note.at)}  "
    rows: list[Row] = []
    for number, line in enumerate(note.text.splitlines()):
        lead = " " * len(start) if rows else start
        found = paragraph(f"{key}.{number}", line, columns, lead=lead)
        rows += found or [blank(f"{key}.{number}")]
    left = len(rows) - _LINES
    if full or left <= 0:
        return rows
    return [*rows[:_LINES], more(f"{key}.more", left, "lines", "--full")]


def mail_note_rows(view: SeriesView, columns: int) -> list[Row]:
    """Return what is odd about the mails of a series; nothing where nothing is."""
    rows: list[Row] = []
    for number, note in enumerate(view.mail_notes):
        target = RowTarget(message_id=note.message_id)
        text = f"{note.text[:1].upper()}{note.text[1:]}."
        rows += paragraph(f"mail.{number}", text, columns, lead="  ", target=target)
    return [heading("mail", "About its mails"), *rows] if rows else []
