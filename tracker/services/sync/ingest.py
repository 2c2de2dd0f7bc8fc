# SPDX-License-Identifier: GPL-2.0-or-later
"""Put mails into the database and derive what they touch, however they are brought in."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path

from tracker.mail.rule_versions import DERIVATION, READ_VERSION
from tracker.mail.subjects import title_key
from tracker.model.mail import Message, Stored
from tracker.services.sync.derive import derive_all, derive_around
from tracker.services.sync.guarded_read import read_chunk
from tracker.store.load import Reader
from tracker.store.mail_writes import Keyed, renamed
from tracker.store.records import SavedCount
from tracker.store.save import Writer

MANY = 500
"""New mails from which on everything is derived again, rather than what they touch."""


class Ingest:
    """Stores mail in one database, then what is derived from it, in one transaction each."""

    def __init__(self, database: Path, clock: Callable[[], datetime]) -> None:
        self.database = database
        self.clock = clock

    def reader(self) -> Reader:
        """Return the database as it stands now."""
        reader = Reader.open(self.database)
        assert reader is not None
        return reader

    def save(
        self, writer: Writer, number: int, mails: Iterable[Stored]
    ) -> tuple[SavedCount, list[str]]:
        """Read and store mails; how many there were, and the Message-IDs."""
        return self.keep(writer, number, read_chunk(tuple(mails)))

    def keep(
        self, writer: Writer, number: int, items: Sequence[Keyed]
    ) -> tuple[SavedCount, list[str]]:
        """Store mails that are read; how many there were, and the Message-IDs."""
        count = writer.save_mail(
            number, items, None, self.clock(), read_version=READ_VERSION, title_key=title_key
        )
        read = [one for _, one in items if isinstance(one, Message)]
        names = [one.message_id for one in read]
        if count.others:
            names += [renamed(one, title_key).message_id for one in read]
        return count, names

    def derive(
        self,
        writer: Writer,
        names: list[str],
        also: Callable[[], None],
        gone: tuple[int, Sequence[str]] = (0, ()),
        *,
        whole: bool = False,
    ) -> None:
        """Derive what new messages touch (with ``whole``, all), and store it together with
        ``also``.

        ``gone`` are an archive and the keys of the mails that it has taken out: what hung on them
        is derived again.
        """
        removed = writer.remove_mail(*gone) if gone[1] else 0
        with self.reader() as reader:
            old_rules = reader.derivation() not in (None, DERIVATION)
            anew = whole or len(names) >= MANY or removed > 0 or old_rules
            found = derive_all(reader) if anew else derive_around(reader, names)
            with writer.atomic():
                if anew:
                    writer.drop_derived()
                writer.save_series(found, DERIVATION)
                if removed or whole:
                    with writer.board() as board:
                        board.doubt()
                also()


def derive_again(database: Path, names: Iterable[str]) -> None:
    """Derive the series around some messages again: the user joined or cut versions there."""
    with Writer(database) as writer:
        reader = Reader.open(database)
        assert reader is not None
        with reader:
            found = derive_around(reader, names)
        with writer.atomic():
            writer.save_series(found, DERIVATION)
