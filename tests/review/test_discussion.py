# SPDX-License-Identifier: GPL-2.0-or-later
"""What is open, who objects, and what the author says of his own posting."""

from dataclasses import replace

import pytest

from tests.answered import ADA, BOT, MIA, REX, Thread
from tracker.model.review import Objection, Review
from tracker.model.series import Series
from tracker.review.compile import review

# ---- questions -----------------------------------------------------------------------------------


def test_a_question_is_open_until_somebody_answers_below_it():
    thread = Thread()
    asked = thread.answer(REX, "Why does this stop?")
    (question,) = thread.review().questions
    assert (question.message_id, question.quote) == (asked, "Why does this stop?")
    assert (question.under, question.answered_by) == ("quoted", None)
    assert question.evidence.rule == "remark.question"
    thread.answer(MIA, "No idea.", to=asked)
    (question,) = thread.review().questions
    assert question.answered_by == question.discussed_by is not None
    answer = thread.answer(ADA, "It must.", to=asked)
    (question,) = thread.review().questions
    assert (question.answered_by, question.discussed_by) == (answer, None)


def test_a_request_that_another_reader_discusses_stays_open_as_its_objection_does():
    thread = Thread()
    asked = thread.answer(REX, "Please use the helper.")
    other = thread.answer(MIA, "It cannot sleep.", to=asked)
    found = thread.review()
    (question,), (objection,) = found.questions, found.objections
    assert (question.answered_by, question.discussed_by, objection.is_open) == (None, other, True)
    thread.answer(ADA, "It cannot.", to=asked)
    found = thread.review()
    (question,), (objection,) = found.questions, found.objections
    assert (question.answered_by is not None, objection.is_open) == (True, False)


def test_the_next_version_overtakes_what_was_asked_before_it_and_answers_nothing():
    old, new = Thread(), Thread(version=2, day=3)
    old.answer(REX, "Why does this stop?")
    messages = old.messages | new.messages
    series = Series(id="v1-0@example.org", revisions=(old.revision, new.revision))
    (question,) = review(old.revision, messages, series).questions
    assert (question.answered_by, question.overtaken_by) == (None, "v2-0@example.org")


def test_requests_are_questions_and_an_authors_own_are_none():
    thread = Thread()
    thread.answer(REX, "Please use the helper.")
    thread.answer(ADA, "Should I use the helper?")
    assert [one.quote for one in thread.review().questions] == ["Please use the helper."]


# ---- objections ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "kind", "rule"),
    [
        ("NAK.", "nack", "objection.nack"),
        (f"Nacked-by: {REX}", "nack", "objection.nack"),
        ("Please rework this.", "changes", "objection.changes"),
        ("-- \npw-bot: cr", "changes-requested", "objection.command"),
        ("pw-bot: rejected", "rejected", "objection.command"),
    ],
)
def test_refusals_requests_and_commands_object(words, kind, rule):
    thread = Thread()
    name = thread.answer(REX, words)
    (objection,) = thread.review().objections
    assert (objection.kind, objection.message_id) == (kind, name)
    assert (objection.evidence.rule, objection.who.name) == (rule, "Rex Reviewer")


@pytest.mark.parametrize("words", ["NAK.", "Please rework this."])
def test_an_author_does_not_object_to_himself(words):
    thread = Thread()
    thread.answer(ADA, words)
    assert thread.review().objections == ()


def test_an_author_may_close_but_not_open_by_command():
    thread = Thread()
    thread.answer(REX, "pw-bot: cr")
    thread.answer(ADA, "pw-bot: under-review")
    assert [one.kind for one in thread.review().objections] == ["changes-requested"]
    thread.answer(MIA, "pw-bot: under-review")
    assert thread.review().objections == ()
    thread.answer(ADA, "pw-bot: cr")
    assert [one.kind for one in thread.review().objections] == ["changes-requested"]


def standing(thread: Thread) -> list[Objection]:
    """The objections that are open."""
    return [one for one in thread.review().objections if one.is_open]


def test_who_approves_objects_no_longer():
    thread = Thread()
    thread.answer(REX, "Please rework this.")
    thread.answer(MIA, f"Nit: please wrap this.\n\nReviewed-by: {MIA}")
    assert [one.who.name for one in standing(thread)] == ["Rex Reviewer"]
    thread.answer(REX, f"Ah, I see.\n\nAcked-by: {REX}")
    assert standing(thread) == []


