# SPDX-License-Identifier: GPL-2.0-or-later
"""What keeps the board alive: the feed, how often is fetched, what the bell rings for."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tracker.cli.backend.board import BoardBackend
from tracker.errors import TrackerError
from tracker.model.board import Order

if TYPE_CHECKING:
    from tracker.model.report import LogEntry
    from tracker.services.watch.arrivals import WatchMark

_MOST_FED = 200
"""Series that the feed is made of, the last active ones."""


@dataclass(slots=True)
class AlertBackend(BoardBackend):
    """The part of the backend that looks out for what is new."""

    _mark: "WatchMark | None" = field(default=None, init=False)
    """How far the database had come at the last look."""
    _local: bool | None = field(default=None, init=False)
    """Whether dates are in local time; None before that was asked first."""

    def fetch_every(self) -> int:
        if not self.is_online() or self._past:
            return 0
        return self.context.config.fetch_every

    def local_times(self, *, other: bool = False) -> bool:
        if self._local is None:
            self._local = self.context.config.times == "local"
        self._local = self._local != other
        return self._local

    def feed(self) -> "tuple[LogEntry, ...]":
        from tracker.services.watch.feed import feed

        new = self.board("is:new", Order.ACTIVITY, everything=False)
        names = [new.row(at).id for at in range(min(len(new), _MOST_FED))]
        if not names:
            return ()
        with self.open() as (library, _):
            return feed(library, names)

    def alerts(self) -> "tuple[LogEntry, ...]":
        query = self.context.config.bell
        if not query or self._past or not self.database.exists():
            return ()
        from tracker.services.watch.arrivals import arrived, watch_mark

        before, self._mark = self._mark, watch_mark(self.database)
        if before is None or before == self._mark:
            return ()
        try:
            held = self.board(query, Order.ACTIVITY, everything=False)
            names = [held.row(at).id for at in range(len(held))]
            with self.open() as (library, _):
                return arrived(library, names, before, self._mark)
        except TrackerError:
            return ()
