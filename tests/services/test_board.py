# SPDX-License-Identifier: GPL-2.0-or-later
"""The board as it is painted: stored rows answer a query as rows in memory do."""

import random
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from tests.boarded import KEY, NOW, PEOPLE, WORDS, hat, say, shelve
from tracker.errors import Usage
from tracker.model.board import SECTIONS, Order
from tracker.model.mail import Person
from tracker.model.query import Field, Flag, Identity, Query, TagWord
from tracker.model.rows import SeriesRow
from tracker.model.status import Stage
from tracker.query.parse import parse_query
from tracker.services.board import CHUNK, Stamp, counts, open_board
from tracker.store.board.memory import select_rows
from tracker.store.board.reads import BoardReader
from tracker.store.save import Writer

ROOT = Path(__file__).resolve().parents[2]
ME = Identity(
    addresses=frozenset({"ada@example.org"}),
    named=frozenset({Person("rex reviewer", "rex@example.org"), Person("x", "mia@example.org")}),
)
TERMS: dict[Field, tuple[str, ...]] = {
    Field.STATE: tuple(Stage),
    Field.IS: tuple(Flag),
    Field.TAG: tuple(TagWord),
    Field.TURN: ("me", "author", "maint", "ada", "re"),
    Field.AUTHOR: ("me", "ada", "ŻAK", "example", '"rex reviewer"'),
    Field.INVOLVED: ("me", "mia", "nameless"),
    Field.REVIEWER: ("me", "rex", "o"),
    Field.MAINTAINER: ("me", "mia", "rex"),
    Field.LABEL: ("any", "todo", "X/Y", "y", "%"),
    Field.SUBSYSTEM: ("gears", '"wheel and axle"', "none"),
    Field.LIST: ("gears", "widgets", "none"),
    Field.PROJECT: ("kernel", "pa"),
    Field.TREE: ("gears", "widgets/next", "GIT"),
    Field.LANDED: ("tree", "release", "v6.17", "v6.1", "revert", "reverted"),
    Field.STALE_TAG: ("any", "rex", "ödön"),
    Field.BLOCKED_BY: ("grind", '"gear: grind"'),
    Field.AGE: (">2w", "<2d", ">=28d", "<=0h", "<28d"),
    Field.TURN_AGE: (">1d", "<=4d"),
    Field.LANDED_AGE: (">20d", "<20d"),
    Field.VERSION: ("2", ">1", "<=1", "=3"),
    Field.TITLE: ("gear", "STRASSE", "état", "%", "_", "\\", '"cog gear"'),
    Field.ID: ("1@", "v2.", "example.org"),
    Field.WORDS: ("widget", "歯", "ada", "żółw", '"%"', "kernel", "gears@"),
}
"""What queries are made of; names with ``%`` and ``_`` mean nothing to SQL."""


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[SeriesRow]]:
    """A database of 300 rows, and what they are with what was said of them."""
    path = tmp_path_factory.mktemp("board") / "tracker.db"
    rows = hat(1, 300)
    shelve(path, rows)
    return path, say(path, rows)


def query(dice: random.Random) -> str:
    """One to three words."""
    return " ".join(_word(dice) for _ in range(dice.randrange(1, 4)))


def _word(dice: random.Random) -> str:
    field = dice.choice(list(TERMS))
    sign = dice.choice(("", "", "-"))
    if field is Field.WORDS:
        return sign + dice.choice(TERMS[field])
    values = dice.sample(TERMS[field], dice.choice((1, 1, 2)))
    return f"{sign}{field}:{','.join(values)}"


@pytest.mark.parametrize("seed", range(6))
def test_stored_rows_and_rows_in_memory_give_the_same_answer(
    seed: int, shelf: tuple[Path, list[SeriesRow]]
) -> None:
    """The same rows in the same order, and as many."""
    path, rows = shelf
    dice = random.Random(seed)
    for _ in range(10):
        words, order, everything = query(dice), dice.choice(list(Order)), dice.random() < 0.5
        me = dice.choice((ME, Identity()))
        pool = [row for row in rows if everything or row.tracked]
        wanted = select_rows(pool, parse_query([words]), NOW, me, order)
        board = open_board(path, words, order, everything=everything, now=NOW, me=lambda me=me: me)
        assert board.all() == wanted, words
        (count,) = counts(path, [words], everything=everything, now=NOW, me=lambda me=me: me)
        assert count == len(board) == len(wanted)


