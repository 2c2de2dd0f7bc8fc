# SPDX-License-Identifier: GPL-2.0-or-later
"""The ladder of each patch: what notices say and what repositories show, made one.

A notice is a claim until a repository holds the commit; then its rung gets the whole id, the
committer and the merge, and keeps the notice as its evidence. Where a notice names a commit that is
gone (rebased away) and the repository of that tree has another one, the repository is right. What
no repository at hand can tell stays the claim it was. Every other proof stays with its rung.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from datetime import datetime

from tracker.landing.commit_match import Match, Posting, match
from tracker.landing.commit_steps import is_upstream, picks, reverted, rungs_of
from tracker.landing.left import left_places
from tracker.landing.trees import same_tree
from tracker.lazy_dataclass import dataclass, replace
from tracker.model.landing import Landing, LandingStep, Proof, StepName
from tracker.model.mail import Evidence
from tracker.model.repository import CommitOccurrence
from tracker.model.series import Series

_ORDER = list(StepName)
_BRANCHES = ("main", "master", "next", "for-next", "git")
"""What people call a tree when they mean a branch of the project's own."""
Found = tuple[Match, CommitOccurrence]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What repositories hold that may be of one series."""

    occurrences: tuple[CommitOccurrence, ...]
    postings: tuple[Posting, ...]
    """Those of the series, and those of other works that the commits may be of."""
    named: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The commits that notices in their threads name for postings, those of other works too."""


def climb(
    series: Series,
    told: Mapping[str, Landing],
    seen: Seen,
    as_of: datetime,
) -> dict[str, Landing]:
    """How far each patch got by then, by Message-ID; ``told`` is what notices say."""
    by_id = {(one.commit.repository, one.commit.id): one for one in seen.occurrences}
    postings = [one for one in seen.postings if one.date <= as_of]
    commits = [occurrence.commit for occurrence in by_id.values()]
    found: dict[str, list[Found]] = {}
    for one in match(commits, postings, seen.named):
        occurrence = by_id[one.commit.repository, one.commit.id]
        found.setdefault(one.posting, []).append((one, occurrence))
    patches = {one.message_id: one for one in postings}
    out: dict[str, Landing] = {}
    for name in _step_patches(series):
        notices = told[name].rungs if name in told else ()
        kept = [one for one in notices if not _is_taken(name, one, found, patches)]
        own = found.get(name, [])
        rungs = _step_joined(kept, own, list(by_id.values()), as_of)
        left = left_places(rungs, [occurrence for _, occurrence in own])
        if rungs or left:
            rungs.sort(key=lambda rung: (_ORDER.index(rung.rung), rung.date))
            out[name] = Landing(patch=name, rungs=tuple(rungs), left=left)
    return out


def _step_patches(series: Series) -> list[str]:
    """Every patch, and the name of each pull request, which stands for what it asks for."""
    return list(
        dict.fromkeys(
            name
            for one in series.revisions
            for name in (*(patch.message_id for patch in one.patches), one.message_id)
        )
    )


def _is_taken(
    name: str,
    notice: LandingStep,
    found: Mapping[str, Sequence[Found]],
    patches: Mapping[str, Posting],
) -> bool:
    """Whether the commit that a notice names became of another posting of the same patch."""
    own = patches.get(name)
    if own is None or notice.commit is None:
        return False
    return any(
        one.commit.id.startswith(notice.commit) and _same_patch(own, patches[posting])
        for posting, matches in found.items()
        if posting != name
        for one, _ in matches
    )


def _same_patch(one: Posting, other: Posting) -> bool:
    return one.key == other.key or bool(one.patch_id and one.patch_id == other.patch_id)


def named_commits(told: Mapping[str, Landing]) -> dict[str, tuple[str, ...]]:
    """Patch -> the commits that notices name for it.

    ``told`` should be of notices in the threads of the postings alone: a push lists titles and
    answers nobody, so that it names a commit, but not which posting it was.
    """
    return {
        name: tuple(rung.commit for rung in landing.rungs if rung.commit)
        for name, landing in told.items()
    }


def _step_joined(
    notices: Sequence[LandingStep],
    found: Sequence[Found],
    seen: Sequence[CommitOccurrence],
    as_of: datetime,
) -> list[LandingStep]:
    """The rungs of one patch."""
    rungs = _step_shown(found, seen, as_of)
    for notice in notices:
        taken = _confirm(notice, rungs, found) or _complete(notice, found)
        if taken is not None:
            old, new = taken
            rungs = [one for one in rungs if one is not old] + [new]
        elif (other := _instead(notice, rungs)) is not None:
            against = replace(notice.evidence, commit=notice.commit)
            changed = replace(other, others=(*other.others, against))
            rungs = [changed if one is other else one for one in rungs]
        else:
            rungs.append(_doubted(notice, seen))
    return rungs


# ---- what repositories show ----------------------------------------------------------------------


def _step_shown(
    found: Sequence[Found], seen: Sequence[CommitOccurrence], as_of: datetime
) -> list[LandingStep]:
    """The rungs of a patch's commits: the first that stayed, those before it that did not."""
    rungs: list[LandingStep] = []
    upstream = [one for one in found if is_upstream(one[1])]
    for repository in dict.fromkeys(one[1].repository for one in upstream):
        here = [one for one in upstream if one[1].repository == repository]
        for one in _told_of(here, seen, as_of):
            rungs += rungs_of(*one, as_of)
            if back := reverted(one[1], seen, as_of):
                rungs.append(back)
    rungs += _backports(found, upstream, seen, as_of)
    return _step_unique(rungs)


