# SPDX-License-Identifier: GPL-2.0-or-later
"""The words that a reply begins with."""

import pytest

from tracker.series.covers import LONGEST, opening


@pytest.mark.parametrize(
    "text",
    [
        "On Monday, Ann Author wrote:\n> The lamp.\n\nShut the door first.\n\nThen light it.\n",
        "Hi Ann,\n\n> The lamp.\n\nShut the door first.\n",
        "Ann,\n\nShut the door first.\n",
        "2026-03-02T09:28:25, Ann Author <ann@example.org>:\n> The lamp.\nShut the door first.\n",
        "Reviewed-by: Rik Reviewer <rik@example.org>\n\nShut the door first.\n",
        "---\n***\n\nShut the door first.\n",
    ],
)
def test_it_is_the_first_own_paragraph_that_says_something(text: str) -> None:
    """Quotes, attributions, greetings, tags and rulers are passed over."""
    assert opening(text) == "Shut the door first."


def test_a_tag_stands_where_there_is_nothing_else() -> None:
    """The reply is more than its quote."""
    tag = "Reviewed-by: Rik Reviewer <rik@example.org>"
    assert opening(f"> The lamp.\n\n{tag}\n\n-- \nRik\n") == tag


@pytest.mark.parametrize("text", ["", "> The lamp.\n", "\n\n", "-- \nRik\n", "\x00\n"])
def test_a_mail_without_own_words_has_none(text: str) -> None:
    """And that is no fault."""
    assert opening(text) == ""


def test_a_line_without_an_end_is_cut() -> None:
    """However long it is."""
    assert opening("lamp " * 1_000_000) == ("lamp " * LONGEST)[:LONGEST].strip()


def test_a_wrapped_sentence_is_joined() -> None:
    """Up to the end of its paragraph; a quote ends it too."""
    assert opening("LGTM, so\nit can go in.\n\nMore.\n") == "LGTM, so it can go in."
    assert opening("My\nlamp is lit.\n> No.\nYes.\n") == "My lamp is lit."
