# SPDX-License-Identifier: GPL-2.0-or-later
"""Questions, refusals, requests, take-backs and plans are read from a sender's own words."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

import pytest

from tests.work import grows_linearly
from tracker.mail.lines import LineKind, split_lines
from tracker.mail.parts import Parts
from tracker.mail.remarks import find_remarks
from tracker.mail.sentences import sentences
from tracker.mail.subjects import parse_subject
from tracker.model.mail import Person, Remark, RemarkKind


def parts(body: str, subject: str = "Re: [PATCH] widget: spin slowly", *, bot: bool = False):
    lines = split_lines(body)
    return Parts(
        message_id="reply@example.org",
        subject=parse_subject(subject),
        sender=Person("Rex Reviewer", "rex@example.org"),
        date=datetime(2025, 1, 6, tzinfo=UTC),
        in_reply_to="patch@example.org",
        references=(),
        lines=lines,
        bot=bot,
        auto="",
        is_patch=any(line.kind is LineKind.DIFF for line in lines),
    )


def remarks(body: str, subject: str = "Re: [PATCH] widget: spin slowly") -> tuple[Remark, ...]:
    return find_remarks(parts(body, subject))


def kinds(body: str) -> list[RemarkKind]:
    return [remark.kind for remark in remarks(body)]


def test_a_question_carries_its_line_and_the_quoted_line_above():
    (asked,) = remarks(
        "> +\tspin(9);\n> +\tstop_widget();\n\nHm. Why does this\nstop here?\n\nRex\n"
    )
    assert asked.kind is RemarkKind.QUESTION
    assert (asked.line, asked.quote, asked.under) == (
        5,
        "Why does this stop here?",
        "+\tstop_widget();",
    )


@pytest.mark.parametrize(
    "words",
    [
        "Hi, how are you?",
        "Right?",
        "See https://lists.example.org/find?",
        "\tif (a ? b : c)",
        "Hello.",
        "-- \nWhat would you do for a widget?",
    ],
)
def test_greetings_links_code_and_signatures_ask_nothing(words):
    assert kinds(f"> quoted\n\n{words}\n") == []


@pytest.mark.parametrize("words", ["WDYT?", "Any thoughts?", "Could you use spin_slowly() here?"])
def test_short_and_polite_questions_count(words):
    assert kinds(f"> quoted\n\n{words}\n")[-1] is RemarkKind.QUESTION


def test_a_paragraph_asks_at_most_once():
    assert len(remarks("Why is it fast? Is it too fast? What for?\n")) == 1
    assert len(remarks("Why is it so fast?\n\nIs that not too fast?\n")) == 2


def test_quoted_questions_are_not_the_senders():
    assert kinds("> Why does it spin at all?\n\nBecause.\n") == []


@pytest.mark.parametrize(
    "words",
    [
        "NAK",
        "Nack.",
        "NAK, there is no reason to do this.",
        "So NACK on this patch.",
        "Sorry, but NAK from me.",
        "After all that I have to NAK this.",
        "We can't accept this patch.",
        "I'm not going to apply this.",
        "This patch is not acceptable.",
    ],
)
def test_naks_and_refusals_are_told(words):
    assert {RemarkKind.NACK, RemarkKind.REFUSAL} & {*kinds(f"> quoted\n\n{words}\n")}


@pytest.mark.parametrize(
    "words",
    [
        "The device sends a NAK packet.",
        "Mia NAKed this last year.",
        "This is not a NAK.",
        "Your NAK was clear.",
        "If it grows I would NAK it.",
        "I do not want this series to wait.",
        "No NAK from me.",
        "Please do not apply this until Monday.",
        "Nacked-by: Rex Reviewer <rex@example.org>",
    ],
)
def test_talk_about_nacks_is_no_refusal(words):
    assert RemarkKind.NACK not in kinds(f"> quoted\n\n{words}\n")


@pytest.mark.parametrize(
    "words",
    [
        "Please use the spinning helper.",
        "Nit: please wrap this line.",
        "This needs a respin.",
        "The patch doesn't apply to my tree.",
        "Pls split this up.",
    ],
)
def test_requests_are_changes(words):
    assert kinds(f"> quoted\n\n{words}\n") == [RemarkKind.CHANGES]


@pytest.mark.parametrize(
    "words",
    [
        "Please let me know.",
        "Please note that it spins.",
        "Please add my tag when you resend.",
        "Next time please use the helper.",
        "If you like, please send it.",
    ],
)
def test_polite_phrases_ask_no_changes(words):
    assert RemarkKind.CHANGES not in kinds(f"> quoted\n\n{words}\n")


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("Sorry, please ignore this patch.", "patch"),
        ("Please ignore this series, I sent the wrong one.", "series"),
        ("Please disregard; it was the old one.", "it"),
        ("Drop this patch series.", "series"),
        ("I withdraw this version.", "series"),
        ("Okay, I'll drop this patch.", "patch"),
        ("This series is withdrawn.", "series"),
        ("Self-NAK, it breaks widgets.", "it"),
        ("If it causes issues, feel free to disregard this patch.", "patch"),
    ],
)
def test_a_posting_is_taken_back_under_its_name(words, what):
    (said,) = [one for one in remarks(f"{words}\n") if one.kind is RemarkKind.WITHDRAW]
    assert said.word == what


@pytest.mark.parametrize(
    "words",
    [
        "Please drop this line.",
        "Please ignore my comments on this patch.",
        "We can ignore this error.",
        "Please ignore the previous version.",
        "I'll drop this patch from the series.",
        "Should I drop this patch from the series?",
        "Feel free to drop this patch if you like yours better.",
    ],
)
def test_other_things_are_not_postings(words):
    assert RemarkKind.WITHDRAW not in kinds(f"{words}\n")


@pytest.mark.parametrize(
    ("words", "tag"),
    [
        ("Wait, nevermind my reviewed-by.", "Reviewed-by"),
        ("Please drop my ack.", "Acked-by"),
        ("Please drop my Tested-by tag until then.", "Tested-by"),
        ("I'm retracting my r-b.", "Reviewed-by"),
        ("Please drop my tags.", "all"),
    ],
)
def test_a_tag_taken_back_is_named(words, tag):
    said = [one for one in remarks(f"{words}\n") if one.kind is RemarkKind.UNTAG]
    assert [one.word for one in said] == [tag]


@pytest.mark.parametrize(
    "words",
    [
        "Will fix in v3.",
        "I'll send v2 with that.",
        "Okay, will do that in the next version.",
        "Good catch, I will respin.",
        "It will be removed in the next revision.",
        "v4 is on its way.",
        "Ack, I'll address this in v2.",
    ],
)
def test_promises_of_a_new_version_are_respins(words):
    assert RemarkKind.RESPIN in kinds(f"> quoted\n\n{words}\n")


@pytest.mark.parametrize(
    "words",
    [
        "You will need to fix this in v3.",
        "I will look at v3 tomorrow.",
        "Please send v2.",
        "If needed I'll send v3.",
        "It was fixed in v2.",
    ],
)
def test_talk_of_versions_is_no_promise(words):
    assert RemarkKind.RESPIN not in kinds(f"> quoted\n\n{words}\n")


@pytest.mark.parametrize("words", ["LGTM", "Looks good to me.", "Ack.", "So ack on all of them."])
def test_agreement_without_a_tag_is_an_ack(words):
    assert kinds(f"> quoted\n\n{words}\n")[-1] is RemarkKind.ACK


@pytest.mark.parametrize("words", ["Looks good but it leaks.", "It looks good on paper if slow."])
def test_agreement_with_a_but_is_none(words):
    assert kinds(f"> quoted\n\n{words}\n") == []


def test_a_command_is_read_below_the_signature_line():
    """Half of the real ones stand there; NIPA's bot reads the line start."""
    (command,) = remarks("Needs work.\n-- \npw-bot: changes-requested\n")
    assert (command.kind, command.word, command.line) == (
        RemarkKind.COMMAND,
        "changes-requested",
        3,
    )


