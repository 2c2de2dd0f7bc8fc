# SPDX-License-Identifier: GPL-2.0-or-later
"""What is read from one mail, once, at the border; facts only, no judgement.

Lines are counted from 1 in the decoded text of the mail (the first text/plain part), so that a
reader that shows the text with line numbers shows the very line an ``Evidence`` names.
Times are aware datetimes in UTC.
"""

from dataclasses import field
from datetime import datetime
from enum import StrEnum

from tracker.lazy_dataclass import dataclass
from tracker.model.people import Person as Person
from tracker.model.verdicts import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where a fact was read, and by which rule."""

    rule: str
    """The rule's name, such as ``notice.patchwork`` or ``tag.reply``; docs/rules.md lists them."""
    message_id: str | None = None
    line: int | None = None
    quote: str = ""
    repository: str | None = None
    commit: str | None = None
    url: str | None = None
    """A link as its author wrote it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A subject line taken apart: ``Re: [PATCH bpf-next v3 1/2] title``."""

    raw: str
    """Decoded and unfolded, on one line."""
    title: str
    """Without reply prefixes and leading brackets."""
    is_reply: bool
    """It starts with Re:, Aw:, a translated prefix, or the like."""
    tagged: bool
    """Its brackets say that it is a patch, an RFC, or N/M of something."""
    version: int = 1
    """The whole number of the version counter; 1 if there is none."""
    label: str = ""
    """The counter as written (``v4.1``, ``V2``), empty if there is none."""
    position: int | None = None
    """N of ``N/M``."""
    total: int | None = None
    """M of ``N/M``."""
    rfc: bool = False
    resend: bool = False
    pull: bool = False
    """A pull request: ``[GIT PULL]``."""
    stable: bool = False
    """Review mail of stable or AUTOSEL, which is no posting of its author's."""
    words: tuple[str, ...] = ()
    """The other words in the brackets, in lower case: ``bpf-next``, ``dwarves``, ``bluez``."""


class MailZone(StrEnum):
    """Where in a mail an observation stands."""

    TRAILER = "trailer"
    """In the trailer block of a patch or cover."""
    BODY = "body"
    """In text that the sender wrote."""
    BELOW = "below"
    """Between the ``---`` line of a patch and its diff: changelogs and remarks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TagLine:
    """A line that looks like a tag, unquoted: ``Reviewed-by: Name <address>``."""

    name: str
    """Canonical: ``Reviewed-by``; a combined tag is two of these."""
    person: Person
    place: MailZone
    line: int
    quote: str
    """The whole line."""
    lead: str = ""
    """What the sender wrote just before it: the words before it on its line and the nearest
    own line or two above, other tags and one gap passed over; at most 200 characters."""
    note: str = ""
    """What follows the address: ``# rpi4``, ``(arm64)``, ``[for the docs]``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkUse:
    """A link, Message-ID or commit that the sender wrote (never a quote), where it is used."""

    url: str
    """As written; for a bare Message-ID or prerequisite line, that id."""
    message_id: str | None = None
    """The Message-ID it holds, unescaped; None where it holds none."""
    change_id: str | None = None
    commit: str | None = None
    place: MailZone
    line: int
    """Where the link stands."""
    quote: str
    """The line it stands on."""
    used_line: int
    """Where a footnote's number is used; else the link's own line."""
    words: str
    """The sentence or lines around the place of use, at most 400 characters, on one line."""
    before: str = ""
    """The words just before the link or footnote number, at most 120 characters."""
    section: str = ""
    """The heading it stands under: ``Changes in v3:``."""
    trailer: str = ""
    """The trailer's name if the link is its value: ``Link``, ``Closes``, ``Depends-on``."""
    label: str = ""
    """What stands before it on its own line: ``[1]``, ``v2``, ``Link to v2``."""


