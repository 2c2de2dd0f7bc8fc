# SPDX-License-Identifier: GPL-2.0-or-later
"""A real database in a folder of its own, filled as the sync fills it: mail by mail."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from tests.mails import START
from tracker.mail.reader import read
from tracker.mail.rule_versions import DERIVATION, READ_VERSION
from tracker.mail.subjects import title_key
from tracker.model.mail import ArchiveKind, Message, Stored
from tracker.model.series import Series
from tracker.services.library import Library
from tracker.services.sync.derive import derive_all, derive_around
from tracker.store.load import Reader
from tracker.store.save import Writer

LATE = START + timedelta(days=3650)


class Stock:
    """Mail and the series derived from it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "tracker.db"
        with Writer(self.path) as writer:
            self.archive = writer.add_archive(ArchiveKind.EML, str(folder), None)

    def reader(self) -> Reader:
        reader = Reader.open(self.path)
        assert reader is not None
        return reader

    def take(self, raws: Iterable[bytes]) -> None:
        """Store mails that come together, and derive what they touch."""
        mails = [Stored(raw=raw, archive="tests", key="") for raw in raws]
        found = [one for one in map(read, mails) if isinstance(one, Message)]
        names = [one.message_id for one in found]
        with Writer(self.path) as writer:
            writer.save_mail(
                self.archive,
                list(zip(names, found, strict=True)),
                None,
                LATE,
                read_version=READ_VERSION,
                title_key=title_key,
            )
            with self.reader() as reader:
                series = derive_around(reader, names)
            writer.save_series(series, DERIVATION)

    def series(self) -> set[Series]:
        with self.reader() as reader:
            return set(reader.all_series())

    def anew(self) -> set[Series]:
        """The series that deriving everything at once gives."""
        with self.reader() as reader:
            return set(derive_all(reader))

    def track(self, name: str, when: datetime = START) -> None:
        with Writer(self.path) as writer:
            writer.track(name, when)

    def library(self, as_of: datetime = LATE) -> Library:
        return Library(self.reader(), as_of)
