# SPDX-License-Identifier: GPL-2.0-or-later
"""What an author says changed from version to version: ``Changes in v3:`` and its like.

Found in cover letters and in patches, most often below the ``---`` line, where the kernel's
submitting-patches document asks for it. One pass over the lines of a mail; a heading is looked
for in its first characters only.
"""

import re
from collections.abc import Iterator, Sequence

from tracker.mail.lines import Line, LineKind, split_lines
from tracker.mail.links.headings import ITEM
from tracker.model.compare import ChangeNote

MAX_NOTES = 60
"""Notes of one mail that are read."""
MAX_LINES = 120
"""Lines of one note that are kept."""
_HEAD = 90
"""Characters of a line that are looked at for a heading."""
_WRITTEN = frozenset({LineKind.OWN, LineKind.BELOW, LineKind.TRAILER})
_RULER = re.compile(r"\s*[-=_~^*#]{3,}\s*$")
_COUNTER = (
    r"(?:(?:rfc|rft)[ -]?)?(?:patch ?)?v(?:ersion )?\.? ?(?P<number{0}>\d{{1,3}})(?![\w.]*\w)"
)
_LEAD = r"[\s*#=\-+\[(]{0,12}"
_FILL = r"(?:(?:the|this|previous|patch|patches|patchset|series) ){0,2}"
_WHAT = (
    r"(?:(?:no|major|main|notable) )?(?:changes?|changed|change ?log|change history|differences?|"
    r"diff|delta|updates?|what'?s (?:new|changed)|new|modifications|history)[ :]{1,3}"
)
_END = r"[\])]{0,2}(?:\s{0,3}[\[(][^\[\]()]{0,60}[\])])?"
_STEP = re.compile(
    rf"{_LEAD}(?:{_WHAT})?(?:(?:from|since|between|in) )?"
    rf"(?:{_COUNTER.format('a')}|(?P<draft>rfc|rft))"
    rf"\s{{0,3}}(?:-{{1,3}}>|=>|→|to|and|\.\.\.?|-|~|/)\s{{0,3}}{_COUNTER.format('')}",
    re.IGNORECASE,
)
"""``v2 -> v3``, ``Changes from v2 to v3``, ``RFC => v1``."""
_SINCE = re.compile(
    rf"{_LEAD}(?:{_WHAT})?(?:since|from|compared (?:to|with)|relative to|against|over|vs\.?|after)"
    rf" {_FILL}(?:{_COUNTER.format('')}|(?P<draft>rfc|rft)\b){_END}\s{{0,3}}(?P<colon>[:=.\]]|$)",
    re.IGNORECASE,
)
"""``Changes since v2:``, ``From v2:``."""
_IN = re.compile(
    rf"{_LEAD}{_WHAT}(?:(?:in|for|to|into|with|of|made in) )?{_FILL}{_COUNTER.format('')}",
    re.IGNORECASE,
)
"""``Changes in v3:``, ``Changelog v3``."""
_BARE = re.compile(
    rf"{_LEAD}(?:in )?{_COUNTER.format('')}(?: (?:changes|updates?))?{_END}"
    r"\s{0,3}(?P<colon>:(?!//)|$|[-=]{2,}\s*$)",
    re.IGNORECASE,
)
"""``v3:``, ``v3 (2 July 2025)``, ``v3: reworded``."""
_LINK_ONLY = re.compile(r"[\s*\-\[\]\w.#]{0,20}:?\s{0,4}<?(?:https?://|[\w.+%-]{4,200}@)\S*\s*$")


def changelogs(text: str, message_id: str, position: int | None) -> tuple[ChangeNote, ...]:
    """What the sender of a mail says of the versions, in the order of the mail.

    ``position`` is the place of the patch, None for a cover letter.
    """
    return notes_of(split_lines(text), message_id, position)


def notes_of(
    lines: Sequence[Line], message_id: str, position: int | None
) -> tuple[ChangeNote, ...]:
    """The same, of lines that were told apart before."""
    found: list[ChangeNote] = []
    for start, end in _changelog_sections(lines):
        heading = lines[start].text.strip()[: 2 * _HEAD]
        version, rest = _changelog_version(lines[start].text) or (0, "")
        body = [line.text.rstrip() for line in lines[start + 1 : end]]
        if body and _RULER.match(body[0]):
            body = body[1:]
        body = _changelog_trimmed([rest, *body])
        if not body or all(_LINK_ONLY.match(line[: 4 * _HEAD]) for line in body if line):
            continue
        found.append(
            ChangeNote(
                version=version,
                message_id=message_id,
                position=position,
                line=lines[start].number,
                heading=heading,
                lines=tuple(body[:MAX_LINES]),
                cut=len(body) > MAX_LINES,
            )
        )
        if len(found) == MAX_NOTES:
            break
    return tuple(found)


def version_of(text: str) -> int | None:
    """The version whose changes a heading announces; None for a line that is no such heading."""
    found = _changelog_version(text)
    return found[0] if found else None


def _changelog_version(text: str) -> tuple[int, str] | None:
    """That version, and the words behind the heading on its line."""
    head = text[:_HEAD]
    if "v" not in head.lower() and "rfc" not in head.lower():
        return None
    for pattern, more in ((_STEP, 0), (_SINCE, 1), (_IN, 0), (_BARE, 0)):
        match = pattern.match(head)
        if match is None or (more == 0 and match["number"] is None):
            continue
        number = int(match["number"]) + more if match["number"] else 1
        if pattern is _STEP and match["numbera"]:
            number = max(number, int(match["numbera"]))
        rest = text[match.end() :]
        if _changelog_goes_on(rest, pattern is _BARE or pattern is _SINCE):
            return number, rest.lstrip(" \t:-=.])*#") if rest.strip(" \t:-=.])*#") else ""
    return None


def _changelog_goes_on(rest: str, colon_seen: bool) -> bool:
    """Whether what follows the counter lets the line be a heading: nothing, or a colon first."""
    tail = rest.strip()
    return colon_seen or not tail or tail[0] in ":([-=.])*#"


def _changelog_sections(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Where each note starts and ends, as indexes."""
    start: int | None = None
    blank = first = False
    for index, line in enumerate(lines):
        if line.kind is LineKind.BLANK:
            blank = True
            continue
        if line.kind in _WRITTEN and _changelog_version(line.text) is not None:
            if start is not None:
                yield start, index
            start, blank, first = index, False, True
            continue
        if start is not None and _changelog_ends(line, blank, first and index > start + 1):
            yield start, index
            start = None
        first = first and index == start
        blank = False
    if start is not None:
        yield start, len(lines)


def _changelog_ends(line: Line, blank: bool, first: bool) -> bool:
    """Whether a note is over before this line: ``first`` if none of its text has been seen."""
    if line.kind not in _WRITTEN:
        return True
    if _RULER.match(line.text):
        return not first and not line.text.startswith("=")
    if line.kind is LineKind.TRAILER:
        return not line.text[:1].isspace()
    if not blank or first:
        return False
    plain = not line.text[:1].isspace() and not ITEM.match(line.text)
    return plain and not line.text.rstrip().endswith(":")


def _changelog_trimmed(lines: list[str]) -> list[str]:
    """Without the blank lines at both ends."""
    first = next((at for at, line in enumerate(lines) if line), len(lines))
    last = next((at for at in range(len(lines), first, -1) if lines[at - 1]), first)
    return lines[first:last]
