# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker track``."""

import click

from tracker.cli.context import CommandContext, now, open_context
from tracker.cli.options import Reading, reading
from tracker.cli.output import tell
from tracker.errors import Usage


@click.command("track")
@click.argument("refs", nargs=-1, metavar="REF...")
@click.option(
    "--from-notmuch",
    "query",
    metavar="QUERY",
    help="Follow every series in the threads that notmuch finds, and keep their mail.",
)
@click.option(
    "--query",
    "wanted",
    metavar="QUERY",
    help="Follow every cached series that a query of 'tracker list' finds.",
)
@reading
def track_command(
    options: Reading, refs: tuple[str, ...], query: str | None, wanted: str | None
) -> None:
    """Follow series: they stand on the board, in the list and in reports.

    - reads mail from stdin, and of an mbox every series in it is followed. 'tracker undo' takes it
    back.

    \b
    tracker track 20250709-arm64_relax_jit_comp-v1-0-3850fe189092@bootlin.com
    tracker track - < mail
    lei q -f mboxrd -t l:io-uring.vger.kernel.org rt:1.week.ago.. | tracker track -
    tracker track --from-notmuch 'tag:review'
    tracker track --query 'list:linux-mmc is:open'
    """
    from tracker.services.user_actions.actions import about, track

    if not refs and query is None and wanted is None:
        raise Usage(
            "name what to follow: a REF, - for mail on stdin, --query QUERY or --from-notmuch QUERY"
        )
    context = open_context(options)
    for text in (*_mailed(context, refs, query), *(one for one in refs if one != "-")):
        ref = context.ref(text)
        context.bring(ref)
        with context.own(ref) as (library, name):
            work = about(library, name)
        tell(track(context.paths.database, [work], now()).sentence)
    if wanted is not None:
        _track_found(context, wanted)
    context.session.bring_up()


def _track_found(context: CommandContext, wanted: str) -> None:
    """Follow all that a query finds. Raises NotFound where that is nothing, Usage for too many."""
    from tracker.cli.commands.list import list_rows
    from tracker.model.board import Order
    from tracker.query.parse import parse_query
    from tracker.services.identity import who_asks
    from tracker.services.user_actions.actions import about, followed, track

    parse_query((wanted,))
    rows = list_rows(context, (wanted,), Order.ACTIVITY, True, who_asks(context.config)())
    names = followed([row.id for row in rows], wanted)
    with context.library() as library:
        works = [about(library, name) for name in names] if library else []
    tell(track(context.paths.database, works, now()).sentence)


def _mailed(context: CommandContext, refs: tuple[str, ...], query: str | None) -> list[str]:
    """Keep the mail on stdin and what notmuch finds; return one handle for each series in it.

    Raises NotFound where none of it is part of a series.
    """
    from tracker.cli.stdin_mail import keep_mails, take_in_all

    ids = take_in_all(context) if "-" in refs else []
    if query is not None:
        from tracker.sources.outside.notmuch import notmuch_mbox

        ids += keep_mails(context, notmuch_mbox(query), "what notmuch finds")
    if not ids:
        return []
    with context.library() as library:
        homes = {library.home(name): name for name in ids} if library is not None else {}
    found = [name for home, name in homes.items() if home is not None]
    # A single mail may be the start of a thread that a server has.
    return found or ids[:1]
