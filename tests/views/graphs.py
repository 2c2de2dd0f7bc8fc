# SPDX-License-Identifier: GPL-2.0-or-later
"""A graph made up for the tests of the reports: a cycle, a work not at hand, both directions."""

from dataclasses import replace

from tests.views.samples import NOW, proof
from tracker.model.relations import Kind
from tracker.model.status import Stage
from tracker.model.views import Edge, Graph, Node


def node(name: str, stage: Stage | None, **more: object) -> Node:
    """A work of a graph."""
    plain = Node(
        id=f"{name}@example.org",
        title=f"{name}: move the lever",
        project=name,
        stage=stage,
        version=1 if stage else None,
        url=f"https://lists.example.org/all/{name}@example.org/",
        landed="2025-03-11 to master" if stage in (Stage.APPLIED, Stage.RELEASED) else None,
        turn="reviewers" if stage is Stage.UNDER_REVIEW else None,
        missing=stage is None,
    )
    return replace(plain, **more)  # type: ignore[arg-type]  # fields are named by the test


def edge(source: str, kind: Kind, target: str) -> Edge:
    """A relation of a graph."""
    return Edge(
        source=f"{source}@example.org",
        target=f"{target}@example.org",
        kind=kind,
        evidence=proof("link.prose", f"{source}@example.org", 12, "needs the lever"),
    )


NODES = (
    node("gadgets", Stage.REVIEWED, turn="maintainer (Mia Maintainer)"),
    node("winch", Stage.UNDER_REVIEW),
    node("rope", Stage.RELEASED),
    node("docs", Stage.CHANGES_REQUESTED),
    node("hook", None),
)
EDGES = (
    edge("gadgets", Kind.DEPENDS_ON, "winch"),
    edge("gadgets", Kind.FOLLOWS, "rope"),
    edge("winch", Kind.DEPENDS_ON, "rope"),
    edge("rope", Kind.COMPANION, "gadgets"),
    edge("docs", Kind.DEPENDS_ON, "gadgets"),
    edge("winch", Kind.DEPENDS_ON, "hook"),
    edge("hook", Kind.REPLACES, "docs"),
)
GRAPH = Graph(
    root="gadgets@example.org",
    nodes=NODES,
    edges=EDGES,
    limits=("2 more works were left out: the walk stops after 5.",),
    as_of=NOW,
)
