"""What the app asks of the rest of the program; the command line hands it in."""

from collections.abc import Callable, Sequence
from typing import Protocol

from tracker.model.board import Order, Section, UserCommand
from tracker.model.said import Note, Snooze
from tracker.model.views import Graph, Reason, SeriesRow, SeriesView


class Board(Protocol):
    """The rows of one query in one order, read from the store as they are looked at.

    Safe on any thread. What it holds stays as it was when it was opened, but a row is read when it
    is asked for: after another process has changed it, it is told as it is then.
    """

    def __len__(self) -> int:
        """How many series."""

    def row(self, index: int) -> SeriesRow:
        """One of them; quick for those near one that was asked for."""

    def find(self, name: str) -> int | None:
        """The place of a series by its id; None if it is not among them."""


class Library(Protocol):
    """Everything a view can ask for.

    Every call but ``cancel`` is made on a thread of its own, several at a time, so each opens its
    own connections. A ``TrackerError`` is shown to the user in one line; anything else is a fault
    of ours and ends the app.
    """

    def rows(self) -> tuple[SeriesRow, ...]:
        """The series of the board, in the order in which they are shown. Gives way to ``board``."""

    def sections(self) -> tuple[Section, ...]:
        """The tabs of the board."""

    def commands(self) -> tuple[UserCommand, ...]:
        """The user's own commands."""

    def board(self, query: str, order: Order, *, everything: bool) -> Board:
        """The series that a query holds: of the tracked ones, or of every one at hand.

        Answers at once from what was derived last. Raises Usage, which points at the word that is
        not understood.
        """

    def counts(self, queries: Sequence[str], *, everything: bool) -> tuple[int, ...]:
        """How many series each query holds."""

    def freshen(self, report: Callable[[str], None]) -> bool:
        """Bring the board's rows up to date with the facts; whether any changed.

        May take long after a large import; ``report`` takes one line for each step. Raises
        Cancelled after ``cancel``.
        """

    def stamp(self) -> int:
        """A number that differs after anybody, another process too, has written; cheap."""

    def series(self, name: str) -> SeriesView:
        """The series that a handle names; raises NotFound."""

    def graph(self, name: str) -> Graph:
        """The works around it."""

    def text(self, message_id: str) -> str:
        """The decoded text of one mail: its line 1 is line 1 of ``Evidence``."""

    def reasons(self, name: str) -> tuple[Reason, ...]:
        """All facts of a series with their evidence."""

    def update(self, names: Sequence[str], report: Callable[[str], None]) -> None:
        """Fetch what is new for these series; ``report`` takes one line for each step.

        Raises Cancelled after ``cancel``, Unreachable where a source fails.
        """

    def cancel(self) -> None:
        """Stop the update under way; callable from any thread, and returns at once."""

    def track(self, name: str) -> None:
        """Follow a series."""

    def untrack(self, name: str) -> None:
        """No longer follow it."""

    def see(self, name: str) -> None:
        """Mark the series as looked at."""

    def snooze(self, name: str, text: str) -> Snooze:
        """Put a series out of sight until ``text``.

        ``2w``, ``2026-03-01``, ``answer``, ``version``, ``landed`` or ``v6.17``. Raises Usage,
        which shows the forms.
        """

    def wake(self, name: str) -> None:
        """End a snooze."""

    def notes(self, name: str) -> tuple[Note, ...]:
        """What the user wrote about a series, the oldest first."""

    def note(self, name: str, text: str) -> None:
        """Write something about a series."""

    def link(self, name: str, kind: str, target: str) -> None:
        """Say that a series hangs together with another work."""

    def unlink(self, name: str, target: str) -> None:
        """Say that it does not."""

    def undo(self) -> str:
        """Take back what was said last in this run; a sentence that tells what. Raises NotFound
        where there is nothing to take back."""

    def read_marks(self, name: str) -> frozenset[str]:
        """Message-IDs of a series that came before the user last looked at it."""
