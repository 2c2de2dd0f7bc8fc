"""Where a series stands, and whose move it is. Computed, never stored."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from tracker.model.mail import Evidence
from tracker.model.people import Person


class Stage(StrEnum):
    """The stage of a revision; where several fit, the first of these holds."""

    REVERTED = "reverted"
    RELEASED = "released"
    MAINLINE = "mainline"
    APPLIED = "applied"
    PARTIALLY_APPLIED = "partially-applied"
    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"
    SUPERSEDED = "superseded"
    INCOMPLETE = "incomplete"
    CHANGES_REQUESTED = "changes-requested"
    REVIEWED = "reviewed"
    UNDER_REVIEW = "under-review"
    NEW = "new"


LANDED = frozenset({Stage.APPLIED, Stage.MAINLINE, Stage.RELEASED})
"""Nothing is left to do for the patches themselves."""
STALLED = timedelta(weeks=4)
"""Open and quiet for this long is stalled; two merge windows are nine weeks apart."""
CLOSED = LANDED | {Stage.REVERTED, Stage.WITHDRAWN, Stage.REJECTED, Stage.SUPERSEDED}


class Side(StrEnum):
    """Whose turn it is."""

    AUTHOR = "author"
    REVIEWERS = "reviewers"
    MAINTAINER = "maintainer"
    DEPENDENCY = "dependency"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Whose move it is, since when, and why."""

    side: Side
    people: tuple[Person, ...] = ()
    since: datetime | None = None
    reasons: tuple[str, ...] = ()
    """Sentences for people."""
    proofs: tuple[tuple[Evidence, ...], ...] = field(default=(), compare=False)
    """For each reason the lines it was read from, none where only the posting proves it; empty
    where the turn is told in a row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Facts that stand beside the stage."""

    rfc: bool = False
    resend: bool = False
    pull_request: bool = False
    stalled: bool = False
    """Open, and quiet for four weeks or more."""
    blocked: bool = False
    """It needs something that has not landed."""
