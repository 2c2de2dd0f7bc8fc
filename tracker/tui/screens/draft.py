# SPDX-License-Identifier: GPL-2.0-or-later
"""The drafts of answers that are kept, and one of them before the user's own mailer gets it."""

from functools import partial
from pathlib import PurePath
from typing import ClassVar

from textual.binding import BindingType

from tracker.render.handover.drafts import draft_rows, kept_rows
from tracker.tui.actions import Area, bindings
from tracker.tui.mail_messages import (
    DraftDropped,
    DraftKept,
    DraftLeft,
    DraftWanted,
    HandOverWanted,
)
from tracker.tui.ports import Backend
from tracker.tui.screens.read import Draw, ReadScreen


class DraftScreen(ReadScreen):
    """A draft as it lies in its file: edited again, handed over, kept or thrown away."""

    WHERE = Area.DRAFT
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Area.DRAFT)]

    def __init__(self, library: Backend, path: str) -> None:
        super().__init__(library, f"Draft: {PurePath(path).name}")
        self.path = path

    def read_rows(self) -> Draw:
        """Read the draft."""
        return partial(draft_rows, self.library.draft_text(self.path))

    def action_edit(self) -> None:
        """Edit it again."""
        self.post_message(DraftKept(self.path))

    def action_hand_over(self) -> None:
        """Start the user's mailer with it."""
        self.post_message(HandOverWanted(self.path))

    def action_drop(self) -> None:
        """Throw it away."""
        self.post_message(DraftDropped(self.path))

    def action_copy(self) -> None:
        """Copy the path of the file."""
        self.copy(self.path)

    def action_back(self) -> None:
        """Leave it, and say where it is kept."""
        self.post_message(DraftLeft("" if self._why else self.path))


class DraftsScreen(ReadScreen):
    """The drafts that are kept, the one that was written last first."""

    WHERE = Area.DRAFTS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Area.DRAFTS)]

    def __init__(self, library: Backend) -> None:
        super().__init__(library, "Drafts of answers")

    def read_rows(self) -> Draw:
        """Read the list."""
        return partial(kept_rows, self.library.drafts())

    @property
    def _path(self) -> str:
        row = self.body.row
        return row.key if row and row.stop else ""

    def action_open(self) -> None:
        """Show a draft."""
        if self._path:
            self.post_message(DraftWanted(self._path))

    def action_edit(self) -> None:
        """Edit it again."""
        if self._path:
            self.post_message(DraftKept(self._path))

    def action_drop(self) -> None:
        """Throw it away."""
        if self._path:
            self.post_message(DraftDropped(self._path))

    def action_copy(self) -> None:
        """Copy the path of its file."""
        if self._path:
            self.copy(self._path)
