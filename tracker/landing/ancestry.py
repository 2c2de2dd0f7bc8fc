# SPDX-License-Identifier: GPL-2.0-or-later
"""What contains what in a history, and which merge brought it there.

Commits are numbered so that parents have smaller numbers than their children. One pass upwards
tells for each commit which of the wanted ones it contains, as the bits of a number: what
git-merge-base(1) ``--is-ancestor`` would say, for any number of branches and tags at once.
"""

from bisect import bisect_left
from collections.abc import Sequence

from tracker.model.repository import History


def reach(history: History, wanted: Sequence[int]) -> list[int]:
    """By its number, which of ``wanted`` each commit contains, as bits."""
    firsts, mergers, others = history.firsts, history.mergers, history.others
    known = [0] * len(firsts)
    if not wanted:
        return known
    own: dict[int, int] = {}
    for place, number in enumerate(wanted):
        own[number] = own.get(number, 0) | 1 << place
        known[number] = own[number]
    at = min(wanted) + 1
    # A merge ends each stretch, so that most commits cost no more than a look at their parent.
    for place in range(bisect_left(mergers, at), len(mergers)):
        merge = mergers[place]
        if merge >= at:
            _stretch(known, firsts, at, merge + 1)
            at = merge + 1
        known[merge] |= known[others[place]]
    _stretch(known, firsts, at, len(firsts))
    return known


def _stretch(known: list[int], firsts: Sequence[int], start: int, end: int) -> None:
    for number, parent in enumerate(firsts[start:end], start):
        if held := known[parent]:
            known[number] |= held


def carriers(tip: int, known: Sequence[int], firsts: Sequence[int]) -> dict[int, int]:
    """Bit -> the commit of the branch's own line that brought it into the branch.

    The branch's own line is the chain of first parents from its tip. A commit made on that line is
    its own carrier; for any other it is the outermost merge.
    """
    found: dict[int, int] = {}
    current, held = tip, known[tip]
    while held:
        parent = firsts[current]
        above = known[parent]
        if above != held:
            fresh = held & ~above
            while fresh:
                low = fresh & -fresh
                found[low.bit_length() - 1] = current
                fresh ^= low
        current, held = parent, above
    return found
