# SPDX-License-Identifier: GPL-2.0-or-later
"""The stack in hand: what has to go in, as b4 would apply it, and on a branch of its own."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from shlex import quote

from tracker.errors import NotFound
from tracker.lazy_dataclass import dataclass, replace
from tracker.model.readiness import ApplyPlan, ApplyWish, Stack, StackStep
from tracker.model.series import Revision
from tracker.services.library import Library
from tracker.services.mail_text import mail_raws
from tracker.sources.b4_am import make_ready
from tracker.sources.git_apply import (
    Applied,
    apply_mbox,
    base_in,
    branch_diff,
    commit_line,
    commits_on,
    top_of,
)
from tracker.state.readiness import stack_of

Repos = Mapping[str, Path]
"""Repositories by the names that the configuration gives them."""
_UNNAMED = "patches"
"""The name of a file of works of which no project is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectMbox:
    """The works of one project, ready for ``git am``."""

    project: str | None
    steps: tuple[StackStep, ...]
    mbox: bytes
    cover: str
    """The cover letters as text, one after the other; may be empty."""
    bases: tuple[str, ...]
    """The commits that the works say they are based on, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyStack:
    """What a stack is made of, by project, and what is to be said of it."""

    stack: Stack
    files: tuple[ProjectMbox, ...]
    notes: tuple[str, ...]


def find_stack(library: Library, name: str) -> Stack:
    """Return a series and all that it needs, in order. Raises NotFound as ``Library.view``."""
    stack = stack_of(library.needed(name), library.linked)
    places = library.queue()
    steps = tuple(replace(one, queued=places.get(one.id)) for one in stack.steps)
    return replace(stack, steps=steps, notes=(*stack.notes, *_queue_notes(steps)))


def _queue_notes(steps: Sequence[StackStep]) -> list[str]:
    """Sentences on works of the user's queue that are there ahead of what they need."""
    known = {one.id: one for one in steps}
    return [
        f"your queue has “{needy.title}” before “{step.title}”, which it needs"
        for step in steps
        for name in step.needed_by
        if (needy := known.get(name)) and step.landed is None
        if needy.queued is not None and step.queued is not None and needy.queued < step.queued
    ]


def make_mboxes(
    library: Library, name: str, *, with_needs: bool, partial: bool = False
) -> ReadyStack:
    """Return the newest version of a series, and of what it needs, as ``b4 am`` writes it.

    Works that landed are left out, and said. Raises NotFound where patches are not fetched, unless
    ``partial`` takes what there is; and for a circle, which has no order.
    """
    stack = find_stack(library, name)
    if with_needs and stack.circles:
        names = " needs ".join(f"<{one}>" for one in stack.circles[0])
        raise NotFound(f"there is no order to apply these in: {names}")
    root = next(step for step in stack.steps if step.id == stack.root)
    steps = [one for one in stack.open_steps if one.id != root.id] if with_needs else []
    notes = list(_stack_recorded(stack, root)) if with_needs else []
    steps.append(root)
    for step in steps:
        if step.lacking and not partial:
            places = ", ".join(map(str, step.lacking))
            one = len(step.lacking) == 1
            raise NotFound(
                f"{'patch' if one else 'patches'} {places} of <{step.id}> {'is' if one else 'are'}"
                f" not fetched; 'tracker update {step.id}' fetches {'it' if one else 'them'},"
                " --partial takes the others"
            )
    files: list[ProjectMbox] = []
    for project in dict.fromkeys(step.project for step in steps):
        ours = tuple(step for step in steps if step.project == project)
        files.append(_project_mbox(library, project, ours, notes))
    return ReadyStack(stack=stack, files=tuple(files), notes=tuple(notes))


def _stack_recorded(stack: Stack, root: StackStep) -> list[str]:
    """Sentences on the needs that are not among the patches."""
    told = []
    for step in stack.steps:
        if step.id == root.id:
            continue
        if step.missing:
            perhaps = ", ".join(f"<{one}>" for one in step.candidates)
            why = f"several series fit that name: {perhaps}" if perhaps else "not fetched"
            told.append(f"left out: “{step.title}”, which is needed and {why}")
        elif step.landed is not None:
            told.append(f"left out: “{step.title}”, which is in ({step.where or 'landed'})")
    return [*told, *stack.notes]


def _project_mbox(
    library: Library,
    project: str | None,
    steps: Sequence[StackStep],
    notes: list[str],
) -> ProjectMbox:
    made, covers, bases = [], [], []
    for step in steps:
        dossier = library.needed(step.id)
        newest = dossier.series.newest
        rerolls = [one for one in dossier.series.revisions if one.partial]
        later = [one for one in rerolls if one.date >= newest.date]
        thread = dict.fromkeys(
            name for one in (newest, *later) for name in (*one.own, *one.replies)
        )
        names = [name for name in thread if name in dossier.messages]
        raws = mail_raws(library.reader, names)
        if lost := [name for name in newest.own if name not in raws]:
            raise NotFound(f"<{lost[0]}> can no longer be read where it was indexed")
        ready = make_ready([raws[name] for name in names if name in raws])
        made.append(ready.mbox)
        covers += [ready.cover] if ready.cover else []
        bases += _bases_of(newest)
        notes += [f"b4 on “{step.title}”: {one}" for one in ready.warnings]
    return ProjectMbox(
        project=project,
        steps=tuple(steps),
        mbox=b"".join(made),
        cover="\n".join(covers),
        bases=tuple(dict.fromkeys(bases)),
    )


