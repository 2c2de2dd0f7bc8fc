# SPDX-License-Identifier: GPL-2.0-or-later
"""The app under way over a library of hand-made records, without its sources."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest
from textual.pilot import Pilot

from tracker.errors import Cancelled, NotFound, TrackerError, Usage
from tracker.model.board import (
    Ended,
    HandlePlace,
    KeptDraft,
    MailHeaders,
    Order,
    Section,
    UserAction,
    UserCommand,
)
from tracker.model.compare import ChangeNote, RangeDiff
from tracker.model.landing import Edit
from tracker.model.query import NOBODY, Identity
from tracker.model.readiness import ApplyPlan, ApplyWish
from tracker.model.report import LogEntry
from tracker.model.rows import SeriesRow
from tracker.model.views import Graph, Reason, SeriesView
from tracker.query.sought import Sought
from tracker.tui.app import TrackerApp
from tracker.tui.widgets.painted import Painted
from tracker.tui.widgets.rows import RowList

NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)


SECTIONS = (
    Section(name="all", query=""),
    Section(name="author", query="turn:author"),
    Section(name="blocked", query="is:blocked"),
)


@dataclass
class FakeBoard:
    """Some rows, and which of them were looked at."""

    rows: Sequence[SeriesRow]
    seen: set[int] = field(default_factory=set)

    def __len__(self) -> int:
        return len(self.rows)

    def row(self, index: int) -> SeriesRow:
        self.seen.add(index)
        return self.rows[index]

    def find(self, name: str) -> int | None:
        return next((at for at, row in enumerate(self.rows) if row.id == name), None)


SORT: dict[Order, Callable[[SeriesRow], str]] = {
    Order.TITLE: lambda row: row.title,
    Order.AUTHOR: lambda row: row.author.name,
    Order.STAGE: lambda row: row.stage.value,
}


def fits(row: SeriesRow, word: str) -> bool:
    """A language of queries that is just enough to tell rows apart."""
    name, colon, value = word.partition(":")
    if not colon:
        return word.strip('"') in row.title
    if name == "is" and value in ("blocked", "new"):
        return bool(getattr(row, value))
    if name == "turn":
        return row.turn.side.value == value
    raise Usage(f"'{word}' is not understood; the fields are is:, turn:\n  {word}\n  ^^^")


@dataclass
class FakeLibrary:
    """A library whose answers a test sets; an error set for a call is raised by it."""

    mail: str
    graph_of: Callable[[str], Graph]
    listed: tuple[SeriesRow, ...] = ()
    tabs: tuple[Section, ...] = SECTIONS
    own: tuple[UserCommand, ...] = ()
    any_query: bool = False
    """Every query holds every row."""
    changed: bool = False
    """Whether bringing the rows up to date changes any."""
    stamped: int = 1
    statuses: dict[str, int] = field(default_factory=dict)
    """What programs end with."""
    last_words: str = ""
    """The last line that they write."""
    browser: tuple[str, ...] = ()
    """The words of a browser that needs the terminal."""
    in_tmux: bool = False
    boards: list[FakeBoard] = field(default_factory=list)
    views: dict[str, SeriesView] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    facts: tuple[Reason, ...] = ()
    errors: dict[str, TrackerError] = field(default_factory=dict)
    calls: list[tuple[str, object]] = field(default_factory=list)
    graphs: dict[str, Graph] = field(default_factory=dict)
    as_of: datetime | None = None
    changes: dict[str, tuple[ChangeNote, ...]] = field(default_factory=dict)
    begins: dict[str, str] = field(default_factory=dict)
    """The words that mails begin with."""
    compared: dict[tuple[str, str], RangeDiff] = field(default_factory=dict)
    local: bool = False
    sent_to: MailHeaders = field(default_factory=MailHeaders)
    edited: tuple[Edit, ...] = ()
    written: str = "To: ada@example.org\nSubject: Re: lamp\n\n> Shut it.\n"
    """A draft."""
    typed: str = "It is.\n"
    """What the user's editor adds to a draft."""
    kept: tuple[KeptDraft, ...] = ()
    places: dict[str, HandlePlace] = field(default_factory=dict)
    """Where handles lead."""
    user: Identity = NOBODY
    output: str = ""
    """What programs write."""
    standing: dict[str, int] = field(default_factory=dict)
    """Branches that are there, with their commits."""
    online: bool = True
    every: int = 0
    """Minutes."""
    ends: datetime | None = None
    """When the local mail ends."""
    came: tuple[LogEntry, ...] = ()
    ringing: tuple[LogEntry, ...] = ()
    """What the bell rings for at the next look."""
    applied: tuple[bool, tuple[str, ...]] = (True, ("2 patches are on the branch",))
    apply_notes: tuple[str, ...] = ()
    update_waits: bool = False
    step: str = "linux-lamps: 3 new mails"
    """What an update reports."""
    stopped: threading.Event = field(default_factory=threading.Event)

    def _called(self, call: str, argument: object = None) -> None:
        self.calls.append((call, argument))
        if call in self.errors:
            raise self.errors[call]

    def sections(self) -> tuple[Section, ...]:
        return self.tabs

    def local_times(self, *, other: bool = False) -> bool:
        self.local = self.local != other
        return self.local

    def me(self) -> Identity:
        return self.user

    def commands(self) -> tuple[UserCommand, ...]:
        return self.own

    def _picked(self, query: str, everything: bool) -> list[SeriesRow]:
        rows = [row for row in self.listed if everything or row.tracked]
        if self.any_query:
            return rows
        return [row for row in rows if all(fits(row, word) for word in query.split())]

    def board(self, query: str, order: Order, *, everything: bool) -> FakeBoard:
        self._called("board", (query, order, everything))
        rows = self._picked(query, everything)
        if order in SORT:
            rows = sorted(rows, key=SORT[order])
        self.boards.append(FakeBoard(rows))
        return self.boards[-1]

    def counts(self, queries: Sequence[str], *, everything: bool) -> tuple[int, ...]:
        self._called("counts", tuple(queries))
        return tuple(len(self._picked(query, everything)) for query in queries)

    def mail_ends(self) -> datetime | None:
        return self.ends

    def freshen(self, report: Callable[[str], None]) -> bool:
        self._called("freshen")
        changed, self.changed = self.changed, False
        return changed

    def fetch_every(self) -> int:
        return self.every

    def feed(self) -> tuple[LogEntry, ...]:
        self._called("feed")
        return self.came

    def alerts(self) -> tuple[LogEntry, ...]:
        found, self.ringing = self.ringing, ()
        return found

    def stamp(self) -> int:
        self._called("stamp")
        return self.stamped

    def url(self, message_id: str) -> str:
        return f"https://lore.example.org/{message_id}"

    def browse(self, message_id: str) -> tuple[str, ...]:
        self._called("browse", message_id)
        return self.browser

    def copy(self, text: str) -> bool:
        self._called("copy", text)
        return self.in_tmux

    def run(self, words: Sequence[str], *, terminal: bool, pause: bool = False) -> Ended:
        self._called("run", (*words, terminal))
        if words[0] == "edit" and not self.statuses.get("edit"):
            self.written += self.typed
        return Ended(self.statuses.get(words[0], 0), self.last_words, self.output)

    def find_in_mails(self, names: Sequence[str], sought: Sought) -> dict[str, int]:
        self._called("find_in_mails", (tuple(names), sought.words))
        lines = {name: sought.first_line(self.texts.get(name, self.mail)) for name in names}
        return {name: line for name, line in lines.items() if line}

    def is_online(self) -> bool:
        return self.online

    def place_of(self, text: str) -> HandlePlace | None:
        self._called("place_of", text)
        return self.places.get(text)

    def as_sent(self, message_id: str) -> str:
        self._called("as_sent", message_id)
        return f"From: ann@example.org\nTo: rex@example.org\n\n{self.mail}"

    def headers(self, message_id: str) -> MailHeaders:
        self._called("headers", message_id)
        return self.sent_to

    def mail_reader(self, name: str) -> tuple[str, ...]:
        self._called("mail_reader", name)
        return ("mutt", "-f", "box")

    def save(self, name: str, path: str, *, whole: bool) -> str:
        self._called("save", (name, path, whole))
        return f"written to {path}"

    def pipe(self, name: str, command: str, *, whole: bool) -> Ended:
        self._called("pipe", (name, command, whole))
        return Ended(self.statuses.get(command, 0))

    def repository(self, project: str | None) -> str:
        return "/src/lamps"

    def apply_plan(self, name: str, wish: ApplyWish) -> ApplyPlan:
        self._called("apply_plan", wish)
        return ApplyPlan(
            title=self.views[name].title,
            version=2,
            patches=2,
            repositories=("linux", "bluez"),
            repository=wish.repository or "linux",
            path="/src/linux",
            branch=wish.branch or "tracker/lamp-v2",
            standing=self.standing.get(wish.branch or "tracker/lamp-v2"),
            base=wish.base or "0123456789ab lamp: start",
            base_why="which the series says it is based on",
            notes=self.apply_notes,
        )

    def apply(self, name: str, wish: ApplyWish) -> tuple[bool, tuple[str, ...]]:
        self._called("apply", (name, wish))
        return self.applied

    def check_out(self, wish: ApplyWish, branch: str) -> str:
        self._called("check_out", branch)
        return f"{branch} is checked out in /src/linux"

    def branch_diff(self, name: str, wish: ApplyWish) -> str:
        self._called("branch_diff", (name, wish))
        return self.output

    def draft(self, name: str, words: str, *, newest: bool) -> str:
        self._called("draft", (name, words, newest))
        return "/drafts/lamp.eml"

    def drafts(self) -> tuple[KeptDraft, ...]:
        return self.kept

    def draft_text(self, path: str) -> str:
        self._called("draft_text", path)
        return self.written

    def drop_draft(self, path: str) -> str:
        self._called("drop_draft", path)
        self.kept = tuple(one for one in self.kept if one.path != path)
        return f"draft deleted: {path}"

    def editor(self, path: str) -> tuple[str, ...]:
        self._called("editor", path)
        return ("edit", path)

    def mailer(self, path: str) -> tuple[str, ...]:
        self._called("mailer", path)
        return ("send", path)

    def warm(self) -> None:
        """Nothing is slow here."""

    def moment(self) -> datetime | None:
        return self.as_of

    def changelogs(self, name: str) -> dict[str, tuple[ChangeNote, ...]]:
        self._called("changelogs", name)
        return self.changes

    def openings(self, names: Sequence[str]) -> dict[str, str]:
        self._called("openings", tuple(names))
        return {name: self.begins[name] for name in names if name in self.begins}

    def compare(self, name: str, old: str, new: str) -> RangeDiff:
        self._called("compare", (name, old, new))
        if (old, new) not in self.compared:
            raise NotFound("no patch of v1 is cached to be compared")
        return self.compared[old, new]

    def edits(self, name: str) -> tuple[Edit, ...]:
        self._called("edits", name)
        return self.edited

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
        report(self.step)
        if self.update_waits:
            assert self.stopped.wait(), "nobody stopped the update"
            raise Cancelled("stopped")
        self._called("update", tuple(names))

    def cancel(self) -> None:
        self._called("cancel")
        self.stopped.set()

    def visit(self, name: str) -> None:
        self._called("visit", name)

    def record(self, action: UserAction, names: Sequence[str], text: str = "") -> str:
        named = {row for row in self.listed if row.id in names}
        untracks = action is UserAction.TRACK and all(row.tracked for row in named)
        call = "untrack" if untracks else action.value
        self._called(call, (*names, text) if text else tuple(names))
        if action in (UserAction.TRACK, UserAction.FOLLOW):
            self.listed = tuple(
                replace(row, tracked=not untracks) if row in named else row for row in self.listed
            )
        return f"{call} {len(names)} series"

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
        "listed": tuple(make.row(name, title=title) for name, title in titles.items()),
    }
    if "board" in changes:
        changes["listed"] = changes.pop("board")
    return FakeLibrary(**(made | changes))  # type: ignore[arg-type]  # a test names what it knows


