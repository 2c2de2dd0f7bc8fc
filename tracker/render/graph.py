"""The related series as a tree from the one that was asked for.

Asked from another root, the same works and relations are drawn, in another order.
"""

from collections.abc import Mapping

from tracker.model.relations import Kind
from tracker.model.roles import Role
from tracker.model.status import CLOSED, LANDED, stage_traits
from tracker.model.terminal_text import width
from tracker.model.views import Graph, Node
from tracker.render.abridged import abridged_lines
from tracker.render.layout import block, counted, handle
from tracker.render.readiness import half_landed_lines
from tracker.render.relations import state_words
from tracker.render.style import Style
from tracker.render.tree import DEEPEST, Place, joined, places
from tracker.render.words import minute


def graph_text(graph: Graph, style: Style) -> str:
    """The tree, what was left out, and the moment it is told for. Lines fit the style's width."""
    tree = places(graph)
    numbers = _numbers(tree)
    blockers = _blockers(graph)
    lines = half_landed_lines(graph.half_landed, style)
    lines += [""] if lines else []
    for index, place in enumerate(tree):
        if index and not place.ancestors:
            lines += ["", style.dim("Not joined to the above by any link at hand:")]
        lines += _drawn(place, numbers, blockers, style)
    lines += [""] if lines else []
    for sentence in graph.limits:
        lines += block(style.text(sentence), style, role=Role.WARN)
    size = f"{counted(len(tree), 'work')}, {counted(len(joined(graph)), 'relation')}"
    lines += block(f"{size}. As of {minute(graph.as_of)}.", style, role=Role.DIM)
    lines += abridged_lines(graph.abridged, style)
    return "\n".join(lines) + "\n"


def node_name(node: Node, style: Style) -> str:
    """``[pahole] v3 btf_encoder: skip ...``; what has no title goes by its id."""
    words = [f"[{style.text(node.project)}]"] if node.project else []
    words += [f"v{node.version}"] if node.version is not None else []
    return " ".join([*words, style.text(node.title or f"<{node.id}>")])


def _numbers(tree: tuple[Place, ...]) -> Mapping[str, int]:
    """A number for each work that another refers to, counted as they are drawn."""
    wanted = {other for place in tree for _, other in place.again}
    referred = [place.node.id for place in tree if place.node.id in wanted]
    return {id: number for number, id in enumerate(referred, 1)}


def _blockers(graph: Graph) -> Mapping[str, list[Node]]:
    """What each open work needs that has not landed, by the words of its newest version."""
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


def _drawn(
    place: Place,
    numbers: Mapping[str, int],
    blockers: Mapping[str, list[Node]],
    style: Style,
) -> list[str]:
    node = place.node
    first, rest = _stems(place, style)
    number = f"({numbers[node.id]}) " if node.id in numbers else ""
    words = f"{', '.join(place.words)}: " if place.words else ""
    role = Role.PLAIN if place.ancestors else Role.TITLE
    told = f"{number}{words}{node_name(node, style)}"
    if node.title in ("", node.id) and width(first + told) > style.width:
        lines = block(f"{number}{words}".strip(), style, first, rest, role)
        lines += handle(style.text(node.id), style, rest if lines else first)
    else:
        lines = block(told, style, first, rest, role, limit=3)
    lines += _state(node, rest, style)
    if node.id in blockers:
        needs = "; ".join(_short(other, style) for other in blockers[node.id][:4])
        lines += block(f"waits for {needs}", style, rest, rest, Role.WARN, limit=3)
    for again, other in place.again:
        what = "itself" if other == node.id else f"({numbers[other]}) above"
        lines += block(f"{again}: {what}", style, rest, rest, limit=2)
    return lines


def _state(node: Node, rest: str, style: Style) -> list[str]:
    if node.missing or node.stage is None:
        word = "not at hand" if node.missing else "no patch series"
        word += f": {style.text(node.absence)}" if node.absence else ""
        named = node.id in node.title
        return block(word, style, rest, rest, Role.DIM) + (
            [] if named else handle(style.text(node.url), style, rest)
        )
    words = [state_words(node.stage, node.landed, style)]
    words += [f"turn: {style.text(node.turn)}"] if node.turn else []
    return block("; ".join(words), style, f"{rest}{style.glyph(node.stage)} ", f"{rest}  ")


def _short(node: Node, style: Style) -> str:
    word = "not at hand" if node.missing else stage_traits(node.stage).label
    return f"{style.fit(node_name(node, style), 60)} ({word})"


def _stems(place: Place, style: Style) -> tuple[str, str]:
    """What stands before the first line of a work, and before its other lines."""
    ancestors = place.ancestors
    line, tee, end = (style.pick(*pair) for pair in (("│", "|"), ("├─ ", "|- "), ("└─ ", "`- ")))
    below = f"{line} " if place.parent else "  "
    if not ancestors:
        return "", below
    stem = "".join("   " if last else f"{line}  " for last in ancestors[:-1])
    first, rest = (end, "   ") if ancestors[-1] else (tee, f"{line}  ")
    if len(ancestors) >= DEEPEST:
        return stem + first, stem + rest
    return stem + first, stem + rest + below
