"""Days and ages in words; all days are days in UTC."""

from datetime import UTC, datetime

_UNITS = ((365, "year"), (30, "month"), (7, "week"), (1, "day"))


def day(moment: datetime) -> str:
    """``2025-07-24``."""
    return moment.astimezone(UTC).date().isoformat()


def minute(moment: datetime) -> str:
    """``2025-07-24 14:02 UTC``."""
    there = moment.astimezone(UTC)
    return f"{there.date().isoformat()} {there:%H:%M} UTC"


def age(since: datetime, now: datetime) -> str:
    """``5 days``, ``2 weeks``; hours on the first day. Weeks count from two weeks on."""
    whole = now - since
    if whole.days < 1:
        hours = max(int(whole.total_seconds()), 0) // 3600
        return _count(hours, "hour") if hours else "less than an hour"
    size, unit = next(
        (size, unit) for size, unit in _UNITS if whole.days >= 2 * size or unit == "day"
    )
    return _count(whole.days // size, unit)


def short_age(since: datetime, now: datetime) -> str:
    """The same in at most four columns: ``5d``, ``2w``, ``11mo``, ``3h``."""
    words = age(since, now).split()
    if words[0] == "less":
        return "now"
    unit = "mo" if words[1].startswith("month") else words[1][0]
    return words[0] + unit


def since(moment: datetime, now: datetime) -> str:
    """``since 2025-07-24 (5 days)``."""
    return f"since {day(moment)} ({age(moment, now)})"


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}" + ("" if number == 1 else "s")
