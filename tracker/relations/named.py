# SPDX-License-Identifier: GPL-2.0-or-later
"""Find the posting that an author names in words, by title, author and date.

Nothing is guessed: where no posting fits the name it stays without one, and where several do, all
of them are returned.
"""

from collections.abc import Callable, Iterable
from datetime import timedelta

from tracker.mail.links.meanings import Meaning
from tracker.mail.people import same_person
from tracker.mail.phrases.links.named_titles import TITLE_TOKEN
from tracker.mail.phrases.works.relations import WORKS
from tracker.mail.subjects import title_key
from tracker.model.mail import Message, NeedMark, Remark
from tracker.model.relations import Kind

Named = Callable[[Remark, Message], tuple[str, ...]]
"""The postings that a remark of a message may mean, as Message-IDs, one for each work."""

MINE_DAYS = timedelta(days=120)
"""How long before a mail "the cleanup I posted" may have been sent."""
JUST_DAYS = timedelta(days=14)
"""The same where the name is nothing but "the series I just posted"."""
_EXACT = (NeedMark.TITLE, NeedMark.FOLLOWS, NeedMark.REPLACES)
_KINDS = {NeedMark.FOLLOWS: Kind.FOLLOWS, NeedMark.REPLACES: Kind.REPLACES}
_Place = tuple[int, str]
"""The place of a mail among those that name works, and its Message-ID."""
_AHEAD = timedelta(days=2)
"""Two series that need each other's order are sent in any order."""
_EMPTY = frozenset(
    {
        "the", "and", "for", "this", "that", "these", "other", "another", "series", "patch",
        "patches", "patchset", "work", "changes", "just", "recent", "previous", "earlier", "my",
        "rfc", "small", "new", "set", "fix", "fixes", "rework", "its", "of", "in", "on", "to",
        "with", "which", "has", "reading", "cleanup", "cleanups",
    }
)  # fmt: skip
"""Words of a name that distinguish no posting."""


def title_of(remark: Remark) -> str | None:
    """Return the exact title that a remark names; None where it describes."""
    mark = next((one for one in _EXACT if remark.word.startswith(one)), None)
    return remark.word.removeprefix(mark) if mark else None


def kind_of(remark: Remark) -> Kind:
    """Return what the work that a remark names is to its own: needed, gone on with, replaced."""
    named = (kind for mark, kind in _KINDS.items() if remark.word.startswith(mark))
    return next(named, Kind.DEPENDS_ON)


def is_own(remark: Remark) -> bool:
    """Return whether a remark names a work that only its author's own postings are searched for."""
    return remark.word.startswith((NeedMark.MINE, NeedMark.PERHAPS))


def is_guess(remark: Remark) -> bool:
    """Return whether a name stands for a work only where exactly one posting fits it."""
    return kind_of(remark) is not Kind.DEPENDS_ON or remark.word.startswith(NeedMark.PERHAPS)


class NamedWorks:
    """The words of many mails that name works, to be looked up by what a work may be named by."""

    def __init__(self, words: Iterable[tuple[str, str, str]]) -> None:
        """Take the Message-ID of each mail, the address of its sender and the word of a remark."""
        self._by_title: dict[str, list[_Place]] = {}
        self._by_name: dict[str, list[tuple[_Place, frozenset[str]]]] = {}
        self._by_sender: dict[str, list[_Place]] = {}
        for place, (message_id, sender, word) in enumerate(words):
            one = place, message_id
            if mark := next((mark for mark in _EXACT if word.startswith(mark)), None):
                self._by_title.setdefault(title_key(word.removeprefix(mark)), []).append(one)
            elif word.startswith(NeedMark.OF):
                name = frozenset(word[len(NeedMark.OF) :].partition(":")[0].lower().split())
                self._by_name.setdefault(max(name, default=""), []).append((one, name))
            elif word.startswith((NeedMark.MINE, NeedMark.PERHAPS)):
                self._by_sender.setdefault(sender, []).append(one)

    def __bool__(self) -> bool:
        return bool(self._by_title or self._by_name or self._by_sender)

    def may_name(self, titles: set[str], names: set[str], people: set[str]) -> list[str]:
        """Return the mails that may name a work of these titles, by a person of these names.

        In their own words people name works of these addresses.
        """
        found = {one for title in titles for one in self._by_title.get(title, ())}
        found.update(one for email in people for one in self._by_sender.get(email, ()))
        found.update(
            one
            for word in ("", *names)
            for one, name in self._by_name.get(word, ())
            if name <= names
        )
        return [message_id for _, message_id in sorted(found)]


