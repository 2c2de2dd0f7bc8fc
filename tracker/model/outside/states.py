# SPDX-License-Identifier: GPL-2.0-or-later
"""What people and machines record of patches in other services: Patchwork, sashiko, forges.

Their word stands beside what is read from mail, with its source; it changes no stage.
"""

from datetime import datetime
from enum import StrEnum

from tracker.lazy_dataclass import dataclass
from tracker.model.verdicts import CheckState, Severity


class Service(StrEnum):
    """The kinds of services that are asked."""

    PATCHWORK = "patchwork"
    SASHIKO = "sashiko"
    GITHUB = "github"
    GITLAB = "gitlab"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideState:
    """What a service has one patch as."""

    service: Service
    server: str
    """Its URL, without a slash at the end."""
    project: str
    message_id: str
    number: int
    """The service's own number of the patch."""
    url: str
    """Its page for people."""
    state: str
    """Its name as the service has it: ``accepted``, ``changes-requested``, or one of its own."""
    archived: bool = False
    delegate: str = ""
    """Who is to look after it, by name; empty if nobody is."""
    delegate_email: str = ""
    series: int | None = None
    """The service's own number of the series."""
    series_url: str = ""
    first_at: datetime
    """When it was first seen so."""
    last_at: datetime
    """When it was last seen so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideCheck:
    """The result of one check that a service has of a patch."""

    service: Service
    server: str
    message_id: str
    context: str
    state: CheckState
    severity: Severity | None = None
    who: str
    """Who ran it, as the service calls them."""
    url: str | None
    summary: str
    date: datetime
    """As the service has it; Patchwork gives no zone, so it is its server's local time."""
    seen_at: datetime
    """When it was first seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideAnswer:
    """What one look at a service gave."""

    states: tuple[OutsideState, ...] = ()
    checks: tuple[OutsideCheck, ...] = ()
    checked: frozenset[str] = frozenset()
    """Patches of which the service has results of checks."""
    faults: tuple[str, ...] = ()
    """What could not be used of the answers, in sentences that name the field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideWord:
    """What a service has the patches of a version as, beside what is read from mail."""

    state: OutsideState
    version: int
    patch: int | None
    conflict: str = ""
    """In a sentence, how it differs from what mail and commits show; empty if it does not."""
