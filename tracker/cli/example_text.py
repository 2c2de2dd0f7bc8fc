# SPDX-License-Identifier: GPL-2.0-or-later
"""The words around the example, for somebody who never saw the change."""

from tracker.lazy_dataclass import replace
from tracker.model.terminal_text import fit, pad, width
from tracker.model.views import Graph, SeriesView
from tracker.render.graph import graph_text
from tracker.render.lines import wrap
from tracker.render.overview import series_text
from tracker.render.style import Style

_INTRO = (
    "A change sent by mail has no page. This one came in three parts: a check in the kernel's "
    "arm64 JIT is dropped, because pahole, another project on another list, now leaves out the "
    "functions that the check was for; and so the selftest that the check had switched off is "
    "switched on again. It follows a series that had brought the check, and takes the place of an "
    "attempt to bring the same check to all architectures."
)
_NEXT = (
    ("demo --tui", "the same in the terminal UI (? helps)"),
    ("why REF --offline", "the mail and line behind every fact"),
    ("show REF --offline --as-of 2025-07-15T13:45:00Z", "the same series as it stood that day"),
    ("show URL", "any other series, fetched from lore"),
)
_COLUMNS = 37
"""Of a command, if what it does is to stand beside it."""


def story(view: SeriesView, graph: Graph, style: Style, program: str = "tracker") -> str:
    """Return the example, told: what the change was, its parts, and the series that ties them.

    ``program`` is what the user types to call us.
    """
    parts = [*wrap(style.text(_INTRO), style.width), ""]
    # The series below says it for both.
    drawn = graph_text(replace(graph, abridged=False), style)
    parts += ["How the parts hang together:", "", drawn.rstrip("\n"), ""]
    parts += ["The part that ties them together:", "", series_text(view, style).rstrip("\n"), ""]
    parts += [f"Go on with (REF is {fit(view.revisions[-1].message_id, style.width - 18)}):", ""]
    for words, does in _NEXT:
        parts += _hint(f"{style.text(program)} {words}", does, style)
    return "\n".join(parts) + "\n"


def _hint(command: str, does: str, style: Style) -> list[str]:
    """Return a command, and what it does: beside it where there is room, else below it."""
    beside = f"  {pad(command, _COLUMNS)} {does}"
    if width(command) <= _COLUMNS and width(beside) <= style.width:
        return [beside]
    return [f"  {command}", f"      {does}"]
