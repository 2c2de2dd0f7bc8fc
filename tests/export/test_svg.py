# SPDX-License-Identifier: GPL-2.0-or-later
"""The picture of a graph: whole, readable, and harmless whatever stands in the mail."""

import re
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree

import pytest

from tests.views import attacks, graphs
from tests.views.samples import NOW
from tracker.export.layers import (
    LINE,
    TEXT,
    WIDE,
    absent_words,
    arcs_of,
    at_hand,
    boxes_of,
    extent,
    places_of_words,
    words_wide,
)
from tracker.export.svg import graph_svg
from tracker.model.readiness import HalfLanded
from tracker.model.relations import Kind
from tracker.model.status import STAGE_GROUPS, Stage, stage_traits
from tracker.model.terminal_text import width
from tracker.render.tree import joined

SVG = "{http://www.w3.org/2000/svg}"
MAY = {
    "svg", "title", "desc", "style", "g", "rect", "text", "path",
}  # fmt: skip
"""The elements of our pictures: none of them runs, fetches or links."""
MAY_SAY = {
    "role", "width", "height", "viewBox", "class", "transform", "x", "y", "rx", "d",
}  # fmt: skip
HALF = HalfLanded(
    landed="rope@example.org",
    other="gadgets@example.org",
    kind=Kind.COMPANION,
    state="withdrawn",
    since=NOW,
    text="rope is in, but its counterpart was withdrawn",
)


def drawn(graph=graphs.GRAPH):
    return ElementTree.fromstring(graph_svg(graph))


def groups(picture, name):
    return [one for one in picture.iter(f"{SVG}g") if name in one.get("class", "").split()]


def words(element):
    return " ".join("".join(one.itertext()) for one in element.iter(f"{SVG}text"))


def test_every_work_is_a_box_with_its_name_state_and_stage():
    """The stage by mark, word and class; the root by its border."""
    boxes = groups(drawn(), "box")
    held = at_hand(graphs.GRAPH)
    assert len(boxes) == len(held.nodes) == len(graphs.NODES) - 1
    for box, place in zip(boxes, boxes_of(held), strict=True):
        stage = place.node.stage
        assert place.node.title.split()[0] in words(box)
        assert stage_traits(stage).sign.letter in words(box)
        assert f"stage-{stage.value if stage else 'unknown'}" in box.get("class")
        assert set(box.get("class").split()) & set(STAGE_GROUPS)
    assert [one.get("class").split()[-1] == "root" for one in boxes].count(True) == 1


def test_every_relation_is_an_arrow_with_its_kind():
    picture, relations = drawn(), joined(at_hand(graphs.GRAPH))
    assert len(groups(picture, "arc")) == len(relations)
    assert sorted(words(one) for one in groups(picture, "words")) == sorted(
        kind.value.replace("-", " ") for _, _, kind in relations
    )


def test_what_is_not_at_hand_is_one_line_of_words():
    """However much that is: the first by name, titles before bare ids, the rest by number."""
    absent = [graphs.node(f"pulley{n}", None, missing=True, title="") for n in range(30)]
    named = graphs.node("crank", None, missing=True, title="crank: oil it")
    graph = replace(graphs.GRAPH, nodes=(graphs.GRAPH.nodes[0], *absent, named), edges=())
    told = absent_words(graph)
    assert told.startswith("31 series not fetched: [crank] crank: oil it; ")
    assert told.endswith("; and 26 more.")
    assert len(groups(drawn(graph), "box")) == 1
    assert absent_words(replace(graph, nodes=graph.nodes[:1])) == ""


