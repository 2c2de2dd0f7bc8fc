# SPDX-License-Identifier: GPL-2.0-or-later
"""Which posting a machine's result is of, which is the latest, and whose turn a failure is."""

from dataclasses import replace

import pytest

from tests.mails import ADA, at, mail
from tests.posts import dossier, message, reply, sent, tagged
from tracker.model.checks import Check
from tracker.model.status import Side, Stage
from tracker.model.verdicts import CheckState
from tracker.state.checks import passes_checks
from tracker.state.dossier import Dossier, compile_dossier
from tracker.state.row import row, turn_of

LKP = "kernel test robot <lkp@intel.com>"
CI = "Acme CI <ci@example.org>"
ERRORS = "kernel test robot noticed the following build errors:\n\nconfig: {}\n"


def report(name: str, to: str, config: str = "arm-allmodconfig", hours: float = 5) -> bytes:
    return reply(name, to, ERRORS.format(config), LKP, hours)


def table(name: str, to: str, *rows: str, hours: float = 5) -> bytes:
    return reply(name, to, "\n".join(("Test Summary:", *rows, "")), CI, hours)


def told(found: Dossier) -> list[tuple[int, int | None, str, str]]:
    return [(one.version, one.patch, one.context, one.state.value) for one in found.checks]


def test_a_report_is_of_the_patch_it_answers_and_a_table_of_the_version() -> None:
    found = dossier(*sent("a"), report("r", "a-2"), table("t", "a-1", "build: fail"))
    assert told(found) == [
        (1, 2, "build arm-allmodconfig", "fail"),
        (1, None, "build", "fail"),
    ]


def test_a_report_that_names_another_posting_is_of_that_one() -> None:
    """Threads of two versions in one thread: a robot answers late, and says what it tested."""
    body = ERRORS.format("arm") + "patch link: https://lore.kernel.org/r/a-1%40example.org\n"
    found = dossier(
        *sent("a"), *sent("b", version=2, hours=24), reply("r", "b-2", body, LKP, hours=30)
    )
    assert told(found) == [(1, 1, "build arm", "fail")]


def test_the_latest_result_of_a_context_and_version_wins() -> None:
    found = dossier(
        *sent("a"),
        table("t1", "a-0", "build: fail", "kunit: fail", hours=5),
        table("t2", "a-0", "build: pass", hours=6),
        *sent("b", version=2, hours=24),
        table("t3", "b-0", "kunit: pass", hours=30),
    )
    assert told(found) == [
        (1, None, "kunit", "fail"),
        (1, None, "build", "success"),
        (2, None, "kunit", "success"),
    ]


def test_findings_of_one_review_all_hold() -> None:
    body = "Found 2 issues:\n- [High] It leaks.\n- [Low] It is ugly.\n"
    found = dossier(*sent("a"), reply("s", "a-1", body, "Sashiko <sashiko-bot@kernel.org>"))
    assert [one.summary for one in found.checks] == ["It leaks.", "It is ugly."]
    assert [one.source for one in found.checks] == ["sashiko", "sashiko"]


def test_a_commit_of_a_tree_is_the_last_posting_of_that_title_before() -> None:
    story = [*sent("a"), *sent("b", version=2, hours=24)]
    body = (
        "tree: https://git.example.org/w.git\n"
        "commit: 2c7eca0c9c9e2c7e [3/9] widget: Make it better, part 2\n"
        "All errors (new ones prefixed by >>):\n\n>> w.c:1: error: no\n"
    )
    early, late = (
        mail("[w:master 3/9] w.c:1: error", LKP, body, message_id=f"{name}@example.org",
             date=at(hours)) for name, hours in (("e", 10), ("l", 30))
    )  # fmt: skip
    base = dossier(*story)
    found = compile_dossier(base.series, base.messages, at(99), [message(early), message(late)])
    assert found is not None
    assert [(one.version, one.patch, one.message_id) for one in found.checks] == [
        (1, 2, "e@example.org"),
        (2, 2, "l@example.org"),
    ]
    other = body.replace("part 2", "part 9")
    strange = message(mail("[w:master] x", LKP, other, message_id="o@example.org"))
    apart = compile_dossier(base.series, base.messages, at(99), [strange])
    assert apart is not None
    assert apart.checks == ()


