# SPDX-License-Identifier: GPL-2.0-or-later
"""Compute the stage of a revision and of a series. Pure: ``as_of`` is given."""

from collections.abc import Callable, Mapping
from datetime import datetime

from tracker.lazy_dataclass import dataclass
from tracker.mail.people import same_person
from tracker.mail.subjects import stable_branch
from tracker.model.landing import Landing, LandingStep, StepName
from tracker.model.mail import Evidence, RemarkKind
from tracker.model.review import Objection, ObjectionState, Review, Tag
from tracker.model.series import Patch, Revision, Series
from tracker.model.status import CLOSED, LANDED, STALLED, Facts, Stage

APPROVALS = frozenset({"Reviewed-by", "Acked-by"})
_IN = {
    StepName.TREE: Stage.APPLIED,
    StepName.NEXT: Stage.APPLIED,
    StepName.MAINLINE: Stage.MAINLINE,
    StepName.RELEASE: Stage.RELEASED,
    StepName.REVERTED: Stage.REVERTED,
}
_APPLIED = frozenset({StepName.TREE, StepName.NEXT, StepName.MAINLINE})
_ORDER = list(Stage)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where one revision stands, and what proves it."""

    stage: Stage
    since: datetime
    patches: Mapping[str, Stage]
    """Stage of each patch, by Message-ID."""
    evidence: tuple[Evidence, ...]


def patch_stage(landing: Landing | None, *, backport: bool = False) -> Stage | None:
    """How far one patch has come by its landing; None if it has not landed.

    A patch that was applied again after its revert is in. A ``backport`` was sent for a stable
    branch, so that it is in where that branch's queue has it.
    """
    held = landing.rungs if landing else ()
    if backport and any(one.rung is StepName.STABLE for one in held):
        return Stage.APPLIED
    rungs = [one for one in held if one.rung in _IN]
    back = [one.date for one in rungs if one.rung is StepName.REVERTED]
    if back and any(one.date > max(back) for one in rungs if one.rung in _APPLIED):
        rungs = [one for one in rungs if one.rung is not StepName.REVERTED]
    return min((_IN[one.rung] for one in rungs), key=_ORDER.index, default=None)


def standing(
    revision: Revision,
    review: Callable[[], Review],
    landings: Mapping[str, Landing],
    newer: Revision | None,
    told: frozenset[int] = frozenset(),
    partly: tuple[datetime, Evidence] | None = None,
) -> Standing:
    """The stage of one revision: the first of ``Stage`` that holds.

    ``review`` is asked only of what has not landed. ``told`` are the positions of patches that are
    not at hand but landed by a notice that names their commits, ``partly`` is a word that some of
    it was applied, without saying which patches.
    """
    backport = bool(stable_branch(revision.prefixes))
    landed = {
        one.message_id: patch_stage(landings.get(one.message_id), backport=backport)
        for one in revision.patches
    }
    stage, since, evidence = _stage_whole(revision, review, landings, landed, newer)
    if partly is not None and stage not in CLOSED and not any(landed.values()):
        stage, since, evidence = Stage.PARTIALLY_APPLIED, partly[0], (partly[1],)
    known = [one for one in landed.values() if one is not None]
    if stage is Stage.PARTIALLY_APPLIED and known and told.issuperset(revision.missing):
        stage = max(known, key=_ORDER.index) if len(known) == len(landed) else stage
    patches = {
        one.message_id: landed[one.message_id] or _open_stage(one, stage, review())
        for one in revision.patches
    }
    return Standing(stage=stage, since=since, patches=patches, evidence=evidence)


def _stage_whole(
    revision: Revision,
    ask: Callable[[], Review],
    landings: Mapping[str, Landing],
    landed: Mapping[str, Stage | None],
    newer: Revision | None,
) -> tuple[Stage, datetime, tuple[Evidence, ...]]:
    rungs = [rung for name in _landable(revision) for rung in _rungs(landings.get(name))]
    if found := _landed_stage(revision, landed, landings):
        proofs = tuple(rung.evidence for rung in rungs)
        return found, max(rung.date for rung in rungs), proofs
    review = ask()
    if review.withdrawn is not None:
        return Stage.WITHDRAWN, revision.date, (review.withdrawn,)
    if rejected := [one for one in review.objections if _rejects(one)]:
        return Stage.REJECTED, rejected[-1].date, (rejected[-1].evidence,)
    instead = [one for one in review.objections if one.kind == _ELSEWHERE and one.is_open]
    if instead and instead[-1].closes:
        return Stage.SUPERSEDED, instead[-1].date, (instead[-1].evidence,)
    if newer is not None:
        proof = Evidence(rule="stage.newer", message_id=newer.message_id, quote=newer.title)
        return Stage.SUPERSEDED, newer.date, (proof,)
    return _unlanded(revision, review)


_ELSEWHERE = RemarkKind.ELSEWHERE.value
"""What somebody did elsewhere took the posting's place: "I applied a different patch"."""
_REJECTING = frozenset({"rejected", "not-applicable"})
"""``pw-bot:`` commands that close a posting for good."""


def _rejects(objection: Objection) -> bool:
    """Whether an objection closes a posting: a command, or a refusal that nobody took up.

    ``I'm rejecting this one`` by who may close it; where the author answers, it is talked about.
    """
    if objection.state not in (ObjectionState.OPEN, ObjectionState.OVERTAKEN):
        return False
    if objection.kind in _REJECTING:
        return True
    return objection.kind == RemarkKind.REFUSAL.value and objection.closes


