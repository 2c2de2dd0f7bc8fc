"""The packed history of a repository: a long one is read at once, not commit by commit."""

import sqlite3
import sys
from array import array

from tracker.model.repository import History

_WIDE = "I"
"""Four bytes on every machine that Python runs on; see the check below."""
_LINES = (
    "SELECT number, parent, merged FROM repo_commit"
    " WHERE repository = ? AND number >= ? ORDER BY number"
)
assert array(_WIDE).itemsize == 4


def load_history(connection: sqlite3.Connection, repository: int) -> History:
    """The whole history: what is packed, and what was stored since."""
    firsts, mergers, others = array(_WIDE, [0]), array(_WIDE), array(_WIDE)
    found = connection.execute(
        "SELECT firsts, others FROM repo_graph WHERE repository = ?", (repository,)
    ).fetchall()
    for packed, pairs in found:
        firsts += _unpacked(packed)
        both = _unpacked(pairs)
        mergers, others = both[::2], both[1::2]
    cursor = connection.cursor()
    # Plain tuples: a long history has many, and nothing else is asked of them.
    cursor.row_factory = None
    for number, parent, merged in cursor.execute(_LINES, (repository, len(firsts))):
        firsts.append(parent or 0)
        if merged:
            above = [int(one) for one in merged.split()]
            mergers.extend([number] * len(above))
            others.extend(above)
    return History(firsts=firsts, mergers=mergers, others=others)


def save_history(connection: sqlite3.Connection, repository: int) -> None:
    """Pack what was stored since the last time."""
    history = load_history(connection, repository)
    pairs = array(
        _WIDE, [n for pair in zip(history.mergers, history.others, strict=True) for n in pair]
    )
    connection.execute(
        "INSERT OR REPLACE INTO repo_graph (repository, firsts, others) VALUES (?, ?, ?)",
        (repository, _packed(array(_WIDE, history.firsts[1:])), _packed(pairs)),
    )


def _packed(numbers: "array[int]") -> bytes:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def _unpacked(data: bytes) -> "array[int]":
    numbers = array(_WIDE)
    numbers.frombytes(data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
