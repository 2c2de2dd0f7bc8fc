"""The board: all series, one a line, with a filter and the reason for the one under the cursor."""

from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input

from tracker.model.views import SeriesRow
from tracker.tui.actions import Where, bindings
from tracker.tui.filter import matching
from tracker.tui.lines import Line, Look, Row, Span
from tracker.tui.messages import LoadFailed, QuitWanted, RowsLoaded, UpdateWanted
from tracker.tui.pages.board import board_rows, heads, reason
from tracker.tui.pages.states import empty_rows, failed_rows, unmatched_rows, waiting_rows
from tracker.tui.phrases import counted
from tracker.tui.ports import Library
from tracker.tui.screens.page import Page
from tracker.tui.widgets.bar import Bar, Heads, Hints
from tracker.tui.widgets.rows import Rows
from tracker.tui.widgets.title import TitleBar


class BoardScreen(Page):
    """The first screen; there is always one below all others."""

    WHERE = Where.BOARD
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Where.BOARD)]

    loaded: reactive[RowsLoaded | None] = reactive(None)
    """What was read last; kept where a later reading fails."""
    failed: reactive[str] = reactive("")
    """Why the first reading failed."""
    words: reactive[str] = reactive("")
    """The words of the filter."""

    def __init__(
        self, library: Library, title: str, now: Callable[[], datetime], first: str | None = None
    ) -> None:
        super().__init__(library)
        self._first = first
        self._name = title
        self._now = now
        self._shown: tuple[SeriesRow, ...] = ()

    def compose(self) -> ComposeResult:
        """Title, heads, rows, the reason, the filter, keys."""
        yield TitleBar((Span(f" {self._name}", Look.TITLE),))
        yield Heads(heads)
        yield Rows()
        yield Bar(id="status")
        yield Input(placeholder="words to look for", id="filter", compact=True)
        yield Hints(self.WHERE)

    def on_mount(self) -> None:
        """Read the board."""
        self.query_one("#filter").display = False
        self.body.show(waiting_rows)
        self.reload()

    def reload(self) -> None:
        """Read the board again."""
        self.load(self._read)

    def _read(self) -> Message:
        return RowsLoaded(self.library.rows(), self._now())

    def on_rows_loaded(self, event: RowsLoaded) -> None:
        """The board was read."""
        self.set_reactive(BoardScreen.failed, "")
        self.loaded = event

    def not_read(self, event: LoadFailed) -> None:
        """Without a picture to keep, the failure is the picture."""
        if self.loaded:
            super().not_read(event)
        else:
            self.failed = event.why

    def watch_loaded(self) -> None:
        """Show what was read."""
        self._paint()

    def watch_failed(self) -> None:
        """Show why nothing could be read."""
        self._paint()

    def watch_words(self) -> None:
        """Show what the filter keeps."""
        self._paint()

    def _paint(self) -> None:
        if not self.is_mounted:
            return
        self._shown = matching(self.loaded.rows, self.words) if self.loaded else ()
        self.query_one(Heads).display = bool(self._shown)
        self.query_one(TitleBar).note = self._count()
        self.body.show(self._rows, self._first)
        if self._shown:
            self._first = None

    def _count(self) -> str:
        if not self.loaded:
            return ""
        total = len(self.loaded.rows)
        return (
            f"{len(self._shown)} of {total}" if self.words else counted(total, "series", "series")
        )

    def _rows(self, columns: int) -> tuple[Row, ...]:
        if self._shown and self.loaded:
            return board_rows(self._shown, self.loaded.now)
        if self.loaded and self.loaded.rows:
            return unmatched_rows(self.words, columns)
        if self.loaded:
            return empty_rows(columns)
        return failed_rows(self.failed, columns) if self.failed else waiting_rows(columns)

    @property
    def row(self) -> SeriesRow | None:
        """The series under the cursor."""
        at = self.body.cursor
        return self._shown[at] if at < len(self._shown) else None

    @property
    def series(self) -> str | None:
        """The series under the cursor."""
        return self.row.id if self.row else None

    @property
    def series_title(self) -> str:
        """What it is called."""
        return self.row.title if self.row else ""

    def remark(self) -> Line:
        """The reason for the row under the cursor."""
        return reason(self.row, self.loaded.now) if self.row and self.loaded else ()

    def action_filter(self) -> None:
        """Ask for words."""
        line = self.query_one("#filter", Input)
        line.display = True
        line.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter while the words are typed."""
        self.words = event.value

    def on_input_submitted(self) -> None:
        """Back to the rows; the filter stays while it has words."""
        self.query_one("#filter", Input).display = bool(self.words)
        self.body.focus()

    def let_go(self) -> None:
        """Show all rows again."""
        line = self.query_one("#filter", Input)
        line.value = ""
        line.display = False
        self.body.focus()

    def action_back(self) -> None:
        """There is nothing to go back to: quit."""
        self.post_message(QuitWanted())

    def action_refresh(self) -> None:
        """Fetch what is new for all tracked series, or read again where nothing is shown."""
        rows = self.loaded.rows if self.loaded else ()
        names = tuple(row.id for row in rows if row.tracked)
        if names:
            self.post_message(UpdateWanted(names))
        else:
            self.reload()
