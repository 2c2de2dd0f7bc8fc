# SPDX-License-Identifier: GPL-2.0-or-later
"""Reading commits and refs of repositories: every way from a mail to a commit and back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tracker.model.mail import Person
from tracker.store import repositories
from tracker.store.faults import told_plainly
from tracker.store.mail_tables import title_number
from tracker.store.reading import GIVEN, ReadOnly, given
from tracker.store.repositories import load_history

if TYPE_CHECKING:
    from tracker.model.repository import Commit, History, Mention, Past, Tip


MIN_DIGITS = 7
"""Digits of a commit that may stand for it; git's own default for short ids."""
_FULL = 64
_MAX_COMMITS = 2_000
"""Commits of one answer; more than these share no patch."""
_COMMITS = repositories.REPO_COMMIT.select
_FOUND = f"""
WITH found (repository, number) AS (
    SELECT repository, number FROM repo_commit WHERE author_date {GIVEN}
    UNION SELECT repository, number FROM repo_commit WHERE title_key <> '' AND title_key {GIVEN}
    UNION SELECT repository, number FROM repo_commit WHERE patch_id <> '' AND patch_id {GIVEN}
    UNION SELECT repository, commit_number FROM repo_mention WHERE value {GIVEN}
)
{_COMMITS} JOIN found USING (repository, number)
WHERE repository {GIVEN} ORDER BY repository, number LIMIT {_MAX_COMMITS}
"""


