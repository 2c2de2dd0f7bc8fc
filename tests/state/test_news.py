# SPDX-License-Identifier: GPL-2.0-or-later
"""What happened since a moment, in few words; the views are told from invented mail."""

from dataclasses import replace
from datetime import datetime

import pytest

from tests.mails import MIA, at, mail
from tests.posts import reply, sent, tagged
from tests.stored import LATE, Stock
from tests.views import samples
from tracker.state.news import news, ranges

DAY = 24
BOB = "Bob Builder <bob@example.org>"


def told(folder, mails: list[bytes], since: datetime, until: datetime = LATE) -> list[str]:
    """What the one series of these mails has as news, each with its day."""
    stock = Stock(folder)
    stock.take(mails)
    library = stock.library(until)
    (name,) = library.all()
    return [f"{one.date:%m-%d} {one.text}" for one in news(library.view(name), since)]


def test_news_are_what_came_after_the_moment_the_oldest_first(tmp_path):
    mails = [
        *sent("axle", title="axle: Turn axle"),
        tagged("one", "axle-1", hours=2),
        *sent("axle2", title="axle: Turn axle", version=2, hours=4 * DAY),
        tagged("two", "axle2-1", hours=5 * DAY),
    ]
    assert told(tmp_path, mails, at(3)) == [
        "01-10 Ada Author posted v2, 2 patches",
        "01-11 Reviewed-by from Rex Reviewer for patch 1 (v2)",
    ]


@pytest.mark.parametrize(
    ("numbers", "words"),
    [([], ""), ([3], "3"), ([1, 2, 3, 5], "1-3, 5"), ([9, 2, 2, 1], "1-2, 9"), ([4, 6], "4, 6")],
)
def test_numbers_in_a_row_are_joined(numbers, words):
    assert ranges(numbers) == words


def test_nothing_after_the_moment_is_no_news(tmp_path):
    mails = [*sent("axle", title="axle: Turn axle"), tagged("one", "axle-1", hours=2)]
    assert told(tmp_path, mails, at(2)) == []


def test_a_replay_has_no_later_news(tmp_path):
    mails = [*sent("axle", title="axle: Turn axle"), tagged("one", "axle-1", hours=50)]
    assert told(tmp_path, mails, at(-1), at(1)) == ["01-06 Ada Author posted v1, 2 patches"]


def test_tags_of_one_person_are_one_item(tmp_path):
    """However many mails they came in, and whatever their names."""
    mails = [
        *sent("axle", title="axle: Turn axle"),
        tagged("one", "axle-1", hours=2),
        tagged("two", "axle-2", hours=3),
        tagged("three", "axle-1", tag="Tested-by", hours=4),
        tagged("four", "axle-2", tag="Tested-by", hours=4),
    ]
    assert told(tmp_path, mails, at(1)) == [
        "01-06 Reviewed-by and Tested-by from Rex Reviewer for the series (v1)"
    ]


def test_questions_of_one_person_are_one_item_which_says_how_many_are_open(tmp_path):
    mails = [
        *sent("axle", title="axle: Turn axle"),
        reply("q1", "axle-1", "Why does the axle turn to the left?\n", hours=2),
        reply("q2", "axle-2", "Who turns it at night?\n", hours=3),
        mail("Re: [PATCH 1/2] axle: Turn axle 1", body="> Why?\n\nIt has always done so.\n",
             message_id="answer@example.org", in_reply_to="q1@example.org", date=at(5)),
    ]  # fmt: skip
    assert told(tmp_path, mails, at(1)) == [
        "01-06 Rex Reviewer asked 2 times on v1 (1 without an answer): Who turns it at night?"
    ]


def test_an_answer_to_an_older_question_is_an_item_of_its_own(tmp_path):
    mails = [
        *sent("axle", title="axle: Turn axle"),
        reply("q1", "axle-1", "Why does the axle turn to the left?\n", hours=2),
        mail("Re: [PATCH 1/2] axle: Turn axle 1", body="> Why?\n\nIt has always done so.\n",
             message_id="answer@example.org", in_reply_to="q1@example.org", date=at(2 * DAY)),
    ]  # fmt: skip
    assert told(tmp_path, mails, at(DAY)) == ["01-08 Ada Author answered Rex Reviewer"]


def test_a_request_for_changes_is_told_with_its_words_and_not_as_a_question_too(tmp_path):
    mails = [
        *sent("axle", title="axle: Turn axle"),
        reply("no", "axle-1", "Please fix the direction and send a v2.\n", hours=2),
    ]
    assert told(tmp_path, mails, at(1)) == [
        "01-06 Rex Reviewer asked for changes: Please fix the direction and send a v2."
    ]


def test_patches_that_land_together_are_one_item(tmp_path):
    text = "Both patches are applied to axles.git (main), thanks!\n"
    mails = [
        *sent("axle", title="axle: Turn axle"),
        mail("Re: [PATCH 0/2] axle: Turn axle", MIA, text, message_id="notice@example.org",
             in_reply_to="axle-0@example.org", date=at(2 * DAY)),
    ]  # fmt: skip
    (said,) = told(tmp_path, mails, at(1))
    assert said.startswith("01-08 both patches applied to axles.git")
    assert said.endswith("(v1)")


def test_mails_that_say_nothing_that_is_counted_are_told_where_there_is_nothing_else(tmp_path):
    talk = reply("talk", "axle-0", "Interesting.\n", BOB, hours=2 * DAY)
    mails = [*sent("axle", title="axle: Turn axle"), talk]
    assert told(tmp_path / "alone", mails, at(DAY)) == ["01-08 1 mail by Bob Builder"]
    more = [*mails, tagged("one", "axle-1", hours=2 * DAY)]
    assert told(tmp_path / "both", more, at(DAY)) == [
        "01-08 Reviewed-by from Rex Reviewer for patch 1 (v1)"
    ]


def test_a_new_version_says_which_tags_it_no_longer_has():
    lost = tuple(
        replace(part, lost=(samples.tag("Acked-by", samples.TIM, 1, given_on_version=1),), tags=())
        for part in samples.PATCHES
    )
    view = replace(samples.FULL, revisions=(replace(samples.SECOND, patches=lost),))
    found = [one for one in news(view, samples.at(9)) if one.kind == "lost"]
    assert [one.text for one in found] == ["v2 no longer has Acked-by of Tim Tester on patches 1-3"]
    assert [one for one in news(view, samples.at(11)) if one.kind == "lost"] == []


def test_what_was_taken_back_or_given_on_a_condition_says_so():
    texts = [one.text for one in news(samples.FULL, samples.at(11)) if one.kind == "tag"]
    assert "Acked-by from Mia Maintainer for patch 2 (v2) on a condition" in texts
    assert "Nacked-by from Ron Root for patch 3 (v2), taken back since" in texts
