# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker apply``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.context import CommandContext, open_context
from tracker.cli.options import Reading, reading
from tracker.cli.output import say, tell
from tracker.errors import Exit, Usage
from tracker.model.terminal_text import clean

if TYPE_CHECKING:
    from tracker.sources.git_apply import Applied


@click.command("apply")
@click.argument("ref")
@click.option("--with-needs", is_flag=True, help="What it needs and has not landed goes first.")
@click.option("--partial", is_flag=True, help="Take the cached patches where some are missing.")
@click.option("--branch", help="The new branch; else it is made of the title.")
@click.option("--base", metavar="COMMIT", help="Where the branch starts.")
@click.option(
    "--worktree",
    type=click.Path(path_type=Path, file_okay=False),
    help="Leave a work tree with the branch in this folder.",
)
@click.option("--restore", is_flag=True, help="Where a patch stops, take the branch away again.")
@reading
def apply_command(
    options: Reading,
    ref: str,
    with_needs: bool,
    partial: bool,
    branch: str | None,
    base: str | None,
    worktree: Path | None,
    restore: bool,
) -> int:
    """Put a series on a new branch of a repository with git am -3.

    The repository is named with --repo NAME of the configuration, or its path. The branch that is
    checked out is never touched. It starts at --base, else at the commit that the series says it
    is based on, else at HEAD. Exit status 1 where a patch does not apply: the work tree is left
    for you to go on in, unless --restore takes it away.

    \b
    tracker apply REF --repo linux
    tracker apply REF --repo .
    tracker apply REF --repo ~/src/bluez --with-needs --restore
    """
    from tracker.services.patches.stacks import apply_stack, make_mboxes

    context = open_context(options)
    repository = _repository(context)
    with context.open(ref) as (library, name):
        ready = make_mboxes(library, name, with_needs=with_needs, partial=partial)
    for note in ready.notes:
        say(clean(note))
    ours = next(step.project for step in ready.stack.steps if step.id == ready.stack.root)
    for other in ready.files:
        if other.project != ours:
            say(f"not applied here: {len(other.steps)} series for {other.project or 'another'}")
    done = apply_stack(
        ready, repository, branch=branch, base=base, worktree=worktree, restore=restore
    )
    _print_apply(done, repository)
    return Exit.DONE if done.stopped_at is None else Exit.NO


def _repository(context: CommandContext) -> Path:
    """Return the one repository that was named."""
    named = context.reading.repos
    if len(named) != 1:
        raise Usage(
            "name one repository with --repo NAME or --repo NAME=PATH;"
            " --repo . is the one you are in"
        )
    return named[0][1]


def _print_apply(done: "Applied", repository: Path) -> None:
    from tracker.services.patches.stacks import applied_sentences

    for commit in done.commits:
        tell(clean(commit))
    for sentence in applied_sentences(done, repository):
        (tell if done.stopped_at is None else say)(clean(sentence))
