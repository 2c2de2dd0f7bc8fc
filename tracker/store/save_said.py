"""Writing what a person said about relations."""

from collections.abc import Iterable

from sqlite_utils import Database

from tracker.model.relations import SaidLink
from tracker.store.flatten import seconds


def save_link(db: Database, link: SaidLink) -> None:
    """Keep a word about two works, in place of every earlier one from this side to that."""
    forget_links(db, [(link.source, link.target)])
    db.execute(
        "INSERT INTO said_link (source, kind, target, note, at, cut) VALUES (?, ?, ?, ?, ?, ?)",
        (
            link.source,
            link.kind.value if link.kind else "",
            link.target,
            link.note,
            seconds(link.at),
            int(link.kind is None),
        ),
    )


def forget_links(db: Database, ends: Iterable[tuple[str, str]]) -> None:
    """Forget what was said from a side to another."""
    for source, target in ends:
        db.table("said_link").delete_where("source = ? AND target = ?", [source, target])