def test_words_stand_clear_of_each_other_and_of_the_boxes_they_leave():
    """Also those of relations within one layer, which lie beside one side."""
    top = graphs.GRAPH.nodes[0]
    others = [graphs.node(f"lever{n}", Stage.NEW) for n in range(6)]
    edges = [graphs.edge("gadgets", Kind.FOLLOWS, one.project) for one in others]
    edges += [
        graphs.edge(one.project, Kind.DEPENDS_ON, other.project)
        for one, other in combinations(others, 2)
    ]
    graph = replace(graphs.GRAPH, root=top.id, nodes=(top, *others), edges=tuple(edges))
    boxes = boxes_of(graph)
    arcs = arcs_of(graph, boxes)
    found = list(zip(arcs, places_of_words(arcs), strict=True))
    assert any(arc.bend for arc in arcs)
    for (one, (x, y)), (other, (x2, y2)) in combinations(found, 2):
        apart = (words_wide(one) + words_wide(other)) / 2
        assert abs(x - x2) >= apart or abs(y - y2) >= 1
        assert abs(x - x2) >= apart or int(y // LINE) != int(y2 // LINE)
    wide, high = extent(boxes, arcs, [place for _, place in found])
    for arc, (x, y) in found:
        if arc.bend:
            assert x - words_wide(arc) / 2 >= arc.source.x + WIDE
        assert x + words_wide(arc) / 2 <= wide
        assert y <= high


def test_boxes_stand_in_layers_and_never_on_each_other():
    for one, other in combinations(boxes_of(graphs.GRAPH), 2):
        if one.layer == other.layer:
            assert one.y + one.high <= other.y or other.y + other.high <= one.y
        else:
            assert one.x != other.x


def test_arrows_begin_and_end_at_the_sides_of_their_boxes():
    boxes = boxes_of(graphs.GRAPH)
    ends = [(arc.start, arc.source) for arc in arcs_of(graphs.GRAPH, boxes)]
    ends += [(arc.end, arc.target) for arc in arcs_of(graphs.GRAPH, boxes)]
    for (_, y), box in ends:
        assert box.y < y < box.y + box.high
    assert len({point for point, _ in ends}) == len(ends)


def test_all_is_inside_the_picture():
    picture = drawn()
    wide, high = float(picture.get("width")), float(picture.get("height"))
    for text in picture.iter(f"{SVG}text"):
        assert 0 <= float(text.get("y")) <= high
        assert 0 <= float(text.get("x")) <= wide


def test_names_are_cut_to_what_fits():
    """80 columns at most, in lines that a box has room for, wide letters counted twice."""
    long = graphs.node("gadgets", Stage.NEW, title="漢字 lever " * 40)
    (box,) = boxes_of(replace(graphs.GRAPH, nodes=(long,), edges=()))
    assert box.name[-1].endswith("…")
    assert all(width(line) <= TEXT for line in (*box.name, *box.state))
    assert sum(width(line) for line in box.name) <= 80


def test_who_cannot_see_it_is_told():
    """A title, a description with every work, and a title on each box and arrow."""
    picture = drawn()
    assert picture.get("role") == "img"
    assert "gadgets" in picture.find(f"{SVG}title").text
    described = picture.find(f"{SVG}desc").text
    assert all(node.project in described for node in at_hand(graphs.GRAPH).nodes)
    assert all(one.find(f"{SVG}title") is not None for one in groups(picture, "box"))
    assert all(one.find(f"{SVG}title") is not None for one in groups(picture, "arc"))


def test_it_is_drawn_for_light_and_dark_pages():
    (style,) = [one.text for one in drawn().iter(f"{SVG}style")]
    light, dark = style.split("@media (prefers-color-scheme: dark)")
    for group in STAGE_GROUPS:
        assert f".{group} rect {{" in light
        assert f".{group} rect {{" in dark


def test_half_landed_comes_first_and_limits_last():
    texts = [
        one.text for one in drawn(replace(graphs.GRAPH, half_landed=(HALF,))).iter(f"{SVG}text")
    ]
    assert texts[0] == "Half-landed: rope is in, but its counterpart was withdrawn."
    assert texts[-3] == graphs.GRAPH.limits[0]


@pytest.mark.parametrize(
    "text",
    [
        attacks.HOSTILE,
        "</text><script>alert(1)</script>",
        "]]><svg onload=alert(1)>",
        "&lt;b&gt; &#x3c; &undefined;",
        '" onmouseover="alert(1)',
        "</style><style>*{background:url(https://evil.example)}",
        "\ud800\ufffe\x00\x1b[31m",
    ],
)
def test_no_text_becomes_markup(text):
    """Only our elements with our attributes, and nothing from outside."""
    node = graphs.node("gadgets", None, title=text, project=text, id=text, url=text, landed=text)
    other = graphs.node("winch", Stage.NEW, title=text, landed=text)
    edge = replace(graphs.edge("winch", Kind.FIXES, "x"), target=text)
    graph = replace(graphs.GRAPH, nodes=(node, other), edges=(edge,), limits=(text,), root=text)
    document = graph_svg(replace(graph, half_landed=(replace(HALF, text=text),)))
    document.encode()
    picture = ElementTree.fromstring(document)
    for element in picture.iter():
        assert element.tag.removeprefix(SVG) in MAY
        assert set(element.attrib) <= MAY_SAY
    assert len(list(picture.iter(f"{SVG}style"))) == 1
    assert not re.search(r"url\(|@import|href|\bon\w+=", re.sub(r">[^<]*<", "><", document))


def test_an_empty_graph_is_a_picture_still():
    assert drawn(replace(graphs.GRAPH, nodes=(), edges=(), limits=())).get("viewBox")


def test_a_graph_of_hundreds_is_drawn_in_time():
    nodes = tuple(graphs.node(f"n{n}", Stage.NEW) for n in range(400))
    edges = tuple(graphs.edge(f"n{n}", Kind.DEPENDS_ON, f"n{n // 3}") for n in range(1, 400))
    picture = drawn(replace(graphs.GRAPH, nodes=nodes, edges=edges, root=nodes[0].id))
    assert len(groups(picture, "box")) == 400
