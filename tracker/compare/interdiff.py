# SPDX-License-Identifier: GPL-2.0-or-later
"""What changed between two diffs of one patch: the posting's, and the commit's.

Only added and removed lines are compared, file by file; context and line numbers, which move by
themselves, are not. Small files are compared in order, large ones as bags of lines, so that the
time stays linear in the size of hostile diffs.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from tracker.mail.phrases.forms.line_marks import DIFF_HEAD, HUNK_HEAD
from tracker.model.landing import FileChange

_MAX_ORDERED = 300
"""Lines of a file up to which their order is looked at."""
_MAX_LINE = 1_000


def interdiff(first: str, second: str) -> tuple[FileChange, ...]:
    """The files in which two diffs differ, in the order of the first, with the lines that do."""
    left, right = changed_lines(first), changed_lines(second)
    out = []
    for path in dict.fromkeys((*left, *right)):
        lines = tuple(_compare_interdiff(left.get(path, []), right.get(path, [])))
        if lines:
            out.append(FileChange(path=path, lines=lines))
    return tuple(out)


def changed_lines(diff: str) -> dict[str, list[str]]:
    """The added and removed lines of each file of a diff; a mail around it does not matter."""
    files: dict[str, list[str]] = {}
    current: list[str] | None = None
    old = new = 0
    for line in diff.split("\n"):
        mark = line[:1]
        if old > 0 or new > 0:
            old -= mark in ("-", " ", "")
            new -= mark in ("+", " ", "")
            if mark in ("+", "-") and current is not None:
                current.append(line[:_MAX_LINE].rstrip("\r"))
        elif match := HUNK_HEAD.match(line):
            old, new = (int(count) if count is not None else 1 for count in match.groups())
        elif match := DIFF_HEAD.match(line):
            current = files.setdefault(match[2], [])
    return files


def changed_between(left: Iterable[str], right: Iterable[str]) -> int:
    """How many added and removed lines only one of two diffs has, white space aside."""
    mine, theirs = (Counter("".join(line.split()) for line in side) for side in (left, right))
    return ((mine - theirs) + (theirs - mine)).total()


def _compare_interdiff(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[str, str]]:
    if len(left) + len(right) > _MAX_ORDERED:
        yield from _as_bags(left, right)
        return
    for word, start, end, begin, stop in SequenceMatcher(
        None, left, right, autojunk=False
    ).get_opcodes():
        if word != "equal":
            yield from (("<", line) for line in left[start:end])
            yield from ((">", line) for line in right[begin:stop])


def _as_bags(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[str, str]]:
    mine, theirs = Counter(left), Counter(right)
    yield from _left_over("<", left, mine - theirs)
    yield from _left_over(">", right, theirs - mine)


def _left_over(mark: str, lines: Iterable[str], more: Counter[str]) -> Iterator[tuple[str, str]]:
    rest = Counter(more)
    for line in lines:
        if rest[line] > 0:
            rest[line] -= 1
            yield mark, line
