# SPDX-License-Identifier: GPL-2.0-or-later
"""What indexing, new mail, showing, listing and a report cost beside other programs, in one run.

    python -m benchmarks.peers EPOCH.git [EPOCH.git...] [--mails 4000] [--new 100] [--write]
                               [--whole EPOCH.git]

Of each epoch the newest mails are taken (0 takes all), and their newest ``--new`` come in a second
run. Prints a table in Markdown: CPU seconds, beside ``git cat-file --batch`` of the same mails and
beside ``b4 --help``, and peak memory; with ``--write`` it also stands in docs/scaling.md. The
first epoch is measured by itself, several also in one database; ``--whole`` measures reading an
epoch in part and then the rest, beside reading all of it, in a table of its own. What is not
installed is left out: b4, notmuch, mu, public-inbox-index. Times do not carry to other machines;
ratios do.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tracker.sources.archive import open_archive

TOP = Path(__file__).resolve().parent.parent
TRACKER = (sys.executable, "-m", "tracker")
PAGE = TOP / "docs" / "scaling.md"
MARKS = ("<!-- benchmarks.peers --write -->\n", "<!-- end -->\n")


class Cost(NamedTuple):
    """What a program and its children took."""

    cpu: float
    """Seconds."""
    wall: float
    """Seconds from its start to its end."""
    memory: int
    """Bytes of the largest process at its peak."""


def main(words: argparse.Namespace) -> int:
    """Print the table, and write it where that is wanted."""
    with tempfile.TemporaryDirectory() as folder:
        copies = [
            copied(one, Path(folder, f"{n}.git"), words) for n, one in enumerate(words.epochs)
        ]
        # As installed: with a bytecode cache.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        homes = [Path(folder, f"home{n}") for n in range(len(copies) + 1)]
        found = alone(copies[0], homes[0], words.new)
        size = Path(homes[0], "tracker.db").stat().st_size
        mails = count(copies[0])
        if len(copies) > 1:
            found |= together(copies, homes, found)
        found |= others(Path(folder), copies[0])
        parts = part_table(words.whole, Path(folder)) if words.whole else []
    lines = [*table(found, mails), "", f"The database has {size / mails:.0f} bytes a mail.", *parts]
    print("\n".join(lines))
    if words.write:
        before, _, rest = PAGE.read_text().partition(MARKS[0])
        after = rest.partition(MARKS[1])[2]
        PAGE.write_text("".join((before, MARKS[0], "\n".join(lines), "\n", MARKS[1], after)))
    return 0


def copied(epoch: Path, copy: Path, words: argparse.Namespace) -> Path:
    """Return a repository with the newest mails of an epoch; their blobs stay where they are."""

    def of_epoch(name: str) -> Path:
        where = ("rev-parse", "--path-format=absolute", "--git-path", name)
        return Path(git("-C", str(epoch), *where))

    git("init", "--quiet", "--bare", str(copy))
    (copy / "objects" / "info" / "alternates").write_text(f"{of_epoch('objects')}\n")
    tip = git("-C", str(epoch), "rev-parse", "HEAD")
    wanted = words.mails + words.new
    if words.mails > 0 and wanted < int(git("-C", str(epoch), "rev-list", "--count", tip)):
        (copy / "shallow").write_text(git("-C", str(epoch), "rev-parse", f"{tip}~{wanted - 1}"))
    elif of_epoch("shallow").exists():
        shutil.copy(of_epoch("shallow"), copy)
    git("-C", str(copy), "update-ref", "HEAD", tip)
    return copy


def alone(copy: Path, home: Path, new: int) -> dict[str, Cost]:
    """Return what one list costs: all of it, nothing new, some new mails, then answers."""
    tip = git("-C", str(copy), "rev-parse", "HEAD")
    found = {"git cat-file --batch": bare(copy)}
    git("-C", str(copy), "update-ref", "HEAD", f"{tip}~{new}")
    found["index"] = tracker(home, "index", str(copy))
    found["index, nothing new"] = tracker(home, "index", str(copy))
    git("-C", str(copy), "update-ref", "HEAD", tip)
    found[f"index, {new} new mails"] = tracker(home, "index", str(copy))
    found["list --all"] = tracker(home, "list", "--all")
    shown = subprocess.run(
        (*TRACKER, "list", "--all", "--json"),
        env=at_home(home), capture_output=True, check=True, text=True,
    )  # fmt: skip
    first = shown.stdout.partition('"id": "')[2].partition('"')[0]
    found["show"] = tracker(home, "show", first, "--offline")
    found["report --all tag:nacked"] = tracker(home, "report", "--all", "tag:nacked")
    return found


def together(copies: list[Path], homes: list[Path], found: Mapping[str, Cost]) -> dict[str, Cost]:
    """Return what several lists cost one by one and in one database, up to a true list."""

    def whole(home: Path, *places: Path) -> Cost:
        steps = (tracker(home, "index", *map(str, places)), tracker(home, "list", "--all"))
        return added(steps)

    apart = [whole(home, copy) for copy, home in zip(copies[1:], homes[1:-1], strict=True)]
    apart.append(added((found["index"], found["list --all"])))
    name = f"index and list of {len(copies)} lists"
    return {
        f"{name}, each alone": added(apart),
        f"{name}, in one database": whole(homes[-1], *copies),
    }


def part_table(epoch: Path, folder: Path) -> list[str]:
    """Return the lines of a table of reading an epoch in part, the rest of it, and all at once."""
    mails, read = count(epoch), bare(epoch)
    part, whole = folder / "part", folder / "whole"
    found = {
        "git cat-file --batch": read,
        "index --since 1h: the headers": tracker(
            folder / "headers", "index", "--since", "1h", str(epoch)
        ),
        "index --since 90d": tracker(part, "index", "--since", "90d", str(epoch)),
        "then list --all": tracker(part, "list", "--all"),
        "then index --deep": tracker(part, "index", "--deep", str(epoch)),
        "index": tracker(whole, "index", str(epoch)),
    }
    lines = [
        "",
        f"| {mails} mails | CPU s | x git cat-file | elapsed s | x git cat-file | MB |",
        "|---|---|---|---|---|---|",
    ]
    for name, one in found.items():
        cpu, wall = f"{one.cpu / read.cpu:.1f}", f"{one.wall / read.wall:.1f}"
        cells = (name, f"{one.cpu:.1f}", cpu, f"{one.wall:.1f}", wall, f"{one.memory / 1e6:.0f}")
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def others(folder: Path, copy: Path) -> dict[str, Cost]:
    """Return what the other programs take that are there."""
    found: dict[str, Cost] = {}
    beside = Path(sys.executable).with_name("b4")
    if b4 := shutil.which("b4") or (str(beside) if beside.exists() else None):
        cost((b4, "--help"))
        found["b4 --help"] = cost((b4, "--help"))
    if shutil.which("public-inbox-index"):
        inbox = folder / "inbox"
        (inbox / "git").mkdir(parents=True)
        shutil.copytree(copy, inbox / "git" / "0.git")
        (inbox / "inbox.lock").touch()
        words = ("public-inbox-index", "-L", "basic", "--no-update-extindex", str(inbox))
        found["public-inbox-index -L basic"] = cost(words)
    if shutil.which("notmuch") or shutil.which("mu"):
        mails = maildir(folder / "maildir", copy)
        (folder / "notmuch").write_text(f"[database]\npath={mails}\n[new]\ntags=new\n")
        home = os.environ | {"HOME": str(folder), "NOTMUCH_CONFIG": str(folder / "notmuch")}
        if shutil.which("notmuch"):
            found["notmuch new"] = cost(("notmuch", "new", "--quiet"), home)
        if shutil.which("mu"):
            where = f"--muhome={folder / 'mu'}"
            subprocess.run(("mu", "init", where, f"--maildir={mails}"), capture_output=True)
            found["mu index"] = cost(("mu", "index", where, "--quiet"), home)
    return found


def maildir(folder: Path, copy: Path) -> Path:
    """Return a folder with the mails of a repository, as notmuch and mu read them."""
    for name in ("cur", "new", "tmp"):
        (folder / name).mkdir(parents=True)
    for number, mail in enumerate(open_archive(copy).read(None)):
        (folder / "cur" / f"{number}:2,S").write_bytes(mail.raw)
    return folder


def table(found: Mapping[str, Cost], mails: int) -> list[str]:
    """Return the lines of a table in Markdown."""
    read, b4 = found["git cat-file --batch"].cpu, found.get("b4 --help")
    lines = [
        f"| {mails} mails | CPU s | x git cat-file | x b4 --help | MB |",
        "|---|---|---|---|---|",
    ]
    for name, one in found.items():
        beside = f"{one.cpu / b4.cpu:.2f}" if b4 else "-"
        memory = f"{one.memory / 1e6:.0f}"
        lines.append(f"| {name} | {one.cpu:.2f} | {one.cpu / read:.1f} | {beside} | {memory} |")
    return lines


def bare(copy: Path) -> Cost:
    """Return what reading every mail out of git takes."""
    listed = git("-C", str(copy), "log", "--format=", "--raw", "--no-abbrev", "--root", "-r")
    blobs = re.findall(r"^:\d+ \d+ [0-9a-f]+ ([0-9a-f]+) [AM]\tm$", listed, re.MULTILINE)
    words = ("git", "-C", str(copy), "cat-file", "--batch", "--buffer")
    return cost(words, feed="".join(f"{one}\n" for one in blobs).encode())


def count(copy: Path) -> int:
    """Return how many commits there are, which is about how many mails."""
    return int(git("-C", str(copy), "rev-list", "--count", "HEAD"))


def git(*words: str) -> str:
    done = subprocess.run(("git", *words), capture_output=True, check=True, text=True)
    return done.stdout.strip()


def at_home(home: Path) -> dict[str, str]:
    return os.environ | {"TRACKER_HOME": str(home), "PYTHONPATH": str(TOP)}


def tracker(home: Path, *words: str) -> Cost:
    return cost((*TRACKER, *words), at_home(home))


def cost(
    words: tuple[str, ...], environment: Mapping[str, str] | None = None, feed: bytes = b""
) -> Cost:
    """Return what a program and its children take; raises CalledProcessError where it fails."""
    with tempfile.TemporaryFile() as given:
        given.write(feed)
        given.seek(0)
        quiet = subprocess.DEVNULL
        started = time.monotonic()
        running = subprocess.Popen(words, env=environment, stdin=given, stdout=quiet, stderr=quiet)
        _, status, used = os.wait4(running.pid, 0)
        wall = time.monotonic() - started
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise subprocess.CalledProcessError(running.returncode, words)
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss * 1024)


def added(costs: Sequence[Cost]) -> Cost:
    """Return what several programs take one after another."""
    times = sum(one.cpu for one in costs), sum(one.wall for one in costs)
    return Cost(*times, max(one.memory for one in costs))


if __name__ == "__main__":
    asked = argparse.ArgumentParser(usage=__doc__)
    asked.add_argument("epochs", nargs="+", type=Path)
    asked.add_argument("--mails", type=int, default=4000)
    asked.add_argument("--new", type=int, default=100)
    asked.add_argument("--whole", type=Path)
    asked.add_argument("--write", action="store_true")
    sys.exit(main(asked.parse_args()))
