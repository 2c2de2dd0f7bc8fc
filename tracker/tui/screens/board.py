# SPDX-License-Identifier: GPL-2.0-or-later
"""The board: sections as tabs, one series a line, and why the one under the cursor is here."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from tracker.errors import TrackerError
from tracker.model.board import Order
from tracker.model.roles import Role
from tracker.model.rows import SeriesRow
from tracker.model.terminal_text import width
from tracker.render.board import heads
from tracker.render.lines import Line, Span
from tracker.render.placeholders import bare_rows, empty_rows, failed_rows, waiting_rows
from tracker.render.preview import reason
from tracker.render.words import counted
from tracker.tui.actions import Area, bindings
from tracker.tui.board_rows import BoardRows, ShownColumns
from tracker.tui.messages import BoardLoaded, TabChosen, UpdateWanted, Wish
from tracker.tui.ports import Backend, Board
from tracker.tui.screens.board_beside import BoardBeside
from tracker.tui.widgets.bar import TALL, TINY, Heads, Hints, Preview
from tracker.tui.widgets.beside import Beside
from tracker.tui.widgets.rows import Make, RowList
from tracker.tui.widgets.status import Status
from tracker.tui.widgets.tabs import TabLine
from tracker.tui.widgets.title import TitleBar

if TYPE_CHECKING:
    from concurrent.futures import Future

    from textual.widgets import Input

    from tracker.tui.first import First

ORDERS = tuple(Order)
ROOM = 3
"""Lines of the remark on a series at most, on a screen without a preview."""


LINES = 4
"""Lines of a screen without a preview that are title, tabs, heads and keys."""


class BoardScreen(BoardBeside):
    """The first screen; there is always one below all others."""

    WHERE = Area.BOARD
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Area.BOARD)]

    def __init__(
        self,
        library: Backend,
        title: str,
        now: Callable[[], datetime],
        first: str | None = None,
        ahead: "Future[First] | None" = None,
        *,
        columns: tuple[str, ...] = (),
    ) -> None:
        super().__init__(library, now, first, ahead)
        self._columns = columns
        self._name = title
        self._marked: dict[str, str] = {}
        """Series that are marked, and what they are called."""
        self._shown_before = self._came_back = False
        """Another page was open since, and was left just now."""
        self._submitted = False
        """Enter was pressed in a query that is being read."""
        self._held: dict[int, ShownColumns] = {}
        """The columns of each tab that was open."""
        self._resting: dict[int, str] = {}
        """The series that the cursor rested on when a tab was left."""

    def compose(self) -> ComposeResult:
        """Title, tabs, heads, rows, the series beside them or below, status, keys."""
        yield TitleBar((Span(f" {self._name}", Role.TITLE),))
        yield TabLine(tuple(section.name for section in self._sections))
        yield Heads(self._heads)
        with Horizontal():
            yield RowList()
            yield Beside()
        yield Preview()
        yield Status()
        yield Hints(self.WHERE)

    def taken_in(self) -> None:
        """A query that was entered is understood."""
        if self._submitted:
            self._close_query()

    def not_read(self, why: str, what: str) -> None:
        """Point into a query that is not understood."""
        if self._submitted:
            self._point(why)
        super().not_read(why, what)

    # ---- painting ------------------------------------------------------------------------------

    def watch_loaded(self, before: BoardLoaded | None, after: BoardLoaded | None) -> None:
        """Show what was read; the cursor stays on its series, or rests where it did in the tab."""
        if after is None or not self._set_up:
            return
        tabs = self.query_one(TabLine)
        tabs.index = after.wish.section
        start = before is None or not len(before.board)
        moved = start or (before is not None and before.wish.section != after.wish.section)
        key = self._first if start else self._resting.get(after.wish.section)
        self._paint(key if moved else None, from_top=moved)

    def watch_failed(self) -> None:
        """Show why nothing could be read."""
        self._paint()

    def watch_wish(self, before: Wish, after: Wish) -> None:
        """Read what is wished for."""
        if not self._set_up or self.loaded is None:
            return
        if before.section != after.section:
            if self.series:
                self._resting[before.section] = self.series
            self._marked.clear()
        self.read(after)

    def _paint(self, key: str | None = None, *, from_top: bool = False) -> None:
        if not self._set_up:
            return
        self.query_one(Heads).display = bool(self._board) and self.app.size.height >= TINY
        title = self.query_one(TitleBar)
        title.left, title.note = self._where(), self._note()
        self.query_one(Heads).refresh()
        self._make_room()
        self.body.show(self._make(), key, from_top=from_top)
        self.moved()

    def _make_room(self) -> None:
        """Let the preview take the lines that a short list leaves empty."""
        high = self.app.size.height
        left = high - LINES - len(self._board) if self._board else 0
        self.query_one(Status).room = 1 if high >= TALL else max(1, min(left, ROOM))

    def _make(self) -> Make:
        """Return the rows, or what stands in their place."""
        loaded = self.loaded
        if loaded is None:
            return partial(failed_rows, self.failed) if self.failed else waiting_rows
        if len(loaded.board):
            shown = self.columns_of(loaded.wish.section)
            rows = BoardRows(loaded.board, loaded.now, self._marked, shown, loaded.me)
            return lambda _columns: rows.with_title(self.title_room)
        bare = not loaded.wish.section and not self._finder.query_of(loaded.wish)
        everything = bool(loaded.wish.everything)
        if everything and (bare or not any(self._counts)):
            # After an upgrade, or in an archive that was just read, no row is judged yet.
            return empty_rows if self._fresh else waiting_rows
        return partial(bare_rows, self._finder.query_of(loaded.wish), everything)

    def _heads(self, columns: int) -> Line:
        section = self.loaded.wish.section if self.loaded else 0
        contents = self.columns_of(section).contents._replace(title=self.title_room)
        return heads(columns, contents, self.wish.order)

    def columns_of(self, section: int) -> ShownColumns:
        """Return the columns of a tab."""
        if section not in self._held:
            self._held[section] = ShownColumns(self._columns, self._column_came)
        return self._held[section]

    def on_resize(self) -> None:
        """There may be room for the series beside the list now, or no longer."""
        self.lay_out()
        self.show_note()

    def _column_came(self) -> None:
        """Paint again with a column that a row far down fills."""
        self.call_later(self.query_one(Heads).refresh)
        self.call_later(self.body.refresh)

    def _where(self) -> Line:
        """Return the title, and the query of the tab."""
        query = self._finder.query_of(self.loaded.wish) if self.loaded else ""
        edited = self.loaded is not None and self.loaded.wish.edited is not None
        return (
            Span(f" {self._name}  ", Role.TITLE),
            Span("your query: " if edited else "", Role.DIM),
            Span(query, Role.KEY if edited else Role.DIM),
        )

    def _note(self) -> str:
        """Return how many, of what, in what order."""
        if not self.loaded:
            return ""
        wish = self.loaded.wish
        marked = f"{len(self._marked)} marked · " if self._marked else ""
        scope = "all local" if wish.everything else "tracked"
        number = counted(len(self.loaded.board), "series", "series")
        order = "" if wish.order is Order.ACTIVITY else f" · by {wish.order.value}"
        day = self.library.moment()
        every = self.library.fetch_every()
        scope += f", fetched every {every}m" if every else ""
        told = f"{marked}{number}, {scope}{order}{f' · as it stood {day:%F}' if day else ''}"
        ends = f" · mail ends {self._ends:%F}" if self._ends and not day else ""
        # The bar drops a note that leaves less than a third to the title.
        return told + ends if width(told + ends) < self.size.width * 2 // 3 else told

    def show_note(self) -> None:
        """Show how many series there are, and until when mail is known."""
        self.query_one(TitleBar).note = self._note()

    @property
    def _board(self) -> Board | None:
        return self.loaded.board if self.loaded and len(self.loaded.board) else None

    @property
    def row(self) -> SeriesRow | None:
        """The series under the cursor."""
        board, at = self._board, self.body.cursor
        if board is None or at >= len(board):
            return None
        try:
            return self.in_zone(board.row(at))
        except TrackerError:
            return None

    @property
    def series(self) -> str | None:
        """The series under the cursor."""
        return self.row.id if self.row else None

    @property
    def series_title(self) -> str:
        """What it is called."""
        marked = next(iter(self._marked.values()), "")
        return marked or (self.row.title if self.row else "")

    @property
    def chosen(self) -> tuple[str, ...]:
        """Those marked, else the one under the cursor."""
        return tuple(self._marked) or super().chosen

    @property
    def mails(self) -> tuple[str, ...]:
        """Their cover letters, or first patches."""
        return self.chosen

    def remark(self) -> Line:
        """Return why the series stands in this tab, where the preview does not show it."""
        if not (self.loaded and self.row) or self.app.size.height >= TALL or self.is_beside:
            return ()
        query = self._finder.query_of(self.loaded.wish)
        return reason(self.row, query, self.loaded.now, self.loaded.me)

    # ---- keys ----------------------------------------------------------------------------------

    def _open_section(self, index: int) -> None:
        if 0 <= index < len(self._sections) and index != self.wish.section:
            self._close_query()
            self.wish = replace(self.wish, section=index, edited=None)

    def action_tab_beside(self, way: int) -> None:
        """Show the next section, or the one before."""
        self._open_section((self.wish.section + way) % len(self._sections))

    def action_tab(self, number: int) -> None:
        """Show a section by its number."""
        self._open_section(number - 1)

    def on_tab_chosen(self, event: TabChosen) -> None:
        """A tab was clicked."""
        self._open_section(event.index)

    def action_sort(self) -> None:
        """Sort by the next order."""
        following = (ORDERS.index(self.wish.order) + 1) % len(ORDERS)
        self.wish = replace(self.wish, order=ORDERS[following])

    def action_scope(self) -> None:
        """Show every local series, or what is tracked."""
        self.wish = replace(self.wish, everything=not self.wish.everything)

    def action_mark(self) -> None:
        """Mark the series, or take the mark off, and go on to the next."""
        if self.row is None:
            return
        if self._marked.pop(self.row.id, None) is None:
            self._marked[self.row.id] = self.row.title
        self._show_marks()
        self.body.action_step(1)

    def action_unmark(self) -> None:
        """Take all marks off."""
        self._marked.clear()
        self._show_marks()

    def _show_marks(self) -> None:
        self.show_note()
        self.body.refresh()

    def action_next_new(self) -> None:
        """Look for the next series with something new, on a thread."""
        if self.loaded:
            find = partial(self._finder.find_new, self.loaded, self.body.cursor)
            self.load(find, self._go_new, "new")

    def _go_new(self, index: int | None) -> None:
        if index is None:
            self.tell("nothing new further down")
        else:
            self.body.go_to(index)

    # ---- the query -----------------------------------------------------------------------------

    @property
    def _line(self) -> "Input | None":
        """The line in which the query is edited, where it is open."""
        from textual.widgets import Input

        return next(iter(self.query(Input)), None)

    def action_filter(self) -> None:
        """Edit the query of the tab."""
        from textual.widgets import Input

        line = self._line
        if line is None:
            query = self._finder.query_of(self.wish)
            line = Input(f"{query} " if query else "", id="filter", compact=True,
                         placeholder="words, state: turn: list: author: is: age: …",
                         select_on_focus=False)  # fmt: skip
            self.mount(line, before="#status")
        line.focus()

    def on_input_changed(self, event: "Input.Changed") -> None:
        """Show what the query holds while it is typed."""
        own = self._sections[self.wish.section].query
        typed = " ".join(event.value.split())
        self.wish = replace(self.wish, edited=None if typed == own else typed)

    def on_input_submitted(self, event: "Input.Submitted") -> None:
        """Back to the rows once the query is understood; it stays the tab's until Esc."""
        if self.loaded and self.loaded.wish == self.wish:
            self._close_query()
        else:
            self._submitted = True
            self.read(self.wish)

    def _point(self, why: str) -> None:
        """Keep the prompt open, with the cursor on the word that is not understood."""
        self._submitted = False
        line, told = self._line, why.split("\n")
        if line is None or len(told) < 3 or "^" not in told[-1]:
            return
        # The error shows the query above a line that points into it.
        start = len(told[-2]) - len(told[-2].lstrip(" "))
        line.cursor_position = min(max(told[-1].index("^") - start, 0), len(line.value))

    def _close_query(self) -> None:
        self._submitted = False
        line = self._line
        if line:
            line.remove()
            self.body.focus()

    def let_go(self) -> None:
        """Bring back the tab's own query, or take the marks off."""
        self._close_query()
        if self.wish.edited is not None:
            self.wish = replace(self.wish, edited=None)
        else:
            self.action_unmark()

    def action_back(self) -> None:
        """There is nothing to go back to: quit, unless one q too many was pressed on the way."""
        if self._came_back:
            self._came_back = False
            self.tell("this is the first page; q once more quits")
        else:
            self.app.call_later(self.app.action_quit)

    def on_screen_resume(self) -> None:
        """Something above was closed."""
        self._came_back = self._shown_before
        self._shown_before = True

    def action_refresh(self) -> None:
        """Fetch what is new for all tracked series, or read again where nothing is shown."""
        if self.loaded:
            self.post_message(UpdateWanted())
        else:
            self.reload()
