# SPDX-License-Identifier: GPL-2.0-or-later
"""The tables of what other services have patches as, and of the checks that they keep."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tracker.store.columns import Group, Index, Table, flag, moment, number, table
from tracker.store.columns import text as words
from tracker.store.mail_values import seconds
from tracker.store.reading import GIVEN, ReadOnly, given
from tracker.store.storable import storable

if TYPE_CHECKING:
    from tracker.model.outside.states import OutsideAnswer, OutsideCheck, OutsideState

STATE = table(
    "outside_state",
    "What other services have patches as: each state from when it was first seen.",
    words("server", "The service's URL."),
    words("message_id", "The patch."),
    words("project", "The service's name of the project."),
    moment("first_at", "When it was first seen so."),
    moment("last_at", "When it was last seen so."),
    words("service", "patchwork, sashiko, github or gitlab."),
    number("number", "The service's own number of the patch."),
    words("url", "Its page for people."),
    words("state", "The state's name, as the service has it."),
    flag("archived", "it is put away there."),
    words("delegate", "Who looks after it, by name; empty if nobody does."),
    words("delegate_email", "Their address; empty if it is not shown."),
    number("series", "The service's own number of the series.", null=True),
    words("series_url", "The page of the series; empty if there is none."),
    group=Group.FETCHED,
    since=17,
    key=("server", "message_id", "project", "first_at"),
    indexes=(Index(("message_id",)), Index(("server", "number")), Index(("server", "series"))),
)
CHECK = table(
    "outside_check",
    "Results of checks that other services keep, each once.",
    words("server", "The service's URL."),
    words("message_id", "The patch, or the cover letter for a whole version."),
    words("context", "What was checked."),
    moment("date", "The service's date of it; Patchwork's in its server's time zone."),
    words("service", "patchwork, sashiko, github or gitlab."),
    words("state", "success, warning, fail or pending."),
    words("severity", "critical, high, medium or low; NULL if it gives none.", null=True),
    words("who", "Who ran it, as the service calls them."),
    words("url", "Where it shows more; NULL if nowhere.", null=True),
    words("summary", "What it found, in a line."),
    moment("seen_at", "When it was first seen."),
    group=Group.FETCHED,
    since=17,
    key=("server", "message_id", "context", "date"),
    indexes=(Index(("message_id",)),),
)
OUTSIDE: tuple[Table, ...] = (STATE, CHECK)


class OutsideReader(ReadOnly):
    """What other services have of patches."""

    def outside_states(self, ids: Iterable[str], at: datetime) -> tuple[OutsideState, ...]:
        """Return what each service had each patch as at a moment, by server and number."""
        found = self._rows(
            f"{STATE.select} WHERE message_id {GIVEN} AND first_at <= ? ORDER BY first_at",
            given(ids),
            seconds(at),
        )
        latest = {(row["server"], row["project"], row["message_id"]): row for row in found}
        rows = sorted(latest.values(), key=lambda row: (row["server"], row["number"]))
        return tuple(map(_outside_state, rows))

    def outside_checks(self, ids: Iterable[str], at: datetime) -> tuple[OutsideCheck, ...]:
        """Return the latest result of each context and service that was seen by a moment."""
        found = self._rows(
            f"{CHECK.select} WHERE message_id {GIVEN} AND seen_at <= ? ORDER BY date",
            given(ids),
            seconds(at),
        )
        latest = {(row["server"], row["message_id"], row["context"]): row for row in found}
        return tuple(map(_outside_check, latest.values()))

    def ids_numbered(self, server: str, kind: str, number: int) -> tuple[str, ...]:
        """Return the patches that a service calls by a number of ``patches`` or ``series``."""
        if kind not in ("patches", "series"):
            return ()
        column = "series" if kind == "series" else "number"
        found = self._rows(
            f"SELECT DISTINCT message_id FROM outside_state WHERE server = ? AND {column} = ?"
            " ORDER BY number",
            server,
            number,
        )
        return tuple(name for (name,) in found)


def save_outside(connection: sqlite3.Connection, answer: OutsideAnswer) -> int:
    """Keep an answer; return how many states and checks in it are new.

    A state that is as it was seen last only moves the moment of that. Series of what is new are
    judged again.
    """
    new = [one.message_id for one in answer.states if _save_state(connection, one)]
    for one in answer.checks:
        if _is_known(connection, one):
            continue
        sql = CHECK.insert.replace("INSERT", "INSERT OR IGNORE", 1)
        if connection.execute(sql, _check_row(one)).rowcount > 0:
            new.append(one.message_id)
    connection.executemany(
        "INSERT OR IGNORE INTO board_due (message_id) VALUES (?)",
        [(storable(name),) for name in dict.fromkeys(new)],
    )
    return len(new)


def _is_known(connection: sqlite3.Connection, one: OutsideCheck) -> bool:
    """Return whether the last result of a context says the same."""
    row = _check_row(one)
    last = connection.execute(
        f"{CHECK.select} WHERE server = ? AND message_id = ? AND context = ?"
        " ORDER BY date DESC LIMIT 1",
        row[:3],
    ).fetchone()
    return last is not None and tuple(last)[4:10] == row[4:10]


def _save_state(connection: sqlite3.Connection, one: OutsideState) -> bool:
    row = _state_row(one)
    key = (row[0], row[1], row[2])
    last = connection.execute(
        f"{STATE.select} WHERE server = ? AND message_id = ? AND project = ?"
        " ORDER BY first_at DESC LIMIT 1",
        key,
    ).fetchone()
    same = last is not None and tuple(last)[5:] == row[5:]
    if same:
        connection.execute(
            "UPDATE outside_state SET last_at = max(last_at, ?) WHERE server = ?"
            " AND message_id = ? AND project = ? AND first_at = ?",
            (row[4], *key, last[3]),
        )
    else:
        sql = STATE.insert.replace("INSERT", "INSERT OR REPLACE", 1)
        connection.execute(sql, row)
    return not same


def _state_row(one: OutsideState) -> tuple[object, ...]:
    return (
        storable(one.server),
        storable(one.message_id),
        storable(one.project),
        seconds(one.first_at),
        seconds(one.last_at),
        one.service.value,
        one.number,
        storable(one.url),
        storable(one.state),
        int(one.archived),
        storable(one.delegate),
        storable(one.delegate_email),
        one.series,
        storable(one.series_url),
    )


def _check_row(one: OutsideCheck) -> tuple[object, ...]:
    return (
        storable(one.server),
        storable(one.message_id),
        storable(one.context),
        seconds(one.date),
        one.service.value,
        one.state.value,
        one.severity.value if one.severity else None,
        storable(one.who),
        storable(one.url) if one.url else None,
        storable(one.summary),
        seconds(one.seen_at),
    )


def _outside_state(row: sqlite3.Row) -> OutsideState:
    from tracker.model.outside.states import OutsideState, Service

    return OutsideState(
        service=Service(row["service"]),
        server=row["server"],
        project=row["project"],
        message_id=row["message_id"],
        number=row["number"],
        url=row["url"],
        state=row["state"],
        archived=bool(row["archived"]),
        delegate=row["delegate"],
        delegate_email=row["delegate_email"],
        series=row["series"],
        series_url=row["series_url"],
        first_at=_outside_moment(row["first_at"]),
        last_at=_outside_moment(row["last_at"]),
    )


def _outside_check(row: sqlite3.Row) -> OutsideCheck:
    from tracker.model.outside.states import OutsideCheck, Service
    from tracker.model.verdicts import CheckState, Severity

    return OutsideCheck(
        service=Service(row["service"]),
        server=row["server"],
        message_id=row["message_id"],
        context=row["context"],
        state=CheckState(row["state"]),
        severity=Severity(row["severity"]) if row["severity"] else None,
        who=row["who"],
        url=row["url"],
        summary=row["summary"],
        date=_outside_moment(row["date"]),
        seen_at=_outside_moment(row["seen_at"]),
    )


def _outside_moment(value: int) -> datetime:
    return datetime.fromtimestamp(value, UTC)