class RemarkKind(StrEnum):
    """What a sender's words say about a patch, beside tags."""

    QUESTION = "question"
    NACK = "nack"
    """``NAK`` or ``Nacked`` in prose."""
    CHANGES = "changes"
    """Changes are asked for: "please fix", "needs a respin", "v2 will ..."."""
    WITHDRAW = "withdraw"
    """The sender takes their own posting back: "please ignore", "drop this series"."""
    COMMAND = "command"
    """A ``pw-bot:`` line; ``word`` is the command."""
    ACK = "ack"
    """Agreement without a tag line: "LGTM", "Ack."."""
    UNTAG = "untag"
    """A tag is taken back: "nevermind my Reviewed-by"."""
    RESPIN = "respin"
    """The author announces a new version."""
    PROBLEM = "problem"
    """A report that the change breaks something: "bisected to this", "reverting it helps"."""
    NEEDS = "needs"
    """The author says of another part that it goes in first: "once the pahole side is merged"."""
    NEEDS_WORK = "needs-work"
    """The author names a work that is needed without a link to it; ``word`` is the name."""
    CORRECTS = "corrects"
    """The author corrects or takes back a line such as ``Based-on:``; ``word`` says which."""
    FAULT = "fault"
    """A plain statement that something is wrong with the patch: "this is wrong", "still lacks"."""
    WISH = "wish"
    """A reader would rather have it otherwise, or doubts: "I'd prefer", "not convinced"."""
    REFUSAL = "refusal"
    """The patch is not wanted: "I'm rejecting this", "not needed", "no thanks"."""
    ELSEWHERE = "elsewhere"
    """Something else took its place: "already fixed by LINK", "I applied a different patch"."""
    CONCESSION = "concession"
    """The sender will change it: "will do", "good catch", "you are right", "fixed"."""
    PLAN = "plan"
    """The sender's own next step as a reader; ``word`` is ``apply`` or ``look``."""
    PING = "ping"
    """The sender asks for an answer: "gentle ping", "any news?"."""
    MUTED = "muted"
    """The user mutes the sender: nothing of the mail asks for an answer. Never read from a mail."""
    WAITS = "waits"
    """The patch has to wait for another thing: "ping when the kernel patch is merged"."""


class NeedMark(StrEnum):
    """How ``Remark.word`` of a need that is named in words begins."""

    TITLE = "title:"
    """An exact title."""
    MINE = "mine:"
    """A work of the author's own."""
    OF = "of "
    """A work of a person who is named: ``of Tim: lamp series``."""
    ANY = "any:"
    """A work of anybody."""
    TREE = "tree:"
    """A branch or tree, which is no posting."""
    FOLLOWS = "follows:"
    """An exact title of what is gone on with, and not needed."""
    REPLACES = "replaces:"
    """An exact title of what it takes the place of."""
    PERHAPS = "perhaps:"
    """What may be a work of the author's own: "the lamp series". It is one if it is found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A sentence of the sender that matters to the state of a patch."""

    kind: RemarkKind
    line: int
    quote: str
    under: str = ""
    """The quoted line that it stands under, without its marks; empty if there is none."""
    word: str = ""
    """The command of a ``pw-bot:`` line; the tag that is taken back, ``all`` for every one; what
    a posting that is taken back is called: ``series``, ``patch`` or ``it``; the name of the person
    to whom a question or request is put; of a plan, ``apply`` or ``look``."""


class NoticeKind(StrEnum):
    """Who says that something was applied, by the form of the mail."""

    PATCHWORK = "patchwork"
    B4TY = "b4ty"
    TIP = "tip"
    PR_TRACKER = "pr-tracker"
    GITHUB = "github"
    STABLE = "stable"
    PULL = "pull"
    """A pull request lists it as in its sender's tree."""
    PORTED = "ported"
    """Review mail of a stable tree names the commit of mainline that it ports."""
    PERSON = "person"


class Scope(StrEnum):
    """What a notice speaks of, in its own words."""

    LISTED = "listed"
    """Just the items it lists."""
    SERIES = "series"
    """All of the series."""
    PATCH = "patch"
    """The patch it answers; all of the series where it answers a cover."""
    SOME = "some"
    """The positions it names."""
    ALL_BUT = "all-but"
    """All except the positions it names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeItem:
    """One patch as a notice lists it."""

    title: str
    position: int | None = None
    total: int | None = None
    version: int | None = None
    commit: str | None = None
    """The digits the notice gives; None where it names none."""
    url: str | None = None
    author: Person | None = None
    """Its author, where the notice names one (pushes, which thread with nothing)."""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A mail's claim that patches were applied, merged or dropped."""

    kind: NoticeKind
    scope: Scope
    positions: tuple[int, ...] = ()
    """For ``SOME`` and ``ALL_BUT``."""
    tree: str | None = None
    """As named: ``bpf/bpf-next.git``, or a URL."""
    branch: str | None = None
    by: Person | None = None
    """Who applied it, if the notice says so; else its sender."""
    items: tuple[NoticeItem, ...] = ()
    version: int | None = None
    """The version it names in words ("already applied v3"), whatever it answers."""
    dropped: bool = False
    """It says that patches were taken out again."""
    moved: bool = False
    """With ``dropped``: its sender had answered the wrong posting and applied the newest one."""
    rehash: bool = False
    """It replaces the commits of an earlier notice."""
    sure: bool = True
    """False where a person's words leave doubt (medium confidence); of kind ``stable``: the patch
    does not apply to that branch."""
    line: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Diff:
    """What a mail's diff is, without the diff."""

    patch_id: str
    """As ``git patch-id --stable`` gives it; empty where git finds no patch in it."""
    files: tuple[str, ...]
    added: int
    removed: int
    line: int
    """Where it starts."""
    changed: bytes = b""
    """The fingerprint of its added and removed lines; see ``mail.fingerprint``."""


