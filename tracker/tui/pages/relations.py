"""The related works as a tree from the series outwards, and the other links below."""

from collections import deque
from functools import partial

from tracker.clean import clean
from tracker.model.relations import WALKED, Kind
from tracker.model.views import Edge, Graph, Node, RelationView, SeriesView
from tracker.tui.lines import (
    Line,
    Look,
    Row,
    Span,
    Target,
    blank,
    cell,
    fixed,
    heading,
    paragraph,
    taken,
)
from tracker.tui.phrases import kind_words, stage_sign, stage_words


def relation_rows(view: SeriesView, graph: Graph | None, why: str, columns: int) -> tuple[Row, ...]:
    """The page; without a graph, ``why`` there is none."""
    if graph is None:
        told = paragraph("wait", why or "reading the related series", columns, lead=" ",
                         look=Look.BAD if why else Look.DIM)  # fmt: skip
        works: tuple[Row, ...] = (heading("works", " Related series"), *told)
    else:
        works = _works(graph, columns)
    links = [r for r in view.relations if r.kind not in WALKED | {Kind.PREVIOUS_VERSION}]
    if not links:
        return works
    rows = [_link_row(number, link) for number, link in enumerate(links)]
    return (*works, blank("gap"), heading("links", " Links"), *rows)


def _works(graph: Graph, columns: int) -> tuple[Row, ...]:
    rows = [heading("works", " Related series")]
    for node, edge, depth in _walk(graph):
        outgoing = edge.target == node.id
        rows += _node(node, edge, kind_words(edge.kind, outgoing), depth)
    if len(rows) == 1:
        none = (Span(" none known", Look.DIM),)
        rows.append(Row(key="works.none", draw=fixed(none), stop=False))
    for number, limit in enumerate(graph.limits):
        rows += paragraph(f"limit.{number}", limit, columns, lead=" ", look=Look.WARN)
    return tuple(rows)


def _walk(graph: Graph) -> list[tuple[Node, Edge, int]]:
    """Every node once, below the one nearest to the root that it hangs on, depth first."""
    nodes = {node.id: node for node in graph.nodes}
    beside: dict[str, list[tuple[str, Edge]]] = {}
    for edge in graph.edges:
        beside.setdefault(edge.source, []).append((edge.target, edge))
        beside.setdefault(edge.target, []).append((edge.source, edge))
    below: dict[str, list[tuple[str, Edge]]] = {}
    seen, queue = {graph.root}, deque([graph.root])
    while queue:
        here = queue.popleft()
        for there, edge in beside.get(here, ()):
            if there not in seen and there in nodes:
                seen.add(there)
                below.setdefault(here, []).append((there, edge))
                queue.append(there)
    walked: list[tuple[Node, Edge, int]] = []
    stack = [(name, edge, 0) for name, edge in reversed(below.get(graph.root, []))]
    while stack:
        name, edge, depth = stack.pop()
        walked.append((nodes[name], edge, depth))
        stack += [(lower, e, depth + 1) for lower, e in reversed(below.get(name, []))]
    return walked


def _node(node: Node, edge: Edge, relation: str, depth: int) -> list[Row]:
    target = Target(
        series=None if node.missing else node.id,
        absent=node.id if node.missing else None,
        message_id=node.id if "@" in node.id and "/" not in node.id else None,
        evidence=(edge.evidence,),
    )
    indent = " " + "  " * min(depth, 8)
    rows = [
        Row(key=f"node {node.id}", draw=partial(_node_line, node, relation, indent), target=target)
    ]
    standing = _standing(node)
    if standing:
        draw = partial(_standing_line, standing, indent)
        rows.append(Row(key=f"node {node.id} standing", draw=draw, stop=False))
    return rows


def _node_line(node: Node, relation: str, indent: str, columns: int) -> Line:
    version = f"v{node.version} " if node.version else ""
    line = (
        Span(indent),
        stage_sign(None if node.missing else node.stage),
        Span(" "),
        cell(relation, 14, Look.INFO),
        Span(f"{clean(node.project)} " if node.project else "", Look.DIM),
        Span(version, Look.DIM),
    )
    return (*line, cell(node.title or node.url, max(columns - taken(line), 10)))


def _standing(node: Node) -> str:
    """How far it is, in one line."""
    if node.missing:
        return "not at hand"
    stage = stage_words(node.stage) if node.stage else ""
    turn = f"{node.turn}'s turn" if node.turn else ""
    return ", ".join(part for part in (node.landed or stage, turn) if part)


def _standing_line(standing: str, indent: str, columns: int) -> Line:
    lead = " " * (len(indent) + 16)
    return (Span(lead), cell(standing, max(columns - len(lead), 10), Look.DIM))


def _link_row(number: int, link: RelationView) -> Row:
    known = link.target.id
    target = Target(
        series=known,
        message_id=link.target.message_id,
        evidence=(link.evidence,),
    )
    return Row(key=f"link.{number} {link.target.url}", draw=partial(_link_line, link),
               target=target)  # fmt: skip


def _link_line(link: RelationView, columns: int) -> Line:
    words = kind_words(link.kind, link.direction == "out")
    sign = stage_sign(link.target.stage) if link.target.id else Span("·", Look.DIM)
    line = (Span(" "), sign, Span(" "), cell(words, 14, Look.INFO))
    return (*line, cell(link.target.title or link.target.url, max(columns - taken(line), 10)))
