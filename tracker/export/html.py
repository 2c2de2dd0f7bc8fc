# SPDX-License-Identifier: GPL-2.0-or-later
"""A status report as one page: no script, nothing from outside, and a policy that says so.

The Content-Security-Policy allows one style by its hash and nothing else (CSP Level 3, sections
6.7 and 8.2), so that even a fault in our escaping could neither run nor fetch. Whatever came by
mail is cleaned, then escaped; links lead to the archive or to a commit, and to nowhere that a mail
names.
"""

from collections.abc import Mapping

from markupsafe import Markup, escape

from tracker.export.digest import UnchangedLine, digest
from tracker.export.digest_series import TITLE, Paragraph, cut
from tracker.export.layers import node_label
from tracker.export.svg import STYLE, graph_picture, style_policy
from tracker.export.template import Filters, Template, render
from tracker.export.timeline import timeline
from tracker.model.report import StatusReport
from tracker.model.status import stage_traits
from tracker.model.views import Graph
from tracker.render.links import LORE


def status_html(
    report: StatusReport, template: Template, shipped: Mapping[str, str], base: str = LORE
) -> str:
    """Return the report as a page. Raises Usage for a faulty template."""
    names = {
        "report": digest(report, base),
        "facts": report,
        "graph_style": Markup(STYLE),
        "graphs": [(_html_title(graph), Markup(graph_picture(graph))) for graph in report.graphs],
    }
    filters: Filters = {
        "timeline": _timeline,
        "mark": _mark_html,
        "policy": lambda style: Markup(style_policy(style)),
    }
    return render(template, shipped, lambda text: str(escape(text)), names, filters)


def _html_title(graph: Graph) -> str:
    root = next((one for one in graph.nodes if one.id == graph.root), None)
    return cut(node_label(root) if root else graph.root, TITLE)


def _timeline(one: Paragraph) -> Markup:
    return Markup(timeline(one.entry.view))


def _mark_html(one: Paragraph | UnchangedLine) -> Markup:
    return Markup(stage_traits(one.stage).sign.letter)
