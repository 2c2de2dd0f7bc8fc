# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker queue``."""

import click

from tracker.cli.commands.list import list_rows
from tracker.cli.context import now, open_context
from tracker.cli.options import Reading, reading
from tracker.cli.output import put_json, say, tell
from tracker.errors import Usage
from tracker.model.board import Order
from tracker.model.query import NOBODY
from tracker.model.said import QueueMove

_MOVES = {
    "first": QueueMove.FIRST,
    "last": QueueMove.LAST,
    "up": QueueMove.UP,
    "down": QueueMove.DOWN,
    "remove": QueueMove.OUT,
}
"""By their options."""


@click.command("queue")
@click.argument("refs", nargs=-1, metavar="[REF...]")
@click.option("--first", is_flag=True, help="Put them first.")
@click.option("--last", is_flag=True, help="Put them last.")
@click.option("--up", is_flag=True, help="One place towards the first.")
@click.option("--down", is_flag=True, help="One place towards the last.")
@click.option("--remove", is_flag=True, help="Take them out.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON document (tracker/list/1).")
@reading
def queue_command(
    options: Reading, /, refs: tuple[str, ...], *, as_json: bool, **moves: bool
) -> None:
    """Print your queue: series of any project, in the order that you give them.

    With REF a series goes in, behind the others; it is in once, and one that is in already stays
    where it is. 'tracker list --sort queue' and 'tracker stack' show the places. 'tracker undo'
    takes the last step back.

    \b
    tracker queue REF
    tracker queue REF --first
    tracker queue
    """
    from tracker.services.user_actions.actions import About

    asked = [name for name, wanted in moves.items() if wanted]
    if len(asked) > 1:
        raise Usage(f"say one of {' and '.join(f'--{name}' for name in asked)}")
    if not refs and asked:
        raise Usage(f"name the series: tracker queue REF --{asked[0]}")
    if refs and as_json:
        raise Usage("--json prints the queue; it takes no REF")
    context = open_context(options)
    if refs:
        from tracker.cli.find_series import spoken_of
        from tracker.services.user_actions.label_actions import queue

        works: list[About] = [spoken_of(context, text) for text in refs]
        wanted = _MOVES[asked[0]] if asked else QueueMove.IN
        tell(queue(context.paths.database, works, wanted, now()).sentence)
        return
    rows = list_rows(context, ("is:queued",), Order.QUEUE, True, NOBODY)
    if as_json:
        from tracker.export.json import list_json

        put_json(list_json(rows))
        return
    if not rows:
        say("the queue is empty; tracker queue REF puts a series in")
        return
    from tracker.cli.series_rows import put_rows

    put_rows(context, rows)
