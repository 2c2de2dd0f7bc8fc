# SPDX-License-Identifier: GPL-2.0-or-later
"""A reader who is content, waits, or leaves it to others, in plain words: nobody waits for the
author. And readers who come back to what the author answered: the author is to move."""

import pytest

from tests.mails import ADA, MIA, REX, at, mail, patch
from tests.posts import dossier, sent
from tests.state.test_last_words_of_kinds import TOM, after
from tracker.model.status import Side, Stage
from tracker.state.row import turn_of

EXPLAINED = (
    (REX, 0, "Could this sleep?\n"),
    (ADA, 1, "No, the lock is only taken by the caller.\n"),
)
REFUSED = (
    (REX, 0, "Please drop the second check.\n"),
    (ADA, 1, "It is needed by the old boards, since those have no clock.\n"),
)
OFFERED = ((REX, 0, "Why two of them?\n"), (ADA, 1, "Should I merge them in v2?\n"))

CONTENT = (
    "Ah okay, I had not seen that.",
    "Makes sense then.",
    "OK, thanks for checking.",
    "Got it.",
    "Fine. Go ahead then.",
    "That's reassuring.",
    "Great, then I have no further questions.",
    "Right, I forgot that the caller holds it.",
    "Good. I'm convinced.",
    "Yeah I missed that bit.",
    "Ok, keep it then.",
    "Okay, leave it as it is then.",
    "Please ignore my comment then.",
    "I guess we can live with it.",
    "Oops, I overlooked it. Sorry.",
)
NOTHING_ASKED = (
    "Nothing else from my side.",
    "This is a nice cleanup.",
    "Give me a few days to look at it.",
    "I'm rather busy at the moment, sorry.",
    "This will have to wait until after the merge window.",
    "The cleanup can be done in a follow-up.",
    "Not a blocker, though.",
    "You could use a helper here, but it's up to you.",
    "The name is odd. No strong feelings, though.",
    "You forgot the changelog.\n\nNo worries, I fixed it up.",
    "Someone should clean up that header some day.",
    "I have this in my testing branch.",
    "I've folded this myself.",
    "This solves my problem, thanks.",
    "Tested on two boards, works as expected.",
    "Adding the driver's maintainer.",
    "I'll defer to the core people on this.",
    "It would be good to hear from the people who wrote the old driver.",
    "I don't have the hardware, so I cannot test it.",
    "OK from my side.",
    "I'm in favour of this.",
    "I think we should also get some feedback from Marianne, so I copied her.",
    "I am still waiting for the bindings to be applied.",
)
WANTED = (
    "I still don't see why they need it.",
    "Those boards should be converted instead.",
    "Sorry, but no.",
    "Please do it anyway.",
    "This is still not documented.",
    "You did not answer my question.",
    "That does not address what I asked for.",
    "Then keep it, but a comment would be nice.",
    "Looking forward to your next version.",
)


@pytest.mark.parametrize("words", CONTENT)
@pytest.mark.parametrize("talk", [EXPLAINED, REFUSED], ids=["explained", "refused"])
def test_a_reader_who_accepts_an_answer_asks_no_more(
    talk: tuple[tuple[str, int, str], ...], words: str
) -> None:
    found = after(*talk, (REX, 2, f"{words}\n"))
    assert turn_of(found, ()).side is Side.REVIEWERS
    assert found.standing.stage is Stage.UNDER_REVIEW


@pytest.mark.parametrize("words", NOTHING_ASKED)
def test_a_reader_who_asks_for_nothing_leaves_the_author_nothing(words: str) -> None:
    found = after((REX, 0, f"{words}\n"))
    assert turn_of(found, ()).side is not Side.AUTHOR
    assert found.standing.stage is Stage.UNDER_REVIEW


@pytest.mark.parametrize("words", WANTED)
def test_a_reader_who_comes_back_to_it_asks_again(words: str) -> None:
    found = after(*REFUSED, (REX, 2, f"{words}\n"))
    assert turn_of(found, ()).side is Side.AUTHOR


@pytest.mark.parametrize("words", ["That works for me.", "I'm fine with that.", "Sounds good."])
def test_a_yes_to_what_the_author_offers_leaves_it_to_the_author(words: str) -> None:
    assert turn_of(after(*OFFERED, (REX, 2, f"{words}\n")), ()).side is Side.AUTHOR


def test_a_no_to_what_the_author_offers_leaves_nothing() -> None:
    words = "No need, it is fine as it is.\n"
    assert turn_of(after(*OFFERED, (REX, 2, words)), ()).side is Side.REVIEWERS