async def settle(pilot: Pilot[None]) -> None:
    """Wait until every reading thread is done and its news is painted; an update may run on.

    What one has read may start another: it is over once nothing runs at two looks in turn.
    """
    quiet = 0
    for _ in range(2000):
        await pilot.pause()
        busy = [w for w in pilot.app.workers if w.group != "update" and not w.is_finished]
        quiet = 0 if busy else quiet + 1
        if quiet == 2:
            break
        if busy:
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

    async def move(self, key: str, holds: Callable[[str], bool]) -> None:
        """Press a key until the line under the cursor is the one; no list here has 300 lines."""
        for _ in range(300):
            if holds(self.under_cursor):
                return
            await self.press(key)
        raise AssertionError(f"no such line in\n{self.text}")

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait for something that a thread brings about."""
        for _ in range(3000):
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
        rows = self.app.screen.query_exactly_one(RowList)
        return rows.render_line(rows.cursor - rows.scroll_offset.y).text


Run = Callable[..., AbstractAsyncContextManager[Running]]


@asynccontextmanager
async def _run(
    library: FakeLibrary,
    start: str | None = None,
    size: tuple[int, int] = (80, 24),
    first: str | None = None,
    **more: Any,
) -> AsyncIterator[Running]:
    app = TrackerApp(library, start, now=lambda: NOW, first=first, **more)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        yield Running(app, pilot)
    # A worker that is left behind, also one that leaving started, complains when it is collected,
    # in the middle of another test.
    left = asyncio.all_tasks() - {asyncio.current_task()}
    if left:
        await asyncio.wait(left, timeout=30)


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
