# SPDX-License-Identifier: GPL-2.0-or-later
"""What applying a series would do and did, as rows."""

from collections.abc import Sequence

from tracker.model.readiness import ApplyPlan
from tracker.model.roles import Role
from tracker.model.terminal_text import clean
from tracker.render.lines import Row, blank, paragraph
from tracker.render.words import counted

_NAME = 14
"""Columns of the name of a line."""


def plan_rows(plan: ApplyPlan, columns: int) -> Sequence[Row]:
    """Return the series, the repository, the branch, the commit that it starts from."""
    version = f"v{plan.version}, " if plan.version else ""
    others = [one for one in plan.repositories if one != plan.repository]
    more = f"; Tab takes the next of {', '.join(others)}" if others else ""
    where = f"{plan.branch}, a new branch"
    if plan.standing is not None:
        there = counted(plan.standing, "commit")
        where = f"{plan.branch}, which is there already with {there}"
    lines = {
        "Series": f"{plan.title} ({version}{counted(plan.patches, 'patch', 'patches')})",
        "Repository": f"{plan.repository}, {plan.path}{more}",
        "Branch": where,
        "Base": f"{plan.base} ({plan.base_why})",
    }
    rows: list[Row] = [blank("gap")]
    for name, text in lines.items():
        rows += paragraph(name, clean(text), columns, lead=f"  {name:<{_NAME}}")
    for number, note in enumerate(plan.notes):
        rows += paragraph(f"note {number}", clean(note), columns, lead="  ", role=Role.WARN)
    return tuple(rows)


def outcome_rows(whole: bool, said: Sequence[str], columns: int) -> Sequence[Row]:
    """Return how far it came, and what to do where it stopped."""
    rows: list[Row] = [blank("outcome.gap")]
    role = Role.GOOD if whole else Role.WARN
    for number, text in enumerate(said):
        rows += paragraph(f"outcome {number}", clean(text), columns, lead="  ", role=role)
    return tuple(rows)
