# SPDX-License-Identifier: GPL-2.0-or-later
"""Whose turn it is by the last word, and who is named for it."""

from dataclasses import replace

import pytest

from tests.mails import ADA, at
from tests.posts import dossier, reply, sent, tagged
from tracker.model.mail import Person
from tracker.model.review import ObjectionState
from tracker.model.status import Side, Stage, Turn
from tracker.review.compile import Reviews
from tracker.state.closers import without_muted
from tracker.state.grounds import asked_after
from tracker.state.movers import Circle, maintainers, reviewers
from tracker.state.row import circle_of
from tracker.state.turn import Surroundings, turn

MIA = "Mia Maintainer <mia@example.org>"
PLAIN = "> +better;\n\nThe old one returned a pointer.\n"


def move(*raws: bytes) -> Turn:
    found = dossier(*raws)
    around = Surroundings(circle=circle_of(found))
    return turn(found.series, found.standing, found.review, around)


def test_a_reader_who_spoke_last_without_a_tag_leaves_it_to_the_author() -> None:
    said = move(*sent("a", total=1), reply("p", "a-1", PLAIN))
    assert (said.side, said.people[0].email, said.since) == (Side.AUTHOR, "ada@example.org", at(5))
    assert said.reasons == ("Rex Reviewer wrote last and gave no tag on 2025-01-06",)


def test_a_reason_has_somebody_where_its_mail_names_no_one() -> None:
    """A list may strip name and address; a sentence needs its subject all the same."""
    said = move(*sent("a", total=1), reply("p", "a-1", PLAIN, "undisclosed <>"))
    assert said.reasons == ("undisclosed wrote last and gave no tag on 2025-01-06",)
    assert Person("", "rex@example.org").called == "rex@example.org"
    assert Person("", "").called == "somebody"


def test_an_author_who_spoke_last_leaves_it_to_whom_they_answered() -> None:
    raws = [*sent("a", total=1), reply("p", "a-1", PLAIN)]
    said = move(*raws, reply("r", "p", "> x\n\nThe caller frees it.\n", ADA, hours=7))
    assert (said.side, said.people[0].name) == (Side.REVIEWERS, "Rex Reviewer")
    assert said.people[0].why == "got the author's answer"


def test_it_is_the_readers_since_the_author_first_wrote_after_them() -> None:
    raws = [*sent("a", total=1), reply("p", "a-1", "Why is that?\n")]
    told = reply("r", "p", "> x\n\nThe caller frees it.\n", ADA, hours=7)
    more = reply("s", "r", "> x\n\nThat is in the book, too.\n", ADA, hours=9)
    assert move(*raws, told, more).since == at(7)
    ping = reply("s", "r", "> x\n\nGentle ping.\n", ADA, hours=90)
    assert move(*raws, told, ping).since == at(7)


def test_what_is_asked_beside_the_patches_that_landed_is_the_authors() -> None:
    def asked(words: str, hours: float) -> int:
        said = dossier(*sent("a"), reply("p", "a-0", words, MIA)).review
        after = asked_after(said, at(hours))
        return len(after.speeches) + len(after.questions) + len(after.objections)

    words = "Applied patch 1, please resend patch 2 with a better name.\n"
    assert (asked(words, 5), asked(words, 6)) == (3, 0)
    assert asked("Applied patch 1, thanks.\n", 5) == 0


def test_a_change_on_top_of_an_older_version_that_landed_is_the_authors() -> None:
    """ "Since I already applied v1, can you send a delta-patch" is no other patch in its place."""
    raws = [*sent("a", total=1), reply("p", "a-1", "Applied to widget-next.\n", MIA)]
    raws += sent("b", total=1, version=2, hours=24)
    words = "since I already applied v1, can you send a delta-patch. And please add a comment.\n"
    found = dossier(*raws, reply("q", "b-1", words, MIA, hours=30))
    assert found.standing.stage is Stage.CHANGES_REQUESTED


@pytest.mark.parametrize(
    ("words", "side"),
    [
        ("I will test it tomorrow.\n", Side.REVIEWERS),
        ("Looks good to me.\n", Side.REVIEWERS),
        ("I'll queue this for the next merge window.\n", Side.MAINTAINER),
        ("Please ping me when the kernel side is merged.\n", Side.DEPENDENCY),
        ("I don't think this is the right place.\n", Side.AUTHOR),
    ],
)
def test_what_a_reader_says_last_decides(words: str, side: Side) -> None:
    assert move(*sent("a", total=1), reply("p", "a-1", words)).side is side


