"""The page of a series: six tabs over one list."""

from collections.abc import Callable
from enum import Enum
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.reactive import reactive

from tracker.clean import clean
from tracker.model.views import Graph, SeriesView
from tracker.tui.actions import Where, bindings
from tracker.tui.lines import Line, Look, Row, Span
from tracker.tui.messages import (
    GraphLoaded,
    LoadFailed,
    Seen,
    SeriesLoaded,
    TabChosen,
    UpdateWanted,
)
from tracker.tui.pages.landing import landing_rows
from tracker.tui.pages.log import log_rows
from tracker.tui.pages.overview import newest_of, overview_rows
from tracker.tui.pages.relations import relation_rows
from tracker.tui.pages.states import failed_rows, waiting_rows
from tracker.tui.pages.thread import thread_rows
from tracker.tui.pages.versions import version_rows
from tracker.tui.phrases import age, day, list_of, name_of, stage_sign, stage_words
from tracker.tui.ports import Library
from tracker.tui.screens.page import Page
from tracker.tui.widgets.bar import Bar, Hints
from tracker.tui.widgets.rows import Rows
from tracker.tui.widgets.tabs import TabLine
from tracker.tui.widgets.title import TitleBar


class Tab(Enum):
    """The tabs, in their order."""

    OVERVIEW = "Overview"
    VERSIONS = "Versions"
    RELATIONS = "Relations"
    LANDING = "Landing"
    THREAD = "Thread"
    LOG = "Log"


TABS = tuple(Tab)


class SeriesScreen(Page):
    """One series; related ones open on top of it."""

    WHERE = Where.SERIES
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Where.SERIES)]

    view: reactive[SeriesView | None] = reactive(None)
    """What was read last; kept where a later reading fails."""
    graph: reactive[Graph | None] = reactive(None)
    tab: reactive[Tab] = reactive(Tab.OVERVIEW)

    def __init__(self, library: Library, name: str) -> None:
        super().__init__(library)
        self._handle = name
        self._why = ""
        self._graph_why = ""
        self._resting: dict[Tab, str] = {}

    def compose(self) -> ComposeResult:
        """Title, standing, tabs, the rows of the open tab, status, keys."""
        yield TitleBar((Span(f" {self._handle}", Look.TITLE),))
        yield Bar(id="standing")
        yield TabLine(tuple(tab.value for tab in TABS))
        yield Rows()
        yield Bar(id="status")
        yield Hints(self.WHERE)

    def on_mount(self) -> None:
        """Read the series."""
        self.body.show(waiting_rows)
        self.reload()

    def reload(self) -> None:
        """Read the series, and the works around it once it is there."""
        self.load(self._read)

    def _read(self) -> Message:
        return SeriesLoaded(self.library.series(self._handle))

    def _read_graph(self, name: str) -> Message:
        return GraphLoaded(self.library.graph(name))

    def on_series_loaded(self, event: SeriesLoaded) -> None:
        """Show it, then read what is around it."""
        first = self.view is None
        self._why = ""
        self.view = event.view
        if first:
            self.post_message(Seen(event.view.id))
        self.load(partial(self._read_graph, event.view.id), "graph")

    def on_graph_loaded(self, event: GraphLoaded) -> None:
        """The works around it were read."""
        self._graph_why = ""
        self.graph = event.graph

    def not_read(self, event: LoadFailed) -> None:
        """Where there is no older picture, the failure is the picture."""
        if event.what == "graph":
            self._graph_why = event.why
        else:
            self._why = event.why
        if self.view:
            super().not_read(event)
        self._paint()

    def watch_view(self) -> None:
        """Show what was read."""
        view = self.view
        if view is None or not self.is_mounted:
            return
        self.query_one(TitleBar).left = (Span(f" {view.title}", Look.TITLE),)
        self.query_one(TitleBar).note = f"as of {day(view.as_of)}"
        self.query_one("#standing", Bar).left = _standing(view)
        self.query_one(TabLine).counts = _counts(view)
        self._paint()

    def watch_graph(self) -> None:
        """Show what was read."""
        if self.tab is Tab.RELATIONS:
            self._paint()

    def watch_tab(self, before: Tab, after: Tab) -> None:
        """Show the tab, the cursor where it was when the tab was left."""
        if not self.is_mounted:
            return
        if self.body.row:
            self._resting[before] = self.body.row.key
        self.query_one(TabLine).index = TABS.index(after)
        self._paint(self._resting.get(after, ""))

    def _paint(self, key: str | None = None) -> None:
        if self.is_mounted:
            self.body.show(self._rows, key)

    def _rows(self, columns: int) -> tuple[Row, ...]:
        """The rows of the open tab."""
        view = self.view
        if view is None:
            return failed_rows(self._why, columns) if self._why else waiting_rows(columns)
        pages: dict[Tab, Callable[[], tuple[Row, ...]]] = {
            Tab.OVERVIEW: partial(overview_rows, view, columns),
            Tab.VERSIONS: partial(version_rows, view, columns),
            Tab.RELATIONS: partial(relation_rows, view, self.graph, self._graph_why, columns),
            Tab.LANDING: partial(landing_rows, newest_of(view)),
            Tab.THREAD: partial(thread_rows, view),
            Tab.LOG: partial(log_rows, view),
        }
        return pages[self.tab]()

    @property
    def series(self) -> str | None:
        """The series of the page."""
        return self.view.id if self.view else self._handle

    @property
    def series_title(self) -> str:
        """What it is called."""
        return self.view.title if self.view else self._handle

    def remark(self) -> Line:
        """What the row under the cursor was read from."""
        if self.target.absent:
            return (Span(" not at hand; u fetches it", Look.DIM),)
        for evidence in self.target.evidence[:1]:
            place = f", line {evidence.line}" if evidence.line else ""
            said = clean(evidence.quote)
            return (Span(f" {evidence.rule}{place}  ", Look.INFO), Span(said, Look.QUOTE))
        return ()

    def action_next_tab(self) -> None:
        """Show the next tab."""
        self.tab = TABS[(TABS.index(self.tab) + 1) % len(TABS)]

    def action_previous_tab(self) -> None:
        """Show the tab before."""
        self.tab = TABS[TABS.index(self.tab) - 1]

    def action_tab(self, number: str) -> None:
        """Show a tab by its number."""
        self.tab = TABS[int(number) - 1]

    def on_tab_chosen(self, event: TabChosen) -> None:
        """A tab was clicked."""
        self.tab = TABS[event.index]

    def action_update(self) -> None:
        """Fetch what is new for this series, or the absent work under the cursor."""
        if self.view:
            self.post_message(UpdateWanted((self.target.absent or self.view.id,)))
        else:
            self.reload()


def _standing(view: SeriesView) -> Line:
    """The second line: version, stage, since when, by whom, where."""
    newest = newest_of(view)
    version = (newest.label or f"v{newest.version}") if newest else ""
    where = view.project or ", ".join(map(list_of, view.lists[:1]))
    return (
        Span(" "),
        stage_sign(view.stage),
        Span(f" {version} {stage_words(view.stage)}", Look.STRONG),
        Span(f" for {age(view.stage_since, view.as_of)} · {name_of(view.author)} · {where}",
             Look.DIM),
    )  # fmt: skip


def _counts(view: SeriesView) -> tuple[int | None, ...]:
    """How much each tab holds."""
    return (None, len(view.revisions), None, None, len(view.thread), None)
