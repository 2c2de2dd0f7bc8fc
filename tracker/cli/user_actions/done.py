# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker done``."""

import click

from tracker.cli.context import now, open_context
from tracker.cli.options import Reading, reading
from tracker.cli.output import put_json, say, tell
from tracker.errors import Usage


@click.command("done")
@click.argument("refs", nargs=-1, metavar="[REF...]")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON document (tracker/list/1).")
@reading
def done_command(options: Reading, refs: tuple[str, ...], as_json: bool) -> None:
    """Be done with series until anything happens to them: a mail, a version, a landing.

    They are out of the sections of the board until then. Without REF what you are done with is
    printed. 'tracker snooze --wake REF' and 'tracker undo' take it back.

    \b
    tracker done REF
    tracker done
    """
    if refs and as_json:
        raise Usage("--json prints what you are done with; it takes no REF")
    context = open_context(options)
    if refs:
        from tracker.cli.find_series import spoken_of
        from tracker.services.user_actions.actions import done

        works = [spoken_of(context, text, judged=True) for text in refs]
        tell(done(context.paths.database, works, now()).sentence)
        return
    from tracker.cli.commands.list import list_rows
    from tracker.model.board import Order
    from tracker.model.query import NOBODY
    from tracker.model.said import Until

    found = list_rows(context, ("is:snoozed",), Order.ACTIVITY, True, NOBODY)
    rows = tuple(row for row in found if row.snooze and row.snooze.until is Until.CHANGE)
    if as_json:
        from tracker.export.json import list_json

        put_json(list_json(rows))
    elif not rows:
        say("you are done with nothing; tracker done REF")
    else:
        from tracker.cli.series_rows import put_rows

        put_rows(context, rows)
