# SPDX-License-Identifier: GPL-2.0-or-later
"""The tables of what the user recorded here: the only rows that a backup must hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial
from sqlite3 import Row
from typing import TYPE_CHECKING

from tracker.store.columns import (
    Group,
    Index,
    flag,
    moment,
    number,
    table,
    text,
)
from tracker.store.faults import told_plainly
from tracker.store.reading import GIVEN, ReadOnly, given, to_moment

_MESSAGE = text("message_id", "The message it hangs on: the one name that never changes.")

_UPTO = number(
    "upto",
    "The number of the last mail stored by then; what has a higher one came later, whatever its"
    " date says. Null where that was not kept, or nothing was stored.",
    null=True,
    since=8,
)

_table = partial(table, group=Group.SAID, since=3)

TRACKED = _table(
    "tracked",
    "Series that the user follows.",
    _MESSAGE,
    moment("since", "Since when."),
    _UPTO,
    key=("message_id",),
)

SEEN = _table(
    "seen",
    "When the user last looked at a series.",
    _MESSAGE,
    moment("at", "The last look."),
    _UPTO,
    key=("message_id",),
)

NOTE = _table(
    "note",
    "What the user wrote about a message.",
    _MESSAGE,
    moment("at", "When."),
    text("text", "The words."),
    key=("message_id", "at"),
)

SAID_LINK = _table(
    "said_link",
    "Relations that the user made or cut by hand.",
    text("source", "Message-ID of the side that the relation starts from."),
    text("kind", "The kind of relation, in the outgoing sense; empty for one that is cut."),
    text("target", "Message-ID or URL of the other side."),
    text("note", "Why; may be empty."),
    moment("at", "When it was said."),
    flag("cut", "the user says that there is no such relation."),
    key=("source", "kind", "target"),
    indexes=(Index(("target",)),),
)

_later = partial(table, group=Group.SAID, since=5)

SNOOZE = _later(
    "snooze",
    "Series that are to be out of sight until something happens.",
    _MESSAGE,
    text("until", "What ends it: date, answer, version, landed, tag or change."),
    moment("at", "When it was said."),
    moment("date", "Of a date, the moment.", null=True),
    text("tag", "Of a tag, its name; else empty."),
    number("version", "It ends with a version above this one, where it waits for one."),
    flag("blocked", "the series needed something that had not landed."),
    key=("message_id",),
)

_ordered = partial(table, group=Group.SAID, since=14)

LABEL = _ordered(
    "label",
    "Labels that the user put on series.",
    _MESSAGE,
    text("name", "The label, in lower case."),
    moment("at", "When it was put on."),
    key=("message_id", "name"),
)

QUEUE = _ordered(
    "queue",
    "The user's queue: series of any project in an order of their own.",
    _MESSAGE,
    number("place", "Its place, from 1."),
    key=("message_id",),
)

MARK = _later(
    "mark",
    "How far a report has told, for the next one to go on from there.",
    text("name", "The report's name."),
    moment("at", "The moment that it was told for."),
    key=("name",),
)

SAID_STEP = _later(
    "said_step",
    "What was said lately, so that it can be taken back.",
    number("n", "Its number; the last said has the highest."),
    moment("at", "When it was said."),
    text("sentence", "What was said, for people."),
    key=("n",),
)

SAID_BEFORE = _later(
    "said_before",
    "The rows of the tables above as they were before a step changed them.",
    number("step", "The step.", parent="said_step"),
    number("place", "Its place in the step, from 0."),
    text("table_name", "The table."),
    text("row_key", "The row's key. A JSON array."),
    text("before", "The row. A JSON object by column; where there was none, null.", null=True),
    key=("step", "place"),
)

WORDS = (TRACKED, SEEN, NOTE, SAID_LINK, SNOOZE, LABEL, QUEUE)
"""What the user records of series and can take back."""

SAID = (*WORDS, MARK, SAID_STEP, SAID_BEFORE)


if TYPE_CHECKING:
    # The board reads through this class, and nothing of it needs them.
    from tracker.model.relations import SaidLink
    from tracker.model.said import Note, Snooze
    from tracker.store.records import UserStep


class UserReader(ReadOnly):
    """What the user said by hand.

    Words hang on messages, and a series owns those of all of its messages.
    """

    def tracked(self) -> tuple[tuple[str, datetime], ...]:
        """Return the messages whose series the user follows, and since when; oldest first."""
        found = self._rows("SELECT message_id, since FROM tracked ORDER BY since, message_id")
        return tuple((name, to_moment(since)) for name, since in found)

    def seen(self) -> tuple[tuple[str, datetime], ...]:
        """Return the messages whose series the user looked at, and when last; oldest first."""
        found = self._rows("SELECT message_id, at FROM seen ORDER BY at, message_id")
        return tuple((name, to_moment(at)) for name, at in found)

    def seen_at(self, message_ids: Iterable[str]) -> datetime | None:
        """Return when the user last looked at the series of these messages; None if never."""
        ((at,),) = self._rows(
            f"SELECT max(at) FROM seen WHERE message_id {GIVEN}", given(message_ids)
        )
        return None if at is None else to_moment(at)

    def tracked_upto(self) -> Mapping[str, int | None]:
        """The number of the last mail stored when the user began to follow, by the message."""
        return {name: n for name, n in self._rows("SELECT message_id, upto FROM tracked")}

    def seen_upto(self) -> Mapping[str, int | None]:
        """Return the number of the last mail stored when the user last looked, by the message."""
        return {name: n for name, n in self._rows("SELECT message_id, upto FROM seen")}

    def later_than_seen(self, message_ids: Iterable[str]) -> frozenset[str] | None:
        """Return those of a series' messages that were stored since the user last looked at it.

        None where they never did, or where the look was kept without a number.
        """
        asked = given(message_ids)
        ((upto,),) = self._rows(f"SELECT max(upto) FROM seen WHERE message_id {GIVEN}", asked)
        if upto is None:
            return None
        return frozenset(
            self._names(
                f"SELECT message_id FROM message WHERE message_id {GIVEN} AND id > ?", asked, upto
            )
        )

    def newest_revision(self, series: Iterable[str]) -> Mapping[str, int]:
        """Return the number of the last stored mail of each of these series, by their ids."""
        found = self._rows(
            "SELECT s.id, max(h.message) FROM series AS s"
            f" JOIN membership AS h ON h.series = s.number WHERE s.id {GIVEN} GROUP BY s.id",
            given(series),
        )
        return {name: number for name, number in found}

    def snoozes(self) -> tuple[Snooze, ...]:
        """Return every snooze, the first said first, those that have ended too."""
        return tuple(
            _user_action_snooze(row)
            for row in self._rows(f"{SNOOZE.select} ORDER BY at, message_id")
        )

    def snooze_of(self, message_ids: Iterable[str]) -> Snooze | None:
        """Return the snooze of the series of these messages, the last said; ended or not."""
        found = self._rows(
            f"{SNOOZE.select} WHERE message_id {GIVEN} ORDER BY at DESC, message_id LIMIT 1",
            given(message_ids),
        )
        return _user_action_snooze(found[0]) if found else None

    def tags_there(self, as_of: datetime) -> tuple[str, ...]:
        """The tags that snoozes wait for and a repository holds; ``v6.17`` and ``6.17`` are one."""
        return self._names(
            "SELECT DISTINCT snooze.tag FROM snooze JOIN repo_ref ON lower(repo_ref.name) IN"
            " ('refs/tags/' || ltrim(lower(tag), 'v'), 'refs/tags/v' || ltrim(lower(tag), 'v'))"
            " WHERE snooze.until = 'tag' AND repo_ref.date <= ? ORDER BY 1",
            int(as_of.timestamp()),
        )

    def notes(self, message_ids: Iterable[str]) -> tuple[Note, ...]:
        """Return what the user wrote about the series of these messages, the oldest first."""
        found = self._rows(
            f"{NOTE.select} WHERE message_id {GIVEN} ORDER BY at, message_id", given(message_ids)
        )
        if not found:
            return ()
        from tracker.model.said import Note

        return tuple(Note(message_id=name, at=to_moment(at), text=text) for name, at, text in found)

    def note_counts(self) -> tuple[tuple[str, int], ...]:
        """Return the messages that the user wrote notes about, and how many."""
        found = self._rows("SELECT message_id, count(*) FROM note GROUP BY message_id ORDER BY 1")
        return tuple((name, count) for name, count in found)

    def labels(self) -> tuple[tuple[str, str], ...]:
        """Return every message with a label, and the label, by name."""
        found = self._rows("SELECT message_id, name FROM label ORDER BY name, at, message_id")
        return tuple((message, name) for message, name in found)

    def labels_of(self, message_ids: Iterable[str]) -> tuple[str, ...]:
        """Return the labels of the series of these messages, by name."""
        return self._names(
            f"SELECT DISTINCT name FROM label WHERE message_id {GIVEN} ORDER BY name",
            given(message_ids),
        )

    def queue(self) -> Mapping[str, int]:
        """Return the place in the queue of each message that is in it, the first one first."""
        return {
            name: place
            for name, place in self._rows("SELECT message_id, place FROM queue ORDER BY place")
        }

    def place_of(self, message_ids: Iterable[str]) -> int | None:
        """Return the place in the queue of the series of these messages; None if it has none."""
        ((place,),) = self._rows(
            f"SELECT min(place) FROM queue WHERE message_id {GIVEN}", given(message_ids)
        )
        return None if place is None else int(place)

    def mark(self, name: str) -> datetime | None:
        """The moment that the last report of this name was told for; None if there was none."""
        found = self._rows("SELECT at FROM mark WHERE name = ?", name)
        return to_moment(found[0][0]) if found else None

    def recorded(self) -> str:
        """Return everything that the user recorded, as the lines of ``recorded.lines``."""
        from tracker.store.recorded.lines import stored_rows, text_of

        with self._at_once(), told_plainly(self._path):
            return text_of(stored_rows(self._connection))

    def last_said(self) -> UserStep | None:
        """Return what was said last and can be taken back."""
        from tracker.store.records import UserStep

        found = self._rows("SELECT n, at, sentence FROM said_step ORDER BY n DESC LIMIT 1")
        return next(
            (UserStep(number=n, at=to_moment(at), sentence=told) for n, at, told in found), None
        )

    def said_links(self) -> tuple[SaidLink, ...]:
        """Relations made or cut by hand, the first said first."""
        from tracker.model.relations import Kind, SaidLink

        found = self._rows(
            "SELECT source, kind, target, note, at, cut FROM said_link"
            " ORDER BY at, source, target, kind"
        )
        return tuple(
            SaidLink(
                source=source,
                kind=None if cut else Kind(kind),
                target=target,
                note=note,
                at=to_moment(at),
            )
            for source, kind, target, note, at, cut in found
        )


def _user_action_snooze(row: Row) -> Snooze:
    from tracker.model.said import Snooze, Until

    return Snooze(
        message_id=row["message_id"],
        until=Until(row["until"]),
        at=to_moment(row["at"]),
        date=None if row["date"] is None else to_moment(row["date"]),
        tag=row["tag"],
        version=row["version"],
        blocked=bool(row["blocked"]),
    )
