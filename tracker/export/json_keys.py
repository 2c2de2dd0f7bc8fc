# SPDX-License-Identifier: GPL-2.0-or-later
"""Records as JSON objects, key by key, as docs/schema/series.schema.json describes them.

Every mapping is written out, so that a new field of a record never becomes a promise by itself.
"""

from datetime import UTC, datetime
from typing import TypeAlias

from tracker.model.checks import Check
from tracker.model.landing import PROOFS, Edit, LandingStep, Left
from tracker.model.mail import Evidence, Person
from tracker.model.readiness import HalfLanded, LandingOrder, Readiness, Waiting
from tracker.model.review import Question, Tag
from tracker.model.rows import CheckCounts
from tracker.model.said import Note, Snooze, Until
from tracker.model.status import Facts, Turn
from tracker.model.views import (
    Event,
    NoticeView,
    PatchView,
    RelationView,
    RevisionView,
    TargetView,
    ThreadLine,
)

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Object: TypeAlias = dict[str, Json]


def time(moment: datetime) -> str:
    """RFC 3339 in UTC, in whole seconds: ``2025-07-24T14:02:11Z``."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def maybe_time(moment: datetime | None) -> str | None:
    """Return the same for a time that may not be known."""
    return None if moment is None else time(moment)


def person(who: Person) -> Object:
    """Return a person by name and address."""
    return {"name": who.name, "email": who.email}


def evidence(found: Evidence) -> Object:
    """Return where a fact was read."""
    return {
        "rule": found.rule,
        "message_id": found.message_id,
        "line": found.line,
        "quote": found.quote,
        "repository": found.repository,
        "commit": found.commit,
        "url": found.url,
    }


def check(found: Check) -> Object:
    """Return what a machine says of a version or one of its patches."""
    return {
        "context": found.context,
        "state": found.state.value,
        "severity": None if found.severity is None else found.severity.value,
        "source": found.source,
        "url": found.url,
        "date": time(found.date),
        "version": found.version,
        "patch": found.patch,
        "message_id": found.message_id,
        "summary": found.summary,
        "answered_by": found.answered_by,
        "usual": found.usual,
        "evidence": evidence(found.evidence),
    }


def check_counts(found: CheckCounts) -> Object:
    """Return how many results of machines are in each state."""
    return {
        "success": found.success,
        "warning": found.warning,
        "fail": found.fail,
        "pending": found.pending,
        "failing": list(found.failing),
    }


def turn(move: Turn) -> Object:
    """Return whose turn it is; the people by name and address, with what names them."""
    return {
        "side": move.side.value,
        "people": [{**person(who), "why": who.why} for who in move.people],
        "since": maybe_time(move.since),
        "reasons": list(move.reasons),
    }


def facts(beside: Facts) -> Object:
    """Return the facts beside the stage."""
    return {
        "rfc": beside.rfc,
        "resend": beside.resend,
        "pull_request": beside.pull_request,
        "stalled": beside.stalled,
        "blocked": beside.blocked,
    }


def readiness(told: Readiness) -> Object:
    """Return whether it can be applied, and what it waits for."""
    return {
        "ready": told.ready,
        "unblocked": told.unblocked,
        "since": maybe_time(told.since),
        "waits_for": [waiting(one) for one in told.waits_for],
        "half_landed": [half_landed(one) for one in told.half_landed],
        "landed_ahead": told.landed_ahead,
        "order": [landing_order(one) for one in told.order],
        "reasons": list(told.reasons),
    }


def waiting(one: Waiting) -> Object:
    """Return a work that has to land first."""
    return {
        "id": one.id,
        "title": one.title,
        "project": one.project,
        "version": one.version,
        "url": one.url,
        "stage": None if one.stage is None else one.stage.value,
        "side": None if one.side is None else one.side.value,
        "people": list(one.people),
        "since": maybe_time(one.since),
        "needed_by": one.needed_by,
        "missing": one.missing,
    }


def half_landed(one: HalfLanded) -> Object:
    """Return two parts of one change, of which one is in and the other will not follow."""
    return {
        "landed": one.landed,
        "other": one.other,
        "kind": one.kind.value,
        "state": one.state,
        "since": time(one.since),
        "text": one.text,
    }


def landing_order(one: LandingOrder) -> Object:
    """Return one need, and whether it was in before the series landed."""
    return {
        "id": one.id,
        "title": one.title,
        "project": one.project,
        "landed": maybe_time(one.landed),
        "dependent_landed": maybe_time(one.dependent_landed),
        "in_first": one.in_first,
    }


def tag(given: Tag) -> Object:
    """Return a tag on one patch."""
    return {
        "name": given.name,
        "person": given.person.name,
        "email": given.person.email,
        "message_id": given.message_id,
        "scope": "series" if given.series else "patch",
        "given_on_version": given.given_on_version,
        "carried": given.carried,
        "stale": given.stale,
        "changed_lines": given.changed_lines,
        "withdrawn": given.withdrawn,
        "doubt": None if given.doubt is None else given.doubt.value,
        "conditional": given.conditional,
        "date": time(given.date),
        "evidence": evidence(given.evidence),
    }


def rung(step: LandingStep) -> Object:
    """Return one rung of the landing ladder."""
    return {
        "rung": step.rung.value,
        "tree": step.tree,
        "branch": step.branch,
        "commit": step.commit,
        "merge": step.merge,
        "tag": step.tag,
        "date": time(step.date),
        "by": None if step.by is None else step.by.name or step.by.email,
        "by_email": None if step.by is None else step.by.email,
        "proof": PROOFS[step.proof].token,
        "proofs": [PROOFS[one].token for one in step.proofs or (step.proof,)],
        "edited": step.edited,
        "evidence": evidence(step.evidence),
        "others": [evidence(one) for one in step.others],
    }


def edit(change: Edit) -> Object:
    """Return how a patch was changed when it was applied."""
    return {
        "version": change.version,
        "position": change.position,
        "message_id": change.message_id,
        "repository": change.repository,
        "commit": change.commit,
        "files": [
            {
                "path": file.path,
                "posted": [line for side, line in file.lines if side == "<"],
                "committed": [line for side, line in file.lines if side == ">"],
            }
            for file in change.files
        ],
    }


def patch(part: PatchView) -> Object:
    """Return one patch with its tags and its landing."""
    return {
        "position": part.position,
        "message_id": part.message_id,
        "title": part.title,
        "author": person(part.author),
        "patch_id": part.patch_id,
        "stage": part.stage.value,
        "tags": [tag(given) for given in part.tags],
        "lost": [tag(given) for given in part.lost],
        "landing": [rung(step) for step in part.landing],
        "left": [left(one) for one in part.left],
    }


def left(one: Left) -> Object:
    """Return a branch that a patch was in and is no longer."""
    return {
        "rung": one.rung.value,
        "tree": one.tree,
        "branch": one.branch,
        "commit": one.commit,
        "seen": time(one.seen),
        "gone": time(one.gone),
        "evidence": evidence(one.evidence),
    }


def notice(told: NoticeView) -> Object:
    """Somebody's word that patches were applied."""
    return {
        "kind": told.kind,
        "message_id": told.message_id,
        "date": time(told.date),
        "who": told.who.name or told.who.email,
        "email": told.who.email,
        "tree": told.tree,
        "branch": told.branch,
        "scope": told.scope,
        "positions": list(told.positions),
        "commits": list(told.commits),
        "dropped": told.dropped,
        "sure": told.sure,
        "authority": told.authority.value,
        "believed": told.authority.counts,
        "evidence": evidence(told.evidence),
    }


