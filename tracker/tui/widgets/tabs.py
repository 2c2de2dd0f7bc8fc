# SPDX-License-Identifier: GPL-2.0-or-later
"""Tabs on one line: those of the board, and those of a series."""

from textual import events
from textual.reactive import reactive
from textual.strip import Strip

from tracker.model.roles import Role
from tracker.model.terminal_text import clean, fit, width
from tracker.render.lines import Span
from tracker.tui.messages import TabChosen
from tracker.tui.widgets.painted import Painted

_LONGEST = 24
"""Columns of a name at most."""


class TabLine(Painted):
    """Numbered names; the open one stands out and is always in sight."""

    index: reactive[int] = reactive(0)
    """Which tab is open, counted from 0."""
    counts: reactive[tuple[int | str | None, ...]] = reactive(())
    """How much each tab holds; None where that says nothing."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__()
        self._names = tuple(fit(clean(name), _LONGEST) for name in names)

    def render_line(self, y: int) -> Strip:
        """Return the names on one line."""
        if y:
            return self.paint((), self.size.width)
        labels, first, more = self._window()
        line = [Span("‹" if first else "", Role.DIM)]
        for at, label in enumerate(labels, start=first):
            line.append(Span(label, Role.KEY if at == self.index else Role.DIM))
        return self.paint((*line, Span("›" if more else "", Role.DIM)), self.size.width)

    def _window(self) -> tuple[tuple[str, ...], int, bool]:
        """Return the tabs in sight, the place of the first, and whether some follow."""
        labels = fitting(self._names, self.counts, self.size.width)
        room = self.size.width - 2
        if sum(map(width, labels)) <= self.size.width:
            return labels, 0, False
        first = self.index
        used = width(labels[first])
        while first > 0 and used + width(labels[first - 1]) <= room:
            first -= 1
            used += width(labels[first])
        last = first
        used = 0
        while last < len(labels) and used + width(labels[last]) <= room:
            used += width(labels[last])
            last += 1
        return labels[first : max(last, first + 1)], first, last < len(labels)

    def on_click(self, event: events.Click) -> None:
        """A click opens the tab under it."""
        labels, first, _ = self._window()
        edge = 1 if first else 0
        for index, label in enumerate(labels, start=first):
            edge += width(label)
            if event.x < edge:
                self.post_message(TabChosen(index))
                return


def fitting(
    names: tuple[str, ...], counts: tuple[int | str | None, ...], columns: int
) -> tuple[str, ...]:
    """Return what each tab is called, as fully as there is room for: number, name and count."""
    known = counts if len(counts) == len(names) else (None,) * len(names)
    numbered = [f" {number} {name}" for number, name in enumerate(names, start=1)]
    forms = [
        tuple(f"{one}{_full(n)} " for one, n in zip(numbered, known, strict=True)),
        tuple(f"{one}{_full(n)}" for one, n in zip(numbered, known, strict=True)),
        tuple(f" {one}{_tab_short(n)} " for one, n in zip(names, known, strict=True)),
        tuple(f" {one}{_tab_short(n)}" for one, n in zip(names, known, strict=True)),
    ]
    if all(count is None for count in known):
        forms = [tuple(f"{one} " for one in numbered), tuple(f" {one} " for one in names)]
    return next((form for form in forms if sum(map(width, form)) <= columns), forms[-1])


def _full(number: int | str | None) -> str:
    return "" if number is None else f" ({number})"


def _tab_short(number: int | str | None) -> str:
    if number is None:
        return ""
    if isinstance(number, str):
        return f" {number}"
    return f" {number}" if number < 1000 else f" {number // 1000}k"
