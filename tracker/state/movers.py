# SPDX-License-Identifier: GPL-2.0-or-later
"""Name the people who are expected to act: reviewers and maintainers, with what names them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field
from itertools import chain, islice

from tracker.lazy_dataclass import dataclass, replace
from tracker.mail.people import bot_name, is_team, same_person
from tracker.model.mail import Message, Person, RemarkKind
from tracker.model.review import Act, Review, Speech
from tracker.model.series import Revision
from tracker.model.status import MOST_MOVERS, Mover

WAS_ASKED = "was asked"
"""Why a person is named whom another asked by name."""
_REVIEWS = frozenset({Act.REQUEST, Act.QUESTION, Act.WISH, Act.CONDITION, Act.TAG, Act.AGREEMENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """The people around a series, from which movers are taken."""

    author: Person
    posting: tuple[Message, ...] = ()
    """The mails of the newest posting, cover first."""
    version: int = 1
    review: Review = field(default_factory=Review)
    before: Callable[[], Iterable[tuple[Revision, Review]]] = tuple
    """The versions before the newest with what was said of them, the newest first."""
    appliers: Sequence[Person] = ()
    """Who applied the last patches of this list or tree, the most frequent first."""
    maintainers: Sequence[Mover] = ()
    """Whom MAINTAINERS names to take patches of its files."""
    reviewers: Sequence[Mover] = ()
    """Whom it names to review them."""


def reviewers(circle: Circle) -> tuple[Mover, ...]:
    """Return who is expected to review: who waits for the author's answer first.

    Who waits for the answer of another reviewer is not.
    """
    # What was said of older versions is judged where nobody else is to be named.
    found = chain(
        _mover_answered(circle),
        _asked_by_name(circle),
        _reviewed_before(circle),
        circle.reviewers,
        _addressed(circle),
        _likely_appliers(circle),
    )
    return _few(circle, (one for one in found if not _waits(one, circle.review.speeches)))


def maintainers(circle: Circle) -> tuple[Mover, ...]:
    """Return who is expected to apply: whom MAINTAINERS names, else who commits there.

    Of those who commit there, whom the posting addresses or who spoke of it stand first. Whoever
    gave an Acked-by leaves it to another tree ("used by the maintainer of the affected code when
    that maintainer neither contributed to nor forwarded the patch", submitting-patches.rst) and
    stands last. On some lists the author commits too, after somebody else's review; who commits
    most there applies patches of their own as well.
    """
    if circle.maintainers:
        return tuple(circle.maintainers)
    heard = [*_recipients(circle), *(one.who for one in circle.review.speeches)]
    known = [
        one
        for one in _appliers(circle)
        if not same_person(one, circle.author) and any(same_person(one, other) for other in heard)
    ]
    own = [one for one in _appliers(circle)[:MOST_MOVERS] if same_person(one, circle.author)]
    first = own if own and own[0] == _appliers(circle)[0] else []
    given = [tag for tag in circle.review.tags if tag.counts]
    acked = [tag.person for tag in given if tag.name == "Acked-by"]
    left = [one for one in known if any(same_person(one, other) for other in acked)]
    known = [one for one in known if one not in left]
    others = [
        one
        for one in (*_addressed(circle), *_likely_appliers(circle))
        if not any(same_person(one, other) for other in left)
    ]
    # Who reviewed it and does not commit there has done their part; named if nobody else is.
    done = [one for one in others if any(same_person(one, tag.person) for tag in given)]
    others = [one for one in others if one not in done]
    return _few(
        circle,
        (*first, *known, *own, *(others or done), *left),
        author=bool(first) or (bool(own) and not known and not left),
    )


def _few(circle: Circle, found: Iterable[Mover], *, author: bool = False) -> tuple[Mover, ...]:
    """The first few people, each once; the author only where asked for, robots and teams never."""
    out: list[Mover] = []
    for one in found:
        if bot_name(one.name, one.email) or is_team(one.name, one.email):
            continue
        if not author and same_person(one, circle.author):
            continue
        if not any(same_person(one, other) for other in out):
            out.append(one if one.name else replace(one, name=_name_of(one, circle)))
        if len(out) == MOST_MOVERS:
            break
    return tuple(out)


def _name_of(person: Mover, circle: Circle) -> str:
    """Return the name that a bare address bears elsewhere around the series; else nothing."""
    around = (
        *_recipients(circle),
        *(one.who for one in circle.review.speeches),
        *(tag.person for tag in circle.review.tags),
        *circle.appliers,
    )
    return next((one.name for one in around if one.name and one.email == person.email), "")


def mover(person: Person, why: str) -> Mover:
    """Return a person with what names them."""
    return Mover(person.name, person.email, why)


def _mover_answered(circle: Circle) -> Iterator[Mover]:
    """Whom the author answered last and who has not written since."""
    words = circle.review.speeches
    for place in range(len(words) - 1, -1, -1):
        word = words[place]
        if word.by_author and word.to is not None:
            later = (one for one in words[place + 1 :] if not one.by_author)
            if not any(same_person(one.who, word.to) for one in later):
                yield mover(word.to, "got the author's answer")


def _asked_by_name(circle: Circle) -> Iterator[Mover]:
    for word in reversed(circle.review.speeches):
        for person in word.asked:
            yield mover(person, WAS_ASKED)


def _reviewed_before(circle: Circle) -> Iterator[Mover]:
    """Who spoke of this version, then of the one before it."""
    for version, review in ((circle.version, circle.review), *_versions(circle)):
        for word in reversed(review.speeches):
            if not word.by_author:
                yield mover(word.who, f"{_mover_did(word, review)} v{version}")


def _waits(who: Person | Mover, words: Sequence[Speech]) -> bool:
    """Whether the last that a person wrote asks somebody else by name, who has not answered."""
    for place in range(len(words) - 1, -1, -1):
        if same_person(words[place].who, who):
            asked = [one for one in words[place].asked if not same_person(one, who)]
            heard = [one.who for one in words[place + 1 :]]
            return bool(asked) and not any(same_person(a, b) for a in asked for b in heard)
    return False


def _mover_did(word: Speech, review: Review) -> str:
    """What a mail did with a version: to test it, or to report a problem, is no review."""
    names = {one.name for one in review.tags if one.message_id == word.message_id}
    if names and names <= {"Tested-by"}:
        return "tested"
    asked = {one.kind for one in review.questions if one.message_id == word.message_id}
    if not names and asked and asked <= {RemarkKind.PROBLEM}:
        return "reported a problem with"
    return "reviewed" if names or asked or word.acts & _REVIEWS else "wrote about"


def _versions(circle: Circle) -> Iterator[tuple[int, Review]]:
    for revision, review in circle.before():
        yield revision.version, review


def _recipients(circle: Circle) -> list[Person]:
    return [who for mail in circle.posting for who in mail.recipients]


def _addressed(circle: Circle) -> Iterator[Mover]:
    """The first people that the posting is sent to: those in To, then who got a copy.

    Mail that older rules read does not say which of them is which.
    """
    for mail in circle.posting[:2]:
        to = len(mail.recipients) if mail.addressed is None else mail.addressed
        for who in _first_people(mail.recipients[:to]):
            yield mover(who, "addressed in the posting")
    for mail in circle.posting[:2]:
        if mail.addressed is not None:
            for who in _first_people(mail.recipients[mail.addressed :]):
                yield mover(who, "got a copy of the posting")


def _first_people(some: Sequence[Person]) -> Iterator[Person]:
    """The first few of whom a posting is sent to; no teams."""
    return islice((who for who in some if not is_team(who.name, who.email)), MOST_MOVERS)


def _likely_appliers(circle: Circle) -> Iterator[Mover]:
    """Who commits most there, then those of the others whom the posting is sent to.

    Where many trees share a list, the patches of the others are not theirs: "dt-bindings" on a
    list of drivers. A posting to a list alone leaves nobody else to name.
    """
    heard = [who for who in _recipients(circle) if not same_person(who, circle.author)]
    for place, one in enumerate(_appliers(circle)):
        if not place or not heard or any(same_person(one, who) for who in heard):
            yield one


def _appliers(circle: Circle) -> list[Mover]:
    return [mover(one, "applies patches of this list") for one in circle.appliers]
