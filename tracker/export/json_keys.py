# SPDX-License-Identifier: GPL-2.0-or-later
"""Records as JSON objects, key by key, as docs/schema/series.schema.json describes them.

Every key is named here, so that a new field of a record never becomes a promise by itself. Most
are fields of the record; an object with a key that is none has a function of its own.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache
from operator import attrgetter
from typing import Any, TypeAlias

from tracker.model.board import KeptDraft
from tracker.model.checks import Check
from tracker.model.landing import PROOFS, Edit, LandingStep, Left, StableRow
from tracker.model.mail import Evidence, Person
from tracker.model.outside.states import OutsideWord
from tracker.model.query import TextMatch
from tracker.model.readiness import HalfLanded, LandingOrder, Readiness, StackStep, Waiting
from tracker.model.review import Question, Tag
from tracker.model.rows import CheckCounts, RevisionRow, SeriesRow
from tracker.model.said import Note, Snooze, Until
from tracker.model.signatures import SignedMail
from tracker.model.status import Facts, Mover, Turn
from tracker.model.views import (
    Edge,
    Event,
    MailNote,
    Node,
    NoticeView,
    ObjectionView,
    PatchView,
    Reason,
    RelationView,
    RevisionView,
    SeriesView,
    TargetView,
    ThreadLine,
)

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Object: TypeAlias = dict[str, Json]

_PLAIN = frozenset((str, int, float, bool, type(None)))
"""Types of what is JSON already, and most of all there is."""


def time(moment: datetime) -> str:
    """RFC 3339 in UTC, in whole seconds: ``2025-07-24T14:02:11Z``."""
    return f"{moment.astimezone(UTC).isoformat()[:19]}Z"


def as_json(value: object) -> Json:
    """Return a value as a document has it: a moment, a record or a list of them, or what is JSON.

    A member of an enum is its text. Raises KeyError for a record whose keys no table here names.
    """
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, datetime):
        return time(value)
    if isinstance(value, (tuple, list)):
        return [one if type(one) in _PLAIN else as_json(one) for one in value]
    return as_object(value)


def as_object(record: object) -> Object:
    """Return a record as an object. Raises KeyError where no table here names its keys."""
    kind = type(record)
    return picked(record, _FIELDS[kind]) if kind in _FIELDS else _MADE[kind](record)


def picked(record: object, names: str) -> Object:
    """Return an object of fields of a record, in the order of their names."""
    keys, read = _reader(names)
    return {
        key: value if type(value) in _PLAIN else as_json(value)
        for key, value in zip(keys, read(record), strict=True)
    }


@cache
def _reader(names: str) -> tuple[tuple[str, ...], Callable[[object], tuple[Any, ...]]]:
    """Return the names, and what reads the fields of a record that have them; two or more."""
    keys = tuple(names.split())
    return keys, attrgetter(*keys)


def _called(who: Person) -> str:
    return who.name or who.email


def _who(who: Person) -> Object:
    return {"who": _called(who), "email": who.email}


def _turn(move: Turn) -> Object:
    people: list[Json] = [picked(who, "name email why") for who in move.people]
    return {"side": move.side, "people": people, **picked(move, "since reasons")}


def _tag(given: Tag) -> Object:
    return {
        "name": given.name,
        "person": given.person.name,
        "email": given.person.email,
        "message_id": given.message_id,
        "scope": "series" if given.series else "patch",
        **picked(given, "given_on_version carried stale changed_lines withdrawn doubt"),
        **picked(given, "conditional date evidence"),
    }


def _rung(step: LandingStep) -> Object:
    return {
        **picked(step, "rung tree branch commit merge tag date"),
        "by": None if step.by is None else _called(step.by),
        "by_email": None if step.by is None else step.by.email,
        "proof": PROOFS[step.proof].token,
        "proofs": [PROOFS[one].token for one in step.proofs or (step.proof,)],
        **picked(step, "edited evidence others"),
    }


def _edit(change: Edit) -> Object:
    files: list[Json] = [
        {
            "path": file.path,
            "posted": [line for side, line in file.lines if side == "<"],
            "committed": [line for side, line in file.lines if side == ">"],
        }
        for file in change.files
    ]
    return {**picked(change, "version position message_id repository commit"), "files": files}


def _notice(told: NoticeView) -> Object:
    return {
        **picked(told, "kind message_id date"),
        **_who(told.who),
        **picked(told, "tree branch scope positions commits dropped sure authority"),
        "believed": told.authority.counts,
        "evidence": as_json(told.evidence),
    }


def _question(asked: Question) -> Object:
    """``answered_by`` is null while it is open."""
    return {
        "message_id": asked.message_id,
        **_who(asked.who),
        **picked(asked, "date quote under answered_by discussed_by overtaken_by"),
        **picked(asked, "put_to changed evidence"),
    }


def _thread_line(line: ThreadLine) -> Object:
    return {
        **picked(line, "message_id parent date"),
        **_who(line.who),
        **picked(line, "subject depth role marks"),
    }


def _snooze(found: Snooze) -> Object:
    return {
        **picked(found, "message_id until at date"),
        "tag": found.tag if found.until is Until.TAG else None,
        "version": found.version + 1 if found.until is Until.VERSION else None,
    }


def _outside(one: OutsideWord) -> Object:
    state = one.state
    return {
        **picked(state, "service server"),
        "project": state.project or None,
        **picked(state, "url message_id"),
        "version": one.version,
        "patch": one.patch,
        **picked(state, "state archived"),
        "delegate": {"name": state.delegate, "email": state.delegate_email}
        if state.delegate or state.delegate_email
        else None,
        "series": state.series,
        "series_url": state.series_url or None,
        "since": time(state.first_at),
        "seen": time(state.last_at),
        "conflict": one.conflict or None,
    }


def _signature(one: SignedMail) -> Object:
    signed = picked(one.signature, "kind state identity selector of_sender")
    return {"message_id": one.message_id, **signed}


def _objection(one: ObjectionView) -> Object:
    return {
        "message_id": one.message_id,
        **_who(one.who),
        **picked(one, "date version positions kind quote state answered_by evidence"),
    }


def _draft(one: KeptDraft) -> Object:
    return {
        "path": one.path,
        "subject": one.subject or None,
        "to": one.to or None,
        "changed": time(one.changed),
    }


def _match(one: TextMatch) -> Object:
    return {
        **picked(one, "message_id subject sender date series"),
        "line": one.line or None,
        "quote": one.quote or None,
    }


_FIELDS: Mapping[type, str] = {
    Person: "name email",
    Mover: "name email",
    Evidence: "rule message_id line quote repository commit url",
    Check: "context state severity source url date version patch message_id summary answered_by"
    " usual evidence",
    CheckCounts: "success warning fail pending failing",
    Facts: "rfc resend pull_request stalled blocked",
    Readiness: "ready unblocked since waits_for half_landed landed_ahead order reasons",
    Waiting: "id title project version url stage side people since needed_by missing",
    HalfLanded: "landed other kind state since text",
    LandingOrder: "id title project landed dependent_landed in_first",
    PatchView: "position message_id title author patch_id stage tags lost landing left",
    Left: "rung tree branch commit seen gone evidence",
    RevisionView: "version label message_id title url date stage stage_since expected complete"
    " missing base_commit change_id rfc resend partial posted_by branch landing patches notices"
    " questions",
    TargetView: "message_id url title project stage id version landed",
    RelationView: "kind direction confidence target evidence needed",
    Event: "date kind text message_id commit version",
    Note: "message_id at text",
    SeriesView: "id title author lists project change_id url stage stage_since summary facts turn"
    " readiness revisions relations stable objections checks forge outside signatures events thread"
    " evidence seen snooze notes mail_notes labels queued as_of fetched abridged",
    MailNote: "kind message_id text others date_from",
    StableRow: "branch state date who positions tag commit message_id series evidence",
    SeriesRow: "id title author lists project stage turn last_activity revisions tracked reviewed"
    " open_questions checks blocked summary labels queued",
    RevisionRow: "version label message_id date expected patches partial",
    Node: "id title project stage version url landed turn missing absence",
    Edge: "source target kind confidence evidence",
    StackStep: "id title project version message_id url stage landed where needed_by queued"
    " missing lacking candidates evidence",
    Reason: "fact topic evidence",
}
"""The keys of each object that are the fields of its record."""

_MADE: Mapping[type, Callable[[Any], Object]] = {
    # The function of each kind takes a record of that kind.
    Turn: _turn,
    Tag: _tag,
    LandingStep: _rung,
    Edit: _edit,
    NoticeView: _notice,
    Question: _question,
    ThreadLine: _thread_line,
    Snooze: _snooze,
    OutsideWord: _outside,
    SignedMail: _signature,
    ObjectionView: _objection,
    KeptDraft: _draft,
    TextMatch: _match,
}
"""What makes the objects with other keys."""
