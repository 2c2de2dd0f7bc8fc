# SPDX-License-Identifier: GPL-2.0-or-later
"""Whether a thread should be asked for again: it is not fetched, or may have grown since."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from tracker.model.mail import ArchiveKind
from tracker.store.load import Reader

if TYPE_CHECKING:
    from tracker.store.records import ThreadFetch


SETTLED = timedelta(days=180)
"""A thread that was quiet for this long when it was fetched is not asked for again."""
LONG = timedelta(days=30)
"""Mail that ends so long before the moment of the answer leaves much untold."""
_WALK = "walk:"


def thread_due(reader: Reader, name: str, fresh: timedelta, now: datetime) -> bool:
    """Return whether the thread of a message should be fetched.

    A message of a local archive is as new as the archive was when it was last read, and
    ``tracker index`` or ``update`` renew it; so is a thread that was fetched within ``fresh``.
    """
    if _is_of_archive(reader, name):
        return False
    last = last_fetch(reader, name)
    if last is None:
        return True
    quiet = last.newest is not None and last.fetched_at - last.newest >= SETTLED
    return not quiet and now - last.fetched_at >= fresh


def last_fetch(reader: Reader, name: str) -> ThreadFetch | None:
    """Return when the thread of a message was asked for last; None if it never was."""
    return reader.fetch_of([name, *reader.thread_ids(name)])


def ago(then: datetime, now: datetime) -> str:
    """``5 minutes ago``, ``3 hours ago``, ``2 days ago``; rounded down."""
    minutes = max(int((now - then).total_seconds()) // 60, 0)
    for size, unit in ((24 * 60, "day"), (60, "hour"), (1, "minute")):
        if minutes >= size:
            count = minutes // size
            return f"{count} {unit}{'' if count == 1 else 's'} ago"
    return "just now"


def _is_of_archive(reader: Reader, name: str) -> bool:
    place = reader.where(name)
    return place is not None and place.kind not in (ArchiveKind.THREAD, ArchiveKind.STDIN)


def walk_name(name: str) -> str:
    """Under which name a finished walk over a message's relations is remembered."""
    return _WALK + name


def walk_due(reader: Reader, name: str, fresh: timedelta, now: datetime, as_of: datetime) -> bool:
    """Return whether a message's thread and relations should be looked at on the server again."""
    if _is_of_archive(reader, name):
        return False
    last = reader.fetch_of([walk_name(name)])
    if last is None:
        return True
    return as_of > last.fetched_at and now - last.fetched_at >= fresh


def mail_ends(reader: Reader, as_of: datetime) -> datetime | None:
    """When the newest mail cached was sent, or the last fetch was; None where that is near."""
    known = reader.known_until()
    return known if known is not None and as_of - known >= LONG else None
