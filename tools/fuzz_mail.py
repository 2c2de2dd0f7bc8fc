# SPDX-License-Identifier: GPL-2.0-or-later
"""Read mutated mail until something raises or takes longer than it may.

    python -m tools.fuzz_mail --runs 20000 --seed 1     the same mails each time; .ci/run does this
    python -m tools.fuzz_mail --guided [-max_total_time=3600]   by coverage: pip install atheris

What is mutated: mails of ``tests/mails.py``, each shape of ``tests/hostile.py`` and the files of
``tests/fuzz/``, which are what this has found before. A mail that breaks a reader is written to the
temporary folder; put it into ``tests/fuzz/`` beside the mending. Exits 1 if one was found.
"""

import argparse
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from benchmarks.hostile import YARDSTICK, allowed, fixed_work
from tests.hostile import SHAPES
from tests.mails import REX, cover, mail, patch
from tracker.mail.mime import read_text
from tracker.mail.mime.headings import read_heading
from tracker.mail.reader import read_all
from tracker.model.mail import Stored

FOUND = Path(__file__).parent.parent / "tests" / "fuzz"
ARRIVED = datetime(2025, 1, 6, tzinfo=UTC)
LONGEST = 200_000
"""Bytes of a mutated mail; ``benchmarks/hostile.py`` has the large ones."""
TOKENS = (
    b"\n", b"\n\n", b"\r\n", b"\0", b"\xff", b"\x1b[2J", b"=?utf-8?q?", b"?=", b"=?utf-8?b?",
    b"Content-Type: multipart/mixed; boundary=cut\n", b"--cut\n", b"--cut--\n", b"; a*0*=b; a*",
    b"Content-Type: message/rfc822\n\n", b"Content-Transfer-Encoding: base64\n", b"charset=utf-16",
    b"charset=idna", b"charset=\"\0\"", b"Message-ID: <", b">", b"<", b"(", b")", b"\"", b"\\",
    b"@", b"References: ", b"Date: ", b"Subject: [PATCH v", b"99999999999999999999", b"1/2]",
    b"-0001", b"From: ",
    b"Mon, 99 Foo 99999 99:99:99 +9999", b"diff --git a/a b/a\n", b"--- a/a\n+++ b/a\n",
    b"@@ -1,99999999999 +1 @@\n", b"@@ -0,0 +0,0 @@\n", b"---\n", b"-- \n", b"> ", b">>>> ", b"On ",
    b" wrote:\n", b"Reviewed-by: ", b"Acked-by: ", b"Fixes: ", b"Link: ", b"https://b.org/r/",
    b"[1] ", b"applied", b"NAK", b"pw-bot: ", b"#syz ", b"change-id: ", b"base-commit: ",
    b"Changes in v", b"\xe2\x80\xae", b"\xe2\x80\xa8", b"\xf0\x9f\x98\x80", b"From 0123456789 M\n",
)  # fmt: skip


def corpus() -> list[bytes]:
    """Return what is mutated: good mail, hostile mail, and what has broken a reader before."""
    good = [
        patch("widget: Turn it", number=1, total=2, version=3, below="Changes in v3:\n- turned\n"),
        cover("widgets: Turn", total=2, body="This follows <a@example.org>.\nbase-commit: 0123\n"),
        mail("Re: [PATCH 1/2] widget: Turn it", REX, "> turn\n\nWhy?\n\nAcked-by: Rex <r@b.c>\n"),
        mail("Re: [PATCH] widget", REX, "Applied, thanks!\n\n[1/1] widget\n      commit: 012345\n"),
    ]
    found = [one.read_bytes() for one in sorted(FOUND.glob("*.eml"))]
    return [*good, *(shape(400) for shape in SHAPES.values()), *found]


def mutated(seeds: list[bytes], dice: random.Random) -> bytes:
    """Return one of the seeds after a few mutations."""
    raw = bytearray(dice.choice(seeds))
    for _ in range(dice.choice((1, 1, 2, 3, 5, 8))):
        dice.choice(MUTATIONS)(raw, dice, seeds)
    return bytes(raw[:LONGEST])


def _flip(raw: bytearray, dice: random.Random, _seeds: list[bytes]) -> None:
    for _ in range(dice.randint(1, 8)):
        if raw:
            raw[dice.randrange(len(raw))] = dice.randrange(256)


def _insert(raw: bytearray, dice: random.Random, _seeds: list[bytes]) -> None:
    at = dice.randint(0, len(raw))
    raw[at:at] = dice.choice(TOKENS) * dice.choice((1, 1, 2, 20))


