"""The sentences that a sender wrote himself, each with its line and the quoted line above it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.core.review_names import named_tags
from tracker.core.text import Line, LineKind

_OWN = frozenset({LineKind.OWN, LineKind.BELOW, LineKind.TRAILER})
_END = re.compile(r"(?<![.\s])([.!?]+)[\"')\]*_]{0,3}(?=\s|$)")
_ABBREVIATED = re.compile(r"(?:\b(?:e\.g|i\.e|etc|vs|cf|ie|eg|resp|approx|incl|[A-Z])|\d)\.$")
_CODE = re.compile(
    r"\t|[ ]{5,}\S|.*[;{}]\s*$|[+\-@]{1,2}\s*[\w(#*]*\s*[(=;]|\s*(?:\$|#)\s|\s*/\*|\s*\*/"
)
_EMPTY_WORDS = re.compile(
    r"\s*(?:---|--\s*$|@@ |diff --git |index [0-9a-f]|(?:\+\+\+|---) [ab]/|\[[^\]]{1,40}\]:?\s|"
    r"\d+ files? changed|\S.{0,200}?\|\s+\d|[A-Z][A-Za-z-]{1,40}-by:|Cc:|Fixes:|Link:|https?://\S+$)"
)
"""Quoted lines that nobody answers: rulers, diff headers, diffstat, trailers, footnotes."""
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
    """The quoted line above its paragraph; empty if there is none."""
    first: bool
    """It opens its paragraph."""


def sentences(lines: tuple[Line, ...]) -> Iterator[Sentence]:
    """The sender's own sentences in order; code, tags, quotes and signatures are passed over."""
    under = ""
    number = 0
    block: list[Line] = []
    for line in lines:
        if line.kind in _OWN and not _CODE.match(line.text) and not _is_tag(line.text):
            block.append(line)
            continue
        if block:
            yield from _of_paragraph(block, number, under)
            block, number = [], number + 1
        if line.kind is LineKind.QUOTE and line.text.strip() and not _EMPTY_WORDS.match(line.text):
            under = line.text.strip()
    if block:
        yield from _of_paragraph(block, number, under)


def _is_tag(text: str) -> bool:
    return any(one.colon and not one.start for one in named_tags(text.lstrip()))


def _of_paragraph(block: list[Line], number: int, under: str) -> Iterator[Sentence]:
    words: list[str] = []
    start = block[0].number
    first = True
    for line in block[:_MAX_PARAGRAPH]:
        text = line.text.strip()
        done = 0
        for match in _END.finditer(text):
            if match[1] == "." and _ABBREVIATED.search(
                text, max(0, match.start() - 8), match.end()
            ):
                continue
            words.append(text[done : match.end()])
            yield _sentence(words, start, line.number, number, under, first)
            done, words, start, first = match.end(), [], line.number, False
        if rest := text[done:].strip():
            start = start if words else line.number
            words.append(rest)
    if words:
        yield _sentence(words, start, block[-1].number, number, under, first)


def _sentence(
    words: list[str], start: int, line: int, paragraph: int, under: str, first: bool
) -> Sentence:
    text = " ".join(" ".join(words).split())[-_MAX_SENTENCE:]
    return Sentence(
        text=text, line=line, start=start, paragraph=paragraph, under=under, first=first
    )
