# SPDX-License-Identifier: GPL-2.0-or-later
"""Talk of oneself and lists of applied commits ask for no change; requests beside them do."""

import pytest

from tests.mail.test_remarks import kinds, remarks
from tracker.model.mail import RemarkKind

APPLIED_LIST = """On Mon, 06 Jan 2025, Ada wrote:
> [...]

Thank you for your contribution, it has been applied to my local
spin-next branch.

The list of commits applied:
[1/2] widget: core: Fix memory leak in spin()
      commit: 0123456789abcdef0123456789abcdef01234567
[2/2] widget: Drop the uninitialized counter
      commit: 123456789abcdef0123456789abcdef012345678
0123456789ab widget: fix race condition in stop_widget()
commit: 0123456789abcdef0123456789abcdef01234567
"""

ASKS = {RemarkKind.FAULT, RemarkKind.CHANGES, RemarkKind.WISH, RemarkKind.QUESTION}


def test_a_list_of_applied_commits_asks_for_nothing() -> None:
    assert not {RemarkKind.FAULT, RemarkKind.CHANGES, RemarkKind.WISH} & set(kinds(APPLIED_LIST))


@pytest.mark.parametrize(
    "words",
    [
        "[1/2] has a memory leak, the buffer is not freed.",
        "[2/2] widget: please drop the counter.",
        "[2/2] nit: please drop the blank line.",
        "Patch [1/2] breaks the build.",
    ],
)
def test_a_request_that_names_its_patch_by_number_stays_one(words: str) -> None:
    assert {RemarkKind.FAULT, RemarkKind.CHANGES} & set(kinds(f"> text\n\n{words}\n"))


@pytest.mark.parametrize(
    "words",
    [
        "If your patch is listed there, there's no need to ping as I'll get to it eventually "
        "(and it won't get forgotten).",
        "In case it wasn't obvious, I meant: I might not look at any patches in the holidays.",
        "I do run sparse almost daily here and its warnings are much more valuable.",
        "Of course it is not the case.",
        "Let's set suspend aside for now, I have explained my view on this elsewhere.",
        "Let's leave the naming for later.",
        "Sorry for not responding earlier, I kind of forgot about this report.",
        "No need to apologize.",
        "But it is not worth another respin.",
        "No need to let that stall this patch though.",
        "No need to do anything now.",
        "But it is impossible to know if the board has the part or not and where it is.",
        "Ah, great, I was missing a switch in my config.",
        "Rex suggested this is not a good solution overall.",
        "I do agree that hints for each file are not ideal.",
        "I'll take that part here, so that you guys do not need to do that in your set.",
        "It warns when the timer was not initialized before.",
        "So it looks like this was too early.",
        "It is too late to change the first board.",
        "I sent a patch myself, could you please verify it does work with your board:",
        # Own mistakes, own work, explanations, what one can live with.
        "Please ignore my first mail, the test method is wrong.",
        'Oh, sorry, I misread "uninitialized".',
        "We disabled uninitialized variable checking in the lamp build.",
        "I have also dropped some code which I did not need and which was not correct.",
        "The reason why we did not enable interrupts there is because they lack a bit.",
        "It wouldn't materially change what we need to do here.",
        "The caller just needs to know whether to unlock the page.",
        "This should work for me.",
        "Lamp folks, please correct me if any of the below is wrong:",
        "Post the above driver changes, we are planning to enable the lamp.",
        'echo "<name>" > /sys/devices/lamp/file',
        'It came with 0123456789ab ("lamp: Fix use-after-free in the loop")',
        "I don't think this is racy.",
        "I think the following should do it:",
        "I've queued them for 6.20 because I'd like them to be tested a bit longer.",
    ],
)
def test_talk_of_oneself_and_of_the_way_of_a_patch_is_no_request(words: str) -> None:
    assert not {RemarkKind.FAULT, RemarkKind.CHANGES, RemarkKind.WISH} & set(
        kinds(f"> text\n\n{words}\n")
    )


