# SPDX-License-Identifier: GPL-2.0-or-later
"""What the user recorded as lines of JSON, one a row: ``{"note": {"message_id": ...}}``.

The key is the table, without ``said_`` before it; the columns of docs/schema/sql.md are the keys
inside, moments as RFC 3339 in UTC and flags as true and false. Columns that only this database can
read (numbers of mails) are left out. The first line names the format. docs/backup.md describes it.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime

from tracker.errors import Usage
from tracker.lazy_dataclass import dataclass
from tracker.model.relations import Kind
from tracker.model.said import Until
from tracker.store.columns import ColumnForm, ColumnKind, Table, TableColumn
from tracker.store.mail_values import Value, seconds
from tracker.store.user_actions import MARK, WORDS

SCHEMA = "tracker/recorded/1"
CARRIED = (*WORDS, MARK)
"""The tables that are carried."""
ARCHIVE = "archive"
"""The key of a line that names where mail was read from."""
MAX_LINE = 1 << 20
"""Bytes of a line; a note of 10,000 characters takes at most an eighth of it."""
MAX_TEXT = 10_000
"""Characters of any text: a note's."""
_LOCAL = frozenset({"upto"})
"""Columns that name numbers of this database."""
_YEARS = range(1970, 10_000)
_WORDS = {
    ("snooze", "until"): frozenset(Until),
    ("said_link", "kind"): frozenset({"", *Kind}),
}
"""Columns that hold one of a few words."""


@dataclass(frozen=True, slots=True)
class RecordedRow:
    """A row of one of the tables; its values in the order of the columns."""

    table: Table
    values: tuple[Value, ...]

    @property
    def named(self) -> dict[str, Value]:
        """The values by column."""
        return dict(zip(self.table.names, self.values, strict=True))


def public_name(table: Table) -> str:
    """Return what a table is called in a line."""
    return table.name.removeprefix("said_")


def carried_columns(table: Table) -> tuple[TableColumn, ...]:
    """Return the columns that a line has."""
    return tuple(one for one in table.columns if one.name not in _LOCAL)


def stored_rows(connection: sqlite3.Connection) -> Iterator[RecordedRow]:
    """Yield what is recorded in an open database, table by table in the order of their keys."""
    for table in CARRIED:
        order = ", ".join(f'"{name}"' for name in table.key)
        for row in connection.execute(f"{table.select} ORDER BY {order}"):
            yield RecordedRow(table, tuple(row))


def text_of(rows: Iterable[RecordedRow]) -> str:
    """Return the lines of some rows, after the one that names the format."""
    head = json.dumps({"schema": SCHEMA})
    return "".join(f"{line}\n" for line in (head, *map(_row_line, rows)))


def archive_line(kind: str, path: str, url: str | None) -> str:
    """Return a line of the copy beside the database, which an import passes over."""
    return json.dumps({ARCHIVE: {"kind": kind, "path": path, "url": url}}, ensure_ascii=False)


def archive_lines(data: bytes) -> tuple[tuple[str, str, str | None], ...]:
    """Return the archives that a copy names: kind, path and URL."""
    found = []
    for raw in data.split(b"\n"):
        with suppress(_OddLine):
            line = _object(raw).get(ARCHIVE)
            match line:
                case {"kind": str(kind), "path": str(path), "url": str() | None as url}:
                    found.append((kind, path, url))
    return tuple(found)


def _row_line(row: RecordedRow) -> str:
    named = row.named
    values = {one.name: _to_json(one, named[one.name]) for one in carried_columns(row.table)}
    return json.dumps({public_name(row.table): values}, ensure_ascii=False)


def _to_json(column: TableColumn, value: Value) -> object:
    if value is None or isinstance(value, bytes):
        return None
    if column.form is ColumnForm.MOMENT:
        return f"{datetime.fromtimestamp(int(value), UTC):%Y-%m-%dT%H:%M:%SZ}"
    return bool(value) if column.form is ColumnForm.FLAG else value


# ---- reading -----------------------------------------------------------------------------------


def parse_lines(
    data: bytes, name: str, check: Callable[[RecordedRow], None] = lambda _row: None
) -> tuple[RecordedRow, ...]:
    """Return the rows of a file. Raises Usage that names the file and the line.

    ``check`` raises Usage for a row that the user could not have recorded.
    """
    found: list[RecordedRow] = []
    headed = False
    for number, raw in enumerate(data.split(b"\n"), 1):
        if not raw.strip():
            continue
        try:
            if not headed:
                _check_head(raw)
                headed = True
            else:
                line = _object(raw)
                if ARCHIVE not in line:
                    found.append(_row_of(line))
                    check(found[-1])
        except (_OddLine, Usage) as odd:
            raise Usage(f"{name}:{number}: {odd}; nothing was imported") from None
    if not headed:
        raise Usage(f"{name}: it is empty; 'tracker export' writes such a file")
    return tuple(found)


