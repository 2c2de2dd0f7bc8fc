# SPDX-License-Identifier: GPL-2.0-or-later
"""What a row of the screen is: spans of text with a role, and what stands behind them.

A role is a name; the style sheet ``tracker.tcss`` says what it looks like.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import field
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from tracker.lazy_dataclass import dataclass
from tracker.model.roles import Role
from tracker.model.terminal_text import clean, fit, pad, width

if TYPE_CHECKING:
    from tracker.model.mail import Evidence
    from tracker.query.sought import Sought


class Span(NamedTuple):
    """A piece of a line."""

    text: str
    role: Role = Role.PLAIN
    plain: str = ""
    """What stands for it on a terminal that has only ASCII; empty for the text itself."""


Line = tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowTarget:
    """What a row is about: what Enter opens, ``y`` copies and ``e`` explains."""

    message_id: str | None = None
    line: int | None = None
    """Where in the message, counted from 1."""
    series: str | None = None
    """The series that Enter opens; comes before the message."""
    absent: str | None = None
    """A related work that was not fetched, by the handle that fetches it."""
    commit: str | None = None
    evidence: tuple[Evidence, ...] = ()
    topics: frozenset[str] = frozenset()
    """Topics of ``Reason`` that speak of the row as a whole."""
    versions: tuple[str, str] | None = None
    """Two postings that Enter compares, the older one first; comes before all else."""
    edited: str | None = None
    """A commit that differs from its posting, and that Enter compares with it."""


NOTHING = RowTarget()
_LONGEST = 2000
"""Characters of a text that can matter to one line."""
_HANDLE = 300
"""Characters of a URL or Message-ID that are shown; longer ones are no such thing."""
PROSE = 96
"""Columns that a sentence or a table takes at most, on however wide a screen."""
UNWRAPPED = 4_000
"""Columns to lay out for where each fact is to stay on one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a list, drawn only when it is seen."""

    key: str
    """Stays the same when the list is read again: the cursor follows it."""
    draw: Callable[[int], Line]
    """The line for so many columns."""
    target: RowTarget = field(default=NOTHING)
    stop: bool = True
    """Whether the cursor can rest here."""


class LazyRows(Sequence[Row]):
    """Rows that are made when they are asked for; the cursor can rest on each of them."""

    def holding(self, sought: Sought, columns: int) -> list[int]:
        """Return the places of the rows that have the words."""
        return [at for at in range(len(self)) if sought.within(text_of(self[at].draw(columns)))]

    @abstractmethod
    def find(self, key: str) -> int | None:
        """Return the place of a row by its key; None if it is not among them."""


def text_of(line: Line) -> str:
    """Return the text of a line."""
    return "".join(span.text for span in line)


def rows_holding(rows: Sequence[Row], sought: Sought, columns: int) -> list[int]:
    """Return the places of the rows that have the words, as they are drawn for so many columns."""
    if isinstance(rows, LazyRows):
        return rows.holding(sought, columns)
    return [at for at, row in enumerate(rows) if sought.within(text_of(row.draw(columns)))]


def fixed(line: Line) -> Callable[[int], Line]:
    """Return a line that is the same at any width."""
    return lambda _columns: line


def blank(key: str) -> Row:
    """Return an empty row."""
    return Row(key=key, draw=fixed(()), stop=False)


def heading(key: str, text: str, note: str = "") -> Row:
    """Return the title of a part of a page, and a note beside it."""
    return Row(key=key, draw=partial(_heading, text, note), stop=False)


def _heading(text: str, note: str, columns: int) -> Line:
    title = fit(clean(text[:_LONGEST]), columns)
    room = columns - width(title) - 2
    beside = f"  {fit(clean(note[:_LONGEST]), room)}" if note and room > 8 else ""
    return (Span(title, Role.TITLE), Span(beside, Role.DIM))


def cell(text: str, columns: int, role: Role = Role.PLAIN, right: bool = False) -> Span:
    """Return text cut and filled to so many columns; a long text costs no more than a line."""
    return Span(pad(fit(clean(text[:_LONGEST]), columns), columns, right), role)


def widest(texts: Iterable[str]) -> int:
    """Return how many columns the longest of some texts takes; a very long one counts in part."""
    return max((width(clean(text[:_LONGEST])) for text in texts), default=0)


def middle(text: str, columns: int) -> str:
    """Return the cleaned text with its middle cut out: ``20250709-arm…@example.org``."""
    text = clean(text[:_LONGEST])
    if width(text) <= columns:
        return text
    head = fit(text, max((columns + 1) // 2, 1)).removesuffix("…")
    tail = fit(text[::-1], max(columns - width(head), 1)).removesuffix("…")
    return f"{head}…{tail[::-1]}"


def taken(line: Iterable[Span]) -> int:
    """Return how many columns a cleaned line takes."""
    return sum(width(span.text) for span in line)


_MUCH = 3_000
"""Characters of prose that are shown at most."""


def wrap(
    text: str,
    columns: int,
    most: int | None = None,
    *,
    widest: int = PROSE,
    ellipsis: str = "…",
) -> tuple[str, ...]:
    """Return the cleaned text in lines of at most so many columns, broken between words.

    Not wider than ``widest``; a word longer than a line is broken. What goes past the last of
    ``most`` lines ends in an ellipsis, and so does a text that is too long to be read. Takes
    linear time.
    """
    if len(text) > _MUCH:
        text = f"{text[:_MUCH]}{ellipsis}"
    columns = prose_room(max(columns, 1), widest)
    lines: list[str] = []
    held, used = "", 0
    for word in clean(text).split():
        size = width(word)
        if held and used + 1 + size <= columns:
            held, used = f"{held} {word}", used + 1 + size
            continue
        if held:
            lines.append(held)
        *full, held = chop(word, columns)
        lines.extend(full)
        used = width(held)
        if most is not None and len(lines) > most:
            break
    found = (*lines, held) if held else tuple(lines)
    if most is None or len(found) <= most:
        return found
    return (*found[: most - 1], fit(f"{found[most - 1]}{' ' * columns}", columns, ellipsis))


def prose_room(columns: int, widest: int = PROSE) -> int:
    """Return how many of the columns a sentence may take: all where nothing is to be wrapped."""
    return columns if columns > UNWRAPPED // 2 else min(columns, widest)


def chop(text: str, columns: int) -> tuple[str, ...]:
    """Return the cleaned text in pieces of at most so many columns; one empty piece for none."""
    columns = max(columns, 2)
    if text.isascii():
        return tuple(text[at : at + columns] for at in range(0, len(text), columns)) or ("",)
    pieces: list[str] = []
    start = used = 0
    for at, char in enumerate(text):
        size = width(char)
        if used + size > columns:
            pieces.append(text[start:at])
            start, used = at, 0
        used += size
    return (*pieces, text[start:])


def fold(text: str, columns: int, lead: str = "") -> tuple[str, ...]:
    """Return the cleaned text in pieces of at most so many columns, broken at blanks.

    Unlike ``wrap`` no blank within a piece is lost: what is lined up stays so. Only a word longer
    than a line is broken. ``lead`` begins every piece but the first, where it leaves half of the
    columns. Takes linear time.
    """
    pieces: list[str] = []
    lead = lead if 2 * width(lead) <= columns else ""
    at, indent = 0, len(text) - len(text.lstrip(" "))
    while at < len(text) or not pieces:
        before = lead if pieces else ""
        room = max(columns - width(before), 2)
        piece = text[at : at + room] if text.isascii() else chop(text[at : at + room], room)[0]
        end = at + len(piece)
        if end < len(text) and text[end] != " ":
            blank = text.rfind(" ", at, end)
            end = blank + 1 if blank >= max(at, indent) else end
        pieces.append(
            f"{before}{text[at:end].rstrip(' ')}" if end < len(text) else before + text[at:]
        )
        at = end
        while at < len(text) and text[at] == " ":
            at += 1
    return tuple(pieces)


def paragraph(
    key: str,
    text: str,
    columns: int,
    *,
    role: Role = Role.PLAIN,
    lead: str | Line = "",
    under: str | None = None,
    target: RowTarget = NOTHING,
    most: int | None = None,
    stop: bool = True,
) -> list[Row]:
    """Wrap a text into rows.

    ``lead`` stands before the first row; ``under``, blanks of the same width unless it is given,
    before the others. ``most`` is how many rows it may take, ``stop`` whether the cursor rests.
    """
    first = (Span(lead, Role.DIM),) if isinstance(lead, str) else lead
    size = taken(first)
    rest = (Span(" " * size if under is None else under, Role.DIM),)
    rows = []
    for number, part in enumerate(wrap(text, columns - size, most)):
        line = (*(rest if number else first), Span(part, role))
        rows.append(Row(key=f"{key}.{number}", draw=fixed(line), target=target, stop=stop))
    return rows


def whole(key: str, text: str, lead: str = "", target: RowTarget = NOTHING) -> Row:
    """Return a URL or Message-ID on a row of its own, never broken, so that it can be copied.

    It may be wider than the screen. What holds a space or is longer than 300 characters is no
    such thing, whatever its mail calls it, and is cut.
    """
    start = Span(lead, Role.DIM)
    if " " in text.strip() or len(text) > _HANDLE:
        return Row(key=key, draw=partial(_cut_line, start, text), target=target, stop=False)
    return Row(
        key=key, draw=fixed((start, Span(clean(text), Role.LINK))), target=target, stop=False
    )


def _cut_line(start: Span, text: str, columns: int) -> Line:
    return (start, cell(text, max(columns - width(start.text), 1), Role.LINK))


def line_of(key: str, text: str, role: Role = Role.PLAIN) -> Row:
    """Return a short text on a row of its own, on which the cursor does not rest."""
    return Row(key=key, draw=fixed((Span(text, role),)), stop=False)


def more(key: str, number: int, what: str, hint: str = "") -> Row:
    """Return the row that stands for what was left out: ``… and 3 more lines (--full)``."""
    told = f"  … and {number} more{f' {what}' if what else ''}{f' ({hint})' if hint else ''}"
    return line_of(key, told, Role.DIM)


def capped(
    key: str, items: Sequence[Sequence[Row]], most: int | None, what: str = "", hint: str = ""
) -> list[Row]:
    """Return the rows of the first so many items, and how many more items there are.

    A single one is not left out: the row that says so would take its room.
    """
    kept = items if most is None or len(items) <= most + 1 else items[:most]
    rows = [row for item in kept for row in item]
    left = len(items) - len(kept)
    return [*rows, more(f"{key}.more", left, what, hint)] if left else rows


def parts(*found: Sequence[Row]) -> list[Row]:
    """Return the parts of a page with an empty row between any two that hold something."""
    rows: list[Row] = []
    for number, part in enumerate(part for part in found if part):
        rows += [*([blank(f"gap.{number}")] if rows else []), *part]
    return rows
