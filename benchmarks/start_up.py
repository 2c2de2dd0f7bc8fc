# SPDX-License-Identifier: GPL-2.0-or-later
"""How fast a warm answer starts, beside bare Python and ``b4 --help``, in one run.

    python -m benchmarks.start_up [--runs N]

Whole processes, medians of CPU seconds (the children's, user and system), and the ratio to bare
Python. Times do not carry from machine to machine; the ratios do.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

EXAMPLE = "20250709-arm64_relax_jit_comp-v1-0-3850fe189092@bootlin.com"
TOP = Path(__file__).resolve().parent.parent


def main() -> int:
    """Print one line a command: median CPU milliseconds, and the ratio to bare Python."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {"TRACKER_HOME": home, "PYTHONPATH": str(TOP)}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        tracker = [sys.executable, "-m", "tracker"]
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "tracker --help": [*tracker, "--help"],
            "tracker show, warm": [*tracker, "show", EXAMPLE, "--offline"],
            "tracker graph, warm": [*tracker, "graph", EXAMPLE, "--offline"],
            "tracker list, warm": [*tracker, "list", "--offline"],
            "b4 --help": [sys.executable, "-m", "b4.command", "--help"],
        }
        taken = {name: _median(words, environment, runs) for name, words in commands.items()}
    bare = taken["python -c pass"]
    for name, seconds in taken.items():
        print(f"{name:22} {1000 * seconds:7.1f} ms CPU  {seconds / bare:5.1f} x bare Python")
    return 0


def _median(words: list[str], environment: dict[str, str], runs: int) -> float:
    """Median CPU seconds of a command after two warm-up runs."""
    return statistics.median(_once(words, environment) for _ in range(runs + 2))


def _once(words: list[str], environment: dict[str, str]) -> float:
    before = os.times()
    subprocess.run(words, env=environment, check=True, capture_output=True)
    after = os.times()
    return (after.children_user - before.children_user) + (
        after.children_system - before.children_system
    )


if __name__ == "__main__":
    sys.exit(main())
