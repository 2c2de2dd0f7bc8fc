# SPDX-License-Identifier: GPL-2.0-or-later
"""How far a series is from being applied, and what has to go in for it. Computed, never stored."""

from datetime import datetime

from tracker.lazy_dataclass import dataclass
from tracker.model.mail import Evidence
from tracker.model.relations import Kind
from tracker.model.status import Side, Stage

LANDED_AHEAD = "landed-ahead"
"""The state of a pair of which one landed before the other, which it needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One work that has to land first."""

    id: str
    """Id of the series; the Message-ID or URL of what was not fetched."""
    title: str
    project: str | None
    version: int | None
    url: str
    stage: Stage | None
    """None for what was not fetched."""
    side: Side | None
    """Whose turn it is there."""
    people: tuple[str, ...]
    """Those people by name."""
    since: datetime | None
    """Since when it is their turn."""
    needed_by: str
    """Id of the series that needs it: this one, or one that this one waits for."""

    @property
    def missing(self) -> bool:
        """It was not fetched: whether it landed is not known."""
        return self.stage is None


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfLanded:
    """Two parts of one change, of which one is in and the other will not follow by itself."""

    landed: str
    """Id of the series that is in."""
    other: str
    """Id of the series that is not."""
    kind: Kind
    """How the two hang together."""
    state: str
    """``landed-ahead`` where the part that is in needs the other, which is under way; else
    ``stalled``, ``dropped``, or the stage: ``superseded``, ``rejected``, ``withdrawn``,
    ``reverted``."""
    since: datetime
    text: str
    """One sentence for people."""

    @property
    def head(self) -> str:
        """The words that introduce ``text``."""
        if self.state == LANDED_AHEAD:
            return "Landed ahead of what it needs"
        return "Half-landed"


@dataclass(frozen=True, slots=True, kw_only=True)
class LandingOrder:
    """One need of a series, and whether it was in before the series landed."""

    id: str
    """Id of the series that is needed; the Message-ID or URL of what was not fetched."""
    title: str
    project: str | None
    landed: datetime | None
    """When the need landed; None if it has not, or was not fetched."""
    dependent_landed: datetime | None
    """When the series that needs it landed; None if it has not."""
    in_first: bool | None
    """False where the series landed before its need; None while neither is in, or where the need
    was not fetched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """Whether a series can be applied, and if not, what it waits for."""

    ready: bool | None = None
    """It is reviewed, no objection is open, and all it needs has landed.

    None once nothing is left.
    """
    unblocked: bool | None = None
    """All it needs has landed; None where something it needs was not fetched."""
    since: datetime | None = None
    """Since when it is ready, or waits."""
    waits_for: tuple[Waiting, ...] = ()
    """The nearest first; what these need is there too."""
    half_landed: tuple[HalfLanded, ...] = ()
    order: tuple[LandingOrder, ...] = ()
    """Each need that the series names itself, and whether it was in first."""
    reasons: tuple[str, ...] = ()
    """Sentences for people."""

    @property
    def landed_ahead(self) -> bool:
        """The series is in, and something it needs is not."""
        return any(one.in_first is False and one.landed is None for one in self.order)


@dataclass(frozen=True, slots=True, kw_only=True)
class StackStep:
    """One work of a stack."""

    id: str
    """Id of the series; the Message-ID, URL or title of what is not at hand."""
    title: str
    project: str | None
    version: int | None
    message_id: str | None
    """The posting that counts: its newest version."""
    url: str
    stage: Stage | None
    """None for what is not at hand."""
    landed: datetime | None
    """When it landed; None if it has not."""
    where: str | None
    """In one line, where it landed."""
    needed_by: tuple[str, ...]
    """Ids of the works of the stack that need it; empty for the series that was asked for."""
    lacking: tuple[int, ...] = ()
    """Positions of its patches that are not at hand."""
    evidence: Evidence | None = None
    """Who says that it is needed."""
    candidates: tuple[str, ...] = ()
    """Of a name that several works fit, the newest posting of each."""
    queued: int | None = None
    """Its place in the user's queue, from 1."""

    @property
    def missing(self) -> bool:
        """It is not at hand: how far it is is not known."""
        return self.stage is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """A series and all that it needs, what has to be in first standing first."""

    root: str
    steps: tuple[StackStep, ...]
    circles: tuple[tuple[str, ...], ...] = ()
    """Ids of works that need each other, each circle once."""
    notes: tuple[str, ...] = ()
    """What is needed and is no posting: branches and trees; what was not looked at."""
    as_of: datetime

    @property
    def open_steps(self) -> tuple[StackStep, ...]:
        """The works at hand that have not landed, in order."""
        return tuple(one for one in self.steps if one.landed is None and not one.missing)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyWish:
    """Where a series is to be applied; what is None is chosen."""

    repository: str | None = None
    """The name of a repository of the configuration."""
    branch: str | None = None
    base: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyPlan:
    """What applying a series would do, before it is done. Nothing of it is cleaned."""

    title: str
    version: int | None
    patches: int
    repositories: tuple[str, ...]
    repository: str
    """The one that is taken, of those names."""
    path: str
    branch: str
    standing: int | None
    """Commits that are on that branch already; None where there is no such branch."""
    base: str
    """Id and title of the commit that the branch starts from."""
    base_why: str
    notes: tuple[str, ...] = ()
