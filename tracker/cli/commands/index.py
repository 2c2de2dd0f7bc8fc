# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker index``."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import click

from tracker.cli.context import CommandContext, now, open_context
from tracker.cli.options import Reading, config_option
from tracker.cli.output import tell
from tracker.cli.since import LAST, Since, moment_before
from tracker.errors import Usage
from tracker.sources.archive import Archive, open_archive


@click.command("index")
@click.argument("paths", nargs=-1, metavar="[PATH...]", type=click.Path(path_type=Path))
@click.option(
    "--mirror",
    "urls",
    multiple=True,
    metavar="URL",
    help="Clone a list of a public-inbox over git, or fetch what is new of it; repeatable.",
)
@click.option(
    "--list",
    "lists",
    multiple=True,
    metavar="NAME",
    help="Of a folder of mirrors only this list; repeatable.",
)
@click.option(
    "--since",
    type=Since(),
    help="Of older mail of a new git archive read the headers, until a series is asked for.",
)
@click.option("--deep", is_flag=True, help="Read also the mail that --since left.")
@config_option
def index_command(
    paths: tuple[Path, ...],
    urls: tuple[str, ...],
    lists: tuple[str, ...],
    since: datetime | timedelta | str | None,
    deep: bool,
    config: Path | None,
) -> None:
    """Read archives on this machine: public-inbox git, mbox, Maildir, MH, folders of .eml files.

    A git archive is read on from where the last run left it; its mail stays in git. Of a long one
    that is new the last 90 days come first, and are on the board while the rest is read; a run that
    is ended at any moment is gone on with by the next. Single mails that cannot be read are
    counted, and stop nothing. 'tracker update' reads on what was read once, and what 'archives' of
    the configuration names. "-" reads an mbox or a mail from stdin.

    With --since, a date or a span such as 90d, a new git archive is read whole from there on; of
    its older mail the headers, in a tenth of the time. An older series is read when you ask for it,
    by its Message-ID or words of its title, or when new mail hangs on it; --deep reads them all.

    A folder of mirrors, as grokmirror makes it, is read list by list. --mirror keeps a list's git
    epochs beside the database; where nothing is new that costs one request, and 'tracker update'
    fetches them too.

    \b
    tracker index ~/lore/linux-kselftest/git/0.git
    tracker index ~/Mail/patches.mbox
    tracker index - < mbox
    tracker index --mirror https://lore.kernel.org/io-uring
    tracker index ~/mirrors --list io-uring
    tracker index --since 90d ~/lore/linux-kselftest
    """
    if not paths and not urls:
        raise Usage("name what to read: a PATH, or a list to mirror with --mirror URL")
    context = open_context(Reading(as_of=None, offline=True, sources=(), config=config))
    if Path("-") in paths:
        _index_stdin(context)
    files = [path for path in paths if path != Path("-")]
    places = list(_in_roots(files, lists))
    if urls:
        from tracker.cli.mirrors import fetch_mirrors

        places += fetch_mirrors(context, urls)
    archives = [open_archive(path) for path in places]
    first = _first_day(since)
    if not deep and context.read_already(archives):
        for one in archives:
            tell(f"{one.path.resolve()}: 0 mails, 0 new")
    else:
        _read_on(context, archives, first, deep=deep)
    context.session.bring_up()


def _read_on(
    context: CommandContext,
    archives: Sequence[Archive],
    since: datetime | timedelta | None,
    *,
    deep: bool,
) -> None:
    """Read what is new in archives; what came of each goes to stderr."""
    from tracker.cli.narrate import narrated
    from tracker.services.sync.archive_read import ReadDepth, index_archives
    from tracker.services.sync.ingest import Ingest

    ingest, depth = Ingest(context.paths.database, now), ReadDepth(since=since, deep=deep)
    heads = tuple(f"{one.path.resolve()}:" for one in archives)
    for step in narrated(index_archives(ingest, archives, depth)):
        if step.board:
            context.session.bring_up()
        elif step.text.startswith(heads):
            tell(step.text)


def _first_day(since: datetime | timedelta | str | None) -> datetime | timedelta | None:
    """Return the day that --since names, or the span. Raises Usage for ``last``, a day to come."""
    if since == LAST:
        raise Usage("--since takes a date or a span such as 90d; 'last' is of reports")
    return since if isinstance(since, timedelta) else moment_before(since, now())


def _index_stdin(context: CommandContext) -> None:
    """Keep and index what is piped in."""
    from tracker.cli.mail_stream import read_stream

    read = unreadable = 0
    for lot in read_stream(context):
        read += len(lot.names)
        unreadable += lot.unreadable
    bad = f", {unreadable} of them cannot be read" if unreadable else ""
    tell(f"stdin: {read + unreadable} mails{bad}")


def _in_roots(paths: Sequence[Path], lists: Sequence[str]) -> Iterator[Path]:
    """Yield what is read: of a folder of mirrors its lists. Raises Usage."""
    for path in paths:
        inside: tuple[Path, ...] = ()
        alone = (path / "HEAD").is_file() or (path / "git" / "0.git").is_dir()
        if path.is_dir() and not alone:
            # Not imported for a list by itself: it brings the way to servers along.
            from tracker.sources.list_mirror import lists_in_root

            inside = lists_in_root(path.absolute(), lists)
        if lists and not inside:
            raise Usage(f"--list names a list in a folder of mirrors; {path} is none")
        yield from inside or (path,)
