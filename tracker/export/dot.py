# SPDX-License-Identifier: GPL-2.0-or-later
"""The related series in the language of Graphviz, for who wants to lay them out himself.

Ids are ours (``n0``, ``n1``, ...); text from mail stands only in quoted strings, where a quote
and a backslash are escaped (Graphviz documentation, "The DOT Language": in a quoted string only
``\\"`` is escaped by the language; the label's own escapes, ``\\n`` and ``\\N``, start with a
backslash as well, and a label's ``&`` starts an entity).
"""

from tracker.export.layers import NAME, ids_of, node_label, node_state
from tracker.model.relations import kind_words
from tracker.model.status import stage_traits
from tracker.model.terminal_text import clean, fit
from tracker.model.views import Graph, Node
from tracker.render.tree import joined
from tracker.render.words import ABRIDGED

_COLOURS = {
    "landed": ("#d7f0d9", "#2e7d32", "filled"),
    "open": ("#e8eef7", "#3b5b92", "filled"),
    "attention": ("#fdecc8", "#a66a00", "filled"),
    "over": ("#eeeeee", "#888888", "filled"),
    "unknown": ("#ffffff", "#888888", "filled,dashed"),
}


def graph_dot(graph: Graph) -> str:
    """Return the graph as the text of one ``digraph``; the root is drawn with a thick border."""
    edges = joined(graph)
    ids, loose = ids_of(graph)
    lines = ["digraph related {", "    rankdir=LR;"]
    lines += ['    node [shape=box, fontname="monospace", fontsize=11];']
    lines += ['    edge [fontname="monospace", fontsize=10];']
    lines += [f"    // {clean(one)}" for one in graph.limits]
    lines += [f"    // {one.head}: {clean(one.text)}." for one in graph.half_landed]
    lines += [f"    // {ABRIDGED}"] if graph.abridged else []
    lines += [_dot_node(node, ids[node.id], graph.root) for node in graph.nodes]
    lines += [f"    {ids[id]} [label={quoted(id)}, style=dashed];" for id in loose]
    lines += [
        f"    {ids[source]} -> {ids[target]} [label={quoted(kind_words(kind))}];"
        for source, target, kind in edges
    ]
    return "\n".join([*lines, "}"]) + "\n"


def quoted(*lines: str) -> str:
    """Text from mail as a quoted string of one or more lines."""
    return '"' + "\\n".join(_dot_escaped(fit(clean(line), NAME)) for line in lines) + '"'


def _dot_escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')


def _dot_node(node: Node, name: str, root: str) -> str:
    fill, border, look = _COLOURS[stage_traits(node.stage).group]
    glyph = stage_traits(node.stage).sign.letter
    label = quoted(node_label(node), f"{glyph} {node_state(node)}")
    thick = ", penwidth=3" if node.id == root else ""
    stage = node.stage.value if node.stage else "unknown"
    return (
        f'    {name} [label={label}, class="stage-{stage}", style="{look}",'
        f' fillcolor="{fill}", color="{border}"{thick}];'
    )
