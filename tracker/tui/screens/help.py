# SPDX-License-Identifier: GPL-2.0-or-later
"""The keys and signs."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen

from tracker.model.roles import Role
from tracker.render.lines import Row, Span
from tracker.tui.actions import Area, bindings
from tracker.tui.guide import guide_rows
from tracker.tui.ports import Backend
from tracker.tui.screens.page import ListScreen
from tracker.tui.widgets.bar import Bar, Hints
from tracker.tui.widgets.box import Frame
from tracker.tui.widgets.rows import RowList
from tracker.tui.widgets.status import Status


class HelpScreen(ListScreen, ModalScreen[None]):
    """What every key does, those of the place it was asked from first."""

    WHERE = Area.HELP
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Area.HELP)]

    def __init__(self, library: Backend, asked_from: Area) -> None:
        super().__init__(library)
        self._asked_from = asked_from

    def compose(self) -> ComposeResult:
        """Title, keys and signs."""
        with Frame():
            yield Bar((Span(" Keys and signs", Role.TITLE),))
            yield RowList()
            yield Status()
            yield Hints(self.WHERE)

    def on_mount(self) -> None:
        """Show the table of actions."""
        self.body.show(self._rows)

    def _rows(self, columns: int) -> Sequence[Row]:
        return guide_rows(self._asked_from, columns, self.actions)
