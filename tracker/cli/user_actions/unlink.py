# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker unlink``."""

import click

from tracker.cli.context import now, open_context
from tracker.cli.options import Reading, reading
from tracker.cli.output import tell


@click.command("unlink")
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@click.option("--note", default="", help="Why, in your words; 'tracker why' shows it.")
@reading
def unlink_command(options: Reading, one: str, other: str, note: str) -> None:
    """Record that two series do not hang together, in either direction.

    A relation that you made is taken back. One that was read from mail is cut: it is drawn and
    counted no more, and 'tracker why A relation' shows it with your word. 'tracker link A KIND B'
    makes one again; 'tracker undo' takes the last word back.

    \b
    tracker unlink A B
    tracker unlink https://example.org/pull/7 A
    """
    from tracker.cli.find_series import both_ends, own_library
    from tracker.services.user_actions.link_actions import unlink

    context = open_context(options)
    start, end = both_ends(context, one, other, mutual=True)
    with own_library(context) as library:
        done = unlink(context.paths.database, library, start, end, note, now())
    tell(done.sentence)
