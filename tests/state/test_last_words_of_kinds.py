# SPDX-License-Identifier: GPL-2.0-or-later
"""Short conversations of one kind in other words: whose turn it is after the last of them.

Each is what was said about one patch, in order: who, in answer to which mail (0: the patch), what.
"""

import pytest

from tests.mails import ADA, MIA, REX, at, mail
from tests.posts import dossier, sent
from tracker.model.status import Side
from tracker.state.dossier import Dossier
from tracker.state.row import turn_of

TOM = "Tom Bell <tom@example.org>"
REVIEWED = (REX, 0, f"Reviewed-by: {REX}\n")
ASKED = (REX, 0, "Could this sleep?\n")
OPEN = {Side.REVIEWERS, Side.MAINTAINER}
Said = tuple[str, int, str]


def after(*talk: Said) -> Dossier:
    raws, names = list(sent("a", total=1)), ["a-1@example.org"]
    for number, (who, to, words) in enumerate(talk, 1):
        names.append(f"r{number}@example.org")
        raws.append(
            mail(
                "Re: [PATCH] widget: Make it better",
                who,
                f"> Because it is better that way.\n\n{words}",
                message_id=names[-1],
                in_reply_to=names[to],
                date=at(5 + number),
                cc=(MIA, TOM),
            )
        )
    return dossier(*raws, as_of=at(24 * 7))


AUTHORS: tuple[tuple[Said, ...], ...] = (
    ((REX, 0, "Why two of them?\n"), (ADA, 1, "Right, I'll combine them.\n")),
    (ASKED, (ADA, 1, "You are right.\n")),
    (ASKED, (ADA, 1, "I'll push a v2 tomorrow.\n")),
    ((REX, 0, f"Once the error path is sorted:\n\nReviewed-by: {REX}\n"),),
    ((REX, 0, f"If you drop the last hunk:\n\nReviewed-by: {REX}\n"),),
    ((REX, 0, "> +\tx = oil(hoop);\n\nLike so:\n\n+\tx = oil_locked(hoop);\n"),),
    ((REX, 0, "Why not use the helper?\n"), (ADA, 1, "No reason, I'll switch over.\n")),
    ((REX, 0, "Isn't that racy?\n"), (ADA, 1, "It is, back to the drawing board.\n")),
    ((REX, 0, "Isn't that racy?\n"), (ADA, 1, "Well spotted. Amended.\n")),
    (ASKED, (ADA, 1, "v2 will land in your inbox by Friday.\n")),
    (ASKED, (ADA, 1, "You can expect an update on Monday the 12th.\n")),
    (ASKED, (ADA, 1, "Consider it done.\n")),
    (ASKED, (ADA, 1, "I'm on it.\n")),
    (ASKED, (ADA, 1, "Please don't merge this yet, I found another issue.\n")),
    (ASKED, (ADA, 1, "Let me get you a new set after the holidays.\n")),
    (REVIEWED, (REX, 1, "On second thought, please hold off: the suspend path looks broken.\n")),
    (REVIEWED, (REX, 1, "Hmm, wait. I now see a hang with this applied.\n")),
    (REVIEWED, (REX, 1, "I have to take my tag back, this oopses on module unload.\n")),
    (REVIEWED, (MIA, 0, "The caller can simply use oil_hoop() and we can kill this helper.\n")),
    (REVIEWED, (MIA, 0, "That helper exists already in core.c, so this duplicates it.\n")),
    (REVIEWED, (TOM, 0, "This does not build with W=1.\n")),
    ((REX, 0, "Drop quotes.\n"),),
    ((REX, 0, "Nothing frees this buffer.\n"),),
    (REVIEWED, (TOM, 0, "One more thing: the error path leaks the buffer.\n")),
    ((ADA, 0, "This is already fixed in 6.19-rc3, sorry for the noise.\n"),),
    (ASKED, (ADA, 1, "It can, let me send a fixed one.\n")),
    (ASKED, (ADA, 1, "It can. I will enable it in the next one.\n")),
    ((REX, 0, "I'd prefer it to use the helper.\n"),),
    ((REX, 0, f"Reviewed-by: {REX}\n\nprovided that the name is changed.\n"),),
    ((REX, 0, f"Reviewed-by: {REX}\n(if you fix the typo)\n"),),
    ((REX, 0, f"Acked-by: {REX}\nTested-by: {REX}\n\nOnce the message is reworded, that is.\n"),),
    ((REX, 0, "[1/1] nit: drop the blank line\n"),),
    ((REX, 0, "You don't need to resend all of them, just drop the second patch.\n"),),
    ((REX, 0, "Don't worry about the length, but the name should be oil_hoop.\n"),),
    (REVIEWED, (REX, 1, "I never gave you my Reviewed-by for this one, it still leaks.\n")),
    (ASKED, (ADA, 1, "Let me look into it and get back to you.\n")),
    (
        (REX, 0, "The name is odd.\n"),
        (ADA, 1, "Good point, I'll rename it.\n"),
        (ADA, 2, "It came with the first driver.\n"),
    ),
    (
        (REX, 0, "Is there another way? My concern is the lock, which it holds for long.\n"),
        (TOM, 1, "There is none.\n"),
    ),
)


