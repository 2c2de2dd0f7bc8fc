# SPDX-License-Identifier: GPL-2.0-or-later
"""docs/schema/sql.md, made from the tables that the migrations make."""

from tracker.store.columns import Group, Table, View
from tracker.store.migrations import TABLES
from tracker.store.shared.tables import VIEWS

_INTRO = """\
# The database

One SQLite file. Times are whole seconds since 1970 in UTC, flags are 0 or 1, tuples that nothing
searches are JSON arrays. Message-IDs stand without angle brackets. Open it read-only
(`sqlite3 -readonly`) while the tracker is at work; it is in WAL mode.

This page is made from the code: `python -m tools.pages`.
"""

_GROUPS = {
    Group.FETCHED: "Fetched: read from mail and git. Rows are added, or read again; none is lost.",
    Group.DERIVED: "Derived: made from the above; `tracker rebuild` makes it again.",
    Group.SAID: "Said by a person: what a backup must hold.",
}


def schema_page() -> str:
    """Return the page, as it should stand in docs/schema/."""
    parts = [_INTRO]
    for group, sentence in _GROUPS.items():
        parts.append(f"## {sentence}\n")
        parts.extend(_described_table(table) for table in TABLES if table.group is group)
        parts.extend(_described_view(view) for view in VIEWS if view.group is group)
    return "\n".join(parts)


def _described_table(table: Table) -> str:
    lines = _described_columns(table)
    lines.append(f"\nKey: {_in_backticks(table.key)}.")
    if table.unique:
        lines.append(f"No two rows share {_in_backticks(table.unique)}.")
    if table.indexes:
        lines.append(f"Also found by {'; '.join(_in_backticks(i.columns) for i in table.indexes)}.")
    return "\n".join(lines) + "\n"


def _described_view(view: View) -> str:
    lines = _described_columns(view)
    return "\n".join([*lines, "\nA view: the tables above hold it in another shape."]) + "\n"


def _described_columns(table: Table | View) -> list[str]:
    lines = [f"### {table.name}\n", f"{table.comment}\n", "| column | type | is |", "|---|---|---|"]
    for column in table.columns:
        kind = column.kind.value.lower() + (" or null" if column.null else "")
        parent = f" Names a row of `{column.parent}`." if column.parent else ""
        lines.append(f"| `{column.name}` | {kind} | {column.comment}{parent} |")
    return lines


def _in_backticks(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)
