"""Writing commits and refs of repositories, within the transaction that is open."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from tracker.model.repository import Commit, Tip
from tracker.store import repositories
from tracker.store.columns import insert
from tracker.store.flatten import seconds
from tracker.store.graph import save_history

_NUMBERS = (
    "SELECT id, number FROM repo_commit"
    " WHERE repository = ? AND id IN (SELECT value FROM json_each(?))"
)


def add(connection: sqlite3.Connection, path: str) -> int:
    """The number of the repository, which is added where it is not known yet."""
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
    known = _numbers(connection, repository, named)
    (last,) = connection.execute(
        "SELECT coalesce(max(number), 0) FROM repo_commit WHERE repository = ?", (repository,)
    ).fetchone()
    fresh = [one for one in dict.fromkeys(commits) if one.id not in known]
    numbers = known | {one.id: number for number, one in enumerate(fresh, last + 1)}
    connection.executemany(
        insert(repositories.REPO_COMMIT),
        (_commit_row(repository, one, numbers, title_key(one.title)) for one in fresh),
    )
    connection.executemany(
        insert(repositories.REPO_MENTION),
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
    numbers = _numbers(connection, repository, {one.commit for one in held})
    connection.execute("DELETE FROM repo_ref WHERE repository = ?", (repository,))
    connection.executemany(
        insert(repositories.REPO_REF),
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
    """Drop what is known of a repository, so that it is read anew."""
    for table in repositories.READ:
        connection.execute(f"DELETE FROM {table.name} WHERE repository = ?", (repository,))


def _numbers(connection: sqlite3.Connection, repository: int, ids: Iterable[str]) -> dict[str, int]:
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
