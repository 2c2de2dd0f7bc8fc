# SPDX-License-Identifier: GPL-2.0-or-later
"""Two versions of a series compared patch by patch, from the mails alone.

The answer is that of git-range-diff(1): which patch is the same, which changed and how, which was
added, dropped or moved; but no repository and no base commit is needed.
"""

from collections.abc import Iterable, Sequence

from tracker.compare.interdiff import changed_between
from tracker.compare.likeness import pair
from tracker.compare.linediff import Marked, compare, excerpt, rising
from tracker.compare.patches import Posted
from tracker.model.compare import DiffBlock, PatchEnd, PatchFate, PatchPair

AROUND = 2
"""Lines around a difference that are told with it."""
MAX_TOLD = 1_200
"""Lines that are told of one patch; the rest is counted."""


def range_diff(old: Sequence[Posted], new: Sequence[Posted]) -> tuple[PatchPair, ...]:
    """The patches of two versions, paired, by their place in the newer one."""
    pairs = pair(old, new)
    still = _in_order(pairs)
    back = {other: one for one, other in pairs.items()}
    out: list[PatchPair] = []
    gone = [one for one in range(len(old)) if one not in pairs]
    for at, patch in enumerate(new):
        one = back.get(at)
        if one is None:
            out.append(PatchPair(fate=PatchFate.ADDED, old=None, new=_rangediff_end(patch)))
            continue
        while gone and gone[0] < one:
            out.append(_rangediff_dropped(old[gone.pop(0)]))
        out.append(_rangediff_pair(old[one], patch, moved=one not in still))
    return (*out, *(_rangediff_dropped(old[one]) for one in gone))


def _in_order(pairs: dict[int, int]) -> frozenset[int]:
    """The older patches that stand in the same order in both versions."""
    held = sorted(pairs)
    return frozenset(held[index] for index in rising([pairs[one] for one in held]))


def _rangediff_dropped(patch: Posted) -> PatchPair:
    return PatchPair(fate=PatchFate.DROPPED, old=_rangediff_end(patch), new=None)


def _rangediff_end(patch: Posted) -> PatchEnd:
    return PatchEnd(position=patch.position, message_id=patch.message_id, title=patch.title)


def _rangediff_pair(old: Posted, new: Posted, *, moved: bool) -> PatchPair:
    told = _Told()
    message = told.block("", [old.title, "", *old.message], [new.title, "", *new.message])
    files = [told.block(path, *both) for path, both in _both(old, new)]
    kept = tuple(one for one in files if one is not None)
    return PatchPair(
        fate=PatchFate.CHANGED if message or kept else PatchFate.SAME,
        old=_rangediff_end(old),
        new=_rangediff_end(new),
        moved=moved,
        changed_lines=changed_between(old.changed, new.changed),
        message=message,
        files=kept,
        cut=told.cut,
    )


def _both(old: Posted, new: Posted) -> Iterable[tuple[str, tuple[Sequence[str], Sequence[str]]]]:
    """The diffs of each file on both sides, in the order of the newer patch."""
    mine, theirs = dict(old.files), dict(new.files)
    for path in dict.fromkeys((*theirs, *mine)):
        yield path, (mine.get(path, ()), theirs.get(path, ()))


class _Told:
    """Makes the blocks of one patch, and keeps count of what they take."""

    def __init__(self) -> None:
        self._room = MAX_TOLD
        self.cut = 0

    def block(self, name: str, left: Sequence[str], right: Sequence[str]) -> DiffBlock | None:
        """What differs; None where nothing does."""
        if list(left) == list(right):
            return None
        lines = excerpt(compare(left, right), AROUND)
        kept = lines[: self._room]
        self.cut += sum(mark in "<>" for mark, _ in lines[self._room :])
        self._room -= len(kept)
        return DiffBlock(name=name, lines=_without_ends(kept))


def _without_ends(lines: Sequence[Marked]) -> tuple[Marked, ...]:
    """Without the signs of what is left out before the first line and behind the last."""
    first = 1 if lines and lines[0][0] == "@" else 0
    last = len(lines) - (1 if lines and lines[-1][0] == "@" else 0)
    return tuple(lines[first:last])
