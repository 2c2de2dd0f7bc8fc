# SPDX-License-Identifier: GPL-2.0-or-later
"""Screens of a few rows, and of many columns: each place can be read, and left."""

import pytest
from rich.cells import cell_len
from textual.events import Paste

from tracker.tui.screens.board import BoardScreen
from tracker.tui.widgets.bar import Hints

pytestmark = pytest.mark.asyncio

LAMP = "lamp-v2@example.org"
WALK = (
    ("2", "Overview", "Review"),
    ("6", "Thread"),
    ("question_mark", "Keys and signs", "On the page"),
    ("escape", "q back"),
    ("R", "Answer with?", "reviewed"),
    ("escape", "q back"),
    ("e", "Evidence"),
    ("escape", "q back"),
    ("P", "Drafts of answers", "q back"),
    ("escape", "q back"),
    ("g", "Ann Au"),
    ("enter", "From", "q back"),
    ("i", "1 file", "lamp"),
    ("enter", "diff --"),
    ("q", "Thread"),
)
"""Keys on the page of a series, and what stands there then."""


@pytest.mark.parametrize("size", [(20, 5), (40, 8), (500, 40)], ids=str)
async def test_every_place_can_be_read_and_left(library, run, size: tuple[int, int]) -> None:
    """Nothing is wider than the screen, and nothing pushes the keys off it."""
    async with run(library, LAMP, size=size) as tui:
        for key, *words in WALK:
            await tui.press(key)
            lines = tui.text.splitlines()
            assert [word for word in words if word not in tui.text] == [], (key, tui.text)
            assert all(cell_len(line) <= size[0] for line in lines)
            assert all(one.region.bottom <= size[1] for one in tui.app.screen.query(Hints))
        await tui.press("q")
        assert isinstance(tui.app.screen, BoardScreen)
        await tui.press("colon", *"lamp")
        assert tui.app.focused.value == "lamp"
        assert tui.app.focused.region.bottom <= size[1]


async def test_a_paste_of_a_megabyte_is_refused_where_it_is_seen(library, run) -> None:
    """In the line of the palette, which hides the status line."""
    async with run(library, LAMP) as tui:
        await tui.press("colon")
        await tui.until(lambda: tui.app.focused is not None)
        tui.app.post_message(Paste("x" * 1_000_000))
        await tui.until(lambda: "1000000 characters are too many" in tui.app.focused.placeholder)
        for _ in range(3):
            tui.app.post_message(Paste("x" * 4_000))
        await tui.until(lambda: len(tui.app.focused.value) == 8_000)