@pytest.mark.parametrize("talk", AUTHORS)
def test_the_author_moves(talk: tuple[Said, ...]) -> None:
    assert turn_of(after(*talk), ()).side is Side.AUTHOR


OTHERS: tuple[tuple[Said, ...], ...] = (
    (REVIEWED, (MIA, 0, "Did you write this on a train? ;-)\n")),
    ((REX, 0, "Mia?\n"),),
    ((REX, 0, "Over to Mia.\n"),),
    ((REX, 0, "+Mia, thoughts?\n"),),
    ((REX, 0, "Let's hear Mia's opinion first.\n"),),
    ((REX, 0, "Mia, ping?\n"),),
    ((MIA, 0, "I see no reason not to take this.\n"),),
    ((MIA, 0, "I have no reason to reject this.\n"),),
    ((MIA, 0, "We do want this, thanks.\n"),),
    ((REX, 0, "This fixes the crash that I have seen, thank you.\n"),),
    ((REX, 0, "CC'ing Tom, who wrote that part. Any thoughts?\n"),),
    ((REX, 0, "Would love to hear what Tom has to say.\n"),),
    ((REX, 0, "Tom knows this hardware best, let's see what he says.\n"),),
    ((MIA, 0, "s/teh/the/, no need for a new round, I can do that at commit time.\n"),),
    ((MIA, 0, "I'll massage the commit message when I queue this.\n"),),
    ((MIA, 0, "The indentation is off, but no worries, I'll sort that out.\n"),),
    ((MIA, 0, "Let me pick this up for rc3.\n"),),
    ((MIA, 0, "Bear with me, I am away until next week.\n"),),
    ((REX, 0, "Neat!\n"),),
    (ASKED, (ADA, 1, "It can't.\n"), (TOM, 2, "Just pointing out that 6.9 is no long term one.\n")),
    (REVIEWED, (TOM, 0, "I already have it in my tree, so I guess I'd prefer it to stay.\n")),
    ((MIA, 0, "It is a bit strange. But I'll toss the test in there anyway.\n"),),
    (ASKED, (ADA, 1, "It can't. As soon as the fix lands, I will enable it.\n")),
    ((REX, 0, f"Reviewed-by: {REX}\n\nWith this patch the squeak is fixed.\n"),),
    ((REX, 0, f"Reviewed-by: {REX}\n\nIf you want, I can take this through my tree.\n"),),
    (REVIEWED, (MIA, 1, "I'm writing to kindly follow up on this one.\n")),
    (REVIEWED, (REX, 1, "This hinge is on my desk.\n"), (ADA, 2, "Understood!\n")),
    (ASKED, (ADA, 1, "Let me look into it and get back to you.\n"), (ADA, 1, "It cannot.\n")),
    (
        (REX, 0, "The name is odd.\n"),
        (ADA, 1, "Good point, I'll rename it.\n"),
        (ADA, 2, "Do you mean the file or the function?\n"),
    ),
    ((MIA, 0, "I tested it on two boards and no issue found.\n"),),
    (
        (REX, 0, "This will deadlock on unload.\n"),
        (REX, 1, "Scratch that, I looked at the wrong branch.\n"),
    ),
    (
        (REX, 0, "This will deadlock on unload.\n"),
        (ADA, 1, "The lock is dropped before.\n"),
        (REX, 2, "Ah, true. Forget what I wrote.\n"),
    ),
    (
        (REX, 0, f"Nacked-by: {REX}\n\nNot like this.\n"),
        (ADA, 1, "The ABI stays.\n"),
        (REX, 2, "Fine, I withdraw my NAK.\n"),
    ),
    (
        (REX, 0, f"Nit: one typo.\n\nReviewed-by: {REX}\n"),
        (ADA, 1, "Good catch. Mia, can you fix that up or would you rather I resend?\n"),
    ),
    (
        (REX, 0, f"s/teh/the/\n\nReviewed-by: {REX}\n"),
        (ADA, 1, "Right. Should I repost, or will you fix it when you apply?\n"),
    ),
)


