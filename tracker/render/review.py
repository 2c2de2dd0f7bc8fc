"""The review table of one revision: which patch has which tags from whom."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.model.roles import Role
from tracker.model.status import CLOSED
from tracker.model.terminal_text import pad, width
from tracker.model.views import PatchView, RevisionView, TagView
from tracker.render.layout import block, capped, counted
from tracker.render.style import Style
from tracker.render.words import day

COLUMNS = {"R": "Reviewed-by", "A": "Acked-by", "T": "Tested-by", "N": "Nacked-by"}
"""The tags that have a column of their own."""
_LEGEND = {
    "v": "[vN] given on that version",
    "^": "[^] came with the posting",
    "~": "[~] the patch has changed since",
    "~N": "[~N] the patch has changed since, by N lines",
    "?": "[?] on a condition",
    "x": "[x] taken back",
    "!": "[!] not counted: another wrote it, or the name is borrowed",
}
_PATCHES = 20
_PEOPLE = 8
_TITLE = 75
"""Columns that a title may take: no longer are the subject lines that the kernel asks for."""
_BEFORE = 8
"""Columns before a title."""
_COUNTS = 2 * len(COLUMNS)
_BESIDE = 40
"""Columns that the names need to stand beside the counts; else they stand below."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """What all rows of one table share."""

    version: int
    shared: frozenset[tuple[object, ...]]
    """The tags that stand on every one of several patches."""
    tagged: bool
    columns: int
    """Of a title."""
    style: Style
    full: bool


def review_lines(revision: RevisionView, style: Style, full: bool = False) -> list[str]:
    """The patches of a revision with their tags; tags on every patch are said once."""
    lines = [*_heading(revision, style)]
    if not revision.patches:
        return [*lines, "  none at hand"]
    table = _table(revision, style, full)
    everywhere = [tag for tag in revision.patches[0].tags if _key(tag) in table.shared]
    if everywhere:
        lines += block(_names(everywhere, table), style, "  on all: ", limit=12)
    if table.tagged:
        head = " " * (_BEFORE + table.columns) + "".join(f" {letter}" for letter in COLUMNS)
        lines.append(style.dim(head))
    lines += capped([_row(*row, table) for row in _rows(revision)], _PATCHES, full, style)
    return lines + _lost(revision, style) + _legend(revision, style)


def marks(tag: TagView, version: int) -> str:
    """What sets a tag apart, in brackets: ``[v1~]``; empty for a plain one."""
    found = (
        (f"v{tag.given_on_version}" if tag.given_on_version != version else "")
        + ("^" if tag.carried and tag.given_on_version == version else "")
        + (f"~{tag.changed_lines or ''}" if tag.stale else "")
        + ("?" if tag.conditional else "")
        + ("x" if tag.withdrawn else "")
        + ("!" if tag.doubt else "")
    )
    return f"[{found}]" if found else ""


def counts(part: PatchView) -> dict[str, int]:
    """How many people gave a tag of each column and did not take it back."""
    return {
        letter: len(
            {tag.email or tag.person for tag in part.tags if tag.name == name and tag.counts}
        )
        for letter, name in COLUMNS.items()
    }


def _heading(revision: RevisionView, style: Style) -> list[str]:
    word = style.text(revision.label or f"v{revision.version}")
    found = [counts(part) for part in revision.patches]
    agreed = sum(bool(count["R"] or count["A"]) for count in found)
    tagged = any(part.tags for part in revision.patches)
    none = "no tags" if revision.stage in CLOSED else "no tags yet"
    told = f"{agreed} of {len(found)} have a Reviewed-by or Acked-by" if tagged else none
    return block(f"Patches of {word}, posted {day(revision.date)}: {told}", style, role=Role.TITLE)


def _table(revision: RevisionView, style: Style, full: bool) -> _Table:
    each = [{_key(tag) for tag in part.tags} for part in revision.patches]
    tagged = any(each)
    room = style.width - _BEFORE - (_COUNTS if tagged else 0)
    longest = max(width(style.text(part.title)) for part in revision.patches)
    return _Table(
        version=revision.version,
        shared=frozenset(set.intersection(*each)) if len(each) > 1 else frozenset(),
        tagged=tagged,
        columns=max(min(longest, _TITLE, room), 10),
        style=style,
        full=full,
    )


def _rows(revision: RevisionView) -> list[tuple[int, PatchView | None]]:
    missing: list[tuple[int, PatchView | None]] = [(n, None) for n in revision.missing]
    held = [(part.position, part) for part in revision.patches]
    return sorted([*missing, *held], key=lambda row: row[0])


def _key(tag: TagView) -> tuple[object, ...]:
    """Equal for a tag that reads the same on two patches."""
    who = tag.name, tag.email, tag.person, tag.given_on_version
    return (*who, tag.carried, tag.stale, tag.conditional, tag.withdrawn, tag.doubt)


def _row(position: int, part: PatchView | None, table: _Table) -> list[str]:
    """One patch, its own tags beside it where there is room, else below it."""
    style = table.style
    if part is None:
        return [style.warn(f"  ? {position:>3} not at hand")]
    title = pad(style.fit(style.text(part.title), table.columns), table.columns)
    start = f"  {style.glyph(part.stage)} {position:>3} {title}"
    start += _count_cells(part, style) if table.tagged else ""
    own = [tag for tag in part.tags if _key(tag) not in table.shared]
    if not own:
        return [start.rstrip()]
    words = _names(own, table)
    taken = _BEFORE + table.columns + _COUNTS + 2
    if style.width - taken < _BESIDE:
        return [start, *block(words, style, " " * _BEFORE, limit=12)]
    beside = block(words, style, " " * taken, limit=12)
    return [f"{start}  {beside[0][taken:]}", *beside[1:]]


def _lost(revision: RevisionView, style: Style) -> list[str]:
    """Tags of older versions that are gone: dropped for a reason, or forgotten."""
    lines: list[str] = []
    for part in revision.patches:
        for tag in part.lost:
            who = style.text(tag.person or tag.email)
            since = f"given on v{tag.given_on_version}; {_change(tag)}"
            words = f"patch {part.position} lost {style.text(tag.name)} {who}, {since}"
            lines += block(words, style, "  ", role=Role.WARN)
    return lines


def _change(tag: TagView) -> str:
    """How much a patch has changed since a tag was given."""
    if tag.stale is False:
        return "the patch has not changed since"
    if tag.stale and tag.changed_lines is not None:
        return f"{counted(tag.changed_lines, 'line')} changed since"
    return "the patch has changed since" if tag.stale else "what changed since is not known"


def _count_cells(part: PatchView, style: Style) -> str:
    cells = []
    for letter, number in counts(part).items():
        text = f"{min(number, 99):>2}" if number else style.pick(" ·", " .")
        given = Role.BAD if letter == "N" else Role.GOOD
        cells.append(style.paint(text, given if number else Role.DIM))
    return "".join(cells)


def _names(tags: Sequence[TagView], table: _Table) -> str:
    """``Reviewed-by Rita Reviewer, Ron Root[v1~]; Tested-by Tim Tester``."""
    text = table.style.text
    people: dict[str, dict[str, None]] = {}
    for tag in tags:
        who = text(tag.person or tag.email) + marks(tag, table.version)
        people.setdefault(text(tag.name), {})[who] = None
    parts = []
    for name, given in people.items():
        shown = list(given) if table.full else list(given)[:_PEOPLE]
        left = len(given) - len(shown)
        rest = f" and {counted(left, 'other')}" if left else ""
        parts.append(f"{name} {', '.join(shown)}{rest}")
    return "; ".join(parts)


def _legend(revision: RevisionView, style: Style) -> list[str]:
    """What the marks mean that stand in this table, and no others."""
    tags = [tag for part in revision.patches for tag in part.tags]
    used = set("".join(marks(tag, revision.version) for tag in tags))
    changed = {"~N" if tag.changed_lines else "~" for tag in tags if tag.stale}
    told = [words for mark, words in _LEGEND.items() if mark in (used - {"~"}) | changed]
    return block("; ".join(told), style, "  ", role=Role.DIM) if told else []
