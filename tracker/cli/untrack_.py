"""``tracker untrack``."""

import click

from tracker.clean import clean
from tracker.cli.desk import open_desk
from tracker.cli.options import Reading, reading
from tracker.store.load import Reader


@click.command("untrack")
@click.argument("refs", nargs=-1, required=True, metavar="REF...")
@reading
def command(options: Reading, refs: tuple[str, ...]) -> None:
    """No longer follow series. Their mail stays."""
    from tracker.store.save import Writer

    desk = open_desk(options)
    for text in refs:
        with desk.own(desk.ref(text)) as (library, name):
            series = library.series(name)
        with Writer(desk.paths.database) as writer:
            reader = Reader.open(desk.paths.database)
            assert reader is not None
            with reader:
                followed = [one for one, _ in reader.tracked() if one in series.messages]
            for one in followed:
                writer.untrack(one)
        word = "no longer tracking" if followed else "was not tracking"
        click.echo(f"{word} {clean(series.newest.title)}", err=True)
