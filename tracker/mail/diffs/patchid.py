# SPDX-License-Identifier: GPL-2.0-or-later
"""The patch-id of a diff, as ``git patch-id --stable`` gives it, and what the diff touches.

git-patch-id(1): the sum of the SHA-1s of the file diffs, white space and line numbers left out,
so that the order of files does not matter. Done here because a process for each patch costs a
hundred times as much; tests hold it against git itself.
"""

import hashlib
from collections.abc import Sequence
from string import ascii_letters

from tracker.lazy_dataclass import dataclass
from tracker.mail.diffs.fingerprint import fingerprint
from tracker.mail.phrases.forms.line_marks import DIFF_HEAD, HUNK_HEAD

_SPACE = b" \t\n\r"
_LETTERS = frozenset(ascii_letters)
_HUNK_MARKS = frozenset("+- ")


@dataclass(frozen=True, slots=True)
class DiffFacts:
    """What a diff is, without its text."""

    patch_id: str
    """40 hex digits; empty if git finds no patch in it."""
    files: tuple[str, ...]
    """New names, in order."""
    added: int
    removed: int
    changed: bytes
    """The fingerprint of the added and removed lines."""


def facts(lines: Sequence[str]) -> DiffFacts:
    """The patch-id, files and counts of the lines of one diff."""
    files: list[str] = []
    changed: list[str] = []
    headed = False
    above = ""
    old = new = 0
    for line in lines:
        if old > 0 or new > 0:
            first = line[:1]
            if first == "+":
                new -= 1
                changed.append(line)
            elif first == "-":
                old -= 1
                changed.append(line)
            elif first == " " or not first:
                old -= 1
                new -= 1
        else:
            if match := HUNK_HEAD.match(line):
                old, new = (int(count) if count is not None else 1 for count in match.groups())
            headed = line.startswith("diff --git ") or (headed and not line.startswith("Index: "))
            if name := _diff_file_name(line, headed) or (not headed and _quilt_name(above, line)):
                files.append(name)
        above = line
    added = sum([line[0] == "+" for line in changed])
    return DiffFacts(
        patch_id=patch_id(lines),
        files=tuple(dict.fromkeys(files)),
        added=added,
        removed=len(changed) - added,
        changed=fingerprint(changed),
    )


def _diff_file_name(line: str, headed: bool) -> str:
    """The file that a header line names: git's own line, or ``---`` and ``+++`` without it."""
    if match := DIFF_HEAD.match(line):
        return match[2]
    if not headed and line.startswith(("--- a/", "+++ b/")):
        return line[6:].split("\t")[0]
    return ""


def _quilt_name(above: str, line: str) -> str:
    """The file of a diff between two trees: ``--- linux.orig/x.c`` above ``+++ linux/x.c``."""
    if not (above.startswith("--- ") and line.startswith("+++ ")):
        return ""
    before, after = (one[4:].split("\t")[0].strip().partition("/") for one in (above, line))
    return after[2] if before[2] == after[2] and before[0] != after[0] else ""


class _Sum:
    """The running sum of file hashes: byte by byte with carry, least byte first, is this."""

    def __init__(self) -> None:
        self.total = 0

    def add(self, texts: list[str]) -> None:
        """Add the hash of one file's lines, without white space, and empty the list."""
        data = "".join(texts).encode("utf-8", "surrogateescape").translate(None, _SPACE)
        digest = hashlib.sha1(data, usedforsecurity=False).digest()
        self.total = (self.total + int.from_bytes(digest, "little")) % (1 << 160)
        texts.clear()

    def hex(self) -> str:
        return self.total.to_bytes(20, "little").hex()


def patch_id(lines: Sequence[str]) -> str:
    """The stable patch-id of one diff; empty where git finds no patch.

    Follows builtin/patch-id.c: between hunks only a hunk header or a new ``diff`` line goes on,
    ``index`` lines do not count, a binary file counts by its object names.
    """
    total = _Sum()
    hashed: list[str] = []
    """Lines of the file that is read."""
    before = after = -1
    started, hunks, binary = False, False, False
    objects = ("", "")
    for line in lines:
        first = line[:1]
        inside = before > 0 or (before == 0 and after > 0)
        if inside and hunks and not binary and first in _HUNK_MARKS:
            before -= first != "+"
            after -= first != "-"
            hashed.append(line)
            continue
        if line.startswith("\\ ") and len(line) > 11:
            continue
        if not started and not line.startswith("diff "):
            continue
        if before == -1 and not binary:
            if line.startswith(("GIT binary patch", "Binary files")):
                binary, before = True, 0
                hashed += objects
                total.add(hashed)
                continue
            if line.startswith("index "):
                objects = _diff_objects(line)
                continue
            if line.startswith("--- "):
                before = after = 1
            elif first not in _LETTERS:
                break
        if binary:
            if line.startswith("diff "):
                binary, before = False, -1
            continue
        if before == 0 and after == 0:
            if match := HUNK_HEAD.match(line):
                before, after = (int(n) if n is not None else 1 for n in match.groups())
                hunks = True
                continue
            if not line.startswith("diff "):
                break
            if hunks:
                total.add(hashed)
            before = after = -1
            hunks = False
        before -= first in ("-", " ")
        after -= first in ("+", " ")
        started = True
        hashed.append(line)
    if not started:
        return ""
    total.add(hashed)
    return total.hex()


def _diff_objects(line: str) -> tuple[str, str]:
    """The two object names of an ``index`` line."""
    old, dots, rest = line[6:].partition("..")
    return (old, rest.split(" ")[0]) if dots else ("", "")
