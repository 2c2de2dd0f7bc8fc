# SPDX-License-Identifier: GPL-2.0-or-later
"""The page of the query language: what it shows is what the program understands."""

import re
from pathlib import Path

import pytest

from tests.boarded import NOW, hat, say, shelve
from tracker.errors import Usage
from tracker.model.board import Order
from tracker.model.query import Field, Flag, TagWord
from tracker.model.status import Side, Stage
from tracker.query.parse import parse_query
from tracker.services.board import open_board
from tracker.store.board.memory import select_rows

PAGE = (Path(__file__).resolve().parents[1] / "docs" / "query.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (.+) \|$", PAGE, re.MULTILINE)
EXAMPLES = re.findall(r"^\| `([a-z-]+:)` \| `([^`]+)` \|", PAGE, re.MULTILINE)
WORDS = [row.partition("`")[2].partition("`")[0] for row in ROWS if row.startswith("`")]


def test_every_field_has_an_example_of_itself() -> None:
    assert [name for name, _ in EXAMPLES] == [f"{one}:" for one in Field if one is not Field.WORDS]
    for name, example in EXAMPLES:
        (term,) = parse_query([example]).terms
        assert f"{term.field}:" == name


@pytest.mark.parametrize("values", [Stage, Flag, TagWord, Side], ids=lambda one: one.__name__)
def test_every_value_is_named(values: type[Stage] | type[Flag] | type[TagWord]) -> None:
    start = "is:" if values is Flag else ""
    assert [one for one in values if f"`{start}{one}`" not in PAGE] == []


@pytest.mark.parametrize("query", [one for one in WORDS if not one.endswith(":")])
def test_every_query_of_the_page_is_answered(query: str, tmp_path: Path) -> None:
    """By the board and by records alike."""
    path = tmp_path / "tracker.db"
    rows = hat(5, 40)
    shelve(path, rows)
    told = say(path, rows)
    board = open_board(path, query, Order.ACTIVITY, everything=True, now=NOW)
    assert {one.id for one in board.all()} == {
        one.id for one in select_rows(told, parse_query([query]), NOW)
    }


def test_the_commands_of_the_page_are_queries() -> None:
    shown = re.findall(r"^    tracker list (?:--all )?'?([^'\n]+)'?$", PAGE, re.MULTILINE)
    assert len(shown) == 2
    assert all(parse_query([one]).terms for one in shown)


def test_the_fault_of_the_page_is_the_fault_that_is_told() -> None:
    with pytest.raises(Usage) as told:
        parse_query(["wheel", "staet:new"])
    said, below = PAGE.partition("    tracker: ")[2].split("\n", 1)
    assert str(told.value).startswith(said.removesuffix(" ..."))
    shown = [line.removeprefix("    ") for line in below.splitlines()[:2]]
    assert told.value.below.splitlines() == shown
