# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker snooze``."""

import click

from tracker.cli.context import CommandContext, now, open_context
from tracker.cli.options import Reading, reading
from tracker.cli.output import put, say, tell
from tracker.errors import Usage
from tracker.model.said import Snooze, awaited
from tracker.model.terminal_text import clean
from tracker.services.library import Library
from tracker.state.snooze import FORMS, names_end


@click.command("snooze")
@click.argument("refs", nargs=-1, metavar="[REF...] [WHEN]")
@click.option("--until", metavar="WHEN", help="What ends it, where it is not the last word.")
@click.option("--wake", "waking", is_flag=True, help="End it now.")
@click.option("--list", "listing", is_flag=True, help="Print what is snoozed, and until when.")
@reading
def snooze_command(
    options: Reading, refs: tuple[str, ...], until: str | None, waking: bool, listing: bool
) -> None:
    """Put series out of sight until something happens.

    WHEN is a time (3d, 2w, 6mo, monday, 2026-03-01), "answer" (somebody else than the author
    writes), "version" or v4 (a newer version is posted), "landed" (all that it needs has landed; it
    itself where it needs nothing), "change" (anything happens to it: 'tracker done') or a release
    tag (v6.17). 'tracker undo' takes it back.

    \b
    tracker snooze REF 2w
    tracker snooze REF REF --until answer
    tracker snooze --list
    """
    if until is None and not waking and not listing and len(refs) > 1 and names_end(refs[-1]):
        *some, until = refs
        refs = tuple(some)
    if [until is not None, waking, listing].count(True) != 1:
        raise Usage(
            f"say until when: tracker snooze REF WHEN, where WHEN is one of {FORMS};"
            " --wake ends a snooze, --list prints them"
        )
    if listing == bool(refs):
        raise Usage("--list takes no REF" if listing else "name the series: tracker snooze REF")
    context = open_context(options)
    if listing:
        _print_snooze(context)
        return
    from tracker.cli.find_series import spoken_of
    from tracker.services.user_actions.actions import snooze, wake

    works = [spoken_of(context, text, judged=until is not None) for text in refs]
    database = context.paths.database
    done = wake(database, works, now()) if until is None else snooze(database, works, until, now())
    tell(done.sentence)


def _print_snooze(context: CommandContext) -> None:
    """Each series that is out of sight now: until when, its id and its title."""
    with context.library() as library:
        lines = (
            [] if library is None else [_snooze_line(library, *one) for one in library.snoozed()]
        )
    if lines:
        put("\n".join(lines))
    else:
        say("nothing is snoozed")


def _snooze_line(library: Library, name: str, snooze: Snooze) -> str:
    title = library.series(name).newest.title
    return f"{clean(awaited(snooze)):<24}  {clean(name)}  {clean(title)}"
