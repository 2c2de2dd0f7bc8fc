# SPDX-License-Identifier: GPL-2.0-or-later
"""A board that lives: what came, fetching by time, the bell."""

import pytest

from tests.tui.screens.conftest import NOW
from tracker.model.report import LogEntry
from tracker.model.views import Event
from tracker.tui.app import TrackerApp

pytestmark = pytest.mark.asyncio

LAMP, HINGE = "lamp-v2@example.org", "hinge@example.org"
BAD = "\x1b]52;c;AAAA\x07 \u202e [bold]x[/] \x9b31m"


def entry(name: str, text: str, message_id: str) -> LogEntry:
    event = Event(date=NOW, kind="question", text=text, message_id=message_id, commit=None)
    return LogEntry(event=event, id=name, title=f"title of {name}", project="lamps")


async def test_what_came_is_shown_and_enter_goes_to_the_mail(library, run) -> None:
    """A series is named where it changes; Enter on its name opens it."""
    library.came = (
        entry(HINGE, "Rex asked: why?", "why@example.org"),
        entry(LAMP, "Rex asked: how?", "how@example.org"),
    )
    async with run(library) as tui:
        await tui.press("f")
        assert "[lamps] title of hinge@example.org" in tui.under_cursor
        await tui.press("j", "j", "j", "enter")
        assert library.called("text")[-1] == "how@example.org"
        await tui.press("q", "x")
        assert library.called("seen")[-1] == (LAMP,)
        await tui.press("g", "E")
        assert library.called("done") == [(HINGE,)]
        await tui.press("g", "enter")
        assert "hinge: oil it" in tui.text


async def test_where_nothing_came_it_says_so(library, run) -> None:
    """No key does anything."""
    async with run(library) as tui:
        await tui.press("f", "enter", "x", "E", "r", "y")
        assert "Nothing came to a tracked series" in tui.text
        assert library.called("seen") == []


async def test_what_came_is_shown_and_not_obeyed(library, run) -> None:
    """The text of an event and the title of a series are a stranger's."""
    library.came = (entry(BAD, BAD, "why@example.org"),)
    library.ringing = library.came
    async with run(library) as tui:
        # The line that rings goes away by itself, so it is not waited for together with the feed.
        await tui.until(lambda: tui.text.count("[bold]x[/]") == 2)
        assert not {"\x1b", "\x07", "\u202e", "\x9b"} & set(tui.text)
        await tui.press("f")
        await tui.until(lambda: "What came" in tui.text and "[bold]x[/]" in tui.text)
        assert not {"\x1b", "\x07", "\u202e", "\x9b"} & set(tui.text)


async def test_the_bell_rings_for_what_came(library, run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once, and the status line says for what."""
    rung: list[int] = []
    monkeypatch.setattr(TrackerApp, "bell", lambda _app: rung.append(1))
    library.ringing = (entry(LAMP, "Rex asked: how?", "how@example.org"),)
    async with run(library) as tui:
        await tui.until(lambda: bool(rung))
        assert "“title of lamp-v2" in tui.text
        assert ": Rex asked: how?" in tui.text
    assert rung == [1]


async def test_it_is_fetched_by_time_and_the_header_says_so(library, run) -> None:
    """Not while an update is under way."""
    library.every = 15
    async with run(library, size=(120, 30)) as tui:
        assert "fetched every 15m" in tui.text
        tui.app.fetch_by_time()
        await tui.until(lambda: library.called("update") == [()])
