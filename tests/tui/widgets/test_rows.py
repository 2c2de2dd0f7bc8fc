# SPDX-License-Identifier: GPL-2.0-or-later
"""The list under every page."""

from functools import partial

import pytest
from textual.app import App, ComposeResult

from tracker.render.lines import Row, Span, fixed, heading
from tracker.tui.messages import RowChosen, RowMoved
from tracker.tui.widgets.painted import RoleScreen
from tracker.tui.widgets.rows import Make, RowList

pytestmark = pytest.mark.asyncio


def rows_of(*keys: str) -> Make:
    """A list of rows named by their keys; a key in capitals is a heading."""
    made = tuple(
        heading(key, key) if key.isupper() else Row(key=key, draw=fixed((Span(key),)))
        for key in keys
    )
    return lambda _columns: made


class Alone(App[None]):
    """An app of one list that notes what it hears."""

    def __init__(self, make: Make) -> None:
        super().__init__()
        self.make = make
        self.heard: list[str] = []

    def compose(self) -> ComposeResult:
        yield RowList()

    def on_mount(self) -> None:
        self.query_exactly_one(RowList).show(self.make)

    def get_default_screen(self) -> RoleScreen[None]:
        return RoleScreen()

    def on_row_moved(self, event: RowMoved) -> None:
        self.heard.append(event.row.key if event.row else "")

    def on_row_chosen(self, event: RowChosen) -> None:
        self.heard.append(f"chosen {event.row.key}")

    @property
    def list(self) -> RowList:
        return self.query_exactly_one(RowList)

    @property
    def here(self) -> str:
        return self.list.row.key if self.list.row else ""


NUMBERS = tuple(f"r{number}" for number in range(100))


async def test_vim_and_arrow_keys_move_the_cursor() -> None:
    """Lines, half pages, top and bottom; the ends stop it."""
    app = Alone(rows_of(*NUMBERS))
    async with app.run_test(size=(40, 20)) as pilot:
        for keys, here in [
            (("j", "down"), "r2"),
            (("k", "up", "up"), "r0"),
            (("ctrl+d",), "r10"),
            (("ctrl+u",), "r0"),
            (("G",), "r99"),
            (("j",), "r99"),
            (("g",), "r0"),
            (("pagedown",), "r19"),
        ]:
            await pilot.press(*keys)
            assert app.here == here


async def test_the_cursor_is_always_seen() -> None:
    """The list scrolls with it."""
    app = Alone(rows_of(*NUMBERS))
    async with app.run_test(size=(40, 20)) as pilot:
        await pilot.press("G")
        assert app.list.scroll_offset.y == 80
        assert app.list.render_line(19).text.strip() == "r99"
        await pilot.press("g")
        assert app.list.scroll_offset.y == 0


async def test_headings_are_passed_over_but_seen() -> None:
    """The cursor rests on rows only; at the first row the heading above it is in sight."""
    app = Alone(rows_of("TOP", "a", "MIDDLE", "b", *NUMBERS))
    async with app.run_test(size=(40, 8)) as pilot:
        assert app.here == "a"
        await pilot.press("j")
        assert app.here == "b"
        await pilot.press("G", "g")
        assert app.here == "a"
        assert app.list.render_line(0).text.strip() == "TOP"


async def test_the_cursor_follows_its_row_when_the_list_is_read_again() -> None:
    """Rows come and go above it; the key tells which one it was."""
    app = Alone(rows_of("a", "b", "c", "d"))
    async with app.run_test() as pilot:
        await pilot.press("j", "j")
        app.list.show(rows_of("new", "a", "newer", "c", "d"))
        assert app.here == "c"


async def test_the_cursor_stays_near_when_its_row_is_gone() -> None:
    """At the same place, or at the end of a shorter list."""
    app = Alone(rows_of("a", "b", "c", "d"))
    async with app.run_test() as pilot:
        await pilot.press("G")
        app.list.show(rows_of("a", "b"))
        assert app.here == "b"
        app.list.show(rows_of())
        assert app.here == ""
        await pilot.press("j", "G", "ctrl+d")
        assert app.here == ""


async def test_a_row_says_that_it_is_under_the_cursor() -> None:
    """Once for each row, and again for what takes its place."""
    app = Alone(rows_of("a", "b"))
    async with app.run_test() as pilot:
        await pilot.press("j", "j")
        app.list.show(rows_of("x"))
        await pilot.pause()
        assert app.heard == ["a", "b", "x"]


async def test_a_click_moves_and_a_second_one_opens() -> None:
    """A heading cannot be clicked."""
    app = Alone(rows_of("TOP", "a", "b"))
    async with app.run_test() as pilot:
        await pilot.click(RowList, offset=(2, 2))
        await pilot.click(RowList, offset=(2, 2))
        await pilot.click(RowList, offset=(2, 0))
        await pilot.click(RowList, offset=(2, 9))
        assert app.heard == ["a", "b", "chosen b"]


async def test_rows_are_made_anew_for_another_width_only() -> None:
    """A wrapped page depends on the width."""
    widths: list[int] = []

    def make(columns: int) -> tuple[Row, ...]:
        widths.append(columns)
        return (Row(key="a", draw=fixed((Span("a"),))),)

    app = Alone(make)
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.resize_terminal(60, 10)
        await pilot.pause()
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
    assert len(widths) == len(set(widths)) == 2


async def test_only_the_rows_that_are_seen_are_drawn() -> None:
    """Ten thousand rows cost no more to draw than a screenful."""
    drawn: set[str] = set()

    def draw(key: str, _columns: int) -> tuple[Span, ...]:
        drawn.add(key)
        return (Span(key),)

    def make(_columns: int) -> tuple[Row, ...]:
        return tuple(
            Row(key=str(n), draw=lambda columns, n=n: draw(str(n), columns))  # type: ignore[misc]  # a default binds n
            for n in range(10_000)
        )

    app = Alone(make)
    async with app.run_test(size=(40, 20)) as pilot:
        await pilot.press("j", "j")
        assert drawn == {str(n) for n in range(20)}


async def test_a_key_that_scrolls_draws_no_row_again_that_stays() -> None:
    """Only the row that comes in, the one that the cursor leaves, and where the bar's thumb was."""
    drawn: list[str] = []

    def draw(key: str, _columns: int) -> tuple[Span, ...]:
        drawn.append(key)
        return (Span(key),)

    rows = tuple(Row(key=key, draw=partial(draw, key)) for key in NUMBERS)
    app = Alone(lambda _columns: rows)
    async with app.run_test(size=(40, 20)) as pilot:
        await pilot.press(*"j" * 40)
        drawn.clear()
        await pilot.press("j")
        assert app.list.scroll_offset.y == 22
        assert 2 <= len(drawn) <= 4


async def test_the_scroll_bar_is_dragged() -> None:
    """To the end and back; the cursor stays on its row."""
    app = Alone(rows_of(*NUMBERS))
    async with app.run_test(size=(40, 20)) as pilot:
        thumb = app.list.render_line(0)
        assert thumb != app.list.render_line(19)
        await pilot.mouse_down(RowList, offset=(39, 0))
        await pilot.hover(RowList, offset=(30, 19))
        assert app.list.scroll_offset.y == 80
        await pilot.mouse_up(RowList, offset=(30, 19))
        await pilot.hover(RowList, offset=(30, 0))
        assert app.list.scroll_offset.y == 80
        assert app.here == "r0"
        await pilot.click(RowList, offset=(2, 5))
        assert app.here == "r85"
