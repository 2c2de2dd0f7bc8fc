"""The tab of relations."""

from dataclasses import replace
from itertools import pairwise
from types import SimpleNamespace

from tracker.model.relations import Kind
from tracker.model.views import Edge
from tracker.tui.lines import Row
from tracker.tui.pages.relations import relation_rows


def shown(rows: tuple[Row, ...]) -> list[str]:
    """The lines without their looks."""
    return ["".join(span.text for span in row.draw(80)).rstrip() for row in rows]


def test_a_work_hangs_below_the_one_it_is_reached_from(make: SimpleNamespace) -> None:
    """With the kind as it reads from there, and how far it is."""
    lines = shown(relation_rows(make.view(), make.graph(), "", 80))
    hinge = next(at for at, line in enumerate(lines) if "hinge: oil it" in line)
    assert "depends on" in lines[hinge]
    assert "applied 2026-03-01" in lines[hinge + 1]
    assert "follows" in lines[hinge + 2]
    assert "door: hang it" in lines[hinge + 2]
    assert lines[hinge + 2].index("follows") > lines[hinge].index("depends on")


def test_a_link_the_other_author_wrote_reads_backwards(make: SimpleNamespace) -> None:
    """What needs this series is needed by nobody else."""
    graph = make.graph()
    edge = replace(graph.edges[1], kind=Kind.DEPENDS_ON)
    lines = shown(relation_rows(make.view(), replace(graph, edges=(edge,)), "", 80))
    assert any("needed by" in line and "wick" in line for line in lines)


def test_cycles_and_strangers_are_survived(make: SimpleNamespace) -> None:
    """Each work once; an edge to what is no node is left out."""
    graph = make.graph()
    because = graph.edges[0].evidence
    more = (
        Edge(source="door@example.org", target=graph.root, kind=Kind.FOLLOWS, evidence=because),
        Edge(source=graph.root, target=graph.root, kind=Kind.FOLLOWS, evidence=because),
        Edge(source=graph.root, target="nobody@example.org", kind=Kind.FIXES, evidence=because),
    )
    lines = shown(relation_rows(make.view(), replace(graph, edges=graph.edges + more), "", 80))
    for title in ("hinge: oil it", "door: hang it", "wick: trim it"):
        assert sum(title in line for line in lines) == 1


def test_a_long_chain_is_walked_without_depth(make: SimpleNamespace) -> None:
    """A thousand works in a row."""
    names = [make.graph().root, *(f"s{n}@example.org" for n in range(1_000))]
    because = make.graph().edges[0].evidence
    graph = replace(
        make.graph(),
        nodes=tuple(make.node(name, f"work {name}") for name in names),
        edges=tuple(
            Edge(source=a, target=b, kind=Kind.FOLLOWS, evidence=because)
            for a, b in pairwise(names)
        ),
    )
    rows = relation_rows(make.view(), graph, "", 80)
    assert any("work s999" in line for line in shown(rows))


def test_no_relations_and_limits_are_said(make: SimpleNamespace) -> None:
    """What was left out stands below."""
    graph = replace(make.graph(), edges=(), limits=("stopped after 50 works",))
    lines = shown(relation_rows(make.view(relations=()), graph, "", 80))
    assert " none known" in lines
    assert " stopped after 50 works" in lines


def test_earlier_versions_are_no_links(make: SimpleNamespace) -> None:
    """They are drawn inside the series."""
    earlier = make.relation(Kind.PREVIOUS_VERSION, "v1@example.org", "the lamp, version 1")
    lines = shown(relation_rows(make.view(relations=(earlier,)), make.graph(), "", 80))
    assert not any("the lamp, version 1" in line for line in lines)