def test_musings_after_a_review_leave_it_to_the_maintainer_and_a_wish_does_not() -> None:
    raws = [*sent("a", total=1), tagged("t", "a-1")]
    assert move(*raws, reply("m", "a-1", PLAIN, MIA, hours=9)).side is Side.MAINTAINER
    wish = reply("m", "a-1", "Not a fan of this change.\n", MIA, hours=9)
    assert move(*raws, wish).side is Side.AUTHOR


def test_a_refusal_of_the_posting_closes_it_and_a_promise_asks_for_changes() -> None:
    refused = dossier(*sent("a", total=1), reply("p", "a-1", "I'm rejecting this one.\n"))
    assert refused.standing.stage is Stage.REJECTED
    raws = [*sent("a", total=1), reply("p", "a-1", PLAIN)]
    promised = dossier(*raws, reply("r", "p", "> x\n\nWill do in v2.\n", ADA, hours=7))
    assert promised.standing.stage is Stage.CHANGES_REQUESTED


def test_another_patch_in_its_place_supersedes_a_posting() -> None:
    raws = [*sent("a", total=1), reply("p", "a-1", "I applied a different patch for this.\n")]
    found = dossier(*raws)
    assert (found.standing.stage, move(*raws).side) == (Stage.SUPERSEDED, Side.NOBODY)


@pytest.mark.parametrize(
    ("words", "stage"),
    [
        ("Sorry, I didn't notice it when I sent this.\n", Stage.SUPERSEDED),
        ("You are right, but I will send a new one that frees it.\n", Stage.CHANGES_REQUESTED),
        ("They differ: this one frees the buffer, too.\n", Stage.UNDER_REVIEW),
    ],
)
def test_a_posting_whose_place_was_taken_is_closed_where_its_author_agrees(
    words: str, stage: Stage
) -> None:
    raws = [*sent("a", total=1), reply("p", "a-1", "A similar patch is already in -next.\n")]
    found = dossier(*raws, reply("r", "p", f"> x\n\n{words}", ADA, hours=7))
    assert found.standing.stage is stage


@pytest.mark.parametrize(
    ("who", "words", "stage"),
    [
        (ADA, "I folded this into v4 of the hook series.\n", Stage.WITHDRAWN),
        (ADA, "I folded this into the loop.\n", Stage.NEW),
        (MIA, "Superseded, I folded this into Tim's v4.\n", Stage.SUPERSEDED),
        (MIA, "It's duplicate effort. I'm going with Tim's.\n", Stage.SUPERSEDED),
        (MIA, "There is an identical previous patch pending.\n", Stage.SUPERSEDED),
        (MIA, "There is a similar patch in the book.\n", Stage.UNDER_REVIEW),
        (MIA, "4.9.y is end-of-life, nor can I add a feature there.\n", Stage.REJECTED),
        (MIA, "The chip is end-of-life, sadly.\n", Stage.UNDER_REVIEW),
        (MIA, "Please work on the lock first.\n", Stage.CHANGES_REQUESTED),
        (MIA, "People work on the lock.\n", Stage.UNDER_REVIEW),
        (MIA, "I merged this into the hook series.\n", Stage.SUPERSEDED),
        (MIA, "Applied to my private tree for testing.\n", Stage.UNDER_REVIEW),
        (MIA, f"It doesn't apply to my tree. Otherwise:\n\nAcked-by: {MIA}\n",
         Stage.CHANGES_REQUESTED),
        (MIA, f"The name is odd. Otherwise:\n\nAcked-by: {MIA}\n", Stage.REVIEWED),
    ],
)  # fmt: skip
def test_what_went_into_another_series_or_only_for_a_test_is_not_applied(
    who: str, words: str, stage: Stage
) -> None:
    assert dossier(*sent("a", total=1), reply("p", "a-1", words, who)).standing.stage is stage


def test_an_author_who_leaves_the_changes_to_a_maintainer_leaves_the_turn() -> None:
    raws = [*sent("a", total=1), reply("p", "a-1", "Please rename the hook.\n", MIA)]
    words = "> x\n\nI would love for you to make that change yourself!\n"
    said = move(*raws, reply("r", "p", words, ADA, hours=7))
    assert (said.side, said.people[0].name) == (Side.MAINTAINER, "Mia Maintainer")


