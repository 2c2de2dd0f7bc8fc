# SPDX-License-Identifier: GPL-2.0-or-later
"""A page of rows that are read on a thread: a title, the rows, the keys."""

from collections.abc import Callable, Sequence

from textual.app import ComposeResult

from tracker.model.roles import Role
from tracker.render.lines import Row, Span
from tracker.render.placeholders import failed_rows, waiting_rows
from tracker.tui.ports import Backend
from tracker.tui.screens.page import ListScreen
from tracker.tui.widgets.bar import Hints
from tracker.tui.widgets.rows import RowList
from tracker.tui.widgets.status import Status
from tracker.tui.widgets.title import TitleBar

Draw = Callable[[int], Sequence[Row]]
"""The rows for so many columns."""
_MOST = 500
"""Characters of a title."""


class ReadScreen(ListScreen):
    """What a subclass reads, row by row; a failure takes the place of the rows."""

    def __init__(self, library: Backend, title: str) -> None:
        super().__init__(library)
        self._title = title
        self._why = ""

    def read_rows(self) -> Draw:
        """Read what is shown; called on a thread. Raises TrackerError."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Title, rows, status, keys."""
        yield TitleBar((Span(f" {self._title[:_MOST]}", Role.TITLE),))
        yield RowList()
        yield Status()
        yield Hints(self.WHERE)

    def on_mount(self) -> None:
        """Read it."""
        self.body.show(waiting_rows)
        self.reload()

    def reload(self) -> None:
        """Read it again."""
        self.load(self.read_rows, self.body.show)

    def not_read(self, why: str, what: str) -> None:
        """The failure is the picture."""
        self._why = why
        self.body.show(self._failed_read)

    def _failed_read(self, columns: int) -> Sequence[Row]:
        return failed_rows(self._why, columns)
