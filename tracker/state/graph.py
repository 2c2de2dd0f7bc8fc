# SPDX-License-Identifier: GPL-2.0-or-later
"""Walk the relations around a series, breadth first, within limits; draw them as a graph."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import field

from tracker.lazy_dataclass import dataclass
from tracker.mail.refs import url_of
from tracker.model.relations import WALKED, Relation
from tracker.model.status import Side
from tracker.model.views import Edge, Graph, Node
from tracker.relations.find import strongest
from tracker.relations.versions import work_name
from tracker.state.dossier import Dossier
from tracker.state.linked import (
    Linked,
    end_name,
    is_need,
    landed_line,
    needs_of,
    still_said,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How far a walk goes."""

    depth: int
    works: int


@dataclass(slots=True)
class _GraphWalk:
    """What a walk has found so far."""

    nodes: dict[str, Node]
    edges: dict[tuple[str, str], list[Relation]]
    depth: dict[str, int]
    cut: set[str]
    said: set[tuple[str, str]] = field(default_factory=set)
    """Edges of which the newest version, or a person, says something."""
    works: dict[str, Dossier] = field(default_factory=dict)


def draw(
    root: Dossier,
    neighbours: Callable[[str], Sequence[Linked]],
    turn_of: Callable[[Dossier], str | None],
    limits: Limits,
    absence: Callable[[Relation], str | None] = lambda _: None,
) -> Graph:
    """The graph of works around one. ``neighbours`` gives the relations of a series by its id.

    ``absence`` tells why a thing is not at hand.
    """
    first = _graph_node(root, turn_of(root))
    walk = _GraphWalk(nodes={first.id: first}, edges={}, depth={first.id: 0}, cut=set())
    walk.works[first.id] = root
    todo = [first.id]
    while todo:
        name = todo.pop(0)
        beside = neighbours(name)
        now = _still(walk.works[name], beside)
        still = {id(one) for one in now}
        names = {work_name(end_name(one.relation)) for one in now} - {None}
        for linked in beside:
            if linked.relation.kind not in WALKED:
                continue
            if linked.other is None and id(linked) not in still and _older(linked) in names:
                continue
            end = linked.other.series.id if linked.other else end_name(linked.relation)
            if end == name:
                continue
            if end not in walk.nodes:
                if not _graph_room(walk, name, end, limits):
                    continue
                walk.nodes[end] = _graph_end(linked, turn_of, absence)
                walk.depth[end] = walk.depth[name] + 1
                if linked.other is not None:
                    walk.works[end] = linked.other
                    todo.append(end)
            source, target = (name, end) if linked.direction == "out" else (end, name)
            walk.edges.setdefault((source, target), []).append(linked.relation)
            if id(linked) in still:
                walk.said.add((source, target))
    return Graph(
        root=first.id,
        nodes=tuple(walk.nodes.values()),
        edges=tuple(_edges(walk)),
        limits=_graph_recorded(walk, limits),
        as_of=root.as_of,
        abridged=any(one.abridged for one in root.messages.values()),
    )


def _still(near: Dossier, beside: Sequence[Linked]) -> list[Linked]:
    """What the newest versions say; of what a work needs, as it says itself, one name each."""
    others = [one for one in beside if not is_need(one.relation) and still_said(one, near)]
    return [*others, *needs_of(near, beside)]


def _older(linked: Linked) -> str | None:
    """The name that b4 gives to a work: an older posting that is not at hand is no work of its own
    beside the newer one.
    """
    return work_name(end_name(linked.relation))


def _graph_room(walk: _GraphWalk, name: str, end: str, limits: Limits) -> bool:
    """Whether one more work may be taken in; if not, it is remembered as left out."""
    if walk.depth[name] < limits.depth and len(walk.nodes) < limits.works:
        return True
    walk.cut.add(end)
    return False


def _graph_end(
    linked: Linked,
    turn_of: Callable[[Dossier], str | None],
    absence: Callable[[Relation], str | None],
) -> Node:
    """The node at the other end of a relation."""
    if linked.other is not None:
        return _graph_node(linked.other, turn_of(linked.other))
    relation = linked.relation
    name = end_name(relation)
    return Node(
        id=name,
        title=linked.message.subject.title if linked.message else name,
        project=linked.project,
        stage=None,
        version=None,
        url=url_of(relation.message_id) if relation.message_id else relation.url,
        landed=None,
        turn=None,
        missing=True,
        absence=absence(relation) if linked.message is None else None,
    )


def _graph_node(dossier: Dossier, turn: str | None) -> Node:
    newest = dossier.series.newest
    return Node(
        id=dossier.series.id,
        title=newest.title,
        project=dossier.project,
        stage=dossier.standing.stage,
        version=newest.version,
        url=url_of(newest.message_id),
        landed=landed_line(dossier),
        turn=turn if turn != Side.NOBODY else None,
        missing=False,
    )


def _edges(walk: _GraphWalk) -> Iterable[Edge]:
    """One edge for each ordered pair of works: its strongest relation."""
    for (source, target), relations in sorted(walk.edges.items()):
        best = strongest(relations)
        # That a counterpart has to be in first is what its reader asks for.
        needed = [one.needed for one in relations if one.needed and one.kind is best.kind]
        yield Edge(
            source=source,
            target=target,
            kind=best.kind,
            evidence=needed[0] if needed else best.evidence,
            confidence=best.confidence,
            still=(source, target) in walk.said,
        )


def _graph_recorded(walk: _GraphWalk, limits: Limits) -> tuple[str, ...]:
    gone = len(walk.cut - set(walk.nodes))
    if not gone:
        return ()
    return (
        f"{gone} more related series {'is' if gone == 1 else 'are'} past the limits"
        f" (depth {limits.depth}, {limits.works} series)",
    )
