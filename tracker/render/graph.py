# SPDX-License-Identifier: GPL-2.0-or-later
"""The related series as a tree from the one that was asked for.

``tracker graph`` prints it, and the Related tab shows it with the words that each relation was
read from. From another root the same works and relations are drawn, in another order.
"""

from collections.abc import Mapping, Sequence

from tracker.model.readiness import HalfLanded
from tracker.model.relations import Kind
from tracker.model.roles import Role
from tracker.model.status import CLOSED, LANDED, stage_traits
from tracker.model.terminal_text import clean, width
from tracker.model.views import Edge, Graph, Node, SeriesView
from tracker.render.lines import (
    Line,
    Row,
    RowTarget,
    Span,
    blank,
    heading,
    line_of,
    paragraph,
    parts,
    whole,
)
from tracker.render.readiness import half_landed_rows
from tracker.render.relations import link_rows, state_words
from tracker.render.style import Style
from tracker.render.tree import DEEPEST, TreePlace, joined, tree_places
from tracker.render.words import abridged_rows, counted, minute, stage_sign

SURE = 0.5
"""A relation of less confidence is shown with a doubt."""


def graph_text(graph: Graph, style: Style) -> str:
    """Return what ``tracker graph`` prints: the tree, what was left out, and as of when."""
    columns = style.width
    tree = tree_places(graph)
    limits = [
        row
        for number, sentence in enumerate(graph.limits)
        for row in paragraph(f"limit.{number}", sentence, columns, role=Role.WARN)
    ]
    size = f"{counted(len(tree), 'series')}, {counted(len(joined(graph)), 'relation')}"
    end = paragraph("end", f"{size}. As of {minute(graph.as_of)}.", columns, role=Role.DIM)
    return style.page(
        parts(
            half_landed_rows(graph.half_landed, columns),
            tree_rows(graph, columns),
            [*limits, *end, *abridged_rows(graph.abridged, columns)],
        )
    )


def related_rows(view: SeriesView, graph: Graph | None, why: str, columns: int) -> list[Row]:
    """Return the Related tab: the tree, and the other links; without a graph ``why`` there is none.

    A half-landed change stands before all.
    """
    if graph is None:
        told = paragraph("wait", why or "reading the related series", columns, lead=" ",
                         role=Role.BAD if why else Role.DIM)  # fmt: skip
        works = [heading("works", "Related series"), *told]
    else:
        works = _works(view, graph, columns)
    return parts(_alarms(view, graph, columns), works, link_rows(view, graph, columns))


def _alarms(view: SeriesView, graph: Graph | None, columns: int) -> list[Row]:
    halves = (*view.readiness.half_landed, *(graph.half_landed if graph else ()))
    once: dict[tuple[str, str], HalfLanded] = {(one.landed, one.other): one for one in halves}
    return half_landed_rows(tuple(once.values()), columns, view.id)


def _works(view: SeriesView, graph: Graph, columns: int) -> list[Row]:
    if not graph.edges:
        rows = [heading("works", "Related series"), line_of("works.none", " none known", Role.DIM)]
    else:
        note = "Enter goes in, Backspace comes out"
        rows = [heading("works", "Related series", note), *tree_rows(graph, columns, view)]
    for number, limit in enumerate(graph.limits):
        rows += paragraph(f"limit.{number}", limit, columns, lead=" ", role=Role.WARN)
    return rows


def node_name(node: Node) -> str:
    """Return ``[pahole] v3 btf_encoder: skip ...``; what has no title goes by its id."""
    words = [f"[{node.project}]"] if node.project else []
    words += [f"v{node.version}"] if node.version is not None else []
    return " ".join([*words, node.title or f"<{node.id}>"])


def tree_rows(graph: Graph, columns: int, view: SeriesView | None = None) -> list[Row]:
    """Return the tree; on the page of a series, ``view``, with the words behind each relation."""
    tree = tree_places(graph)
    numbers = _graph_numbers(tree)
    blockers = _blockers(graph)
    waits = frozenset[str]()
    if view is not None:
        # What the page says it waits for counts the needs of its needs too.
        waits = frozenset(work.id for work in view.readiness.waits_for)
        blockers = {graph.root: [node for node in graph.nodes if node.id in waits]}
    rows: list[Row] = []
    for index, place in enumerate(tree):
        if index and not place.ancestors:
            rows.append(blank(f"gap {place.node.id}"))
            rows.append(line_of("apart", "Not joined to the above by any link:", Role.DIM))
        rows += _place_rows(place, numbers, columns, view, place.node.id in waits)
        rest = _stems(place)[1]
        if blockers.get(place.node.id):
            needs = "; ".join(_graph_short(other) for other in blockers[place.node.id][:4])
            rows += _graph_below(place, "waits", f"waits for {needs}", rest, columns, Role.WARN)
        for number, (again, other) in enumerate(place.again):
            what = "itself" if other == place.node.id else f"({numbers[other]}) above"
            rows += _graph_below(place, f"again.{number}", f"{again}: {what}", rest, columns)
    return rows


def _graph_numbers(tree: Sequence[TreePlace]) -> Mapping[str, int]:
    """Return a number for each work that another refers to, counted as they are drawn."""
    wanted = {other for place in tree for _, other in place.again}
    referred = [place.node.id for place in tree if place.node.id in wanted]
    return {id: number for number, id in enumerate(referred, 1)}


