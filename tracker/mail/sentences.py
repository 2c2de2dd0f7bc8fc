# SPDX-License-Identifier: GPL-2.0-or-later
"""The sentences of a sender, each with its lines and the quoted line above it.

``split_paragraph`` is the one place where prose is cut. Two readers give it their paragraphs:
remarks (here) and notices (``mail.notices.paragraphs``), which differ in what they take for prose
and in what ends a sentence.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from tracker.lazy_dataclass import dataclass
from tracker.mail.lines import Line, LineKind
from tracker.mail.phrases.forms.sentence_marks import (
    ABBREVIATED,
    CODE_ENDS,
    CODE_LINE,
    SAYS_NOTHING,
    SENTENCE_END,
)
from tracker.mail.phrases.vocabulary import Vocabulary
from tracker.mail.tag_names import named_tags

_OWN = frozenset({LineKind.OWN, LineKind.BELOW, LineKind.TRAILER})
_MAX_QUOTED = 3
_ENOUGH = 60
"""Characters of quoted prose that show what is meant."""
_MAX_PARAGRAPH = 60
"""Lines of a paragraph that are read as prose; longer ones are logs and lists."""
_MAX_SENTENCE = 600
"""Characters of a sentence, counted from its end."""


class Piece(NamedTuple):
    """A sentence as it is cut from a paragraph, on one line, with single spaces."""

    text: str
    rows: tuple[tuple[int, Line], ...]
    """Its lines, each with the place in ``text`` where it starts."""


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


def split_paragraph(block: Sequence[Line], end: Vocabulary) -> Iterator[Piece]:
    """Cut the lines of one paragraph into sentences where ``end`` is found.

    A full stop of "e.g." ends none. ``end`` sees the lines joined by newlines, each with single
    spaces; a match that is all white space separates, what else it holds is of the sentence.
    """
    words = [" ".join(line.text.split()) for line in block]
    starts = [0, *accumulate([len(one) + 1 for one in words])]
    text, at, first, rows = "\n".join(words), 0, 0, len(block)
    for stop, after in (*_ends(text, end), (len(text), len(text))):
        while first + 1 < rows and starts[first + 1] <= at:
            first += 1
        if stop > at:
            last = first + 1
            while last < rows and starts[last] < stop:
                last += 1
            places = [max(0, one - at) for one in starts[first:last]]
            yield Piece(
                text[at:stop].replace("\n", " "), tuple(zip(places, block[first:last], strict=True))
            )
        at = after


def _ends(text: str, end: Vocabulary) -> list[tuple[int, int]]:
    """Return where sentences end, and where the next ones begin."""
    found = []
    for match in end.finditer(text):
        if match.lastindex is None:
            found.append(match.span())
        elif match[1] != "." or not ABBREVIATED.search(
            text, max(0, match.start() - 8), match.end()
        ):
            after = match.end()
            found.append((after, after + 1 if after < len(text) else after))
    return found


def sentences(lines: Iterable[Line]) -> Iterator[Sentence]:
    """Yield the sender's sentences in order; code, tags, quotes and signatures are passed over."""
    quoted: list[str] = []
    number = 0
    block: list[Line] = []
    for line in lines:
        if line.kind in _OWN and not _is_code(line.text) and not _is_tag(line.text):
            block.append(line)
            continue
        if block:
            quoted = _last_quoted(quoted)
            yield from _of_paragraph(block, number, _under(quoted))
            block, number = [], number + 1
        if line.kind is LineKind.QUOTE:
            quoted.append(line.text)
    if block:
        yield from _of_paragraph(block, number, _under(_last_quoted(quoted)))


def _last_quoted(quoted: list[str]) -> list[str]:
    """The last lines of the last quoted paragraph, and an empty one if that has ended."""
    found: list[str] = []
    ended = False
    for text in reversed(quoted):
        if SAYS_NOTHING.match(text):
            if found:
                break
            ended = True
            continue
        found.append(text.rstrip())
        if len(found) > _MAX_QUOTED:
            break
    return [*reversed(found), *([""] if ended else [])]


def _under(quoted: list[str]) -> str:
    """What a paragraph is under: a line of code, or the end of the prose above it."""
    lines = [line for line in quoted if line]
    if not lines:
        return ""
    if _is_code(lines[-1]) or lines[-1].startswith(("+", "-")):
        return lines[-1].strip()
    words = ""
    for line in reversed(lines):
        if len(words) >= _ENOUGH or _is_code(line) or line.startswith(("+", "-")):
            break
        words = f"{line.strip()} {words}".strip()
    return words


def _is_code(text: str) -> bool:
    if text[:1].isalnum() and text.rstrip()[-1:] not in CODE_ENDS:
        return False
    return CODE_LINE.match(text) is not None


def _is_tag(text: str) -> bool:
    return ":" in text and any(one.colon and not one.start for one in named_tags(text.lstrip()))


def _of_paragraph(block: list[Line], number: int, under: str) -> Iterator[Sentence]:
    first = True
    for piece in split_paragraph(block[:_MAX_PARAGRAPH], SENTENCE_END):
        yield Sentence(
            text=piece.text.rstrip()[-_MAX_SENTENCE:],
            line=piece.rows[-1][1].number,
            start=piece.rows[0][1].number,
            paragraph=number,
            under=under,
            first=first,
        )
        first = False
