# SPDX-License-Identifier: GPL-2.0-or-later
"""Which patches a person speaks of: all, both, "1-2", "all but 04/12", "the first two"."""

import re

from tracker.lazy_dataclass import dataclass
from tracker.mail.phrases.applied import LANDING_VERB
from tracker.mail.phrases.landing.reach_words import (
    ALL_BUT_THIS,
    AND_IN_BRACKETS,
    AND_NUMBER_OF,
    AREA_BEFORE,
    BRACKETED_PATCHES,
    COUNTED_ALONE,
    COUNTED_PATCHES,
    EXCEPT_FOR,
    EXCEPT_NAMED,
    EXCEPT_UNCOUNTED,
    FIRST_OF,
    GROUND_GIVEN,
    LAST_ALONE,
    LAST_OF,
    LEFT_OUT_HERE,
    MORE_PATCHES,
    NAMED_NUMBERS,
    NEXT_PATCHES,
    NUMBER_LEFT_OUT,
    NUMBER_LIST,
    OF_AN_AREA,
    ONE_OBJECT,
    ORDINAL_HEAD,
    ORDINAL_PATCH,
    OTHER_PATCHES,
    PATCH_NUMBER,
    PREVIOUS_PATCHES,
    RANGE_JOIN,
    REACH_LEAD,
    REST_BUT_THIS,
    REST_ELSEWHERE,
    REST_OF_THEM,
    SOME_OF_THEM,
    SUBJECT_OF_ALL,
    THANKS_WORD,
    THE_REST,
    THIS_AND,
    UP_TO_HERE,
    WHOLE_SET,
    WHOLE_SET_NEXT,
)
from tracker.model.mail import Scope

_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
           "nine": 9, "ten": 10, "couple": 2, "couple of": 2}  # fmt: skip
_ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}


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
    thanks = THANKS_WORD.search(after)
    said = after[: thanks.start()] if thanks else after
    if found := REST_OF_THEM.match(before):
        return _rest_of(found["named"], total)
    if (total or 1) > 1 and (some := _uncounted(f"{before} {said}", said)):
        return some
    counted = COUNTED_PATCHES.match(said) or COUNTED_ALONE.match(said)
    if found := counted or COUNTED_PATCHES.match(before):
        return Reach(Scope.SERIES, firm=total in (None, _count(found["count"])))
    left_out = _excluded(f"{before} {said} {rest}", total)
    # "I applied the suggestion in patch 2 and pushed the series" is said of the series.
    named = "" if WHOLE_SET_NEXT.match(said) else before
    listed = _scope_listed(_cut_scope(named), _cut_scope(said), total)
    if SOME_OF_THEM.search(said[:60]) or SOME_OF_THEM.search(before):
        return Reach(Scope.SOME, tuple(n for n in listed or () if n not in left_out))
    if listed is not None and REST_ELSEWHERE.search(said):
        return Reach(Scope.SERIES)
    if listed is not None:
        more = (n for one in MORE_PATCHES.finditer(said) for n in _scope_numbers(one[1]))
        listed = tuple(dict.fromkeys((*listed, *more)))
        kept = tuple(n for n in listed if n not in left_out)
        return Reach(Scope.SOME, kept, bool(kept))
    if left_out:
        return Reach(Scope.ALL_BUT, left_out)
    if EXCEPT_FOR.search(before) and WHOLE_SET.search(before):
        # "All but the last one": of how many, the subject does not say.
        return Reach(Scope.SOME)
    if THE_REST.match(said):
        return Reach(Scope.PATCH, firm=False)
    # "I've applied this in the interest of a smaller set" is said of one.
    whole = "" if ONE_OBJECT.match(said) else _cut_scope(GROUND_GIVEN.split(said)[0])
    if WHOLE_SET.search(whole) or WHOLE_SET.search(before):
        return Reach(Scope.SERIES)
    return Reach(Scope.PATCH)


def _uncounted(whole: str, said: str) -> Reach | None:
    """The scope of words that name patches by what they are about; None for others."""
    if EXCEPT_NAMED.search(whole) or EXCEPT_UNCOUNTED.search(whole):
        return Reach(Scope.SOME)
    if AREA_BEFORE.search(whole[: len(whole) - len(said)]):
        return Reach(Scope.SOME)
    if OF_AN_AREA.match(said):
        return Reach(Scope.PATCH, firm=False)
    return None


def _rest_of(named: str, total: int | None) -> Reach:
    """The scope of "the rest" behind a clause: all of it if that clause lands the others."""
    if LANDING_VERB.search(named):
        return Reach(Scope.SERIES)
    listed = _scope_listed(named, "", total)
    return Reach(Scope.ALL_BUT, listed) if listed else Reach(Scope.PATCH, firm=False)


def reach_of_subject(reach: Reach, before: str) -> Reach:
    """Return the whole set where the words before began to speak of it: "These 3 apply; queued"."""
    whole = reach.firm and reach.scope is Scope.PATCH and SUBJECT_OF_ALL.match(before)
    return Reach(Scope.SERIES) if whole else reach