def test_what_a_muted_person_asks_is_nobodys_debt() -> None:
    asked = reply("p", "a-1", "Why is the subject not written in green?\n")
    found = dossier(*sent("a", total=1), asked)
    assert move(*sent("a", total=1), asked).side is Side.AUTHOR
    heard = without_muted(found.messages, {"rex@example.org"})
    review = Reviews(found.series, heard)[found.series.id]
    assert (review.speeches, review.questions) == ((), ())
    assert without_muted(found.messages, ()) == found.messages


def test_who_commits_and_heard_of_it_is_named_for_the_maintainers_turn() -> None:
    found = circle_of(dossier(*sent("a", total=1), reply("p", "a-1", PLAIN, MIA)))
    mia = found.review.speeches[0].who
    known = Circle(author=found.author, review=found.review, appliers=(found.author, mia))
    assert [one.name for one in maintainers(known)] == ["Ada Author", "Mia Maintainer"]
    seldom = Circle(author=found.author, review=found.review, appliers=(mia, found.author))
    assert [one.name for one in maintainers(seldom)][:1] == ["Mia Maintainer"]
    own = Circle(author=found.author, appliers=(found.author,))
    assert [one.email for one in maintainers(own)] == ["ada@example.org"]
    assert reviewers(own) == ()


def test_an_author_who_commits_seldom_is_named_only_where_no_other_is_known() -> None:
    found = circle_of(dossier(*sent("a", total=1), reply("p", "a-1", PLAIN, MIA)))
    mia, ole = found.review.speeches[0].who, Person("Ole", "ole@example.org")
    known = replace(found, appliers=(mia, found.author))
    assert "Ada Author" not in [one.name for one in maintainers(known)]
    alone = Circle(author=found.author, appliers=(ole, found.author))
    assert [one.name for one in maintainers(alone)] == ["Ada Author", "Ole"]
    mail = replace(found.posting[0], recipients=(found.author,))
    unknown = Circle(author=found.author, posting=(mail,))
    assert maintainers(unknown) == ()


def test_who_acks_a_patch_leaves_it_to_another_tree() -> None:
    acked = (*sent("a", total=1), reply("p", "a-1", f"Acked-by: {MIA}\n", MIA))
    found = circle_of(dossier(*acked))
    mia, rex = found.review.speeches[0].who, Person("Rex Reviewer", "rex@example.org")
    named = maintainers(replace(found, appliers=(mia, rex)))
    assert [one.name for one in named] == ["Rex Reviewer", "Mia Maintainer"]
    read = (*sent("a", total=1), reply("p", "a-1", f"Reviewed-by: {MIA}\n", MIA))
    named = maintainers(replace(circle_of(dossier(*read)), appliers=(mia, rex)))
    assert named[0].name == "Mia Maintainer"


def test_who_only_tested_or_reported_a_problem_has_not_reviewed() -> None:
    told = {
        f"Tested-by: {MIA}\n": "tested v1",
        "I bisected it to this commit, reverting it helps.\n": "reported a problem with v1",
        "Thanks for the pointer.\n": "reviewed v1",
        f"Tested-by: {MIA}\nReviewed-by: {MIA}\n": "reviewed v1",
        "The board is on my desk.\n": "wrote about v1",
    }
    for words, why in told.items():
        found = circle_of(dossier(*sent("a", total=1), reply("p", "a-1", words, MIA)))
        assert [one.why for one in reviewers(found)][:1] == [why], words


def test_an_author_who_is_asked_who_merges_it_and_says_so_promises_no_change() -> None:
    asked = "Do you want me to merge this through the lamp tree?"
    ours = dossier(
        *sent("a", total=1),
        tagged("t", "a-1"),
        reply("p", "a-1", f"{asked}\n", MIA),
        reply("q", "p", f"> {asked}\n\nI can merge it, thanks!\n", ADA),
    )
    said = turn(ours.series, ours.standing, ours.review)
    assert (ours.standing.stage, said.side) == (Stage.REVIEWED, Side.MAINTAINER)
    assert [(one.name, one.why) for one in said.people] == [("Ada Author", "is going to apply it")]
    merged = dossier(
        *sent("a", total=1),
        reply("p", "a-1", "Could this be merged into the check above?\n", MIA),
        reply("q", "p", "> Could this be merged into the check above?\n\nI can merge it.\n", ADA),
    )
    assert merged.standing.stage is Stage.CHANGES_REQUESTED


