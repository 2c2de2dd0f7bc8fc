# SPDX-License-Identifier: GPL-2.0-or-later
"""Read one local archive on from where the last run left it.

Of a long one that is new the newest mails come first, and their series can be judged while the
rest is still to be read. A run that is ended anywhere is run again and goes on: without a cursor,
what is stored is left out. Which mail bears a Message-ID that several have does not depend on the
order: those few are read once more at the end, the oldest first.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import chain

from tracker.mail.rule_versions import READ_VERSION
from tracker.mail.subjects import title_key
from tracker.model.mail import Stored
from tracker.services.sync.ingest import Ingest
from tracker.services.sync.read_ahead import cores, read_ahead
from tracker.services.sync.sync_step import SyncStep
from tracker.sources.archive import Archive
from tracker.sources.epochs import Inbox
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


def index_archives(ingest: Ingest, archives: Iterable[Archive]) -> Iterator[SyncStep]:
    """Read what is new in local archives; the newest of each long one before any one's rest."""
    last = archives[-1] if isinstance(archives, Sequence) and archives else None
    with Writer(ingest.database) as writer:
        later: list[Archive] = []
        for archive in archives:
            for step in ArchiveRead(ingest, writer, archive).steps():
                yield step
                if step.board and last is not None and archive is not last:
                    # Its rest is read as that of a run that was ended here.
                    later.append(archive)
                    break
        for archive in later:
            yield from ArchiveRead(ingest, writer, archive).steps()


class ArchiveRead:
    """One archive that is read into a database."""

    def __init__(
        self,
        ingest: Ingest,
        writer: Writer,
        archive: Archive,
        *,
        long: int = LONG_ARCHIVE,
        recent: timedelta = RECENT,
    ) -> None:
        """Of a new archive of ``long`` mails those come first that came in within ``recent``."""
        self._ingest, self._writer, self._archive = ingest, writer, archive
        self._path = str(archive.path.resolve())
        self._number = writer.add_archive(archive.kind, self._path, None)
        self._long, self._recent = long, recent
        with ingest.reader() as reader:
            anew = reader.stale(READ_VERSION, self._number)
            self._cursor = reader.cursor(archive.kind, self._path)
            self._since = None if anew else self._cursor
            # Without a cursor, what is stored is of a run that was ended before it was through.
            self._new = isinstance(archive, Inbox) and self._cursor is None and not anew
            self._held = frozenset(reader.keys_of(self._number)) if self._new else frozenset[str]()
        self._total = SavedCount()
        self._fresh: list[str] = []
        self._expected = 0
        """Mails that are to be read, as far as that is known without reading them."""

    def steps(self) -> Iterator[SyncStep]:
        """Read what is new, derive what it touches, and mark how far the archive was read."""
        archive, reached = self._archive, self._archive.cursor()
        backwards = False
        if isinstance(archive, Inbox):
            if self._new:
                self._expected = max(archive.count() - len(self._held), 0)
                backwards = self._expected >= self._long
            mails = archive.read(self._since, self._held, newest_first=backwards)
        else:
            mails = archive.read(self._since)
        started = time.monotonic()
        if backwards and isinstance(archive, Inbox):
            yield from self._recent_first(archive, mails, started)
        else:
            yield from self._keep(mails, started)
        ordered = isinstance(archive, Inbox) and (backwards or bool(self._held))
        if ordered and isinstance(archive, Inbox):
            self._in_order(archive)
        gone = self._removed()
        count = len(self._fresh) + len(self._held)
        yield SyncStep(text=f"deriving series from {count} mails")
        self._ingest.derive(
            self._writer,
            self._fresh,
            lambda: self._mark(reached),
            gone=(self._number, gone),
            whole=ordered,
        )
        taken = f"; {len(gone)} taken out of the archive" if gone else ""
        yield SyncStep(text=_read_sentence(self._path, self._total) + taken)

    def _recent_first(
        self, archive: Inbox, mails: Iterator[Stored], started: float
    ) -> Iterator[SyncStep]:
        """Read the mails of the last months, derive their series, then read the rest."""
        newest, older = archive.newest(), list[Stored]()
        if newest is not None:
            # A server's clock may have been ahead.
            newest = min(newest, self._ingest.clock())
            yield from self._keep(_came_in_since(mails, newest - self._recent, older), started)
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
            self._fresh += names
            if self._total.total // EVERY > shown:
                seconds = time.monotonic() - started
                yield SyncStep(text=self._progress(seconds))

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
        with self._ingest.reader() as reader:
            return archive.removed(self._cursor, lambda: reader.keys_of(self._number))

    def _mark(self, cursor: str | None) -> None:
        self._writer.save_mail(
            self._number,
            (),
            cursor,
            self._ingest.clock(),
            read_version=READ_VERSION,
            title_key=title_key,
        )


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
