# SPDX-License-Identifier: GPL-2.0-or-later
"""Readiness over all that a series needs: blocked by what, waits for whom, since when."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from tests.mails import at
from tests.posts import reply, sent, tagged
from tests.state.test_stage import applied
from tests.webs import Web, head
from tracker.model.readiness import Readiness
from tracker.model.relations import Kind
from tracker.model.status import Side, Stage
from tracker.state.half_landed import half_landed
from tracker.state.readiness import MOST_WORKS, roll_up
from tracker.state.row import turn_of

NEEDS, FOLLOWS, COMPANION = Kind.DEPENDS_ON, Kind.FOLLOWS, Kind.COMPANION
Links = Mapping[str, list[tuple[Kind, str]]]


def rolled(web: Web, name: str) -> Readiness:
    return roll_up(
        web.dossier(name),
        web.linked,
        lambda one: turn_of(one, web.linked(one.series.id)),
    )


def waits(found: Readiness) -> list[str]:
    return [one.id.partition("-0@")[0] for one in found.waits_for]


def reviewed(name: str) -> bytes:
    return tagged(f"ok-{name}", f"{name}-0", hours=200)


def test_what_needs_nothing_and_is_reviewed_is_ready() -> None:
    found = rolled(Web({"axle": []}, reviewed("axle")), "axle")
    assert (found.ready, found.unblocked, found.waits_for) == (True, True, ())
    assert found.since == at(200)


def test_what_needs_nothing_and_is_not_reviewed_is_unblocked_but_not_ready() -> None:
    found = rolled(Web({"axle": []}), "axle")
    assert (found.ready, found.unblocked) == (False, True)


def test_what_is_needed_is_named_with_who_is_to_move_there() -> None:
    found = rolled(Web({"axle": [(NEEDS, "bolt")], "bolt": []}, reviewed("axle")), "axle")
    assert (found.ready, found.unblocked) == (False, False)
    (one,) = found.waits_for
    assert (one.id, one.stage, one.side, one.needed_by) == (
        head("bolt"), Stage.NEW, Side.REVIEWERS, head("axle")
    )  # fmt: skip
    assert found.reasons == (
        "it needs “bolt: Turn bolt alone”, new: reviewers to move since 2025-01-07",
    )


def test_what_that_needs_is_waited_for_as_well() -> None:
    links: Links = {"axle": [(NEEDS, "bolt")], "bolt": [(NEEDS, "cog")], "cog": [(NEEDS, "dial")],
                    "dial": []}  # fmt: skip
    found = rolled(Web(links), "axle")
    assert waits(found) == ["bolt", "cog", "dial"]
    assert [one.needed_by for one in found.waits_for] == [head("axle"), head("bolt"), head("cog")]
    assert found.reasons[1].startswith("“bolt: Turn bolt alone” needs “cog:")


def test_what_landed_is_told_and_not_looked_behind() -> None:
    """Its own needs are its maintainer's business, and done."""
    links: Links = {"axle": [(NEEDS, "bolt")], "bolt": [(NEEDS, "cog")], "cog": []}
    found = rolled(Web(links, applied("done", "bolt-0"), reviewed("axle")), "axle")
    assert (found.ready, found.unblocked, waits(found)) == (True, True, [])
    told = "it needed “bolt: Turn bolt alone”: applied 2025-01-07 to widgets/widgets.git (main)"
    assert told in found.reasons


@pytest.mark.parametrize(
    "links",
    [
        {"axle": [(NEEDS, "bolt")], "bolt": [(NEEDS, "axle")]},
        {"axle": [(NEEDS, "bolt")], "bolt": [(NEEDS, "cog")], "cog": [(NEEDS, "bolt")]},
        {"axle": [(NEEDS, "axle"), (NEEDS, "bolt")], "bolt": []},
    ],
)
def test_circles_end(links: Links) -> None:
    found = rolled(Web(links), "axle")
    assert found.unblocked is False
    assert waits(found) == [name for name in links if name != "axle"]


def test_what_is_not_at_hand_leaves_it_unknown() -> None:
    found = rolled(Web({"axle": [(NEEDS, "gone")]}, reviewed("axle")), "axle")
    assert (found.ready, found.unblocked) == (False, None)
    assert found.waits_for[0].missing
    assert "not known" in found.reasons[0]


def test_a_known_blocker_outweighs_an_unknown_one() -> None:
    found = rolled(Web({"axle": [(NEEDS, "gone"), (NEEDS, "bolt")], "bolt": []}), "axle")
    assert found.unblocked is False


def test_following_and_companions_block_nothing() -> None:
    found = rolled(Web({"axle": [(FOLLOWS, "bolt")], "bolt": []}), "axle")
    assert (found.unblocked, found.reasons) == (True, ())


def test_a_series_that_landed_ahead_of_what_it_needs_is_blocked_until_that_is_in() -> None:
    links: Links = {"axle": [(NEEDS, "bolt")], "bolt": []}
    lately = tagged("ok-bolt", "bolt-0", hours=24 * 3_640)
    found = rolled(Web(links, applied("a", "axle-0"), lately), "axle")
    assert (found.ready, found.unblocked, waits(found)) == (None, False, ["bolt"])
    assert found.landed_ahead
    (half,) = found.half_landed
    assert (half.state, half.head) == ("landed-ahead", "Landed ahead of what it needs")
    assert half.text.endswith("but what it needs is not: reviewed: v1 “bolt: Turn bolt alone”")
    (order,) = found.order
    assert (order.in_first, order.landed, order.dependent_landed) == (False, None, half.since)


