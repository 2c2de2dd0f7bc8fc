# SPDX-License-Identifier: GPL-2.0-or-later
"""Reading the board: which series a query holds, in what order, and their rows."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self
from zlib import crc32

from tracker.lazy_dataclass import dataclass
from tracker.model.people import Person
from tracker.model.status import CLOSED, STALLED, Side, Stage, Turn
from tracker.store.damage.sums import compare, text_sum
from tracker.store.reading import GIVEN, given, moment_or_none, to_moment
from tracker.store.user_actions import UserReader

if TYPE_CHECKING:
    from tracker.model.board import Order
    from tracker.model.rows import SeriesRow
    from tracker.model.said import Snooze
    from tracker.store.board.query import BoardQuery
    from tracker.store.board.record import UserState
    from tracker.store.board.state import BoardKey


_GROUND = ("rules", "drawn_from", "repositories", "commits", "pages", "said")
"""What of ``board_state`` rows are judged by, beside mail."""
_HOMES = """
WITH said (message_id) AS (
    SELECT message_id FROM tracked UNION SELECT message_id FROM seen
    UNION SELECT message_id FROM note UNION SELECT message_id FROM snooze
    UNION SELECT message_id FROM label UNION SELECT message_id FROM queue)
SELECT r.number, message_id FROM said JOIN board_row AS r ON r.series = message_id
UNION
SELECT r.number, message_id FROM said JOIN message AS m USING (message_id)
    JOIN membership AS h ON h.message = m.id
    JOIN series AS s ON s.number = h.series JOIN board_row AS r ON r.series = s.id
"""
_SAID = """
SELECT number, min(tracked.since), max(seen.at),
    sum((SELECT count(*) FROM note WHERE note.message_id = said_home.message_id)), 0,
    CASE WHEN max(seen.at) IS NULL THEN min(tracked.upto) ELSE max(seen.upto) END,
    char(10) || group_concat((SELECT group_concat(name, char(10)) FROM label
        WHERE label.message_id = said_home.message_id), char(10)) || char(10),
    min((SELECT place FROM queue WHERE queue.message_id = said_home.message_id))
FROM said_home LEFT JOIN tracked USING (message_id) LEFT JOIN seen USING (message_id)
GROUP BY number
"""
_HOME_OF = f"""
WITH asked AS (SELECT number, series FROM board_row WHERE number {GIVEN}),
home AS (SELECT number, series AS message_id FROM asked UNION SELECT asked.number, m.message_id
    FROM asked JOIN series AS s ON s.id = asked.series JOIN membership AS h ON h.series = s.number
    JOIN message AS m ON m.id = h.message)
SELECT number, message_id FROM home"""
_FEW_HOMES = f"SELECT number, message_id FROM ({_HOMES}) WHERE number {GIVEN}"
"""The same, from what was said on."""
_SAID_COUNT = "SELECT " + " + ".join(
    f"(SELECT count(*) FROM {one})"
    for one in ("tracked", "seen", "note", "snooze", "label", "queue")
)
_OF_THESE_RULES = "EXISTS (SELECT 1 FROM board_state WHERE name = 'rules' AND value = ?)"
_SAID_OF = """
SELECT number, min(tracked.since), max(seen.at), min(tracked.upto), max(seen.upto),
    sum((SELECT count(*) FROM note WHERE note.message_id = told.message_id)),
    group_concat((SELECT group_concat(name, char(10)) FROM label
        WHERE label.message_id = told.message_id), char(10)),
    min((SELECT place FROM queue WHERE queue.message_id = told.message_id))
