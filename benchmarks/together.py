# SPDX-License-Identifier: GPL-2.0-or-later
"""Run eight loops of commands on one home at once, while mail comes in.

``python -m benchmarks.together MAIL [--seconds N]``: one loop indexes a folder to which mails of
MAIL (a folder of .eml) are added all the while, one updates, one rebuilds, two record notes and
labels, three read (list, show, report). No command may fail; afterwards every word that was
acknowledged must be there, and every table as in a home that was filled by one process alone.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.kills import RECORDED, TOP, recorded, tables

NOT_DERIVED = {*RECORDED, "archive", "said_step", "said_before", "copy", "unreadable"}
"""Tables of what was recorded, and those that name the home."""


def ask(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command as a program."""
    env = {**os.environ, "TRACKER_HOME": str(home), "PYTHONPATH": str(TOP)}
    command = [sys.executable, "-m", "tracker", *words]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


@dataclass(slots=True)
class Loops:
    """The loops on one home, and what they saw."""

    home: Path
    ends: float
    """By the monotonic clock."""
    count: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    acknowledged: set[tuple[str, str]] = field(default_factory=set)
    longest: float = 0.0
    """Seconds of the command that took longest."""

    def run(self, words: Callable[[int], tuple[str, ...]], word: str = "") -> None:
        """Run a command again and again; ``word`` is the table of what it records."""
        number = 0
        while time.monotonic() < self.ends:
            number += 1
            given = words(number)
            began = time.monotonic()
            done = ask(self.home, *given)
            self.longest = max(self.longest, time.monotonic() - began)
            self.count[given[0]] += 1
            if done.returncode != 0:
                said = done.stderr.strip()[-300:]
                self.wrong.append(f"{' '.join(given)}: status {done.returncode}: {said}")
            elif word:
                self.acknowledged.add((word, given[-1].lstrip("+")))


def arrive(mails: list[Path], folder: Path, ends: float) -> None:
    """Add the mails to a folder one by one, spread over the time that is left."""
    pause = (ends - time.monotonic()) * 0.8 / max(len(mails), 1)
    for number, one in enumerate(mails):
        part = folder / f"{number}.part"
        shutil.copy(one, part)
        part.rename(folder / f"later-{number}.eml")
        time.sleep(pause)


def together(mails: list[Path], work: Path, seconds: float) -> Loops:
    """Run the loops on a home of half of the mails, and return what they saw."""
    home, folder = work / "home", work / "mails"
    folder.mkdir()
    for number, one in enumerate(mails[::2]):
        shutil.copy(one, folder / f"{number}.eml")
    assert ask(home, "index", str(folder)).returncode == 0
    listed = ask(home, "list", "--all", "--json", "--offline")
    ids = [one["id"] for one in json.loads(listed.stdout)["series"]]
    assert ask(home, "track", *ids, "--offline").returncode == 0
    loops = Loops(home, time.monotonic() + seconds)
    off = "--offline"
    every = [
        threading.Thread(target=loops.run, args=given)
        for given in (
            (lambda _: ("index", str(folder)),),
            (lambda _: ("update", off),),
            (lambda _: ("rebuild",),),
            (lambda n: ("note", ids[n % len(ids)], off, "-m", f"note {n}"), "note"),
            (lambda n: ("label", ids[n % len(ids)], off, f"+label{n}"), "label"),
            (lambda n: ("list", "--all", off) if n % 2 else ("report", off),),
            (lambda n: ("show", ids[n % len(ids)], off),),
            (lambda n: ("seen" if n % 2 else "log", ids[n % len(ids)], off),),
        )
    ]
    every.append(threading.Thread(target=arrive, args=(mails[1::2], folder, loops.ends)))
    for thread in every:
        thread.start()
    for thread in every:
        thread.join()
    assert ask(home, "index", str(folder)).returncode == 0
    return loops


def lost(loops: Loops, work: Path) -> list[str]:
    """Return what is not as it must be afterwards: words that are gone, tables that differ."""
    alone = work / "alone"
    assert ask(alone, "index", str(work / "mails")).returncode == 0
    found = [f"{table}: {one}" for table, one in loops.acknowledged - recorded(loops.home)]
    one, other = (tables(home, named=True) for home in (alone, loops.home))
    kept = [name for name in one if name not in NOT_DERIVED]
    names = [sorted(row.split(",")[1] for row in every["message"]) for every in (one, other)]
    if names[0] != names[1]:
        found.append("messages")
    return found + [
        f"table {name}"
        for name in kept
        if name not in ("message", "person") and one[name] != other[name]
    ]


def main() -> int:
    """Run, look, compare."""
    parser = argparse.ArgumentParser()
    parser.add_argument("mail", type=Path)
    parser.add_argument("--seconds", type=float, default=300)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        loops = together(sorted(options.mail.rglob("*.eml")), work, options.seconds)
        gone = lost(loops, work)
    for key, value in sorted(loops.count.items()):
        print(f"{value:6} {key}")
    words = len(loops.acknowledged)
    print(f"{loops.count.total()} commands, {len(loops.wrong)} failed; {words} words acknowledged,")
    print(f"what differs: {', '.join(gone) or 'nothing'}; the longest took {loops.longest:.0f} s")
    print("\n".join(loops.wrong[:20]))
    return int(bool(gone or loops.wrong))


if __name__ == "__main__":
    sys.exit(main())
