# SPDX-License-Identifier: GPL-2.0-or-later
"""Who is known to commit on the lists of a series, asked of the database once for each sender."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from tracker.landing.authority import first_addressing_others
from tracker.lazy_dataclass import replace
from tracker.mail.people import same_person
from tracker.model.committers import (
    DECIDING,
    ENOUGH,
    MAILS_BEFORE,
    OTHER_ADDRESS,
    REGULAR,
    SMALL_ARCHIVE,
    AppliedWorks,
    Committer,
    Committers,
    Source,
)
from tracker.model.mail import Message, NoticeKind
from tracker.model.people import Person
from tracker.model.series import Series
from tracker.review.claims import LONG_BEFORE, Familiar, needs_vouching
from tracker.services.maintainers import MINE, KnownMaintainers
from tracker.store.load import Reader

if TYPE_CHECKING:
    from tracker.model.people import MaintainersSection


_PEOPLES = frozenset({NoticeKind.PERSON, NoticeKind.B4TY, NoticeKind.STABLE, NoticeKind.PULL})
_LISTS_ASKED = 3


class KnownCommitters:
    """Answers at one moment; what was asked of the database is kept."""

    def __init__(self, reader: Reader, as_of: datetime, maintainers: KnownMaintainers) -> None:
        self._maintainers = maintainers
        self._reader = reader
        self._as_of = as_of
        self._people: dict[tuple[str, tuple[str, ...]], Committer | None] = {}
        self._works: dict[str, AppliedWorks | None] = {}
        self._committed: dict[str, bool] = {}
        self._sent: dict[str, int] = {}
        self._lists: dict[tuple[str, ...], bool] = {}
        self._appliers: dict[str, tuple[Person, ...]] = {}

    def of(self, series: Series, messages: Mapping[str, Message]) -> Committers:
        """Return what is known of everybody who says something of a series' landing."""
        lists = tuple(sorted({name for one in series.revisions for name in one.lists}))
        speakers = {one.sender.email: one.sender for one in messages.values() if _decides(one)}
        self._learn(speakers, lists)
        here = Counter(one.sender.email for one in messages.values() if speakers)
        elsewhere = {email: self._sent[email] - here[email] for email in speakers}
        known = {email: self._people[email, lists] for email in speakers}
        people = {
            email: replace(one, regular=elsewhere[email] >= REGULAR)
            for email, one in known.items()
            if one is not None
        }
        named = {who.email: who for one in self._sections(series) for who in one.maintainers}
        for email in speakers.keys() & named.keys():
            if email not in people or not people[email].known:
                people[email] = Committer(person=named[email], source=Source.MAINTAINERS)
        last = self._last_appliers(series)
        for email in _unsure(speakers, people):
            if elsewhere[email] >= OTHER_ADDRESS and (
                one := _by_other_address(speakers[email], last)
            ):
                people[email] = one
        unsure = _unsure(speakers, people)
        others = [one for one in messages.values() if one.sender.email in unsure and one.by_list]
        asked = _asks_before(others, first_addressing_others(series, messages)) if others else False
        return Committers(
            people=people,
            elsewhere=elsewhere,
            list_known=asked and self._is_known(lists),
            small=not asked or self._small,
            last=last,
        )

    @cached_property
    def _small(self) -> bool:
        return self._reader.sent_by(self._as_of)[0] < SMALL_ARCHIVE

    def _last_appliers(self, series: Series) -> tuple[Person, ...]:
        """Return who applied the last patches of the lists of a series, the first list's first.

        linux-kernel gets everything, and tells nothing where there is another list.
        """
        lists = series.newest.lists
        own = [one for one in lists if not one.startswith("linux-kernel@")] or list(lists)
        found: dict[str, Person] = {}
        for address in own[:_LISTS_ASKED]:
            if address not in self._appliers:
                self._appliers[address] = self._reader.last_appliers(address, self._as_of)
            found = {**{one.email: one for one in self._appliers[address]}, **found}
        return tuple(found.values())

    def _sections(self, series: Series) -> tuple[MaintainersSection, ...]:
        """What a MAINTAINERS file says of the series; what the user claims for themself is none."""
        return tuple(one for one in self._maintainers.of(series) if one.name != MINE)

    def familiar(self, series: Series, messages: Iterable[Message]) -> Familiar:
        """Return the addresses of those who give or take something back and have written before.

        A few mails elsewhere are enough, or one that is much older than their first mail here.
        """
        mails = [*messages]
        asked = {one.sender.email for one in mails if needs_vouching(one)}
        if not asked:
            return Familiar()
        self._count(asked)
        own = [one for one in mails if one.date <= self._as_of and one.sender.email in asked]
        here = Counter(one.sender.email for one in own)
        elsewhere = {email: self._sent[email] - here[email] for email in asked}
        known = {email for email in asked if elsewhere[email] >= MAILS_BEFORE}
        few = {email for email in asked - known if here[email] and elsewhere[email] > 0}
        first = self._reader.first_sent(few) if few else {}
        begun = {email: min(one.date for one in own if one.sender.email == email) for email in few}
        long = {email for email in few if begun[email] - first[email] >= LONG_BEFORE}
        return Familiar(frozenset(known | long))

    def _count(self, emails: Iterable[str]) -> None:
        """Learn how many mails each of some addresses sent."""
        fresh = [one for one in emails if one not in self._sent]
        if fresh:
            self._sent |= dict.fromkeys(fresh, 0)
            self._sent |= self._reader.sent_by_address(fresh, self._as_of)

    def _learn(self, speakers: Mapping[str, Person], lists: tuple[str, ...]) -> None:
        """Learn how those who speak are known on some lists; each is asked for once."""
        fresh = [email for email in speakers if email not in self._works]
        if fresh:
            self._works |= dict.fromkeys(fresh)
            self._works |= self._reader.applied_works(fresh, self._as_of)
            self._count(fresh)
        for email in speakers:
            if (email, lists) in self._people:
                continue
            works = self._works[email]
            one = works.as_seen_on(lists) if works else None
            if (one is None or not one.known) and self._has_committed(email):
                one = Committer(person=speakers[email], source=Source.COMMITS)
            self._people[email, lists] = one

    def _has_committed(self, email: str) -> bool:
        if email not in self._committed:
            self._committed[email] = self._reader.has_committed(email)
        return self._committed[email]

    def _is_known(self, lists: tuple[str, ...]) -> bool:
        if lists not in self._lists:
            self._lists[lists] = self._reader.has_committers(lists, self._as_of)
        return self._lists[lists]


def _unsure(speakers: Mapping[str, Person], people: Mapping[str, Committer]) -> set[str]:
    """Return the addresses of which nothing says that they commit."""
    return {email for email in speakers if email not in people or not people[email].known}


def _by_other_address(speaker: Person, last: Iterable[Person]) -> Committer | None:
    """Return somebody as the committer of their name; None where no other address applies there."""
    if not any(one.email != speaker.email and same_person(one, speaker) for one in last):
        return None
    return Committer(person=speaker, source=Source.NOTICES, here=ENOUGH, regular=True)


def _decides(message: Message) -> bool:
    """Return whether a mail says something that only some may decide."""
    if not message.notices and not message.remarks:
        return False
    return any(one.kind in _PEOPLES for one in message.notices) or any(
        one.kind in DECIDING for one in message.remarks
    )


def _asks_before(mails: Iterable[Message], addressed: datetime | None) -> bool:
    """Return whether one of some mails was sent before others were addressed in the posting."""
    return addressed is None or any(one.date < addressed for one in mails)