def _step_weight(found: Found) -> tuple[int, int, datetime]:
    """Sorts the best proved commit first; of equal ones the oldest."""
    proofs = found[0].proofs
    return -proofs[0], -len(proofs), found[1].commit.date


def _told_of(
    here: Sequence[Found], seen: Sequence[CommitOccurrence], as_of: datetime
) -> list[Found]:
    """Of several commits of one patch in one repository those to tell of, the oldest first."""
    order = sorted(here, key=_step_weight)
    best = order[0]
    kept = [best]
    while reverted(kept[-1][1], seen, as_of):
        later = [one for one in here if one[1].commit.number > kept[-1][1].commit.number]
        if not later:
            break
        kept.append(min(later, key=lambda one: one[1].commit.number))
    return kept


def _backports(
    found: Sequence[Found],
    upstream: Sequence[Found],
    seen: Sequence[CommitOccurrence],
    as_of: datetime,
) -> list[LandingStep]:
    """The stable branches: commits of the patch there, and those that name its commit."""
    own = {id(occurrence) for _, occurrence in found}
    main = {occurrence.commit.id for _, occurrence in upstream}
    late = [one for one in found if not is_upstream(one[1]) and one[1].commit.id not in main]
    rungs = [rung for one in late for rung in rungs_of(*one, as_of)]
    for occurrence in seen:
        if id(occurrence) in own or is_upstream(occurrence):
            continue
        source = next((m for m, s in upstream if picks(occurrence.commit, s.commit)), None)
        if source is not None:
            copied = Match(
                posting=source.posting, commit=occurrence.commit, proofs=(Proof.TRAILER,)
            )
            rungs += rungs_of(copied, occurrence, as_of)
    return rungs


def _step_unique(rungs: Iterable[LandingStep]) -> list[LandingStep]:
    """Each rung once: the tags and trees that two repositories share are told of by the first."""
    kept: dict[tuple[object, ...], LandingStep] = {}
    for rung in rungs:
        release = rung.rung is StepName.RELEASE
        where = (rung.tag,) if release else (rung.tree, rung.branch)
        kept.setdefault((rung.rung, rung.commit, *where), rung)
    return list(kept.values())


# ---- what notices say ----------------------------------------------------------------------------


def _confirm(
    notice: LandingStep, rungs: Sequence[LandingStep], found: Sequence[Found]
) -> tuple[LandingStep | None, LandingStep] | None:
    """The rung that a repository shows of what a notice says, and the two made one."""
    for rung in rungs:
        if not _is_one_rung(notice, rung):
            continue
        if notice.commit is None or (rung.commit and rung.commit.startswith(notice.commit)):
            return rung, replace(
                rung,
                tree=notice.tree if notice.commit and notice.tree else rung.tree,
                branch=notice.branch if notice.commit and notice.branch else rung.branch,
                proof=max(rung.proof, notice.proof) if notice.commit else rung.proof,
                proofs=_step_all(notice, rung.proofs),
                evidence=_backed(notice.evidence, rung.evidence),
                others=(rung.evidence, *rung.others),
            )
    return None


def _is_one_rung(notice: LandingStep, rung: LandingStep) -> bool:
    """Whether the two may speak of one branch."""
    low = (StepName.TREE, StepName.NEXT)
    if notice.rung is not rung.rung and not (notice.rung in low and rung.rung in low):
        return False
    if notice.tree is None or rung.tree is None or same_tree(notice.tree, rung.tree):
        return True
    return notice.commit is None and notice.tree in (*_BRANCHES, rung.branch)


def _complete(
    notice: LandingStep, found: Sequence[Found]
) -> tuple[LandingStep | None, LandingStep] | None:
    """A notice whose commit is in a repository of another tree: it gets the whole id."""
    for one, occurrence in found:
        if notice.commit and occurrence.commit.id.startswith(notice.commit) and occurrence.spots:
            commit = occurrence.commit
            proof = Evidence(
                rule="commit.named", repository=occurrence.repository, commit=commit.id
            )
            return None, replace(
                notice,
                commit=commit.id,
                by=commit.committer,
                proof=max(notice.proof, one.proofs[0]),
                proofs=_step_all(notice, one.proofs),
                edited=one.edited,
                evidence=_backed(notice.evidence, proof),
            )
    return None


def _step_all(notice: LandingStep, proofs: Sequence[Proof]) -> tuple[Proof, ...]:
    """The proofs of a rung with that of a notice, which is one if it names the commit."""
    own = (notice.proof,) if notice.commit else ()
    return tuple(sorted({*own, *proofs}, reverse=True))


def _backed(said: Evidence, shown: Evidence) -> Evidence:
    """The words of a notice with the commit that bears them out."""
    return replace(said, repository=shown.repository, commit=shown.commit)


def _instead(notice: LandingStep, rungs: Sequence[LandingStep]) -> LandingStep | None:
    """The rung that a repository shows in place of a commit that is not in that tree."""
    if notice.commit is None:
        return None
    return next((one for one in rungs if _is_one_rung(notice, one)), None)


def _doubted(notice: LandingStep, seen: Sequence[CommitOccurrence]) -> LandingStep:
    """A notice that nothing confirms; it names no commit where that is another patch's."""
    for one in seen:
        if notice.commit and one.spots and one.commit.id.startswith(notice.commit):
            return replace(notice, commit=None, proof=Proof.CLAIM)
    return notice
