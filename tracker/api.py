# SPDX-License-Identifier: GPL-2.0-or-later
"""The library: what the command line answers, as frozen records, for programs in Python.

    from tracker.api import open_tracker

    with open_tracker() as tracker:
        for row in tracker.list("turn:me -is:snoozed"):
            print(row.stage.label, row.title)
        series = tracker.series("20250709-arm64_relax_jit_comp-v1-0-3850fe189092@bootlin.com")
        print(series.summary, [one.label for one in series.revisions])

It answers from what is cached and asks no server; ``tracker update`` and ``tracker index`` bring
mail in. What is named in ``__all__`` is kept from 0.1 on as docs/schema/README.md keeps the JSON
documents: fields may be added, none is renamed or dropped before 1.0 without a year's notice in
CHANGELOG.md. Everything raised for what a user or a mail can cause is a ``TrackerError``. Times are
aware, in UTC. An object serves the thread that opened it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.config import read_config
from tracker.errors import Ambiguous, Broken, NotFound, TrackerError, Unreachable, Usage
from tracker.model.query import NOBODY, TextMatch, TextMatches
from tracker.model.report import LogEntry, StatusReport
from tracker.model.rows import SeriesRow
from tracker.model.status import Side, Stage
from tracker.model.verdicts import CheckAnswer, CheckQuestion
from tracker.model.views import Event, Graph, Reason, SeriesView
from tracker.paths import find_paths
from tracker.services.session.session import Session

if TYPE_CHECKING:
    from tracker.services.library import Library

__all__ = [
    "Ambiguous",
    "Broken",
    "CheckAnswer",
    "CheckQuestion",
    "Event",
    "Graph",
    "LogEntry",
    "NotFound",
    "Reason",
    "SeriesRow",
    "SeriesView",
    "Side",
    "Stage",
    "StatusReport",
    "TextMatch",
    "TextMatches",
    "Tracker",
    "TrackerError",
    "Unreachable",
    "Usage",
    "open_tracker",
]


@contextmanager
def open_tracker(*, as_of: datetime | None = None, config: Path | None = None) -> Iterator[Tracker]:
    """Open the tracker of this user, as the command line finds it (``TRACKER_HOME``).

    ``as_of`` is the moment that every answer is for, None for now. Raises Usage for a faulty
    configuration, Broken for a database that cannot be used.
    """
    paths = find_paths()
    found = read_config(config or paths.config, required=config is not None)
    session = Session(paths=paths, config=found, clock=_now, moment=as_of)
    with session.library() as library:
        yield Tracker(session, library)


def _now() -> datetime:
    return datetime.now(UTC)


class Tracker:
    """Answers about what is cached, at one moment. Made by ``open_tracker``."""

    def __init__(self, session: Session, library: Library | None) -> None:
        self._session = session
        self._library = library

    @property
    def as_of(self) -> datetime:
        """The moment that every answer is for."""
        return self._session.as_of

    def find(self, handle: str) -> str:
        """Return the id of the series that a handle names, as ``tracker show`` takes it; no file.

        Raises NotFound where nothing cached fits, Ambiguous where several series do, Usage for what
        is no handle.
        """
        ref = self._session.ref(handle)
        return self._need(handle).find(ref)

    def series(self, handle: str) -> SeriesView:
        """Return one series, whole. Raises as ``find``."""
        return self._need(handle).view(self.find(handle))

    def graph(self, handle: str, *, depth: int = 3, works: int = 60) -> Graph:
        """Return the series related to one, breadth first within limits. Raises as ``find``."""
        from tracker.state.graph import Limits

        return self._need(handle).graph(self.find(handle), Limits(depth=depth, works=works))

    def check(self, handle: str, question: CheckQuestion, *, tag: str = "") -> CheckAnswer:
        """Return yes, no or not known, with why; ``tag`` is that of ``LANDED_IN``.

        Raises as ``find``, and NotFound where no repository has the tag.
        """
        from tracker.services.checks.answers import answer_check

        return answer_check(self._need(handle), self.find(handle), question, tag)

    def why(self, handle: str, fact: str = "") -> tuple[Reason, ...]:
        """Return the evidence for what is known of a series, of a topic or of words in a fact.

        Raises as ``find``, and NotFound where no fact fits.
        """
        from tracker.state.reasons import reasons_about

        found = self._need(handle).reasons(self.find(handle))
        return reasons_about(found, fact) if fact else found

    def list(self, query: str = "", *, tracked: bool = False) -> tuple[SeriesRow, ...]:
        """Return the series that a query holds, the last active first: docs/query.md.

        ``tracked`` leaves out what the user does not follow. Raises Usage for a query that is not
        understood.
        """
        from tracker.model.board import Order
        from tracker.query.parse import parse_query
        from tracker.services.identity import who_asks

        asks = parse_query([query]).asks_me
        me = who_asks(self._session.config)() if asks else NOBODY
        return self._session.rows((query,), Order.ACTIVITY, me, everything=not tracked)

    def report(
        self, query: str = "", *, since: datetime | None = None, tracked: bool = False
    ) -> StatusReport:
        """Return where each series of a query is and whose move it is; what is new since a moment.

        Raises Usage for a query that is not understood.
        """
        from tracker.model.report import Asked
        from tracker.services.session.reports import report_of

        asked = Asked(query=query, everything=not tracked)
        return report_of(self._session, self._library, asked, since)

    def events(
        self, query: str = "", *, since: datetime | None = None, tracked: bool = False
    ) -> tuple[LogEntry, ...]:
        """Return what happened to the series of a query, newest first, after a moment if given."""
        from tracker.model.report import Asked
        from tracker.services.report import tell_log

        if self._library is None:
            return ()
        names = [row.id for row in self.list(query, tracked=tracked)]
        self._library.load_ahead(names)
        return tell_log(self._library, Asked(query=query), names, since, None).entries

    def search(self, words: str, *, most: int = 20) -> TextMatches:
        """Return mails that hold all words, the newest first. Raises Usage for no word."""
        from tracker.query.parse import parse_query
        from tracker.services.full_text import search_mails

        if self._library is None:
            return TextMatches(total=0, matches=(), unindexed=0)
        terms = parse_query([words]).terms
        return search_mails(self._library.reader, terms, self.as_of, most, best_first=False)

    def _need(self, handle: str) -> Library:
        if self._library is None:
            raise NotFound(f"{handle} is not known: no mail is cached")
        return self._library
