# SPDX-License-Identifier: GPL-2.0-or-later
"""The board that is shown first; it can be read before Textual is there, so it imports none."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from tracker.errors import TrackerError
from tracker.model.board import Order

if TYPE_CHECKING:
    from tracker.model.board import Section
    from tracker.model.query import Identity
    from tracker.tui.ports import Backend, Board


class First(NamedTuple):
    """A board, and what it shows."""

    board: Board
    section: int
    """The tab, counted from 0."""
    everything: bool
    """Every local series: nothing is tracked."""
    me: Identity
    """Who asks."""


def first_board(library: Backend, series: str | None) -> First:
    """Return the first tab that holds something, or the series that is named; else the first tab.

    Where nothing is tracked a tab has to be the user's own, or to hold all there is: a newcomer who
    sees the one blocked series of hundreds takes it for the whole list.

    Raises TrackerError as the library does.
    """
    everything = not library.counts([""], everything=False)[0]
    empty = None
    sections = list(enumerate(library.sections()))
    if everything and series is None:
        sections = _of_the_user(sections) or sections
    for number, section in sections:
        board = library.board(section.query, Order.ACTIVITY, everything=everything)
        if len(board) if series is None else board.find(series) is not None:
            # The rows of the first screen are kept by the board; one that cannot be read is told
            # where it is painted.
            with suppress(TrackerError):
                board.row(0)
            return First(board, number, everything, library.me())
        empty = empty or First(board, number, everything, library.me())
    assert empty is not None  # There is a section, says the library.
    return empty


def _of_the_user(sections: list[tuple[int, Section]]) -> list[tuple[int, Section]]:
    """Return the tabs that ask for the user, and that which asks for nothing; none without it."""
    # A query is not parsed here: its parser would be loaded before the first screen.
    asked = {number: one.query.split() for number, one in sections}
    found = [
        (number, one)
        for number, one in sections
        if not asked[number]
        or any(word.endswith(":me") and word[0] != "-" for word in asked[number])
    ]
    return found if any(not asked[number] for number, _ in found) else []


def read_ahead(library: Backend, series: str | None) -> Future[First]:
    """Begin to read it on a thread of its own."""
    pool = ThreadPoolExecutor(1, "first")
    try:
        return pool.submit(first_board, library, series)
    finally:
        pool.shutdown(wait=False)
