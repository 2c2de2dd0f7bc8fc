# SPDX-License-Identifier: GPL-2.0-or-later
"""When the mail at hand ends, where that is long before the moment that is told of."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.mails import REX, START, at, mail, patch
from tests.stored import Stock
from tracker.services.staleness import LONG
from tracker.store.records import ThreadFetch
from tracker.store.save import Writer

LAST = at(24 * 3)


@pytest.fixture
def stock(tmp_path: Path) -> Stock:
    found = Stock(tmp_path)
    found.take([
        patch("widget: Turn it", message_id="w@example.org"),
        mail("Re: [PATCH] widget: Turn it", REX, "Why?\n", message_id="r@example.org",
             in_reply_to="w@example.org", date=LAST),
    ])  # fmt: skip
    return found


def test_mail_that_ends_long_before_is_told_by_its_newest(stock: Stock) -> None:
    assert stock.library(LAST + LONG).ends() == LAST
    assert stock.library(LAST + LONG - timedelta(seconds=1)).ends() is None


def test_the_past_of_an_archive_does_not_end(stock: Stock) -> None:
    assert stock.library(START).ends() is None


def test_a_fetch_renews_what_is_known(stock: Stock) -> None:
    """The thread was asked for, and nothing newer was there."""
    late = LAST + 2 * LONG
    fetch = ThreadFetch(source="x", message_id="w@example.org", fetched_at=late, messages=2,
                        newest=LAST)  # fmt: skip
    with Writer(stock.path) as writer:
        writer.save_fetch(fetch)
    assert stock.library(late).ends() is None
    assert stock.library(late + LONG).ends() == late


def test_where_nothing_is_at_hand_nothing_ends(tmp_path: Path) -> None:
    assert Stock(tmp_path).library().ends() is None