def test_a_lone_yes_promises_what_was_asked_for_and_nothing_where_nothing_was() -> None:
    def after(words: str) -> Stage:
        talk = (reply("p", "a-1", words, MIA), reply("q", "p", "Yes, sure.\n", ADA))
        return dossier(*sent("a", total=1), *talk).standing.stage

    assert after("Can you do a v2 with the other table?\n") is Stage.CHANGES_REQUESTED
    assert after(f"Reviewed-by: {MIA}\n\nThe rest is for Lee to say.\n") is Stage.REVIEWED
    assert after("The board is on my desk.\n") is Stage.UNDER_REVIEW
    asked = reply("p", "a-1", "Signed-off-by: is missing.\n", MIA)
    for words, promised in (("Oops. Forget it for now, then.\n", False), ("Oops. Fixed.\n", True)):
        said = dossier(*sent("a", total=2), asked, reply("q", "p", words, ADA))
        assert (said.review.respin is not None) is promised


def test_a_promise_of_patches_that_landed_since_is_no_debt() -> None:
    def after(promised: str) -> Turn:
        return move(
            *sent("a", total=3),
            reply("p", promised, "Please rename this.\n", MIA),
            reply("q", "p", "Will do.\n", ADA),
            reply("r", "a-0", "I've applied patches 2 and 3 to lamp-next, thanks.\n", MIA),
        )

    assert after("a-1").side is Side.AUTHOR
    assert not any("a change will come" in one for one in after("a-3").reasons)


def test_a_posting_of_which_some_is_elsewhere_waits_for_who_reads_what_is_here() -> None:
    here = sent("a", total=4)[:3]
    said = move(*here)
    assert said.side is Side.REVIEWERS
    assert said.reasons[1] == "patches 3, 4 of 4 are not fetched; fetch the thread"
    assert move(*sent("b", total=2)[:2]).reasons[1].startswith("patch 2 of 2 is not fetched")
    tags = [tagged("t", "a-1"), tagged("u", "a-2")]
    assert move(*here, *tags).side is Side.NOBODY
    taken = [reply(f"in{n}", f"a-{n}", "Applied to next, thanks.\n", MIA, hours=9) for n in (1, 2)]
    assert move(*here, *taken).side is Side.NOBODY


def test_a_whole_version_after_an_applied_one_waits_for_readers_again() -> None:
    raws = [*sent("a"), reply("in", "a-0", "Series applied to next, thanks.\n", MIA)]
    assert dossier(*raws).standing.stage is Stage.APPLIED
    later = dossier(*raws, *sent("b", version=2, hours=48))
    assert later.standing.stage is Stage.NEW
    before = [*raws[:-1], *sent("b", version=2, hours=4), raws[-1]]
    assert dossier(*before).standing.stage is Stage.APPLIED


def test_pings_of_the_author_are_counted_since_a_reader_last_wrote() -> None:
    raws = [*sent("a", total=1), reply("p", "a-1", "Gentle ping.\n", ADA, hours=200)]
    assert move(*raws).reasons == ("nobody has answered yet", "pinged once, last on 2025-01-14")
    raws.append(reply("q", "p", "Ping? Any comments on this?\n", ADA, hours=400))
    said = move(*raws)
    assert (said.side, said.reasons[-1]) == (Side.REVIEWERS, "pinged twice, last on 2025-01-23")
    assert [one.message_id for one in said.proofs[-1]] == ["p@example.org", "q@example.org"]
    heard = move(*raws, reply("l", "q", "I will look at it tomorrow.\n", hours=401))
    assert not any(one.startswith("pinged") for one in heard.reasons)


def test_who_applies_other_patches_of_a_list_is_named_only_where_they_were_asked() -> None:
    found = circle_of(dossier(*sent("a", total=1)))
    most, other = Person("Mia", "mia@example.org"), Person("Ole", "ole@example.org")
    assert [one.name for one in reviewers(replace(found, appliers=(most, other)))] == ["Mia", "Ole"]
    mail = replace(found.posting[0], recipients=(Person("Rex", "rex@example.org"),))
    asked = replace(found, posting=(mail,), appliers=(most, other))
    assert [one.name for one in reviewers(asked)] == ["Rex", "Mia"]
    mail = replace(mail, recipients=(*mail.recipients, Person("", "ole@example.org")), addressed=1)
    both = replace(asked, posting=(mail,))
    assert [one.name for one in maintainers(both)] == ["Ole", "Rex", "Mia"]


