# SPDX-License-Identifier: GPL-2.0-or-later
"""One line asked of the user, above the page."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input

from tracker.model.roles import Role
from tracker.render.lines import Span
from tracker.tui.messages import Asker
from tracker.tui.questions import Prompt
from tracker.tui.widgets.bar import Bar
from tracker.tui.widgets.box import Frame
from tracker.tui.widgets.painted import RoleScreen
from tracker.tui.widgets.status import Status


class AskScreen(RoleScreen[None], ModalScreen[None]):
    """The question, the line, and the forms of an answer.

    It stays open, with what was typed, until the answer is accepted or the user leaves.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "leave")]

    def __init__(self, question: Prompt, wanted: Callable[[str, Asker], Message | None]) -> None:
        super().__init__()
        self._question = question
        self._wanted = wanted
        """Takes an answer, or makes of it what is posted."""
        self._sent = False
        """An answer is being written down."""

    def compose(self) -> ComposeResult:
        """Title, line, what is wrong with it, forms."""
        with Frame():
            yield Bar((Span(f" {self._question.title}", Role.TITLE),))
            yield Input(self._question.value, compact=True, select_on_focus=False)
            yield Status(id="fault")
            yield Status((Span(f" {self._question.forms}", Role.DIM),), id="forms")
            yield Bar((Span(" Enter", Role.KEY), Span(" says it  ", Role.DIM),
                       Span("Esc", Role.KEY), Span(" leaves", Role.DIM)))  # fmt: skip

    def on_mount(self) -> None:
        """Nothing is wrong yet."""
        self._show("")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Have the answer written down; an empty one leaves."""
        text = event.value.strip()
        if not text:
            self.dismiss()
        elif not self._sent:
            self._sent = True
            if (message := self._wanted(text, self)) is not None:
                self.post_message(message)

    def on_input_changed(self) -> None:
        """What was wrong is being mended."""
        self._show("")

    def answered(self, why: str) -> bool:
        """Close, or show why not; whether that was shown, as it is while this is open."""
        self._sent = False
        if not self.is_current:
            return False
        if not why:
            self.dismiss()
            return False
        self._show(why.partition("\n")[0])
        return True

    def _show(self, why: str) -> None:
        fault = self.query_one("#fault", Status)
        fault.left = (Span(f" {why}", Role.BAD),) if why else ()
        fault.display = bool(why)

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss()