def is_tree(remark: Remark) -> bool:
    """Return whether a remark names a branch or tree, which is no posting."""
    return remark.word.startswith(NeedMark.TREE)


def person_of(remark: Remark) -> str:
    """Return the person whose work a remark names; empty where it names none."""
    return (
        remark.word[len(NeedMark.OF) :].partition(":")[0].strip()
        if remark.word.startswith(NeedMark.OF)
        else ""
    )


def needs_clearly(remark: Remark) -> bool:
    """Return whether its sentence says outright that a work has to be in first: "depends on Tim's
    series".

    "Based on Tim's patch" may say as well where an idea is from.
    """
    return any(one in (Meaning.DEPENDS, Meaning.ON_TOP) for one in _meanings(remark))


def goes_on_top(remark: Remark) -> bool:
    """Return whether its sentence says that the work goes on top of another, which only a work
    can.
    """
    return Meaning.ON_TOP in _meanings(remark)


def _meanings(remark: Remark) -> set[object]:
    return {phrase.means for phrase, _ in WORKS.find_all(remark.quote)}


def name_of_need(remark: Remark, message: Message) -> str:
    """Return the name by which a work that was not found is shown: ``rung cleanup (Tim Smith)``."""
    if title := title_of(remark):
        return title
    what = remark.word.partition(":")[2].strip()
    who = person_of(remark) or (
        message.author.name if remark.word.startswith(NeedMark.MINE) else ""
    )
    return f"{what} ({who})" if who else what


def fitting(remark: Remark, message: Message, postings: Iterable[Message]) -> list[Message]:
    """Return the postings that fit a name, the best first; of equals the last sent."""
    title = title_of(remark)
    wanted = set() if title is not None else description(remark)
    found: list[tuple[float, Message]] = []
    for one in postings:
        if one.subject.is_reply or one.date > message.date + _AHEAD:
            continue
        if title is not None:
            points = 1.0 if title_key(one.subject.title) == title_key(title) else 0.0
        else:
            points = _named_points(remark, message, one, wanted)
        if points > 0:
            found.append((points, one))
    best = max((points for points, _ in found), default=0.0)
    kept = [one for points, one in found if points == best]
    return sorted(kept, key=lambda one: one.date, reverse=True)


def description(remark: Remark) -> set[str]:
    """Return the telling words of a name: ``FAN_FS_ERROR``, ``lamp``."""
    text = remark.word.partition(":")[2]
    return {word for one in TITLE_TOKEN.findall(text) if (word := one.lower()) not in _EMPTY}


def _named_points(remark: Remark, message: Message, one: Message, wanted: set[str]) -> float:
    """Return how well a posting fits a description, 0 if it does not."""
    age = message.date - one.date
    if is_own(remark):
        if not same_person(one.author, message.author) or age > MINE_DAYS:
            return 0.0
        if not wanted:
            return 0.5 if age <= JUST_DAYS else 0.0
    elif age > 3 * MINE_DAYS:
        return 0.0
    if person := person_of(remark):
        ours = set(person.lower().split())
        if not ours <= set(TITLE_TOKEN.findall(one.author.name.lower())):
            return 0.0
        if not wanted:
            return 0.5 if age <= 2 * JUST_DAYS else 0.0
    words = {_stem(word.lower()) for word in TITLE_TOKEN.findall(one.subject.title)}
    joined = one.subject.title.lower().replace(" ", "").replace("-", "")
    hits = sum(_stem(word) in words or (len(word) > 4 and word in joined) for word in wanted)
    every = remark.word.startswith((NeedMark.ANY, NeedMark.PERHAPS))
    needed = len(wanted) if every else max(1, (len(wanted) + 1) // 2)
    return hits / len(wanted) if wanted and hits >= needed else 0.0


def _stem(word: str) -> str:
    """Return a word without its ending, so that "cleaning" and "clean up" are alike."""
    for ending in ("ings", "ing", "ed", "es", "s", "ered"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word
