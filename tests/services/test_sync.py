# SPDX-License-Identifier: GPL-2.0-or-later
"""Bringing mail in: what a rebuild reads again."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.mails import patch
from tests.servers import add_to_epoch
from tracker.services.sync import ingest as storing
from tracker.services.sync import sync
from tracker.services.sync.sync import Sync
from tracker.sources.archive import open_archive
from tracker.sources.folders import EmlFolder
from tracker.sources.threadcache import ThreadCache
from tracker.store.load import Reader
from tracker.store.save import Writer

NOW = datetime(2025, 2, 1, tzinfo=UTC)


def brought(home: Path) -> Sync:
    """A database of one mail in a folder."""
    folder = home / "mail"
    folder.mkdir()
    (folder / "a.eml").write_bytes(patch("widget: Turn it", message_id="a@example.org"))
    made = Sync(home / "tracker.db", ThreadCache(home / "threads"), None, lambda: NOW)
    for _ in made.index([EmlFolder(folder)]):
        pass
    return made


def version_read(home: Path) -> bool:
    reader = Reader.open(home / "tracker.db")
    assert reader is not None
    with reader:
        return reader.stale(sync.READ_VERSION + 1)


def newer_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    newer = sync.READ_VERSION + 1
    for module in (sync, storing):
        monkeypatch.setattr(module, "READ_VERSION", newer)


def test_a_rebuild_reads_mail_again_that_older_rules_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = brought(tmp_path)
    assert version_read(tmp_path)
    newer_rules(monkeypatch)
    steps = [step.text for step in made.rebuild()]
    assert any("again" in text for text in steps)
    reader = Reader.open(tmp_path / "tracker.db")
    assert reader is not None
    with reader:
        assert not reader.stale(sync.READ_VERSION)


def test_a_rebuild_without_the_archive_keeps_its_mail_and_what_was_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = brought(tmp_path)
    with Writer(tmp_path / "tracker.db") as writer:
        writer.track("a@example.org", NOW)
    (tmp_path / "mail" / "a.eml").unlink()
    (tmp_path / "mail").rmdir()
    newer_rules(monkeypatch)
    warnings = [step.text for step in made.rebuild() if step.warning]
    assert len(warnings) == 1
    reader = Reader.open(tmp_path / "tracker.db")
    assert reader is not None
    with reader:
        assert reader.series_of("a@example.org") == "a@example.org"
        assert [name for name, _ in reader.tracked()] == ["a@example.org"]


def test_an_index_that_was_ended_reads_only_what_it_had_not_read(tmp_path: Path) -> None:
    raw = [patch(f"lamp {n}: Shine", message_id=f"{n}@example.org") for n in range(3)]
    made = Sync(tmp_path / "tracker.db", ThreadCache(tmp_path / "threads"), None, lambda: NOW)
    add_to_epoch(tmp_path / "0.git", raw)
    epoch = open_archive(tmp_path / "0.git")
    mails = list(epoch.read())
    with Writer(tmp_path / "tracker.db") as writer:
        number = writer.add_archive(epoch.kind, str(epoch.path.resolve()), None)
        storing.Ingest(tmp_path / "tracker.db", lambda: NOW).save(writer, number, mails[:2])
    steps = [step.text for step in made.index([epoch])]
    assert steps[-1].endswith(": 1 mails, 1 new")
    assert steps[-2] == "deriving series from 3 mails"
    reader = Reader.open(tmp_path / "tracker.db")
    assert reader is not None
    with reader:
        assert reader.series_of("0@example.org")
    assert [step.text for step in made.index([epoch])][-1].endswith(": 0 mails, 0 new")
