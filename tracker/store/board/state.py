# SPDX-License-Identifier: GPL-2.0-or-later
"""What the board is made from: if any of it differs, rows may be stale."""

import json
import sqlite3
from collections.abc import Callable, Sequence

from tracker.lazy_dataclass import dataclass
from tracker.store.board.record import row_shape

Ask = Callable[[str], Sequence[sqlite3.Row] | Sequence[tuple[object, ...]]]
"""Runs a statement without parameters and gives its rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardKey:
    """What the board is made from, beside what the database holds."""

    rules: str
    """Versions of the rules; a row that other rules judged is not shown."""
    drawn_from: str = ""
    """The projects that the user named, and the repositories that are read."""
    repositories: str
    """Where their branches and tags stand."""

    @property
    def values(self) -> dict[str, str]:
        """What ``board_state`` holds of it."""
        return {
            "rules": stamp_of(self.rules),
            "drawn_from": self.drawn_from,
            "repositories": self.repositories,
        }


def stamp_of(rules: str) -> str:
    """Name the rules and the shape of the rows that they make, as ``board_state`` does."""
    return f"{rules} {row_shape()}"


def made_from(ask: Ask) -> dict[str, str]:
    """Return what it would be made from now, as far as the database tells; cheap."""
    ((mail,),) = ask("SELECT coalesce(max(id), 0) FROM message")
    saved = ask("SELECT value FROM board_state WHERE name = 'saved'")
    ((pages,),) = ask("SELECT coalesce(max(fetched_at), 0) || ' ' || count(*) FROM page")
    commits = ask(
        "SELECT id, coalesce((SELECT max(number) FROM repo_commit"
        " WHERE repository = repository.id), 0) FROM repository ORDER BY id"
    )
    said = ask(
        "SELECT source, iif(cut, '', kind), target FROM said_link ORDER BY at, source, target, kind"
    )
    return {
        "message": str(mail),
        "series": str(saved[0][0]) if saved else "",
        "pages": str(pages),
        "commits": json.dumps([list(one) for one in commits]),
        "said": json.dumps([list(one) for one in said]),
    }
