# SPDX-License-Identifier: GPL-2.0-or-later
"""The order in which a series and all that it needs has to go in."""

from collections.abc import Mapping

from tests.state.test_stage import applied
from tests.webs import Web, head
from tracker.model.readiness import Stack
from tracker.model.relations import Kind
from tracker.state.readiness import stack_of

NEEDS = Kind.DEPENDS_ON
Links = Mapping[str, list[tuple[Kind, str]]]


def stacked(web: Web, name: str) -> Stack:
    return stack_of(web.dossier(name), web.linked)


def order(stack: Stack) -> list[str]:
    return [one.id.partition("-0@")[0] for one in stack.steps]


def test_what_is_needed_stands_before_what_needs_it() -> None:
    links: Links = {"axle": [(NEEDS, "bolt"), (NEEDS, "dial")], "bolt": [(NEEDS, "cog")],
                    "cog": [], "dial": [(NEEDS, "cog")]}  # fmt: skip
    stack = stacked(Web(links), "axle")
    assert order(stack) == ["cog", "bolt", "dial", "axle"]
    assert stack.steps[0].needed_by == (head("bolt"), head("dial"))
    assert stack.steps[-1].needed_by == ()
    assert stack.steps[0].evidence is not None


def test_what_landed_is_told_and_not_looked_behind() -> None:
    links: Links = {"axle": [(NEEDS, "bolt")], "bolt": [(NEEDS, "cog")], "cog": []}
    stack = stacked(Web(links, applied("done", "bolt-0")), "axle")
    assert order(stack) == ["bolt", "axle"]
    assert [one.id for one in stack.open_steps] == [head("axle")]
    assert (stack.steps[0].where or "").startswith("applied 2025-01-07")


def test_a_work_that_is_in_but_for_a_patch_names_that_patch() -> None:
    stack = stacked(Web({"axle": []}, applied("part", "axle-0", positions=(1,))), "axle")
    where = stack.steps[0].where or ""
    assert where.startswith("1 of 2 patches applied 2025-01-07")
    assert where.endswith("; patch 2 is left")
    assert stack.steps[0].landed is None


def test_a_circle_is_named_and_ends() -> None:
    links: Links = {"axle": [(NEEDS, "bolt")], "bolt": [(NEEDS, "cog")], "cog": [(NEEDS, "bolt")]}
    stack = stacked(Web(links), "axle")
    assert order(stack) == ["cog", "bolt", "axle"]
    assert stack.circles == ((head("bolt"), head("cog"), head("bolt")),)


def test_what_is_not_fetched_stands_where_it_is_needed() -> None:
    stack = stacked(Web({"axle": [(NEEDS, "gone")]}), "axle")
    assert [one.missing for one in stack.steps] == [True, False]
