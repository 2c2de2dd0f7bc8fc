# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker check``."""

from typing import TYPE_CHECKING

import click

from tracker.cli.context import open_context
from tracker.cli.options import Reading, reading
from tracker.cli.output import say
from tracker.errors import Exit, NotFound, Usage
from tracker.model.terminal_text import clean

if TYPE_CHECKING:
    from tracker.services.library import Library


@click.command("check")
@click.argument("ref")
@click.option("--applied", is_flag=True, help="Every patch is in a tree.")
@click.option("--reviewed", is_flag=True, help="Every patch is approved, and nobody objects.")
@click.option(
    "--unblocked", is_flag=True, help="All that it needs has landed, also where it has itself."
)
@click.option("--green", is_flag=True, help="No machine fails the newest version.")
@click.option("--landed-in", "tag", metavar="TAG", help="A tag of a repository contains it.")
@reading
def check_command(
    options: Reading,
    ref: str,
    applied: bool,
    reviewed: bool,
    unblocked: bool,
    green: bool,
    tag: str | None,
) -> int:
    """Answer by the exit status alone: 0 yes, 1 no, 3 not known or no such series.

    With several questions the answer is yes if each is answered so. --landed-in needs a
    repository (--repo, or [repos] of the configuration) and means what "git tag --contains" means.
    --green is 3 where no result of a build, a test run or a review by a machine is cached.
    Nothing is printed; what is wrong is said on stderr.

    \b
    tracker check REF --applied && echo done
    tracker check REF --reviewed --unblocked || exit
    tracker check REF --landed-in v6.17 --repo linux=~/src/linux
    """
    if not (applied or reviewed or unblocked or green or tag):
        raise Usage(
            "nothing is asked; give --applied, --reviewed, --unblocked, --green or --landed-in TAG"
        )
    context = open_context(options)
    with context.open(ref) as (library, name):
        answers = [
            *([_applied(library, name)] if applied else []),
            *([_reviewed(library, name)] if reviewed else []),
            *([_green(library, name)] if green else []),
            *([_in_tag(library, name, tag)] if tag else []),
            *([_unblocked(library, name)] if unblocked else []),
        ]
    if False in answers:
        return Exit.NO
    if None in answers:
        if applied and answers[0] is None:
            raise NotFound("whether it was applied is not known")
        unknown = "something that it needs is not at hand: whether it landed is not known"
        checked = "no result of a machine is known"
        raise NotFound(checked if green and not unblocked else unknown)
    return Exit.DONE


def _applied(library: "Library", name: str) -> bool | None:
    """Return whether all of it is in a tree; what says no, or leaves it open, is on stderr."""
    answer = library.is_applied(name)
    if answer.reason:
        say(clean(answer.reason))
    return answer.applied


def _reviewed(library: "Library", name: str) -> bool:
    """Return whether every patch is approved and nobody objects; else where it stands on stderr."""
    if library.is_reviewed(name):
        return True
    for row in library.rows([name]):
        size = len(row.newest.patches) if row.newest else 0
        asked = f"; {row.open_questions} open questions" if row.open_questions else ""
        say(f"{row.reviewed} of {size} patches are approved{asked}; it is {row.stage.value}")
    return False


def _green(library: "Library", name: str) -> bool | None:
    """Return whether no machine fails it; those that do are named on stderr."""
    answer = library.is_green(name)
    if answer is False:
        from tracker.model.verdicts import CheckState

        newest = library.series(name).newest.version
        fails = [
            one
            for one in library.view(name).checks
            if one.state is CheckState.FAIL and one.version == newest
        ]
        for one in fails:
            say(clean(f"{one.context} fails: {one.summary} <{one.message_id}>"))
    return answer


def _in_tag(library: "Library", name: str, tag: str) -> bool:
    """Return whether a tag contains every patch; else it is said on stderr."""
    if library.is_in_tag(name, tag):
        return True
    say(f"not every patch of it is in {clean(tag)}, as far as the repositories tell")
    return False


def _unblocked(library: "Library", name: str) -> bool | None:
    """Return whether all that a series needs is in; what is not is named on stderr."""
    readiness = library.readiness(name)
    if readiness.unblocked is False:
        halves = {half.text for half in readiness.half_landed}
        for reason in readiness.reasons:
            if reason not in halves:
                say(clean(reason))
    return readiness.unblocked
