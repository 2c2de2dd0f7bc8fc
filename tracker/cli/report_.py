"""``tracker report``."""

import click

from tracker.cli.desk import open_desk
from tracker.cli.options import Reading, reading
from tracker.cli.output import NOTHING_AT_HAND, NOTHING_TRACKED, put, put_json, say, style
from tracker.core.select import parse_query
from tracker.model.views import SeriesView


@click.command("report")
@click.argument("query", nargs=-1)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="What to print.",
)
@click.option("--json", "as_json", is_flag=True, help="Same as --format json.")
@click.option("--all", "everything", is_flag=True, help="Every series at hand, not just tracked.")
@reading
def command(
    options: Reading, query: tuple[str, ...], form: str, as_json: bool, everything: bool
) -> None:
    """Write a status report of the tracked series: where each stands, and whose move it is.

    \b
    tracker report
    tracker report state:under-review --as-of 2025-07-16
    """
    desk = open_desk(options)
    desk.read_archives()
    with desk.library() as library:
        names: tuple[str, ...] = ()
        views: tuple[SeriesView, ...] = ()
        if library is not None:
            if everything:
                library.preload()
            names = library.all() if everything else library.tracked()
            rows = parse_query(query).select(library.rows(names))
            views = tuple(library.view(one.id) for one in rows)
    if as_json or form == "json":
        from tracker.reports.json import report_json

        put_json(report_json(views, desk.as_of))
    else:
        from tracker.reports.status import status_text

        if not names:
            say(NOTHING_AT_HAND if everything else NOTHING_TRACKED)
        put(status_text(views, desk.as_of, style()))
