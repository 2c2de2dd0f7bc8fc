# SPDX-License-Identifier: GPL-2.0-or-later
"""The related series as one SVG picture of our own: no Graphviz, no script, nothing from outside.

Text from mail is cleaned and escaped, and stands only in text, titles and descriptions (SVG 2,
sections 5.7 and 11). There are no links and no ids, so that a page may hold several pictures.
Colours are classes, for light and dark pages; a stage is told by its mark and word as well.
"""

from base64 import b64encode
from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import sha256
from xml.sax.saxutils import escape

from tracker.export.layers import (
    COLUMN,
    LINE,
    PAD,
    WIDE,
    Arc,
    NodeBox,
    absent_words,
    arcs_of,
    at_hand,
    boxes_of,
    extent,
    node_label,
    node_state,
    places_of_words,
    words_wide,
)
from tracker.model.relations import kind_words
from tracker.model.status import stage_traits
from tracker.model.terminal_text import clean
from tracker.model.views import Graph
from tracker.render.lines import wrap
from tracker.render.words import ABRIDGED, counted, minute

_MARGIN = 16
_HEAD = 5
"""Pixels of an arrow's head, to each side."""
STYLE = """\
svg { background: #fff }
text { font-family: monospace; font-size: 12px; fill: #111 }
.small { font-size: 11px; fill: #444 }
.alarm { fill: #a01010 }
.arc path { fill: none; stroke: #667; stroke-width: 1.3 }
.arc .head { fill: #667; stroke: none }
.words text { font-size: 11px; fill: #335 }
.words rect { fill: #fff }
.box rect { stroke-width: 1.3 }
.root rect { stroke-width: 3 }
.landed rect { fill: #d7f0d9; stroke: #2e7d32 }
.open rect { fill: #e8eef7; stroke: #3b5b92 }
.attention rect { fill: #fdecc8; stroke: #a66a00 }
.over rect { fill: #eee; stroke: #888 }
.unknown rect { fill: #fff; stroke: #888; stroke-dasharray: 4 }
@media (prefers-color-scheme: dark) {
svg { background: #14161a }
text { fill: #eee }
.small { fill: #bbb }
.alarm { fill: #ff9a9a }
.arc path { stroke: #99a }
.arc .head { fill: #99a }
.words text { fill: #c5d0e6 }
.words rect { fill: #14161a }
.landed rect { fill: #1d3b20; stroke: #6fbf73 }
.open rect { fill: #1f2a3d; stroke: #7fa0d8 }
.attention rect { fill: #43310c; stroke: #e0a530 }
.over rect { fill: #2a2a2a; stroke: #888 }
.unknown rect { fill: #14161a; stroke: #999 }
}
"""


def graph_svg(graph: Graph) -> str:
    """Return the graph as one SVG document; the root has a thick border."""
    return _drawn(graph, f"<style>\n{STYLE}</style>", f" As of {minute(graph.as_of)}.")


@cache
def style_policy(style: str) -> str:
    """Return the policy that lets a page use this style and nothing else."""
    digits = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digits}'; base-uri 'none'; form-action 'none'"


def graph_picture(graph: Graph) -> str:
    """The same as a part of a page, which must hold ``STYLE`` itself: one for all its pictures.

    It has no moment: that is the page's, and one of a site stays the same until its facts change.
    """
    return _drawn(graph, "", "")


def _drawn(graph: Graph, style: str, moment: str) -> str:
    shown = at_hand(graph)
    boxes = boxes_of(shown)
    arcs = arcs_of(shown, boxes)
    places = places_of_words(arcs)
    wide, high = extent(boxes, arcs, places)
    columns = max(int(wide / COLUMN), 40)
    alarms = [
        line for one in graph.half_landed
        for line in wrap(clean(f"{one.head}: {one.text}."), columns)
    ]  # fmt: skip
    size = f"{counted(len(boxes), 'series')}, {counted(len(arcs), 'relation')}"
    absent = absent_words(graph)
    told = [
        *([absent] if absent else []),
        f"{size}.{moment}",
        *([ABRIDGED] if graph.abridged else []),
    ]
    notes = [line for one in (*graph.limits, *told) for line in wrap(clean(one), columns)]
    top = _MARGIN + len(alarms) * LINE + (LINE if alarms else 0)
    bottom = top + high + LINE
    body = [
        *_paragraph(alarms, _MARGIN + LINE - 4, "alarm"),
        f'<g transform="translate({_MARGIN},{_number(top)})">',
        *(line for arc in arcs for line in _svg_arc(arc)),
        *(line for box in boxes for line in _box(box, graph.root)),
        *(line for arc, place in zip(arcs, places, strict=True) for line in _svg_words(arc, place)),
        "</g>",
        *_paragraph(notes, bottom + LINE - 4, "small"),
    ]
    whole = (wide + 2 * _MARGIN, bottom + len(notes) * LINE + _MARGIN)
    return "\n".join([*_svg_opened(graph, boxes, whole, style), *body, "</svg>"]) + "\n"


