# SPDX-License-Identifier: GPL-2.0-or-later
"""The order of a queue, and what a label may be."""

import pytest

from tracker.errors import Usage
from tracker.model.said import QueueMove
from tracker.services.user_actions.label_actions import read_label, read_move, read_signs, reordered

HELD = ("a", "b", "c", "d")


@pytest.mark.parametrize(
    ("moved", "move", "order"),
    [
        ("e", QueueMove.IN, "abcde"),
        ("b", QueueMove.IN, "abcd"),
        ("ea", QueueMove.FIRST, "eabcd"),
        ("db", QueueMove.FIRST, "dbac"),
        ("a", QueueMove.LAST, "bcda"),
        ("c", QueueMove.UP, "acbd"),
        ("cd", QueueMove.UP, "acdb"),
        ("ab", QueueMove.UP, "abcd"),
        ("ab", QueueMove.DOWN, "cabd"),
        ("d", QueueMove.DOWN, "abcd"),
        ("e", QueueMove.UP, "abced"),
        ("bx", QueueMove.OUT, "acd"),
    ],
)
def test_a_queue_is_put_in_order(moved: str, move: QueueMove, order: str) -> None:
    works = [(one, {one, f"{one}/2"}) for one in moved]
    assert "".join(reordered(HELD, works, move)) == order


def test_a_series_that_was_joined_of_two_keeps_its_first_place() -> None:
    assert reordered(HELD, [("z", {"b", "d", "z"})], QueueMove.IN) == ("a", "b", "c")


@pytest.mark.parametrize("text", ["todo", "ToDo", "für-6.18", "net/next", "a" * 40])
def test_one_word_is_a_label(text: str) -> None:
    assert read_label(f" {text} ") == text.casefold()


@pytest.mark.parametrize("text", ["", "two words", "-x", "any", "a,b", 'say"', "a:b", "a" * 41])
def test_what_a_query_could_not_ask_for_is_no_label(text: str) -> None:
    with pytest.raises(Usage, match="is no label"):
        read_label(text)


def test_signs_and_places_are_read_as_they_are_typed() -> None:
    assert read_signs("+todo later -old") == (["todo", "later"], ["old"])
    assert read_move(" UP ") is QueueMove.UP
    for wrong in (lambda: read_signs(" "), lambda: read_move("sideways")):
        with pytest.raises(Usage):
            wrong()
