# SPDX-License-Identifier: GPL-2.0-or-later
"""What one mail of a machine says of a patch, and what ``tracker check`` answers of a series."""

from enum import StrEnum

from tracker.lazy_dataclass import dataclass


class CheckState(StrEnum):
    """The result of a check; patchwork's four states (patchwork documentation, "Checks")."""

    SUCCESS = "success"
    WARNING = "warning"
    FAIL = "fail"
    PENDING = "pending"


class Severity(StrEnum):
    """How bad a finding is, in the machine's own words; the worst first."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One result in the mail of a machine, before it is known which posting it is of."""

    context: str
    """What was checked: ``CheckPatch``, ``build i386-allmodconfig``, ``review``."""
    state: CheckState
    severity: Severity | None = None
    """Of a reviewer's finding, where the mail gives it."""
    series: bool = False
    """Of the whole posting, whichever of its patches the mail answers."""
    target: str = ""
    """Message-ID of the posting that the mail names; empty if it names none."""
    title: str = ""
    """Title of the patch that the mail names, without its brackets; empty if it names none."""
    url: str | None = None
    """Where the machine shows more."""
    summary: str = ""
    """What it found, in one line of its own words; empty for a plain result."""
    line: int
    quote: str


class CheckQuestion(StrEnum):
    """What can be asked of a series."""

    APPLIED = "applied"
    """Every patch is in a tree."""
    REVIEWED = "reviewed"
    """Every patch is approved, and no one objects."""
    GREEN = "green"
    """No machine fails the newest version."""
    LANDED_IN = "landed-in"
    """A tag of a repository contains it."""
    UNBLOCKED = "unblocked"
    """All that it needs has landed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckAnswer:
    """One answer."""

    question: CheckQuestion
    yes: bool | None
    """None where it is not known."""
    reasons: tuple[str, ...] = ()
    """Why it is no, or not known, in sentences."""
