# SPDX-License-Identifier: GPL-2.0-or-later
"""Spans, rows, wrapping."""

import pytest

from tests.work import grows_linearly
from tracker.model.terminal_text import width
from tracker.render.lines import PROSE, cell, chop, fold, line_of, middle, wrap


def test_a_cell_is_as_wide_as_asked_whatever_is_in_it() -> None:
    """Too long is cut with a sign, too short is filled, wide characters count two."""
    for text in ("", "short", "far too long for it", "灯灯灯灯灯灯", "a\x1b[31mb", "e\u0301" * 9):
        assert width(cell(text, 8).text) == 8
    assert cell("far too long", 8).text.endswith("…")
    assert cell("7", 3, right=True).text == "  7"


def test_wrapping_breaks_between_words_and_loses_none() -> None:
    """The words come back in their order."""
    text = "the door is shut before the lamp is lit and the moths stay out"
    lines = wrap(text, 20)
    assert all(width(line) <= 20 for line in lines)
    assert " ".join(lines) == text


def test_wrapping_cuts_a_word_longer_than_a_line() -> None:
    """Nothing is lost of it."""
    assert "".join(wrap("x" * 45, 20)) == "x" * 45


def test_prose_is_not_wider_than_it_reads_well() -> None:
    """On a wide screen too."""
    assert max(map(len, wrap("word " * 200, 400))) <= PROSE


def test_wrapping_empty_text_gives_no_line() -> None:
    """A paragraph of nothing takes no room."""
    assert wrap("", 20) == ()
    assert wrap("  \n ", 20) == ()


def test_chopping_counts_wide_characters_as_two() -> None:
    """No piece is wider than the screen, and all of the text is there."""
    text = "灯を消せ門を閉めよ" * 5
    pieces = chop(text, 11)
    assert all(width(piece) <= 11 for piece in pieces)
    assert "".join(pieces) == text
    assert chop("", 11) == ("",)


def test_wrapping_takes_linear_time() -> None:
    """Ten times the text takes ten times the steps, not a hundred times."""
    for unit in ("ab ", "灯"):
        grows_linearly(lambda size, unit=unit: lambda: wrap(unit * size, 80), 1_000, 10)


def test_the_middle_of_a_long_text_gives_way() -> None:
    """Both ends say which it is; what fits is left alone."""
    assert middle("20260302-lamp-v3@example.org", 15) == "2026030…ple.org"
    assert middle("lamp@example.org", 16) == "lamp@example.org"
    for columns in range(2, 30):
        assert width(middle("灯" * 20 + "lamp@example.org", columns)) <= columns


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("one two", ("one two",)),
        ("one two three", ("one two", "three")),
        ("a  b    lined  up", ("a  b", "lined  up")),
        ("http://long.example.org/x y", ("http://lon", "g.example.", "org/x y")),
        ("", ("",)),
        ("   ", ("   ",)),
        ("            deep", ("", "deep")),
    ],
)
def test_a_line_is_folded_at_blanks(text: str, pieces: tuple[str, ...]) -> None:
    """What is lined up within a piece stays so."""
    assert fold(text, 10) == pieces


def test_folding_takes_linear_time() -> None:
    """Also of wide letters with blanks between long words."""
    grows_linearly(lambda size: lambda: fold(("灯" * 30 + " a ") * size, 20, "> "), 200, 10)


def test_the_cursor_passes_over_a_text_that_is_about_nothing() -> None:
    """It would offer keys that do nothing there."""
    assert not line_of("none", "nothing is known").stop
