# SPDX-License-Identifier: GPL-2.0-or-later
"""Damage a database in many ways, and compare what commands then answer with what they did before.

``python -m benchmarks.damage MAIL [--rounds N] [--seed N]`` indexes MAIL (files, mbox, epoch), then
records some things, and damages copies of the database: flipped bytes, torn pages, a file that ends
early or is empty. Each command must answer as before, or fail in one line with a status that is not
0; then ``doctor --mend`` is run, and what was recorded must be there again.
"""

import argparse
import contextlib
import io
import os
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tracker.cli import run

PAGE = 4096
AT = ("--offline", "--as-of", "2026-11-28")


def main() -> int:
    """Damage copies, ask, and count the answers."""
    options = _options()
    with tempfile.TemporaryDirectory() as name:
        home = Path(name) / "home"
        os.environ["TRACKER_HOME"] = str(home)
        ask("index", str(options.mail))
        ids = series_ids(options.series)
        for one in ids:
            ask("track", one, "--offline")
            ask("note", one, "-m", f"a note on {one}", "--offline")
        ask("list", "--offline")
        commands = list(commands_of(ids))
        before = {words: ask(*words) for words in commands}
        recorded = ask("export")[1]
        whole = (home / "tracker.db").read_bytes()
        copy = (home / "tracker.recorded.jsonl").read_bytes()
        count: Counter[str] = Counter()
        for number in range(options.seed, options.seed + options.rounds):
            dice = random.Random(number)
            data, kind = damaged(whole, dice)
            clear(home)
            (home / "tracker.db").write_bytes(data)
            if not options.no_copy:
                (home / "tracker.recorded.jsonl").write_bytes(copy)
            for words in dice.sample(commands, min(options.commands, len(commands))):
                verdict = judged(ask(*words), before[words])
                count[f"{kind}: {verdict}"] += 1
                if verdict not in ("same", "refused", "not found"):
                    print(f"seed {number}, {kind}, {' '.join(words)}: {verdict}")
            count[f"mended after {kind}: {mended(recorded)}"] += 1
    for key, value in sorted(count.items()):
        print(f"{value:6} {key}")
    return int(any(key.endswith(("WRONG", "LONG", "LOST")) for key in count))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("mail", type=Path)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-copy", action="store_true", help="without the copy of the records")
    parser.add_argument("--series", type=int, default=4)
    parser.add_argument("--commands", type=int, default=5)
    return parser.parse_args()


def ask(*words: str) -> tuple[int, str, str]:
    """Run a command in this process: its status, what it prints, and what it says."""
    out, err = io.StringIO(), io.StringIO()
    out.buffer = io.BytesIO()  # type: ignore[misc]
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = run(list(words))
    return int(status), out.getvalue() + out.buffer.getvalue().decode(), err.getvalue()


def series_ids(most: int) -> list[str]:
    """Return ids of series that were indexed."""
    import json

    listed = json.loads(ask("list", "--all", "--json", "--offline")[1])["series"]
    return [one["id"] for one in listed][:most]


def commands_of(ids: list[str]) -> Iterator[tuple[str, ...]]:
    """Yield what is asked."""
    for one in ids:
        for command in ("show", "graph", "why", "log", "check", "report", "note"):
            if command == "report":
                continue
            words = [command, one, *(("--reviewed",) if command == "check" else ())]
            yield (*words, *(AT if command != "note" else ("--offline",)))
        yield ("show", one, "--json", *AT)
    yield ("list", "--offline")
    yield ("list", "--all", *AT)
    yield ("report", *AT)


def damaged(whole: bytes, dice: random.Random) -> tuple[bytes, str]:
    """Return a copy with one kind of damage, and what kind."""
    data = bytearray(whole)
    pages = len(data) // PAGE
    kind = dice.choice(
        ["flipped", "flipped", "torn", "torn", "zeroed", "swapped", "short", "empty"]
    )
    at = dice.randrange(pages) * PAGE
    if kind == "flipped":
        for _ in range(60):
            data[dice.randrange(100, len(data))] ^= 1 << dice.randrange(8)
    elif kind == "torn":
        data[at + PAGE // 2 : at + PAGE] = bytes(dice.randrange(256) for _ in range(PAGE // 2))
    elif kind == "zeroed":
        for _ in range(4):
            at = dice.randrange(1, pages) * PAGE
            data[at : at + PAGE] = bytes(PAGE)
    elif kind == "swapped":
        other = dice.randrange(1, pages) * PAGE
        at = at or PAGE
        data[at : at + PAGE], data[other : other + PAGE] = (
            data[other : other + PAGE],
            data[at : at + PAGE],
        )
    elif kind == "short":
        del data[dice.randrange(len(data)) :]
    else:
        data.clear()
    return bytes(data), kind


def judged(now: tuple[int, str, str], before: tuple[int, str, str]) -> str:
    """Return how an answer compares with the one of the whole database."""
    if now[0] == before[0] and now[1] == before[1]:
        return "same"
    if now[0] == 3:
        return "not found"
    if now[0] != 5:
        return f"status {now[0]} WRONG"
    return (
        "refused" if now[2].count("\n") <= 2 and "fault of tracker's own" not in now[2] else "LONG"
    )


def mended(recorded: str) -> str:
    """Return what mending brings back of what was recorded."""
    status, _, said = ask("doctor", "--mend", "--offline")
    kept = ask("export")[1]
    if kept == recorded:
        return "all"
    lost = len(set(recorded.splitlines()) - set(kept.splitlines()))
    print(f"mend: status {status}, {lost} lines LOST: {said}", file=sys.stderr)
    return "LOST"


def clear(home: Path) -> None:
    """Remove what a round left beside the database."""
    for one in home.glob("tracker.*"):
        if one.is_dir():
            shutil.rmtree(one)
        else:
            one.unlink()


if __name__ == "__main__":
    sys.exit(main())
