# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker queue``."""

import click

from tracker.cli.commands.list import list_rows
from tracker.cli.context import now, open_context
from tracker.cli.options import Reading, reading
from tracker.cli.output import put, put_json, say, style, tell
from tracker.errors import Usage
from tracker.model.board import Order
from tracker.model.query import NOBODY
from tracker.model.said import QueueMove


@click.command("queue")
@click.argument("refs", nargs=-1, metavar="[REF...]")
@click.option("--first", "move", flag_value=QueueMove.FIRST.value, help="Put them first.")
@click.option("--last", "move", flag_value=QueueMove.LAST.value, help="Put them last.")
@click.option("--up", "move", flag_value=QueueMove.UP.value, help="One place towards the first.")
@click.option("--down", "move", flag_value=QueueMove.DOWN.value, help="One place towards the last.")
@click.option("--remove", "move", flag_value=QueueMove.OUT.value, help="Take them out.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON document (tracker/list/1).")
@reading
def queue_command(options: Reading, refs: tuple[str, ...], move: str | None, as_json: bool) -> None:
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

    if not refs and move is not None:
        raise Usage(f"name the series: tracker queue REF --{'remove' if move == 'out' else move}")
    if refs and as_json:
        raise Usage("--json prints the queue; it takes no REF")
    context = open_context(options)
    if refs:
        from tracker.cli.find_series import spoken_of
        from tracker.services.user_actions.label_actions import queue

        works: list[About] = [spoken_of(context, text) for text in refs]
        wanted = QueueMove(move) if move else QueueMove.IN
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
    from tracker.render.board import list_text

    put(list_text(rows, style(), context.as_of))