def test_the_alarm_ends_when_the_need_is_in_and_the_order_is_still_told() -> None:
    links: Links = {"axle": [(NEEDS, "bolt")], "bolt": []}
    both = (applied("a", "axle-0", hours=30), applied("b", "bolt-0", hours=60))
    found = rolled(Web(links, *both), "axle")
    assert (found.unblocked, found.half_landed, found.landed_ahead) == (True, (), False)
    (order,) = found.order
    assert (order.in_first, order.dependent_landed, order.landed) == (False, at(30), at(60))
    assert found.reasons == (
        "it landed on 2025-01-07, ahead of “bolt: Turn bolt alone”, which it needs: "
        "that landed on 2025-01-08",
    )


def test_what_landed_after_its_need_is_in_order() -> None:
    links: Links = {"axle": [(NEEDS, "bolt")], "bolt": []}
    both = (applied("a", "axle-0", hours=60), applied("b", "bolt-0", hours=30))
    found = rolled(Web(links, *both), "axle")
    assert (found.order[0].in_first, found.reasons) == (True, ())


def test_a_need_that_landed_first_is_no_landing_ahead() -> None:
    links: Links = {"axle": [(NEEDS, "bolt")], "bolt": []}
    found = rolled(Web(links, applied("b", "bolt-0")), "bolt")
    assert (found.landed_ahead, found.order) == (False, ())
    assert [one.state for one in found.half_landed] == ["stalled"]


def test_the_way_is_bounded_and_says_so() -> None:
    many = [(NEEDS, f"w{n}") for n in range(150)]
    more = [(NEEDS, f"v{n}") for n in range(150)]
    found = rolled(Web({"axle": [*many, (NEEDS, "bolt")], "bolt": more}), "axle")
    assert len(found.waits_for) == MOST_WORKS
    assert f"more than {MOST_WORKS} series" in found.reasons[-1]


# ---- half-landed -----------------------------------------------------------------------------


def withdrawn(name: str) -> bytes:
    text = "Please ignore this series, it is broken.\n"
    return reply(f"back-{name}", f"{name}-0", text, "Ada Author <ada@example.org>", hours=90)


def test_a_part_whose_need_was_taken_back_is_half_landed() -> None:
    web = Web({"axle": [(NEEDS, "bolt")], "bolt": []}, applied("a", "axle-0"), withdrawn("bolt"))
    (half,) = rolled(web, "axle").half_landed
    assert (half.landed, half.other, half.state) == (head("axle"), head("bolt"), "withdrawn")
    assert half.text.startswith("v1 “axle: Turn axle alone” is in (applied")
    assert "but what it needs was withdrawn on 2025-01-10: v1 “bolt" in half.text
    assert rolled(web, "bolt").half_landed == (half,)
    assert rolled(web, "axle").reasons[0] == half.text


def test_a_need_that_went_quiet_is_told_with_what_is_not_known() -> None:
    web = Web({"axle": [(NEEDS, "bolt")], "bolt": []}, applied("a", "axle-0"))
    (half,) = rolled(web, "axle").half_landed
    assert half.state == "stalled"
    assert "with no cached word that it landed" in half.text


def test_both_parts_in_is_whole() -> None:
    web = Web({"axle": [(NEEDS, "bolt")], "bolt": []}, applied("a", "axle-0"),
              applied("b", "bolt-0"))  # fmt: skip
    assert rolled(web, "axle").half_landed == ()


def test_neither_part_in_is_no_half() -> None:
    web = Web({"axle": [(NEEDS, "bolt")], "bolt": []}, withdrawn("bolt"))
    assert rolled(web, "axle").half_landed == ()


def test_following_makes_no_halves() -> None:
    """What continues finished work is no part of it."""
    web = Web({"axle": [(FOLLOWS, "bolt")], "bolt": []}, applied("b", "bolt-0"), withdrawn("axle"))
    assert rolled(web, "axle").half_landed == ()


def test_a_version_that_no_longer_says_so_needs_it_no_more() -> None:
    """A new version says anew what it needs."""
    again = sent("axle2", title="axle: Turn axle alone", version=2, hours=300, body="Words.\n")
    web = Web({"axle": [(NEEDS, "gone")]}, *again)
    assert len(web.series[head("axle")].revisions) == 2
    assert rolled(web, "axle").unblocked is True
    assert rolled(Web({"axle": [(NEEDS, "gone")]}), "axle").unblocked is None


def test_a_counterpart_that_is_known_by_its_list_alone_raises_no_alarm() -> None:
    web = Web(
        {"axle": [(COMPANION, "bolt")], "bolt": []}, applied("a", "axle-0"), withdrawn("bolt")
    )
    (strong,) = half_landed(web.dossier("axle"), web.linked(head("axle")))
    weak = [
        replace(one, relation=replace(one.relation, confidence=0.45))
        for one in web.linked(head("axle"))
    ]
    assert strong.kind is COMPANION
    assert half_landed(web.dossier("axle"), weak) == ()
