# SPDX-License-Identifier: GPL-2.0-or-later
"""Judge what was said about one revision: which tags count, what is open, who objects.

Pure: the revision, the messages of its threads and its series come in, one record goes out. Each
fact carries the line it was read from.
"""

from abc import abstractmethod
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar

from tracker.model.mail import Message
from tracker.model.review import DoubtedWord, Review, Tag
from tracker.model.series import Revision, Series
from tracker.review.claims import Familiar
from tracker.review.conversation import speeches
from tracker.review.disagreement import anybody, objections
from tracker.review.discussion import (
    doubted_withdrawals,
    questions,
    respin,
    with_late_words,
    withdrawn,
)
from tracker.review.tags import Older, carried_tags, doubted_takebacks, lost_tags, reply_tags
from tracker.review.threads import Crowd, Thread, thread_of
from tracker.series.rerolls import current, current_review

Judgement = TypeVar("Judgement")
MayClose = Callable[[Message], bool]
"""Tells of a mail whether its sender may close a posting."""


def review(
    revision: Revision,
    messages: Mapping[str, Message],
    series: Series | None = None,
    familiar: Familiar | None = None,
) -> Review:
    """All that was said about one revision.

    ``messages`` holds the mails of its threads by Message-ID; those that are not there are
    passed over. ``series`` tells where carried tags were given, and which questions a later
    revision answers.

    Tags of machines and of a patch's own author never count. A tag in an answer counts for the
    nearest patch above it in the thread, or for what its words name. A tag of somebody else is
    listed and does not count until a mail of its giver holds it (``review/claims.py``), unless it
    stands in a commit message shown, or the words say that it was given to another version.
    ``familiar`` are the addresses that wrote before, None where nobody asked.
    """
    whole = series or Series(id=revision.message_id, revisions=(revision,))
    return Reviews(whole, messages, familiar)[revision.message_id]


class JudgedLater(Mapping[str, Judgement]):
    """A judgement of every revision of a series, by its Message-ID.

    Each is made when it is first asked for: a list shows little of older versions, and of a
    series that another is related to no more than how far it is.
    """

    def __init__(self, series: Series) -> None:
        """Take the series."""
        self._series = series
        self._revisions = {one.message_id: one for one in series.revisions}
        self._made: dict[str, Judgement] = {}

    @abstractmethod
    def _judge(self, revision: Revision) -> Judgement:
        """Make the judgement of one revision."""

    def __getitem__(self, name: str) -> Judgement:
        if name not in self._made:
            self._made[name] = self._judge(self._revisions[name])
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._revisions)

    def __len__(self) -> int:
        return len(self._revisions)


class Reviews(JudgedLater[Review]):
    """What was said about every revision of a series."""

    def __init__(
        self,
        series: Series,
        messages: Mapping[str, Message],
        familiar: Familiar | None = None,
        may_close: MayClose = anybody,
        foreign: Mapping[str, tuple[DoubtedWord, ...]] = MappingProxyType({}),
    ) -> None:
        """Take the mails of a series.

        ``familiar`` are the addresses that wrote before, None where nobody asked; ``may_close``
        tells of a mail whether its sender may close a posting by a word. ``foreign`` are commands
        that were not their senders' to give, by the revision that they are about.
        """
        super().__init__(series)
        self._messages = messages
        self._familiar = familiar
        self._may_close = may_close
        self._foreign = foreign
        self._crowd = Crowd(messages)
        self._threads: dict[str, Thread] = {}
        self._given: dict[str, tuple[Tag, ...]] = {}
        self._tags: dict[str, tuple[Tag, ...]] = {}

    @cached_property
    def head(self) -> Revision:
        """The newest posting, with the patches that were sent again one by one since."""
        return current(self._series)

    @cached_property
    def current(self) -> Review:
        """What was said about it, also what readers said of an older posting since."""
        review, newest = current_review(self._series, self), self._series.newest
        for one in self._series.revisions:
            if one.date < newest.date and not one.partial and self._is_spoken_of_since(one):
                review = with_late_words(review, self[one.message_id], newest.date)
        return review

    def _is_spoken_of_since(self, older: Revision) -> bool:
        """Whether an older posting got a mail since the newest one; cheap."""
        found = (self._messages.get(name) for name in older.replies)
        return any(one is not None and one.date > self._series.newest.date for one in found)

    def tags(self, name: str) -> tuple[Tag, ...]:
        """Return the tags of one revision: those that answers gave, and those it carries."""
        if name not in self._tags:
            given = self._given_to(name)
            carried = carried_tags(self._thread(name), self._older(name), self._familiar)
            self._tags[name] = given + _new(carried, given)
        return self._tags[name]

    def _judge(self, revision: Revision) -> Review:
        name, series, familiar = revision.message_id, self._series, self._familiar
        thread = self._thread(name)
        tags = self.tags(name)
        firsts = (one.message for one in thread.answers if not one.by_author)
        return Review(
            tags=tags,
            questions=questions(thread, series),
            objections=objections(thread, tags, series, self._may_close),
            lost=lost_tags(thread, self._older(name), tags),
            withdrawn=withdrawn(thread, familiar),
            doubted=(
                *doubted_withdrawals(thread, familiar),
                *doubted_takebacks(thread, familiar),
                *self._foreign.get(name, ()),
            ),
            respin=respin(thread, series),
            answered=next((message.date for message in firsts if not message.bot), None),
            speeches=speeches(thread, tags),
        )

    def _thread(self, name: str) -> Thread:
        if name not in self._threads:
            self._threads[name] = thread_of(
                self._revisions[name], self._messages, self._series, self._crowd
            )
        return self._threads[name]

    def _given_to(self, name: str) -> tuple[Tag, ...]:
        """The tags of the answers to one revision."""
        if name not in self._given:
            replies = (self._messages.get(one) for one in self._revisions[name].replies)
            tagged = any(one is not None and one.tags for one in replies)
            # Most older revisions got none, and their threads need not be gone through.
            self._given[name] = reply_tags(self._thread(name), self._familiar) if tagged else ()
        return self._given[name]

    def _older(self, name: str) -> Older:
        """The revisions before one with the tags of their answers, the newest first."""
        date = self._revisions[name].date
        older = [one for one in reversed(self._series.revisions) if one.date < date]
        return tuple((one, self._given_to(one.message_id)) for one in older)


def _new(carried: tuple[Tag, ...], given: tuple[Tag, ...]) -> tuple[Tag, ...]:
    """Carried tags, those left out that an answer gave to the same patch once more."""
    held = {(tag.patch, tag.name, tag.person.email) for tag in given if tag.doubt is None}
    return tuple(tag for tag in carried if (tag.patch, tag.name, tag.person.email) not in held)
