# SPDX-License-Identifier: GPL-2.0-or-later
"""The tree of related works holds each work and each relation once, from any root."""

import re
from dataclasses import replace

import pytest

from tests.views import attacks, graphs
from tracker.export.mermaid import graph_mermaid, label
from tracker.model.relations import Kind
from tracker.model.status import Stage
from tracker.render.graph import graph_text
from tracker.render.style import Style
from tracker.render.tree import joined, tree_places

TEXT = graph_text(graphs.GRAPH, Style())


def drawn_pairs(graph):
    """Every relation that the tree draws, as a pair of works and the words in between."""
    tree = tree_places(graph)
    above: dict[int, str] = {}
    for place in tree:
        level = len(place.ancestors)
        above[level] = place.node.id
        for word in place.words:
            yield frozenset({place.node.id, above[level - 1]}), word
        for words, other in place.again:
            for word in words.split(", "):
                yield frozenset({place.node.id, other}), word


@pytest.mark.parametrize("root", [node.id for node in graphs.NODES])
def test_every_work_and_every_relation_is_drawn_once_from_any_root(root):
    """Another root turns the tree, but adds and loses nothing."""
    graph = replace(graphs.GRAPH, root=root)
    tree = tree_places(graph)
    assert tree[0].node.id == root
    assert sorted(place.node.id for place in tree) == sorted(node.id for node in graph.nodes)
    pairs = [pair for pair, _ in drawn_pairs(graph)]
    assert sorted(map(sorted, pairs)) == sorted(
        sorted({edge.source, edge.target}) for edge in graph.edges
    )


def test_incoming_relations_read_from_the_other_end():
    """The work above is named by the words that fit its side."""
    assert "needed by: [docs]" in TEXT
    assert "depends on: [winch]" in TEXT
    turned = graph_text(replace(graphs.GRAPH, root="rope@example.org"), Style())
    assert "continued by, companion: [gadgets]" in turned


def test_a_work_reached_twice_is_referred_to_by_its_number():
    """A cycle ends in a reference, not in a second drawing."""
    assert TEXT.count("[winch] v1 winch: move the lever\n") == 1
    assert "(1) depends on: [winch]" in TEXT
    assert "needed by: (1) above" in TEXT


def test_state_landing_turn_and_what_it_waits_for_stand_below_the_name():
    """Readiness at a glance; what has landed is waited for no more."""
    assert "✓ reviewed; turn: maintainer (Mia Maintainer)" in TEXT
    assert "★ released: 2025-03-11 to master" in TEXT
    assert "waits for [winch] v1 winch: move the lever (under review)" in TEXT
    assert "waits for [rope]" not in TEXT


def test_what_is_not_at_hand_is_shown_as_such():
    """With its link whole on the next line, so that it can be looked up."""
    lines = TEXT.splitlines()
    link = "https://lists.example.org/all/hook@example.org/"
    (place,) = [number for number, line in enumerate(lines) if line.endswith(link)]
    assert lines[place - 1].endswith("not fetched")


def test_limits_are_told_at_the_end():
    """What the walk left out is not passed over."""
    assert TEXT.rstrip().split("\n")[-2] == graphs.GRAPH.limits[0]


def test_a_relation_into_the_void_gets_a_node():
    """An edge whose end is no node loses neither."""
    graph = replace(graphs.GRAPH, edges=(graphs.edge("gadgets", Kind.FIXES, "void"),))
    assert "fixes: <void@example.org>" in graph_text(graph, Style())
    assert "void#64;example.org<br/>not fetched" in graph_mermaid(graph)


def test_a_work_that_relates_to_itself_is_no_endless_tree():
    """It is told beside the work."""
    graph = replace(
        graphs.GRAPH,
        nodes=graphs.NODES[:1],
        edges=(graphs.edge("gadgets", Kind.DEPENDS_ON, "gadgets"),),
    )
    assert "depends on: itself" in graph_text(graph, Style())


