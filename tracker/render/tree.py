# SPDX-License-Identifier: GPL-2.0-or-later
"""A graph laid out as a tree: every node has one place, every edge is drawn once.

Breadth first from the root, so that every work stands as near to it as it is. An edge that does
not carry the tree is shown at the later of its two works, as a reference to the earlier one.
"""

from collections import deque
from collections.abc import Iterable, Mapping

from tracker.lazy_dataclass import dataclass
from tracker.model.relations import KIND_ORDER, Kind, kind_words
from tracker.model.views import Edge, Graph, Node

Pair = tuple[str, str]
DEEPEST = 12
"""Levels of a tree; a line of 80 columns has no room for more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TreePlace:
    """One work where it stands in the tree."""

    node: Node
    ancestors: tuple[bool, ...]
    """For each level down to it: is it the last child there? Empty for a root. Works below the
    deepest level stand under each other on that level."""
    parent: bool
    """It has works below it."""
    words: tuple[str, ...]
    """How it hangs on the work above, read from there: ``depends on``, ``needed by``."""
    edges: tuple[Edge, ...]
    """The relations that these words are of."""
    again: tuple[tuple[str, str], ...]
    """Relations to works that stand above: the words, and the id of the other work."""


def joined(graph: Graph) -> tuple[tuple[str, str, Kind], ...]:
    """Return the edges, each once: source, target and kind, sorted by kind."""
    once = dict.fromkeys((edge.source, edge.target, edge.kind) for edge in graph.edges)
    return tuple(sorted(once, key=lambda edge: KIND_ORDER[edge[2]]))


def tree_places(graph: Graph) -> tuple[TreePlace, ...]:
    """Return the works in the order of drawing.

    What does not hang on the root follows as more roots.
    """
    words = _tree_words(graph.edges)
    edges: dict[frozenset[str | None], tuple[Edge, ...]] = {}
    for edge in graph.edges:
        ends = frozenset({edge.source, edge.target})
        edges[ends] = (*edges.get(ends, ()), edge)
    beside: dict[str, list[str]] = {}
    for here, there in words:
        beside.setdefault(here, []).append(there)
    nodes = _nodes(graph, beside)
    parents = _tree_parents(nodes, beside)
    below: dict[str | None, list[str]] = {}
    for id, parent in parents.items():
        below.setdefault(parent, []).append(id)
    order = _tree_order(below)
    rank = {id: index for index, id in enumerate(order)}
    found = []
    for id, ancestors in order.items():
        up = parents[id]
        earlier = (other for other in beside.get(id, ()) if rank[other] <= rank[id] and other != up)
        found.append(
            TreePlace(
                node=nodes[id],
                ancestors=ancestors,
                parent=id in below,
                words=words[up, id] if up is not None else (),
                edges=edges.get(frozenset({up, id}), ()),
                again=tuple((", ".join(words[id, other]), other) for other in earlier),
            )
        )
    return tuple(found)


def _nodes(graph: Graph, ids: Iterable[str]) -> Mapping[str, Node]:
    """Return the nodes by id, the root first; an end that is no node gets a missing one."""
    known = sorted(graph.nodes, key=lambda node: node.id != graph.root)
    nodes = {node.id: node for node in known}
    for id in ids:
        if id not in nodes:
            nodes[id] = Node(
                id=id,
                title="",
                project=None,
                stage=None,
                version=None,
                url="",
                landed=None,
                turn=None,
                missing=True,
            )
    return nodes


def _tree_words(edges: Iterable[Edge]) -> dict[Pair, tuple[str, ...]]:
    """Return how each pair of works reads from either end."""
    words: dict[Pair, tuple[str, ...]] = {}
    for edge in sorted(edges, key=lambda one: KIND_ORDER[one.kind]):
        source, target = edge.source, edge.target
        said = (_edge_words(edge, outgoing) for outgoing in (True, False))
        for pair, told in zip(
            dict.fromkeys(((source, target), (target, source))), said, strict=False
        ):
            if told not in words.get(pair, ()):
                words[pair] = (*words.get(pair, ()), told)
    return words


def _edge_words(edge: Edge, outgoing: bool) -> str:
    """Return how an edge reads from one end; a need that only an older version had says so."""
    past = edge.kind is Kind.DEPENDS_ON and not edge.still
    words = kind_words(edge.kind, outgoing, edge.evidence.rule)
    return f"{words} (an older version)" if past else words


def _tree_parents(
    nodes: Mapping[str, Node], beside: Mapping[str, list[str]]
) -> dict[str, str | None]:
    """Return the work each one hangs on, breadth first; None for a root."""
    parents: dict[str, str | None] = {}
    for start in nodes:
        if start in parents:
            continue
        parents[start] = None
        queue = deque([start])
        while queue:
            here = queue.popleft()
            for there in beside.get(here, ()):
                if there not in parents:
                    parents[there] = here
                    queue.append(there)
    return parents


def _tree_order(below: Mapping[str | None, list[str]]) -> dict[str, tuple[bool, ...]]:
    """Return the ids in the order of drawing, a work before what hangs on it."""
    order: dict[str, tuple[bool, ...]] = {}
    waiting: list[tuple[str, tuple[bool, ...]]]
    waiting = [(id, ()) for id in reversed(below.get(None, []))]
    while waiting:
        id, ancestors = waiting.pop()
        order[id] = ancestors
        children = below.get(id, [])
        for child in reversed(children):
            step = () if len(ancestors) >= DEEPEST else (child == children[-1],)
            waiting.append((child, (*ancestors, *step)))
    return order
