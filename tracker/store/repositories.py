# SPDX-License-Identifier: GPL-2.0-or-later
"""The tables of git repositories on this machine: commits and refs, as far as they were read."""

from __future__ import annotations

import json
import sqlite3
import sys
from array import array
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from tracker.store.columns import Group, Index, blob, moment, number, table, text
from tracker.store.mail_values import seconds

if TYPE_CHECKING:
    from tracker.model.repository import Commit, History, Tip


_table = partial(table, group=Group.FETCHED, since=4)
_REPOSITORY = number("repository", "The repository.", parent="repository")

REPOSITORY = _table(
    "repository",
    "A git repository that commits are read from; it is never written to.",
    number("id", "The number other tables name it by."),
    text("path", "Its git directory."),
    text("shallow", "What tells a shallow history from another; empty for a whole one."),
    moment("read_at", "When it was last looked at.", null=True),
    key=("id",),
    unique=("path",),
)

REPO_REF = _table(
    "repo_ref",
    "The branches and tags of a repository when it was last read: how far it was read.",
    _REPOSITORY,
    text("name", "The full name, such as refs/heads/master."),
    text("commit_id", "The commit that it pointed at."),
    number("commit_number", "The number of that commit in repo_commit."),
    moment("date", "When the tag was made; of a branch, the date of its commit."),
    key=("repository", "name"),
)

REPO_COMMIT = _table(
    "repo_commit",
    "The commits of a repository, those too that no branch holds any more.",
    _REPOSITORY,
    number("number", "Its place: parents have smaller numbers than their children."),
    text("id", "The whole id."),
    number("parent", "The number of its first parent; NULL for none.", null=True),
    text("merged", "The numbers of its other parents, with spaces between."),
    text("author_name", "Name of the author."),
    text("author_email", "Address of the author, lower case."),
    moment("author_date", "The author's date: that of the mail, where git am applied one."),
    text("committer_name", "Name of the committer."),
    text("committer_email", "Address of the committer, lower case."),
    moment("date", "The committer's date."),
    text("title", "The first paragraph of its message."),
    text("title_key", "The title folded to lower-case words, to look it up by."),
    text("patch_id", "As git patch-id --stable gives it; empty for a merge, NULL if not known.",
         null=True),
    key=("repository", "number"),
    unique=("id", "repository"),
    indexes=(
        Index(("repository", "number", "parent", "merged")),
        Index(("author_date",)),
        Index(("title_key",)),
        Index(("patch_id",), "patch_id <> ''"),
    ),
)  # fmt: skip

REPO_MENTION = _table(
    "repo_mention",
    "What the message of a commit names: mails and other commits.",
    _REPOSITORY,
    number("commit_number", "The commit's number in repo_commit."),
    number("n", "Its place among them in the message, from 0."),
    text("kind", "link, message-id, closes, fixes, picked, upstream or reverts."),
    text("value", "A Message-ID, or the digits of a commit."),
    key=("repository", "commit_number", "n"),
    indexes=(Index(("value",)),),
)

REPO_GRAPH = table(
    "repo_graph",
    "Who is whose parent, packed: what repo_commit says in parent and merged, to be read at once.",
    _REPOSITORY,
    blob("firsts", "The first parent of each commit from number 1 on, 4 bytes each, least first;"
         " 0 for none."),
    blob("others", "Of each further parent the number of the merge and its own, 4 bytes each."),
    key=("repository",),
    group=Group.FETCHED,
    since=7,
)  # fmt: skip

REPO_PAST = table(
    "repo_past",
    "Where branches stood before they were rebuilt: linux-next is, every day.",
    _REPOSITORY,
    text("name", "The full name of the branch."),
    number("commit_number", "The number of the commit that it pointed at."),
    moment("seen", "When it was last known to stand there."),
    moment("gone", "When it was first seen to stand elsewhere."),
    key=("repository", "name", "gone"),
    group=Group.FETCHED,
    since=7,
)

READ = (REPO_GRAPH, REPO_PAST, REPO_MENTION, REPO_COMMIT, REPO_REF)
"""What is forgotten where a repository is read again."""
REPOSITORIES = (REPOSITORY, REPO_REF, REPO_COMMIT, REPO_MENTION, REPO_GRAPH, REPO_PAST)


_WIDE = "I"
"""Four bytes on every machine that Python runs on; see the check below."""
_LINES = (
    "SELECT number, parent, merged FROM repo_commit"
    " WHERE repository = ? AND number >= ? ORDER BY number"
)
assert array(_WIDE).itemsize == 4


