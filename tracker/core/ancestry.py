"""What contains what in a history, and which merge brought it there.

Commits are numbered so that parents have smaller numbers than their children. One pass upwards
tells for each commit which of the wanted ones it contains, as the bits of a number: what
git-merge-base(1) ``--is-ancestor`` would say, for any number of branches and tags at once.
"""

from collections.abc import Iterable, Mapping, Sequence

Line = tuple[int, int | None, str]
"""A commit's number, its first parent's, and the others' with spaces between."""


def reach(lines: Iterable[Line], wanted: Sequence[int]) -> dict[int, int]:
    """For each commit that contains one of ``wanted``: which of them, as bits.

    ``lines`` are in the order of their numbers, and hold all from the smallest wanted one on.
    """
    bits: dict[int, int] = {}
    for place, number in enumerate(wanted):
        bits[number] = bits.get(number, 0) | 1 << place
    known = dict(bits)
    get = known.get
    for number, first, others in lines:
        held = get(first, 0) if first is not None else 0
        if others:
            for other in others.split():
                held |= get(int(other), 0)
        if held:
            known[number] = held | bits.get(number, 0)
    return known


def carriers(
    tip: int, known: Mapping[int, int], firsts: Mapping[int, int | None]
) -> dict[int, int]:
    """Bit -> the commit of the branch's own line that brought it into the branch.

    The branch's own line is the chain of first parents from its tip. A commit made on that line is
    its own carrier; for any other it is the outermost merge.
    """
    found: dict[int, int] = {}
    current: int | None = tip
    while current is not None and (held := known.get(current, 0)):
        parent = firsts.get(current)
        fresh = held & ~(known.get(parent, 0) if parent is not None else 0)
        while fresh:
            low = fresh & -fresh
            found[low.bit_length() - 1] = current
            fresh ^= low
        current = parent
    return found
