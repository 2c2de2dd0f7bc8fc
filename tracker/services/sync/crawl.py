# SPDX-License-Identifier: GPL-2.0-or-later
"""Fetch what a series is related to: breadth first, within limits, from the one server.

One request a thread, one after another: two links may lead into one thread, and only the answer
tells; besides, the client leaves a pause between requests, so that more at a time would win
nothing. Nothing is asked for that is cached and fresh, or was quiet so long that it is final.
Links to other hosts are not followed: what they point at is asked for by its Message-ID, if it
has one, and only here.
"""

from collections import deque
from collections.abc import Iterator
from datetime import timedelta

from tracker.errors import Cancelled, NotFound, Unreachable
from tracker.lazy_dataclass import dataclass
from tracker.model.mail import Message
from tracker.model.relations import WALKED, Kind
from tracker.model.series import Series
from tracker.services.sync.fetch import ThreadFetcher, names_searched, quoted
from tracker.services.sync.guarded_read import read_guarded
from tracker.services.sync.sync_step import SyncStep
from tracker.store.load import Reader
from tracker.store.save import Writer

RELATED_FRESH = timedelta(days=1)
"""How long a related thread counts as fresh; the one asked for has the user's own limit."""
MOST_WRITERS = 20
"""Threads of those who link to a series that are fetched."""
MOST_VERSIONS = 6
"""Versions of a series, the newest, for whose names is searched."""
THREADS_A_WORK = 4
"""A walk fetches so many threads for each work that it may visit: versions have their own."""
_FOLLOWED = WALKED | {Kind.PREVIOUS_VERSION}
_FAULTS = 2
"""After so many answers in a row that failed the server is left alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlLimits:
    """How far a sync follows relations."""

    depth: int
    works: int
    fresh: timedelta
    """How long the thread asked for counts as fresh."""


class Crawl:
    """One walk from one series. Stop it by closing the generator, or by the server's cancel."""

    def __init__(self, fetcher: ThreadFetcher, writer: Writer, limits: CrawlLimits) -> None:
        self._fetcher = fetcher
        self._writer = writer
        self._limits = limits
        self._tried: set[str] = set()
        self._fetched = 0
        self._faults = 0
        self._left: set[str] = set()

    def run(self, root: str, *, force: bool = False) -> Iterator[SyncStep]:
        """Fetch the other versions and the related works of a series, saying each step."""
        yield from self._writers_of(root, force)
        seen: dict[str, tuple[str, ...]] = {}
        todo = deque([(root, 0)])
        while todo and not self._over:
            before, depth = todo.popleft()
            name, shape = self._now(before)
            if seen.get(name) == shape:
                continue
            if seen and name not in seen and len(seen) >= self._limits.works:
                self._left.add(name)
                continue
            yield from self._targets(name)
            name, seen[name] = self._now(name)
            if depth < self._limits.depth:
                todo += ((one, depth + 1) for one in self._neighbours(name))
        yield from self._told()

    @property
    def _over(self) -> bool:
        return self._faults >= _FAULTS

    def _now(self, name: str) -> tuple[str, tuple[str, ...]]:
        """The id of a series today, and its versions: one that was found since changes both."""
        with self._fetcher.ingest.reader() as reader:
            now = _today(reader, name)
            series = self._fetcher.library(reader).series(now)
        return now, tuple(one.message_id for one in series.revisions)

    def _targets(self, name: str) -> Iterator[SyncStep]:
        """Fetch the threads that a series points at, until its older versions are complete."""
        while not self._over:
            with self._fetcher.ingest.reader() as reader:
                library = self._fetcher.library(reader)
                links = library.outgoing(_today(reader, name))
            named = [one.message_id for one in links if one.message_id and one.kind in _FOLLOWED]
            wanted = [one for one in dict.fromkeys(named) if one not in self._tried]
            if not wanted:
                return
            self._tried |= set(wanted)
            for target in wanted:
                yield from self._one(target)

    def _one(self, name: str) -> Iterator[SyncStep]:
        """Fetch one thread, if it is due and there is room for it."""
        if self._over or not self._fetcher.due(name, RELATED_FRESH):
            return
        if self._fetched >= self._limits.works * THREADS_A_WORK:
            self._left.add(name)
            return
        yield SyncStep(text=f"fetching {name}")
        self._fetched += 1
        try:
            self._fetcher.fetch(self._writer, name)
        except NotFound:
            yield SyncStep(text=f"{name} is not in this archive")
        except Unreachable as error:
            self._faults += _FAULTS if isinstance(error, Cancelled) else 1
            yield SyncStep(text=str(error), warning=True)
            return
        self._faults = 0

    def _neighbours(self, name: str) -> tuple[str, ...]:
        """Return the works beside one; one that has grown since is visited again."""
        with self._fetcher.ingest.reader() as reader:
            linked = self._fetcher.library(reader).linked(_today(reader, name))
        beside = dict.fromkeys(
            one.other.series.id
            for one in linked
            if one.other is not None and one.relation.kind in WALKED
        )
        return tuple(beside)

    def _told(self) -> Iterator[SyncStep]:
        if self._over:
            yield SyncStep(text="the related series were not all fetched", warning=True)
        elif self._left:
            what = "1 related series was" if len(self._left) == 1 else (
                f"{len(self._left)} related series were"
            )  # fmt: skip
            text = f"{what} not fetched: the limit is {self._limits.works} series"
            yield SyncStep(text=text, limit=True)

    # ---- who links here ------------------------------------------------------------------------

    def _writers_of(self, root: str, force: bool) -> Iterator[SyncStep]:
        """Ask the server who links to the series: newer versions, works that need or continue it.

        Where a newer version is found, it is asked who links to that.
        """
        searched: set[str] = set()
        while not self._over:
            with self._fetcher.ingest.reader() as reader:
                library = self._fetcher.library(reader)
                series = library.series(_today(reader, root))
                asked = f"links-to:{series.newest.message_id}"
                last = None if force else reader.fetch_of([asked])
            recent = last is not None and self._fetcher.clock() - last.fetched_at < RELATED_FRESH
            if recent or asked in searched:
                return
            searched.add(asked)
            yield SyncStep(text=f"searching for links to {series.newest.message_id}")
            try:
                heads = self._search(series)
            except (Unreachable, NotFound) as error:
                self._faults += _FAULTS if isinstance(error, Cancelled) else 1
                yield SyncStep(text=str(error), warning=True)
                return
            for head in heads[:MOST_WRITERS]:
                yield from self._one(head)
            if len(heads) > MOST_WRITERS:
                text = f"{len(heads)} series link here; the first {MOST_WRITERS} were fetched"
                yield SyncStep(text=text, limit=True)
            if not self._faults:
                self._fetcher.remember(self._writer, asked, 0, None, self._fetcher.clock())

    def _search(self, series: Series) -> list[str]:
        """Return the patches and covers that name a revision, or carry the same change-id."""
        assert self._fetcher.server is not None
        query = " OR ".join(map(quoted, names_searched(series, MOST_VERSIONS)))
        found = [read_guarded(one) for one in self._fetcher.server.search(query)]
        heads = [one for one in found if isinstance(one, Message) and not one.subject.is_reply]
        return [one.message_id for one in heads if one.message_id not in series.messages]


def _today(reader: Reader, name: str) -> str:
    """Return the id of a series today: an older version that was found since gives it another."""
    return reader.series_of(name) or name
