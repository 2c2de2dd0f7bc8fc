"""Footnotes: a link listed under a number means what is said where the number is used.

Lists are written ``[1] URL``, ``[1]: URL``, ``(1) URL``, ``1. URL``, ``1) URL``, ``Link 1: URL``,
or as ``Link: URL [1]`` among the trailers (Documentation/process/submitting-patches.rst). Numbers are
used again in a second list of the same mail, and lists stand without being referred to.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tracker.core.links_context import Prose, Spot

MAX_USES = 8
"""Uses of one footnote that are looked at."""

_LISTED = re.compile(
    r"[\s*\-|]{0,12}(?:\[([\w.+-]{1,12})\]|\((\d{1,3})\)|(\d{1,3})[.):](?=\s)|"
    r"Links? \[?(\d{1,3})\]?(?=[\s:]))",
    re.IGNORECASE,
)
_VERSION = re.compile(r"(?:rfc|link to)?[ -]?v\d", re.IGNORECASE)
"""A version is a label that speaks for itself, not a number to be used elsewhere."""
_BEHIND = re.compile(r"[\s#>]{0,6}\[(\w{1,6})\]\s*$")
_USED = re.compile(r"\[(\w[\w.+-]{0,11}(?:\s?[,-]\s?\w{1,4}){0,8})\]")
_USED_ROUND = re.compile(r"\((\d{1,3})\)|\blinks? \[?(\d{1,3})\b", re.IGNORECASE)
_APART = re.compile(r"\s?[,]\s?")


@dataclass(frozen=True, slots=True)
class Note:
    """The number or word that a link is listed under."""

    key: str
    """Empty if the link is listed under none."""
    row: int
    """Where the number stands; on some lists that is the line above the link."""
    link: int
    """Where the link stands."""


def note_of(prose: Prose, spot: Spot) -> Note:
    """What a link is listed under."""
    line, row = prose.rows[spot.row].text, spot.row
    if found := _LISTED.match(line):
        return Note(_key(found) if found.end() <= spot.start else "", row, row)
    if behind := _BEHIND.match(line, spot.end):
        return Note(behind[1] if line.lstrip().lower().startswith("link") else "", row, row)
    alone = not line[: spot.start].strip(" \t<(-")
    if alone and prose.own(row - 1) and "://" not in (text := prose.rows[row - 1].text):
        found = _LISTED.match(text)
        return Note(found[1] if found and found[1] else "", row - 1, row)
    return Note("", row, row)


def _key(found: re.Match[str]) -> str:
    return next(group for group in found.groups() if group)


def uses_of(prose: Prose, notes: Sequence[Note], telling: Callable[[str], bool]) -> dict[int, Spot]:
    """For each listed link, by its place in ``notes``, where it is used.

    A use belongs to the nearest list after it, else to the last before it. Of several uses the
    first whose words are ``telling`` counts, else the first.
    """
    lists: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for index, note in enumerate(notes):
        if note.key and not _VERSION.match(note.key):
            lists[note.key].append((note.row, index))
    marks = {note.row for note in notes if note.key}
    uses: dict[int, list[Spot]] = defaultdict(list)
    for row, line in enumerate(prose.rows):
        if (
            lists
            and prose.own(row)
            and ("[" in line.text or "(" in line.text or "ink" in line.text)
        ):
            for key, spot in _uses_in(line.text, row, row in marks):
                if key in lists:
                    _add(uses, lists[key], spot)
    return {index: _best(prose, spots, telling) for index, spots in uses.items()}


def _add(uses: dict[int, list[Spot]], lists: list[tuple[int, int]], spot: Spot) -> None:
    at = bisect_right(lists, (spot.row, len(lists) + (1 << 30)))
    index = lists[at][1] if at < len(lists) else lists[-1][1]
    if len(uses[index]) < MAX_USES:
        uses[index].append(spot)


def _uses_in(text: str, row: int, listed: bool) -> list[tuple[str, Spot]]:
    """Numbers used in a line; the one that begins or ends an item of a list is no use."""
    own = _LISTED.match(text) if listed else None
    start = own.end() if own else len(text) if listed else 0
    found: list[tuple[str, Spot]] = []
    for match in _USED.finditer(text, start):
        keys = {match[1], *_APART.split(match[1]), *_span(match[1])}
        found += [(key, Spot(row, match.start(), match.end())) for key in sorted(keys)]
    for match in _USED_ROUND.finditer(text, start):
        found.append((match[1] or match[2], Spot(row, match.start(), match.end())))
    return found


def _span(text: str) -> list[str]:
    """The numbers of ``[1-3]``."""
    ends = text.replace(" ", "").split("-")
    if len(ends) == 2 and all(end.isdigit() and len(end) < 4 for end in ends):
        first, last = int(ends[0]), int(ends[1])
        return [str(number) for number in range(first, min(last, first + 20) + 1)]
    return []


def _best(prose: Prose, spots: list[Spot], telling: Callable[[str], bool]) -> Spot:
    return next((spot for spot in spots if telling(prose.around(spot).words)), spots[0])
