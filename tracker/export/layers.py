# SPDX-License-Identifier: GPL-2.0-or-later
"""A graph laid out in layers: the root at the left, each further step one column to the right.

Lengths are in pixels of a picture. Text is in columns of a fixed-width font, so that what is
measured here fits wherever it is drawn. A work stands level with the one it hangs on, or below.
"""

from collections.abc import Mapping, Sequence

from tracker.lazy_dataclass import dataclass, replace
from tracker.model.relations import Kind, kind_words
from tracker.model.terminal_text import clean, fit
from tracker.model.views import Graph, Node
from tracker.render.lines import wrap
from tracker.render.relations import state_words
from tracker.render.tree import joined, tree_places
from tracker.render.words import counted

COLUMN = 7.3
"""Width of a letter in the font of 12 pixels."""
LINE = 16
PAD = 10
TEXT = 33
"""Columns of text in a box."""
NAME = 80
"""Columns of a name; what is longer is cut."""
WIDE = TEXT * COLUMN + 2 * PAD
GAP = 112
"""Room between two layers, for the words on the arrows."""
ROW = 18
"""Room between two boxes of a layer."""
_MOST_TEXT = 400
_BESIDE = 54
"""From an arrow's end to the middle of its words."""
_CLEAR = 6
"""Room between a box and the words beside it."""
_CALLED = 5
"""Works that were not fetched which are called by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeBox:
    """One work in the picture."""

    node: Node
    layer: int
    x: float
    y: float
    high: float
    name: tuple[str, ...]
    """The lines of its name, cleaned."""
    state: tuple[str, ...]
    """The lines on where it stands, cleaned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    """One relation in the picture: a curve from the work whose author wrote it."""

    source: NodeBox
    target: NodeBox
    kind: Kind
    start: tuple[float, float]
    end: tuple[float, float]
    bend: float
    """How far the curve swings to the right of both ends; 0 between two layers."""


def ids_of(graph: Graph) -> tuple[dict[str, str], list[str]]:
    """Return an id of ours for every end of a relation, and those that are no node of the graph."""
    known = [node.id for node in graph.nodes]
    ends = dict.fromkeys(end for edge in joined(graph) for end in edge[:2])
    loose = [end for end in ends if end not in set(known)]
    return {id: f"n{index}" for index, id in enumerate([*known, *loose])}, loose


def boxes_of(graph: Graph) -> tuple[NodeBox, ...]:
    """Return every work in its place; those that hang on nothing stand below the root."""
    found: list[NodeBox] = []
    above: dict[int, NodeBox] = {}
    free: dict[int, float] = {}
    for place in tree_places(graph):
        layer = len(place.ancestors)
        name, state = _layer_lines(place.node)
        high = (len(name) + len(state)) * LINE + 2 * PAD
        level = above[layer - 1].y if layer else 0.0
        lowest = max(free.values(), default=0.0)
        top = max(free.get(layer, 0.0), level) if layer or not found else lowest
        box = NodeBox(
            node=place.node,
            layer=layer,
            x=layer * (WIDE + GAP),
            y=top,
            high=high,
            name=name,
            state=state,
        )
        free[layer] = top + high + ROW
        above[layer] = box
        found.append(box)
    return tuple(found)


def arcs_of(graph: Graph, boxes: Sequence[NodeBox]) -> tuple[Arc, ...]:
    """Return every relation as a curve; ends on one side of a box stand apart from each other."""
    by_id = {box.node.id: box for box in boxes}
    pairs = [(by_id[a], by_id[b], kind) for a, b, kind in joined(graph) if a != b]
    ports = _ports(pairs)
    found = []
    swung = 0
    for number, (source, target, kind) in enumerate(pairs):
        beside = source.layer == target.layer
        swung += beside
        found.append(
            Arc(
                source=source,
                target=target,
                kind=kind,
                start=ports[number, 0],
                end=ports[number, 1],
                bend=50.0 + 12 * (swung % 4) if beside else 0.0,
            )
        )
    return tuple(found)


