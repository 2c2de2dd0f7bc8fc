# SPDX-License-Identifier: GPL-2.0-or-later
"""The tab of relations."""

from dataclasses import replace
from itertools import pairwise
from types import SimpleNamespace

from tracker.model.readiness import HalfLanded, Readiness, Waiting
from tracker.model.relations import Kind
from tracker.model.status import Stage
from tracker.model.views import Edge
from tracker.render.graph import related_rows
from tracker.render.lines import Row


def shown(rows: tuple[Row, ...]) -> list[str]:
    """The lines without their roles."""
    return ["".join(span.text for span in row.draw(80)).rstrip() for row in rows]


def test_a_work_hangs_below_the_one_it_is_reached_from(make: SimpleNamespace) -> None:
    """With the kind as it reads from there, and how far it is."""
    lines = shown(related_rows(make.view(), make.graph(), "", 80))
    hinge = next(at for at, line in enumerate(lines) if "hinge: oil it" in line)
    assert "depends on" in lines[hinge]
    assert "applied 2026-03-01" in lines[hinge + 1]
    assert "“needs the hinge”" in lines[hinge + 2]
    assert "follows" in lines[hinge + 3]
    assert "door: hang it" in lines[hinge + 3]
    assert lines[hinge + 3].index("follows") > lines[hinge].index("depends on")


def test_what_is_waited_for_is_marked(make: SimpleNamespace) -> None:
    """The work that has to land first, and no other: below the series that waits."""
    waits = Waiting(
        id="hinge@example.org", title="hinge: oil it", project="lamps", version=3,
        url="https://example.org/hinge", stage=Stage.UNDER_REVIEW, side=None, people=(),
        since=None, needed_by="lamp-v2@example.org",
    )  # fmt: skip
    view = make.view(readiness=Readiness(unblocked=False, waits_for=(waits,)))
    lines = shown(related_rows(view, make.graph(), "", 80))
    told = [line.strip(" │") for line in lines if "waits for" in line]
    assert told == ["waits for [lamps] v3 hinge: oil it (applied)"]


def test_what_is_not_at_hand_says_why(make: SimpleNamespace) -> None:
    """And how to bring it in."""
    graph = make.graph()
    nodes = tuple(
        replace(node, absence="example.org does not hold it (2026-03-01)") if node.missing else node
        for node in graph.nodes
    )
    lines = shown(related_rows(make.view(), replace(graph, nodes=nodes), "", 80))
    at = next(at for at, line in enumerate(lines) if "wick: trim it" in line)
    assert lines[at + 1].strip(" │") == (
        "not fetched: example.org does not hold it (2026-03-01); u fetches it"
    )


def test_a_half_landed_change_comes_before_all(make: SimpleNamespace) -> None:
    """Enter on it opens the other half."""
    half = HalfLanded(
        landed="lamp-v2@example.org", other="hinge@example.org", kind=Kind.COMPANION,
        state="stalled", since=make.now, text="the lamp is in, and the hinge is quiet",
    )  # fmt: skip
    rows = related_rows(make.view(), replace(make.graph(), half_landed=(half,)), "", 80)
    assert shown(rows)[0] == "Half-landed: the lamp is in, and the hinge is quiet."
    assert rows[0].target.series == "hinge@example.org"


def test_a_link_the_other_author_wrote_reads_backwards(make: SimpleNamespace) -> None:
    """What needs this series is needed by nobody else."""
    graph = make.graph()
    edge = replace(graph.edges[1], kind=Kind.DEPENDS_ON)
    lines = shown(related_rows(make.view(), replace(graph, edges=(edge,)), "", 80))
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
    lines = shown(related_rows(make.view(), replace(graph, edges=graph.edges + more), "", 80))
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
    rows = related_rows(make.view(), graph, "", 80)
    assert any("work s999" in line for line in shown(rows))


def test_no_relations_and_limits_are_said(make: SimpleNamespace) -> None:
    """What was left out stands below."""
    graph = replace(make.graph(), edges=(), limits=("stopped after 50 works",))
    lines = shown(related_rows(make.view(relations=()), graph, "", 80))
    assert " none known" in lines
    assert " stopped after 50 works" in lines


def test_earlier_versions_are_no_links(make: SimpleNamespace) -> None:
    """They are drawn inside the series."""
    earlier = make.relation(Kind.PREVIOUS_VERSION, "v1@example.org", "the lamp, version 1")
    lines = shown(related_rows(make.view(relations=(earlier,)), make.graph(), "", 80))
    assert not any("the lamp, version 1" in line for line in lines)


def test_each_link_stands_once_and_its_own_mails_never(make: SimpleNamespace) -> None:
    """With a count; the kind that says most, and what stands in the tree is told there."""
    moths = "moths@example.org"
    many = [make.relation(kind, moths, "moths") for kind in (Kind.MENTIONS, Kind.DISCUSSION)]
    own = make.relation(Kind.MENTIONS, "reply@example.org", "lamp: shut it")
    series = replace(own, target=replace(own.target, message_id=None, id="lamp-v2@example.org"))
    hinge = replace(own, target=replace(own.target, message_id=None, id="hinge@example.org"))
    marked = replace(many[0], own=True)
    view = make.view(relations=(*many, own, series, hinge, marked))
    lines = shown(related_rows(view, make.graph(), "", 80))
    links = lines[lines.index("Links") + 1 :]
    assert len(links) == 1
    assert "discussion" in links[0]
    assert links[0].rstrip().endswith("moths ×2")
