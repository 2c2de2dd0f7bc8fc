# SPDX-License-Identifier: GPL-2.0-or-later
"""How a table is described, and the SQL that makes it.

The description is data: the migrations, the statements and docs/schema/sql.md all come from it.
"""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import cached_property

from tracker.lazy_dataclass import dataclass


class Group(StrEnum):
    """The three kinds of facts, never mixed in one table."""

    FETCHED = "fetched"
    DERIVED = "derived"
    SAID = "said"


class ColumnKind(StrEnum):
    """What a column holds; the tables are STRICT, so SQLite checks it."""

    TEXT = "TEXT"
    INTEGER = "INTEGER"
    BLOB = "BLOB"


class ColumnForm(StrEnum):
    """What the numbers of a column stand for, where they are no plain numbers."""

    PLAIN = "plain"
    MOMENT = "moment"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column, with the sentence that explains it."""

    name: str
    kind: ColumnKind
    comment: str
    null: bool = False
    """NULL stands for "not known"; every other column always has a value."""
    parent: str = ""
    """The table whose first column it names; its rows go when that row goes."""
    since: int = 0
    """The step that added it; 0 if it came with its table."""
    form: ColumnForm = ColumnForm.PLAIN
    implied: str = ""
    """SQL of what it is where it is NULL, with the names of other columns in braces.

    ``Table.select`` and ``Table.insert`` see to it, so only SQL that names such a column itself
    meets a NULL.
    """


@dataclass(frozen=True, slots=True)
class Index:
    """A way to look rows up."""

    columns: tuple[str, ...]
    where: str = ""
    """Only rows that fit this are in it."""
    since: int = 0
    """The step that made it; 0 if it came with its table."""


@dataclass(frozen=True, kw_only=True)
class Table:
    """One table, with the sentence that explains it."""

    name: str
    group: Group
    comment: str
    columns: tuple[TableColumn, ...]
    key: tuple[str, ...]
    """The primary key. A single integer is SQLite's row id; other keys order the rows on disk."""
    unique: tuple[str, ...] = ()
    indexes: tuple[Index, ...] = ()
    since: int
    """The migration step that made it."""

    @property
    def names(self) -> tuple[str, ...]:
        """The column names, in order."""
        return tuple([column.name for column in self.columns])

    @property
    def has_row_id(self) -> bool:
        """Its key is SQLite's own row id."""
        kinds = {column.name: column.kind for column in self.columns}
        return len(self.key) == 1 and kinds[self.key[0]] is ColumnKind.INTEGER

    # Put together once: readers ask for both ten thousand times.
    @cached_property
    def insert(self) -> str:
        """The statement that adds one row, its values in the order of the columns."""
        places = _places(self)
        stored = stored_values(self, places)
        into = f"INSERT INTO {self.name} ({_quoted(self.names)})"
        if not stored:
            return f"{into} VALUES ({', '.join('?' for _ in places)})"
        # Given once each: Python 3.12.1 takes a numbered place for a named one, and warns.
        given = ", ".join(f"? AS {place}" for place in places.values())
        # An upsert may follow; without WHERE its ON would belong to a join.
        chosen = ", ".join((places | stored).values())
        return f"{into} SELECT {chosen} FROM (SELECT {given}) WHERE true"

    @cached_property
    def select(self) -> str:
        """The start of a query for whole rows, in the order of the columns."""
        places = _places(self)
        read = {
            one.name: f"coalesce({places[one.name]}, {one.implied.format_map(places)})"
            for one in self.columns
            if one.implied
        }
        return f"SELECT {', '.join((places | read).values())} FROM {self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A query that is read as a table is, for people: what tables hold in another shape."""

    name: str
    group: Group
    comment: str
    columns: tuple[TableColumn, ...]
    select: str
    """Its columns in this order."""

    @property
    def create(self) -> str:
        """The statement that makes it."""
        names = ", ".join(f'"{column.name}"' for column in self.columns)
        return f"CREATE VIEW {self.name} ({names}) AS {self.select}"


def blob(name: str, comment: str) -> TableColumn:
    """Return a column of bytes."""
    return TableColumn(name, ColumnKind.BLOB, comment)