class RepositoryReader(ReadOnly):
    """What is known of repositories. What is not known gives an empty answer."""

    def repository(self, path: str) -> tuple[int, str] | None:
        """Return the number of a repository, and what tells its shallow history from another."""
        found = self._rows(
            "SELECT id, shallow FROM repository WHERE path = ? AND read_at IS NOT NULL", path
        )
        return (int(found[0]["id"]), str(found[0]["shallow"])) if found else None

    def repository_read_at(self, repository: int) -> datetime | None:
        """Return when a repository was last read; None before that."""
        found = self._rows("SELECT read_at FROM repository WHERE id = ?", repository)
        return next((_repository_row_moment(at) for (at,) in found if at is not None), None)

    def repositories(self) -> tuple[int, ...]:
        """Return the numbers of all that were ever read."""
        return tuple(
            int(number) for (number,) in self._rows("SELECT id FROM repository ORDER BY id")
        )

    def tips(self, repository: int) -> tuple[Tip, ...]:
        """Branches and tags as they were last read."""
        from tracker.model.repository import Tip

        rows = self._rows(
            "SELECT name, commit_id, commit_number, date FROM repo_ref WHERE repository = ?"
            " ORDER BY name",
            repository,
        )
        return tuple(
            Tip(ref=name, commit=commit, number=number, date=_repository_row_moment(date))
            for name, commit, number, date in rows
        )

    def past(self, repository: int) -> tuple[Past, ...]:
        """Return where branches stood before they were rebuilt, oldest first."""
        from tracker.model.repository import Past

        rows = self._rows(
            "SELECT name, commit_number, seen, gone FROM repo_past WHERE repository = ?"
            " ORDER BY gone, name",
            repository,
        )
        return tuple(
            Past(
                ref=ref,
                number=number,
                seen=_repository_row_moment(seen),
                gone=_repository_row_moment(gone),
            )
            for ref, number, seen, gone in rows
        )

    def commits_like(
        self,
        repos: Iterable[int],
        *,
        dates: Iterable[datetime] = (),
        title_keys: Iterable[str] = (),
        patch_ids: Iterable[str] = (),
        mentions: Iterable[str] = (),
    ) -> tuple[Commit, ...]:
        """Commits that share one of these with a mail: author date, folded title, patch-id, or
        that name one of these in their message.
        """
        return self._commits(
            _FOUND,
            given(int(one.timestamp()) for one in dates),
            given(title_keys),
            given(patch_ids),
            given(mentions),
            given(repos),
        )

    def commits_naming(self, repos: Iterable[int], commits: Iterable[str]) -> tuple[Commit, ...]:
        """Commits whose message names one of these commits, by all of its digits or the first."""
        starts = [one[:end] for one in commits for end in range(MIN_DIGITS, _FULL + 1)]
        return self.commits_like(repos, mentions=dict.fromkeys(starts))

    def commits_by_digits(self, repos: Iterable[int], starts: Iterable[str]) -> tuple[Commit, ...]:
        """Return commits whose ids start so."""
        wanted = [one.lower() for one in starts if len(one) >= MIN_DIGITS]
        return self._commits(
            f"{_COMMITS} WHERE (repository, number) IN (SELECT repository, number"
            # The cross join keeps SQLite from reading all commits for each start.
            " FROM (SELECT value AS start FROM json_each(?)) CROSS JOIN repo_commit"
            " ON id >= start AND id < start || 'g')"
            f" AND repository {GIVEN} ORDER BY repository, number LIMIT {_MAX_COMMITS}",
            given(dict.fromkeys(wanted)),
            given(repos),
        )

    def commits_by_number(self, repository: int, numbers: Iterable[int]) -> dict[int, Commit]:
        """Return commits by their place in one repository."""
        found = self._commits(
            f"{_COMMITS} WHERE repository = ? AND number {GIVEN}",
            repository,
            given(numbers),
        )
        return {one.number: one for one in found}

    def history(self, repository: int) -> History:
        """Return who is whose parent."""
        with told_plainly(self._path):
            return load_history(self._connection, repository)

    def kin_of_patches(
        self, title_keys: Iterable[str], patch_ids: Iterable[str]
    ) -> tuple[str, ...]:
        """Patch mails of one of these folded titles or patch-ids."""
        return self._names(
            "SELECT message_id FROM message JOIN diff ON diff.message = message.id"
            f" WHERE NOT is_reply AND title_number <> 0 AND title_number {GIVEN}"
            " UNION SELECT message_id FROM diff JOIN message ON message.id = diff.message"
            f" WHERE NOT is_reply AND patch_id <> '' AND patch_id {GIVEN}",
            given(map(title_number, title_keys)),
            given(patch_ids),
        )

    def stored_commits(self, repository: int, ids: Iterable[str]) -> set[str]:
        """Return those of the ids that are stored."""
        return set(
            self._names(
                f"SELECT id FROM repo_commit WHERE id {GIVEN} AND repository = ?",
                given(ids),
                repository,
            )
        )

    def commit_count(self, repository: int) -> int:
        """Return how many commits of a repository are known."""
        found = self._rows("SELECT count(*) FROM repo_commit WHERE repository = ?", repository)
        return int(found[0][0])

    def _commits(self, sql: str, *values: str | int) -> tuple[Commit, ...]:
        rows = self._rows(sql, *values)
        mentions = self._mentions(rows)
        return tuple(_repository_row_commit(row, mentions) for row in rows)

    def _mentions(self, rows: list[sqlite3.Row]) -> dict[tuple[int, int], list[Mention]]:
        from tracker.model.repository import Mention, MentionKind

        found: dict[tuple[int, int], list[Mention]] = {}
        for repository in {row["repository"] for row in rows}:
            numbers = given(row["number"] for row in rows if row["repository"] == repository)
            for number, kind, value in self._rows(
                "SELECT commit_number, kind, value FROM repo_mention"
                f" WHERE repository = ? AND commit_number {GIVEN} ORDER BY commit_number, n",
                repository,
                numbers,
            ):
                mention = Mention(kind=MentionKind(kind), value=value)
                found.setdefault((repository, number), []).append(mention)
        return found


def _repository_row_commit(
    row: sqlite3.Row, mentions: dict[tuple[int, int], list[Mention]]
) -> Commit:
    from tracker.model.repository import Commit

    return Commit(
        id=row["id"],
        author=Person(row["author_name"], row["author_email"]),
        author_date=_repository_row_moment(row["author_date"]),
        committer=Person(row["committer_name"], row["committer_email"]),
        date=_repository_row_moment(row["date"]),
        title=row["title"],
        patch_id=row["patch_id"],
        mentions=tuple(mentions.get((row["repository"], row["number"]), ())),
        repository=row["repository"],
        number=row["number"],
    )


def _repository_row_moment(value: int) -> datetime:
    return datetime.fromtimestamp(value, UTC)
