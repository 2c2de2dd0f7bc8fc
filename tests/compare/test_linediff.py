# SPDX-License-Identifier: GPL-2.0-or-later
"""Lines compared in order."""

import random
from collections.abc import Callable

import pytest

from tests.work import grows_linearly
from tracker.compare.linediff import compare, excerpt, rising


def side(marked: tuple[tuple[str, str], ...], mark: str) -> list[str]:
    """The lines of one side, from what was compared."""
    return [line for found, line in marked if found in (mark, " ")]


@pytest.mark.parametrize("size", [5, 40, 400, 2_000])
def test_both_sides_can_be_read_from_the_answer(size: int) -> None:
    """Nothing is lost, added or put in another order, however large the two are."""
    dice = random.Random(size)
    left = [f"line {dice.randrange(size)}" for _ in range(size)]
    right = [line for line in left if dice.random() > 0.1]
    for _ in range(size // 10 + 1):
        right.insert(dice.randrange(len(right) + 1), f"new {dice.random()}")
    told = compare(left, right)
    assert side(told, "<") == left
    assert side(told, ">") == right


def test_a_small_change_in_a_large_file_is_told_as_small() -> None:
    """The lines around it are the same."""
    left = [f"line {n}" for n in range(5_000)]
    right = [*left[:2_500], "put in", *left[2_501:]]
    told = [one for one in compare(left, right) if one[0] != " "]
    assert told == [("<", "line 2500"), (">", "put in")]


def test_an_excerpt_keeps_what_is_near_and_says_what_is_left_out() -> None:
    """Equal sides give nothing."""
    left = [str(n) for n in range(20)]
    right = [*left[:10], "x", *left[11:]]
    assert excerpt(compare(left, right), 1) == (
        ("@", ""), (" ", "9"), ("<", "10"), (">", "x"), (" ", "11"), ("@", ""),
    )  # fmt: skip
    assert excerpt(compare(left, left), 1) == ()


def test_a_longest_run_is_found() -> None:
    """By their places."""
    assert rising([3, 1, 2, 9, 4]) == [1, 2, 4]
    assert rising([]) == []


@pytest.mark.parametrize(
    "make",
    [
        lambda n: (["same"] * n, ["same"] * (n - 1) + ["other"]),
        lambda n: ([f"a{i}" for i in range(n)], [f"b{i}" for i in range(n)]),
        lambda n: ([f"{i}" for i in range(n)], [f"{i}" for i in reversed(range(n))]),
        lambda n: (["x", "y"] * (n // 2), ["y", "x", "x"] * (n // 3)),
    ],
    ids=["repeated", "strange", "reversed", "mixed"],
)
def test_any_two_sides_take_linear_time(make) -> None:
    """Repeated lines, no common line, reversed order, two lines in turn."""

    def comparing(size: int) -> Callable[[], object]:
        left, right = make(size)
        return lambda: compare(left, right)

    grows_linearly(comparing, 500)