def text(
    name: str, comment: str, *, null: bool = False, since: int = 0, implied: str = ""
) -> TableColumn:
    """Return a column of text."""
    null = null or bool(implied)
    return TableColumn(name, ColumnKind.TEXT, comment, null, since=since, implied=implied)


def number(
    name: str, comment: str, *, null: bool = False, parent: str = "", since: int = 0
) -> TableColumn:
    """Return a column of whole numbers."""
    return TableColumn(name, ColumnKind.INTEGER, comment, null, parent, since)


def flag(name: str, comment: str) -> TableColumn:
    """Return a column of 0 and 1."""
    return TableColumn(name, ColumnKind.INTEGER, f"1 if {comment}", form=ColumnForm.FLAG)


def moment(name: str, comment: str, *, null: bool = False) -> TableColumn:
    """Return a point in time."""
    told = f"{comment} In seconds since 1970, UTC."
    return TableColumn(name, ColumnKind.INTEGER, told, null, form=ColumnForm.MOMENT)


def array(name: str, comment: str) -> TableColumn:
    """Return a short tuple that nothing searches."""
    return TableColumn(name, ColumnKind.TEXT, f"{comment} A JSON array.")


def table(
    name: str,
    comment: str,
    *columns: TableColumn,
    group: Group,
    since: int,
    key: tuple[str, ...],
    unique: tuple[str, ...] = (),
    indexes: tuple[Index, ...] = (),
) -> Table:
    """Return a table written with its columns in a row."""
    return Table(
        name=name,
        group=group,
        comment=comment,
        columns=columns,
        key=key,
        unique=unique,
        indexes=indexes,
        since=since,
    )


def stored_values(table: Table, places: Mapping[str, str]) -> dict[str, str]:
    """Return the SQL of what is stored in the columns that others may imply, by name.

    ``places`` has the SQL of what each column is.
    """
    return {
        one.name: f"nullif({places[one.name]}, {one.implied.format_map(places)})"
        for one in table.columns
        if one.implied
    }


def statements(tables: Iterable[Table], step: int) -> tuple[str, ...]:
    """Return the SQL of one migration step: the tables and columns that came with it."""
    made: list[str] = []
    for table in tables:
        if table.since == step:
            made.append(_create(table, step))
            made.extend(_indexes(table, lambda one: one.since in (0, step)))
        elif table.since < step:
            added = [column for column in table.columns if column.since == step]
            made.extend(f"ALTER TABLE {table.name} ADD COLUMN {_column(c)}" for c in added)
            made.extend(_indexes(table, lambda one: one.since == step))
    return tuple(made)


def create_statements(table: Table) -> tuple[str, ...]:
    """Return the SQL of a table with all columns of today, and its indexes."""
    newest = max(table.since, *(column.since for column in table.columns))
    return (_create(table, newest), *_indexes(table))


def _column(column: TableColumn) -> str:
    words = [f'"{column.name}"', column.kind.value]
    if not column.null:
        words.append("NOT NULL")
    if column.parent:
        words.append(f"REFERENCES {column.parent} ON DELETE CASCADE")
    return " ".join(words)


def _create(table: Table, step: int) -> str:
    lines = [(_column(c), c.comment) for c in table.columns if c.since <= step]
    lines.append((f"PRIMARY KEY ({_quoted(table.key)})", ""))
    if table.unique:
        lines.append((f"UNIQUE ({_quoted(table.unique)})", ""))
    last = len(lines) - 1
    body = "\n".join(
        f"  {sql}{'' if n == last else ','}" + (f" -- {comment}" if comment else "")
        for n, (sql, comment) in enumerate(lines)
    )
    options = "STRICT" if table.has_row_id else "STRICT, WITHOUT ROWID"
    return f"CREATE TABLE {table.name} ( -- {table.comment}\n{body}\n) {options}"


def _indexes(table: Table, wanted: Callable[[Index], bool] = bool) -> list[str]:
    return [
        f"CREATE INDEX {table.name}_by_{'_'.join(index.columns)}"
        f" ON {table.name} ({_quoted(index.columns)})"
        + (f" WHERE {index.where}" if index.where else "")
        for index in table.indexes
        if wanted(index)
    ]


def _places(table: Table) -> dict[str, str]:
    return {name: f'"{name}"' for name in table.names}


def _quoted(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names)
