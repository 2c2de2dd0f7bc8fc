# SPDX-License-Identifier: GPL-2.0-or-later
"""The walk over relations: round circles, to what is missing, within limits that it states."""

from dataclasses import replace

import pytest

from tests.posts import sent
from tests.webs import Web, body, head, no_turn
from tracker.model.relations import Kind
from tracker.model.status import Side
from tracker.model.views import Graph
from tracker.state.graph import Limits, draw

NEEDS, FOLLOWS, REPLACES, SEES = Kind.DEPENDS_ON, Kind.FOLLOWS, Kind.REPLACES, Kind.MENTIONS
FAR = Limits(depth=9, works=99)


def graph(web: Web, root: str, limits: Limits = FAR) -> Graph:
    return draw(web.dossier(root), web.linked, no_turn, limits)


def names(found: Graph) -> list[str]:
    return [one.id.partition("-0@")[0] for one in found.nodes]


def arrows(found: Graph) -> set[tuple[str, str, Kind]]:
    return {
        (one.source.partition("-0@")[0], one.target.partition("-0@")[0], one.kind)
        for one in found.edges
    }


def test_the_root_comes_first_then_what_is_nearest() -> None:
    """axle -> bolt -> cog -> dial"""
    web = Web({"axle": [(NEEDS, "bolt")], "bolt": [(NEEDS, "cog")], "cog": [(FOLLOWS, "dial")],
               "dial": []})  # fmt: skip
    found = graph(web, "axle")
    assert found.root == head("axle")
    assert names(found) == ["axle", "bolt", "cog", "dial"]
    assert arrows(found) == {
        ("axle", "bolt", NEEDS), ("bolt", "cog", NEEDS), ("cog", "dial", FOLLOWS)
    }  # fmt: skip
    assert found.limits == ()
    assert names(graph(web, "cog")) == ["cog", "dial", "bolt", "axle"]


WEBS = {
    "a line": {"axle": [(NEEDS, "bolt")], "bolt": [(NEEDS, "cog")], "cog": []},
    "a circle": {"axle": [(NEEDS, "bolt")], "bolt": [(FOLLOWS, "cog")], "cog": [(NEEDS, "axle")]},
    "two that need each other": {"axle": [(NEEDS, "bolt")], "bolt": [(NEEDS, "axle")]},
    "a diamond": {
        "axle": [(NEEDS, "bolt"), (NEEDS, "cog")],
        "bolt": [(NEEDS, "dial")],
        "cog": [(FOLLOWS, "dial")],
        "dial": [],
    },
    "one pointing twice": {"axle": [(NEEDS, "bolt"), (FOLLOWS, "bolt")], "bolt": []},
    "one pointing at itself": {"axle": [(NEEDS, "axle"), (NEEDS, "bolt")], "bolt": []},
    "something not at hand": {
        "axle": [(NEEDS, "gone"), (NEEDS, "bolt")],
        "bolt": [(FOLLOWS, "gone")],
    },
}


@pytest.mark.parametrize("case", WEBS)
def test_the_same_works_and_edges_are_found_from_every_root(case: str) -> None:
    web = Web(WEBS[case])
    graphs = [graph(web, name) for name in WEBS[case]]
    for other in graphs[1:]:
        assert set(names(other)) == set(names(graphs[0]))
        assert set(other.edges) == set(graphs[0].edges)
    for one in graphs:
        assert len(names(one)) == len(set(names(one)))
        assert all(edge.source != edge.target for edge in one.edges)
        known = {node.id for node in one.nodes}
        assert all({edge.source, edge.target} <= known for edge in one.edges)


def test_each_pair_has_one_edge_a_direction_with_the_line_that_proves_it() -> None:
    web = Web(WEBS["one pointing twice"])
    (edge,) = graph(web, "bolt").edges
    assert edge.kind is NEEDS
    assert edge.evidence.message_id == head("axle")
    assert edge.evidence.line


def test_a_mere_mention_joins_no_works() -> None:
    web = Web({"axle": [(SEES, "bolt")], "bolt": []})
    assert names(graph(web, "axle")) == ["axle"]


def test_what_is_not_at_hand_is_a_node_without_a_stage() -> None:
    web = Web({"axle": [(NEEDS, "gone")]})
    gone = graph(web, "axle").nodes[1]
    assert (gone.id, gone.missing, gone.stage, gone.version) == (head("gone"), True, None, None)
    assert head("gone").replace("@", "%40") in gone.url or head("gone") in gone.url


def test_nodes_tell_how_far_each_work_is() -> None:
    web = Web({"axle": [(NEEDS, "bolt")], "bolt": []})
    turns = {head("axle"): Side.DEPENDENCY.value, head("bolt"): Side.NOBODY.value}
    found = draw(web.dossier("axle"), web.linked, lambda one: turns[one.series.id], FAR)
    first, second = found.nodes
    assert (first.title, first.version, first.turn) == ("axle: Turn axle alone", 1, "dependency")
    assert (second.turn, second.landed, second.missing) == (None, None, False)


def test_depth_is_held_and_what_was_left_out_is_said() -> None:
    web = Web({"axle": [(NEEDS, "bolt")], "bolt": [(NEEDS, "cog")], "cog": [(NEEDS, "dial")],
               "dial": []})  # fmt: skip
    found = graph(web, "axle", Limits(depth=1, works=99))
    assert names(found) == ["axle", "bolt"]
    assert found.limits == ("1 more related series is past the limits (depth 1, 99 series)",)
    assert graph(web, "axle", Limits(depth=3, works=99)).limits == ()


def test_the_number_of_works_is_held_and_what_was_left_out_is_said() -> None:
    others = ["bolt", "cog", "dial", "flap", "gear"]
    web = Web({"axle": [(NEEDS, one) for one in others], **{one: [] for one in others}})
    found = graph(web, "axle", Limits(depth=9, works=3))
    assert names(found) == ["axle", "bolt", "cog"]
    assert found.limits == ("3 more related series are past the limits (depth 9, 3 series)",)


def test_a_work_found_again_by_a_shorter_way_is_not_said_to_be_left_out() -> None:
    """axle -> bolt -> dial and axle -> dial: dial is past bolt's depth but not past axle's."""
    web = Web({"axle": [(NEEDS, "bolt"), (NEEDS, "dial")], "bolt": [(NEEDS, "dial")], "dial": []})
    found = graph(web, "axle", Limits(depth=1, works=9))
    assert set(names(found)) == {"axle", "bolt", "dial"}
    assert found.limits == ()
    assert ("bolt", "dial", NEEDS) in arrows(found)


@pytest.mark.parametrize("abridged", [True, False])
def test_a_graph_says_whether_its_root_is_told_from_abridged_mails(abridged: bool) -> None:
    """One abridged mail is enough."""
    web = Web({"axle": []})
    name = next(iter(web.messages))
    web.messages = {**web.messages, name: replace(web.messages[name], abridged=abridged)}
    assert graph(web, "axle").abridged is abridged


def test_an_edge_tells_whether_the_newest_version_still_says_it() -> None:
    older = sent("axle", title="axle: Turn it", body=body((NEEDS, "bolt")))
    newer = sent("axle2", title="axle: Turn it", version=2, hours=48, body=body((NEEDS, "cog")))
    found = graph(Web({"bolt": [], "cog": []}, *older, *newer), "axle")
    assert {one.target.partition("-0@")[0]: one.still for one in found.edges} == {
        "bolt": False, "cog": True
    }  # fmt: skip
