"""The related works as a tree from the series outwards, and the other links below.

Each work has its line, whether this series waits for it, how far it is, and the words that made
the relation.
"""

from collections import deque
from functools import partial

from tracker.model.relations import KIND_ORDER, WALKED, Kind, kind_words
from tracker.model.roles import Role
from tracker.model.status import SIDES, Side, stage_traits
from tracker.model.terminal_text import clean, width
from tracker.model.views import Edge, Graph, Node, RelationView, SeriesView
from tracker.render.lines import (
    Line,
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
from tracker.render.words import day, stage_sign
from tracker.tui.pages.overview import alarm_target

_SURE = 0.5
"""Below so much confidence a relation is told with a doubt."""
_ABSENT = "it was never fetched"
_Placed = tuple[Node, Edge, int]
"""A work, the relation that it hangs on, and how deep it stands."""


def relation_rows(view: SeriesView, graph: Graph | None, why: str, columns: int) -> tuple[Row, ...]:
    """The page; without a graph, ``why`` there is none."""
    if graph is None:
        told = paragraph("wait", why or "reading the related series", columns, lead=" ",
                         role=Role.BAD if why else Role.DIM)  # fmt: skip
        works: tuple[Row, ...] = (heading("works", " Related series"), *told)
    else:
        works = (*_alarms(view, graph, columns), *_works(view, graph, columns))
    rows = _links(view, graph)
    if not rows:
        return works
    return (*works, blank("gap"), heading("links", " Links"), *rows)


def _alarms(view: SeriesView, graph: Graph, columns: int) -> list[Row]:
    """Changes of which one half is in: before all else."""
    halves = {(one.landed, one.other): one
              for one in (*view.readiness.half_landed, *graph.half_landed)}  # fmt: skip
    rows: list[Row] = []
    for number, half in enumerate(halves.values()):
        target = Target(series=alarm_target(view, half.landed, half.other))
        rows += paragraph(f"half.{number}", f"{half.head}: {half.text}.", columns, lead=" ",
                          role=Role.BAD, target=target)  # fmt: skip
    return [*rows, blank("gap.alarm")] if rows else []


def _works(view: SeriesView, graph: Graph, columns: int) -> tuple[Row, ...]:
    note = "Enter goes in, Backspace comes out"
    waits = frozenset(work.id for work in view.readiness.waits_for)
    walked = _walk(graph, waits)
    rows = [heading("works", " Related series", note if walked else "")]
    for placed in walked:
        rows += _node(placed, waits, graph, columns)
    if len(rows) == 1:
        none = (Span(" none known", Role.DIM),)
        rows.append(Row(key="works.none", draw=fixed(none), stop=False))
    for number, limit in enumerate(graph.limits):
        rows += paragraph(f"limit.{number}", limit, columns, lead=" ", role=Role.WARN)
    return tuple(rows)


def _walk(graph: Graph, waits: frozenset[str]) -> list[_Placed]:
    """Every node once, below the one nearest to the root that it hangs on, depth first.

    Of those below one node what is waited for comes first, then what is nearer by kind, and last
    what is not at hand.
    """
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
            key=lambda one: (nodes[one[0]].missing, one[0] not in waits, KIND_ORDER[one[1].kind])
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
    awaited = node.id in waits
    relation = kind_words(edge.kind, edge.target == node.id, edge.evidence.rule)
    draw = partial(_node_line, node, relation, indent, awaited)
    rows = [Row(key=f"node {node.id}", draw=draw, target=target)]
    rows += _under(f"node {node.id} standing", _standing(node, awaited, graph), indent, columns,
                   Role.WARN if awaited else Role.DIM)  # fmt: skip
    rows += _under(f"node {node.id} words", _words(edge), indent, columns, Role.QUOTE)
    return rows


def _under(key: str, text: str, indent: str, columns: int, role: Role) -> list[Row]:
    """One line below a work, cut to the screen; none for no text."""
    if not text:
        return []
    draw = partial(_under_line, text, f"{indent}  ", role)
    return [Row(key=key, draw=draw, stop=False)]


def _under_line(text: str, lead: str, role: Role, columns: int) -> Line:
    return (Span(lead), cell(text, max(columns - len(lead), 10), role))


def _words(edge: Edge) -> str:
    """The sentence that the relation was read from."""
    doubt = "not sure: " if edge.confidence < _SURE else ""
    return f"{doubt}“{edge.evidence.quote.strip()}”" if edge.evidence.quote.strip() else ""


def _node_line(node: Node, relation: str, indent: str, awaited: bool, columns: int) -> Line:
    version = f"v{node.version} " if node.version else ""
    line = (
        Span(indent),
        stage_sign(None if node.missing else node.stage),
        Span(" "),
        cell(relation, 14, Role.INFO),
        Span("waits for " if awaited else "", Role.WARN),
        Span(f"{clean(node.project)} " if node.project else "", Role.DIM),
        Span(version, Role.DIM),
    )
    role = Role.DIM if node.missing else Role.PLAIN
    return (*line, cell(node.title or node.url, max(columns - taken(line), 10), role))


def _standing(node: Node, awaited: bool, graph: Graph) -> str:
    """How far it is, in one line; of what is not at hand, why."""
    if node.missing:
        return f"not at hand: {node.absence or _ABSENT}; u fetches it"
    stage = stage_traits(node.stage).label if node.stage else ""
    turn = f"{SIDES[Side(node.turn)].owner} turn" if node.turn else ""
    landed = node.landed or ""
    if landed.casefold().startswith(stage):
        stage = ""
    late = f"not landed on {day(graph.as_of)}" if awaited and not landed else ""
    return "; ".join(part for part in (stage, landed, turn, late) if part)


def _links(view: SeriesView, graph: Graph | None) -> list[Row]:
    """The other things it points at or that point at it, once each, by the kind that says most.

    Its own mails are none, and a work of the tree above stands there.
    """
    own = {view.id, *(line.message_id for line in view.thread)}
    own |= {patch.message_id for one in view.revisions for patch in one.patches}
    own |= {one.message_id for one in view.revisions}
    told = {node.id for node in graph.nodes} if graph else set()
    found: dict[str, list[RelationView]] = {}
    for link in view.relations:
        if link.own or link.kind in WALKED or link.kind is Kind.PREVIOUS_VERSION:
            continue
        names = {link.target.id, link.target.message_id}
        if not names & own and link.target.id not in told:
            name = link.target.id or link.target.message_id or link.target.url
            found.setdefault(name, []).append(link)
    return [_link_row(name, links) for name, links in found.items()]


def _link_row(name: str, links: list[RelationView]) -> Row:
    link = min(links, key=lambda one: KIND_ORDER[one.kind])
    target = Target(
        series=link.target.id,
        message_id=link.target.message_id,
        evidence=tuple(dict.fromkeys((link.evidence, *(one.evidence for one in links)))),
    )
    return Row(key=f"link {name}", draw=partial(_link_line, link, len(links)), target=target)


def _link_line(link: RelationView, times: int, columns: int) -> Line:
    words = kind_words(link.kind, link.direction == "out", link.evidence.rule)
    sign = stage_sign(link.target.stage) if link.target.id else Span("·", Role.DIM)
    line = (Span(" "), sign, Span(" "), cell(words, 14, Role.INFO))
    count = (Span(f" ×{times}", Role.DIM),) if times > 1 else ()
    room = columns - taken(line) - taken(count)
    title = link.target.title or link.target.url
    # The count stands behind the title, not at the far end of a wide screen.
    size = min(max(room, 10), width(clean(title[:500]))) if times > 1 else max(room, 10)
    return (*line, cell(title, size), *count)
