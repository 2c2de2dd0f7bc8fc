# SPDX-License-Identifier: GPL-2.0-or-later
"""Two versions of a series as a JSON document; docs/schema/diff.schema.json describes it."""

from tracker.export.json import document
from tracker.export.json_keys import Json, Object
from tracker.model.compare import ChangeNote, DiffBlock, PatchEnd, PatchPair, RangeDiff, VersionEnd


def rangediff_json(told: RangeDiff) -> str:
    """Return what ``diff --json`` prints."""
    return document(
        {
            "schema": "tracker/diff/1",
            "id": told.series,
            "old": _rangediff_json_version(told.old),
            "new": _rangediff_json_version(told.new),
            "pairs": [_rangediff_json_pair(pair) for pair in told.pairs],
            "notes": [_rangediff_json_note(note) for note in told.notes],
            "limits": list(told.limits),
            "abridged": told.abridged,
        }
    )


def _rangediff_json_version(end: VersionEnd) -> Object:
    return {"version": end.version, "label": end.label, "message_id": end.message_id}


def _rangediff_json_pair(pair: PatchPair) -> Object:
    return {
        "fate": pair.fate.value,
        "old": _rangediff_json_patch(pair.old),
        "new": _rangediff_json_patch(pair.new),
        "moved": pair.moved,
        "changed_lines": pair.changed_lines,
        "message": _rangediff_json_lines(pair.message) if pair.message else None,
        "files": [{"path": part.name, "lines": _rangediff_json_lines(part)} for part in pair.files],
        "cut": pair.cut,
    }


def _rangediff_json_patch(end: PatchEnd | None) -> Object | None:
    if end is None:
        return None
    return {"position": end.position, "message_id": end.message_id, "title": end.title}


def _rangediff_json_lines(part: DiffBlock) -> list[Json]:
    """Return each line behind its mark."""
    return [mark if mark == "@" else f"{mark}{line}" for mark, line in part.lines]


def _rangediff_json_note(note: ChangeNote) -> Object:
    return {
        "version": note.version,
        "message_id": note.message_id,
        "position": note.position,
        "line": note.line,
        "heading": note.heading,
        "lines": list(note.lines),
        "cut": note.cut,
    }
