# SPDX-License-Identifier: GPL-2.0-or-later
"""A status report for people, in the manner of git.git's "What's cooking" mails.

``docs/templates.md`` has what a template may use.
"""

import re
from collections.abc import Mapping

from markupsafe import Markup

from tracker.export.digest import UnchangedLine, digest
from tracker.export.digest_series import Paragraph
from tracker.export.template import Filters, Template, render
from tracker.model.report import StatusReport
from tracker.model.roles import Role
from tracker.model.terminal_text import clean, width
from tracker.render.lines import whole, wrap
from tracker.render.links import LORE
from tracker.render.style import Style

_LINES = 12
"""Of a paragraph: sentences are wrapped, and cut only where mail runs wild."""
_TELLING = re.compile(r"[\\`*_{}\[\]<>#|~&]|!(?=\[)|(?<=www)\.|:(?=//)")
"""What Markdown (CommonMark, and GitHub's links out of bare addresses) would read as markup."""
_AT_START = re.compile(r"^(\s*\d{1,9})([.)])|^(\s*)([-+=])")
"""The start of a list or of an underline."""


def status_text(
    report: StatusReport,
    template: Template,
    shipped: Mapping[str, str],
    style: Style,
    base: str = LORE,
) -> str:
    """Return the report as text that fits the style's width. Raises Usage for a faulty template."""

    def para(
        text: str,
        first: str = "",
        rest: str | None = None,
        limit: int = _LINES,
        role: str = "plain",
    ) -> Markup:
        lead = _template_bare(first)
        below = " " * width(lead) if rest is None else _template_bare(rest)
        lines = _wrapped(text, style, width(below), limit)
        painted = [style.paint(line, Role[role.upper()]) for line in lines]
        return _template_done(
            [(below if index else lead) + line for index, line in enumerate(painted)]
        )

    def mark(one: Paragraph | UnchangedLine) -> Markup:
        return Markup(style.glyph(one.stage))

    def heading(title: str, number: int) -> Markup:
        told = _wrapped(f"{_template_bare(title)} ({number})", style, 0, _LINES)
        rule = style.pick("─", "-") * max(map(len, told))
        lines = [style.paint(line, Role.TITLE) for line in told]
        return _template_done([*lines, style.paint(rule, Role.DIM)])

    def link(text: str, first: str = "") -> Markup:
        row = whole("", _template_bare(text), _template_bare(first))
        return _template_done([style.line(row.draw(style.width))])

    filters: Filters = {"para": para, "mark": mark, "heading": heading, "handle": link}
    names = {"report": digest(report, base), "facts": report}
    return render(template, shipped, style.text, names, filters)


def _wrapped(text: str, style: Style, before: int, most: int) -> tuple[str, ...]:
    """Return a paragraph in lines that leave so many columns before them."""
    dots = style.pick("…", "...")
    shown = style.text(_template_bare(text))
    return wrap(shown, style.width - before, most, widest=style.width, ellipsis=dots)


def status_markdown(
    report: StatusReport, template: Template, shipped: Mapping[str, str], base: str = LORE
) -> str:
    """Return the report in Markdown. Raises Usage for a faulty template."""

    def link(text: str, url: str) -> Markup:
        shown = escape_markdown(clean(_template_bare(text)))
        return Markup(f"[{shown}](<{url}>)" if url else shown)

    names = {"report": digest(report, base), "facts": report}
    return render(template, shipped, escape_markdown, names, {"link": link})


def escape_markdown(text: str) -> str:
    """Words of mail, on one line, as Markdown that reads as they stand."""
    plain = _TELLING.sub(r"\\\g<0>", text)
    return _AT_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[2] else f"{m[3]}\\{m[4]}", plain)


def _template_bare(text: str) -> str:
    """Return the letters alone: what is added to ``Markup`` would be escaped for HTML."""
    return "".join((text,))


def _template_done(lines: list[str]) -> Markup:
    return Markup("\n".join(lines))
