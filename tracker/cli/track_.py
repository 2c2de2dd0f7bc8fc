"""``tracker track``."""

import click

from tracker.clean import clean
from tracker.cli.desk import now, open_desk
from tracker.cli.options import Reading, reading


@click.command("track")
@click.argument("refs", nargs=-1, required=True, metavar="REF...")
@reading
def command(options: Reading, refs: tuple[str, ...]) -> None:
    """Follow series: they stand on the board, in the list and in reports.

    \b
    tracker track 20250709-arm64_relax_jit_comp-v1-0-3850fe189092@bootlin.com
    tracker track - < mail
    """
    from tracker.store.save import Writer

    desk = open_desk(options)
    for text in refs:
        ref = desk.ref(text)
        desk.bring(ref)
        with desk.own(ref) as (library, name):
            series = library.series(name)
        with Writer(desk.paths.database) as writer:
            writer.track(series.newest.message_id, now())
        click.echo(f"tracking {clean(series.newest.title)}", err=True)
