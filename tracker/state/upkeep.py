# SPDX-License-Identifier: GPL-2.0-or-later
"""Who looks after what a series changes, by a MAINTAINERS file: for its row and for its turn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from tracker.mail.people import same_person
from tracker.model.people import Person
from tracker.model.status import Mover

if TYPE_CHECKING:
    from tracker.model.people import MaintainersSection


MAX_NAMED = 6
"""People that a turn names by a MAINTAINERS file."""
WHY = "named in MAINTAINERS"


def subsystem_names(sections: Iterable[MaintainersSection]) -> tuple[str, ...]:
    """Return the names of the sections that a series belongs to."""
    return tuple(dict.fromkeys(one.name for one in sections))


def maintainers_of(sections: Iterable[MaintainersSection]) -> tuple[Person, ...]:
    """Return whom the sections name to take patches, each once, those of the closest first."""
    return _upkeep_unique(who for one in sections for who in one.maintainers)


def closest_maintainers(sections: Iterable[MaintainersSection]) -> tuple[Mover, ...]:
    """Return the maintainers of the closest section that names any, as movers of a turn."""
    return _closest(one.maintainers for one in sections)


def closest_reviewers(sections: Iterable[MaintainersSection], author: Person) -> tuple[Mover, ...]:
    """Return whom the closest section names to review, then to take patches.

    An author who maintains it is not asked to review.
    """
    return _closest(
        tuple(who for who in (*one.reviewers, *one.maintainers) if not same_person(who, author))
        for one in sections
    )


def _closest(groups: Iterable[Sequence[Person]]) -> tuple[Mover, ...]:
    found = next((one for one in map(_upkeep_unique, groups) if one), ())
    return tuple(Mover(one.name, one.email, WHY) for one in found[:MAX_NAMED])


def _upkeep_unique(people: Iterable[Person]) -> tuple[Person, ...]:
    def each() -> Iterator[Person]:
        seen: set[str] = set()
        for one in people:
            key = one.email or one.name
            if key not in seen:
                seen.add(key)
                yield one

    return tuple(each())
