# SPDX-License-Identifier: GPL-2.0-or-later
"""What indexing, showing, listing, new mail and a report cost beside other programs, in one run.

    python benchmarks/peers.py EPOCH.git [NEW]

Prints a table in Markdown of CPU seconds, each beside the bare read of the same mail (``git
cat-file --batch``) and beside ``b4 --help``. The newest ``NEW`` mails (100) come in a second run.
A program that is not installed is left out. Times do not carry to other machines; ratios do.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
TRACKER = (sys.executable, "-m", "tracker")


def main(path: Path, new: int) -> int:
    """Print the table for one archive."""
    with tempfile.TemporaryDirectory() as folder:
        copy, home = Path(folder, "0.git"), Path(folder, "home")
        git("clone", "--quiet", "--bare", f"file://{path.resolve()}", str(copy))
        tip = git("-C", str(copy), "rev-parse", "HEAD")
        branch = git("-C", str(copy), "symbolic-ref", "HEAD")
        # As installed: with a bytecode cache.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        environment = os.environ | {"TRACKER_HOME": str(home), "PYTHONPATH": str(TOP)}

        def tracker(*words: str) -> float:
            return cost((*TRACKER, *words), environment)

        git("-C", str(copy), "update-ref", branch, f"{tip}~{new}")
        mails = int(git("-C", str(copy), "rev-list", "--count", "HEAD"))
        found = {"bare read": bare(copy), "index": tracker("index", str(copy))}
        found["nothing new"] = tracker("index", str(copy))
        git("-C", str(copy), "update-ref", branch, tip)
        found[f"{new} new mails"] = tracker("index", str(copy))
        found["list --all"] = tracker("list", "--all")
        shown = subprocess.run(
            (*TRACKER, "list", "--all", "--json"),
            env=environment, capture_output=True, check=True, text=True,
        )  # fmt: skip
        found["show"] = tracker("show", first_id(shown.stdout), "--offline")
        found["report --all tag:nacked"] = tracker("report", "--all", "tag:nacked")
        found |= peers(folder, copy)
    show(found, mails)
    return 0


def first_id(listed: str) -> str:
    return listed.partition('"id": "')[2].partition('"')[0]


def peers(folder: str, copy: Path) -> dict[str, float]:
    """Return the CPU seconds of the other programs that are there."""
    found = {}
    beside = Path(sys.executable).with_name("b4")
    b4 = shutil.which("b4") or (str(beside) if beside.exists() else None)
    if b4:
        cost((b4, "--help"))
        found["b4 --help"] = cost((b4, "--help"))
    if shutil.which("public-inbox-index"):
        inbox = Path(folder, "inbox")
        (inbox / "git").mkdir(parents=True)
        shutil.copytree(copy, inbox / "git" / "0.git")
        (inbox / "inbox.lock").touch()
        words = ("public-inbox-index", "-L", "basic", "--no-update-extindex", str(inbox))
        try:
            found["public-inbox-index -L basic"] = cost(words)
        except subprocess.CalledProcessError as fault:
            print(f"public-inbox-index failed: {fault.stderr[-300:]!r}", file=sys.stderr)
    return found


def show(found: dict[str, float], mails: int) -> None:
    read, b4 = found["bare read"], found.get("b4 --help")
    print(f"| {mails} mails | CPU s | x bare read | x b4 --help |\n|---|---|---|---|")
    for name, seconds in found.items():
        beside = f"{seconds / b4:.2f}" if b4 else "-"
        print(f"| {name} | {seconds:.2f} | {seconds / read:.1f} | {beside} |")


def bare(copy: Path) -> float:
    """Return what reading every blob out of git costs."""
    return cost(("git", "-C", str(copy), "cat-file", "--batch", "--batch-all-objects", "--buffer"))


def git(*words: str) -> str:
    done = subprocess.run(("git", *words), capture_output=True, check=True, text=True)
    return done.stdout.strip()


def cost(words: tuple[str, ...], environment: dict[str, str] | None = None) -> float:
    """Return the CPU seconds of a program and its children."""
    before = used()
    subprocess.run(words, env=environment, capture_output=True, check=True)
    return used() - before


def used() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) == 3 else 100))
