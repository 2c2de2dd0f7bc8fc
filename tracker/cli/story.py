"""The words around the example, for somebody who never saw the change."""

from tracker.clean import fit
from tracker.model.views import Graph, SeriesView
from tracker.reports.graph import graph_text
from tracker.reports.layout import wrap
from tracker.reports.series import series_text
from tracker.reports.style import Style

_INTRO = (
    "A change sent by mail has no page. This one came in three parts: a check in the kernel's "
    "arm64 JIT is dropped, because pahole, another project on another list, now leaves out the "
    "functions that the check was for; and so the selftest that the check had switched off is "
    "switched on again. It follows a series that had brought the check, and takes the place of an "
    "attempt to bring the same check to all architectures."
)
_NEXT = (
    "tracker demo --tui                     the same in the terminal UI (? helps)",
    "tracker why REF --offline              the mail and line behind every fact",
    "tracker show REF --offline --as-of 2025-07-15T13:45:00Z",
    "                                       the same series as it stood that day",
    "tracker show URL                       any other series, fetched from lore",
)


def story(view: SeriesView, graph: Graph, style: Style) -> str:
    """The example, told: what the change was, its parts, and the series that ties them."""
    parts = [*wrap(_INTRO, style.width, limit=12), ""]
    parts += ["How the parts hang together:", "", graph_text(graph, style).rstrip("\n"), ""]
    parts += ["The part that ties them together:", "", series_text(view, style).rstrip("\n"), ""]
    parts += [f"Go on with (REF is {fit(view.revisions[-1].message_id, style.width - 18)}):", ""]
    parts += [f"  {line}" for line in _NEXT]
    return "\n".join(parts) + "\n"
