# SPDX-License-Identifier: GPL-2.0-or-later
"""Who may say that a patch was applied: the people who are known to commit."""

from collections.abc import Collection, Mapping
from dataclasses import field
from enum import StrEnum

from tracker.lazy_dataclass import dataclass
from tracker.model.mail import RemarkKind
from tracker.model.people import Person

ENOUGH = 3
"""Works of other people that somebody must have applied on a list to be known there."""
ENOUGH_ANYWHERE = 10
"""The same on any list: a maintainer of other trees."""


ENOUGH_OF_A_REGULAR = 2
"""The same of somebody who has long been writing on these lists."""
SMALL_ARCHIVE = 200
"""Mails of an archive in which somebody without another mail may still be its maintainer."""
REGULAR = 10
"""Mails in other threads that make somebody a regular of the archive."""

MAILS_BEFORE = 3
"""Mails outside a series by which an address is known: that of somebody who takes part."""
OTHER_ADDRESS = 30
"""Mails in other threads from which on an address is that of the committer whose name it bears."""

DECIDING = frozenset({RemarkKind.COMMAND, RemarkKind.REFUSAL, RemarkKind.ELSEWHERE})
"""Remarks that count by who makes them, as every notice does."""
VOUCHED_TAGS = frozenset({"Reviewed-by", "Acked-by", "Tested-by", "Nacked-by"})
"""Tags that count only where their sender is who they say."""
VOUCHED_REMARKS = frozenset({RemarkKind.UNTAG, RemarkKind.WITHDRAW})
"""The same of remarks."""


class Source(StrEnum):
    """How somebody is known to commit."""

    NOTICES = "notices"
    """They said so of the works of others, time and again."""
    BOT = "bot"
    """A machine named them as the one who applied a work."""
    COMMITS = "commits"
    """They committed what others wrote, in a repository that is configured."""
    MAINTAINERS = "maintainers"
    """A MAINTAINERS file names them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Committer:
    """Somebody who applied other people's works."""

    person: Person
    source: Source
    works: int = 0
    """How many works of others, as far as the local archives tell."""
    here: int = 0
    """How many of these on the lists that are asked about."""
    regular: bool = False
    """They have long been writing in other threads."""

    @property
    def known(self) -> bool:
        """Whether that is enough to believe them."""
        if self.source is not Source.NOTICES:
            return True
        enough = ENOUGH_OF_A_REGULAR if self.regular else ENOUGH
        return self.here >= enough or self.works >= ENOUGH_ANYWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class AppliedWorks:
    """What somebody applied of others, wherever that was."""

    person: Person
    by_bot: bool
    """A machine named them as the one who applied a work."""
    spoken: tuple[frozenset[str], ...]
    """The lists on which they said so, of each work."""
    queued: int
    """How many they listed in mails that thread with no work."""

    def as_seen_on(self, lists: Collection[str]) -> Committer:
        """Return how they are known to those who read some lists."""
        if self.by_bot:
            return Committer(person=self.person, source=Source.BOT)
        here = sum(not one.isdisjoint(lists) for one in self.spoken)
        return Committer(
            person=self.person,
            source=Source.NOTICES,
            works=len(self.spoken) + self.queued,
            here=here + self.queued,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Committers:
    """Who is known to commit on the lists of one series, as far as its senders go."""

    people: Mapping[str, Committer] = field(default_factory=dict)
    """By address, lower case."""
    elsewhere: Mapping[str, int] = field(default_factory=dict)
    """How many mails in other threads each address sent."""
    list_known: bool = False
    """Whether anybody at all is known to commit on these lists."""

    small: bool = True
    """Whether the archive is so small that whoever writes there may well be new to it."""
    last: tuple[Person, ...] = ()
    """Who applied the last patches of others on these lists, the most frequent first."""

    def find(self, person: Person) -> Committer | None:
        """Return what is known of somebody as a committer; None if nothing is."""
        return self.people.get(person.email)

    def is_seen_elsewhere(self, person: Person) -> bool:
        """Whether an address is known from other threads; a borrowed name comes with a new one."""
        return self.elsewhere.get(person.email, 0) > 0

    def is_regular(self, person: Person) -> bool:
        """Return whether somebody has long been writing in other threads."""
        return self.elsewhere.get(person.email, 0) >= REGULAR


class Authority(StrEnum):
    """Why somebody's word on what was applied counts, or that it does not."""

    BOT = "bot"
    """A machine that reports what a repository holds."""
    COMMITTER = "committer"
    """They are known to commit on the list."""
    ADDRESSED = "addressed"
    """The posting was addressed to them."""
    AUTHOR = "author"
    """A regular of the archive who says so of their own patches."""
    WITNESS = "witness"
    """A known developer, or a regular of the archive, who names the commits of others' patches."""
    UNCHALLENGED = "unchallenged"
    """Nobody is known to commit on the list, nobody was addressed, and the list delivered it."""
    OUTSIDER = "outsider"
    """Nothing speaks for them: their word is shown and changes nothing."""

    @property
    def counts(self) -> bool:
        """Whether such a word changes where a patch stands."""
        return self is not Authority.OUTSIDER
