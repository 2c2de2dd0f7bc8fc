# SPDX-License-Identifier: GPL-2.0-or-later
"""Small records that the store hands out beside those of the model."""

from datetime import datetime

from tracker.lazy_dataclass import dataclass
from tracker.model.mail import ArchiveKind
from tracker.model.people import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveRow:
    """An archive and how far it was read."""

    id: int
    kind: ArchiveKind
    path: str
    url: str | None
    cursor: str | None
    """In the words of its source."""
    read_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """Where the raw mail of a message lies."""

    kind: ArchiveKind
    path: str
    url: str | None
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingMarks:
    """What tells whether a patch or cover may be of one work with another."""

    message_id: str
    sender: Person
    date: datetime
    version: int
    total: int | None
    rfc: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadFetch:
    """The last time that a thread was asked for, and the answer."""

    source: str
    """The address of the server that answered."""
    message_id: str
    """What was asked for."""
    fetched_at: datetime
    messages: int
    newest: datetime | None
    """The date of the newest message that came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UserStep:
    """Something that the user recorded and can take back."""

    number: int
    at: datetime
    """When it was said (UTC)."""
    sentence: str
    """What was said, for people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedCount:
    """What became of the mails that were handed over; they add up to as many."""

    new: int = 0
    others: int = 0
    """New, under a Message-ID that another mail bears already."""
    replaced: int = 0
    """Stored before, and read better now."""
    copies: int = 0
    """Further copies of stored messages."""
    known: int = 0
    """Stored before, from the same place."""
    unreadable: int = 0

    def __add__(self, other: "SavedCount") -> "SavedCount":
        return SavedCount(
            new=self.new + other.new,
            others=self.others + other.others,
            replaced=self.replaced + other.replaced,
            copies=self.copies + other.copies,
            known=self.known + other.known,
            unreadable=self.unreadable + other.unreadable,
        )

    @property
    def total(self) -> int:
        """How many mails were handed over."""
        return self.new + self.others + self.replaced + self.copies + self.known + self.unreadable
