"""Writing commit pages, within the transaction that is open."""

import sqlite3

from tracker.model.pages import CommitPage
from tracker.store import pages
from tracker.store.columns import insert
from tracker.store.flatten import array, seconds


def save_page(connection: sqlite3.Connection, page: CommitPage) -> None:
    """Add what came of asking; earlier answers stay."""
    sql = insert(pages.PAGE).replace("INSERT", "INSERT OR REPLACE", 1)
    connection.execute(sql, _row(page))


def _row(page: CommitPage) -> tuple[object, ...]:
    asked = (page.digits, page.url, seconds(page.fetched_at), page.state.value, page.why)
    one = page.commit
    if one is None:
        return (*asked, None, "[]", *[None] * 8, "[]", "[]")
    words = tuple(word for mention in one.mentions for word in (mention.kind.value, mention.value))
    return (
        *asked,
        one.id,
        array(one.parents),
        one.author.name,
        one.author.email,
        seconds(one.author_date),
        one.committer.name,
        one.committer.email,
        seconds(one.date),
        one.title,
        one.patch_id,
        array(words),
        array(page.tags),
    )
