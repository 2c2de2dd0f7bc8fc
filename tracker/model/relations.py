# SPDX-License-Identifier: GPL-2.0-or-later
"""What hangs on what: typed links between series."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from tracker.lazy_dataclass import dataclass
from tracker.model.mail import Evidence


class Kind(StrEnum):
    """What a link from one series to another thing means, in the outgoing sense."""

    DEPENDS_ON = "depends-on"
    FOLLOWS = "follows"
    """Continues finished work."""
    REPLACES = "replaces"
    """An earlier attempt, other than a previous version."""
    COMPANION = "companion"
    """The counterpart in another project."""
    SPLIT_FROM = "split-from"
    BACKPORT_OF = "backport-of"
    """Also a patch taken over from another posting."""
    FIXES = "fixes"
    REVERTS = "reverts"
    DISCUSSION = "discussion"
    BUG_REPORT = "bug-report"
    PREVIOUS_VERSION = "previous-version"
    """An older posting of the same series; drawn inside the series, not as an edge."""
    MENTIONS = "mentions"


class KindTraits(NamedTuple):
    """How one kind reads from either end, and what it joins."""

    label: str
    """From the series whose author wrote the link."""
    reverse: str
    """From the other end."""
    strength: int
    """How much it joins two works: of two kinds the lower number says more."""
    joins: bool = False
    """It joins two works: the search for related series goes along it."""
    part: bool = False
    """The two works are parts of one change."""
    manual: bool = True
    """A user can make it by hand."""


KINDS: Mapping[Kind, KindTraits] = {
    Kind.DEPENDS_ON: KindTraits("depends on", "needed by", 1, joins=True, part=True),
    Kind.FOLLOWS: KindTraits("follows", "continued by", 4, joins=True),
    Kind.REPLACES: KindTraits("replaces", "replaced by", 3, joins=True),
    Kind.COMPANION: KindTraits("companion", "companion of", 2, joins=True, part=True),
    Kind.SPLIT_FROM: KindTraits("split from", "split into", 5, joins=True),
    Kind.BACKPORT_OF: KindTraits("backport of", "backported as", 6, joins=True),
    Kind.FIXES: KindTraits("fixes", "fixed by", 8),
    Kind.REVERTS: KindTraits("reverts", "reverted by", 7),
    Kind.DISCUSSION: KindTraits("discussion", "discussed for", 10),
    Kind.BUG_REPORT: KindTraits("bug report", "reported for", 9),
    Kind.PREVIOUS_VERSION: KindTraits("previous version", "next version", 11),
    Kind.MENTIONS: KindTraits("mentions", "mentioned by", 12),
}
"""Every kind; where a work is linked twice, the first in this order says most."""
KIND_ORDER: Mapping[Kind, int] = {kind: place for place, kind in enumerate(KINDS)}
PARTS = frozenset(kind for kind, traits in KINDS.items() if traits.part)

TAKEN_OVER = "taken-over"
"""The last part of the rule's name where a patch of another posting was picked up: no backport."""


def kind_words(kind: Kind, outgoing: bool = True, rule: str = "") -> str:
    """Return how a relation reads: ``depends on`` from the side that wrote it, else ``needed by``.

    ``rule`` is the name of the rule that read it, where that is known.
    """
    if kind is Kind.BACKPORT_OF and rule.endswith(f".{TAKEN_OVER}"):
        return "takes over" if outgoing else "taken over by"
    return KINDS[kind].label if outgoing else KINDS[kind].reverse


WALKED = frozenset(kind for kind, traits in KINDS.items() if traits.joins)
"""The kinds that join works."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """One link in a message of a series by its author, and what it means."""

    kind: Kind
    source: str
    """Id of the series whose author wrote it."""
    message_id: str | None
    """The message it points at, if it points at one."""
    commit: str | None = None
    url: str
    """As written, or made from the Message-ID."""
    version: int | None = None
    """The version it points at, once the target is known."""
    confidence: float
    """0 to 1: how far the words prove the kind."""
    evidence: Evidence
    needed: Evidence | None = None
    """Of a counterpart, where the author says that it has to be in first."""
    candidates: tuple[str, ...] = ()
    """Of a work that is named in words which several postings fit: the newest of each work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidLink:
    """A relation that the user made or cut; it wins over whatever is read from mail."""

    source: str
    """Message-ID of the side that the relation starts from."""
    target: str
    """Message-ID or URL of the other side."""
    kind: Kind | None
    """What it is; None where the user says that there is no relation at all."""
    note: str = ""
    """Why; may be empty."""
    at: datetime
    """When it was made."""
