# SPDX-License-Identifier: GPL-2.0-or-later
"""The stage of a series, whose turn it is and why: from mails, at any moment."""

from datetime import timedelta

import pytest

from tests.mails import ADA, MIA, at, diff, mail, patch
from tests.posts import dossier, posting, reply, sent, tagged
from tracker.model.landing import Landing, LandingStep, Proof, StepName
from tracker.model.mail import Evidence
from tracker.model.review import Review
from tracker.model.status import CLOSED, LANDED, Side, Stage, Turn
from tracker.state.dossier import Dossier
from tracker.state.stage import STALLED, facts, patch_stage, standing
from tracker.state.summary import summary
from tracker.state.turn import Surroundings, open_questions, turn
from tracker.state.view import build_view

DAY = 24
BOT = "patchwork-bot+widgets@kernel.org"


def applied(name: str, to: str, hours: float = 30, positions: tuple[int, ...] = (1, 2)) -> bytes:
    """patchwork-bot's notice for some patches of a posting of two made by ``sent``."""
    items = "".join(
        f"  - [{n}/2] widget: Make it better, part {n}\n"
        + (f"    https://git.kernel.org/widgets/c/{str(n) * 12}\n" if n in positions
           else "    (no matching commit)\n")
        for n in (1, 2)
    )  # fmt: skip
    return mail(
        "Re: [PATCH 0/2] widget: Make it better",
        BOT,
        "Hello:\n\nThis series was applied to widgets/widgets.git (main)\n"
        f"by Mia Maintainer <mia@example.org>:\n\nOn DATE you wrote:\n> x\n\n"
        f"Here is the summary with links:\n{items}\nYou are awesome, thank you!\n",
        message_id=f"{name}@example.org",
        in_reply_to=f"{to}@example.org",
        date=at(hours),
    )


def move(found: Dossier, *blockers: str) -> Turn:
    return turn(found.series, found.standing, found.review, Surroundings(blocked_by=blockers))


def both(name: str = "a", **fields: object) -> list[bytes]:
    """A reviewer's tag for each of the two patches."""
    return [tagged(f"{name}t{n}", f"{name}-{n}", **fields) for n in (1, 2)]


ACK = both()
NAK = reply("nak", "a-0", "NAK. This breaks every gear.\n")
CHANGES = reply("chg", "a-1", "> +return better;\n\nPlease fix this, it leaks.\n")
TALK = reply("talk", "a-0", "Thanks, I will look at it next week.\n")
BACK = reply("back", "a-0", "Please ignore this series, it is broken.\n", ADA, hours=9)
CLOSE = reply("close", "a-0", "pw-bot: not-applicable\n", MIA)
NEWER = sent("b", version=2, hours=DAY)

STAGES = {
    "posted only": (Stage.NEW, sent("a")),
    "a machine answered": (Stage.NEW, [*sent("a"), reply("ci", "a-0", "Build failed.\n",
                                                         "kernel test robot <lkp@intel.com>")]),
    "the author answered himself": (Stage.NEW, [*sent("a"), reply("s", "a-0", "Ping.\n", ADA)]),
    "talked about": (Stage.UNDER_REVIEW, [*sent("a"), TALK]),
    "one of two reviewed": (Stage.UNDER_REVIEW, [*sent("a"), ACK[0]]),
    "only tested": (Stage.UNDER_REVIEW, [*sent("a"), *both(tag="Tested-by")]),
    "both reviewed": (Stage.REVIEWED, [*sent("a"), *ACK]),
    "one of them if a word is changed": (
        Stage.UNDER_REVIEW,
        [
            *sent("a"),
            ACK[0],
            reply(
                "if",
                "a-2",
                "> +better;\n\nWith that fixed:\nReviewed-by: Rex Reviewer <rex@example.org>\n",
            ),
        ],
    ),
    "the cover acked": (Stage.REVIEWED, [*sent("a"), tagged("t", "a-0", "Acked-by")]),
    "refused": (Stage.CHANGES_REQUESTED, [*sent("a"), NAK]),
    "changes asked for": (Stage.CHANGES_REQUESTED, [*sent("a"), CHANGES]),
    "reviewed, then refused by another": (
        Stage.CHANGES_REQUESTED,
        [*sent("a"), *ACK, reply("n", "a-0", "NAK. It breaks gears.\n", MIA, hours=9)],
    ),
    "a patch is missing": (Stage.INCOMPLETE, [*sent("a")[:2], *ACK]),
    "a newer version of part": (Stage.SUPERSEDED, []),
    "closed by command": (Stage.REJECTED, [*sent("a"), CLOSE]),
    "taken back": (Stage.WITHDRAWN, [*sent("a"), *ACK, BACK]),
    "one of two applied": (Stage.PARTIALLY_APPLIED, [*sent("a"), applied("n", "a-0", 30, (1,))]),
    "both applied": (Stage.APPLIED, [*sent("a"), applied("n", "a-0")]),
}  # fmt: skip


