# SPDX-License-Identifier: GPL-2.0-or-later
"""The first line of each screen: where you are, and what the update is at."""

from enum import Enum

from textual.reactive import reactive
from textual.strip import Strip

from tracker.lazy_dataclass import dataclass
from tracker.model.roles import Role
from tracker.model.terminal_text import clean, fit, width
from tracker.render.lines import Line, Span, taken, text_of, wrap
from tracker.tui.widgets.bar import TINY, Bar


class State(Enum):
    """What an update is at."""

    IDLE = "idle"
    RUNNING = "running"
    DONE = "up to date"
    FAILED = "update failed"
    STOPPED = "update stopped"


@dataclass(frozen=True, slots=True)
class Job:
    """The update, as far as it is known."""

    state: State = State.IDLE
    step: str = ""


ROWS = 3
"""Rows that a subject takes at most."""
_LOOK = {State.DONE: Role.GOOD, State.FAILED: Role.BAD, State.STOPPED: Role.WARN}


class TitleBar(Bar):
    """A bar that shows the update at its right end."""

    job: reactive[Job] = reactive(Job())
    freshening: reactive[str] = reactive("")
    note: reactive[str] = reactive("")
    """What else stands at the right: a count, a date."""

    def on_mount(self) -> None:
        """Follow the update of the app, where it has one."""
        self.watch(self.app, "job", self._follow)
        self.watch(self.app, "freshening", self._follow_rows)

    def _follow(self, job: Job) -> None:
        self.job = job

    def _follow_rows(self, step: str) -> None:
        self.freshening = step

    def on_resize(self) -> None:
        """There is another room."""
        self.right = self._tail()

    def watch_note(self) -> None:
        """Show what has changed at the right."""
        self.right = self._tail()

    watch_job = watch_freshening = watch_note

    def _tail(self) -> Line:
        columns = self.size.width or self.screen.size.width
        note = Span(f"{clean(self.note)} ", Role.DIM)
        if self.freshening and self.job.state is not State.RUNNING:
            room = max(columns - columns // 3 - width(note.text) - 2, 0)
            return (Span(f"{fit(clean(self.freshening), min(room, 40))}  ", Role.INFO), note)
        if self.job.state is State.IDLE:
            return (note,)
        if self.job.state is State.RUNNING:
            # The bar drops a tail that leaves less than a third to the title.
            room = columns - columns // 3 - len("updating  · Esc stops ")
            step = fit(clean(self.job.step), min(room, 40)) if room > 1 else ""
            return (Span(f"updating {step}", Role.INFO), Span(" · Esc stops ", Role.DIM))
        return (Span(f"{self.job.state.value}  ", _LOOK[self.job.state]), note)


class SubjectBar(TitleBar):
    """A title that is cut on a tiny screen alone: a long one takes rows, broken between words."""

    def watch_left(self) -> None:
        """Make room for another subject."""
        self._make_room()

    def watch_right(self) -> None:
        """Make room beside what else is shown."""
        self._make_room()

    def on_resize(self) -> None:
        """There is another room."""
        super().on_resize()
        self._make_room()

    def _make_room(self) -> None:
        high = 1 if self.screen.size.height < TINY else len(self._pieces())
        if self.styles.height is None or self.styles.height.value != high:
            self.styles.height = high

    def _pieces(self) -> tuple[str, ...]:
        columns = self.size.width or self.screen.size.width
        room = max(columns - taken(self.right) - 3, columns // 3)
        return wrap(text_of(self.left), room, ROWS, widest=columns) or ("",)

    def render_line(self, y: int) -> Strip:
        """Return the title's first row with what stands at the right, or a row below it."""
        pieces = self._pieces()
        columns, tail = self.size.width, self.right if not y else ()
        shown = f" {pieces[y]}" if y < len(pieces) else ""
        gap = " " * max(columns - width(shown) - taken(tail), 0)
        return self.paint((Span(shown, Role.TITLE), Span(gap), *tail), columns)
