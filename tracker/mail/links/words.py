"""What the words around a link say about it: the words nearest to the link win."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.mail.links.rules import ADDRESS, Rule
from tracker.mail.links.targets import Shape
from tracker.mail.phrases import discussions as relate_talk
from tracker.mail.phrases import relations as relate_works

RULES = (*relate_talk.UNSAID, *relate_works.RULES, *relate_talk.RULES)
"""The order breaks ties."""

_LENGTH = 400
_BEHIND = 40
"""What stands behind the link weighs as if it were this much further away."""
_LAST = 400
"""Words that only tell of the past speak last."""
_NEXT = re.compile(r"\[\w{1,4}\]")
"""Words behind a link that have a footnote behind them are said of that."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words that were found, and how far from the link."""

    rule: Rule
    distance: int
    """In characters, with what speaks against them added."""
    start: int
    end: int


def said_about(words: str, before: str, shape: Shape) -> Said | None:
    """What the words nearest to a link say of it, if they say anything.

    ``before`` is the end of the words in front of the link (``LinkUse.before``).
    """
    found = _longest(list(_all_said(words[:_LENGTH], before, shape)))
    return min(found, key=lambda said: said.distance, default=None)


def is_telling(words: str) -> bool:
    """Whether words join works: where a footnote is used twice, those count."""
    plain = ADDRESS.sub(" ", words[:_LENGTH])
    return any(rule.pattern.search(plain) for rule in relate_works.RULES)


def _all_said(words: str, before: str, shape: Shape) -> Iterator[Said]:
    at = words.find(before)
    place = at + len(before) if before and at >= 0 else 0
    plain = ADDRESS.sub(lambda found: " " * len(found[0]), words)
    for rule in RULES:
        for match in rule.pattern.finditer(plain) if shape in rule.shapes else ():
            if not _taken_away(rule, plain, match) and not _anothers(match, place, plain):
                distance = _distance(match, place) + (_LAST if rule.name == "cited" else 0)
                yield Said(rule, distance, match.start(), match.end())


def _taken_away(rule: Rule, plain: str, match: re.Match[str]) -> bool:
    start = max(match.start() - 60, 0)
    return rule.unless is not None and bool(rule.unless.search(plain[start : match.start()]))


def _distance(match: re.Match[str], place: int) -> int:
    if match.end() <= place + 2:
        return max(place - match.end(), 0)
    return max(match.start() - place + _BEHIND, 0)


def _anothers(match: re.Match[str], place: int, plain: str) -> bool:
    return match.start() > place + 2 and bool(_NEXT.search(plain, match.end()))


def _longest(found: list[Said]) -> list[Said]:
    """Without those whose words are part of another's: "replaces the need for" needs nothing."""
    return [one for one in found if not any(_covers(other, one) for other in found)]


def _covers(other: Said, one: Said) -> bool:
    longer = other.end - other.start > one.end - one.start
    return longer and other.start <= one.start and one.end <= other.end
