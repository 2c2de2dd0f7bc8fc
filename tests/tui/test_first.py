# SPDX-License-Identifier: GPL-2.0-or-later
"""The board that is shown first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from tracker.errors import Broken
from tracker.model.board import Order, Section
from tracker.model.query import NOBODY, Identity
from tracker.tui.first import first_board, read_ahead


@dataclass
class Named:
    """A board of names."""

    names: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.names)

    def row(self, index: int) -> str:
        return self.names[index]

    def find(self, name: str) -> int | None:
        return self.names.index(name) if name in self.names else None


@dataclass
class Few:
    """A library of three tabs, the first one empty."""

    tracked: int = 1
    broken: bool = False
    queries: tuple[str, ...] = ("none", "lamp", "hinge")

    def sections(self) -> tuple[Section, ...]:
        return tuple(Section(name=one, query=one) for one in self.queries)

    def me(self) -> Identity:
        return NOBODY

    def counts(self, queries: Sequence[str], *, everything: bool) -> tuple[int, ...]:
        if self.broken:
            raise Broken("it is damaged")
        return (self.tracked,)

    def board(self, query: str, order: Order, *, everything: bool) -> Named:
        held = {"none": (), "lamp": ("a", "b"), "hinge": ("c",), "": ("a", "b", "c")}
        return Named(held.get(query, ()))


def test_the_first_tab_that_holds_something_is_shown() -> None:
    """An empty tab is passed over."""
    library: Any = Few()
    found = first_board(library, None)
    assert (found.section, found.everything, len(found.board)) == (1, False, 2)


def test_the_tab_of_a_named_series_is_shown() -> None:
    """Else the first tab, though it is empty."""
    library: Any = Few()
    assert first_board(library, "c").section == 2
    assert first_board(library, "elsewhere").section == 0


def test_where_nothing_is_tracked_everything_at_hand_is_shown() -> None:
    """A newcomer sees what there is."""
    library: Any = Few(tracked=0)
    assert read_ahead(library, None).result().everything


def test_where_nothing_is_tracked_no_tab_shows_a_part_as_if_it_were_all() -> None:
    """One that asks for the user comes first where it holds something; one is named as ever."""
    library: Any = Few(tracked=0, queries=("turn:me", "lamp", ""))
    assert first_board(library, None).section == 2
    assert first_board(library, "b").section == 1
    library.tracked = 1
    assert first_board(library, None).section == 1


def test_without_a_tab_of_all_the_first_that_holds_something_is_shown() -> None:
    library: Any = Few(tracked=0, queries=("turn:me", "lamp"))
    assert first_board(library, None).section == 1


def test_a_failure_ahead_of_time_comes_out_where_the_board_is_asked_for() -> None:
    """It is not lost on its thread."""
    library: Any = Few(broken=True)
    with pytest.raises(Broken, match="damaged"):
        read_ahead(library, None).result()