def test_commands_are_read_from_postings_and_machines_but_never_from_quotes():
    assert [one.word for one in remarks("pw-bot: cr\n", "[PATCH] widget: spin")] == ["cr"]
    assert [one.word for one in find_remarks(parts("pw-bot: cr\n", bot=True))] == ["cr"]
    assert remarks("> pw-bot: cr\n see pw-bot: cr\n") == ()


def test_postings_and_machines_make_no_other_remarks():
    assert remarks("Why does it spin?\n", "[RFC PATCH] widget: spin") == ()
    assert find_remarks(parts("Why does it spin so fast?\n", bot=True)) == ()


@pytest.mark.parametrize(
    "unit",
    [
        "key: value\n",
        "why is it so fast ? ",
        "a. ",
        "please please ignore this this this this ",
        "I will x x x x x x x in ",
        "so, so, so, nak ",
        ".,!-",
        "pw-bot: " + "a" * 40 + "\n",
    ],
)
def test_four_times_the_text_takes_four_times_the_steps(unit):
    """Not sixteen times, as square growth would."""

    def remarks_of(size: int) -> Callable[[], object]:
        # Made anew each time: the sentences of the last mail are kept.
        return partial(find_remarks, parts((unit * (size // len(unit))).replace("? ", "?\n")))

    grows_linearly(remarks_of, 8_000)


@pytest.mark.parametrize(
    "said",
    ["(Dear experts, please fix what is wrong below.)", "And please drop Mia from CC in v2."],
)
def test_what_is_said_in_passing_asks_for_no_changes(said: str) -> None:
    """A remark in brackets, or a word on whom to copy."""
    assert RemarkKind.CHANGES not in kinds(said)


@pytest.mark.parametrize(
    "words",
    [
        "Put that in the log and send new version of this patch.",
        "Start again, commit, and send v3.",
        "Send v2 with a longer log.",
        "Please post v6 to get it into the queue.",
    ],
)
def test_sending_a_version_is_asked_for(words):
    assert kinds(words) == [RemarkKind.CHANGES]


@pytest.mark.parametrize(
    "words",
    [
        "Okay, will fix it and send v2 shortly.",
        "I will drop it and send v3.",
        "Feel free to fix it and send v3.",
        "I reworded the title a bit, please check the final version.",
        "I fixed up the comment, please check that it still says what you meant.",
    ],
)
def test_plans_and_a_maintainers_own_edits_ask_for_nothing(words):
    assert RemarkKind.CHANGES not in kinds(words)


@pytest.mark.parametrize(
    "words",
    [
        "I have been bisecting and this commit seems to be causing problems on my lamp.",
        "Reverting just this change gets the lamp back to working.",
        "The lamp stays dark, which bisects down to this patch:",
        "With this patch reverted the lamp works.",
        "This series broke the lamp.",
    ],
)
def test_a_bisect_or_a_revert_that_helps_reports_a_problem(words):
    assert RemarkKind.PROBLEM in kinds(words)


@pytest.mark.parametrize(
    "words",
    [
        "If this change causes problems, tell me.",
        "I bisected it to another patch.",
        "Reverting it would not help.",
        "This patch fixes a regression.",
        "> Reverting this change helps.\n",
    ],
)
def test_what_may_be_and_what_others_broke_is_no_problem_of_the_patch(words):
    assert RemarkKind.PROBLEM not in kinds(words)


@pytest.mark.parametrize(
    ("words", "kind", "quote"),
    [
        ("You move two levers here. Why?", "question", "You move two levers here. Why?"),
        ("Do you do two things at once? Please don't.", "changes",
         "Do you do two things at once? Please don't."),
        ("NAK. It bends the lever.", "nack", "NAK. It bends the lever."),
        ("It bends.\n\nWhy?", "question", "Why?"),
    ],
)  # fmt: skip
def test_a_sentence_that_says_nothing_alone_is_quoted_with_its_neighbour(words, kind, quote):
    assert quote in [one.quote for one in remarks(words) if one.kind.value == kind]


def test_a_sentence_below_one_that_ends_its_line_is_quoted_with_its_own_line():
    (asked,) = [
        one
        for one in remarks("The turn works well.\nPlease rename it to spin. Thanks.\n\nRex\n")
        if one.kind is RemarkKind.CHANGES
    ]
    assert (asked.line, asked.quote) == (2, "Please rename it to spin.")


def test_a_full_stop_at_the_start_of_a_line_ends_a_sentence_and_an_abbreviation_does_not():
    found = sentences(split_lines("This works\n... e.g. on arm. So\nit goes.\n"))
    assert [(one.text, one.start, one.line) for one in found] == [
        ("This works ...", 1, 2),
        ("e.g. on arm.", 2, 2),
        ("So it goes.", 2, 3),
    ]


CODE = "> +\thook->ring = ring_get(dev);\n>  \tkfree(hook);\n\n"


@pytest.mark.parametrize(
    "words",
    [
        "hook is freed here...",
        "The ring may be NULL here.",
        "This will never be true.",
        "You leak the ring on error.",
        "The irq is not freed on this path.",
        "Integer overflow here.",
        "This sleeps with the spinlock held.",
        "... and dereferenced here, leading to a use after free.",
    ],
)
def test_a_defect_below_a_line_of_code_is_a_fault(words: str) -> None:
    assert RemarkKind.FAULT in kinds(CODE + words)


@pytest.mark.parametrize(
    "words",
    [
        "Nice catch, that was a use-after-free.",
        "This fixes a use-after-free.",
        "Right, the hook is freed twice here without the patch.",
        "The memory is freed in the release callback.",
        "Good that the use after free is gone.",
        "I hit the deadlock too, thanks for fixing it.",
    ],
)
def test_a_defect_that_the_patch_mends_is_no_fault_of_it(words: str) -> None:
    assert RemarkKind.FAULT not in kinds(CODE + words)


def test_a_defect_below_prose_describes_it() -> None:
    assert RemarkKind.FAULT not in kinds("> When is it NULL?\n\nThe ring may be NULL here.\n")


def test_an_objection_that_is_taken_back_asks_for_nothing() -> None:
    words = "I have no concrete evidence that there is a problem, so I'll stop objecting."
    assert kinds(words) == [RemarkKind.ACK]
    assert RemarkKind.FAULT in kinds("I'm objecting: this is wrong.")


def test_a_general_we_can_promises_nothing() -> None:
    quoted = "> Which bus is it for?\n\n"
    assert RemarkKind.CONCESSION not in kinds(f"{quoted}We can put a lamp on any bus.\n")
    assert RemarkKind.CONCESSION in kinds(f"{quoted}Okay, we will drop it.\n")
    assert RemarkKind.CONCESSION in kinds(f"{quoted}I can drop it.\n")
    assert RemarkKind.CONCESSION in kinds(f"{quoted}Okay, we can move it.\n")
    assert RemarkKind.CONCESSION not in kinds(f"{quoted}We can set it to what we expect.\n")
    assert RemarkKind.CONCESSION in kinds(f"{quoted}Yes, it should be the other bus.\n")
    perhaps = "This maybe is something I should document for the rest of us.\n"
    assert RemarkKind.CONCESSION not in kinds(f"{quoted}{perhaps}")
    assert RemarkKind.CONCESSION in kinds(f"{quoted}{perhaps.replace('maybe ', '')}")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("I'm inclined to go with a tracepoint.", RemarkKind.WISH),
        ("I expect a new version for that.", RemarkKind.CHANGES),
        ("Please work on the lock first.", RemarkKind.CHANGES),
    ],
)
def test_what_a_reader_is_inclined_to_or_expects(words: str, kind: RemarkKind) -> None:
    assert kind in kinds(words)
    assert kinds("I'm inclined to take it, I expect no news from those who work on it.") == []


@pytest.mark.parametrize("indent", ["", "   "])
def test_a_pasted_commit_asks_for_nothing(indent: str) -> None:
    inside = indent or "    "
    body = (
        f"The one that broke it:\n\n{indent}commit {'a' * 40}\n{indent}Author: Ada\n"
        f"{indent}Date:   Monday\n\n{inside}dial: Turn\n\n{inside}Wire up the turn() callback\n"
        f"{inside}so it turns, and drop the lock.\n\n"
    )
    assert RemarkKind.CHANGES not in kinds(body)
    (asked,) = [one for one in remarks(f"{body}Please fix it.\n") if one.kind.value == "changes"]
    assert asked.quote == "Please fix it."
