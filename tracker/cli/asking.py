# SPDX-License-Identifier: GPL-2.0-or-later
"""What ``report`` and ``log`` share: which series, since when, and how far the last one told."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import click

from tracker.cli.context import CommandContext
from tracker.cli.output import NOTHING_AT_HAND, NOTHING_TRACKED, say
from tracker.cli.since import LAST, WEEK, moment_before
from tracker.model.report import Asked
from tracker.services.library import Library
from tracker.store.load import Reader


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
