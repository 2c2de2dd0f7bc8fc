# SPDX-License-Identifier: GPL-2.0-or-later
"""What a person says of two works, as the terminal UI says it: nothing is fetched."""

from pathlib import Path

import pytest

from tests.mails import at, patch
from tests.stored import Stock
from tracker.errors import NotFound, Usage
from tracker.mail.refs import parse_ref
from tracker.model.relations import Kind
from tracker.services.user_actions import actions as words
from tracker.services.user_actions.link_actions import end_at_hand, far_end, link, read_kind, unlink

LAMP, WIDGET = "lamp@example.org", "widget@example.org"
PULL = "https://example.org/pull/7"


@pytest.fixture
def stock(tmp_path: Path) -> Stock:
    found = Stock(tmp_path)
    found.take([
        patch("widget: Turn it", message_id=WIDGET),
        patch("lamp: Shine", message_id=LAMP, date=at(1)),
    ])  # fmt: skip
    return found


def say(stock: Stock, kind: Kind, target: str, near: str = LAMP) -> words.Undo:
    library = stock.library()
    start, end = end_at_hand(library, parse_ref(near)), far_end(library, target)
    return link(stock.path, library, start, kind, end, "", at(9))


def take(stock: Stock, near: str, target: str) -> words.Undo:
    library = stock.library()
    start, end = end_at_hand(library, parse_ref(near)), far_end(library, target)
    return unlink(stock.path, library, start, end, "", at(10))


def kinds(stock: Stock) -> list[str]:
    return [one.kind.value for one in stock.library().view(LAMP).relations]


def test_a_link_and_its_undo(stock: Stock) -> None:
    done = say(stock, Kind.DEPENDS_ON, WIDGET)
    assert done.sentence == "linked: “lamp: Shine” depends-on “widget: Turn it”"
    assert kinds(stock) == ["depends-on"]
    words.undo(stock.path, done)
    assert kinds(stock) == []


def test_a_link_that_took_the_place_of_another_gives_it_back(stock: Stock) -> None:
    """Also of one that was said from the other side."""
    say(stock, Kind.DEPENDS_ON, WIDGET)
    done = say(stock, Kind.FOLLOWS, LAMP, near=WIDGET)
    words.undo(stock.path, done)
    assert kinds(stock) == ["depends-on"]
    words.undo(stock.path, say(stock, Kind.COMPANION, WIDGET))
    assert kinds(stock) == ["depends-on"]


def test_unlink_works_from_either_side_and_can_be_undone(stock: Stock) -> None:
    say(stock, Kind.DEPENDS_ON, WIDGET)
    done = take(stock, WIDGET, LAMP)
    assert kinds(stock) == []
    words.undo(stock.path, done)
    assert kinds(stock) == ["depends-on"]


@pytest.mark.parametrize("target", [PULL, "nobody@example.org", "<nobody@example.org>"])
def test_the_far_side_may_be_a_url_or_a_message_that_is_not_at_hand(
    stock: Stock, target: str
) -> None:
    say(stock, Kind.COMPANION, target)
    assert kinds(stock) == ["companion"]
    take(stock, LAMP, target)
    assert kinds(stock) == []


def test_what_does_not_last_or_is_one_series_is_refused(stock: Stock) -> None:
    with pytest.raises(NotFound):
        say(stock, Kind.FIXES, "20250105-gizmo-0123456789ab")
    with pytest.raises(Usage):
        say(stock, Kind.FIXES, "no handle")
    with pytest.raises(Usage, match="one series"):
        say(stock, Kind.FIXES, LAMP)
    with pytest.raises(NotFound, match="nothing cached joins"):
        take(stock, LAMP, WIDGET)
    with pytest.raises(NotFound):
        end_at_hand(stock.library(), parse_ref("nobody@example.org"))


def test_a_kind_is_read_as_it_is_typed() -> None:
    assert read_kind(" Depends-On ") is Kind.DEPENDS_ON
    for text in ("cousin", ""):
        with pytest.raises(Usage, match="depends-on, follows, replaces"):
            read_kind(text)
