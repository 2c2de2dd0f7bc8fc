# SPDX-License-Identifier: GPL-2.0-or-later
"""A search for many words at once finds those that a search for each finds."""

import random

from tracker.mail.phrases.word_search import WordSearch

WORDS = (
    "appl", "in", "n't", "->", "take care", " to", "on ", "a b", "@", "", " ", "é", "tree", ".",
)  # fmt: skip


def held(text: str) -> set[str]:
    return {word for word in WORDS if word in text}


def test_words_are_found_within_others_and_over_white_space() -> None:
    search = WordSearch()
    search.add(WORDS)
    for text in ("reapplied, to my tree.", "don't take care", "x->y", "take", "care", "", "a  b"):
        assert search.words_in(text) == held(text)


def test_what_any_text_holds_is_found_the_first_time_and_again() -> None:
    search = WordSearch()
    search.add(WORDS[:6])
    source = random.Random(3)
    parts = (*WORDS, "x", "'", ", ", "(", "applied", "care", "\n", "  ", "b")
    for number in range(4000):
        if number == 2000:
            search.add(WORDS)
        wanted = WORDS[:6] if number < 2000 else WORDS
        text = "".join(source.choices(parts, k=source.randint(0, 7)))
        for _ in range(2):
            assert search.words_in(text) == held(text) & set(wanted), repr(text)