def _svg_opened(
    graph: Graph, boxes: Sequence[NodeBox], size: tuple[float, float], style: str
) -> list[str]:
    """The start of the document, with what stands for the picture where it cannot be seen."""
    wide, high = map(_number, size)
    root = next((box for box in boxes if box.node.id == graph.root), None)
    title = f"Series related to {node_label(root.node)}" if root else "Related series"
    works = "; ".join(f"{node_label(box.node)}: {node_state(box.node)}" for box in boxes)
    return [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{wide}" height="{high}"'
        f' viewBox="0 0 {wide} {high}">',
        f"<title>{text_of(title)}</title>",
        f"<desc>{text_of(works)}</desc>",
        *([style] if style else []),
    ]


def text_of(mail: str) -> str:
    """Text from mail as it may stand between two tags."""
    return escape(clean(mail), {'"': "&quot;", "'": "&#39;"})


def _box(box: NodeBox, root: str) -> Iterable[str]:
    node = box.node
    glyph = stage_traits(node.stage).sign.letter
    rooted = " root" if node.id == root else ""
    yield f'<g class="box {stage_traits(node.stage).group} stage-{_svg_stage(box)}{rooted}">'
    yield f"<title>{text_of(f'{node_label(node)}: {node_state(node)}')}</title>"
    yield (
        f'<rect x="{_number(box.x)}" y="{_number(box.y)}" width="{_number(WIDE)}"'
        f' height="{_number(box.high)}" rx="5"/>'
    )
    x, y = box.x + PAD, box.y + PAD - 4
    for line in box.name:
        y += LINE
        yield _svg_text(line, x, y, "")
    yield _svg_text(glyph, x, y + LINE, "small")
    for line in box.state:
        y += LINE
        yield _svg_text(line, x + 2 * COLUMN, y, "small")
    yield "</g>"


def _svg_stage(box: NodeBox) -> str:
    return box.node.stage.value if box.node.stage else "unknown"


def _svg_arc(arc: Arc) -> Iterable[str]:
    """Return a curve, and its head at the target."""
    (x1, y1), (x2, y2) = arc.start, arc.end
    back = x2 < x1
    swing = arc.bend or abs(x2 - x1) / 2
    first = x1 - swing if back and not arc.bend else x1 + swing
    second = x2 + swing if back or arc.bend else x2 - swing
    inward = _HEAD if back or arc.bend else -_HEAD
    kind = kind_words(arc.kind)
    names = f"{node_label(arc.source.node)} {kind} {node_label(arc.target.node)}"
    yield '<g class="arc">'
    yield f"<title>{text_of(names)}</title>"
    tip = x2 + 2 * inward
    yield f'<path d="M{_points((x1, y1))} C{_points((first, y1), (second, y2), (tip, y2))}"/>'
    corners = _points((x2, y2), (tip, y2 - _HEAD), (tip, y2 + _HEAD))
    yield f'<path class="head" d="M{corners} Z"/>'
    yield "</g>"


def _svg_words(arc: Arc, place: tuple[float, float]) -> Iterable[str]:
    """Return the kind, on a ground of its own, above boxes and curves."""
    wide = words_wide(arc)
    yield '<g class="words">'
    x, y = place[0] - wide / 2, place[1]
    yield (
        f'<rect x="{_number(x)}" y="{_number(y - LINE / 2)}" width="{_number(wide)}"'
        f' height="{LINE}"/>'
    )
    yield _svg_text(kind_words(arc.kind), x, y + 4, "")
    yield "</g>"


def _paragraph(lines: Sequence[str], y: float, look: str) -> Iterable[str]:
    for number, line in enumerate(lines):
        yield _svg_text(line, _MARGIN, y + number * LINE, look)


def _svg_text(line: str, x: float, y: float, look: str) -> str:
    named = f' class="{look}"' if look else ""
    return f'<text x="{_number(x)}" y="{_number(y)}"{named}>{text_of(line)}</text>'


def _points(*points: tuple[float, float]) -> str:
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in points)


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
