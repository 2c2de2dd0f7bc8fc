"""The app: it owns the update, what a person says, and the stack of screens."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import partial
from os import environ

from textual.app import App, SystemCommand
from textual.reactive import reactive
from textual.screen import Screen

from tracker.errors import Cancelled, TrackerError
from tracker.tui import messages as news
from tracker.tui.lines import Look
from tracker.tui.ports import Library
from tracker.tui.screens.board import BoardScreen
from tracker.tui.screens.evidence import EvidenceScreen
from tracker.tui.screens.help import HelpScreen
from tracker.tui.screens.page import Page
from tracker.tui.screens.reader import ReaderScreen
from tracker.tui.screens.series import SeriesScreen
from tracker.tui.widgets.title import Job, State


def _utc_now() -> datetime:
    return datetime.now(UTC)


class TrackerApp(App[None]):
    """The terminal UI over a library; ``start`` names a series to open at once.

    ``now`` gives the moment that the board's ages are counted from; ``first`` is the series on
    the board that the cursor starts on.
    """

    CSS_PATH = "tracker.tcss"
    ENABLE_COMMAND_PALETTE = True

    job: reactive[Job] = reactive(Job())
    """The update."""

    def __init__(
        self,
        library: Library,
        start: str | None = None,
        title: str = "tracker",
        now: Callable[[], datetime] = _utc_now,
        first: str | None = None,
    ) -> None:
        plain = "NO_COLOR" in environ
        super().__init__(ansi_color=plain or None)
        if plain:
            self.theme = "ansi-dark"
        self.VERTICAL_BREAKPOINTS = [(0, "-short"), (32, "-tall")]
        self.title = title
        self.library = library
        self._start = start
        self._now = now
        self._first = first
        self._tracked: frozenset[str] = frozenset()

    def on_mount(self) -> None:
        """Show the board, and above it the series asked for."""
        self.push_screen(BoardScreen(self.library, self.title, self._now, self._first))
        if self._start:
            self.push_screen(SeriesScreen(self.library, self._start))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What the command palette offers beside the keys."""
        yield SystemCommand("Theme", "Choose light or dark colours", self.action_change_theme)
        yield SystemCommand("Quit", "Nothing is lost", self.action_quit)

    @property
    def pages(self) -> list[Page]:
        """The screens that are open, the lowest first."""
        return [screen for screen in self.screen_stack if isinstance(screen, Page)]

    def tell(self, text: str, look: Look = Look.DIM) -> None:
        """Say something on the status line of the page in front."""
        for page in self.pages[-1:]:
            page.tell(text, look)

    def on_series_wanted(self, event: news.SeriesWanted) -> None:
        """Open a series on top of what is open."""
        self.push_screen(SeriesScreen(self.library, event.name))

    def on_mail_wanted(self, event: news.MailWanted) -> None:
        """Open a mail."""
        self.push_screen(ReaderScreen(self.library, event.message_id, event.line, event.series))

    def on_evidence_wanted(self, event: news.EvidenceWanted) -> None:
        """Show the evidence."""
        self.push_screen(EvidenceScreen(self.library, event.series, event.about))

    def on_help_wanted(self, event: news.HelpWanted) -> None:
        """Show the keys."""
        self.push_screen(HelpScreen(self.library, event.where))

    def on_rows_loaded(self, event: news.RowsLoaded) -> None:
        """Keep in mind what is tracked."""
        self._tracked = frozenset(row.id for row in event.rows if row.tracked)

    def on_update_wanted(self, event: news.UpdateWanted) -> None:
        """Start an update; one at a time."""
        if self.job.state is State.RUNNING:
            self.tell("an update is under way; Esc stops it")
            return
        self.job = Job(State.RUNNING)
        self.run_worker(partial(self._update, event.names), group="update", thread=True)

    def _update(self, names: tuple[str, ...]) -> None:
        """The update itself, on its thread."""
        try:
            self.library.update(names, self._report)
        except Cancelled:
            self.post_message(news.UpdateEnded(cancelled=True))
        except TrackerError as error:
            self.post_message(news.UpdateEnded(str(error)))
        else:
            self.post_message(news.UpdateEnded())

    def _report(self, step: str) -> None:
        self.post_message(news.UpdateStep(step))

    def on_update_step(self, event: news.UpdateStep) -> None:
        """Show what the update is at."""
        if self.job.state is State.RUNNING:
            self.job = Job(State.RUNNING, event.text)

    def on_update_ended(self, event: news.UpdateEnded) -> None:
        """Say how it ended, and read anew: what was fetched before a failure counts."""
        if event.cancelled:
            self.job = Job(State.STOPPED)
        elif event.why:
            self.job = Job(State.FAILED, event.why)
            self.tell(event.why, Look.BAD)
        else:
            self.job = Job(State.DONE)
        self._reload()

    def _reload(self) -> None:
        for page in self.pages:
            page.reload()

    def on_stop_wanted(self) -> None:
        """Stop the update under way, else let the page let go."""
        if self.job.state is State.RUNNING:
            self.library.cancel()
            self.tell("stopping the update")
            return
        for page in self.pages[-1:]:
            page.let_go()

    def on_track_wanted(self, event: news.TrackWanted) -> None:
        """Follow a series, or no longer follow it."""
        if event.name in self._tracked:
            self._say(
                partial(self.library.untrack, event.name), f"no longer tracked: {event.title}"
            )
        else:
            self._say(partial(self.library.track, event.name), f"tracked: {event.title}")

    def on_seen(self, event: news.Seen) -> None:
        """Mark a series as looked at."""
        self._say(partial(self.library.see, event.name), "")

    def _say(self, write: Callable[[], None], text: str) -> None:
        self.run_worker(partial(self._write, write, text), group="say", thread=True)

    def _write(self, write: Callable[[], None], text: str) -> None:
        """Write down what a person said, on a thread."""
        try:
            write()
        except TrackerError as error:
            self.post_message(news.Said(text, str(error)))
        else:
            self.post_message(news.Said(text))

    def on_said(self, event: news.Said) -> None:
        """Show that it is written down, or why not."""
        if event.why:
            self.tell(event.why, Look.BAD)
        elif event.text:
            self.tell(event.text)
            self._reload()

    async def on_quit_wanted(self) -> None:
        """Quit from the board."""
        await self.action_quit()

    async def action_quit(self) -> None:
        """End the app; an update under way is stopped first, so that its thread ends."""
        if self.job.state is State.RUNNING:
            self.library.cancel()
        self.exit()