@pytest.mark.parametrize("case", [one for one in STAGES if STAGES[one][1]])
def test_the_stage_of_a_series_follows_from_its_mails(case: str) -> None:
    stage, raws = STAGES[case]
    assert dossier(*raws).standing.stage is stage


def test_an_older_version_is_superseded_when_the_newer_was_posted() -> None:
    found = dossier(*sent("a"), *ACK, *NEWER)
    older = found.standings["a-0@example.org"]
    assert (older.stage, older.since) == (Stage.SUPERSEDED, at(DAY))
    assert older.evidence[0].message_id == "b-0@example.org"
    assert found.standing.stage is Stage.NEW


def test_a_merged_pull_request_is_in_mainline() -> None:
    pull = mail("[GIT PULL] widgets for 6.20", message_id="a-0@example.org")
    merged = mail(
        "Re: [GIT PULL] widgets for 6.20",
        "pr-tracker-bot@kernel.org",
        "The pull request you sent on Mon, 6 Jan 2025 10:00:00 +0000:\n\n"
        "> git://git.example.org/widgets tags/widgets-6.20\n\n"
        "has been merged into torvalds/linux.git:\n"
        f"https://git.kernel.org/torvalds/c/{'ab' * 20}\n\nThank you!\n",
        in_reply_to="a-0@example.org",
        date=at(50),
    )
    found = dossier(pull, merged)
    assert found.standing.stage is Stage.MAINLINE
    assert found.standing.since == at(50)
    assert summary(found, move(found)) == (
        f"The pull request was merged into mainline {at(50):%Y-%m-%d} as abababababab,"
        " pr-tracker-bot says."
    )
    (step,) = build_view(found, (), None).revisions[0].landing
    assert (step.rung, step.commit) == (StepName.MAINLINE, "ab" * 20)
    assert step.evidence.rule == "notice.pr-tracker"


# ---- precedence, by hand-made landings --------------------------------------------------------


def landed(patch: str, *names: StepName) -> Landing:
    return Landing(
        patch=f"{patch}@example.org",
        rungs=tuple(
            LandingStep(
                rung=name, date=at(100 + n), proof=Proof.NOTICE, evidence=Evidence(rule="test")
            )
            for n, name in enumerate(names)
        ),
    )


TREE, MAIN, REL = StepName.TREE, StepName.MAINLINE, StepName.RELEASE


@pytest.mark.parametrize(
    ("rungs", "stage"),
    [
        ((), None),
        ((StepName.POSTED,), None),
        ((StepName.STABLE,), None),
        ((TREE,), Stage.APPLIED),
        ((StepName.NEXT, TREE), Stage.APPLIED),
        ((TREE, MAIN), Stage.MAINLINE),
        ((TREE, MAIN, REL), Stage.RELEASED),
        ((TREE, MAIN, REL, StepName.REVERTED), Stage.REVERTED),
    ],
)
def test_a_patch_is_as_far_as_its_highest_rung(
    rungs: tuple[StepName, ...], stage: Stage | None
) -> None:
    assert patch_stage(landed("a-1", *rungs)) is stage


