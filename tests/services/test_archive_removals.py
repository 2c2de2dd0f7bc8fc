# SPDX-License-Identifier: GPL-2.0-or-later
"""What an archive takes out decides nothing any more: a real public-inbox, its d and its rewind."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.mails import at, mail, patch
from tests.servers import add_to_epoch
from tracker.services.sync.sync import Sync
from tracker.sources.archive import open_archive
from tracker.sources.threadcache import ThreadCache
from tracker.store.load import Reader

NOW = datetime(2025, 2, 1, tzinfo=UTC)
PATCH = patch("widget: Turn it", message_id="p@example.org")
NACK = mail(
    "Re: [PATCH] widget: Turn it", "Rex Reviewer <rex@example.org>",
    "NAK, this breaks every widget.\n",
    message_id="n@example.org", in_reply_to="p@example.org", date=at(5),
)  # fmt: skip


@pytest.fixture
def sync(tmp_path: Path) -> Sync:
    return Sync(tmp_path / "t.db", ThreadCache(tmp_path / "threads"), None, lambda: NOW)


def index(sync: Sync, *places: Path) -> str:
    return list(sync.index([open_archive(one) for one in places]))[-1].text


@pytest.fixture
def epoch(tmp_path: Path) -> Path:
    add_to_epoch(tmp_path / "git" / "0.git", [PATCH, NACK])
    return tmp_path / "git" / "0.git"


def held(tmp_path: Path) -> set[str]:
    reader = Reader.open(tmp_path / "t.db")
    assert reader is not None
    with reader:
        return {one.message_id for one in reader.all_messages()}


def replies(tmp_path: Path) -> tuple[str, ...]:
    """The answers that the series of the patch is judged by."""
    reader = Reader.open(tmp_path / "t.db")
    assert reader is not None
    with reader:
        (series,) = reader.series(["p@example.org"])
        return series.newest.replies


def test_a_mail_that_the_archive_deletes_is_forgotten(
    sync: Sync, epoch: Path, tmp_path: Path
) -> None:
    index(sync, epoch)
    assert replies(tmp_path) == ("n@example.org",)
    add_to_epoch(epoch, [NACK], file="d")
    assert "1 taken out" in index(sync, epoch)
    assert held(tmp_path) == {"p@example.org"}
    assert replies(tmp_path) == ()
    assert "taken out" not in index(sync, epoch)


def test_a_mail_that_is_gone_from_a_rewritten_history_is_forgotten(
    sync: Sync, epoch: Path, tmp_path: Path
) -> None:
    index(sync, epoch)
    subprocess.run(
        ["git", f"--git-dir={epoch}", "update-ref", "refs/heads/master", "master^"], check=True
    )
    add_to_epoch(epoch, [mail("other", message_id="o@example.org")])
    index(sync, epoch)
    assert held(tmp_path) == {"p@example.org", "o@example.org"}
    assert replies(tmp_path) == ()


def test_a_mail_that_another_archive_holds_stays(sync: Sync, epoch: Path, tmp_path: Path) -> None:
    folder = tmp_path / "box"
    folder.mkdir()
    (folder / "n.eml").write_bytes(NACK)
    index(sync, epoch, folder)
    add_to_epoch(epoch, [NACK], file="d")
    index(sync, epoch)
    assert held(tmp_path) == {"p@example.org", "n@example.org"}
    assert replies(tmp_path) == ("n@example.org",)


def test_a_mail_that_is_deleted_and_sent_again_stays(
    sync: Sync, epoch: Path, tmp_path: Path
) -> None:
    index(sync, epoch)
    add_to_epoch(epoch, [NACK], file="d")
    add_to_epoch(epoch, [NACK])
    index(sync, epoch)
    assert replies(tmp_path) == ("n@example.org",)
