# SPDX-License-Identifier: GPL-2.0-or-later
"""The review table: patches down, people across, the tags they gave where the two meet.

Below it the key to its letters.
"""

from collections.abc import Sequence
from functools import partial

from tracker.model.review import Tag
from tracker.model.roles import Role
from tracker.model.status import CLOSED, Stage
from tracker.model.terminal_text import clean, width
from tracker.model.views import PatchView, RevisionView
from tracker.render.lines import Line, Row, RowTarget, Span, capped, cell, fixed, heading, paragraph
from tracker.render.words import counted, day, initials, stage_sign

LETTER = {
    "Reviewed-by": "R",
    "Acked-by": "A",
    "Tested-by": "T",
    "Nacked-by": "N",
}
"""One letter for the tags that people ask for."""
SIGNS = {
    "~": "~ the patch changed since",
    "x": "x lost since",
    "-": "- withdrawn",
    "!": "! not counted",
    "?": "? on a condition",
    "^": "^ came with the patch",
    "+": "+ and more",
}
_LETTERS = "R reviewed, A acked, T tested, N nacked"
_NARROW = 4
_WIDEST = 8
"""Columns of a person at least and at most."""
_TITLE = 20
"""Columns that titles keep before people are left out."""
_BESIDE = 12
"""Columns of a patch's line beside its title and the people."""