@pytest.mark.parametrize(
    ("one", "two", "stage"),
    [
        ((TREE, MAIN, REL), (TREE, MAIN, REL), Stage.RELEASED),
        ((TREE, MAIN, REL), (TREE, MAIN), Stage.MAINLINE),
        ((TREE, MAIN), (TREE,), Stage.APPLIED),
        ((TREE,), (), Stage.PARTIALLY_APPLIED),
        ((TREE, StepName.REVERTED), (TREE, StepName.REVERTED), Stage.REVERTED),
        ((TREE, MAIN), (TREE, MAIN, StepName.REVERTED), Stage.MAINLINE),
    ],
)
def test_a_series_is_as_far_as_its_hindmost_patch(
    one: tuple[StepName, ...], two: tuple[StepName, ...], stage: Stage
) -> None:
    revision = posting(*sent("a"))
    landings = {
        each.patch: each for each in (landed("a-1", *one), landed("a-2", *two)) if each.rungs
    }
    found = standing(revision, Review, landings, None)
    assert found.stage is stage
    assert found.since == max(rung.date for each in landings.values() for rung in each.rungs)
    assert len(found.evidence) == sum(len(each.rungs) for each in landings.values())


def test_what_landed_outranks_every_objection_and_newer_version() -> None:
    raws = [*sent("a"), NAK, CLOSE, BACK, applied("n", "a-0"), *NEWER]
    found = dossier(*raws)
    assert found.standings["a-0@example.org"].stage is Stage.APPLIED
    assert found.standing.stage is Stage.APPLIED


@pytest.mark.parametrize(
    ("raws", "stage"),
    [
        ([BACK, CLOSE, NAK], Stage.WITHDRAWN),
        ([CLOSE, NAK], Stage.REJECTED),
        ([NAK, *ACK], Stage.SUPERSEDED),
    ],
)
def test_of_several_that_fit_the_first_holds(raws: list[bytes], stage: Stage) -> None:
    found = dossier(*sent("a"), *raws, *NEWER)
    assert found.standings["a-0@example.org"].stage is stage


def test_a_patch_left_out_of_a_partial_application_keeps_a_stage_of_its_own() -> None:
    raws = [*sent("a"), applied("n", "a-0", 30, (1,))]
    stages = dossier(*raws).standings["a-0@example.org"].patches
    assert list(stages.values()) == [Stage.APPLIED, Stage.UNDER_REVIEW]
    stages = dossier(*raws, ACK[1]).standings["a-0@example.org"].patches
    assert list(stages.values()) == [Stage.APPLIED, Stage.REVIEWED]


# ---- tags and objections ---------------------------------------------------------------------


def test_the_authors_own_tag_reviews_nothing() -> None:
    assert dossier(*sent("a"), *both(sender=ADA)).standing.stage is Stage.NEW


def test_a_withdrawn_tag_reviews_nothing() -> None:
    taken = reply("u", "a-1", "Please drop my Reviewed-by, I missed a leak.\n", hours=8)
    found = dossier(*sent("a"), *ACK, taken)
    assert found.standing.stage is not Stage.REVIEWED


def test_a_later_nak_undoes_a_review() -> None:
    found = dossier(*sent("a"), *ACK, reply("n", "a-0", "NAK. It breaks gears.\n", hours=9))
    assert (found.standing.stage, found.standing.since) == (Stage.CHANGES_REQUESTED, at(9))
    assert found.standing.evidence[0].message_id == "n@example.org"


def test_a_later_tag_of_the_objector_settles_his_objection() -> None:
    settled = dossier(*sent("a"), NAK, *both(hours=9))
    assert (settled.standing.stage, settled.standing.since) == (Stage.REVIEWED, at(9))


def test_a_later_tag_of_another_settles_nothing() -> None:
    assert dossier(*sent("a"), NAK, *both(sender=MIA, hours=9)).standing.stage is (
        Stage.CHANGES_REQUESTED
    )


