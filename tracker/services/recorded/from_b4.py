# SPDX-License-Identifier: GPL-2.0-or-later
"""Turn what ``b4 review`` tracks into records of the user's, and join them as an import does.

A tracked series is tracked here, a snooze holds here, revisions joined by hand stay joined; b4's
own status and branch become a note, because they are a person's word and no stage of ours.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from tracker.model.relations import Kind
from tracker.model.said import Until
from tracker.services.recorded.carry import import_text
from tracker.services.user_actions.actions import Undo
from tracker.sources.outside.b4_tracking import B4Database, B4Series, moment
from tracker.store.recorded.lines import SCHEMA

_OVER = frozenset({"archived", "gone", "thanked"})
"""What b4 keeps of series that are done with; they are not tracked here."""
_PLAIN = frozenset({"new", "reviewing", "snoozed"})
"""Statuses that say nothing beside being tracked."""


def import_b4(database: Path, found: Iterable[B4Database], now: datetime) -> Undo:
    """Join what b4 tracks with what is recorded here, in one step that can be undone."""
    lines = [json.dumps({"schema": SCHEMA})]
    for one in found:
        for series in one.series:
            lines += [json.dumps(line) for line in _records(series, now)]
    return import_text(database, "\n".join(lines).encode() + b"\n", "b4 review", now)


def _records(series: B4Series, now: datetime) -> Iterator[dict[str, object]]:
    if series.status not in _OVER:
        since = _zulu(series.added_at or now)
        yield {"tracked": {"message_id": series.message_id, "since": since}}
        if snooze := _snooze(series, now):
            yield {"snooze": snooze}
        if words := _words(series):
            at = _zulu(series.moved_at or now)
            yield {"note": {"message_id": series.message_id, "at": at, "text": words}}
    for older, newer in zip(series.linked, series.linked[1:], strict=False):
        yield {
            "link": {
                "source": newer,
                "kind": Kind.PREVIOUS_VERSION.value,
                "target": older,
                "note": "joined in b4 review",
                "at": _zulu(series.moved_at or now),
                "cut": False,
            }
        }


def _words(series: B4Series) -> str:
    """Return b4's status and branch as a note; empty where they say nothing more."""
    parts = [series.status] if series.status not in _PLAIN else []
    parts += [f"for {series.branch}"] if series.branch else []
    return f"b4 review ({series.project}): {', '.join(parts)}" if parts else ""


def _snooze(series: B4Series, now: datetime) -> dict[str, object] | None:
    """Return a snooze until a moment that is to come, or until a tag."""
    until = series.snoozed_until
    if series.status != "snoozed" or not until:
        return None
    tag = until.removeprefix("tag:").strip() if until.startswith("tag:") else ""
    date = None if tag else moment(until)
    if not tag and (date is None or date <= now):
        return None
    return {
        "message_id": series.message_id,
        "until": (Until.TAG if tag else Until.DATE).value,
        "at": _zulu(series.moved_at or now),
        "date": _zulu(date) if date else None,
        "tag": tag[:200],
        "version": series.revision,
        "blocked": False,
    }


def _zulu(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
