# SPDX-License-Identifier: GPL-2.0-or-later
"""The page of a series: seven tabs over one list."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import Enum
from functools import partial
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.reactive import reactive

from tracker.model.query import NOBODY, Identity
from tracker.model.roles import Role
from tracker.model.views import Graph, SeriesView
from tracker.render.graph import related_rows
from tracker.render.landing import ended_rows, landing_page
from tracker.render.lines import Line, Row, RowTarget, Span, parts, taken
from tracker.render.log import log_rows
from tracker.render.overview import overview_rows
from tracker.render.placeholders import failed_rows, waiting_rows
from tracker.render.review import review_page
from tracker.render.thread import open_mails, repeating
from tracker.render.versions import Notes, stable_rows, version_rows
from tracker.tui.actions import Area, bindings
from tracker.tui.headline import as_of_line, evidence_line, headline, tab_counts
from tracker.tui.messages import SeriesSeen, TabChosen, UpdateWanted
from tracker.tui.ports import Backend
from tracker.tui.screens.opening import open_mail
from tracker.tui.screens.thread import ThreadPage
from tracker.tui.unread import Unread
from tracker.tui.widgets.bar import Bar, Hints
from tracker.tui.widgets.beside import Beside
from tracker.tui.widgets.rows import RowList
from tracker.tui.widgets.status import Status
from tracker.tui.widgets.tabs import TabLine
from tracker.tui.widgets.title import TitleBar


class Tab(Enum):
    """The tabs, in their order."""

    OVERVIEW = "Overview"
    REVIEW = "Review"
    VERSIONS = "Versions"
    RELATIONS = "Related"
    LANDING = "Landing"
    THREAD = "Thread"
    LOG = "Log"


TABS = tuple(Tab)


class SeriesScreen(ThreadPage):
    """One series; related ones open on top of it, on the same tab where relations are walked."""

    WHERE = Area.SERIES
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Area.SERIES)]

    graph: reactive[Graph | None] = reactive(None, always_update=True)
    notes: reactive[Notes | None] = reactive(None)
    """What the author says of each posting, once it was asked for."""
    tab: reactive[Tab] = reactive(Tab.OVERVIEW)

    def __init__(self, library: Backend, name: str, tab: Tab = Tab.OVERVIEW) -> None:
        super().__init__(library)
        self._handle = name
        self._why = ""
        self._graph_why = ""
        self._me = NOBODY
        self._resting: dict[Tab, str] = {}
        self._read_before = {Tab.RELATIONS: False, Tab.VERSIONS: False}
        """Whether what a tab needs beside the series was asked for."""
        self.unread = Unread()
        self.set_reactive(SeriesScreen.tab, tab)

    def compose(self) -> ComposeResult:
        """Title, standing, tabs, the rows of the open tab, status, keys."""
        yield TitleBar((Span(f" {self._handle[:500]}", Role.TITLE),))
        yield Bar(id="standing")
        yield TabLine(tuple(tab.value for tab in TABS))
        with Horizontal():
            yield RowList()
            yield Beside()
        yield Status()
        yield Hints(self.WHERE)

    def on_mount(self) -> None:
        """Read the series; one that a relation leads to opens on its relations."""
        below = self.app.screen_stack[-2:-1]
        if below and isinstance(below[0], SeriesScreen) and below[0].tab is Tab.RELATIONS:
            self.tab = Tab.RELATIONS
        self.query_one(TabLine).index = TABS.index(self.tab)
        self.body.show(waiting_rows)
        self.watch(self.body, "scroll_y", self.look_into, init=False)
        self.reload()

    def on_screen_resume(self) -> None:
        """Something above was closed: what was read there is no longer unread."""
        if self.view is None:
            return
        self.query_one(TabLine).counts = tab_counts(self.view, len(self.unread))
        if self.tab is Tab.THREAD:
            self._paint()
        if self.unread.caught_up():
            self.post_message(SeriesSeen(self.view.id))

    # ---- reading -------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read the series, and the works around it once it is there."""
        self.load(self._read, self._show_series)

    def _read(self) -> tuple[SeriesView, Identity]:
        return self.library.series(self._handle), self.library.me()

    def _show_series(self, read: tuple[SeriesView, Identity]) -> None:
        """Show it, then read what is around it."""
        self._why = ""
        view, self._me = read
        self.unread.take(view)
        if self.view is None:
            self.view = view
            # Written down when the page is painted.
            self.call_after_refresh(self.post_message, SeriesSeen(view.id))
        else:
            # What was new when the page was opened stays so while it is open.
            came = dict.fromkeys((*self.view.unread, *view.unread))
            self.view = replace(view, seen=self.view.seen, unread=tuple(came))
        for tab in (Tab.RELATIONS, Tab.VERSIONS):
            if self.tab is tab or self._read_before[tab]:
                self._want(tab)
        if any(work.missing for work in view.readiness.waits_for):
            self._want(Tab.RELATIONS)

    def _show_graph(self, graph: Graph) -> None:
        """The works around it were read."""
        self._graph_why = ""
        self.graph = graph

    def _show_notes(self, notes: Notes) -> None:
        """The changelogs were read."""
        self.notes = notes

    def _want(self, tab: Tab) -> None:
        """Read what one tab needs beside the series."""
        if self.view is None:
            return
        self._read_before[tab] = True
        if tab is Tab.VERSIONS:
            self.load(partial(self.library.changelogs, self.view.id), self._show_notes, "notes")
        elif tab is Tab.RELATIONS:
            self.load(partial(self.library.graph, self.view.id), self._show_graph, "graph")

    def not_read(self, why: str, what: str) -> None:
        """Where there is no older picture, the failure is the picture."""
        if what == "graph":
            self._graph_why = why
        elif what == "load":
            self._why = why
        if self.view:
            super().not_read(why, what)
        self._paint()

    # ---- showing -------------------------------------------------------------------------------

    def watch_view(self) -> None:
        """Show what was read."""
        view = self.view
        if view is None or not self.is_mounted:
            return
        self.query_one(TitleBar).left = (Span(f" {view.title[:500]}", Role.TITLE),)
        self._stand(view)
        self.query_one(TabLine).counts = tab_counts(view, len(self.unread))
        self.repeating = repeating(view)
        self._paint()

    def _stand(self, view: SeriesView) -> None:
        bar, right = (
            self.query_one("#standing", Bar),
            as_of_line(self.in_zone(self.library.moment())),
        )
        room = self.app.size.width - (taken(right) + 1 if right else 0)
        bar.left, bar.right = headline(view, self._me, room), right

    def on_resize(self, _event: events.Resize) -> None:
        """The line below the title has another room."""
        if self.view is not None:
            self._stand(self.view)

    def watch_graph(self) -> None:
        """Show what was read."""
        if self.tab in (Tab.RELATIONS, Tab.OVERVIEW):
            self._paint(from_top=self.body.untouched)

    def watch_notes(self) -> None:
        """Show what was read."""
        if self.tab is Tab.VERSIONS:
            self._paint()

    def watch_tab(self, before: Tab, after: Tab) -> None:
        """Show the tab, the cursor where it was when the tab was left."""
        if not self.is_mounted:
            return
        if self.body.row:
            self._resting[before] = self.body.row.key
        self.query_one(TabLine).index = TABS.index(after)
        if not self._read_before.get(after, True):
            self._want(after)
        self._paint(self._resting.get(after) or self._first(after), from_top=True)

    def _first(self, tab: Tab) -> str:
        """Where the cursor is when a tab is opened first: in a thread what is new, or newest."""
        if tab is not Tab.THREAD or self.view is None or self.shown is None:
            return ""
        names = [line.message_id for line in self.view.thread]
        return next((name for name in names if name in self.unread), self.shown.message_id)

    def _paint(self, key: str | None = None, *, from_top: bool = False) -> None:
        if self.is_mounted:
            self.body.show(self._rows, key, from_top=from_top)
            self.call_after_refresh(self.look_into)

    def _rows(self, columns: int) -> Sequence[Row]:
        """Return the rows of the open tab."""
        view, shown = self.view, self.shown
        if view is None or shown is None:
            return failed_rows(self._why, columns) if self._why else waiting_rows(columns)
        pages: dict[Tab, Callable[[], Sequence[Row]]] = {
            Tab.OVERVIEW: partial(overview_rows, view, columns, self.graph, shown),
            Tab.REVIEW: partial(review_page, view, shown, columns),
            Tab.VERSIONS: partial(version_rows, view, columns, self.notes, self.marked),
            Tab.RELATIONS: partial(related_rows, view, self.graph, self._graph_why, columns),
            Tab.LANDING: lambda: parts(
                ended_rows(view, shown, columns) or landing_page(shown, columns),
                stable_rows(view.stable, columns),
            ),
            Tab.THREAD: partial(self.limited_rows, self.unread.names),
            Tab.LOG: partial(log_rows, view, columns),
        }
        return pages[self.tab]()

    @property
    def in_thread(self) -> bool:
        """Whether the thread is open."""
        return self.tab is Tab.THREAD and self.view is not None

    @property
    def series(self) -> str | None:
        """The series of the page."""
        return self.view.id if self.view else self._handle

    @property
    def series_title(self) -> str:
        """What it is called."""
        return self.view.title if self.view else self._handle

    def remark(self) -> Line:
        """Return what the row under the cursor was read from."""
        if self.target.absent:
            return (Span(" not fetched; u fetches it", Role.DIM),)
        return evidence_line(self.target.evidence)

    # ---- acting --------------------------------------------------------------------------------

    def open(self, target: RowTarget) -> None:
        """Compare versions, or a commit with its posting; else open a series or a mail."""
        from tracker.tui.screens.compare import EditsScreen

        if target.versions:
            self.open_versions(target.versions)
        elif target.edited and self.view:
            self.app.push_screen(EditsScreen(self.library, self.view, target.edited))
        elif target.absent:
            self.tell("not fetched; u fetches it", Role.WARN)
        else:
            super().open(target)

    def repaint(self, key: str | None = None) -> None:
        """Another version is shown, or marked; the cursor goes to a row where one is named."""
        self._paint(key)

    @property
    def under_cursor(self) -> str | None:
        """The posting that the cursor is on, or whose patch it is on; else the shown one."""
        own = {one.message_id for one in self.view.revisions} if self.view else set()
        key = self.body.row.key.partition(" ")[0] if self.body.row else ""
        if self.tab is Tab.VERSIONS and key in own:
            return key
        return self.shown.message_id if self.shown else None

    def action_mark_version(self) -> None:
        """Mark the version under the cursor, or take the mark off."""
        super().action_mark_version()
        self.tab = Tab.VERSIONS

    def action_version_row(self, way: int) -> None:
        """Go to the next version in the list of versions, up or down."""
        self.tab = Tab.VERSIONS
        own = {one.message_id for one in self.view.revisions} if self.view else set()
        heads = [at for at, row in enumerate(self.body.rows) if row.key in own]
        ahead = [at for at in heads if (at - self.body.cursor) * way > 0]
        if ahead:
            self.body.go_to(ahead[0] if way > 0 else ahead[-1])
        else:
            self.tell("no more versions here")

    def action_version(self, way: int) -> None:
        """Show the review of a version before or after."""
        super().action_version(way)
        if self.tab not in (Tab.REVIEW, Tab.LANDING, Tab.OVERVIEW):
            self.tab = Tab.REVIEW

    def action_tab_beside(self, way: int) -> None:
        """Show the next tab, or the one before."""
        self.tab = TABS[(TABS.index(self.tab) + way) % len(TABS)]

    def action_tab(self, number: int) -> None:
        """Show a tab by its number."""
        if number <= len(TABS):
            self.tab = TABS[number - 1]

    def on_tab_chosen(self, event: TabChosen) -> None:
        """A tab was clicked."""
        self.tab = TABS[event.index]

    def action_question(self, way: int) -> None:
        """Go to the next mail with an open question, or to the one before."""
        asking = open_mails(self.view) if self.view else {}
        if not asking:
            self.tell("no open question")
            return
        names = [line.message_id for line in self.view.thread] if self.view else []
        here = self.body.row.key if self.tab is Tab.THREAD and self.body.row else ""
        at = names.index(here) if here in names else -1 if way > 0 else len(names)
        ahead = [name for name in asking if (names.index(name) - at) * way > 0]
        if self.tab is not Tab.THREAD:
            first = next(iter(asking))
            open_mail(self.app, self.library, first, asking[first], self.series)
        elif ahead:
            name = ahead[0] if way > 0 else ahead[-1]
            self.uncover({name})
            self._paint(name)
        else:
            self.tell("no more open questions here")

    def action_limit(self) -> None:
        """Limit the thread."""
        self.next_limit(self.unread.names)

    def action_update(self) -> None:
        """Fetch what is new for this series, or the absent work under the cursor."""
        if self.view:
            self.post_message(UpdateWanted((self.target.absent or self.view.id,)))
        else:
            self.reload()
