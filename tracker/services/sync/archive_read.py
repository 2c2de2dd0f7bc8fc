# SPDX-License-Identifier: GPL-2.0-or-later
"""Read one local archive on from where the last run left it.

Of a long one that is new the newest mails come first, and their series can be judged while the
rest is still to be read. It may be read in part: whole from some day on, and of older mails the
headers, until somebody asks for their series or for all of them. A run that is ended anywhere is
run again and goes on: without a cursor, what is stored is left out. Which mail bears a Message-ID
that several have does not depend on the order: those few are read once more at the end, the oldest
first.
"""

import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import chain, islice

from tracker.lazy_dataclass import dataclass
from tracker.mail.rule_versions import READ_VERSION
from tracker.mail.subjects import title_key
from tracker.model.mail import Stored
from tracker.services.sync.guarded_read import read_heading_guarded
from tracker.services.sync.ingest import MANY, Ingest
from tracker.services.sync.processes import cores
from tracker.services.sync.read_ahead import CHUNK, read_ahead
from tracker.services.sync.sync_step import SyncStep
from tracker.services.sync.unread_mail import LIMIT, UnreadMail, mails_at
from tracker.sources.archive import Archive
from tracker.sources.epochs import Inbox
from tracker.store.headings.read import HeadingReader
from tracker.store.records import SavedCount
from tracker.store.save import Writer

EVERY = 2000
"""After so many mails an index says how far it is."""
LONG_ARCHIVE = 5000
"""Mails of a new archive from which on the newest are judged before the rest is read."""
RECENT = timedelta(days=90)
"""How far back the mails are that come first: a board shows the series of the last months."""
STRAYS = 20
"""Mails that may stand among newer ones without ending what counts as the last months."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDepth:
    """How much of local archives is read."""

    since: datetime | timedelta | None = None
    """Of mails that a new archive took in before, no more than the header; a span is counted back
    from its newest mail."""
    deep: bool = False
    """Also the mails whose headers were all that was read before."""


WHOLE = ReadDepth()


def index_archives(
    ingest: Ingest, archives: Iterable[Archive], depth: ReadDepth = WHOLE
) -> Iterator[SyncStep]:
    """Read what is new in local archives; the newest of each long one before any one's rest."""
    last = archives[-1] if isinstance(archives, Sequence) and archives else None
    with Writer(ingest.database) as writer:
        later: list[Archive] = []
        for archive in archives:
            for step in ArchiveRead(ingest, writer, archive, depth).steps():
                yield step
                if step.board and last is not None and archive is not last:
                    # Its rest is read as that of a run that was ended here.
                    later.append(archive)
                    break
        for archive in later:
            yield from ArchiveRead(ingest, writer, archive, depth).steps()


