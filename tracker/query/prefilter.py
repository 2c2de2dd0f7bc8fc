# SPDX-License-Identifier: GPL-2.0-or-later
"""Whether a series may meet a query at all, told without judging it.

Title, author, lists, project and Message-IDs stand in its postings. Of an earlier moment the
newest posting may be any of them, so a series is passed over only where none can hold.
"""

from collections.abc import Container, Iterable
from datetime import datetime

from tracker.model.project import Projects
from tracker.model.query import Field, Flag, Identity, Query, Term, fold, people_words
from tracker.model.series import Revision, Series
from tracker.series.projects import project_of

_TOLD = frozenset({Field.WORDS, Field.TITLE, Field.LIST, Field.PROJECT, Field.AUTHOR})
"""Fields that a posting alone tells."""


def may_hold(
    query: Query,
    series: Series,
    as_of: datetime,
    me: Identity,
    tracked: Container[str],
    projects: Projects,
) -> bool:
    """Return whether judging the series could show that it meets the query; ``tracked`` are ids."""
    if not any(_is_sent(one, as_of) for one in series.revisions):
        return False
    return all(_may(term, series, me, tracked, projects) for term in query.terms)


def _is_sent(revision: Revision, as_of: datetime) -> bool:
    return any(date <= as_of for date in (revision.date, *(one.date for one in revision.patches)))


def _may(
    term: Term, series: Series, me: Identity, tracked: Container[str], projects: Projects
) -> bool:
    if term.field is Field.IS and term.values == (Flag.TRACKED,):
        return (series.id in tracked) is not term.negated
    if term.field is Field.ID and not term.negated:
        names = [series.id, *(name for one in series.revisions for name in one.own)]
        names += [one.message_id for one in series.revisions]
        return _prefilter_within(term, map(fold, names))
    if term.field is Field.BODY and term.found is not None:
        return (series.id in term.found) is not term.negated
    if term.field not in _TOLD:
        return True
    held = (_prefilter_posting(term, one, me, projects) for one in series.revisions)
    return not all(held) if term.negated else any(held)


def _prefilter_posting(term: Term, revision: Revision, me: Identity, projects: Projects) -> bool:
    """Return whether a posting has one of the values."""
    if term.field is Field.WORDS and any(one.holds(revision.version) for one in term.bounds):
        return True
    author = revision.author
    if term.field is Field.AUTHOR:
        return (term.me and me.holds(author)) or _prefilter_within(term, people_words((author,)))
    texts: tuple[str, ...] = ()
    if term.field in (Field.TITLE, Field.WORDS):
        texts = (revision.title,)
    if term.field is Field.WORDS:
        texts = (*texts, author.name, author.email)
    if term.field in (Field.LIST, Field.WORDS):
        texts = (*texts, *revision.lists)
    if _prefilter_within(term, map(fold, texts)):
        return True
    if term.field not in (Field.PROJECT, Field.WORDS):
        return False
    return _prefilter_within(term, (fold(project) for project in _projects(revision, projects)))


def _projects(revision: Revision, projects: Projects) -> tuple[str, ...]:
    files = [name for patch in revision.patches for name in patch.files]
    return (project_of(revision.lists, revision.prefixes, files, projects) or "",)


def _prefilter_within(term: Term, texts: Iterable[str]) -> bool:
    return any(value in text for text in texts for value in term.values)
