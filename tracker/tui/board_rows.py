# SPDX-License-Identifier: GPL-2.0-or-later
"""The rows of the board: a series is read when its row comes into sight."""

from collections.abc import Callable, Container, Sequence
from datetime import datetime
from typing import overload

from tracker.errors import TrackerError
from tracker.model.query import NOBODY, Identity
from tracker.model.roles import Role
from tracker.render.board import BoardContents, board_contents, board_line
from tracker.render.lines import LazyRows, Row, RowTarget, Span, fixed
from tracker.render.preview import why_mine
from tracker.tui.ports import Board

LOOKED_AHEAD = 256
"""Rows that are looked at for columns before the user comes to them."""
_LOOK = 64
"""Rows that are looked at together; a board reads as many at a time."""


class ShownColumns:
    """The columns of one tab: one that came stays as long as the board is open."""

    def __init__(self, wanted: tuple[str, ...], grown: Callable[[], None]) -> None:
        self.contents = BoardContents(wanted=wanted)
        self._grown = grown
        """Called when a column came: what is painted is to be painted again."""

    def add(self, contents: BoardContents) -> None:
        """Show also what these rows fill."""
        found = self.contents | contents
        if found != self.contents:
            self.contents = found
            self._grown()


class BoardRows(LazyRows):
    """The rows of a board; what a line says is read and made when it is seen.

    A column appears when the first row that fills it comes into sight, and stays.
    """

    def __init__(
        self,
        board: Board,
        now: datetime,
        marked: Container[str],
        shown: ShownColumns,
        me: Identity = NOBODY,
    ) -> None:
        self._board = board
        self._now = now
        self._marked = marked
        self._shown = shown
        self._title = 0
        self._me = me
        self._looked_at: set[int] = set()
        self._look(0)

    def with_title(self, columns: int) -> "BoardRows":
        """Return these rows, the title with so many columns at least; 0 for half of the width."""
        self._title = columns
        return self

    @property
    def contents(self) -> BoardContents:
        """What the rows hold, as it is laid out."""
        return self._shown.contents._replace(title=self._title)

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

    def _look(self, index: int) -> None:
        """Look at the rows around one for columns that they fill; they are read together."""
        part = index // _LOOK
        if part in self._looked_at:
            return
        self._looked_at.add(part)
        rows = []
        for at in range(part * _LOOK, min((part + 1) * _LOOK, len(self._board))):
            try:
                rows.append(self._board.row(at))
            except TrackerError:
                break
        self._shown.add(board_contents(rows, self._now))

    def _row(self, index: int) -> Row:
        try:
            row = self._board.row(index)
            self._look(index)
        except TrackerError as error:
            line = (Span(f"   this series cannot be read: {error}", Role.BAD),)
            return Row(key=f"unread {index}", draw=fixed(line))
        return Row(
            key=row.id,
            draw=lambda columns: board_line(
                row,
                self._now,
                row.id in self._marked,
                self.contents,
                columns,
                bool(why_mine(row, self._me)),
            ),
            target=RowTarget(series=row.id, message_id=row.id),
        )


def contents_ahead(board: Board, now: datetime) -> BoardContents:
    """Return what the first rows of a board hold, so that no column comes in under the cursor."""
    found = BoardContents()
    for start in range(0, min(len(board), LOOKED_AHEAD), _LOOK):
        try:
            rows = [board.row(at) for at in range(start, min(start + _LOOK, len(board)))]
        except TrackerError:
            continue
        found |= board_contents(rows, now)
    return found
