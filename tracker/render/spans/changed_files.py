# SPDX-License-Identifier: GPL-2.0-or-later
"""The files that a patch, or a comparison of patches, changes, as a list to jump from; pure."""

from collections.abc import Sequence
from functools import partial
from itertools import groupby

from tracker.lazy_dataclass import dataclass
from tracker.model.compare import RangeDiff
from tracker.model.landing import Edit
from tracker.model.roles import Role
from tracker.render.lines import Line, Row, Span, cell, heading
from tracker.render.mail import MailText, line_key
from tracker.render.words import counted

_PLACES = 5
"""Digits that a count of lines takes at least."""
_UNNAMED = "/dev/null"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedFile:
    """A file of a diff, and where its part of the diff is shown."""

    key: str
    """The row that its part of the diff begins with."""
    name: str
    added: int
    removed: int
    line: int = 0
    """Where in its mail its part begins, counted from 1; 0 where it is of no one mail."""
    group: str = ""
    """The patch that changes it, where there are several."""


def mail_files(text: MailText) -> tuple[ChangedFile, ...]:
    """Return the files of a mail's diff, in its order."""
    starts = [n for n in text.parts if text.roles[n - 1] is Role.HUNK]
    ends = [*starts[1:], len(text.lines) + 1]
    return tuple(_mail_file(text, start, end) for start, end in zip(starts, ends, strict=False))


def _mail_file(text: MailText, start: int, end: int) -> ChangedFile:
    roles = text.roles[start - 1 : end - 1]
    return ChangedFile(
        key=line_key(start),
        name=_file_name(text.lines[start - 1 : end - 1]),
        added=roles.count(Role.ADDED),
        removed=roles.count(Role.REMOVED),
        line=start,
    )


def _file_name(lines: Sequence[str]) -> str:
    """Return the path after the change, of a deleted file that before it."""
    named = ""
    for text in lines:
        if text.startswith("@@"):
            break
        if text.startswith(("--- ", "+++ ")):
            path = text[4:].split("\t")[0]
            if path != _UNNAMED:
                named = path[2:] if path[:2] in ("a/", "b/") else path
    # One without a hunk: renamed, binary, or with another mode.
    return named or lines[0].rpartition(" b/")[2].removeprefix("diff --git ")


def pair_files(told: RangeDiff, keys: Sequence[str]) -> tuple[ChangedFile, ...]:
    """Return the parts that differ between two versions; ``keys`` are those of the pairs."""
    return tuple(
        ChangedFile(
            key=f"{key} {part.name}",
            name=part.name or "commit message",
            added=sum(mark == ">" for mark, _ in part.lines),
            removed=sum(mark == "<" for mark, _ in part.lines),
            group=_pair_title(end.position, end.title) if end else "",
        )
        for key, pair in zip(keys, told.pairs, strict=True)
        for end in [pair.new or pair.old]
        for part in pair.blocks
    )


def edit_files(edits: Sequence[Edit]) -> tuple[ChangedFile, ...]:
    """Return the files in which commits differ from what was posted."""
    return tuple(
        ChangedFile(
            key=f"edit.{number} {file.path}",
            name=file.path,
            added=sum(mark == ">" for mark, _ in file.lines),
            removed=sum(mark == "<" for mark, _ in file.lines),
            group=_pair_title(edit.position, edit.commit[:12]),
        )
        for number, edit in enumerate(edits)
        for file in edit.files
    )


def _pair_title(position: int, title: str) -> str:
    return f"{position} {title}"


def files_head(files: Sequence[ChangedFile]) -> str:
    """Return how much the files change, in all."""
    added, removed = sum(one.added for one in files), sum(one.removed for one in files)
    return f"{counted(len(files), 'file')}, {added} added, {removed} removed"


def file_rows(files: Sequence[ChangedFile], columns: int) -> list[Row]:
    """Return a row a file, with its lines added and removed; below its patch, if there are several.

    ``columns`` are not needed: a row is drawn for those it is shown in.
    """
    rows: list[Row] = []
    places = max([_PLACES, *(len(f"+{max(one.added, one.removed)}") for one in files)])
    for number, (group, ones) in enumerate(groupby(files, key=lambda one: one.group)):
        rows += [heading(f"group.{number}", f" {group}")] if group else []
        rows += [Row(key=one.key, draw=partial(_file_line, one, places)) for one in ones]
    return rows


def _file_line(one: ChangedFile, places: int, columns: int) -> Line:
    added = cell(f"+{one.added}" if one.added else "", places, Role.ADDED, right=True)
    removed = cell(f"-{one.removed}" if one.removed else "", places, Role.REMOVED, right=True)
    room = max(columns - 2 * places - 5, 10)
    # The end of a path says more than its beginning.
    name = one.name if len(one.name) <= room else f"…{one.name[1 - room :]}"
    return (Span(" "), added, Span(" "), removed, Span("  "), cell(name, room))
