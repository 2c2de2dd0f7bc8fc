"""``tracker unlink``."""

import click

from tracker.clean import clean
from tracker.cli.desk import now, open_desk
from tracker.cli.options import Reading, reading


@click.command("unlink")
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@click.option("--note", default="", help="Why, in your words; 'tracker why' shows it.")
@reading
def command(options: Reading, one: str, other: str, note: str) -> None:
    """Say that two works do not hang together, in either direction.

    A relation that you made is taken back. One that was read from mail is cut: it is drawn and
    counted no more, and 'tracker why A relation' shows it with your word. 'tracker link A KIND B'
    makes one again.
    """
    from tracker.cli.hand import cut_links, far_end, near_end

    desk = open_desk(options)
    start, end = near_end(desk, one), far_end(desk, other)
    done = cut_links(desk, start, end, note, now())
    click.echo(f"{done}: {clean(start.name)} and {clean(end.name)}", err=True)
