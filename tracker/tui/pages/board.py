"""A line of the board, and the heads above it, made from one table of columns."""

from collections.abc import Callable, Container
from datetime import datetime
from functools import partial
from typing import NamedTuple, overload

from tracker.errors import TrackerError
from tracker.model.board import Order
from tracker.model.rows import SeriesRow
from tracker.model.status import Side
from tracker.tui.lines import Lazy, Line, Look, Row, Span, Target, cell, fixed, taken
from tracker.tui.phrases import TURN, age, name_of, stage_sign, stage_words
from tracker.tui.ports import Board

WIDE = 110
"""From so many columns on, stage and author are told in words."""
TITLE = 24
"""Columns that a title gets at least; the columns before it give way on a narrow screen."""


class Column(NamedTuple):
    """A column of the board."""

    head: str
    size: int
    """Columns of the screen, the gap after it included."""
    make: Callable[[SeriesRow, datetime], Line]
    meaning: str
    """For the help."""
    order: Order | None = None
    """The order that sorts by it."""
    gives_way: int = 0
    """The higher, the sooner it goes where there is no room."""
    wide: bool = False
    """For wide screens only."""


class BoardRows(Lazy):
    """The rows of a board; what a line says is read and made when it is seen."""

    def __init__(self, board: Board, now: datetime, marked: Container[str]) -> None:
        self._board = board
        self._now = now
        self._marked = marked

    def __len__(self) -> int:
        return len(self._board)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> "tuple[Row, ...]": ...
    def __getitem__(self, index: int | slice) -> "Row | tuple[Row, ...]":
        if isinstance(index, slice):
            return tuple(self._row(at) for at in range(*index.indices(len(self))))
        return self._row(index)

    def find(self, key: str) -> int | None:
        """The place of a series by its id."""
        return self._board.find(key)

    def _row(self, index: int) -> Row:
        try:
            row = self._board.row(index)
        except TrackerError as error:
            line = (Span(f"   this series cannot be read: {error}", Look.BAD),)
            return Row(key=f"unread {index}", draw=fixed(line))
        return Row(
            key=row.id,
            draw=partial(_line, row, self._now, row.id in self._marked),
            target=Target(series=row.id, message_id=row.id),
        )


def heads(columns: int, order: Order = Order.ACTIVITY) -> Line:
    """The names of the columns; that of the order stands out."""
    line = [Span("  ")]
    for column in _shown(columns):
        look = Look.KEY if column.order is order else Look.DIM
        line.append(cell(column.head, column.size, look))
    return (*line, Span("title", Look.KEY if order is Order.TITLE else Look.DIM))


def _line(row: SeriesRow, now: datetime, marked: bool, columns: int) -> Line:
    line: list[Span] = [Span("*" if marked else " ", Look.KEY), _news(row)]
    for column in _shown(columns):
        made = column.make(row, now)
        line += made if len(made) > 1 else [cell(made[0].text, column.size - 1, made[0].look)]
        line.append(Span(" "))
    look = Look.PLAIN if row.tracked else Look.DIM
    return (*line, cell(row.title, max(columns - taken(line), 10), look))


def _shown(columns: int) -> list[Column]:
    """The columns that there is room for."""
    shown = [column for column in COLUMNS if columns >= WIDE or not column.wide]
    while shown and 2 + sum(column.size for column in shown) + TITLE > columns:
        shown.remove(max(shown, key=lambda column: column.gives_way))
    return shown


def _news(row: SeriesRow) -> Span:
    if row.snooze:
        return Span("z", Look.DIM)
    return Span("•" if row.new else " ", Look.KEY)


def _turn(row: SeriesRow, _now: datetime) -> Line:
    return (Span(TURN[row.turn.side], Look.DIM if row.turn.side is Side.NOBODY else Look.PLAIN),)


def _version(row: SeriesRow, _now: datetime) -> Line:
    newest = row.newest
    return (Span((newest.label or f"v{newest.version}") if newest else ""),)


def _reviewed(row: SeriesRow, _now: datetime) -> Line:
    newest = row.newest
    size = (newest.expected or len(newest.patches)) if newest else 0
    whole = bool(size) and row.reviewed >= size
    return (Span(f"{row.reviewed}/{size}", Look.GOOD if whole else Look.PLAIN),)


def _tags(row: SeriesRow, _now: datetime) -> Line:
    tags = row.tags
    stale = Look.WARN if row.stale_tags else Look.GOOD
    return (
        _digit(tags.reviewed, stale),
        _digit(tags.acked, stale),
        _digit(tags.tested, Look.INFO),
        _digit(tags.nacked, Look.BAD),
    )


def _digit(number: int, look: Look) -> Span:
    """A number in one column."""
    if not number:
        return Span("·", Look.DIM)
    return Span(str(number) if number < 10 else "+", look)


def _questions(row: SeriesRow, _now: datetime) -> Line:
    number = min(row.open_questions, 99)
    return (Span(f"{number}?" if number else "", Look.WARN),)


def _related(row: SeriesRow, _now: datetime) -> Line:
    if row.blocked:
        return (Span(f"w{min(len(row.blocked_by) or 1, 99)}", Look.WARN),)
    return (Span(str(min(row.related, 999)) if row.related else "", Look.DIM),)


def _age(row: SeriesRow, now: datetime) -> Line:
    return (Span(age(row.last_activity, now), Look.DIM),)


def _list(row: SeriesRow, _now: datetime) -> Line:
    return (Span(row.list_name or row.project or "", Look.DIM),)


def _stage(row: SeriesRow, _now: datetime) -> Line:
    return (Span(stage_words(row.stage)),)


def _sign(row: SeriesRow, _now: datetime) -> Line:
    return (stage_sign(row.stage),)


def _author(row: SeriesRow, _now: datetime) -> Line:
    return (Span(name_of(row.author), Look.DIM),)


COLUMNS = (
    Column("", 2, _sign, "the stage; the signs stand above", Order.STAGE),
    Column("turn", 7, _turn, "whose move it is: the author's, the reviewers', the maintainer's,"
           " or it waits", Order.TURN),
    Column("ver", 5, _version, "the newest version", gives_way=2),
    Column("rev", 6, _reviewed, "how many of its patches are reviewed", gives_way=1),
    Column("RATN", 5, _tags, "how many people gave Reviewed-by, Acked-by, Tested-by, Nacked-by;"
           " + is ten and more", gives_way=7),
    Column("open", 5, _questions, "questions that nobody has answered", gives_way=5),
    Column("rel", 4, _related, "works it hangs together with; w1: it waits for one", gives_way=6),
    Column("age", 5, _age, "since the last mail", Order.ACTIVITY, gives_way=3),
    Column("list", 10, _list, "the mailing list, else the project", Order.LIST, gives_way=8),
    Column("stage", 19, _stage, "the stage in words", Order.STAGE, wide=True),
    Column("author", 19, _author, "who sent it", Order.AUTHOR, wide=True),
)  # fmt: skip
"""In their order; title comes last and takes what is left."""
