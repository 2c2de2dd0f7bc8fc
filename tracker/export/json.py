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
from tracker.export.json_keys import Json, Object, as_json, as_object, picked
from tracker.model.board import KeptDraft
from tracker.model.landing import Edit
from tracker.model.query import TextMatches
from tracker.model.readiness import Stack
from tracker.model.rows import SeriesRow
from tracker.model.terminal_text import STAND_IN, clean
from tracker.model.verdicts import CheckAnswer
from tracker.model.views import Graph, Reason, SeriesView

_BEYOND_ASCII = re.compile(r"[^\n\x20-\x7e]+")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def series_json(view: SeriesView) -> str:
    """Return a series, whole: what ``show --json`` prints."""
    return document(series_object(view))


def list_json(rows: Sequence[SeriesRow]) -> str:
    """A list of series, each on a line of its own, so that long lists stay fast and greppable."""
    lines = ",\n".join(_safe(json.dumps(as_json(row), ensure_ascii=False)) for row in rows)
    return '{"schema": "tracker/list/1", "series": [' + (f"\n{lines}\n" if lines else "") + "]}"


def search_json(found: TextMatches, words: str) -> str:
    """Return mails that hold words: what ``search --json`` prints."""
    return document(
        {
            "schema": "tracker/search/1",
            "words": words,
            "total": found.total,
            "messages": as_json(found.matches),
        }
    )


def drafts_json(drafts: Sequence[KeptDraft]) -> str:
    """Return the drafts of answers that are kept: what ``drafts --json`` prints."""
    return document({"schema": "tracker/drafts/1", "drafts": as_json(drafts)})


def graph_json(graph: Graph) -> str:
    """Return the related series around one."""
    keys = "root as_of nodes edges limits half_landed abridged"
    return document({"schema": "tracker/graph/1", **picked(graph, keys)})


def stack_json(stack: Stack) -> str:
    """What has to go in, in order: what ``stack --json`` prints."""
    keys = "root as_of steps circles notes"
    return document({"schema": "tracker/stack/1", **picked(stack, keys)})


def why_json(
    id: str, reasons: Sequence[Reason], edits: Sequence[Edit] = (), abridged: bool = False
) -> str:
    """Return the evidence for the facts of the series of that id."""
    return document(
        {
            "schema": "tracker/why/1",
            "id": id,
            "reasons": as_json(reasons),
            "edits": as_json(edits),
            "abridged": abridged,
        }
    )


def check_json(id: str, answer: CheckAnswer) -> str:
    """Return a yes, a no or what is not known (null), and why."""
    return document(
        {
            "schema": "tracker/check/1",
            "id": id,
            "question": answer.question,
            "answer": answer.yes,
            "reasons": as_json(answer.reasons),
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
    return {"schema": "tracker/series/1", **as_object(view)}


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
