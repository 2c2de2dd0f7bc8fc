# SPDX-License-Identifier: GPL-2.0-or-later
"""What changed from one version of a series to another, in the author's words and in truth."""

from collections import Counter
from enum import StrEnum

from tracker.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeNote:
    """What an author wrote about the changes of one version: ``Changes in v3: ...``."""

    version: int
    """The version that has the changes; after "since v2" that is 3."""
    message_id: str
    """The mail that says so."""
    position: int | None
    """The patch that it is about; None where it stands in a cover letter."""
    line: int
    """Where its heading stands."""
    heading: str
    lines: tuple[str, ...]
    """The text below the heading, without the blank lines around it."""
    cut: bool = False
    """It is longer than what is kept."""


class PatchFate(StrEnum):
    """What became of a patch from one version to another."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class PatchEnd:
    """One of the two patches that are compared."""

    position: int
    message_id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffBlock:
    """A part of two patches that differs, with a few lines around what does.

    Each line has a mark before it: ``<`` for one of the older patch alone, ``>`` for one of the
    newer alone, a space for one that both have, ``@`` where lines that both have are left out.
    """

    name: str
    """The path of a file; empty for the commit message."""
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PatchPair:
    """A patch of one version beside its like of the other."""

    fate: PatchFate
    old: PatchEnd | None
    """None for an added patch."""
    new: PatchEnd | None
    """None for a dropped patch."""
    moved: bool = False
    """It stands elsewhere among the patches that both versions have."""
    changed_lines: int | None = None
    """Added and removed lines that only one of the two has; None where there is no other."""
    message: DiffBlock | None = None
    """How the commit message differs; None where it does not."""
    files: tuple[DiffBlock, ...] = ()
    """How the diff differs, file by file."""
    cut: int = 0
    """How many differing lines are left out of ``message`` and ``files``."""

    @property
    def blocks(self) -> tuple[DiffBlock, ...]:
        """All that differs: the commit message, then the files."""
        return (*((self.message,) if self.message else ()), *self.files)

    @property
    def words(self) -> str:
        """What became of it, in a few words."""
        if self.fate is not PatchFate.CHANGED:
            return self.fate.value
        if not self.files:
            return "only tags" if self._only_tags else "only the message"
        if not self.changed_lines:
            return "context"
        return f"{self.changed_lines} line{'' if self.changed_lines == 1 else 's'}"

    @property
    def _only_tags(self) -> bool:
        """Whether nothing but tags came or went in the commit message."""
        lines = self.message.lines if self.message else ()
        return all("-by: " in line[:60] for mark, line in lines if mark in "<>")


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionEnd:
    """One of the two versions that are compared."""

    version: int
    label: str
    """The counter as written; empty if there is none."""
    message_id: str

    @property
    def name(self) -> str:
        """What people call it."""
        return self.label or f"v{self.version}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeDiff:
    """Two versions of a series, patch by patch, as git-range-diff(1) compares two branches."""

    series: str
    old: VersionEnd
    new: VersionEnd
    pairs: tuple[PatchPair, ...]
    """By the place in the newer version, the dropped ones where they stood."""
    notes: tuple[ChangeNote, ...] = ()
    """What the author says of the versions after the older one, up to the newer."""
    limits: tuple[str, ...] = ()
    """What could not be compared, in sentences."""
    abridged: bool = False
    """From the shipped example's abridged mails: their diffs are left out."""

    @property
    def counts(self) -> dict[PatchFate, int]:
        """How many patches met each fate that any met."""
        count = Counter(pair.fate for pair in self.pairs)
        return {fate: count[fate] for fate in PatchFate if count[fate]}
