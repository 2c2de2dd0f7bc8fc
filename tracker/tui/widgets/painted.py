# SPDX-License-Identifier: GPL-2.0-or-later
"""From lines to strips: the one door through which text reaches the terminal."""

import sys
from functools import cache
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.screen import Screen, ScreenResultType
from textual.strip import Strip
from textual.widget import Widget

from tracker.model.roles import Role
from tracker.model.terminal_text import clean, width
from tracker.query.sought import Sought
from tracker.render.lines import Line

_LONGEST = 2_000
"""Characters of a span that are looked at: no screen has so many columns."""


def marked_strip(strip: Strip, sought: Sought, style: Style) -> Strip:
    """Return a strip with the words that are looked for in another style."""
    text = strip.text
    cuts: list[int] = []
    for start, end in sought.spans(text):
        cuts += [width(text[:start]), width(text[:end])]
    if not cuts:
        return strip
    parts = strip.divide([*cuts, strip.cell_length])
    return Strip.join(_over(part, style) if n % 2 else part for n, part in enumerate(parts))


def _over(strip: Strip, style: Style) -> Strip:
    laid = [Segment(text, (own or Style.null()) + style) for text, own, _ in strip]
    return Strip(laid, strip.cell_length)


@cache
def _draws_ascii() -> bool:
    """Return whether the terminal is written to in ASCII: its locale or the user asks for that."""
    return getattr(sys.__stderr__, "encoding", "").lower() in (
        "ascii",
        "ansi_x3.4-1968",
        "us-ascii",
    )


def _plain_sign(text: str, plain: str) -> str:
    """Return what stands for a sign in ASCII, where that is drawn and takes no other room.

    One letter of the screen may stand for several signs, of which only its span is sure.
    """
    return plain if plain and len(plain) == width(text) and _draws_ascii() else ""


class RoleScreen(Screen[ScreenResultType]):
    """A screen that knows the roles, once for all that is painted on it.

    Textual matches the style sheet again for each component class of each widget, so they cost less
    here than on every widget.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"role--{role}" for role in Role}


class Painted(Widget):
    """A widget that draws lines by itself, in the looks of its screen.

    Every span is cleaned here once more, whoever built it, and never read as markup.
    """

    _roles: dict[str, Style]
    """Made when it is first asked for: Textual asks for styles before a widget is made."""

    def paint(self, line: Line, columns: int, over: str = "") -> Strip:
        """The line on so many columns; ``over`` names a component class laid over all of it."""
        segments = self._segments(line)
        strip = Strip(segments)
        if strip.cell_length > columns > 0:
            # What the screen cuts is seen to be cut.
            cut = Segment("…", self._style(Role.DIM))
            strip = Strip.join([strip.crop(0, columns - 1), Strip([cut], 1)])
        elif segments:
            text, own, _ = segments.pop()
            blanks = " " * (columns - strip.cell_length)
            strip = Strip([*segments, Segment(f"{text}{blanks}", own)], columns)
        base = self._style(Role.PLAIN)
        strip = strip.adjust_cell_length(columns, base)
        if not over:
            return strip
        style = self.get_component_rich_style(over, partial=True)
        return Strip([Segment(text, (own or base) + style) for text, own, _ in strip], columns)

    def _segments(self, line: Line) -> list[Segment]:
        """Return the pieces of a line that look different.

        Each is written with all of its style, so blanks, of which only the background is seen,
        belong to the piece beside them.
        """
        found: list[Segment] = []
        for text, role, plain in line:
            piece = clean((_plain_sign(text, plain) or text)[:_LONGEST])
            if not piece:
                continue
            style = self._style(role)
            before, own, _ = found[-1] if found else ("", style, None)
            if found and (own == style or piece.isspace()):
                found[-1] = Segment(f"{before}{piece}", own)
            elif found and before.isspace():
                found[-1] = Segment(f"{before}{piece}", style)
            else:
                found.append(Segment(piece, style))
        return found

    def _style(self, role: Role) -> Style:
        """Return a role over this widget's background."""
        if role not in self._known:
            self._known[role] = self._make_style(role)
        return self._known[role]

    @property
    def _known(self) -> dict[str, Style]:
        """The styles that were made since the style sheet was applied last."""
        if "_roles" not in self.__dict__:
            self._roles = {}
        return self._roles

    def _make_style(self, role: Role) -> Style:
        styles = self.screen.get_component_styles(f"role--{role}")
        background = self.background_colors[1]
        color = (background + styles.color).rich_color
        return Style.from_color(color, background.rich_color) + styles.text_style

    def notify_style_update(self) -> None:
        """Forget the styles: the theme may be another."""
        self._known.clear()
        super().notify_style_update()
