# SPDX-License-Identifier: GPL-2.0-or-later
"""A series for a screen reader: a fact a line, in words."""

import re
from dataclasses import replace

from tests.views import samples
from tracker.render.plain.series import series_in_words

TEXT = series_in_words(samples.FULL, full=True)


def test_a_patch_is_a_sentence_with_its_stage_and_its_tags():
    assert (
        "Patch 2 of 3: gadgets: leave the lock to the caller. Applied. Reviewed by Rita Reviewer; "
        "acked by Mia Maintainer (on a condition); tested by Tim Tester.\n"
    ) in TEXT


def test_no_line_has_columns_or_signs():
    for line in TEXT.splitlines():
        assert line == line.strip() and "  " not in line, line
        assert not any(0x2190 <= ord(letter) <= 0x27BF for letter in line), line
        assert line[:1] not in "?!-+>·…", line


def test_a_fact_longer_than_any_screen_stays_on_its_line():
    words = " ".join(["summary"] * 60)
    assert series_in_words(replace(samples.FULL, summary=words)).startswith(f"{words}\n")


def test_what_a_hostile_title_holds_is_words_on_one_line():
    patch = replace(samples.SECOND.patches[0], title="a\x1b[31mb\nc   d")
    newest = replace(samples.SECOND, patches=(patch,), expected=1)
    text = series_in_words(replace(samples.FULL, revisions=(newest,)))
    line = next(line for line in text.splitlines() if line.startswith("Patch 1 of 1: a"))
    assert "\x1b" not in text and "c d. " in line


def test_what_a_page_shows_by_its_place_is_named():
    """Why it is somebody's turn, the words of a question, a day beside an age."""
    lines = TEXT.splitlines()
    turn = next(at for at, line in enumerate(lines) if line.startswith("Turn: "))
    assert lines[turn + 1].startswith("Why: ")
    assert any(line.startswith("Words: ") for line in lines)
    version = next(line for line in lines if re.match(r"v\d: ", line))
    assert re.match(r"v\d: \d{4}-\d\d-\d\d, \d+ \w+ ago, ", version)
