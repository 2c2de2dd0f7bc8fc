"""``tracker why``."""

import click

from tracker.cli.desk import open_desk
from tracker.cli.options import Reading, reading
from tracker.cli.output import put, put_json, style
from tracker.errors import NotFound
from tracker.model.landing import Edit


@click.command("why")
@click.argument("ref")
@click.argument("fact", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON document (tracker/why/1).")
@reading
def command(options: Reading, ref: str, fact: str | None, as_json: bool) -> None:
    """Print the evidence: for each fact the message and line, or the commit, that proves it.

    FACT narrows it: a topic (stage, turn, tag, landing, relation, revision, question), or words
    of the fact. With a repository (--repo), landing also tells how patches were edited when they
    were applied.

    \b
    tracker why REF stage
    tracker why REF "Reviewed-by"
    tracker why REF landing --repo linux=~/src/linux
    """
    desk = open_desk(options)
    with desk.open(ref) as (library, name):
        reasons = library.reasons(name)
        changed: tuple[Edit, ...] = ()
        if library.repositories is not None and fact in (None, "landing"):
            from tracker.edits import edits

            changed = edits(library, library.view(name))
    if fact is not None:
        wanted = fact.casefold()
        found = tuple(
            one for one in reasons if wanted == one.topic or wanted in one.fact.casefold()
        )
        if not found:
            topics = ", ".join(sorted({one.topic for one in reasons}))
            raise NotFound(f"no fact of this series matches '{fact}'; there are: {topics}")
        reasons = found
    if as_json:
        from tracker.reports.json import why_json

        put_json(why_json(name, reasons, changed))
    else:
        from tracker.reports.why import why_text

        put(why_text(reasons, style()))
        if changed:
            from tracker.reports.interdiff import interdiff_text

            put("\n" + interdiff_text(changed, style()))
