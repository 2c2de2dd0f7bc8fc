# SPDX-License-Identifier: GPL-2.0-or-later
"""A stage has one sign and one colour, wherever it is shown."""

from tracker.model.status import SIDES, STAGES, UNKNOWN_STAGE, Side, Stage, stage_traits
from tracker.model.terminal_text import width
from tracker.render.style import Style
from tracker.render.words import stage_sign


def test_every_stage_has_a_sign_of_one_column_of_its_own() -> None:
    """All different, with letters and in ASCII; the unknown looks like none of them."""
    signs = [traits.sign for traits in (*STAGES.values(), UNKNOWN_STAGE)]
    assert list(STAGES) == list(Stage)
    assert {width(one.letter) for one in signs} == {1}
    assert {len(one.plain) for one in signs} == {1}
    assert len({one.letter for one in signs}) == len({one.plain for one in signs}) == len(signs)
    assert all(one.plain.isascii() for one in signs)


def test_the_command_line_and_the_terminal_ui_draw_the_same_sign() -> None:
    """For every stage, and for one that is not known."""
    for stage in (*Stage, None):
        sign = stage_traits(stage).sign
        assert Style().glyph(stage) == stage_sign(stage).text == sign.letter
        assert Style(unicode=False).glyph(stage) == stage_sign(stage).plain == sign.plain


def test_every_side_has_words_that_fit_its_column() -> None:
    """None is forgotten."""
    assert list(SIDES) == list(Side)
    assert all(len(traits.short) <= 6 for traits in SIDES.values())
