"""Whether a thread should be asked for again: it is not at hand, or may have grown since."""

from datetime import datetime, timedelta

from tracker.model.mail import ArchiveKind
from tracker.store.load import Reader

SETTLED = timedelta(days=180)
"""A thread that was quiet for this long when it was fetched is not asked for again."""
_WALK = "walk:"


def thread_due(reader: Reader, name: str, fresh: timedelta, now: datetime) -> bool:
    """Whether the thread of a message should be fetched.

    A message of a local archive is as new as the archive was when it was last read, and
    ``tracker index`` or ``update`` renew it; so is a thread that was fetched within ``fresh``.
    """
    place = reader.where(name)
    if place is not None and place.kind not in (ArchiveKind.THREAD, ArchiveKind.STDIN):
        return False
    last = reader.fetch_of([name, *reader.thread_ids(name)])
    if last is None:
        return True
    quiet = last.newest is not None and last.fetched_at - last.newest >= SETTLED
    return not quiet and now - last.fetched_at >= fresh


def walk_name(name: str) -> str:
    """Under which name a finished walk over a message's relations is remembered."""
    return _WALK + name


def walk_due(reader: Reader, name: str, fresh: timedelta, now: datetime, as_of: datetime) -> bool:
    """Whether a message's thread and relations should be looked at on the server again."""
    place = reader.where(name)
    if place is not None and place.kind not in (ArchiveKind.THREAD, ArchiveKind.STDIN):
        return False
    last = reader.fetch_of([walk_name(name)])
    if last is None:
        return True
    return as_of > last.fetched_at and now - last.fetched_at >= fresh
