# SPDX-License-Identifier: GPL-2.0-or-later
"""Where headings stand in a mail, and which lines begin an item of a list.

Headings matter for what they say of the links below: ``Changes in v3:``, ``Dependencies:``.
"""

from collections.abc import Iterator

from tracker.mail.lines import Line, LineKind
from tracker.mail.phrases.links.footnote_words import CHANGELOG_HEADING, LIST_ITEM, UNDERLINE

OWN = frozenset({LineKind.OWN, LineKind.TRAILER, LineKind.BELOW})
"""Kinds of lines that the sender wrote."""


def is_changelog(text: str) -> bool:
    """Return whether a line begins as the heading of a changelog does."""
    return bool(CHANGELOG_HEADING.match(text))


def is_heading(text: str) -> bool:
    """Return whether a line is the heading of a changelog, such as ``Changes in v3:``."""
    return len(text) <= 90 and "://" not in text and "@" not in text and is_changelog(text)


def headings(rows: tuple[Line, ...]) -> Iterator[tuple[int, str]]:
    """Return a heading holds until the next, a trailer, or a new paragraph that is no list."""
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
    """Return a short line of its own that ends with a colon, or is underlined."""
    text = rows[index].text.rstrip()
    after = rows[index + 1].text if index + 1 < len(rows) else ""
    if not text or len(text) > 80 or "://" in text or LIST_ITEM.match(text):
        return False
    if rows[index].kind is LineKind.TRAILER:
        return False
    return text.endswith(":") or text.startswith("#") or bool(UNDERLINE.match(after))


def _ends_section(line: Line, blank: bool) -> bool:
    if line.kind is LineKind.TRAILER or line.kind is LineKind.SIGNATURE:
        return True
    plain = line.kind in OWN and blank and not line.text[:1].isspace()
    return plain and not LIST_ITEM.match(line.text) and not line.text.startswith(("http", "<", "["))
