# SPDX-License-Identifier: GPL-2.0-or-later
"""A series in one line: what lists and the board show of it.

Apart from ``views``, so that the board need not load what only the page of a series shows.
"""

from collections.abc import Sequence
from dataclasses import field
from datetime import datetime

from tracker.lazy_dataclass import dataclass
from tracker.model.people import Person
from tracker.model.said import Snooze
from tracker.model.status import Facts, Stage, Turn

_REVERTED = "reverted"
"""The value of ``model.landing.StepName.REVERTED``."""


def main_list(lists: Sequence[str]) -> str:
    """Return the name of the first list but linux-kernel, which gets everything."""
    names = [address.partition("@")[0] for address in lists]
    own = [name for name in names if name != "linux-kernel"] or names
    return own[0] if own else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionRow:
    """One version in a list."""

    version: int
    label: str
    message_id: str
    date: datetime
    expected: int
    patches: tuple[str, ...]
    """Message-IDs of every patch mail of the posting."""
    partial: bool = False
    """A partial reroll: it replaces single patches of an earlier revision."""
    branch: str = ""
    """The stable branches that its subject names, ``6.12`` or ``5.10/5.15``; empty for new work."""

    @property
    def name(self) -> str:
        """What people call it."""
        return self.label or f"v{self.version}"


@dataclass(frozen=True, slots=True, kw_only=True)
class TagCounts:
    """How many people gave the newest revision a tag; who gave it to two patches counts once."""

    reviewed: int = 0
    acked: int = 0
    tested: int = 0
    nacked: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckCounts:
    """How many results of machines on the newest version are in each state."""

    success: int = 0
    warning: int = 0
    fail: int = 0
    pending: int = 0
    failing: tuple[str, ...] = ()
    """Contexts that fail and that no person has answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LandedRow:
    """One place that patches of a series have reached, for a list."""

    rung: str
    """A value of ``model.landing.StepName`` but ``posted``."""
    tree: str = ""
    branch: str = ""
    tag: str = ""
    date: datetime | None = None
    """When the last of them reached it (UTC)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesRow:
    """One series in a list or on the board."""

    id: str
    title: str
    author: Person
    lists: tuple[str, ...]
    project: str | None
    stage: Stage
    turn: Turn
    last_activity: datetime
    revisions: tuple[RevisionRow, ...]
    tracked: bool
    reviewed: int
    """How many patches of the newest revision have a Reviewed-by or Acked-by from another."""
    open_questions: int
    blocked: bool
    summary: str
    stage_since: datetime | None = None
    facts: Facts = field(default_factory=Facts)
    """``stalled`` is as of the moment that is shown."""
    tags: TagCounts = field(default_factory=TagCounts)
    stale_tags: tuple[str, ...] = ()
    """Whose carried tags went stale: names."""
    landed: tuple[LandedRow, ...] = ()
    blocked_by: tuple[str, ...] = ()
    """What it waits for: titles, or handles of what was not fetched."""
    related: int = 0
    """How many other works it hangs together with."""
    involved: tuple[Person, ...] = ()
    """Who has written in its threads or is named by a tag, the author first."""
    reviewers: tuple[Person, ...] = ()
    """Who gave the newest revision a tag that is not withdrawn."""
    last_other: datetime | None = None
    """When somebody else than the author last wrote (UTC); no robot counts."""
    checks: CheckCounts = field(default_factory=CheckCounts)
    subsystems: tuple[str, ...] = ()
    """Sections of MAINTAINERS whose patterns its files match."""
    maintainers: tuple[Person, ...] = ()
    """Who is named there to take patches."""
    seen: datetime | None = None
    """When the user last looked at it (UTC)."""
    new: bool = False
    """Something came since the user looked at it."""
    snooze: Snooze | None = None
    """Out of sight until something happens; None where it is not, or where that has happened."""
    notes: int = 0
    """How many notes the user wrote about it."""
    labels: tuple[str, ...] = ()
    """Labels that the user put on it, by name."""
    queued: int | None = None
    """Its place in the user's queue, from 1; None if it is not in it."""

    @property
    def newest(self) -> RevisionRow | None:
        """The newest revision that is not a partial reroll; else the newest."""
        whole = [posting for posting in self.revisions if not posting.partial]
        found = whole or list(self.revisions)
        return found[-1] if found else None

    @property
    def landed_at(self) -> datetime | None:
        """When it last reached a rung (UTC); a revert is none."""
        dates = [one.date for one in self.landed if one.date and one.rung != _REVERTED]
        return max(dates, default=None)

    @property
    def list_name(self) -> str:
        """The first list but linux-kernel, which gets everything: without its host and ``linux-``.

        linux-kernel where there is no other; empty where there is none.
        """
        return main_list(self.lists).removeprefix("linux-")
