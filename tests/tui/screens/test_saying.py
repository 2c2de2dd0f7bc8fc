# SPDX-License-Identifier: GPL-2.0-or-later
"""What a person says by one key, on the board and on the page of a series alike."""

import pytest
from textual.widgets import Input

from tracker.errors import NotFound, Usage
from tracker.tui.screens.ask import AskScreen
from tracker.tui.widgets.title import State

pytestmark = pytest.mark.asyncio

LAMP = "lamp-v2@example.org"


@pytest.mark.parametrize("start", [None, LAMP])
@pytest.mark.parametrize(
    ("keys", "call", "said"),
    [
        (["x"], "seen", (LAMP,)),
        (["W"], "wake", (LAMP,)),
        (["Z", *"2w", "enter"], "snooze", (LAMP, "2w")),
        (["N", *"ask", "space", *"Rik", "enter"], "note", (LAMP, "ask Rik")),
        (["E"], "done", (LAMP,)),
        (["+", *"todo", "enter"], "label", (LAMP, "todo")),
        (["equals_sign", "enter"], "queue", (LAMP, "in")),
        (["L", *"hinge@example.org", "enter"], "link", (LAMP, "depends-on hinge@example.org")),
        (["X", *"hinge@example.org", "enter"], "unlink", (LAMP, "hinge@example.org")),
        (["U"], "undo", ()),
    ],
)
async def test_one_key_says_it(library, run, start, keys, call, said) -> None:
    """With a line to type where a word is needed; the answer stands on the status line."""
    async with run(library, start) as tui:
        before = len(library.called(call))
        await tui.press(*keys)
        assert library.called(call)[before:] == [said]
        assert not isinstance(tui.app.screen, AskScreen)


async def test_a_question_can_be_left(library, run) -> None:
    """By Esc, and by an empty answer; nothing is said."""
    async with run(library) as tui:
        await tui.press("Z")
        assert "2w, mon, 2026-03-01, answer, version, landed" in tui.text
        await tui.press(*"2w", "escape")
        await tui.press("N", "enter")
        assert library.called("snooze") == library.called("note") == []


async def test_what_is_not_understood_is_said_in_one_line(library, run) -> None:
    """The first line of the error, under what was typed, which can be mended."""
    library.errors["snooze"] = Usage("'2u' is no time; say 2w\n  2u\n  ^^")
    async with run(library) as tui:
        await tui.press("Z", *"2u", "enter")
        assert "'2u' is no time; say 2w" in tui.text
        assert "^^" not in tui.text
        assert tui.app.screen.query_one(Input).value == "2u"
        del library.errors["snooze"]
        await tui.press("backspace", "w")
        assert "is no time" not in tui.text
        await tui.press("enter")
        assert library.called("snooze")[-1] == (LAMP, "2w")
        assert not isinstance(tui.app.screen, AskScreen)
        assert "snooze 1" in tui.text


async def test_nothing_to_take_back_is_said(library, run) -> None:
    """In one line."""
    library.errors["undo"] = NotFound("nothing was said since the start")
    async with run(library) as tui:
        await tui.press("U")
        assert "nothing was said since the start" in tui.text


async def test_several_marked_series_are_followed_or_let_go_together(make, run) -> None:
    """Those that are not followed yet decide."""
    rows = tuple(make.row(f"s{n}@example.org", tracked=n == 0) for n in range(3))
    library = make.library(board=rows)
    async with run(library) as tui:
        await tui.press("a", "m", "m", "t")
        names = ("s0@example.org", "s1@example.org")
        assert library.called("track") == [names]
        await tui.press("t")
        assert library.called("untrack") == [names]


async def test_what_was_said_stays_until_the_user_moves(library, run) -> None:
    """Though the board is read again at once."""
    async with run(library) as tui:
        await tui.press("t")
        assert "untrack 1 series" in tui.text
        await tui.press("a", "k")
        assert "untrack" not in tui.text


async def test_a_word_does_not_wait_for_an_update(library, run) -> None:
    """It is written on a thread of its own."""
    library.update_waits = True
    async with run(library) as tui:
        await tui.press("u")
        await tui.until(lambda: tui.app.job.state is State.RUNNING)
        await tui.press("x")
        assert library.called("seen") == [(LAMP,)]
        await tui.press("escape")
        await tui.until(lambda: tui.app.job.state is State.STOPPED)


async def test_all_of_a_query_is_followed_after_a_look_at_the_query(library, run) -> None:
    """That of the tab stands there, and can be another; one that is wrong is mended."""
    library.errors["follow"] = Usage("'foo:x' is not understood")
    async with run(library) as tui:
        await tui.press("2", "F", "x", "enter")
        assert "'foo:x' is not understood" in tui.text
        del library.errors["follow"]
        await tui.press("backspace", "enter")
        assert library.called("follow") == [("turn:authorx",), ("turn:author",)]
        assert "follow 0 series" in tui.text
