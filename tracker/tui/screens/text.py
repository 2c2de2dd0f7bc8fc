# SPDX-License-Identifier: GPL-2.0-or-later
"""A text as it is: a mail with all its headers, what a command wrote."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message

from tracker.model.roles import Role
from tracker.render.lines import Row, Span
from tracker.render.mail import Mail, mail_rows, take_apart
from tracker.render.placeholders import failed_rows, waiting_rows
from tracker.tui.actions import Area, bindings
from tracker.tui.mail_messages import TextLoaded
from tracker.tui.messages import LoadFailed
from tracker.tui.ports import Backend
from tracker.tui.screens.page import ListScreen
from tracker.tui.widgets.bar import Hints
from tracker.tui.widgets.rows import RowList
from tracker.tui.widgets.status import Status
from tracker.tui.widgets.title import TitleBar


class TextScreen(ListScreen):
    """A text that is read on a thread, line by line as it is."""

    WHERE = Area.TEXT
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Area.TEXT)]

    def __init__(self, library: Backend, title: str, read: Callable[[], str]) -> None:
        super().__init__(library)
        self._title = title
        self._read_text = read
        self._why = ""

    def compose(self) -> ComposeResult:
        """Title, text, status, keys."""
        yield TitleBar((Span(f" {self._title[:500]}", Role.TITLE),))
        yield RowList()
        yield Status()
        yield Hints(self.WHERE)

    def on_mount(self) -> None:
        """Read it."""
        self.body.show(waiting_rows)
        self.load(self._load_text)

    def _load_text(self) -> Message:
        return TextLoaded(self._read_text())

    def on_text_loaded(self, event: TextLoaded) -> None:
        """Show it."""
        mail = Mail(message_id="", text=take_apart(event.text), about=None)
        self.body.show(partial(mail_rows, mail, False, False, bare=True))

    def not_read(self, event: LoadFailed) -> None:
        """The failure is the picture."""
        self._why = event.why
        self.body.show(self._failed_text)

    def _failed_text(self, columns: int) -> Sequence[Row]:
        return failed_rows(self._why, columns)
