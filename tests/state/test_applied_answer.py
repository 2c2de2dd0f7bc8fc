# SPDX-License-Identifier: GPL-2.0-or-later
"""What is not known of a landing is said: turn ``unknown``, and ``check --applied`` with 3."""

from dataclasses import replace

from tests.mails import ADA, MIA, REX, at, mail, patch
from tests.posts import pool, work
from tracker.model.status import Side, Stage, Turn
from tracker.state.checks import applied_answer
from tracker.state.dossier import Dossier, compile_dossier
from tracker.state.row import turn_of

DAY = 24
POSTED = patch("gizmo: Turn it", message_id="a@example.org")
TAG = "Reviewed-by: Rex Reviewer <rex@example.org>\n"


def said(name: str, who: str, text: str, days: float, answers: str = "a@example.org") -> bytes:
    return mail("Re: [PATCH] gizmo: Turn it", who, text, message_id=f"{name}@example.org",
                in_reply_to=answers, date=at(days * DAY))  # fmt: skip


def judged(*raws: bytes, after: float) -> Dossier:
    found = compile_dossier(work(*raws), pool(*raws), at(after * DAY))
    assert found is not None
    return found


def move(found: Dossier) -> Turn:
    return turn_of(found, ())


def test_a_reviewed_series_that_went_quiet_is_not_known_to_be_applied() -> None:
    found = judged(POSTED, said("b", REX, TAG, 2), after=60)
    turn = move(found)
    assert (found.standing.stage, turn.side) == (Stage.REVIEWED, Side.UNKNOWN)
    assert turn.reasons[0] == (
        "reviewed; whether it was applied is not known: no repository of widgets is configured"
    )
    assert "would show it" in turn.reasons[1]
    assert applied_answer(found, turn).applied is None


def test_a_fresh_one_waits_for_its_maintainer() -> None:
    found = judged(POSTED, said("b", REX, TAG, 2), after=9)
    assert move(found).side is Side.MAINTAINER
    assert applied_answer(found, move(found)).applied is False


def test_a_repository_that_would_tell_makes_it_the_maintainers_again() -> None:
    found = replace(judged(POSTED, said("b", REX, TAG, 2), after=60), telling=("linux",))
    assert move(found).side is Side.MAINTAINER
    assert applied_answer(found, move(found)).applied is False


def test_what_was_taken_out_again_is_not_applied() -> None:
    found = judged(
        POSTED,
        said("b", MIA, "Applied to gizmo-next, thanks!\n", 2),
        said("c", MIA, "I had to take it out again, it breaks the build.\n", 4, "b@example.org"),
        after=90,
    )
    answer = applied_answer(found, move(found))
    assert answer.applied is False
    assert "taken out again" in answer.reason


def test_most_of_a_series_is_a_part_of_it() -> None:
    raws = (
        patch("gizmo: one", number=1, total=2, message_id="a@example.org"),
        patch("gizmo: two", number=2, total=2, message_id="d@example.org",
              in_reply_to="a@example.org"),
        said("b", MIA, "Thanks! I've applied most of the patches.\n", 2),
    )  # fmt: skip
    found = judged(*raws, after=3)
    assert found.standing.stage is Stage.PARTIALLY_APPLIED
    assert applied_answer(found, move(found)).applied is False
    quiet = move(judged(*raws, after=90))
    assert quiet.side is Side.UNKNOWN
    assert quiet.reasons[0].startswith("applied in part; whether the rest was applied is not known")


def test_an_open_question_to_the_author_is_a_no() -> None:
    found = judged(POSTED, said("b", REX, "Why is that needed?\n", 2), after=90)
    assert move(found).people[0].email == ADA.partition("<")[2].rstrip(">")
    assert applied_answer(found, move(found)).applied is False


def test_patches_that_are_missing_may_be_in() -> None:
    head = patch("gizmo: Turn it", number=1, total=3, message_id="a@example.org")
    found = judged(head, after=9)
    assert found.standing.stage is Stage.INCOMPLETE
    answer = applied_answer(found, move(found))
    assert (answer.applied, answer.reason) == (None, "patches of it are missing")
