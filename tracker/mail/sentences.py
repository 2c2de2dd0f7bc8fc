# SPDX-License-Identifier: GPL-2.0-or-later
"""The sentences that a sender wrote himself, each with its line and the quoted line above it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from tracker.mail.lines import Line, LineKind
from tracker.mail.phrases.forms.sentence_marks import (
    ABBREVIATED,
    CODE_LINE,
    SAYS_NOTHING,
    SENTENCE_END,
)
from tracker.mail.tag_names import named_tags

_OWN = frozenset({LineKind.OWN, LineKind.BELOW, LineKind.TRAILER})
_MAX_QUOTED = 3
_ENOUGH = 60
"""Characters of quoted prose that tell what is meant."""
_MAX_PARAGRAPH = 60
"""Lines of a paragraph that are read as prose; longer ones are logs and lists."""
_MAX_SENTENCE = 600
"""Characters of a sentence, counted from its end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of a sender's own words."""

    text: str
    """On one line."""
    line: int
    """Where it ends: a question is known by its mark."""
    start: int
    """Where it begins."""
    paragraph: int
    """The number of its paragraph in the mail."""
    under: str
    """The quoted line of code, or the end of the quoted prose, above its paragraph."""
    first: bool
    """It opens its paragraph."""


class _Last(NamedTuple):
    """The lines that were split last, and what they gave: many rules read one mail in turn."""

    lines: tuple[Line, ...]
    found: tuple[Sentence, ...]


_last = _Last((), ())


def sentences(lines: tuple[Line, ...]) -> tuple[Sentence, ...]:
    """The sender's own sentences in order; code, tags, quotes and signatures are passed over."""
    global _last
    last = _last
    if last.lines is not lines:
        last = _last = _Last(lines, tuple(_split_sentences(lines)))
    return last.found


def _split_sentences(lines: tuple[Line, ...]) -> Iterator[Sentence]:
    quoted: list[str] = []
    number = 0
    block: list[Line] = []
    for line in lines:
        if line.kind in _OWN and not CODE_LINE.match(line.text) and not _is_tag(line.text):
            block.append(line)
            continue
        if block:
            yield from _of_paragraph(block, number, _under(quoted))
            block, number = [], number + 1
        if line.kind is LineKind.QUOTE:
            quoted = _quoted_on(quoted, line.text)
    if block:
        yield from _of_paragraph(block, number, _under(quoted))


def _quoted_on(quoted: list[str], text: str) -> list[str]:
    """The last quoted lines after one more; a new paragraph begins with its first words."""
    if SAYS_NOTHING.match(text):
        return [*quoted, ""] if quoted and quoted[-1] else quoted
    before = [] if quoted and not quoted[-1] else quoted[-_MAX_QUOTED:]
    return [*before, text.rstrip()]


def _under(quoted: list[str]) -> str:
    """What a paragraph stands under: a line of code, or the end of the prose above it."""
    lines = [line for line in quoted if line]
    if not lines:
        return ""
    if CODE_LINE.match(lines[-1]) or lines[-1].startswith(("+", "-")):
        return lines[-1].strip()
    words = ""
    for line in reversed(lines):
        if len(words) >= _ENOUGH or CODE_LINE.match(line) or line.startswith(("+", "-")):
            break
        words = f"{line.strip()} {words}".strip()
    return words


def _is_tag(text: str) -> bool:
    return any(one.colon and not one.start for one in named_tags(text.lstrip()))


def _of_paragraph(block: list[Line], number: int, under: str) -> Iterator[Sentence]:
    words: list[str] = []
    start = block[0].number
    first = True
    for line in block[:_MAX_PARAGRAPH]:
        text = line.text.strip()
        done = 0
        for match in SENTENCE_END.finditer(text):
            if match[1] == "." and ABBREVIATED.search(text, max(0, match.start() - 8), match.end()):
                continue
            words.append(text[done : match.end()])
            yield _prose_sentence(words, start, line.number, number, under, first)
            done, words, start, first = match.end(), [], line.number, False
        if rest := text[done:].strip():
            start = start if words else line.number
            words.append(rest)
    if words:
        yield _prose_sentence(words, start, block[-1].number, number, under, first)


def _prose_sentence(
    words: list[str], start: int, line: int, paragraph: int, under: str, first: bool
) -> Sentence:
    text = " ".join(" ".join(words).split())[-_MAX_SENTENCE:]
    return Sentence(
        text=text, line=line, start=start, paragraph=paragraph, under=under, first=first
    )
