# SPDX-License-Identifier: GPL-2.0-or-later
"""Snoozes: what ends one, read from what the user types, and whether that has happened."""

import calendar
import re
from collections.abc import Iterable
from datetime import MAXYEAR, UTC, datetime, time, timedelta

from tracker.errors import Usage
from tracker.landing.releases import tag_role
from tracker.lazy_patterns import lazy_pattern
from tracker.model.rows import SeriesRow
from tracker.model.said import Snooze, Until, days_ahead
from tracker.model.status import LANDED

FORMS = "2w, 3d, 6mo, monday, 2026-03-01, answer, version, v4, landed, change, v6.17, 6.17-rc1"
"""What may be typed, by example."""
MAX_TAG = 100

_SPAN = lazy_pattern(r"(\d{1,4}) ?(d|days?|w|weeks?|mo?|months?|y|years?)", re.ASCII)
_VERSION = lazy_pattern(r"v(\d{1,4})", re.ASCII)
_DAY = lazy_pattern(r"\d{1,2}\.\d{1,2}\.\d{4}", re.ASCII)
"""A day as some write it, which has the form of a tag."""
_NUMBERS = lazy_pattern(r"\d{1,9}", re.ASCII)
_FAMILY = lazy_pattern(r"\d.*", re.ASCII | re.DOTALL)
_WORDS = {
    "answer": Until.ANSWER,
    "reply": Until.ANSWER,
    "version": Until.VERSION,
    "landed": Until.LANDED,
    "change": Until.CHANGE,
}


def come_so_far(row: SeriesRow) -> str:
    """Return how far a series has come, for a snooze that ends with the next change.

    Not the moment of the snooze: a mail may come in after it that was sent before.
    """
    return f"{row.last_activity.timestamp():.0f} {row.stage.value}"


def read_until(
    text: str,
    message_id: str,
    at: datetime,
    *,
    version: int = 0,
    blocked: bool = False,
    so_far: str = "",
) -> Snooze:
    """The snooze that a user means by ``text``, said at ``at`` of a series.

    ``version`` is the newest of the series, ``blocked`` whether it needs something that has not
    landed, ``so_far`` how far it has come (``come_so_far``). A day means its start
    (UTC). Raises Usage, which shows the forms.
    """
    said = " ".join(text.split())
    word = said.lower().removeprefix("until ")
    if word in _WORDS:
        mark = so_far if _WORDS[word] is Until.CHANGE else ""
        return Snooze(
            message_id=message_id,
            until=_WORDS[word],
            at=at,
            tag=mark,
            version=version,
            blocked=blocked,
        )
    if match := _VERSION.fullmatch(word):
        awaited = int(match[1])
        if awaited <= version:
            raise Usage(f"{word} is there already; the next is v{version + 1}")
        return Snooze(message_id=message_id, until=Until.VERSION, at=at, version=awaited - 1)
    date = _snooze_date(word, at)
    if date is not None:
        if date <= at:
            raise Usage(f"'{said}' is no time to come; write one of {FORMS}")
        return Snooze(message_id=message_id, until=Until.DATE, at=at, date=date, version=version)
    tag = said.removeprefix("until ")
    odd = "." not in tag or _DAY.fullmatch(tag)
    if odd or len(tag) > MAX_TAG or tag_role(tag) is None:
        raise Usage(f"'{said[:MAX_TAG]}' ends no snooze; write one of {FORMS}")
    return Snooze(message_id=message_id, until=Until.TAG, at=at, tag=tag, version=version)


def names_end(text: str) -> bool:
    """Return whether a text has the form of what ends a snooze; it need not be one to come."""
    try:
        read_until(text, "", datetime.min.replace(tzinfo=UTC))
    except Usage:
        return False
    return True


