# SPDX-License-Identifier: GPL-2.0-or-later
"""A posted patch taken apart: commit message, and the diff of each file, ready to be compared.

What moves by itself is left out: line numbers of hunks, object names, the diffstat. That is what
git-range-diff(1) leaves out too.
"""

from collections.abc import Sequence

from tracker.lazy_dataclass import dataclass
from tracker.mail.lines import Line, LineKind, split_lines
from tracker.mail.phrases.forms.line_marks import DIFF_HEAD, HUNK_HEAD

MAX_LINES = 30_000
"""Lines of one patch that are compared."""
_MAX_LINE = 1_000
_KEPT = ("old mode", "new mode", "new file mode", "deleted file mode", "rename from", "rename to",
         "copy from", "copy to", "Binary files")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """One patch as it was mailed."""

    position: int
    message_id: str
    title: str
    message: tuple[str, ...]
    """The commit message, trailers included."""
    files: tuple[tuple[str, tuple[str, ...]], ...]
    """The lines of each file's diff by path: headers that say something, hunks, and their lines."""
    cut: bool
    """It is longer than what is compared."""

    @property
    def changed(self) -> tuple[str, ...]:
        """The added and removed lines."""
        return tuple(line for _, lines in self.files for line in lines if line[:1] in ("+", "-"))


def posted(text: str, position: int, message_id: str, title: str) -> Posted:
    """The patch that a mail's text holds."""
    lines = split_lines(text)
    diff = [line.text for line in lines if line.kind is LineKind.DIFF]
    return Posted(
        position=position,
        message_id=message_id,
        title=title,
        message=_patch_message(lines),
        files=_patch_files(diff[:MAX_LINES]),
        cut=len(diff) > MAX_LINES,
    )


def _patch_message(lines: Sequence[Line]) -> tuple[str, ...]:
    """The lines before the ``---``, without the in-body headers and the blank lines around."""
    out: list[str] = []
    for line in lines:
        if line.kind in (LineKind.BELOW, LineKind.DIFF, LineKind.SIGNATURE):
            break
        if len(out) == MAX_LINES or line.text.rstrip() == "---":
            break
        marks = "> " * line.depth
        out.append(f"{marks}{line.text}"[:_MAX_LINE].rstrip())
    first = next((at for at, text in enumerate(out) if text), len(out))
    if first < len(out) and out[first].startswith("From: "):
        first = next((at for at in range(first, len(out)) if not out[at]), len(out))
    while first < len(out) and not out[first]:
        first += 1
    while len(out) > first and not out[-1]:
        out.pop()
    return tuple(out[first:])


def _patch_files(diff: Sequence[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The diff by file; a file that is named twice stands once, its hunks one after the other."""
    files: dict[str, list[str]] = {}
    current: list[str] | None = None
    headed = False
    old = new = 0
    for line in diff:
        if old > 0 or new > 0:
            mark = line[:1]
            old -= mark in ("-", " ", "")
            new -= mark in ("+", " ", "")
            if current is not None:
                current.append((line or " ")[:_MAX_LINE].rstrip("\r"))
        elif match := HUNK_HEAD.match(line):
            old, new = (int(count) if count is not None else 1 for count in match.groups())
            if current is not None:
                current.append(f"@@{line[match.end() :][:_MAX_LINE]}".rstrip())
        elif match := DIFF_HEAD.match(line):
            current, headed = files.setdefault(match[2], []), True
        elif not headed and line.startswith(("--- a/", "+++ b/")):
            current = files.setdefault(line[6:].split("\t")[0], [])
        elif line.startswith(_KEPT) and current is not None:
            current.append(line[:_MAX_LINE])
    return tuple((path, tuple(lines)) for path, lines in files.items())
