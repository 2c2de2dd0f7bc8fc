# SPDX-License-Identifier: GPL-2.0-or-later
"""A line that takes a second or third one where its words need them."""

from textual import events
from textual.reactive import reactive
from textual.strip import Strip

from tracker.model.roles import Role
from tracker.model.terminal_text import clean, width
from tracker.render.lines import Line, Span, middle, taken
from tracker.tui.widgets.bar import TINY, Bar, cut

_LONGEST = 1000
"""Characters that are looked at of a text that a mail may make as long as it likes."""
SAID = 8
"""Lines of a message at most."""
_WORD = 16
"""Columns of a word that is not cut for others."""
MOST = 2
"""Lines at most; of words that need more, the longest (a Message-ID, a URL) is cut first."""


class Status(Bar):
    """A bar whose words wrap; ``room`` lines are its own, whether it needs them or not."""

    room: reactive[int] = reactive(1)
    said = False
    """A message stands there, which is shown whole, as far as there is room on the screen."""

    def __init__(self, left: Line = (), *, id: str = "status") -> None:
        super().__init__(left, id=id)
        self._lines: tuple[Line, ...] = ()

    def on_mount(self) -> None:
        """Take the lines that are needed."""
        self._fill()

    def on_resize(self, event: events.Resize) -> None:
        """Wrap again."""
        self._fill()

    def watch_left(self) -> None:
        """Wrap the message, beside the end of the first line, in the lines there are."""
        self._fill()

    watch_right = watch_room = watch_left

    def _fill(self) -> None:
        if not self.is_attached:
            return
        columns = self.size.width or self.screen.size.width
        columns -= taken(self.right) + 1 if self.right else 0
        self._lines = wrapped(self.left, columns, max(self.room, self._most))
        high = max(self.room, len(self._lines), 1)
        if self.styles.height is None or self.styles.height.value != high:
            self.styles.height = high
        self.refresh()

    @property
    def _most(self) -> int:
        if self.screen.size.height < TINY:
            return 1
        return max(MOST, min(SAID, self.screen.size.height // 3)) if self.said else MOST

    def render_line(self, y: int) -> Strip:
        """Return one of the lines."""
        columns = self.size.width
        line = self._lines[y] if y < len(self._lines) else ()
        if self.right and not y:
            gap = " " * (columns - taken(line) - taken(self.right))
            line = (*line, Span(gap), *self.right)
        return self.paint(line, columns)


def wrapped(line: Line, columns: int, most: int) -> tuple[Line, ...]:
    """A line broken between words into at most so many; all but the first begin with a blank."""
    words = _statu_words(line)
    columns = max(columns, 10)
    while len(made := _broken(words, columns)) > most:
        at = max(range(len(words)), key=lambda one: len(words[one].text))
        size = width(words[at].text)
        if size <= max(columns // 4, _WORD):
            # The end is left out, where there are no such words.
            return (*made[: most - 1], cut((*made[most - 1], *made[most]), columns))
        words[at] = Span(middle(words[at].text, size // 2), words[at].role)
    return tuple(made)


def _statu_words(line: Line) -> list[Span]:
    """Return the words of a line, each with the blanks before it."""
    found: list[Span] = []
    blanks = ""
    for text, role, _ in line:
        for number, part in enumerate(clean(text[:_LONGEST]).split(" ")):
            blanks += " " if number else ""
            if part:
                found.append(Span(blanks + part, role))
                blanks = ""
    return found


def _broken(words: list[Span], columns: int) -> list[Line]:
    lines: list[list[Span]] = [[]]
    used = 0
    for text, role, _ in words:
        size = width(text)
        if used and used + size > columns:
            lines.append([Span(" ", Role.DIM)])
            text, used = text.lstrip(" "), 1
            size = width(text)
        if used + size > columns:
            text = middle(text, max(columns - used, 2))
            size = width(text)
        lines[-1].append(Span(text, role))
        used += size
    return [tuple(one) for one in lines]
