# SPDX-License-Identifier: GPL-2.0-or-later
"""A series goes on a branch: the plan is shown first, then how far it came."""

from dataclasses import replace

import pytest

from tracker.errors import Usage
from tracker.model.readiness import ApplyWish

pytestmark = pytest.mark.asyncio

LAMP = "lamp-v2@example.org"


async def test_the_plan_is_shown_before_anything_is_done(library, run) -> None:
    """Title, repository, branch and base; Enter does it, c checks it out."""
    async with run(library) as tui:
        await tui.press("A")
        for word in ("shut the door", "v2, 2 patches", "tracker/lamp-v2, a new branch",
                     "0123456789ab lamp: start", "says it is based on"):  # fmt: skip
            assert word in tui.text
        assert library.called("apply") == []
        await tui.press("enter")
        assert library.called("apply") == [(LAMP, ApplyWish())]
        assert "2 patches are on the branch" in tui.text
        await tui.press("c")
        assert library.called("check_out") == ["tracker/lamp-v2"]
        assert "is checked out in /src/linux" in tui.text


async def test_repository_branch_and_base_can_be_others(library, run) -> None:
    """A line each; the plan is made again."""
    async with run(library) as tui:
        await tui.press("A", "tab", "b", *["backspace"] * 20, *"other", "enter")
        await tui.press("B", *"v6", "enter", "enter")
        wish = ApplyWish(repository="bluez", branch="other", base="v6")
        assert library.called("apply") == [(LAMP, wish)]


async def test_where_it_stops_it_says_what_to_do(library, run) -> None:
    """And a fault of git is one line."""
    library.applied = (False, ("it stops at \x1b[31m“gear”", "go on in /tmp/tree with git am"))
    async with run(library) as tui:
        await tui.press("A", "enter")
        assert "go on in /tmp/tree with git am" in tui.text
        assert "“gear” · B tries another base" in tui.text
        assert "\x1b" not in tui.text
        library.errors["apply"] = Usage("'x' is no name for a branch")
        await tui.press("enter")
        assert "'x' is no name for a branch" in tui.text


async def test_a_branch_that_is_there_is_compared_with(library, run) -> None:
    """It is not written over; the range-diff is a page of its own that can be searched."""
    library.standing = {"tracker/lamp-v2": 3}
    library.output = "1:  aaaa = 1:  bbbb lamp\n2:  cccc ! 2:  dddd hinge \x1b]0;x\x07\n"
    async with run(library, LAMP) as tui:
        await tui.press("A", "enter")
        assert "there already with 3 commits" in tui.text
        assert "b names another" in tui.text
        assert library.called("apply") == []
        await tui.press("d", "slash", *"hinge", "enter")
        assert "dddd hinge" in tui.under_cursor
        assert "\x1b" not in tui.text
        await tui.press("q", "q", "q")
        assert "Range-diff" not in tui.text


async def test_without_a_repository_it_says_how_to_name_one(library, run) -> None:
    """In place of the plan."""
    library.errors["apply_plan"] = Usage("no repository is configured; write under [repos]")
    async with run(library) as tui:
        await tui.press("A", "enter", "c", "d", "tab")
        assert "no repository is configured" in tui.text


async def test_hostile_titles_and_notes_are_shown_and_not_obeyed(library, run) -> None:
    """They come from mail."""
    bad = "\x1b]52;c;AAAA\x07 \u202e [bold]x[/] \x9b31m"
    library.views[LAMP] = replace(library.views[LAMP], title=bad)
    library.apply_notes = (bad,)
    async with run(library) as tui:
        await tui.press("A")
        assert tui.text.count("[bold]x[/]") == 2
        assert not {"\x1b", "\x07", "\u202e", "\x9b"} & set(tui.text)
