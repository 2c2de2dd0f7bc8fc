# SPDX-License-Identifier: GPL-2.0-or-later
"""Make a database with the board rows of many invented series, and measure what the board asks.

    python -m benchmarks.board_rows make board.db 100000
    python -m benchmarks.board_rows measure board.db

The rows go in by the way that judged rows go in; there is no mail behind them, so pages of series
cannot be opened. CPU times are those of a process of its own, with nothing warmed up.
"""

import argparse
import random
import resource
import sqlite3
import sys
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tracker.model.board import SECTIONS, Order
from tracker.model.mail import Person
from tracker.model.query import Identity
from tracker.model.rows import LandedRow, RevisionRow, SeriesRow, TagCounts
from tracker.model.status import CLOSED, LANDED, Facts, Mover, Side, Stage, Turn
from tracker.series.projects import PROJECTS
from tracker.services.board import board_key, counts, open_board

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
ME = Identity(addresses=frozenset({"person7@example.org"}))
WORDS = (
    "widget", "gear", "cog", "wheel", "lever", "spring", "valve", "piston", "crank", "shaft",
    "bolt", "nut", "Größe", "Prüfung", "vérifie", "naïve", "żółw", "мост", "歯車", "齿轮",
    "톱니바퀴",
    "e\u0301tat",
)  # fmt: skip
VERBS = ("fix", "avoid", "drop", "add", "rework", "document", "test", "simplify", "guard", "turn")
LISTS = tuple(f"linux-{name}@lists.example.org" for name in WORDS[:12])
STAGES = tuple(Stage)
WEIGHTS = (1, 20, 8, 12, 2, 2, 2, 18, 3, 6, 6, 12, 8)
_BATCH = 2_000


def make(path: Path, count: int, seed: int = 7) -> None:
    """Write a database of so many series; one in ten is tracked."""
    from tracker.store.board.writes import Judged
    from tracker.store.save import Writer

    dice = random.Random(seed)
    with Writer(path) as writer, closing(sqlite3.connect(path)) as plain:
        rows = [invented(dice, number) for number in range(count)]
        with plain:
            plain.executemany(
                "INSERT INTO series (id, title, author_name, author_email, first_date, last_date,"
                " derivation, mark) VALUES (?, ?, ?, ?, ?, ?, 1, ?)",
                [
                    (one.id, one.title, one.author.name, one.author.email, 0,
                     int(one.last_activity.timestamp()), one.id)
                    for one in rows
                ],
            )  # fmt: skip
            plain.executemany(
                "INSERT INTO tracked (message_id, since) VALUES (?, ?)",
                [(one.id, int(NOW.timestamp())) for one in rows[::10]],
            )
        with writer.board() as board:
            board.look_over(board_key(PROJECTS, None))
        known = {one.id: one for one in rows}
        from tracker.store.load import Reader

        reader = Reader.open(path)
        assert reader is not None
        with reader:
            while stale := reader.stale_rows(reader.board_round(), _BATCH):
                with writer.board() as board:
                    board.put([Judged(stale=one, row=known[one.series]) for one in stale], NOW)


def invented(dice: random.Random, number: int) -> SeriesRow:
    """One series out of a hat."""
    stage = dice.choices(STAGES, WEIGHTS)[0]
    last = NOW - timedelta(minutes=dice.randrange(1, 1_000_000))
    author = person(dice)
    others = tuple(person(dice) for _ in range(dice.randrange(4)))
    side = Side.NOBODY if stage in CLOSED else dice.choice([*Side][:4])
    versions = dice.choice((1, 1, 1, 2, 2, 3, 5, 9))
    landed = stage in LANDED
    blocked = stage not in CLOSED and dice.random() < 0.03
    size = dice.choice((1, 1, 1, 2, 3, 5, 12))
    name = f"{number}.{dice.getrandbits(40):010x}@example.org"
    title = f"{dice.choice(WORDS)}: {dice.choice(VERBS).capitalize()} the {dice.choice(WORDS)}"
    title += f" {dice.choice(WORDS)} {number}"
    return SeriesRow(
        id=name,
        title=title,
        author=author,
        lists=tuple(dict.fromkeys((*dice.choices(LISTS, k=2), "linux-kernel@example.org"))),
        project="kernel",
        stage=stage,
        turn=Turn(
            side=side,
            people=(Mover(author.name, author.email),) if side is Side.AUTHOR else (),
            since=last - timedelta(hours=5),
            reasons=("every patch is reviewed and nobody objects; it can be applied",),
        ),
        last_activity=last,
        revisions=tuple(
            RevisionRow(
                version=version,
                label=f"v{version}" if version > 1 else "",
                message_id=f"v{version}.{name}" if version > 1 else name,
                date=last - timedelta(days=9 * (versions - version)),
                expected=size,
                patches=tuple(f"p{n}.v{version}.{name}" for n in range(size)),
            )
            for version in range(1, versions + 1)
        ),
        tracked=number % 10 == 0,
        reviewed=dice.randrange(size + 1),
        open_questions=dice.choice((0, 0, 0, 1, 4)),
        blocked=blocked,
        summary=f"v{versions} is {stage.value}; it waits for the maintainer since 2026-02-03.",
        stage_since=last - timedelta(hours=5),
        facts=Facts(rfc=dice.random() < 0.06, blocked=blocked),
        tags=TagCounts(reviewed=dice.randrange(3), acked=dice.randrange(2)),
        landed=(LandedRow(rung="tree", tree="widgets/next.git", date=last),) if landed else (),
        blocked_by=("gear: Grind it",) if blocked else (),
        related=dice.choice((0, 0, 0, 0, 1, 2, 7)),
        involved=tuple(dict.fromkeys((author, *others))),
        reviewers=others[:1],
        last_other=last if others else None,
    )


def person(dice: random.Random) -> Person:
    """One of some thousand people; the first have most to do."""
    number = min(int(dice.expovariate(1 / 400)), 4_000)
    return Person(f"Person {number}", f"person{number}@example.org")


def measure(path: Path, runs: int = 5) -> None:
    """Print the least CPU time of some runs, and the most memory."""

    def opened(query: str, order: Order) -> None:
        board = open_board(path, query, order, everything=True, now=NOW, me=lambda: ME)
        for place in range(min(60, len(board))):
            board.row(place)

    for order in Order:
        print(f"open, {order:<9} {_least(lambda order=order: opened('', order), runs):6.1f} ms")
    for section in SECTIONS:
        told = _least(lambda query=section.query: opened(query, Order.ACTIVITY), runs)
        print(f"open '{section.name}' {told:6.1f} ms")
    for query in ("wheel", "involved:person3 wheel", "landed:tree tree:next", "author:7"):
        told = _least(lambda query=query: opened(query, Order.ACTIVITY), runs)
        print(f"open {query!r} {told:6.1f} ms")
    asked = [one.query for one in SECTIONS]

    def counted() -> None:
        counts(path, asked, everything=True, now=NOW, me=lambda: ME)

    print(f"counts of the sections {_least(counted, runs):6.1f} ms")
    print(f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _least(deed, runs: int) -> float:  # type: ignore[no-untyped-def]  # any callable
    def once() -> float:
        start = time.process_time()
        deed()
        return (time.process_time() - start) * 1000

    return min(once() for _ in range(runs))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["make", "measure"])
    parser.add_argument("path", type=Path)
    parser.add_argument("count", type=int, nargs="?", default=100_000)
    asked = parser.parse_args()
    if asked.what == "make":
        make(asked.path, asked.count)
    else:
        measure(asked.path)


if __name__ == "__main__":
    main()
