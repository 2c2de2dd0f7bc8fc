# SPDX-License-Identifier: GPL-2.0-or-later
"""A status report and a log: what stands where, what changed, what needs somebody.

Computed, never stored. ``tracker.services.report`` makes these records, and every form of a
report is written from them.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from tracker.lazy_dataclass import dataclass
from tracker.model.rows import SeriesRow
from tracker.model.status import STALLED, Side, Stage
from tracker.model.views import Event, Graph, Holdings, SeriesView


class Fate(StrEnum):
    """What is to be done about a series, in the order of a report: what is to be done first."""

    MAINTAINER = "maintainer"
    """Ready: it waits for somebody to apply it."""
    AUTHOR = "author"
    REVIEW = "review"
    BLOCKED = "blocked"
    LANDED = "landed"
    QUIET = "quiet"
    """Stalled: open, and quiet for four weeks or more."""
    CLOSED = "closed"
    """Discarded: superseded, withdrawn or rejected."""


class GroupBy(StrEnum):
    """What the sections of a report are made of."""

    FATE = "fate"
    STAGE = "stage"
    TURN = "turn"
    LIST = "list"
    TREE = "tree"
    PROJECT = "project"
    AUTHOR = "author"
    PERSON = "person"
    """Who is to move: for a team."""


class ReportForm(StrEnum):
    """What a report is written as."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"
    MAIL = "mail"
    """A complete message, in text and HTML."""


class NeedKind(StrEnum):
    """Why a series needs somebody, the most pressing first."""

    LANDED_AHEAD = "landed-ahead"
    """It is in, and what it needs is not yet."""
    HALF_LANDED = "half-landed"
    """One part of a change is in, and the other will not follow by itself."""
    REVERTED = "reverted"
    """It was taken out again since the last report."""
    MINE = "mine"
    """It is the reader's own turn."""
    UNBLOCKED = "unblocked"
    """What it waited for has landed since the last report."""
    READY = "ready"
    """Every patch is reviewed: somebody has to apply it."""
    FAILING = "failing"
    """A machine fails its newest version, and no person has answered."""
    STALE = "stale"
    """It carries tags that were given before its patches changed."""
    LATE = "late"
    """It has nothing new, and somebody is waited for longer than is usual."""


LATE = timedelta(weeks=2)
"""Somebody who is waited for longer than this is named in a report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """Something that somebody has to do."""

    kind: NeedKind
    id: str
    """Of the series."""
    title: str
    message_id: str
    """Where to read it: the newest version."""
    text: str
    """One sentence for people; empty where the kind says it all."""
    since: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Was:
    """Where a series stood at the earlier moment."""

    stage: Stage
    side: Side
    version: int
    label: str
    reviewed: int
    """Patches of its newest version that another approved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportEntry:
    """A series that is reported in full."""

    view: SeriesView
    fate: Fate
    before: Was | None
    """None where no earlier moment was asked for, or nothing of it had been sent."""
    news: tuple[Event, ...]
    """What happened since the earlier moment, in few words, the oldest first."""
    mine: bool
    """It is the reader's turn."""
    failing: tuple[str, ...] = ()
    """What machines fail on its newest version, unanswered."""
    stale_tags: tuple[str, ...] = ()
    """Whose carried tags went stale."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """A series that has nothing new: reported in one line."""

    row: SeriesRow
    fate: Fate
    mine: bool
    late: bool = False
    """Somebody is waited for longer than is usual."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryGroup:
    """A section of the report."""

    key: str
    """The fate, the stage, the list and so on that its series share; empty where none is known."""
    entries: tuple[ReportEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which series a report or log is about."""

    query: str = ""
    mailing_list: str = ""
    everything: bool = False
    """Every local series, not just the tracked ones."""
    example: bool = False
    """The shipped example instead of the user's own series."""
    ref: str = ""
    """Of a log: one series, by the handle that was given."""
    past: str = ""
    """The date of ``--as-of``; empty for now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusReport:
    """Many series at one moment, and what happened since an earlier one."""

    asked: Asked
    as_of: datetime
    since: datetime | None
    """The earlier moment (UTC); None where nothing is compared."""
    group_by: GroupBy
    needs: tuple[Need, ...]
    groups: tuple[EntryGroup, ...]
    unchanged: tuple[Folded, ...]
    """Series with nothing new, by fate; none where nothing is compared."""
    left_out: tuple[tuple[Fate, int], ...]
    """How many more with nothing new are only counted, by fate: of a whole list what is over and
    what is quiet."""
    graphs: tuple[Graph, ...]
    """How the series hang together, one for each web of works; only where pictures are drawn."""
    held: Holdings
    stalled: timedelta = STALLED
    """How long a series has to be quiet to be stalled."""
    late: timedelta = LATE
    """How long somebody has to be waited for to be late."""
    brief: bool = False
    """Text and Markdown give each series one paragraph: its title and its state."""

    @property
    def entries(self) -> tuple[ReportEntry, ...]:
        """The series that are reported in full, in the order of the groups."""
        return tuple(entry for group in self.groups for entry in group.entries)

    @property
    def abridged(self) -> bool:
        """Some of it is from the shipped example's abridged mails."""
        return any(entry.view.abridged for entry in self.entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """Something that happened, and to which series."""

    event: Event
    id: str
    title: str
    project: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """What happened to one series or to many, newest first."""

    asked: Asked
    as_of: datetime
    since: datetime | None
    entries: tuple[LogEntry, ...]
    left_out: int
    """How many older ones a limit left out."""
    abridged: bool
