# SPDX-License-Identifier: GPL-2.0-or-later
"""Which series an answer was drawn from, noted while it is made and kept with it.

The board keeps rows; to tell which are stale it must know what each was made of. Answers are made
of kept answers, so whatever is kept keeps its looks too, and lends them to who asks for it again.
"""

from collections.abc import Hashable, Iterator
from contextlib import contextmanager


class DependencyRecorder:
    """The looks of the answers that are being made, and of those that were."""

    def __init__(self) -> None:
        self._open: list[set[str]] = []
        """One for each answer under way, the innermost last."""
        self._kept: dict[Hashable, frozenset[str]] = {}

    def add(self, series: str) -> None:
        """A series was looked at."""
        if self._open:
            self._open[-1].add(series)

    def add_kept(self, *answer: Hashable) -> None:
        """A kept answer was used: what it was made of was looked at."""
        if self._open:
            self._open[-1] |= self._kept.get(answer, frozenset())

    @contextmanager
    def collect(self, *answer: Hashable) -> Iterator[None]:
        """While an answer is made: what is looked at is kept with it."""
        self._open.append(set())
        try:
            yield
        finally:
            self._kept[answer] = frozenset(self._open.pop())
            self.add_kept(*answer)

    def of(self, *answer: Hashable) -> frozenset[str]:
        """Return the series that an answer was drawn from."""
        return self._kept.get(answer, frozenset())
