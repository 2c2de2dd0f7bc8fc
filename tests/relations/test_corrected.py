# SPDX-License-Identifier: GPL-2.0-or-later
"""A line such as ``Based-on:`` that its author corrected or took back."""

import pytest

from tests.relations.test_find import BEN, at_hand, message, series
from tracker.mail.corrections import corrections
from tracker.mail.lines import split_lines
from tracker.mail.parts import Parts
from tracker.mail.phrases.corrections import BELOW_A_LINE, CORRECTIONS
from tracker.mail.phrases.phrase import PhraseSieve
from tracker.mail.phrases.talk import folded
from tracker.mail.statements import in_any_form
from tracker.mail.subjects import parse_subject
from tracker.model.mail import Message
from tracker.model.relations import Kind
from tracker.relations.find import relate

SAID = PhraseSieve(CORRECTIONS, BELOW_A_LINE)
WRONG, RIGHT = "20240102030405.1-1-x@example.org", "20240102030406.1-1-x@example.org"
MAIL = message("m@example.org", f"Use it.\n\nBased-on: <{WRONG}>\n", subject="[PATCH] ladder: use")


def answer(text: str, **more) -> Message:
    mail = message("r@example.org", text, subject="Re: [PATCH] ladder: use", **more)
    parts = Parts(
        message_id="r@example.org", subject=parse_subject("Re: [PATCH] ladder: use"),
        sender=mail.sender, date=mail.date, in_reply_to="m@example.org", references=(),
        lines=split_lines(text), bot=False, auto="", is_patch=False,
    )  # fmt: skip
    phrases = SAID.sift([in_any_form(folded(one.text)) for one in parts.sentences])
    object.__setattr__(mail, "remarks", tuple(corrections(parts, phrases)))
    return mail


def needs(reply: Message) -> set[str | None]:
    found = relate(series(MAIL, replies=(reply,)), at_hand(MAIL, reply), lambda name: None)
    return {one.message_id for one in found if one.kind is Kind.DEPENDS_ON}


@pytest.mark.parametrize(
    "words",
    [
        "Sorry, wrong id above, it should be:",
        "Oops. That should have been:",
        "The correct one is",
        "I meant",
        "Correction:",
        "Argh, copy and paste error, this is",
        "Fixing the trailer for the bot:",
        "The Based-on above is bogus, please use",
    ],
)
def test_the_corrected_line_counts_and_the_wrong_one_does_not(words: str) -> None:
    assert needs(answer(f"{words}\n\nBased-on: <{RIGHT}>\n")) == {RIGHT}


QUOTED = f"> Based-on: <{WRONG}>\n\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{QUOTED}That should be <{RIGHT}>\n",
        f"Based-on points to the wrong series, I meant https://lore.kernel.org/r/{RIGHT}\n",
        f"I pasted the wrong link; the dependency is https://lore.kernel.org/r/{RIGHT}\n",
        f"s/{WRONG}/{RIGHT}/\n",
        f"{QUOTED}s/{WRONG}/{RIGHT}/\n",
        f"{QUOTED}Err, <{RIGHT}>.\n",
        f"{QUOTED}Oops, wrong series. Based-on: <{RIGHT}>\n",
        f"Please use Based-on: <{RIGHT}> instead.\n",
        f"Hit send too early, the Based-on has to be <{RIGHT}>.\n",
        f"Typo in the id. It is really <{RIGHT}>.\n",
    ],
)
def test_what_is_named_in_prose_takes_the_place_of_the_line(text: str) -> None:
    assert needs(answer(text)) == {RIGHT}


@pytest.mark.parametrize(
    "text",
    [
        f"{QUOTED}Please ignore this Based-on line.\n",
        "The Based-on is not needed, it applies to master.\n",
        f"{QUOTED}This is no longer needed, that series was merged.\n",
        f"{QUOTED}Scratch that.\n",
        f"{QUOTED}Oops, this is bogus.\n",
        "Based-on can be dropped, applies to master now.\n",
        f"{QUOTED}Not true, sorry: it applies to master.\n",
        "Sorry, the Based-on tag is a leftover from v1, please disregard.\n",
        "Actually it applies without the other series.\n",
        "The dependency is gone now.\n",
        "There should be no Based-on here.\n",
        "I should not have added the Based-on tag.\n",
    ],
)
def test_a_line_that_is_taken_back_needs_nothing(text: str) -> None:
    assert needs(answer(text)) == set()


@pytest.mark.parametrize(
    "text",
    [
        "It does not need a lock, the list is private.\n",
        "Thanks, I will drop the Fixes tag in v2.\n",
        f"{QUOTED}Yes, that one.\n",
        "Scratch that.\n",
        "The Based-on stays as it is.\n",
    ],
)
def test_words_of_something_else_leave_the_line(text: str) -> None:
    assert needs(answer(text)) == {WRONG}


def test_a_link_far_from_the_correction_is_not_what_was_meant() -> None:
    other = "20240102030407.1-1-x@example.org"
    below = f"Talked about at https://lore.kernel.org/r/{other}\n"
    text = f"{QUOTED}That should be <{RIGHT}>\n" + "\n" * 5 + below
    assert needs(answer(text)) == {RIGHT}


def test_a_line_that_is_only_added_leaves_the_other() -> None:
    assert needs(answer(f"It also needs this:\n\nBased-on: <{RIGHT}>\n")) == {WRONG, RIGHT}


def test_somebody_else_corrects_nothing() -> None:
    reply = answer(f"Wrong id, it should be:\n\nBased-on: <{RIGHT}>\n", sender=BEN)
    assert needs(reply) == {WRONG}
