# SPDX-License-Identifier: GPL-2.0-or-later
"""A relation with its other end, and what a series needs that has not landed."""

from dataclasses import replace

import pytest

from tests.mails import ADA, MIA, at, patch
from tests.posts import dossier, reply, sent
from tests.state.test_stage import applied
from tests.webs import Web, head
from tracker.model.landing import Landing, LandingStep, Proof, StepName
from tracker.model.mail import Evidence
from tracker.model.relations import Kind
from tracker.model.status import Stage
from tracker.state.linked import (
    Linked,
    blocker_name,
    blockers,
    landed_line,
    landing_words,
    needs_of,
    replacement,
    said_of,
    target_view,
    unknown_needs,
)
from tracker.state.row import row

NEEDS, FOLLOWS, REPLACES = Kind.DEPENDS_ON, Kind.FOLLOWS, Kind.REPLACES


def only(linked: tuple[Linked, ...], kind: Kind = NEEDS) -> Linked:
    (found,) = [one for one in linked if one.relation.kind is kind]
    return found


def test_the_other_end_is_told_as_it_stands() -> None:
    web = Web({"axle": [(NEEDS, "bolt")], "bolt": []})
    view = target_view(only(web.linked(head("axle"))), "https://example.org/x")
    assert (view.id, view.message_id) == (head("bolt"), head("bolt"))
    assert (view.title, view.version, view.stage) == ("bolt: Turn bolt alone", 1, Stage.NEW)
    assert (view.landed, view.url) == (None, "https://example.org/x")


def test_from_the_other_side_the_writer_is_the_other_end() -> None:
    web = Web({"axle": [(NEEDS, "bolt")], "bolt": []})
    linked = only(web.linked(head("bolt")))
    assert linked.direction == "in"
    view = target_view(linked, "x")
    assert (view.id, view.message_id, view.title) == (
        head("axle"), head("axle"), "axle: Turn axle alone"
    )  # fmt: skip


def test_what_is_not_at_hand_is_told_by_its_url_alone() -> None:
    web = Web({"axle": [(NEEDS, "gone")]})
    view = target_view(only(web.linked(head("axle"))), "x")
    assert view.message_id == head("gone")
    assert (view.id, view.title, view.stage, view.version, view.landed) == (None,) * 5


def test_it_is_blocked_by_what_has_not_landed() -> None:
    web = Web({"axle": [(NEEDS, "bolt"), (FOLLOWS, "cog"), (NEEDS, "gone")], "bolt": [], "cog": []})
    linked = web.linked(head("axle"))
    assert [one.other.series.id for one in blockers(linked) if one.other] == [head("bolt")]
    assert blocker_name(blockers(linked)[0]) == "“bolt: Turn bolt alone”"
    assert blockers(web.linked(head("bolt"))) == ()


def test_it_is_not_blocked_by_what_landed() -> None:
    done = applied("done", "bolt-0")
    web = Web({"axle": [(NEEDS, "bolt")], "bolt": []}, done)
    linked = web.linked(head("axle"))
    assert only(linked).other is not None
    assert only(linked).other.standing.stage is Stage.APPLIED  # type: ignore[union-attr]
    assert blockers(linked) == ()


def test_one_work_needed_twice_blocks_once() -> None:
    web = Web({"axle": [(NEEDS, "bolt"), (NEEDS, "bolt")], "bolt": []})
    assert len(blockers(web.linked(head("axle")))) == 1


def test_a_closed_blocker_is_named_with_its_stage_and_project() -> None:
    back = reply("back", "bolt-0", "Please ignore this series, it is broken.\n",
                 "Ada Author <ada@example.org>", hours=90)  # fmt: skip
    web = Web({"axle": [(NEEDS, "bolt")], "bolt": []}, back)
    linked = replace(blockers(web.linked(head("axle")))[0], project="pahole")
    assert blocker_name(linked) == "“bolt: Turn bolt alone” (pahole), which is withdrawn"


def test_a_later_work_of_the_author_takes_the_place_of_what_it_replaces() -> None:
    web = Web({"bolt": [], "axle": [(REPLACES, "bolt")]})
    later = replacement(web.dossier("bolt"), web.linked(head("bolt")))
    assert later is not None
    assert later.other is not None
    assert later.other.series.id == head("axle")
    assert replacement(web.dossier("axle"), web.linked(head("axle"))) is None


# ---- where it landed, in one line ------------------------------------------------------------


def rung(name: StepName, days: int, **fields: object) -> LandingStep:
    step = LandingStep(
        rung=name, date=at(24 * days), proof=Proof.NOTICE, evidence=Evidence(rule="test")
    )
    return replace(step, **fields)  # type: ignore[arg-type]  # a test names fields it knows


