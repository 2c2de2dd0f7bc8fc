# SPDX-License-Identifier: GPL-2.0-or-later
"""How work is handed out to several processes, and its results are taken back in their order."""

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

Batch = TypeVar("Batch")
BatchIn = TypeVar("BatchIn", contravariant=True)
Result = TypeVar("Result")
ResultOut = TypeVar("ResultOut", covariant=True)

MOST = 8
"""More processes than this work faster than one can store."""


class WorkProcess(Protocol[BatchIn, ResultOut]):
    """A process that works on one batch at a time."""

    def give(self, batch: BatchIn, /) -> None:
        """Hand over a batch; the result of the one before must have been taken."""

    def result(self) -> ResultOut:
        """Wait for what was made of it."""


def cores() -> int:
    """Return on how many cores this process may run."""
    # macOS cannot say which of its cores a process may use.
    known = hasattr(os, "sched_getaffinity")
    return min(len(os.sched_getaffinity(0)) if known else os.cpu_count() or 1, MOST)


def handed_out(
    batches: Iterable[Batch], processes: Sequence[WorkProcess[Batch, Result]]
) -> Iterator[Result]:
    """Yield what some processes make of batches, in the order of the batches."""
    busy: deque[WorkProcess[Batch, Result]] = deque()
    for batch in batches:
        full = len(busy) == len(processes)
        process = busy.popleft() if full else processes[len(busy)]
        done = [process.result()] if full else []
        # The next batch goes out before the caller stores this one.
        process.give(batch)
        busy.append(process)
        yield from done
    while busy:
        yield busy.popleft().result()
