# SPDX-License-Identifier: GPL-2.0-or-later
"""The board as it is painted: which series a query holds, and their rows as they are looked at.

It answers at once from the rows that were judged last (``freshening`` brings those up to date), in
SQL alone, and imports nothing that judges: a hundred thousand series cost as many numbers and one
screen of rows.
"""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING
from zlib import crc32

from tracker.errors import Broken
from tracker.mail.rule_versions import DERIVATION, JUDGEMENT, READ_VERSION
from tracker.model.board import Order
from tracker.model.people import Person
from tracker.model.project import Projects
from tracker.model.query import NOBODY, Identity, Query
from tracker.model.rows import SeriesRow
from tracker.model.status import Side, Stage, Turn
from tracker.query.parse import parse_query
from tracker.store.board.query import BoardQuery
from tracker.store.board.reads import BoardReader
from tracker.store.board.state import BoardKey
from tracker.store.stamp import Stamp

if TYPE_CHECKING:
    from tracker.services.commits import CommitOccurrences

RULES = f"{READ_VERSION} {DERIVATION} {JUDGEMENT}"
"""The rules by which rows are judged now."""
CHUNK = 64
"""Rows that are read at a time: more than a screen."""
CHUNKS = 16
"""Chunks that are kept."""

WhoAsks = Callable[[], Identity]
"""Tells who asks; called only where a query wants to know."""


class Rows:
    """The rows of one query in one order; see ``tui.ports.Board``. Safe on any thread."""

    def __init__(self, path: Path, numbers: "array[int]", as_of: datetime) -> None:
        self._path = path
        self._numbers = numbers
        self._as_of = as_of
        self._kept: OrderedDict[int, tuple[SeriesRow, ...]] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        """Return how many series."""
        return len(self._numbers)

    def row(self, index: int) -> SeriesRow:
        """Return one of them; quick for those near one that was asked for. Raises IndexError."""
        if not 0 <= index < len(self._numbers):
            raise IndexError(index)
        chunk, place = divmod(index, CHUNK)
        with self._lock:
            if chunk in self._kept:
                self._kept.move_to_end(chunk)
                return self._kept[chunk][place]
        read = self._read(chunk)
        with self._lock:
            self._kept[chunk] = read
            while len(self._kept) > CHUNKS:
                self._kept.popitem(last=False)
        return read[place]

    def find(self, name: str) -> int | None:
        """Return the place of a series by its id; None if it is not among them."""
        if not self._numbers:
            return None
        with _board_opened(self._path) as reader:
            number = reader.board_number(name)
        try:
            return None if number is None else self._numbers.index(number)
        except ValueError:
            return None

    def all(self) -> tuple[SeriesRow, ...]:
        """Return every row, read again; for an answer that is printed whole."""
        return tuple(self.numbered().values())

    def numbered(self) -> dict[int, SeriesRow]:
        """Return every row, read again, by the number that the board knows it by, in order."""
        if not self._numbers:
            return {}
        with _board_opened(self._path) as reader:
            return _rows_by_number(reader, self._numbers, self._as_of)

    def among(self, known: Mapping[int, SeriesRow]) -> tuple[SeriesRow, ...]:
        """Return those of them that are known by their numbers, without reading them again."""
        return tuple(known[one] for one in self._numbers if one in known)

    def _read(self, chunk: int) -> tuple[SeriesRow, ...]:
        numbers = self._numbers[chunk * CHUNK : (chunk + 1) * CHUNK]
        with _board_opened(self._path) as reader:
            found = _awake(reader, reader.board_rows(numbers, self._as_of), self._as_of)
        return tuple(found.get(one) or _board_gone(self._as_of) for one in numbers)


def open_board(
    path: Path,
    query: str,
    order: Order,
    *,
    everything: bool,
    now: datetime,
    me: WhoAsks = lambda: NOBODY,
    most: int | None = None,
) -> Rows:
    """Return the series that a query holds, of the tracked ones or of every one cached.

    ``most`` cuts the list. No database yet holds none. Raises Usage for a query that is not
    understood, which points at the word; Broken for a database that cannot be used.
    """
    asked = _board_asked(parse_query([query]), everything, now, me)
    held = BoardReader.open_for(path, RULES)
    if held is None:
        return Rows(path, array("q"), now)
    with held as reader:
        _lay_snoozes(reader, now)
        return Rows(path, reader.board_numbers(asked, order)[:most], now)


