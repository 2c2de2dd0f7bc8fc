# SPDX-License-Identifier: GPL-2.0-or-later
"""The rows of the board: a series is read when its row comes into sight."""

from collections.abc import Container, Sequence
from datetime import datetime
from functools import partial
from typing import overload

from tracker.errors import TrackerError
from tracker.model.roles import Role
from tracker.render.board import board_line
from tracker.render.lines import LazyRows, Row, RowTarget, Span, fixed
from tracker.tui.ports import Board


class BoardRows(LazyRows):
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
    def __getitem__(self, index: slice) -> "Sequence[Row]": ...
    def __getitem__(self, index: int | slice) -> "Row | Sequence[Row]":
        if isinstance(index, slice):
            return tuple(self._row(at) for at in range(*index.indices(len(self))))
        return self._row(index)

    def find(self, key: str) -> int | None:
        """Return the place of a series by its id."""
        return self._board.find(key)

    def _row(self, index: int) -> Row:
        try:
            row = self._board.row(index)
        except TrackerError as error:
            line = (Span(f"   this series cannot be read: {error}", Role.BAD),)
            return Row(key=f"unread {index}", draw=fixed(line))
        return Row(
            key=row.id,
            draw=partial(board_line, row, self._now, row.id in self._marked),
            target=RowTarget(series=row.id, message_id=row.id),
        )
