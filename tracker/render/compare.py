"""Two versions of a series patch by patch; and a posting beside the commit it became."""

from collections.abc import Collection, Sequence
from functools import partial

from tracker.model.compare import Block, ChangeNote, Fate, PatchEnd, PatchPair, RangeDiff
from tracker.model.landing import Edit
from tracker.model.roles import Role
from tracker.model.terminal_text import clean
from tracker.render.lines import Line, Row, Span, Target, blank, cell, fixed, paragraph, taken
from tracker.render.words import counted

_SIGN = {Fate.SAME: "=", Fate.CHANGED: "!", Fate.ADDED: ">", Fate.DROPPED: "<"}
"""The signs of git-range-diff(1)."""
_LOOK = {
    Fate.SAME: Role.DIM,
    Fate.CHANGED: Role.WARN,
    Fate.ADDED: Role.GOOD,
    Fate.DROPPED: Role.BAD,
}
_MARK = {"<": Role.REMOVED, ">": Role.ADDED, "@": Role.HUNK, " ": Role.PLAIN}
_KIND = {"+": Role.ADDED, "-": Role.REMOVED}
_NOTHING = "the same lines are added and removed; their places or the files differ"
SIGNS = "= the same, ! changed, > added, < dropped; Enter opens and closes one, z all"
_WIDE = 120
"""Columns that a line of the list takes at most, so that its end is near its title."""


def compare_rows(told: RangeDiff, opened: Collection[str], columns: int) -> tuple[Row, ...]:
    """The patches, each with what differs below it where it is open; then what the author says.

    ``opened`` are keys of rows.
    """
    head = (Span(f" {clean(told.old.name)} to {clean(told.new.name)}", Role.TITLE),
            Span(f"  {count_words(told)}", Role.DIM))  # fmt: skip
    rows = [Row(key="head", draw=fixed(head), stop=False)]
    for pair in told.pairs:
        key = pair_key(pair)
        rows.append(_pair_row(key, pair, told, key in opened))
        if key in opened:
            rows += _details(key, pair)
    for number, limit in enumerate(told.limits):
        rows += paragraph(f"limit.{number}", limit, columns, lead=" note: ", role=Role.WARN)
    rows.append(blank("gap.signs"))
    for number, note in enumerate(told.notes):
        rows += [*_note(f"note.{number}", note), blank(f"gap.note.{number}")]
    signs = paragraph("signs", SIGNS, columns, lead=" ", role=Role.DIM)
    return (*rows, *(Row(key=row.key, draw=row.draw, stop=False) for row in signs))


def pair_key(pair: PatchPair) -> str:
    """The key of the row of a pair."""
    ends = (end.message_id if end else "" for end in (pair.old, pair.new))
    return f"pair {' '.join(ends)}"


def opened_at_first(told: RangeDiff) -> frozenset[str]:
    """What is open without being asked for: a patch that is the only changed one."""
    changed = [pair for pair in told.pairs if pair.blocks]
    return frozenset(map(pair_key, changed)) if len(changed) == 1 else frozenset()


def first_changed(told: RangeDiff) -> str | None:
    """The key of the first patch that is not the same."""
    return next((pair_key(one) for one in told.pairs if one.fate is not Fate.SAME), None)


def count_words(told: RangeDiff) -> str:
    """``1 changed, 1 added, 12 the same``."""
    counts = told.counts
    words = [
        f"{counts[fate]} {'the same' if fate is Fate.SAME else fate.value}"
        for fate in (Fate.CHANGED, Fate.ADDED, Fate.DROPPED, Fate.SAME)
        if fate in counts
    ]
    return ", ".join(words)


