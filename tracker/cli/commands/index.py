# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker index``."""

from pathlib import Path

import click

from tracker.cli.context import CommandContext, open_context
from tracker.cli.options import Reading
from tracker.cli.output import tell
from tracker.cli.refresh_board import bring_up
from tracker.sources.archive import open_archive


@click.command("index")
@click.argument(
    "paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path)
)
@click.option(
    "--config", type=click.Path(path_type=Path, dir_okay=False), help="Another configuration file."
)
def index_command(paths: tuple[Path, ...], config: Path | None) -> None:
    """Read archives on this machine: public-inbox git, mbox, Maildir, a folder of .eml files.

    A git archive is read on from where the last run left it; its mail stays in git. Single mails
    that cannot be read are counted, and stop nothing. 'tracker update' reads on what was read once,
    and what 'archives' of the configuration names. "-" reads an mbox or a mail from stdin.

    \b
    tracker index ~/lore/linux-kselftest/git/0.git
    tracker index ~/Mail/patches.mbox
    tracker index - < mbox
    """
    context = open_context(Reading(as_of=None, offline=True, sources=(), config=config))
    if Path("-") in paths:
        _index_stdin(context)
    archives = [open_archive(path) for path in paths if path != Path("-")]
    last = ""
    with context.sync() as sync:
        from tracker.cli.narrate import narrated

        for step in narrated(sync.index(archives)):
            last = step.text
            if last.startswith(tuple(str(one.path.resolve()) + ":" for one in archives)):
                tell(last)
    bring_up(context)


def _index_stdin(context: CommandContext) -> None:
    """Keep and index what is piped in."""
    from tracker.cli.mail_stream import read_stream

    read = unreadable = 0
    for lot in read_stream(context):
        read += len(lot.names)
        unreadable += lot.unreadable
    bad = f", {unreadable} of them cannot be read" if unreadable else ""
    tell(f"stdin: {read + unreadable} mails{bad}")
