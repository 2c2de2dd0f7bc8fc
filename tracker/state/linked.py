# SPDX-License-Identifier: GPL-2.0-or-later
"""A relation with its other end, as far as that is known; and what a series needs to land."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from tracker.lazy_dataclass import dataclass, replace
from tracker.mail.people import same_person
from tracker.model.landing import Landing, LandingStep, StepName, place_name
from tracker.model.mail import Message
from tracker.model.relations import Kind, Relation
from tracker.model.series import Revision
from tracker.model.status import CLOSED, LANDED, Stage
from tracker.model.views import TargetView
from tracker.relations.manual import RULE
from tracker.relations.verdict import COUNTER_PATCH
from tracker.relations.versions import work_name, work_version
from tracker.state.dossier import Dossier
from tracker.state.stage import patch_stage

DIGITS = 12
"""Digits by which two commits are told to be one."""
_OPEN = frozenset(Stage) - CLOSED - {Stage.PARTIALLY_APPLIED}
"""Stages that stand after ``superseded`` in their order."""
_COUNTER_RULE = f"relation.{Kind.REPLACES}.{COUNTER_PATCH}"
_AWAY = frozenset({StepName.STABLE, StepName.REVERTED})
"""A backport, and a revert of some patches or one that was undone, say less than the way up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """One relation seen from one of its ends."""

    relation: Relation
    direction: str
    """``out``: our author wrote it; ``in``: the other's did."""
    other: Dossier | None
    """The series at the other end, as it stood then; None if it is not at hand."""
    message: Message | None = None
    """The very message it points at, where that is at hand."""
    project: str | None = None
    """The other end's project."""
    instead: Dossier | None = None
    """The later work by which the other end's author replaced it, where it has not landed."""


def stands_for(linked: Linked) -> Dossier | None:
    """The series that counts for the other end: what its author put in its place, else itself."""
    return linked.instead or linked.other


def end_name(relation: Relation) -> str:
    """What a thing that is no series at hand goes by."""
    return relation.message_id or relation.url


def patch_of_commit(commit: str, landings: Iterable[Landing]) -> str | None:
    """The patch that became a commit; both may be shortened, to no less than 12 digits."""
    if len(commit) < DIGITS:
        return None
    for landing in landings:
        for rung in landing.rungs:
            if rung.commit and rung.commit[:DIGITS] == commit[:DIGITS]:
                return landing.patch
    return None


def landed_line(dossier: Dossier) -> str | None:
    """In one line, where a series landed; None where its stage is no landing."""
    return landing_words(dossier.own_landings)


def landing_words(landings: Sequence[Landing]) -> str | None:
    """In one line, how far patches got; None where they are in no tree."""
    stays = any(patch_stage(one) not in (None, Stage.REVERTED) for one in landings)
    rungs = [
        rung
        for landing in landings
        for rung in landing.rungs
        if rung.rung is not StepName.POSTED and not (stays and rung.rung in _AWAY)
    ]
    if not rungs:
        return None
    last = max(rungs, key=lambda one: (list(StepName).index(one.rung), one.date))
    if last.seen:
        return f"seen {last.date:%Y-%m-%d} in {place_name(last.tree, last.branch)}"
    said = ", its author says" if last.by is None and last.said_by is not None else ""
    return f"{_verb(last)} {last.date:%Y-%m-%d}{_linked_where(last)}{said}"


_UP = frozenset({StepName.TREE, StepName.NEXT, StepName.MAINLINE, StepName.RELEASE})


def landed_at(dossier: Dossier) -> datetime | None:
    """When the last patch of a series came into its first tree; None if the series is not in."""
    if dossier.standing.stage not in LANDED:
        return None
    first = [
        min(rung.date for rung in up)
        for landing in dossier.own_landings
        if (up := [rung for rung in landing.rungs if rung.rung in _UP])
    ]
    return max(first, default=dossier.standing.since)


def _verb(rung: LandingStep) -> str:
    match rung.rung:
        case StepName.RELEASE:
            return f"released in {rung.tag}" if rung.tag else "released"
        case StepName.MAINLINE:
            return "merged into mainline"
        case StepName.REVERTED:
            return "reverted"
        case _:
            return "applied"


