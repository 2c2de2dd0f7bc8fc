# SPDX-License-Identifier: GPL-2.0-or-later
"""Whether local archives hold anything that is not read yet; imports no rule and no writer."""

from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

from tracker.mail.rule_versions import DERIVATION, READ_VERSION
from tracker.sources.archive import Archive
from tracker.sources.epochs import Inbox
from tracker.store.connect import Outdated, open_to_write
from tracker.store.faults import told_plainly
from tracker.store.load import Reader
from tracker.store.mail_values import seconds


def note_unchanged(database: Path, archives: Sequence[Archive], at: datetime) -> bool:
    """Note that archives were looked at, where each is read to its end by the rules of today.

    Whether that is so; else nothing is noted, and they have to be read. That can be seen without
    reading mail for public-inboxes alone: for these one question to git an epoch. ``at`` is in UTC.
    Raises Broken where the database cannot be read or written.
    """
    try:
        reader = Reader.open(database) if archives else None
    except Outdated:
        return False
    if reader is None:
        return False
    with reader:
        known = {(one.kind, one.path): one.id for one in reader.archives()}
        numbers = [known.get((one.kind, str(one.path.resolve())), 0) for one in archives]
        if reader.derivation() != DERIVATION or not all(
            number and _is_read(reader, one, number)
            for number, one in zip(numbers, archives, strict=True)
        ):
            return False
    with closing(open_to_write(database)) as connection, told_plainly(database):
        noted = ((seconds(at), number) for number in numbers)
        connection.executemany("UPDATE archive SET read_at = ? WHERE id = ?", noted)
    return True


def _is_read(reader: Reader, archive: Archive, number: int) -> bool:
    """Return whether the archive ends where it was read to."""
    cursor = reader.cursor(archive.kind, str(archive.path.resolve()))
    return (
        isinstance(archive, Inbox)
        and cursor is not None
        and cursor == archive.cursor()
        and not reader.stale(READ_VERSION, number)
    )
