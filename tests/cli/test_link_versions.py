# SPDX-License-Identifier: GPL-2.0-or-later
"""Versions joined and cut by hand, by ``tracker link`` and ``unlink``; each can be taken back."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Tracker
from tests.mails import at, diff, patch

OLD = patch("gear: Turn it", message_id="old@example.org", date=at(1),
            change=diff("lib/gear.c", new="turn"))  # fmt: skip
NEW = patch("cog: Something else", version=2, message_id="new@example.org", date=at(9000),
            change=diff("lib/cog.c", new="other"))  # fmt: skip
AGAIN = patch("gear: Turn it", version=2, message_id="again@example.org", date=at(50),
              change=diff("lib/gear.c", new="turn again"))  # fmt: skip


@pytest.fixture
def held(tracker: Tracker, tmp_path: Path) -> Tracker:
    folder = tmp_path / "mail"
    folder.mkdir()
    for number, raw in enumerate((OLD, NEW, AGAIN)):
        (folder / f"{number}.eml").write_bytes(raw)
    assert tracker("index", folder).status == 0
    return tracker


def versions(tracker: Tracker, ref: str) -> list[str]:
    shown = json.loads(tracker("show", ref, "--json", "--offline").out)
    return [one["message_id"] for one in shown["revisions"]]


def test_a_version_is_joined_by_hand_and_taken_back(held: Tracker) -> None:
    old = ["old@example.org", "again@example.org"]
    assert versions(held, "old@example.org") == old
    ran = held("link", "new@example.org", "previous-version", "old@example.org", "--offline")
    assert ran.status == 0, ran.err
    assert versions(held, "old@example.org") == [*old, "new@example.org"]
    assert held("rebuild").status == 0
    assert versions(held, "new@example.org") == [*old, "new@example.org"]
    assert "revision.said" in held("why", "old@example.org", "--offline").out
    assert held("unlink", "new@example.org", "old@example.org", "--offline").status == 0
    assert versions(held, "new@example.org") == ["new@example.org"]
    assert held("undo").status == 0
    assert versions(held, "new@example.org") == [*old, "new@example.org"]


def test_versions_that_are_none_are_cut_and_stay_so(held: Tracker) -> None:
    assert held("unlink", "old@example.org", "again@example.org", "--offline").status == 0
    assert versions(held, "again@example.org") == ["again@example.org"]
    assert held("rebuild").status == 0
    assert versions(held, "old@example.org") == ["old@example.org"]
    assert held("undo").status == 0
    assert len(versions(held, "old@example.org")) == 2


def test_one_posting_and_a_posting_that_is_not_there_are_wrong(held: Tracker) -> None:
    assert held("unlink", "old@example.org", "old@example.org", "--offline").status == 2
    ran = held("link", "old@example.org", "previous-version", "gone@example.org", "--offline")
    assert ran.status == 3
