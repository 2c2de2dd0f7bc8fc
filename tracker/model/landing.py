# SPDX-License-Identifier: GPL-2.0-or-later
"""Where patches landed: the steps from posting to release."""

from collections.abc import Mapping
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import NamedTuple

from tracker.lazy_dataclass import dataclass
from tracker.model.mail import Evidence, Person


class StepName(StrEnum):
    """The steps of a landing, lowest first."""

    POSTED = "posted"
    TREE = "tree"
    NEXT = "next"
    MAINLINE = "mainline"
    RELEASE = "release"
    STABLE = "stable"
    REVERTED = "reverted"


class Proof(IntEnum):
    """Why a commit is taken to be a patch; the higher wins."""

    TITLE = 1
    """Title and author."""
    PATCH_ID = 2
    AUTHOR_DATE = 3
    """Author and author-date second."""
    CLAIM = 4
    """A notice says so without naming a commit."""
    NOTICE = 5
    """A notice names the commit."""
    PAGE = 6
    """Its page on a web server that the user trusts shows the commit that a notice names."""
    TRAILER = 7
    """Link: or Message-ID: of the commit."""
    PERSON = 8
    """The user's own word."""


class ProofTraits(NamedTuple):
    """How one proof reads, and how much it proves."""

    label: str
    """After "proved by" or "claimed by"."""
    token: str
    """Its word in JSON documents."""
    weak: bool = False
    """A likeness: it proves little by itself."""
    claim: bool = False
    """Somebody's word."""


PROOFS: Mapping[Proof, ProofTraits] = {
    Proof.TITLE: ProofTraits("the same title and author", "title", weak=True),
    Proof.PATCH_ID: ProofTraits("the same patch-id", "patch-id", weak=True),
    Proof.AUTHOR_DATE: ProofTraits("the same author and date", "author-date", weak=True),
    Proof.CLAIM: ProofTraits("a notice that names no commit", "claim", claim=True),
    Proof.NOTICE: ProofTraits("a notice that names it", "notice", claim=True),
    Proof.PAGE: ProofTraits("its page on a web server", "page"),
    Proof.TRAILER: ProofTraits("the commit's link to the patch", "trailer"),
    Proof.PERSON: ProofTraits("your word", "person"),
}
"""Every proof, the weakest first."""


def tree_name(tree: str) -> str:
    """Return a tree as people say it: by the end of its URL, ``bpf/bpf-next.git``."""
    return "/".join(tree.rstrip("/").rsplit("/", 2)[-2:]) if "://" in tree else tree


def place_name(tree: str | None, branch: str | None) -> str:
    """A tree and its branch in words: ``bpf/bpf.git (master)``; empty where neither is known.

    A branch alone is shown as that: "next" without a tree is not linux-next.
    """
    if tree:
        return f"{tree_name(tree)} ({branch})" if branch else tree_name(tree)
    return f"branch {branch} of a tree that is not named" if branch else ""