def test_who_waits_for_another_reader_or_gave_a_tag_is_not_named() -> None:
    rex = "Rex Reviewer <rex@example.org>"
    asks = reply("p", "a-1", "Rex, which driver do you use?\n", MIA, 7)
    found = circle_of(dossier(*sent("a", total=1), reply("o", "a-1", "Hm.\n", rex), asks))
    assert "Mia Maintainer" not in [one.name for one in reviewers(found)]
    read = circle_of(dossier(*sent("a", total=1), reply("p", "a-1", f"Reviewed-by: {rex}\n", rex)))
    mail = replace(
        read.posting[0], recipients=(Person("", "rex@example.org"), Person("O", "o@o.org"))
    )
    assert [one.name for one in maintainers(replace(read, posting=(mail,)))] == ["O"]
    alone = replace(mail, recipients=(Person("", "rex@example.org"),))
    assert [one.name for one in maintainers(replace(read, posting=(alone,)))] == ["Rex Reviewer"]


def test_a_tag_on_another_patch_takes_no_objection_back() -> None:
    wrong = reply("w", "a-2", "> +better;\n\nThis leaks the lock, please fix it.\n")
    good = reply("g", "a-1", "Reviewed-by: Rex Reviewer <rex@example.org>\n", hours=6)
    fine = reply("f", "a-1", "Looks good to me, thanks.\n", hours=7)
    (objection,) = dossier(*sent("a", total=2), wrong, good, fine).review.objections
    assert objection.state is ObjectionState.OPEN
    same = reply("s", "a-2", "Reviewed-by: Rex Reviewer <rex@example.org>\n", hours=8)
    (objection,) = dossier(*sent("a", total=2), wrong, good, same).review.objections
    assert objection.state is ObjectionState.TAKEN_BACK


def test_a_tag_on_another_patch_leaves_a_request_with_the_author() -> None:
    wrong = reply("w", "a-2", "> +better;\n\nThis leaks the lock here.\n")
    good = reply("g", "a-1", "Reviewed-by: Rex Reviewer <rex@example.org>\n", hours=6)
    assert move(*sent("a", total=2), wrong, good).side is Side.AUTHOR
    same = reply("s", "a-2", "Reviewed-by: Rex Reviewer <rex@example.org>\n", hours=8)
    assert move(*sent("a", total=2), wrong, good, same).side is not Side.AUTHOR


def test_sure_below_a_notice_that_it_was_applied_promises_nothing() -> None:
    notice = "Applied, thanks!\n\nI've queued them for 6.20.\n\nYou should resend patch 2 later.\n"
    applied = reply("n", "a-0", notice)
    sure = "> I've queued them for 6.20.\n\nSure, thanks Rex.\n"
    yes = "> You should resend patch 2 later.\n\nSure, thanks.\n"
    for words, promised in ((sure, False), (yes, True)):
        mine = reply("m", "n", words, ADA, hours=6)
        assert (dossier(*sent("a", total=2), applied, mine).review.respin is not None) is promised


def test_who_was_asked_by_name_stands_in_the_reason_too() -> None:
    """And not that the questions are answered, which this one is not."""
    ask = reply("q", "p", "Looks sane. Rex, could you have a look at this?\n", MIA, hours=9)
    raws = [*sent("a", total=1), reply("p", "a-1", "Nice.\n", hours=6), ask]
    said = move(*raws)
    assert (said.side, said.people[0].why) == (Side.REVIEWERS, "was asked")
    assert said.reasons[0] == "Mia Maintainer asked Rex Reviewer on 2025-01-06"
    assert not any("answered" in one for one in said.reasons)
    assert len(said.proofs) == len(said.reasons)
    back = reply("b", "q", "Fine with me. Mia, could you have a look as well?\n", hours=11)
    assert "asked Rex" not in "".join(move(*raws, back).reasons[:1])


def test_no_team_and_no_message_id_is_expected_to_review() -> None:
    found = dossier(*sent("a", total=1))
    cc = (
        Person("Example Kernel Team", "kernel@example.org"),
        Person("", "kernel-team@example.org"),
        Person("", "20240417144251.184-1-mia@example.org"),
    )
    post = replace(found.messages["a-1@example.org"], recipients=(*cc, MIA_ALONE))
    circle = Circle(author=found.series.newest.author, posting=(post,))
    assert [one.email for one in reviewers(circle)] == ["mia@example.org"]


MIA_ALONE = Person("Mia Maintainer", "mia@example.org")
