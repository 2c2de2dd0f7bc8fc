# SPDX-License-Identifier: GPL-2.0-or-later
"""Messages as the history of an archive lists them, in some 30 bytes each."""

from array import array
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import NamedTuple

_LAST_SECOND = 253_402_300_799
"""The end of the year 9999."""


def moment_of(seconds: int) -> datetime | None:
    """Return a committer's date; None for one that no archive can have taken a mail in at."""
    return datetime.fromtimestamp(seconds, UTC) if 0 < seconds <= _LAST_SECOND else None


class ListedMail(NamedTuple):
    """One message as the history lists it."""

    blob: str
    arrived: datetime | None


class BlobIds:
    """Ids of blobs, in as many bytes as they have: an archive may list a million."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._size = 20
        self._packed = bytearray()
        for name in names:
            self.append(name)

    def append(self, name: str) -> None:
        """Add one; those of one repository are equally long."""
        one = bytes.fromhex(name)
        self._size = len(one)
        self._packed += one

    def __len__(self) -> int:
        return len(self._packed) // self._size

    def name(self, place: int) -> str:
        """Return one, in digits."""
        return self._packed[place * self._size : (place + 1) * self._size].hex()

    def names(self, start: int = 0) -> Iterator[str]:
        """Yield those from a place on."""
        return map(self.name, range(start, len(self)))


class ListedMails:
    """Messages as a history lists them, in some 30 bytes each."""

    def __init__(self, entries: Iterable[ListedMail] = ()) -> None:
        self.blobs = BlobIds()
        self._arrived = array("q")
        for entry in entries:
            self.append(entry)

    def append(self, entry: ListedMail) -> None:
        """Add one."""
        self.blobs.append(entry.blob)
        # Of a moment before 1970 nothing is known, so 0 is free; see ``moment_of``.
        self._arrived.append(int(entry.arrived.timestamp()) if entry.arrived else 0)

    def _at(self, place: int) -> ListedMail:
        return ListedMail(self.blobs.name(place), moment_of(self._arrived[place]))

    def __len__(self) -> int:
        return len(self._arrived)

    def __iter__(self) -> Iterator[ListedMail]:
        return map(self._at, range(len(self)))

    def __reversed__(self) -> Iterator[ListedMail]:
        return map(self._at, reversed(range(len(self))))
