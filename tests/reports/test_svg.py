"""The picture of a graph: whole, readable, and harmless whatever stands in the mail."""

import re
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree

import pytest

from tests.reports import attacks, graphs
from tests.reports.samples import NOW
from tracker.clean import width
from tracker.model.readiness import HalfLanded
from tracker.model.relations import Kind
from tracker.model.status import Stage
from tracker.reports.layers import TEXT, arcs_of, boxes_of
from tracker.reports.stages import GROUPS
from tracker.reports.svg import graph_svg
from tracker.reports.tree import joined
from tracker.signs import sign_of

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
    assert len(boxes) == len(graphs.NODES)
    for box, place in zip(boxes, boxes_of(graphs.GRAPH), strict=True):
        stage = place.node.stage
        assert (place.node.title.split()[0] if stage else "hook") in words(box)
        assert sign_of(stage).letter in words(box)
        assert f"stage-{stage.value if stage else 'unknown'}" in box.get("class")
        assert set(box.get("class").split()) & set(GROUPS)
    assert [one.get("class").split()[-1] == "root" for one in boxes].count(True) == 1


def test_every_relation_is_an_arrow_with_its_kind():
    arcs = groups(drawn(), "arc")
    assert len(arcs) == len(joined(graphs.GRAPH))
    assert sorted(words(one) for one in arcs) == sorted(
        kind.value.replace("-", " ") for _, _, kind in joined(graphs.GRAPH)
    )


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
    assert all(node.project in described for node in graphs.NODES)
    assert all(one.find(f"{SVG}title") is not None for one in groups(picture, "box"))
    assert all(one.find(f"{SVG}title") is not None for one in groups(picture, "arc"))


def test_it_is_drawn_for_light_and_dark_pages():
    (style,) = [one.text for one in drawn().iter(f"{SVG}style")]
    light, dark = style.split("@media (prefers-color-scheme: dark)")
    for group in GROUPS:
        assert f".{group} rect {{" in light
        assert f".{group} rect {{" in dark


def test_half_landed_comes_first_and_limits_last():
    texts = [
        one.text for one in drawn(replace(graphs.GRAPH, half_landed=(HALF,))).iter(f"{SVG}text")
    ]
    assert texts[0] == "Half-landed: rope is in, but its counterpart was withdrawn."
    assert texts[-2] == graphs.GRAPH.limits[0]


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
