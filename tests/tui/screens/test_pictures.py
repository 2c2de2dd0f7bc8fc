# SPDX-License-Identifier: GPL-2.0-or-later
"""The board and what opens above it, as pictures: one of each size."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from tests.tui.pictures import same
from tracker.model.board import SECTIONS
from tracker.model.rows import SeriesRow, TagCounts
from tracker.model.status import Side, Stage, Turn

pytestmark = pytest.mark.asyncio

SIZES = [(80, 24), (200, 60)]


def rows(make: SimpleNamespace) -> tuple[SeriesRow, ...]:
    """Series of every stage, some blocked, new, untracked or with wide titles."""
    made = []
    for number, stage in enumerate(Stage):
        row = make.row(
            f"s{number}@example.org",
            title=f"{'灯: 門を閉める' if number == 3 else 'lamp: trim the wick'}, part {number}",
            stage=stage,
            last_activity=make.ago(number * number),
            new=number % 4 == 1,
            tags=TagCounts(reviewed=number % 3, acked=number % 2, nacked=int(number == 7)),
            blocked=number == 4,
            blocked_by=("hinge: oil it",) if number == 4 else (),
            related=number % 5,
        )
        side = list(Side)[number % len(Side)]
        made.append(replace(row, turn=Turn(side=side, since=make.ago(2))))
    return tuple(made)


@pytest.mark.parametrize("size", SIZES)
async def test_the_board(make: SimpleNamespace, run, size: tuple[int, int]) -> None:
    """Tabs, heads, rows, preview, keys."""
    async with run(make.library(board=rows(make)), size=size) as tui:
        await tui.press("j", "m")
        same(tui.app, "board")


@pytest.mark.parametrize("size", SIZES)
async def test_an_empty_board(make: SimpleNamespace, run, size: tuple[int, int]) -> None:
    """How to begin."""
    async with run(make.library(board=()), size=size) as tui:
        same(tui.app, "empty")


@pytest.mark.parametrize("size", SIZES)
async def test_the_query_line(make: SimpleNamespace, run, size: tuple[int, int]) -> None:
    """A query that is not understood is told of, and the rows stay."""
    async with run(make.library(board=rows(make)), size=size) as tui:
        await tui.press("slash", *"zoo:1", "enter")
        same(tui.app, "query")


@pytest.mark.parametrize("size", SIZES)
async def test_the_help(make: SimpleNamespace, run, size: tuple[int, int]) -> None:
    """Keys of the place it was asked from."""
    async with run(make.library(board=rows(make)), size=size) as tui:
        await tui.press("question_mark")
        same(tui.app, "help")


@pytest.mark.parametrize("size", SIZES)
async def test_a_question(make: SimpleNamespace, run, size: tuple[int, int]) -> None:
    """The line, and the forms of an answer."""
    async with run(make.library(board=rows(make)), size=size) as tui:
        await tui.press("Z", *"2w")
        tui.app.screen.query_one("Input").cursor_blink = False
        await tui.press("f12")
        same(tui.app, "question")


async def test_the_shipped_sections_fit_80_columns(make: SimpleNamespace, run) -> None:
    """All seven names, with counts of two digits."""
    library = make.library(board=rows(make), tabs=SECTIONS)
    library.any_query = True
    async with run(library) as tui:
        line = next(line for line in tui.text.splitlines() if "my turn" in line)
        assert [section.name for section in SECTIONS if section.name not in line] == []
        assert "…" not in line
        assert "›" not in line
