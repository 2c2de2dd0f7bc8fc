# SPDX-License-Identifier: GPL-2.0-or-later
"""The board follows the facts: rows that go stale, other processes, and the way out."""

import asyncio
from datetime import UTC, datetime

import pytest

from tracker.errors import Broken
from tracker.tui import app as app_module

pytestmark = pytest.mark.asyncio


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Role out more often than for people."""
    monkeypatch.setattr(app_module, "POLL", 0.05)
    monkeypatch.setattr(app_module, "PAUSE", 0.01)


async def test_rows_are_brought_up_to_date_after_the_first_picture(make, run) -> None:
    """And read again where any has changed; the cursor stays."""
    library = make.library(changed=True)
    async with run(library) as tui:
        await tui.press("j")
        await tui.until(lambda: len(library.called("board")) > 1)
        assert library.calls.index(("freshen", None)) > 0
        assert "hinge: oil it" in tui.under_cursor


async def test_what_another_process_writes_is_picked_up(make, run) -> None:
    """While nothing else is going on."""
    library = make.library()
    async with run(library) as tui:
        await tui.until(lambda: len(library.called("stamp")) > 1)
        library.listed = (*library.listed, make.row("new@example.org", title="door: paint it"))
        library.stamped += 1
        await tui.until(lambda: "door: paint it" in tui.text)
        assert "3 series" in tui.text


async def test_an_untouched_store_is_not_read_again(make, run) -> None:
    """Looking is cheap, reading is not."""
    library = make.library()
    async with run(library) as tui:
        await tui.until(lambda: len(library.called("stamp")) > 3)
        assert len(library.called("board")) == 1


async def test_a_store_that_cannot_be_brought_up_to_date_says_so(make, run) -> None:
    """The rows of last time stay."""
    library = make.library(errors={"freshen": Broken("the database cannot be written")})
    async with run(library) as tui:
        await tui.until(lambda: "the database cannot be written" in tui.text)
        assert "lamp: shut" in tui.text


async def test_the_title_says_where_the_local_mail_ends(make, run) -> None:
    """Where that is long ago: what came later is not known. A day of the past is its own end."""
    old = make.library(ends=datetime(2026, 1, 9, tzinfo=UTC))
    async with run(old) as tui:
        await tui.until(lambda: " · mail ends 2026-01-09" in tui.text)
        await tui.pilot.resize_terminal(60, 24)
        await tui.until(lambda: "mail ends" not in tui.text and "2 series" in tui.text)
    async with run(make.library()) as tui:
        await tui.until(lambda: "2 series" in tui.text)
        assert "mail ends" not in tui.text


async def test_the_title_tells_what_the_rows_wait_for(make, run) -> None:
    """In place of the count, until it is done."""
    library = make.library()
    go = asyncio.Event()
    loop = asyncio.get_running_loop()

    def freshen(report) -> bool:
        report("200 of 646 series judged")
        asyncio.run_coroutine_threadsafe(go.wait(), loop).result()
        return False

    library.freshen = freshen
    async with run(library) as tui:
        for _ in range(100):
            await tui.pilot.pause(0.02)
            if "200 of 646" in tui.text:
                break
        assert "200 of 646 series judged" in tui.text
        go.set()
        await tui.until(lambda: "200 of 646" not in tui.text)


async def test_quitting_stops_whatever_is_under_way(library, run) -> None:
    """Also what is no update."""
    async with run(library) as tui:
        await tui.pilot.press("q")
        await tui.pilot.pause()
    assert library.called("cancel") == [None]
