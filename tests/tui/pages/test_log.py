# SPDX-License-Identifier: GPL-2.0-or-later
"""What happened, newest first."""

from types import SimpleNamespace

from tracker.render.lines import Row
from tracker.render.log import log_rows


def shown(rows: tuple[Row, ...]) -> list[str]:
    """The lines without their roles."""
    return ["".join(span.text for span in row.draw(80)).rstrip() for row in rows]


def test_what_came_since_the_last_look_stands_apart(make: SimpleNamespace) -> None:
    """Marked, and counted above."""
    lines = shown(log_rows(make.view(seen=make.ago(5)), 80))
    assert lines[0].startswith("1 new event")
    assert lines[1].startswith("•2026-03-18")
    assert lines[3] == "Before that"
    assert lines[4].startswith(" 2026-03-11")


def test_nothing_new_is_said(make: SimpleNamespace) -> None:
    """With the day of the last look."""
    lines = shown(log_rows(make.view(seen=make.now), 80))
    assert lines[0].startswith("Nothing new  you looked at it 2026-03-20 12:00 UTC")
    assert not any("•" in line for line in lines)


def test_nothing_is_new_to_who_never_looked(make: SimpleNamespace) -> None:
    """All of it would be."""
    lines = shown(log_rows(make.view(), 80))
    assert lines[0].startswith(" 2026-03-18")
    assert len(lines) == 2


def test_no_events_are_said(make: SimpleNamespace) -> None:
    """Not an empty screen."""
    assert shown(log_rows(make.view(events=()), 80)) == [" nothing yet"]
