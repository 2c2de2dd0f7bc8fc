# SPDX-License-Identifier: GPL-2.0-or-later
"""What reviewers gave: tags, objections, questions."""

from datetime import datetime
from enum import StrEnum

from tracker.lazy_dataclass import dataclass
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
    """The first answer: the author's, else that of another than who asked."""
    discussed_by: str | None = None
    """Another person's answer to that mail, where the author gave none."""
    overtaken_by: str | None = None
    """The next version, posted after it: no answer, but it may have changed what was asked of."""
    changed: bool | None = None
    """Whether the next version changed the line it stands under; None where that is not known."""
    kind: RemarkKind = RemarkKind.QUESTION
    """A question, a request (``CHANGES``), or the report of a ``PROBLEM``."""
    put_to: Person | None = None
    """Another than the author to whom it is put, by name or by the mail it answers."""
    evidence: Evidence

    @property
    def is_open(self) -> bool:
        """Whether it has no answer, and no later version took its place."""
        return self.answered_by is None and self.overtaken_by is None


class ObjectionState(StrEnum):
    """What became of an objection."""

    OPEN = "open"
    ANSWERED = "answered"
    """The author answered it, and did not give in."""
    OVERTAKEN = "overtaken"
    """A later version, or every patch it speaks of, was posted since."""
    TAKEN_BACK = "taken back"
    """Its sender took it back, or gave an approving tag later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """A NAK, a refusal, a request for changes, or a ``pw-bot:`` command that closes a posting."""

    kind: str
    """``nack``, ``refusal`` or ``changes``, or the word of a ``pw-bot:`` command."""
    who: Person
    message_id: str
    date: datetime
    version: int = 1
    positions: tuple[int, ...] = ()
    """The patches it speaks of; empty where it speaks of the posting as a whole."""
    state: ObjectionState = ObjectionState.OPEN
    answered_by: str | None = None
    """The mail or posting that made it what ``state`` says; None while it is open."""
    closes: bool = False
    """Its sender may close the posting: they are addressed in it, or apply patches there."""
    evidence: Evidence

    @property
    def is_open(self) -> bool:
        """Return whether it still stands."""
        return self.state is ObjectionState.OPEN

    @property
    def by_command(self) -> bool:
        """Return whether it is a ``pw-bot:`` command."""
        return self.evidence.rule == "objection.command"


class Act(StrEnum):
    """What a mail does in the conversation about a posting."""

    REQUEST = "request"
    """It asks the author for a change, or refuses the patch."""
    QUESTION = "question"
    """It asks the author something."""
    WISH = "wish"
    """It would rather have something otherwise, or doubts, and gives no tag."""
    ASKS_OTHERS = "asks-others"
    """It puts a question to somebody else than the author."""
    PROMISE = "promise"
    """The author says that a new version will come."""
    CONCESSION = "concession"
    """The author gives in: will change it, has changed it, was wrong."""
    TAG = "tag"
    """It gives an approving tag, or takes an objection back by one."""
    CONDITION = "condition"
    """It gives a tag under a condition that is not met yet."""
    AGREEMENT = "agreement"
    """It is satisfied, without a tag: "LGTM", "thanks"."""
    APPLIES = "applies"
    """Its sender will apply the patch, perhaps with a change of his own."""
    MERGES = "merges"
    """The author, asked who takes it, will apply it."""
    LOOKS = "looks"
    """Its sender will test or read the patch."""
    YOURS = "yours"
    """Its sender leaves it to the other to apply it."""
    PING = "ping"
    """The author asks for an answer."""
    WAITS = "waits"
    """The patch has to wait for another thing."""
    ELSEWHERE = "elsewhere"
    """Another change took its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """One person's mail in the conversation about a posting."""

    message_id: str
    who: Person
    by_author: bool
    date: datetime
    patches: frozenset[str]
    """Message-IDs of the patches it speaks of."""
    to: Person | None = None
    """Whose mail it answers; None where that is a posting."""
    asked: tuple[Person, ...] = ()
    """Other people that it puts a question to, by name."""
    acts: frozenset[Act] = frozenset()
    answered_by: str | None = None
    """The first mail below it by the other side: the author's, or for their own somebody else's."""
    discussed_by: str | None = None
    """The first mail that answers it by another reader than its sender."""
    evidence: Evidence | None = None
    """The line that makes it what it is; None for plain words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtedWord:
    """A word that changes nothing, since nothing shows that its sender may give it."""

    what: str
    """``withdrawal``, ``untag`` or ``command``."""
    who: Person
    message_id: str
    date: datetime
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The review of one revision."""

    tags: tuple[Tag, ...] = ()
    questions: tuple[Question, ...] = ()
    objections: tuple[Objection, ...] = ()
    lost: tuple[Tag, ...] = ()
    """Tags given to an older revision of a patch that this one neither carries nor got again."""
    withdrawn: Evidence | None = None
    """The author took the posting back."""
    respin: Evidence | None = None
    """The author announces a new version."""
    doubted: tuple[DoubtedWord, ...] = ()
    """Words of namesakes and outsiders that change nothing."""
    answered: datetime | None = None
    """The first answer of a person other than the author."""
    speeches: tuple[Speech, ...] = ()
    """The mails of people about it, robots left out, by date."""
