# SPDX-License-Identifier: GPL-2.0-or-later
"""Hostile mail beside a good one: the good one is stored, and each bad one has its reason."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.hostile import SHAPES
from tests.mails import patch
from tracker.model.mail import Stored
from tracker.services.sync import guarded_read
from tracker.services.sync.sync import Sync
from tracker.sources.folders import EmlFolder
from tracker.sources.threadcache import ThreadCache
from tracker.store.load import Reader

NOW = datetime(2025, 2, 1, tzinfo=UTC)
GOOD = patch("widget: Turn it", message_id="good@example.org")
FUZZED = Path(__file__).parent.parent / "fuzz"


def indexed(folder: Path) -> tuple[Reader, list[str]]:
    """Index a folder of mails; the database, and the steps in words."""
    sync = Sync(folder.parent / "tracker.db", ThreadCache(folder.parent / "t"), None, lambda: NOW)
    steps = [step.text for step in sync.index([EmlFolder(folder)])]
    reader = Reader.open(folder.parent / "tracker.db")
    assert reader is not None
    return reader, steps


def folder_of(path: Path, **mails: bytes) -> Path:
    folder = path / "mail"
    folder.mkdir()
    for name, raw in mails.items():
        (folder / f"{name}.eml").write_bytes(raw)
    return folder


def test_every_shape_and_every_mail_that_broke_a_reader_is_indexed_beside_a_good_one(
    tmp_path: Path,
) -> None:
    bad = {
        f"bad{number}": shape(600).replace(b"shape@", b"shape%d@" % number)
        for number, shape in enumerate(SHAPES.values())
    }
    broke = {f"fuzzed{one.stem}": one.read_bytes() for one in FUZZED.glob("*.eml")}
    reader, _ = indexed(folder_of(tmp_path, a_good=GOOD, z_good=GOOD, **bad, **broke))
    with reader:
        assert reader.where("good@example.org") is not None


def test_what_raises_and_what_takes_too_long_are_named_and_the_rest_is_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = guarded_read.read_all

    def read(mail: Stored):  # type: ignore[no-untyped-def]
        if b"raises@" in mail.raw:
            raise KeyError("of a rule")
        while b"endless@" in mail.raw:
            pass
        return real(mail)

    monkeypatch.setattr(guarded_read, "read_all", read)
    monkeypatch.setattr(guarded_read, "SECONDS", 0.05)
    folder = folder_of(
        tmp_path,
        a=patch("widget: Turn", message_id="raises@example.org"),
        b=patch("widget: Turn", message_id="endless@example.org"),
        c=GOOD,
    )
    reader, steps = indexed(folder)
    with reader:
        assert reader.where("good@example.org") is not None
        reasons = sorted(one.why for one in reader.unreadable())
    assert "KeyError" in reasons[0]
    assert "longer than" in reasons[1]
    assert any("2 unreadable" in step for step in steps), steps
