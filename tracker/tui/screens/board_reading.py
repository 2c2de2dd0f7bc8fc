# SPDX-License-Identifier: GPL-2.0-or-later
"""What the board reads, and when: the first tab, the tab that is wished for, the counts."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from textual.reactive import reactive

from tracker.model.board import UserAction
from tracker.render.placeholders import waiting_rows
from tracker.tui.board_rows import ShownColumns, contents_ahead
from tracker.tui.finder import Finder
from tracker.tui.messages import (
    Asker,
    BoardLoaded,
    UserActionWanted,
    Wish,
)
from tracker.tui.ports import Backend
from tracker.tui.questions import FOLLOW
from tracker.tui.screens.page import ListScreen
from tracker.tui.widgets.tabs import TabLine

if TYPE_CHECKING:
    from concurrent.futures import Future

    from tracker.render.board import BoardContents
    from tracker.tui.first import First

    _Counted = tuple[tuple[int, ...], BoardContents, datetime | None]
    """How many series each tab holds, what the rows hold, and when the local mail ends."""


class BoardReading(ListScreen):
    """The part of the board that reads on threads; ``BoardScreen`` paints it."""

    loaded: reactive[BoardLoaded | None] = reactive(None, always_update=True)
    """What was read last; kept where a later reading fails."""
    failed: reactive[str] = reactive("")
    """Why the first reading failed."""
    wish: reactive[Wish] = reactive(Wish())
    """What is to be shown; the rows of the last reading stay until it is there."""

    def __init__(
        self,
        library: Backend,
        now: Callable[[], datetime],
        first: str | None = None,
        ahead: "Future[First] | None" = None,
    ) -> None:
        super().__init__(library)
        self._first = first
        self._ahead = ahead
        """Reads the first tab since before the start."""
        self._set_up = False
        """The widgets are there; Textual's own ``is_mounted`` is later than the first picture."""
        self._sections = library.sections()
        self._finder = Finder(library, self._sections, now)
        self._counts: tuple[int, ...] = ()
        self._ends: datetime | None = None
        """When the local mail ends, where that is long ago."""
        self._fresh = False
        """The rows were brought up to date since the start."""

    def on_mount(self) -> None:
        """Read the first tab that holds something, or show it where that is done already."""
        self._set_up = True
        self.watch(self.app, "fresh", self._follow_fresh, init=False)
        if self._ahead and self._ahead.done() and not self._ahead.exception():
            read = self._read_first()
            self.on_board_loaded(read)
            self.app.post_message(read)
            return
        self.body.show(waiting_rows)
        self.load(self._read_first, self.post_message)

    def _paint(self, key: str | None = None, *, from_top: bool = False) -> None:
        """Show what was read, the cursor on a series."""

    def columns_of(self, section: int) -> ShownColumns:
        """Return the columns of a tab, which stay as long as the board is open."""
        raise NotImplementedError

    def taken_in(self) -> None:
        """What was wished for is there."""

    def show_note(self) -> None:
        """Show how many series there are, and until when mail is known."""

    def _follow_fresh(self, fresh: bool) -> None:
        """The rows are as the facts are: an empty board is empty."""
        self._fresh = fresh
        self._paint()

    def reload(self) -> None:
        """Read the board again, and count; where there was nothing, as if for the first time."""
        if self.loaded is None or not (len(self.loaded.board) or any(self._counts)):
            self.load(self._read_first, self.post_message)
        else:
            self.read(self.wish)

    def read(self, wish: Wish) -> None:
        """Read the rows that are wished for, on a thread."""
        self.load(partial(self._finder.read, wish), self.post_message)

    def _read_first(self) -> BoardLoaded:
        ahead, self._ahead = self._ahead, None
        return self._finder.read_first(self._first, ahead)

    def _count(self, loaded: BoardLoaded) -> "_Counted":
        queries = [section.query for section in self._sections]
        counts = self.library.counts(queries, everything=bool(loaded.wish.everything))
        return counts, contents_ahead(loaded.board, loaded.now), self.library.mail_ends()

    def on_board_loaded(self, event: BoardLoaded) -> None:
        """The rows of a tab were found."""
        self.set_reactive(BoardReading.failed, "")
        if self.loaded is None or event.first:
            self.set_reactive(BoardReading.wish, event.wish)
        elif event.wish != self.wish:
            return
        self.loaded = event
        self.taken_in()
        self._show_counts()
        # Not beside the painting, which it would hold up.
        count, show = partial(self._count, event), partial(self._take_counts, event.wish.section)
        self.call_after_refresh(self.load, count, show, "counts")

    def _take_counts(self, section: int, told: "_Counted") -> None:
        """The tabs were counted, and what the first rows of the open one hold."""
        self._counts, contents, self._ends = told
        self.columns_of(section).add(contents)
        self._show_counts()
        self.show_note()

    def action_feed(self) -> None:
        """Show what came since the user last looked."""
        from tracker.tui.screens.feed import FeedScreen

        self.app.push_screen(FeedScreen(self.library))

    def action_follow(self) -> None:
        """Follow every local series of the query of the tab, which can be edited first."""
        from tracker.tui.screens.ask import AskScreen

        def follow(text: str, asker: Asker) -> UserActionWanted:
            return UserActionWanted(UserAction.FOLLOW, (), text, asker)

        query = self._finder.query_of(self.wish)
        self.app.push_screen(AskScreen(replace(FOLLOW, value=query), follow))

    def _show_counts(self) -> None:
        """The open tab counts its rows, which an edited query may have picked."""
        loaded = self.loaded
        counts: list[int | None] = [*(self._counts or [None] * len(self._sections))]
        if loaded and loaded.wish.section == self.wish.section:
            counts[loaded.wish.section] = len(loaded.board)
        self.query_one(TabLine).counts = tuple(counts)

    def not_read(self, why: str, what: str) -> None:
        """Without a picture to keep, the failure is the picture."""
        if self.loaded or what != "load":
            super().not_read(why, what)
        else:
            self.failed = why
