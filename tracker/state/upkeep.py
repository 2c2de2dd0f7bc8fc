"""Who looks after what a series changes, by a MAINTAINERS file: for its row and for its turn."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tracker.mail.people import same_person
from tracker.model.maintainers import MaintainersSection
from tracker.model.people import Person
from tracker.model.status import Side, Turn

MAX_NAMED = 6
"""People that a turn names by a MAINTAINERS file."""


def subsystem_names(sections: Iterable[MaintainersSection]) -> tuple[str, ...]:
    """Return the names of the sections that a series belongs to."""
    return tuple(dict.fromkeys(one.name for one in sections))


def maintainers_of(sections: Iterable[MaintainersSection]) -> tuple[Person, ...]:
    """Return whom the sections name to take patches, each once, those of the closest first."""
    return _once(who for one in sections for who in one.maintainers)


def with_maintainers(move: Turn, sections: Sequence[MaintainersSection], author: Person) -> Turn:
    """Return whose turn it is, with the people that MAINTAINERS names where nobody is named yet.

    For a maintainer's turn those of the closest section with one; for the reviewers' its
    reviewers, too. An author who maintains it is not asked to review.
    """
    if move.people or move.side not in (Side.MAINTAINER, Side.REVIEWERS):
        return move
    for section in sections:
        people = section.maintainers
        if move.side is Side.REVIEWERS:
            people = (*section.reviewers, *people)
            people = tuple(one for one in people if not same_person(one, author))
        if found := _once(people)[:MAX_NAMED]:
            return replace(move, people=found)
    return move


def _once(people: Iterable[Person]) -> tuple[Person, ...]:
    def each() -> Iterator[Person]:
        seen: set[str] = set()
        for one in people:
            key = one.email or one.name
            if key not in seen:
                seen.add(key)
                yield one

    return tuple(each())
