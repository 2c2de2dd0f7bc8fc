# SPDX-License-Identifier: GPL-2.0-or-later
"""How long a week's report of a list takes, and how large its page is, beside the list itself.

    python -m benchmarks.report ARCHIVE [--list linux-kselftest] [--as-of DATE] [--since DATE]

Indexes the archive into a folder of its own, then runs whole processes in turn and prints medians
of seconds by the clock and of CPU, the ratio to ``tracker list --all`` in the same run, and bytes.
Times do not carry from machine to machine; the ratios do.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
TRACKER = [sys.executable, "-m", "tracker"]
MAX_PAGE = 1 << 20
"""Bytes that a page may have."""


def main() -> int:
    """Print a line for each form; 1 where a page is too large."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("archive", type=Path)
    parser.add_argument("--list", default="linux-kselftest")
    parser.add_argument("--as-of", default="2025-09-30")
    parser.add_argument("--since", default="2025-09-23")
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {"TRACKER_HOME": home, "PYTHONPATH": str(TOP)}
        subprocess.run([*TRACKER, "index", given.archive], env=environment, check=True)
        week = ["--list", given.list, "--as-of", given.as_of, "--since", given.since]
        commands = {
            "list --all": ["list", "--all", "--as-of", given.as_of],
            "report, text": ["report", *week],
            "report, markdown": ["report", *week, "--format", "markdown"],
            "report, html": ["report", *week, "--format", "html"],
            "report, json": ["report", *week, "--format", "json"],
            "log": ["log", *week],
        }
        taken: dict[str, list[tuple[float, float, int]]] = {name: [] for name in commands}
        for _ in range(given.runs):
            for name, words in commands.items():
                taken[name].append(_once(words, environment))
    base = statistics.median(cpu for _, cpu, _ in taken["list --all"])
    for name, found in taken.items():
        clock, cpu = (statistics.median(one[part] for one in found) for part in (0, 1))
        size = found[0][2]
        print(
            f"{name:18} {clock:6.2f} s  {cpu:6.2f} s CPU  {cpu / base:5.2f} x list  {size:9,} bytes"
        )
    return int(taken["report, html"][0][2] > MAX_PAGE)


def _once(words: list[str], environment: dict[str, str]) -> tuple[float, float, int]:
    """Seconds by the clock and of CPU, and bytes of the answer."""
    before, start = os.times(), time.perf_counter()
    done = subprocess.run([*TRACKER, *words], env=environment, check=True, capture_output=True)
    clock, after = time.perf_counter() - start, os.times()
    user = after.children_user - before.children_user
    return clock, user + after.children_system - before.children_system, len(done.stdout)


if __name__ == "__main__":
    sys.exit(main())