def places_of_words(arcs: Sequence[Arc]) -> tuple[tuple[float, float], ...]:
    """Where the middle of each arc's words is: beside its right end or at its bend, moved down
    from what stands there already."""
    taken: dict[int, list[tuple[float, float]]] = {}
    found = []
    for arc in arcs:
        half = words_wide(arc) / 2
        x, y = _wished(arc, half)
        left, right = x - half, x + half
        while any(
            left < end and start < right
            for row in (int(y // LINE), int(y // LINE) + 1)
            for start, end in taken.get(row, ())
        ):
            y += LINE
        taken.setdefault(int(y // LINE), []).append((left, right))
        taken.setdefault(int(y // LINE) + 1, []).append((left, right))
        found.append((x, y))
    return tuple(found)


def _wished(arc: Arc, half: float) -> tuple[float, float]:
    """Return where the words would stand if they were alone; clear of the boxes."""
    (x1, y1), (x2, y2) = arc.start, arc.end
    if arc.bend:
        return x1 + max(arc.bend * 3 / 4, half + _CLEAR), (y1 + y2) / 2
    right, y = (x1, y1) if x2 < x1 else (x2, y2)
    return right - max(_BESIDE, half + 2 * _CLEAR), y


def words_wide(arc: Arc) -> float:
    """Return how wide the words of an arc are."""
    return len(kind_words(arc.kind)) * COLUMN


def extent(
    boxes: Sequence[NodeBox], arcs: Sequence[Arc] = (), words: Sequence[tuple[float, float]] = ()
) -> tuple[float, float]:
    """Width and height of all boxes together, and of the arcs with their words."""
    wide = max((box.x for box in boxes), default=0.0) + WIDE
    high = max((box.y + box.high for box in boxes), default=0.0)
    for arc, (x, y) in zip(arcs, words, strict=True):
        wide = max(wide, x + words_wide(arc) / 2, arc.start[0] + arc.bend * 3 / 4)
        high = max(high, y + LINE)
    return wide, high


def at_hand(graph: Graph) -> Graph:
    """Return the graph without the works that were not fetched; the root stays."""
    kept = {one.id for one in graph.nodes if not one.missing} | {graph.root}
    return replace(
        graph,
        nodes=tuple(one for one in graph.nodes if one.id in kept),
        edges=tuple(one for one in graph.edges if {one.source, one.target} <= kept),
    )


def absent_words(graph: Graph) -> str:
    """One line on the works that are named but were not fetched; empty where there is none."""
    absent = [one for one in graph.nodes if one.missing and one.id != graph.root]
    if not absent:
        return ""
    # Titles say more than ids.
    absent.sort(key=lambda one: one.title in ("", one.id))
    called = [fit(clean(node_label(one)), NAME) for one in absent]
    more = len(called) - _CALLED
    rest = f"; and {more} more" if more > 0 else ""
    return f"{counted(len(called), 'series')} not fetched: {'; '.join(called[:_CALLED])}{rest}."


def _ports(
    pairs: Sequence[tuple[NodeBox, NodeBox, Kind]],
) -> Mapping[tuple[int, int], tuple[float, float]]:
    """Where each arc leaves (0) and enters (1) a box: spread over the side, in order of height."""
    sides: dict[tuple[str, bool], list[tuple[float, int, int, NodeBox]]] = {}
    for number, (source, target, _) in enumerate(pairs):
        for end, (box, other) in enumerate(((source, target), (target, source))):
            right = other.layer >= box.layer
            height = other.y + other.high / 2
            sides.setdefault((box.node.id, right), []).append((height, number, end, box))
    found: dict[tuple[int, int], tuple[float, float]] = {}
    for (_, right), ends in sides.items():
        ends.sort(key=lambda one: one[:3])
        for place, (_, number, end, box) in enumerate(ends, 1):
            x = box.x + WIDE if right else box.x
            found[number, end] = (x, box.y + box.high * place / (len(ends) + 1))
    return found


def _layer_lines(node: Node) -> tuple[tuple[str, ...], tuple[str, ...]]:
    name = tuple(wrap(fit(clean(node_label(node)), NAME), TEXT, 3))
    return name, tuple(wrap(clean(node_state(node))[:_MOST_TEXT], TEXT, 3))


def node_label(node: Node) -> str:
    """Return ``[pahole] v3 title``; what has no title goes by its id. Not cleaned."""
    words = [f"[{node.project}]"] if node.project else []
    words += [f"v{node.version}"] if node.version is not None else []
    return " ".join([*words, node.title or node.id])


def node_state(node: Node) -> str:
    """Return ``applied 2025-08-06 to next``, ``under review; turn: author``. Not cleaned."""
    if node.missing:
        return "not fetched"
    state = state_words(node.stage, node.landed) or "no patch series"
    return f"{state}; turn: {node.turn}" if node.turn else state
