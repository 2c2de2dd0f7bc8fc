"""How patches were edited when they were applied, for people: line by line, file by file."""

from collections.abc import Sequence

from tracker.model.landing import Edit, FileChange
from tracker.model.roles import Role
from tracker.render.layout import block
from tracker.render.style import Style

_LINES = 200
"""Lines of one patch that are shown."""
_NOTHING = "the same lines are added and removed; their places or the files differ"


def interdiff_text(edits: Sequence[Edit], style: Style) -> str:
    """Each edited patch with the lines that differ: ``<`` as posted, ``>`` as committed."""
    return "\n".join("\n".join(_edit(one, style)) + "\n" for one in edits)


def _edit(edit: Edit, style: Style) -> list[str]:
    head = (
        f"v{edit.version} patch {edit.position} was edited when it was applied as"
        f" {style.text(edit.commit)[:12]} in {style.text(edit.repository)}"
        " (< as posted, > as committed)"
    )
    lines = block(head, style, role=Role.TITLE, limit=3)
    told = [line for file in edit.files for line in _file(file, style)]
    lines += told[:_LINES] or block(_NOTHING, style, "  ")
    if len(told) > _LINES:
        lines += block(f"and {len(told) - _LINES} more lines", style, "  ", role=Role.DIM)
    return lines


def _file(change: FileChange, style: Style) -> list[str]:
    lines = [f"  {style.text(change.path)}"]
    for side, line in change.lines:
        lines.append(f"    {side} {style.text(line.expandtabs(8))}")
    return lines
