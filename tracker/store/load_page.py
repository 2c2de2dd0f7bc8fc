"""Reading commit pages."""

import json
import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime

from tracker.model.mail import Person
from tracker.model.pages import CommitPage, PageState
from tracker.model.repository import Commit, Mention, MentionKind
from tracker.store import pages
from tracker.store.columns import select
from tracker.store.reading import GIVEN, ReadOnly, given


class PageReader(ReadOnly):
    """What web servers showed of commits."""

    def pages(self, digits: Iterable[str]) -> tuple[CommitPage, ...]:
        """Every answer for one of these digits, oldest first."""
        found = self._rows(
            f"{select(pages.PAGE)} WHERE digits {GIVEN} ORDER BY fetched_at, digits, url",
            given(dict.fromkeys(digits)),
        )
        return tuple(map(_page, found))


def _page(row: sqlite3.Row) -> CommitPage:
    return CommitPage(
        digits=row["digits"],
        url=row["url"],
        fetched_at=_moment(row["fetched_at"]),
        state=PageState(row["state"]),
        commit=_commit(row) if row["commit_id"] else None,
        tags=tuple(json.loads(row["tags"])),
        why=row["why"],
    )


def _commit(row: sqlite3.Row) -> Commit:
    words = json.loads(row["mentions"])
    return Commit(
        id=row["commit_id"],
        parents=tuple(json.loads(row["parents"])),
        author=Person(row["author_name"], row["author_email"]),
        author_date=_moment(row["author_date"]),
        committer=Person(row["committer_name"], row["committer_email"]),
        date=_moment(row["date"]),
        title=row["title"],
        patch_id=row["patch_id"],
        mentions=tuple(
            Mention(kind=MentionKind(kind), value=value)
            for kind, value in zip(words[::2], words[1::2], strict=True)
        ),
    )


def _moment(value: int) -> datetime:
    return datetime.fromtimestamp(value, UTC)
