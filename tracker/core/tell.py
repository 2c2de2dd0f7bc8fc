"""Tell a series whole: from its dossier and relations to the record that every view shows."""

from collections.abc import Sequence
from datetime import datetime

from tracker.core.dossier import Dossier
from tracker.core.events import events
from tracker.core.land import notices_of
from tracker.core.linked import Linked, blocker_name, blockers, needs_of, replacement, target_view
from tracker.core.refs import url_of
from tracker.core.status import approving, facts, open_questions, turn
from tracker.core.summary import summary
from tracker.core.thread import thread
from tracker.model.mail import Evidence, Message, Notice
from tracker.model.readiness import Readiness
from tracker.model.review import Tag
from tracker.model.series import Patch, Revision
from tracker.model.status import Turn
from tracker.model.views import (
    NoticeView,
    PatchView,
    QuestionView,
    RelationView,
    RevisionRow,
    RevisionView,
    SeriesRow,
    SeriesView,
    TagView,
)


def tell(
    dossier: Dossier,
    linked: Sequence[Linked],
    fetched: datetime | None,
    readiness: Readiness | None = None,
) -> SeriesView:
    """One series as it stood at the dossier's moment, with its relations."""
    series, newest = dossier.series, dossier.series.newest
    move = turn_of(dossier, linked)
    return SeriesView(
        id=series.id,
        title=newest.title,
        author=newest.author,
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
        revisions=tuple(_revision(dossier, one) for one in series.revisions),
        relations=tuple(_relation(one) for one in linked),
        checks=(),
        events=events(dossier),
        thread=thread(dossier),
        evidence=series.evidence,
        as_of=dossier.as_of,
        fetched=fetched,
        abridged=any(one.abridged for one in dossier.messages.values()),
        readiness=readiness or Readiness(),
    )


def turn_of(dossier: Dossier, linked: Sequence[Linked]) -> Turn:
    """Whose move a series is, what it needs taken into account."""
    names = [blocker_name(one) for one in blockers(needs_of(dossier, linked))]
    later = replacement(dossier, linked)
    instead = f"“{later.other.series.newest.title}”" if later and later.other else None
    return turn(dossier.series, dossier.standing, dossier.review, names, instead)


def row(dossier: Dossier, linked: Sequence[Linked], *, tracked: bool) -> SeriesRow:
    """One series for a list or the board."""
    series, newest = dossier.series, dossier.series.newest
    move = turn_of(dossier, linked)
    return SeriesRow(
        id=series.id,
        title=newest.title,
        author=newest.author,
        lists=newest.lists,
        project=dossier.project,
        stage=dossier.standing.stage,
        turn=move,
        last_activity=dossier.last,
        revisions=tuple(_row_revision(one) for one in series.revisions),
        tracked=tracked,
        reviewed=sum(bool(tags) for tags in approving(newest, dossier.review).values()),
        open_questions=len(open_questions(dossier.review)),
        blocked=bool(blockers(needs_of(dossier, linked))),
        summary=summary(dossier, move),
    )


def _row_revision(revision: Revision) -> RevisionRow:
    return RevisionRow(
        version=revision.version,
        label=revision.label,
        message_id=revision.message_id,
        date=revision.date,
        expected=revision.expected,
        patches=(*(one.message_id for one in revision.patches), *revision.spare),
        partial=revision.partial,
    )


def _revision(dossier: Dossier, revision: Revision) -> RevisionView:
    where = dossier.standings[revision.message_id]
    said = dossier.reviews[revision.message_id]
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
        patches=tuple(_patch(dossier, revision, one) for one in revision.patches),
        notices=tuple(
            _notice(message, notice) for message, notice in notices_of(revision, dossier.messages)
        ),
        questions=tuple(
            QuestionView(
                message_id=one.message_id,
                who=one.who,
                date=one.date,
                quote=one.quote,
                under=one.under,
                answered_by=one.answered_by,
                evidence=one.evidence,
                discussed_by=one.discussed_by,
                changed=one.changed,
            )
            for one in said.questions
        ),
    )


def _patch(dossier: Dossier, revision: Revision, patch: Patch) -> PatchView:
    landing = dossier.landings.get(patch.message_id)
    tags = dossier.reviews[revision.message_id].tags
    return PatchView(
        position=patch.position,
        message_id=patch.message_id,
        title=patch.title,
        author=patch.author,
        patch_id=patch.patch_id or None,
        stage=dossier.standings[revision.message_id].patches[patch.message_id],
        tags=tuple(_tag(tag) for tag in tags if tag.patch == patch.message_id),
        landing=landing.rungs if landing else (),
        lost=tuple(
            _tag(tag)
            for tag in dossier.reviews[revision.message_id].lost
            if tag.patch == patch.message_id
        ),
    )


def _tag(tag: Tag) -> TagView:
    return TagView(
        name=tag.name,
        person=tag.person.name,
        email=tag.person.email,
        message_id=tag.message_id,
        scope="series" if tag.series else "patch",
        given_on_version=tag.given_on_version,
        carried=tag.carried,
        stale=tag.stale,
        withdrawn=tag.withdrawn,
        conditional=tag.conditional,
        date=tag.date,
        evidence=tag.evidence,
        changed_lines=tag.changed_lines,
    )


def _notice(message: Message, notice: Notice) -> NoticeView:
    return NoticeView(
        kind=notice.kind.value,
        message_id=message.message_id,
        date=message.date,
        who=notice.by or message.sender,
        tree=notice.tree,
        branch=notice.branch,
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
    )


def _relation(linked: Linked) -> RelationView:
    relation = linked.relation
    name = relation.evidence.message_id if linked.direction == "in" else relation.message_id
    return RelationView(
        kind=relation.kind,
        direction=linked.direction,
        confidence=relation.confidence,
        target=target_view(linked, url_of(name) if name else relation.url),
        evidence=relation.evidence,
    )
