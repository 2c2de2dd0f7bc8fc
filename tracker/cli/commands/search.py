# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker search``."""

import os
from collections.abc import Sequence

import click

from tracker.cli.context import CommandContext, is_terminal, open_context
from tracker.cli.lists import need_list, say_unread
from tracker.cli.options import Reading, reading
from tracker.cli.output import NOTHING_AT_HAND, put_json, put_page, say, style
from tracker.cli.query_words import QueryCommand
from tracker.errors import Exit
from tracker.model.query import NOBODY, Field, Term, TextMatches
from tracker.query.parse import typed_terms, word_of_list
from tracker.services.full_text import search_mails
from tracker.store.load import Reader

_RELEVANCE = "relevance"


@click.command("search", cls=QueryCommand)
@click.argument("words", nargs=-1, required=True)
@click.option("--list", "mailing_list", metavar="NAME", help="Series of a mailing list only.")
@click.option(
    "--sort",
    "order",
    type=click.Choice(["date", _RELEVANCE]),
    default="date",
    show_default=True,
    help="What comes first: the newest mail, or the one that fits best.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=20,
    show_default=True,
    metavar="N",
    help="No more than N mails.",
)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON document (tracker/search/1).")
@reading
def search_command(
    options: Reading,
    words: tuple[str, ...],
    mailing_list: str | None,
    order: str,
    limit: int,
    as_json: bool,
) -> int:
    """Find mails by words of their subjects and of what people wrote in them.

    Quotes, diffs and what machines write are left out. All words must be there; "in quotation
    marks" they stand together, word* is the beginning of one, -word is in none. Fields of the query
    language (list:, author:, state:, is:open) narrow the search to series that meet them.

    \b
    tracker search "use after free" fclose
    tracker search deadlock* list:ltp is:open --sort relevance
    """
    context = open_context(options)
    asked = typed_terms((*map(_phrase, words), *filter(None, (word_of_list(mailing_list),))))
    found = _searched(context, asked, limit, best_first=order == _RELEVANCE)
    if not found.total:
        need_list(context.paths.database, mailing_list)
    if found.unindexed:
        say(
            f"{found.unindexed} cached mails were stored by an older version and are not searched;"
            " 'tracker index' and 'tracker update' read them again"
        )
    say_unread(context.paths.database)
    if as_json:
        from tracker.export.json import search_json

        put_json(search_json(found, " ".join(words)))
    elif not found.total and context.paths.database.exists():
        say("no mail matches")
    elif found.matches:
        from tracker.render.mail import search_text

        put_page(
            search_text(found, style(), whole=not is_terminal() and "COLUMNS" not in os.environ)
        )
        if found.total > len(found.matches):
            say(f"{len(found.matches)} of {found.total} mails; --limit shows more")
    return Exit.DONE if found.total else Exit.NOT_FOUND


def _phrase(word: str) -> str:
    """Return a word of the command line; one that holds blanks was in quotation marks there."""
    return f'"{word}"' if " " in word and not {'"', ":"} & {*word} else word


def _searched(
    context: CommandContext, asked: Sequence[tuple[str, Term]], most: int, *, best_first: bool
) -> TextMatches:
    """Return the mails found; none, and a sentence on stderr, where no mail is cached."""
    context.read_archives()
    texts = [term for _, term in asked if term.field is Field.WORDS]
    rest = tuple(typed for typed, term in asked if term.field is not Field.WORDS)
    series = None
    if rest:
        from tracker.cli.commands.list import list_rows
        from tracker.model.board import Order
        from tracker.services.identity import UNKNOWN, who_asks

        asks_me = any(term.me for _, term in asked)
        me = who_asks(context.config)() if asks_me else NOBODY
        if asks_me and not me:
            say(UNKNOWN)
        rows = list_rows(context, rest, Order.ACTIVITY, everything=True, me=me)
        series = [row.id for row in rows]
    reader = Reader.open(context.paths.database)
    if reader is None:
        say(NOTHING_AT_HAND)
        return TextMatches(total=0, matches=(), unindexed=0)
    with reader:
        return search_mails(
            reader, texts, context.as_of, most, best_first=best_first, series=series
        )