def test_an_objection_settled_by_a_tag_that_was_taken_back_stands_again() -> None:
    taken = [
        reply(f"u{n}", f"a-{n}", "Please drop my Reviewed-by, I missed a leak.\n", hours=12)
        for n in (1, 2)
    ]
    found = dossier(*sent("a"), NAK, *both(hours=9), *taken)
    assert found.standing.stage is Stage.CHANGES_REQUESTED


def test_a_posting_is_withdrawn_since_its_author_said_so() -> None:
    found = dossier(*sent("a"), TALK, BACK)
    assert (found.standing.stage, found.standing.since) == (Stage.WITHDRAWN, at(9))


# ---- whose turn ------------------------------------------------------------------------------


def test_a_new_series_waits_for_reviewers_since_it_was_posted() -> None:
    found = move(dossier(*sent("a")))
    assert (found.side, found.since, found.people) == (Side.REVIEWERS, at(0), ())
    assert found.reasons == ("nobody has answered yet",)


def test_an_open_question_is_the_authors_move() -> None:
    asked = reply("q", "a-1", "> +return better;\n\nWhy does it return a pointer here?\n")
    found = dossier(*sent("a"), asked)
    assert [one.quote for one in open_questions(found.review)]
    now = move(found)
    assert (now.side, now.since, now.people[0].name) == (Side.AUTHOR, at(5), "Ada Author")
    assert now.reasons == ("Rex Reviewer asked on 2025-01-06 and has no answer",)
    answered = reply("r", "q", "> Why does it\n\nBecause the caller wants it.\n", ADA, hours=7)
    later = move(dossier(*sent("a"), asked, answered))
    assert later.side is Side.REVIEWERS
    assert "answered" in later.reasons[0]


def test_objections_are_the_authors_move_and_each_is_a_reason() -> None:
    other = reply("c2", "a-2", "Please fix this, it leaks.\n", MIA, hours=8)
    now = move(dossier(*sent("a"), NAK, other))
    assert (now.side, now.since) == (Side.AUTHOR, at(5))
    assert now.reasons == (
        "Rex Reviewer objected (NAK) on 2025-01-06",
        "Mia Maintainer asked for changes on 2025-01-06",
    )


def test_a_promised_version_is_the_authors_move() -> None:
    promise = reply("p", "talk", "> x\n\nI will send a v2 tomorrow.\n", ADA, hours=7)
    now = move(dossier(*sent("a"), TALK, promise))
    assert now.side is Side.AUTHOR
    assert now.reasons == ("Ada Author wrote that a change will come",)


def test_a_reviewed_series_waits_for_the_maintainer() -> None:
    now = move(dossier(*sent("a"), *ACK))
    assert (now.side, now.since) == (Side.MAINTAINER, at(5))


def test_a_part_applied_leaves_the_rest_to_the_maintainer() -> None:
    now = move(dossier(*sent("a"), applied("n", "a-0", 30, (1,))))
    assert (now.side, now.since) == (Side.MAINTAINER, at(30))


def test_one_person_who_asks_often_is_one_reason() -> None:
    asked = [
        reply(f"q{n}", "a-1", f"> +better;\n\nWhy does it return {n} here?\n", hours=n)
        for n in (2, 3, 4)
    ]
    now = move(dossier(*sent("a", total=1), *asked))
    assert now.reasons == ("Rex Reviewer asked 3 times since 2025-01-06 and has no answer",)


def test_a_question_that_another_answered_is_not_the_authors_move() -> None:
    asked = reply("q", "a-1", "> +better;\n\nWhy does it return a pointer here?\n")
    helped = reply("h", "q", "It must.\n", sender="Mia Maintainer <mia@example.org>", hours=6)
    assert move(dossier(*sent("a", total=1), asked)).side is Side.AUTHOR
    assert move(dossier(*sent("a", total=1), asked, helped)).side is Side.REVIEWERS


