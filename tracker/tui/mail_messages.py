# SPDX-License-Identifier: GPL-2.0-or-later
"""Messages about answers and what is found in mails, as in ``messages``."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from tracker.model.report import LogEntry
    from tracker.tui.messages import Asker


@dataclass(eq=False, repr=False)
class ReplyWanted(Message):
    """Write the draft of an answer."""

    name: str
    """The mail, or with ``newest`` the series whose newest posting is answered."""
    words: str = ""
    """A ready answer: ``reviewed``, ``ping``, ``applied TREE``; none for a plain one."""
    newest: bool = False
    asker: Asker | None = None


@dataclass(eq=False, repr=False)
class DraftKept(Message):
    """A draft lies in its file, ready to be edited."""

    path: str
    asker: Asker | None = None
    plain: bool = False
    """It was made just now and has no words yet: left as it is, it is dropped."""


@dataclass(eq=False, repr=False)
class HandOverWanted(Message):
    """Start the user's mailer with a draft."""

    path: str


@dataclass(eq=False, repr=False)
class DraftDropped(Message):
    """Throw a draft away."""

    path: str


@dataclass(eq=False, repr=False)
class DraftLeft(Message):
    """The page of a draft was left."""

    path: str
    """Where it is kept; empty where it could not be read."""


@dataclass(eq=False, repr=False)
class FollowWanted(Message):
    """Fetch what a handle names, follow it, and open it."""

    handle: str


@dataclass(eq=False, repr=False)
class Followed(Message):
    """It was fetched, and is followed."""

    handle: str


class MailUse(Enum):
    """What is done with mails outside of the screen."""

    OPEN = "open"
    """The threads of the series in the user's mail reader."""
    PIPE = "pipe"
    SAVE = "save"


@dataclass(eq=False, repr=False)
class MailUseWanted(Message):
    """Do something with a mail or series outside of the screen."""

    use: MailUse
    name: str
    whole: bool
    """The name is a series'."""
    text: str = ""
    """What was typed: a command, a file."""
    asker: Asker | None = None


@dataclass(eq=False, repr=False)
class Alerted(Message):
    """Something came that the bell rings for."""

    entries: tuple[LogEntry, ...]