def load_history(connection: sqlite3.Connection, repository: int) -> History:
    """Return the whole history: what is packed, and what was stored since."""
    from tracker.model.repository import History

    firsts, mergers, others = array(_WIDE, [0]), array(_WIDE), array(_WIDE)
    found = connection.execute(
        "SELECT firsts, others FROM repo_graph WHERE repository = ?", (repository,)
    ).fetchall()
    for packed, pairs in found:
        firsts += _repository_unpacked(packed)
        both = _repository_unpacked(pairs)
        mergers, others = both[::2], both[1::2]
    cursor = connection.cursor()
    # Plain tuples: a long history has many, and nothing else is asked of them.
    cursor.row_factory = None
    for line, parent, merged in cursor.execute(_LINES, (repository, len(firsts))):
        firsts.append(parent or 0)
        if merged:
            above = [int(one) for one in merged.split()]
            mergers.extend([line] * len(above))
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


def _packed(numbers: array[int]) -> bytes:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def _repository_unpacked(data: bytes) -> array[int]:
    numbers = array(_WIDE)
    numbers.frombytes(data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


_NUMBERS = (
    "SELECT id, number FROM repo_commit"
    " WHERE repository = ? AND id IN (SELECT value FROM json_each(?))"
)


def add(connection: sqlite3.Connection, path: str) -> int:
    """Return the number of the repository, which is added where it is not known yet."""
    row = connection.execute(
        "INSERT INTO repository (path, shallow) VALUES (?, '')"
        " ON CONFLICT (path) DO UPDATE SET path = path RETURNING id",
        (path,),
    ).fetchall()
    return int(row[0][0])


def save_commits(
    connection: sqlite3.Connection,
    repository: int,
    commits: Sequence[Commit],
    title_key: Callable[[str], str],
) -> int:
    """Add commits, parents before children; those that are known stay. Returns how many are new."""
    named = {name for one in commits for name in (one.id, *one.parents)}
    known = _repository_numbers(connection, repository, named)
    (last,) = connection.execute(
        "SELECT coalesce(max(number), 0) FROM repo_commit WHERE repository = ?", (repository,)
    ).fetchone()
    fresh = [one for one in dict.fromkeys(commits) if one.id not in known]
    numbers = known | {one.id: number for number, one in enumerate(fresh, last + 1)}
    connection.executemany(
        REPO_COMMIT.insert,
        (_commit_row(repository, one, numbers, title_key(one.title)) for one in fresh),
    )
    connection.executemany(
        REPO_MENTION.insert,
        (
            (repository, numbers[one.id], n, mention.kind.value, mention.value)
            for one in fresh
            for n, mention in enumerate(one.mentions)
        ),
    )
    return len(fresh)


def save_tips(
    connection: sqlite3.Connection,
    repository: int,
    tips: Iterable[Tip],
    shallow: str,
    at: datetime,
    rebuilt: Iterable[Tip] = (),
) -> None:
    """Remember the branches and tags as they are now; a tip whose commit is not known is left.

    ``rebuilt`` are tips of before whose branches no longer hold what they held.
    """
    held = list(tips)
    connection.executemany(
        "INSERT OR REPLACE INTO repo_past (repository, name, commit_number, seen, gone)"
        " SELECT id, ?, ?, read_at, ? FROM repository WHERE id = ? AND read_at IS NOT NULL",
        ((one.ref, one.number, seconds(at), repository) for one in rebuilt),
    )
    numbers = _repository_numbers(connection, repository, {one.commit for one in held})
    connection.execute("DELETE FROM repo_ref WHERE repository = ?", (repository,))
    connection.executemany(
        REPO_REF.insert,
        (
            (repository, one.ref, one.commit, numbers[one.commit], seconds(one.date))
            for one in held
            if one.commit in numbers
        ),
    )
    save_history(connection, repository)
    connection.execute(
        "UPDATE repository SET shallow = ?, read_at = ? WHERE id = ?",
        (shallow, seconds(at), repository),
    )


def forget(connection: sqlite3.Connection, repository: int) -> None:
    """Drop what is known of a repository, so that it is read again."""
    for one in READ:
        connection.execute(f"DELETE FROM {one.name} WHERE repository = ?", (repository,))


def _repository_numbers(
    connection: sqlite3.Connection, repository: int, ids: Iterable[str]
) -> dict[str, int]:
    rows = connection.execute(_NUMBERS, (repository, json.dumps(list(ids)))).fetchall()
    return {str(name): int(number) for name, number in rows}


def _commit_row(
    repository: int, commit: Commit, numbers: dict[str, int], key: str
) -> tuple[object, ...]:
    above = [numbers[one] for one in commit.parents if one in numbers]
    return (
        repository,
        numbers[commit.id],
        commit.id,
        above[0] if above else None,
        " ".join(map(str, above[1:])),
        commit.author.name,
        commit.author.email,
        seconds(commit.author_date),
        commit.committer.name,
        commit.committer.email,
        seconds(commit.date),
        commit.title,
        key,
        commit.patch_id,
    )
