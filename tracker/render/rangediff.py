"""Two versions of a series, patch by patch, for people."""

from tracker.model.compare import Block, ChangeNote, Fate, PatchEnd, PatchPair, RangeDiff
from tracker.model.roles import Role
from tracker.model.terminal_text import width
from tracker.render.layout import block, more
from tracker.render.style import Style

SIGNS = {Fate.SAME: "=", Fate.CHANGED: "!", Fate.ADDED: ">", Fate.DROPPED: "<"}
"""The signs of git-range-diff(1)."""
_ROLES = {
    Fate.SAME: Role.DIM,
    Fate.CHANGED: Role.WARN,
    Fate.ADDED: Role.GOOD,
    Fate.DROPPED: Role.BAD,
}
_MARKS = {"<": Role.BAD, ">": Role.GOOD, "@": Role.DIM, " ": Role.PLAIN}
_LINES = 60
"""Lines of one patch that are shown."""
_NOTE = 40
"""Lines of a changelog that are shown."""


def rangediff_text(told: RangeDiff, style: Style, full: bool = False, short: bool = False) -> str:
    """The list of patches, what the author says, then what differs in each."""
    head = f"{style.text(told.old.name)} to {style.text(told.new.name)}: {counts_words(told)}"
    lines = block(head, style, role=Role.TITLE)
    lines += [_line(pair, told, style) for pair in told.pairs]
    for limit in told.limits:
        lines += block(style.text(limit), style, "  note: ", role=Role.WARN)
    for note in told.notes:
        lines += ["", *_note(note, style, full)]
    if not short:
        for pair in told.pairs:
            if pair.blocks:
                lines += ["", *_pair(pair, told, style, full)]
    return "\n".join(lines) + "\n"


def counts_words(told: RangeDiff) -> str:
    """``1 changed, 1 added, 12 the same``."""
    order = (Fate.CHANGED, Fate.ADDED, Fate.DROPPED, Fate.SAME)
    counts = told.counts
    words = [
        f"{counts[fate]} {'the same' if fate is Fate.SAME else fate.value}"
        for fate in order
        if fate in counts
    ]
    return ", ".join(words) or "no patches"


def _line(pair: PatchPair, told: RangeDiff, style: Style) -> str:
    """One patch: its place in both versions, its sign, its title, and what became of it."""
    places = max(len(str(end.position)) for one in told.pairs for end in (one.old, one.new) if end)
    end = pair.new or pair.old
    words = f"{pair.words}, moved" if pair.moved else pair.words
    start = f"  {_place(pair.old, places)} {SIGNS[pair.fate]} {_place(pair.new, places)}  "
    room = max(style.width - width(start) - width(words) - 2, 10)
    title = style.fit(style.text(end.title if end else ""), room)
    gap = " " * (room - width(title))
    return f"{start}{title}{gap}  {style.paint(words, _ROLES[pair.fate])}".rstrip()


def _place(end: PatchEnd | None, columns: int) -> str:
    return f"{end.position if end else '-':>{columns}}"


def _note(note: ChangeNote, style: Style, full: bool) -> list[str]:
    where = f" in patch {note.position}" if note.position else ""
    head = f'What the author says of v{note.version}{where} ("{style.text(note.heading)}"):'
    lines = block(head, style, role=Role.TITLE, limit=2)
    kept = note.lines if full else note.lines[:_NOTE]
    lines += [style.fit(f"    {style.text(line)}", style.width).rstrip() for line in kept]
    left = len(note.lines) - len(kept)
    return [*lines, more(left, style, " lines")] if left else lines


def _pair(pair: PatchPair, told: RangeDiff, style: Style, full: bool) -> list[str]:
    """What differs in one patch."""
    lines = [style.bold(_line(pair, told, style))]
    shown = 0
    for part in pair.blocks:
        room = len(part.lines) if full else max(_LINES - shown, 0)
        if room:
            lines += _block(part, room, style)
        shown += len(part.lines)
    left = pair.cut + (0 if full else max(shown - _LINES, 0))
    return [*lines, more(left, style, " lines")] if left else lines


def _block(part: Block, room: int, style: Style) -> list[str]:
    lines = [style.link(f"    {style.text(part.name) or 'commit message'}")]
    for mark, line in part.lines[:room]:
        text = style.pick("⋯", "...") if mark == "@" else f"{mark} {style.text(line)}"
        lines.append("    " + style.paint(text.rstrip(), _MARKS.get(mark, Role.PLAIN)))
    return lines
