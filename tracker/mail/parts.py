# SPDX-License-Identifier: GPL-2.0-or-later
"""A mail taken apart: headers decoded, text as lines. What the rules of reading look at."""

from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from tracker.lazy_dataclass import dataclass
from tracker.mail.lines import LineKind, Lines
from tracker.model.mail import Person, Subject

if TYPE_CHECKING:
    from tracker.mail.sentences import Sentence

_MAX_OWN_TEXT = 200_000
"""Characters of a mail that full text is searched in; pasted logs are longer."""


@dataclass(frozen=True, kw_only=True)
class Parts:
    """One mail, decoded, before any rule has looked at it."""

    message_id: str
    subject: Subject
    sender: Person
    date: datetime
    in_reply_to: str | None
    references: tuple[str, ...]
    lines: Lines
    """The text, each line told apart; ``Line.number`` counts from 1 as in the shown text."""
    bot: bool
    auto: str
    """The bot's or tool's name, where it is known."""
    is_patch: bool
    """It carries a diff of its own."""
    relayed: bool = False
    """B4 Relay sent it, so the address of the sender is a guess."""

    @cached_property
    def sentences(self) -> "tuple[Sentence, ...]":
        """The sender's sentences in order, split once for all the rules that read them."""
        # Its patterns are not loaded for mail that no such rule looks into.
        from tracker.mail.sentences import sentences

        return tuple(sentences(self.lines))

    @property
    def own_text(self) -> str:
        """What the sender wrote, for the full-text index."""
        own = (LineKind.OWN, LineKind.BELOW)
        found = "\n".join([line.text for line in self.lines.typed if line.kind in own])
        return found[:_MAX_OWN_TEXT].encode("utf-8", "replace").decode().replace("\0", " ")
