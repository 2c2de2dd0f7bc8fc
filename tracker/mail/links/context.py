# SPDX-License-Identifier: GPL-2.0-or-later
"""What a sender wrote around a place in their mail: the sentence, the heading, the list's lead.

All look-ups stop after a few lines, so that reading a mail stays linear in its length.
"""

import re
from bisect import bisect_right

from tracker.lazy_dataclass import dataclass
from tracker.mail.lines import Line, LineKind, Lines
from tracker.mail.links.headings import OWN, is_changelog, is_heading
from tracker.mail.phrases.links.footnote_words import BEHIND_ITEM, LIST_ITEM, NUMBER_FIRST
from tracker.mail.phrases.links.link_words import (
    ADDRESS_TEXT,
    FOOTNOTE_START,
    LABELLED_LINK,
    SENTENCE_BREAK,
    SHORT_FORM,
)
from tracker.mail.phrases.links.named_titles import PATCH_TITLE_FIRST
from tracker.mail.phrases.links.server_urls import BARE_URL_LINE

MAX_WORDS = 400
MAX_BEFORE = 120
_SIGNATURE = 15
"""Lines; what is longer is no signature."""
_ABOVE, _BELOW, _LEAD = 8, 4, 40
"""Lines that are looked at: of a paragraph above and below a place, and of a list above it."""


