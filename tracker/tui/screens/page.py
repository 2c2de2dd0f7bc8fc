"""What all screens have in common: reading on threads, the status line, the common keys."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual.message import Message
from textual.screen import Screen
from textual.worker import get_current_worker

from tracker.errors import TrackerError
from tracker.tui.actions import Where
from tracker.tui.lines import NOTHING, Line, Look, Span, Target
from tracker.tui.messages import (
    EvidenceWanted,
    HelpWanted,
    LoadFailed,
    MailWanted,
    RowChosen,
    SeriesWanted,
    StopWanted,
    TrackWanted,
    UpdateWanted,
)
from tracker.tui.ports import Library
from tracker.tui.widgets.bar import Bar
from tracker.tui.widgets.rows import Rows


class Page(Screen[None]):
    """A screen with a list, a status line and keys.

    What it wants beyond itself it says to the app in a message.
    """

    WHERE: ClassVar[Where]
    AUTO_FOCUS: ClassVar[str | None] = "Rows"

    def __init__(self, library: Library) -> None:
        super().__init__()
        self.library = library

    @property
    def body(self) -> Rows:
        """The list of the page."""
        return self.query_exactly_one(Rows)

    @property
    def target(self) -> Target:
        """What the cursor is on."""
        row = self.body.row
        return row.target if row else NOTHING

    @property
    def series(self) -> str | None:
        """The series that the cursor or the page stands for."""
        return None

    @property
    def series_title(self) -> str:
        """What that series is called."""
        return self.series or ""

    def load(self, job: Callable[[], Message], what: str = "load") -> None:
        """Run a reading job on a thread; a newer one of the same name makes it pointless."""
        self.run_worker(partial(self._run, job, what), group=what, exclusive=True, thread=True)

    def _run(self, job: Callable[[], Message], what: str) -> None:
        worker = get_current_worker()
        try:
            news = job()
        except TrackerError as error:
            news = LoadFailed(str(error), what)
        if not worker.is_cancelled:
            self.post_message(news)

    def reload(self) -> None:
        """Read again what the page shows."""

    def let_go(self) -> None:
        """What Esc does when no update runs."""
        self.action_back()

    def tell(self, text: str, look: Look = Look.DIM) -> None:
        """Say something on the status line, until the cursor moves."""
        self.query_one("#status", Bar).left = (Span(" "), Span(text, look))

    def on_load_failed(self, event: LoadFailed) -> None:
        """A reading failed."""
        self.not_read(event)

    def not_read(self, event: LoadFailed) -> None:
        """Say why something could not be read; what is shown stays."""
        self.tell(event.why, Look.BAD)

    def on_row_moved(self) -> None:
        """The cursor moved: what was said is read, its own line comes back."""
        self.query_one("#status", Bar).left = self.remark()

    def remark(self) -> Line:
        """What the status line says of the row under the cursor."""
        return ()

    def on_row_chosen(self, event: RowChosen) -> None:
        """A click opens."""
        self.open(event.row.target)

    def open(self, target: Target) -> None:
        """Open a series, else a mail."""
        if target.series:
            self.post_message(SeriesWanted(target.series))
        elif target.message_id:
            self.post_message(MailWanted(target.message_id, target.line, self.series))
        elif target.commit:
            self.tell(f"commit {target.commit}: y copies it")

    def action_open(self) -> None:
        """Open what the cursor is on."""
        self.open(self.target)

    def action_back(self) -> None:
        """Leave the page."""
        self.app.pop_screen()

    def action_stop(self) -> None:
        """Stop an update, else let go."""
        self.post_message(StopWanted())

    def action_help(self) -> None:
        """Show the keys."""
        self.post_message(HelpWanted(self.WHERE))

    def action_evidence(self) -> None:
        """Show why the tracker says what the cursor is on."""
        if self.series:
            self.post_message(EvidenceWanted(self.series, self.target))

    def action_copy(self) -> None:
        """Copy a Message-ID, or a commit where there is none."""
        text = self.target.message_id or self.target.commit
        if text:
            self.app.copy_to_clipboard(text)
            self.tell(f"copied {text}")

    def action_update(self) -> None:
        """Fetch what is new for the series."""
        if self.series:
            self.post_message(UpdateWanted((self.series,)))

    def action_retry(self) -> None:
        """Read the page again."""
        self.reload()

    def action_track(self) -> None:
        """Follow the series, or no longer follow it."""
        if self.series:
            self.post_message(TrackWanted(self.series, self.series_title))
