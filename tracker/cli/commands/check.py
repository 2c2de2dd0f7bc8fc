# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker check``."""

from collections.abc import Sequence

import click

from tracker.cli.context import open_context
from tracker.cli.options import Reading, reading
from tracker.cli.output import say
from tracker.errors import Exit, NotFound, Unreachable, Usage
from tracker.mail.refs import RefKind
from tracker.model.terminal_text import clean
from tracker.model.verdicts import CheckAnswer, CheckQuestion
from tracker.services.checks.answers import answer_check, not_known


@click.command("check")
@click.argument("ref")
@click.option("--applied", is_flag=True, help="Every patch is in a tree.")
@click.option("--reviewed", is_flag=True, help="Every patch is approved, and nobody objects.")
@click.option(
    "--unblocked", is_flag=True, help="All that it needs has landed, also where it has itself."
)
@click.option("--green", is_flag=True, help="No machine fails the newest version.")
@click.option("--landed-in", "tag", metavar="TAG", help="A tag of a repository contains it.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["b4"]),
    help="All that is known, as JSON of an external check of 'b4 review'.",
)
@reading
def check_command(
    options: Reading,
    ref: str,
    applied: bool,
    reviewed: bool,
    unblocked: bool,
    green: bool,
    tag: str | None,
    form: str | None,
) -> int:
    """Answer by the exit status alone: 0 yes, 1 no, 3 not known or no such series.

    With several questions the answer is yes if each is answered so. --landed-in needs a
    repository (--repo, or [repos] of the configuration) and means what "git tag --contains" means.
    --green is 3 where no result of a build, a test run or a review by a machine is cached;
    --reviewed is 1 where changes are asked for, and 3 where patches are not cached, unless so.
    Nothing is printed; what is wrong goes to stderr.

    \b
    tracker check REF --applied && echo done
    tracker check REF --reviewed --unblocked || exit
    tracker check REF --landed-in v6.17 --repo linux=~/src/linux
    git config --add b4.review-series-check-cmd 'tracker check - --format b4'
    """
    if form is not None:
        if applied or reviewed or unblocked or green or tag:
            raise Usage("--format b4 prints all that is known; it takes no question")
        return _check_for_b4(options, ref)
    if not (applied or reviewed or unblocked or green or tag):
        raise Usage(
            "nothing is asked; give --applied, --reviewed, --unblocked, --green or --landed-in TAG"
        )
    asked = (
        (applied, CheckQuestion.APPLIED),
        (reviewed, CheckQuestion.REVIEWED),
        (green, CheckQuestion.GREEN),
        (bool(tag), CheckQuestion.LANDED_IN),
        (unblocked, CheckQuestion.UNBLOCKED),
    )
    context = open_context(options)
    with context.open(ref) as (library, name):
        answers = []
        for wanted, question in asked:
            if wanted:
                answers.append(answer_check(library, name, question, tag or ""))
                for reason in answers[-1].reasons:
                    say(clean(reason))
    return _check_status(answers)


def _check_status(answers: Sequence[CheckAnswer]) -> int:
    """Return the exit status: one no is no. Raises NotFound for what is not known."""
    if any(one.yes is False for one in answers):
        return Exit.NO
    open_ones = [one.question for one in answers if one.yes is None]
    if not open_ones:
        return Exit.DONE
    raise NotFound(not_known(open_ones[0]))


def _check_for_b4(options: Reading, ref: str) -> int:
    """Print the results of an external check; what is not known is a result too."""
    from tracker.cli.output import put
    from tracker.export.b4_check import b4_results, b4_unknown

    context = open_context(options)
    try:
        handle = context.ref(ref)
        name = handle.id if handle.kind is RefKind.MESSAGE_ID else ref
        with context.open(name) as (library, home):
            put(b4_results(library.view(home), name))
    except (NotFound, Unreachable) as error:
        put(b4_unknown(str(error)))
    return Exit.DONE