class DateSource(StrEnum):
    """Where the date of a mail is from, the surest first."""

    OWN = "date"
    """Its own Date field."""
    RECEIVED = "received"
    """A Received field: when a server on the way took it in."""
    FROM_LINE = "from-line"
    """The ``From `` line of the mbox it lies in."""
    ARCHIVE = "archive"
    """When the archive took it in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One mail, read once."""

    message_id: str
    """Without angle brackets and white space."""
    subject: Subject
    sender: Person
    """From the header, gateways such as B4 Relay and "via" lists undone."""
    author: Person
    """The in-body From: if there is one, else the sender."""
    date: datetime
    """The mail's own Date; where that is missing, broken or later than its arrival, the arrival."""
    date_from: DateSource = DateSource.OWN
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()
    """Oldest first, In-Reply-To not repeated."""
    lists: tuple[str, ...] = ()
    """Addresses of the mailing lists it was sent to, lower case."""
    recipients: tuple[Person, ...] = ()
    """To and Cc, lists left out."""
    addressed: int | None = None
    """How many of ``recipients``, which begin with them, stand in To:; None where that was not
    read or no person is named."""
    bot: bool = False
    """Sent by a machine, as its sender or headers show."""
    auto: str = ""
    """The bot's or tool's name where it is known: ``patchwork-bot``, ``lkp``."""
    diff: Diff | None = None
    has_stat: bool = False
    """It holds a diffstat: with a cover's shortlog, a sign of a cover."""
    change_id: str | None = None
    base_commit: str | None = None
    tags: tuple[TagLine, ...] = ()
    links: tuple[LinkUse, ...] = ()
    remarks: tuple[Remark, ...] = ()
    notices: tuple[Notice, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    """What a machine says of the patch it was given."""
    by_list: bool = False
    """A mailing list delivered it: it has a List-Id or X-Mailing-List of the list's own."""
    own_lines: int = 0
    """How many lines the sender wrote himself, quotes, diff and signature left out."""
    own_text: str = field(default="", compare=False, repr=False)
    """What the sender wrote, quotes, diff, trailers and signature left out; empty where the record
    is from the database, which keeps no text but the index of its words."""
    abridged: bool = False
    """A shortened copy that ships with the program; the mail itself replaces it."""

    @property
    def parents(self) -> tuple[str, ...]:
        """The messages it answers, the nearest first."""
        chain = (*self.references, *((self.in_reply_to,) if self.in_reply_to else ()))
        return tuple(dict.fromkeys(reversed(chain)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A mail that could not be read; it is counted and shown, and stops nothing."""

    location: str
    """Where it lies: archive and key."""
    why: str
    message_id: str | None = None


class ArchiveKind(StrEnum):
    """What kind of place raw mail lies in."""

    GIT = "git"
    """A public-inbox epoch."""
    MBOX = "mbox"
    MAILDIR = "maildir"
    EML = "eml"
    """A folder of single mails, or one."""
    THREAD = "thread"
    """Threads asked from a server."""
    STDIN = "stdin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A raw mail as a source hands it over, before it is read."""

    raw: bytes = field(repr=False)
    archive: str
    """Which archive: a path, or the URL of a server."""
    key: str
    """Where in it: a blob id, a file name, an offset."""
    arrived: datetime | None = None
    """When the archive received it, where that is known."""
    from_line: bytes = b""
    """The ``From `` line above it in an mbox."""
    abridged: bool = False
