# SPDX-License-Identifier: GPL-2.0-or-later
"""``--since``: an earlier moment, as a date, a span or a word."""

import re
from datetime import UTC, date, datetime, time, timedelta

import click

from tracker.errors import Usage
from tracker.lazy_patterns import lazy_pattern
from tracker.model.said import days_back

LAST = "last"
WEEK = timedelta(days=7)
"""How far back is told where nothing was told before."""
_SPAN = lazy_pattern(
    r"(\d{1,4}) ?(h|d|w|mo?|y|hours?|days?|weeks?|months?|years?)(?: ago)?", re.ASCII
)
_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": WEEK, "mo": timedelta(days=30),
          "m": timedelta(days=30), "y": timedelta(days=365)}  # fmt: skip
SINCE = (
    "What is new since a date (its start, UTC), yesterday, monday, 2w, or 'last': the last of"
    " these."
)


class Since(click.ParamType["datetime | timedelta | str"]):
    """``last``, a span such as ``2w``, or a date or day, which means its start, in UTC."""

    name = "date|last"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime | timedelta | str:
        """Return the moment, the span, or ``last``; fails with a sentence that shows the forms."""
        text = str(value).strip()
        if text.lower() == LAST or days_back(text, date.min) is not None:
            return text.lower()
        if span := _SPAN.fullmatch(text.lower()):
            unit = span[2]
            return int(span[1]) * _UNITS["mo" if unit.startswith("mo") else unit[0]]
        try:
            found = datetime.fromisoformat(text)
        except ValueError:
            self.fail(
                f"'{text}' is no date; write 2025-07-14, 2w, yesterday, monday or last", param, ctx
            )
        try:
            return found.replace(tzinfo=found.tzinfo or UTC).astimezone(UTC)
        except OverflowError:
            self.fail(f"'{text}' is out of the years that can be counted", param, ctx)


def moment_before(since: datetime | timedelta | str | None, as_of: datetime) -> datetime | None:
    """Return the moment that a date, a span or ``yesterday`` names, seen from ``as_of``.

    Raises Usage for one that is not before it.
    """
    if isinstance(since, str):
        days = timedelta(days=days_back(since, as_of.date()) or 0)
        since = datetime.combine(as_of.date(), time(), UTC) - days
    try:
        found = as_of - since if isinstance(since, timedelta) else since
    except OverflowError:
        raise Usage("--since is before the first year that can be counted") from None
    if isinstance(found, datetime) and found > as_of:
        raise Usage(
            f"--since {found:%Y-%m-%d %H:%M} is after the moment that is shown"
            f" ({as_of:%Y-%m-%d %H:%M} UTC)"
        )
    return found if isinstance(found, datetime) else None
