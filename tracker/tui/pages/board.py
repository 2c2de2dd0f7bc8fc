"""A line of the board, its column heads, and the reason shown for the row under the cursor."""

from datetime import datetime
from functools import partial

from tracker.model.status import Side
from tracker.model.views import SeriesRow
from tracker.tui.lines import Line, Look, Row, Span, Target, cell, taken
from tracker.tui.phrases import TURN, age, name_of, stage_sign, stage_words, turn_words

WIDE = 110
"""From so many columns on, stage and author are told in words."""


def board_rows(rows: tuple[SeriesRow, ...], now: datetime) -> tuple[Row, ...]:
    """One row a series; what it says is made when it is seen."""
    return tuple(
        Row(
            key=row.id,
            draw=partial(_line, row, now),
            target=Target(series=row.id, message_id=row.id),
        )
        for row in rows
    )


def heads(columns: int) -> Line:
    """The names of the columns."""
    dim = Look.DIM
    line = [Span("   "), cell("turn", 7, dim), cell("ver", 5, dim), cell("rev", 6, dim)]
    line += [cell("open", 5, dim), cell("age", 5, dim), cell("list", _list_room(columns), dim)]
    if columns >= WIDE:
        line += [cell("stage", 19, dim), cell("author", 19, dim)]
    return (*line, Span("title", dim))


def reason(row: SeriesRow, now: datetime) -> Line:
    """Why the row stands as it does, in one line."""
    line = (
        Span(" "),
        stage_sign(row.stage),
        Span(f" {stage_words(row.stage)}", Look.STRONG),
        Span(f" · {turn_words(row.turn, now)}", Look.DIM),
    )
    why = row.turn.reasons[0] if row.turn.reasons else row.summary
    return (*line, Span(f" · {why}" if why else "", Look.DIM))


def _list_room(columns: int) -> int:
    return 16 if columns >= 100 else 13


def _line(row: SeriesRow, now: datetime, columns: int) -> Line:
    newest = row.newest
    size = (newest.expected or len(newest.patches)) if newest else 0
    whole = bool(size) and row.reviewed >= size
    shown = row.list_name or row.project or ""
    title_look = Look.PLAIN if row.tracked else Look.DIM
    room = _list_room(columns)
    line = [
        Span(" "),
        stage_sign(row.stage),
        Span(" "),
        cell(TURN[row.turn.side], 7, Look.DIM if row.turn.side is Side.NOBODY else Look.PLAIN),
        cell(_version(row), 5),
        cell(f"{row.reviewed}/{size}", 6, Look.GOOD if whole else Look.PLAIN),
        cell(f"{row.open_questions}?" if row.open_questions else "", 5, Look.WARN),
        cell(age(row.last_activity, now), 5, Look.DIM),
        cell(shown, room - 1, Look.DIM),
        Span(" "),
    ]
    if columns >= WIDE:
        line += [cell(stage_words(row.stage), 18), Span(" ")]
        line += [cell(name_of(row.author), 18, Look.DIM), Span(" ")]
    if row.blocked:
        line.append(Span("blocked ", Look.WARN))
    return (*line, cell(row.title, max(columns - taken(line), 10), title_look))


def _version(row: SeriesRow) -> str:
    return (row.newest.label or f"v{row.newest.version}") if row.newest else ""
