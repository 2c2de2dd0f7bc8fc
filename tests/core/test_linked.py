"""A relation with its other end, and what a series needs that has not landed."""

from dataclasses import replace

import pytest

from tests.core.posts import dossier, reply, sent
from tests.core.test_status import applied
from tests.core.webs import Web, head
from tests.mails import at
from tracker.core.linked import (
    Linked,
    blocker_name,
    blockers,
    landed_line,
    replacement,
    target_view,
)
from tracker.model.landing import Landing, Proof, Rung, RungName
from tracker.model.mail import Evidence
from tracker.model.relations import Kind
from tracker.model.status import Stage

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


def rung(name: RungName, days: int, **fields: object) -> Rung:
    return Rung(rung=name, date=at(24 * days), proof=Proof.NOTICE, evidence=Evidence(rule="test"),
                **fields)  # type: ignore[arg-type]  # fmt: skip


@pytest.mark.parametrize(
    ("rungs", "line"),
    [
        ([], None),
        ([rung(RungName.POSTED, 1)], None),
        ([rung(RungName.TREE, 1)], "applied 2025-01-07"),
        ([rung(RungName.TREE, 1, tree="w.git")], "applied 2025-01-07 to w.git"),
        (
            [rung(RungName.TREE, 1, tree="w.git", branch="main")],
            "applied 2025-01-07 to w.git (main)",
        ),
        ([rung(RungName.TREE, 3), rung(RungName.MAINLINE, 2)], "in mainline 2025-01-08"),
        (
            [rung(RungName.MAINLINE, 2), rung(RungName.RELEASE, 4, tag="v6.20")],
            "released in v6.20 2025-01-10",
        ),
        ([rung(RungName.TREE, 1), rung(RungName.REVERTED, 9)], "reverted 2025-01-15"),
    ],
)
def test_the_highest_rung_is_told(rungs: list[Rung], line: str | None) -> None:
    found = dossier(*sent("a"))
    landing = Landing(patch="a-1@example.org", rungs=tuple(rungs))
    assert landed_line(replace(found, landings={"a-1@example.org": landing})) == line
