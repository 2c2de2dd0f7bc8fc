# SPDX-License-Identifier: GPL-2.0-or-later
"""What is open in a series, and the steps above the posting that its patches reached together."""

from collections.abc import Sequence

from tracker.lazy_dataclass import dataclass, replace
from tracker.model.landing import LandingStep, Proof, StepName
from tracker.model.mail import Evidence
from tracker.model.review import Question
from tracker.model.status import Stage
from tracker.model.views import PatchView, RevisionView, SeriesView
from tracker.render.lines import RowTarget
from tracker.render.words import day


def series_target(view: SeriesView, topic: str) -> RowTarget:
    """Return what a line about the whole series leads to: its newest posting, which an answer is
    for, and what a topic rests on."""
    newest = view.newest
    name = newest.message_id if newest else view.id
    return RowTarget(message_id=name, topics=frozenset({topic}))


def open_questions(view: SeriesView) -> tuple[Question, ...]:
    """Return the open questions of every version, the oldest first."""
    return tuple(
        asked for posting in view.revisions for asked in posting.questions if asked.is_open
    )


def sent_anew(view: SeriesView, newest: RevisionView) -> dict[int, RevisionView]:
    """By position, the last partial reroll of each patch of the newest whole posting."""
    later = (
        one
        for one in view.revisions
        if one.partial and one.date > newest.date and one.stage is not Stage.WITHDRAWN
    )
    titles = {part.position: part.title for part in newest.patches}
    return {
        part.position: posting
        for posting in sorted(later, key=lambda one: one.date)
        if posting.message_id != newest.message_id
        for part in posting.patches
        # A fix on top of a patch has a title of its own.
        if posting.version > newest.version or titles.get(part.position) == part.title
    }


def with_rerolls(view: SeriesView, newest: RevisionView) -> RevisionView:
    """Return the newest whole posting with each patch in its last version."""
    anew = {
        part.position: part
        for position, posting in sent_anew(view, newest).items()
        for part in posting.patches
        if part.position == position
    }
    return replace(newest, patches=tuple(anew.get(part.position, part) for part in newest.patches))


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedStep:
    """Patches that reached the same step together."""

    rung: LandingStep
    proofs: tuple[Proof, ...]
    sure: bool
    """Whether the step of each of them is proved."""
    edited: tuple[int, ...]
    """Positions of the patches whose diff was changed when they were applied."""
    commits: tuple[tuple[int, str | None], ...]
    """Position and commit of each patch."""
    evidence: tuple[Evidence, ...]
    against: tuple[tuple[int, Evidence], ...] = ()
    """What speaks against it, by position."""


def shared_steps(patches: Sequence[PatchView]) -> tuple[SharedStep, ...]:
    """Return the steps above the posting, lowest first, each with the patches that share it."""
    groups: dict[tuple[object, ...], list[tuple[PatchView, LandingStep]]] = {}
    for part in patches:
        for rung in part.landing:
            if rung.rung is not StepName.POSTED:
                groups.setdefault(_landing_together(rung), []).append((part, rung))
    steps = [_shared(sorted(group, key=lambda one: one[0].position)) for group in groups.values()]
    order = list(StepName)
    return tuple(sorted(steps, key=lambda step: (order.index(step.rung.rung), step.rung.date)))


def pulled_steps(revision: RevisionView) -> tuple[SharedStep, ...]:
    """Return the steps of a pull request, whose commits are merges."""
    return tuple(
        SharedStep(
            rung=step,
            proofs=step.proofs or (step.proof,),
            sure=step.proved,
            edited=(),
            commits=((1, step.commit),),
            evidence=(step.evidence,),
        )
        for step in revision.landing
        if step.rung is not StepName.POSTED
    )


def _shared(found: Sequence[tuple[PatchView, LandingStep]]) -> SharedStep:
    proofs = {one for _, rung in found for one in (rung.proof, *rung.proofs)}
    return SharedStep(
        rung=found[0][1],
        proofs=tuple(sorted(proofs, reverse=True)),
        sure=all(is_sure(rung, part) for part, rung in found),
        edited=tuple(sorted({part.position for part, rung in found if rung.edited})),
        commits=tuple((part.position, rung.commit) for part, rung in found),
        evidence=tuple(dict.fromkeys(rung.evidence for _, rung in found)),
        against=tuple((part.position, one) for part, rung in found for one in rung.against),
    )


def _landing_together(rung: LandingStep) -> tuple[object, ...]:
    """Return what the steps of two patches share where they were reached together."""
    return rung.rung, rung.tree, rung.branch, rung.tag, rung.merge, rung.who, day(rung.date)


def is_sure(rung: LandingStep, patch: PatchView) -> bool:
    """Return whether a step is proved: by itself, or as a place of a commit proved below."""
    if rung.rung is StepName.POSTED or rung.proved:
        return True
    below = [one for one in patch.landing if one.proved and one.commit == rung.commit]
    return rung.evidence.repository is not None and bool(rung.commit and below)
