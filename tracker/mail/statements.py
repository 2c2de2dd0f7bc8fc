# SPDX-License-Identifier: GPL-2.0-or-later
"""How a statement is built: whether what it says is wrong is wrong with the patch."""

from tracker.mail.phrases.review.aside_words import CITED_COMMIT, COMFORT_FIRST, NUMBERED_PATCH
from tracker.mail.phrases.review.defect_words import CODE_QUOTED
from tracker.mail.phrases.review.statement_words import (
    AGREES_FIRST,
    BRACKETED,
    CONDITION_FIRST,
    MARVELS,
    QUOTATION,
    UNKNOWN_CASE,
)

_SAID = '"this"'
"""What stands for words that others said."""


def in_any_form(low: str) -> str:
    """Return a folded sentence with the words that the functions below may put into it."""
    return f"{low} {_SAID}" if '"' in low else low


def plain_words(low: str) -> str:
    """Return a folded sentence without the commit that it cites and what it opens with."""
    for opening in (NUMBERED_PATCH, COMFORT_FIRST):
        low = low[found.end() :] if (found := opening.match(low)) else low
    return CITED_COMMIT.sub("", low)


def stated(low: str) -> str:
    """Return a folded statement without what stands in brackets, and what others said."""
    if "(" in low:
        low = BRACKETED.sub("()", low)
    if '"' in low:
        low = QUOTATION.sub(_SAID, low)
    return low


def tells_of_patch(low: str, end: int, under: str = "") -> bool:
    """Return whether a fault that a folded statement names up to ``end`` is one of the patch.

    It is none in a condition ("if some patch misses the order, ...") nor in a yes to what another
    said. An answer to a quoted question may well object: two of three do. ``under`` is the quoted
    line above it: "That is strange." below prose wonders at what happens there.
    """
    if under and MARVELS.match(low) and not CODE_QUOTED.search(under):
        return False
    if (clause := CONDITION_FIRST.match(low)) and clause.end() >= end:
        return False
    return not (UNKNOWN_CASE.match(low) or AGREES_FIRST.match(low))
