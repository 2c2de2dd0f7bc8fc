# SPDX-License-Identifier: GPL-2.0-or-later
"""The board: which series stand in which section, and in what order."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from tracker.lazy_dataclass import dataclass
from tracker.model.people import Person

if TYPE_CHECKING:
    from tracker.model.signatures import Signature


class Order(StrEnum):
    """What a list of series is sorted by."""

    ACTIVITY = "activity"
    """The last active first."""
    TURN = "turn"
    """Whoever is to move for the longest first."""
    STAGE = "stage"
    AUTHOR = "author"
    LIST = "list"
    TITLE = "title"
    QUEUE = "queue"
    """As the user's queue has them; what is not in it comes last."""


class UserAction(StrEnum):
    """What the user can record about series."""

    FOLLOW = "follow"
    """Follow them, or where none is named all that a query finds."""
    TRACK = "track"
    """Follow them all, or where all are followed, no longer."""
    SEEN = "seen"
    SNOOZE = "snooze"
    WAKE = "wake"
    DONE = "done"
    NOTE = "note"
    LABEL = "label"
    QUEUE = "queue"
    LINK = "link"
    UNLINK = "unlink"
    UNDO = "undo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A tab of the board."""

    name: str
    query: str
    """In the language of ``tracker.query.parse``."""


SECTIONS = (
    Section(name="my turn", query="turn:me -is:snoozed"),
    Section(name="waiting", query="is:open involved:me -turn:me -is:snoozed"),
    Section(name="blocked", query="is:open is:blocked -is:snoozed"),
    Section(name="ready", query="state:reviewed -is:blocked -is:snoozed"),
    Section(name="landed", query="is:landed landed-age:<2w -is:snoozed"),
    Section(name="quiet", query="is:stalled -is:snoozed"),
    Section(name="all", query=""),
)
"""The sections that are shipped."""


COLUMN_NAMES = ("turn", "ver", "rev", "RATN", "open", "ci", "rel", "age", "list", "stage", "author")
"""Columns of the board by their heads, as the configuration may choose them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandlePlace:
    """Where a handle leads: a Message-ID, a URL, a change-id, a commit."""

    handle: str
    """As a source can be asked for it."""
    series: str | None = None
    """The series that it names; None where none is cached."""
    message_id: str | None = None
    """The mail of that series that it names, where it names one below its posting."""
    title: str = ""
    unread: bool = False
    """Of its mail no more than the header was read; reading it needs no server."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailHeaders:
    """To whom a mail went, and who signed it. Nothing of it is cleaned."""

    to: tuple[Person, ...] = ()
    copied: tuple[Person, ...] = ()
    lists: tuple[str, ...] = ()
    """The lists that it came by, as List-Id names them."""
    signed: tuple[tuple[str, str], ...] = ()
    """Kind and signer of its signatures."""
    checked: "tuple[Signature, ...]" = ()
    """The signatures, checked by the keys that are cached; none where none is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDraft:
    """The draft of an answer as it lies in its file. Nothing of it is cleaned."""

    path: str
    subject: str
    to: str
    changed: datetime
    """When it was last written, in UTC."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a program ended."""

    status: int
    said: str = ""
    """The last line it wrote: of a failure on stderr, else on stdout. Not cleaned."""
    output: str = ""
    """All that it wrote, where it had no terminal. Not cleaned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UserHook:
    """A program of the user's own that ``tracker watch`` runs for an event."""

    run: tuple[str, ...]
    query: str = ""
    """The series whose events it is for; empty for all that are watched."""
    events: tuple[str, ...] = ()
    """Kinds of events, as ``Event.kind`` has them; empty for all."""
    seconds: int = 30
    """After which it is ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UserCommand:
    """A command of the user's own, run on a row by one key.

    Each word of ``run`` is one argument; ``{message_id}``, ``{url}``, ``{title}``, ``{author}``,
    ``{email}``, ``{change_id}`` and ``{commit}`` in it are filled in as they are, and no shell
    reads them.
    """

    key: str
    """As people write keys: ``x``, ``^x``, ``F5``."""
    label: str
    run: tuple[str, ...]
    terminal: bool = True
    """Whether it takes over the terminal until it ends."""
    pause: bool = False
    """Whether Enter is waited for before the screen is ours again."""
