# SPDX-License-Identifier: GPL-2.0-or-later
"""How reading grows with hostile mail, in seconds of CPU: what the counts of tests/work.py miss.

    python -m benchmarks.hostile

Prints, for each kind of body, the seconds for a size and for four times as much, and their ratio:
4 is linear, 16 is square. What ``re`` scans inside one line of Python is in here.
"""

import time
from collections.abc import Iterator

from tests.mail.test_bounded import LINES, RUNS
from tests.mails import mail
from tracker.mail.reader import read
from tracker.model.mail import Stored

SIZE, TIMES, TRIES = 500, 4, 2


def bodies(size: int) -> Iterator[tuple[str, str]]:
    """Return bodies of so many lines, and of one line as long."""
    for name, line in LINES.items():
        yield f"lines: {name}", line * size
    for name, piece in RUNS.items():
        yield f"one line: {name}", piece * (20 * size) + "\n"


def seconds(body: str) -> float:
    """Return the least CPU time of reading a mail, of some tries."""
    stored = Stored(raw=mail("Re: [PATCH] widget: Turn", body=body), archive="", key="1")
    best = float("inf")
    for _ in range(TRIES):
        start = time.process_time()
        read(stored)
        best = min(best, time.process_time() - start)
    return best


def main() -> None:
    """Print the table, the steepest growth last."""
    rows = [
        (seconds(large) / max(seconds(small), 0.001), seconds(large), name)
        for (name, small), (_, large) in zip(bodies(SIZE), bodies(SIZE * TIMES), strict=True)
    ]
    for ratio, slow, name in sorted(rows):
        print(f"{ratio:6.1f}  {slow:7.3f} s  {name}")


if __name__ == "__main__":
    main()
