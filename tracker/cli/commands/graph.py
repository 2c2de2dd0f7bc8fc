# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker graph``."""

import click

from tracker.cli.context import open_context
from tracker.cli.options import Reading, reading
from tracker.cli.output import put, put_json, put_page, put_xml, style
from tracker.state.graph import Limits


@click.command("graph")
@click.argument("ref")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "mermaid", "dot", "svg", "json"]),
    default="text",
    show_default=True,
    help="How to draw it.",
)
@click.option("--json", "as_json", is_flag=True, help="Same as --format json.")
@reading
def graph_command(options: Reading, ref: str, form: str, as_json: bool) -> None:
    """Draw the related series: what it needs, follows and replaces, and what needs it.

    \b
    tracker graph REF
    tracker graph REF --format mermaid > graph.mmd
    tracker graph REF --format svg > graph.svg
    """
    context = open_context(options)
    limits = Limits(depth=context.config.depth, works=context.config.works)
    with context.open(ref) as (library, name):
        graph = library.graph(name, limits)
    if as_json or form == "json":
        from tracker.export.json import graph_json

        put_json(graph_json(graph))
    elif form == "mermaid":
        from tracker.export.mermaid import graph_mermaid

        put(graph_mermaid(graph))
    elif form == "dot":
        from tracker.export.dot import graph_dot

        put(graph_dot(graph))
    elif form == "svg":
        from tracker.export.svg import graph_svg

        put_xml(graph_svg(graph))
    else:
        from tracker.render.graph import graph_text

        put_page(graph_text(graph, style()))
