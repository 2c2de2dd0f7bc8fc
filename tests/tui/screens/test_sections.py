# SPDX-License-Identifier: GPL-2.0-or-later
"""The tabs of the board: queries, counts, scope, order, marks, the next new one."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from textual.widgets import Input

from tracker.model.board import Section
from tracker.model.rows import LandedRow
from tracker.model.said import Snooze, Until
from tracker.model.status import Side, Turn
from tracker.tui.board_rows import LOOKED_AHEAD
from tracker.tui.widgets.rows import RowList

pytestmark = pytest.mark.asyncio


def many(make: SimpleNamespace) -> tuple:
    """Four series: two wait for their author, one is blocked, one is not tracked."""
    author, nobody = Turn(side=Side.AUTHOR), Turn(side=Side.NOBODY)
    return (
        make.row("a@example.org", title="apple", turn=author),
        make.row("b@example.org", title="birch", turn=nobody, blocked=True,
                 blocked_by=("cedar: grow",)),
        make.row("c@example.org", title="cedar", turn=author, new=True),
        make.row("d@example.org", title="daisy", turn=nobody, tracked=False),
    )  # fmt: skip


def titles(tui) -> list[str]:
    """What stands in the list."""
    known = ("apple", "birch", "cedar", "daisy")
    body = [line for line in tui.text.splitlines()[3:-2] if line.strip()]
    return [word for line in body for word in known if line.rstrip().endswith(word)]


async def test_a_tab_shows_what_its_query_holds_and_how_many(make, run) -> None:
    """By Tab, by its number, by h and l; the count stands in the tab, the query in the title."""
    async with run(make.library(board=many(make))) as tui:
        assert "1 all (3)  2 author (2)  3 blocked (1)" in tui.text
        await tui.press("tab")
        assert titles(tui) == ["apple", "cedar"]
        assert "turn:author" in tui.text.splitlines()[0]
        await tui.press("l")
        assert titles(tui) == ["birch"]
        await tui.press("1")
        assert titles(tui) == ["apple", "birch", "cedar"]
        await tui.press("shift+tab")
        assert titles(tui) == ["birch"]
        await tui.press("9")
        assert titles(tui) == ["birch"]


async def test_a_click_opens_a_tab(make, run) -> None:
    """Where its name stands."""
    async with run(make.library(board=many(make))) as tui:
        await tui.pilot.click("TabLine", offset=(14, 0))
        await tui.press("f12")
        assert titles(tui) == ["apple", "cedar"]


async def test_the_first_tab_that_holds_something_is_opened(make, run) -> None:
    """An empty one would look as if nothing were at hand."""
    tabs = (Section(name="nothing", query="zebra"), Section(name="all", query=""))
    async with run(make.library(board=many(make), tabs=tabs)) as tui:
        assert titles(tui) == ["apple", "birch", "cedar"]
        await tui.press("1")
        assert "No tracked series fits: zebra" in tui.text


async def test_a_handle_typed_as_a_query_is_told_where_handles_go(make, run) -> None:
    """It would only be looked for in titles and names."""
    async with run(make.library(board=many(make))) as tui:
        await tui.press("/", *"x@example.org", "enter")
        await tui.until(lambda: "No tracked series fits" in tui.text)
        assert "is opened with : instead" in " ".join(tui.text.split())


async def test_the_cursor_rests_where_it_was_when_a_tab_was_left(make, run) -> None:
    """On the same series; a tab that was not open before starts at its top."""
    async with run(make.library(board=many(make))) as tui:
        await tui.press("j", "j", "3")
        assert tui.under_cursor.rstrip().endswith("birch")
        await tui.press("1")
        assert tui.under_cursor.rstrip().endswith("cedar")


async def test_the_scope_is_what_is_tracked_or_all_at_hand(make, run) -> None:
    """And the title says which."""
    async with run(make.library(board=many(make))) as tui:
        assert "3 series, tracked" in tui.text
        await tui.press("a")
        assert "4 series, all local" in tui.text
        assert titles(tui) == ["apple", "birch", "cedar", "daisy"]


async def test_where_nothing_is_tracked_all_at_hand_is_shown(make, run) -> None:
    """And said so."""
    board = tuple(replace(row, tracked=False) for row in many(make))
    async with run(make.library(board=board)) as tui:
        assert "4 series, all local" in tui.text


async def test_the_order_goes_round_and_is_shown_in_the_heads(make, run) -> None:
    """The cursor stays on its series."""
    board = tuple(reversed(many(make)))
    async with run(make.library(board=board)) as tui:
        assert titles(tui) == ["cedar", "birch", "apple"]
        await tui.press("s", "s", "s", "s", "s")
        assert titles(tui) == ["apple", "birch", "cedar"]
        assert "by title" in tui.text
        assert tui.under_cursor.rstrip().endswith("cedar")
        await tui.press("s")
        assert titles(tui) == ["cedar", "birch", "apple"]


async def test_an_edited_query_is_the_tabs_until_escape(make, run) -> None:
    """It outlives its line; another tab has its own."""
    async with run(make.library(board=many(make))) as tui:
        await tui.press("slash", *"birch", "enter")
        assert titles(tui) == ["birch"]
        assert "1 all (1)" in tui.text
        assert not tui.app.screen.query(Input)
        await tui.press("escape")
        assert titles(tui) == ["apple", "birch", "cedar"]


async def test_a_query_starts_as_that_of_the_tab(make, run) -> None:
    """So that it is narrowed by typing on."""
    async with run(make.library(board=many(make))) as tui:
        await tui.press("2", "slash", *"cedar")
        assert tui.app.screen.query_one(Input).value == "turn:author cedar"
        assert titles(tui) == ["cedar"]


async def test_a_query_that_is_not_understood_says_so_and_keeps_the_rows(make, run) -> None:
    """With the word, in one line."""
    async with run(make.library(board=many(make))) as tui:
        await tui.press("2", "slash", *"zoo:1")
        assert "'zoo:1' is not understood" in tui.text
        assert "^^^" not in tui.text
        await tui.press("escape", "escape")
        assert titles(tui) == ["apple", "cedar"]


@pytest.mark.slow
async def test_the_next_new_one_is_found_without_reading_all(make, run) -> None:
    """Behind the cursor; where there is none, it is said."""
    rows = [make.row(f"s{n}@example.org", title=f"s {n}", new=n in (4000, 9000))
            for n in range(10_000)]  # fmt: skip
    library = make.library(board=tuple(rows))
    async with run(library) as tui:
        await tui.press("n")
        assert tui.under_cursor.rstrip().endswith("s 4000")
        await tui.press("n")
        assert tui.under_cursor.rstrip().endswith("s 9000")
        await tui.press("n")
        assert "nothing new further down" in tui.text
        assert sum(len(board.seen) for board in library.boards) < 200 + LOOKED_AHEAD


@pytest.mark.slow
async def test_tens_of_thousands_of_rows_are_read_only_where_they_are_seen(make, run) -> None:
    """Moving, sorting and reading again included."""
    row = make.row()
    board = tuple(replace(row, id=f"s{n}@example.org") for n in range(20_000))
    library = make.library(board=board)
    async with run(library) as tui:
        await tui.press("G", "k", "ctrl+u", "g", "j")
        tui.app.screen.reload()
        await tui.press("f12")
        assert max(len(board.seen) for board in library.boards) < 100 + LOOKED_AHEAD
        assert tui.app.screen.series == "s1@example.org"


async def test_marks_are_acted_on_together(make, run) -> None:
    """They are counted, shown, taken off by M and by Esc, and end with the tab."""
    library = make.library(board=many(make))
    async with run(library) as tui:
        await tui.press("m", "j", "m")
        assert "2 marked" in tui.text
        await tui.press("x")
        assert library.called("seen") == [("a@example.org", "c@example.org")]
        await tui.press("y")
        assert tui.app.clipboard == "a@example.org c@example.org"
        await tui.press("M")
        assert "marked" not in tui.text
        await tui.press("m", "escape")
        assert "marked" not in tui.text
        await tui.press("m", "2")
        assert "marked" not in tui.text


@pytest.mark.parametrize(
    ("query", "changes", "why"),
    [
        ("is:blocked", {"blocked": True, "blocked_by": ("hinge: oil it",)},
         "waits for hinge: oil it"),
        ("is:landed", {"landed": (LandedRow(rung="release", tag="v6.17"),)}, "release: v6.17"),
        ("is:stalled", {}, "quiet for 3d"),
        ("state:reviewed", {"open_questions": 0}, "every patch is approved"),
        ("turn:author", {}, "the author (Ann Author) since 2026-03-17 (3d)"),
    ],
)  # fmt: skip
async def test_the_preview_says_why_the_series_stands_in_the_tab(
    make, run, query: str, changes: dict, why: str
) -> None:
    """In one line on a low screen, in a block on a high one."""
    tabs = (Section(name="here", query=query),)
    for size in ((100, 24), (100, 40)):
        library = make.library(board=(make.row(**changes),), tabs=tabs, any_query=True)
        async with run(library, size=size) as tui:
            assert why in tui.text
            heads = [line for line in tui.text.splitlines() if line.startswith(" why here")]
            assert len(heads) == (1 if size[1] == 40 else 0)


async def test_a_snoozed_series_says_until_when(make, run) -> None:
    """In the section that shows them."""
    snooze = Snooze(message_id="a@example.org", until=Until.ANSWER, at=make.ago(1))
    tabs = (Section(name="asleep", query="is:snoozed"),)
    library = make.library(board=(make.row(snooze=snooze),), tabs=tabs, any_query=True)
    async with run(library) as tui:
        assert "out of sight until somebody answers" in tui.text


async def test_rows_that_come_in_above_do_not_move_the_cursors_line(make, run) -> None:
    """A fresh board paints the series under the cursor where it stood."""
    rows = tuple(make.row(f"s{n}@example.org", title=f"s {n}") for n in range(200))
    library = make.library(board=rows)
    async with run(library) as tui:
        await tui.press(*["ctrl+d"] * 6)
        list_of = tui.app.screen.query_exactly_one(RowList)
        before = (tui.under_cursor, list_of.cursor - list_of.scroll_offset.y)
        library.listed = (*(make.row(f"n{n}@example.org") for n in range(7)), *rows)
        tui.app.screen.reload()
        await tui.press("f12")
        assert (tui.under_cursor, list_of.cursor - list_of.scroll_offset.y) == before
