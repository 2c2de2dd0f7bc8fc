# SPDX-License-Identifier: GPL-2.0-or-later
"""Messages from threads and widgets to the screens and the app. A thread posts these and no more.

Textual writes routing fields into every message, so they cannot be frozen. Nobody compares or
prints them, and what does that is left out: thirty classes of it delay the first paint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from textual.message import Message

from tracker.lazy_dataclass import dataclass
from tracker.model.board import Order, UserAction

if TYPE_CHECKING:
    # Nothing of it is needed to paint the first screen.
    from collections.abc import Callable
    from datetime import datetime

    from tracker.model.board import UserCommand
    from tracker.model.query import Identity
    from tracker.render.lines import Row
    from tracker.tui.ports import Board


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the board is to show."""

    section: int = 0
    """Which tab is open, counted from 0."""
    edited: str | None = None
    """The query typed in place of the tab's own."""
    order: Order = Order.ACTIVITY
    everything: bool | None = None
    """Every local series, or the tracked ones; None leaves that to what there is."""


@dataclass(eq=False, repr=False)
class BoardLoaded(Message):
    """The rows of a tab were found."""

    board: Board
    wish: Wish
    now: datetime
    """The moment that ages are counted to."""
    me: Identity
    """Whose turn ``mine`` is about."""
    first: bool = False
    """This tab was not asked for: it is the first that holds something."""


@dataclass(eq=False, repr=False)
class Freshened(Message):
    """The board's rows are as the facts are."""

    changed: bool


@dataclass(eq=False, repr=False)
class FreshStep(Message):
    """Bringing the rows up to date says what it is at."""

    text: str

    def can_replace(self, message: Message) -> bool:
        """Only the newest is worth showing."""
        return isinstance(message, FreshStep)


@dataclass(eq=False, repr=False)
class Stamped(Message):
    """A look at whether somebody has written."""

    stamp: int


@dataclass(eq=False, repr=False)
class Loaded(Message):
    """A thread has read what a page asked for, or could not."""

    show: Callable[[], object]
    """Shows it; called on the thread of the screen."""


@dataclass(eq=False, repr=False)
class UpdateStep(Message):
    """An update says what it is at."""

    text: str

    def can_replace(self, message: Message) -> bool:
        """Return a newer step makes a waiting one pointless: a flood of them collapses."""
        return isinstance(message, UpdateStep)


@dataclass(eq=False, repr=False)
class UpdateEnded(Message):
    """An update is over."""

    why: str = ""
    """What stopped it; empty where nothing did."""
    cancelled: bool = False


@dataclass(eq=False, repr=False)
class UserActionDone(Message):
    """A user action is stored: tracked, no longer tracked, seen."""

    text: str
    """For the status line; empty where there is nothing to say."""
    why: str = ""
    """Why it could not be written."""
    asker: Asker | None = None
    """Who asked for the words."""


@dataclass(eq=False, repr=False)
class RowMoved(Message):
    """The cursor rests on another row."""

    row: Row | None
    by_hand: bool = True
    """The user moved it; else the list was rebuilt."""


@dataclass(eq=False, repr=False)
class RowChosen(Message):
    """A row was opened."""

    row: Row


@dataclass(eq=False, repr=False)
class TabChosen(Message):
    """A tab was clicked."""

    index: int


@dataclass(eq=False, repr=False)
class UpdateWanted(Message):
    """Fetch what is new for these series; none means every tracked one."""

    names: tuple[str, ...] = ()


class Asker(Protocol):
    """Whatever asks for words."""

    def answered(self, why: str) -> bool:
        """They were written down, or why not; whether that was shown to the user."""


@dataclass(eq=False, repr=False)
class UserActionWanted(Message):
    """Write down what a person says about series."""

    action: UserAction
    names: tuple[str, ...] = ()
    text: str = ""
    """What was typed."""
    asker: Asker | None = None
    """What asked for it, and stays open until the words are accepted."""


@dataclass(eq=False, repr=False)
class BrowseWanted(Message):
    """Open a mail in the web browser."""

    message_id: str


@dataclass(eq=False, repr=False)
class UrlWanted(Message):
    """Copy the URLs of mails."""

    names: tuple[str, ...]


@dataclass(eq=False, repr=False)
class CopyWanted(Message):
    """Copy a text."""

    text: str


@dataclass(eq=False, repr=False)
class Copied(Message):
    """A text was taken by a program, or has to be handed to the terminal."""

    text: str
    taken: bool


@dataclass(eq=False, repr=False)
class CommandReady(Message):
    """A user's command with its values filled in, once for each series."""

    command: UserCommand
    runs: tuple[tuple[str, ...], ...]


@dataclass(eq=False, repr=False)
class StatusText(Message):
    """Something for the status line."""

    text: str
    bad: bool = False


@dataclass(eq=False, repr=False)
class SeriesSeen(Message):
    """The page of a series was looked at."""

    name: str


@dataclass(eq=False, repr=False)
class StopWanted(Message):
    """Stop the update under way, else let go of what is open."""

    interrupt: bool = False
    """Nothing is let go of: only what runs is stopped."""
