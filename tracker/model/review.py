"""What people said about patches: tags, objections, questions."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tracker.model.mail import Evidence, Person, RemarkKind


class Doubt(StrEnum):
    """Why a tag is listed and not counted."""

    CLAIMED = "claimed"
    """Somebody else wrote it into an answer, and no mail of its giver holds it."""
    NAMESAKE = "namesake"
    """Its sender bears the giver's name under an address that nothing ties to them."""
    LOOK_ALIKE = "look-alike"
    """The name is written in letters that look like others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A tag: who gave it, to what, on which version."""

    name: str
    """Canonical: ``Reviewed-by``."""
    person: Person
    message_id: str
    """The mail that gave it; for a carried tag the patch that carries it."""
    patch: str
    """Message-ID of the patch it stands on."""
    series: bool = False
    """Given to the whole series (it stands on every patch)."""
    given_on_version: int
    date: datetime
    carried: bool = False
    """Read from the patch's own trailers."""
    stale: bool | None = None
    """The patch has changed since; None where that is not known."""
    changed_lines: int | None = None
    """By how many added and removed lines it has changed since; None where that is not known."""
    withdrawn: bool = False
    conditional: bool = False
    """Given under a condition: "with that fixed"."""
    doubt: Doubt | None = None
    """Why it does not count; None for one that does."""
    evidence: Evidence

    @property
    def counts(self) -> bool:
        """Whether it stands: not taken back, and its giver's own."""
        return not self.withdrawn and self.doubt is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question or request of a reviewer, and what became of it."""

    message_id: str
    who: Person
    date: datetime
    quote: str
    under: str
    """The line of the patch it stands under."""
    answered_by: str | None
    """The author's answer, or the next version's cover."""
    discussed_by: str | None = None
    """Another person's answer to that mail: whether it settles the question nobody can tell."""
    changed: bool | None = None
    """Whether the next version changed the line it stands under; None where that is not known."""
    kind: RemarkKind = RemarkKind.QUESTION
    """A question, a request (``CHANGES``), or the report of a ``PROBLEM``."""
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """A NAK or a request for changes."""

    kind: str
    """``nack`` or ``changes``, or the word of a ``pw-bot:`` command."""
    who: Person
    message_id: str
    date: datetime
    answered_by: str | None = None
    """The last of the patches, sent anew one by one, that answer it; None while one lacks."""
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtedWord:
    """A word that changes nothing, since nothing tells that its sender may give it."""

    what: str
    """``withdrawal``, ``untag`` or ``command``."""
    who: Person
    message_id: str
    date: datetime
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """All that was said about one revision."""

    tags: tuple[Tag, ...] = ()
    questions: tuple[Question, ...] = ()
    objections: tuple[Objection, ...] = ()
    lost: tuple[Tag, ...] = ()
    """Tags given to an older revision of a patch that this one neither carries nor got again."""
    withdrawn: Evidence | None = None
    """The author took the posting back."""
    respin: Evidence | None = None
    """The author said that a new version will come."""
    doubted: tuple[DoubtedWord, ...] = ()
    """Words of namesakes and outsiders that change nothing."""
    answered: datetime | None = None
    """The first answer of a person other than the author."""
