# SPDX-License-Identifier: GPL-2.0-or-later
"""Dates of a mail: its own, those of the servers on its way, that of its mbox."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from tracker.mail.mime import MAX_SENDER, Headers, to_text

_ISO_DATE = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)? ?(Z|[+-]\d\d:?\d\d)?$"
)
_USUAL_DATE = re.compile(
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d\d?) "
    r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) ((?:19|20)\d\d) "
    r"(\d\d):(\d\d):(\d\d) ([+-])([01]\d|2[0-3])([0-5]\d)(?: \([A-Za-z]{1,5}\))?$",
    re.ASCII,
)
"""``Mon, 3 Mar 2025 10:00:00 +0100``: nearly all of them; the rest is left to the email package."""
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"), 1
    )
}
_FROM_DATE = re.compile(rb"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? [^\n]{10,60}$", re.MULTILINE)
_FORMAT_PATCH_DATE = b"Mon Sep 17 00:00:00 2001"
_FIRST_YEAR = 1990
_MOST_DATES = 8
"""Fields of one kind that are looked at for a date."""


def date(value: bytes) -> datetime | None:
    """Return a date of a mail in UTC; None where it makes no sense or is of before 1990.

    No zone means UTC. Some programs write ISO 8601: ``2025-03-03T10:00:00+01:00``. A mail of 1970
    is of a computer whose clock is not set, one of the year 125 of a program that adds 1900.
    """
    text = to_text(value[:MAX_SENDER], "ascii").strip()
    try:
        if found := _USUAL_DATE.match(text):
            day, month, year, hour, minute, second, sign, ahead, more = found.groups()
            at = datetime(
                int(year), _MONTHS[month], int(day), int(hour), int(minute), int(second), tzinfo=UTC
            )
            away = timedelta(hours=int(ahead), minutes=int(more))
            moment = at + away if sign == "-" else at - away
            return moment if moment.year >= _FIRST_YEAR else None
        iso = _ISO_DATE.match(text)
        parsed = (
            datetime.fromisoformat(f"{iso[1]}T{iso[2]}{iso[3] or ''}")
            if iso
            else parsedate_to_datetime(text)
        )
        aware = parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)
        moment = aware.astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return moment if moment.year >= _FIRST_YEAR else None


def own_date(headers: Headers) -> datetime | None:
    """Return the first Date field of a mail that makes sense; some mails have two."""
    found = (date(value) for value in headers.every("date")[:_MOST_DATES])
    return next((one for one in found if one), None)


def received(headers: Headers) -> datetime | None:
    """Return when the last server on the way took a mail in; None where no field says it.

    ``Received: from a.example by b.example; Mon, 03 Mar 2025 10:00:05 +0000``
    """
    fields = (*headers.every("received"), *headers.every("x-received"))[:_MOST_DATES]
    found = (date(value.rpartition(b";")[2]) for value in fields)
    return next((one for one in found if one), None)


def from_line_date(line: bytes) -> datetime | None:
    """Return the date in the ``From `` line of an mbox; None where it is none of the mail's.

    ``From ada@example.org Mon Mar  3 10:00:00 2025``. git format-patch writes one date in all its
    files, and public-inbox ``Thu Jan  1 00:00:00 1970``.
    """
    found = _FROM_DATE.search(line[:MAX_SENDER])
    return None if found is None or _FORMAT_PATCH_DATE in line else date(found[0])
