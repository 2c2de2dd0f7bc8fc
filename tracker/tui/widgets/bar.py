# SPDX-License-Identifier: GPL-2.0-or-later
"""Lines of one row that stand still: title, column heads, status, keys."""

from collections.abc import Callable, Sequence

from textual import events
from textual.reactive import reactive
from textual.strip import Strip

from tracker.model.roles import Role
from tracker.model.terminal_text import clean, fit, width
from tracker.render.lines import Line, Span, taken
from tracker.tui.actions import ACTIONS, ALWAYS, Action, Area, actions_of, written
from tracker.tui.widgets.painted import Painted

_LONGEST = 2000
"""Characters of a text that can matter to one line."""


class Bar(Painted):
    """One line; ``left`` gives way where ``right`` needs the room."""

    left: reactive[Line] = reactive(())
    right: reactive[Line] = reactive(())

    def __init__(self, left: Line = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.set_reactive(Bar.left, left)

    def render_line(self, y: int) -> Strip:
        """Return the line, or an empty one below it."""
        columns = self.size.width
        if y:
            return self.paint((), columns)
        tail = self.right
        room = columns - taken(tail)
        if room < columns // 3:
            room, tail = columns, ()
        head = cut(self.left, room - 1 if tail else room)
        gap = " " * (room - taken(head))
        return self.paint((*head, Span(gap), *tail), columns)


def cut(line: Line, columns: int) -> Line:
    """Return as much of a line as fits, cleaned before it is measured; one ellipsis ends it."""
    kept: list[Span] = []
    room = columns
    for text, role, _ in line:
        whole = clean(text[:_LONGEST])
        if room <= 0 and whole and kept:
            last = kept.pop()
            kept.append(Span(f"{last.text[:-1].rstrip()}…", last.role))
        if room <= 0:
            break
        shown = fit(whole, room)
        if shown != whole:
            kept.append(Span(_to_word(shown, whole), role))
            break
        kept.append(Span(shown, role))
        room -= width(shown)
    return tuple(kept)


_WORD = 16
"""Columns of a word at most that is left out where half of it would be shown."""


def _to_word(shown: str, whole: str) -> str:
    """Return a text that was cut, cut before the word that was broken, if it is a short one."""
    head = shown.removesuffix("…")
    at = head.rstrip().rfind(" ")
    broken = whole[len(head) : len(head) + 1].strip() and head[-1:].strip()
    if not broken or at <= 0 or len(head) - at > _WORD:
        return shown
    return f"{head[:at].rstrip()}…"


TALL = 36
"""From so many rows on, there is room for a block."""
TINY = 10
"""Below so many rows, only the list, one line about it and the keys have room."""
HEIGHTS = ((0, "-tiny"), (TINY, "-short"), (TALL, "-tall"))
"""The class of a screen from so many rows on."""


def height_class(rows: int) -> str:
    """Return the class of a screen of so many rows."""
    return [name for least, name in HEIGHTS if rows >= least][-1]


class Preview(Painted):
    """Some lines that are made for the room there is."""

    make: reactive[Callable[[int, int], Sequence[Line]] | None] = reactive(None)
    """Gives lines for so many columns and so many rows."""

    def __init__(self) -> None:
        super().__init__()
        self._made: Sequence[Line] = ()
        self._of: object = None

    def render_line(self, y: int) -> Strip:
        """Return one of the lines."""
        columns, height = self.size
        wanted = (self.make, columns, height)
        if wanted != self._of:
            self._of, self._made = wanted, self.make(columns, height) if self.make else ()
        return self.paint(cut(self._made[y], columns) if y < len(self._made) else (), columns)


class Hints(Painted):
    """The keys of a place, as many as fit."""

    actions: reactive[tuple[Action, ...]] = reactive(ACTIONS)

    def __init__(self, where: Area) -> None:
        super().__init__()
        self._where = where

    def on_mount(self) -> None:
        """Follow the keys of the app, which the user may have set."""
        self.watch(self.app, "actions", self._follow)

    def _follow(self, actions: tuple[Action, ...]) -> None:
        self.actions = actions

    def render_line(self, y: int) -> Strip:
        """Return the keys on one line."""
        columns = self.size.width
        line = hints(self._where, columns, self.actions) if y == 0 else ()
        return self.paint(line, columns)

    async def on_click(self, event: events.Click) -> None:
        """A click does what the key under it does."""
        edge = 1
        for action in fitting(self._where, self.size.width, self.actions):
            edge += hint_size(action)
            if event.x < edge:
                at_list = Area.LISTS in action.screens
                home = self.screen.query("RowList").first() if at_list else self.screen
                await self.app.run_action(action.call, default_namespace=home)
                return


def hint_size(action: Action) -> int:
    """Return the columns of a key and its label, with the gap after them."""
    return width(written(action.keys[0])) + width(action.label) + 3


def fitting(where: Area, columns: int, table: tuple[Action, ...] = ACTIONS) -> list[Action]:
    """Return the actions worth a place, as many as fit; those always shown keep theirs.

    So does the first of the user's own commands, which come last.
    """
    actions = [action for action in actions_of(where, table) if action.hint and action.keys]
    actions.sort(key=lambda action: action.id.startswith("app.command("))
    kept = ALWAYS | {"app.command(0)"}
    room = columns - 1 - sum(hint_size(one) for one in actions if one.id in kept)
    shown: list[Action] = []
    for action in actions:
        if action.id not in kept:
            if hint_size(action) > room:
                continue
            room -= hint_size(action)
        shown.append(action)
    return shown


def hints(where: Area, columns: int, table: tuple[Action, ...] = ACTIONS) -> Line:
    """Keys and labels of the actions that fit."""
    shown: list[Span] = [Span(" ")]
    for action in fitting(where, columns, table):
        key = written(action.keys[0])
        shown += [Span(key, Role.KEY), Span(f" {action.label}  ", Role.DIM)]
    return tuple(shown)


class Heads(Painted):
    """The heads of columns, made for the width."""

    def __init__(self, make: Callable[[int], Line]) -> None:
        super().__init__()
        self._make = make

    def render_line(self, y: int) -> Strip:
        """Return the heads on one line."""
        columns = self.size.width
        return self.paint(self._make(columns) if y == 0 else (), columns)
