# SPDX-License-Identifier: GPL-2.0-or-later
"""What ends a snooze: the words that a user may type, and the moment at which it ends."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from tracker.errors import Usage
from tracker.model.mail import Person
from tracker.model.rows import LandedRow, RevisionRow, SeriesRow
from tracker.model.said import Snooze, Until, awaited
from tracker.model.status import Side, Stage, Turn
from tracker.state.snooze import awake, come_so_far, read_until

NOW = datetime(2031, 1, 31, 12, 0, 30, tzinfo=UTC)
DAY = timedelta(days=1)
ANN = Person("Ann Author", "ann@example.org")


def posting(version: int) -> RevisionRow:
    name = f"v{version}@example.org"
    return RevisionRow(
        version=version, label="", message_id=name, date=NOW, expected=1, patches=(name,)
    )


def standing(**fields: object) -> SeriesRow:
    plain = SeriesRow(
        id="v1@example.org",
        title="gizmo: spin",
        author=ANN,
        lists=(),
        project=None,
        stage=Stage.NEW,
        turn=Turn(side=Side.REVIEWERS),
        last_activity=NOW,
        revisions=(posting(1), posting(2)),
        tracked=True,
        reviewed=0,
        open_questions=0,
        blocked=False,
        summary="",
    )
    return replace(plain, **fields)  # type: ignore[arg-type]  # the fields of the record


def said(text: str, **fields: object) -> Snooze:
    return read_until(text, "v1@example.org", NOW, version=2, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("3d", NOW + 3 * DAY),
        ("1 day", NOW + DAY),
        ("2w", NOW + 14 * DAY),
        ("2 weeks", NOW + 14 * DAY),
        ("until 2w", NOW + 14 * DAY),
        ("1mo", NOW.replace(month=2, day=28)),
        ("6mo", NOW.replace(month=7)),
        ("11 months", NOW.replace(month=12)),
        ("12mo", NOW.replace(year=2032)),
        ("1y", NOW.replace(year=2032)),
        ("tomorrow", datetime.combine(NOW.date(), time(), UTC) + DAY),
        (f"{NOW:%A}", datetime.combine(NOW.date(), time(), UTC) + 7 * DAY),
        (f"{NOW + DAY:%a}".lower(), datetime.combine(NOW.date(), time(), UTC) + DAY),
        ("2031-03-01", datetime(2031, 3, 1, tzinfo=UTC)),
        ("2031-03-01T08:00:00+02:00", datetime(2031, 3, 1, 6, tzinfo=UTC)),
        (" 2031-03-01  09:30 ", datetime(2031, 3, 1, 9, 30, tzinfo=UTC)),
    ],
)
def test_a_time_may_be_a_span_or_a_day(text: str, date: datetime) -> None:
    """A month is one of the calendar; the 31st of a short one is its last day."""
    found = said(text)
    assert (found.until, found.date, found.at) == (Until.DATE, date, NOW)


@pytest.mark.parametrize(
    ("text", "until", "told"),
    [
        ("answer", Until.ANSWER, "until somebody answers"),
        ("Reply", Until.ANSWER, "until somebody answers"),
        ("version", Until.VERSION, "until v3 is posted"),
        ("v3", Until.VERSION, "until v3 is posted"),
        ("v12", Until.VERSION, "until v12 is posted"),
        ("landed", Until.LANDED, "until it has landed"),
        ("v6.17", Until.TAG, "until v6.17"),
        ("6.17-rc1", Until.TAG, "until 6.17-rc1"),
        ("libgizmo-2.0", Until.TAG, "until libgizmo-2.0"),
        ("2031-03-01", Until.DATE, "until 2031-03-01"),
        ("1d", Until.DATE, "until 2031-02-01 12:00"),
    ],
)
def test_what_was_meant_is_told_in_words(text: str, until: Until, told: str) -> None:
    found = said(text)
    assert (found.until, awaited(found)) == (until, told)


@pytest.mark.parametrize(
    "text",
    ["", "soon", "2", "2x", "w2", "-2w", "2031-13-01", "31.03.2031", "for-net-2031", "v", "٣d"],
)
def test_what_is_not_understood_is_refused_with_the_forms(text: str) -> None:
    with pytest.raises(Usage, match=r"2w, 3d, 6mo, monday, 2026-03-01, answer"):
        said(text)


@pytest.mark.parametrize("text", ["0d", "2031-01-31", "1999-01-01", "9999y", "9999-12-31T23:59-12"])
def test_a_time_that_is_over_or_never_comes_is_refused(text: str) -> None:
    with pytest.raises(Usage, match=r"time to come|too far away|ends no snooze"):
        said(text)


def test_a_version_that_is_there_is_refused() -> None:
    with pytest.raises(Usage, match="the next is v3"):
        said("v2")


def test_a_long_text_is_not_echoed_whole() -> None:
    with pytest.raises(Usage) as caught:
        said("x" * 100_000)
    assert len(str(caught.value)) < 300


def test_a_date_ends_it_at_its_start() -> None:
    snooze = said("2031-03-01")
    start = datetime(2031, 3, 1, tzinfo=UTC)
    assert awake(snooze, standing(), start - timedelta(seconds=1)) is None
    assert awake(snooze, standing(), start) == "2031-03-01 has come"


def test_an_answer_ends_it_if_it_came_after_the_word() -> None:
    """What was there before does not count, nor what the author writes."""
    snooze, later = said("answer"), NOW + DAY
    assert awake(snooze, standing(), later) is None
    assert awake(snooze, standing(last_other=NOW - DAY, last_activity=later), later) is None
    assert awake(snooze, standing(last_other=NOW + DAY), later) == "somebody has answered"


def test_any_change_ends_what_one_is_done_with() -> None:
    """Also a mail that was sent before and came in late; time alone is none."""
    before = standing(last_activity=NOW - 3 * DAY)
    snooze = said("change", so_far=come_so_far(before))
    assert (snooze.until, awaited(snooze)) == (Until.CHANGE, "until something changes")
    assert awake(snooze, before, NOW + 365 * DAY) is None
    for change in (
        {"last_activity": NOW - 2 * DAY},
        {"stage": Stage.APPLIED, "last_activity": before.last_activity},
    ):
        assert awake(snooze, standing(**change), NOW) == "something has changed"
    waiting = said("change", so_far=come_so_far(before), blocked=True)
    assert awake(waiting, before, NOW) == "all that it needed has landed"


def test_a_newer_version_ends_it() -> None:
    snooze = said("version")
    assert awake(snooze, standing(), NOW) is None
    newer = standing(revisions=(posting(1), posting(2), posting(3)))
    assert awake(snooze, newer, NOW) == "v3 is posted"
    assert awake(said("v4"), newer, NOW) is None


def test_landing_of_what_it_needs_ends_it() -> None:
    snooze = said("landed", blocked=True)
    assert awaited(snooze) == "until all that it needs has landed"
    assert awake(snooze, standing(blocked=True, blocked_by=("x",)), NOW) is None
    assert awake(snooze, standing(), NOW) == "all that it needed has landed"


def test_what_needs_nothing_is_snoozed_until_it_lands_itself() -> None:
    snooze = said("landed")
    assert awake(snooze, standing(), NOW) is None
    assert awake(snooze, standing(stage=Stage.PARTIALLY_APPLIED), NOW) is None
    for stage in (Stage.APPLIED, Stage.MAINLINE, Stage.RELEASED):
        assert awake(snooze, standing(stage=stage), NOW) == "it has landed"


@pytest.mark.parametrize(
    ("awaited_tag", "tag", "ends"),
    [
        ("v6.17", "v6.17", True),
        ("6.17", "v6.17", True),
        ("v6.17", "v6.17-rc1", False),
        ("v6.17-rc2", "v6.17-rc1", False),
        ("v6.17-rc2", "v6.17-rc2", True),
        ("v6.17-rc9", "v6.17-rc10", True),
        ("v6.17-rc2", "v6.17", True),
        ("v6.17", "v6.18-rc1", True),
        ("v6.17", "v6.9", False),
        ("v6.17", "v6.17.3", True),
        ("v6.17", "v6.12.40", False),
        ("v6.17", "libgizmo-7.0", False),
        ("libgizmo-2.0", "libgizmo-2.1", True),
        ("libgizmo-2.0", "v6.17", False),
        ("v1.8", "v1.8pre1", False),
    ],
)
def test_a_tag_ends_it_if_the_series_is_in_it_or_in_a_later_one(
    awaited_tag: str, tag: str, ends: bool
) -> None:
    """Candidates stand before their release; tags of another name say nothing."""
    row = standing(landed=(LandedRow(rung="tree", tree="x"), LandedRow(rung="release", tag=tag)))
    assert (awake(said(awaited_tag), row, NOW) is not None) is ends


def test_a_tag_ends_it_as_soon_as_a_repository_holds_it() -> None:
    snooze = said("v6.17")
    assert awake(snooze, standing(), NOW, ["v6.18", "v6.17-rc7", "next-6.17"]) is None
    assert awake(snooze, standing(), NOW, ["v6.18", "V6.17"]) == "v6.17 is there"


def test_a_word_does_not_hold_before_it_was_said() -> None:
    """A board that is told for an earlier day shows the series."""
    snooze = replace(said("2w"), at=NOW)
    assert awake(snooze, standing(), NOW - timedelta(minutes=1)) is not None
    assert awake(snooze, standing(), NOW.replace(microsecond=0)) is None
