# SPDX-License-Identifier: GPL-2.0-or-later
"""CPU that hostile mail costs, as a share of what it may cost, and how it grows with size.

    python -m benchmarks.hostile [--check] [--size BYTES] [SHAPE...]

Each shape of ``tests/hostile.py`` is read at a quarter of the size and at the size. A line says
the ratio of the two (4 is linear, 16 is square), the CPU seconds, and their share of the limit:
0.5 s for 0.8 MB, 3 s for 32 MiB, in between in proportion. The limits are seconds of the machine
that they were set on; another machine, or a busy one, is measured by a fixed piece of work first.
``--check`` exits 1 where a share or a ratio is over its limit.
"""

import argparse
import re
import sys
import time

from tests.hostile import SHAPES
from tracker.mail.reader import read_all
from tracker.model.mail import Stored

SMALL, SMALL_SECONDS = 800_000, 0.5
LARGE, LARGE_SECONDS = 32 * 1024 * 1024, 3.0
STEEPEST = 6.0
"""Ratio of four times the size; n log n and caches make it 5."""
YARDSTICK = 0.160
"""CPU seconds of ``fixed_work`` on that machine when it was idle."""
NOISE = 1.4
"""How far over its limit ``--check`` lets a share be: a busy machine measures itself no better."""
TRIES = 4
LEAST = 0.2
"""CPU seconds below which a ratio says nothing."""


def fixed_work() -> float:
    """Return the CPU seconds of a piece of work like reading: expressions, slices, tuples."""
    pattern = re.compile(r"(?:[A-Z][a-z]+-)+by: .{1,80}")
    text = "Some words and Reviewed-by: Rex Reviewer <rex@example.org>, more words\n" * 40
    start = time.process_time()
    for _ in range(6_000):
        kept = [(n, line[:40]) for n, line in enumerate(text.split("\n")) if pattern.search(line)]
        assert kept
    return time.process_time() - start


def seconds(raw: bytes, enough: float) -> float:
    """Return the least CPU time of reading a mail, tried again while it is over ``enough``."""
    best = float("inf")
    for _ in range(TRIES):
        start = time.process_time()
        read_all(Stored(raw=raw, archive="", key="1"))
        best = min(best, time.process_time() - start)
        if best <= enough:
            break
    return best


def allowed(size: int) -> float:
    """Return the CPU seconds that a mail of so many bytes may take."""
    if size <= SMALL:
        return SMALL_SECONDS
    part = (size - SMALL) / (LARGE - SMALL)
    return SMALL_SECONDS + (LARGE_SECONDS - SMALL_SECONDS) * part


def main() -> None:
    """Print the table, the largest share last."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--check", action="store_true")
    options.add_argument("--size", type=int, default=SMALL)
    options.add_argument("shapes", nargs="*", metavar="SHAPE")
    asked = options.parse_args()
    speed = min(fixed_work() for _ in range(TRIES)) / YARDSTICK
    limit = allowed(asked.size) * speed
    print(f"this machine, now: {speed:.2f} times as slow; limit {limit:.2f} s of CPU")
    rows = []
    for name in asked.shapes or SHAPES:
        slow = seconds(SHAPES[name](asked.size), limit)
        quick = seconds(SHAPES[name](asked.size // 4), limit) if slow > LEAST else slow
        rows.append((slow / limit, slow / max(quick, 0.001), slow, name))
    over = 0
    for share, ratio, slow, name in sorted(rows):
        bad = share > NOISE or (slow > LEAST and ratio > STEEPEST)
        over += bad
        print(f"{share:6.2f} of its limit  {slow:7.3f} s  x{ratio:4.1f}  {name}{'  !' * bad}")
    sys.exit(1 if asked.check and over else 0)


if __name__ == "__main__":
    main()
