# SPDX-License-Identifier: GPL-2.0-or-later
"""The JSON documents that scripts read; docs/schema/ describes them, and tests hold them to it.

Keys never vanish and keep their order; what is not known is null. Letters stand as themselves,
but what a terminal would obey or hide is written as ``\\uXXXX``, which reads back as the same
text: a document may be printed without harm. A lone surrogate, which no UTF-8 can hold,
becomes U+FFFD.
"""

import json
import re
from collections.abc import Sequence

from tracker.errors import TrackerError
from tracker.export import json_keys as keys
from tracker.export.json_keys import Json, Object
from tracker.model.board import KeptDraft
from tracker.model.landing import Edit, StableRow
from tracker.model.outside.states import OutsideWord
from tracker.model.query import TextMatches
from tracker.model.readiness import Stack, StackStep
from tracker.model.rows import RevisionRow, SeriesRow
from tracker.model.signatures import SignedMail
from tracker.model.terminal_text import STAND_IN, clean
from tracker.model.verdicts import CheckAnswer
from tracker.model.views import Edge, Graph, MailNote, Node, ObjectionView, Reason, SeriesView

_BEYOND_ASCII = re.compile(r"[^\n\x20-\x7e]+")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def series_json(view: SeriesView) -> str:
    """Return a series, whole: what ``show --json`` prints."""
    return document(series_object(view))


def list_json(rows: Sequence[SeriesRow]) -> str:
    """A list of series, each on a line of its own, so that long lists stay fast and greppable."""
    lines = ",\n".join(_safe(json.dumps(row_object(row), ensure_ascii=False)) for row in rows)
    return '{"schema": "tracker/list/1", "series": [' + (f"\n{lines}\n" if lines else "") + "]}"


def search_json(found: TextMatches, words: str) -> str:
    """Return mails that hold words: what ``search --json`` prints."""
    return document(
        {
            "schema": "tracker/search/1",
            "words": words,
            "total": found.total,
            "messages": [
                {
                    "message_id": one.message_id,
                    "subject": one.subject,
                    "sender": keys.person(one.sender),
                    "date": keys.time(one.date),
                    "series": one.series,
                    "line": one.line or None,
                    "quote": one.quote or None,
                }
                for one in found.matches
            ],
        }
    )


def drafts_json(drafts: Sequence[KeptDraft]) -> str:
    """Return the drafts of answers that are kept: what ``drafts --json`` prints."""
    kept: list[Json] = [
        {
            "path": one.path,
            "subject": one.subject or None,
            "to": one.to or None,
            "changed": keys.time(one.changed),
        }
        for one in drafts
    ]
    return document({"schema": "tracker/drafts/1", "drafts": kept})


def graph_json(graph: Graph) -> str:
    """Return the related series around one."""
    return document(
        {
            "schema": "tracker/graph/1",
            "root": graph.root,
            "as_of": keys.time(graph.as_of),
            "nodes": [_json_node(node) for node in graph.nodes],
            "edges": [_edge(edge) for edge in graph.edges],
            "limits": list(graph.limits),
            "half_landed": [keys.half_landed(one) for one in graph.half_landed],
            "abridged": graph.abridged,
        }
    )


def stack_json(stack: Stack) -> str:
    """What has to go in, in order: what ``stack --json`` prints."""
    return document(
        {
            "schema": "tracker/stack/1",
            "root": stack.root,
            "as_of": keys.time(stack.as_of),
            "steps": [_stack_step(one) for one in stack.steps],
            "circles": [list(one) for one in stack.circles],
            "notes": list(stack.notes),
        }
    )


def _stack_step(one: StackStep) -> Object:
    return {
        "id": one.id,
        "title": one.title,
        "project": one.project,
        "version": one.version,
        "message_id": one.message_id,
        "url": one.url,
        "stage": None if one.stage is None else one.stage.value,
        "landed": keys.maybe_time(one.landed),
        "where": one.where,
        "needed_by": list(one.needed_by),
        "queued": one.queued,
        "missing": one.missing,
        "lacking": list(one.lacking),
        "candidates": list(one.candidates),
        "evidence": None if one.evidence is None else keys.evidence(one.evidence),
    }


def why_json(
    id: str, reasons: Sequence[Reason], edits: Sequence[Edit] = (), abridged: bool = False
) -> str:
    """Return the evidence for the facts of the series of that id."""
    return document(
        {
            "schema": "tracker/why/1",
            "id": id,
            "reasons": [
                {
                    "fact": reason.fact,
                    "topic": reason.topic,
                    "evidence": keys.evidence(reason.evidence),
                }
                for reason in reasons
            ],
            "edits": [keys.edit(one) for one in edits],
            "abridged": abridged,
        }
    )


def check_json(id: str, answer: CheckAnswer) -> str:
    """Return a yes, a no or what is not known (null), and why."""
    return document(
        {
            "schema": "tracker/check/1",
            "id": id,
            "question": answer.question.value,
            "answer": answer.yes,
            "reasons": list(answer.reasons),
        }
    )


def error_json(error: TrackerError) -> str:
    """Return what went wrong, for a script that asked for JSON."""
    return document(
        {
            "schema": "tracker/error/1",
            "error": type(error).__name__,
            "message": str(error),
            "exit": int(error.exit),
        }
    )


