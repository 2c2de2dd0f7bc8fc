# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker list``."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import click

from tracker.cli.context import CommandContext, is_terminal, open_context
from tracker.cli.lists import need_list, need_people, say_unread
from tracker.cli.options import Reading, reading
from tracker.cli.output import NOTHING_AT_HAND, NOTHING_TRACKED, put_json, say
from tracker.cli.query_words import QueryCommand
from tracker.cli.series_rows import put_rows
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
    Tested-by and Nacked-by. What is the same in each row goes before the author does. On a terminal
    a row is named by its number; in a pipe each line ends with the series' id.

    QUERY narrows it: words of title, author, list or project, and fields such as state:reviewed,
    turn:me, author:, list:, is:blocked, age:>2w; -word turns one round. docs/query.md has all.

    \b
    tracker list turn:me -is:snoozed
    tracker list --list linux-kselftest state:reviewed --sort turn
    tracker list turn:me | awk 'NR > 1 {print $NF}' | xargs -n 1 tracker show
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
    elif not rows and not as_json:
        say("no series" if found or not words else "no series matches")
    if everything:
        say_unread(context.paths.database)
    if as_json:
        from tracker.export.json import list_json

        put_json(list_json(rows))
        return done
    if is_terminal() and (ends := _list_ends(context)):
        say(f"cached mail ends {ends:%Y-%m-%d}; what came later is not known")
    if rows:
        put_rows(context, rows)
    return done


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
