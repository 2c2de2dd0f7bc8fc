# SPDX-License-Identifier: GPL-2.0-or-later
"""A person's word about two works: it wins over whatever is read from their mail.

It is about the works, not about the day on which it was recorded, so it holds for any ``as_of``.
"""

from collections.abc import Callable, Iterable, Sequence

from tracker.lazy_dataclass import dataclass
from tracker.mail.refs import url_of
from tracker.model.mail import Evidence
from tracker.model.relations import Kind, Relation, SaidLink

RULE = "relation.said"
"""The rule in the evidence of a relation that a person made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What the user recorded, with both ends found."""

    link: SaidLink
    source: str
    """Id of the series; the Message-ID itself where it is not cached."""
    target: str
    """Id of the series; the Message-ID or URL itself where it is not cached."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overruled:
    """A relation that was read from mail, and the word that takes its place or cuts it."""

    relation: Relation
    link: SaidLink


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """The relations of one series, with those of the user."""

    relations: tuple[Relation, ...]
    overruled: tuple[Overruled, ...] = ()


def heed(
    name: str, read: Sequence[Relation], words: Iterable[Word], end_of: Callable[[Relation], str]
) -> Heard:
    """Return the relations that a series' author wrote, with the user's applied.

    A cut holds for both directions and every kind. A relation that is made takes the place of
    those that lead the same way and say something else; what says the same stays as a proof.
    ``end_of`` returns the work that a relation points at.
    """
    about = [word for word in words if name in (word.source, word.target)]
    made = [_made(word) for word in about if word.source == name and word.link.kind]
    kept, overruled = [], []
    for relation in read:
        word = _against_manual(relation, end_of(relation), name, about)
        if word is None:
            kept.append(relation)
        else:
            overruled.append(Overruled(relation=relation, link=word.link))
    return Heard(relations=(*made, *kept), overruled=tuple(overruled))


def _against_manual(relation: Relation, end: str, name: str, words: Sequence[Word]) -> Word | None:
    """Return the user action that is against a relation; the last of several."""
    if relation.kind is Kind.PREVIOUS_VERSION or end == name:
        return None
    for word in reversed(words):
        if {word.source, word.target} != {name, end}:
            continue
        other_kind = word.source == name and word.link.kind is not relation.kind
        if word.link.kind is None or other_kind:
            return word
    return None


def _made(word: Word) -> Relation:
    link = word.link
    assert link.kind is not None
    is_url = "://" in link.target
    return Relation(
        kind=link.kind,
        source=word.source,
        message_id=None if is_url else link.target,
        url=link.target if is_url else url_of(link.target),
        confidence=1.0,
        evidence=Evidence(
            rule=RULE, message_id=link.source, quote=said_words(link), url=link.target
        ),
    )


def said_words(link: SaidLink) -> str:
    """``recorded here on 2025-07-14: the note``."""
    note = f": {link.note}" if link.note else ""
    return f"recorded here on {link.at:%Y-%m-%d}{note}"
