# SPDX-License-Identifier: GPL-2.0-or-later
"""A text as it is: a mail with all its headers, what a command wrote."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual.binding import BindingType

from tracker.render.mail import Mail, mail_rows, take_apart
from tracker.tui.actions import Area, bindings
from tracker.tui.ports import Backend
from tracker.tui.screens.read import Draw, ReadScreen


class TextScreen(ReadScreen):
    """A text that is read on a thread, line by line as it is."""

    WHERE = Area.TEXT
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Area.TEXT)]

    def __init__(self, library: Backend, title: str, read: Callable[[], str]) -> None:
        super().__init__(library, title)
        self._read_text = read

    def read_rows(self) -> Draw:
        """Read the text."""
        mail = Mail(message_id="", text=take_apart(self._read_text()), about=None)
        return partial(mail_rows, mail, False, False, bare=True)

    def action_raw(self) -> None:
        """Go back to the mail: the key that shows its headers hides them."""
        self.action_back()
