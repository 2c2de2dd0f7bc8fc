# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker show``."""

from typing import TYPE_CHECKING

import click

from tracker.cli.context import CommandContext, open_context
from tracker.cli.options import Reading, reading
from tracker.cli.output import put_json, put_page, style
from tracker.lazy_dataclass import replace

if TYPE_CHECKING:
    from tracker.model.signatures import SignedMail
    from tracker.model.views import Graph
    from tracker.services.library import Library


@click.command("show")
@click.argument("ref", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON document (tracker/series/1).")
@click.option("--full", is_flag=True, help="Leave nothing out.")
@click.option(
    "--plain",
    is_flag=True,
    help="One fact a line, in words: for screen readers. No table, sign, colour or wrapping.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "html"]),
    default="text",
    help="What to write; html is a page that needs no other file.",
)
@reading
def show_command(
    options: Reading, ref: tuple[str, ...], as_json: bool, full: bool, plain: bool, form: str
) -> None:
    """Show one series: versions, review table, relations, landing, whose turn it is.

    REF is a Message-ID, a lore, patchwork or HyperKitty URL, a change-id, a commit, the path of a
    mail or of a page saved from an archive, "-" for a mail, such a page or its pasted text on
    stdin, a row of the list printed last, or words of a title. Any message of a thread leads to its
    series.

    \b
    tracker show 20250709-arm64_relax_jit_comp-v1-0-3850fe189092@bootlin.com --offline
    tracker show https://lore.kernel.org/r/MESSAGE-ID --as-of 2025-07-16
    tracker show - < mail
    tracker show 3
    tracker show 3 --plain                for a screen reader
    tracker show REF --format html > series.html
    tracker show relax constraint jit
    """
    if plain and (as_json or form != "text"):
        raise click.UsageError("--plain is a form of the text: leave out --json or --format")
    if len(ref) > 1 and ("@" in ref[0] or "://" in ref[0] or all(map(str.isdigit, ref))):
        raise click.UsageError("one series is shown at a time; name one REF")
    context = open_context(options)
    with context.open(" ".join(ref)) as (library, name):
        view, ends = library.view(name), library.ends()
        if as_json or form == "json":
            view = replace(view, signatures=_signatures(context, library, name))
        graph = _graph(context, library, name) if form == "html" and not as_json else None
    if as_json or form == "json":
        from tracker.export.json import series_json

        put_json(series_json(view))
    elif form == "html":
        from tracker.cli.output import put_xml
        from tracker.export.site.series import SeriesPlace, series_html

        put_xml(series_html(view, graph, SeriesPlace(alone=True)))
    elif plain:
        from tracker.render.plain.series import series_in_words

        put_page(series_in_words(view, full=full, ends=ends))
    else:
        from tracker.render.overview import series_text

        put_page(series_text(view, style(), full=full, ends=ends))


def _graph(context: CommandContext, library: "Library", name: str) -> "Graph":
    from tracker.state.graph import Limits

    return library.graph(name, Limits(depth=context.config.depth, works=context.config.works))


def _signatures(
    context: CommandContext, library: "Library", name: str
) -> "tuple[SignedMail, ...] | None":
    """What signatures prove of the mails that decide, by keys that are cached or configured.

    None where there are none: no server is asked for the sake of ``show``.
    """
    folder, keyrings = context.paths.cache / "dkim", context.config.keyrings
    if not keyrings and not folder.is_dir():
        return None
    from tracker.services.mail_text import mail_raws
    from tracker.services.signatures import deciding_mails, signed_mails

    raws = mail_raws(library.reader, deciding_mails(library.reasons(name)))
    return signed_mails(raws, folder, keyrings)
