"""A list of series, one line each: what ``tracker list`` prints."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tracker.model.roles import Role
from tracker.model.status import Side, stage_traits
from tracker.model.terminal_text import pad, width
from tracker.model.views import SeriesRow
from tracker.render.style import Style
from tracker.render.words import short_age

TURNS = {
    Side.AUTHOR: "author",
    Side.REVIEWERS: "review",
    Side.MAINTAINER: "maint",
    Side.DEPENDENCY: "dep",
    Side.NOBODY: "",
}
"""Whose turn it is, in few letters."""
_LIST_NAME = 12
_GAP = 1


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the list: its heading and its cells."""

    head: str
    cells: tuple[str, ...]
    right: bool = False

    @property
    def width(self) -> int:
        """Columns that its widest cell takes."""
        return max(width(text) for text in (self.head, *self.cells))


def list_text(rows: Sequence[SeriesRow], style: Style, now: datetime) -> str:
    """One line a series, in the order given, its columns then its title.

    What is empty for all of them takes no room. Lines fit the style's width.
    """
    if not rows:
        return "no series\n"
    columns = [column for column in _columns(rows, style, now) if any(column.cells)]
    start = 2 + sum(column.width + _GAP for column in columns)
    room = max(style.width - start, 10)
    head = "  " + "".join(pad(c.head, c.width, c.right) + " " for c in columns) + "title"
    lines = [style.dim(style.fit(head, style.width))]
    for index, row in enumerate(rows):
        cells = "".join(pad(c.cells[index], c.width, c.right) + " " for c in columns)
        role = stage_traits(row.stage).role
        title = style.fit(style.text(row.title), room)
        weight = Role.TITLE if row.tracked else Role.PLAIN
        shown = style.paint(cells, Role.DIM if role is Role.DIM else Role.PLAIN)
        lines.append(f"{style.glyph(row.stage)} {shown}{style.paint(title, weight)}".rstrip())
    return "\n".join(lines) + "\n"


def _columns(rows: Sequence[SeriesRow], style: Style, now: datetime) -> list[Column]:
    ages = tuple(short_age(row.last_activity, now) for row in rows)
    asked = (min(row.open_questions, 99) for row in rows)
    return [
        Column("", tuple("*" if row.tracked else "" for row in rows)),
        Column("turn", tuple(TURNS[row.turn.side] for row in rows)),
        Column("ver", tuple(_version(row, style) for row in rows)),
        Column("rev", tuple(_reviewed(row) for row in rows), right=True),
        Column("q", tuple(f"{number}?" if number else "" for number in asked), right=True),
        Column("ci", tuple("✗" if row.checks.failing else "" for row in rows)),
        Column("age", ages, right=True),
        Column("list", tuple(_list_name(row, style) for row in rows)),
    ]


def _version(row: SeriesRow, style: Style) -> str:
    newest = row.newest
    if newest is None:
        return ""
    return style.fit(style.text(newest.label or f"v{newest.version}"), 5)


def _reviewed(row: SeriesRow) -> str:
    """Patches with a Reviewed-by or Acked-by, of how many: ``2/3``."""
    newest = row.newest
    return f"{row.reviewed}/{newest.expected}" if newest is not None and newest.expected else ""


def _list_name(row: SeriesRow, style: Style) -> str:
    """The list it is for; the project of what was sent to none."""
    return style.fit(style.text(row.list_name or row.project or ""), _LIST_NAME)
