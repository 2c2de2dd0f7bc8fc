# SPDX-License-Identifier: GPL-2.0-or-later
"""Mails leave the screen: for a mail reader, a command, a file; a series for git."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tracker.errors import Usage
from tracker.tui.app import TrackerApp

pytestmark = pytest.mark.asyncio

LAMP = "lamp-v2@example.org"


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal that can be given up, which this one cannot."""

    @contextmanager
    def suspend(_app: TrackerApp) -> Iterator[None]:
        yield

    monkeypatch.setattr(TrackerApp, "suspend", suspend)


async def test_the_thread_opens_in_the_mail_reader(library, run) -> None:
    """Which has the terminal until it ends."""
    async with run(library, LAMP) as tui:
        await tui.press("O")
        assert library.called("mail_reader") == [LAMP]
        assert library.called("run") == [("mutt", "-f", "box", True)]
        library.statuses["mutt"] = 2
        await tui.press("O")
        assert "ended with status 2" in tui.text


async def test_a_mail_is_given_to_a_command_that_is_typed(library, run) -> None:
    """The mail under the cursor; what is typed is the user's own."""
    async with run(library, LAMP) as tui:
        await tui.press("6", "enter", "vertical_line", *"wc", "enter")
        name, command, whole = library.called("pipe")[0]
        assert (name, command, whole) == (library.called("text")[-1], "wc", False)


async def test_a_mail_is_saved_and_a_wrong_path_is_mended(library, run) -> None:
    """The line stays open."""
    library.errors["save"] = Usage("/x cannot be written")
    async with run(library) as tui:
        await tui.press("greater_than_sign", *"x", "enter")
        assert "/x cannot be written" in tui.text
        del library.errors["save"]
        await tui.press("y", "enter")
        assert library.called("save")[-1] == (LAMP, "xy", True)
        assert "written to xy" in tui.text


async def test_the_headers_are_shown_as_they_were_sent(library, run) -> None:
    """And can be searched."""
    async with run(library, LAMP) as tui:
        await tui.press("6", "enter", "H")
        assert "To: rex@example.org" in tui.text
        await tui.press("slash", *"rex", "enter")
        assert "To: rex@example.org" in tui.under_cursor
        await tui.press("H")
        assert "To: rex@example.org" not in tui.text


@pytest.mark.parametrize("keys", [["O"], ["r"]])
async def test_the_screen_comes_back_where_a_program_cannot_be_run(
    library, run, monkeypatch: pytest.MonkeyPatch, keys: list[str]
) -> None:
    """As Textual's suspend does, this one comes back only from a block that raises nothing."""
    steps: list[str] = []

    @contextmanager
    def suspend(_app: TrackerApp) -> Iterator[None]:
        steps.append("given up")
        yield
        steps.append("back")

    monkeypatch.setattr(TrackerApp, "suspend", suspend)
    for name in ("run", "mail_reader"):
        library.errors[name] = Usage("'nosuch' could not be run")
    async with run(library, LAMP) as tui:
        await tui.press(*keys)
        assert "'nosuch' could not be run" in tui.text
    assert steps.count("given up") == steps.count("back")
