# SPDX-License-Identifier: GPL-2.0-or-later
"""A mail beside the list that its row is in, where the screen is wide enough."""

from collections.abc import Callable

from textual.reactive import reactive
from textual.strip import Strip

from tracker.render.mail import MailRows
from tracker.tui.widgets.painted import Painted

WIDE = 160
"""From so many columns on there is room for both."""


class Beside(Painted):
    """The beginning of a mail, as the reader shows it; it takes no cursor."""

    make: reactive[Callable[[int], MailRows] | None] = reactive(None)
    """Makes the rows for so many columns; None for an empty pane."""

    def __init__(self) -> None:
        super().__init__()
        self._made: tuple[int, MailRows] | None = None

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
