# SPDX-License-Identifier: GPL-2.0-or-later
"""Which series must be judged to answer a query in memory, and their mail loaded well."""

from collections.abc import Callable, Iterable, Sequence

from tracker.model.query import NOBODY, Identity, Query
from tracker.query.prefilter import may_hold
from tracker.services.library import Library

Watch = Callable[[Sequence[str]], Iterable[str]]
"""Gives names as they are, and may tell how far it has come."""
MANY = 300
"""Series from which on all mail is loaded at once, rather than what each needs."""


def names_that_may(
    library: Library, query: Query, me: Identity = NOBODY, *, everything: bool
) -> tuple[str, ...]:
    """Return the series that a query may hold, of the tracked ones or of every one cached."""
    names = library.all() if everything else library.tracked()
    tracked = frozenset(library.tracked())
    kept = tuple(
        name
        for name in names
        if may_hold(query, library.series(name), library.as_of, me, tracked, library.projects)
    )
    if len(kept) >= MANY:
        library.preload()
    return kept
