# SPDX-License-Identifier: GPL-2.0-or-later
"""What the views show: the full view of a series. One field here is one key of the JSON document.

``SeriesView`` is the record behind ``tracker show``, the status report and the TUI's page; its
JSON form is described by docs/schema/series.schema.json. Unknown is None; keys never vanish.
"""

from __future__ import annotations

from dataclasses import field
from datetime import datetime
from typing import TYPE_CHECKING

from tracker.lazy_dataclass import dataclass
from tracker.model.committers import Authority
from tracker.model.landing import LandingStep, Left, StableRow
from tracker.model.mail import DateSource, Evidence, Person
from tracker.model.readiness import HalfLanded, Readiness
from tracker.model.relations import Kind
from tracker.model.review import Question, Tag
from tracker.model.series import full_name
from tracker.model.status import Facts, Stage, Turn

if TYPE_CHECKING:
    from tracker.model.checks import Check
    from tracker.model.outside.states import OutsideWord
    from tracker.model.said import Note, Snooze
    from tracker.model.signatures import SignedMail


@dataclass(frozen=True, slots=True, kw_only=True)
class PatchView:
    """One patch of a revision."""

    position: int
    message_id: str
    title: str
    author: Person
    patch_id: str | None
    stage: Stage
    tags: tuple[Tag, ...]
    landing: tuple[LandingStep, ...]
    lost: tuple[Tag, ...] = ()
    """Tags given to an older version of it that this one neither carries nor got again."""
    left: tuple[Left, ...] = ()
    """Branches that its commit was in and is no longer."""
    untold: Evidence | None = None
    """Where a notice lists it without a commit: whether it was applied is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionView:
    """A NAK, a refusal, a request for changes, or a command that closes a posting."""

    message_id: str
    who: Person
    date: datetime
    version: int
    positions: tuple[int, ...]
    """The patches it speaks of; empty for the posting as a whole."""
    kind: str
    quote: str
    state: str
    """``open``, ``answered``, ``overtaken by v3`` or ``taken back``."""
    answered_by: str | None
    """The mail or posting that made it so; None while it is open."""
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeView:
    """Somebody's word that patches were applied."""

    kind: str
    message_id: str
    date: datetime
    who: Person
    tree: str | None
    branch: str | None
    scope: str
    positions: tuple[int, ...]
    """The patches it names, where it names any."""
    commits: tuple[str, ...]
    dropped: bool
    sure: bool
    evidence: Evidence
    authority: Authority = Authority.COMMITTER
    """Why the word counts, or that it does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionView:
    """One version of a series."""

    version: int
    label: str
    message_id: str
    title: str
    url: str
    date: datetime
    stage: Stage
    stage_since: datetime
    expected: int
    complete: bool
    missing: tuple[int, ...]
    base_commit: str | None
    change_id: str | None
    rfc: bool
    resend: bool
    patches: tuple[PatchView, ...]
    notices: tuple[NoticeView, ...]
    questions: tuple[Question, ...]
    partial: bool = False
    """A partial reroll: it replaces single patches of an earlier revision."""
    posted_by: Person | None = None
    """Who sent it, where that is not the author of the series."""
    branch: str | None = None
    """The stable branches it is for, ``6.12`` or ``5.10/5.15``."""
    landing: tuple[LandingStep, ...] = ()
    """Where a pull request got; each patch of a series says it of itself."""

    @property
    def name(self) -> str:
        """What people call it."""
        return self.label or f"v{self.version}"

    @property
    def full_name(self) -> str:
        """What people call it in a sentence."""
        return full_name(self.label, self.version, self.rfc)


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetView:
    """What a relation points at, as far as it is known."""

    message_id: str | None
    url: str
    title: str | None
    project: str | None
    stage: Stage | None
    id: str | None
    """The series it belongs to; None for a thing that is no series, or was not fetched."""
    version: int | None
    landed: str | None
    """In one line, where it landed: "applied 2025-08-06 to next of pahole.git"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationView:
    """One link between this series and another thing."""

    kind: Kind
    direction: str
    """``out``: written by this series' author; ``in``: written by the other's."""
    confidence: float
    target: TargetView
    evidence: Evidence
    needed: Evidence | None = None
    """Of a counterpart, where the author says that it has to be in first."""
    own: bool = False
    """It leads to a message of the series itself: evidence, but no related work."""
    said_of: str | None = None
    """Of what a series needs: the version that names it, where the newest no longer does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened to the series."""

    date: datetime
    kind: str
    """``posted``, ``tag``, ``question``, ``answer``, ``objection``, ``problem``, ``withdrawn``,
    ``check``, ``applied``, ``reverted``."""
    text: str
    message_id: str | None
    commit: str | None
    version: int | None = None
    """The version it happened to; None where that is not known."""
    patch: int | None = None
    step: str = ""
    """Of a landing step, whose patch stands at this position: what happened, without a commit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadLine:
    """One message of the series' threads, for the thread tree."""

    message_id: str
    parent: str | None
    date: datetime
    who: Person
    subject: str
    depth: int
    role: str
    """``cover``, ``patch``, ``reply``, ``notice`` or ``bot``."""
    marks: tuple[str, ...]
    """What it gives: tag names, ``question``, ``nack``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailNote:
    """What is odd about a mail of the series, so that a reader can judge what is read from it."""

    kind: str
    """``same-id``: other mails bear its Message-ID too. ``date``: its own date was not taken."""
    message_id: str
    text: str
    """In a sentence."""
    others: tuple[str, ...] = ()
    """The names by which the other mails of its Message-ID are kept."""
    date_from: DateSource = DateSource.OWN
    """Where its date is from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesView:
    """A series, whole."""

    id: str
    title: str
    author: Person
    lists: tuple[str, ...]
    project: str | None
    change_id: str | None
    url: str
    stage: Stage
    stage_since: datetime
    summary: str
    """One sentence: where it stands."""
    facts: Facts
    turn: Turn
    revisions: tuple[RevisionView, ...]
    relations: tuple[RelationView, ...]
    stable: tuple[StableRow, ...] = ()
    """What became of it in each stable branch, the newest branch first."""
    checks: tuple[Check, ...]
    """What machines say of its versions, the oldest first."""
    objections: tuple[ObjectionView, ...] = ()
    """Of every version, the oldest first, with what became of each."""
    events: tuple[Event, ...]
    """Newest first."""
    thread: tuple[ThreadLine, ...]
    evidence: tuple[Evidence, ...]
    """Why the revisions are one series."""
    as_of: datetime
    """The moment that is shown."""
    fetched: datetime | None
    """When its threads were last fetched, None for local archives."""
    abridged: bool
    """From the shipped example's abridged mails."""
    readiness: Readiness = field(default_factory=Readiness)
    """What it waits for, over all that it needs."""
    notes: tuple[Note, ...] = ()
    labels: tuple[str, ...] = ()
    """Labels that the user put on it, by name."""
    queued: int | None = None
    """Its place in the user's queue, from 1."""
    """What the user wrote about it, the oldest first."""
    snooze: Snooze | None = None
    """Out of sight until something happens; None where it is not, or where that has happened."""
    seen: datetime | None = None
    """When the user last looked at it."""
    unread: tuple[str, ...] = ()
    """Message-IDs of what came since then, in the order of the threads."""
    mail_notes: tuple[MailNote, ...] = ()
    """What is odd about its mails, in the order of the threads."""
    forge: tuple[str, ...] = ()
    """Pull or merge requests that it was made from, as its own mails name them."""
    outside: tuple[OutsideWord, ...] = ()
    """What other services have its patches as; their word, beside what is judged from mail."""
    signatures: tuple[SignedMail, ...] | None = None
    """What the signatures of the mails that decide prove; None where none was checked."""

    @property
    def newest(self) -> RevisionView | None:
        """The newest version that is not a partial reroll; None for a series without any."""
        whole = [one for one in self.revisions if not one.partial]
        found = whole or list(self.revisions)
        return found[-1] if found else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One work in a graph."""

    id: str
    """Id of the series, or the Message-ID or URL of what was not fetched."""
    title: str
    project: str | None
    stage: Stage | None
    """None for what was not fetched."""
    version: int | None
    url: str
    landed: str | None
    turn: str | None
    """Whose turn it is; None where it is no one's."""
    missing: bool
    absence: str | None = None
    """Why it was not fetched, in words for people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """One relation in a graph, from the series whose author wrote the link."""

    source: str
    target: str
    kind: Kind
    evidence: Evidence
    confidence: float = 1.0
    """0 to 1: how far the words prove the kind."""
    still: bool = True
    """The newest version says it, or a person; False where only older versions did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """The related series around one."""

    root: str
    nodes: tuple[Node, ...]
    """The root first, then breadth first."""
    edges: tuple[Edge, ...]
    limits: tuple[str, ...]
    """What was left out, in sentences; empty if nothing was."""
    as_of: datetime
    half_landed: tuple[HalfLanded, ...] = ()
    """Changes of which one part is in and another will not follow by itself."""
    abridged: bool = False
    """The root is from the shipped example's abridged mails."""


TOPICS = frozenset(
    {"stage", "turn", "tag", "landing", "relation", "revision"}
    | {"objection", "question", "check", "signature"}
)
"""What a fact is about: the topics of ``Reason``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One fact with its evidence, as ``tracker why`` prints it."""

    fact: str
    """What is claimed: "stage applied", "patch 1 landed as dc704d0cfa43"."""
    topic: str
    """One of ``TOPICS``."""
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """What there is to answer from."""

    messages: int
    """Local mails that were sent by then."""
    newest: datetime | None
    """When the newest of them was sent (UTC)."""
    repositories: tuple[str, ...]
    """Git repositories that were looked at."""
