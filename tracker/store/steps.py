"""What a person says, kept so that it can be taken back.

Every word changes some rows of the tables in ``said.WORDS``. A ``Step`` keeps each row as it was
before; taking the step back puts those rows in their place again.
"""

import json
from collections.abc import Sequence
from datetime import datetime

from sqlite_utils import Database

from tracker.store.columns import Table
from tracker.store.flatten import Value, seconds
from tracker.store.records import SaidStep
from tracker.store.said import SAID_BEFORE, SAID_STEP, WORDS

KEPT = 100
"""Steps that can be taken back; older ones are forgotten."""

_TABLES = {table.name: table for table in WORDS}


class Step:
    """One thing that is said: the rows it changes, each as it was before."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._before: dict[tuple[str, str], str | None] = {}
        """By table and key, the row as it was; both as JSON."""

    @property
    def changed(self) -> bool:
        """Whether any row is not as it was."""
        return any(
            _row(self._db, _TABLES[name], json.loads(key)) != row
            for (name, key), row in self._before.items()
        )

    def put(self, table: Table, *values: Value) -> None:
        """Add a row, its values in the order of the columns, in place of the one of its key."""
        named = dict(zip(table.names, values, strict=True))
        self._remember(table, [named[name] for name in table.key])
        _put(self._db, table, named)

    def drop(self, table: Table, *key: Value) -> None:
        """Take out the row of that key."""
        self._remember(table, key)
        _drop(self._db, table, key)

    def keep(self, sentence: str, at: datetime) -> SaidStep | None:
        """Keep the step, to be taken back; None where nothing changed."""
        if not self.changed:
            return None
        sql = "INSERT INTO said_step (at, sentence) VALUES (?, ?) RETURNING n"
        ((number,),) = self._db.conn.execute(sql, (seconds(at), sentence)).fetchall()
        for place, ((name, key), row) in enumerate(self._before.items()):
            values = (number, place, name, key, row)
            _put(self._db, SAID_BEFORE, dict(zip(SAID_BEFORE.names, values, strict=True)))
        self._db.table(SAID_STEP.name).delete_where("n <= ?", [number - KEPT])
        return SaidStep(number=number, at=at.replace(microsecond=0), sentence=sentence)

    def _remember(self, table: Table, key: Sequence[Value]) -> None:
        named = (table.name, json.dumps(list(key)))
        if named not in self._before:
            self._before[named] = _row(self._db, table, key)


def take_back(db: Database, step: SaidStep) -> bool:
    """Put the rows of a step back as they were; whether there is such a step.

    A number is used again after its step was taken back, so moment and sentence are compared too.
    """
    kept = db.execute("SELECT at, sentence FROM said_step WHERE n = ?", [step.number]).fetchone()
    if kept is None or tuple(kept) != (seconds(step.at), step.sentence):
        return False
    sql = "SELECT table_name, row_key, before FROM said_before WHERE step = ? ORDER BY place DESC"
    for name, key, before in db.execute(sql, [step.number]).fetchall():
        table = _TABLES[name]
        _drop(db, table, json.loads(key))
        if before is not None:
            _put(db, table, json.loads(before))
    db.table(SAID_STEP.name).delete_where("n = ?", [step.number])
    return True


def later(db: Database, step: SaidStep) -> str | None:
    """The sentence of the last step that changed a row of this one again; None if none did."""
    found = db.execute(
        "SELECT sentence FROM said_before AS mine JOIN said_before AS other"
        " USING (table_name, row_key) JOIN said_step ON said_step.n = other.step"
        " WHERE mine.step = ?1 AND other.step > ?1 ORDER BY other.step DESC LIMIT 1",
        [step.number],
    ).fetchone()
    return None if found is None else str(found[0])


def _row(db: Database, table: Table, key: Sequence[Value]) -> str | None:
    """A row as JSON by column, so that it can be put back after a column was added."""
    columns = ", ".join(f'"{name}"' for name in table.names)
    sql = f"SELECT {columns} FROM {table.name} WHERE {_where(table)}"
    found = db.execute(sql, list(key)).fetchone()
    return None if found is None else json.dumps(dict(zip(table.names, found, strict=True)))


def _put(db: Database, table: Table, row: dict[str, Value]) -> None:
    columns = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" * len(row))
    db.execute(
        f"INSERT OR REPLACE INTO {table.name} ({columns}) VALUES ({marks})", list(row.values())
    )


def _drop(db: Database, table: Table, key: Sequence[Value]) -> None:
    db.execute(f"DELETE FROM {table.name} WHERE {_where(table)}", list(key))


def _where(table: Table) -> str:
    return " AND ".join(f'"{name}" = ?' for name in table.key)