@pytest.mark.parametrize("talk", OTHERS)
def test_somebody_else_moves(talk: tuple[Said, ...]) -> None:
    assert turn_of(after(*talk), ()).side in OPEN


@pytest.mark.parametrize(
    "words",
    [
        "Sorry, not taking this.",
        "This is a no from me.",
        "I'm sorry but this isn't going in.",
        "Not going to happen.",
        "I'll pass on this one.",
        "I'd rather keep the code as it is.",
        "Someone has already posted the very same fix, and it is queued.",
    ],
)
def test_what_was_refused_or_is_done_elsewhere_waits_for_no_reader(words: str) -> None:
    assert turn_of(after(REVIEWED, (TOM, 0, f"{words}\n")), ()).side in {Side.AUTHOR, Side.NOBODY}


def test_what_waits_for_another_rework_waits() -> None:
    waits = after((MIA, 0, "Good, but this has to wait for Tom's rework to go in.\n"))
    assert turn_of(waits, ()).side is Side.DEPENDENCY


def test_who_is_offered_a_new_version_by_name_is_named() -> None:
    words = "Good catch. Mia, can you fix that up or would you rather I resend?\n"
    move = turn_of(after((REX, 0, f"Nit: one typo.\n\nReviewed-by: {REX}\n"), (ADA, 1, words)), ())
    assert [one.email for one in move.people] == ["mia@example.org"]


def test_a_lone_name_that_nobody_bears_is_a_question_to_the_author() -> None:
    assert turn_of(after((REX, 0, "Leftover?\n")), ()).side is Side.AUTHOR


@pytest.mark.parametrize("words", ["s/Tom/Tim/\n", "Add in network file systems.\n"])
def test_what_a_reader_corrects_in_anothers_mail_is_nothing_of_the_authors(words: str) -> None:
    """An order ("please add a test") is for the author wherever it stands."""
    told = after(REVIEWED, (MIA, 1, "Tom may know.\n"), (TOM, 2, words))
    assert turn_of(told, ()).side is Side.MAINTAINER
    asked = after(REVIEWED, (MIA, 1, "Tom may know.\n"), (TOM, 2, "Please add a test.\n"))
    assert turn_of(asked, ()).side is Side.AUTHOR


def test_who_mends_a_mail_of_their_own_asks_nothing() -> None:
    told = after(REVIEWED, (MIA, 1, "The patch is fast.\n"), (MIA, 2, "s/patch/program/\n"))
    assert turn_of(told, ()).side is Side.MAINTAINER


@pytest.mark.parametrize(
    "words",
    [
        "Thanks, I'll push it with that line taken out.",
        "Right, I'm fixing that up and will push it soon.",
        "I'm going to merge with the shorter title.",
    ],
)
def test_an_author_who_commits_their_own_patch_is_who_applies_it(words: str) -> None:
    turn = turn_of(
        after((REX, 0, f"nit: a blank line.\n\nReviewed-by: {REX}\n"), (ADA, 1, words)), ()
    )
    assert turn.side is Side.MAINTAINER
    assert [one.called for one in turn.people] == ["Ada Author"]


def test_an_author_who_agrees_and_asks_back_waits_for_the_answer() -> None:
    talk = (ASKED, (ADA, 1, "You're right. Should I drop the lock?\n"))
    assert turn_of(after(*talk), ()).side is Side.REVIEWERS