SEEN = "notice.seen"
"""The rule of a step that somebody saw who had no part in it: "landed in today's linux-next"."""
PULLED = "notice.pull"
"""The rule of a step that a pull request tells of: it lists the patch."""
MERGE_TOLD = "notice.pr-tracker"
"""The rule of a step that pr-tracker-bot tells of: a pull request was merged into mainline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LandingStep:
    """One step of one patch."""

    rung: StepName
    tree: str | None = None
    branch: str | None = None
    commit: str | None = None
    """The full id, or the digits that a notice gives, never fewer than 12."""
    merge: str | None = None
    tag: str | None = None
    date: datetime
    by: Person | None = None
    """Who did it, as far as that is known."""
    said_by: Person | None = None
    """Who says so, where that is not who did it: the patch's author, or who saw it there."""
    proof: Proof
    evidence: Evidence
    edited: bool | None = None
    """The commit's diff is not the posting's; None where that is not known."""
    proofs: tuple[Proof, ...] = ()
    """Everything that speaks for it, the strongest first; empty where only ``proof`` does."""
    others: tuple[Evidence, ...] = ()
    """The other proofs, and what speaks against it: a notice that names a commit that is gone."""

    @property
    def seen(self) -> bool:
        """Whether somebody only saw it there."""
        return self.evidence.rule == SEEN

    @property
    def who(self) -> str:
        """Who did it, or who says so: ``by Mia``, ``seen by Ann``; empty where it is not known."""
        person = self.by or self.said_by
        if person is None:
            return ""
        name = person.name or person.email
        if self.by is not None:
            return f"by {name}"
        return f"seen by {name}" if self.seen else f"its author {name} says"

    @property
    def proved(self) -> bool:
        """Whether more than somebody's word bears it out, and more than one weak likeness.

        A repository that holds the commit with a link to the patch or a notice that names it, a
        page of a web server, two likenesses together, or the user's own word.
        """
        weak = {proof for proof, traits in PROOFS.items() if traits.weak}
        found = {self.proof, *self.proofs}
        seen = self.evidence.repository is not None
        return bool(found & {Proof.PAGE, Proof.PERSON}) or (
            seen and (bool(found - weak) or len(found) > 1 or Proof.PATCH_ID in found)
        )

    @property
    def against(self) -> tuple[Evidence, ...]:
        """What speaks against it: another commit, or a server that does not know this one."""
        mine = self.commit or ""
        return tuple(
            one
            for one in self.others
            if one.rule in ("page.missing", "page.other")
            or (one.commit and mine and not same_commit(one.commit, mine))
        )


def proof_label(step: LandingStep, proof: Proof) -> str:
    """Return how a proof of a step reads, after "proved by" or "claimed by"."""
    if proof is Proof.CLAIM and step.evidence.rule in (PULLED, MERGE_TOLD):
        return "a pull request that lists it"
    return PROOFS[proof].label


def same_commit(one: str, other: str) -> bool:
    """Return whether two commit ids, of which one may be shortened, are of one commit."""
    return one.startswith(other) or other.startswith(one)


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A branch that a patch was in and is no longer: next is rebuilt daily, trees are rebased."""

    rung: StepName
    tree: str
    branch: str
    commit: str
    seen: datetime
    """When the branch was last known to hold it."""
    gone: datetime
    """When the branch was first seen without it."""
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Landing:
    """How one patch landed."""

    patch: str
    """Message-ID of the patch."""
    rungs: tuple[LandingStep, ...]
    left: tuple[Left, ...] = ()
    """Branches that its commit has left, of a commit that none holds now."""


class StableState(StrEnum):
    """How far a mainline change got in one stable branch."""

    POSTED = "posted"
    """A backport for it was sent."""
    QUEUED = "queued"
    RELEASED = "released"
    FAILED = "failed"
    """It does not apply there, and no backport was posted since."""
    NOT_POSTED = "not-posted"
    """A longterm branch between others that have it, of which no mail speaks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StableRow:
    """What became of a mainline change in one stable branch."""

    branch: str
    """``6.1``."""
    state: StableState
    date: datetime | None = None
    who: Person | None = None
    positions: tuple[int, ...] = ()
    """The patches that got so far; none where that is not known."""
    tag: str | None = None
    """The first release that has it."""
    commit: str | None = None
    message_id: str | None = None
    """The mail that says so, or the backport."""
    series: str | None = None
    """Id of the backport that was posted."""
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChange:
    """What differs in one file between two diffs."""

    path: str
    lines: tuple[tuple[str, str], ...]
    """``<`` for a line of the first diff alone, ``>`` for one of the second alone; and the line
    with its ``+`` or ``-``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """How a patch was changed when it was applied: its posting's diff beside the commit's."""

    version: int
    position: int
    message_id: str
    repository: str
    commit: str
    files: tuple[FileChange, ...]
