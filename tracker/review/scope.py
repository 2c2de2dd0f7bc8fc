# SPDX-License-Identifier: GPL-2.0-or-later
"""Which patches the words around a tag speak of: "for the series", "patches 1-3"."""

from tracker.lazy_patterns import lazy_pattern
from tracker.mail.phrases.talk import folded
from tracker.model.mail import TagLine

_SET = r"(?:patch )?(?:series|patch ?set|set|patches|lot)\b"
_SERIES = (
    lazy_pattern(
        r"(?:^|[.,;:!?(-] |\b(?:so|but|and|then|lgtm|good|fine|otherwise|fwiw|is|are)\b,? )\W*"
        r"(?:for|to|on) (?:(?:the|this|your|all|both|of|these) ){0,4}" + _SET
    ),
    lazy_pattern(r"\b(?:for|to|on) (?:(?:the|this|your|all|both|of|these) ){0,4}" + _SET + r"\W*$"),
    lazy_pattern(r"\b(?:whole|entire|full|complete) " + _SET),
    lazy_pattern(r"(?:^|[.,;:!?] )\W*(?:the |this )?" + _SET + r"(?: is| are)?\W*$"),
    lazy_pattern(r"(?:^|[.,;:!?] )\W*(?:for )?(?:both|all(?: of them)?|all (?:\w+ )?patches)\W*$"),
)
_NOT_SERIES = lazy_pattern(
    r"\b(?:rest|remainder|part|other|previous|earlier|next|another|most) (?:of |in )?"
    r"(?:the |this |your )?(?:patches|series|set)\b|\bin (?:the|this|any|your) (?:series|set)\b"
)
_ONE = r"#?[0-9]{1,3}(?:/[0-9]{1,3})?"
_AND = r"(?: ?- ?| to | through |\.\.\.?|, ?and | and | & |, ?| ?\+ ?)"
_LISTED = lazy_pattern(
    rf"(?:\b(?:for|on|to) (?:the )?|^\W*)patch(?:es)?:? "
    rf"({_ONE}(?:{_AND}{_ONE}){{0,40}})(?![.%]?[0-9])"
    rf"|\b(?:for|on|to) (?:the )?({_ONE}(?:{_AND}{_ONE}){{1,40}})(?![.%]?[0-9])"
)
_NUMBER = lazy_pattern(r"([0-9]{1,3})(?:/[0-9]{1,3})?")
_SPAN = lazy_pattern(r" ?- ?| to | through |\.\.\.?")
_CLAUSE = lazy_pattern(r"(?<=[.!?]) +")


def words_of(tag: TagLine) -> str:
    """The clause that introduces a tag, and its note, in lower case."""
    clauses = _CLAUSE.split(folded(" ".join(tag.lead.split())))
    nearest = " ".join(clauses[-2:]) if len(clauses[-1]) < 12 else clauses[-1]
    return f"{nearest} {folded(tag.note)}".strip()


def is_series(tag: TagLine) -> bool:
    """Whether the words give the tag to the whole series."""
    words = words_of(tag)
    if _NOT_SERIES.search(words):
        return False
    return any(pattern.search(words) for pattern in _SERIES)


def positions(tag: TagLine) -> tuple[int, ...]:
    """The patches that the words list: 1, 2, 3 for "patches 1-3"; empty if they list none."""
    match = _LISTED.search(words_of(tag))
    return _expanded(match[1] or match[2]) if match else ()


def _expanded(text: str) -> tuple[int, ...]:
    out: list[int] = []
    end, span = 0, False
    for match in _NUMBER.finditer(text):
        number = int(match[1])
        span = bool(out) and bool(_SPAN.fullmatch(text[end : match.start()]))
        out += range(out[-1] + 1, number + 1) if span else [number]
        end = match.end()
    return tuple(dict.fromkeys(out))
