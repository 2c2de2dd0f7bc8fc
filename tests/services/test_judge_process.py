# SPDX-License-Identifier: GPL-2.0-or-later
"""Rows that other processes judge are those that one process judges."""

from pathlib import Path

import pytest

from tests.freshened import bolt, is_true, judged
from tests.gitrepos import Repo, part
from tests.landings import Landings
from tests.stored import Stock
from tracker.services.board_refresh import judge_process
from tracker.services.board_refresh import refresh as board_refresh


@pytest.fixture(autouse=True)
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(board_refresh, "MANY", 1)
    monkeypatch.setattr(board_refresh, "_BATCH", 2)
    monkeypatch.setattr(board_refresh, "cores", lambda: 2)


def refused(*_: object) -> None:
    pytest.fail("this process judged")


def test_other_processes_judge_and_this_one_stores(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of five series and the repository in which one landed."""
    monkeypatch.setattr(board_refresh, "Judge", refused)
    posted = part(1, "widget: Turn it", "v1-1", 0, total=1)
    repo = Repo(tmp_path / "widget")
    landings = Landings(tmp_path / "home", posted)
    repo.am(posted, 10)
    landings.add("widget", repo.path)
    for number in range(5):
        bolt(landings.stock, name=f"bolt{number}")
    with landings.library() as library:
        assert judged(landings.stock.path, library.repositories) == 6
        assert is_true(landings.stock.path, library.repositories)


def test_what_a_process_that_fails_was_given_is_judged_by_this_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judge_process, "_CODE", "raise SystemExit('broken')")
    stock = Stock(tmp_path)
    for number in range(5):
        bolt(stock, name=f"bolt{number}")
    assert judged(stock.path) == 5
    assert is_true(stock.path)
