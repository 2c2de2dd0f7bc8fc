# SPDX-License-Identifier: GPL-2.0-or-later
"""The files of a diff, to jump to one of them."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from textual.binding import BindingType

from tracker.render.lines import RowTarget
from tracker.render.spans.changed_files import ChangedFile, file_rows, files_head
from tracker.tui.actions import Area, bindings
from tracker.tui.screens.framed import FramedScreen
from tracker.tui.screens.page import ListScreen


class FilesScreen(FramedScreen):
    """Files with the lines added and removed; Enter leaves for one."""

    WHERE = Area.FILES
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Area.FILES)]

    def __init__(
        self, page: ListScreen, files: Sequence[ChangedFile], here: str, go: Callable[[str], None]
    ) -> None:
        super().__init__(page.library)
        self._files = files
        self.framed_title = files_head(files)
        self._go = go
        """Takes the key of the file that was chosen."""
        self._here = here
        """The key of the file that the cursor was in."""

    def on_mount(self) -> None:
        """Show them, the cursor on the file that it was in."""
        self.body.show(partial(file_rows, self._files), self._here)

    def open(self, target: RowTarget) -> None:
        """Leave for the file under the cursor."""
        if row := self.body.row:
            self.dismiss()
            self._go(row.key)


def list_files(
    page: ListScreen, files: Sequence[ChangedFile], here: str, go: Callable[[str], None]
) -> None:
    """Show the files above a page; ``go`` gets the key of the one that was chosen."""
    if not files:
        page.tell("no diff here")
    else:
        page.app.push_screen(FilesScreen(page, files, here, go))
