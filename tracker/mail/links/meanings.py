# SPDX-License-Identifier: GPL-2.0-or-later
"""What words can say of a link: the kind of relation, of which links, and how far they prove it.

"Based on" says one thing of a series and another of a git tree or a letter, so each meaning names
the forms of links it holds for. The words themselves stand in ``mail/phrases``.
"""

from enum import Enum

from tracker.lazy_dataclass import dataclass
from tracker.mail.links.targets import Shape
from tracker.model.relations import TAKEN_OVER, Kind

POSTED = frozenset({Shape.POSTED, Shape.MAIL})
"""Patches and covers, and mail that may be either."""
LETTERS = frozenset({Shape.LETTER, Shape.MAIL})
ANY_MAIL = POSTED | LETTERS
CODE = ANY_MAIL | {Shape.TREE}
COMMITS = POSTED | {Shape.COMMIT}
TROUBLE = LETTERS | {Shape.REPORT, Shape.ISSUE, Shape.PAGE}
EVERY = frozenset(Shape)
ANSWERED = "In-Reply-To"
"""The trailer as which a patch inside an answer leads to the mail that it answers."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One thing that words can say of a link."""

    kind: Kind
    name: str
    """The last part of the rule's name in evidence."""
    shapes: frozenset[Shape]
    """The links of which they may say it."""
    sure: float
    """Confidence where the words stand right beside the link."""


class Meaning(Enum):
    """Everything that words can say of a link."""

    DENIED = Wording(Kind.MENTIONS, "denied", EVERY, 0.5)
    """It is denied; the words keep others further off from speaking."""
    PLANNED = Wording(Kind.MENTIONS, "planned", EVERY, 0.5)
    """It is planned, or only likened."""
    INVERSE = Wording(Kind.MENTIONS, "inverse", EVERY, 0.5)
    """The other work needs this one, not this one it."""
    CITED = Wording(Kind.MENTIONS, "cited", ANY_MAIL | {Shape.COMMIT}, 0.5)
    """It is about what the other did."""
    DEPENDS = Wording(Kind.DEPENDS_ON, "depends", ANY_MAIL, 0.85)
    ON_TOP = Wording(Kind.DEPENDS_ON, "on-top", ANY_MAIL, 0.8)
    BASED = Wording(Kind.DEPENDS_ON, "based", POSTED, 0.7)
    NEEDS = Wording(Kind.DEPENDS_ON, "needs", POSTED, 0.6)
    VERSION = Wording(Kind.PREVIOUS_VERSION, "version", ANY_MAIL, 0.7)
    COUNTER = Wording(Kind.PREVIOUS_VERSION, "counter", ANY_MAIL, 0.65)
    FOLLOW_UP = Wording(Kind.FOLLOWS, "follow-up", POSTED, 0.75)
    BASED_ON_OLD = Wording(Kind.REPLACES, "based-on-old", POSTED, 0.65)
    REPLACES = Wording(Kind.REPLACES, "replaces", POSTED, 0.7)
    SPLIT = Wording(Kind.SPLIT_FROM, "split", POSTED, 0.7)
    BACKPORT = Wording(Kind.BACKPORT_OF, "origin", COMMITS, 0.65)
    TAKEN = Wording(Kind.BACKPORT_OF, TAKEN_OVER, COMMITS, 0.65)
    REVERT = Wording(Kind.REVERTS, "revert", COMMITS, 0.7)
    COUNTERPART = Wording(Kind.COMPANION, "counterpart", CODE, 0.6)
    PROJECT = Wording(Kind.COMPANION, "project", CODE, 0.65)
    REPORT = Wording(Kind.BUG_REPORT, "report", TROUBLE, 0.7)
    REPORTED = Wording(Kind.BUG_REPORT, "reported", frozenset({Shape.POSTED}), 0.5)
    SHOWN = Wording(Kind.BUG_REPORT, "shown", frozenset({Shape.POSTED}), 0.45)
    DISCUSSED = Wording(Kind.DISCUSSION, "discussed", ANY_MAIL, 0.65)
    WEIGHED = Wording(Kind.DISCUSSION, "weighed", LETTERS, 0.6)
    """Words of talk that say nothing of a patch: "noticed", "reviewed", "thanks"."""
