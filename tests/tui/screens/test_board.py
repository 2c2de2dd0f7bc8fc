# SPDX-License-Identifier: GPL-2.0-or-later
"""The board: reading, filtering, updating, tracking."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from textual.widgets import Input

from tracker.errors import Broken, Unreachable
from tracker.model.board import MailHeaders
from tracker.model.people import Person
from tracker.model.query import Identity
from tracker.model.rows import CheckCounts
from tracker.model.status import Side, Turn
from tracker.tui.screens.board import BoardScreen
from tracker.tui.screens.series import SeriesScreen
from tracker.tui.widgets.bar import Preview
from tracker.tui.widgets.beside import Beside, pane_columns
from tracker.tui.widgets.title import State

pytestmark = pytest.mark.asyncio

REX = Person("Rex Reviewer", "rex@example.org")


async def test_the_board_shows_a_line_for_each_series(library, run) -> None:
    """Turn, version, reviewed, questions, age, list, title; below, the reason for the row."""
    async with run(library) as tui:
        line = next(line for line in tui.text.splitlines() if "lamp: shut" in line)
        assert line.split()[:6] == ["◔", "author", "v2", "1/2", "1?", "3d"]
        assert "hinge: oil it" in tui.text
        assert "the author (Ann Author) since 2026-03-17 (3d) · a question is open" in tui.text


async def test_a_line_tells_of_the_newest_version_that_is_whole(make, run) -> None:
    """A partial reroll replaces single patches; linux-kernel gets a copy of everything."""
    row = make.row(lists=("linux-kernel@example.org", "linux-lamps@example.org"))
    reroll = replace(row.revisions[-1], label="v2.1", expected=9, partial=True)
    board = (replace(row, revisions=(*row.revisions, reroll)),)
    async with run(make.library(board=board), size=(100, 24)) as tui:
        line = next(line for line in tui.text.splitlines() if "lamp: shut" in line)
        assert line.split()[2:4] == ["v2", "1/2"]
        assert line.split()[6] == "lamps"


async def test_the_cursor_starts_on_the_series_asked_for(library, run) -> None:
    """Once: when the board is read again, it stays where it was moved to."""
    names = [row.id for row in library.listed]
    async with run(library, first=names[1]) as tui:
        assert tui.app.screen.series == names[1]
        await tui.press("k")
        library.listed = tuple(replace(row, open_questions=7) for row in library.listed)
        tui.app.screen.reload()
        await tui.press("f12")
        assert "7?" in tui.text
        assert tui.app.screen.series == names[0]


async def test_a_wide_board_has_the_series_beside_it(library, run) -> None:
    """What is known of it and how its posting begins; the titles keep room."""
    async with run(library, size=(200, 60)) as tui:
        await tui.app.workers.wait_for_complete()
        await tui.pilot.pause()
        line = next(line for line in tui.text.splitlines() if "hinge: oil it" in line)
        assert "Ann Author" not in line
        assert not tui.app.screen.query_one(Preview).display
        assert "Why not shut the door first?" in tui.text
        await tui.press("percent_sign")
        line = next(line for line in tui.text.splitlines() if "hinge: oil it" in line)
        assert "Ann Author" in line
        assert "Why not shut the door first?" not in tui.text


@pytest.mark.parametrize("columns", [160, 200, 250])
async def test_the_pane_beside_the_board_shows_the_mail_as_sent(
    make: SimpleNamespace, run, columns: int
) -> None:
    """Its To and Cc, blanks that line words up, and lines of a diff; no person twice."""
    rik = Person("Rik Reviewer", "rik@example.org")
    twice = (rik, replace(rik, email="rik@other.example.org"))
    library = make.library(board=(replace(make.row(), involved=twice),))
    diff = "--- a/lamp.c\n+++ b/lamp.c\n@@ -1 +1 @@\n-a  b\n+a   b\n"
    sent = "a line that its sender broke before the column seventy-two, as people do"
    library.mail = f"To me:\n  one    two\n{sent}\n\n{diff}"
    library.sent_to = MailHeaders(to=(Person("May Maintainer", "may@example.org"),))
    async with run(library, size=(columns, 60)) as tui:
        await tui.app.workers.wait_for_complete()
        await tui.pilot.pause()
        pane = tui.app.screen.query_one(Beside)
        shown = [pane.render_line(y).text.rstrip() for y in range(pane.size.height)]
        assert pane.outer_size.width == pane_columns(columns)
        assert columns - pane.outer_size.width >= columns // 2 + 20
        assert (f"  {sent}" in shown) is (columns > 160)
        for wanted in ("  To         May Maintainer", "    one    two", "  +a   b"):
            assert wanted in shown
        assert sum("Rik Reviewer" in line for line in shown) == 1


async def test_columns_stay_while_the_board_is_open(make: SimpleNamespace, run) -> None:
    """One that a row far down fills is there from the start, and stays when a query hides it."""
    rows = [replace(make.row(), id=f"{at}@example.org", title=f"lamp {at}") for at in range(130)]
    rows[120] = replace(rows[120], checks=CheckCounts(failing=("ci",)))
    async with run(make.library(board=tuple(rows))) as tui:
        await tui.until(lambda: " ci " in tui.text)
        head = tui.text.splitlines()[2]
        await tui.press("slash", *"lamp", "enter")
        await tui.press("j", "j", "s", "s")
        assert tui.text.splitlines()[2] == head


async def test_a_tab_without_rows_has_no_remark(make, run) -> None:
    """What was said of a row of the tab before is gone."""
    async with run(make.library(board=(make.row(),))) as tui:
        assert "a question is open" in tui.text
        await tui.press("3")
        assert "a question is open" not in tui.text


async def test_a_column_comes_with_the_first_row_that_fills_it(make: SimpleNamespace, run) -> None:
    """No check fails in the first six hundred, so none is shown until the one that has it."""
    rows = [replace(make.row(), id=f"{at}@example.org") for at in range(630)]
    rows[620] = replace(rows[620], checks=CheckCounts(failing=("ci",)))
    async with run(make.library(board=tuple(rows))) as tui:
        assert " ci " not in tui.text
        await tui.press("G")
        assert " ci " in tui.text
        assert "✗" in tui.text


@pytest.mark.parametrize("columns", [80, 109, 110, 111, 200])
async def test_heads_stand_above_their_columns(library, run, columns: int) -> None:
    """At the widths where columns come in, too."""
    async with run(library, size=(columns, 24)) as tui:
        lines = tui.text.splitlines()
        heads = next(line for line in lines if "turn" in line)
        row = next(line for line in lines if "lamp: shut" in line)
        assert heads.index("title") == row.index("lamp: shut")
        assert heads.index("rev") == row.index("1/2")


async def test_an_empty_board_says_how_to_begin(make: SimpleNamespace, run) -> None:
    """It names the command."""
    async with run(make.library(board=())) as tui:
        assert "No series yet" in tui.text
        assert "tracker track REF" in tui.text
        await tui.press("j", "enter", "e", "y", "u", "t")
        assert isinstance(tui.app.screen, BoardScreen)


async def test_a_board_that_cannot_be_read_is_not_an_empty_one(library, run) -> None:
    """It says why, and reading again heals it."""
    library.errors["board"] = Broken("the database is from a newer version")
    async with run(library) as tui:
        assert "the database is from a newer version" in tui.text
        assert "No series yet" not in tui.text
        del library.errors["board"]
        await tui.press("ctrl+r")
        assert "lamp: shut" in tui.text


async def test_the_query_is_edited_live(library, run) -> None:
    """While it is typed; Enter goes back to the rows, Esc brings back the tab's own."""
    async with run(library) as tui:
        await tui.press("slash", *"hinge")
        assert "hinge: oil it" in tui.text
        assert "lamp: shut" not in tui.text
        assert "1 series, tracked" in tui.text
        await tui.press("enter", "enter")
        assert isinstance(tui.app.screen, SeriesScreen)
        assert library.called("series") == ["hinge@example.org"]
        await tui.press("q", "escape")
        assert "lamp: shut" in tui.text
        assert not tui.app.screen.query(Input)


