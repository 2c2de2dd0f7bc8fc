# SPDX-License-Identifier: GPL-2.0-or-later
"""What the board asks the library on a thread: rows of a tab, the first tab, the next new one."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from tracker.lazy_dataclass import dataclass
from tracker.model.board import Section
from tracker.tui.first import First, first_board
from tracker.tui.messages import BoardLoaded, Wish
from tracker.tui.ports import Backend

if TYPE_CHECKING:
    from concurrent.futures import Future


@dataclass(frozen=True, slots=True)
class Finder:
    """Reads boards by wishes; raises TrackerError as the library does."""

    library: Backend
    sections: Sequence[Section]
    now: Callable[[], datetime]

    def query_of(self, wish: Wish) -> str:
        """Return the query of a wish."""
        return self.sections[wish.section].query if wish.edited is None else wish.edited

    def read(self, wish: Wish) -> BoardLoaded:
        """Return the rows that are wished for."""
        query, everything = self.query_of(wish), bool(wish.everything)
        board = self.library.board(query, wish.order, everything=everything)
        return BoardLoaded(board, wish, self.now(), self.library.me())

    def read_first(self, series: str | None, ahead: "Future[First] | None" = None) -> BoardLoaded:
        """Return the board that is shown first; ``ahead`` reads it already."""
        found = ahead.result() if ahead else first_board(self.library, series)
        wish = Wish(section=found.section, everything=found.everything)
        return BoardLoaded(found.board, wish, self.now(), found.me, first=True)

    def find_new(self, loaded: BoardLoaded, at: int) -> int | None:
        """Return the place of the first new series behind a place; both lists are in one order.

        None where there is none.
        """
        wish = loaded.wish
        query, everything = f"{self.query_of(wish)} is:new", bool(wish.everything)
        new = self.library.board(query, wish.order, everything=everything)

        def place(index: int) -> int:
            found = loaded.board.find(new.row(index).id)
            return -1 if found is None else found

        index = bisect_right(range(len(new)), at, key=place)
        return place(index) if index < len(new) else None
