"""A stage has one sign, wherever it is told."""

from tracker.model.status import Stage
from tracker.model.symbols import SIGNS, UNKNOWN, sign_of
from tracker.model.terminal_text import width
from tracker.render.style import ROLES, Style
from tracker.tui.phrases import LOOKS, stage_sign


def test_every_stage_has_a_sign_of_one_column_of_its_own() -> None:
    """All different, with letters and in ASCII; the unknown looks like none of them."""
    signs = [*SIGNS.values(), UNKNOWN]
    assert set(SIGNS) == set(Stage)
    assert {width(one.letter) for one in signs} == {1}
    assert {len(one.plain) for one in signs} == {1}
    assert len({one.letter for one in signs}) == len({one.plain for one in signs}) == len(signs)
    assert all(one.plain.isascii() for one in signs)


def test_the_command_line_and_the_terminal_ui_draw_the_same_sign() -> None:
    """For every stage, and for what is not at hand."""
    for stage in (*Stage, None):
        assert Style().glyph(stage) == stage_sign(stage).text == sign_of(stage).letter
        assert Style(unicode=False).glyph(stage) == sign_of(stage).plain


def test_every_stage_has_a_colour_in_both() -> None:
    """None is forgotten."""
    assert set(ROLES) == set(LOOKS) == set(Stage)
