# SPDX-License-Identifier: GPL-2.0-or-later
"""What ``report`` and ``log`` share: which series, since when, and how far the last one told."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta

import click

from tracker.cli.context import CommandContext
from tracker.cli.output import NOTHING_AT_HAND, NOTHING_TRACKED, say
from tracker.errors import Usage
from tracker.lazy_patterns import lazy_pattern
from tracker.model.report import Asked
from tracker.services.library import Library
from tracker.store.load import Reader

LAST = "last"
WEEK = timedelta(days=7)
"""How far back is told where nothing was told before."""
_SPAN = lazy_pattern(r"(\d{1,4})(h|d|w|mo?|y)", re.ASCII)
_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": WEEK, "mo": timedelta(days=30),
          "m": timedelta(days=30), "y": timedelta(days=365)}  # fmt: skip
_DAYS = {"today": timedelta(), "yesterday": timedelta(days=1)}
"""Days by name, and how long before the day that is shown they are."""
SINCE = "What is new since a date (its start, UTC), yesterday, 2w, or 'last': the last of these."


class Since(click.ParamType["datetime | timedelta | str"]):
    """``last``, ``today``, a span such as ``2w``, or a date, which means its start, in UTC."""

    name = "date|last"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime | timedelta | str:
        """Return the moment, the span, or ``last``; fails with a sentence that shows the forms."""
        text = str(value).strip()
        if text == LAST or text in _DAYS:
            return text
        if span := _SPAN.fullmatch(text):
            return int(span[1]) * _UNITS[span[2]]
        try:
            found = datetime.fromisoformat(text)
        except ValueError:
            self.fail(f"'{text}' is no date; write 2025-07-14, 2w, yesterday or last", param, ctx)
        try:
            return found.replace(tzinfo=found.tzinfo or UTC).astimezone(UTC)
        except OverflowError:
            self.fail(f"'{text}' is out of the years that can be counted", param, ctx)


def query_words(query: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a query; what looks like an option that there is not raises UsageError."""
    unknown = next((one for one in query if one.startswith("--")), None)
    if unknown is not None:
        raise click.NoSuchOption(unknown)
    return query


@contextmanager
def shelves(context: CommandContext, asked: Asked) -> Iterator[Library | None]:
    """The user's library, or that of the example; None where nothing is cached."""
    if asked.example:
        with context.example() as library:
            yield library
        return
    context.read_archives()
    with context.library() as own:
        yield own


def earlier(
    context: CommandContext, since: datetime | timedelta | str | None, as_of: datetime, mark: str
) -> datetime | None:
    """Return the earlier moment that was asked for; a week before where ``last`` has none.

    Raises Usage for one that is not before ``as_of``.
    """
    if since == LAST:
        return _marked(context, as_of, mark)
    return moment_before(since, as_of)


def moment_before(since: datetime | timedelta | str | None, as_of: datetime) -> datetime | None:
    """Return the moment that a date, a span or ``yesterday`` names, seen from ``as_of``.

    Raises Usage for one that is not before it.
    """
    if isinstance(since, str):
        since = datetime.combine(as_of.date(), time(), UTC) - _DAYS[since]
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


def marked_before(context: CommandContext, mark: str) -> datetime | None:
    """Return the moment of the last one of the same question; None where there was none."""
    reader = Reader.open(context.paths.database)
    if reader is None:
        return None
    with reader:
        return reader.mark(mark)


def _marked(context: CommandContext, as_of: datetime, mark: str) -> datetime:
    last = marked_before(context, mark)
    if last is not None and last <= as_of:
        return last
    why = (
        "none of these was reported before"
        if last is None
        else "the last report was for a later moment"
    )
    say(f"{why}; reporting the week before {as_of:%Y-%m-%d %H:%M} UTC")
    return as_of - WEEK


def remember(context: CommandContext, mark: str, moment: datetime) -> None:
    """Remember how far was told; called once the answer was written whole."""
    if not context.paths.database.exists():
        return
    from tracker.store.save import Writer

    with Writer(context.paths.database) as writer:
        writer.set_mark(mark, moment)


def mark_of(command: str, asked: Asked) -> str:
    """Return what the last one of the same question is remembered by, whatever its form."""
    words = " ".join(asked.query.split())
    parts = (
        command,
        "all" if asked.everything else "tracked",
        asked.mailing_list,
        asked.ref,
        words,
    )
    return "\t".join(parts)


def say_if_nothing(asked: Asked, number: int) -> None:
    """Say on stderr why there is nothing to tell."""
    if not number and not asked.query:
        say(NOTHING_AT_HAND if asked.everything else NOTHING_TRACKED)
