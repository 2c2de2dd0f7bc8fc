# SPDX-License-Identifier: GPL-2.0-or-later
"""Let a call to the disk fail (EIO, ENOSPC), one in each run, and look at what is said and left.

``python -m benchmarks.disk_faults MAIL [--faults N] [--seed N]`` needs a C compiler and Linux: a
library that is loaded before libc lets the n-th read, write or sync of a file of the home fail, for
n drawn over all that an undisturbed run makes; every second time all later ones fail too. The run
must end with 0, or with 5 and a line or a few; then the file must be whole, what was recorded
there, and after the same run again every table equal to that of an undisturbed one.
"""

import argparse
import errno
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from benchmarks.kills import ACTIONS, TOP, commands, recorded, said, tables

SHIM = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>
static long count;
static int ours(int fd) {
    char link[64], place[4096];
    const char *home = getenv("FAULT_HOME");
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, place, sizeof place - 1);
    if (!home || n <= 0) return 0;
    place[n] = 0;
    return !strncmp(place, home, strlen(home));
}
static int fails(int fd) {
    if (!ours(fd)) return 0;
    long at = atol(getenv("FAULT_AT"));
    count++;
    if (at && (count == at || (count > at && getenv("FAULT_STAYS")))) {
        errno = atoi(getenv("FAULT_ERRNO"));
        return 1;
    }
    return 0;
}
__attribute__((destructor)) static void leave(void) {
    const char *place = getenv("FAULT_COUNT");
    FILE *file = place ? fopen(place, "w") : NULL;
    if (file) { fprintf(file, "%ld\n", count); fclose(file); }
}
#define CALL(ret, name, params, args) \
    ret name params { \
        static ret (*real) params; \
        if (!real) real = dlsym(RTLD_NEXT, #name); \
        return fails(fd) ? -1 : real args; \
    }
CALL(ssize_t, write, (int fd, const void *b, size_t n), (fd, b, n))
CALL(ssize_t, pwrite, (int fd, const void *b, size_t n, off_t o), (fd, b, n, o))
CALL(ssize_t, pwrite64, (int fd, const void *b, size_t n, off64_t o), (fd, b, n, o))
CALL(ssize_t, pread, (int fd, void *b, size_t n, off_t o), (fd, b, n, o))
CALL(ssize_t, pread64, (int fd, void *b, size_t n, off64_t o), (fd, b, n, o))
CALL(int, fsync, (int fd), (fd))
CALL(int, fdatasync, (int fd), (fd))
CALL(int, ftruncate, (int fd, off_t n), (fd, n))
CALL(int, ftruncate64, (int fd, off64_t n), (fd, n))
"""


def compiled(work: Path) -> Path:
    """Return the library that lets calls fail."""
    source, library = work / "shim.c", work / "shim.so"
    source.write_text(SHIM)
    command = ["cc", "-shared", "-fPIC", "-o", str(library), str(source), "-ldl"]
    subprocess.run(command, check=True)
    return library


class Disk:
    """Runs commands on a home whose disk may fail."""

    def __init__(self, work: Path) -> None:
        self.work, self._library = work, compiled(work)

    def run(
        self,
        home: Path,
        words: tuple[str, ...],
        at: int = 0,
        fault: int = 0,
        *,
        stays: bool = False,
    ) -> tuple[int, str, int]:
        """Return the status, what was said, and how many calls there were."""
        count = self.work / "count"
        env = {**os.environ, "TRACKER_HOME": str(home), "PYTHONPATH": str(TOP)}
        env |= {"TMPDIR": str(self.work), "LD_PRELOAD": str(self._library)}
        env |= {"FAULT_HOME": str(home), "FAULT_AT": str(at), "FAULT_ERRNO": str(fault)}
        env |= {"FAULT_COUNT": str(count)} | ({"FAULT_STAYS": "1"} if stays else {})
        command = [sys.executable, "-m", "tracker", *words]
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
        return done.returncode, done.stderr, int(count.read_text() or 0)

    def tried(
        self, before: Path, words: tuple[str, ...], at: int, fault: int, *, stays: bool
    ) -> str:
        """Return how a run with a fault at that call ended, and what it left."""
        home, whole = self.work / "faulty", self.work / "whole"
        for one in (home, whole):
            shutil.rmtree(one, ignore_errors=True)
            if before.exists():
                shutil.copytree(before, one)
        assert self.run(whole, words)[0] == 0
        status, told, _ = self.run(home, words, at, fault, stays=stays)
        if "Traceback" in told or "fault of tracker's own" in told or status not in (0, 5):
            return f"status {status} WRONG: {told.strip()[-200:]}"
        if (home / "tracker.db").exists():
            try:
                tables(home)
            except sqlite3.DatabaseError as error:
                return f"status {status}, WRONG: {error}"
            held = recorded(before) & recorded(whole) if before.exists() else set()
            if held - recorded(home):
                return "LOST a word"
        again, told, _ = self.run(home, words)
        if again != 0:
            return f"again: status {again} WRONG: {told.strip()[-200:]}"
        wanted, found = tables(whole), tables(home)
        differ = [name for name in wanted if wanted[name] != found.get(name)]
        if words[0] in ACTIONS:
            # One that was recorded before the fault is recorded twice.
            differ = [one for one in differ if one not in ("note", "said_step", "said_before")]
        return f"status {status}, " + (f"{', '.join(differ)} WRONG" if differ else "equal")


def main() -> int:
    """Let calls fail, look, run again, compare, count."""
    parser = argparse.ArgumentParser()
    parser.add_argument("mail", type=Path)
    parser.add_argument("--faults", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    dice, count = random.Random(options.seed), Counter[str]()
    with tempfile.TemporaryDirectory() as name:
        disk = Disk(Path(name))
        ready, index = disk.work / "ready", ("index", str(options.mail.resolve()))
        assert disk.run(ready, index)[0] == 0
        env = {**os.environ, "TRACKER_HOME": str(ready), "PYTHONPATH": str(TOP)}
        command = [sys.executable, "-m", "tracker", "list", "--all", "--json", "--offline"]
        listed = subprocess.run(command, env=env, capture_output=True, check=True)
        ids = [one["id"] for one in json.loads(listed.stdout)["series"]]
        for words in said(ids[0], ids[1]):
            assert disk.run(ready, words)[0] == 0, words
        cases: list[tuple[Path, tuple[str, ...]]] = [(disk.work / "nothing", index)]
        cases += [(ready, one) for one in commands(ids[0], ids[1], ids[-1]) if one[0] != "undo"]
        cases += [(ready, ("list", "--all", "--offline")), (ready, ("show", ids[0], "--offline"))]
        calls = {}
        for before, words in cases:
            home = disk.work / "counted"
            shutil.rmtree(home, ignore_errors=True)
            if before.exists():
                shutil.copytree(before, home)
            calls[words] = disk.run(home, words)[2]
        for number in range(options.faults):
            before, words = cases[number % len(cases)]
            fault = dice.choice((errno.EIO, errno.ENOSPC))
            at, stays = dice.randint(1, max(calls[words], 1)), bool(number // len(cases) % 2)
            how = disk.tried(before, words, at, fault, stays=stays)
            count[f"{words[0]}: {how}"] += 1
            if "WRONG" in how or "LOST" in how:
                place = f"call {at} of {calls[words]}, errno {fault}, stays {stays}"
                print(f"{' '.join(words)}: {place}: {how}", file=sys.stderr, flush=True)
    for key, value in sorted(count.items()):
        print(f"{value:6} {key}")
    return int(any(word in key for key in count for word in ("WRONG", "LOST")))


if __name__ == "__main__":
    sys.exit(main())