def _unlanded(revision: Revision, review: Review) -> tuple[Stage, datetime, tuple[Evidence, ...]]:
    if revision.missing:
        return Stage.INCOMPLETE, revision.date, ()
    if open_objections := standing_objections(review):
        last = open_objections[-1]
        return Stage.CHANGES_REQUESTED, last.date, (last.evidence,)
    if review.respin is not None:
        since = next(
            (one.date for one in review.speeches if one.message_id == review.respin.message_id),
            revision.date,
        )
        return Stage.CHANGES_REQUESTED, since, (review.respin,)
    approvals = approving(revision, review)
    if revision.patches and all(approvals[one.message_id] for one in revision.patches):
        last_tag = max((tag for tags in approvals.values() for tag in tags), key=lambda t: t.date)
        since = max(last_tag.date, revision.date)
        return Stage.REVIEWED, since, tuple(tags[0].evidence for tags in approvals.values())
    if review.answered is not None:
        return Stage.UNDER_REVIEW, review.answered, ()
    return Stage.NEW, revision.date, ()


def approving(revision: Revision, review: Review) -> dict[str, list[Tag]]:
    """The Reviewed-by and Acked-by on each patch from somebody other than its author.

    One that is given if something is changed first approves nothing yet; the version that has the
    change carries it.
    """
    found: dict[str, list[Tag]] = {one.message_id: [] for one in revision.patches}
    authors = {one.message_id: one.author for one in revision.patches}
    for tag in review.tags:
        approves = tag.name in APPROVALS and tag.counts and not tag.conditional
        if approves and tag.patch in found:
            author = authors[tag.patch]
            if not same_person(tag.person, author) and not same_person(tag.person, revision.author):
                found[tag.patch].append(tag)
    return found


def fully_reviewed(revision: Revision, review: Review) -> bool:
    """Whether every patch is there and approved by another than its author, and nobody objects."""
    approved = all(approving(revision, review).values())
    whole = bool(revision.patches) and not revision.missing
    return whole and approved and not standing_objections(review)


def standing_objections(review: Review) -> list[Objection]:
    """Return the objections that are open; that another change took its place is none."""
    return [one for one in review.objections if one.is_open and one.kind != _ELSEWHERE]


def _landed_stage(
    revision: Revision, landed: Mapping[str, Stage | None], landings: Mapping[str, Landing]
) -> Stage | None:
    if revision.pull:
        return patch_stage(landings.get(revision.message_id))
    stages = list(landed.values())
    if not any(stages):
        return None
    if all(one is Stage.REVERTED for one in stages):
        return Stage.REVERTED
    known = [one for one in stages if one is not None]
    if len(known) < len(stages) or revision.missing:
        return Stage.PARTIALLY_APPLIED
    return max(known, key=_ORDER.index)


def _landable(revision: Revision) -> tuple[str, ...]:
    return (revision.message_id, *(one.message_id for one in revision.patches))


def _rungs(landing: Landing | None) -> tuple[LandingStep, ...]:
    return landing.rungs if landing else ()


def _open_stage(patch: Patch, stage: Stage, review: Review) -> Stage:
    """The stage of a patch that has not landed, within a revision at ``stage``.

    Changes that were asked for in one patch are not asked for in the others.
    """
    against = standing_objections(review)
    spared = stage is Stage.CHANGES_REQUESTED and against
    if spared and any(not one.positions or patch.position in one.positions for one in against):
        return stage
    if spared or stage is Stage.PARTIALLY_APPLIED or stage in LANDED:
        tagged = any(
            tag.patch == patch.message_id and tag.name in APPROVALS and tag.doubt is None
            for tag in review.tags
        )
        return Stage.REVIEWED if tagged else Stage.UNDER_REVIEW
    return stage


def series_standing(
    series: Series,
    standings: Mapping[str, Standing],
    landings: Mapping[str, Landing],
    anew: Standing | None = None,
) -> Standing:
    """The stage of a series: its newest revision's, lifted by what landed.

    ``anew`` is that of the newest revision with the patches of it that were sent again.
    """
    newest = anew or standings[series.newest.message_id]
    if newest.stage in LANDED | {Stage.REVERTED}:
        return newest
    for revision in reversed(series.revisions):
        if revision.partial or (anew is not None and revision is series.newest):
            continue
        if not any(_rungs(landings.get(name)) for name in _landable(revision)):
            continue
        older = standings[revision.message_id]
        if older.stage in LANDED:
            return newest if _went_on(series.newest, older) else older
    return newest


def _went_on(newest: Revision, older: Standing) -> bool:
    """Whether a whole new version came after an older one was in a maintainer's tree.

    A tree gives patches back, often in words that no archive holds; what is in mainline stays.
    """
    return older.stage is Stage.APPLIED and not newest.partial and newest.date > older.since


def facts(
    series: Series, standing: Standing, last: datetime, as_of: datetime, blocked: bool
) -> Facts:
    """The facts that stand beside the stage. ``last`` is the date of the last message."""
    newest = series.newest
    return Facts(
        rfc=newest.rfc,
        resend=newest.resend,
        pull_request=newest.pull,
        stalled=standing.stage not in CLOSED and as_of - last >= STALLED,
        blocked=blocked and standing.stage not in CLOSED,
    )