def table_rows(
    revision: RevisionView, columns: int, most: int | None = None, hint: str = ""
) -> list[Row]:
    """Return the table of one version, and the key to its letters below it.

    ``most`` is how many patches are shown at most, those with tags before the others; ``hint`` is
    how to see the rest.
    """
    size = revision.expected or len(revision.patches)
    people = _review_table_people(revision)
    cells = {
        (patch.message_id, person): given(patch, person, revision.version)
        for patch in revision.patches
        for person in people
    }
    room = _review_table_room(list(cells.values()), len(people), columns)
    shown = people[: max((columns - _TITLE - _BESIDE) // room, 0)]
    longest = max((width(clean(patch.title[:300])) for patch in revision.patches), default=0)
    narrow = min(columns, max(longest, _TITLE) + _BESIDE + room * len(shown))
    names = dict(zip(shown, _review_table_short(shown), strict=True))
    rows = [heading("review", _review_table_title(revision), _review_table_note(revision))]
    rows += [_people_row(names, narrow, room)] if names else []
    lines = [
        (
            patch.position,
            _review_table_patch_row(patch, size, shown, narrow, room, revision.version),
        )
        for patch in revision.patches
    ]
    lines += [(position, _absent(position, size)) for position in revision.missing]
    lines.sort(key=lambda one: one[0])
    tagged = {
        one.position
        for one in revision.patches
        if any(tag.name in LETTER for tag in (*one.tags, *one.lost))
    }
    if most is not None and len(lines) > most:
        # Those that are left out should be those that nobody has said anything of.
        lines.sort(key=lambda one: one[0] not in tagged)
        lines[:most] = sorted(lines[:most], key=lambda one: one[0])
    rows += capped("review", [[row] for _, row in lines], most, "patches", hint)
    if not names:
        return rows
    marks = "".join(_cut_review_table(text, room) for text, _ in cells.values())
    return [*rows, *_legend(names, len(people) - len(shown), marks, columns)]


def is_approved(patch: PatchView) -> bool:
    """Return whether somebody reviewed or acked a patch and did not take that back."""
    return any(tag.name in ("Reviewed-by", "Acked-by") and tag.counts for tag in patch.tags)


def _review_table_title(revision: RevisionView) -> str:
    name = revision.name[:20]
    return f"Review of {name}, posted {day(revision.date)}"


def _review_table_note(revision: RevisionView) -> str:
    """Return how many patches there are and how many of them somebody reviewed or acked."""
    if not revision.patches:
        return "no patches"
    size = revision.expected or len(revision.patches)
    many = counted(size, "patch")
    if not any(patch.tags or patch.lost for patch in revision.patches):
        return f"{many}, " + ("no tags" if revision.stage in CLOSED else "no tags yet")
    done = sum(map(is_approved, revision.patches))
    return f"{many}, {done} with a Reviewed-by or Acked-by" if done else many


def given(patch: PatchView, person: str, version: int) -> tuple[str, Role]:
    """Return the tags of one person on one patch, ``RT``, ``R1~``, ``A2x``, and their role."""
    tags = [tag for tag in patch.tags if _who(tag) == person and tag.name in LETTER]
    lost = [tag for tag in patch.lost if _who(tag) == person and tag.name in LETTER]
    if not tags and not lost:
        return "·", Role.DIM
    found = [_token(tag, version) for tag in tags]
    found += [f"{_letter(tag, version)}x" for tag in lost]
    roles = [tag_role(tag) for tag in tags] + [Role.WARN] * len(lost)
    text = "".join(dict.fromkeys(found))
    return text, min(roles, key=_RANK.index)


def _who(tag: Tag) -> str:
    return tag.person.called


def _review_table_people(revision: RevisionView) -> list[str]:
    """Return who gave tags that count, by their first; then whose tags were lost."""
    held = [tag for patch in revision.patches for tag in patch.tags if tag.name in LETTER]
    lost = [tag for patch in revision.patches for tag in patch.lost if tag.name in LETTER]
    order = (*sorted(held, key=lambda tag: tag.date), *sorted(lost, key=lambda tag: tag.date))
    return list(dict.fromkeys(map(_who, order)))


def _review_table_room(cells: Sequence[tuple[str, Role]], people: int, columns: int) -> int:
    """Return the columns for each person: what the longest cell takes, less for many people."""
    longest = max((len(text) for text, _ in cells), default=0) + 1
    fair = (columns - _TITLE - _BESIDE) // max(people, 1)
    return max(_NARROW, min(longest, _WIDEST, max(fair, _NARROW + 1)))


def _review_table_short(people: list[str]) -> list[str]:
    """Return initials, a different one for each of the people."""
    seen: dict[str, int] = {}
    short = []
    for name in people:
        two = initials(name)
        seen[two] = seen.get(two, 0) + 1
        short.append(two if seen[two] == 1 else f"{two}{seen[two]}")
    return short


def _people_row(names: dict[str, str], columns: int, room: int) -> Row:
    before = columns - room * len(names)
    line = (Span(" " * before), *(cell(short, room, Role.DIM) for short in names.values()))
    return Row(key="people", draw=fixed(line), stop=False)


def _review_table_patch_row(
    patch: PatchView, size: int, people: list[str], narrow: int, room: int, version: int
) -> Row:
    target = RowTarget(
        message_id=patch.message_id,
        evidence=tuple(tag.evidence for tag in (*patch.tags, *patch.lost)),
    )
    draw = partial(_review_table_line, patch, size, people, narrow, room, version)
    return Row(key=f"patch.{patch.message_id}", draw=draw, target=target)


def _review_table_line(
    patch: PatchView, size: int, people: list[str], narrow: int, room: int, version: int, _c: int
) -> Line:
    number = f"{patch.position}/{size}"
    return (
        Span("  "),
        stage_sign(patch.stage),
        cell(f" {number}", 7, Role.DIM),
        cell(patch.title, narrow - room * len(people) - _BESIDE + 1, Role.PLAIN),
        Span(" "),
        *(_cell(given(patch, person, version), room) for person in people),
    )


def _cell(found: tuple[str, Role], room: int) -> Span:
    text, role = found
    return cell(_cut_review_table(text, room), room, role)


def _cut_review_table(text: str, room: int) -> str:
    """Return what of a cell fits, with a gap to the next."""
    return text if len(text) < room else f"{text[: room - 2]}+"


def _token(tag: Tag, version: int) -> str:
    marks = (
        ("-", tag.withdrawn),
        ("!", tag.doubt is not None),
        ("~", tag.stale),
        ("?", tag.conditional),
    )
    return _letter(tag, version) + next((mark for mark, holds in marks if holds), "")


def _letter(tag: Tag, version: int) -> str:
    """Return the tag's letter, and the version that it was given on where that is another."""
    given_on = "" if tag.given_on_version == version else str(tag.given_on_version)
    return LETTER[tag.name] + (given_on or ("^" if tag.carried else ""))


_RANK = (Role.BAD, Role.GOOD, Role.WARN, Role.DIM)
"""What a cell looks like if its tags differ: the first of these."""


def tag_role(tag: Tag) -> Role:
    """Return the role of a tag."""
    if not tag.counts:
        return Role.DIM
    if tag.name == "Nacked-by":
        return Role.BAD
    return Role.WARN if tag.stale or tag.conditional else Role.GOOD


def _absent(position: int, size: int) -> Row:
    line = (
        Span("  "),
        stage_sign(Stage.INCOMPLETE),
        cell(f" {position}/{size}", 7, Role.DIM),
        Span("not found", Role.WARN),
    )
    return Row(key=f"absent.{position}", draw=fixed(line), stop=False)


def _legend(names: dict[str, str], more: int, marks: str, columns: int) -> list[Row]:
    """Return who is who, and what the marks mean that stand in the table."""
    told = [f"{short} {name[:60]}" for name, short in names.items()]
    told += [f"and {more} more"] if more > 0 else []
    digits = ["1 given on v1, and so on"] if any(map(str.isdigit, marks)) else []
    signs = [_LETTERS, *digits, *(words for mark, words in SIGNS.items() if mark in marks)]
    return [
        *paragraph("legend", ", ".join(told), columns, role=Role.DIM, lead="  ", stop=False),
        *paragraph("signs", ", ".join(signs), columns, role=Role.DIM, lead="  ", stop=False),
    ]