async def test_a_query_that_holds_nothing_says_so(library, run) -> None:
    """It looks like neither an empty nor a failed board."""
    async with run(library) as tui:
        await tui.press("slash", *"zebra")
        assert "No tracked series fits: zebra" in tui.text
        await tui.press("escape")
        assert "lamp: shut" in tui.text


async def test_a_query_that_is_not_understood_stays_open(library, run) -> None:
    """With the cursor on the word, and the reason; the title tells that the query is typed."""
    async with run(library) as tui:
        await tui.press("slash", *"fish:x", "enter")
        line = tui.app.screen.query_one(Input)
        assert line.has_focus
        assert line.cursor_position == 0
        assert "'fish:x' is not understood" in tui.text
        await tui.press(*["delete"] * 6, *"hinge", "enter")
        assert not tui.app.screen.query(Input)
        assert "your query: hinge" in tui.text


async def test_a_click_on_a_hint_does_what_its_key_does(library, run) -> None:
    """Here the one that opens the query."""
    async with run(library) as tui:
        line = tui.text.splitlines()[-1]
        await tui.pilot.click("Hints", offset=(line.index("query"), 0))
        await tui.until(lambda: bool(tui.app.screen.query(Input)))


async def test_a_running_update_shows_at_eighty_columns(library, run) -> None:
    """Whatever it is at, the way to stop it stands beside."""
    library.step = "fetching 20250101-a-name-as-long-as-they-come-v1-0-0123456789ab@example.org"
    library.update_waits = True
    async with run(library) as tui:
        await tui.press("slash", *"turn:author", "enter", "ctrl+r")
        await tui.until(lambda: "updating" in tui.text)
        title = tui.text.splitlines()[0]
        assert "updating fetching" in title
        assert title.rstrip().endswith("· Esc stops")
        await tui.press("escape")