def find_relative_reach(
    sentence: str, position: int | None, after: str = "", total: int | None = None
) -> Reach | None:
    """The scope of words that count from the patch that is answered; None for any others.

    "Merged up to this patch", "the previous 4 are merged, this one is left out". ``position`` is
    that of the patch; None where the mail answers none. ``after`` are the words after the verb,
    ``total`` counts the series: "the other two" of three are all but this one.
    """
    others = OTHER_PATCHES.search(sentence)
    found = UP_TO_HERE.search(sentence)
    if found and (last := int(found["number"] or position or 0)):
        return Reach(Scope.SOME, tuple(range(1, last + 1)))
    if not position:
        # "The other two" of which patch? The subject does not say which one is answered.
        unnamed = Reach(Scope.SOME) if position == 0 else Reach(Scope.PATCH, firm=False)
        return unnamed if others else None
    if ALL_BUT_THIS.search(sentence) or REST_BUT_THIS.search(sentence):
        return Reach(Scope.ALL_BUT, tuple(dict.fromkeys((position, *_excluded(sentence, total)))))
    if found := NEXT_PATCHES.match(after):
        last = position + _count(found["count"])
        return Reach(Scope.SOME, tuple(range(position + 1, last + 1)))
    if others and total in (None, _count(others["count"] or str((total or 0) - 1)) + 1):
        return Reach(Scope.ALL_BUT, (position,))
    if found := AND_IN_BRACKETS.search(sentence):
        return Reach(Scope.SOME, tuple(sorted({position, int(found["number"])})))
    if found := THIS_AND.search(sentence):
        step = -1 if (found["where"] or "").startswith("pre") else 1
        more = int(found["number"]) if found["number"] else position + step
        return Reach(Scope.SOME, tuple(sorted({position, more})))
    if position > 1 and PREVIOUS_PATCHES.search(sentence) and LEFT_OUT_HERE.search(sentence):
        return Reach(Scope.SOME, tuple(range(1, position)))
    return None


def _cut_scope(said: str) -> str:
    """The words up to an exception."""
    found = EXCEPT_FOR.search(said)
    return said[: found.start()] if found else said


def _excluded(said: str, total: int | None) -> tuple[int, ...]:
    out: list[int] = []
    for found in EXCEPT_FOR.finditer(said):
        named = said[found.end() :]
        out += _scope_numbers(named) or _scope_counted(named, total) or _ordinal(named, total)
    for found in NUMBER_LEFT_OUT.finditer(said):
        out.append(int(found[1]))
    return tuple(dict.fromkeys(out))


def _ordinal(text: str, total: int | None) -> list[int]:
    """The position that "the last" stands for without a noun."""
    if not (found := LAST_ALONE.match(text)):
        return []
    position = _ORDER.get(found["which"].lower(), total)
    return [position] if position else []


def _scope_listed(before: str, said: str, total: int | None) -> tuple[int, ...] | None:
    """The positions that the words name; None where they name none."""
    start = REACH_LEAD.sub("", f"{said.strip()} ")
    if numbers := _scope_numbers(start):
        return (*numbers, *(int(found[1]) for found in AND_NUMBER_OF.finditer(start)))
    if (found := BRACKETED_PATCHES.search(said)) and (
        numbers := _scope_numbers(said[found.end() :])
    ):
        return tuple(numbers)
    if (found := NAMED_NUMBERS.search(before)) and (
        numbers := _scope_numbers(before[found.end() :])
    ):
        return tuple(numbers)
    if numbers := _scope_numbers(before.strip()):
        return tuple(numbers)
    counted = _scope_counted(start[:40], total) if ORDINAL_HEAD.match(start) else []
    counted = counted or _scope_counted(before, total)
    return tuple(counted) if counted else None


def _scope_numbers(text: str) -> list[int]:
    """The list of positions that the text starts with: "1-2", "patches 1, 3 and 4", "04/12"."""
    found = NUMBER_LIST.match(text)
    if not found:
        return []
    out: list[int] = []
    end = 0
    for one in PATCH_NUMBER.finditer(found[0]):
        number = int(one[1])
        joined = found[0][end : one.start()]
        if out and RANGE_JOIN.match(f"{joined}") and out[-1] < number <= out[-1] + 500:
            out += range(out[-1] + 1, number + 1)
        else:
            out.append(number)
        end = one.end()
    return [number for number in dict.fromkeys(out) if number > 0]


def _scope_counted(text: str, total: int | None) -> list[int]:
    """The positions that "the first two", "the last patch" and the like stand for."""
    if (found := FIRST_OF.search(text)) and (count := _count(text[found.end() :])):
        return list(range(1, count + 1))
    if (found := LAST_OF.search(text)) and total and (count := _count(text[found.end() :])):
        return list(range(max(1, total - count + 1), total + 1))
    if found := ORDINAL_PATCH.search(text):
        word = found[1].lower()
        return [_ORDER[word]] if word in _ORDER else [total] if total else []
    return []


def _count(text: str) -> int:
    word = re.match(r"couple of|\w+", text.lower())
    if not word:
        return 0
    return _COUNTS.get(word[0]) or (int(word[0]) if word[0].isdigit() else 0)