def test_every_work_stands_as_near_to_the_root_as_it_is():
    """A work that the root names itself does not hang on a longer way round."""
    links = ["gadgets winch", "gadgets rope", "rope docs", "docs hook", "winch hook"]
    edges = tuple(graphs.edge(*pair) for pair in map(_needs, links))
    tree = tree_places(replace(graphs.GRAPH, edges=edges))
    levels = {place.node.project: len(place.ancestors) for place in tree}
    assert levels == {"gadgets": 0, "winch": 1, "rope": 1, "docs": 2, "hook": 2}


def _needs(pair):
    source, target = pair.split()
    return source, Kind.DEPENDS_ON, target


def test_works_that_do_not_hang_together_are_all_drawn():
    """A second tree follows the first."""
    text = graph_text(replace(graphs.GRAPH, edges=()), Style())
    assert all(f"[{node.project}]" in text for node in graphs.NODES)
    assert "Not joined to the above" in text


def test_mermaid_draws_every_node_edge_and_stage():
    """Ids are ours; the kind stands on the edge, the class tells the stage."""
    text = graph_mermaid(graphs.GRAPH)
    assert text.startswith("flowchart TD\n")
    assert len(re.findall(r"^    n\d+\[", text, re.M)) == len(graphs.NODES)
    assert len(re.findall(r"^    n\d+ -->", text, re.M)) == len(joined(graphs.GRAPH))
    assert '    n0 -->|"depends on"| n1\n' in text
    assert "    class n0 stage-reviewed\n" in text
    assert all(f"classDef stage-{stage.value} " in text for stage in Stage)


@pytest.mark.parametrize(
    "text",
    [
        attacks.HOSTILE,
        'end"] --> n9["',
        "%%{init: {}}%%",
        "`**bold**`",
        "<img src=x onerror=alert(1)>",
        "1. a list\n- another",
        "#quot;&quot;",
        'click n0 href "javascript:x"',
    ],
)
def test_no_title_breaks_out_of_its_label(text):
    """Nothing but letters, digits and a few marks comes through; the rest is entity codes."""
    bare = re.sub(r"#\d+;", "", label(text))
    assert not set(bare) & set("\"'`<>[](){}|#&%;*\n\\")
    node = graphs.node("gadgets", Stage.NEW, title=text, project=text, landed=text)
    drawn = graph_mermaid(replace(graphs.GRAPH, nodes=(node,), edges=(), limits=()))
    assert drawn.split("\n")[1].count('"') == 2
    assert len(drawn.split("\n")) == len(Stage) + 6


def test_labels_stay_readable():
    """Dots and hyphens within words stand as themselves."""
    assert label("mm/slab: keep kfree-rcu in v6.1") == "mm/slab#58; keep kfree-rcu in v6.1"


def test_the_example_is_told_to_be_abridged():
    """On the last line, and of no other graph."""
    told = graph_text(replace(graphs.GRAPH, abridged=True), Style()).splitlines()
    assert " ".join(told[-2:]).endswith("the words are ours, abridged.")
    assert "abridged" not in TEXT


def test_the_handle_of_what_has_no_title_can_be_copied():
    """It is on a line whole, however deep it stands and however long it is."""
    name = "a-very-long-name-" * 5 + "@example.org"
    gone = graphs.node("winch", None, id=name, title=name)
    edge = replace(graphs.edge("gadgets", Kind.DEPENDS_ON, "winch"), target=name)
    nodes = (graphs.NODES[0], gone)
    lines = graph_text(replace(graphs.GRAPH, nodes=nodes, edges=(edge,)), Style()).splitlines()
    assert any(line.endswith(" " + name) or line.endswith(f"<{name}>") for line in lines)


def test_what_only_older_versions_needed_is_not_waited_for():
    edges = tuple(replace(edge, still=False) for edge in graphs.GRAPH.edges)
    text = graph_text(replace(graphs.GRAPH, edges=edges), Style())
    assert "waits for" not in text
    assert "depends on (an older version):" in text
