# SPDX-License-Identifier: GPL-2.0-or-later
"""Where headings stand in a mail, and which lines begin an item of a list.

Headings matter for what they say of the links below: ``Changes in v3:``, ``Dependencies:``.
"""

import re
from collections.abc import Iterator

from tracker.lazy_patterns import lazy_pattern
from tracker.mail.lines import Line, LineKind

OWN = frozenset({LineKind.OWN, LineKind.TRAILER, LineKind.BELOW})
"""Kinds of lines that the sender wrote."""

ITEM = lazy_pattern(
    r"\s*(?:[-*+•·o~]\s+|\(?\d{1,3}[.):]\s|\[[\w.+-]{1,12}\]|v\d{1,2}\s*:|Link \d{1,3}:|"
    r"[\w][\w .'-]{0,50}:\s{1,4}<?(?:https?://|[\w.+-]{8,200}@))",
    re.IGNORECASE,
)
"""The start of a list item, of a footnote, or of a line that labels a link."""

_COUNTER = r"(?:rfc[ -]?|patch ?)?v\.?(?:ersion )?\d{1,2}(?:\.\d)?"
_CHANGED = (
    r"(?:no |major |main |notable )?(?:changes?|changed|changelogs?|differences?|diff|delta|"
    r"updates?|what's new|new|modifications)\b[^.]{0,30}\b"
)
_CHANGELOG = lazy_pattern(
    r"[\s*#=\-\[(]{0,12}(?:"
    rf"{_CHANGED}(?:{_COUNTER}\b|rfc\b|version|(?:last|previous|prior) )|"
    r"(?:(?:patch|revision|version|change|series)[ -]?)?"
    r"(?:history|changelog|log|changes)\s{0,4}:?\s*$|"
    rf"(?:from |since )?{_COUNTER}\s{{0,3}}(?:->|=>|→|-->|to|\.\.|/|-|~)\s{{0,3}}(?:rfc[ -]?)?v?\d|"
    rf"(?:since |in )?{_COUNTER}\s{{0,3}}(?:\([^)]{{0,60}}\))?\s{{0,3}}[:\])]?\s*$|"
    r"(?:rfc|(?:previous(?:ly)?|prior|older|earlier)"
    r"(?: versions?| postings?| history| changes)?)\s{0,3}:?\s*$"
    r")",
    re.IGNORECASE,
)
"""The heading of a changelog: ``Changes in v3:``, ``v2 -> v3``, ``v3:``, ``Changelog``."""
_UNDERLINE = lazy_pattern(r"\s*(?:={3,}|-{3,}|~{3,}|\^{3,}|\*{3,})\s*$")


def is_changelog(text: str) -> bool:
    """Whether a line begins as the heading of a changelog does."""
    return bool(_CHANGELOG.match(text))


def is_heading(text: str) -> bool:
    """Whether a line is the heading of a changelog, such as ``Changes in v3:``."""
    return len(text) <= 90 and "://" not in text and "@" not in text and is_changelog(text)


def headings(rows: tuple[Line, ...]) -> Iterator[tuple[int, str]]:
    """A heading holds until the next, a trailer, or a new paragraph that is no list."""
    holds, blank = False, True
    for index, line in enumerate(rows):
        text = line.text
        if line.kind in OWN and (is_heading(text) or (blank and _is_heading_title(rows, index))):
            holds = True
            yield index, text.strip()[:120]
        elif holds and _ends_section(line, blank):
            holds = False
            yield index, ""
        blank = line.kind not in OWN


def _is_heading_title(rows: tuple[Line, ...], index: int) -> bool:
    """A short line of its own that ends with a colon, or is underlined."""
    text = rows[index].text.rstrip()
    after = rows[index + 1].text if index + 1 < len(rows) else ""
    if not text or len(text) > 80 or "://" in text or ITEM.match(text):
        return False
    return text.endswith(":") or text.startswith("#") or bool(_UNDERLINE.match(after))


def _ends_section(line: Line, blank: bool) -> bool:
    if line.kind is LineKind.TRAILER or line.kind is LineKind.SIGNATURE:
        return True
    plain = line.kind in OWN and blank and not line.text[:1].isspace()
    return plain and not ITEM.match(line.text) and not line.text.startswith(("http", "<", "["))
