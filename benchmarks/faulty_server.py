# SPDX-License-Identifier: GPL-2.0-or-later
"""Refresh through a relay that does harm by dice, and compare with a clean run at the end.

``python -m benchmarks.faulty_server MAIL REF... [--refreshes N]`` serves MAIL (a folder of .eml)
with a real public-inbox, and updates tracked series again and again while answers are cut, garbled,
refused, replaced by pages, mislabelled, redirected or never come. No run may end in a fault of ours
or claim that all is up to date after a refusal; the last one, without harm, must leave every table
as a home that met no harm has it.
"""

import argparse
import contextlib
import io
import os
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

from benchmarks.kills import tables
from tests.relays import Relay, harm_by
from tests.servers import inbox_of
from tracker.cli import run

DAY = "2026-01-01"
SHARE = 0.4
LEFT_OUT = {"archive", "thread_fetch", "message", "copy", "mark"}
"""Tables that name the home, or when something was asked for."""


def ask(home: Path, *words: str) -> tuple[int, str, str]:
    """Run a command in this process."""
    os.environ["TRACKER_HOME"] = str(home)
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = run(list(words))
    return int(status), out.getvalue(), err.getvalue()


def follow(home: Path, url: str, refs: list[str]) -> None:
    """Track series by their server, without harm."""
    home.mkdir()
    (home / "config.toml").write_text(f'server = "{url}"\npages = []\nfresh_minutes = 0\n')
    for ref in refs:
        assert ask(home, "track", ref)[0] == 0


def main() -> int:
    """Refresh, count, compare."""
    parser = argparse.ArgumentParser()
    parser.add_argument("mail", type=Path)
    parser.add_argument("refs", nargs="+")
    parser.add_argument("--refreshes", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    dice = random.Random(options.seed)
    count: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        mails = [one.read_bytes() for one in sorted(options.mail.rglob("*.eml"))]
        (work / "inbox").mkdir()
        with inbox_of(mails, work / "inbox") as inbox:
            relay = Relay(inbox.origin)
            for home in ("clean", "harmed"):
                follow(work / home, f"{relay.origin}/all", options.refs)
            relay.asked.clear()
            relay.harm = harm_by(dice, SHARE)
            for _ in range(options.refreshes):
                words = ["update"] if dice.random() < 0.5 else ["update", dice.choice(options.refs)]
                status, _, said = ask(work / "harmed", *words)
                count[f"status {status}"] += 1
                if status not in (0, 3, 4):
                    print(said, file=sys.stderr)
            requests = len(relay.asked)
            relay.harm = None
            for home in ("clean", "harmed"):
                assert ask(work / home, "update", *options.refs)[0] == 0
            relay.close()
        one, other = tables(work / "clean"), tables(work / "harmed")
        differ = [key for key in one if key not in LEFT_OUT and one[key] != other[key]]
        shown = [
            [
                ask(work / home, "show", ref, "--json", "--as-of", DAY, "--offline")[1]
                for ref in options.refs
            ]
            for home in ("clean", "harmed")
        ]
    print(f"{options.refreshes} refreshes, {requests} requests, a share of {SHARE} harmed")
    for key, value in sorted(count.items()):
        print(f"{value:6} {key}")
    print(f"tables differ: {', '.join(differ) or 'none'}; equal documents: {shown[0] == shown[1]}")
    return int(bool(differ) or shown[0] != shown[1] or "status 5" in count)


if __name__ == "__main__":
    sys.exit(main())
