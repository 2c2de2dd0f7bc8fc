# SPDX-License-Identifier: GPL-2.0-or-later
"""Board rows out of a hat, put into a real database by the way that judged rows go in."""

import random
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tracker.model.mail import Person
from tracker.model.rows import CheckCounts, LandedRow, RevisionRow, SeriesRow, TagCounts
from tracker.model.said import Note, Snooze, Until
from tracker.model.status import CLOSED, Facts, Mover, Side, Stage, Turn
from tracker.services.board import RULES
from tracker.store.board.reads import BoardReader
from tracker.store.board.state import BoardKey
from tracker.store.board.writes import Judged
from tracker.store.save import Writer

NOW = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)
KEY = BoardKey(rules=RULES, repositories="")
WORDS = (
    "Widget", "GEAR", "cog", "straße", "STRASSE", "ÉTAT", "état", "歯車", "żółw", "%", "_", "\\"
)  # fmt: skip
PEOPLE = (
    Person("Ada Author", "ada@example.org"),
    Person("Rex Reviewer", "rex@example.org"),
    Person("Mia Maintainer", "mia@example.org"),
    Person("Żak Ödön", "zak@example.org"),
    Person("", "nameless@example.org"),
    Person("Mail Less", ""),
)
TREES = ("widgets/next.git", "https://git.example.org/gears.git", "")


def hat(seed: int, count: int) -> list[SeriesRow]:
    """Rows of every kind; some moments and names are shared, so that orders have ties."""
    dice = random.Random(seed)
    return [_row(dice, number) for number in range(count)]


def _row(dice: random.Random, number: int) -> SeriesRow:
    stage = dice.choice(list(Stage))
    side = dice.choice(list(Side))
    last = NOW - timedelta(hours=dice.choice((0, 1, 30, 24 * 28, 24 * 27, 24 * 200)))
    people = dice.sample(PEOPLE, 4)
    title = " ".join(dice.choices(WORDS, k=3))
    versions = range(1, dice.randrange(1, 4))
    blocked = stage not in CLOSED and dice.random() < 0.4
    return SeriesRow(
        id=f"{number}@example.org",
        title=title,
        author=people[0],
        lists=tuple(dice.sample(("linux-gears@example.org", "widgets@example.org"), 1)),
        project=dice.choice((None, "kernel", "pahole")),
        stage=stage,
        turn=Turn(
            side=side,
            people=(Mover(people[0].name, people[0].email),) if side is Side.AUTHOR else (),
            since=dice.choice((None, last, last - timedelta(days=3))),
            reasons=("nobody has answered yet",),
        ),
        last_activity=last,
        revisions=tuple(
            RevisionRow(version=n, label=f"v{n}", message_id=f"v{n}.{number}@example.org",
                        date=last, expected=2, patches=(f"p.{n}.{number}@example.org",))
            for n in versions
        ),
        tracked=False,
        reviewed=dice.randrange(3),
        open_questions=dice.randrange(3),
        blocked=blocked,
        summary="it stands where it stood",
        stage_since=dice.choice((None, last)),
        facts=Facts(rfc=dice.random() < 0.5, resend=dice.random() < 0.5,
                    pull_request=dice.random() < 0.5, blocked=blocked,
                    stalled=stage not in CLOSED and NOW - last >= timedelta(weeks=4)),
        tags=TagCounts(**{one: dice.randrange(2) for one in ("reviewed", "acked", "tested",
                                                             "nacked")}),
        stale_tags=tuple(dice.sample(("Rex Reviewer", "Żak Ödön"), dice.randrange(2))),
        landed=tuple(
            LandedRow(rung=rung, tree=dice.choice(TREES), tag="v6.17" if rung == "release" else "",
                      date=last - timedelta(days=dice.randrange(40)))
            for rung in dice.sample(("tree", "mainline", "release", "reverted"), dice.randrange(3))
        ),
        blocked_by=("gear: Grind it",) if blocked else (),
        related=dice.randrange(4),
        involved=tuple(people[:3]),
        reviewers=tuple(people[1:2]) if dice.random() < 0.5 else (),
        last_other=dice.choice((None, last)),
        checks=CheckCounts(fail=2, failing=dice.choice(((), ("build", "kunit")))),
        subsystems=tuple(dice.sample(("GEARS", "WHEEL AND AXLE"), dice.randrange(3))),
        maintainers=tuple(people[2:]),
    )  # fmt: skip


def shelve(path: Path, rows: Sequence[SeriesRow]) -> None:
    """Store rows, and that they are true."""
    with Writer(path) as writer:
        with closing(sqlite3.connect(path)) as plain, plain:
            plain.executemany(
                "INSERT INTO series VALUES (NULL, ?, ?, '', '', 0, ?, 1, ?, NULL)",
                [(one.id, one.title, int(one.last_activity.timestamp()), one.id) for one in rows],
            )
        with writer.board() as board:
            board.look_over(KEY)
        reader = BoardReader.open(path)
        assert reader is not None
        known = {one.id: one for one in rows}
        with reader, writer.board() as board:
            stale = reader.stale_rows(reader.board_round(), len(rows))
            board.put([Judged(stale=one, row=known[one.series]) for one in stale], NOW)


def say(path: Path, rows: Sequence[SeriesRow], seed: int = 3) -> list[SeriesRow]:
    """Say things of some of the rows; the rows as they are then."""
    dice = random.Random(seed)
    told, queue = [], []
    with Writer(path) as writer, writer.user_actions() as said:
        for row in rows:
            since = NOW - timedelta(days=dice.randrange(200))
            if tracked := dice.random() < 0.6:
                said.track(row.id, since)
            if seen := dice.random() < 0.4:
                said.see(row.id, since)
            notes = dice.choice((0, 0, 2))
            for n in range(notes):
                said.note(Note(message_id=row.id, at=NOW + timedelta(seconds=n), text="so"))
            snooze = None
            if dice.random() < 0.4:
                days = dice.choice((-1, 5))
                snooze = Snooze(message_id=row.id, until=Until.DATE, at=NOW - timedelta(days=2),
                                date=NOW + timedelta(days=days))  # fmt: skip
                said.snooze(snooze)
            labels = tuple(dice.sample(("todo", "x/y"), dice.choice((0, 0, 1, 2))))
            for one in labels:
                said.label(row.id, one, NOW, ())
            if dice.random() < 0.2:
                queue.append(row.id)
            told.append(
                replace(
                    row,
                    labels=tuple(sorted(labels)),
                    queued=len(queue) if queue[-1:] == [row.id] else None,
                    tracked=tracked,
                    seen=since if seen else None,
                    new=(seen or tracked) and row.last_activity > since,
                    notes=notes,
                    snooze=snooze if snooze and snooze.date and snooze.date > NOW else None,
                )
            )
        said.queue(queue)
    return told
