# SPDX-License-Identifier: GPL-2.0-or-later
"""The names of tags, told from their many spellings.

A word is known by its consonants, so that ``Reviwed``, ``Revieved`` and ``Reviewd`` are all
"reviewed", and no list of misspellings has to be kept.
"""

import re
from functools import lru_cache

from tracker.lazy_dataclass import dataclass
from tracker.mail.phrases.conditions import TAG_GRANTED, TAG_NOT_GRANTED
from tracker.mail.phrases.review.tag_words import BY, HYPHENS, LETTER_TWICE, NAME_PARTS

_VOWELS = str.maketrans({**dict.fromkeys("aeiouy"), "w": "v", "q": "k"})
_JOINS = frozenset({"and", "&", "+", "/", ",", "n"})
_BEFORE = 70
"""Characters before ``-by`` that may belong to the name."""
_DENIED = frozenset({"not", "un", "no", "non", "never", "be", "needs", "should", "wants"})
"""Words that a hyphen joins to the verb and that make it no tag: ``Not-reviewed-by``,
``To-be-reviewed-by``."""
_MANY = 12
"""Tags on one line; nobody writes more."""

_VERBS = {
    "rvd": "Reviewed-by",
    "rv": "Reviewed-by",
    "tstd": "Tested-by",
    "tst": "Tested-by",
    "tstbd": "Tested-by",
    "rprtd": "Reported-by",
    "rptd": "Reported-by",
    "sgstd": "Suggested-by",
    "dvlpd": "Co-developed-by",
    "thrd": "Co-developed-by",
    "sgnd": "Signed-off-by",
    "sgn": "Signed-off-by",
}
"""Consonants of a verb -> the tag."""
_ACKS = frozenset({"ckd", "ck", "kd", "k", "kckd", "kcd", "cknvldgd", "cknldgd", "cknvlgd"})


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedTag:
    """A tag's name as it stands on a line."""

    names: tuple[str, ...]
    """Canonical; two for a combined tag."""
    start: int
    """Where the name begins; what stands before is the lead."""
    end: int
    colon: bool
    hyphen: bool = True
    """``Acked-by``, not ``Acked by``."""
    granted: bool = False
    """Given in a sentence: "feel free to add my Acked-by"."""
    note: str = ""
    """A qualification that is part of the name: ``build`` of ``Build-tested-by``."""


# The lines above a tag are asked for again at each tag.
@lru_cache(maxsize=256)
def named_tags(text: str) -> tuple[NamedTag, ...]:
    """The names of tags on one line, with or without a colon, from left to right."""
    if "by" not in text and "By" not in text and "BY" not in text:
        return ()
    out: list[NamedTag] = []
    done = 0
    for match in BY.finditer(text):
        if len(out) == _MANY:
            break
        hyphen = text[match.start()] in HYPHENS
        if match[1] is None and not hyphen:
            continue
        if named := _name_before(text, max(done, match.start() - _BEFORE), match):
            out.append(named)
            done = match.end()
    return tuple(out)


def _name_before(text: str, floor: int, match: re.Match[str]) -> NamedTag | None:
    """The verbs that end just before ``-by``, walked from the right."""
    names: list[str] = []
    notes: list[str] = []
    start = reach = match.start()
    for word in reversed(list(NAME_PARTS.finditer(text, floor, match.start()))):
        gap = text[word.end() : reach]
        if gap.strip() not in ("", "-", "_"):
            break
        reach = word.start()
        hyphenated = gap in ("-", "_")
        if tag := tag_of(word[0]):
            names.insert(0, tag)
        elif not _part_of_name(word[0], hyphenated, names):
            break
        if word[0].casefold() in _JOINS:
            # It belongs to the name only if a verb comes before it.
            continue
        if hyphenated and not tag and word[0].casefold() not in ("off", "co"):
            notes.insert(0, word[0].casefold())
        start = reach
    if not names or not _DENIED.isdisjoint(notes):
        return None
    lead = text[:start]
    return NamedTag(
        names=tuple(dict.fromkeys(names)),
        start=start,
        end=match.end(),
        colon=match[1] is not None,
        hyphen=text[match.start()] in HYPHENS,
        granted=bool(TAG_GRANTED.search(lead[-40:])) and not TAG_NOT_GRANTED.search(lead),
        note=" ".join(notes),
    )


def _part_of_name(word: str, hyphenated: bool, names: list[str]) -> bool:
    """Whether a word that is no verb belongs to the name: ``off``, ``and``, ``Build-``, ``BIG``."""
    low = word.casefold()
    if low == "off":
        return not names
    if not names:
        return False
    return low in _JOINS or hyphenated or low in ("big", "strong", "strongly", "huge")


@lru_cache(maxsize=4096)
def tag_of(word: str) -> str:
    """The tag that a verb stands for: ``reviwed`` is Reviewed-by; empty if it is none."""
    low = word.casefold()
    bones = LETTER_TWICE.sub(r"\1", low.translate(_VOWELS))
    if low.startswith("co") and bones in ("cthrd", "cdvlpd"):
        return "Co-developed-by"
    if bones in _ACKS and low.startswith(("ac", "ak")):
        return "Acked-by"
    if bones[:1] == "n" and low.startswith("na") and bones[1:] in _ACKS:
        return "Nacked-by"
    return _VERBS.get(bones, "") if low.startswith(("re", "rv", "te", "ts", "s", "de")) else ""