def test_what_it_needs_comes_before_reviewers_and_maintainer_but_after_the_author() -> None:
    for raws in (sent("a"), [*sent("a"), *ACK]):
        now = move(dossier(*raws), "“gear: Grind it”")
        assert now.side is Side.DEPENDENCY
        assert now.reasons == ("it needs “gear: Grind it”, which has not landed",)
    assert move(dossier(*sent("a"), NAK), "x").side is Side.AUTHOR


@pytest.mark.parametrize("case", ["closed by command", "taken back", "both applied"])
def test_nobody_is_to_move_for_a_closed_series_even_if_it_needs_something(case: str) -> None:
    stage, raws = STAGES[case]
    assert stage in CLOSED
    now = move(dossier(*raws), "x")
    assert (now.side, now.people) == (Side.NOBODY, ())
    assert len(now.reasons) == 1


def test_a_series_that_its_author_replaced_is_nobodys_move() -> None:
    found = dossier(*sent("a"))
    around = Surroundings(replaced_by="“gadget: Anew”")
    now = turn(found.series, found.standing, found.review, around)
    assert now.side is Side.NOBODY
    assert "gadget: Anew" in now.reasons[0]


# ---- facts -----------------------------------------------------------------------------------


def test_an_open_series_is_stalled_after_four_quiet_weeks() -> None:
    found = dossier(*sent("a"), TALK)
    assert found.last == at(5)
    for late, stalled in ((STALLED - timedelta(minutes=1), False), (STALLED, True)):
        now = facts(found.series, found.standing, found.last, found.last + late, False)
        assert now.stalled is stalled


def test_a_closed_series_is_never_stalled_or_blocked() -> None:
    found = dossier(*sent("a"), applied("n", "a-0"))
    assert found.standing.stage in LANDED
    now = facts(found.series, found.standing, found.last, at(DAY * 900), True)
    assert not now.stalled
    assert not now.blocked


def test_rfc_resend_and_pull_are_facts_of_the_newest_version() -> None:
    rfc = sent("a", prefix="RFC PATCH")
    newer = sent("b", prefix="PATCH RESEND", version=2, hours=DAY)
    found = dossier(*rfc)
    assert facts(found.series, found.standing, found.last, at(1), False).rfc
    found = dossier(*rfc, *newer)
    now = facts(found.series, found.standing, found.last, at(DAY), True)
    assert (now.rfc, now.resend, now.pull_request, now.blocked) == (False, True, False, True)


def test_what_it_needs_and_is_not_at_hand_leaves_it_open_whether_it_can_be_applied() -> None:
    found = dossier(*sent("a"), *ACK)
    around = Surroundings(unknown=["it needs “gear”"])
    said = turn(found.series, found.standing, found.review, around)
    assert said.side is Side.MAINTAINER
    assert said.reasons == (
        "every patch is reviewed and nobody objects; it needs “gear”: whether that landed is not "
        "known",
    )
    assert move(found).reasons == (
        "every patch is reviewed and nobody objects; it can be applied",
    )  # fmt: skip


def anew(part: int, version: int, hours: float, title: str = "") -> bytes:
    """One patch sent as an answer to the patch it replaces."""
    return patch(
        title or f"widget: Make it better, part {part}",
        version=version,
        message_id=f"n-{part}@example.org",
        in_reply_to=f"a-{part}@example.org",
        date=at(hours),
        change=diff("z.c"),
    )


def test_requests_are_answered_by_the_patches_sent_anew() -> None:
    asked = [reply(f"c{n}", f"a-{n}", "Please fix this and send v2.\n", hours=5) for n in (1, 2)]
    first = dossier(*sent("a"), *asked, anew(1, 2, 30))
    assert (first.standing.stage, move(first).side) == (Stage.CHANGES_REQUESTED, Side.AUTHOR)
    both_of = dossier(*sent("a"), *asked, anew(1, 3, 30), anew(2, 2, 40))
    said = move(both_of)
    assert (both_of.standing.stage, said.side) == (Stage.UNDER_REVIEW, Side.REVIEWERS)
    assert (said.since, said.reasons) == (at(40), ("every patch was sent again",))
    assert [proof.message_id for proof in said.proofs[0]] == ["n-1@example.org", "n-2@example.org"]


