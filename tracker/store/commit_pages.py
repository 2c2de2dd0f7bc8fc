# SPDX-License-Identifier: GPL-2.0-or-later
"""The table of commit pages: every time that a web server was asked for a commit."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tracker.model.mail import Person
from tracker.store.columns import Group, Index, Table, array, moment, table, text
from tracker.store.mail_values import packed, seconds
from tracker.store.reading import GIVEN, ReadOnly, given

if TYPE_CHECKING:
    from tracker.model.outside.pages import CommitPage
    from tracker.model.repository import Commit


PAGE = table(
    "page",
    "Commit pages that web servers were asked for, and what they showed.",
    text("digits", "The digits of the commit that were asked for."),
    text("url", "What was asked; of a page that came, its own URL."),
    moment("fetched_at", "When."),
    text("state", "found, missing (the server does not know the commit) or failed."),
    text("why", "What went wrong, in a sentence; empty if nothing did."),
    text("commit_id", "The whole id; NULL unless the page was found, and so are those below.",
         null=True),
    array("parents", "The ids of its parents."),
    text("author_name", "Name of the author.", null=True),
    text("author_email", "Address of the author, lower case; empty if it is not shown.", null=True),
    moment("author_date", "The author's date.", null=True),
    text("committer_name", "Name of the committer.", null=True),
    text("committer_email", "Address of the committer, lower case.", null=True),
    moment("date", "The committer's date.", null=True),
    text("title", "The first paragraph of its message.", null=True),
    text("patch_id", "As git patch-id --stable gives it; empty for a merge, NULL if not known.",
         null=True),
    array("mentions", "What its message names: kind and value of each, in turn."),
    array("tags", "Tags that point right at it."),
    group=Group.FETCHED,
    since=7,
    key=("digits", "url", "fetched_at"),
    indexes=(Index(("digits", "fetched_at")),),
)  # fmt: skip

PAGES: tuple[Table, ...] = (PAGE,)


class PageReader(ReadOnly):
    """What web servers showed of commits."""

    def has_pages(self) -> bool:
        """Return whether a web server showed any commit."""
        return bool(self._rows("SELECT 1 FROM page LIMIT 1"))

    def pages(self, digits: Iterable[str]) -> tuple[CommitPage, ...]:
        """Return every answer for one of these digits, oldest first."""
        found = self._rows(
            f"{PAGE.select} WHERE digits {GIVEN} ORDER BY fetched_at, digits, url",
            given(dict.fromkeys(digits)),
        )
        return tuple(map(_page, found))


def _page(row: sqlite3.Row) -> CommitPage:
    from tracker.model.outside.pages import CommitPage, PageState

    return CommitPage(
        digits=row["digits"],
        url=row["url"],
        fetched_at=_commit_page_moment(row["fetched_at"]),
        state=PageState(row["state"]),
        commit=_commit_page_commit(row) if row["commit_id"] else None,
        tags=tuple(json.loads(row["tags"])),
        why=row["why"],
    )


def _commit_page_commit(row: sqlite3.Row) -> Commit:
    from tracker.model.repository import Commit, Mention, MentionKind

    words = json.loads(row["mentions"])
    return Commit(
        id=row["commit_id"],
        parents=tuple(json.loads(row["parents"])),
        author=Person(row["author_name"], row["author_email"]),
        author_date=_commit_page_moment(row["author_date"]),
        committer=Person(row["committer_name"], row["committer_email"]),
        date=_commit_page_moment(row["date"]),
        title=row["title"],
        patch_id=row["patch_id"],
        mentions=tuple(
            Mention(kind=MentionKind(kind), value=value)
            for kind, value in zip(words[::2], words[1::2], strict=True)
        ),
    )


def _commit_page_moment(value: int) -> datetime:
    return datetime.fromtimestamp(value, UTC)


def save_page(connection: sqlite3.Connection, page: CommitPage) -> None:
    """Add what came of asking; earlier answers stay."""
    sql = PAGE.insert.replace("INSERT", "INSERT OR REPLACE", 1)
    connection.execute(sql, _commit_page_row(page))


def _commit_page_row(page: CommitPage) -> tuple[object, ...]:
    asked = (page.digits, page.url, seconds(page.fetched_at), page.state.value, page.why)
    one = page.commit
    if one is None:
        return (*asked, None, "[]", *[None] * 8, "[]", "[]")
    words = tuple(word for mention in one.mentions for word in (mention.kind.value, mention.value))
    return (
        *asked,
        one.id,
        packed(one.parents),
        one.author.name,
        one.author.email,
        seconds(one.author_date),
        one.committer.name,
        one.committer.email,
        seconds(one.date),
        one.title,
        one.patch_id,
        packed(words),
        packed(page.tags),
    )
