# SPDX-License-Identifier: GPL-2.0-or-later
"""How a statement is built tells whether what is wrong in it is wrong with the patch."""

import pytest

from tests.mail.test_remarks import kinds
from tracker.model.mail import RemarkKind

OBJECTS = {RemarkKind.FAULT, RemarkKind.CHANGES}
ASKS = OBJECTS | {RemarkKind.WISH, RemarkKind.QUESTION}


def objects(words: str, quoted: str = "text") -> bool:
    return bool(OBJECTS & set(kinds(f"> {quoted}\n\n{words}\n")))


@pytest.mark.parametrize(
    "words",
    [
        "If some driver misses the order, we are late.",
        "If the latter, then that sounds like a bug.",
        "If that doesn't make sense, I am also open to a property.",
        "Even though that lock is not needed I have tested it.",
        "If so then the check is redundant.",
    ],
)
def test_what_is_wrong_under_a_condition_is_no_fault(words: str) -> None:
    assert not objects(words)


@pytest.mark.parametrize(
    "words",
    [
        "If the spin fails, the buffer is freed twice.",
        "If you look at the core there are checks that are missing here.",
        "This is wrong if the hook is new.",
    ],
)
def test_what_is_wrong_when_a_condition_holds_is_a_fault(words: str) -> None:
    assert objects(words)


def test_a_statement_below_a_quoted_question_may_object() -> None:
    assert objects("A driver should never leave the lamp on.", "Is it not reset?")


def test_who_says_yes_to_a_fault_finds_none_unless_more_follows() -> None:
    assert not objects("Yes, this warning is totally bogus.")
    assert not objects("That's true and this makes things more complicated.")
    assert objects("Yes, but this warning is bogus.")
    assert objects("Right, this patch is broken.")


@pytest.mark.parametrize(
    "words",
    [
        'The board prints "the arguments do not match the layout".',
        "There is room for it (that was added since the lock is broken somewhere).",
    ],
)
def test_what_others_said_and_what_stands_in_brackets_is_no_fault(words: str) -> None:
    assert not objects(words)


def test_a_quotation_may_be_what_is_wrong() -> None:
    assert objects('"must be running in here" is redundant')


@pytest.mark.parametrize(
    "words",
    [
        "We should note though that it counts from one.",
        "We have to focus on the lamp.",
        "They shouldn't be a consideration here.",
        "You must be seeing the other lamp.",
        "We will have to see.",
        "You have to talk to somebody who knows it.",
        "The problem arises when the server needs to grow.",
        "So it shouldn't be hard to script this.",
        "It should work as the sheet has it.",
        "I haven't forgotten it, please be patient.",
        "Forget this, there is a better one.",
        "I checked the sums, and clearly that type was wrong.",
        "So this is a regression in 6.13-rc.",
        "It is too late for 6.10 anyways.",
        "The lock is racy in general, but for this case it is safe.",
        "People build systems that don't fit the model.",
        "They need to read the firmware for that.",
        "That means one more lock, which is a little ugly but can be done.",
        "Must be, since the other one adds up to more.",
    ],
)
def test_what_people_think_what_should_work_and_what_was_is_no_fault(words: str) -> None:
    assert not objects(words)


@pytest.mark.parametrize(
    "words",
    [
        "We should at least free the ring.",
        "This should have a limit check.",
        "The file must not have holes.",
        "You forgot the second lamp.",
        "The comment lacks a second star.",
        "This is a regression.",
        "It seems like the first should be a goto.",
        "So the check should be made by the child.",
        "I think that doesn't fit the model.",
    ],
)
def test_what_the_code_should_do_and_lacks_is_a_fault(words: str) -> None:
    assert objects(words)


@pytest.mark.parametrize(
    "words",
    [
        "#include <lamp.h>",
        "#define LAMP_LEN 5",
        "spin_all() calls spin_one() -> spin_down() before it ends.",
        "Likewise, I tested it on two lamps.",
        "Let's call it a day.",
        "Please keep patience.",
        "Let's just use it as-is.",
        "Let's go with this one then, it explains itself.",
        "Please don't spend too much time on it.",
        "Please, add my tag to both.",
        "So I'll now finish the tests and then submit v7.",
    ],
)
def test_code_and_talk_order_nothing(words: str) -> None:
    assert not objects(words)


