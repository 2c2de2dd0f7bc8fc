# SPDX-License-Identifier: GPL-2.0-or-later
"""Mails with only what grouping and joining ask of them, so that those of a whole list fit.

Of a hundred thousand mails most of the memory is sentences, quotes and recipients, of which nothing
here asks, and names that every answer of a thread repeats.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from tracker.model.mail import (
    Diff,
    LinkUse,
    MailZone,
    Message,
    Notice,
    Person,
    RemarkKind,
    Subject,
    TagLine,
)


def outlines(messages: Iterable[Message]) -> Iterator[Message]:
    """Yield mails in their order, each without what no rule of this room reads."""
    outliner = _Outliner()
    return map(outliner.outline, messages)


class _Outliner:
    """Cuts mails down; equal names are kept once."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._people: dict[Person, Person] = {}
        self._lists: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._subjects: dict[str, Subject] = {}
        self._tags: dict[tuple[str, Person, MailZone], TagLine] = {}

    def _text(self, text: str) -> str:
        return self._texts.setdefault(text, text)

    def _all(self, texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple([self._texts.setdefault(one, one) for one in texts]) if texts else ()

    def _person(self, person: Person) -> Person:
        return self._people.setdefault(person, person)

    def outline(self, message: Message) -> Message:
        above = message.in_reply_to
        return Message(
            message_id=self._text(message.message_id),
            subject=self._subject(message.subject),
            sender=self._person(message.sender),
            author=self._person(message.author),
            date=message.date,
            in_reply_to=above and self._text(above),
            references=self._all(message.references),
            lists=self._lists.setdefault(message.lists, message.lists),
            bot=message.bot,
            diff=message.diff and self._diff(message.diff),
            has_stat=message.has_stat,
            change_id=message.change_id,
            base_commit=message.base_commit,
            tags=tuple([self._tag(one) for one in message.tags]),
            links=tuple([_link(one) for one in message.links if one.message_id]),
            remarks=tuple([one for one in message.remarks if one.kind is RemarkKind.WITHDRAW]),
            notices=tuple([_notice(one) for one in message.notices]),
        )

    def _subject(self, subject: Subject) -> Subject:
        """Return the equal subject of another mail, as most answers of a thread have one."""
        kept = self._subjects.setdefault(subject.raw, subject)
        return kept if kept == subject else subject

    def _diff(self, diff: Diff) -> Diff:
        return replace(diff, files=self._all(diff.files))

    def _tag(self, tag: TagLine) -> TagLine:
        key = (tag.name, tag.person, tag.place)
        if key not in self._tags:
            person = self._person(tag.person)
            self._tags[key] = TagLine(
                name=tag.name, person=person, place=tag.place, line=0, quote=""
            )
        return self._tags[key]


def _link(link: LinkUse) -> LinkUse:
    return replace(link, words="", section="")


def _notice(notice: Notice) -> Notice:
    return replace(notice, items=(), quote="")
