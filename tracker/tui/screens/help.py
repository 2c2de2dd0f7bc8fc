# SPDX-License-Identifier: GPL-2.0-or-later
"""The keys and signs."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType

from tracker.render.lines import Row
from tracker.tui.actions import Area, bindings
from tracker.tui.guide import guide_rows
from tracker.tui.ports import Backend
from tracker.tui.screens.framed import FramedScreen


class HelpScreen(FramedScreen):
    """What every key does, those of the place it was asked from first."""

    WHERE = Area.HELP
    framed_title = "Keys and signs"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Area.HELP)]

    def __init__(self, library: Backend, asked_from: Area) -> None:
        super().__init__(library)
        self._asked_from = asked_from

    def on_mount(self) -> None:
        """Show the table of actions."""
        self.body.show(self._rows)

    def _rows(self, columns: int) -> Sequence[Row]:
        return guide_rows(self._asked_from, columns, self.actions)