async def test_letters_typed_into_the_query_are_no_commands(library, run) -> None:
    """A q in a word does not quit."""
    async with run(library) as tui:
        await tui.press("slash", *"quart")
        assert tui.app.is_running
        assert library.called("update") == []
        assert tui.app.screen.query_one(Input).value == "quart"


async def test_an_update_fetches_the_series_under_the_cursor(library, run) -> None:
    """And the board is read again when it is over."""
    async with run(library) as tui:
        before = len(library.called("board"))
        await tui.press("j", "u")
        await tui.until(lambda: tui.app.job.state is State.DONE)
        assert library.called("update") == [("hinge@example.org",)]
        assert len(library.called("board")) == before + 1
        assert "up to date" in tui.text


async def test_refresh_fetches_all_that_is_tracked(make: SimpleNamespace, run) -> None:
    """No names mean just that: the library knows them better than the open tab."""
    rows = tuple(make.row(f"s{n}@example.org", tracked=n != 1) for n in range(3))
    library = make.library(board=rows)
    async with run(library) as tui:
        await tui.press("ctrl+r")
        await tui.until(lambda: tui.app.job.state is State.DONE)
        assert library.called("update") == [()]


async def test_a_failed_update_says_why_and_keeps_the_table(library, run) -> None:
    """In one line until a key, and in the title until another."""
    library.errors["update"] = Unreachable("lore.example.org does not answer; try again later")
    async with run(library) as tui:
        await tui.press("u")
        await tui.until(lambda: tui.app.job.state is State.FAILED)
        assert "lore.example.org does not answer" in tui.text
        assert "lamp: shut" in tui.text
        await tui.press("j")
        assert "update failed" in tui.text
        assert "lore.example.org does not answer" not in tui.text
        await tui.press("k")
        assert "update failed" not in tui.text


async def test_a_board_that_fails_later_keeps_its_rows(library, run) -> None:
    """The last good picture stays."""
    async with run(library) as tui:
        library.errors["board"] = Broken("the database is locked")
        await tui.press("u")
        await tui.until(lambda: tui.app.job.state is State.DONE)
        assert "the database is locked" in tui.text
        assert "lamp: shut" in tui.text


