# SPDX-License-Identifier: GPL-2.0-or-later
"""A series as it stood at any moment: nothing that was sent later shows."""

import pytest

from tests.mails import ADA, at, diff, patch
from tests.posts import LATE, dossier, pool, reply, sent, tagged, work
from tracker.model.status import Stage
from tracker.state.dossier import compile_dossier, seen_at

DAY = 24
STORY = [
    *sent("a"),
    reply("nak", "a-0", "NAK. This breaks every gear.\n", hours=5),
    *sent("b", version=2, hours=DAY),
    tagged("t1", "b-1", hours=30),
    tagged("t2", "b-2", hours=31),
    reply("back", "b-0", "Please ignore this series, it is broken.\n", ADA, hours=50),
]


@pytest.mark.parametrize(
    ("hours", "stage", "versions"),
    [
        (1, Stage.NEW, [1]),
        (5, Stage.CHANGES_REQUESTED, [1]),
        (DAY - 1, Stage.CHANGES_REQUESTED, [1]),
        (DAY + 1, Stage.NEW, [1, 2]),
        (30, Stage.UNDER_REVIEW, [1, 2]),
        (31, Stage.REVIEWED, [1, 2]),
        (50, Stage.WITHDRAWN, [1, 2]),
    ],
)
def test_a_replay_shows_the_series_as_it_stood(
    hours: float, stage: Stage, versions: list[int]
) -> None:
    found = dossier(*STORY, as_of=at(hours))
    assert found.standing.stage is stage
    assert [one.version for one in found.series.revisions] == versions
    assert found.last <= found.as_of == at(hours)
    assert all(one.date <= at(hours) for one in found.messages.values())


def test_before_the_first_mail_there_is_nothing() -> None:
    assert compile_dossier(work(*STORY), pool(*STORY), at(-1)) is None


def test_a_replay_equals_the_story_told_then() -> None:
    """What is judged of all mail at a moment is what is judged of the mail sent by then."""
    for hours in (1, 5, DAY + 1, 30, 31, 50):
        then = [raw for raw, one in zip(STORY, pool(*STORY).values(), strict=True)
                if one.date <= at(hours)]  # fmt: skip
        replayed, told = dossier(*STORY, as_of=at(hours)), dossier(*then, as_of=at(hours))
        assert replayed.standings == told.standings
        assert replayed.reviews == told.reviews
        assert replayed.last == told.last


def test_a_posting_half_sent_is_known_by_what_was_sent() -> None:
    raws = sent("a", total=3)[1:]
    first = next(iter(pool(*raws).values()))
    found = dossier(*raws, as_of=first.date)
    assert found.series.revisions[0].message_id == first.message_id
    assert found.series.revisions[0].missing == (2, 3)
    assert found.standing.stage is Stage.INCOMPLETE


def test_the_cover_may_come_after_its_patches() -> None:
    raws = [sent("a", hours=1)[0], *sent("a")[1:]]
    before = dossier(*raws, as_of=at(0.5))
    assert (before.series.revisions[0].cover, before.review.tags) == (None, ())
    assert dossier(*raws).series.revisions[0].cover == "a-0@example.org"


def test_evidence_of_later_versions_is_left_out_of_a_replay() -> None:
    series, messages = work(*STORY), pool(*STORY)
    assert len(series.evidence) == 1
    sent_by = {name: one for name, one in messages.items() if one.date <= at(5)}
    cut = seen_at(series, sent_by)
    assert cut is not None
    assert cut.evidence == ()
    assert seen_at(series, messages) == series
    assert seen_at(series, {}) is None


def test_a_partial_reroll_supersedes_nothing() -> None:
    newer = patch("widget: Make it better, part 2", version=2, message_id="n@x.org",
                  in_reply_to="a-2@example.org", date=at(DAY), change=diff("z.c"))  # fmt: skip
    found = dossier(*sent("a"), newer)
    assert found.standings["a-0@example.org"].stage is Stage.NEW
    assert found.series.newest.message_id == "a-0@example.org"


def test_the_review_of_the_dossier_is_that_of_the_newest_version() -> None:
    found = dossier(*STORY, as_of=LATE)
    assert found.review is found.reviews["b-0@example.org"]
    assert {tag.message_id for tag in found.review.tags} == {"t1@example.org", "t2@example.org"}
