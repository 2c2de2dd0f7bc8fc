# SPDX-License-Identifier: GPL-2.0-or-later
"""Branches that a patch was in and is no longer.

linux-next is rebuilt every day from the trees of maintainers, so that a patch that its maintainer
drops is gone from it the day after; a rebase changes the ids of what stays. A branch is told to
have held a commit only for days on which it was looked at.
"""

from collections.abc import Sequence

from tracker.landing.commit_steps import RUNGS
from tracker.model.landing import LandingStep, Left, StepName
from tracker.model.mail import Evidence
from tracker.model.repository import CommitOccurrence, Gone

_ORDER = list(StepName)


def left_places(
    rungs: Sequence[LandingStep], occurrences: Sequence[CommitOccurrence]
) -> tuple[Left, ...]:
    """What the commits of one patch have left, of those that no branch holds now.

    A branch that holds the patch as another commit was rebased, and was not left; nor is it worth
    a word once the patch has got further, as which commit ever.
    """
    held = [one for one in rungs if one.evidence.repository]
    stays = {(one.tree, one.branch) for one in held}
    height = max((_ORDER.index(one.rung) for one in held), default=0)
    return tuple(
        _left(seen, one)
        for seen in occurrences
        if not seen.spots
        for one in _left_newest(seen.gone)
        if one.place.role in RUNGS
        and (one.place.tree, one.place.branch) not in stays
        and _ORDER.index(RUNGS[one.place.role]) >= height
    )


def _left_newest(gone: Sequence[Gone]) -> list[Gone]:
    """The last time that each branch was left."""
    return list({one.place.ref: one for one in sorted(gone, key=lambda one: one.gone)}.values())


def _left(seen: CommitOccurrence, one: Gone) -> Left:
    where = f"{one.place.tree} ({one.place.branch})"
    return Left(
        rung=RUNGS[one.place.role],
        tree=one.place.tree,
        branch=one.place.branch,
        commit=seen.commit.id,
        seen=one.seen,
        gone=one.gone,
        evidence=Evidence(
            rule="commit.left",
            repository=seen.repository,
            commit=seen.commit.id,
            quote=f"in {where} on {one.seen:%Y-%m-%d}, no longer on {one.gone:%Y-%m-%d}",
        ),
    )