def answered(*raws: bytes) -> Check:
    return dossier(*sent("a"), report("r", "a-1"), *raws).checks[0]


def test_a_persons_answer_is_told_and_a_machines_is_none() -> None:
    assert answered().answered_by is None
    assert answered(reply("x", "r", "I will have a look.\n", ADA)).answered_by == "x@example.org"
    assert answered(report("r2", "r", "mips-defconfig", hours=6)).answered_by is None
    assert answered(reply("y", "a-1", "Looks fine.\n")).answered_by is None


def test_a_machine_moves_no_stage_and_its_failure_is_the_authors() -> None:
    found = dossier(*sent("a"), report("r", "a-1"))
    assert found.standing.stage is Stage.NEW
    move = turn_of(found, ())
    assert (move.side, [one.name for one in move.people]) == (Side.AUTHOR, ["Ada Author"])
    assert "no person has answered" in move.reasons[0]
    line = row(found, (), tracked=False)
    assert "no answer from a person; build fails" in line.summary
    assert line.checks.failing == ("build arm-allmodconfig",)


@pytest.mark.parametrize(
    "more",
    [
        [reply("x", "r", "That is a false alarm.\n", ADA, hours=9)],
        [table("t", "a-0", "kunit: pass", hours=6), reply("x", "r", "Known.\n", ADA, hours=9)],
    ],
)
def test_an_answered_failure_is_nobodys_debt(more: list[bytes]) -> None:
    found = dossier(*sent("a"), report("r", "a-1"), *more)
    assert turn_of(found, ()).side is not Side.AUTHOR
    assert row(found, (), tracked=False).checks.failing == ()


@pytest.mark.parametrize(("hours", "side"), [(9, Side.REVIEWERS), (3, Side.AUTHOR)])
def test_a_reader_who_wrote_since_did_not_wait_for_the_failure_to_be_settled(
    hours: float, side: Side
) -> None:
    said = reply("y", "a-1", "I will test it tomorrow.\n", hours=hours)
    assert turn_of(dossier(*sent("a"), report("r", "a-1"), said), ()).side is side


def test_warnings_and_failures_of_an_older_version_move_nobody() -> None:
    warned = dossier(*sent("a"), table("t", "a-0", "smatch: warning"))
    assert turn_of(warned, ()).side is Side.REVIEWERS
    older = dossier(*sent("a"), report("r", "a-1"), *sent("b", version=2, hours=24))
    assert turn_of(older, ()).side is Side.REVIEWERS
    assert row(older, (), tracked=False).checks.fail == 0


def test_what_is_reviewed_waits_for_its_maintainer_whatever_fails() -> None:
    found = dossier(*sent("a"), tagged("g", "a-0"), report("r", "a-1"))
    assert turn_of(replace(found, telling=("linux",)), ()).side is Side.MAINTAINER


def test_green_red_and_not_known() -> None:
    assert passes_checks(dossier(*sent("a"))) is None
    assert passes_checks(dossier(*sent("a"), table("t", "a-0", "build: pending"))) is None
    assert passes_checks(dossier(*sent("a"), table("t", "a-0", "build: pass"))) is True
    red = dossier(*sent("a"), table("t", "a-0", "build: pass", "kunit: fail"))
    assert passes_checks(red) is False
    mended = dossier(
        *sent("a"), table("t", "a-0", "kunit: fail"), *sent("b", version=2, hours=24),
        table("u", "b-0", "kunit: pass", hours=30),
    )  # fmt: skip
    assert passes_checks(mended) is True


def test_a_look_alike_of_a_machine_speaks_for_itself() -> None:
    found = dossier(
        *sent("a"),
        reply("r", "a-1", ERRORS.format("x"), "kernel test robot <lkp@evil.example.org>"),
    )
    assert [one.source for one in found.checks] == ["lkp@evil.example.org"]
    assert found.checks[0].state is CheckState.FAIL