def test_who_asked_for_changes_comes_back_to_the_answer_before_it_is_applied() -> None:
    asked = (TOM, 0, "This leaks the hoop.\n")
    answered = (ADA, 2, "The core frees it.\n")
    turn = turn_of(after(REVIEWED, asked, answered), ())
    assert turn.side is Side.REVIEWERS
    assert [one.called for one in turn.people] == ["Tom Bell"]
    later = (REX, 3, f"Acked-by: {REX}\n")
    assert turn_of(after(REVIEWED, asked, answered, later), ()).side is Side.MAINTAINER


def test_what_a_reader_adds_to_a_mail_of_theirs_is_put_to_whom_that_answers() -> None:
    talk = (REVIEWED, (MIA, 1, "It boots here.\n"), (MIA, 2, "It would be nice to see your log.\n"))
    assert turn_of(after(*talk), ()).side is Side.MAINTAINER


@pytest.mark.parametrize(
    "words",
    [
        "I merge another fix of Tom instead.",
        "I went ahead and fixed it up in place.",
        "The same was already in the for-lamps branch.",
    ],
)
def test_what_went_in_instead_leaves_nothing_to_do(words: str) -> None:
    assert turn_of(after((MIA, 0, f"{words}\n")), ()).side is Side.NOBODY


def test_what_is_merged_for_a_release_is_in_no_other_version() -> None:
    said = (MIA, 0, "So that will be merged in the v7.3-rc1 cycle, I think.\n")
    assert turn_of(after(REVIEWED, said), ()).side is not Side.NOBODY


def test_who_answers_a_robot_speaks_to_the_author() -> None:
    robot = "kernel test robot <lkp@intel.com>"
    talk = ((robot, 0, "A warning.\n"), (TOM, 1, "Could this sleep?\n"), (ADA, 2, "Never.\n"))
    assert [one.called for one in turn_of(after(*talk), ()).people][:1] == ["Tom Bell"]


@pytest.mark.parametrize(
    "words", ["Please forget this patch.", "So this patch is not needed anymore."]
)
def test_an_author_lets_go_of_their_patch(words: str) -> None:
    assert turn_of(after((ADA, 0, f"{words}\n")), ()).side is Side.NOBODY


def test_what_is_said_of_an_older_version_since_counts_for_the_newer_one() -> None:
    first, second = sent("a", total=1), sent("b", total=1, version=2, hours=24 * 8)
    late = mail(
        "Re: [PATCH] widget: Make it better",
        REX,
        "> Because it is better that way.\n\nThis leaks the hoop.\n",
        message_id="late@example.org",
        in_reply_to="a-1@example.org",
        date=at(24 * 9),
    )
    found = dossier(*first, *second, late, as_of=at(24 * 12))
    assert turn_of(found, ()).side is Side.AUTHOR


def test_an_author_needs_their_patch_no_more() -> None:
    words = "I've fixed that in the core, and this won't be needed.\n"
    assert turn_of(after(ASKED, (ADA, 1, words)), ()).side is Side.NOBODY


@pytest.mark.parametrize(("reviewed", "stage"), [((1, 2, 3), "applied"), ((2, 3), "partially")])
def test_an_author_who_pushes_the_last_reviewed_patch_pushes_them_all(
    reviewed: tuple[int, ...], stage: str
) -> None:
    raws = list(sent("a", total=3))
    for number in reviewed:
        raws.append(
            mail(
                f"Re: [PATCH {number}/3] widget: Make it better",
                REX,
                f"> Because.\n\nReviewed-by: {REX}\n",
                message_id=f"r{number}@example.org",
                in_reply_to=f"a-{number}@example.org",
                date=at(5 + number),
            )
        )
    raws.append(
        mail(
            "Re: [PATCH 2/3] widget: Make it better",
            ADA,
            f"> Reviewed-by: {REX}\n\nPushed, thanks.\n",
            message_id="p@example.org",
            in_reply_to="r2@example.org",
            date=at(20),
        )
    )
    found = dossier(*raws, as_of=at(24 * 7))
    assert found.standing.stage.value.startswith(stage)
