"""Why b4 0.16 and the tracker disagree: one rule a cause, the first that holds is it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from b4_side import Sight, TagKey

from tracker.model.mail import Message
from tracker.model.series import Revision, Series

UNEXPLAINED = "unexplained"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A posting as both see it, with what the rules look at."""

    revision: Revision
    series: Series
    ours: Sight
    theirs: Sight
    given: tuple[str, ...]
    """The Message-IDs that b4 was given."""
    messages: Mapping[str, Message]
    owner: Mapping[str, Revision]
    """The posting of each cover and patch."""
    skipped: frozenset[str]
    """Mails of the thread that were kept from b4."""


def cause_of(case: Case, fact: str, ours: object, theirs: object) -> str:
    return UNEXPLAINED


def tag_cause_of(case: Case, fact: str, key: TagKey) -> str:
    return UNEXPLAINED