def test_a_yes_to_a_promise_still_waits_for_it() -> None:
    asked = ((REX, 0, "Please rename it.\n"), (ADA, 1, "Sure, I'll rename it.\n"))
    assert turn_of(after(*asked, (REX, 2, "Sounds good.\n")), ()).side is Side.AUTHOR
    assert turn_of(after(*asked, (REX, 2, "No, leave it as it is.\n")), ()).side is Side.REVIEWERS


def test_another_tree_is_no_objection_of_who_approves() -> None:
    words = f"Acked-by: {REX}\n\npw-bot: not-applicable\n"
    assert after((REX, 0, words)).standing.stage is Stage.REVIEWED
    assert after((REX, 0, "pw-bot: not-applicable\n")).standing.stage is Stage.REJECTED


def test_a_patch_of_several_that_goes_elsewhere_rejects_nothing() -> None:
    subject = "Re: [PATCH 2/2] widget: Make it better, part 2"
    said = mail(subject, REX, "> +\tx;\n\npw-bot: not-applicable\n", in_reply_to="a-2@example.org")
    found = dossier(*sent("a", total=2), said, as_of=at(99))
    assert found.standing.stage is Stage.UNDER_REVIEW


def test_who_asks_another_reader_not_to_pick_it_refuses_it() -> None:
    offers = (MIA, 0, "How do you want to route it? I can take it.\n")
    asked = (REX, 1, "Sorry, please not pick this.\n")
    assert after(offers, asked).standing.stage is Stage.REJECTED
    waits = (REX, 1, "Please not pick this yet, I want to test it.\n")
    assert after(offers, waits).standing.stage is not Stage.REJECTED


def test_what_a_third_person_means_is_no_wish() -> None:
    told = (REX, 0, "I think that Mia is suggesting a new one. I like it.\n")
    assert turn_of(after(told), ()).side is Side.REVIEWERS


def test_a_name_at_the_end_of_a_question_is_whom_it_is_put_to_behind_a_comma_alone() -> None:
    asked = (REX, 0, "Did you take this one from Tom?\n")
    assert turn_of(after(asked), ()).side is Side.AUTHOR
    assert turn_of(after((REX, 0, "Did you take this one, Tom?\n")), ()).side is Side.REVIEWERS


def test_a_name_is_known_by_its_start_where_nobody_else_has_it() -> None:
    subject, cc = "Re: [PATCH] widget: Make it better", "Tomasine.Bell@example.org"
    words = "> Because.\n\nTomas? Do you have time for these?\n"
    asked = mail(
        subject, REX, words, message_id="r@x", in_reply_to="a-1@example.org", date=at(5), cc=(cc,)
    )
    found = turn_of(dossier(*sent("a", total=1), asked, as_of=at(99)), ())
    assert found.side is Side.REVIEWERS
    assert [one.email for one in found.people] == [cc.lower()]


def test_an_order_about_mails_is_for_who_wrote_the_mail() -> None:
    asked = (REX, 0, "Why two of them?\n")
    for words in ("Please trim your replies.", "Can you please send it as a patch?"):
        found = turn_of(after(asked, (ADA, 1, "For speed.\n"), (TOM, 1, f"{words}\n")), ())
        assert found.side is Side.REVIEWERS
    order = (TOM, 1, "Please drop one of them.\n")
    assert turn_of(after(asked, (ADA, 1, "For speed.\n"), order), ()).side is Side.AUTHOR


def test_a_readers_own_plan_below_a_tag_is_no_condition_of_it() -> None:
    plan = "Once the branch has the new function, I can push it there.\n"
    assert after((REX, 0, f"Reviewed-by: {REX}\n\n{plan}")).standing.stage is Stage.REVIEWED
    nit = "Once the nit is fixed, that is.\n"
    assert after((REX, 0, f"Reviewed-by: {REX}\n\n{nit}")).standing.stage is Stage.UNDER_REVIEW


@pytest.mark.parametrize(("signed", "side"), [(TOM, Side.REVIEWERS), (REX, Side.AUTHOR)])
def test_who_signed_the_patch_too_answers_for_its_author(signed: str, side: Side) -> None:
    tags = (f"Signed-off-by: {signed}", f"Signed-off-by: {ADA}")
    title, words = "Re: [PATCH] widget: Make it better", "> Because.\n\n"
    asked, told = f"{words}Please rename it.\n", f"{words}It is the rule here, see the others.\n"
    posted = patch("widget: Make it better", trailers=tags, message_id="p@x", date=at(0))
    asks = mail(title, MIA, asked, message_id="r@x", in_reply_to="p@x", date=at(5))
    tells = mail(title, TOM, told, message_id="s@x", in_reply_to="r@x", date=at(6))
    assert turn_of(dossier(posted, asks, tells, as_of=at(99)), ()).side is side