def rows_on_board(
    path: Path, query: str, order: Order, *, everything: bool, now: datetime, me: WhoAsks
) -> tuple[SeriesRow, ...]:
    """Return the rows of all that a query holds, for an answer that is printed whole.

    As those of ``open_board``, whose database is opened once more; raises as it does.
    """
    asked = _board_asked(parse_query([query]), everything, now, me)
    held = BoardReader.open_for(path, RULES)
    if held is None:
        return ()
    with held as reader:
        _lay_snoozes(reader, now)
        return tuple(_rows_by_number(reader, reader.board_numbers(asked, order), now).values())


def counts(
    path: Path,
    queries: Sequence[str],
    *,
    everything: bool,
    now: datetime,
    me: WhoAsks = lambda: NOBODY,
) -> tuple[int, ...]:
    """Return how many series each query holds; raises as ``open_board``."""
    asked = [_board_asked(parse_query([one]), everything, now, me) for one in queries]
    held = BoardReader.open_for(path, RULES)
    if held is None:
        return (0,) * len(asked)
    with held as reader:
        _lay_snoozes(reader, now)
        return tuple(map(reader.board_count, asked))


def board_key(
    projects: Projects, occurrences: "CommitOccurrences | None", upkeep: str = ""
) -> BoardKey:
    """Return what rows are made from, beside what the database holds."""
    # Not hashlib, which takes ten milliseconds to load.
    drawn = (
        [(one, str(occurrences.path_of(one))) for one in occurrences.names] if occurrences else []
    )
    named = crc32(repr((projects, drawn, upkeep)).encode("utf-8", "replace"))
    return BoardKey(
        rules=RULES,
        drawn_from=f"{named:08x}",
        repositories=occurrences.state if occurrences else "",
    )


def is_fresh(
    path: Path, projects: Projects, occurrences: "CommitOccurrences | None", upkeep: str = ""
) -> bool:
    """Return whether every row is as true as the facts; cheap. Raises Broken.

    ``upkeep`` is the stamp of what the configuration says of maintainers.
    """
    reader = BoardReader.open(path)
    if reader is None:
        return True
    with reader:
        return not reader.is_due(board_key(projects, occurrences, upkeep))


def _board_asked(query: Query, everything: bool, now: datetime, me: WhoAsks) -> BoardQuery:
    asks = me() if query.asks_me else NOBODY
    return BoardQuery(query=query, everything=everything, as_of=now, me=asks)


def _board_opened(path: Path) -> BoardReader:
    """Return the database. Raises Broken, also where it has gone meanwhile."""
    reader = BoardReader.open_for(path, RULES)
    if reader is None:
        raise Broken(f"the database {path} is gone, or empty")
    return reader


def _rows_by_number(
    reader: BoardReader, numbers: Sequence[int], now: datetime
) -> dict[int, SeriesRow]:
    """Return rows in the order of their numbers."""
    found = _awake(reader, reader.board_rows(numbers, now), now) if numbers else {}
    return {one: found[one] for one in numbers if one in found}


def _lay_snoozes(reader: BoardReader, now: datetime) -> None:
    """Tell the reader which snoozes still hold."""
    rows = dict(reader.snoozed_rows(now))
    reader.keep_snoozed(n for n, row in _awake(reader, rows, now).items() if row.snooze)


def _awake(reader: BoardReader, rows: dict[int, SeriesRow], now: datetime) -> dict[int, SeriesRow]:
    """Return the rows without snoozes that have ended."""
    if not any(row.snooze for row in rows.values()):
        return rows
    from tracker.services.user_actions.user_rows import still_asleep

    tags = reader.tags_there(now)
    return {number: still_asleep(row, now, tags) for number, row in rows.items()}


def _board_gone(as_of: datetime) -> SeriesRow:
    """Return what stands for a series that is part of another since the board was opened."""
    return SeriesRow(
        id="",
        title="(it is part of another series now)",
        author=Person("", ""),
        lists=(),
        project=None,
        stage=Stage.SUPERSEDED,
        turn=Turn(side=Side.NOBODY),
        last_activity=as_of,
        revisions=(),
        tracked=False,
        reviewed=0,
        open_questions=0,
        blocked=False,
        summary="it is part of another series now",
    )


__all__ = [
    "Rows", "Stamp", "WhoAsks", "board_key", "counts", "is_fresh", "open_board", "rows_on_board",
]  # fmt: skip
