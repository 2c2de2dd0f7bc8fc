# SPDX-License-Identifier: GPL-2.0-or-later
"""The rungs that one commit of a patch stands on, and whether it was taken back.

A commit stands on a rung for each branch that holds it: of a maintainer's tree, of linux-next, of
mainline, of a stable kernel. The date is that of the outermost merge, which is when the branch got
it. A stable branch holds all of mainline up to its start, so only a commit that mainline does not
hold is a backport.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from tracker.landing.commit_match import Match
from tracker.landing.releases import tag_name, version_key
from tracker.landing.trees import MAINLINE, find_tree
from tracker.mail.subjects import title_key
from tracker.model.landing import LandingStep, Proof, StepName
from tracker.model.mail import Evidence
from tracker.model.repository import Commit, CommitOccurrence, MentionKind, RefHolding, RefRole

RUNGS = {
    RefRole.TREE: StepName.TREE,
    RefRole.NEXT: StepName.NEXT,
    RefRole.MAINLINE: StepName.MAINLINE,
    RefRole.STABLE: StepName.STABLE,
}
_RULES = {
    Proof.TRAILER: "commit.trailer",
    Proof.NOTICE: "commit.named",
    Proof.AUTHOR_DATE: "commit.author-date",
    Proof.PATCH_ID: "commit.patch-id",
    Proof.TITLE: "commit.title",
}
UPSTREAM = frozenset({RefRole.TREE, RefRole.NEXT, RefRole.MAINLINE})
"""Where a patch lands first; a stable branch takes it from there."""
_MAX_REVERTS = 8
"""How often a patch may be taken back and forth before we stop following it."""


def rungs_of(found: Match, seen: CommitOccurrence, as_of: datetime) -> list[LandingStep]:
    """The rungs of one commit by then, lowest first."""
    upstream = is_upstream(seen)
    rungs: dict[tuple[StepName, str, str], LandingStep] = {}
    for spot in seen.spots:
        if (spot.place.role is RefRole.STABLE) is upstream or _is_hidden(spot, seen):
            continue
        rung = _commit_step_rung(found, seen, spot)
        key = (rung.rung, rung.tree or "", spot.place.branch if not upstream else "")
        if rung.date <= as_of and (key not in rungs or rung.date < rungs[key].date):
            rungs[key] = rung
    out = sorted(rungs.values(), key=lambda one: (list(StepName).index(one.rung), one.date))
    if upstream and seen.release is not None and seen.release.date <= as_of:
        out.append(_released(found, seen, out[-1].tree if out else MAINLINE))
    return out


def is_upstream(seen: CommitOccurrence) -> bool:
    """Whether a branch other than a stable one holds the commit, as far as it can be told.

    The stable kernels' own repository has no such branch, but the tags of mainline: what is in
    ``v6.1`` was in mainline, what is first in ``v6.1.2`` is a backport.
    """
    return in_branch(seen) or (seen.release is not None and _is_mainlines(seen))


def in_branch(seen: CommitOccurrence) -> bool:
    """Whether a branch other than a stable one holds the commit."""
    return any(spot.place.role in UPSTREAM for spot in seen.spots)


def _is_mainlines(seen: CommitOccurrence) -> bool:
    """Whether the stable kernels' repository holds it since a release of mainline."""
    trees = [tree for spot in seen.spots if (tree := find_tree(spot.place.tree)) is not None]
    number, _ = version_key(tag_name(seen.release)) if seen.release else ((), 0)
    return bool(trees) and all(one.role is RefRole.STABLE for one in trees) and len(number) == 2


def _is_hidden(spot: RefHolding, seen: CommitOccurrence) -> bool:
    """A project's own next branch says nothing once its main branch holds the commit."""
    return spot.place.role is RefRole.NEXT and any(
        other.place.tree == spot.place.tree and other.place.role is not RefRole.NEXT
        for other in seen.spots
        if other.place.role in UPSTREAM
    )


