# SPDX-License-Identifier: GPL-2.0-or-later
"""Hostile mails on the board and in what opens above it."""

import random
from dataclasses import replace
from types import SimpleNamespace

import pytest

from tracker.model.board import Order
from tracker.model.mail import Person
from tracker.model.rows import LandedRow, SeriesRow
from tracker.model.status import Mover, Side, Turn
from tracker.tui.widgets.painted import Painted

pytestmark = [pytest.mark.asyncio, pytest.mark.slow]

MANY = 120
PIECES = (
    "\x1b[2J", "\x1b]52;c;aGk=\x07", "\x1bP+q544e\x1b\\", "\x9b31m", "\0", "\r\n", "\x08\x08",
    "\u202eright", "\u2066x\u2069", "\u200b", "\ufeff", "\U000e0041", "\ud800", "\u0301" * 40,
    "[red]x[/red]", "[@click=app.quit]q[/]", "[/]", "{message_id}", "灯", "👩‍👩‍👧", "\t", "$(x)",
    "%s%n", "../../etc/passwd", "plain words",
)  # fmt: skip
"""What a mail may say to drive, hide, reorder, mark up, or break out."""


def hostile(dice: random.Random, number: int) -> str:
    """Some pieces; one text in a hundred is a megabyte long."""
    text = "".join(dice.choices(PIECES, k=dice.randrange(1, 9)))
    return text * (1_000_000 // len(text)) if number % 100 == 7 else text


def board(make: SimpleNamespace) -> tuple[SeriesRow, ...]:
    """Series of which every text came by such a mail."""
    dice = random.Random(11)
    rows = []
    for number in range(MANY):
        text = hostile(dice, number)
        who = Person(hostile(dice, 0), hostile(dice, 0))
        newest = replace(make.row().revisions[0], label=text[:500])
        rows.append(
            make.row(
                f"{number}{text[:50]}@example.org",
                title=text,
                author=who,
                lists=(f"{text[:500]}@example.org",),
                project=text,
                turn=Turn(
                    side=Side.AUTHOR,
                    people=(Mover(who.name, who.email, who.name),),
                    reasons=(text,),
                ),
                summary=text,
                revisions=(newest,),
                blocked=number % 3 == 0,
                blocked_by=(text, text),
                landed=(LandedRow(rung="tree", tree=text, branch=text, tag=""),),
                stale_tags=(text,),
                involved=(who, who),
            )
        )
    return tuple(rows)


def check(tui) -> None:
    """Nothing that a terminal obeys or hides, and no line wider than its widget."""
    for widget in tui.app.screen.query(Painted):
        for y in range(widget.size.height):
            strip = widget.render_line(y)
            assert strip.cell_length <= max(widget.size.width, 1)
            bad = [char for char in strip.text if not char.isprintable()]
            assert bad == []


@pytest.mark.parametrize(("size", "pages"), [((200, 60), 3), ((30, 8), 2)])
async def test_hostile_series_are_shown_and_not_obeyed(make, run, size, pages) -> None:
    """On the pages of the board, in the preview, in questions and on the status line.

    The first page has a megabyte among its texts, at each size.
    """
    library = make.library(board=board(make))
    async with run(library, size=size) as tui:
        for _ in range(pages):
            check(tui)
            await tui.pilot.press("space")
        for keys in (["m", "m"], ["y"], ["C"], ["Y"], ["t"], ["Z"], ["escape"], ["L"], ["escape"]):
            await tui.press(*keys)
            check(tui)
            assert all(char.isprintable() for char in tui.app.clipboard)
        assert tui.app.is_running


async def test_a_megabyte_in_a_title_costs_no_more_than_a_line(make, run) -> None:
    """Only what may be seen of it is looked at: a row is drawn in the time of any other."""
    rows = tuple(make.row(f"s{n}@example.org", title="\u0301\x1b灯" * 300_000) for n in range(10))
    async with run(make.library(board=rows), size=(200, 60)) as tui:
        body = tui.app.screen.body
        assert all(body.rows[at].draw(200) for at in range(10))
        for _ in range(5):
            await tui.pilot.press("j")
        check(tui)


async def test_a_series_that_cannot_be_read_is_a_line(make, run) -> None:
    """The others stay where they are."""
    from tracker.errors import Broken

    library = make.library()
    real = library.board

    def torn(query: str, order: Order, *, everything: bool) -> object:
        made = real(query, order, everything=everything)
        whole = made.row

        def row(index: int) -> SeriesRow:
            if index == 0:
                raise Broken("the database is torn\x1b[2J")
            return whole(index)

        made.row = row
        return made

    library.board = torn
    async with run(library) as tui:
        check(tui)
        assert "this series cannot be read: the database is torn" in tui.text
        assert "hinge: oil it" in tui.text
        await tui.press("enter", "m", "t", "j", "enter", "q")
        assert tui.app.is_running