def _snooze_date(word: str, at: datetime) -> datetime | None:
    """A span from ``at`` on, or a day; None for what is neither."""
    try:
        if match := _SPAN.fullmatch(word):
            return _after(at, int(match[1]), match[2])
        if (days := days_ahead(word, at.date())) is not None:
            return datetime.combine(at.date(), time(), UTC) + timedelta(days=days)
        found = datetime.fromisoformat(word.upper())
        return found.replace(tzinfo=found.tzinfo or UTC).astimezone(UTC)
    except OverflowError as error:
        raise Usage(f"'{word}' is too far away; write one of {FORMS}") from error
    except ValueError:
        return None


def _after(at: datetime, count: int, unit: str) -> datetime:
    if unit.startswith("d"):
        return at + timedelta(days=count)
    if unit.startswith("w"):
        return at + timedelta(weeks=count)
    months = count * 12 if unit.startswith("y") else count
    year, month = divmod(at.year * 12 + at.month - 1 + months, 12)
    if year > MAXYEAR:
        raise OverflowError
    last = calendar.monthrange(year, month + 1)[1]
    return at.replace(year=year, month=month + 1, day=min(at.day, last))


def awake(snooze: Snooze, row: SeriesRow, now: datetime, tags: Iterable[str] = ()) -> str | None:
    """Why a snooze holds no more at ``now``, in words; None while it does.

    ``tags`` are tags that repositories hold. Said after ``now``, it does not hold yet.
    """
    if now < snooze.at.replace(microsecond=0):
        return "not recorded yet"
    match snooze.until:
        case Until.DATE:
            due = snooze.date is not None and now >= snooze.date
            return f"{snooze.date:%Y-%m-%d} has come" if due else None
        case Until.ANSWER:
            answered = row.last_other is not None and row.last_other > snooze.at
            return "somebody has answered" if answered else None
        case Until.VERSION:
            newest = row.newest.version if row.newest else 0
            return f"v{newest} is posted" if newest > snooze.version else None
        case Until.LANDED:
            if row.stage in LANDED:
                return "it has landed"
            free = snooze.blocked and not row.blocked
            return "all that it needed has landed" if free else None
        case Until.CHANGE:
            if snooze.blocked and not row.blocked:
                return "all that it needed has landed"
            return "something has changed" if come_so_far(row) != snooze.tag else None
        case Until.TAG:
            return _tagged(snooze.tag, row, tags)


def _tagged(tag: str, row: SeriesRow, tags: Iterable[str]) -> str | None:
    """The tag is there, or the series is in a release of the same name that comes no earlier."""
    wanted = _snooze_bare(tag)
    if any(_snooze_bare(one) == wanted for one in tags):
        return f"{tag} is there"
    for one in row.landed:
        same = one.tag and _family(_snooze_bare(one.tag)) == _family(wanted)
        if same and _snooze_order(one.tag) >= _snooze_order(tag):
            return f"it is in {one.tag}"
    return None


def _snooze_bare(tag: str) -> str:
    """A tag in lower case, without the v of a kernel's: ``v6.17`` and ``6.17`` are one."""
    low = tag.lower()
    return low[1:] if low[:1] == "v" and low[1:2].isdigit() else low


def _family(tag: str) -> str:
    """What stands before the number: ``liburing-``."""
    return _FAMILY.sub("", tag)


def _snooze_order(tag: str) -> tuple[tuple[int, ...], bool, tuple[int, ...]]:
    """Orders releases of one family: by number, candidates in their order before the release."""
    low = _snooze_bare(tag)
    number, mark, rest = _split_snooze(low[len(_family(low)) :])
    return _ints(number), not mark, _ints(rest)


def _split_snooze(number: str) -> tuple[str, str, str]:
    """The number of a release, the mark of a candidate (empty for a release), and its number."""
    for place, char in enumerate(number):
        if char.isalpha() or char in "-_~":
            return number[:place], number[place:], number[place:]
    return number, "", ""


def _ints(text: str) -> tuple[int, ...]:
    return tuple(map(int, _NUMBERS.findall(text)))
