# SPDX-License-Identifier: GPL-2.0-or-later
"""Series that a query cannot hold are not judged, and no answer is another for it."""

import pytest

from tests.mails import at
from tests.posts import sent
from tests.stored import Stock
from tracker.model.query import NOBODY, Identity
from tracker.model.report import Asked
from tracker.query.parse import parse_query
from tracker.services.candidates import names_that_may
from tracker.services.report import names_logged, tell_log
from tracker.store.board.memory import select_rows

DAY = 24
QUERIES = (
    "", "lever", "-lever", "title:wheel", "author:bob", "author:ann -title:wheel", "author:me",
    "list:widgets", "-list:widgets", "list:nosuch", "project:kernel", "-project:kernel",
    "id:wheel", "-id:wheel", "is:tracked", "-is:tracked", "is:open lever", "state:new -author:bob",
    "v1", "-v1", "v2 lever",
)  # fmt: skip
ME = Identity(addresses=frozenset({"ann@example.org"}))


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Stock:
    """Three works, the last of which came late."""
    stock = Stock(tmp_path_factory.mktemp("stock"))
    stock.take([*sent("lever", title="lever: Pull it")])
    stock.take([*sent("wheel", title="wheel: Turn it", hours=DAY)])
    stock.take([*sent("late", title="crank: Wind the lever", hours=9 * DAY)])
    return stock


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("day", [0, 2, 10])
@pytest.mark.parametrize("me", [NOBODY, ME], ids=["nobody", "me"])
def test_narrowing_changes_no_answer(stock: Stock, query: str, day: int, me: Identity) -> None:
    library = stock.library(at(day * DAY + 5))
    asked = parse_query([query])
    whole = select_rows(library.rows(library.all()), asked, library.as_of, me)
    kept = names_that_may(library, asked, me, everything=True)
    assert select_rows(library.rows(kept), asked, library.as_of, me) == whole


def test_what_cannot_match_is_not_judged(stock: Stock) -> None:
    library = stock.library(at(20 * DAY))
    everything = len(library.all())
    assert everything == 3
    for query, count in (("wheel", 1), ("-wheel", 2), ("list:nosuch", 0), ("is:tracked", 0)):
        assert len(names_that_may(library, parse_query([query]), everything=True)) == count
    early = stock.library(at(2 * DAY))
    assert len(names_that_may(early, parse_query([""]), everything=True)) == 2


@pytest.mark.parametrize("hours", [0, 5, DAY + 5, 3 * DAY, 20 * DAY])
@pytest.mark.parametrize("now", [2 * DAY, 20 * DAY])
def test_a_log_of_what_moved_is_the_log_of_everything(stock: Stock, hours: int, now: int) -> None:
    """Also what a machine lists in a thread of its own: a push names a patch by its title."""
    if hours >= now:
        return
    library = stock.library(at(now))
    asked, since = Asked(everything=True), at(hours)
    moved = names_logged(library, asked, since, board=False)
    assert tell_log(library, asked, moved, since, None) == tell_log(
        library, asked, library.all(), since, None
    )


def test_a_log_of_a_day_judges_what_moved_alone(stock: Stock) -> None:
    library = stock.library(at(20 * DAY))
    moved = names_logged(library, Asked(everything=True), at(8 * DAY), board=False)
    assert [library.series(name).newest.title for name in moved] == ["crank: Wind the lever"]
