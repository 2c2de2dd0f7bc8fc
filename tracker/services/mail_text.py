# SPDX-License-Identifier: GPL-2.0-or-later
"""The text of a stored mail, read where the mail lies: git, a fetched thread, an mbox, a folder."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from tracker.errors import NotFound, TrackerError
from tracker.mail.mime import read_text
from tracker.model.mail import ArchiveKind
from tracker.sources.archive import Archive, open_archive
from tracker.sources.folders import EmlFolder, Piped
from tracker.sources.threadcache import ThreadCache
from tracker.store.load import Reader
from tracker.store.records import Location


def mail_text(reader: Reader, message_id: str) -> str:
    """Return the decoded text of a mail; its first line is line 1 of ``Evidence``.

    Raises NotFound if the mail is not cached, or is no longer where it was read.
    """
    place = reader.where(message_id)
    if place is None:
        raise NotFound(f"{message_id} is not cached")
    raw = mail_raws(reader, [message_id]).get(message_id)
    if raw is None:
        raise NotFound(f"{message_id} is no longer in {place.path}; {_remedy(place, message_id)}")
    return read_text(raw)


def _remedy(place: Location, message_id: str) -> str:
    """Return what makes a mail readable again that is gone from where it was read."""
    if place.kind is ArchiveKind.THREAD:
        return f"'tracker update {message_id}' fetches it again"
    return "run 'tracker index' on it again"


def mail_texts(reader: Reader, names: Sequence[str]) -> dict[str, str]:
    """Return the decoded texts of several mails, those that cannot be read left out.

    Each archive is opened once, which costs a process where it is git.
    """
    return {name: read_text(raw) for name, raw in mail_raws(reader, names).items()}


def mail_raws(reader: Reader, names: Sequence[str]) -> dict[str, bytes]:
    """Return the bytes of several mails as they are in their archives, the unreadable left out.

    A mail that is gone from where it was read first is looked for where its copies are: the cache
    may have been moved, or thrown away and fetched again.
    """
    places = {name: place for name in names if (place := reader.where(name)) is not None}
    found = _read_raws(places)
    for name in places.keys() - found.keys():
        for copy in reader.copies(name):
            if raws := _read_raws({name: copy}):
                found |= raws
                break
    return found


def _read_raws(places: Mapping[str, Location]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for kind, path in dict.fromkeys((place.kind, place.path) for place in places.values()):
        here = {n: p.key for n, p in places.items() if (p.kind, p.path) == (kind, path)}
        try:
            raws = archive_at(kind, path).raw(list(here.values()))
            found |= {n: raw for n, raw in zip(here, raws, strict=False) if raw}
        except TrackerError:
            continue
    return found


def archive_at(kind: ArchiveKind, path_: str) -> Archive:
    """Return the archive that was read before from this place. Raises Usage if it is gone."""
    path = Path(path_)
    match kind:
        case ArchiveKind.THREAD:
            return ThreadCache(path)
        case ArchiveKind.STDIN if path.is_dir():
            return Piped(path)
        case ArchiveKind.EML if path.is_dir():
            return EmlFolder(path)
        case _:
            return open_archive(path)