@pytest.mark.parametrize(
    "words",
    [
        "lampp -> lamp",
        "Likewise, drop the second one.",
        "Let's use it in the core.",
        "These do not apply on top of the other series.",
        "This thing doesn't compile.",
        "There is no way to skip it, so add that.",
        "This define brings nothing, just opencode the call.",
        "Just a quibble with the tag.",
        "Overly long line.",
        "Before applying this, we should rework the index.",
        "Some tables are empty, so this series has to address that case.",
        "Sending a command to find out is not a good design.",
        "Mandate that the flag is low.",
        "You'll need to set the flag too.",
        "This seems to cause new warnings.",
        "Either name it lamp or have one bit for it.",
        "And one change per patch please",
        "However, it's causing the tests to hang.",
        "After applying this patch there are many tests that fail.",
    ],
)
def test_orders_and_reports_of_trouble_object(words: str) -> None:
    assert objects(words)


@pytest.mark.parametrize(
    "words",
    [
        "I can't follow this explanation at all.",
        "It feels like we should get rid of the flag.",
        "I think passing the size is better than a constant.",
        "I don't recommend such a goal.",
        "I hope the log can have more background.",
        "This would rather be folded.",
        "I think it makes sense to split the series.",
        "I'd stick with the other error.",
        "I meant to move the message out of the lock.",
        "This can be refactored.",
        "Another way to resolve this is to clean up earlier.",
        "I'd still feel better if there was a type for it.",
        "It's not clear to me whether all of them fail.",
    ],
)
def test_a_doubt_is_a_wish(words: str) -> None:
    assert RemarkKind.WISH in kinds(f"> text\n\n{words}\n")


@pytest.mark.parametrize(
    "words",
    [
        "Can't this function also be used at the end",
        "Instead can we have it in the caller.",
        "Why do you need a cast from void",
    ],
)
def test_a_question_asks_without_its_mark(words: str) -> None:
    assert kinds(f"> text\n\n{words}\n") == [RemarkKind.QUESTION]


@pytest.mark.parametrize("words", ["Do this in turn.", "And so does this:", "Is the lamp."])
def test_what_opens_like_a_question_asks_nothing(words: str) -> None:
    assert RemarkKind.QUESTION not in kinds(f"> text\n\n{words}\n")


@pytest.mark.parametrize(
    "words",
    [
        "Please let me know if any line of this is wrong.",
        "That has to be the longest hoop of this year.",
        "This reminds me of a double free that we once met.",
        "It shouldn't get called all that often.",
        "I can't send a proper patch and couldn't even build-test this.",
        "Luckily there are three lamps, so the second is unused.",
        "I'm trying to think of a way in which this may cause a leak.",
        "I also sent a fix for the tool, since this wrapper is unnecessary.",
        "You're right, those should be moved to the core later.",
        "Perhaps there's an issue with my mailer.",
    ],
)
def test_what_is_wrong_elsewhere_is_no_fault(words: str) -> None:
    assert not objects(words)


def test_who_marvels_at_what_was_said_finds_no_fault_of_the_code() -> None:
    assert not objects("Hm, that is rather odd.", "It sleeps in its own loop.")
    assert objects("Hm, that is rather odd.", "+\tspin(loop);")
    assert objects("That name is rather odd.", "It sleeps in its own loop.")


def test_what_others_are_asked_for_or_need_not_be_done_is_no_wish() -> None:
    for words in (
        "It would be nice if the core folks could take a look.",
        "I don't think we need to, since the lamp is off.",
        "I'm not sure yet when we find the time.",
    ):
        assert RemarkKind.WISH not in kinds(f"> text\n\n{words}\n")
    assert RemarkKind.WISH in kinds("> text\n\nI don't think we need to rename it.\n")


@pytest.mark.parametrize(
    "words",
    [
        "I'd not rely on it, I would reverse the order.",
        "I'm not entirely comfortable with that lock.",
        "I'll hold off on my R-b until that is clear.",
    ],
)
def test_who_would_have_it_otherwise_wishes(words: str) -> None:
    assert RemarkKind.WISH in kinds(f"> text\n\n{words}\n")


def test_what_happens_otherwise_and_what_is_not_solved_are_faults() -> None:
    assert objects("Otherwise we leak the hoop on error.")
    assert objects("Unfortunately this won't solve it.")


def test_how_tags_are_carried_is_no_request_and_no_plan() -> None:
    words = (
        "Please add Acked-by/Reviewed-by tags when you post new versions.\n"
        "There's no need to repost patches *only* to add the tags.\n"
    )
    assert kinds(f"> text\n\n{words}") == []
