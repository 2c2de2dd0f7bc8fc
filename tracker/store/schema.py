"""The whole schema: every table and column with its sentence, as data and as a page.

``python -m tracker.store.schema > docs/schema/sql.md`` writes the page.
"""

from tracker.store.board import BOARD
from tracker.store.columns import Group, Table
from tracker.store.derived import DERIVED
from tracker.store.fetched import FETCHED
from tracker.store.pages import PAGES
from tracker.store.repositories import REPOSITORIES
from tracker.store.said import SAID

TABLES: tuple[Table, ...] = (*FETCHED, *REPOSITORIES, *PAGES, *DERIVED, *BOARD, *SAID)

APPLICATION_ID = 0x74726B72
"""``trkr`` in the header of the file tells our databases from others (PRAGMA application_id)."""

VERSION = 12
"""The number of the newest migration step; PRAGMA user_version of a database that has it."""

_INTRO = """\
# The database

One SQLite file. Times are whole seconds since 1970 in UTC, flags are 0 or 1, tuples that nothing
searches are JSON arrays. Message-IDs stand without angle brackets. Open it read-only
(`sqlite3 -readonly`) while the tracker is at work; it is in WAL mode.

This page is made from the code: `python -m tracker.store.schema > docs/schema/sql.md`.
"""

_GROUPS = {
    Group.FETCHED: "Fetched: read from mail and git. Rows are added, or read anew; none is lost.",
    Group.DERIVED: "Derived: made from the above; `tracker rebuild` makes it again.",
    Group.SAID: "Said by a person: what a backup must hold.",
}


def page() -> str:
    """The schema as Markdown, for docs/schema/sql.md."""
    parts = [_INTRO]
    for group, sentence in _GROUPS.items():
        parts.append(f"## {sentence}\n")
        parts.extend(_section(table) for table in TABLES if table.group is group)
    return "\n".join(parts)


def _section(table: Table) -> str:
    lines = [f"### {table.name}\n", f"{table.comment}\n", "| column | type | is |", "|---|---|---|"]
    for column in table.columns:
        kind = column.kind.value.lower() + (" or null" if column.null else "")
        parent = f" Names a row of `{column.parent}`." if column.parent else ""
        lines.append(f"| `{column.name}` | {kind} | {column.comment}{parent} |")
    lines.append(f"\nKey: {_listed(table.key)}.")
    if table.unique:
        lines.append(f"No two rows share {_listed(table.unique)}.")
    if table.indexes:
        lines.append(f"Also found by {'; '.join(_listed(i.columns) for i in table.indexes)}.")
    return "\n".join(lines) + "\n"


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


if __name__ == "__main__":
    print(page(), end="")
