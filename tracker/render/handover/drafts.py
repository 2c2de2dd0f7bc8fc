# SPDX-License-Identifier: GPL-2.0-or-later
"""Drafts of answers as rows: one whole, and the list of those that are kept."""

from collections.abc import Sequence
from email.utils import getaddresses
from functools import partial

from tracker.model.board import KeptDraft
from tracker.model.roles import Role
from tracker.model.terminal_text import clean
from tracker.render.lines import Line, Row, Span, blank, cell, chop, fixed, paragraph
from tracker.render.mail import LONGEST, line_roles, text_lines
from tracker.render.placeholders import nothing_rows
from tracker.render.words import minute

_DRAFT_NAME = 14
"""Columns of a header's name."""
_FEW = 3
"""Addressees that are named; more are counted."""
_TO = 28
"""Columns of an addressee in the list, at most."""


def draft_rows(text: str, in_full: bool, columns: int) -> Sequence[Row]:
    """Return a draft for so many columns: its subject, its other headers, then its words.

    A line of more than a few people is a count, unless ``in_full`` asks for their names.
    """
    head, _, body = text.replace("\r\n", "\n").partition("\n\n")
    rows: list[Row] = []
    headers = head.replace("\n ", " ").replace("\n\t", " ").split("\n")
    for number, line in sorted(enumerate(headers), key=lambda one: not _is_subject(one[1])):
        name, _, value = line.partition(":")
        shown = clean(value.strip()[:LONGEST])
        people = len(getaddresses([value])) if name.lower() in ("to", "cc") else 0
        if people > _FEW and not in_full:
            shown = f"{people} people; H shows their names"
        lead = f"  {clean(name)[: _DRAFT_NAME - 2]:<{_DRAFT_NAME}}"
        rows += paragraph(f"header {number}", shown or "(nobody)", columns, lead=lead)
    rows.append(blank("gap"))
    lines = text_lines(body)
    for number, (line, role) in enumerate(zip(lines, line_roles(lines), strict=True), start=1):
        for part, piece in enumerate(chop(clean(line[:LONGEST]), columns - 2)):
            shown_line = (Span("  "), Span(piece, Role.STRONG if role is Role.PLAIN else role))
            rows.append(Row(key=f"line {number}.{part}", draw=fixed(shown_line)))
    return tuple(rows)


def _is_subject(line: str) -> bool:
    return line.lower().startswith("subject:")


def kept_rows(drafts: Sequence[KeptDraft], columns: int) -> Sequence[Row]:
    """Return the drafts that are kept, one a row; its key is the path of the file."""
    if not drafts:
        return nothing_rows("No draft is kept. r on a mail writes one.", columns)
    return tuple(Row(key=one.path, draw=partial(_kept_line, one)) for one in drafts)


def _kept_line(draft: KeptDraft, columns: int) -> Line:
    when = f"  {minute(draft.changed)}  "
    beside = min(_TO, columns // 4)
    room = max(columns - len(when) - beside - 2, 10)
    return (
        Span(when, Role.DIM),
        cell(draft.subject or "(no subject)", room),
        Span("  "),
        cell(f"to {draft.to}" if draft.to else "to nobody", beside, Role.DIM),
    )
