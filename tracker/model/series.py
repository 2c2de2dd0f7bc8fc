# SPDX-License-Identifier: GPL-2.0-or-later
"""Postings, revisions and series: who sent which patches when, as one work."""

from dataclasses import field
from datetime import datetime

from tracker.lazy_dataclass import dataclass
from tracker.model.mail import Evidence, Person


def full_name(label: str, version: int, rfc: bool) -> str:
    """``RFC v2``, ``v3``, ``v4.1``: what people call a version in a sentence."""
    number = label.lower() if label else f"v{version}"
    return f"RFC {number}" if rfc else number


@dataclass(frozen=True, slots=True, kw_only=True)
class Patch:
    """One diff-carrying message of a revision; the cover letter is not a Patch."""

    message_id: str
    position: int
    """N of ``[PATCH N/M]``, or the next free place if another patch has that number already; 1 for
    a bare patch; in a partial reroll, that of what it answers."""
    title: str
    author: Person
    date: datetime
    patch_id: str
    files: tuple[str, ...] = ()
    base_commit: str | None = None
    extra: bool = False
    """Sent into the series by somebody else, or past its count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One posting of a series (v1, v2, ...): a cover letter and patches, or a bare patch."""

    message_id: str
    """The cover letter's, else the first patch's: the name it is known by."""
    cover: str | None
    """Message-ID of the cover letter."""
    title: str
    author: Person
    """Who wrote its patches; its sender where they are several people's."""
    date: datetime
    version: int
    label: str
    """The counter as written; empty if there is none."""
    expected: int
    """The highest total its patches carry; 1 for a bare patch, 0 for a pull request."""
    patches: tuple[Patch, ...]
    """By position, one each."""
    spare: tuple[str, ...] = ()
    """Message-IDs of patches sent twice, by mistake, or past the count."""
    replies: tuple[str, ...] = ()
    """The other messages of its thread that belong to it, oldest first."""
    rfc: bool = False
    resend: bool = False
    pull: bool = False
    partial: bool = False
    """A partial reroll: it replaces single patches of an earlier revision."""
    answers: str | None = None
    """The message that its root replies to, if any."""
    change_id: str | None = None
    base_commit: str | None = None
    prefixes: tuple[str, ...] = ()
    """The other words of the subject's brackets: ``bpf-next``, ``dwarves``."""
    lists: tuple[str, ...] = ()
    poster: Person | None = None
    """Who sent it, where that is not its author; they answer for it on the list."""
    own: tuple[str, ...] = field(init=False, compare=False, repr=False)
    """Message-IDs of the cover and patches, spares included; asked for all the time."""

    def __post_init__(self) -> None:
        cover = (self.cover,) if self.cover else ()
        own = (*cover, *[patch.message_id for patch in self.patches], *self.spare)
        object.__setattr__(self, "own", own)

    @property
    def missing(self) -> tuple[int, ...]:
        """Positions that the counters promise and no patch holds; a partial reroll lacks none."""
        if self.partial:
            return ()
        held = {patch.position for patch in self.patches}
        return tuple(n for n in range(1, self.expected + 1) if n not in held)

    @property
    def full_name(self) -> str:
        """What people call it in a sentence."""
        return full_name(self.label, self.version, self.rfc)


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """All revisions of one work, the oldest first."""

    id: str
    """Message-ID of the oldest revision found."""
    revisions: tuple[Revision, ...]
    evidence: tuple[Evidence, ...] = ()
    """Why each later revision is taken to be one of the same work."""
    messages: tuple[str, ...] = field(init=False, compare=False, repr=False)
    """Every message that belongs to it."""
    newest: Revision = field(init=False, compare=False, repr=False)
    """The newest revision that is not a partial reroll; else the newest."""

    def __post_init__(self) -> None:
        found = [name for one in self.revisions for name in (*one.own, *one.replies)]
        object.__setattr__(self, "messages", tuple(found))
        whole = [revision for revision in self.revisions if not revision.partial]
        object.__setattr__(self, "newest", (whole or self.revisions)[-1])

    @property
    def author(self) -> Person:
        """Who wrote its first revision; a later one may be taken over by somebody else."""
        return self.revisions[0].author

    @property
    def titles(self) -> tuple[str, ...]:
        """Titles of all its patches, each once."""
        return tuple(dict.fromkeys(one.title for each in self.revisions for one in each.patches))
