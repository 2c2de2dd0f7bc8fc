"""What hangs on what: typed links between series."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

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


REVERSE = {
    Kind.DEPENDS_ON: "needed by",
    Kind.FOLLOWS: "continued by",
    Kind.REPLACES: "replaced by",
    Kind.COMPANION: "companion of",
    Kind.SPLIT_FROM: "split into",
    Kind.BACKPORT_OF: "backported as",
    Kind.FIXES: "fixed by",
    Kind.REVERTS: "reverted by",
    Kind.DISCUSSION: "discussed for",
    Kind.BUG_REPORT: "reported for",
    Kind.PREVIOUS_VERSION: "next version",
    Kind.MENTIONS: "mentioned by",
}
"""How each kind reads from the other end."""

TAKEN_OVER = "taken-over"
"""The last part of the rule's name where a patch of another posting was picked up: no backport."""


def kind_words(kind: Kind, outgoing: bool = True, rule: str = "") -> str:
    """How a relation reads: ``depends on`` from the series that said so, else ``needed by``.

    ``rule`` is the name of the rule that read it, where that is at hand.
    """
    if kind is Kind.BACKPORT_OF and rule.endswith(f".{TAKEN_OVER}"):
        return "takes over" if outgoing else "taken over by"
    return kind.value.replace("-", " ") if outgoing else REVERSE[kind]


WALKED = frozenset(
    {
        Kind.DEPENDS_ON,
        Kind.FOLLOWS,
        Kind.REPLACES,
        Kind.COMPANION,
        Kind.SPLIT_FROM,
        Kind.BACKPORT_OF,
    }
)
"""The kinds that join works: the walk over relations goes along these."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidLink:
    """A person's word about two works; it wins over whatever is read from mail."""

    source: str
    """Message-ID of the side that the relation starts from."""
    target: str
    """Message-ID or URL of the other side."""
    kind: Kind | None
    """What he says it is; None where he says that there is no relation at all."""
    note: str = ""
    """Why; may be empty."""
    at: datetime
    """When it was said."""
