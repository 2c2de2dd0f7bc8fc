# SPDX-License-Identifier: GPL-2.0-or-later
"""Two versions of a series patch by patch; and a posting beside the commit it became.

``tracker diff`` and ``tracker why REF landing`` print the rows; in the terminal UI a patch opens
and closes.
"""

from collections.abc import Callable, Collection, Sequence
from functools import partial

from tracker.lazy_dataclass import replace
from tracker.model.compare import ChangeNote, DiffBlock, PatchEnd, PatchFate, PatchPair, RangeDiff
from tracker.model.landing import Edit
from tracker.model.roles import Role
from tracker.render.lines import (
    Line,
    Row,
    RowTarget,
    Span,
    blank,
    cell,
    line_of,
    more,
    paragraph,
    taken,
)
from tracker.render.spans.word_diff import Words, changed_words, word_line
from tracker.render.style import Style

FATES = {
    PatchFate.SAME: ("=", Role.DIM),
    PatchFate.CHANGED: ("!", Role.WARN),
    PatchFate.ADDED: (">", Role.GOOD),
    PatchFate.DROPPED: ("<", Role.BAD),
}
"""The signs of git-range-diff(1), and their roles."""
_MARK = {"<": Role.REMOVED, ">": Role.ADDED, "@": Role.HUNK, " ": Role.PLAIN}
_NOTHING = "the same lines are added and removed; their places or the files differ"
_SIGNS = "= the same, ! changed, > added, < dropped; Enter opens and closes one, z all"
_WIDE = 120
"""Columns that a line of the list takes at most, so that its end is near its title."""
_LONGEST_LINE = 998
"""Characters that a line of a mail has at most (RFC 5322, 2.1.1)."""
_LINES = 60
"""Lines of one patch that are printed without ``--full``."""
_NOTE = 40
"""Lines of a changelog that are printed without ``--full``."""
_EDIT_LINES = 200
"""Lines of an edited patch that are printed."""
_HINT = "--full"


def rangediff_text(
    told: RangeDiff,
    style: Style,
    full: bool = False,
    short: bool = False,
    *,
    uncut: bool = False,
    words: bool = False,
) -> str:
    """Return what ``tracker diff`` prints; ``short`` leaves out what differs in each patch.

    ``uncut`` prints each line of a patch or changelog to its end, as ``full`` does; ``words`` marks
    within changed lines which words differ.
    """
    wide = _to_their_end if full or uncut else list
    columns = style.width
    places = _compare_places(told)
    most = None if full else _LINES
    rows = _compare_pairs(told, (), columns, fold=False)
    for number, note in enumerate(told.notes):
        rows += [
            blank(f"gap.{number}"),
            *wide(_compare_note(f"note.{number}", note, None if full else _NOTE)),
        ]
    for pair in told.pairs:
        if pair.blocks and not short:
            key = pair_key(pair)
            draw = partial(_pair_line, pair, places, " ", role=Role.TITLE)
            rows += [blank(f"{key} gap"), Row(key=key, draw=draw)]
            rows += wide(_details(key, pair, most, words))
    return style.page(rows)


def _to_their_end(rows: list[Row]) -> list[Row]:
    """Return the rows drawn as wide as a line of a mail can be, not as the terminal is."""
    return [replace(row, draw=partial(_draw_wide, row.draw)) for row in rows]


def _draw_wide(draw: Callable[[int], Line], columns: int) -> Line:
    return draw(max(columns, _LONGEST_LINE))


def compare_rows(
    told: RangeDiff, opened: Collection[str], columns: int, words: bool = False
) -> list[Row]:
    """Return the patches, each with what differs below it where it is open, and the changelogs.

    ``opened`` are keys of rows; ``words`` marks within changed lines which words differ.
    """
    rows = [*_compare_pairs(told, opened, columns, fold=True, words=words), blank("gap.signs")]
    for number, note in enumerate(told.notes):
        rows += [*_compare_note(f"note.{number}", note, None), blank(f"gap.note.{number}")]
    return [*rows, *paragraph("signs", _SIGNS, columns, lead=" ", role=Role.DIM, stop=False)]


