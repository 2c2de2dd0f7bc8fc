# SPDX-License-Identifier: GPL-2.0-or-later
"""The words that differ between a removed line and the added one that took its place."""

from collections.abc import Sequence
from itertools import groupby, pairwise

from tracker.lazy_patterns import lazy_pattern
from tracker.model.roles import Role
from tracker.model.terminal_text import clean, fit, width
from tracker.render.lines import Line, Span

Words = tuple[tuple[str, bool], ...]
"""Pieces of a line, each with whether it differs from the other line."""
_WORD_PIECE = lazy_pattern(r"\w+|\s+|[^\w\s]")
_LONGEST_COMPARED = 400
"""Characters of a line that is compared by words: the time of difflib grows with their square."""
_PAIRS = 200
"""Pairs of lines of one file that are compared by words."""
_ALIKE = 0.4
"""Lines that share less than this have nothing in common but chance."""
_WORD_SIGNS = {"<": ("[-", "-]", Role.REMOVED), ">": ("{+", "+}", Role.ADDED)}
"""As git-diff(1) writes them with --word-diff=plain."""


def changed_words(lines: Sequence[tuple[str, str]]) -> dict[int, Words]:
    """Return the pieces of lines that took each other's place, by their number.

    A run of removed lines and the run of added ones behind it are paired one by one.
    """
    runs = [(mark, list(run)) for mark, run in groupby(enumerate(lines), lambda one: one[1][0])]
    pairs = [
        (old, new)
        for (mark, before), (other, after) in pairwise(runs)
        if (mark, other) == ("<", ">")
        for old, new in zip(before, after, strict=False)
    ]
    found: dict[int, Words] = {}
    for (old, (_, gone)), (new, (_, came)) in pairs[:_PAIRS]:
        both = _pieces(gone, came)
        if both:
            found[old], found[new] = both
    return found


def _pieces(gone: str, came: str) -> tuple[Words, Words] | None:
    """Return both lines in pieces; None where they are too long, or not alike."""
    if max(len(gone), len(came)) > _LONGEST_COMPARED:
        return None
    from difflib import SequenceMatcher

    old, new = _WORD_PIECE.findall(gone), _WORD_PIECE.findall(came)
    match = SequenceMatcher(None, old, new, autojunk=False)
    if match.ratio() < _ALIKE:
        return None
    steps = match.get_opcodes()
    return (
        tuple(("".join(old[a:b]), how != "equal") for how, a, b, _, _ in steps if b > a),
        tuple(("".join(new[a:b]), how != "equal") for how, _, _, a, b in steps if b > a),
    )


def word_line(words: Words, mark: str, columns: int) -> Line:
    """Return a removed (``<``) or added line with brackets around the words that differ."""
    start, end, role = _WORD_SIGNS[mark]
    line: list[Span] = []
    for text, differs in words:
        shown = f"{start}{clean(text)}{end}" if differs else clean(text)
        cut = fit(shown, columns)
        line.append(Span(cut, role if differs else Role.DIM))
        columns -= width(cut)
        if columns <= 0 or cut != shown:
            break
    return tuple(line)
