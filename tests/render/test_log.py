# SPDX-License-Identifier: GPL-2.0-or-later
"""The log as text: days, series, events and where each can be read."""

from dataclasses import replace

from tests.views import samples
from tests.views.reported import NEWS, log, news
from tracker.model.report import Asked
from tracker.model.views import Event
from tracker.render.log import log_text
from tracker.render.style import Style

STYLE = Style()


def test_a_day_is_a_heading_and_each_event_has_its_mail_or_commit():
    told = log_text(log(*reversed(NEWS)), STYLE)
    assert told.startswith(
        "2025-03-18\n"
        "  [gadgets] gadgets: levers without a driver\n"
        "  09:30 ● patch 1 released in v6.99-rc1 (v2)\n"
        f"          commit {'1a' * 20}\n"
        "\n"
        "2025-03-14\n"
        "  09:30 ● patches 1-2 applied to gadgets-next by Mia Maintainer (v2)\n"
        "          <applied@example.org>\n"
    )
    assert told.endswith("\n5 events, as of 2025-03-20 12:00 UTC.\n")


def test_a_series_is_named_where_another_stood_before():
    plain = log(NEWS[0], NEWS[1], NEWS[0])
    other = replace(plain.entries[1], id="winch@example.org", title="winch: pull")
    told = log_text(replace(plain, entries=(plain.entries[0], other, plain.entries[2])), STYLE)
    assert told.count("[gadgets] gadgets: levers without a driver") == 2
    assert told.count("winch: pull") == 1


def test_the_log_of_one_series_does_not_name_it():
    told = log_text(log(*NEWS, asked=Asked(ref="v2-0@example.org")), STYLE)
    assert "levers without a driver" not in told


def test_it_says_since_when_and_what_is_left_out():
    told = log_text(log(news("tag", "x"), since=samples.at(11), left_out=7), STYLE)
    assert "1 event since 2025-03-11 09:30 UTC, as of 2025-03-20 12:00 UTC; 7 older ones" in told


def test_nothing_is_told_in_one_line():
    assert log_text(log(), STYLE) == "0 events, as of 2025-03-20 12:00 UTC.\n"


def steps(*patches: int, step: str = "applied to gadgets-next") -> list[Event]:
    """One landing step of some patches, as one mail reports it."""
    return [replace(news("applied", f"patch {n} {step}"), patch=n, step=step) for n in patches]


def test_patches_that_took_one_step_together_are_one_event():
    told = log_text(log(*steps(1, 2, 3, 5)), STYLE)
    assert "● patches 1-3, 5 applied to gadgets-next\n" in told
    assert told.count("<applied@example.org>") == 1


def test_steps_that_differ_or_came_by_another_mail_are_told_apart():
    other = replace(steps(2)[0], message_id="second@example.org")
    told = log_text(log(*steps(1), other, *steps(3, step="applied to levers-next")), STYLE)
    assert [line[10:] for line in told.splitlines() if "patch" in line] == [
        "patch 1 applied to gadgets-next",
        "patch 2 applied to gadgets-next",
        "patch 3 applied to levers-next",
    ]
