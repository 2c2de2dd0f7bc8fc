# SPDX-License-Identifier: GPL-2.0-or-later
"""The draft of an answer, before the user's own mailer gets it."""

from collections.abc import Sequence
from functools import partial
from pathlib import PurePath
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.reactive import reactive

from tracker.model.roles import Role
from tracker.render.lines import Row, Span
from tracker.render.mail import draft_rows
from tracker.render.placeholders import failed_rows, waiting_rows
from tracker.tui.actions import Area, bindings
from tracker.tui.mail_messages import DraftDropped, DraftKept, DraftLoaded, HandOverWanted
from tracker.tui.messages import LoadFailed
from tracker.tui.ports import Backend
from tracker.tui.screens.page import ListScreen
from tracker.tui.widgets.bar import Hints
from tracker.tui.widgets.rows import RowList
from tracker.tui.widgets.status import Status
from tracker.tui.widgets.title import TitleBar


class DraftScreen(ListScreen):
    """A draft as it lies in its file: edited again, handed over, kept or thrown away."""

    WHERE = Area.DRAFT
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Area.DRAFT)]

    draft: reactive[str | None] = reactive(None)

    def __init__(self, library: Backend, path: str) -> None:
        super().__init__(library)
        self.path = path
        self._why = ""

    def compose(self) -> ComposeResult:
        """Title, the draft, status, keys."""
        yield TitleBar((Span(f" Draft: {PurePath(self.path).name}", Role.TITLE),))
        yield RowList()
        yield Status()
        yield Hints(self.WHERE)

    def on_mount(self) -> None:
        """Read the draft."""
        self.body.show(waiting_rows)
        self.reload()

    def reload(self) -> None:
        """Read the draft again."""
        self.load(self._read)

    def _read(self) -> Message:
        return DraftLoaded(self.library.draft_text(self.path))

    def on_draft_loaded(self, event: DraftLoaded) -> None:
        """Show it."""
        self.draft = event.text
        self.body.show(partial(draft_rows, event.text))

    def not_read(self, event: LoadFailed) -> None:
        """The failure is the picture."""
        self._why = event.why
        self.body.show(self._failed)

    def _failed(self, columns: int) -> Sequence[Row]:
        return failed_rows(self._why, columns)

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