def _commit_step_rung(found: Match, seen: CommitOccurrence, spot: RefHolding) -> LandingStep:
    commit = seen.commit
    return LandingStep(
        rung=RUNGS[spot.place.role],
        tree=spot.place.tree,
        branch=spot.place.branch,
        commit=commit.id,
        merge=spot.merge.id if spot.merge else None,
        tag=_early_tag(seen) if spot.place.role is not RefRole.STABLE else _first_tag(seen),
        date=spot.merge.date if spot.merge else commit.date,
        by=commit.committer,
        proof=found.proofs[0],
        proofs=found.proofs,
        edited=found.edited,
        evidence=evidence_of(commit, seen.repository, found.proofs[0]),
        others=tuple(evidence_of(commit, seen.repository, one) for one in found.proofs[1:]),
    )


def _early_tag(seen: CommitOccurrence) -> str | None:
    """The candidate that came before the first release."""
    if seen.candidate is None or (seen.release and seen.release.date <= seen.candidate.date):
        return None
    return tag_name(seen.candidate)


def _first_tag(seen: CommitOccurrence) -> str | None:
    return tag_name(seen.release) if seen.release else None


def _released(found: Match, seen: CommitOccurrence, tree: str | None) -> LandingStep:
    assert seen.release is not None
    tag = tag_name(seen.release)
    return LandingStep(
        rung=StepName.RELEASE,
        tree=tree,
        commit=seen.commit.id,
        tag=tag,
        date=seen.release.date,
        proof=found.proofs[0],
        evidence=Evidence(
            rule="commit.tag", repository=seen.repository, commit=seen.commit.id, quote=tag
        ),
    )


def evidence_of(commit: Commit, repository: str, proof: Proof) -> Evidence:
    """The evidence that a commit gives by itself."""
    return Evidence(rule=_RULES[proof], repository=repository, commit=commit.id, quote=commit.title)


def reverted(
    seen: CommitOccurrence, others: Sequence[CommitOccurrence], as_of: datetime
) -> LandingStep | None:
    """The rung of the commit that took this one back, and was not taken back itself."""
    live = _live_reverts(seen, others, as_of, _MAX_REVERTS)
    if not live:
        return None
    last = max(live, key=lambda one: one.commit.date)
    spot = next(one for one in last.spots if one.place.role in UPSTREAM)
    return LandingStep(
        rung=StepName.REVERTED,
        tree=spot.place.tree,
        branch=spot.place.branch,
        commit=last.commit.id,
        merge=spot.merge.id if spot.merge else None,
        date=spot.merge.date if spot.merge else last.commit.date,
        by=last.commit.committer,
        proof=Proof.TRAILER if _commit_step_names(last.commit, seen.commit) else Proof.TITLE,
        evidence=Evidence(
            rule="commit.revert",
            repository=last.repository,
            commit=last.commit.id,
            quote=last.commit.title,
        ),
    )


def _live_reverts(
    seen: CommitOccurrence, others: Iterable[CommitOccurrence], as_of: datetime, depth: int
) -> list[CommitOccurrence]:
    """Reverts of a commit in its own repository that hold by then."""
    held = [one for one in others if one.repository == seen.repository]
    return [
        one
        for one in held
        if _takes_back(one.commit, seen.commit)
        and in_branch(one)
        and one.commit.date <= as_of
        and (depth == 0 or not _live_reverts(one, held, as_of, depth - 1))
    ]


def _takes_back(later: Commit, earlier: Commit) -> bool:
    if any(one.kind is MentionKind.REVERTS for one in later.mentions):
        return _commit_step_names(later, earlier)
    if later.number <= earlier.number:
        return False
    return title_key(later.title) == f"revert {title_key(earlier.title)}"


def _commit_step_names(later: Commit, earlier: Commit) -> bool:
    return any(
        one.kind is MentionKind.REVERTS and earlier.id.startswith(one.value)
        for one in later.mentions
    )


def picks(later: Commit, earlier: Commit) -> bool:
    """Whether a commit says that it was taken over from another one."""
    kinds = (MentionKind.PICKED, MentionKind.UPSTREAM)
    return any(one.kind in kinds and earlier.id.startswith(one.value) for one in later.mentions)
