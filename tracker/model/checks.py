# SPDX-License-Identifier: GPL-2.0-or-later
"""Checks: what machines say of a version or one of its patches."""

from datetime import datetime

from tracker.lazy_dataclass import dataclass
from tracker.model.mail import Evidence
from tracker.model.verdicts import CheckState, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """The latest result of one machine in one context, of one version."""

    context: str
    state: CheckState
    severity: Severity | None
    source: str
    """The machine's name: ``lkp``; its address where no name is known."""
    url: str | None
    date: datetime
    version: int
    patch: int | None
    """Position of the patch; None where it is of the whole version."""
    message_id: str
    """The mail that gave it."""
    summary: str
    answered_by: str | None
    """The first mail of a person that answers the machine's; None if there is none."""
    revision: str
    """Message-ID of the posting it is of."""
    usual: bool = False
    """It failed for many other postings in the months before, too."""
    evidence: Evidence

    @property
    def open(self) -> bool:
        """Whether it fails as it does not for everybody, and no person has answered it."""
        return self.state is CheckState.FAIL and self.answered_by is None and not self.usual
