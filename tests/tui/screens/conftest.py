"""The app under way over a library of hand-made records, without its sources."""

import threading
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from types import SimpleNamespace

import pytest
from textual.pilot import Pilot

from tracker.errors import Cancelled, NotFound, TrackerError
from tracker.model.views import Graph, Reason, SeriesRow, SeriesView
from tracker.tui.app import TrackerApp
from tracker.tui.widgets.painted import Painted
from tracker.tui.widgets.rows import Rows

NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)


@dataclass
class FakeLibrary:
    """A library whose answers a test sets; an error set for a call is raised by it."""

    mail: str
    graph_of: Callable[[str], Graph]
    board: tuple[SeriesRow, ...] = ()
    views: dict[str, SeriesView] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    facts: tuple[Reason, ...] = ()
    errors: dict[str, TrackerError] = field(default_factory=dict)
    calls: list[tuple[str, object]] = field(default_factory=list)
    graphs: dict[str, Graph] = field(default_factory=dict)
    update_waits: bool = False
    stopped: threading.Event = field(default_factory=threading.Event)

    def _called(self, call: str, argument: object = None) -> None:
        self.calls.append((call, argument))
        if call in self.errors:
            raise self.errors[call]

    def rows(self) -> tuple[SeriesRow, ...]:
        self._called("rows")
        return self.board

    def series(self, name: str) -> SeriesView:
        self._called("series", name)
        if name not in self.views:
            raise NotFound(f"no series matches {name}; try 'tracker list'")
        return self.views[name]

    def graph(self, name: str) -> Graph:
        self._called("graph", name)
        return self.graphs.get(name, self.graph_of(name))

    def text(self, message_id: str) -> str:
        self._called("text", message_id)
        return self.texts.get(message_id, self.mail)

    def reasons(self, name: str) -> tuple[Reason, ...]:
        self._called("reasons", name)
        return self.facts

    def update(self, names: Sequence[str], report: Callable[[str], None]) -> None:
        report("linux-lamps: 3 new mails")
        if self.update_waits:
            assert self.stopped.wait(10), "nobody stopped the update"
            raise Cancelled("stopped")
        self._called("update", tuple(names))

    def cancel(self) -> None:
        self._called("cancel")
        self.stopped.set()

    def track(self, name: str) -> None:
        self._called("track", name)
        self.board = tuple(replace(r, tracked=r.tracked or r.id == name) for r in self.board)

    def untrack(self, name: str) -> None:
        self._called("untrack", name)
        self.board = tuple(replace(r, tracked=r.tracked and r.id != name) for r in self.board)

    def see(self, name: str) -> None:
        self._called("see", name)

    def called(self, call: str) -> list[object]:
        """The arguments of the calls made by that name."""
        return [argument for name, argument in self.calls if name == call]


def make_library(make: SimpleNamespace, **changes: object) -> FakeLibrary:
    """Two series that know each other, and their mails."""
    titles = {
        "lamp-v2@example.org": "lamp: shut the door before the light",
        "hinge@example.org": "hinge: oil it",
    }
    made = {
        "mail": make.mail,
        "graph_of": make.graph,
        "facts": make.reasons(),
        "views": {name: make.view(name, title=title) for name, title in titles.items()},
        "board": tuple(make.row(name, title=title) for name, title in titles.items()),
    }
    return FakeLibrary(**(made | changes))  # type: ignore[arg-type]  # a test names what it knows


async def settle(pilot: Pilot[None]) -> None:
    """Wait until every reading thread is done and its news is painted; an update may run on."""
    for _ in range(200):
        await pilot.pause()
        busy = [w for w in pilot.app.workers if w.group != "update" and not w.is_finished]
        if not busy:
            break
        await pilot.pause(0.01)
    await pilot.pause()


@dataclass
class Running:
    """The app under way, and what a test does with it."""

    app: TrackerApp
    pilot: Pilot[None]

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, each when the last is done with."""
        for key in keys:
            await self.pilot.press(key)
            await settle(self.pilot)

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait for something that a thread brings about."""
        for _ in range(300):
            if holds():
                break
            await self.pilot.pause(0.01)
        assert holds()
        await settle(self.pilot)

    @property
    def text(self) -> str:
        """All text on the screen in front, line by line."""
        painted = [w for w in self.app.screen.query(Painted) if w.display]
        return "\n".join(
            widget.render_line(y).text for widget in painted for y in range(widget.size.height)
        )

    @property
    def under_cursor(self) -> str:
        """The text of the row the cursor is on."""
        rows = self.app.screen.query_exactly_one(Rows)
        return rows.render_line(rows.cursor - rows.scroll_offset.y).text


Run = Callable[..., AbstractAsyncContextManager[Running]]


@asynccontextmanager
async def _run(
    library: FakeLibrary,
    start: str | None = None,
    size: tuple[int, int] = (80, 24),
    first: str | None = None,
) -> AsyncIterator[Running]:
    app = TrackerApp(library, start, now=lambda: NOW, first=first)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        yield Running(app, pilot)


@pytest.fixture
def run() -> Run:
    """Runs the app over a library, on a screen of a size."""
    return _run


@pytest.fixture
def make(make: SimpleNamespace) -> SimpleNamespace:
    """The builders of records, and that of a library."""
    return SimpleNamespace(**vars(make), library=partial(make_library, make))


@pytest.fixture
def library(make: SimpleNamespace) -> FakeLibrary:
    """A library with two series."""
    return make_library(make)
