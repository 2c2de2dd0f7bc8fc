# SPDX-License-Identifier: GPL-2.0-or-later
"""The related series as a Mermaid flowchart, for pages that draw such text.

Ids are ours (``n0``, ``n1``, ...). Text from mail stands only in quoted labels, where everything
but letters, digits and a few harmless marks is written as an entity code of Mermaid
(``#34;``), so that no title can end its label, start a directive or become markup.
"""

from collections.abc import Iterable

from tracker.export.layers import ids_of, node_label
from tracker.model.relations import kind_words
from tracker.model.status import Stage, stage_traits
from tracker.model.terminal_text import clean, fit
from tracker.model.views import Graph, Node
from tracker.render.relations import state_words
from tracker.render.tree import joined
from tracker.render.words import ABRIDGED

_BARE = frozenset(" ,/")
_INNER = frozenset("-._")
"""Stand as themselves between two letters or digits."""
_LABEL = 100
"""Columns of a title in a label."""
_CLASSES = {
    "landed": "fill:#d7f0d9,stroke:#2e7d32,color:#111",
    "open": "fill:#e8eef7,stroke:#3b5b92,color:#111",
    "attention": "fill:#fdecc8,stroke:#a66a00,color:#111",
    "over": "fill:#eeeeee,stroke:#888888,color:#444",
    "unknown": "fill:#ffffff,stroke:#888888,color:#444,stroke-dasharray:4",
}


def graph_mermaid(graph: Graph) -> str:
    """The graph as the text of one Mermaid flowchart; the root is drawn with a thick border."""
    edges = joined(graph)
    ids, loose = ids_of(graph)
    lines = ["flowchart TD"]
    lines += [f'    {ids[node.id]}["{_box_text(node)}"]' for node in graph.nodes]
    lines += [f'    {ids[id]}["{label(id)}<br/>not fetched"]' for id in loose]
    lines += [
        f'    {ids[source]} -->|"{label(kind_words(kind))}"| {ids[target]}'
        for source, target, kind in edges
    ]
    lines += [
        f"    classDef {stage_class(stage)} {_look_mermaid(stage)}" for stage in (*Stage, None)
    ]
    lines += [f"    class {ids[node.id]} {stage_class(node.stage)}" for node in graph.nodes]
    lines += [f"    class {ids[id]} {stage_class(None)}" for id in loose]
    if graph.root in ids:
        lines.append(f"    style {ids[graph.root]} stroke-width:3px")
    told = (*graph.limits, ABRIDGED) if graph.abridged else graph.limits
    lines += [f"    %% {_comment(sentence)}" for sentence in told]
    return "\n".join(lines) + "\n"


def label(text: str) -> str:
    """Text from mail as it may stand between the quotes of a label."""
    shown = fit(clean(text), _LABEL)
    return "".join(_mermaid_escaped(shown))


def stage_class(stage: Stage | None) -> str:
    """Return the class of a node: ``stage-under-review``, ``stage-unknown``."""
    return f"stage-{stage.value if stage else 'unknown'}"


def _box_text(node: Node) -> str:
    state = state_words(node.stage, node.landed)
    told = "not fetched" if node.missing else state or "no patch series"
    return f"{label(node_label(node))}<br/>{label(told)}"


def _look_mermaid(stage: Stage | None) -> str:
    return _CLASSES[stage_traits(stage).group]


def _mermaid_escaped(text: str) -> Iterable[str]:
    before = ""
    for index, char in enumerate(text):
        after = text[index + 1 : index + 2]
        inner = char in _INNER and before.isalnum() and after.isalnum()
        yield char if char.isalnum() or char in _BARE or inner else f"#{ord(char)};"
        before = char


def _comment(sentence: str) -> str:
    """Return a sentence of ours in a comment, without what Mermaid reads as a directive."""
    return clean(sentence).replace("{", "(").replace("}", ")").replace("%", " per cent")
