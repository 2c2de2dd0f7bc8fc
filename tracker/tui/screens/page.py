# SPDX-License-Identifier: GPL-2.0-or-later
"""What all screens have in common: reading on threads, the status line, the common keys."""

from collections.abc import Callable
from functools import partial
from shlex import quote
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.worker import get_current_worker

from tracker.errors import TrackerError
from tracker.model.board import UserAction
from tracker.model.roles import Role
from tracker.model.terminal_text import clean
from tracker.render.lines import NOTHING, Line, RowTarget, Span
from tracker.render.mail import Mail, take_apart
from tracker.render.words import counted
from tracker.tui.actions import Action, Area
from tracker.tui.local_time import in_local_time
from tracker.tui.messages import (
    Asker,
    BrowseWanted,
    CopyWanted,
    Loaded,
    RowChosen,
    RowMoved,
    StopWanted,
    UpdateWanted,
    UrlWanted,
    UserActionWanted,
)
from tracker.tui.ports import Backend
from tracker.tui.questions import question
from tracker.tui.screens.opening import open_evidence, open_help, open_mail, open_series
from tracker.tui.screens.search import SearchPage
from tracker.tui.widgets.bar import Hints, height_class
from tracker.tui.widgets.rows import RowList
from tracker.tui.widgets.status import Status

if TYPE_CHECKING:
    from tracker.tui.commands import Spot

T = TypeVar("T")


