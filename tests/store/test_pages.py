# SPDX-License-Identifier: GPL-2.0-or-later
"""Commit pages are kept as they came, every time that a server was asked."""

from datetime import timedelta
from pathlib import Path

from tests.store.conftest import ANN, NOON
from tracker.model.outside.pages import CommitPage, PageState
from tracker.model.repository import Commit, Mention, MentionKind
from tracker.store.load import Reader
from tracker.store.save import Writer

COMMIT = Commit(
    id="a" * 40,
    parents=("b" * 40, "c" * 40),
    author=ANN,
    author_date=NOON,
    committer=ANN,
    date=NOON + timedelta(days=1),
    title="gizmo: Türn it",
    patch_id="d" * 40,
    mentions=(
        Mention(kind=MentionKind.LINK, value="one@example.org"),
        Mention(kind=MentionKind.FIXES, value="0123456789ab"),
    ),
)


def asked(hours: int, state: PageState, commit: Commit | None = None) -> CommitPage:
    return CommitPage(
        digits="a" * 12,
        url="https://git.example.org/gizmo.git/commit/?id=" + "a" * 12,
        fetched_at=NOON + timedelta(hours=hours),
        state=state,
        commit=commit,
        tags=("v1.0",) if commit else (),
        why="" if commit else "it is not known to the server (404)",
    )


def test_every_answer_is_kept_and_comes_back_as_it_was(tmp_path: Path) -> None:
    pages = (
        asked(0, PageState.FAILED),
        asked(1, PageState.MISSING),
        asked(2, PageState.FOUND, COMMIT),
    )
    with Writer(tmp_path / "t.db") as writer:
        for one in reversed(pages):
            writer.save_page(one)
        writer.save_page(pages[0])
    reader = Reader.open(tmp_path / "t.db")
    assert reader is not None
    with reader:
        assert reader.pages(["a" * 12, "f" * 12]) == pages
        assert reader.pages(["a" * 11]) == ()
