# SPDX-License-Identifier: GPL-2.0-or-later
"""Ask a server for many series at once whether anything is new, and fetch only threads that are.

One search serves ten series: mail that arrived since the last look and has the author of one of
them in From, To or Cc, or names one of them or its change-id. A server that does not search as that
wants is noticed by a mail that each search must find, and asked for its feed of the newest mail
instead; where that does not reach back to the last look, each thread is fetched, as on a first one.
Mails may lack the author: each thread is fetched whole once a month all the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import field
from datetime import datetime, timedelta

from tracker.errors import Cancelled, NotFound, Refused, TrackerError, Unreachable
from tracker.lazy_dataclass import dataclass
from tracker.model.mail import Message, Stored
from tracker.model.series import Series
from tracker.services.staleness import last_fetch, walk_name
from tracker.services.sync.fetch import ThreadFetcher, names_searched, quoted
from tracker.services.sync.guarded_read import read_guarded
from tracker.services.sync.sync_step import SyncStep
from tracker.store.load import Reader
from tracker.store.save import Writer

TOGETHER = 10
"""Series that one search asks for."""
WHOLE = timedelta(days=30)
"""After so long a thread is fetched whole, whatever the searches found."""
OVERLAP = timedelta(hours=3)
"""Mail is looked for from so long before the last look: servers index late, clocks differ."""
MAX_ANSWER = 4 << 20
"""Bytes of an answer, packed; longer ones tell too little for what they cost."""
MAX_QUERY = 5000
"""Characters of a search; servers refuse URLs of more than 8 kB."""
_VERSIONS = 2
"""Versions, the newest, whose names are searched for."""
_SHOWN = 3
"""Series that are named where none could be asked for."""
_NEWS = "news:"
_LONG_AGO = 1_000_000_000
"""2001: before any mail that is asked for. Servers take numbers of fewer digits for dates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedSeries:
    """A tracked series, and what a search for it needs."""

    name: str
    """Message-ID of its newest revision."""
    messages: frozenset[str]
    authors: tuple[str, ...]
    """Addresses of its authors and posters."""
    links: tuple[str, ...]
    """Phrases in mails that are about it: names of versions, change-ids."""
    since: datetime
    """When it was looked at last."""
    known_mail: str
    """A mail of it that the server has."""


@dataclass(slots=True)
class Refreshed:
    """What came of one look, by the names that were asked for."""

    stale: list[str] = field(default_factory=list)
    """Series that must be followed one by one."""
    changed: list[str] = field(default_factory=list)
    """Series for which something was fetched."""
    missed: list[str] = field(default_factory=list)
    """Series that could not be asked for."""
    faults: list[TrackerError] = field(default_factory=list)


