"""``tracker update``."""

import click

from tracker.cli.desk import open_desk
from tracker.cli.narrate import narrate
from tracker.cli.options import Reading, reading
from tracker.errors import Unreachable, Usage


@click.command("update")
@click.argument("refs", nargs=-1, metavar="[REF...]")
@reading
def command(options: Reading, refs: tuple[str, ...]) -> None:
    """Fetch what is new for the tracked series, or for those named.

    The archives on this machine are read on from where they were left.
    """
    desk = open_desk(options)
    desk.read_archives(known=not refs)
    names = list(refs)
    if not refs:
        with desk.library() as library:
            names = (
                [library.series(one).newest.message_id for one in library.tracked()]
                if library
                else []
            )
        if not names:
            click.echo("tracker: nothing is tracked yet; try 'tracker track REF'", err=True)
    if desk.server is None:
        if names and not desk.archives:
            raise Usage("there is no server to ask: --offline, or only paths as --source")
        return
    faults = []
    with desk.sync() as sync:
        for name in names:
            try:
                narrate(sync.follow(desk.ref(name), desk.reach(), force=True))
            except Unreachable as error:
                faults.append(f"{name}: {error}")
    if faults:
        raise Unreachable("\n  ".join([f"{len(faults)} of {len(names)} not updated:", *faults]))
    if names:
        click.echo(f"{len(names)} series up to date", err=True)
