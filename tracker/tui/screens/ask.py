"""One line asked of the user, above the page."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Input

from tracker.tui.lines import Look, Span
from tracker.tui.questions import Question
from tracker.tui.widgets.bar import Bar
from tracker.tui.widgets.box import Box
from tracker.tui.widgets.painted import LookScreen


class AskScreen(LookScreen[str | None], ModalScreen[str | None]):
    """The question, the line, and the forms of an answer; gives None where it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "leave")]

    def __init__(self, question: Question) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        """Title, line, forms."""
        with Box():
            yield Bar((Span(f" {self._question.title}", Look.TITLE),))
            yield Input(self._question.value, compact=True, select_on_focus=False)
            yield Bar((Span(f" {self._question.forms}", Look.DIM),))
            yield Bar((Span(" Enter", Look.KEY), Span(" says it  ", Look.DIM),
                       Span("Esc", Look.KEY), Span(" leaves", Look.DIM)))  # fmt: skip

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the answer."""
        self.dismiss(event.value.strip())

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)
