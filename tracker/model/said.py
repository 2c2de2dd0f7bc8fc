# SPDX-License-Identifier: GPL-2.0-or-later
"""What the user stored about a series, beside tracking it and its relations; days as they write
them."""

from datetime import date, datetime
from enum import StrEnum

from tracker.lazy_dataclass import dataclass


class Until(StrEnum):
    """What ends a snooze."""

    DATE = "date"
    """A moment."""
    ANSWER = "answer"
    """Somebody else than the author writes."""
    VERSION = "version"
    """A newer version is posted."""
    LANDED = "landed"
    """Nothing that the series needs is left to land; where it needs nothing, it landed itself."""
    TAG = "tag"
    """A release tag is there, or the series is in it."""
    CHANGE = "change"
    """Anything happens to the series: the user is done with it until then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snooze:
    """A series that is to be out of sight until something happens."""

    message_id: str
    """The message it hangs on: the series' id at that time."""
    until: Until
    at: datetime
    """When it was set (UTC)."""
    date: datetime | None = None
    """For ``Until.DATE``, the moment (UTC)."""
    tag: str = ""
    """For ``Until.TAG``, the tag; for ``Until.CHANGE``, how far the series had come."""
    version: int = 0
    """The newest version when it was set; for ``Until.VERSION``, the last that does not end it."""
    blocked: bool = False
    """It needed something that had not landed when it was set."""


class QueueMove(StrEnum):
    """What is done with a series of the user's queue."""

    IN = "in"
    """It goes in, behind the others; where it is in already it stays where it is."""
    FIRST = "first"
    LAST = "last"
    UP = "up"
    """One place towards the first."""
    DOWN = "down"
    OUT = "out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What the user wrote about a message."""

    message_id: str
    at: datetime
    """When it was written (UTC)."""
    text: str


def awaited(snooze: Snooze) -> str:
    """What a snooze waits for, as people say it: ``until 2026-03-01``, ``until somebody answers``.

    No end of a line and no full stop; a tag stands in it as it was typed.
    """
    match snooze.until:
        case Until.DATE:
            when = snooze.date or snooze.at
            return f"until {when:%Y-%m-%d %H:%M}".removesuffix(" 00:00")
        case Until.ANSWER:
            return "until somebody answers"
        case Until.VERSION:
            return f"until v{snooze.version + 1} is posted"
        case Until.LANDED:
            return f"until {'all that it needs' if snooze.blocked else 'it'} has landed"
        case Until.TAG:
            return f"until {snooze.tag}"
        case Until.CHANGE:
            return "until something changes"


_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NUMBERS = {
    **{name: number for number, name in enumerate(_WEEK)},
    **{name[:3]: number for number, name in enumerate(_WEEK)},
}


def days_back(text: str, today: date) -> int | None:
    """Return how many days ago a day was that is named; None for a text that names none.

    A day of the week is the last one, which may be today.
    """
    name = text.strip().lower()
    if name in ("today", "yesterday"):
        return int(name == "yesterday")
    number = _NUMBERS.get(name)
    return None if number is None else (today.weekday() - number) % 7


def days_ahead(text: str, today: date) -> int | None:
    """Return in how many days a day comes that is named; None for a text that names none.

    A day of the week is the next one, which is not today.
    """
    name = text.strip().lower()
    if name == "tomorrow":
        return 1
    number = _NUMBERS.get(name)
    return None if number is None else (number - today.weekday() - 1) % 7 + 1