def _cut(raw: bytearray, dice: random.Random, _seeds: list[bytes]) -> None:
    start = dice.randint(0, len(raw))
    del raw[start : start + dice.choice((1, 4, 40, 4000))]


def _splice(raw: bytearray, dice: random.Random, seeds: list[bytes]) -> None:
    other = dice.choice(seeds)
    start = dice.randint(0, len(other))
    at = dice.randint(0, len(raw))
    raw[at:at] = other[start : start + dice.choice((20, 200, 2000))]


def _swap_lines(raw: bytearray, dice: random.Random, _seeds: list[bytes]) -> None:
    lines = bytes(raw).split(b"\n")
    one, two = dice.randrange(len(lines)), dice.randrange(len(lines))
    lines[one], lines[two] = lines[two], lines[one]
    raw[:] = b"\n".join(lines)


def _repeat(raw: bytearray, dice: random.Random, _seeds: list[bytes]) -> None:
    start = dice.randint(0, len(raw))
    piece = bytes(raw[start : start + dice.choice((1, 5, 60, 300))])
    raw[start:start] = piece * dice.choice((2, 4, 40))


def _repeat_line(raw: bytearray, dice: random.Random, _seeds: list[bytes]) -> None:
    lines = bytes(raw).split(b"\n")
    at = dice.randrange(len(lines))
    lines[at:at] = [lines[at]] * dice.choice((2, 5, 60))
    raw[:] = b"\n".join(lines)


MUTATIONS: tuple[Callable[[bytearray, random.Random, list[bytes]], None], ...] = (
    _flip, _insert, _insert, _cut, _splice, _swap_lines, _repeat, _repeat_line,
)  # fmt: skip


def cpu_of(raw: bytes) -> float:
    """Return the CPU seconds of reading a mail; raises what reading raises."""
    stored = Stored(archive="fuzz", key="1", raw=raw, arrived=ARRIVED)
    start = time.process_time()
    read_heading(stored)
    read_all(stored)
    took = time.process_time() - start
    read_text(raw)
    return took


def fault_of(raw: bytes, speed: float) -> str:
    """Return what is wrong with reading a mail; empty if nothing is."""
    limit = allowed(len(raw)) * speed
    try:
        # A pause of the machine is no fault: the least of some tries counts.
        if cpu_of(raw) <= limit or min(cpu_of(raw) for _ in range(3)) <= limit:
            return ""
    except Exception:  # noqa: BLE001 - each is what this looks for
        return traceback.format_exc()
    return f"it took more than {limit:.2f} s of CPU"


def keep(raw: bytes, why: str) -> None:
    """Write a mail that breaks a reader to the temporary folder, and say so."""
    with tempfile.NamedTemporaryFile(prefix="tracker-fuzz-", suffix=".eml", delete=False) as file:
        file.write(raw)
    print(f"{file.name} ({len(raw)} bytes): {why}", file=sys.stderr)


def run(runs: Iterator[int], seed: int) -> int:
    """Read mutated mails; return how many broke a reader."""
    speed = min(fixed_work() for _ in range(3)) / YARDSTICK
    seeds, dice = corpus(), random.Random(seed)
    done = broken = 0
    began = time.monotonic()
    for done in runs:
        raw = mutated(seeds, dice)
        if why := fault_of(raw, speed):
            broken += 1
            keep(raw, why)
            if broken == 20:
                break
        if done % 10_000 == 0:
            print(f"{done} mails, {broken} broke a reader", file=sys.stderr, flush=True)
    took = time.monotonic() - began
    print(f"{done} mails, seed {seed}: {broken} broke a reader; {took:.0f} s")
    return broken


def run_guided(arguments: list[str]) -> None:
    """Let coverage choose the mutations, with atheris; it ends the process by itself."""
    import atheris  # an extra that only this needs

    def one(data: bytes) -> None:
        if why := fault_of(data, 1.5):
            keep(data, why)
            raise RuntimeError(why)

    folder = tempfile.mkdtemp(prefix="tracker-corpus-")
    for number, raw in enumerate(corpus()):
        Path(folder, str(number)).write_bytes(raw)
    atheris.instrument_all()
    atheris.Setup([sys.argv[0], *arguments, folder], one)
    atheris.Fuzz()


def main() -> None:
    """Run either way."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--runs", type=int, default=0, help="how many; 0 does not end")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--guided", action="store_true", help="by coverage, with atheris")
    asked, rest = options.parse_known_args()
    if asked.guided:
        run_guided(rest)
    sys.exit(
        1 if run(iter(range(1, asked.runs + 1)) if asked.runs else count(1), asked.seed) else 0
    )


if __name__ == "__main__":
    main()
