# SPDX-License-Identifier: GPL-2.0-or-later
"""What each mail of a conversation does, to whom it is put, and which objections stand."""

import pytest

from tests.answered import ADA, MIA, REX, Thread
from tracker.model.review import Act, ObjectionState, Speech


def last(thread: Thread) -> Speech:
    return thread.review().speeches[-1]


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("This is wrong, the lock is still held here.", Act.REQUEST),
        ("It still lacks the unlock.", Act.REQUEST),
        ("s/wigdet/widget/", Act.REQUEST),
        ("Not a fan of the proposed change.", Act.WISH),
        ("Why does this stop?", Act.QUESTION),
        ("I'll fix it up while applying.", Act.APPLIES),
        ("I will take a look at it next week.", Act.LOOKS),
        ("The squeak has been fixed in next already.", Act.ELSEWHERE),
        ("No, that's perfect.", Act.AGREEMENT),
        (f"Reviewed-by: {REX}", Act.TAG),
        (f"With two nits below,\nReviewed-by: {REX}", Act.CONDITION),
    ],
)
def test_a_readers_mail_does_what_its_words_do(words: str, act: Act) -> None:
    thread = Thread()
    thread.answer(REX, words)
    assert act in last(thread).acts


@pytest.mark.parametrize("words", ["It should be fine.", "This fixes the leak for me.", "Hm."])
def test_plain_words_want_nothing(words: str) -> None:
    thread = Thread()
    thread.answer(REX, words)
    assert not last(thread).acts & {Act.REQUEST, Act.WISH, Act.QUESTION}


def test_who_gives_a_tag_wants_nothing_more() -> None:
    thread = Thread()
    thread.answer(REX, f"Why not earlier?\n\nReviewed-by: {REX}")
    assert last(thread).acts & {Act.QUESTION, Act.TAG} == {Act.TAG}


def test_a_question_by_name_or_to_another_reader_is_not_the_authors() -> None:
    thread = Thread()
    asked = thread.answer(REX, "I do not know.")
    thread.answer(MIA, "Rex, could you test this on the old board?", to=1)
    assert (Act.ASKS_OTHERS in last(thread).acts, last(thread).asked[0].name) == (
        True,
        "Rex Reviewer",
    )
    thread.answer(MIA, "Why is that so?", to=asked)
    assert Act.ASKS_OTHERS in last(thread).acts
    thread.answer(MIA, "Ada, why is that so?", to=1)
    assert Act.QUESTION in last(thread).acts
    assert [one.put_to is not None for one in thread.review().questions] == [True, True, False]


@pytest.mark.parametrize("words", ["Will do, thanks.", "Good catch!", "Fixed in my tree."])
def test_an_author_who_gives_in_owes_a_change(words: str) -> None:
    thread = Thread()
    asked = thread.answer(REX, "This is wrong.")
    thread.answer(ADA, words, to=asked)
    found = thread.review()
    assert found.respin is not None
    assert found.respin.rule == "remark.concession"
    assert [one.state for one in found.objections] == [ObjectionState.OPEN]


def test_a_change_promised_to_a_reader_who_is_content_since_is_owed_no_more() -> None:
    thread = Thread()
    asked = thread.answer(REX, "This is wrong.")
    thread.answer(ADA, "Good catch!", to=asked)
    thread.answer(REX, f"Not worth a respin.\n\nReviewed-by: {REX}", to=asked)
    assert thread.review().respin is None


def test_what_this_version_has_already_is_no_promise() -> None:
    thread = Thread(version=2)
    asked = thread.answer(REX, "This is wrong.")
    thread.answer(ADA, "That is fixed in v2.", to=asked)
    assert thread.review().respin is None
    thread.answer(ADA, "It will be fixed in v3.", to=asked)
    assert thread.review().respin is not None


def test_an_objection_is_answered_by_an_argument_and_a_nak_is_not() -> None:
    thread = Thread()
    asked = thread.answer(REX, "This is wrong.")
    thread.answer(ADA, "The caller holds the lock, so both see the same list.", to=asked)
    refused = thread.answer(MIA, "NAK.")
    thread.answer(ADA, "The caller holds the lock, so both see the same list.", to=refused)
    states = {one.kind: one.state for one in thread.review().objections}
    assert states == {"changes": ObjectionState.ANSWERED, "nack": ObjectionState.OPEN}


def test_a_refusal_that_somebody_takes_up_closes_nothing() -> None:
    thread = Thread()
    refused = thread.answer(REX, "I'm rejecting this one.")
    assert [one.closes for one in thread.review().objections] == [True]
    thread.answer(MIA, "Why not?", to=refused)
    assert [one.closes for one in thread.review().objections if one.kind == "refusal"] == [False]


def test_what_was_done_elsewhere_takes_a_postings_place_by_who_may_say_it() -> None:
    thread = Thread()
    thread.answer(REX, "I applied a different patch for this.")
    assert [(one.kind, one.closes) for one in thread.review().objections] == [("elsewhere", True)]
