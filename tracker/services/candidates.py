# SPDX-License-Identifier: GPL-2.0-or-later
"""Which series must be judged to answer a query in memory, and their mail loaded well."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from tracker.model.query import NOBODY, Field, Identity, Query, Term, fold
from tracker.query.prefilter import may_hold
from tracker.services.library import Library

Watch = Callable[[Sequence[str]], Iterable[str]]
"""Gives names as they are, and may tell how far it has come."""


def names_that_may(
    library: Library, query: Query, me: Identity = NOBODY, *, everything: bool
) -> tuple[str, ...]:
    """Return the series that a query may hold, of the tracked ones or of every one cached."""
    names = _names_sent(library, query) if everything else library.tracked()
    library.load_series(names)
    tracked = frozenset(library.tracked())
    return tuple(
        name
        for name in names
        if may_hold(query, library.series(name), library.as_of, me, tracked, library.projects)
    )


def _names_sent(library: Library, query: Query) -> tuple[str, ...]:
    """Return the series of which SQL says that the query may hold them."""
    # A bare word may also be in the name of a project, which is read from files and prefixes, or
    # be a version, which follows from the other postings.
    named = [fold(one.name) for one in library.projects]
    terms = [
        one
        for one in query.terms
        if one.field is not Field.WORDS
        or not (one.bounds or any(value in name for name in named for value in one.values))
    ]
    return library.reader.series_sent(terms, library.as_of)


def names_moved(
    library: Library, since: datetime, sent: Sequence[Term], *, board: bool
) -> tuple[str, ...]:
    """Return series to which something may have happened after a moment, by the library's.

    Mail shows it, and what a repository or the page of a commit shows the board knows, where it is
    up to date (``board``); where it is not, any series may have landed.
    """
    reader = library.reader
    names = reader.series_sent(sent, library.as_of)
    if not board and (library.repositories is not None or reader.has_pages()):
        return names
    moved = {*reader.series_moved(since, library.as_of), *reader.series_landed_since(since)}
    return tuple(name for name in names if name in moved)
