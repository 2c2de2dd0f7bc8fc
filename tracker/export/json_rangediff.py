# SPDX-License-Identifier: GPL-2.0-or-later
"""Two versions of a series as a JSON document; docs/schema/diff.schema.json describes it."""

from tracker.export.json import document
from tracker.export.json_keys import Json, Object, picked
from tracker.model.compare import DiffBlock, PatchEnd, PatchPair, RangeDiff


def rangediff_json(told: RangeDiff) -> str:
    """Return what ``diff --json`` prints."""
    end, note = "version label message_id", "version message_id position line heading lines cut"
    return document(
        {
            "schema": "tracker/diff/1",
            "id": told.series,
            "old": picked(told.old, end),
            "new": picked(told.new, end),
            "pairs": [_rangediff_json_pair(pair) for pair in told.pairs],
            "notes": [picked(one, note) for one in told.notes],
            **picked(told, "limits abridged"),
        }
    )


def _rangediff_json_pair(pair: PatchPair) -> Object:
    return {
        "fate": pair.fate,
        "old": _rangediff_json_patch(pair.old),
        "new": _rangediff_json_patch(pair.new),
        **picked(pair, "moved changed_lines"),
        "message": _rangediff_json_lines(pair.message) if pair.message else None,
        "files": [{"path": part.name, "lines": _rangediff_json_lines(part)} for part in pair.files],
        "cut": pair.cut,
    }


def _rangediff_json_patch(end: PatchEnd | None) -> Object | None:
    return None if end is None else picked(end, "position message_id title")


def _rangediff_json_lines(part: DiffBlock) -> list[Json]:
    """Return each line behind its mark."""
    return [mark if mark == "@" else f"{mark}{line}" for mark, line in part.lines]