def _blockers(graph: Graph) -> Mapping[str, list[Node]]:
    """Return what each open work needs that has not landed, by the words of its newest version."""
    nodes = {node.id: node for node in graph.nodes}
    found: dict[str, list[Node]] = {}
    past = {(edge.source, edge.target) for edge in graph.edges if not edge.still}
    for source, target, kind in joined(graph):
        if (source, target) in past:
            continue
        here, there = nodes.get(source), nodes.get(target)
        if kind is not Kind.DEPENDS_ON or here is None or there is None:
            continue
        if here.stage not in CLOSED and there.stage not in LANDED:
            found.setdefault(source, []).append(there)
    return found


def _place_rows(
    place: TreePlace,
    numbers: Mapping[str, int],
    columns: int,
    view: SeriesView | None,
    awaited: bool,
) -> list[Row]:
    """Return one work: its name, how far it is, and the words that made the relation."""
    node = place.node
    first, rest = _stems(place)
    number = f"({numbers[node.id]}) " if node.id in numbers else ""
    words = f"{', '.join(place.words)}: " if place.words else ""
    target = _graph_target(place) if place.ancestors else None
    lead: Line = (Span(first, Role.DIM),)
    usual = Role.PLAIN if place.ancestors else Role.STRONG
    role = Role.WARN if awaited else usual
    told = f"{number}{words}{node_name(node)}"
    key = f"node {node.id}"
    if node.title in ("", node.id) and width(first + clean(told[:400])) > columns:
        rows = _graph_named(key, f"{number}{words}".strip(), columns, lead, rest, role, target)
        rows.append(whole(f"{key} id", node.id, rest if rows else first))
    else:
        rows = _graph_named(key, told, columns, lead, rest, role, target)
    rows += _graph_state(place, rest, columns, " u fetches it" if view else "")
    if place.ancestors and (view is not None or _is_told_more(place)):
        rows += _graph_below(place, "quote", _quote(place.edges), rest, columns, Role.QUOTE)
    return rows


def _graph_named(
    key: str, text: str, columns: int, lead: Line, rest: str, role: Role, target: RowTarget | None
) -> list[Row]:
    """Return the name of a work; the cursor rests on its first row, where Enter goes in."""
    rows = paragraph(key, text, columns, role=role, lead=lead, under=rest, most=3, stop=False)
    if rows and target is not None:
        rows[0] = Row(key=key, draw=rows[0].draw, target=target)
    return rows


def _graph_target(place: TreePlace) -> RowTarget:
    node = place.node
    return RowTarget(
        series=None if node.missing else node.id,
        absent=node.id if node.missing else None,
        message_id=node.id if "@" in node.id and "/" not in node.id else None,
        evidence=tuple(edge.evidence for edge in place.edges),
    )


def _graph_below(
    place: TreePlace, name: str, text: str, rest: str, columns: int, role: Role = Role.PLAIN
) -> list[Row]:
    """Return a text below a work, behind its stems; nothing for no text."""
    return paragraph(f"node {place.node.id} {name}", text, columns, role=role, lead=rest,
                     under=rest, most=3, stop=False)  # fmt: skip


def _is_told_more(place: TreePlace) -> bool:
    """Return whether the words of a relation say more of what is not fetched than its id does."""
    words = _quote(place.edges).replace(place.node.id, "")
    return place.node.missing and len(words) > len("“commit … upstream.”")


def _quote(edges: Sequence[Edge]) -> str:
    """Return the sentence that the surest of some relations was read from."""
    best = max(edges, key=lambda edge: edge.confidence, default=None)
    words = best.evidence.quote.strip() if best else ""
    doubt = "not sure: " if best and best.confidence < SURE else ""
    return f"{doubt}“{words}”" if words else ""


def _graph_state(place: TreePlace, rest: str, columns: int, hint: str) -> list[Row]:
    """Return how far a work is and whose turn it is; of what was not fetched, why."""
    node = place.node
    if node.missing or node.stage is None:
        told = "not fetched" if node.missing else "no patch series"
        told += f": {node.absence}" if node.absence else ""
        told += f";{hint}" if hint and node.missing else ""
        rows = _graph_below(place, "state", told, rest, columns, Role.DIM)
        named = node.id in node.title
        return rows if named else [*rows, whole(f"node {node.id} url", node.url, rest)]
    words = [state_words(node.stage, node.landed)]
    if node.turn:
        words.append(f"turn: {node.turn}")
    lead = (Span(rest, Role.DIM), stage_sign(node.stage), Span(" "))
    return paragraph(f"node {node.id} state", "; ".join(words), columns, lead=lead,
                     under=f"{rest}  ", most=3, stop=False)  # fmt: skip


def _graph_short(node: Node) -> str:
    name = clean(node_name(node)[:200])
    word = "not fetched" if node.missing else stage_traits(node.stage).label
    return f"{name if width(name) <= 60 else name[:59] + '…'} ({word})"


def _stems(place: TreePlace) -> tuple[str, str]:
    """Return what stands before the first row of a work, and before its other rows."""
    ancestors = place.ancestors
    below = "│ " if place.parent else "  "
    if not ancestors:
        return "", below
    stem = "".join("   " if last else "│  " for last in ancestors[:-1])
    first, rest = ("└─ ", "   ") if ancestors[-1] else ("├─ ", "│  ")
    if len(ancestors) >= DEEPEST:
        return stem + first, stem + rest
    return stem + first, stem + rest + below
