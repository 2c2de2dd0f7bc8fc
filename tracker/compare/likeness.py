# SPDX-License-Identifier: GPL-2.0-or-later
"""Which patch of one version is which patch of another.

git-range-diff(1) weighs every patch against every other and takes the cheapest pairing; a pair
costs the lines of the diff between the two, a patch alone sixty percent of its lines. Here the
lines are counted without their order, and only patches that have a telling line in common are
weighed, so that the work grows with the size of the patches and not with its square.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from tracker.compare.patches import Posted
from tracker.lazy_dataclass import dataclass
from tracker.mail.subjects import title_key

ALONE = 0.6
"""What a patch alone costs of its lines: the creation factor of git-range-diff(1)."""
_COMMON = 24
"""A line that stands in more patches than this tells none of them apart."""
_WEIGHED = 12
"""Newer patches that one older patch is weighed against."""


@dataclass(frozen=True, slots=True)
class _Weight:
    """Two patches that may be one, and how much speaks for it."""

    sure: int
    """3 the same diff, 2 the same title and a like diff, 1 a like diff, 0 the same title alone."""
    likeness: float
    """0 to 1: how much of their lines both have."""
    old: int
    new: int

    @property
    def order(self) -> tuple[float, ...]:
        """The heaviest first; of equals those that stand nearest to each other."""
        return -self.sure, -self.likeness, abs(self.old - self.new), self.old


def pair(old: Sequence[Posted], new: Sequence[Posted]) -> dict[int, int]:
    """Indexes of the newer patches by those of the older ones they go on with."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for weight in sorted(_weights(old, new), key=lambda one: one.order):
        if weight.old not in pairs and weight.new not in taken:
            pairs[weight.old] = weight.new
            taken.add(weight.new)
    return pairs


def _weights(old: Sequence[Posted], new: Sequence[Posted]) -> Iterator[_Weight]:
    mine, theirs = [_bag(one) for one in old], [_bag(one) for one in new]
    titles = [title_key(one.title) for one in new]
    named_so: dict[str, list[int]] = {}
    for other, title in enumerate(titles):
        named_so.setdefault(title, []).append(other)
    for one, near in enumerate(_likeness_nearest(mine, theirs)):
        title = title_key(old[one].title)
        for other in dict.fromkeys((*near, *named_so.get(title, ())[:_WEIGHED])):
            likeness = _likeness(mine[one], theirs[other])
            same = bool(old[one].files) and old[one].files == new[other].files
            named = bool(title) and titles[other] == title
            alike = likeness >= 1 - ALONE
            if same or named or alike:
                sure = 3 if same else 2 if named and alike else int(alike)
                yield _Weight(sure, likeness, one, other)


def _bag(patch: Posted) -> Counter[str]:
    """The lines of a patch, its message included, white space and tags aside.

    Tags say who signed, which is the same in every patch of an author.
    """
    said = [line for line in patch.message if line and "-by: " not in line[:60]]
    lines = [f"m{line}" for line in said]
    for path, diff in patch.files:
        lines.append(f"f{path}")
        lines += diff
    return Counter("".join(line.split()) for line in lines if line.strip("+- \t"))


def _likeness_nearest(
    old: Sequence[Counter[str]], new: Sequence[Counter[str]]
) -> Iterator[list[int]]:
    """For each older patch the newer ones that share the most lines which few patches have."""
    where: dict[str, list[int]] = {}
    for index, bag in enumerate(new):
        for line in bag:
            where.setdefault(line, []).append(index)
    few = {line: at for line, at in where.items() if len(at) <= _COMMON}
    for bag in old:
        shared = Counter(other for line in bag for other in few.get(line, ()))
        yield [other for other, _ in shared.most_common(_WEIGHED)]


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    both = sum(min(count, large[line]) for line, count in small.items())
    return 2 * both / total if total else 0.0
