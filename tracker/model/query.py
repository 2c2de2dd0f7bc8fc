# SPDX-License-Identifier: GPL-2.0-or-later
"""A query for series, taken apart; two readers follow it: over records, and in SQL.

``query.parse`` makes a ``Query`` of words, ``query.match`` holds records against it, and the
store's ``where`` says the same in SQL. Which texts of a series a field looks at is told here, once
for both.
"""

from datetime import datetime
from enum import StrEnum

from tracker.lazy_dataclass import dataclass
from tracker.model.people import Person
from tracker.model.rows import SeriesRow


class Field(StrEnum):
    """What a term asks of a series."""

    WORDS = ""
    """Bare words: title, author, lists and project; ``v3`` also the version."""
    STATE = "state"
    TURN = "turn"
    LIST = "list"
    TREE = "tree"
    AUTHOR = "author"
    PROJECT = "project"
    INVOLVED = "involved"
    """Who has written about it, or is named by a tag."""
    REVIEWER = "reviewer"
    """Who gave the newest version a tag."""
    BLOCKED_BY = "blocked-by"
    LANDED = "landed"
    """A rung of the landing ladder, or a release."""
    STALE_TAG = "stale-tag"
    AGE = "age"
    """Since the last message."""
    TURN_AGE = "turn-age"
    """Since it is somebody's turn."""
    LANDED_AGE = "landed-age"
    """Since it last reached a rung."""
    IS = "is"
    VERSION = "version"
    TITLE = "title"
    ID = "id"
    """Message-ID of the series or one of its postings."""
    TAG = "tag"
    SUBSYSTEM = "subsystem"
    """A section of MAINTAINERS whose patterns its files match."""
    LABEL = "label"
    """A label that the user put on it; the whole word, or ``any``."""
    MAINTAINER = "maintainer"
    """Who is named by such a section to take patches (M:)."""
    BODY = "body"
    """Words that somebody wrote in a mail of it, quotes and diffs left out."""


class Flag(StrEnum):
    """What ``is:`` asks for."""

    OPEN = "open"
    LANDED = "landed"
    CLOSED = "closed"
    """Landed, superseded, rejected, withdrawn or reverted."""
    BLOCKED = "blocked"
    STALLED = "stalled"
    """Open, and quiet for four weeks or more."""
    RFC = "rfc"
    RESEND = "resend"
    PULL = "pull"
    TRACKED = "tracked"
    SEEN = "seen"
    NEW = "new"
    SNOOZED = "snoozed"
    NOTED = "noted"
    QUEUED = "queued"
    INCOMPLETE = "incomplete"
    FAILING = "failing"
    """A machine fails the newest version, and no person has answered."""


class TagWord(StrEnum):
    """What ``tag:`` asks for: the newest version has such a tag."""

    REVIEWED = "reviewed"
    ACKED = "acked"
    TESTED = "tested"
    NACKED = "nacked"


class Comparison(StrEnum):
    """How a number is compared."""

    MORE = ">"
    LESS = "<"
    AT_LEAST = ">="
    AT_MOST = "<="
    EQUAL = "="


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """One comparison."""

    sign: Comparison
    value: int
    """Seconds of an age; else the number itself."""

    def holds(self, number: int) -> bool:
        """Return whether a number is within the bound."""
        match self.sign:
            case Comparison.MORE:
                return number > self.value
            case Comparison.LESS:
                return number < self.value
            case Comparison.AT_LEAST:
                return number >= self.value
            case Comparison.AT_MOST:
                return number <= self.value
            case Comparison.EQUAL:
                return number == self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One condition: any of its values or bounds holds, or with ``negated`` none does."""

    field: Field
    values: tuple[str, ...] = ()
    """Casefolded, on one line each."""
    bounds: tuple[Bound, ...] = ()
    me: bool = False
    """One of the values is ``me``: whoever asks."""
    negated: bool = False
    match: str = ""
    """Of ``body:``: its values as an expression of SQLite's FTS5."""
    found: tuple[str, ...] | None = None
    """Of ``body:``: the ids of the series that hold it, where they were looked up already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Conditions that all must hold."""

    terms: tuple[Term, ...] = ()

    @property
    def asks_me(self) -> bool:
        """Whether it matters who asks."""
        return any(term.me for term in self.terms)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who asks: every address that is his."""

    addresses: frozenset[str] = frozenset()
    """Casefolded."""
    named: frozenset[Person] = frozenset()
    """Addresses that are his under one name only, both casefolded: a mailmap may share one."""

    def __bool__(self) -> bool:
        return bool(self.addresses or self.named)

    def holds(self, person: Person) -> bool:
        """Return whether somebody is who asks."""
        name, email = people_words((person,))
        return email in self.addresses or Person(name, email) in self.named


NOBODY = Identity()


def texts(row: SeriesRow, field: Field) -> tuple[str, ...]:
    """Return what a text field looks at: casefolded, on one line each, as the store keeps it."""
    return tuple(fold(one) for one in _query_texts(row, field))


def fold(text: str) -> str:
    """Return a text as texts are compared: casefolded, on one line."""
    return text.replace("\n", " ").replace("\0", " ").casefold()


def people_words(people: tuple[Person, ...]) -> tuple[str, ...]:
    """Names and addresses, as a query looks at them."""
    return tuple(fold(one) for who in people for one in (who.name, who.email))


def _query_texts(row: SeriesRow, field: Field) -> tuple[str, ...]:
    match field:
        case Field.WORDS:
            author = (row.author.name, row.author.email)
            return (row.title, *author, *row.lists, row.project or "")
        case Field.TITLE:
            return (row.title,)
        case Field.LIST:
            return row.lists
        case Field.PROJECT:
            return (row.project or "",)
        case Field.TREE:
            return tuple(one.tree for one in row.landed)
        case Field.LANDED:
            return tuple(text for one in row.landed for text in (one.rung, one.tag) if text)
        case Field.STALE_TAG:
            return row.stale_tags
        case Field.BLOCKED_BY:
            return row.blocked_by
        case Field.SUBSYSTEM:
            return row.subsystems
        case Field.ID:
            return (row.id, *(one.message_id for one in row.revisions))
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TextMatch:
    """A mail that a search of text found."""

    message_id: str
    subject: str
    sender: Person
    date: datetime
    series: str | None
    """Id of the series it is part of; None where it is part of none."""
    line: int
    """Of the line that holds most of the words, from 1; 0 where only the subject does."""
    quote: str
    """That line; empty where only the subject holds them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextMatches:
    """What a search of text found."""

    total: int
    """How many mails hold the words."""
    matches: tuple[TextMatch, ...]
    """As many of them as were asked for."""
    unindexed: int
    """How many cached mails an older version stored, whose words are not known yet."""