class ListScreen(SearchPage):
    """A screen with a list, a status line and keys.

    What it wants beyond itself it says to the app in a message.
    """

    WHERE: ClassVar[Area]
    AUTO_FOCUS: ClassVar[str | None] = "RowList"

    def __init__(self, library: Backend) -> None:
        super().__init__()
        # Textual would set it once the size is known, and match all styles again.
        self.add_class(height_class(self.app.size.height))
        self.library = library
        self._said = False
        """A message stands on the status line that was not read yet."""

    @property
    def body(self) -> RowList:
        """The list of the page."""
        return self.query_exactly_one(RowList)

    @property
    def target(self) -> RowTarget:
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

    @property
    def chosen(self) -> tuple[str, ...]:
        """The series that an action is for: those marked, else the one above."""
        return (self.series,) if self.series else ()

    def spot(self) -> "Spot":
        """Return where the cursor is, for the user's own commands."""
        from tracker.tui.commands import Spot

        target = self.target
        mail = "" if target.series else target.message_id or ""
        return Spot(mail, target.line, "", self.commit)

    @property
    def commit(self) -> str | None:
        """The commit that the cursor is on."""
        return self.target.commit

    @property
    def actions(self) -> tuple[Action, ...]:
        """What each key does."""
        return self.query_exactly_one(Hints).actions

    def load(self, job: Callable[[], T], then: Callable[[T], object], what: str = "load") -> None:
        """Run a reading job on a thread, and show here what it gives.

        A newer one of the same name makes it pointless. A TrackerError goes to ``not_read``.
        """
        run = partial(self._run, job, then, what)
        self.run_worker(run, group=what, exclusive=True, thread=True)

    def _run(self, job: Callable[[], T], then: Callable[[T], object], what: str) -> None:
        worker = get_current_worker()
        show: Callable[[], object]
        try:
            show = partial(then, self.in_zone(job()))
        except TrackerError as error:
            show = partial(self.not_read, str(error), what)
        if not worker.is_cancelled:
            self.post_message(Loaded(show))

    def on_loaded(self, event: Loaded) -> None:
        """Show what a thread has read."""
        event.show()

    def read_mail(self, message_id: str) -> Mail:
        """Read a mail; called on a thread. Raises TrackerError."""
        text = take_apart(self.library.text(message_id))
        headers = self.library.headers(message_id)
        return Mail(message_id=message_id, text=text, about=None, headers=headers)

    def reload(self) -> None:
        """Read again what the page shows."""

    def in_zone(self, read: T) -> T:
        """Return what was read with its moments in the zone that pages show; they come in UTC."""
        return in_local_time(read) if self.library.local_times() else read

    def action_times(self) -> None:
        """Show days and times in local time or in UTC, on every screen."""
        local = self.library.local_times(other=True)
        for page in self.app.screen_stack:
            if isinstance(page, ListScreen):
                page.reload()
        self.tell("local time" if local else "UTC")

    def let_go(self) -> None:
        """What Esc does when no update runs."""
        if not self.end_search():
            self.action_back()

    def tell(self, text: str, role: Role = Role.DIM) -> None:
        """Say something on the status line, until the next key."""
        self._said = True
        status = self.query_one("#status", Status)
        status.said = True
        status.left = (Span(" "), Span(text.partition("\n")[0], role))

    def unsay(self) -> None:
        """Take the message off the status line: the user went on."""
        if self._said:
            self._said = False
            self.moved()

    def on_screen_suspend(self) -> None:
        """Another screen opens: the message belongs to what was done here."""
        self.unsay()

    def not_read(self, why: str, what: str) -> None:
        """Say why something could not be read, and which reading it was; what is shown stays."""
        self.tell(why, Role.BAD)

    def on_mount(self) -> None:
        """Follow the cursor at once: a message would paint the status line a frame later."""
        self.watch(self.body, "cursor", self._follow_cursor, init=False)

    def _follow_cursor(self) -> None:
        """The user moved the cursor: the message is read."""
        if not self.body.making:
            self._said = False
            self.moved()

    def on_row_moved(self, event: RowMoved) -> None:
        """Another row came under the cursor."""
        if not event.by_hand:
            self.moved()

    def moved(self) -> None:
        """Show the row under the cursor."""
        if not self._said:
            status = self.query_one("#status", Status)
            status.said = False
            status.left = self.remark()

    def remark(self) -> Line:
        """Return what the status line says of the row under the cursor."""
        return ()

    def on_row_chosen(self, event: RowChosen) -> None:
        """A click opens."""
        self.open(event.row.target)

    def open(self, target: RowTarget) -> None:
        """Open a series, else a mail."""
        if target.series:
            open_series(self.app, self.library, target.series)
        elif target.message_id:
            open_mail(self.app, self.library, target.message_id, target.line, self.series)
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

    def action_interrupt(self) -> None:
        """Stop what runs."""
        self.post_message(StopWanted(interrupt=True))

    def action_help(self) -> None:
        """Show the keys."""
        open_help(self.app, self.library, self.WHERE)

    def action_evidence(self) -> None:
        """Show why the tracker says what the cursor is on."""
        if self.series:
            open_evidence(self.app, self.library, self.series, self.target)

    def copy(self, text: str) -> None:
        """Copy a text, without what a terminal or a shell would take for an end of line."""
        self.post_message(CopyWanted(clean(text)))

    @property
    def mails(self) -> tuple[str, ...]:
        """The mails that an action is for."""
        one = self.target.message_id or self.series
        return (one,) if one else ()

    @property
    def answered_mail(self) -> tuple[str, bool] | None:
        """The mail under the cursor, else the newest posting of the series."""
        if self.target.message_id and not self.target.series:
            return self.target.message_id, False
        return (self.series, True) if self.series else None

    def action_copy(self) -> None:
        """Copy a Message-ID, or a commit where there is none."""
        if self.target.commit and not self.target.message_id:
            self.copy(self.target.commit)
        elif self.mails:
            self.copy(" ".join(self.mails))

    def action_copy_url(self) -> None:
        """Copy the URL."""
        if self.mails:
            self.post_message(UrlWanted(self.mails))

    def action_copy_b4(self, verb: str) -> None:
        """Copy the command of b4 that fetches the series, or applies it."""
        if self.chosen:
            dash = {name: "-- " if name.startswith("-") else "" for name in self.chosen}
            self.copy(" && ".join(f"b4 {verb} {dash[one]}{quote(one)}" for one in self.chosen))

    def action_browse(self) -> None:
        """Open the mail in the web browser."""
        for name in self.mails[:1]:
            self.post_message(BrowseWanted(name))

    def action_update(self) -> None:
        """Fetch what is new for the series."""
        if self.chosen:
            self.post_message(UpdateWanted(self.chosen))

    def action_refresh(self) -> None:
        """Fetch what is new for what the page shows."""
        self.action_update()

    def action_retry(self) -> None:
        """Read the page again."""
        self.reload()

    def action_record(self, action: str) -> None:
        """Record a user action about the chosen series, after asking where a word is needed."""
        what, names, title = UserAction(action), self.chosen, self.series_title
        if not names:
            return
        about = title if len(names) < 2 else counted(len(names), "series", "series")
        asked = question(what, about, self._other)
        if asked is None:
            self.post_message(UserActionWanted(what, names))
            return
        from tracker.tui.screens.ask import AskScreen

        def record(text: str, asker: Asker) -> UserActionWanted:
            return UserActionWanted(what, names, text, asker)

        self.app.push_screen(AskScreen(asked, record))

    @property
    def _other(self) -> str:
        """The other work that the cursor is on."""
        other = self.target.series or self.target.absent or ""
        return "" if other in self.chosen else other

    def action_undo(self) -> None:
        """Undo the last action."""
        self.post_message(UserActionWanted(UserAction.UNDO))
