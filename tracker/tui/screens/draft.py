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
    HandOverWanted,
)
from tracker.tui.messages import Asker
from tracker.tui.ports import Backend
from tracker.tui.questions import DROP
from tracker.tui.screens.opening import open_draft
from tracker.tui.screens.read import Draw, ReadScreen


class _DraftPage(ReadScreen):
    """A page on which a draft can be thrown away, after a question."""

    @property
    def draft_path(self) -> str:
        """The file of the draft that keys are for; empty for none."""
        return ""

    def action_drop(self) -> None:
        """Ask, then throw it away: what a person wrote is not lost by one key."""
        path = self.draft_path
        if not path:
            return
        from tracker.tui.screens.ask import AskScreen

        def given(text: str, asker: Asker) -> None:
            asker.answered(self._answered(path, text))

        self.app.push_screen(AskScreen(DROP, given))

    def _answered(self, path: str, line: str) -> str:
        """Throw it away for a yes; why the answer is none, empty where it is."""
        word = line.strip().lower()
        if word in ("y", "yes"):
            self.post_message(DraftDropped(path))
        elif word not in ("n", "no"):
            return "y or n"
        return ""


class DraftScreen(_DraftPage):
    """A draft as it lies in its file: edited again, handed over, kept or thrown away."""

    WHERE = Area.DRAFT
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Area.DRAFT)]

    def __init__(self, library: Backend, path: str) -> None:
        super().__init__(library, f"Draft: {PurePath(path).name}")
        self.path = path
        self._in_full = False
        """All addressees are named."""

    def read_rows(self) -> Draw:
        """Read the draft."""
        return partial(draft_rows, self.library.draft_text(self.path), self._in_full)

    def action_raw(self) -> None:
        """Name all addressees, or count them."""
        self._in_full = not self._in_full
        self.reload()

    def action_edit(self) -> None:
        """Edit it again."""
        self.post_message(DraftKept(self.path))

    def action_hand_over(self) -> None:
        """Start the user's mailer with it."""
        self.post_message(HandOverWanted(self.path))

    @property
    def draft_path(self) -> str:
        """Return its file, where it could be read."""
        return self.path

    def action_copy(self) -> None:
        """Copy the path of the file."""
        self.copy(self.path)

    def action_back(self) -> None:
        """Leave it, and say where it is kept."""
        self.post_message(DraftLeft("" if self._why else self.path))


class DraftsScreen(_DraftPage):
    """The drafts that are kept, the one that was written last first."""

    WHERE = Area.DRAFTS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Area.DRAFTS)]

    def __init__(self, library: Backend) -> None:
        super().__init__(library, "Drafts of answers")

    def read_rows(self) -> Draw:
        """Read the list."""
        return partial(kept_rows, self.in_zone(self.library.drafts()))

    @property
    def draft_path(self) -> str:
        """Return the file of the one under the cursor."""
        row = self.body.row
        return row.key if row and row.stop else ""

    def action_open(self) -> None:
        """Show a draft."""
        if self.draft_path:
            open_draft(self.app, self.library, self.draft_path)

    def action_edit(self) -> None:
        """Edit it again."""
        if self.draft_path:
            self.post_message(DraftKept(self.draft_path))

    def action_copy(self) -> None:
        """Copy the path of its file."""
        if self.draft_path:
            self.copy(self.draft_path)