@pytest.mark.parametrize(
    "words",
    [
        "There's no need to take the lock here.",
        "No need to ping, but the subject should name the driver.",
        "No need to apologize, this patch needs a rebase.",
        "In case it wasn't obvious, please split this patch.",
        "I run sparse daily, and it reports errors in this patch.",
        "Of course this is not safe, the buffer is freed twice.",
        "This is not the case, the lock is still held.",
        "Let's put the helper into the core.",
        "Let's move this to the core.",
        "Don't worry about the length, but the name is wrong.",
        "You always forget to free the buffer.",
        "Please enhance the decoder with this check.",
        "So please do that as well.",
        "Please update the comments that explain the trick so we can have another look.",
        "That's probably a separate commit.",
        "Lets have this as a separate patch.",
        "It's no constant any more, so just use bus->lamp->bits directly.",
        "This is the board's own setting, it should be defined in the board file.",
        "I'm not inclined to apply this particular patch as it is.",
        "I would combine them on one line.",
        "We can't remove the old interface since there could be users of it.",
        "Most of this patch seems not needed.",
    ],
)
def test_a_real_request_beside_such_talk_stays_one(words: str) -> None:
    assert {RemarkKind.FAULT, RemarkKind.CHANGES, RemarkKind.WISH} & set(
        kinds(f"> text\n\n{words}\n")
    )


def test_a_sure_that_reassures_concedes_nothing() -> None:
    body = "> text\n\nSure! Don't worry I only wanted it not to be lost.\n"
    assert RemarkKind.CONCESSION not in kinds(body)
    excused = "> There's no need to ping.\n\nUnderstood! Sorry for the inconvenience.\n"
    assert RemarkKind.CONCESSION not in kinds(excused)
    assert RemarkKind.CONCESSION in kinds("> text\n\nSure! Don't worry, I'll rework the loop.\n")
    assert RemarkKind.CONCESSION in kinds("> text\n\nSure!\n")


def test_a_list_of_what_has_to_be_in_first_is_read_from_a_posting() -> None:
    body = "This patch is dependent on series\n[PATCH v2 0/2] widget: core: Fix the lock\n"
    found = remarks(body, "[PATCH] widget: spin slowly")
    assert [one.kind for one in found] == [RemarkKind.NEEDS_WORK]


@pytest.mark.parametrize(
    "words",
    [
        "I agree that it works, but this is wrong for the second board.",
        "This warns about the timer, which is not initialized.",
        "It is impossible to remove the part with this patch.",
        "You need to do that in your set.",
        "It is not worth the extra lock, please drop it.",
    ],
)
def test_what_looks_like_talk_and_names_a_fault_stays_one(words: str) -> None:
    assert {RemarkKind.FAULT, RemarkKind.CHANGES, RemarkKind.WISH} & set(
        kinds(f"> text\n\n{words}\n")
    )


STOCK = (
    "Patches in the lamp-6.18.fixes branch should appear in linux-next soon.",
    "Should show up in the next linux-next.",
    "Please report any outstanding bugs that were missed during review.",
    "Note that commit hashes shown below are subject to change. If in doubt, please check the"
    " listed branch.",
    "If any updates are required they should be sent as incremental updates against current git.",
    "Please add any relevant lists and maintainers to the CCs when replying to this mail.",
    "Please verify that everything looks correct in the branch.",
    "Shout if this is wrong.",
)


@pytest.mark.parametrize("words", STOCK)
def test_the_stock_text_of_a_notice_asks_for_nothing(words: str) -> None:
    assert not ASKS & set(kinds(f"> text\n\nApplied to lamp/next, thanks!\n\n{words}\n"))


@pytest.mark.parametrize(
    "words",
    [
        "It should be in the device tree.",
        "These should be sent as follow-up patches.",
        "Please drop the branch in lamp_turn().",
        "If in doubt, please check the return value.",
    ],
)
def test_a_request_in_like_words_stays_one(words: str) -> None:
    assert ASKS & set(kinds(f"> text\n\n{words}\n"))


