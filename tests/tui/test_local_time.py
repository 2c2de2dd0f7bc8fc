# SPDX-License-Identifier: GPL-2.0-or-later
"""Moments in the zone of the system."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from tracker.tui.local_time import in_local_time
from tracker.tui.messages import Stamped


@dataclass(frozen=True)
class Inner:
    at: datetime | None


@dataclass(frozen=True)
class Outer:
    name: str
    parts: tuple[Inner, ...]
    by_name: dict[str, Inner]


NOON = datetime(2026, 3, 13, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "LMT-5:30")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_every_moment_of_a_record_is_in_local_time_and_the_same_moment() -> None:
    read = Outer("lamp", (Inner(NOON), Inner(None)), {"first": Inner(NOON)})
    local = in_local_time(read)
    assert local == read
    moments = [local.parts[0].at, local.by_name["first"].at]
    assert [f"{one:%H:%M %Z}" for one in moments if one] == ["17:30 LMT", "17:30 LMT"]


def test_what_has_no_moment_is_the_same_thing() -> None:
    message, record = Stamped(1), Inner(None)
    assert in_local_time(message) is message
    assert in_local_time(record) is record
