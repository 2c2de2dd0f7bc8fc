# SPDX-License-Identifier: GPL-2.0-or-later
"""The event log: what happened, newest first, each with the mail or commit it came from."""

import pytest

from tests.mails import ADA, at, mail, patch
from tests.posts import dossier, reply, sent, tagged
from tests.state.test_stage import applied
from tracker.model.landing import LandingStep, Proof, StepName
from tracker.model.mail import Evidence, Person
from tracker.model.views import Event
from tracker.state.events import events, step_words

DAY = 24


def log(*raws: bytes, hours: float = 10_000) -> list[Event]:
    return list(events(dossier(*raws, as_of=at(hours))))


def texts(*raws: bytes) -> list[str]:
    return [one.text for one in log(*raws)]


def test_every_version_is_posted_with_its_size() -> None:
    raws = [*sent("a", prefix="RFC PATCH"), *sent("b", version=2, hours=DAY, total=3)[:3]]
    assert texts(*raws) == [
        "Ada Author posted v2, 2 of 3 patches",
        "Ada Author posted RFC v1, 2 patches",
    ]
    assert texts(mail("[GIT PULL] widgets", message_id="p@x.org")) == [
        "Ada Author posted pull request"
    ]


def test_a_versions_name_is_its_counter_as_people_say_it() -> None:
    names = {
        prefix: dossier(*sent("a", prefix=prefix)).series.newest.full_name
        for prefix in ("PATCH", "PATCH v4.1", "V2 PATCH", "RFC PATCH v2")
    }
    assert list(names.values()) == ["v1", "v4.1", "v2", "RFC v2"]


@pytest.mark.parametrize(
    ("rule", "by", "said_by", "words"),
    [
        ("notice.thanks", True, False, "applied to lamp.git by Mia"),
        ("notice.thanks", False, True, "applied to lamp.git, its author Mia says"),
        ("notice.seen", False, True, "in lamp.git seen by Mia"),
        ("commit.title", False, False, "applied to lamp.git"),
    ],
)
def test_a_step_says_who_did_it_or_whose_word_it_is(
    rule: str, by: bool, said_by: bool, words: str
) -> None:
    mia = Person("Mia", "mia@example.org")
    step = LandingStep(
        rung=StepName.TREE, tree="lamp.git", date=at(0), proof=Proof.CLAIM,
        evidence=Evidence(rule=rule, message_id="m@example.org", line=1, quote="Applied."),
        by=mia if by else None, said_by=mia if said_by else None,
    )  # fmt: skip
    assert step_words(step) == words


def test_tags_tell_what_they_were_given_to() -> None:
    found = texts(
        *sent("a"),
        tagged("t1", "a-2", hours=6),
        tagged("t2", "a-0", "Acked-by", hours=7),
    )
    assert found[:2] == [
        "Acked-by from Rex Reviewer for the series (v1)",
        "Reviewed-by from Rex Reviewer for patch 2 (v1)",
    ]


def test_a_tag_carried_by_the_next_version_is_no_new_event() -> None:
    first = patch("widget: Turn it", message_id="a-1@example.org")
    newer = patch("widget: Turn it", version=2, message_id="b-1@example.org", date=at(DAY),
                  trailers=["Reviewed-by: Rex Reviewer <rex@example.org>"])  # fmt: skip
    found = log(first, tagged("t", "a-1"), newer)
    assert [one.kind for one in found] == ["posted", "tag", "posted"]


def test_questions_answers_and_objections_are_events() -> None:
    asked = reply("q", "a-1", "> +better;\n\nWhy does it return a pointer here?\n")
    answered = reply("r", "q", "> Why does\n\nBecause the caller wants it.\n", ADA, hours=7)
    refused = reply("n", "a-0", "NAK. It breaks gears.\n", hours=9)
    found = log(*sent("a"), asked, answered, refused)
    assert [(one.kind, one.text, one.message_id) for one in found] == [
        ("objection", "Rex Reviewer objected (NAK): NAK. It breaks gears.", "n@example.org"),
        ("answer", "Ada Author answered Rex Reviewer", "r@example.org"),
        (
            "question",
            "Rex Reviewer asked: Why does it return a pointer here?",
            "q@example.org",
        ),
        ("posted", "Ada Author posted v1, 2 patches", "a-0@example.org"),
    ]


def test_each_patch_that_was_applied_is_an_event_with_its_commit() -> None:
    found = log(*sent("a"), applied("n", "a-0"))
    landed = [one for one in found if one.kind == "applied"]
    assert {one.commit for one in landed} == {"1" * 12, "2" * 12}
    assert all(one.message_id == "n@example.org" and one.date == at(30) for one in landed)
    assert "patch 1 applied to widgets/widgets.git (main)" in landed[0].text


def test_a_replay_holds_no_later_event() -> None:
    raws = [*sent("a"), tagged("t", "a-1", hours=6), applied("n", "a-0")]
    assert [one.kind for one in log(*raws, hours=10)] == ["tag", "posted"]


def test_events_stand_newest_first() -> None:
    raws = [*sent("a"), tagged("t", "a-1", hours=6), *sent("b", version=2, hours=DAY)]
    dates = [one.date for one in log(*raws)]
    assert dates == sorted(dates, reverse=True)


def test_a_request_is_told_once_and_a_report_is_an_event() -> None:
    asked = reply("c", "a-1", "> +better;\n\nPlease fix it here.\n", hours=6)
    broken = reply("b", "a-1", "Reverting just this change helps.\n", hours=7)
    found = log(*sent("a"), asked, broken)
    assert [(one.kind, one.text) for one in found if one.kind != "posted"] == [
        ("problem", "Rex Reviewer reported a problem: Reverting just this change helps."),
        ("objection", "Rex Reviewer asked for changes: Please fix it here."),
    ]


def test_a_promise_that_asks_for_more_comments_is_no_ping() -> None:
    more = "If anyone wants to leave any more comments now is the time.\n"
    promised = reply("p", "a-1", f"> +better;\n\nI will resend tomorrow. {more}", ADA, hours=7)
    pinged = reply("g", "a-0", more, ADA, hours=8)
    found = {one.message_id: one.text for one in log(*sent("a"), promised, pinged)}
    assert found["p@example.org"] == "Ada Author wrote that a change will come"
    assert found["g@example.org"] == "Ada Author pinged"


def test_who_goes_on_below_their_own_mail_answers_no_one() -> None:
    first = reply("q", "a-1", "> +better;\n\nI had to look at this for a while.\n")
    more = reply("r", "q", "> I had to look\n\nAnd now I see it.\n", hours=7)
    told = [one.text for one in log(*sent("a"), first, more) if one.kind == "answer"]
    assert told == ["Rex Reviewer wrote again", "Rex Reviewer answered Ada Author"]
