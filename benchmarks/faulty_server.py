# SPDX-License-Identifier: GPL-2.0-or-later
"""Refresh through a relay that does harm by dice, and compare with a clean run at the end.

``python -m benchmarks.faulty_server MAIL REF... [--refreshes N]`` serves MAIL (a folder of .eml)
with a real public-inbox, to which answers to the series come in, and updates tracked series again
and again while what the server says is cut, garbled, refused, replaced by pages, mislabelled,
redirected or never comes. No run may end in a fault of ours; the last one, without harm, must leave
every table and document as a home that met no harm has it.
"""

import argparse
import contextlib
import io
import json
import os
import random
import sys
import tempfile
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.kills import tables
from tests.mails import MIA, mail
from tests.relays import Relay, harm_by
from tests.servers import PublicInbox, inbox_of
from tracker.cli import run

SHARE = 0.4
ARRIVES_EVERY = 10
"""Refreshes between two answers that come in."""
LEFT_OUT = {"archive", "thread_fetch", "message", "person", "copy", "mark"}
"""Tables that name the home or a number, or tell when something was asked for."""


def ask(home: Path, *words: str) -> tuple[int, str, str]:
    """Run a command in this process."""
    before = os.environ.get("TRACKER_HOME")
    os.environ["TRACKER_HOME"] = str(home)
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = run(list(words))
    if before is not None:
        os.environ["TRACKER_HOME"] = before
    return int(status), out.getvalue(), err.getvalue()


def follow(home: Path, url: str, refs: list[str]) -> None:
    """Track series by their server, without harm."""
    home.mkdir()
    (home / "config.toml").write_text(f'server = "{url}"\npages = []\nfresh_minutes = 0\n')
    for ref in refs:
        assert ask(home, "track", ref)[0] == 0


def deliver(inbox: PublicInbox, ref: str, number: int) -> None:
    """Somebody answers a series, now."""
    word = f"harmless{number}"
    date = datetime.now(UTC) - timedelta(minutes=1)
    to = [ask_author(inbox, ref)]
    raw = mail("Re: [PATCH 0/1] lamps", MIA, f"{word}\n", to=to, in_reply_to=ref, date=date)
    inbox.deliver([raw], word)


def ask_author(inbox: PublicInbox, ref: str) -> str:
    """Return the address that a series was sent from."""
    raw = next(one for one in inbox.mails if f"<{ref}>".encode() in one)
    line = next(one for one in raw.splitlines() if one.lower().startswith(b"from:"))
    return line.decode().partition("<")[2].rstrip(">")


def harmed_homes(
    inbox: PublicInbox, refs: list[str], work: Path, *, refreshes: int, seed: int
) -> tuple[tuple[Path, Path], Counter[int], int]:
    """Refresh through harm, and once without: a clean home and a harmed one, the statuses of the
    refreshes, and the number of requests."""
    dice, count = random.Random(seed), Counter[int]()
    clean, harmed = work / "clean", work / "harmed"
    relay = Relay(inbox.origin)
    try:
        for home in (clean, harmed):
            follow(home, f"{relay.origin}/all", refs)
        relay.asked.clear()
        relay.harm = harm_by(dice, SHARE)
        for number in range(refreshes):
            if number % ARRIVES_EVERY == ARRIVES_EVERY // 2:
                deliver(inbox, dice.choice(refs), number)
            words = ["update"] if dice.random() < 0.5 else ["update", dice.choice(refs)]
            status, _, said = ask(harmed, *words)
            count[status] += 1
            if status not in (0, 3, 4):
                print(said, file=sys.stderr)
        requests = len(relay.asked)
        relay.harm = None
        for home in (clean, harmed):
            assert ask(home, "update", *refs)[0] == 0
    finally:
        relay.close()
    return (clean, harmed), count, requests


def differences(homes: tuple[Path, Path], refs: list[str]) -> list[str]:
    """Return the tables and documents in which two homes differ."""
    one, other = (tables(home, named=True) for home in homes)
    found = [key for key in one if key not in LEFT_OUT and one[key] != other[key]]
    tomorrow = f"{datetime.now(UTC) + timedelta(days=1):%Y-%m-%d}"
    for ref in refs:
        # Ages are told for one moment, after all that came in.
        words = ("show", ref, "--json", "--as-of", tomorrow, "--offline")
        shown = [json.loads(ask(home, *words)[1]) for home in homes]
        for document in shown:
            # When it was asked for, which no two homes share.
            del document["fetched"]
        if shown[0] != shown[1]:
            found.append(f"the document of {ref}")
    return found


def main() -> int:
    """Refresh, count, compare."""
    parser = argparse.ArgumentParser()
    parser.add_argument("mail", type=Path)
    parser.add_argument("refs", nargs="+")
    parser.add_argument("--refreshes", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        mails = [one.read_bytes() for one in sorted(options.mail.rglob("*.eml"))]
        (work / "inbox").mkdir()
        with inbox_of(mails, work / "inbox") as inbox:
            homes, count, requests = harmed_homes(
                inbox, options.refs, work, refreshes=options.refreshes, seed=options.seed
            )
        differ = differences(homes, options.refs)
    print(f"{options.refreshes} refreshes, {requests} requests, a share of {SHARE} harmed")
    for key, value in sorted(count.items()):
        print(f"{value:6} status {key}")
    print(f"what differs: {', '.join(differ) or 'nothing'}")
    return int(bool(differ) or 5 in count)


if __name__ == "__main__":
    sys.exit(main())
