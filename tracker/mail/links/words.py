# SPDX-License-Identifier: GPL-2.0-or-later
"""What the words around a link say about it: the words nearest to the link win."""

import re
from collections.abc import Iterator
from functools import lru_cache

from tracker.lazy_dataclass import dataclass
from tracker.mail.links.meanings import Meaning, Wording
from tracker.mail.links.targets import Shape
from tracker.mail.phrases.discussions import TALK, TROUBLE, UNRELATED
from tracker.mail.phrases.links.link_words import (
    ADDRESS_TEXT,
    AND_ALSO,
    ANOTHERS_WORK,
    FOOTNOTE_NUMBER,
    REPLACES_OTHER,
    TITLE_TEXT,
    TOGETHER,
)
from tracker.mail.phrases.phrase import PhraseSieve
from tracker.mail.phrases.works.relations import WORKS

TABLES = (UNRELATED, WORKS, TROUBLE, TALK)
"""The order breaks ties."""
_SIEVE = PhraseSieve(*TABLES)

_LENGTH = 400
_BEHIND = 40
"""What stands behind the link weighs as if it were this much further away."""
_LAST = 400
"""Words that are only about the past count last."""
_MASK, _BLANK = "\0", "\1"
"""Stand for a letter of a title and of an address; neither counts for a distance."""
_VERSIONS = (Meaning.VERSION, Meaning.COUNTER)
_OF_VERSIONS = tuple(one.value for one in _VERSIONS)
_BESIDE_A_NEED = (Meaning.COUNTER.value, Meaning.PROJECT.value)
_SURE_NEEDS = (Meaning.DEPENDS.value, Meaning.ON_TOP.value)
_NEEDS = (*_SURE_NEEDS, Meaning.NEEDS.value)


@dataclass(frozen=True, slots=True)
class PhraseHit:
    """Words that were found, and how far from the link."""

    rule: Wording
    distance: int
    """In characters, with what speaks against them added."""
    start: int
    end: int


@lru_cache(maxsize=256)
def said_about(words: str, before: str, shape: Shape, title: str = "") -> PhraseHit | None:
    """Return what the words nearest to a link say of it, if they say anything.

    ``before`` is the end of the words in front of the link (``LinkUse.before``); ``title`` that
    of the mail which the link points at, where it is known.
    """
    found = _longest(list(_all_said(words[:_LENGTH], before, shape, title)))
    nearest = min(found, key=lambda said: said.distance, default=None)
    if shape is Shape.LETTER and nearest is not None and nearest.rule in _OF_VERSIONS:
        # "There was a comment in a previous posting: URL": an answer is no version itself.
        return next((one for one in found if one.rule is Meaning.DISCUSSED.value), nearest)
    if nearest is None or nearest.rule not in _BESIDE_A_NEED:
        return nearest
    needs = [one for one in found if one.rule in _NEEDS and one.end <= nearest.start]
    if needs and _goes_with_need(words[:_LENGTH], needs[-1], nearest):
        return needs[-1]
    return nearest


def _goes_with_need(words: str, need: PhraseHit, near: PhraseHit) -> bool:
    """Return whether words beside a link say which work it is that is needed, and no more.

    "It depends on the lamp series (v1): URL", "This series depends on: - gcc: URL", where gcc is a
    clock, "depends on the kernel series: URL and the btrfs-progs series: URL".
    """
    if near.rule is Meaning.COUNTER.value:
        return words[near.start : near.end].lstrip().startswith("(")
    if words[near.end : near.end + 2].lstrip()[:1] == ":":
        return True
    between = ADDRESS_TEXT.sub(" ", words[need.end : near.start])
    return AND_ALSO.search(between) is not None


def telling(words: str) -> int:
    """Return how much words say of a footnote that is used more than once: 0 where they join no
    works, 2 where they say that one is needed, 3 that it no longer is, 1 for all else.
    """
    plain = TITLE_TEXT.sub(" ", ADDRESS_TEXT.sub(" ", words[:_LENGTH]))
    said = {Meaning(one.means).value for one, _ in WORKS.find_all(plain)}
    if said.isdisjoint(_SURE_NEEDS):
        return int(bool(said))
    apart = UNRELATED.find(plain)
    if apart is None:
        return 2
    return 3 if apart[0].means is Meaning.DENIED else 1


def _all_said(words: str, before: str, shape: Shape, title: str) -> Iterator[PhraseHit]:
    at = words.find(before)
    place = at + len(before) if before and at >= 0 else 0
    plain = _without_titles(ADDRESS_TEXT.sub(lambda found: _BLANK * len(found[0]), words), title)
    plain, silent = plain.replace(_BLANK, " "), plain
    for phrase, match in _SIEVE.find_everywhere(plain):
        meaning = Meaning(phrase.means)
        if shape not in meaning.value.shapes or _is_anothers(match, place, plain):
            continue
        if meaning in _VERSIONS and _is_somebodys(plain, match):
            continue
        if meaning is Meaning.REPLACES and _is_replacing(match, place, plain):
            continue
        distance = _distance(silent, match, place)
        distance += _LAST if meaning is Meaning.CITED else 0
        yield PhraseHit(meaning.value, distance, match.start(), match.end())


def _without_titles(text: str, title: str) -> str:
    """Return a text whose quoted titles, and the title given, are masked letter by letter."""
    text = TITLE_TEXT.sub(lambda found: _MASK * len(found[0]), text)
    at = text.find(title) if len(title) > 8 else -1
    return text[:at] + _MASK * len(title) + text[at + len(title) :] if at >= 0 else text


def _is_somebodys(plain: str, match: re.Match[str]) -> bool:
    return bool(ANOTHERS_WORK.search(plain[max(match.start() - 60, 0) : match.start()]))


def _distance(text: str, match: re.Match[str], place: int) -> int:
    """Return the letters between words and a link; ``text`` has titles and addresses masked."""
    if match.end() <= place + 2:
        return max(place - match.end() - _masked(text, match.end(), place), 0)
    return max(match.start() - place - _masked(text, place, match.start()) + _BEHIND, 0)


def _masked(text: str, start: int, end: int) -> int:
    return text.count(_MASK, start, end) + text.count(_BLANK, start, end)


def _is_replacing(match: re.Match[str], place: int, plain: str) -> bool:
    """Whether it is the link before them whose work replaces something: "[1] will supersede it"."""
    if match.start() <= place + 2 or not REPLACES_OTHER.match(match[0]):
        return False
    return TOGETHER.match(plain[place : match.start()]) is not None


def _is_anothers(match: re.Match[str], place: int, plain: str) -> bool:
    return match.start() > place + 2 and bool(FOOTNOTE_NUMBER.search(plain, match.end()))


def _longest(found: list[PhraseHit]) -> list[PhraseHit]:
    """Return those without those whose words are part of another's: "replaces the need for" needs
    nothing.
    """
    return [one for one in found if not any(_covers(other, one) for other in found)]


def _covers(other: PhraseHit, one: PhraseHit) -> bool:
    longer = other.end - other.start > one.end - one.start
    return longer and other.start <= one.start and one.end <= other.end
