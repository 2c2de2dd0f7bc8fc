# SPDX-License-Identifier: GPL-2.0-or-later
"""What a row stands for beside the list that it is in, where the screen is wide enough."""

from collections.abc import Callable, Sequence

from textual.reactive import reactive
from textual.strip import Strip

from tracker.render.lines import Row
from tracker.tui.widgets.painted import Painted

WIDE = 160
"""From so many columns on there is room for both."""
_LIST = 36
"""Columns of the board's list beside the title, which gets half of the screen or enough."""
_TITLE = 74
"""Columns that are enough for a title where the pane lacks some."""
_MAIL = 76
"""Columns of the pane in which no line of a mail is broken that its sender broke at 72."""
_PANE = 100
"""Columns that the pane has at most."""


def pane_columns(columns: int) -> int:
    """Return how wide the pane is on a screen of so many columns."""
    wanted = max(columns // 2 - _LIST, min(_MAIL, columns - _LIST - _TITLE))
    return min(wanted, _PANE)


def title_columns(columns: int) -> int:
    """Return how many columns a title gets at least beside the pane."""
    return min(-(-columns // 2), columns - pane_columns(columns) - _LIST)


class Beside(Painted):
    """The beginning of a mail, or more of a series; it takes no cursor."""

    make: reactive[Callable[[int], Sequence[Row]] | None] = reactive(None)
    """Makes the rows for so many columns; None for an empty pane."""

    def __init__(self) -> None:
        super().__init__()
        self._made: tuple[int, Sequence[Row]] | None = None

    def watch_make(self) -> None:
        """Another mail."""
        self._made = None

    def render_line(self, y: int) -> Strip:
        """Return one line of the screen."""
        columns = self.size.width
        if self.make is None:
            return self.paint((), columns)
        if self._made is None or self._made[0] != columns:
            self._made = (columns, self.make(columns))
        rows = self._made[1]
        return self.paint(rows[y].draw(columns) if y < len(rows) else (), columns)