def readable_lines(data: bytes) -> tuple[list[RecordedRow], bool]:
    """Return the rows of a file that may be damaged, and whether each line could be read."""
    found: list[RecordedRow] = []
    head, *lines = data.split(b"\n")
    whole = True
    try:
        _check_head(head)
    except _OddLine:
        whole = False
    for raw in lines:
        if raw.strip():
            try:
                line = _object(raw)
                found += () if ARCHIVE in line else (_row_of(line),)
            except _OddLine:
                whole = False
    return found, whole and data.endswith(b"\n")


class _OddLine(Exception):
    """What is wrong with a line."""


def _check_head(raw: bytes) -> None:
    try:
        head = _object(raw)
    except _OddLine:
        head = {}
    schema = head.get("schema")
    if not isinstance(schema, str) or not schema.startswith("tracker/recorded/"):
        raise _OddLine("this is no file of 'tracker export'; its first line would say so")
    if schema != SCHEMA:
        raise _OddLine(f"it is of the format {schema[:40]!r}, this tracker reads {SCHEMA}")


def _object(raw: bytes) -> dict[str, object]:
    if len(raw) > MAX_LINE:
        raise _OddLine(f"a line of more than {MAX_LINE >> 10} KiB")
    try:
        value = json.loads(raw.decode("utf-8"), object_pairs_hook=_pairs)
    except UnicodeDecodeError:
        raise _OddLine("it is no UTF-8") from None
    except (ValueError, RecursionError):
        raise _OddLine("it is no JSON") from None
    if not isinstance(value, dict):
        raise _OddLine("it is no JSON object")
    return value


def _pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
    named = dict(pairs)
    if len(named) < len(pairs):
        raise _OddLine("a key stands there twice")
    return named


def _row_of(line: dict[str, object]) -> RecordedRow:
    tables = {public_name(one): one for one in CARRIED}
    name = next(iter(line), "")
    if len(line) != 1 or name not in tables:
        raise _OddLine(f"its one key should be one of {', '.join(tables)}")
    table, values = tables[name], line[name]
    if not isinstance(values, dict):
        raise _OddLine(f"'{name}' should hold an object")
    wanted = {one.name for one in carried_columns(table)}
    if odd := sorted({*values} ^ wanted):
        how = "is missing" if odd[0] in wanted else "is no key"
        raise _OddLine(f"'{odd[0][:40]}' {how} of '{name}'")
    row = tuple(
        None if one.name in _LOCAL else _from_json(table, one, values[one.name])
        for one in table.columns
    )
    _check_row(made := RecordedRow(table, row))
    return made


def _from_json(table: Table, column: TableColumn, value: object) -> Value:
    """Return one value as it is stored. Raises _OddLine."""
    if value is None and column.null:
        return None
    if column.form is ColumnForm.MOMENT:
        return _moment_of(column, value)
    if column.form is ColumnForm.FLAG:
        if not isinstance(value, bool):
            raise _OddLine(f"'{column.name}' should be true or false")
        return int(value)
    if column.kind is ColumnKind.INTEGER:
        if type(value) is not int or not 0 <= value < 1 << 31:
            raise _OddLine(f"'{column.name}' should be a whole number")
        return value
    return _text_of(table, column, value)


def _moment_of(column: TableColumn, value: object) -> int:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None or moment.year not in _YEARS:
        raise _OddLine(f"'{column.name}' should be a moment such as 2025-07-14T13:45:00Z")
    return seconds(moment)


def _text_of(table: Table, column: TableColumn, value: object) -> str:
    name = column.name
    if not isinstance(value, str) or len(value) > MAX_TEXT:
        raise _OddLine(f"'{name}' should be a text of at most {MAX_TEXT} characters")
    if "\0" in value or any("\ud800" <= one <= "\udfff" for one in value):
        raise _OddLine(f"'{name}' holds what is no text")
    words = _WORDS.get((table.name, name))
    if words is not None and value not in words:
        raise _OddLine(f"'{name}' should be one of {', '.join(sorted(filter(None, words)))}")
    if words is None and name in table.key and (not value or not value.isprintable()):
        raise _OddLine(f"'{name}' should be a name on one line")
    return value


def _check_row(row: RecordedRow) -> None:
    """Raise _OddLine for values that do not fit each other."""
    named = row.named
    if row.table.name == "said_link" and bool(named["kind"]) == bool(named["cut"]):
        raise _OddLine("a link is of a kind, or cut and of none")
    if row.table.name == "snooze" and (named["until"] == Until.DATE) != (named["date"] is not None):
        raise _OddLine("a snooze until a date has one, and no other has")
    if row.table.name == "note" and not str(named["text"]).strip():
        raise _OddLine("a note needs words")