class ArchiveRead:
    """One archive that is read into a database."""

    def __init__(
        self,
        ingest: Ingest,
        writer: Writer,
        archive: Archive,
        depth: ReadDepth = WHOLE,
        *,
        long: int = LONG_ARCHIVE,
        recent: timedelta = RECENT,
    ) -> None:
        """Of a new archive of ``long`` mails those come first that came in within ``recent``."""
        self._ingest, self._writer, self._archive = ingest, writer, archive
        self._path = str(archive.path.resolve())
        self._number = writer.add_archive(archive.kind, self._path, None)
        self._long, self._recent, self._depth = long, recent, depth
        with ingest.reader() as reader:
            anew = reader.stale(READ_VERSION, self._number)
            self._cursor = reader.cursor(archive.kind, self._path)
            self._since = None if anew else self._cursor
            # Without a cursor, what is stored is of a run that was ended before it was through.
            self._new = isinstance(archive, Inbox) and self._cursor is None and not anew
            self._held = frozenset(reader.keys_of(self._number)) if self._new else frozenset[str]()
            headings = HeadingReader.beside(reader)
            self._unread = frozenset(headings.keys_of_headings(self._number))
        self._older = UnreadMail(ingest, writer)
        self._total = SavedCount()
        self._count = 0
        """Mails that were read."""
        self._fresh: list[str] = []
        """Their Message-IDs, as far as somebody asks which they are."""
        self._headers = 0
        """Mails of which this run read the header; the keys of a million would be 100 MB."""
        self._brought = 0
        """Older mails that were read because they hang on those that are new."""
        self._expected = 0
        """Mails that are to be read, as far as that is known without reading them."""

    def steps(self) -> Iterator[SyncStep]:
        """Read what is new, derive what it touches, and mark how far the archive was read."""
        archive, reached = self._archive, self._archive.cursor()
        started = time.monotonic()
        if isinstance(archive, Inbox):
            ordered = yield from self._read_inbox(archive, started)
        else:
            ordered = False
            yield from self._keep(archive.read(self._since), started)
        gone = self._removed()
        count = self._count + len(self._held)
        yield SyncStep(text=f"deriving series from {count} mails")
        self._ingest.derive(
            self._writer,
            self._fresh,
            lambda: self._done(reached),
            gone=(self._number, gone),
            whole=ordered,
        )
        taken = f"; {len(gone)} taken out of the archive" if gone else ""
        yield SyncStep(text=_read_sentence(self._path, self._total) + taken + self._left())

    def _left(self) -> str:
        """Say how many older mails were read with the new ones, and of how many the header is."""
        left = 0
        if self._unread or self._headers:
            with self._ingest.reader() as reader:
                left = HeadingReader.beside(reader).count_headings(self._number)
        told = f"; {self._brought} older beside them" if self._brought else ""
        return f"{told}; {left} by their header until they are asked for" if left else told

    def _read_inbox(self, archive: Inbox, started: float) -> Generator[SyncStep, None, bool]:
        """Read what is wanted of a public-inbox; whether mails came in another order than theirs.

        What of older mails is left unread is read on where it hangs together with what is read.
        """
        backwards = False
        since = self._first_day(archive)
        if self._new:
            self._expected = max(archive.count() - len(self._held) - len(self._unread), 0)
            backwards = since is not None or self._expected >= self._long
        left_out = self._held | self._unread
        mails = archive.read(self._since, left_out, newest_first=backwards)
        if since is not None:
            yield from self._read_in_part(mails, since, started)
        elif backwards:
            yield from self._recent_first(archive, mails, started)
        else:
            yield from self._keep(mails, started)
        left = len(self._unread) + self._headers
        if self._depth.deep and left:
            self._expected = self._total.total + left
            yield from self._keep(self._unread_mails(archive), started)
        elif left:
            for names in self._older.beside(self._read_before() + self._fresh):
                self._take(names)
                self._brought += len(names)
            if self._older.more:
                yield SyncStep(text=LIMIT, limit=True)
        ordered = backwards or bool(self._held or (left and self._depth.deep))
        if ordered:
            self._in_order(archive)
        return ordered

    def _first_day(self, archive: Inbox) -> datetime | None:
        """Return since when mails of a new archive are read whole; None for all of them."""
        since = self._depth.since if self._new else None
        if isinstance(since, timedelta):
            return _newest(archive, self._ingest.clock()) - since
        return since

    def _unread_mails(self, archive: Inbox) -> Iterator[Stored]:
        """Yield the mails whose headers are all that was read before, the newest first."""
        stored = self._stored()
        with self._ingest.reader() as reader:
            places = HeadingReader.beside(reader).unread_places(self._number, CHUNK)
            yield from mails_at(archive, (one for one in places if one.key not in stored))

    def _read_before(self) -> list[str]:
        """Return the Message-IDs of what a run had read that was ended before it was through."""
        with self._ingest.reader() as reader:
            return [*HeadingReader.beside(reader).ids_of(self._number)] if self._held else []

    def _stored(self) -> frozenset[str]:
        """Return where mails lie that are read already."""
        with self._ingest.reader() as reader:
            return frozenset(reader.keys_of(self._number))

    def _read_in_part(
        self, mails: Iterator[Stored], since: datetime, started: float
    ) -> Iterator[SyncStep]:
        """Read the mails since a day, newest first, and the headers of those before it."""
        older = list[Stored]()
        yield from self._keep(_came_in_since(mails, since, older), started)
        rest = chain(older, mails)
        while some := list(islice(rest, CHUNK)):
            headings = [read_heading_guarded(mail) for mail in some]
            found = [one for one in headings if one is not None]
            self._writer.save_headings(self._number, found, title_key)
            before, self._headers = self._headers, self._headers + len(found)
            odd = [mail for mail, one in zip(some, headings, strict=True) if one is None]
            yield from self._keep(iter(odd), started)
            if self._headers // EVERY > before // EVERY:
                yield SyncStep(text=f"read {self._headers} headers of {self._path}")

    def _recent_first(
        self, archive: Inbox, mails: Iterator[Stored], started: float
    ) -> Iterator[SyncStep]:
        """Read the mails of the last months, derive their series, then read the rest."""
        since, older = _newest(archive, self._ingest.clock()) - self._recent, list[Stored]()
        yield from self._keep(_came_in_since(mails, since, older), started)
        if self._total.total and older:
            yield SyncStep(text=f"deriving series from {self._total.total} mails")
            self._ingest.derive(self._writer, self._fresh, lambda: None, whole=True)
            left = max(self._expected - self._total.total, 0)
            yield SyncStep(
                text=f"{self._path}: the newest {self._total.total} mails, of {self._recent.days}"
                f" days, can be listed; about {left} older ones follow, here or in the next run",
                limit=True,
                board=True,
            )
        yield from self._keep(chain(older, mails), started)

    def _keep(self, mails: Iterator[Stored], started: float) -> Iterator[SyncStep]:
        """Store mails, saying how far that is."""
        for items in read_ahead(mails, cores()):
            count, names = self._ingest.keep(self._writer, self._number, items)
            shown, self._total = self._total.total // EVERY, self._total + count
            self._take(names)
            if self._total.total // EVERY > shown:
                seconds = time.monotonic() - started
                yield SyncStep(text=self._progress(seconds))

    def _take(self, names: Sequence[str]) -> None:
        """Note which mails were read; of so many that all is derived again, how many alone."""
        self._count += len(names)
        if self._depth.since is not None or self._unread or len(self._fresh) < MANY:
            self._fresh += names

    def _progress(self, seconds: float) -> str:
        """How many mails were read after so many seconds, how fast, and how long it will take."""
        done = self._total.total
        rate = done / max(seconds, 0.001)
        if self._expected <= done:
            return f"read {done} mails of {self._path}, {rate:.0f} a second"
        left = int((self._expected - done) / rate)
        wait = f"{left // 60 + 1} minutes" if left >= 60 else f"{left} seconds"
        return (
            f"read {done} of {self._expected} mails, {rate:.0f} a second, {wait} left: {self._path}"
        )

    def _in_order(self, archive: Inbox) -> None:
        """Read the mails again that share a Message-ID in this archive, the oldest first."""
        with self._ingest.reader() as reader:
            shared = frozenset(reader.keys_sharing_an_id(self._number))
        if shared:
            self._writer.remove_mail(self._number, sorted(shared))
            for items in read_ahead(archive.read(only=shared), 1):
                self._ingest.keep(self._writer, self._number, items)

    def _removed(self) -> tuple[str, ...]:
        """The keys of mails that the archive has taken out since it was last read."""
        archive = self._archive
        if not isinstance(archive, Inbox) or not self._cursor:
            return ()
        return archive.removed(self._cursor, self._kept)

    def _kept(self) -> tuple[str, ...]:
        """Return the keys of all mails of the archive that are stored, whole or by their header."""
        with self._ingest.reader() as reader:
            return (*reader.keys_of(self._number), *self._unread)

    def _done(self, cursor: str | None) -> None:
        """Mark how far the archive was read, and what of it is unread no longer."""
        self._older.done()
        if self._depth.deep:
            with self._ingest.reader() as reader:
                keys = HeadingReader.beside(reader).keys_of_headings(self._number)
            self._writer.drop_headings(self._number, keys)
        self._mark(cursor)

    def _mark(self, cursor: str | None) -> None:
        self._writer.save_mail(
            self._number,
            (),
            cursor,
            self._ingest.clock(),
            read_version=READ_VERSION,
            title_key=title_key,
        )


def _newest(archive: Inbox, now: datetime) -> datetime:
    """Return when the newest mail came in; the server's clock may have been ahead of ``now``."""
    return min(archive.newest() or now, now)


def _came_in_since(
    mails: Iterator[Stored], since: datetime, older: list[Stored]
) -> Iterator[Stored]:
    """Yield mails as long as they came in after a moment; the first that did not go to ``older``.

    A few of these end nothing: where a clock was wrong, a mail stands among much newer ones.
    """
    for mail in mails:
        if mail.arrived is None or mail.arrived >= since:
            yield mail
            continue
        older.append(mail)
        if len(older) > STRAYS:
            return


def _read_sentence(path: str, count: SavedCount) -> str:
    parts = [f"{count.new} new"]
    if count.others:
        parts.append(f"{count.others} under a Message-ID that another mail bears, both kept")
    if count.copies:
        parts.append(f"{count.copies} known already")
    if count.known or count.replaced:
        parts.append(f"{count.known + count.replaced} read before")
    if count.unreadable:
        parts.append(f"{count.unreadable} unreadable (see 'tracker doctor')")
    return f"{path}: {count.total} mails, {', '.join(parts)}"
