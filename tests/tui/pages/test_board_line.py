# SPDX-License-Identifier: GPL-2.0-or-later
"""A line of the board at every width."""

from dataclasses import replace
from types import SimpleNamespace

from tracker.model.roles import Role
from tracker.model.rows import CheckCounts, TagCounts
from tracker.model.terminal_text import width
from tracker.render.board import BoardContents, board_contents, board_line, heads


def test_the_title_gets_half_of_the_width(make: SimpleNamespace) -> None:
    """With every other column filled; a failing check is among the last to give way."""
    row = replace(
        make.row(), related=3, open_questions=2, checks=CheckCounts(failing=("ci",)),
        tags=TagCounts(reviewed=1),
    )  # fmt: skip
    contents = board_contents([row], make.now)
    for columns in range(80, 251):
        line = board_line(row, make.now, False, contents, columns)
        assert width(line[-1].text) >= columns // 2
        assert "✗" in "".join(span.text for span in line)


def test_a_column_that_no_row_fills_takes_no_room(make: SimpleNamespace) -> None:
    """Nobody failed, asked or is related."""
    row = replace(make.row(), related=0, open_questions=0)
    shown = {span.text.strip() for span in heads(200, board_contents([row], make.now))}
    assert not shown & {"ci", "open", "rel", "RATN"}


def test_untracked_series_are_dimmed_beside_tracked_ones_only(make: SimpleNamespace) -> None:
    """Where nothing is tracked the whole board would be dim."""
    row = replace(make.row(), tracked=False)
    alone = board_line(row, make.now, False, BoardContents(), 80)
    beside = board_line(row, make.now, False, BoardContents(tracked=True), 80)
    assert (alone[-1].role, beside[-1].role) == (Role.PLAIN, Role.DIM)
