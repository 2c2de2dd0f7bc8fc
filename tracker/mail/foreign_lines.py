# SPDX-License-Identifier: GPL-2.0-or-later
"""The lines of an answer that are not its sender's: commits, and ends of wrapped quotes."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from tracker.mail.lines import Line, LineKind, Lines
from tracker.mail.parts import Parts
from tracker.mail.phrases.forms.line_marks import MBOX_HEAD
from tracker.mail.phrases.forms.sentence_marks import SENTENCE_ENDED
from tracker.mail.phrases.review.aside_words import LISTED_COMMIT, PASTED_COMMIT, PASTED_FIELD

_WRITTEN_DOWN = frozenset({LineKind.OWN, LineKind.BELOW, LineKind.STAT, LineKind.TRAILER})
_PROSE = frozenset({LineKind.OWN, LineKind.BELOW})
_WRAPS = 45
"""Characters of a quoted line that may have been wrapped; behind its mark, and less a word."""
_WRAPPED = 40
"""Characters of what is left of it on the next line."""


def without_foreign_lines(parts: Parts) -> Parts:
    """An answer whose commits are no prose: neither their titles nor descriptions ask for a thing.

    They are listed, as notices do it, or pasted as ``git log`` prints them. The ends of quoted
    lines that a mailer wrapped are left out with them.
    """
    own = [one.text for one in parts.lines.typed if one.kind in _PROSE]
    pasted = (
        _pasted_commits(parts.lines) | _pasted_patches(parts.lines) | _wrapped_quotes(parts.lines)
    )
    if not pasted and not any(map(LISTED_COMMIT.match, own)):
        return parts
    lines = Lines(
        Line(line.number, line.text, LineKind.STAT, line.depth)
        if line.kind in _PROSE and (line.number in pasted or LISTED_COMMIT.match(line.text))
        else line
        for line in parts.lines
    )
    return replace(parts, lines=lines)


def _pasted_commits(lines: Sequence[Line]) -> frozenset[int]:
    """The numbers of lines that hold a commit as ``git log`` prints it, perhaps indented.

    It ends before the first line that is indented less than its text is.
    """
    if not any(["commit " in line.text for line in lines]):
        return frozenset()
    found: set[int] = set()
    depth: int | None = None
    for line, below in pairwise((*lines, Line(0, "", LineKind.BLANK, 0))):
        words = line.text.lstrip()
        indent = len(line.text) - len(words)
        if PASTED_COMMIT.match(words) and PASTED_FIELD.match(below.text.lstrip()):
            depth = indent or 4
        elif depth is None or not words:
            continue
        elif line.kind not in _WRITTEN_DOWN or (
            indent < depth and not (PASTED_FIELD.match(words) and found)
        ):
            depth = None
            continue
        found.add(line.number)
    return frozenset(found)


def _pasted_patches(lines: Sequence[Line]) -> frozenset[int]:
    """The numbers of lines of a patch file that an mbox escaped: ``>From HEX Mon Sep 17``.

    What its description says is wrong is what it mends; it goes on to the ``---`` or a quote.
    """
    found: set[int] = set()
    inside = False
    if not any([line.depth == 1 and line.text[:5] == "From " for line in lines]):
        return frozenset()
    for line, below in pairwise((*lines, Line(0, "", LineKind.BLANK, 0))):
        if line.kind is LineKind.QUOTE:
            head = line.depth == 1 and line.text.startswith("From ") and MBOX_HEAD.match(line.text)
            inside = bool(head) and below.text.startswith("From:")
        elif inside:
            inside = line.text.rstrip() != "---"
            found.add(line.number)
    return frozenset(found)


def _wrapped_quotes(lines: Sequence[Line]) -> frozenset[int]:
    """The numbers of lines that are the end of a quoted one, which a mailer wrapped.

    Such a mailer wraps every long line: one alone may be a word of the sender's.
    """
    if not lines or not any([line.kind is LineKind.QUOTE for line in lines]):
        return frozenset()
    found = frozenset(
        line.number
        for above, line, below in zip(lines, lines[1:], lines[2:], strict=False)
        if line.kind is LineKind.OWN
        and above.kind is LineKind.QUOTE
        and below.kind is LineKind.QUOTE
        and above.depth == below.depth
        and len(above.text) >= _WRAPS
        and len(line.text) <= _WRAPPED
        and line.text[:1].islower()
        and not SENTENCE_ENDED.search(above.text)
    )
    return found if len(found) > 1 else frozenset()
