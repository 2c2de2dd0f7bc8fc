"""One mail: headers, text, quotes that fold, facts marked in the margin."""

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.reactive import reactive

from tracker.model.views import Reason, ThreadLine
from tracker.tui.actions import Where, bindings
from tracker.tui.lines import Look, Row, Span
from tracker.tui.messages import LoadFailed, MailLoaded, ReasonsLoaded, SeriesLoaded
from tracker.tui.pages.mail import Mail, line_key, mail_rows
from tracker.tui.pages.states import failed_rows, waiting_rows
from tracker.tui.ports import Library
from tracker.tui.screens.page import Page
from tracker.tui.widgets.bar import Bar, Hints
from tracker.tui.widgets.rows import Rows
from tracker.tui.widgets.title import TitleBar


class ReaderScreen(Page):
    """One mail of a series, and from it to its neighbours in the thread."""

    WHERE = Where.READER
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Where.READER)]

    mail: reactive[MailLoaded | None] = reactive(None)
    thread: reactive[tuple[ThreadLine, ...]] = reactive(())
    reasons: reactive[tuple[Reason, ...]] = reactive(())
    folded: reactive[bool] = reactive(False)
    numbers: reactive[bool] = reactive(False)

    def __init__(
        self, library: Library, message_id: str, line: int | None, series: str | None
    ) -> None:
        super().__init__(library)
        self._wanted = message_id
        self._line = line
        self._series = series
        self._why = ""

    def compose(self) -> ComposeResult:
        """Title, the mail, status, keys."""
        yield TitleBar((Span(f" {self._wanted}", Look.TITLE),))
        yield Rows()
        yield Bar(id="status")
        yield Hints(self.WHERE)

    def on_mount(self) -> None:
        """Read the mail, and what its series knows of it."""
        self.body.show(waiting_rows)
        self.reload()

    def reload(self) -> None:
        """Read all of it again."""
        self.load(partial(self._read, self._wanted))
        if self._series:
            self.load(partial(self._read_series, self._series), "series")
            self.load(partial(self._read_reasons, self._series), "reasons")

    def _read(self, message_id: str) -> Message:
        return MailLoaded(message_id, self.library.text(message_id))

    def _read_series(self, name: str) -> Message:
        return SeriesLoaded(self.library.series(name))

    def _read_reasons(self, name: str) -> Message:
        return ReasonsLoaded(self.library.reasons(name))

    def on_mail_loaded(self, event: MailLoaded) -> None:
        """Show the mail."""
        self._why = ""
        self.mail = event

    def on_series_loaded(self, event: SeriesLoaded) -> None:
        """Its neighbours are known."""
        self.thread = event.view.thread

    def on_reasons_loaded(self, event: ReasonsLoaded) -> None:
        """The facts read from it are known."""
        self.reasons = event.reasons

    def not_read(self, event: LoadFailed) -> None:
        """Only the mail itself cannot be done without."""
        if event.what == "load" and self.mail is None:
            self._why = event.why
            self._paint()
            return
        if event.what == "load" and self.mail:
            self._wanted = self.mail.message_id
        super().not_read(event)

    def watch_mail(self, before: MailLoaded | None, after: MailLoaded | None) -> None:
        """Show another mail, at the line it was opened for, else at its top."""
        if after is None or not self.is_mounted:
            return
        anew = before is None or before.message_id != after.message_id
        at = line_key(self._line) if self._line else "header Subject"
        self._line = None
        self._paint(at if anew else None)

    def watch_thread(self) -> None:
        """The headers are known now."""
        self._paint()

    def watch_reasons(self) -> None:
        """The marks in the margin are known now."""
        self._paint()

    def watch_folded(self) -> None:
        """Fold or unfold."""
        self._paint()

    def watch_numbers(self) -> None:
        """Number the lines or not."""
        self._paint()

    def _paint(self, key: str | None = None) -> None:
        if not self.is_mounted:
            return
        place = self._place(self._shown)
        about = self.thread[place] if place is not None else None
        self.query_one(TitleBar).left = (
            Span(f" {about.subject if about else self._wanted}", Look.TITLE),
        )
        if place is not None:
            self.query_one(TitleBar).note = f"{place + 1} of {len(self.thread)}"
        self.body.show(self._rows, key)

    def _rows(self, columns: int) -> tuple[Row, ...]:
        if self.mail is None:
            return failed_rows(self._why, columns) if self._why else waiting_rows(columns)
        place = self._place(self._shown)
        mail = Mail(
            message_id=self.mail.message_id,
            text=self.mail.text,
            about=self.thread[place] if place is not None else None,
            reasons=self.reasons,
        )
        return mail_rows(mail, self.numbers, self.folded, columns)

    @property
    def _shown(self) -> str:
        """The mail on the screen, else the one that is waited for."""
        return self.mail.message_id if self.mail else self._wanted

    def _place(self, name: str) -> int | None:
        """Where in the thread a mail stands."""
        places = (at for at, line in enumerate(self.thread) if line.message_id == name)
        return next(places, None)

    @property
    def series(self) -> str | None:
        """The series it is read for."""
        return self._series

    def _step(self, way: int) -> None:
        place = self._place(self._wanted)
        if place is None or not 0 <= place + way < len(self.thread):
            self.tell("no more messages here")
            return
        self._wanted = self.thread[place + way].message_id
        self.load(partial(self._read, self._wanted))

    def action_next_mail(self) -> None:
        """Go to the next message."""
        self._step(1)

    def action_previous_mail(self) -> None:
        """Go to the message before."""
        self._step(-1)

    def action_fold(self) -> None:
        """Fold or unfold the quotes."""
        self.folded = not self.folded

    def action_numbers(self) -> None:
        """Number the lines or not."""
        self.numbers = not self.numbers
