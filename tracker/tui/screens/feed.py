# SPDX-License-Identifier: GPL-2.0-or-later
"""What came since the user last looked, over all tracked series."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from tracker.render.log import feed_rows
from tracker.tui.actions import Area, bindings
from tracker.tui.ports import Backend
from tracker.tui.screens.read import Draw, ReadScreen

if TYPE_CHECKING:
    from tracker.model.report import LogEntry


class FeedScreen(ReadScreen):
    """Events, newest first; Enter goes to the mail that is the event."""

    WHERE = Area.FEED
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Area.FEED)]

    def __init__(self, library: Backend) -> None:
        super().__init__(library, "What came since you last looked")
        self._entries: tuple[LogEntry, ...] = ()

    def read_rows(self) -> Draw:
        """Read the events."""
        self._entries = self.in_zone(self.library.feed())
        return partial(feed_rows, self._entries)

    @property
    def _entry(self) -> "LogEntry | None":
        row = self.body.row
        number = row.key.split(".")[1] if row and row.key.startswith("event.") else ""
        known = number.isdigit() and int(number) < len(self._entries)
        return self._entries[int(number)] if known else None

    @property
    def series(self) -> str | None:
        """The series of the event under the cursor."""
        return self._entry.id if self._entry else None

    @property
    def series_title(self) -> str:
        """What it is called."""
        return self._entry.title if self._entry else ""
