# SPDX-License-Identifier: GPL-2.0-or-later
"""The command palette."""

import pytest
from textual.command import CommandPalette
from textual.events import Paste

from tracker.errors import Unreachable
from tracker.model.board import HandlePlace
from tracker.tui.palette import MOST, found
from tracker.tui.screens.board import BoardScreen
from tracker.tui.screens.reader import ReaderScreen
from tracker.tui.screens.series import SeriesScreen

pytestmark = pytest.mark.asyncio

LAMP = "lamp-v2@example.org"


async def settled(tui) -> None:
    """Wait until the palette has searched."""
    for _ in range(10):
        await tui.pilot.pause(0.05)


async def test_a_series_is_found_by_words_of_its_title_and_opened(make, run) -> None:
    """Also one that is not tracked."""
    hinge = make.row("hinge@example.org", title="hinge: oil", tracked=False)
    library = make.library(board=(make.row("s@example.org"), hinge))
    async with run(library) as tui:
        await tui.pilot.press("colon")
        assert isinstance(tui.app.screen, CommandPalette)
        await tui.pilot.press(*"oil", "space", *"hinge")
        await settled(tui)
        await tui.pilot.press("enter")
        await settled(tui)
        await tui.press("f12")
        assert isinstance(tui.app.screen, SeriesScreen)
        assert library.called("series")[-1] == "hinge@example.org"


async def test_an_action_of_the_page_is_found_and_done(library, run) -> None:
    """By its name; those of other pages are not offered."""
    async with run(library) as tui:
        await tui.pilot.press("ctrl+p", *"all/tracked")
        await settled(tui)
        await tui.pilot.press("enter")
        await settled(tui)
        assert isinstance(tui.app.screen, BoardScreen)
        assert "all local" in tui.text


async def test_words_that_lead_nowhere_are_said_to(make, run) -> None:
    """In the list, and on the status line after Enter; words of a title are found instead."""
    async with run(make.library(board=(make.row("s@example.org", title="hinge"),))) as tui:
        await tui.pilot.press("colon", *"zzqqx")
        await settled(tui)
        await tui.pilot.press("enter")
        await settled(tui)
        assert "No Message-ID, URL or commit, and no title has these words: zzqqx" in tui.text


async def test_titles_are_shown_and_not_obeyed(make, run) -> None:
    """The palette reads help texts as markup."""
    evil = "hinge [@click=app.quit]x[/] \x1b[2J[red]"
    rows = (make.row("hinge@example.org", title=evil, lists=(f"{evil}@example.org",)),)
    library = make.library(board=rows)
    async with run(library) as tui:
        await tui.pilot.press("colon", *"hinge")
        await settled(tui)
        shown = tui.app.export_screenshot()
        assert "@click" in shown
        assert "\x1b" not in shown
        assert tui.app.is_running


async def test_only_so_many_rows_are_read(make) -> None:
    """The store finds them; the rest stays there."""
    rows = tuple(make.row(f"s{n}@example.org", title="hinge") for n in range(5000))
    library = make.library(board=rows)
    assert len(found(library, "hinge")) == MOST
    assert len(library.boards[-1].seen) == MOST
    assert found(library, "  ") == ()
    assert found(library, 'no"quote') == ()


async def test_a_message_id_leads_to_its_mail(library, run) -> None:
    """The series opens, and above it the mail."""
    mail = "reply@example.org"
    library.places = {mail: HandlePlace(handle=mail, series=LAMP, message_id=mail, title="lamp")}
    async with run(library) as tui:
        await tui.pilot.press("colon")
        await tui.pilot.press(*"reply", "at", *"example", "full_stop", *"org")
        await settled(tui)
        await tui.pilot.press("enter")
        await settled(tui)
        await tui.press("f12")
        assert isinstance(tui.app.screen, ReaderScreen)
        assert library.called("text")[-1] == mail
        await tui.press("q")
        assert isinstance(tui.app.screen, SeriesScreen)


async def test_what_is_not_cached_is_fetched_and_followed(library, run) -> None:
    """Once the user has chosen that."""
    library.places = {"hinge": HandlePlace(handle="hinge@example.org")}
    async with run(library) as tui:
        await tui.pilot.press("colon", *"hinge")
        await settled(tui)
        assert library.called("update") == []
        await tui.pilot.press("enter")
        await settled(tui)
        await tui.press("f12")
        assert library.called("update") == [("hinge@example.org",)]
        assert library.called("follow") == [("hinge@example.org",)]
        assert library.called("series")[-1] == "hinge@example.org"


async def test_offline_it_says_what_to_do_and_asks_nobody(library, run) -> None:
    """In the list, and on the status line once it is chosen; whole, though it is long."""
    library.places = {"hinge": HandlePlace(handle="hinge@example.org")}
    library.online = False
    async with run(library) as tui:
        await tui.pilot.press("colon", *"hinge")
        await settled(tui)
        await tui.pilot.press("enter")
        await settled(tui)
        assert library.called("update") == []
        text = " ".join(tui.text.split())
        assert "hinge@example.org: offline, so it is not fetched; start without" in text
        assert "'tracker index' an archive that has it" in text


async def test_an_id_that_no_server_has_is_said_with_what_to_do(library, run) -> None:
    """Not how many of how many were not brought up to date."""
    library.places = {"hinge": HandlePlace(handle="hinge@example.org")}
    library.errors["update"] = Unreachable("1 of 1 not brought up to date; no such mail")
    async with run(library) as tui:
        await tui.pilot.press("colon", *"hinge")
        await settled(tui)
        await tui.pilot.press("enter")
        await settled(tui)
        text = " ".join(tui.text.split())
        assert "hinge@example.org could not be fetched: no such mail. Is it whole?" in text
        assert "1 of 1" not in text


async def test_a_megabyte_that_is_pasted_is_refused_with_a_word(library, run) -> None:
    """Neither the line nor the search gets it."""
    async with run(library) as tui:
        await tui.pilot.press("colon")
        tui.app.post_message(Paste("x" * 1_000_000))
        await settled(tui)
        told = tui.app.pages[-1].query_one("#status").render_line(0).text
        assert "1000000 characters are too many to paste here" in told
        assert all(len(str(text)) < 100 for text in library.called("place_of"))