def edits_text(edits: Sequence[Edit], style: Style, uncut: bool = False) -> str:
    """Return how commits differ from what was posted, as ``tracker why REF landing`` prints it.

    ``uncut`` prints each line to its end.
    """
    rows = _edits(edits, style.width, _EDIT_LINES)
    return style.page(_to_their_end(rows) if uncut else rows)


def edit_rows(edits: Sequence[Edit], columns: int, words: bool = False) -> list[Row]:
    """Return how commits differ from what was posted; ``words`` marks the words that do."""
    none = " no commit differs from its posting, as far as repositories show"
    return _edits(edits, columns, None, words) or [line_of("none", none, Role.DIM)]


def pair_key(pair: PatchPair) -> str:
    """Return the key of the row of a pair."""
    ends = (end.message_id if end else "" for end in (pair.old, pair.new))
    return f"pair {' '.join(ends)}"


def opened_at_first(told: RangeDiff) -> frozenset[str]:
    """Return what is open at first: a patch that is the only changed one."""
    changed = [pair for pair in told.pairs if pair.blocks]
    return frozenset(map(pair_key, changed)) if len(changed) == 1 else frozenset()


def first_changed(told: RangeDiff) -> str | None:
    """Return the key of the first patch that is not the same."""
    return next((pair_key(one) for one in told.pairs if one.fate is not PatchFate.SAME), None)


def count_words(told: RangeDiff) -> str:
    """Return ``1 changed, 1 added, 12 the same``."""
    counts = told.counts
    words = [
        f"{counts[fate]} {'the same' if fate is PatchFate.SAME else fate.value}"
        for fate in (PatchFate.CHANGED, PatchFate.ADDED, PatchFate.DROPPED, PatchFate.SAME)
        if fate in counts
    ]
    return ", ".join(words) or "no patches"


def _compare_pairs(
    told: RangeDiff, opened: Collection[str], columns: int, *, fold: bool, words: bool = False
) -> list[Row]:
    """Return the list of patches and what could not be compared."""
    rows = paragraph("head", f"{told.old.name} to {told.new.name}: {count_words(told)}", columns,
                     role=Role.TITLE, stop=False)  # fmt: skip
    places = _compare_places(told)
    for pair in told.pairs:
        key = pair_key(pair)
        end = pair.new or pair.old
        mark = ("▾" if key in opened else "▸") if fold and pair.blocks else " "
        target = RowTarget(message_id=end.message_id if end else None)
        rows.append(Row(key=key, draw=partial(_pair_line, pair, places, mark), target=target))
        if key in opened:
            rows += [*_details(key, pair, None, words), blank(f"{key} gap")]
    for number, limit in enumerate(told.limits):
        rows += paragraph(f"limit.{number}", limit, columns, lead="  note: ", role=Role.WARN)
    return rows


def _compare_places(told: RangeDiff) -> int:
    """Return how many digits the positions of patches take."""
    ends = (end for pair in told.pairs for end in (pair.old, pair.new) if end)
    return max((len(str(end.position)) for end in ends), default=1)


def _pair_line(
    pair: PatchPair, places: int, mark: str, columns: int, role: Role | None = None
) -> Line:
    """Return one patch: its place in both versions, sign and title, and what became of it."""
    end = pair.new or pair.old
    words = f"{pair.words}, moved" if pair.moved else pair.words
    sign, fate_role = FATES[pair.fate]
    line = (
        Span(f"{mark} ", Role.DIM),
        Span(_compare_place(pair.old, places), Role.DIM),
        Span(f" {sign} ", fate_role),
        Span(_compare_place(pair.new, places), Role.DIM),
        Span("  "),
    )
    room = max(min(columns, _WIDE) - taken(line) - len(words) - 2, 10)
    usual = Role.DIM if pair.fate is PatchFate.SAME else Role.PLAIN
    title = cell(end.title if end else "", room, role or usual)
    return (*line, title, Span(f"  {words}", fate_role))


def _compare_place(end: PatchEnd | None, columns: int) -> str:
    return f"{end.position if end else '-':>{columns}}"


