# SPDX-License-Identifier: GPL-2.0-or-later
"""The paragraphs in which a sender may claim that something was applied, cut into sentences."""

from collections.abc import Iterator, Sequence

from tracker.lazy_dataclass import dataclass
from tracker.mail.lines import Line, LineKind
from tracker.mail.phrases.forms.sentence_marks import (
    CLAUSE_END_OF_NOTICE,
    FORWARDED,
    HEADER_LINE,
    NO_PROSE,
    TRAILER_START,
)
from tracker.mail.sentences import split_paragraph

_TOLD = frozenset({LineKind.OWN, LineKind.TRAILER})
_MAX_SENTENCE = 500
"""Characters of a sentence that are looked at; longer ones are no notices."""
_NARROW = 60
"""A line that ends although the next word would have fitted here was ended on purpose."""
_HEADERS = 8
"""Lines of headers that a forwarded mail may start with."""


@dataclass(frozen=True, slots=True)
class NoticeSentence:
    """A sentence of the sender, on one line, with single spaces."""

    text: str
    starts: tuple[tuple[int, Line], ...]
    """Its lines, each with the place in ``text`` where it starts."""
    last: int
    """Number of the line on which its paragraph ends."""

    def line_at(self, offset: int) -> Line:
        """Return the line on which a place in ``text`` is."""
        return next(line for start, line in reversed(self.starts) if start <= max(offset, 0))


def notice_sentences(lines: Sequence[Line]) -> Iterator[NoticeSentence]:
    """Yield the sender's sentences; pasted logs, lists and forwarded mails are left out."""
    for block in _paragraphs(lines):
        for piece in split_paragraph(block, CLAUSE_END_OF_NOTICE):
            if len(piece.text) <= _MAX_SENTENCE:
                yield NoticeSentence(piece.text, piece.rows, block[-1].number)


def _paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    block: list[Line] = []
    for line in [one for one in _before_forwarded(lines) if one.kind in _TOLD]:
        if NO_PROSE.match(line.text):
            continue
        if block and _breaks(block[-1], line):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _before_forwarded(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines above a forwarded mail."""
    attribution = LineKind.ATTRIBUTION
    for index in [number for number, one in enumerate(lines) if one.kind is attribution]:
        line, after = lines[index], lines[index + 1 : index + 1 + _HEADERS]
        if not _is_forward(line, after):
            continue
        first = not any(one.text.strip() for one in lines[:index])
        if not (first and _only_names(line, after)):
            return lines[:index]
    return lines


def _is_forward(line: Line, after: Sequence[Line]) -> bool:
    """Whether an unquoted mail starts here; headers over a quote only show whose it is."""
    if not FORWARDED.match(line.text):
        return False
    body = (one for one in after if one.text.strip() and not HEADER_LINE.match(one.text))
    first = next(body, None)
    return first is None or first.kind is not LineKind.QUOTE


def _only_names(line: Line, after: Sequence[Line]) -> bool:
    """Whether a first line names the sender, as git send-email does; not the first of headers."""
    return line.text.startswith("From: ") and not (after and after[0].text.strip())


def _breaks(before: Line, line: Line) -> bool:
    """Whether a new sentence starts with this line, whatever the punctuation says."""
    if line.number != before.number + 1:
        return True
    if TRAILER_START.match(line.text) or TRAILER_START.match(before.text):
        return True
    first = line.text.split(maxsplit=1)[0] if line.text.strip() else ""
    fitted = len(before.text.rstrip()) + 1 + len(first) <= _NARROW
    return fitted and not before.text.rstrip().endswith((",", " and", " to", " the"))
