"""``tracker list``."""

import click

from tracker.cli.desk import Desk, open_desk
from tracker.cli.options import Reading, reading
from tracker.cli.output import NOTHING_AT_HAND, NOTHING_TRACKED, put, put_json, say, style
from tracker.core.select import parse_query
from tracker.model.views import SeriesRow


@click.command("list")
@click.argument("query", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Every series at hand, not just tracked.")
@click.option("--list", "mailing_list", metavar="NAME", help="Every series of a mailing list.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON document (tracker/list/1).")
@reading
def command(
    options: Reading,
    query: tuple[str, ...],
    everything: bool,
    mailing_list: str | None,
    as_json: bool,
) -> None:
    """List tracked series, one a line, the last active first.

    QUERY narrows it: words of the title, or state:, turn:, author:, list:, project: with a value.

    \b
    tracker list turn:author
    tracker list --list linux-kselftest state:reviewed
    """
    desk = open_desk(options)
    everything = everything or mailing_list is not None
    rows = _rows(desk, everything)
    words = [*query, *([f"list:{mailing_list}"] if mailing_list else [])]
    chosen = parse_query(words).select(rows)
    if as_json:
        from tracker.reports.json import list_json

        put_json(list_json(chosen))
        return
    from tracker.reports.listing import list_text

    if not rows:
        say(NOTHING_AT_HAND if everything else NOTHING_TRACKED)
    put(list_text(chosen, style(), desk.as_of))


def _rows(desk: Desk, everything: bool) -> tuple[SeriesRow, ...]:
    desk.read_archives()
    with desk.library() as library:
        if library is None:
            return ()
        if everything:
            library.preload()
            return library.rows(library.all())
        return library.rows(library.tracked())