def _linked_where(rung: LandingStep) -> str:
    mainline = rung.rung is StepName.MAINLINE  # Its name says where it is.
    place = None if mainline else place_name(rung.tree, rung.branch)
    return f" to {place}" if place and not (rung.tag and rung.rung is StepName.RELEASE) else ""


def target_view(linked: Linked, url: str) -> TargetView:
    """The other end of a relation, for the views."""
    other, relation = linked.other, linked.relation
    at_end = linked.direction == "in"
    name = relation.evidence.message_id if at_end else relation.message_id
    revision = _revision_of(other, name) if other and name else None
    title = None
    if other is not None:
        title = (revision or other.series.newest).title
    elif linked.message is not None:
        title = linked.message.subject.title
    return TargetView(
        message_id=name,
        url=url,
        title=title,
        project=linked.project,
        stage=other.standing.stage if other else None,
        id=other.series.id if other else None,
        version=revision.version if revision else None,
        landed=landed_line(other) if other else None,
    )


def _revision_of(dossier: Dossier, name: str) -> Revision | None:
    """The revision that a message belongs to."""
    for revision in dossier.series.revisions:
        if name in revision.own or name in revision.replies:
            return revision
    return None


def still_said(linked: Linked, near: Dossier) -> bool:
    """Whether the newest version says it, or a person: a new version says anew what it needs.

    ``near`` is the series from which the relation is seen.
    """
    writer = near if linked.direction == "out" else linked.other
    if writer is None or linked.relation.evidence.rule == RULE:
        return True
    newest = writer.series.newest
    later = [one for one in writer.series.revisions if one.date >= newest.date]
    name = linked.relation.evidence.message_id
    return any(name in one.own or name in one.replies for one in later)


def needs_of(near: Dossier, linked: Sequence[Linked]) -> tuple[Linked, ...]:
    """What the newest version of a series needs, landed or not; of one work its newest posting."""
    said = [one for one in _all_needs(near, linked) if still_said(one, near)]
    return _newest_of_each(said)


def unknown_needs(near: Dossier, linked: Sequence[Linked]) -> tuple[str, ...]:
    """Sentences on what a series needs that is not at hand, what its newest version says first.

    What only an older version said is no need any more, but leaves a doubt.
    """
    now = needs_of(near, linked)
    absent = [f"it needs {_linked_title(one)}" for one in now if stands_for(one) is None]
    said = {work_name(end_name(one.relation)) or end_name(one.relation) for one in now}
    before = [
        f"{writer} needed {_linked_title(one)}"
        for one in _newest_of_each([one for one in _all_needs(near, linked) if one not in now])
        if stands_for(one) is None
        and (work_name(end_name(one.relation)) or end_name(one.relation)) not in said
        and (writer := said_of(one, near)) is not None
    ]
    return tuple(f"{one}, which is not fetched" for one in dict.fromkeys((*absent, *before)))


def _all_needs(near: Dossier, linked: Sequence[Linked]) -> list[Linked]:
    """What any version of a series says that it needs, its own other versions left out."""
    return [
        one
        for one in linked
        if is_need(one.relation)
        and one.direction == "out"
        and (one.other is None or one.other.series.id != near.series.id)
    ]


def _linked_title(linked: Linked) -> str:
    return f"“{linked.message.subject.title if linked.message else end_name(linked.relation)}”"


def _newest_of_each(needs: Sequence[Linked]) -> tuple[Linked, ...]:
    """One name for a work that is named twice, by Message-ID and by change-id or older posting.

    Of a posting that is not at hand only b4's name tells the work. Where that is newer than the
    versions at hand, how far the work is cannot be known from those.
    """
    held: dict[str, list[Linked]] = {}
    for one in needs:
        other = stands_for(one)
        for posting in other.series.revisions if other else ():
            held.setdefault(work_name(posting.message_id) or "", []).append(one)
    gone: list[Linked] = []
    names: set[str] = set()
    for one in sorted(needs, key=lambda one: -(work_version(end_name(one.relation)) or 0)):
        name = work_name(end_name(one.relation))
        if stands_for(one) is not None or not name:
            continue
        ends = map(stands_for, held.get(name, ()))
        works = {other.series.id: other for other in ends if other is not None}
        if name in names:
            gone.append(one)
        elif len(works) == 1:
            (work,) = works.values()
            newer = (work_version(end_name(one.relation)) or 0) > work.series.newest.version
            gone += held[name] if newer else [one]
        names.add(name)
    return tuple(one for one in needs if one not in gone)


