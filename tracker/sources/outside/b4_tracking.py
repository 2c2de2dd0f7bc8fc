# SPDX-License-Identifier: GPL-2.0-or-later
"""Read what ``b4 review`` tracks: its databases, one a project, opened read-only.

The tables are those of b4 0.15 to 0.16 (schema 1 to 10, ``b4/review/tracking.py``). A column that
an older schema lacks is not known; a newer schema is read as long as the columns are there.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from tracker.errors import Usage
from tracker.lazy_dataclass import dataclass

NEWEST = 10
"""The newest schema that is known."""
_NEEDED = {"change_id", "revision", "message_id", "status"}
_MOST = 100_000
_BUSY = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class B4Series:
    """One series as b4 tracks it: its newest tracked revision."""

    project: str
    revision: int
    message_id: str
    status: str
    """``new``, ``reviewing``, ``waiting``, ``snoozed``, ``accepted``, ``thanked`` and so on."""
    added_at: datetime | None
    moved_at: datetime | None
    """When it changed last, as far as b4 says."""
    snoozed_until: str
    """A moment, or ``tag:`` and a tag; empty where it is not snoozed."""
    branch: str
    """The branch that it is meant for; empty if none is set."""
    linked: tuple[str, ...] = ()
    """Message-IDs of the revisions that a person has joined by hand, oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class B4Database:
    """What one database holds."""

    path: Path
    schema: int
    series: tuple[B4Series, ...]
    unread: int = 0
    """Rows without a Message-ID, which b4 has for what it has not fetched yet."""


def b4_databases() -> tuple[Path, ...]:
    """Return b4's databases of the user, by name; b4 keeps them under ``XDG_DATA_HOME``."""
    home = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    folder = Path(home) / "b4" / "review"
    try:
        return tuple(sorted(folder.glob("*.sqlite3")))
    except OSError:
        return ()


def read_b4(path: Path) -> B4Database:
    """Return what a database of b4's holds. Raises Usage for what is none, naming what it lacks."""
    if not path.is_file():
        raise Usage(f"{path} is no file; b4 review keeps its databases in ~/.local/share/b4/review")
    place = path.resolve().as_uri()
    try:
        with closing(sqlite3.connect(f"{place}?mode=ro", uri=True, timeout=_BUSY)) as connection:
            connection.row_factory = sqlite3.Row
            return _read(connection, path)
    except sqlite3.Error as fault:
        raise Usage(f"{path} cannot be read as a database of b4 review: {fault}") from fault


def _read(connection: sqlite3.Connection, path: Path) -> B4Database:
    have = _columns(connection, "series")
    if missing := sorted(_NEEDED - have):
        raise Usage(
            f"{path} is no database of b4 review that is known: its table 'series' has no column "
            f"'{missing[0]}'"
        )
    schema = 0
    if _columns(connection, "schema_version"):
        row = connection.execute("SELECT max(version) FROM schema_version").fetchone()
        schema = row[0] if isinstance(row[0], int) else 0
    rows = connection.execute("SELECT * FROM series ORDER BY change_id, revision").fetchmany(_MOST)
    linked = _linked(connection)
    newest = {str(row["change_id"]): row for row in rows if _is_id(row["message_id"])}
    series = tuple(
        _series(row, have, path.stem, linked.get(name, ())) for name, row in newest.items()
    )
    unread = len({str(row["change_id"]) for row in rows}) - len(newest)
    return B4Database(path=path, schema=schema, series=series, unread=unread)


def _series(row: sqlite3.Row, have: set[str], project: str, linked: tuple[str, ...]) -> B4Series:
    def text(name: str) -> str:
        value = row[name] if name in have else None
        return value if isinstance(value, str) and value.isprintable() else ""

    return B4Series(
        project=project,
        revision=row["revision"] if isinstance(row["revision"], int) else 1,
        message_id=str(row["message_id"]).strip("<> "),
        status=text("status") or "new",
        added_at=moment(text("added_at")),
        moved_at=moment(text("last_activity_at")) or moment(text("added_at")),
        snoozed_until=text("snoozed_until"),
        branch=text("target_branch"),
        linked=linked,
    )


def _linked(connection: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """Return the revisions of each change that a person has joined, where the schema says who."""
    if not {"source", "change_id", "message_id"} <= _columns(connection, "revisions"):
        return {}
    rows = list(
        connection.execute("SELECT change_id, message_id, source FROM revisions"
                           " ORDER BY change_id, revision")
    )  # fmt: skip
    by_hand = {str(row["change_id"]) for row in rows if row["source"] == "manual"}
    found: dict[str, list[str]] = {}
    for row in rows:
        if str(row["change_id"]) in by_hand and _is_id(row["message_id"]):
            found.setdefault(str(row["change_id"]), []).append(str(row["message_id"]).strip("<> "))
    return {name: tuple(ids) for name, ids in found.items()}


def _columns(connection: sqlite3.Connection, table: str) -> set[str]:
    rows = connection.execute("SELECT name FROM pragma_table_info(?)", (table,))
    return {str(row[0]) for row in rows}


def _is_id(value: object) -> bool:
    return isinstance(value, str) and "@" in value and value.isprintable() and len(value) < 900


def moment(text: str) -> datetime | None:
    """Return a date and time as b4 writes it, UTC where it has no zone; None where it is none."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)


def each_database(paths: tuple[Path, ...]) -> Iterator[B4Database]:
    """Yield the databases at some paths; of a folder those in it. Raises Usage."""
    for path in paths:
        inside = sorted(path.glob("*.sqlite3")) if path.is_dir() else [path]
        if not inside:
            raise Usage(f"{path} holds no database of b4 review")
        yield from map(read_b4, inside)
