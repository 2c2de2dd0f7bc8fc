# SPDX-License-Identifier: GPL-2.0-or-later
"""Which patches a person speaks of: all, both, "1-2", "all but 04/12", "the first two"."""

import re
from dataclasses import dataclass

from tracker.model.mail import Scope

_NUMBER = r"(?:patch(?:es)? ?)?#?\[?0{0,3}(\d{1,3})(?:/\d{1,4})?\]?(?![\w/]|\.\d)"
_JOIN = r"(?: ?(?:,? ?and|,? ?&|,|\+) ?| ?(?:-|–|\.\.+|to|through|thru) ?)"
_LIST = re.compile(rf"{_NUMBER}(?:{_JOIN}{_NUMBER}){{0,40}}", re.IGNORECASE)
_ONE = re.compile(_NUMBER, re.IGNORECASE)
_RANGE = re.compile(r" ?(?:-|–|\.\.+|to|through|thru) ?(?:patch(?:es)? ?)?#?\[?$", re.IGNORECASE)
_BUT = re.compile(
    r"\b(?:but|except(?:ing)?(?: for)?|exclud(?:ing|es)|apart from|aside from|other than|minus|"
    r"without|skipping|skipped|not|leaving out|dropping|dropped|sans|with the exception of)"
    r"(?: the| of| for| patch(?:es)?| number){0,3} "
    r"(?=#?\[?\d|first|last|second|third|fourth|fifth|this)",
    re.IGNORECASE,
)
_LEFT_OUT = re.compile(
    rf"{_NUMBER} (?:needs|still needs|did ?n[o']t|does ?n[o']t|doesn't|didn't|failed|fails|"
    r"conflict|has (?:a )?conflict|is not (?:applied|in)|was not applied|wasn't applied)",
    re.IGNORECASE,
)
_LEAD = re.compile(r"^(?:(?:up|out|just|only|the|now|your|just now|:)\s+)+", re.IGNORECASE)
_AND_ALSO = re.compile(r"[a-z] and (?:patch )?0{0,3}(\d{1,3})/\d{1,4}\b", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\((?:only |just )?patch(?:es)? (?=#?\d)", re.IGNORECASE)
_COUNTED_HEAD = re.compile(
    r"(?:first|second|third|fourth|fifth|last|final|remaining)\b", re.IGNORECASE
)
_NAMED = re.compile(rf"\b(?:patch(?:es)?|parts?|numbers?)\b[ #]{{0,3}}(?={_NUMBER})", re.IGNORECASE)
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
           "nine": 9, "ten": 10, "couple": 2, "couple of": 2}  # fmt: skip
_ORDINAL = re.compile(
    r"\b(?:the )?(first|second|third|fourth|fifth|last|final) (?:patch|one|selftest|fix)\b",
    re.IGNORECASE,
)
_ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_WHOLE = re.compile(
    r"\b(?:series|patch ?sets?|set|both|all|these|them|they|those|patches|everything|the lot|"
    r"entire|whole)\b",
    re.IGNORECASE,
)
_WHOLE_NEXT = re.compile(
    r"\s*(?:(?:out|up|now|the|this|your|whole|entire|full|all|of) ?){0,5}"
    r"(?:series|patch ?set|set|everything|all|both)\b(?! but\b| except\b)",
    re.IGNORECASE,
)
_MOST = re.compile(
    r"\b(?:most|some|part|half|parts|a (?:few|couple|subset)|several|many) of "
    r"(?:this|it|them|these|those|the|your)\b|\b(?:most|some) patches\b",
    re.IGNORECASE,
)
_REST = re.compile(r"\s*(?:the )?(?:rest|others|remaining|remainder)\b", re.IGNORECASE)
_REST_TOO = re.compile(
    r"(?:,|;|&|\band) (?:the )?(?:rest|remaining|(?:other )?(?:two|three|four|five|six|\d+) "
    r"others?|"
    r"other (?:two|three|four|five|six|\d+|ones?)|others)(?: (?:patch(?:es)?|ones?))? "
    r"(?:(?:goes|go|went) )?(?:to|for|into|in|on|via|through|as)\b",
    re.IGNORECASE,
)
"""What went in elsewhere: "1 for fixes and the two others for next"."""
_MORE_PATCHES = re.compile(
    r"(?:,|;|&|\band) (patch(?:es)? #?\d[\d ,&/+-]{0,40}(?:and #?\d{1,3})?) ?(?:to|for|into|in|"
    r"via)\b",
    re.IGNORECASE,
)
_THANKS = re.compile(r"\b(?:thanks|thank you|thx|cheers)\b", re.IGNORECASE)
_FIRST_HEAD = re.compile(
    r"\bfirst (?=two|three|four|five|six|seven|eight|nine|ten|couple|\d)", re.I
)
_LAST_HEAD = re.compile(
    r"\b(?:last|final|remaining) (?=two|three|four|five|six|seven|eight|nine|ten|couple|\d)", re.I
)


@dataclass(frozen=True, slots=True)
class Reach:
    """What a claim speaks of."""

    scope: Scope
    positions: tuple[int, ...] = ()
    firm: bool = True
    """False where the words name patches that cannot be counted."""


def find_reach(before: str, after: str, total: int | None, rest: str = "") -> Reach:
    """The scope of a claim.

    ``before`` and ``after`` are the words around the verb; ``rest`` is what follows in the
    paragraph, where "#10 needs work" may still take a patch out. ``total`` counts the series.
    """
    thanks = _THANKS.search(after)
    said = after[: thanks.start()] if thanks else after
    left_out = _excluded(f"{before} {said} {rest}", total)
    # "I applied the suggestion in patch 2 and pushed the series" is said of the series.
    named = "" if _WHOLE_NEXT.match(said) else before
    listed = _scope_listed(_cut_scope(named), _cut_scope(said), total)
    if _MOST.search(said[:60]) or _MOST.search(before):
        return Reach(Scope.SOME, tuple(n for n in listed or () if n not in left_out))
    if listed is not None and _REST_TOO.search(said):
        return Reach(Scope.SERIES)
    if listed is not None:
        more = (n for one in _MORE_PATCHES.finditer(said) for n in _scope_numbers(one[1]))
        listed = tuple(dict.fromkeys((*listed, *more)))
        kept = tuple(n for n in listed if n not in left_out)
        return Reach(Scope.SOME, kept, bool(kept))
    if left_out:
        return Reach(Scope.ALL_BUT, left_out)
    if _REST.match(said):
        return Reach(Scope.PATCH, firm=False)
    if _WHOLE.search(_cut_scope(said)) or _WHOLE.search(before):
        return Reach(Scope.SERIES)
    return Reach(Scope.PATCH)


def _cut_scope(said: str) -> str:
    """The words up to an exception."""
    found = _BUT.search(said)
    return said[: found.start()] if found else said


def _excluded(said: str, total: int | None) -> tuple[int, ...]:
    out: list[int] = []
    for found in _BUT.finditer(said):
        out += (
            _scope_numbers(said[found.end() :]) or _scope_counted(said[found.end() :], total) or []
        )
    for found in _LEFT_OUT.finditer(said):
        out.append(int(found[1]))
    return tuple(dict.fromkeys(out))


def _scope_listed(before: str, said: str, total: int | None) -> tuple[int, ...] | None:
    """The positions that the words name; None where they name none."""
    start = _LEAD.sub("", f"{said.strip()} ")
    if numbers := _scope_numbers(start):
        return (*numbers, *(int(found[1]) for found in _AND_ALSO.finditer(start)))
    if (found := _IN_BRACKETS.search(said)) and (numbers := _scope_numbers(said[found.end() :])):
        return tuple(numbers)
    if (found := _NAMED.search(before)) and (numbers := _scope_numbers(before[found.end() :])):
        return tuple(numbers)
    if numbers := _scope_numbers(before.strip()):
        return tuple(numbers)
    counted = _scope_counted(start[:40], total) if _COUNTED_HEAD.match(start) else []
    counted = counted or _scope_counted(before, total)
    return tuple(counted) if counted else None


def _scope_numbers(text: str) -> list[int]:
    """The list of positions that the text starts with: "1-2", "patches 1, 3 and 4", "04/12"."""
    found = _LIST.match(text)
    if not found:
        return []
    out: list[int] = []
    end = 0
    for one in _ONE.finditer(found[0]):
        number = int(one[1])
        joined = found[0][end : one.start()]
        if out and _RANGE.match(f"{joined}") and out[-1] < number <= out[-1] + 500:
            out += range(out[-1] + 1, number + 1)
        else:
            out.append(number)
        end = one.end()
    return [number for number in dict.fromkeys(out) if number > 0]


def _scope_counted(text: str, total: int | None) -> list[int]:
    """The positions that "the first two", "the last patch" and the like stand for."""
    if (found := _FIRST_HEAD.search(text)) and (count := _count(text[found.end() :])):
        return list(range(1, count + 1))
    if (found := _LAST_HEAD.search(text)) and total and (count := _count(text[found.end() :])):
        return list(range(max(1, total - count + 1), total + 1))
    if found := _ORDINAL.search(text):
        word = found[1].lower()
        return [_ORDER[word]] if word in _ORDER else [total] if total else []
    return []


def _count(text: str) -> int:
    word = re.match(r"couple of|\w+", text.lower())
    if not word:
        return 0
    return _COUNTS.get(word[0]) or (int(word[0]) if word[0].isdigit() else 0)
