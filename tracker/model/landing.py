"""Where patches landed: the ladder from posting to release."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum

from tracker.model.mail import Evidence, Person


class RungName(StrEnum):
    """The rungs of the landing ladder, lowest first."""

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
    TRAILER = 6
    """Link: or Message-ID: of the commit."""
    PERSON = 7
    """The user said so here."""


def tree_name(tree: str) -> str:
    """A tree as people say it: by the end of its URL, ``bpf/bpf-next.git``."""
    return "/".join(tree.rstrip("/").rsplit("/", 2)[-2:]) if "://" in tree else tree


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One step of one patch."""

    rung: RungName
    tree: str | None = None
    branch: str | None = None
    commit: str | None = None
    """The full id, or the digits that a notice gives, never fewer than 12."""
    merge: str | None = None
    tag: str | None = None
    date: datetime
    by: Person | None = None
    proof: Proof
    evidence: Evidence
    edited: bool | None = None
    """The commit's diff is not the posting's; None where that is not known."""
    proofs: tuple[Proof, ...] = ()
    """Everything that speaks for it, the strongest first; empty where only ``proof`` does."""
    others: tuple[Evidence, ...] = ()
    """The other proofs, and what speaks against it: a notice that names a commit that is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Landing:
    """How one patch landed."""

    patch: str
    """Message-ID of the patch."""
    rungs: tuple[Rung, ...]


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
