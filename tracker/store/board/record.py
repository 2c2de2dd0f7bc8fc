# SPDX-License-Identifier: GPL-2.0-or-later
"""Pack the rows of the board into JSON objects by field name, and unpack them.

What is stored follows from the fields of ``SeriesRow``: a field that is added there with a default
is stored and read with no change here. ``row_shape`` differs between two programs whose rows differ
in a field, so that a row of another shape is never unpacked (see ``BoardReader.board_rows``).
"""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin
from zlib import crc32

from tracker.lazy_dataclass import dataclass, is_record, record_fields, replace
from tracker.model.rows import SeriesRow
from tracker.model.said import Snooze

_NOT_STORED = {"tracked", "seen", "new", "snooze", "notes", "labels", "queued"}
"""Fields of a row that follow from user actions; they are joined when it is read."""

_Convert = Callable[[Any], Any]
"""Turns the value of a field into what JSON holds, or back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UserState:
    """What the user did to one series."""

    tracked: datetime | None = None
    """When they began to track it (UTC)."""
    seen: datetime | None = None
    tracked_upto: int | None = None
    """The number of the last mail that was stored then."""
    seen_upto: int | None = None
    snooze: Snooze | None = None
    """The last one; it may have ended."""
    notes: int = 0
    labels: tuple[str, ...] = ()
    queued: int | None = None
    """Its place in the queue, from 1."""

    def is_new(self, last: datetime, newest: int | None = None) -> bool:
        """Return whether mail came since the user looked at it, or tracked it and never looked.

        What counts is when mail was stored, by ``newest``, the number of the last stored mail: mail
        may come in long after the date it bears. Where that is not known, the date of the last.
        """
        since = self.seen or self.tracked
        upto = self.seen_upto if self.seen else self.tracked_upto
        if since is None or upto is None or newest is None:
            return since is not None and last > since
        return newest > upto


UNTOUCHED = UserState()


def pack_row(row: SeriesRow) -> str:
    """Return everything of a row but user actions and what the clock tells, as JSON."""
    return json.dumps(_row_packer()(row), ensure_ascii=False, separators=(",", ":"))


def unpack_row(
    text: str, state: UserState, *, stalled: bool, newest: int | None = None
) -> SeriesRow:
    """Return the row of a record; a snooze that has ended is the caller's to take out.

    ``newest`` is the number of the last stored mail of the series.
    """
    stored: dict[str, Any] = json.loads(text)
    activity = _to_moment(stored["last_activity"])
    facts = stored.setdefault("facts", {})
    if stalled:
        facts["stalled"] = True
    stored |= {
        "tracked": state.tracked is not None,
        "seen": state.seen,
        "new": state.is_new(activity, newest),
        "snooze": state.snooze,
        "notes": state.notes,
        "labels": state.labels,
        "queued": state.queued,
    }
    row: SeriesRow = _row_unpacker()(stored)
    return row


# ---- records by field name ---------------------------------------------------------------------


def _stored_fields(record: type) -> list[tuple[str, Any, object]]:
    """Return the fields of a record class that are stored, those that make two records differ.

    Of each its name, its type, and its default, which is not written (MISSING without one).
    """
    unstored = _NOT_STORED if record is SeriesRow else set()
    return [
        (name, kind, default)
        for name, kind, default, compared in record_fields(record)
        if compared and name not in unstored
    ]


def _packer(kind: Any) -> _Convert | None:
    """Build what turns a value of a type into what JSON holds; None where that is the value."""
    if is_record(kind):
        parts = [(name, _packer(inner), default) for name, inner, default in _stored_fields(kind)]
        return lambda record: {
            name: value if convert is None else convert(value)
            for name, convert, default in parts
            if (value := getattr(record, name)) != default
        }
    if kind is datetime:
        return lambda moment: int(moment.timestamp())
    if (inner := _optional(kind)) is not None:
        return _unless_none(_packer(inner))
    if (item := _record_item(kind)) is not None and (convert := _packer(item)) is not None:
        return lambda values: [convert(one) for one in values]
    return None


def _unpacker(kind: Any) -> _Convert | None:
    """Build what turns what JSON holds into a value of a type; None where that is the value."""
    if is_record(kind):
        return _unpack_by_name(kind)
    if kind is datetime:
        return _to_moment
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {one.value: one for one in kind}.__getitem__
    if (inner := _optional(kind)) is not None:
        return _unless_none(_unpacker(inner))
    if (item := _record_item(kind)) is None:
        return None
    convert = _unpacker(item)
    return tuple if convert is None else lambda values: tuple(map(convert, values))


def _unpack_by_name(record: Any) -> _Convert:
    converts = [
        (name, convert)
        for name, kind, _ in _stored_fields(record)
        if (convert := _unpacker(kind)) is not None
    ]

    def unpack(values: dict[str, Any]) -> Any:
        for name, convert in converts:
            if name in values:
                values[name] = convert(values[name])
        return record(**values)

    return unpack if converts else lambda values: record(**values)


def _unless_none(convert: _Convert | None) -> _Convert | None:
    if convert is None:
        return None
    return lambda value: None if value is None else convert(value)


def _optional(kind: Any) -> Any:
    """Return X of ``X | None``; None of any other type."""
    inner = [one for one in get_args(kind) if one is not NoneType]
    return inner[0] if isinstance(kind, UnionType) and len(inner) == 1 else None


def _record_item(kind: Any) -> Any:
    """Return X of ``tuple[X, ...]``; None of any other type."""
    return get_args(kind)[0] if get_origin(kind) is tuple else None


def _to_moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _described(kind: Any) -> Iterator[str]:
    """Yield what a stored value depends on: field names and types, and the words of an enum."""
    if is_record(kind):
        for name, inner, _ in _stored_fields(kind):
            yield f"{name}:"
            yield from _described(inner)
    elif isinstance(kind, type) and issubclass(kind, Enum):
        yield from (str(one.value) for one in kind)
    else:
        yield str(kind)
        for inner in get_args(kind):
            yield from _described(inner)


@cache
def row_shape() -> str:
    """Name the fields of a row and of the records in it."""
    return f"{crc32(' '.join(_described(SeriesRow)).encode()):08x}"


@cache
def _row_packer() -> _Convert:
    return _packer(SeriesRow) or replace


@cache
def _row_unpacker() -> _Convert:
    return _unpacker(SeriesRow) or replace
