"""What a row of the screen is: spans of text with a role, and what stands behind them.

A role is a name; the style sheet ``tracker.tcss`` says what it looks like.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from tracker.model.roles import Role
from tracker.model.terminal_text import clean, fit, pad, width

if TYPE_CHECKING:
    from tracker.model.mail import Evidence


class Span(NamedTuple):
    """A piece of a line."""

    text: str
    role: Role = Role.PLAIN
    plain: str = ""
    """What stands for it on a terminal that has only ASCII; empty for the text itself."""


Line = tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a row is about: what Enter opens, ``y`` copies and ``e`` explains."""

    message_id: str | None = None
    line: int | None = None
    """Where in the message, counted from 1."""
    series: str | None = None
    """The series that Enter opens; comes before the message."""
    absent: str | None = None
    """A related work that is not at hand, by the handle that fetches it."""
    commit: str | None = None
    evidence: tuple[Evidence, ...] = ()
    topics: frozenset[str] = frozenset()
    """Topics of ``Reason`` that speak of the row as a whole."""
    versions: tuple[str, str] | None = None
    """Two postings that Enter compares, the older one first; comes before all else."""
    edited: str | None = None
    """A commit that differs from its posting, and that Enter compares with it."""


NOTHING = Target()
_LONGEST = 2000
"""Characters of a text that can matter to one line."""
PROSE = 96
"""Columns that a sentence or a table takes at most, on however wide a screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a list, drawn only when it is seen."""

    key: str
    """Stays the same when the list is read again: the cursor follows it."""
    draw: Callable[[int], Line]
    """The line for so many columns."""
    target: Target = field(default=NOTHING)
    stop: bool = True
    """Whether the cursor can rest here."""


class Lazy(Sequence[Row]):
    """Rows that are made when they are asked for; the cursor can rest on each of them."""

    @abstractmethod
    def find(self, key: str) -> int | None:
        """The place of a row by its key; None if it is not among them."""


def fixed(line: Line) -> Callable[[int], Line]:
    """A line that is the same at any width."""
    return lambda _columns: line


def blank(key: str) -> Row:
    """An empty row."""
    return Row(key=key, draw=fixed(()), stop=False)


def heading(key: str, text: str, note: str = "") -> Row:
    """The title of a part of a page."""
    line = (Span(text, Role.TITLE), Span(f"  {note}" if note else "", Role.DIM))
    return Row(key=key, draw=fixed(line), stop=False)


def cell(text: str, columns: int, role: Role = Role.PLAIN, right: bool = False) -> Span:
    """Text cut and filled to so many columns; a text of any length costs no more than a line."""
    return Span(pad(fit(clean(text[:_LONGEST]), columns), columns, right), role)


def middle(text: str, columns: int) -> str:
    """The cleaned text, what is too long cut out of its middle: ``20250709-arm…@example.org``."""
    text = clean(text[:_LONGEST])
    if width(text) <= columns:
        return text
    head = fit(text, max((columns + 1) // 2, 1)).removesuffix("…")
    tail = fit(text[::-1], max(columns - width(head), 1)).removesuffix("…")
    return f"{head}…{tail[::-1]}"


def taken(line: Iterable[Span]) -> int:
    """How many columns a cleaned line takes."""
    return sum(width(span.text) for span in line)


_MUCH = 3_000
"""Characters of prose that are shown at most."""


def wrap(text: str, columns: int) -> tuple[str, ...]:
    """The text in lines of at most so many columns, cleaned and broken between words.

    Not wider than prose reads well; a word longer than a line is cut, and so is a text that is
    too long to be read. Takes linear time.
    """
    if len(text) > _MUCH:
        text = f"{text[:_MUCH]}…"
    columns = min(max(columns, 1), PROSE)
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
    return (*lines, held) if held else tuple(lines)


def chop(text: str, columns: int) -> tuple[str, ...]:
    """The cleaned text in pieces of at most so many columns; one empty piece for no text."""
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


def paragraph(
    key: str,
    text: str,
    columns: int,
    *,
    role: Role = Role.PLAIN,
    lead: str = "",
    target: Target = NOTHING,
) -> tuple[Row, ...]:
    """A text wrapped into rows; ``lead`` stands before the first and indents the others."""
    room = columns - width(lead)
    rows = []
    for number, part in enumerate(wrap(text, room)):
        before = lead if number == 0 else " " * width(lead)
        line = (Span(before, Role.DIM), Span(part, role))
        rows.append(Row(key=f"{key}.{number}", draw=fixed(line), target=target))
    return tuple(rows)
