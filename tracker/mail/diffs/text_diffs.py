# SPDX-License-Identifier: GPL-2.0-or-later
"""Where in the text of a mail diffs stand, which of them is the patch, and the ``---`` above it.

Everything here goes over the raw lines of the text, quotes and all, and takes time linear in them.
"""

from bisect import bisect_left

from tracker.mail.phrases.forms.line_marks import DIFF_START, HUNK_HEAD, STAT_LINE
from tracker.mail.phrases.forms.quoting import FORWARDED_FROM

MAX_DIFFS = 500
"""Diffs with text between them; a patch is one, and people show a few more."""
_MAX_LINE = 2_000
"""Characters of a line of a diffstat that are looked at."""
_DIFF_STARTS = ("diff --git ", "Index: ", "--- ")
_STAT_FIRST = " 0123456789"
_STAT_NEAR = 60
"""Lines between the ``---`` of a patch and the first line of its diffstat."""


def text_diffs(text: str, raw: list[str]) -> list[tuple[int, int]]:
    """Where diffs stand, unquoted, as ranges of indexes; ``raw`` are the lines of the text.

    None from where the mail that is answered stands without marks: its diff is old.
    """
    if not any(text.startswith(one) or f"\n{one}" in text for one in _DIFF_STARTS):
        return []
    spans: list[tuple[int, int]] = []
    start = _diff_start(raw)
    while start is not None and len(spans) < MAX_DIFFS:
        spans.append((start, _diff_end(raw, start)))
        start = _diff_start(raw, spans[-1][1])
    if spans and "Sent:" in text and (answered := _answered_from(raw)) is not None:
        return [one for one in spans if one[0] < answered]
    return spans


def _answered_from(raw: list[str]) -> int | None:
    """Where the mail that is answered starts without marks, as Outlook appends it.

    ``-----Original Message-----``, then ``From:`` and ``Sent:``, which no head of a patch has.
    """
    for index, line in enumerate(raw):
        if not line.startswith("Sent:") or not any(
            map(FORWARDED_FROM.match, raw[max(0, index - 2) : index])
        ):
            continue
        start = next(n for n in range(index - 1, -1, -1) if FORWARDED_FROM.match(raw[n]))
        if any(one.strip() for one in raw[max(0, start - 9) : start]):
            return start
    return None


def cuts_above(text: str, raw: list[str]) -> frozenset[int]:
    """Indexes of the ``---`` lines with a diffstat soon below."""
    if "---" not in text:
        return frozenset()
    rulers = [n for n, line in enumerate(raw) if line[:3] == "---" and line.rstrip() == "---"]
    found: set[int] = set()
    stat = below = len(raw) + _STAT_NEAR
    for index in reversed(rulers):
        for near in range(index + 1, min(index + _STAT_NEAR + 1, below, len(raw))):
            line = raw[near]
            if line[:1] in _STAT_FIRST and STAT_LINE.match(line[:_MAX_LINE]):
                stat = near
                break
        below = index
        if stat - index <= _STAT_NEAR:
            found.add(index)
    return frozenset(found)


def patch_among(spans: list[tuple[int, int]], cuts: frozenset[int]) -> int:
    """Which diff is the patch: the first below a ``---`` with a diffstat, not one shown in the
    commit message; else the first."""
    marks, done = sorted(cuts), 0
    for number, (start, end) in enumerate(spans):
        if bisect_left(marks, done) < bisect_left(marks, start):
            return number
        done = end
    return 0


def _diff_start(raw: list[str], first: int = 0) -> int | None:
    """Index of the first line of a diff at or after ``first``, if there is one."""
    for index in range(first, len(raw)):
        line = raw[index]
        if not line.startswith(_DIFF_STARTS):
            continue
        if not DIFF_START.match(line) and not _is_quilt_head(raw, index):
            continue
        ahead = raw[index : index + 40]
        if line.startswith("diff --git ") or any(
            one.startswith("@@ -") and HUNK_HEAD.match(one) for one in ahead
        ):
            return index
    return None


def _is_quilt_head(raw: list[str], index: int) -> bool:
    """Whether a diff starts that names files as quilt does: ``--- linux.orig/Kconfig``."""
    below = [*raw[index + 1 : index + 3], "", ""]
    named = "/" in raw[index] and below[0].startswith("+++ ")
    return named and HUNK_HEAD.match(below[1]) is not None


def _diff_end(raw: list[str], start: int) -> int:
    """Index of the first line after the diff, by the counts in its hunk headers."""
    old = new = 0
    end = start
    for index in range(start, len(raw)):
        line = raw[index]
        if old > 0 or new > 0:
            first = line[:1]
            if first == "+":
                new -= 1
            elif first == "-":
                old -= 1
            elif first == " " or not first:
                old -= 1
                new -= 1
            end = index + 1
        elif match := HUNK_HEAD.match(line):
            old, new = int(match[1] or 1), int(match[2] or 1)
            end = index + 1
        elif _is_diff_header(line):
            end = index + 1
        elif line.startswith("-- ") or line.rstrip() == "--" or (line and end < index - 3):
            break
    return end


_HEADER_STARTS = (
    "diff ", "index ", "--- ", "+++ ", "old mode", "new mode", "new file", "deleted file",
    "similarity ", "dissimilarity ", "rename ", "copy ", "Binary files", "GIT binary", "literal ",
    "delta ", "\\ ", "Index: ", "====",
)  # fmt: skip


def _is_diff_header(line: str) -> bool:
    return line.startswith(_HEADER_STARTS)