def test_what_is_asked_of_a_patch_sent_anew_is_the_authors_move() -> None:
    asked = reply("c", "n-1", "Please fix this, it still leaks.\n", hours=40)
    found = dossier(*sent("a"), anew(1, 2, 30), asked)
    assert move(found).side is Side.AUTHOR


def test_tags_count_on_the_last_version_of_each_patch() -> None:
    assert dossier(*sent("a"), *ACK, anew(1, 2, 30)).standing.stage is not Stage.REVIEWED
    again = tagged("again", "n-1", hours=40)
    assert dossier(*sent("a"), *ACK, anew(1, 2, 30), again).standing.stage is Stage.REVIEWED


def test_a_fix_on_top_of_a_patch_does_not_take_its_place() -> None:
    on_top = anew(1, 1, 30, "widget: Oil the lever of part one")
    assert dossier(*sent("a"), *ACK, on_top).standing.stage is Stage.REVIEWED


def test_a_pull_request_waits_for_the_one_who_pulls() -> None:
    pull = mail("[GIT PULL] widgets", message_id="p@example.org")
    assert move(dossier(pull)).side is Side.MAINTAINER


def test_an_answered_pull_request_is_told_without_a_count_of_patches() -> None:
    pull = mail("[GIT PULL] widgets", message_id="p@example.org")
    asked = reply("q", "p", "Does this build without CONFIG_WIDGET?\n")
    found = dossier(pull, asked)
    assert " patches" not in summary(found, move(found))


def test_one_person_and_one_thing_asked_is_one_reason_with_a_line_for_each_mail() -> None:
    close = reply("cr", "a-1", "pw-bot: cr\n", hours=7)
    said = move(dossier(*sent("a"), CHANGES, close))
    assert said.reasons == ("Rex Reviewer asked for changes 2 times since 2025-01-06",)
    assert [(one.message_id, one.quote) for one in said.proofs[0]] == [
        ("chg@example.org", "Please fix this, it leaks."),
        ("cr@example.org", "pw-bot: cr"),
    ]


def test_a_problem_with_what_was_applied_is_told_until_the_author_answers() -> None:
    broken = reply("b", "a-1", "Reverting just this change makes it work again.\n", MIA, hours=40)
    raws = [*sent("a"), applied("n", "a-0"), broken]
    said = move(dossier(*raws))
    assert said.side is Side.NOBODY
    assert said.reasons == ("it was applied", "Mia Maintainer reported a problem on 2025-01-08")
    answered = reply("r", "b", "> x\n\nI see it, too.\n", ADA, hours=50)
    assert move(dossier(*raws, answered)).reasons == ("it was applied",)


def test_a_patch_sent_astray_and_taken_back_leaves_the_set_the_newest() -> None:
    titles = ("widget: Make it better, part 1", "widget: Make it better, part 2")
    whole = sent("a", parts=titles)
    stray = patch(titles[0], number=1, total=2, message_id="s@example.org",
                  in_reply_to="lost@example.org", date=at(0.5))  # fmt: skip
    words = "I've botched the In-Reply-To header of this email. Please ignore. Sorry!\n"
    back = reply("back", "s", words, str(ADA), hours=1)
    found = dossier(*whole, stray, back)
    assert found.series.newest.message_id == "a-0@example.org"
    assert found.standings["s@example.org"].stage is Stage.WITHDRAWN
    assert found.standing.stage is not Stage.WITHDRAWN
    assert [one.message_id for one in found.current.patches] == [
        "a-1@example.org",
        "a-2@example.org",
    ]


def test_a_patch_that_another_wants_ignored_is_not_taken_back() -> None:
    stray = patch("widget: Make it better, part 1", number=1, total=2, message_id="s@example.org",
                  in_reply_to="lost@example.org", date=at(0.5))  # fmt: skip
    back = reply("back", "s", "Please ignore. Sorry!\n", hours=1)
    found = dossier(*sent("a"), stray, back)
    assert found.standings["s@example.org"].stage is not Stage.WITHDRAWN