def test_every_field_and_flag_is_asked_by_those_queries() -> None:
    # What people wrote is in the mail alone: tests/cli/test_search.py asks for it.
    assert set(TERMS) == set(Field) - {Field.BODY}
    dice = random.Random(0)
    asked = {parse_query([query(dice)]).terms[0].field for _ in range(2000)}
    assert asked == set(TERMS)


def test_hostile_words_are_words(shelf: tuple[Path, list[SeriesRow]]) -> None:
    """Nothing of a query is SQL, a pattern or JSON."""
    path, rows = shelf
    for words in ("' or1=1 --", "\"' OR '1'='1\"", "title:');DROP", "id:[1]", "author:?1", "%%"):
        asked = parse_query([words])
        board = open_board(path, words, Order.ACTIVITY, everything=True, now=NOW)
        assert len(board) == len(select_rows(rows, asked, NOW))


# ---- rows -------------------------------------------------------------------------------------


def test_rows_are_read_in_chunks_and_told_by_place(shelf: tuple[Path, list[SeriesRow]]) -> None:
    path, rows = shelf
    board = open_board(path, "", Order.TITLE, everything=True, now=NOW)
    wanted = select_rows(rows, Query(), NOW, order=Order.TITLE)
    for place in (0, CHUNK - 1, CHUNK, len(rows) - 1, 5 * CHUNK // 2):
        assert board.row(place) == wanted[place]
        assert board.find(wanted[place].id) == place
    for place in (-1, len(rows)):
        with pytest.raises(IndexError):
            board.row(place)


@pytest.mark.parametrize("spoken_of", [0, 9, 100])
def test_a_row_has_what_was_said_of_it_whether_of_few_or_many(
    spoken_of: int, tmp_path: Path
) -> None:
    path, rows = tmp_path / "tracker.db", hat(4, 100)
    shelve(path, rows)
    told = [*say(path, rows[:spoken_of]), *rows[spoken_of:]]
    board = open_board(path, "", Order.ACTIVITY, everything=True, now=NOW)
    wanted = select_rows(told, Query(), NOW, order=Order.ACTIVITY)
    assert board.all() == wanted
    assert tuple(map(board.row, range(len(board)))) == wanted


def test_a_series_that_the_query_does_not_hold_has_no_place(
    shelf: tuple[Path, list[SeriesRow]],
) -> None:
    path, rows = shelf
    board = open_board(path, "is:landed", Order.ACTIVITY, everything=True, now=NOW)
    other = next(row for row in rows if row.stage is Stage.NEW)
    assert board.find(other.id) is None
    assert board.find("nobody@example.org") is None


def test_a_board_is_safe_on_threads(shelf: tuple[Path, list[SeriesRow]]) -> None:
    path, rows = shelf
    board = open_board(path, "", Order.ACTIVITY, everything=True, now=NOW)
    wanted = select_rows(rows, Query(), NOW, order=Order.ACTIVITY)
    wrong: list[int] = []

    def look(step: int) -> None:
        wrong.extend(n for n in range(0, len(rows), step) if board.row(n) != wanted[n])

    threads = [threading.Thread(target=look, args=(step,)) for step in (1, 3, 7, 31)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_row_is_told_as_it_is_when_it_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "tracker.db"
    rows = hat(2, 10)
    shelve(path, rows)
    board = open_board(path, "", Order.ACTIVITY, everything=True, now=NOW)
    told = say(path, rows)
    assert board.row(0) == select_rows(told, Query(), NOW, order=Order.ACTIVITY)[0]
    with closing(sqlite3.connect(path)) as plain, plain:
        plain.execute("DELETE FROM board_row WHERE series = ?", [board.row(0).id])
    again = open_board(path, "", Order.ACTIVITY, everything=True, now=NOW)
    assert len(again) == 9
    other = open_board(path, "", Order.ACTIVITY, everything=True, now=NOW)
    with closing(sqlite3.connect(path)) as plain, plain:
        plain.execute("DELETE FROM board_row")
    assert other.row(0).title == "(it is part of another series now)"


def test_before_the_first_mail_there_is_an_empty_board(tmp_path: Path) -> None:
    board = open_board(tmp_path / "none.db", "", Order.ACTIVITY, everything=True, now=NOW)
    assert (len(board), board.all(), board.find("a@example.org")) == (0, (), None)
    assert counts(tmp_path / "none.db", ["", "wheel"], everything=True, now=NOW) == (0, 0)


def test_a_wrong_query_is_said_before_the_database_is_opened(tmp_path: Path) -> None:
    with pytest.raises(Usage):
        open_board(tmp_path / "none.db", "state:x", Order.ACTIVITY, everything=True, now=NOW)


def test_who_asks_is_found_out_only_where_a_query_wants_to_know(
    shelf: tuple[Path, list[SeriesRow]],
) -> None:
    path, _ = shelf
    asked = []

    def me() -> Identity:
        asked.append(1)
        return ME

    open_board(path, "author:ada", Order.ACTIVITY, everything=True, now=NOW, me=me)
    assert asked == []
    mine = open_board(path, "author:me", Order.ACTIVITY, everything=True, now=NOW, me=me)
    assert len(asked) == 1
    assert {one.author for one in mine.all()} == {PEOPLE[0], PEOPLE[1]}


def test_the_shipped_sections_are_counted(shelf: tuple[Path, list[SeriesRow]]) -> None:
    path, rows = shelf
    told = counts(path, [one.query for one in SECTIONS], everything=True, now=NOW, me=lambda: ME)
    assert told[-1] == len(rows)
    assert all(0 < one < len(rows) for one in told[:-1])


# ---- what others write ------------------------------------------------------------------------

WRITE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from tracker.store.save import Writer
with Writer(Path(sys.argv[1])) as writer:
    writer.see("0@example.org", datetime.now(UTC))
"""


def test_a_stamp_differs_after_another_process_has_written(tmp_path: Path) -> None:
    path = tmp_path / "tracker.db"
    shelve(path, hat(1, 3))
    stamp = Stamp(path)
    first = stamp.read()
    assert stamp.read() == first
    subprocess.run([sys.executable, "-c", WRITE, str(path)], check=True, cwd=ROOT)
    second = stamp.read()
    assert second != first
    assert stamp.read() == second
    with Writer(path) as writer:
        writer.see("1@example.org", NOW)
    assert stamp.read() != second
    stamp.close()


def test_a_stamp_sees_a_database_come_and_be_replaced(tmp_path: Path) -> None:
    path = tmp_path / "tracker.db"
    stamp = Stamp(path)
    first = stamp.read()
    shelve(path, hat(1, 3))
    second = stamp.read()
    shelve(tmp_path / "other.db", hat(2, 5))
    (tmp_path / "other.db").replace(path)
    third = stamp.read()
    path.unlink()
    assert len({first, second, third, stamp.read()}) == 4


def test_a_stamp_may_be_read_on_any_thread(tmp_path: Path) -> None:
    path = tmp_path / "tracker.db"
    shelve(path, hat(1, 3))
    stamp = Stamp(path)
    told = [stamp.read()]
    thread = threading.Thread(target=lambda: told.append(stamp.read()))
    thread.start()
    thread.join()
    assert told[0] == told[1]


# ---- what is true -----------------------------------------------------------------------------


def test_rows_that_were_stored_are_true_until_the_key_differs(tmp_path: Path) -> None:
    path = tmp_path / "tracker.db"
    shelve(path, hat(1, 3))
    reader = BoardReader.open(path)
    assert reader is not None
    with reader:
        assert not reader.is_due(KEY)
        assert reader.is_due(type(KEY)(rules="2", repositories=""))
        assert reader.is_due(type(KEY)(rules=KEY.rules, repositories="moved"))


def test_words_of_titles_are_casefolded_alike(shelf: tuple[Path, list[SeriesRow]]) -> None:
    """ß is ss for both."""
    path, rows = shelf
    board = open_board(path, "title:strasse", Order.ACTIVITY, everything=True, now=NOW)
    assert {WORDS[3], WORDS[4]} <= {word for one in board.all() for word in one.title.split()}
    assert len(board) == sum("strasse" in row.title.casefold() for row in rows)