@pytest.mark.parametrize(
    ("rungs", "line"),
    [
        ([], None),
        ([rung(StepName.POSTED, 1)], None),
        ([rung(StepName.TREE, 1)], "applied 2025-01-07"),
        ([rung(StepName.TREE, 1, tree="w.git")], "applied 2025-01-07 to w.git"),
        (
            [rung(StepName.TREE, 1, tree="w.git", branch="main")],
            "applied 2025-01-07 to w.git (main)",
        ),
        ([rung(StepName.TREE, 3), rung(StepName.MAINLINE, 2)], "merged into mainline 2025-01-08"),
        (
            [rung(StepName.MAINLINE, 2), rung(StepName.RELEASE, 4, tag="v6.20")],
            "released in v6.20 2025-01-10",
        ),
        ([rung(StepName.TREE, 1), rung(StepName.REVERTED, 9)], "reverted 2025-01-15"),
    ],
)
def test_the_highest_rung_is_told(rungs: list[LandingStep], line: str | None) -> None:
    landing = Landing(patch="a-1@example.org", rungs=tuple(rungs))
    assert landing_words([landing]) == line


def test_an_older_version_in_a_tree_is_no_landing_of_a_series_that_went_on() -> None:
    took = reply("y", "a-1", "Applied to widgets-next, thanks!\n", MIA, hours=30)
    again = sent("b", total=1, title="a: Turn it", version=2, hours=72)
    found = dossier(*sent("a", total=1, title="a: Turn it"), took, *again)
    assert (found.standing.stage, found.landed_revision) == (Stage.NEW, None)
    assert landed_line(found) is None
    assert found.landings
    shown = row(found, (), tracked=False)
    assert shown.landed == ()
    assert shown.summary.endswith(" v1 was applied 2025-01-07 to widgets-next.")


# ---- one work under several names -------------------------------------------------------------

BOLT = "20250101-bolt-v{}-{}-abcdef123456@example.org"
LINK = "This series depends on https://lore.kernel.org/r/{}\n\n"


def at_hand(version: int) -> bytes:
    return patch(
        "bolt: Turn it", version=version, message_id=BOLT.format(version, 1), date=at(1)
    )  # fmt: skip


def needing(*names: str) -> Web:
    """A work that needs what goes by these names; a v2 of the bolt is at hand."""
    body = "".join(map(LINK.format, names))
    return Web({}, at_hand(2), *sent("axle", title="axle: Turn it", hours=48, body=body))


def test_a_newer_posting_that_is_not_at_hand_stands_for_the_work() -> None:
    """How far v2 came says nothing once the author needs v3."""
    newer = BOLT.format(3, 0)
    web = needing(BOLT.format(2, 1), newer)
    (need,) = needs_of(web.dossier("axle"), web.linked(head("axle")))
    assert need.relation.message_id == newer
    assert blockers([need]) == ()


def test_an_older_posting_that_is_not_at_hand_adds_no_second_work() -> None:
    web = needing(BOLT.format(2, 1), BOLT.format(1, 0))
    (need,) = needs_of(web.dossier("axle"), web.linked(head("axle")))
    assert need.relation.message_id == BOLT.format(2, 1)


def test_works_of_other_names_stay_apart() -> None:
    other = "20250101-gear-v3-0-abcdef123456@example.org"
    web = needing(BOLT.format(2, 1), other)
    needs = needs_of(web.dossier("axle"), web.linked(head("axle")))
    assert {one.relation.message_id for one in needs} == {BOLT.format(2, 1), other}


def test_what_is_needed_and_not_at_hand_is_said_so() -> None:
    web = needing("gear-0@example.org")
    words = unknown_needs(web.dossier("axle"), web.linked(head("axle")))
    assert words == ("it needs “gear-0@example.org”, which is not fetched",)


def test_what_only_an_older_version_needed_is_no_need_but_a_doubt() -> None:
    body = LINK.format("gear-0@example.org")
    web = Web(
        {},
        *sent("axle", title="axle: Turn it", body=body),
        *sent("axle2", title="axle: Turn it", version=2, hours=48),
    )
    near, linked = web.dossier("axle"), web.linked(head("axle"))
    assert needs_of(near, linked) == ()
    assert said_of(only(linked), near) == "v1"
    assert unknown_needs(near, linked) == (
        "v1 needed “gear-0@example.org”, which is not fetched",
    )  # fmt: skip


def test_an_authors_word_on_his_own_patch_is_told_as_his() -> None:
    said = reply("y", "a-0", "It is now in widgets-new as commit 111111111111.\n", ADA, hours=30)
    found = dossier(*sent("a", total=1), said)
    assert landed_line(found) == "applied 2025-01-07 to widgets-new, its author says"


def test_a_branch_of_an_unnamed_tree_is_not_taken_for_linux_next() -> None:
    took = reply("y", "a-0", "Applied to next, thanks!\n", MIA, hours=30)
    found = dossier(*sent("a", total=1), took)
    (rung,) = found.landings["a-1@example.org"].rungs
    assert (rung.rung, rung.tree, rung.branch) == (StepName.TREE, None, "next")
    assert landed_line(found) == "applied 2025-01-07 to branch next of a tree that is not named"