def series_object(view: SeriesView) -> Object:
    """Return a series, whole, as a part of a document."""
    return {
        "schema": "tracker/series/1",
        "id": view.id,
        "title": view.title,
        "author": keys.person(view.author),
        "lists": list(view.lists),
        "project": view.project,
        "change_id": view.change_id,
        "url": view.url,
        "stage": view.stage.value,
        "stage_since": keys.time(view.stage_since),
        "summary": view.summary,
        "facts": keys.facts(view.facts),
        "turn": keys.turn(view.turn),
        "readiness": keys.readiness(view.readiness),
        "revisions": [keys.revision(posting) for posting in view.revisions],
        "relations": [keys.relation(link) for link in view.relations],
        "stable": [_json_stable(one) for one in view.stable],
        "objections": [_json_objection(one) for one in view.objections],
        "checks": [keys.check(one) for one in view.checks],
        "forge": list(view.forge),
        "outside": [_json_outside(one) for one in view.outside],
        "signatures": None
        if view.signatures is None
        else [_json_signature(one) for one in view.signatures],
        "events": [keys.event(happened) for happened in view.events],
        "thread": [keys.thread_line(line) for line in view.thread],
        "evidence": [keys.evidence(found) for found in view.evidence],
        "seen": keys.maybe_time(view.seen),
        "snooze": None if view.snooze is None else keys.snooze(view.snooze),
        "notes": [keys.note(written) for written in view.notes],
        "mail_notes": [_mail_note(one) for one in view.mail_notes],
        "labels": list(view.labels),
        "queued": view.queued,
        "as_of": keys.time(view.as_of),
        "fetched": keys.maybe_time(view.fetched),
        "abridged": view.abridged,
    }


def _json_outside(one: OutsideWord) -> Object:
    """Return what a service has a patch as."""
    state = one.state
    return {
        "service": state.service.value,
        "server": state.server,
        "project": state.project or None,
        "url": state.url,
        "message_id": state.message_id,
        "version": one.version,
        "patch": one.patch,
        "state": state.state,
        "archived": state.archived,
        "delegate": {"name": state.delegate, "email": state.delegate_email}
        if state.delegate or state.delegate_email
        else None,
        "series": state.series,
        "series_url": state.series_url or None,
        "since": keys.time(state.first_at),
        "seen": keys.time(state.last_at),
        "conflict": one.conflict or None,
    }


def _json_signature(one: SignedMail) -> Object:
    """Return what a signature of a mail proves."""
    return {
        "message_id": one.message_id,
        "kind": one.signature.kind.value,
        "state": one.signature.state.value,
        "identity": one.signature.identity,
        "selector": one.signature.selector,
        "of_sender": one.signature.of_sender,
    }


def _mail_note(one: MailNote) -> Object:
    """Return what is odd about a mail."""
    return {
        "kind": one.kind,
        "message_id": one.message_id,
        "text": one.text,
        "others": list(one.others),
        "date_from": one.date_from.value,
    }


def _json_stable(found: StableRow) -> Object:
    """Return what became of a mainline change in one stable branch."""
    return {
        "branch": found.branch,
        "state": found.state.value,
        "date": keys.maybe_time(found.date),
        "who": None if found.who is None else keys.person(found.who),
        "positions": list(found.positions),
        "tag": found.tag,
        "commit": found.commit,
        "message_id": found.message_id,
        "series": found.series,
        "evidence": None if found.evidence is None else keys.evidence(found.evidence),
    }


def _json_objection(one: ObjectionView) -> Object:
    """Return a NAK, a refusal or a request for changes, with what became of it."""
    return {
        "message_id": one.message_id,
        "who": one.who.name or one.who.email,
        "email": one.who.email,
        "date": keys.time(one.date),
        "version": one.version,
        "positions": list(one.positions),
        "kind": one.kind,
        "quote": one.quote,
        "state": one.state,
        "answered_by": one.answered_by,
        "evidence": keys.evidence(one.evidence),
    }


def row_object(row: SeriesRow) -> Object:
    """Return a series of a list, as a part of a document."""
    return {
        "id": row.id,
        "title": row.title,
        "author": keys.person(row.author),
        "lists": list(row.lists),
        "project": row.project,
        "stage": row.stage.value,
        "turn": keys.turn(row.turn),
        "last_activity": keys.time(row.last_activity),
        "revisions": [_revision_row(posting) for posting in row.revisions],
        "tracked": row.tracked,
        "reviewed": row.reviewed,
        "open_questions": row.open_questions,
        "checks": keys.check_counts(row.checks),
        "blocked": row.blocked,
        "summary": row.summary,
        "labels": list(row.labels),
        "queued": row.queued,
    }


def _revision_row(posting: RevisionRow) -> Object:
    return {
        "version": posting.version,
        "label": posting.label,
        "message_id": posting.message_id,
        "date": keys.time(posting.date),
        "expected": posting.expected,
        "patches": list(posting.patches),
        "partial": posting.partial,
    }


def _json_node(node: Node) -> Object:
    return {
        "id": node.id,
        "title": node.title,
        "project": node.project,
        "stage": None if node.stage is None else node.stage.value,
        "version": node.version,
        "url": node.url,
        "landed": node.landed,
        "turn": node.turn,
        "missing": node.missing,
        "absence": node.absence,
    }


def _edge(edge: Edge) -> Object:
    return {
        "source": edge.source,
        "target": edge.target,
        "kind": edge.kind.value,
        "confidence": edge.confidence,
        "evidence": keys.evidence(edge.evidence),
    }


def document(value: Json) -> str:
    """Return a document as it is printed."""
    return _safe(json.dumps(value, ensure_ascii=False, indent=2))


def _safe(text: str) -> str:
    if text.isascii() and "\x7f" not in text:
        return text
    return _BEYOND_ASCII.sub(_json_escaped, _SURROGATE.sub(STAND_IN, text))


def _json_escaped(match: re.Match[str]) -> str:
    """The characters themselves where ``clean`` shows them as they are; else their escapes."""
    run = match[0]
    if clean(run) == run:
        return run
    return "".join(char if clean(char) == char else json.dumps(char)[1:-1] for char in run)