def question(asked: Question) -> Object:
    """Return a reviewer's question; ``answered_by`` is null while it is open."""
    return {
        "message_id": asked.message_id,
        "who": asked.who.name or asked.who.email,
        "email": asked.who.email,
        "date": time(asked.date),
        "quote": asked.quote,
        "under": asked.under,
        "answered_by": asked.answered_by,
        "discussed_by": asked.discussed_by,
        "overtaken_by": asked.overtaken_by,
        "put_to": None if asked.put_to is None else person(asked.put_to),
        "changed": asked.changed,
        "evidence": evidence(asked.evidence),
    }


def revision(posting: RevisionView) -> Object:
    """Return one version of a series, whole."""
    return {
        "version": posting.version,
        "label": posting.label,
        "message_id": posting.message_id,
        "title": posting.title,
        "url": posting.url,
        "date": time(posting.date),
        "stage": posting.stage.value,
        "stage_since": time(posting.stage_since),
        "expected": posting.expected,
        "complete": posting.complete,
        "missing": list(posting.missing),
        "base_commit": posting.base_commit,
        "change_id": posting.change_id,
        "rfc": posting.rfc,
        "resend": posting.resend,
        "partial": posting.partial,
        "posted_by": None if posting.posted_by is None else person(posting.posted_by),
        "branch": posting.branch,
        "landing": [rung(step) for step in posting.landing],
        "patches": [patch(part) for part in posting.patches],
        "notices": [notice(told) for told in posting.notices],
        "questions": [question(asked) for asked in posting.questions],
    }


def target(end: TargetView) -> Object:
    """Return what a relation points at."""
    return {
        "message_id": end.message_id,
        "url": end.url,
        "title": end.title,
        "project": end.project,
        "stage": None if end.stage is None else end.stage.value,
        "id": end.id,
        "version": end.version,
        "landed": end.landed,
    }


def relation(link: RelationView) -> Object:
    """Return one link of the series, in the outgoing sense."""
    return {
        "kind": link.kind.value,
        "direction": link.direction,
        "confidence": link.confidence,
        "target": target(link.target),
        "evidence": evidence(link.evidence),
        "needed": None if link.needed is None else evidence(link.needed),
    }


def event(happened: Event) -> Object:
    """Something that happened to the series."""
    return {
        "date": time(happened.date),
        "kind": happened.kind,
        "text": happened.text,
        "message_id": happened.message_id,
        "commit": happened.commit,
        "version": happened.version,
    }


def thread_line(line: ThreadLine) -> Object:
    """Return one message of the threads."""
    return {
        "message_id": line.message_id,
        "parent": line.parent,
        "date": time(line.date),
        "who": line.who.name or line.who.email,
        "email": line.who.email,
        "subject": line.subject,
        "depth": line.depth,
        "role": line.role,
        "marks": list(line.marks),
    }


def snooze(found: Snooze) -> Object:
    """Return what puts a series out of sight, and until when."""
    return {
        "message_id": found.message_id,
        "until": found.until.value,
        "at": time(found.at),
        "date": maybe_time(found.date),
        "tag": found.tag if found.until is Until.TAG else None,
        "version": found.version + 1 if found.until is Until.VERSION else None,
    }


def note(written: Note) -> Object:
    """Return what the user wrote."""
    return {
        "message_id": written.message_id,
        "at": time(written.at),
        "text": written.text,
    }