async def test_escape_stops_a_running_update(library, run) -> None:
    """The library is told, the title says so, and the next Esc does something else."""
    library.update_waits = True
    async with run(library) as tui:
        await tui.press("u")
        await tui.until(lambda: "3 new mails" in tui.text)
        assert "Esc stops" in tui.text
        await tui.press("escape")
        await tui.until(lambda: tui.app.job.state is State.STOPPED)
        assert library.called("cancel") == [None]
        assert "update stopped" in tui.text
        await tui.press("escape")
        assert library.called("cancel") == [None]


async def test_one_update_at_a_time(library, run) -> None:
    """A second wish is answered with a word, not with a second update."""
    library.update_waits = True
    async with run(library) as tui:
        await tui.press("u")
        await tui.until(lambda: tui.app.job.state is State.RUNNING)
        await tui.press("ctrl+r")
        assert "an update is under way" in tui.text
        await tui.press("escape")
        await tui.until(lambda: tui.app.job.state is State.STOPPED)
        assert library.called("cancel") == [None]


async def test_quitting_stops_a_running_update(library, run) -> None:
    """Its thread must not outlive the screen."""
    library.update_waits = True
    async with run(library) as tui:
        await tui.press("u")
        await tui.until(lambda: tui.app.job.state is State.RUNNING)
        await tui.pilot.press("q")
    assert library.stopped.is_set()


async def test_tracking_is_toggled(library, run) -> None:
    """What was tracked is let go, and taken up again."""
    async with run(library) as tui:
        await tui.press("t")
        assert library.called("untrack") == [("lamp-v2@example.org",)]
        assert "untrack 1 series" in tui.text
        await tui.press("a", "k", "t")
        assert library.called("track") == [("lamp-v2@example.org",)]


async def test_tracking_that_fails_says_why(library, run) -> None:
    """And changes nothing."""
    library.errors["untrack"] = Broken("the database cannot be written")
    async with run(library) as tui:
        await tui.press("t")
        assert "the database cannot be written" in tui.text
        assert library.listed[0].tracked


async def test_the_cursor_keeps_its_series_when_the_board_is_read_again(library, run) -> None:
    """Another series came in above it."""
    async with run(library) as tui:
        await tui.press("j")
        library.listed = (replace(library.listed[0], id="new@example.org"), *library.listed)
        await tui.press("u")
        await tui.until(lambda: tui.app.job.state is State.DONE)
        assert "hinge: oil it" in tui.under_cursor


async def test_copying_takes_the_message_id(library, run) -> None:
    """To the clipboard, and says so."""
    async with run(library) as tui:
        await tui.press("y")
        assert tui.app.clipboard == "lamp-v2@example.org"
        assert "sent to the terminal: lamp-v2@example.org" in tui.text


@pytest.mark.slow
async def test_ten_thousand_series_open_and_the_keys_move(make: SimpleNamespace, run) -> None:
    """From the first to the last and back."""
    rows = tuple(make.row(f"s{n}@example.org", title=f"series {n}") for n in range(10_000))
    async with run(make.library(board=rows)) as tui:
        assert "10000 series" in tui.text
        assert tui.app.screen.body.max_scroll_y
        await tui.press("G")
        assert "series 9999" in tui.under_cursor
        await tui.press("k", "ctrl+u", "g", "j")
        assert "series 1" in tui.under_cursor


async def test_q_on_the_board_quits(library, run) -> None:
    """There is nothing below it."""
    async with run(library) as tui:
        await tui.pilot.press("q")
        await tui.pilot.pause()
        assert not tui.app.is_running


async def test_what_is_mine_is_marked_in_every_tab_and_says_why(make, run) -> None:
    """By a sign, and in the remark; nothing of it where nothing tells who I am."""
    mine = make.row("mine@example.org", title="mine", involved=(REX,))
    mine = replace(mine, turn=Turn(side=Side.REVIEWERS))
    library = make.library(board=(mine, make.row("other@example.org", title="other")))
    library.user = Identity(addresses=frozenset({REX.email}))
    async with run(library) as tui:
        assert tui.under_cursor.startswith("@")
        assert "yours: you wrote about it" in tui.text
        await tui.press("j")
        assert not tui.under_cursor.startswith("@")
        assert "yours" not in tui.text
