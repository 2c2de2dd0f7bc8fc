# SPDX-License-Identifier: GPL-2.0-or-later
"""A line of the board at every width."""

from dataclasses import replace
from types import SimpleNamespace

from tracker.model.board import COLUMN_NAMES
from tracker.model.roles import Role
from tracker.model.rows import CheckCounts, TagCounts
from tracker.model.status import Side
from tracker.model.terminal_text import width
from tracker.render.board import COLUMNS, BoardContents, board_contents, board_line, heads


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


def test_a_tab_where_no_one_is_to_move_has_no_column_for_it(make: SimpleNamespace) -> None:
    """What landed is nobody's turn; its titles get the room."""
    row = make.row()
    landed = replace(row, turn=replace(row.turn, side=Side.NOBODY))
    for rows, told in (([row, landed], True), ([landed], False)):
        shown = {span.text.strip() for span in heads(80, board_contents(rows, make.now))}
        assert ("turn" in shown) is told


def test_untracked_series_are_dimmed_beside_tracked_ones_only(make: SimpleNamespace) -> None:
    """Where nothing is tracked the whole board would be dim."""
    row = replace(make.row(), tracked=False)
    alone = board_line(row, make.now, False, BoardContents(), 80)
    beside = board_line(row, make.now, False, BoardContents(tracked=True), 80)
    assert (alone[-1].role, beside[-1].role) == (Role.PLAIN, Role.DIM)


def test_backports_of_one_title_differ_by_their_branch(make: SimpleNamespace) -> None:
    """The row says which stable branch it is for."""
    row = make.row()
    newest = replace(row.revisions[-1], branch="6.12")
    line = board_line(replace(row, revisions=(newest,)), make.now, False, BoardContents(), 120)
    assert line[-1].text.startswith("[6.12] lamp:")


def test_a_pull_request_has_no_patches_to_review(make: SimpleNamespace) -> None:
    """A posting that expects none is one; ``0/0`` would say that nothing is reviewed."""
    row = make.row()
    pull = replace(row, revisions=(replace(row.revisions[-1], expected=0, patches=()),))
    contents = board_contents([pull], make.now)
    shown = "".join(span.text for span in board_line(pull, make.now, False, contents, 120))
    assert "pull" in shown
    assert "0/0" not in shown


def test_the_user_chooses_columns_and_their_order(make: SimpleNamespace) -> None:
    """Also one that the sign says already; the title keeps half of the width."""
    wanted = ("stage", "rev")
    contents = board_contents([make.row()], make.now)._replace(wanted=wanted)
    for columns, shown in ((120, ["stage", "rev", "title"]), (50, ["stage", "title"])):
        assert "".join(span.text for span in heads(columns, contents)).split() == shown
    assert set(COLUMN_NAMES) == {one.head for one in COLUMNS if one.head}


def test_a_stale_tag_is_marked_without_colour(make: SimpleNamespace) -> None:
    """A tilde behind the numbers."""
    row = replace(make.row(), tags=TagCounts(reviewed=1), stale_tags=("Rik Reviewer",))
    shown = board_line(row, make.now, False, board_contents([row], make.now), 120)
    assert "1···~" in "".join(span.text for span in shown)
