# SPDX-License-Identifier: GPL-2.0-or-later
"""What ``tracker doctor`` found: one line for each thing it looked at."""

from collections.abc import Sequence

from tracker.errors import Exit
from tracker.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at."""

    subject: str
    text: str
    """How it is, in a sentence."""
    mend: str = ""
    """What to do about it; empty where there is nothing to do."""
    fine: bool = True
    """Whether it is as it should be; a finding that is fine and has a way to mend is a hint."""

    @property
    def sign(self) -> str:
        """How it is marked."""
        if not self.fine:
            return "BAD"
        return "hint" if self.mend else "ok"


SOURCES = frozenset({"server", "archive", "repository"})
"""Subjects that are somebody else's: without them the tracker still answers from what it has."""


def status_of(found: Sequence[Finding]) -> Exit:
    """The exit status: our own files count most, then the configuration, then the sources."""
    bad = {one.subject for one in found if not one.fine}
    if bad - SOURCES - {"configuration"}:
        return Exit.FAULT
    if "configuration" in bad:
        return Exit.USAGE
    return Exit.UNREACHABLE if bad else Exit.DONE


def findings_lines(found: Sequence[Finding]) -> list[str]:
    """Return the findings for people; what mends one stands below it."""
    lines = []
    for one in found:
        lines.append(f"{one.sign:5}{one.subject}: {one.text}")
        if one.mend:
            lines.append(f"     -> {one.mend}")
    bad, hints = (sum(one.sign == sign for one in found) for sign in ("BAD", "hint"))
    faults = f"{bad} {'fault' if bad == 1 else 'faults'}, marked BAD" if bad else "nothing is wrong"
    return [
        *lines,
        "",
        f"{faults}; {hints} {'hint' if hints == 1 else 'hints'}, none of which must be followed",
    ]
