# SPDX-License-Identifier: GPL-2.0-or-later
"""Rows with what the user said of them: tracked, seen, snoozed, noted."""

from collections.abc import Callable, Iterable
from datetime import datetime

from tracker.lazy_dataclass import replace
from tracker.model.rows import SeriesRow
from tracker.model.said import Snooze
from tracker.store.board.record import UNTOUCHED, UserState
from tracker.store.load import Reader

Home = Callable[[str], str | None]
"""The series that a message belongs to."""


def with_user_state(
    rows: Iterable[SeriesRow], reader: Reader, home: Home, as_of: datetime, *, today: bool = True
) -> tuple[SeriesRow, ...]:
    """Return the rows with what the user recorded of their series, told for a moment.

    Without ``today`` another day is shown: what is new goes by the dates of the mails then.
    """
    said = _user_row_recorded(reader, home)
    newest = reader.newest_revision(said) if today else {}
    tags = reader.tags_there(as_of) if any(one.snooze for one in said.values()) else ()
    return tuple(
        still_asleep(_user_row_with(row, said[row.id], newest.get(row.id)), as_of, tags)
        if row.id in said
        else row
        for row in rows
    )


def _user_row_with(row: SeriesRow, said: UserState, newest: int | None) -> SeriesRow:
    return replace(
        row,
        tracked=said.tracked is not None,
        seen=said.seen,
        new=said.is_new(row.last_activity, newest),
        snooze=said.snooze,
        notes=said.notes,
        labels=said.labels,
        queued=said.queued,
    )


def still_asleep(row: SeriesRow, as_of: datetime, tags: Iterable[str]) -> SeriesRow:
    """Return the row without a snooze that has ended; ``tags`` are those that repositories hold."""
    if row.snooze is None:
        return row
    from tracker.state.snooze import awake

    if awake(row.snooze, row, as_of, tags) is None:
        return row
    return replace(row, snooze=None)


def _user_row_recorded(reader: Reader, home: Home) -> dict[str, UserState]:
    """Return what the user recorded of each series, over all of its messages."""
    found: dict[str, UserState] = {}

    def of(message_id: str) -> tuple[str, UserState] | None:
        name = home(message_id)
        return None if name is None else (name, found.get(name, UNTOUCHED))

    upto = reader.tracked_upto()
    for message_id, since in reader.tracked():
        if one := of(message_id):
            name, said = one
            stored = _user_row_first(said.tracked_upto, upto[message_id], min)
            since = min(said.tracked or since, since)
            found[name] = replace(said, tracked=since, tracked_upto=stored)
    upto = reader.seen_upto()
    for message_id, at in reader.seen():
        if one := of(message_id):
            name, said = one
            stored = _user_row_first(said.seen_upto, upto[message_id], max)
            found[name] = replace(said, seen=max(said.seen or at, at), seen_upto=stored)
    for snooze in reader.snoozes():
        if one := of(snooze.message_id):
            name, said = one
            found[name] = replace(said, snooze=_later(said.snooze, snooze))
    for message_id, count in reader.note_counts():
        if one := of(message_id):
            name, said = one
            found[name] = replace(said, notes=said.notes + count)
    for message_id, label in reader.labels():
        if one := of(message_id):
            name, said = one
            found[name] = replace(said, labels=tuple(sorted({*said.labels, label})))
    for message_id, place in reader.queue().items():
        if one := of(message_id):
            name, said = one
            found[name] = replace(said, queued=min(said.queued or place, place))
    return found


def _user_row_first(
    one: int | None, other: int | None, pick: Callable[[int, int], int]
) -> int | None:
    """Of two numbers the one that is picked, or the one that is known."""
    if one is None or other is None:
        return other if one is None else one
    return pick(one, other)


def _later(one: Snooze | None, other: Snooze) -> Snooze:
    if one is None:
        return other
    return max(one, other, key=lambda snooze: (snooze.at, snooze.message_id))
