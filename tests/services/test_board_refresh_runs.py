# SPDX-License-Identifier: GPL-2.0-or-later
"""Freshening in any order of mail, killed, stopped, beside another run: no row is lost or false."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.freshened import APPLIED, BEN, SHA, apply, board, bolt, is_true, judged
from tests.mails import ADA, MIA, REX
from tests.posts import reply, sent, tagged
from tests.stored import LATE, Stock
from tests.webs import body
from tracker.errors import Broken, Cancelled
from tracker.model.relations import Kind
from tracker.series.projects import PROJECTS
from tracker.services.board import board_key
from tracker.services.board_refresh.refresh import freshen, freshening
from tracker.services.library import Library
from tracker.store.board.writes import Judged
from tracker.store.save import Writer

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def stock(tmp_path: Path) -> Stock:
    return Stock(tmp_path)


# ---- whatever order mail comes in --------------------------------------------------------------


def web(seed: int) -> list[bytes]:
    """Twelve works that need, follow and replace each other, with versions, tags and notices."""
    dice = random.Random(seed)
    names = [f"work{n}" for n in range(12)]
    kinds = (Kind.DEPENDS_ON, Kind.DEPENDS_ON, Kind.REPLACES, Kind.FOLLOWS)
    raws: list[bytes] = []
    for place, name in enumerate(names):
        links = [(dice.choice(kinds), dice.choice(names)) for _ in range(dice.randrange(3))]
        who = dice.choice((ADA, BEN))
        title = f"{name}: Turn {name}"
        text = body(*[one for one in links if one[1] != name])
        if dice.random() < 0.3:
            text += f"\nThis depends on commit {dice.randrange(1, 3)}{SHA[1:]}.\n"
        for version in range(1, dice.randrange(2, 4)):
            stem = name if version == 1 else f"{name}v{version}"
            raws += sent(stem, title=title, body=text, sender=who, version=version,
                         hours=place * 10 + version * 100)  # fmt: skip
            raws += [tagged(f"t{stem}{n}", f"{stem}-{n}", hours=place * 10 + version * 100 + 9)
                     for n in (1, 2) if dice.random() < 0.6]  # fmt: skip
            if dice.random() < 0.4:
                raws.append(reply(f"q{stem}", f"{stem}-1", "Why does it return a pointer here?\n",
                                  REX, hours=place * 10 + version * 100 + 11))  # fmt: skip
        if dice.random() < 0.5:
            listed = "".join(f"[{n}/2] {title}, part {n}\n      commit: {n}{SHA[1:]}\n"
                             for n in (1, 2))  # fmt: skip
            raws.append(
                reply(f"done-{name}", f"{stem}-0", APPLIED + listed, MIA, hours=900 + place)
            )
    dice.shuffle(raws)
    return raws


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_rows_are_true_after_every_batch_of_mail_in_any_order(stock: Stock, seed: int) -> None:
    dice = random.Random(seed)
    rest = web(seed)
    while rest:
        size = dice.randrange(1, 12)
        stock.take(rest[:size])
        rest = rest[size:]
        judged(stock.path)
        assert is_true(stock.path)
    assert len(board(stock.path)) == 12


def test_rows_with_notices_are_judged_again_when_the_archive_is_no_longer_small(
    stock: Stock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Above that size a stranger's word counts less, and no mail of theirs needs to come."""
    bolt(stock)
    apply(stock, "bolt")
    bolt(stock, name="nut")
    judged(stock.path)
    monkeypatch.setattr("tracker.store.board.appliers.SMALL_ARCHIVE", 2)
    stock.take(sent("new", title="new: Turn new", body="Words.\n", sender=BEN))
    assert judged(stock.path) == 2


# ---- killed, stopped, beside another -----------------------------------------------------------

KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from tracker.services.board_refresh import refresh as freshening
from tracker.series.projects import PROJECTS
freshening._BATCH = 2
done = 0
for step in freshening.freshening(Path(sys.argv[1]), None, PROJECTS, datetime.now(UTC)):
    done += 1
    if done == 3:
        os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_killed_run_has_done_what_it_told_and_the_next_one_goes_on(stock: Stock) -> None:
    """Two batches of two rows are stored, three rows are left."""
    for number in range(7):
        bolt(stock, name=f"bolt{number}")
    run = [sys.executable, "-c", KILLED, str(stock.path)]
    killed = subprocess.run(run, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert len(board(stock.path)) == 4
    assert judged(stock.path) == 3
    assert is_true(stock.path)


def test_a_stopped_run_says_so_and_keeps_what_it_did(
    stock: Stock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        bolt(stock, name=f"bolt{number}")
    monkeypatch.setattr("tracker.services.board_refresh.refresh._BATCH", 2)
    told: list[str] = []
    with pytest.raises(Cancelled, match="2 of 5 series judged"):
        freshen(stock.path, None, PROJECTS, lambda: LATE, report=told.append,
                stop=lambda: len(told) == 2)  # fmt: skip
    assert len(board(stock.path)) == 2
    assert judged(stock.path) == 3
    assert is_true(stock.path)


def test_mail_that_comes_while_rows_are_judged_is_not_lost(
    stock: Stock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another run marks and judges a row that this one has read before; this one's is older."""
    for number in range(4):
        bolt(stock, name=f"bolt{number}")
    monkeypatch.setattr("tracker.services.board_refresh.refresh._BATCH", 2)
    slow = freshening(stock.path, None, PROJECTS, LATE)
    assert [next(slow), next(slow)] == ["4 series to be judged", "2 of 4 series judged"]
    stock.take([tagged(f"t{n}", f"bolt{n}-1") for n in range(4)])
    judged(stock.path)
    assert is_true(stock.path)
    list(slow)
    judged(stock.path)
    assert is_true(stock.path)


def test_a_row_that_is_marked_again_while_it_is_judged_stays_marked(stock: Stock) -> None:
    """It was judged from what is no longer all."""
    bolt(stock)
    key = board_key(PROJECTS, None)
    with Writer(stock.path) as writer, stock.reader() as reader:
        with writer.board() as table:
            assert table.look_over(key) == 1
        (old,) = reader.stale_rows(reader.board_round(), 9)
        row = Library(reader, LATE).row(old.series)
        stock.take([tagged("t", "bolt-1")])
        with writer.board() as table:
            assert table.look_over(key) == 1
            assert table.put([Judged(stale=old, row=row)], LATE) == 0
    assert board(stock.path) == {}
    judged(stock.path)
    assert is_true(stock.path)


def test_a_database_that_cannot_be_written_is_said(stock: Stock) -> None:
    bolt(stock)
    with closing(sqlite3.connect(stock.path)) as plain:
        plain.execute("BEGIN IMMEDIATE")
        with pytest.raises(Broken, match="locked"):
            freshen(stock.path, None, PROJECTS, lambda: LATE, report=lambda step: None)
    assert judged(stock.path) == 1
