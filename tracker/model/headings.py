# SPDX-License-Identifier: GPL-2.0-or-later
"""What the header of a mail says, of a mail that is not read yet."""

from datetime import datetime

from tracker.lazy_dataclass import dataclass
from tracker.model.people import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A mail as its header shows it: enough to find it by, and to read it when it is asked for."""

    key: str
    """Where in its archive the mail lies."""
    arrived: datetime | None
    """When the archive took it in."""
    message_id: str
    root: str
    """The first Message-ID of its References, else what it answers, else its own."""
    title: str
    """The subject without reply prefixes and leading brackets."""
    is_reply: bool
    sender: Person
    change_id: str | None


@dataclass(frozen=True, slots=True)
class UnreadPlace:
    """Where a mail lies of which only the header was read."""

    archive: int
    key: str
    arrived: datetime | None