def said_of(linked: Linked, near: Dossier) -> str | None:
    """The version that says it, where a newer one no longer does; None if the newest says it."""
    if still_said(linked, near):
        return None
    writer = near if linked.direction == "out" else linked.other
    name = linked.relation.evidence.message_id
    told = [
        one
        for one in (writer.series.revisions if writer else ())
        if name in one.own or name in one.replies
    ]
    return told[-1].label.lower() or f"v{told[-1].version}" if told else None


def is_need(relation: Relation) -> bool:
    """Whether its author waits for what it points at: by its kind, or in words."""
    return relation.kind is Kind.DEPENDS_ON or relation.needed is not None


def blockers(linked: Sequence[Linked]) -> tuple[Linked, ...]:
    """What a series needs that has not landed, one a work; what is not at hand proves nothing."""
    found: dict[str, Linked] = {}
    for one in linked:
        other = stands_for(one)
        if not is_need(one.relation) or one.direction != "out" or other is None:
            continue
        if other.standing.stage not in LANDED:
            found.setdefault(other.series.id, one)
    return tuple(found.values())


def replacement(dossier: Dossier, linked: Sequence[Linked]) -> Linked | None:
    """The later work that takes a series' place, by the word of their common author."""
    author = dossier.series.newest.author
    later = [
        one
        for one in linked
        if one.relation.kind is Kind.REPLACES
        and one.direction == "in"
        and one.other is not None
        and same_person(one.other.series.newest.author, author)
        and one.other.series.newest.date > dossier.series.newest.date
    ]
    return later[-1] if later else None


def counter_patch(dossier: Dossier, linked: Sequence[Linked]) -> Linked | None:
    """Return the newest patch that a reader put in the place of a series, inside an answer."""
    found = [
        one
        for one in linked
        if one.direction == "in"
        and one.other is not None
        and one.relation.evidence.rule == _COUNTER_RULE
        and one.other.series.newest.date > dossier.series.newest.date
    ]
    return found[-1] if found else None


def settled(dossier: Dossier, linked: Sequence[Linked]) -> Dossier:
    """The series as it stands with its relations: superseded, where a later work took its place.

    What landed, was taken back or rejected stays so.
    """
    later = replacement(dossier, linked) or landed_instead(dossier, linked)
    where = dossier.standing
    if later is None or later.other is None or where.stage not in _OPEN:
        return dossier
    said = later.relation.evidence.message_id
    word = later.other.messages.get(said) if said else None
    superseded = replace(
        where,
        stage=Stage.SUPERSEDED,
        since=word.date if word else later.other.series.newest.date,
        patches=dict.fromkeys(where.patches, Stage.SUPERSEDED),
        evidence=(later.relation.evidence,),
    )
    standings = {**dossier.standings, dossier.series.newest.message_id: superseded}
    return replace(dossier, standing=superseded, standings=standings)


def landed_instead(dossier: Dossier, linked: Sequence[Linked]) -> Linked | None:
    """Return the reader's patch that went in, in place of a series."""
    counter = counter_patch(dossier, linked)
    if counter is None or counter.other is None:
        return None
    return counter if counter.other.standing.stage in LANDED else None


def blocker_name(linked: Linked) -> str:
    """A blocker in words: title, project, stage."""
    other = stands_for(linked)
    assert other is not None
    project = f" ({linked.project})" if linked.project else ""
    stage = other.standing.stage
    state = "" if stage not in CLOSED else f", which is {stage.value}"
    return f"“{other.series.newest.title}”{project}{state}"
