"""``tracker rebuild``."""

from pathlib import Path

import click

from tracker.cli.desk import open_desk
from tracker.cli.narrate import narrate
from tracker.cli.options import Reading


@click.command("rebuild")
@click.option(
    "--config", type=click.Path(path_type=Path, dir_okay=False), help="Another configuration file."
)
def command(config: Path | None) -> None:
    """Derive everything again from the stored mail. What people said is kept."""
    desk = open_desk(Reading(as_of=None, offline=True, sources=(), config=config))
    with desk.sync() as sync:
        narrate(sync.rebuild())
    with desk.library() as library:
        count = len(library.all()) if library else 0
    click.echo(f"{count} series", err=True)
