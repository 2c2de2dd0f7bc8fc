# SPDX-License-Identifier: GPL-2.0-or-later
"""Footnotes: a link listed under a number means what the text has where the number is used.

Lists are written ``[1] URL``, ``[1]: URL``, ``(1) URL``, ``1. URL``, ``1) URL``, ``Link 1: URL``,
or as ``Link: URL [1]`` among the trailers (Documentation/process/submitting-patches.rst).
Numbers are used again in a second list of the same mail, and lists stand without being used.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence

from tracker.lazy_dataclass import dataclass
from tracker.mail.links.context import LinkSpan, Prose
from tracker.mail.phrases.links.footnote_words import (
    FOOTNOTE,
    LINKED_WORDS,
    NUMBER_BEHIND,
    NUMBER_USED,
    ROUND_NUMBER_USED,
    VERSION_LABEL,
)

MAX_USES = 8
"""Uses of one footnote that are looked at."""

_SIGNS = ("[", "(", "ink ")
"""What a line holds that uses a number."""


@dataclass(frozen=True, slots=True)
class FootnoteMark:
    """The number or word that a link is listed under."""

    key: str
    """Empty if the link is listed under none."""
    row: int
    """Where the number stands; on some lists that is the line above the link."""


def note_of(prose: Prose, spot: LinkSpan) -> FootnoteMark:
    """Return what a link is listed under."""
    line, row = prose.rows[spot.row].text, spot.row
    if found := FOOTNOTE.match(line):
        return FootnoteMark(_footnote_key(found, line, spot.start), row)
    if behind := NUMBER_BEHIND.match(line, spot.end):
        return FootnoteMark(behind[1] if line.lstrip().lower().startswith("link") else "", row)
    if not line[: spot.start].strip(" \t<(-") and prose.own(row - 1):
        above = prose.rows[row - 1].text
        found = FOOTNOTE.match(above)
        if found and found[1] and ("://" not in above or line.startswith(("  ", "\t"))):
            return FootnoteMark(found[1], row - 1)
    return FootnoteMark("", row)


def _footnote_key(found: re.Match[str], line: str, link: int) -> str:
    """Return the number that a line begins with; a plain one with words behind it numbers those."""
    between = line[found.end() : link].strip(" \t<:-")
    if found.end() > link or (between and not found[1] and not found[4]):
        return ""
    return next(group for group in found.groups() if group)


def uses_of(
    prose: Prose, notes: Sequence[FootnoteMark], telling: Callable[[str], int]
) -> dict[int, LinkSpan]:
    """For each listed link, by its place in ``notes``, where it is used.

    A use belongs to the nearest list after it, else to the last before it. Of several uses the
    one whose words are most ``telling`` counts, of equals the first.
    """
    lists: dict[str, list[int]] = defaultdict(list)
    for note in notes:
        if note.key and not VERSION_LABEL.match(note.key):
            lists[note.key].append(note.row)
    uses = _uses(prose, lists) if lists else {}
    best = {note: _footnote_best(prose, spots, telling) for note, spots in uses.items()}
    return {index: best[note] for index, note in enumerate(notes) if note in best}


def _uses(prose: Prose, lists: dict[str, list[int]]) -> dict[FootnoteMark, list[LinkSpan]]:
    marks = {row for rows in lists.values() for row in rows}
    uses: dict[FootnoteMark, list[LinkSpan]] = defaultdict(list)
    for row in filter(prose.own, range(len(prose.rows))):
        text = prose.rows[row].text
        for key, spot in (
            _uses_in(text, row, row in marks) if any(one in text for one in _SIGNS) else ()
        ):
            if rows := lists.get(key):
                at = bisect_right(rows, row)
                held = uses[FootnoteMark(key, rows[at] if at < len(rows) else rows[-1])]
                if len(held) < MAX_USES:
                    held.append(spot)
    return uses


def _uses_in(text: str, row: int, listed: bool) -> list[tuple[str, LinkSpan]]:
    """Numbers used in a line; the one that begins or ends an item of a list is no use."""
    own = FOOTNOTE.match(text) if listed else None
    start = own.end() if own else len(text) if listed else 0
    found: list[tuple[str, LinkSpan]] = []
    for match in NUMBER_USED.finditer(text, start):
        keys = {match[1], *map(str.strip, match[1].split(",")), *_span(match[1])}
        found += [(key, LinkSpan(row, match.start(), match.end())) for key in sorted(keys)]
    for match in ROUND_NUMBER_USED.finditer(text, start):
        found.append((match[1] or match[2], LinkSpan(row, match.start(), match.end())))
    return found


def _span(text: str) -> list[str]:
    """Return the numbers of ``[1-3]``."""
    ends = text.replace(" ", "").split("-")
    if len(ends) == 2 and all(end.isdigit() and len(end) < 4 for end in ends):
        first, last = int(ends[0]), int(ends[1])
        return [str(number) for number in range(first, min(last, first + 20) + 1)]
    return []


def use_in_text(prose: Prose, link: int, telling: Callable[[str], int]) -> LinkSpan | None:
    """Return where a text speaks of "the linked patch", for the row of the ``Link:`` it means.

    A number that is used and listed nowhere, "based on that one [1].", means it as well.
    """
    unlisted = [
        found
        for row in filter(prose.own, range(link))
        for found in _uses_in(
            prose.rows[row].text, row, FOOTNOTE.match(prose.rows[row].text) is not None
        )
    ]
    if len({key for key, _ in unlisted}) == 1 and telling(prose.around(unlisted[0][1]).words):
        return unlisted[0][1]
    for row in filter(prose.own, range(link)):
        match = LINKED_WORDS.search(prose.rows[row].text)
        if match is None:
            continue
        spot = LinkSpan(row, match.start(), match.end())
        if telling(prose.around(spot).words):
            return spot
    return None


def _footnote_best(prose: Prose, spots: list[LinkSpan], telling: Callable[[str], int]) -> LinkSpan:
    if len(spots) == 1:
        return spots[0]
    return max(spots, key=lambda spot: telling(prose.around(spot).words))
