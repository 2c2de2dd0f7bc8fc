# SPDX-License-Identifier: GPL-2.0-or-later
"""The sentences that a sender wrote himself, each with the lines it stands on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.mail.lines import Line, LineKind
from tracker.mail.phrases.forms.sentence_marks import FORWARDED, NO_PROSE, NOTICE_SENTENCE_END

MAX_SENTENCE = 500
"""Characters of a sentence that are looked at; longer ones are no notices."""
_NARROW = 60
"""A line that ends although the next word would have fitted here was ended on purpose."""
_TRAILER = re.compile(r"[A-Z][\w-]{1,40}: ?\S")
_HEADER = re.compile(r"\s*[A-Z][\w-]{1,30}:\s")
_HEADERS = 8
"""Lines of headers that a forwarded mail may start with."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the sender, on one line, with single spaces."""

    text: str
    starts: tuple[tuple[int, Line], ...]
    """Its lines, each with the place in ``text`` where it starts."""
    last: int
    """Number of the line on which its paragraph ends."""

    def line_at(self, offset: int) -> Line:
        """The line on which a place in ``text`` stands."""
        return next(line for start, line in reversed(self.starts) if start <= max(offset, 0))


def sentences(lines: Sequence[Line]) -> Iterator[Sentence]:
    """The sender's sentences in order; pasted logs, lists and forwarded mails are left out."""
    block: list[Line] = []
    for line in _notice_sentence_own(lines):
        if block and _breaks(block[-1], line):
            yield from _in_block(block)
            block = []
        block.append(line)
    yield from _in_block(block)


def _notice_sentence_own(lines: Sequence[Line]) -> Iterator[Line]:
    for index, line in enumerate(lines):
        if line.kind is LineKind.ATTRIBUTION and _is_forward(
            line, lines[index + 1 : index + 1 + _HEADERS]
        ):
            return
        prose = line.kind in (LineKind.OWN, LineKind.TRAILER)
        if prose and not NO_PROSE.match(line.text):
            yield line


def _is_forward(line: Line, after: Sequence[Line]) -> bool:
    """Whether an unquoted mail starts here; headers over a quote only tell whose it is."""
    if not FORWARDED.match(line.text):
        return False
    body = (one for one in after if one.text.strip() and not _HEADER.match(one.text))
    first = next(body, None)
    return first is None or first.kind is not LineKind.QUOTE


def _breaks(before: Line, line: Line) -> bool:
    """Whether a new sentence starts with this line, whatever the punctuation says."""
    if line.number != before.number + 1 or _TRAILER.match(line.text) or _TRAILER.match(before.text):
        return True
    first = line.text.split(maxsplit=1)[0] if line.text.strip() else ""
    fitted = len(before.text.rstrip()) + 1 + len(first) <= _NARROW
    return fitted and not before.text.rstrip().endswith((",", " and", " to", " the"))


def _in_block(block: Sequence[Line]) -> Iterator[Sentence]:
    if not block:
        return
    starts: list[tuple[int, Line]] = []
    pieces: list[str] = []
    length = 0
    for line in block:
        words = " ".join(line.text.split())
        starts.append((length, line))
        pieces.append(words)
        length += len(words) + 1
    text, at, first = " ".join(pieces), 0, 0
    for match in (*NOTICE_SENTENCE_END.finditer(text), None):
        end = match.start() if match else len(text)
        while first + 1 < len(starts) and starts[first + 1][0] <= at:
            first += 1
        if 0 < end - at <= MAX_SENTENCE:
            yield Sentence(
                text[at:end], _notice_sentence_within(starts, first, at, end), block[-1].number
            )
        at = match.end() if match else end


def _notice_sentence_within(
    starts: Sequence[tuple[int, Line]], first: int, at: int, end: int
) -> tuple[tuple[int, Line], ...]:
    """The lines between two places of a paragraph, from the line that holds the first."""
    out: list[tuple[int, Line]] = []
    while first < len(starts) and starts[first][0] < end:
        start, line = starts[first]
        out.append((max(0, start - at), line))
        first += 1
    return tuple(out)