def test_the_description_of_a_patch_that_an_mbox_escaped_asks_for_nothing() -> None:
    patch = (
        "> text\n\nDoes this help?\n\n"
        ">From 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001\n"
        "From: Mia <mia@example.org>\nSubject: [PATCH] widget: free it\n\n"
        "This leaks the buffer. Move the exit past the loop.\n\n---\n"
    )
    assert kinds(patch) == [RemarkKind.QUESTION]
    assert RemarkKind.FAULT in kinds(patch + "\nThis is wrong for the other board.\n")


def test_a_paragraph_in_quotation_marks_is_not_the_senders() -> None:
    cited = '"Drop the lock in the loop. Then add it to the caller, and fix the comment."'
    assert not ASKS & set(kinds(f"> text\n\nThe log says:\n\n{cited}\n"))
    assert ASKS & set(kinds(f"> text\n\n{cited[1:-1]}\n"))


def test_the_ends_of_wrapped_quotes_are_not_the_senders() -> None:
    long = "> the handler takes a lock that is held by the caller of it, so"
    wrapped = f"> text\n{long}\nfix the\n> order, and then\n{long}\nadd a\n> check.\n\nI see.\n"
    assert not ASKS & set(kinds(wrapped))
    assert ASKS & set(kinds(f"> text\n{long}\nfix the order\n> order, and then\n\nI see.\n"))


def test_a_listed_revert_asks_for_nothing() -> None:
    listed = '[1/1] Revert "widget: Drop the lock"\n      commit: 01234567\n'
    assert not ASKS & set(kinds(f"> text\n\nApplied, thanks!\n\n{listed}"))


def test_what_is_said_once_more_is_what_was_said_above() -> None:
    once_more = "> +int a;\n\n{}\n\n> +int b;\n\nDitto.\n"
    assert RemarkKind.CHANGES not in kinds(once_more.format("Is this one needed?"))
    assert kinds(once_more.format("Please drop this.")).count(RemarkKind.CHANGES) == 2


def test_what_the_next_sentence_takes_the_weight_from_is_no_request() -> None:
    asked = "> text\n\nThis name is odd. {}\n"
    assert RemarkKind.FAULT not in kinds(asked.format("Not a big deal, though."))
    assert RemarkKind.FAULT in kinds(asked.format("It is a big deal for users."))
    assert RemarkKind.CHANGES in kinds("> text\n\nPlease rename it. Up to you how.\n")


@pytest.mark.parametrize(
    "words",
    [
        "The general rule is good. It does not apply here, though.",
        "Please do not bother the developers with that.",
        "There is no need to greet me each time.",
        "There is no need to apologise for the wait.",
    ],
)
def test_a_rule_or_a_courtesy_is_no_request(words: str) -> None:
    assert not ASKS & set(kinds(f"> text\n\n{words}\n"))


@pytest.mark.parametrize(
    "words",
    [
        "Please, redo this and similar parts.",
        "Don't rush out the next version until that is settled.",
        "This was not even compiled.",
        "There is a copy paste error in the comment.",
        "Can you please add this to the commit message?",
        "Looks accidental.",
    ],
)
def test_more_requests_in_plain_words(words: str) -> None:
    assert {RemarkKind.FAULT, RemarkKind.CHANGES} & set(kinds(f"> text\n\n{words}\n"))


@pytest.mark.parametrize(
    "words",
    [
        "The right way to go about this is to lock the hoop first.",
        "Moving this behind the loop is a little better.",
        "See widget_get()",
    ],
)
def test_more_wishes_in_plain_words(words: str) -> None:
    assert RemarkKind.WISH in kinds(f"> text\n\n{words}\n")


def test_who_grants_that_something_would_be_better_wishes_for_nothing() -> None:
    granted = "You're probably right that a check would be better elsewhere"
    assert not ASKS & set(kinds(f"> text\n\n{granted}.\n"))
    assert ASKS & set(kinds(f"> text\n\n{granted}, but here it would help.\n"))