def _details(key: str, pair: PatchPair, most: int | None, words: bool = False) -> list[Row]:
    """Return what differs in one patch: at most so many lines, and how many more there are."""
    target = RowTarget(message_id=pair.new.message_id if pair.new else None)
    rows: list[Row] = []
    shown = 0
    for part in pair.blocks:
        room = len(part.lines) if most is None else max(most - shown, 0)
        if room:
            rows += _part(key, part, room, target, words)
        shown += len(part.lines)
    left = pair.cut + (0 if most is None else max(shown - most, 0))
    if left:
        rows.append(more(f"{key} cut", left, "lines", "" if most is None else _HINT))
    return rows


def _part(key: str, part: DiffBlock, room: int, target: RowTarget, words: bool) -> list[Row]:
    name = part.name or "commit message"
    return _compare_diff(f"{key} {part.name}", name, part.lines[:room], target, words)


def _compare_diff(
    key: str, name: str, lines: Sequence[tuple[str, str]], target: RowTarget, words: bool
) -> list[Row]:
    """Return the lines of one file that differ, below its name."""
    rows = [Row(key=key, draw=partial(_compare_text_line, "    ", name, Role.HUNK), target=target)]
    inside = changed_words(lines) if words else {}
    for number, (mark, text) in enumerate(lines):
        draw = partial(_diff_line, mark, text, inside.get(number))
        rows.append(Row(key=f"{key}.{number}", draw=draw, target=target))
    return rows


def _diff_line(mark: str, text: str, words: Words | None, columns: int) -> Line:
    if mark == "@":
        return (Span("    ⋯", Role.DIM),)
    role = _MARK.get(mark, Role.PLAIN) if mark != " " else Role.DIM
    lead = Span(f"    {mark} ", _MARK.get(mark, Role.PLAIN))
    if words:
        return (lead, *word_line(words, mark, max(columns - 6, 10)))
    return (lead, cell(text, max(columns - 6, 10), role))


def _compare_text_line(lead: str, text: str, role: Role, columns: int) -> Line:
    return (Span(lead), cell(text, max(columns - len(lead), 10), role))


def _compare_note(key: str, note: ChangeNote, most: int | None) -> list[Row]:
    """Return a changelog: which version it is of, and its lines as they were written."""
    where = f" in patch {note.position}" if note.position else ""
    text = f'What the author says of v{note.version}{where} ("{note.heading}"):'
    target = RowTarget(message_id=note.message_id, line=note.line)
    rows = [Row(key=key, draw=partial(_compare_text_line, "", text, Role.TITLE), target=target)]
    for number, line in enumerate(note.lines[:most]):
        draw = partial(_compare_text_line, "    ", line, Role.PLAIN)
        rows.append(Row(key=f"{key}.{number}", draw=draw, target=target, stop=False))
    left = len(note.lines) - len(note.lines[:most])
    return [*rows, more(f"{key}.more", left, "lines", _HINT)] if left else rows


def _edits(edits: Sequence[Edit], columns: int, most: int | None, words: bool = False) -> list[Row]:
    """Return each edited patch with the lines that differ: ``<`` as posted, ``>`` as committed."""
    rows: list[Row] = []
    for number, edit in enumerate(edits):
        key = f"edit.{number}"
        text = (
            f"v{edit.version} patch {edit.position} was edited when it was applied as"
            f" {edit.commit[:12]} in {edit.repository} (< as posted, > as committed)"
        )
        target = RowTarget(message_id=edit.message_id, commit=edit.commit)
        rows += [blank(f"{key}.gap")] if number else []
        rows += paragraph(key, text, columns, role=Role.STRONG, target=target, most=3)
        lines: list[Row] = []
        for file in edit.files:
            lines += _compare_diff(f"{key} {file.path}", file.path, file.lines, target, words)
        rows += lines[:most] or [line_of(f"{key}.same", f"  {_NOTHING}", Role.DIM)]
        left = len(lines) - len(lines[:most])
        rows += [more(f"{key}.more", left, "lines")] if left else []
    return rows