FROM ({}) AS told LEFT JOIN tracked USING (message_id) LEFT JOIN seen USING (message_id)
GROUP BY number
"""

JUDGED_AGAIN = "being judged again: this version has other rules"
"""The summary of a series whose row was stored by another version."""
_STAGES = {one.value: one for one in Stage}


@dataclass(frozen=True, slots=True, kw_only=True)
class StaleRow:
    """A row that must be judged again."""

    number: int
    series: str
    """Id of the series."""
    round: int
    """The round that marked it."""
    mark: str
    """The mark of the series when it was taken."""


class BoardReader(UserReader):
    """The board's rows. They are as true as they were when they were judged: see ``is_due``."""

    _user_states_ready = False
    _stamp = ""

    @classmethod
    def open_for(cls, path: Path, rules: str) -> Self | None:
        """Open the database for a program whose rules are these; see ``open`` and ``BoardKey``.

        What other rules judged, or a release whose rows had other fields, is not read.
        """
        from tracker.store.board.state import stamp_of

        reader = cls.open(path)
        if reader is not None:
            reader._stamp = stamp_of(rules)
        return reader

    def is_due(self, key: BoardKey | None = None) -> bool:
        """Return whether a row may be stale, or a series lack one; cheap.

        Without a key the rules and repositories are not looked at.
        """
        from tracker.store.board.state import made_from

        with self._at_once():
            state = self.board_state()
            if self._rows("SELECT 1 FROM board_row WHERE stale > 0 LIMIT 1"):
                return True
            if self._rows("SELECT 1 FROM board_due LIMIT 1"):
                return True
            now = made_from(self._rows)
        if key is not None:
            now |= key.values
        return any(state.get(name, "") != value for name, value in now.items())

    def is_named(self, words: Sequence[str]) -> bool:
        """Return whether someone on the board has one of these words, folded, in name or address.

        True where no row was judged yet, so that no one is known.
        """
        found = "SELECT 1 FROM json_each(?) AS v, board_who AS w WHERE "
        found += "instr(w.name, v.value) OR instr(w.email, v.value) LIMIT 1"
        return bool(self._rows(found, json.dumps(words))) or not self._rows(
            "SELECT 1 FROM board_who LIMIT 1"
        )

    def board_state(self) -> Mapping[str, str]:
        """Return what the board was made from when it was last looked over."""
        return {name: value for name, value in self._rows("SELECT name, value FROM board_state")}

    def board_round(self) -> int:
        """Return the number of the last round in which stale rows were marked."""
        return int(self.board_state().get("round", "0"))

    def stale_rows(self, upto: int, most: int) -> tuple[StaleRow, ...]:
        """Return rows to be judged that were marked by a round, the last active first."""
        found = self._rows(
            "SELECT r.number, r.series, r.stale, coalesce(s.mark, '') FROM board_row AS r"
            " JOIN series AS s ON s.id = r.series WHERE r.stale > 0 AND r.stale <= ?"
            " ORDER BY s.last_date DESC LIMIT ?",
            upto,
            most,
        )
        return tuple(
            StaleRow(number=number, series=name, round=turn, mark=mark)
            for number, name, turn, mark in found
        )

    # ---- which series ----------------------------------------------------------------------------

    def board_numbers(self, asked: BoardQuery, order: Order) -> array[int]:
        """Return the numbers of the series that a query holds, in order."""
        self._need_user_states(asked.as_of)
        from tracker.store.board.query import ORDERS, where

        condition, values = where(asked.query, asked.as_of, asked.me)
        text = " JOIN board_text AS t ON t.number = r.number" if "t." in ORDERS[order] else ""
        sql = f"SELECT r.number FROM {_tables(asked)}{text} WHERE {condition}"
        # One value, so that SQLite works alone and other threads may run meanwhile.
        ((found,),) = self._rows(
            f"SELECT group_concat(number) FROM ({sql} ORDER BY {ORDERS[order]})", *values
        )
        # A JSON array is read twice as fast as the numbers one by one.
        return array("q", json.loads(f"[{found or ''}]"))

    def board_count(self, asked: BoardQuery) -> int:
        """Return how many series a query holds."""
        self._need_user_states(asked.as_of)
        from tracker.store.board.query import where

        condition, values = where(asked.query, asked.as_of, asked.me)
        sql = f"SELECT count(*) FROM {_tables(asked)} WHERE {condition}"
        return int(self._rows(sql, *values)[0][0])

    def board_number(self, series: str) -> int | None:
        """Return the number of a series by its id."""
        found = self._rows(f"SELECT number FROM board_row WHERE series {GIVEN}", given([series]))
        return int(found[0][0]) if found else None

    def board_judged(self) -> dict[str, str]:
        """Return what changes with each series whenever its row is judged again, by its id."""
        return {
            name: f"{judged} {mark}"
            for name, judged, mark in self._rows("SELECT series, judged, mark FROM board_row")
        }

    def board_content(self) -> dict[str, str]:
        """Return what changes with each series when what is shown of it may differ, by its id.

        Of its messages, of its row and of the series looked at for it; and of all that proves
        landings, which a row does not hold. A row that is judged again may come out the same.
        """
        state = self.board_state()
        ground = crc32(repr([state.get(one, "") for one in _GROUND]).encode())
        marks: dict[int, tuple[str, object]] = {}
        names: dict[int, str] = {}
        for number, name, mark, content in self._rows(
            "SELECT number, series, mark, sum FROM board_row JOIN board_record USING (number)"
        ):
            names[number], marks[number] = name, (mark, content)
        looks: dict[int, list[object]] = {}
        for number, other in self._rows(
            "SELECT number, looked_at FROM board_look ORDER BY number, looked_at"
        ):
            looks.setdefault(number, []).append((other, marks.get(other)))
        return {
            name: f"{ground:x} {crc32(repr((marks[number], looks.get(number))).encode()):x}"
            for number, name in names.items()
            if marks[number][1] is not None
        }

    def board_landed(self) -> dict[str, int]:
        """Return when a patch of each series last got further (seconds since 1970), by its id."""
        return {
            name: at
            for name, at in self._rows(
                "SELECT series, landed_at FROM board_row WHERE landed_at IS NOT NULL"
            )
        }

    def unread_until(self) -> datetime | None:
        """Return when the newest mail came in of which only the header was read; None for none."""
        found = self._names("SELECT coalesce(arrived, 0) FROM heading ORDER BY id LIMIT 1")
        return to_moment(int(found[0])) if found else None

    def last_number(self) -> int:
        """Return the number of the message that was stored last; 0 where there is none."""
        return int(self._rows("SELECT coalesce(max(id), 0) FROM message")[0][0])

    def ids_after(self, number: int) -> frozenset[str]:
        """Return the messages that were stored after the one of a number."""
        return frozenset(self._names("SELECT message_id FROM message WHERE id > ?", number))

    def board_stages(self) -> dict[str, str]:
        """Return the stage of each series as it was last judged, by its id."""
        return {name: stage for name, stage in self._rows("SELECT series, stage FROM board_row")}

    # ---- rows ------------------------------------------------------------------------------------

    def board_rows(self, numbers: Sequence[int], as_of: datetime) -> dict[int, SeriesRow]:
        """Return rows by number. A snooze is told whether or not it has ended.

        A row that other rules judged, or whose fields were others then, is not read: a series whose
        row is to be judged again has its title and what is counted by until then.
        """
        from tracker.store.board.record import UNTOUCHED, unpack_row

        quiet = int((as_of - STALLED).timestamp())
        with self._at_once():
            said = self._said_of(numbers)
            # The plus keeps SQLite from walking the index of all that is shown
            # (https://sqlite.org/optoverview.html#disqualifying_where_clause_terms_using_unary_).
            found = self._rows(
                "SELECT number, record, stage, last_activity, newest, sum FROM board_row"
                f" JOIN board_record USING (number) WHERE number {GIVEN} AND +shown = 1"
                f" AND {_OF_THESE_RULES}",
                given(numbers),
                self._stamp,
            )
            absent = set(numbers).difference(row[0] for row in found)
            waiting = self._unread_rows(absent) if absent else {}
        for _, record, *_, kept in found:
            compare(self._path, text_sum(record), kept)
        return waiting | {
            number: unpack_row(
                record,
                said.get(number, UNTOUCHED),
                stalled=last <= quiet and stage not in CLOSED,
                newest=newest,
            )
            for number, record, stage, last, newest, _ in found
        }

    def _unread_rows(self, numbers: Iterable[int]) -> dict[int, SeriesRow]:
        """Return what is known of series whose rows are to be judged again, by number."""
        from tracker.model.rows import SeriesRow

        found = self._rows(
            "SELECT r.number, r.series, s.title, s.author_name, s.author_email, r.stage,"
            " r.last_activity FROM board_row AS r JOIN series AS s ON s.id = r.series"
            f" WHERE r.number {GIVEN} AND +r.shown = 1",
            given(numbers),
        )
        return {
            number: SeriesRow(
                id=series,
                title=title,
                author=Person(name, email),
                lists=(),
                project=None,
                stage=_STAGES.get(stage, Stage.NEW),
                turn=Turn(side=Side.NOBODY),
                last_activity=to_moment(last),
                revisions=(),
                tracked=False,
                reviewed=0,
                open_questions=0,
                blocked=False,
                summary=JUDGED_AGAIN,
            )
            for number, series, title, name, email, stage, last in found
        }

    def _said_of(self, numbers: Sequence[int]) -> dict[int, UserState]:
        """Return what the user said of these series; nothing of most where few were spoken of."""
        from tracker.store.board.record import UserState

        ((said,),) = self._rows(_SAID_COUNT)
        if not said:
            return {}
        asked, homes = given(numbers), _FEW_HOMES if said <= len(numbers) else _HOME_OF
        snoozed = {one.message_id: one for one in self.snoozes()}
        waiting: dict[int, list[Snooze]] = {}
        if snoozed:
            for number, name in self._rows(
                f"SELECT number, message_id FROM ({homes}) JOIN snooze USING (message_id)", asked
            ):
                waiting.setdefault(number, []).append(snoozed[name])
        return {
            number: UserState(
                tracked=moment_or_none(tracked),
                seen=moment_or_none(seen),
                tracked_upto=tracked_upto,
                seen_upto=seen_upto,
                snooze=max(
                    waiting.get(number, ()), key=lambda one: (one.at, one.message_id), default=None
                ),
                notes=notes,
                labels=tuple(sorted(set(labels.splitlines()))) if labels else (),
                queued=place,
            )
            for number, tracked, seen, tracked_upto, seen_upto, notes, labels, place in self._rows(
                _SAID_OF.format(homes), asked
            )
        }

    # ---- what the user said, for queries ---------------------------------------------------------

    def _need_user_states(self, as_of: datetime) -> None:
        """Lay what the user said beside the rows, in a table of this connection."""
        if self._user_states_ready:
            return
        self._rows("PRAGMA temp_store = MEMORY")
        self._rows(f"CREATE TEMP TABLE said_home AS {_HOMES}")
        self._rows(
            "CREATE TEMP TABLE user_state"
            " (number INTEGER PRIMARY KEY, tracked, seen, notes, snoozed, upto, labels, place)"
        )
        self._rows(f"INSERT INTO user_state {_SAID}")
        self._user_states_ready = True

    def snoozed_rows(self, as_of: datetime) -> list[tuple[int, SeriesRow]]:
        """Return the rows of series with a snooze, ended or not."""
        self._need_user_states(as_of)
        numbers = [
            row[0]
            for row in self._rows(
                "SELECT DISTINCT number FROM said_home JOIN snooze USING (message_id)"
            )
        ]
        return list(self.board_rows(numbers, as_of).items()) if numbers else []

    def keep_snoozed(self, numbers: Iterable[int]) -> None:
        """Say which snoozes hold; before that none does for the queries of this connection."""
        self._rows(f"UPDATE user_state SET snoozed = number {GIVEN}", given(numbers))


def _tables(asked: BoardQuery) -> str:
    if asked.everything:
        return "board_row AS r"
    # The cross join starts from what the user follows, which is little.
    return "user_state AS w CROSS JOIN board_row AS r ON r.number = w.number AND w.tracked NOT NULL"
