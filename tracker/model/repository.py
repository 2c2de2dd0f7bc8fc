# SPDX-License-Identifier: GPL-2.0-or-later
"""Commits and refs of a git repository on this machine, as facts; nothing is judged here."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from tracker.lazy_dataclass import dataclass
from tracker.model.mail import Person


class MentionKind(StrEnum):
    """What the message of a commit names, and as what."""

    LINK = "link"
    """A Message-ID in a ``Link:`` trailer."""
    MESSAGE_ID = "message-id"
    """The value of a ``Message-ID:`` trailer, as ``git am --message-id`` writes it."""
    CLOSES = "closes"
    """A Message-ID in ``Closes:`` or ``Reported-by: ... Link``: a report, not the patch."""
    FIXES = "fixes"
    """The commit of a ``Fixes:`` trailer."""
    PICKED = "picked"
    """``(cherry picked from commit ...)``, as ``git cherry-pick -x`` writes it."""
    UPSTREAM = "upstream"
    """``commit ... upstream.``, as stable kernels write it."""
    REVERTS = "reverts"
    """``This reverts commit ...``, as ``git revert`` writes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One thing that the message of a commit names."""

    kind: MentionKind
    value: str
    """A Message-ID without angle brackets, or the digits of a commit in lower case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawCommit:
    """A commit as git lists it, before its message is read."""

    id: str
    parents: tuple[str, ...]
    author: Person
    author_date: datetime
    committer: Person
    date: datetime
    """The committer's."""
    message: str
    patch_id: str | None
    """As ``git patch-id --stable`` gives it; empty for a merge or an empty diff, None where the
    diff could not be made (a partial clone)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """One commit, read once."""

    id: str
    parents: tuple[str, ...] = ()
    """Their ids when it is read from git; of a stored commit, empty: see ``number``."""
    author: Person
    author_date: datetime
    committer: Person
    date: datetime
    """The committer's: when it was made as it is."""
    title: str
    patch_id: str | None = None
    mentions: tuple[Mention, ...] = ()
    repository: int = 0
    """The number of its repository; 0 before it is stored."""
    number: int = 0
    """Its place in the repository: parents have smaller numbers. 0 before it is stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Who is whose parent in a repository, by the numbers of the commits; 0 stands for none."""

    firsts: Sequence[int]
    """The first parent of each commit, at its number; the first entry is for 0."""
    mergers: Sequence[int]
    """Commits with further parents, one entry for each of these, in order."""
    others: Sequence[int]
    """Those parents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tip:
    """A branch or tag, and where it points."""

    ref: str
    """The full name: ``refs/heads/master``."""
    commit: str
    date: datetime
    """Of a tag: when it was made; of a branch: the date of its commit."""
    number: int = 0
    """The number of the commit that it points at; 0 before it is stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RepositoryState:
    """A repository as it is at this moment."""

    path: str
    """Its git directory; for a worktree, the one that all worktrees share."""
    tips: tuple[Tip, ...]
    head: str | None
    """The branch that HEAD names; None for a detached HEAD."""
    bare: bool
    remotes: tuple[tuple[str, str], ...]
    """Name and URL of each remote."""
    remote_heads: tuple[str, ...] = ()
    """What the HEAD of each remote names: ``refs/remotes/origin/main``."""
    shallow: str = ""
    """What distinguishes this shallow history from another; empty for a whole one."""
    partial: bool = False
    """Some contents are left out, so that diffs cannot be made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """Where a branch stood before it was rebuilt: what it held then it need not hold now."""

    ref: str
    number: int
    """The number of the commit that it pointed at."""
    seen: datetime
    """When it was last known to stand there."""
    gone: datetime
    """When it was first seen to stand elsewhere."""


class RefRole(StrEnum):
    """What being in a branch means for a commit."""

    TREE = "tree"
    """A maintainer's tree, or a project's own."""
    NEXT = "next"
    MAINLINE = "mainline"
    STABLE = "stable"
    RELEASE = "release"
    """A tag of a release."""
    CANDIDATE = "candidate"
    """A tag before a release: ``-rc1``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownRef:
    """A branch or tag that counts, and as what."""

    ref: str
    role: RefRole
    tree: str
    branch: str
    """The short name; of a tag, the tag."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefHolding:
    """A branch that a commit is in."""

    place: KnownRef
    merge: Commit | None
    """The outermost merge that brought it into the branch; None where it was made there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """A branch that held a commit and holds it no more."""

    place: KnownRef
    seen: datetime
    """When it was last known to hold it."""
    gone: datetime
    """When it was first seen without it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitOccurrence:
    """A commit in a repository, and how far it got there."""

    commit: Commit
    repository: str
    """The name that the user gave the repository."""
    spots: tuple[RefHolding, ...] = ()
    """Empty for a commit that no branch that counts holds any more."""
    release: Tip | None = None
    """The first release that contains it."""
    candidate: Tip | None = None
    """The first tag before that which contains it: ``v6.17-rc1``."""
    gone: tuple[Gone, ...] = ()
    """Branches that were rebuilt without it."""
