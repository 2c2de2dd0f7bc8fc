# SPDX-License-Identifier: GPL-2.0-or-later
"""A list that opens in a frame above a page."""

from textual.app import ComposeResult
from textual.screen import ModalScreen

from tracker.model.roles import Role
from tracker.render.lines import Span
from tracker.tui.screens.page import ListScreen
from tracker.tui.widgets.bar import Bar, Hints
from tracker.tui.widgets.box import Frame
from tracker.tui.widgets.rows import RowList
from tracker.tui.widgets.status import Status


class FramedScreen(ListScreen, ModalScreen[None]):
    """The part of every such screen that lays it out."""

    framed_title = ""
    """What the frame shows above the list."""

    def compose(self) -> ComposeResult:
        """Title, rows, status, keys."""
        with Frame():
            yield Bar((Span(f" {self.framed_title}", Role.TITLE),))
            yield RowList()
            yield Status()
            yield Hints(self.WHERE)