def _bases_of(revision: Revision) -> list[str]:
    found = [revision.base_commit, *(patch.base_commit for patch in revision.patches)]
    return [one for one in found if one]


def file_names(out: Path, files: Sequence[ProjectMbox]) -> list[Path]:
    """Return where each project's patches go: the file named, or one beside it for each."""
    if len(files) == 1:
        return [out]
    return [out.with_name(f"{out.stem}-{one.project or _UNNAMED}{out.suffix}") for one in files]


def apply_stack(
    ready: ReadyStack,
    repository: Path,
    *,
    branch: str | None,
    base: str | None,
    worktree: Path | None,
    restore: bool,
) -> Applied:
    """Apply the patches of the series' own project to a new branch of a repository.

    The branch starts at ``base``; else at the commit that the first work is based on, where the
    repository holds it; else at its HEAD. Raises Usage, NotFound, Unreachable.
    """
    root, ours = _own_part(ready)
    top = top_of(repository)
    start = base_in(top, (base,) if base else (*ours.bases[:1], "HEAD"))
    return apply_mbox(
        top,
        ours.mbox,
        branch=branch or branch_name(root),
        base=start,
        worktree=worktree,
        restore=restore,
    )


def _own_part(ready: ReadyStack) -> tuple[StackStep, ProjectMbox]:
    """Return the series itself, and what goes into its own project."""
    root = next(step for step in ready.stack.steps if step.id == ready.stack.root)
    return root, next(one for one in ready.files if one.project == root.project)


def plan_apply(ready: ReadyStack, repository: Path, wish: ApplyWish, known: Repos) -> ApplyPlan:
    """Return what applying would do. Raises Usage, NotFound, Unreachable."""
    root, ours = _own_part(ready)
    top = top_of(repository)
    branch = wish.branch or branch_name(root)
    start, why = _start_of(top, ours, wish.base)
    return ApplyPlan(
        title=root.title,
        version=root.version,
        patches=ours.mbox.count(b"\nFrom ") + ours.mbox.startswith(b"From "),
        repositories=tuple(known),
        repository=wish.repository or next(iter(known), ""),
        path=str(repository),
        branch=branch,
        standing=commits_on(top, branch, start),
        base=commit_line(top, start),
        base_why=why,
        notes=ready.notes,
    )


def _start_of(top: Path, ours: ProjectMbox, asked: str | None) -> tuple[str, str]:
    """Return the commit that a branch starts from, and why that one."""
    if asked:
        return base_in(top, (asked,)), "as you said"
    for one in ours.bases[:1]:
        try:
            return base_in(top, (one,)), "which the series says it is based on"
        except NotFound:
            why = f"HEAD, as {one[:12]}, which the series is based on, is not in the repository"
            return base_in(top, ("HEAD",)), why
    return base_in(top, ("HEAD",)), "HEAD, as the series names no base"


def series_diff(ready: ReadyStack, repository: Path, plan: ApplyPlan) -> str:
    """Return the range-diff between what a branch has and the series. Raises Usage."""
    base = plan.base.partition(" ")[0]
    top = top_of(repository)
    start = base_in(top, (base,))
    return branch_diff(top, _own_part(ready)[1].mbox, branch=plan.branch, base=start)


def applied_sentences(done: Applied, repository: Path) -> list[str]:
    """Return what became of it: the commits, or where it stopped and what to do then."""
    if done.stopped_at is None:
        place = f" in {done.worktree}" if done.worktree else ""
        patches = "patch is" if len(done.commits) == 1 else "patches are"
        return [f"{len(done.commits)} {patches} on the branch {done.branch}{place}"]
    where = ", ".join((done.conflicts or done.files)[:3])
    number = f"patch {len(done.commits) + 1}, “{done.stopped_at}”"
    said = [f"it stops at {number}{f' in {where}' if where else ''}; git says: {done.reason}"]
    if done.restored:
        return [
            *said,
            f"nothing is left behind: no branch, no work tree. It was tried on {done.base[:12]}"
            " with git am -3; another base may fit: the commit that the author worked on",
        ]
    said += [f"to be merged: {file}" for file in done.conflicts]
    git = f"git -C {quote(str(repository))}"
    return [
        *said,
        f"go on in {done.worktree} with git am --continue",
        f"or have the repository as it was: {git} worktree remove --force"
        f" {quote(str(done.worktree))} && {git} branch -D {quote(done.branch)}",
    ]


def branch_name(step: StackStep) -> str:
    """Return a branch's name made of a title: ``tracker/ladder-add-a-rung-v2``."""
    words = re.sub(r"[^a-z0-9]+", "-", step.title.lower()).strip("-")[:50].rstrip("-")
    return f"tracker/{words or 'series'}-v{step.version or 1}"
