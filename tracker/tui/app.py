# SPDX-License-Identifier: GPL-2.0-or-later
"""The app: it owns the jobs, what a person says, and the stack of screens."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import partial
from os import environ
from typing import TYPE_CHECKING

from textual import events
from textual.app import App, SystemCommand
from textual.reactive import reactive
from textual.screen import Screen

from tracker.errors import Cancelled, TrackerError
from tracker.model.board import UserAction
from tracker.model.roles import Role
from tracker.tui import keys
from tracker.tui import mail_messages as mails
from tracker.tui import messages as news
from tracker.tui.actions import ACTIONS, Action
from tracker.tui.errands.manners import TerminalManners
from tracker.tui.ports import Backend
from tracker.tui.questions import MAX_LINE
from tracker.tui.screens.board import BoardScreen
from tracker.tui.screens.opening import open_series
from tracker.tui.widgets.bar import HEIGHTS
from tracker.tui.widgets.title import Job, State

if TYPE_CHECKING:
    from concurrent.futures import Future

    from textual.command import Provider

    from tracker.tui.first import First

WARM = 0.3
"""Seconds after the start in which the first picture is painted before all else."""
PAUSE = 0.2
"""Seconds after which the first picture is taken to be painted."""
POLL = 2.0
"""Seconds between two looks at whether somebody else has written."""


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _not_fetched(handle: str, error: TrackerError) -> str:
    """Return why an update failed; of a handle that was typed, also what may help."""
    if not handle:
        return str(error)
    why = str(error).partition("not brought up to date; ")[2] or str(error)
    return (
        f"{handle} could not be fetched: {why}. Is it whole? 'tracker doctor' looks at the servers"
    )


def _actions() -> "type[Provider]":
    from tracker.tui.palette import ActionProvider

    return ActionProvider


def _handles() -> "type[Provider]":
    from tracker.tui.palette import HandleProvider

    return HandleProvider


def _app_series() -> "type[Provider]":
    from tracker.tui.palette import SeriesProvider

    return SeriesProvider


class TrackerApp(TerminalManners):
    """The terminal UI over a library; ``start`` names a series to open at once.

    ``now`` gives the moment that the board's ages are counted from; ``first`` is the series on
    the board that the cursor starts on. ``own_keys`` and ``theme`` are the user's; wrong ones raise
    ConfigError. ``columns`` are those of the board that the user wants. ``ahead`` reads the first
    board already.
    """

    CSS_PATH = "tracker.tcss"
    ENABLE_COMMAND_PALETTE = True
    COMMANDS = App.COMMANDS | {_actions, _handles, _app_series}

    job: reactive[Job] = reactive(Job())
    """The update."""
    freshening: reactive[str] = reactive("")
    """What the board's rows are being brought up to date with; empty where they are."""
    fresh: reactive[bool] = reactive(False)
    """They were brought up to date since the start, or that was tried."""
    actions: reactive[tuple[Action, ...]] = reactive(ACTIONS)
    """What each key does, the user's own keys included."""

    def __init__(
        self,
        library: Backend,
        start: str | None = None,
        title: str = "tracker",
        now: Callable[[], datetime] = _utc_now,
        first: str | None = None,
        *,
        own_keys: keys.OwnKeys = (),
        theme: str = "",
        columns: tuple[str, ...] = (),
        ahead: "Future[First] | None" = None,
    ) -> None:
        super().__init__(ansi_color="NO_COLOR" in environ or None)
        self.choose_theme(theme)
        self.VERTICAL_BREAKPOINTS = [*HEIGHTS]
        self.title = title
        self.library = library
        self._start = start
        self._now = now
        self._first = first
        self._ahead = ahead
        self._columns = columns
        self._stamp: int | None = None
        self._unread_end = False
        """An update ended, and no key was pressed since."""
        self._commands = keys.sound(library.commands())
        self._set_keys(own_keys)

    def _set_keys(self, own: keys.OwnKeys) -> None:
        table = keys.with_own(own, self._commands)
        self.set_keymap(keys.keymap(table))
        self.set_reactive(TrackerApp.actions, (*keys.command_actions(self._commands), *table))
        pressed = keys.command_keys(self._commands)
        for number, (key, command) in enumerate(zip(pressed, self._commands, strict=True)):
            self.bind(key, f"command({number})", description=command.label)

    def get_default_screen(self) -> Screen[None]:
        """Return the board, below all others."""
        return BoardScreen(
            self.library, self.title, self._now, self._first, self._ahead, columns=self._columns
        )

    def on_mount(self) -> None:
        """Show the series asked for above the board."""
        self.keep_manners()
        if self._start:
            open_series(self, self.library, self._start)
        self.set_timer(WARM, self._warm)

    def _warm(self) -> None:
        """Load what the next screens need while the screen is idle."""
        self.run_worker(self._load_ahead, group="warm", thread=True)

    def _load_ahead(self) -> None:
        import tracker.tui.screens.reader
        import tracker.tui.screens.series  # noqa: F401 - loaded for those that come

        self.library.warm()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Return what the command palette offers beside the keys."""
        yield SystemCommand("Theme", "Choose light or dark colours", self.action_change_theme)
        yield SystemCommand("Quit", "Nothing is lost", self.action_quit)

    async def on_event(self, event: events.Event) -> None:
        """A key or a click: the message is read, and a key later how the update ended."""
        if isinstance(event, events.Paste) and len(event.text) > MAX_LINE:
            self._refuse(f"{len(event.text)} characters are too many to paste here")
            return
        # One that a widget had no use for comes back to the app.
        if isinstance(event, (events.Key, events.MouseDown)) and not event.is_forwarded:
            self._read_out()
        await super().on_event(event)

    def _refuse(self, why: str) -> None:
        """Say why nothing was pasted, in the line itself where it is empty: it may hide the
        status line."""
        from textual.widgets import Input

        if isinstance(self.focused, Input):
            self.focused.placeholder = why
        self.tell(why, Role.BAD)

    def _read_out(self) -> None:
        for page in self.pages[-1:]:
            page.unsay()
        if not self._unread_end and self.job.state not in (State.IDLE, State.RUNNING):
            self.job = Job()
        self._unread_end = False

    def action_command_palette(self) -> None:
        """Open the command palette."""
        from tracker.tui.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    # ---- the update ----------------------------------------------------------------------------

    def on_update_wanted(self, event: news.UpdateWanted) -> None:
        """Start an update."""
        self._start_update(event.names)

    def on_follow_wanted(self, event: mails.FollowWanted) -> None:
        """Fetch what a handle leads to as an update does, so that Esc stops it; then open it."""
        self._start_update((event.handle,), event.handle)

    def _start_update(self, names: tuple[str, ...], handle: str = "") -> None:
        """Start an update, one at a time; ``handle`` is to be followed and opened after it."""
        if self.job.state is State.RUNNING:
            self.tell("an update is under way; Esc stops it")
            return
        self.job = Job(State.RUNNING)
        self.run_worker(partial(self._update, names, handle), group="update", thread=True)

    def _update(self, names: tuple[str, ...], handle: str) -> None:
        """The update itself, on its thread."""
        try:
            self.library.update(names, self._report)
            if handle:
                self.library.record(UserAction.FOLLOW, names)
        except Cancelled:
            self.post_message(news.UpdateEnded(cancelled=True))
        except TrackerError as error:
            self.post_message(news.UpdateEnded(_not_fetched(handle, error)))
        else:
            self.post_message(news.UpdateEnded())
            if handle:
                self.post_message(mails.Followed(handle))

    def _report(self, step: str) -> None:
        self.post_message(news.UpdateStep(step))

    def on_update_step(self, event: news.UpdateStep) -> None:
        """Show what the update is at."""
        if self.job.state is State.RUNNING:
            self.job = Job(State.RUNNING, event.text)

    def on_update_ended(self, event: news.UpdateEnded) -> None:
        """Show how it ended, and read again: what was fetched before a failure counts."""
        self._unread_end = True
        if event.cancelled:
            self.job = Job(State.STOPPED)
        elif event.why:
            self.job = Job(State.FAILED, event.why)
            self.tell(event.why, Role.BAD)
        else:
            self.job = Job(State.DONE)
        self.reload_pages()
        self._freshen()

    def fetch_by_time(self) -> None:
        """Fetch what is new for all that is tracked, as no key was needed for it."""
        if self.job.state is not State.RUNNING:
            self.post_message(news.UpdateWanted())

    def on_alerted(self, event: mails.Alerted) -> None:
        """Ring, and say for what."""
        self.bell()
        last = event.entries[-1]
        more = f" and {len(event.entries) - 1} more" if len(event.entries) > 1 else ""
        self.tell(f"“{last.title}”{more}: {last.event.text} (f shows what came)", Role.WARN)

    async def on_followed(self, event: mails.Followed) -> None:
        """It is there: open it."""
        await open_series(self, self.library, event.handle)
        self.tell(f"fetched and followed: {event.handle}", Role.DIM)

    def on_stop_wanted(self, event: news.StopWanted) -> None:
        """Stop the update under way, else let the page let go."""
        if self.job.state is State.RUNNING:
            self.library.cancel()
            self.tell("stopping the update")
            return
        if event.interrupt:
            self.tell("nothing runs; Q quits")
            return
        for page in self.pages[-1:]:
            page.let_go()

    # ---- rows as the facts are -----------------------------------------------------------------

    def on_board_loaded(self, event: news.BoardLoaded) -> None:
        """The board is painted: bring its rows up to date, and look out for other writers."""
        if self._stamp is None:
            self._stamp = 0
            if len(event.board):
                self.set_timer(PAUSE, self._freshen)
            else:
                self._freshen()
            self.set_interval(POLL, self._look)
            if minutes := self.library.fetch_every():
                self.set_interval(minutes * 60, self.fetch_by_time)
            if self._commands and (lost := keys.warning(self._commands)):
                self.tell(lost, Role.WARN)

    def _freshen(self) -> None:
        """Bring the rows up to date, on a thread; one at a time, which sees all there is."""
        self.run_worker(self._bring_up, group="freshen", exclusive=True, thread=True)

    def _bring_up(self) -> None:
        def step(text: str) -> None:
            self.post_message(news.FreshStep(text))

        try:
            changed = self.library.freshen(step)
        except Cancelled:
            changed = False
        except TrackerError as error:
            self.post_message(news.UserActionDone("", str(error)))
            changed = False
        self.post_message(news.Freshened(changed))
        if came := self.library.alerts():
            self.post_message(mails.Alerted(came))
        # The page that is opened next is imported while the screen is idle.
        import tracker.tui.screens.series  # noqa: F401

    def on_fresh_step(self, event: news.FreshStep) -> None:
        """Show what it is at."""
        self.freshening = event.text

    def on_freshened(self, event: news.Freshened) -> None:
        """Show what has changed."""
        self.freshening = ""
        self.fresh = True
        if event.changed:
            self.reload_pages()

    def _look(self) -> None:
        """Look whether somebody has written, while nothing else is going on."""
        if not any(not worker.is_finished for worker in self.workers):
            self.run_worker(self._read_stamp, group="stamp", thread=True)

    def _read_stamp(self) -> None:
        try:
            stamp = self.library.stamp()
        except TrackerError:
            return
        self.post_message(news.Stamped(stamp))

    def on_stamped(self, event: news.Stamped) -> None:
        """Read again what another process has changed."""
        changed, self._stamp = self._stamp not in (0, event.stamp), event.stamp
        if changed:
            self.reload_pages()
            self._freshen()

    # ---- what a person says --------------------------------------------------------------------

    def on_user_action_wanted(self, event: news.UserActionWanted) -> None:
        """Store a user action."""
        action = partial(self.library.record, event.action, event.names, event.text)
        self.write(action, event.asker)

    def on_series_seen(self, event: news.SeriesSeen) -> None:
        """The page of a series was opened: it is no longer new."""
        self.write(partial(self._see, event.name))

    def _see(self, name: str) -> str:
        self.library.visit(name)
        return ""

    def on_user_action_done(self, event: news.UserActionDone) -> None:
        """Show that it is written down, or why not: where it was asked for, if that is open."""
        if event.asker and event.asker.answered(event.why):
            return
        if event.why:
            self.tell(event.why, Role.BAD)
        elif event.text:
            self.tell(event.text)
            self.reload_pages()

    # ---- the end -------------------------------------------------------------------------------

    async def action_quit(self) -> None:
        """End the app; what is under way is stopped first, so that its thread ends."""
        self.library.cancel()
        self.exit()
