# SPDX-License-Identifier: GPL-2.0-or-later
"""The text for Graphviz: every work and relation, and no way out of a label."""

import re
from dataclasses import replace

import pytest

from tests.views import attacks, graphs
from tracker.export.dot import graph_dot, quoted
from tracker.model.relations import Kind
from tracker.model.status import Stage
from tracker.render.tree import joined

STRING = r'"(?:[^"\\]|\\.)*"'
ATTRIBUTES = rf"\[(?:\w+=(?:{STRING}|\w+)(?:, )?)*\]"
STATEMENT = re.compile(
    rf"    (?:\w+=\w+|(?:node|edge) {ATTRIBUTES}|n\d+ {ATTRIBUTES}|n\d+ -> n\d+ {ATTRIBUTES});"
    r"|    //[^\n]*|digraph related \{|\}"
)
"""A line of our graphs, in the language's grammar (Graphviz, "The DOT Language")."""


def parsed(text: str) -> list[str]:
    lines = text.rstrip("\n").split("\n")
    assert (lines[0], lines[-1]) == ("digraph related {", "}")
    odd = [line for line in lines if not STATEMENT.fullmatch(line)]
    assert odd == []
    return lines


def test_every_work_relation_and_limit_stands_in_it():
    lines = parsed(graph_dot(graphs.GRAPH))
    assert sum(" -> " in line for line in lines) == len(joined(graphs.GRAPH))
    assert sum(bool(re.match(r"    n\d+ \[", line)) for line in lines) == len(graphs.NODES)
    assert f"    // {graphs.GRAPH.limits[0]}" in lines
    assert '    n0 -> n1 [label="depends on"];' in lines
    (root,) = [line for line in lines if "penwidth=3" in line]
    assert "[gadgets] v1 gadgets: move the lever" in root
    assert "✓ reviewed" in root
    assert 'class="stage-reviewed"' in root


def test_an_edge_into_the_void_gets_a_node():
    graph = replace(graphs.GRAPH, edges=(graphs.edge("gadgets", Kind.FIXES, "void"),))
    assert '    n5 [label="void@example.org", style=dashed];' in parsed(graph_dot(graph))


@pytest.mark.parametrize(
    "text",
    [
        attacks.HOSTILE,
        'end"]; n9 -> n0 [label="x',
        "back\\",
        'both\\"',
        "\\N \\G \\l",
        "line\nbreak // */ }",
        "&quot;];",
    ],
)
def test_no_text_breaks_out_of_its_string(text):
    node = graphs.node("gadgets", Stage.NEW, title=text, project=text, landed=text)
    graph = replace(graphs.GRAPH, nodes=(node,), edges=(), limits=(text,))
    lines = parsed(graph_dot(graph))
    assert sum(bool(re.match(r"    n\d+ \[", line)) for line in lines) == 1


def test_what_the_language_reads_as_escapes_is_escaped():
    """And an entity stays the text that it was."""
    assert quoted('a"b\\N', "&amp;") == '"a\\"b\\\\N\\n&amp;amp;"'
