# SPDX-License-Identifier: GPL-2.0-or-later
"""What contains what, and which merge brought it there; held against git itself."""

import random
from pathlib import Path

import pytest

from tests.gitrepos import Repo
from tracker.landing.ancestry import carriers, reach
from tracker.model.repository import History

Line = tuple[int, int | None, str]
"""A commit's number, its first parent's, and the others' with spaces between."""


def packed(lines: list[Line]) -> History:
    pairs = [(number, int(one)) for number, _, others in lines for one in others.split()]
    return History(
        firsts=[0, *(first or 0 for _, first, _ in lines)],
        mergers=[number for number, _ in pairs],
        others=[one for _, one in pairs],
    )


def lines_of(repo: Repo) -> tuple[dict[str, int], list[Line]]:
    """The history of a repository, numbered with the parents first."""
    log = repo.git("rev-list", "--topo-order", "--reverse", "--parents", "--all").splitlines()
    numbers: dict[str, int] = {}
    lines: list[Line] = []
    for number, line in enumerate(log, 1):
        commit, *parents = line.split()
        numbers[commit] = number
        above = [numbers[one] for one in parents]
        lines.append((number, above[0] if above else None, " ".join(map(str, above[1:]))))
    return numbers, lines


def carrier(lines: list[Line], tip: int, commit: int) -> int | None:
    history = packed(lines)
    return carriers(tip, reach(history, [commit]), history.firsts).get(0)


def test_a_commit_on_the_branch_itself_is_its_own_carrier() -> None:
    lines: list[Line] = [(1, None, ""), (2, 1, ""), (3, 2, "")]
    assert carrier(lines, 3, 2) == 2
    assert carrier(lines, 3, 3) == 3


def test_the_outermost_merge_carries() -> None:
    """1 - 2 ------- 6 (main)
    \\ 3 ----- 5 /
       \\ 4 -- /      4 came by 5 into the tree, by 6 into main."""
    lines: list[Line] = [
        (1, None, ""),
        (2, 1, ""),
        (3, 1, ""),
        (4, 3, ""),
        (5, 3, "4"),
        (6, 2, "5"),
    ]
    assert carrier(lines, 6, 4) == 6
    assert carrier(lines, 5, 4) == 5


def test_an_octopus_carries_each_of_its_branches() -> None:
    lines: list[Line] = [(1, None, ""), (2, 1, ""), (3, 1, ""), (4, 1, ""), (5, 2, "3 4")]
    assert [carrier(lines, 5, one) for one in (2, 3, 4)] == [2, 5, 5]


def test_a_back_merge_of_main_into_the_tree_carries_nothing_into_main() -> None:
    """The tree merges main (4), goes on (5) and is merged (6): main's own commit stays its own."""
    lines: list[Line] = [
        (1, None, ""),
        (2, 1, ""),
        (3, 1, ""),
        (4, 3, "2"),
        (5, 4, ""),
        (6, 2, "5"),
    ]
    assert carrier(lines, 6, 2) == 2
    assert carrier(lines, 6, 3) == 6


def test_a_branch_without_the_commit_has_no_carrier() -> None:
    lines: list[Line] = [(1, None, ""), (2, 1, ""), (3, 1, "")]
    assert carrier(lines, 2, 3) is None


def test_many_commits_are_told_apart_in_one_pass() -> None:
    lines: list[Line] = [(1, None, ""), (2, 1, ""), (3, 1, ""), (4, 2, "3")]
    assert reach(packed(lines), [2, 3]) == [0, 0, 0b01, 0b10, 0b11]
    assert reach(packed(lines), [3, 3, 1]) == [0, 0b100, 0b100, 0b111, 0b111]
    assert reach(packed(lines), []) == [0] * 5


@pytest.mark.parametrize("seed", range(3))
def test_a_random_history_is_told_as_git_tells_it(tmp_path: Path, seed: int) -> None:
    """Branches, merges, octopuses and back-merges drawn by lot."""
    repo = Repo(tmp_path / "r")
    dice, branches = random.Random(seed), ["main"]
    for step in range(40):
        repo.switch(dice.choice(branches))
        others = [one for one in branches if one != repo.git("branch", "--show-current")]
        lot = dice.random()
        if lot < 0.2 and len(branches) < 6:
            branches.append(f"b{step}")
            repo.switch(branches[-1], "HEAD")
        elif lot < 0.45 and others:
            chosen = dice.sample(others, min(len(others), dice.choice([1, 1, 2])))
            repo.git("merge", "-q", "--no-ff", "-m", f"merge {step}", *chosen, hours=step)
        else:
            repo.commit(f"step {step}", {f"file{step}": "x"}, hours=step)
    numbers, lines = lines_of(repo)
    history = packed(lines)
    known = reach(history, list(numbers.values()))
    names = {number: commit for commit, number in numbers.items()}
    held = {commit: set(repo.git("rev-list", commit).split()) for commit in numbers}
    for branch in branches:
        line = repo.git("rev-list", "--first-parent", "--reverse", branch).split()
        tip = numbers[line[-1]]
        found = carriers(tip, known, history.firsts)
        for bit, commit in enumerate(numbers):
            assert (bit in found) == (commit in held[line[-1]])
            if bit in found:
                assert names[found[bit]] == next(one for one in line if commit in held[one])
