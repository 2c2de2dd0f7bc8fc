# SPDX-License-Identifier: GPL-2.0-or-later
"""Where a series stands, and whose move it is. Computed, never stored."""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from tracker.lazy_dataclass import dataclass
from tracker.model.people import Person
from tracker.model.roles import UNKNOWN_SIGN, Role, Sign

if TYPE_CHECKING:
    from tracker.model.mail import Evidence


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


class StageTraits(NamedTuple):
    """How one stage reads, and what it means."""

    label: str
    role: Role
    sign: Sign
    group: str
    """Its colour in a drawing: ``landed``, ``open``, ``attention``, ``over``."""
    landed: bool = False
    """Nothing is left to do for the patches themselves."""
    closed: bool = False
    """Nothing is left to do at all."""


def _statu_stage(
    label: str, role: Role, sign: str, plain: str, group: str, *, closed: bool = False
) -> StageTraits:
    landed = group == "landed"
    return StageTraits(label, role, Sign(sign, plain), group, landed, landed or closed)


STAGES: Mapping[Stage, StageTraits] = {
    Stage.REVERTED: _statu_stage("reverted", Role.BAD, "↶", "<", "attention", closed=True),
    Stage.RELEASED: _statu_stage("released", Role.GOOD, "★", "R", "landed"),
    Stage.MAINLINE: _statu_stage("mainline", Role.GOOD, "●", "M", "landed"),
    Stage.APPLIED: _statu_stage("applied", Role.GOOD, "◕", "A", "landed"),
    Stage.PARTIALLY_APPLIED: _statu_stage("partially applied", Role.WARN, "◑", "%", "attention"),
    Stage.WITHDRAWN: _statu_stage("withdrawn", Role.DIM, "⊘", "-", "over", closed=True),
    Stage.REJECTED: _statu_stage("rejected", Role.BAD, "✗", "x", "over", closed=True),
    Stage.SUPERSEDED: _statu_stage("superseded", Role.DIM, "»", ">", "over", closed=True),
    Stage.INCOMPLETE: _statu_stage("incomplete", Role.WARN, "◌", "_", "attention"),
    Stage.CHANGES_REQUESTED: _statu_stage("changes requested", Role.WARN, "!", "!", "attention"),
    Stage.REVIEWED: _statu_stage("reviewed", Role.GOOD, "✓", "+", "open"),
    Stage.UNDER_REVIEW: _statu_stage("under review", Role.INFO, "◔", "=", "open"),
    Stage.NEW: _statu_stage("new", Role.PLAIN, "○", "o", "open"),
}
"""Every stage, in the order of the enum; the fuller the circle, the nearer to mainline."""
UNKNOWN_STAGE = StageTraits("not known", Role.DIM, UNKNOWN_SIGN, "unknown")
"""How a work reads whose stage is not known: it was not fetched."""
STAGE_GROUPS = ("landed", "open", "attention", "over", "unknown")


def stage_traits(stage: Stage | None) -> StageTraits:
    """Return how a stage reads; None is the stage of what was not fetched."""
    return UNKNOWN_STAGE if stage is None else STAGES[stage]


LANDED = frozenset(stage for stage, traits in STAGES.items() if traits.landed)
"""Nothing is left to do for the patches themselves."""
STALLED = timedelta(weeks=4)
"""Open and quiet for this long is stalled; two merge windows are nine weeks apart."""
CLOSED = frozenset(stage for stage, traits in STAGES.items() if traits.closed)


class Side(StrEnum):
    """Whose turn it is."""

    AUTHOR = "author"
    REVIEWERS = "reviewers"
    MAINTAINER = "maintainer"
    DEPENDENCY = "dependency"
    NOBODY = "nobody"
    UNKNOWN = "unknown"
    """Nothing tells: it went quiet, and may have been applied in silence."""


class SideTraits(NamedTuple):
    """How one side reads."""

    short: str
    """In at most six columns."""
    subject: str
    """``the author``."""
    owner: str
    """Before "turn": ``the author's``."""


SIDES: Mapping[Side, SideTraits] = {
    Side.AUTHOR: SideTraits("author", "the author", "the author's"),
    Side.REVIEWERS: SideTraits("review", "the reviewers", "the reviewers'"),
    Side.MAINTAINER: SideTraits("maint", "the maintainer", "the maintainer's"),
    Side.DEPENDENCY: SideTraits("waits", "a dependency", "a dependency's"),
    Side.NOBODY: SideTraits("", "nobody", "nobody's"),
    Side.UNKNOWN: SideTraits("?", "not known", "an unknown"),
}
"""Every side, in the order of the enum."""


MOST_MOVERS = 3
"""People named for one turn; naming every address of Cc: would name nobody."""


@dataclass(frozen=True, slots=True)
class Mover(Person):
    """Somebody who is expected to act."""

    why: str = ""
    """What names them: ``asked last``, ``reviewed v2``, ``addressed in To``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Whose move it is, since when, and why."""

    side: Side
    people: tuple[Mover, ...] = ()
    since: datetime | None = None
    reasons: tuple[str, ...] = ()
    """Sentences for people."""
    proofs: "tuple[tuple[Evidence, ...], ...]" = field(default=(), compare=False)
    """For each reason the lines it was read from, none where only the posting proves it; empty
    where the turn is of a row."""


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
