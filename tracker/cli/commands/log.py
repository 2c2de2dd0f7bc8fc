# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker log``."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import click

from tracker.cli.asking import (
    earlier,
    mark_of,
    remember,
    say_if_nothing,
    shelves,
)
from tracker.cli.context import CommandContext, open_context
from tracker.cli.lists import need_list
from tracker.cli.options import Reading, reading
from tracker.cli.output import put_json, put_page, style
from tracker.cli.since import LAST, SINCE, Since
from tracker.errors import Usage
from tracker.model.report import Asked, Log
from tracker.services.library import Library
from tracker.services.report import names_logged, tell_log


@click.command("log")
@click.argument("ref", required=False)
@click.option("--since", type=Since(), help=SINCE)
@click.option("--list", "mailing_list", metavar="NAME", help="Every series of a mailing list.")
@click.option("--all", "everything", is_flag=True, help="Every cached series, not just tracked.")
@click.option("--demo", is_flag=True, help="Of the shipped example.")
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="No more than N events.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON document (tracker/log/1).")
@reading
def log_command(
    options: Reading,
    ref: str | None,
    since: datetime | timedelta | str | None,
    mailing_list: str | None,
    everything: bool,
    demo: bool,
    limit: int | None,
    as_json: bool,
) -> None:
    """Show what happened, newest first: to one series, or to all that are tracked.

    Every event stands with the mail or the commit that says so.

    \b
    tracker log REF
    tracker log --since 2025-07-14
    tracker log --since last --json
    """
    asked = Asked(
        mailing_list=mailing_list or "",
        everything=everything or mailing_list is not None,
        example=demo,
        ref=ref or "",
    )
    if ref and asked.everything:
        raise Usage("a log is of one series, or of all of them; leave REF out, or --all and --list")
    if demo and since == LAST:
        raise Usage("nothing is remembered of the example; give --since a date")
    context = open_context(options)
    mark = mark_of("log", asked)
    log = _log_sentence(context, asked, since, mark, limit)
    if as_json:
        from tracker.export.json_report import log_json

        put_json(log_json(log))
    else:
        from tracker.render.log import log_text

        put_page(log_text(log, style()))
    if since == LAST:
        remember(context, mark, log.as_of)


def _log_sentence(
    context: CommandContext,
    asked: Asked,
    since: datetime | timedelta | str | None,
    mark: str,
    limit: int | None,
) -> Log:
    with _chosen(context, asked) as (library, names):
        moment = context.as_of if library is None else library.as_of
        start = earlier(context, since, moment, mark)
        if library is not None and names is None:
            board = bool(start) and not asked.example and context.session.bring_up()
            names = names_logged(library, asked, start, board=board)
        if not names and not asked.example:
            need_list(context.paths.database, asked.mailing_list)
        if library is None or not (names or library.any_sent(everything=asked.everything)):
            say_if_nothing(asked, 0)
        if library is not None:
            return tell_log(library, asked, names or (), start, limit)
    return Log(asked=asked, as_of=moment, since=start, entries=(), left_out=0, abridged=False)


@contextmanager
def _chosen(
    context: CommandContext, asked: Asked
) -> Iterator[tuple[Library | None, tuple[str, ...] | None]]:
    """The library, and the series that the log is of; None for all that were asked for."""
    if asked.ref and not asked.example:
        with context.open(asked.ref) as (library, name):
            yield library, (name,)
        return
    with shelves(context, asked) as found:
        if found is None:
            yield None, ()
        elif asked.ref:
            yield found, (found.find(context.ref(asked.ref)),)
        else:
            yield found, None
