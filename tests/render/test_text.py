# SPDX-License-Identifier: GPL-2.0-or-later
"""What every text for people keeps: the width, no escapes without colour, no harm from mail."""

from dataclasses import replace
from itertools import pairwise

import pytest

from tests.views import attacks, graphs, reported, samples
from tracker.model.report import Asked
from tracker.model.status import Stage
from tracker.model.terminal_text import clean, width
from tracker.model.views import Graph, Reason
from tracker.render.board import list_text
from tracker.render.evidence import evidence_text
from tracker.render.graph import graph_text
from tracker.render.log import log_text
from tracker.render.overview import series_text
from tracker.render.style import Style

PLAIN = Style()
EVIL = attacks.hostile()
EVIL_NODES = (
    graphs.node("gadgets", Stage.NEW, title=EVIL.title, project=EVIL.title, landed=EVIL.title),
    graphs.node("winch", None, title="", url=EVIL.title),
)
EVIL_GRAPH = replace(graphs.GRAPH, nodes=EVIL_NODES, limits=(EVIL.title,))
EVIL_REASON = Reason(fact=EVIL.title, topic="tag", evidence=EVIL.relations[0].evidence)


def chain(length: int) -> Graph:
    """Works that need each other in a row."""
    names = [f"work{number}" for number in range(length)]
    edges = [graphs.edge(here, graphs.Kind.DEPENDS_ON, there) for here, there in pairwise(names)]
    nodes = [graphs.node(name, Stage.NEW) for name in names]
    return replace(graphs.GRAPH, root=nodes[0].id, nodes=tuple(nodes), edges=tuple(edges))


TEXTS = {
    "series": lambda style: series_text(samples.FULL, style),
    "series, full": lambda style: series_text(samples.FULL, style, full=True),
    "series, empty": lambda style: series_text(samples.EMPTY, style),
    "series, hostile": lambda style: series_text(EVIL, style),
    "series, hostile, full": lambda style: series_text(EVIL, style, full=True),
    "graph": lambda style: graph_text(graphs.GRAPH, style),
    "graph, hostile": lambda style: graph_text(EVIL_GRAPH, style),
    "graph, a long chain": lambda style: graph_text(chain(1_500), style),
    "list": lambda style: list_text([samples.row(samples.FULL)] * 3, style, samples.NOW),
    "list, hostile": lambda style: list_text(
        [samples.row(EVIL), samples.row(samples.EMPTY)], style, samples.NOW
    ),
    "why": lambda style: evidence_text(samples.REASONS, style),
    "why, hostile": lambda style: evidence_text([EVIL_REASON], style),
    "status": lambda style: reported.text(reported.report(samples.FULL, samples.EMPTY), style),
    "status, since": lambda style: reported.text(reported.WEEK, style),
    "status, hostile": lambda style: reported.text(reported.evil(), style),
    "log": lambda style: log_text(reported.log(*samples.EVENTS), style),
    "log, hostile": lambda style: log_text(
        reported.log(*reported.EVIL_NEWS, asked=Asked(ref=attacks.HOSTILE)), style
    ),
}


@pytest.mark.parametrize("columns", [80, 200])
@pytest.mark.parametrize("letters", [True, False], ids=["unicode", "ascii"])
@pytest.mark.parametrize("name", TEXTS)
def test_lines_fit_and_hold_nothing_but_text(name, letters, columns):
    """No line is wider but for a handle that must be copied whole; nothing obeys a mail."""
    text = TEXTS[name](Style(unicode=letters, width=columns))
    wide = [line for line in text.split("\n") if width(line) > columns]
    assert [line for line in wide if len(line.split()) > 2] == []
    assert clean(text, multiline=True) == text
    assert letters or text.isascii()
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@pytest.mark.parametrize("name", TEXTS)
def test_colour_adds_escapes_and_changes_no_letter(name):
    """Without its colour codes, the coloured text is the plain one; only our codes are in it."""
    codes = {"31", "32", "33", "36", "1", "2", "0"}
    pieces = TEXTS[name](Style(colour=True)).split("\x1b[")
    assert {piece.partition("m")[0] for piece in pieces[1:]} <= codes
    bare = pieces[0] + "".join(piece.partition("m")[2] for piece in pieces[1:])
    assert bare == TEXTS[name](PLAIN)
