# SPDX-License-Identifier: GPL-2.0-or-later
"""Search of the text of mails: which mails hold words, and with which lines."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from tracker.lazy_dataclass import replace
from tracker.lazy_patterns import lazy_pattern
from tracker.mail.lines import LineKind, split_lines
from tracker.model.query import Field, Query, Term, TextMatch, TextMatches, fold
from tracker.query.full_text import is_searchable, match_of
from tracker.store.load import Reader

_WORD = lazy_pattern(r"\w+")
_OWN = (LineKind.OWN, LineKind.BELOW)


def with_bodies(reader: Reader, query: Query, as_of: datetime) -> Query:
    """Return a query for rows in memory: the series that ``body:`` holds are looked up."""
    if not any(one.field is Field.BODY for one in query.terms):
        return query
    terms = (
        replace(one, found=reader.series_holding(one.match, as_of))
        if one.field is Field.BODY
        else one
        for one in query.terms
    )
    return Query(terms=tuple(terms))


def search_mails(
    reader: Reader,
    terms: Sequence[Term],
    as_of: datetime,
    most: int,
    *,
    best_first: bool,
    series: Iterable[str] | None = None,
) -> TextMatches:
    """Return the mails sent by a moment that hold all words, each with the line that does.

    ``series`` are ids of the only series that are looked at. Raises Usage for words that no mail
    can hold.
    """
    # Not for ``body:`` alone, which needs no text.
    from tracker.services.mail_text import mail_texts

    match = match_of(terms)
    total, hits = reader.mails_holding(match, as_of, most, best_first=best_first, series=series)
    texts = mail_texts(reader, [one.message_id for one in hits])
    words = [value for one in terms if not one.negated for value in one.values]
    return TextMatches(
        total=total,
        matches=tuple(
            TextMatch(
                message_id=one.message_id,
                subject=one.subject,
                sender=one.sender,
                date=one.date,
                series=one.series,
                line=line,
                quote=quote,
            )
            for one in hits
            for line, quote in [_best_line(texts.get(one.message_id, ""), words)]
        ),
        unindexed=reader.without_text(),
    )


def _best_line(text: str, words: Sequence[str]) -> tuple[int, str]:
    """Return number and text of the own line that holds most of the words; 0 where none does."""
    wanted = [[*map(fold, _WORD.findall(one))] for one in words if is_searchable(one)]
    best, found = 0, (0, "")
    for line in split_lines(text) if text else ():
        if line.kind not in _OWN:
            continue
        folded = fold(line.text)
        count = sum(all(part in folded for part in one) for one in wanted)
        if count > best:
            best, found = count, (line.number, " ".join(line.text.split()))
    return found
