# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker site``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.asking import query_words
from tracker.cli.context import CommandContext, open_context
from tracker.cli.lists import need_list, need_people
from tracker.cli.options import Reading, reading
from tracker.cli.output import NOTHING_AT_HAND, say
from tracker.cli.query_words import QueryCommand
from tracker.errors import NotFound, Usage
from tracker.model.board import Order
from tracker.model.query import Identity
from tracker.query.parse import word_of_list
from tracker.services.board import Rows, open_board
from tracker.store.load import Reader

if TYPE_CHECKING:
    from tracker.services.site.write import SiteOrder


@click.command("site", cls=QueryCommand)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
@click.argument("query", nargs=-1)
@click.option("--list", "mailing_list", metavar="NAME", help="Series of a mailing list only.")
@click.option(
    "--all", is_flag=True, expose_value=False, help="Every cached series, which is what it holds."
)
@click.option("--title", default="Patches", show_default=True, help="The title of the site.")
@click.option("--url", default="", metavar="URL", help="Where it will be served; for its feeds.")
@reading
def site_command(
    options: Reading,
    folder: Path,
    query: tuple[str, ...],
    mailing_list: str | None,
    title: str,
    url: str,
) -> None:
    """Write a static site: the board by section, a page and a feed for each series, people, lists.

    DIR is made where it is missing; one that holds files of others is refused, and a site that is
    there stays as it is where a query finds nothing. Without QUERY every
    cached series has its page. Only what changed is written, so that it can be run after each
    update. Pages need no script and no server, and are named by Message-ID; any posting's name
    leads to its series. index.json lists everything for programs.

    \b
    tracker site /srv/www/patches --list linux-kselftest --url https://example.org/patches/
    tracker update && tracker site ~/public_html/patches is:tracked
    """
    from tracker.cli.narrate import watched
    from tracker.services.site.folder import holds_site
    from tracker.services.site.write import write_site

    if url and not url.startswith(("https://", "http://")):
        raise Usage(f"--url '{url}' is no http(s) address")
    if options.as_of is not None or options.repos:
        raise Usage(
            "a site shows today, with the configured repositories; leave --as-of and --repo out"
        )
    context = open_context(options, queries=True)
    context.read_archives()
    if not context.session.bring_up():
        raise Usage("the database cannot be written, so that its rows may be stale")
    words = " ".join(filter(None, (*query_words(query), word_of_list(mailing_list))))
    order = _ordered(context, words, title, f"{url.rstrip('/')}/" if url else "")
    if not order.rows:
        need_list(context.paths.database, mailing_list)
        need_people(context.paths.database, query)
        told = "no series meets the query" if words else NOTHING_AT_HAND
        if holds_site(folder):
            raise NotFound(f"{told}; the site in {folder} stays as it is")
        say(f"{told}; the site is empty" if words else told)
    with context.library() as library:
        done = write_site(folder, order, library, watched)
    say(
        f"{folder}: {len(order.rows)} series, {done.made} pages of series made,"
        f" {done.written} files written, {done.removed} removed"
    )


def _ordered(context: CommandContext, words: str, title: str, base: str) -> "SiteOrder":
    """Return what the site holds, as the board has it."""
    from tracker.export.site.board import SiteSection
    from tracker.render.links import LORE as REDIRECTOR
    from tracker.services.identity import who_asks
    from tracker.services.site.write import SiteOrder, section_files

    me = who_asks(context.config)()
    files = section_files([one.name for one in context.config.sections])
    reader = Reader.open(context.paths.database)
    judged, content = {}, {}
    if reader is not None:
        with reader:
            judged, content = reader.board_judged(), reader.board_content()
    known = {
        number: row for number, row in _site_rows(context, words, me).numbered().items() if row.id
    }
    return SiteOrder(
        title=title,
        rows=tuple(known.values()),
        sections=tuple(
            SiteSection(
                name=one.name,
                query=one.query,
                file=file,
                rows=_site_rows(context, " ".join(filter(None, (words, one.query))), me).among(
                    known
                ),
            )
            for one, file in zip(context.config.sections, files, strict=True)
        ),
        judged=judged,
        content=content,
        base=base,
        archive=REDIRECTOR,
    )


def _site_rows(context: CommandContext, words: str, me: Identity) -> Rows:
    return open_board(
        context.paths.database,
        words,
        Order.ACTIVITY,
        everything=True,
        now=context.as_of,
        me=lambda: me,
    )
