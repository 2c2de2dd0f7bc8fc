# SPDX-License-Identifier: GPL-2.0-or-later
"""Lines that are too long for the room there is."""

from dataclasses import replace

from tests.tui.conftest import ANN, RIK, ago, question, view
from tracker.model.query import Identity
from tracker.model.roles import Role
from tracker.render.lines import Span, taken, text_of
from tracker.tui.headline import headline
from tracker.tui.widgets.bar import cut


def test_a_line_that_is_cut_ends_in_one_mark_at_a_word() -> None:
    """A long word is cut where it is; a line that fits is left alone."""
    line = (Span("you asked; Ann Author answered on "), Span("2026-03-14", Role.DIM))
    for columns in range(4, taken(line)):
        assert text_of(cut(line, columns)).count("…") == 1
    assert text_of(cut(line, 20)) == "you asked; Ann…"
    assert text_of(cut((Span("x" * 40),), 20)) == "x" * 19 + "…"
    assert cut(line, 60) == line


def test_the_less_telling_half_of_a_headline_goes_first() -> None:
    """Who and where, then what was asked; the last word between the two stays."""
    me = Identity(addresses=frozenset({RIK.email}))
    base = view()
    asked = replace(question(), answered_by=base.thread[-1].message_id, date=ago(7))
    newest = replace(base.revisions[-1], questions=(asked,))
    shown = replace(base, revisions=(newest,))
    whole = text_of(headline(shown, me))
    assert "you asked on" in whole
    assert ANN.name in whole
    short = text_of(headline(shown, me, len(whole) - 1))
    assert not short.endswith(whole[-10:])
    assert "you asked on" in short
    shorter = text_of(headline(shown, me, len(short) - 1))
    assert "you asked on" not in shorter
    assert "answered on" in shorter
