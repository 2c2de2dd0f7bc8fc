# SPDX-License-Identifier: GPL-2.0-or-later
"""What new mail costs, counted in queries and in series judged: it does not grow with the list."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.freshened import BEN, board, is_true, judged
from tests.mails import LIST, MIA, at
from tests.posts import reply, sent, tagged
from tests.stored import LATE, Stock
from tests.webs import head, url
from tracker.model.board import Order
from tracker.model.query import NOBODY
from tracker.model.report import Asked
from tracker.query.parse import parse_query
from tracker.series.projects import PROJECTS
from tracker.services.board import open_board
from tracker.services.board_refresh import judge_process
from tracker.services.board_refresh import refresh as board_refresh
from tracker.services.library import Library
from tracker.services.report import Telling, tell_report
from tracker.services.sync.derive import affected
from tracker.state.dossier import Dossier
from tracker.store.board.memory import select_rows
from tracker.store.reading import ReadOnly

SMALL, LARGE = 4, 16
FEW = 50
"""Queries that find what hangs on new mail, in the longest chain of these tests."""
A_SERIES = 12
"""Queries for one series that is judged, when many are."""


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The statements that readers run meanwhile."""
    ran: list[str] = []

    def counting(run: Callable[..., list[Any]]) -> Callable[..., list[Any]]:
        def count(self: ReadOnly, sql: str, *values: str | int) -> list[Any]:
            ran.append(sql)
            return run(self, sql, *values)

        return count

    with monkeypatch.context() as patched:
        for name in ("_rows", "_tuples"):
            patched.setattr(ReadOnly, name, counting(getattr(ReadOnly, name)))
        yield ran


def works(number: int) -> list[bytes]:
    """Works of one person, each in two versions, the second with a link to the first."""
    raws: list[bytes] = []
    for n in range(number):
        hours = 24 * 400 * n
        raws += sent(f"a{n}", title=f"wheel{n}: Turn it", hours=hours, sender=BEN)
        raws += sent(
            f"b{n}", title=f"wheel{n}: Spin it", version=2, hours=hours + 1, sender=BEN,
            body=f"v1: {url(f'a{n}')}\n",
        )  # fmt: skip
    return raws


@pytest.fixture(scope="module")
def stocks(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Stock]:
    found = {}
    for number in (SMALL, LARGE):
        found[number] = Stock(tmp_path_factory.mktemp(f"of{number}"))
        found[number].take(works(number))
    return found


def test_what_new_mail_touches_is_found_in_a_few_queries_however_much_came(
    stocks: dict[int, Stock], monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = {}
    for number, stock in stocks.items():
        with stock.reader() as reader, counted(monkeypatch) as ran:
            found = affected(reader, [f"b{n}-1@example.org" for n in range(number)])
        assert {f"a{n}-0@example.org" for n in range(number)} <= set(found)
        counts[number] = len(ran)
    assert counts[LARGE] <= counts[SMALL] <= FEW


def test_a_series_costs_as_many_queries_on_a_long_list_as_on_a_short_one(
    stocks: dict[int, Stock], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board_refresh, "GATHERED", 1)
    a_series = {}
    for number, stock in stocks.items():
        with counted(monkeypatch) as ran:
            assert judged(stock.path) == number
        assert is_true(stock.path)
        a_series[number] = len(ran) / number
    assert a_series[LARGE] <= a_series[SMALL]
    assert a_series[LARGE] <= A_SERIES


def test_what_is_let_go_of_while_rows_are_judged_changes_no_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stock = Stock(tmp_path)
    stock.take([*works(3), tagged("t", "b1-1")])
    monkeypatch.setattr(judge_process, "MOST_LOADED", 0)
    monkeypatch.setattr(board_refresh, "_BATCH", 1)
    assert judged(stock.path) == 3
    assert is_true(stock.path)
    assert board(stock.path)[head("a1")].tags.reviewed == 1


def test_the_mail_of_many_series_is_loaded_at_once(
    stocks: dict[int, Stock], monkeypatch: pytest.MonkeyPatch
) -> None:
    with stocks[LARGE].reader() as reader:
        library = Library(reader, at(24 * 400 * LARGE), projects=PROJECTS)
        names = library.all()
        library.load_ahead(names)
        assert library.loaded == 6 * LARGE
        with counted(monkeypatch) as ran:
            for name in names:
                assert len(library.load(library.series(name).messages)) == 6
            library.load_ahead(names)
        assert ran == []
        other = library.emptied()
        assert other.loaded == 0
        assert [other.row(name) for name in names] == [library.row(name) for name in names]


def test_the_commits_that_many_series_name_are_looked_up_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stock = Stock(tmp_path)
    for n in range(SMALL):
        fixed = f'Fixes: {n}23456789abc ("wheel: turn it")\n'
        stock.take(sent(f"a{n}", title=f"wheel{n}: Turn it", hours=n, sender=BEN, body=fixed))
    with stock.reader() as reader:
        library = Library(reader, LATE, projects=PROJECTS)
        names = library.all()
        library.load_ahead(names)
        with counted(monkeypatch) as ran:
            assert [library.relations.posted(f"{n}23456789abc") for n in range(SMALL)] == (
                [None] * SMALL
            )
            assert all(library.row(name) for name in names)
        assert not [sql for sql in ran if "commit_id >=" in sql or "digits IN" in sql]


def test_who_applies_patches_is_one_answer_from_both_places(tmp_path: Path) -> None:
    stock = Stock(tmp_path)
    for n in range(4):
        stock.take(sent(f"a{n}", title=f"wheel{n}: Turn it", hours=n, sender=BEN))
        stock.take([reply(f"t{n}", f"a{n}-0", "Applied, thanks!\n", MIA)])
    with stock.reader() as reader:
        before = reader.last_appliers(LIST, LATE)
        reader.gather_appliers()
        assert reader.last_appliers(LIST, LATE) == before
        assert [one.email for one in before] == ["mia@example.org"]


def test_a_report_judges_those_series_alone_that_the_board_holds(
    stocks: dict[int, Stock], monkeypatch: pytest.MonkeyPatch
) -> None:
    stock = stocks[SMALL]
    query = parse_query(["wheel2:"])
    judged(stock.path)
    rows = open_board(
        stock.path, "wheel2:", Order.ACTIVITY, everything=True, now=LATE, me=lambda: NOBODY
    )
    held = rows.all()
    assert [row.id for row in held] == [head("a2")]
    telling = Telling(
        asked=Asked(query="wheel2:", everything=True),
        choose=lambda found: select_rows(found, query, LATE),
        query=query,
    )
    asked_of: set[str] = set()
    judge = Library.dossier

    def noted(self: Library, name: str) -> Dossier | None:
        asked_of.add(name)
        return judge(self, name)

    monkeypatch.setattr(Library, "dossier", noted)
    told = tell_report(stock.library(LATE), replace(telling, held=held))
    assert asked_of == {head("a2")}
    assert told == tell_report(stock.library(LATE), telling)
