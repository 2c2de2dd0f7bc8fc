"""What the app asks of the rest of the program; the command line hands it in."""

from collections.abc import Callable, Sequence
from typing import Protocol

from tracker.model.views import Graph, Reason, SeriesRow, SeriesView


class Library(Protocol):
    """Everything a view can ask for.

    Every call but ``cancel`` is made on a thread of its own, several at a time, so each opens its
    own connections. A ``TrackerError`` is shown to the user in one line; anything else is a fault
    of ours and ends the app.
    """

    def rows(self) -> tuple[SeriesRow, ...]:
        """The series of the board, in the order in which they are shown."""

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
