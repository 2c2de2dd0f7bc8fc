# SPDX-License-Identifier: GPL-2.0-or-later
"""Two lists of lines compared in order, in about linear time whatever the lines are.

Lines that stand once in each list are the anchors, as in the patience diff of git-diff(1); what
lies between two anchors is compared by the standard library where it is small, and is told as
replaced where it is not. So hostile lines cost quality, never time.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

SMALL = 240
"""Lines of both sides together that are compared by quadratic means."""
_DEPTH = 12
"""How often a gap between anchors is looked at for anchors of its own."""

Marked = tuple[str, str]
"""``<`` left alone, ``>`` right alone, a space for both; and the line."""


def compare(left: Sequence[str], right: Sequence[str]) -> tuple[Marked, ...]:
    """All lines of both lists in one, each marked."""
    return tuple(_linediff_between(left, right, _DEPTH))


def excerpt(lines: Sequence[Marked], around: int) -> tuple[Marked, ...]:
    """The lines that differ with so many around them; ``@`` where others are left out."""
    near = [False] * len(lines)
    for index, (mark, _) in enumerate(lines):
        if mark != " ":
            start = max(index - around, 0)
            near[start : index + around + 1] = [True] * len(near[start : index + around + 1])
    out: list[Marked] = []
    for line, kept in zip(lines, near, strict=True):
        if kept:
            out.append(line)
        elif not out or out[-1][0] != "@":
            out.append(("@", ""))
    return tuple(out if out != [("@", "")] else ())


def _linediff_between(left: Sequence[str], right: Sequence[str], depth: int) -> Iterator[Marked]:
    head = _same_start(left, right)
    tail = _same_end(left, right, head)
    yield from ((" ", line) for line in left[:head])
    yield from _middle(left[head : len(left) - tail], right[head : len(right) - tail], depth)
    yield from ((" ", line) for line in left[len(left) - tail :])


def _same_start(left: Sequence[str], right: Sequence[str]) -> int:
    count = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        count += 1
    return count


def _same_end(left: Sequence[str], right: Sequence[str], head: int) -> int:
    most = min(len(left), len(right)) - head
    count = 0
    while count < most and left[-1 - count] == right[-1 - count]:
        count += 1
    return count


def _middle(left: Sequence[str], right: Sequence[str], depth: int) -> Iterator[Marked]:
    if len(left) + len(right) <= SMALL:
        yield from _small(left, right)
        return
    anchors = _anchors(left, right) if depth else []
    if not anchors:
        yield from (("<", line) for line in left)
        yield from ((">", line) for line in right)
        return
    at = to = 0
    for one, other in anchors:
        yield from _linediff_between(left[at:one], right[to:other], depth - 1)
        yield " ", left[one]
        at, to = one + 1, other + 1
    yield from _linediff_between(left[at:], right[to:], depth - 1)


def _small(left: Sequence[str], right: Sequence[str]) -> Iterator[Marked]:
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    for word, start, end, begin, stop in matcher.get_opcodes():
        if word == "equal":
            yield from ((" ", line) for line in left[start:end])
        else:
            yield from (("<", line) for line in left[start:end])
            yield from ((">", line) for line in right[begin:stop])


def _anchors(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """Lines that stand once on each side, as far as both sides have them in one order."""
    there = _linediff_unique(right)
    pairs = [(at, there[line]) for line, at in _linediff_unique(left).items() if line in there]
    kept = rising([other for _, other in pairs])
    return [pairs[index] for index in kept]


def _linediff_unique(lines: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    twice: set[str] = set()
    for index, line in enumerate(lines):
        if line in found:
            twice.add(line)
        found[line] = index
    return {line: index for line, index in found.items() if line not in twice}


def rising(numbers: Sequence[int]) -> list[int]:
    """Indexes of a longest run of rising numbers, in n log n."""
    ends: list[int] = []
    at: list[int] = []
    before: list[int] = [-1] * len(numbers)
    for index, number in enumerate(numbers):
        place = bisect_left(ends, number)
        before[index] = at[place - 1] if place else -1
        if place == len(ends):
            ends.append(number)
            at.append(index)
        else:
            ends[place], at[place] = number, index
    found: list[int] = []
    index = at[-1] if at else -1
    while index >= 0:
        found.append(index)
        index = before[index]
    return found[::-1]
