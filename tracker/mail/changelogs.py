# SPDX-License-Identifier: GPL-2.0-or-later
"""What an author says changed from version to version: ``Changes in v3:`` and its like.

Found in cover letters and in patches, most often below the ``---`` line, where the kernel's
submitting-patches document asks for it. One pass over the lines of a mail; a heading is looked
for in its first characters only.
"""

from collections.abc import Iterator, Sequence

from tracker.mail.lines import Line, LineKind, split_lines
from tracker.mail.phrases.forms.line_marks import LINK_ONLY, RULER_OF_THREE
from tracker.mail.phrases.links.footnote_words import LIST_ITEM
from tracker.mail.phrases.version_words import BARE_VERSION, CHANGES_IN, CHANGES_SINCE, CHANGES_STEP
from tracker.model.compare import ChangeNote

MAX_NOTES = 60
"""Notes of one mail that are read."""
MAX_LINES = 120
"""Lines of one note that are kept."""
_HEAD = 90
"""Characters of a line that are looked at for a heading."""
_WRITTEN = frozenset({LineKind.OWN, LineKind.BELOW, LineKind.TRAILER})


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
        version, rest = heading_version(lines[start].text) or (0, "")
        body = [line.text.rstrip() for line in lines[start + 1 : end]]
        if body and RULER_OF_THREE.match(body[0]):
            body = body[1:]
        body = _changelog_trimmed([rest, *body])
        if not body or all(LINK_ONLY.match(line[: 4 * _HEAD]) for line in body if line):
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


def heading_version(text: str) -> tuple[int, str] | None:
    """The version whose changes a heading announces, and the words behind it on its line.

    None for a line that is no such heading.
    """
    head = text[:_HEAD]
    if "v" not in head.lower() and "rfc" not in head.lower():
        return None
    for pattern, more in (
        (CHANGES_STEP, 0),
        (CHANGES_SINCE, 1),
        (CHANGES_IN, 0),
        (BARE_VERSION, 0),
    ):
        match = pattern.match(head)
        if match is None or (more == 0 and match["number"] is None):
            continue
        number = int(match["number"]) + more if match["number"] else 1
        if pattern is CHANGES_STEP and match["numbera"]:
            number = max(number, int(match["numbera"]))
        rest = text[match.end() :]
        if _changelog_goes_on(rest, pattern is BARE_VERSION or pattern is CHANGES_SINCE):
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
        if line.kind in _WRITTEN and heading_version(line.text) is not None:
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
    if RULER_OF_THREE.match(line.text):
        return not first and not line.text.startswith("=")
    if line.kind is LineKind.TRAILER:
        return not line.text[:1].isspace()
    if not blank or first:
        return False
    plain = not line.text[:1].isspace() and not LIST_ITEM.match(line.text)
    return plain and not line.text.rstrip().endswith(":")


def _changelog_trimmed(lines: list[str]) -> list[str]:
    """Without the blank lines at both ends."""
    first = next((at for at, line in enumerate(lines) if line), len(lines))
    last = next((at for at in range(len(lines), first, -1) if lines[at - 1]), first)
    return lines[first:last]
