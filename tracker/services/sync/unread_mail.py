# SPDX-License-Identifier: GPL-2.0-or-later
"""Read mails of which only the header was read, when they are asked for or hang on new mail.

An archive may be read in part: whole from some day on, of older mail the headers. A series of
before is read with what belongs to it: its thread, and the threads of what it continues or links
to.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice

from tracker.mail.refs import Ref, RefKind
from tracker.model.headings import UnreadPlace
from tracker.model.mail import Stored
from tracker.services.mail_text import archive_at
from tracker.services.sync.ingest import Ingest
from tracker.services.sync.processes import cores
from tracker.services.sync.read_ahead import read_ahead
from tracker.services.sync.sync_step import SyncStep
from tracker.sources.archive import Archive
from tracker.store.headings.read import HeadingReader
from tracker.store.load import Reader
from tracker.store.save import Writer

MOST = 20_000
"""Mails that are read together because they hang on some that are asked for."""
LIMIT = f"more than {MOST} older mails hang together; 'tracker index --deep' reads the rest"
AT_A_TIME = 500
"""Mails whose places are looked up at a time."""


class UnreadMail:
    """Reads the unread mails that hang together with some, which may be unread themselves.

    Their headers are forgotten with ``done``, in the transaction that derives their series: a run
    that is killed before reads them once more.
    """

    def __init__(self, ingest: Ingest, writer: Writer) -> None:
        self._ingest, self._writer = ingest, writer
        self._read: set[UnreadPlace] = set()
        self.more = False
        """Whether further mails hang together with them, which the limit left unread."""

    def beside(self, names: Sequence[str]) -> Iterator[list[str]]:
        """Read what hangs together with some mails; yields the Message-IDs, wave by wave.

        Raises Usage, Unreachable where the archive that holds them is gone or cannot be read.
        """
        while (room := MOST - len(self._read)) > 0:
            with self._ingest.reader() as reader:
                found = HeadingReader.beside(reader).unread_beside(names, MOST + 1)
                archives = {one.id: (one.kind, one.path) for one in reader.archives()}
            fresh = [one for one in found if one not in self._read]
            self.more, places = len(fresh) > room, fresh[:room]
            if not places:
                return
            self._read.update(places)
            names = [
                name
                for number, some in groupby(sorted(places, key=_archive_of), key=_archive_of)
                for items in read_ahead(mails_at(archive_at(*archives[number]), some), cores())
                for name in self._ingest.keep(self._writer, number, items)[1]
            ]
            yield names

    def done(self) -> None:
        """Forget the headers of what was read; part of the open transaction."""
        for number, some in groupby(sorted(self._read, key=_archive_of), key=_archive_of):
            self._writer.drop_headings(number, [one.key for one in some])


def bring_unread(ingest: Ingest, ref: Ref) -> Iterator[SyncStep]:
    """Read the mail that a handle names, where only its header was read, and what belongs with it.

    Raises Usage, Unreachable where the archive that holds it is gone or cannot be read.
    """
    with ingest.reader() as reader:
        name = unread_named(reader, ref)
    if name is None:
        return
    read: list[str] = []
    with Writer(ingest.database) as writer:
        unread = UnreadMail(ingest, writer)
        for names in unread.beside([name]):
            read += names
            yield SyncStep(text=f"read {len(read)} older mails that hang together with {name}")
        ingest.derive(writer, read, unread.done)
    if unread.more:
        yield SyncStep(text=LIMIT, limit=True)


def unread_named(reader: Reader, ref: Ref) -> str | None:
    """Return the mail that a handle names, where only its header was read; None for any other."""
    if reader.unread_until() is None:
        return None
    headings = HeadingReader.beside(reader)
    match ref.kind:
        case RefKind.MESSAGE_ID:
            return ref.id if headings.is_unread(ref.id) else None
        case RefKind.TRUNCATED:
            found = headings.unread_like(ref.id, ref.end)
        case RefKind.CHANGE_ID:
            found = headings.unread_of_change(ref.id)
        case RefKind.MESSAGE_HASH | RefKind.COMMIT | RefKind.NUMBERED:
            found = ()
    return found[0] if found else None


def mails_at(archive: Archive, places: Iterable[UnreadPlace]) -> Iterator[Stored]:
    """Yield mails as an archive holds them; without bytes where it no longer does."""
    path, todo = str(archive.path), iter(places)
    while some := list(islice(todo, AT_A_TIME)):
        raws = archive.raw([one.key for one in some])
        for place, raw in zip(some, raws, strict=True):
            yield Stored(raw=raw or b"", archive=path, key=place.key, arrived=place.arrived)


def _archive_of(place: UnreadPlace) -> int:
    return place.archive