class Refresher:
    """One look at a server for several series; what came of it is in ``done``."""

    def __init__(self, fetcher: ThreadFetcher, writer: Writer, done: Refreshed) -> None:
        self._fetcher = fetcher
        self._writer = writer
        self._done = done

    def run(self, names: Sequence[str]) -> Iterator[SyncStep]:
        """Look for news of these series, saying each step."""
        now = self._fetcher.clock()
        asked = self._asked(names, now)
        for start in range(0, len(asked), TOGETHER):
            some = asked[start : start + TOGETHER]
            yield SyncStep(text=f"asking what is new for {len(some)} series")
            try:
                found = self._search(some)
            except Unreachable as error:
                yield self._failed(asked[start:], error)
                return
            if found is None:
                # Nor would it find anything for the next ten.
                yield from self._by_feed(asked[start:], now)
                return
            yield from self._take(some, found, now)

    def _asked(self, names: Sequence[str], now: datetime) -> list[AskedSeries]:
        """Return what can be asked for together; the rest is stale."""
        made = []
        with self._fetcher.ingest.reader() as reader:
            for name in names:
                series = self._asked_series(reader, name, now)
                if series is None:
                    self._done.stale.append(name)
                else:
                    made.append(series)
        return made

    def _asked_series(self, reader: Reader, name: str, now: datetime) -> AskedSeries | None:
        """Return a series that was followed whole not too long ago; None for others."""
        walked = reader.fetch_of([walk_name(name)])
        home = reader.series_of(name)
        thread = last_fetch(reader, name)
        if walked is None or home is None or thread is None:
            return None
        if now - walked.fetched_at >= WHOLE or walked.source != self._fetcher.server_url:
            return None
        looked = reader.fetch_of([_NEWS + name])
        (series,) = reader.series([home])
        return AskedSeries(
            name=name,
            messages=frozenset(series.messages),
            authors=_authors(series),
            links=names_searched(series, _VERSIONS),
            since=max(looked.fetched_at, walked.fetched_at) if looked else walked.fetched_at,
            known_mail=name,
        )

    # ---- by search -----------------------------------------------------------------------------

    def _search(self, some: Sequence[AskedSeries]) -> list[Message] | None:
        """Return the mails that a search finds; None where the server cannot tell.

        Raises Unreachable where it does not answer, or wants to be left alone.
        """
        assert self._fetcher.server is not None
        probe = min(some, key=lambda one: one.name)
        query = joint_query(some, probe)
        if len(query) > MAX_QUERY:
            return None
        try:
            mails = self._fetcher.server.search(query, most=MAX_ANSWER)
        except Refused as error:
            if error.unfit:
                return None
            raise
        read = [one for one in map(_read, mails) if one is not None]
        if probe.known_mail not in {one.message_id for one in read}:
            return None
        return read

    # ---- by feed -------------------------------------------------------------------------------

    def _by_feed(self, asked: Sequence[AskedSeries], now: datetime) -> Iterator[SyncStep]:
        """Take what the feed of the newest mail names; all are stale where it tells too little."""
        assert self._fetcher.server is not None
        since = min(one.since for one in asked) - OVERLAP
        try:
            feed = self._fetcher.server.feed()
        except NotFound:
            feed = ()
        except Unreachable as error:
            if not isinstance(error, Refused) or not error.unfit:
                yield self._failed(asked, error)
                return
            feed = ()
        if not feed or min(one.updated for one in feed) > since:
            self._done.stale += [one.name for one in asked]
            return
        held = {name: one for one in asked for name in one.messages}
        wanted = {
            item.message_id: held[item.answers].name
            for item in feed
            if item.answers in held and item.message_id not in held
        }
        yield from self._fetch(wanted)
        self._remember(asked, now)

    # ---- what was found ------------------------------------------------------------------------

    def _take(
        self, some: Sequence[AskedSeries], found: Sequence[Message], now: datetime
    ) -> Iterator[SyncStep]:
        """Fetch the threads of mails that are new and about one of the series."""
        wanted: dict[str, str] = {}
        for mail in sorted(found, key=lambda one: one.date):
            home = next((one.name for one in some if _is_about(mail, one)), None)
            if home is not None:
                wanted[mail.message_id] = home
        yield from self._fetch(wanted)
        self._remember(some, now)

    def _fetch(self, wanted: dict[str, str]) -> Iterator[SyncStep]:
        """Fetch the threads of mails that are not stored yet, by name, with their series."""
        for name, home in wanted.items():
            with self._fetcher.ingest.reader() as reader:
                if reader.where(name) is not None:
                    continue
            yield SyncStep(text=f"fetching {name}")
            try:
                self._fetcher.fetch(self._writer, name)
            except Cancelled:
                raise
            except (Unreachable, NotFound) as error:
                self._done.faults.append(error)
                yield SyncStep(text=str(error), warning=True)
            else:
                if home not in self._done.changed:
                    self._done.changed.append(home)

    def _failed(self, asked: Sequence[AskedSeries], error: Unreachable) -> SyncStep:
        self._done.missed += [one.name for one in asked]
        names = [one.name for one in asked[:_SHOWN]]
        more = f" and {len(asked) - _SHOWN} more" if len(asked) > _SHOWN else ""
        self._done.faults.append(Unreachable(f"{', '.join(names)}{more}: see the warning above"))
        return SyncStep(text=str(error), warning=True)

    def _remember(self, some: Sequence[AskedSeries], now: datetime) -> None:
        """The series were looked at now, unless something of them could not be fetched."""
        if self._done.faults:
            return
        with self._writer.atomic():
            for one in some:
                self._fetcher.remember(self._writer, _NEWS + one.name, 0, None, now)
                self._fetcher.remember(self._writer, f"links-to:{one.name}", 0, None, now)
                with self._fetcher.ingest.reader() as reader:
                    last = last_fetch(reader, one.name)
                if last is not None:
                    self._fetcher.remember(
                        self._writer, last.message_id, last.messages, last.newest, now
                    )


def joint_query(some: Sequence[AskedSeries], probe: AskedSeries) -> str:
    """Return a search for news of some series, and for a mail that it must find.

    That mail is found by the same words as the others, so that an answer without it shows that the
    server does not know one of them (``rt``, ``a``, phrases without positions).
    """
    since = int((min(one.since for one in some) - OVERLAP).timestamp())
    people = dict.fromkeys(f'a:"{who}"' for one in some for who in one.authors)
    links = dict.fromkeys(quoted(link) for one in some for link in one.links)
    probed = f'm:"{probe.known_mail}"'
    author = f'a:"{probe.authors[0]}"' if probe.authors else probed
    news = " OR ".join([*people, *links])
    return f"(rt:{since}.. AND ({news})) OR (rt:{_LONG_AGO}.. AND {author} AND {probed})"


def _is_about(mail: Message, series: AskedSeries) -> bool:
    """Return whether a mail answers one of a series, links to it, or is a version of it."""
    named = {mail.in_reply_to, *mail.references, *(link.message_id for link in mail.links)}
    if named & series.messages:
        return True
    return mail.change_id is not None and f"change-id: {mail.change_id}" in series.links


def _authors(series: Series) -> tuple[str, ...]:
    people = [one for rev in series.revisions for one in (rev.author, rev.poster) if one]
    return tuple(dict.fromkeys(one.email for one in people if one.email and '"' not in one.email))


def _read(mail: Stored) -> Message | None:
    found = read_guarded(mail)
    return found if isinstance(found, Message) else None
