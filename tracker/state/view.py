# SPDX-License-Identifier: GPL-2.0-or-later
"""Tell a series whole: from its dossier and relations to the record that every view shows."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from tracker.landing.authority import find_authority
from tracker.landing.notices import notices_of, place_of
from tracker.lazy_dataclass import replace
from tracker.mail.people import same_person
from tracker.mail.refs import url_of
from tracker.mail.subjects import stable_branch
from tracker.model.landing import StableRow, StableState, StepName
from tracker.model.mail import Evidence, Message, Notice, Person
from tracker.model.readiness import Readiness
from tracker.model.relations import Kind
from tracker.model.review import Objection, ObjectionState
from tracker.model.series import Patch, Revision
from tracker.model.status import CLOSED, Stage
from tracker.model.views import (
    NoticeView,
    ObjectionView,
    PatchView,
    RelationView,
    RevisionView,
    SeriesView,
)
from tracker.state.dossier import Dossier
from tracker.state.events import events
from tracker.state.linked import (
    Linked,
    blockers,
    is_need,
    needs_of,
    said_of,
    settled,
    target_view,
)
from tracker.state.row import turn_of
from tracker.state.stage import facts
from tracker.state.summary import summary
from tracker.state.thread import thread

if TYPE_CHECKING:
    from tracker.landing.stable_table import Backport


def build_view(
    dossier: Dossier,
    linked: Sequence[Linked],
    fetched: datetime | None,
    readiness: Readiness | None = None,
) -> SeriesView:
    """Build the view of one series at the moment of its dossier, with its relations."""
    dossier = settled(dossier, linked)
    series, newest = dossier.series, dossier.series.newest
    move = turn_of(dossier, linked)
    return SeriesView(
        id=series.id,
        title=newest.title,
        author=series.author,
        lists=newest.lists,
        project=dossier.project,
        change_id=next(
            (one.change_id for one in reversed(series.revisions) if one.change_id), None
        ),
        url=url_of(newest.message_id),
        stage=dossier.standing.stage,
        stage_since=dossier.standing.since,
        summary=summary(dossier, move),
        facts=facts(
            series,
            dossier.standing,
            dossier.last,
            dossier.as_of,
            bool(blockers(needs_of(dossier, linked))),
        ),
        turn=move,
        revisions=tuple(_view_revision(dossier, one) for one in series.revisions),
        relations=tuple(_view_relation(one, dossier) for one in linked),
        stable=_stable_rows(dossier, linked),
        checks=dossier.checks,
        objections=_objection_views(dossier),
        events=events(dossier),
        thread=thread(dossier),
        evidence=series.evidence,
        as_of=dossier.as_of,
        fetched=fetched,
        abridged=any(one.abridged for one in dossier.messages.values()),
        readiness=readiness or Readiness(),
    )


def _stable_rows(dossier: Dossier, linked: Sequence[Linked]) -> tuple[StableRow, ...]:
    """Return what became of a mainline change in each stable branch; none for a backport."""
    newest = dossier.current
    if stable_branch(newest.prefixes):
        return ()
    posted = [
        one
        for one in linked
        if one.direction == "in" and one.relation.kind is Kind.BACKPORT_OF and one.other is not None
    ]
    steps = (step for one in dossier.landings.values() for step in one.rungs)
    queued = any(step.rung is StepName.STABLE for step in steps)
    if not (posted or queued or dossier.stable_failures):
        return ()
    from tracker.landing.stable_table import stable_table

    places = {
        one.message_id: one.position
        for revision in dossier.series.revisions
        for one in revision.patches
    }
    backports = [found for one in posted if (found := _view_backport(one)) is not None]
    return stable_table(places, dossier.landings, dossier.stable_failures, backports)


def _view_backport(linked: Linked) -> "Backport | None":
    """Return a work that takes the series over to stable branches; None where it names none."""
    from tracker.landing.stable_table import Backport

    other = linked.other
    if other is None:
        return None
    newest = other.series.newest
    names = stable_branch(newest.prefixes).split("/")
    branches = tuple(one for one in names if one and one[0].isdigit())
    if not branches or other.standing.stage in (Stage.WITHDRAWN, Stage.REJECTED):
        return None
    row = StableRow(
        branch="",
        state=StableState.POSTED,
        date=newest.date,
        who=other.series.author,
        message_id=newest.message_id,
        series=other.series.id,
        evidence=linked.relation.evidence,
    )
    landings = tuple(other.landings.values())
    return Backport(series=other.series.id, branches=branches, row=row, landings=landings)


def _posted_by(dossier: Dossier, revision: Revision) -> Person | None:
    """Return who sent a version, where the author of the series did not."""
    sender = revision.poster or revision.author
    return None if same_person(sender, dossier.series.author) else sender


def _view_revision(dossier: Dossier, revision: Revision) -> RevisionView:
    where = dossier.standings[revision.message_id]
    said = dossier.reviews[revision.message_id]
    whole = dossier.landings.get(revision.message_id) if revision.pull else None
    return RevisionView(
        version=revision.version,
        label=revision.label,
        message_id=revision.message_id,
        title=revision.title,
        url=url_of(revision.message_id),
        date=revision.date,
        stage=where.stage,
        stage_since=where.since,
        expected=revision.expected,
        complete=not revision.missing,
        missing=revision.missing,
        base_commit=revision.base_commit,
        change_id=revision.change_id,
        rfc=revision.rfc,
        resend=revision.resend,
        partial=revision.partial,
        posted_by=_posted_by(dossier, revision),
        branch=stable_branch(revision.prefixes) or None,
        landing=whole.rungs if whole else (),
        patches=tuple(_view_patch(dossier, revision, one) for one in revision.patches),
        notices=tuple(
            _view_notice(dossier, message, notice)
            for message, notice in notices_of(revision, dossier.messages)
        ),
        questions=said.questions,
    )


def _view_patch(dossier: Dossier, revision: Revision, patch: Patch) -> PatchView:
    landing = dossier.landings.get(patch.message_id)
    tags = dossier.reviews[revision.message_id].tags
    return PatchView(
        position=patch.position,
        message_id=patch.message_id,
        title=patch.title,
        author=patch.author,
        patch_id=patch.patch_id or None,
        stage=dossier.standings[revision.message_id].patches[patch.message_id],
        tags=tuple(tag for tag in tags if tag.patch == patch.message_id),
        landing=landing.rungs if landing else (),
        left=landing.left if landing else (),
        untold=dossier.untold.get(patch.message_id),
        lost=tuple(
            tag
            for tag in dossier.reviews[revision.message_id].lost
            if tag.patch == patch.message_id
        ),
    )


def _view_notice(dossier: Dossier, message: Message, notice: Notice) -> NoticeView:
    tree, branch = place_of(notice)
    return NoticeView(
        kind=notice.kind.value,
        message_id=message.message_id,
        date=message.date,
        who=notice.by or message.sender,
        tree=tree,
        branch=branch,
        scope=notice.scope.value,
        positions=notice.positions,
        commits=tuple(one.commit for one in notice.items if one.commit),
        dropped=notice.dropped,
        sure=notice.sure,
        evidence=Evidence(
            rule=f"notice.{notice.kind.value}",
            message_id=message.message_id,
            line=notice.line,
            quote=notice.quote,
        ),
        authority=find_authority(
            dossier.series, message, notice, dossier.messages, dossier.committers
        ),
    )


def _view_relation(linked: Linked, near: Dossier) -> RelationView:
    relation = linked.relation
    name = relation.evidence.message_id if linked.direction == "in" else relation.message_id
    return RelationView(
        kind=relation.kind,
        direction=linked.direction,
        confidence=relation.confidence,
        target=target_view(linked, url_of(name) if name else relation.url),
        evidence=relation.evidence,
        needed=relation.needed,
        own=linked.other is not None and linked.other.series.id == near.series.id,
        said_of=said_of(linked, near) if is_need(relation) else None,
    )


MOST_TARGETS = 50
"""Works whose own relations are looked at, for what their authors put in their place."""


def with_settled(
    relations: Sequence[RelationView], stage_of: Callable[[str], Stage]
) -> tuple[RelationView, ...]:
    """The relations, each target at the stage that its own page tells.

    A target that its author replaced is superseded, which only its own relations say; ``stage_of``
    gives that by the id of a series. Asked are open works, the first ``MOST_TARGETS`` of them.
    """
    ends = {link.target.id: link.target.stage for link in relations if link.target.id}
    known = [name for name, stage in ends.items() if stage is not None and stage not in CLOSED]
    stages = {name: stage_of(name) for name in known[:MOST_TARGETS]}
    return tuple(
        replace(link, target=replace(link.target, stage=stages[link.target.id]))
        if link.target.id in stages
        else link
        for link in relations
    )


def _objection_views(dossier: Dossier) -> tuple[ObjectionView, ...]:
    """Return the objections to every version of a series, the oldest first."""
    found = [
        _objection_view(one, dossier)
        for revision in dossier.series.revisions
        for one in dossier.reviews[revision.message_id].objections
    ]
    return tuple(sorted(found, key=lambda one: one.date))


def _objection_view(one: Objection, dossier: Dossier) -> ObjectionView:
    return ObjectionView(
        message_id=one.message_id,
        who=one.who,
        date=one.date,
        version=one.version,
        positions=one.positions,
        kind=one.kind,
        quote=one.evidence.quote,
        state=_objection_state(one, dossier),
        answered_by=one.answered_by,
        evidence=one.evidence,
    )


def _objection_state(one: Objection, dossier: Dossier) -> str:
    """``open``, ``answered``, ``taken back``, or ``overtaken by v3``."""
    if one.state is not ObjectionState.OVERTAKEN:
        return one.state.value
    by = next((each for each in dossier.series.revisions if one.answered_by in each.own), None)
    return f"overtaken by v{by.version}" if by else "overtaken"