# ---- the author's own words ----------------------------------------------------------------------


def test_an_author_takes_a_series_back():
    thread = Thread()
    name = thread.answer(ADA, "Please ignore this series.", to=1)
    found = thread.review().withdrawn
    assert found is not None
    assert (found.rule, found.message_id, found.line) == ("remark.withdraw", name, 3)


def test_one_patch_of_several_or_a_readers_word_takes_nothing_back():
    thread = Thread()
    thread.answer(ADA, "Please ignore this patch.", to=1)
    thread.answer(REX, "Please drop this series.", to=0)
    talk = thread.answer(REX, "It fails.", to=0)
    thread.answer(ADA, "Please ignore it.", to=talk)
    assert thread.review().withdrawn is None


def test_the_only_patch_is_taken_back_in_the_midst_of_talk():
    thread = Thread(total=1)
    asked = thread.answer(REX, "Who needs this?", to=1)
    thread.answer(ADA, "Nobody, so I'll drop this patch.", to=asked)
    assert thread.review().withdrawn is not None


def test_a_word_on_the_cover_takes_the_posting_back():
    thread = Thread()
    thread.answer(ADA, "Please disregard; it was the wrong one.", to=0)
    assert thread.review().withdrawn is not None


def test_a_respin_is_the_authors_last_promise():
    thread = Thread()
    thread.answer(REX, "I'll send v2 of mine.")
    assert thread.review().respin is None
    thread.answer(ADA, "Will fix in v2.")
    last = thread.answer(ADA, "I'll respin.")
    found = thread.review().respin
    assert found is not None
    assert (found.rule, found.message_id) == ("remark.respin", last)


def test_the_first_answer_is_that_of_another_person():
    thread = Thread()
    thread.answer(ADA, "One more thing.")
    thread.answer(BOT, "Build failed.")
    assert thread.review().answered is None
    name = thread.answer(REX, "Hm.")
    thread.answer(MIA, "Hm.")
    assert thread.review().answered == thread.messages[name].date


def test_a_message_that_is_not_at_hand_is_passed_over():
    thread = Thread()
    thread.replies.append("gone@example.org")
    assert thread.review() == Review()


# ---- promises ------------------------------------------------------------------------------------


def test_talk_of_the_next_version_is_a_promise_only_below_a_review():
    thread = Thread()
    thread.answer(ADA, "The server was down, I'll do something else for the next iteration.", to=0)
    assert thread.review().respin is None
    asked = thread.answer(REX, "This leaks.")
    name = thread.answer(ADA, "I'll free it in the next iteration.", to=asked)
    respin = thread.review().respin
    assert respin is not None
    assert (respin.message_id, respin.quote) == (name, "I'll free it in the next iteration.")


def test_an_author_may_promise_to_send_a_version_before_anybody_answers():
    thread = Thread()
    name = thread.answer(ADA, "This leaks. I will send a v2 tomorrow.", to=0)
    respin = thread.review().respin
    assert respin is not None
    assert respin.message_id == name


def test_a_promise_is_kept_by_the_next_version():
    old, new = Thread(), Thread(version=2, day=3)
    old.answer(ADA, "I will send a v2 tomorrow.", to=0)
    series = Series(id="v1-0@example.org", revisions=(old.revision, new.revision))
    assert review(old.revision, old.messages | new.messages, series).respin is None


def test_requests_and_reported_problems_say_what_they_are():
    thread = Thread()
    thread.answer(REX, "Why does this stop?")
    thread.answer(REX, "Please fix it and send v2.")
    thread.answer(MIA, "Reverting just this change makes the lamp work again.")
    kinds = [one.kind.value for one in thread.review().questions]
    assert kinds == ["question", "changes", "problem"]


def test_an_answer_to_a_posting_without_its_patches_is_not_answered_by_a_reroll():
    """Only the cover is there, and patches sent anew: the answer speaks of none of them."""
    first, second = Thread(), Thread(version=2, day=3)
    first.answer(REX, "NAK. This breaks every gear.", to=0)
    whole, part = replace(first.revision, patches=()), replace(second.revision, partial=True)
    series = Series(id=whole.message_id, revisions=(whole, part))
    (found,) = review(whole, first.messages | second.messages, series).objections
    assert found.answered_by is None
