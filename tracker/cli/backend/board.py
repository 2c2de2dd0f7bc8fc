# SPDX-License-Identifier: GPL-2.0-or-later
"""The board of the terminal UI: rows as they were judged last, or judged again for another day."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import field
from threading import Event, Lock
from typing import TYPE_CHECKING

from tracker.cli.backend.user_actions import UserActionBackend
from tracker.cli.context import now
from tracker.errors import Cancelled
from tracker.lazy_dataclass import dataclass
from tracker.model.board import Order, UserAction
from tracker.model.query import Query
from tracker.services.board import Stamp, counts, open_board
from tracker.services.identity import who_asks

if TYPE_CHECKING:
    from datetime import datetime

    from tracker.model.query import Identity
    from tracker.model.rows import SeriesRow
    from tracker.services.board import WhoAsks
    from tracker.services.user_actions.actions import Undo
    from tracker.tui.ports import Board


@dataclass(frozen=True, slots=True)
class FixedRows:
    """Rows that were judged for a moment; the board over them never changes."""

    rows: "tuple[SeriesRow, ...]"

    def __len__(self) -> int:
        return len(self.rows)

    def row(self, index: int) -> "SeriesRow":
        """Return one of them."""
        return self.rows[index]

    def find(self, name: str) -> int | None:
        """Return the place of a series by its id."""
        return next((at for at, row in enumerate(self.rows) if row.id == name), None)


@dataclass(slots=True)
class BoardBackend(UserActionBackend):
    """The part of the backend that the board asks."""

    _stamp: Stamp | None = field(default=None, init=False)
    _judged: "dict[bool, tuple[SeriesRow, ...]]" = field(default_factory=dict, init=False)
    """For a day of the past: the tracked series, and all cached."""
    _judging: Lock = field(default_factory=Lock, init=False)
    _stop: Event = field(default_factory=Event, init=False)
    _who: "WhoAsks | None" = field(default=None, init=False)

    def me(self) -> "Identity":
        return self._me()()

    def _me(self) -> "WhoAsks":
        self._who = self._who or who_asks(self.context.config)
        return self._who

    @property
    def _past(self) -> bool:
        """Whether another day than this one is shown."""
        return self.context.reading.as_of is not None

    def board(self, query: str, order: Order, *, everything: bool) -> "Board":
        if self._past:
            return FixedRows(self._chosen(query, order, everything))
        as_of, me = self.context.as_of, self._me()
        return open_board(self.database, query, order, everything=everything, now=as_of, me=me)

    def counts(self, queries: Sequence[str], *, everything: bool) -> tuple[int, ...]:
        if self._past:
            return tuple(len(self._chosen(one, Order.ACTIVITY, everything)) for one in queries)
        as_of, me = self.context.as_of, self._me()
        return counts(self.database, queries, everything=everything, now=as_of, me=me)

    def mail_ends(self) -> "datetime | None":
        """Return when the local mail ends, where that is long before the moment that is shown."""
        from tracker.services.session.session import session_reader
        from tracker.services.staleness import mail_ends

        reader = session_reader(self.database)
        if reader is None:
            return None
        with reader:
            return mail_ends(reader, self.context.as_of)

    def _chosen(self, query: str, order: Order, everything: bool) -> "tuple[SeriesRow, ...]":
        from tracker.query.parse import parse_query
        from tracker.services.full_text import with_bodies
        from tracker.store.board.memory import select_rows

        asked = parse_query([query])
        with self._judging:
            if everything not in self._judged:
                self._judged[everything] = self._judge(everything)
        rows = self._judged[everything]
        with self.open() as (library, _):
            asked = with_bodies(library.reader, asked, self.context.as_of)
        return select_rows(rows, asked, self.context.as_of, self._me()(), order)

    def _judge(self, everything: bool) -> "tuple[SeriesRow, ...]":
        """Return rows for a day of the past, which are stored nowhere."""
        if not self.database.exists():
            return ()
        from tracker.services.candidates import names_that_may

        with self.open() as (library, _):
            return library.rows(names_that_may(library, Query(), everything=everything))

    def freshen(self, report: Callable[[str], None]) -> bool:
        if not self.database.exists():
            return False
        self._stop.clear()

        def tell(texts: Iterable[str], _warning: bool) -> None:
            for text in texts:
                if self._stop.is_set():
                    raise Cancelled("stopped")
                report(text)

        with self.context.occurrences(tell=tell) as found:
            if self._past:
                return False
            from tracker.services.board_refresh.refresh import freshen

            projects, stop = self.context.projects, self._stop.is_set
            return freshen(
                self.database, found, projects, now, report=report, stop=stop,
                upkeep=self.context.upkeep,
            )  # fmt: skip

    def stamp(self) -> int:
        self._stamp = self._stamp or Stamp(self.database)
        return self._stamp.read()

    def keep(self, done: "Undo") -> str:
        """Return what the user recorded is shown any day: the rows of a day are judged again."""
        with self._judging:
            self._judged.clear()
        return UserActionBackend.keep(self, done)

    def record(self, action: UserAction, names: Sequence[str], text: str = "") -> str:
        if action is UserAction.FOLLOW and not names:
            from tracker.services.user_actions.actions import followed

            board = self.board(text, Order.ACTIVITY, everything=True)
            names = followed([board.row(at).id for at in range(len(board))], text)
        return UserActionBackend.record(self, action, names, text)
