# SPDX-License-Identifier: GPL-2.0-or-later
"""What a person says of real stored series: it is kept by all their messages, and can be undone."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.mails import REX, at, mail, patch
from tests.stored import LATE, Stock
from tracker.errors import NotFound, Usage
from tracker.services.user_actions import actions as words
from tracker.services.user_actions.actions import About

V1, V2, LAMP = "v1@example.org", "v2@example.org", "lamp@example.org"
NOW = at(100)


@pytest.fixture
def stock(tmp_path: Path) -> Stock:
    found = Stock(tmp_path)
    found.take([
        patch("widget: Turn it", message_id=V1),
        patch("lamp: Shine", message_id=LAMP, date=at(1)),
    ])  # fmt: skip
    return found


def of(stock: Stock, name: str, *, as_of: datetime = LATE) -> About:
    library = stock.library(as_of)
    home = library.home(name)
    assert home is not None
    return words.about(library, home, judged=True)


def post_v2(stock: Stock) -> None:
    stock.take([patch("widget: Turn it", version=2, message_id=V2, date=at(200))])


def test_a_series_keeps_its_words_when_it_is_posted_again(stock: Stock) -> None:
    work = of(stock, V1)
    words.track(stock.path, [work], NOW)
    words.see(stock.path, [work], NOW)
    words.note(stock.path, work, "ask Rex", NOW)
    words.snooze(stock.path, [work], "2031-01-01", NOW)
    post_v2(stock)
    library = stock.library(at(300))
    assert library.home(V2) == V1
    view = library.view(V1)
    assert len(view.revisions) == 2
    assert [one.text for one in view.notes] == ["ask Rex"]
    assert view.seen == NOW
    assert view.snooze is not None
    assert library.tracked() == (V1,)


def test_words_that_hang_on_a_later_message_count_for_the_whole_series(stock: Stock) -> None:
    """They were said while only v2 was at hand; then v1 came and gave the series its id."""
    other = Stock(stock.path.parent / "other")
    post_v2(other)
    work = of(other, V2)
    words.track(other.path, [work], NOW)
    words.note(other.path, work, "of v2", NOW)
    words.snooze(other.path, [work], "version", NOW)
    other.take([patch("widget: Turn it", message_id=V1)])
    library = other.library()
    assert library.home(V2) == V1
    assert [one.text for one in library.view(V1).notes] == ["of v2"]
    assert library.snooze(V1) is not None
    assert library.tracked() == (V1,)
    assert words.track(other.path, [of(other, V1)], NOW).step is None
    words.untrack(other.path, [of(other, V1)], NOW)
    assert other.library().tracked() == ()
    words.wake(other.path, [of(other, V1)], NOW)
    assert other.library().snoozed() == ()


def test_a_snooze_ends_with_the_next_version(stock: Stock) -> None:
    done = words.snooze(stock.path, [of(stock, V1)], "version", NOW)
    assert done.sentence == "snoozed “widget: Turn it” until v2 is posted"
    assert stock.library(at(190)).snooze(V1) is not None
    post_v2(stock)
    assert stock.library(at(300)).snooze(V1) is None
    assert stock.library(at(300)).view(V1).snooze is None


def test_a_snooze_of_a_day_ends_on_it_and_holds_not_before_it_was_said(stock: Stock) -> None:
    words.snooze(stock.path, [of(stock, V1)], "3d", NOW)
    found = [bool(stock.library(NOW + timedelta(days=days)).snoozed()) for days in (-1, 0, 2, 3)]
    assert found == [False, True, True, False]


def test_what_has_happened_already_is_not_waited_for(stock: Stock) -> None:
    stock.take([mail("Re: [PATCH] widget: Turn it", REX, "Applied, thanks.\n",
                     message_id="n@example.org", in_reply_to=V1, date=at(5))])  # fmt: skip
    with pytest.raises(Usage, match="it has landed"):
        words.snooze(stock.path, [of(stock, V1)], "landed", NOW)
    assert stock.library().snoozed() == ()


def test_several_series_are_one_word_and_one_undo(stock: Stock) -> None:
    works = [of(stock, V1), of(stock, LAMP)]
    done = words.snooze(stock.path, works, "2w", NOW)
    assert done.sentence == "snoozed 2 series until 2025-01-24 14:00"
    assert len(stock.library(NOW).snoozed()) == 2
    words.undo(stock.path, done)
    assert stock.library(NOW).snoozed() == ()


def test_a_snooze_that_is_not_understood_snoozes_none_of_them(stock: Stock) -> None:
    works = [of(stock, LAMP), of(stock, V1)]
    post_v2(stock)
    with pytest.raises(Usage, match="v2 is there already"):
        words.snooze(stock.path, [works[0], of(stock, V1)], "v2", NOW)
    assert stock.library(NOW).snoozed() == ()


def test_undo_without_a_record_takes_back_what_was_said_last(stock: Stock) -> None:
    work = of(stock, V1)
    words.track(stock.path, [work], NOW)
    words.note(stock.path, work, "one", NOW)
    assert words.undo(stock.path) == "taken back: noted on “widget: Turn it”"
    assert words.undo(stock.path) == "taken back: tracking “widget: Turn it”"
    assert stock.library().tracked() == ()
    with pytest.raises(NotFound, match="nothing to take back"):
        words.undo(stock.path)


def test_undo_of_a_record_leaves_what_another_program_said(stock: Stock) -> None:
    mine = words.track(stock.path, [of(stock, V1)], NOW)
    words.track(stock.path, [of(stock, LAMP)], NOW)
    assert words.undo(stock.path, mine) == "taken back: tracking “widget: Turn it”"
    assert stock.library().tracked() == (LAMP,)
    with pytest.raises(NotFound):
        words.undo(stock.path, mine)


def test_a_look_in_passing_is_nothing_to_take_back(stock: Stock) -> None:
    work = of(stock, V1)
    words.track(stock.path, [work], NOW)
    words.visit(stock.path, work, NOW)
    assert stock.library().view(V1).seen == NOW
    assert words.undo(stock.path) == "taken back: tracking “widget: Turn it”"
    assert stock.library().view(V1).seen == NOW


def test_what_changed_nothing_says_so_and_cannot_be_taken_back(stock: Stock) -> None:
    work = of(stock, V1)
    words.track(stock.path, [work], NOW)
    done = words.track(stock.path, [work], NOW)
    assert (done.sentence, done.step) == ("“widget: Turn it” was tracked already", None)
    with pytest.raises(NotFound):
        words.undo(stock.path, done)
    assert words.wake(stock.path, [work], NOW).sentence.endswith("was not snoozed")
    assert words.untrack(stock.path, [of(stock, LAMP)], NOW).step is None
    assert words.unsee(stock.path, [work], NOW).step is None
    assert stock.library().tracked() == (V1,)


def test_a_note_hangs_on_the_message_that_is_named(stock: Stock) -> None:
    post_v2(stock)
    work = of(stock, V1)
    words.note(stock.path, work, " of v2 \n", NOW, on=V2)
    words.note(stock.path, work, "of all", NOW + timedelta(days=1))
    found = stock.library().view(V1).notes
    assert [(one.message_id, one.text) for one in found] == [(V2, "of v2"), (V1, "of all")]
    with pytest.raises(Usage, match="no message of"):
        words.note(stock.path, work, "x", NOW, on=LAMP)


@pytest.mark.parametrize("text", ["", " \n\t", "x" * (words.MAX_NOTE + 1)])
def test_a_note_without_words_or_with_too_many_is_refused(stock: Stock, text: str) -> None:
    with pytest.raises(Usage):
        words.note(stock.path, of(stock, V1), text, NOW)
    assert stock.library().view(V1).notes == ()


def test_a_note_may_hold_any_text(stock: Stock) -> None:
    """What no database can hold is replaced."""
    words.note(stock.path, of(stock, V1), "a\n\nb\x1b[31m \udc80", NOW)
    assert stock.library().view(V1).notes[0].text == "a\n\nb\x1b[31m ?"


def test_a_note_is_taken_out_and_comes_back(stock: Stock) -> None:
    work = of(stock, V1)
    for text in ("one", "two"):
        words.note(stock.path, work, text, NOW)
    first = stock.library().view(V1).notes[0]
    done = words.forget_note(stock.path, work, first, NOW)
    assert [one.text for one in stock.library().view(V1).notes] == ["two"]
    words.undo(stock.path, done)
    assert [one.text for one in stock.library().view(V1).notes] == ["one", "two"]
    again = words.forget_note(stock.path, work, first, NOW)
    assert again.step is not None
    assert words.forget_note(stock.path, work, first, NOW).step is None


def test_a_long_title_is_cut_in_the_sentence(stock: Stock) -> None:
    stock.take([patch("lamp: " + "very " * 50 + "bright", message_id="l@example.org")])
    sentence = words.track(stock.path, [of(stock, "l@example.org")], NOW).sentence
    assert sentence.endswith("…”")
    assert len(sentence) < 80