def edit_rows(edits: Sequence[Edit], columns: int) -> tuple[Row, ...]:
    """How commits differ from what was posted: ``<`` as posted, ``>`` as committed."""
    rows: list[Row] = []
    for number, edit in enumerate(edits):
        key = f"edit.{number}"
        text = (
            f"v{edit.version} patch {edit.position} as posted (<), and as committed (>):"
            f" {edit.commit[:12]} in {edit.repository}"
        )
        target = Target(message_id=edit.message_id, commit=edit.commit)
        rows += paragraph(key, text, columns, lead=" ", role=Role.STRONG, target=target)
        for file in edit.files:
            rows += _block(f"{key} {file.path}", file.path, file.lines, target)
        if not edit.files:
            rows += paragraph(f"{key}.same", _NOTHING, columns, lead="   ", role=Role.DIM)
        rows.append(blank(f"{key}.gap"))
    if not rows:
        none = (Span(" no commit differs from its posting, as far as repositories tell", Role.DIM),)
        rows.append(Row(key="none", draw=fixed(none), stop=False))
    return tuple(rows)


def _pair_row(key: str, pair: PatchPair, told: RangeDiff, is_open: bool) -> Row:
    end = pair.new or pair.old
    places = max(len(str(e.position)) for p in told.pairs for e in (p.old, p.new) if e)
    target = Target(message_id=end.message_id if end else None)
    return Row(key=key, draw=partial(_pair_line, pair, places, is_open), target=target)


def _pair_line(pair: PatchPair, places: int, is_open: bool, columns: int) -> Line:
    end = pair.new or pair.old
    fold = ("▾" if is_open else "▸") if pair.blocks else " "
    words = f"{pair.words}, moved" if pair.moved else pair.words
    line = (
        Span(f" {fold} ", Role.DIM),
        Span(_place(pair.old, places), Role.DIM),
        Span(f" {_SIGN[pair.fate]} ", _LOOK[pair.fate]),
        Span(_place(pair.new, places), Role.DIM),
        Span("  "),
    )
    room = max(min(columns, _WIDE) - taken(line) - len(words) - 2, 10)
    role = Role.DIM if pair.fate is Fate.SAME else Role.PLAIN
    title = cell(end.title if end else "", room, role)
    return (*line, title, Span(f" {words}", _LOOK[pair.fate]))


def _place(end: PatchEnd | None, columns: int) -> str:
    return f"{end.position if end else '-':>{columns}}"


def _details(key: str, pair: PatchPair) -> list[Row]:
    target = Target(message_id=pair.new.message_id if pair.new else None)
    rows: list[Row] = []
    for part in pair.blocks:
        rows += _part(key, part, target)
    if pair.cut:
        line = (Span(f"       and {counted(pair.cut, 'more line')}", Role.DIM),)
        rows.append(Row(key=f"{key} cut", draw=fixed(line), stop=False))
    return [*rows, blank(f"{key} gap")]


def _part(key: str, part: Block, target: Target) -> list[Row]:
    return _block(f"{key} {part.name}", part.name or "commit message", part.lines, target)


def _block(key: str, name: str, lines: Sequence[tuple[str, str]], target: Target) -> list[Row]:
    head = partial(_text_line, "     ", name, Role.HUNK)
    rows = [Row(key=key, draw=head, target=target)]
    for number, (mark, text) in enumerate(lines):
        draw = partial(_diff_line, mark, text)
        rows.append(Row(key=f"{key}.{number}", draw=draw, target=target))
    return rows


def _diff_line(mark: str, text: str, columns: int) -> Line:
    if mark == "@":
        return (Span("       ⋯", Role.DIM),)
    role = _MARK[mark] if mark != " " else _KIND.get(text[:1], Role.DIM)
    lead = Span(f"     {mark} ", _MARK.get(mark, Role.PLAIN))
    return (lead, cell(text, max(columns - 7, 10), role if mark != " " else Role.DIM))


def _text_line(lead: str, text: str, role: Role, columns: int) -> Line:
    return (Span(lead), cell(text, max(columns - len(lead), 10), role))


def _note(key: str, note: ChangeNote) -> list[Row]:
    where = f" in patch {note.position}" if note.position else ""
    text = f"What the author says of v{note.version}{where}: {note.heading}"
    target = Target(message_id=note.message_id, line=note.line)
    rows = [Row(key=key, draw=partial(_text_line, " ", text, Role.TITLE), target=target)]
    for number, line in enumerate(note.lines):
        draw = partial(_text_line, "   ", line, Role.PLAIN)
        rows.append(Row(key=f"{key}.{number}", draw=draw, target=target, stop=False))
    return rows
