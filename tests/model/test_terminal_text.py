# SPDX-License-Identifier: GPL-2.0-or-later
"""Text from mail is harmless on a terminal, and is measured as the terminal does."""

import unicodedata

import pytest

from tracker.model.terminal_text import ascii_only, clean, fit, is_clean, pad, width

EVERY_CHARACTER = "".join(map(chr, range(0x110000)))


def test_nothing_that_a_terminal_obeys_or_hides_is_left():
    """Of all characters there are, only printable ones and line ends come through."""
    shown = clean(EVERY_CHARACTER, multiline=True)
    left = {unicodedata.category(char) for char in shown if char != "\n"}
    assert not left & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    assert {char for char in shown if unicodedata.category(char) == "Zs"} == {" "}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain words", "plain words"),
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("\x1b]0;title\x07", "␛]0;title␇"),
        ("\x9b2J", "�2J"),
        ("\x00\x7f", "␀␡"),
        ("a\u202eb\u2066c\u2069", "a�b�c�"),
        ("pay\u200bpal \ufeffx\u00ad", "pay�pal �x�"),
        ("filler\u3164 \u115f \ufe0f", "filler� � �"),
        ("\ud800", "�"),
        ("\u00a0|\u3000|\u2003", " | | "),
        ("Ångström, 漢字, данные", "Ångström, 漢字, данные"),
    ],
)
def test_each_danger_has_a_visible_stand_in(text, shown):
    """What cannot be shown as it is shows as something; letters of all scripts stay."""
    assert clean(text) == shown


def test_line_ends_are_folded_unless_several_lines_are_wanted():
    """A subject cannot start a line of its own; a lone carriage return is shown."""
    assert clean("one\r\n\t two\nthree\u2028four") == "one two three four"
    assert clean("one\r\n two\nthree\u2028four", multiline=True) == "one\n two\nthree\nfour"
    assert clean("over\rwritten", multiline=True) == "over␍written"


def test_tabs_go_to_stops_of_eight_unless_they_are_kept():
    """A diff keeps its columns."""
    assert clean("+\tint\ti;") == "+       int     i;"
    assert clean("+\tint", keep_tabs=True) == "+\tint"


def test_marks_piled_on_one_letter_are_cut_off():
    """Four combining marks are kept, which real languages need; the rest shows itself."""
    assert clean("e" + "\u0301" * 6) == "e" + "\u0301" * 4 + "��"
    assert clean("Việt Nam") == clean("Việt Nam".replace("\u1ec7", "ê\u0323")).replace(
        "ê\u0323", "\u1ec7"
    )


def test_cleaning_twice_changes_nothing_more():
    """What is clean stays as it is, so layers may clean without knowing of each other."""
    once = clean(EVERY_CHARACTER)
    assert clean(once) == once


def test_what_is_taken_for_clean_at_a_glance_is_shown_as_it_is_however_often_it_stands():
    """And signs, accents and dashes are, which every page holds."""
    seen = [char for char in EVERY_CHARACTER if is_clean(char)]
    whole = "".join(char * 6 for char in seen)
    assert clean(f"\N{COMBINING ACUTE ACCENT}{whole}") == f"\N{COMBINING ACUTE ACCENT}{whole}"
    assert not {unicodedata.category(char) for char in seen} & {"Mn", "Me", "Cf", "Zl"}
    assert is_clean("Ångström – “x” ●◐○✓▸ …")
    assert not is_clean("漢字")


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("abc", 3),
        ("漢字", 4),
        ("e\u0301a", 2),
        ("ｆ", 2),
        ("가", 2),
        ("…●★", 3),
        ("😀", 2),
    ],
)
def test_width_counts_columns(text, columns):
    """Wide characters take two columns, combining marks none."""
    assert width(text) == columns


def test_fit_cuts_to_columns_and_says_so():
    """The ellipsis counts; a wide character is not cut in half."""
    assert fit("abcdef", 6) == "abcdef"
    assert fit("abcdefg", 6) == "abcde…"
    assert fit("abcdefg", 6, "...") == "abc..."
    assert fit("漢字漢字", 5) == "漢字…"
    assert fit("漢字漢字", 4) == "漢…"
    assert fit("abc def", 5) == "abc…"
    assert fit("abc", 0) == ""
    assert fit("abc", 1) == "…"
    assert fit("cafe\u0301", 4) == "cafe\u0301"


@pytest.mark.parametrize("columns", range(12))
def test_what_is_fitted_never_takes_more_room(columns):
    """For every width and script."""
    for text in ("漢a字b漢c字d", "plain words here", "e\u0301" * 9, "x漢" * 5):
        assert width(fit(text, columns)) <= columns


def test_pad_fills_up_by_columns():
    """To the left edge, or to the right one; what is too long is left alone."""
    assert pad("漢", 4) == "漢  "
    assert pad("漢", 4, right=True) == "  漢"
    assert pad("abcde", 4) == "abcde"


def test_ascii_only_leaves_ascii():
    """Accents go, known marks get a likeness, the rest becomes a question mark."""
    assert ascii_only("Jérôme Łuk “x” – … → 漢") == 'Jerome Luk "x" - ... -> ?'
    assert ascii_only(EVERY_CHARACTER).isascii()


@pytest.mark.parametrize(
    "text", ["\x1b[1m" * 50_000, "\u0301\u0316" * 100_000, "\t" * 200_000, "漢" * 200_000]
)
def test_a_long_text_is_cleaned_piece_by_piece(text):
    """Twice the text gives twice the result: nothing depends on what stands far away."""
    half = text[: len(text) // 2]
    assert len(clean(text)) == 2 * len(clean(half))
    assert width(fit(clean(text), 80)) <= 80
    assert ascii_only(clean(text)).isascii()