@dataclass(frozen=True, slots=True)
class LinkSpan:
    """A place in the text: a row and the span of characters there."""

    row: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a place."""

    words: str
    before: str
    section: str


@dataclass(frozen=True, slots=True)
class Prose:
    """The lines of a mail before, between and after its diff, with their headings."""

    rows: tuple[Line, ...]
    heads: tuple[tuple[int, str], ...]
    """Where a heading begins to hold, or ceases to (empty), by row."""

    def own(self, row: int) -> bool:
        """Return whether the sender wrote this row; blank lines and quotes they did not."""
        return 0 <= row < len(self.rows) and self.rows[row].kind in OWN

    def section(self, row: int) -> str:
        """Return the heading that a row stands under."""
        at = bisect_right(self.heads, (row, "\U0010ffff"))
        return self.heads[at - 1][1] if at else ""

    def around(self, spot: LinkSpan) -> Around:
        """Return the sentence around a place; where that holds no words, what leads to it as
        well.
        """
        text, start, end = self._joined(spot)
        first, last = _link_context_sentence(text, start, end)
        head, tail = text[first:start], text[end:last]
        if _is_alone(self.rows[spot.row].text, spot):
            tail = ""
        if not ADDRESS_TEXT.sub("", head).strip(" <>"):
            # Two addresses of one thing under each other: what leads to the first is said of both.
            head = ""
        if len(re.findall(r"[A-Za-z]{2,}", head)) < 3:
            lead = self._previous(text[:first]) or self.lead(spot.row)
            head = head if lead and head.startswith(lead) else f"{lead} {head}".lstrip()
        elif first == 0 and _is_item(text) and BEHIND_ITEM.fullmatch(tail):
            # "- ladder: count rungs (URL)": a title, so what leads to the list is said of it.
            lead = self._colon_lead(spot.row)
            head = head if head.startswith(lead) else f"{lead} {head}"
        before = head[-MAX_BEFORE:]
        room = max(MAX_WORDS - min(len(tail), 120) - (end - start), 0)
        words = f"{head[len(head) - room :] if len(head) > room else head}{text[start:end]}{tail}"
        return Around(words[:MAX_WORDS].strip(), before.strip(), self.section(spot.row))

    def _joined(self, spot: LinkSpan) -> tuple[str, int, int]:
        """Return the paragraph or list item around a place, on one line, and where the place is in
        it.
        """
        first, last = spot.row, spot.row
        while spot.row - first < _ABOVE and self._continues(first):
            first -= 1
        while last - spot.row < _BELOW and self.own(last + 1) and self._continues(last + 1):
            last += 1
        head = "".join(f"{self.rows[row].text.strip()} " for row in range(first, spot.row))
        line = self.rows[spot.row].text
        indent = len(line) - len(line.lstrip())
        tail = "".join(f" {self.rows[row].text.strip()}" for row in range(spot.row + 1, last + 1))
        start = len(head) + max(spot.start - indent, 0)
        return f"{head}{line.strip()}{tail}", start, start + spot.end - spot.start

    def _continues(self, row: int) -> bool:
        """Return whether a row goes on with the paragraph or list item of the row above it."""
        text = self.rows[row].text
        return (
            self.own(row - 1)
            and not (LIST_ITEM.match(text) and not self._is_wrapped(row))
            and not is_heading(self.rows[row - 1].text)
            and self.rows[row].kind is not LineKind.TRAILER
            and not self._is_end(row - 1)
        )

    def _is_end(self, row: int) -> bool:
        """Return whether a row ends the text above it: the line of dashes, or the trailer in front
        of it.
        """
        after = self.rows[row + 1].text.rstrip() if row + 1 < len(self.rows) else ""
        trailer = self.rows[row].kind is LineKind.TRAILER and not after.startswith((" ", "\t"))
        return trailer or "---" in (self.rows[row].text.rstrip(), after)

    def _is_wrapped(self, row: int) -> bool:
        """Return whether a row begins with a footnote's number because its sentence was broken
        there: "was first sent in / [1]."
        """
        return (
            NUMBER_FIRST.match(self.rows[row].text) is not None
            and not self.rows[row - 1].text.rstrip().endswith((":", "."))
            and "://" not in self.rows[row - 1].text
            and not LIST_ITEM.match(self.rows[row - 1].text)
        )

    @staticmethod
    def _previous(text: str) -> str:
        """Return the last sentence of a text that ends just before another."""
        first, _ = _link_context_sentence(text, max(len(text) - 2, 0), len(text))
        return text[first:]

    def lead(self, row: int) -> str:
        """Return the sentence that leads to a link or list of links: it ends with a colon, or just
        above.

        A labelled link or a trailer stands for itself: only a colon leads to it.
        """
        gap = items = 0
        kind, text = self.rows[row].kind, self.rows[row].text
        labelled = kind is LineKind.TRAILER or bool(
            LABELLED_LINK.match(text) or FOOTNOTE_START.match(text)
        )
        for above in range(row - 1, max(row - _LEAD, -1), -1):
            if not self.own(above):
                gap += 1
                if gap > 1 + items or self.rows[above].kind is not LineKind.BLANK:
                    return ""
                continue
            text = self.rows[above].text.rstrip()
            if is_heading(text):
                return ""
            if text.endswith(":"):
                return "" if is_changelog(text) else self._last_sentence(above)
            if labelled and self.rows[above].kind is LineKind.TRAILER:
                return ""
            if BARE_URL_LINE.match(text) and above + 1 + gap == row:
                row = above
                continue
            if _is_item(text) or len(text.split()) < 2 or text.startswith(("  ", "\t")):
                items += 1
                continue
            return self._last_sentence(above) if not (labelled or items) and gap <= 1 else ""
        return ""

    def _colon_lead(self, row: int) -> str:
        """Return what leads to the list that a row is part of, if a colon ends it."""
        lead = self.lead(row)
        return lead if lead.endswith(":") else ""

    def _last_sentence(self, row: int) -> str:
        text = self.rows[row].text.rstrip()
        joined, start, end = self._joined(LinkSpan(row, max(len(text) - 1, 0), len(text)))
        first, _ = _link_context_sentence(joined, start, end)
        return joined[first:end]


def _is_item(text: str) -> bool:
    """Return whether a row begins an item of a list: with its mark, or as the title of a patch."""
    return bool(LIST_ITEM.match(text) or PATCH_TITLE_FIRST.match(text))


def prose_rows(lines: Lines) -> tuple[Line, ...]:
    """Return the rows of a mail outside its diff and signature."""
    return _without_false_end(lines.outside)


def _without_false_end(rows: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return what stands below a line of dashes goes on with the text if it is long.

    RFC 3676 (4.3) asks for signatures of a few lines; people also draw a line with two dashes.
    """
    size = [line.kind for line in rows].count(LineKind.SIGNATURE)
    if size <= _SIGNATURE:
        return rows
    return tuple(
        line._replace(kind=LineKind.OWN) if line.kind is LineKind.SIGNATURE else line
        for line in rows
    )


def _link_context_sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence around a span begins and ends."""
    first = 0
    for match in SENTENCE_BREAK.finditer(text, max(start - 1000, 0), min(start + 1, len(text))):
        if match.end() <= start and not SHORT_FORM.search(
            text[max(match.start() - 11, 0) : match.start() + 1]
        ):
            first = match.end()
    for match in SENTENCE_BREAK.finditer(text, end, min(end + 600, len(text))):
        if not SHORT_FORM.search(text[max(match.start() - 11, 0) : match.start() + 1]):
            return first, match.start() + 1
    return first, len(text)


def _is_alone(line: str, spot: LinkSpan) -> bool:
    """Return whether the line holds nothing but the link and what labels it."""
    rest = line[spot.end :].strip(" \t>).")
    return not rest and len(re.findall(r"[A-Za-z]{2,}", line[: spot.start])) < 4
