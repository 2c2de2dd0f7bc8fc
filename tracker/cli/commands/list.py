# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker list``."""

import os
from collections.abc import Iterable, Sequence
from datetime import datetime

import click

from tracker.cli.context import CommandContext, is_terminal, open_context
from tracker.cli.lists import need_list, need_people
from tracker.cli.options import Reading, reading
from tracker.cli.output import (
    NOTHING_AT_HAND,
    NOTHING_TRACKED,
    PAGER,
    put_json,
    put_page,
    say,
    style,
)
from tracker.cli.query_words import QueryCommand
from tracker.errors import Exit
from tracker.model.board import Order
from tracker.model.query import NOBODY, Identity
from tracker.model.rows import SeriesRow
from tracker.query.parse import parse_query, word_of_list
from tracker.services.session.session import session_reader


@click.command("list", cls=QueryCommand)
@click.argument("query", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Every cached series, not just tracked.")
@click.option("--list", "mailing_list", metavar="NAME", help="Every series of a mailing list.")
@click.option(
    "--sort",
    "order",
    type=click.Choice([one.value for one in Order]),
    default=Order.ACTIVITY.value,
    show_default=True,
    help="What comes first: the last active, or who is to move for the longest, and so on.",
)
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="No more than N series.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON document (tracker/list/1).")
@reading
def list_command(
    options: Reading,
    query: tuple[str, ...],
    everything: bool,
    mailing_list: str | None,
    order: str,
    limit: int | None,
    as_json: bool,
) -> Exit:
    """List tracked series, one a line, the last active first; with --all a * marks them.

    The sign in front is the stage: from 110 columns on it stands beside it in words, below that a
    terminal is given the signs' meaning under the list. RATN counts who gave Reviewed-by, Acked-by,
    Tested-by and Nacked-by. What is the same in each row goes before the author does.

    QUERY narrows it: words of title, author, list or project, and fields such as state:reviewed,
    turn:me, author:, list:, is:blocked, age:>2w; -word turns one round. docs/query.md has all.

    \b
    tracker list turn:me -is:snoozed
    tracker list --list linux-kselftest state:reviewed --sort turn
    """
    context = open_context(options)
    everything = everything or mailing_list is not None
    words = (*query, *filter(None, (word_of_list(mailing_list),)))
    asked = parse_query(words)
    me = _asking(context) if asked.asks_me else NOBODY
    found = list_rows(context, words, Order(order), everything, me)
    rows = found[:limit]
    # A list that nothing narrows has nothing to match.
    done = Exit.DONE if found or not words else Exit.NOT_FOUND
    if not rows:
        need_list(context.paths.database, mailing_list)
        need_people(context.paths.database, words)
    if not rows and not _any_at_hand(context, everything):
        say(NOTHING_AT_HAND if everything else NOTHING_TRACKED)
    if as_json:
        from tracker.export.json import list_json

        put_json(list_json(rows))
        return done
    from tracker.render.board import list_legend, list_text

    live = is_terminal()
    if live and (ends := _list_ends(context)):
        say(f"cached mail ends {ends:%Y-%m-%d}; what came later is not known")
    whole = not live and "COLUMNS" not in os.environ
    put_page(list_text(rows, style(), context.as_of, numbered=live, whole_titles=whole))
    if live and rows:
        from tracker.services.session.handles import remember_rows

        remember_rows(context.session, rows)
        if legend := list_legend(rows, style()):
            say(legend)
        say(f"{len(rows)} series; 'tracker show N' shows that of row N{_paging(len(rows))}")
    return done


def _paging(count: int) -> str:
    """Return how to see the first rows of a list that has run off the top of the screen."""
    # Not imported for a list in a pipe.
    import shutil

    if os.environ.get(PAGER) is not None or count < shutil.get_terminal_size().lines:
        return ""
    return f"; --limit N prints the first N, {PAGER}=less pages"


def list_rows(
    context: CommandContext, words: tuple[str, ...], order: Order, everything: bool, me: Identity
) -> tuple[SeriesRow, ...]:
    """The series that the words hold: from the board where it is true, judged now elsewhere."""
    context.read_archives()
    return context.session.rows(words, order, me, everything=everything, watch=_watched)


def _watched(names: Sequence[str]) -> Iterable[str]:
    from tracker.cli.narrate import watched

    return watched(names)


def _asking(context: CommandContext) -> Identity:
    """Return who asks; that it is not known is said."""
    from tracker.services.identity import UNKNOWN, who_asks

    me = who_asks(context.config)()
    if not me:
        say(UNKNOWN)
    return me


def _list_ends(context: CommandContext) -> datetime | None:
    """Return when the mail cached ends, where that is long before the moment of the answer."""
    from tracker.services.staleness import mail_ends

    reader = session_reader(context.paths.database)
    if reader is None:
        return None
    with reader:
        return mail_ends(reader, context.as_of)


def _any_at_hand(context: CommandContext, everything: bool) -> bool:
    """Return whether there is a series to choose from at all."""
    reader = session_reader(context.paths.database)
    if reader is None:
        return False
    with reader:
        return bool(reader.series_count() if everything else reader.tracked())
