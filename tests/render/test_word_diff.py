# SPDX-License-Identifier: GPL-2.0-or-later
"""Within changed lines the words that differ stand in brackets."""

from tracker.render.lines import text_of
from tracker.render.spans.word_diff import changed_words, word_line


def drawn(lines: list[tuple[str, str]], columns: int = 80) -> list[str]:
    """The lines that are compared by words, as they are drawn."""
    return [
        text_of(word_line(words, lines[at][0], columns))
        for at, words in changed_words(lines).items()
    ]


def test_words_that_differ_stand_in_brackets():
    lines = [("<", "+ if (lever > 0)"), (">", "+ if (lever >= 1)")]
    assert drawn(lines) == ["+ if (lever > [-0-])", "+ if (lever >{+=+} {+1+})"]


def test_lines_are_paired_in_order_and_what_is_left_over_stays_whole():
    lines = [("<", "a b c"), ("<", "d e f"), (">", "a b x"), (" ", "d e f"), (">", "d e g")]
    assert set(changed_words(lines)) == {0, 2}


def test_lines_without_anything_in_common_and_long_ones_stay_whole():
    assert not changed_words([("<", "return ret;"), (">", "mutex_lock(&lever->lock)")])
    assert not changed_words([("<", "a " * 300), (">", "a " * 299 + "b")])


def test_a_line_is_cut_at_the_screen():
    lines = [("<", "one two three four five"), (">", "one two three four six")]
    assert all(len(line) <= 12 for line in drawn(lines, 12))
