# SPDX-License-Identifier: GPL-2.0-or-later
"""Which patches the words around a tag speak of: "for the series", "patches 1-3"."""

from tracker.mail.phrases.review.tag_reach import (
    NOT_THE_WHOLE,
    PATCHES_LEFT_OUT,
    PATCHES_LISTED,
    POSITION,
    POSITION_SPAN,
    TAG_CLAUSE,
)
from tracker.mail.phrases.scopes import COUNTS, EXCEPTIONS, SCOPES, ScopeWord
from tracker.mail.phrases.talk import folded
from tracker.model.mail import TagLine


def words_of(tag: TagLine) -> str:
    """The clause that introduces a tag, and its note, in lower case."""
    return f"{lead_of(tag)} {folded(tag.note)}".strip()


def lead_of(tag: TagLine) -> str:
    """The clause that introduces a tag, in lower case."""
    clauses = TAG_CLAUSE.split(folded(" ".join(tag.lead.split())))
    return " ".join(clauses[-2:]) if len(clauses[-1]) < 12 else clauses[-1]


def names_patches(tag: TagLine) -> bool:
    """Whether the words say for which patches the tag is, wherever it stands."""
    return bool(positions(tag, here=1, total=2))


def positions(tag: TagLine, here: int, total: int) -> tuple[int, ...]:
    """Return the patches that the words give a tag to, of ``total``; none if they name none.

    ``here`` is the patch that is answered, 0 for the cover letter. "For everything except patch 4"
    is 1, 2, 3 of four.
    """
    words = words_of(tag)
    base, left_out = _apart(words, here, total)
    found = _named_patches(base, here, total)
    if left_out and not found:
        found = set(range(1, total + 1))
    return tuple(sorted(one for one in found - left_out if 1 <= one <= total))


def _apart(words: str, here: int, total: int) -> tuple[str, set[int]]:
    """The words up to an exception, and the patches that it leaves out."""
    cut = EXCEPTIONS.find(words)
    if cut is None:
        return words, set()
    base, after = words[: cut[1].start()], words[cut[1].end() :]
    if listed := PATCHES_LEFT_OUT.match(after):
        return base, set(_expanded(listed[1]))
    return base, _by_words(f"for {after}", here, total, (ScopeWord.HEAD, ScopeWord.TAIL)) or (
        {here} if after.startswith("this") else set()
    )


def _named_patches(words: str, here: int, total: int) -> set[int]:
    listed = {
        number
        for match in PATCHES_LISTED.finditer(words)
        for number in _expanded(match[1] or match[2] or match[3])
    }
    found = _by_words(words, here, total, tuple(ScopeWord))
    if listed and found == set(range(1, total + 1)):
        return listed
    return listed | found


def _by_words(words: str, here: int, total: int, kinds: tuple[ScopeWord, ...]) -> set[int]:
    """The patches that words without a number name."""
    found: set[int] = set()
    for phrase, match in SCOPES.find_all(words):
        kind = ScopeWord(phrase.means.value)
        if kind not in kinds or (kind is ScopeWord.ALL and NOT_THE_WHOLE.search(words)):
            continue
        count = _how_many(match.groupdict().get("count"))
        found |= {
            ScopeWord.ALL: set(range(1, total + 1)),
            ScopeWord.HERE: {here},
            ScopeWord.HEAD: set(range(1, count + 1)),
            ScopeWord.TAIL: set(range(total - count + 1, total + 1)),
            ScopeWord.NEXT: set(range(here + 1, here + count + 1)),
            ScopeWord.PREVIOUS: set(range(here - count, here)),
            ScopeWord.REST: set(range(1, total + 1)) - {here},
        }.get(kind, set())
    return {one for one in found if 1 <= one <= total}


def _how_many(word: str | None) -> int:
    if not word:
        return 1
    return COUNTS.get(word) or int(word)


def _expanded(text: str) -> tuple[int, ...]:
    out: list[int] = []
    end, span = 0, False
    for match in POSITION.finditer(text):
        number = int(match[1])
        span = bool(out) and bool(POSITION_SPAN.fullmatch(text[end : match.start()]))
        out += range(out[-1] + 1, number + 1) if span else [number]
        end = match.end()
    return tuple(dict.fromkeys(out))
