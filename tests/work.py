# SPDX-License-Identifier: GPL-2.0-or-later
"""What a call does, counted: a busy machine changes the seconds of a call, never its steps.

Steps are the lines of Python that run, in every frame. What an expression of ``re`` scans is inside
one step: ``benchmarks/hostile.py`` measures that in seconds, over the same kinds of mail.
"""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any, Self

LINEAR = 1.35
"""How far beyond the size the steps may grow: n log n over eight times the size is 1.3."""


class Steps:
    """How many lines of Python this thread runs while it is entered."""

    count = 0

    def __enter__(self) -> Self:
        self._before = sys.gettrace()
        sys.settrace(self._trace)
        return self

    def __exit__(self, *_: object) -> None:
        sys.settrace(self._before)

    def _trace(self, frame: FrameType, event: str, arg: Any) -> Any:
        self.count += 1
        return self._trace


def steps(call: Callable[[], object]) -> int:
    """Return how many lines of Python a call runs on this thread."""
    with Steps() as run:
        call()
    return run.count


def grows_linearly(
    make: Callable[[int], Callable[[], object]], small: int, times: int = 4, most: float = LINEAR
) -> None:
    """Hold that the steps grow no faster than the size.

    ``make`` prepares a call for a size; only the call itself is counted. It is made twice for each
    size: the first run fills caches, which hold short words and fields only.
    """
    make(small)()
    make(small * times)()
    few, many = steps(make(small)), steps(make(small * times))
    assert many < most * times * few, f"{few} steps for {small}, {many} for {times} times as much"
