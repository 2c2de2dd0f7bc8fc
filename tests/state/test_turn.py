# SPDX-License-Identifier: GPL-2.0-or-later
"""Whose turn it is by the last word, and who is named for it."""

import pytest

from tests.mails import ADA, at
from tests.posts import dossier, reply, sent, tagged
from tracker.model.status import Side, Stage, Turn
from tracker.review.compile import reviews
from tracker.state.closers import without_muted
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


def test_an_author_who_spoke_last_leaves_it_to_whom_they_answered() -> None:
    raws = [*sent("a", total=1), reply("p", "a-1", PLAIN)]
    said = move(*raws, reply("r", "p", "> x\n\nThe caller frees it.\n", ADA, hours=7))
    assert (said.side, said.people[0].name) == (Side.REVIEWERS, "Rex Reviewer")
    assert said.people[0].why == "got the author's answer"


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


def test_what_a_muted_person_asks_is_nobodys_debt() -> None:
    asked = reply("p", "a-1", "Why is the subject not written in green?\n")
    found = dossier(*sent("a", total=1), asked)
    assert move(*sent("a", total=1), asked).side is Side.AUTHOR
    heard = without_muted(found.messages, {"rex@example.org"})
    review = reviews(found.series, heard)[found.series.id]
    assert (review.speeches, review.questions) == ((), ())
    assert without_muted(found.messages, ()) == found.messages


def test_who_commits_and_heard_of_it_is_named_for_the_maintainers_turn() -> None:
    found = circle_of(dossier(*sent("a", total=1), reply("p", "a-1", PLAIN, MIA)))
    mia = found.review.speeches[0].who
    known = Circle(author=found.author, review=found.review, appliers=(found.author, mia))
    assert [one.name for one in maintainers(known)][:1] == ["Mia Maintainer"]
    own = Circle(author=found.author, appliers=(found.author,))
    assert [one.email for one in maintainers(own)] == ["ada@example.org"]
    assert reviewers(own) == ()


def test_a_posting_of_which_some_is_elsewhere_waits_for_who_reads_what_is_here() -> None:
    here = sent("a", total=4)[:3]
    said = move(*here)
    assert said.side is Side.REVIEWERS
    assert said.reasons[1] == "patches 3, 4 of 4 are not fetched; fetch the thread"
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
