# SPDX-License-Identifier: GPL-2.0-or-later
"""Write the numbers of patches in one way: "Patch 1->2", "#1 - #2" and "1 through 2" are "1-2".

The rules of claims and of their scope then see one form of a list and of a range.
"""

import re
from collections.abc import Callable
from re import Match

from tracker.lazy_dataclass import replace
from tracker.mail.notices.paragraphs import NoticeSentence
from tracker.mail.phrases.landing.number_forms import (
    AND_THOSE_AFTER,
    COMMA_FIRST,
    DIGIT,
    FROM_NUMBER,
    GLUED_NUMBER,
    LISTED_NUMBERS,
    NUMBERED_ONE,
    NUMBERS_THEN_COLON,
    PATCH_RANGE,
    SAID_AGAIN,
)
from tracker.mail.phrases.vocabulary import Vocabulary


def spell_numbers(sentence: NoticeSentence, total: int | None) -> NoticeSentence:
    """Return a sentence whose lists and ranges of patches are spelled "1-3,5".

    ``total`` counts the patches of the series, for "2 and up". The places of its lines move with
    the words.
    """
    if not DIGIT.search(sentence.text):
        return sentence
    sentence = _respell(sentence, GLUED_NUMBER, lambda found: f"{found[1]} ")
    sentence = _respell(sentence, SAID_AGAIN, _spelled_again)
    sentence = _respell(sentence, COMMA_FIRST, lambda found: found[1])
    sentence = _respell(sentence, NUMBERED_ONE, lambda found: found[1])
    sentence = _respell(sentence, FROM_NUMBER, lambda found: f"{found[1]}es ")
    sentence = _respell(sentence, PATCH_RANGE, _spelled_range)
    if total:
        sentence = _respell(sentence, AND_THOSE_AFTER, lambda found: f"{found[1]}-{total}")
    sentence = _respell(sentence, LISTED_NUMBERS, lambda _: ",")
    return _respell(sentence, NUMBERS_THEN_COLON, lambda found: found[1])


def _spelled_again(found: Match[str]) -> str:
    """``patch 4/5`` for "this one (4/5)"."""
    several = found[1].isdigit() or re.fullmatch(r"\d+/\d+", found[1])
    return f"patch{'' if several else 'es'} {found[1]}"


def _spelled_range(found: Match[str]) -> str:
    """``1-3`` for a range that goes up; anything else as it stands."""
    first, last = int(found["first"]), int(found["last"])
    named = f"{found['patch'].strip()} " if found["patch"] else ""
    return f"{named}{first}-{last}" if 0 < first < last else found[0]


def _respell(
    sentence: NoticeSentence, form: Vocabulary, spelled: Callable[[Match[str]], str]
) -> NoticeSentence:
    """Replace every occurrence of a form, and move what starts behind it."""
    every = list(form.finditer(sentence.text))
    if not every:
        return sentence
    out: list[str] = []
    end = 0
    starts = list(sentence.starts)
    for found in every:
        words = spelled(found)
        out += sentence.text[end : found.start()], words
        shift = len(words) - len(found[0])
        starts = [
            (place + shift if old >= found.end() else place, line)
            for (place, line), (old, _) in zip(starts, sentence.starts, strict=True)
        ]
        end = found.end()
    out.append(sentence.text[end:])
    return replace(sentence, text="".join(out), starts=tuple(starts))
