"""How far a series is from being applied, told over all that it needs. Computed, never stored."""

from dataclasses import dataclass
from datetime import datetime

from tracker.model.relations import Kind
from tracker.model.status import Side, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One work that has to land first."""

    id: str
    """Id of the series; the Message-ID or URL of what is not at hand."""
    title: str
    project: str | None
    version: int | None
    url: str
    stage: Stage | None
    """None for what is not at hand."""
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
        """It is not at hand: whether it landed is not known."""
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
    """``stalled``, ``dropped``, or the stage: ``superseded``, ``rejected``, ``withdrawn``,
    ``reverted``."""
    since: datetime
    text: str
    """One sentence for people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """Whether a series can be applied, and if not, what it waits for."""

    ready: bool | None = None
    """It is reviewed, nobody objects, and all it needs has landed; None once nothing is left."""
    unblocked: bool | None = None
    """All it needs has landed; None where something it needs is not at hand."""
    since: datetime | None = None
    """Since when it is ready, or waits."""
    waits_for: tuple[Waiting, ...] = ()
    """The nearest first; what these need is there too."""
    half_landed: tuple[HalfLanded, ...] = ()
    reasons: tuple[str, ...] = ()
    """Sentences for people."""
