"""The related works as a tree from the series outwards, and the other links below.

Each work has its line, how far it is, what it blocks, and the words that made the relation.
"""

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
from tracker.tui.pages.overview import alarm_target
from tracker.tui.phrases import day, stage_sign, stage_words, whose
from tracker.tui.wording import kind_words

_SURE = 0.5
"""Below so much confidence a relation is told with a doubt."""
_ABSENT = "it was never fetched"
_Placed = tuple[Node, Edge, int]
"""A work, the relation that it hangs on, and how deep it stands."""


def relation_rows(view: SeriesView, graph: Graph | None, why: str, columns: int) -> tuple[Row, ...]:
    """The page; without a graph, ``why`` there is none."""
    if graph is None:
        told = paragraph("wait", why or "reading the related series", columns, lead=" ",
                         look=Look.BAD if why else Look.DIM)  # fmt: skip
        works: tuple[Row, ...] = (heading("works", " Related series"), *told)
    else:
        works = (*_alarms(view, graph, columns), *_works(view, graph, columns))
    links = [r for r in view.relations if r.kind not in WALKED | {Kind.PREVIOUS_VERSION}]
    if not links:
        return works
    rows = [_link_row(number, link) for number, link in enumerate(links)]
    return (*works, blank("gap"), heading("links", " Links"), *rows)


def _alarms(view: SeriesView, graph: Graph, columns: int) -> list[Row]:
    """Changes of which one half is in: before all else."""
    halves = {(one.landed, one.other): one
              for one in (*view.readiness.half_landed, *graph.half_landed)}  # fmt: skip
    rows: list[Row] = []
    for number, half in enumerate(halves.values()):
        target = Target(series=alarm_target(view, half.landed, half.other))
        rows += paragraph(f"half.{number}", f"Half-landed: {half.text}.", columns, lead=" ",
                          look=Look.BAD, target=target)  # fmt: skip
    return [*rows, blank("gap.alarm")] if rows else []


def _works(view: SeriesView, graph: Graph, columns: int) -> tuple[Row, ...]:
    note = "Enter goes in, Backspace comes out"
    waits = frozenset(work.id for work in view.readiness.waits_for)
    walked = _walk(graph, waits)
    rows = [heading("works", " Related series", note if walked else "")]
    for placed in walked:
        rows += _node(placed, waits, graph, columns)
    if len(rows) == 1:
        none = (Span(" none known", Look.DIM),)
        rows.append(Row(key="works.none", draw=fixed(none), stop=False))
    for number, limit in enumerate(graph.limits):
        rows += paragraph(f"limit.{number}", limit, columns, lead=" ", look=Look.WARN)
    return tuple(rows)


def _walk(graph: Graph, waits: frozenset[str]) -> list[_Placed]:
    """Every node once, below the one nearest to the root that it hangs on, depth first.

    Of those below one node what blocks comes first, then what is nearer by kind, and last what is
    not at hand.
    """
    order = list(Kind)
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
    for beneath in below.values():
        beneath.sort(
            key=lambda one: (nodes[one[0]].missing, one[0] not in waits, order.index(one[1].kind))
        )
    walked: list[_Placed] = []
    stack = [(name, edge, 0) for name, edge in reversed(below.get(graph.root, []))]
    while stack:
        name, edge, depth = stack.pop()
        walked.append((nodes[name], edge, depth))
        stack += [(lower, e, depth + 1) for lower, e in reversed(below.get(name, []))]
    return walked


def _node(placed: _Placed, waits: frozenset[str], graph: Graph, columns: int) -> list[Row]:
    node, edge, depth = placed
    target = Target(
        series=None if node.missing else node.id,
        absent=node.id if node.missing else None,
        message_id=node.id if "@" in node.id and "/" not in node.id else None,
        evidence=(edge.evidence,),
    )
    indent = " " + "  " * min(depth, 8)
    blocks = node.id in waits
    relation = kind_words(edge.kind, edge.target == node.id)
    draw = partial(_node_line, node, relation, indent, blocks)
    rows = [Row(key=f"node {node.id}", draw=draw, target=target)]
    rows += _under(f"node {node.id} standing", _standing(node, blocks, graph), indent, columns,
                   Look.WARN if blocks else Look.DIM)  # fmt: skip
    rows += _under(f"node {node.id} words", _words(edge), indent, columns, Look.QUOTE)
    return rows


def _under(key: str, text: str, indent: str, columns: int, look: Look) -> list[Row]:
    """One line below a work, cut to the screen; none for no text."""
    if not text:
        return []
    draw = partial(_under_line, text, f"{indent}  ", look)
    return [Row(key=key, draw=draw, stop=False)]


def _under_line(text: str, lead: str, look: Look, columns: int) -> Line:
    return (Span(lead), cell(text, max(columns - len(lead), 10), look))


def _words(edge: Edge) -> str:
    """The sentence that the relation was read from."""
    doubt = "not sure: " if edge.confidence < _SURE else ""
    return f"{doubt}“{edge.evidence.quote.strip()}”" if edge.evidence.quote.strip() else ""


def _node_line(node: Node, relation: str, indent: str, blocks: bool, columns: int) -> Line:
    version = f"v{node.version} " if node.version else ""
    line = (
        Span(indent),
        stage_sign(None if node.missing else node.stage),
        Span(" "),
        cell(relation, 14, Look.INFO),
        Span("blocks " if blocks else "", Look.WARN),
        Span(f"{clean(node.project)} " if node.project else "", Look.DIM),
        Span(version, Look.DIM),
    )
    look = Look.DIM if node.missing else Look.PLAIN
    return (*line, cell(node.title or node.url, max(columns - taken(line), 10), look))


def _standing(node: Node, blocks: bool, graph: Graph) -> str:
    """How far it is, in one line; of what is not at hand, why."""
    if node.missing:
        return f"not at hand: {node.absence or _ABSENT}; u fetches it"
    stage = stage_words(node.stage) if node.stage else ""
    turn = f"{whose(node.turn)} turn" if node.turn else ""
    landed = node.landed or ""
    if landed.casefold().startswith(stage):
        stage = ""
    late = f"not landed on {day(graph.as_of)}" if blocks and not landed else ""
    return "; ".join(part for part in (stage, landed, turn, late) if part)


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
