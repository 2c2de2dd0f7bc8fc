# SPDX-License-Identifier: GPL-2.0-or-later
"""What nobody tells of a series of which a part landed: no rung, no blame, and no "nowhere"."""

import pytest

from tests.mails import MIA
from tests.posts import dossier, reply, sent
from tests.state.test_stage import ACK, applied
from tracker.model.landing import StepName
from tracker.model.status import Side, Stage
from tracker.state.dossier import Dossier
from tracker.state.row import turn_of
from tracker.state.summary import summary
from tracker.state.unknown_patches import numbered

ASKED = "> +better;\n\nWhy does it return a pointer here?\n"
NOTICE = applied("n", "a-0", 30, (1,))
"""Of the second patch it says "(no matching commit)"."""


def move(found: Dossier) -> tuple[Side, tuple[str, ...]]:
    turn = turn_of(found, ())
    return turn.side, turn.reasons


def test_a_patch_listed_without_a_commit_gets_no_rung_and_the_stage_stays() -> None:
    found = dossier(*sent("a"), NOTICE)
    assert set(found.landings) == {"a-1@example.org"}
    assert found.standing.stage is Stage.PARTIALLY_APPLIED


def test_the_line_that_lists_it_is_kept() -> None:
    found = dossier(*sent("a"), NOTICE)
    (line,) = found.untold.values()
    assert set(found.untold) == {"a-2@example.org"}
    assert (line.message_id, line.quote) == ("n@example.org", "widget: Make it better, part 2")


def test_nobody_is_to_move_for_a_patch_of_which_nobody_knows() -> None:
    side, reasons = move(dossier(*sent("a"), NOTICE))
    assert side is Side.NOBODY
    assert reasons == ("its notice names no commit for patch 2: whether it landed is not known",)


def test_what_was_asked_before_the_notice_is_settled_by_it() -> None:
    found = dossier(*sent("a"), reply("q", "a-2", ASKED, hours=20), NOTICE)
    assert move(found)[0] is Side.NOBODY


def test_what_is_asked_after_the_notice_is_the_authors() -> None:
    found = dossier(*sent("a"), NOTICE, reply("q", "a-2", ASKED, hours=40))
    assert move(found)[0] is Side.AUTHOR


def test_a_later_notice_with_the_commit_leaves_nothing_untold() -> None:
    found = dossier(*sent("a"), NOTICE, applied("m", "a-0", 31))
    assert found.untold == {}
    assert found.rest is None
    assert found.standing.stage is Stage.APPLIED


def test_a_patch_that_no_word_names_is_not_known_once_all_is_quiet() -> None:
    took = reply("t", "a-1", "Applied to widgets-next, thanks!\n", MIA, hours=30)
    side, reasons = move(dossier(*sent("a"), *ACK, took))
    assert side is Side.UNKNOWN
    assert reasons[0].startswith("applied in part; whether the rest was applied is not known")


def test_patches_that_no_archive_holds_are_nobodys_turn() -> None:
    """Its only patch at hand is in; of the other its notice names no commit."""
    found = dossier(*sent("a")[:2], NOTICE)
    assert found.standing.stage is Stage.PARTIALLY_APPLIED
    words = "patch 2 is not fetched: whether it landed is not known"
    assert move(found) == (Side.NOBODY, (words,))
    assert words in summary(found, turn_of(found, ()))


def test_a_patch_that_no_archive_holds_is_in_where_its_notice_names_the_commit() -> None:
    found = dossier(*sent("a")[:2], applied("n", "a-0"))
    assert found.standing.stage is Stage.APPLIED
    assert found.series.newest.missing == (2,)
    assert summary(found, turn_of(found, ())).startswith("Both patches of v1 were applied")


def test_a_notice_of_another_version_tells_nothing_of_what_is_missing() -> None:
    both = applied("n", "a-0").replace(b"[2/2]", b"[v2,2/2]")
    assert dossier(*sent("a")[:2], both).standing.stage is Stage.PARTIALLY_APPLIED


SEEN = reply(
    "s", "a-1", "This patch landed in today's linux-next as commit 111111111111. The gears stop.\n"
)


def test_who_sees_a_patch_in_linux_next_has_not_applied_it() -> None:
    (rung,) = dossier(*sent("a"), SEEN).landings["a-1@example.org"].rungs
    assert (rung.rung, rung.by, rung.seen) == (StepName.NEXT, None, True)
    assert rung.who == "seen by Rex Reviewer"


def test_the_others_of_a_series_seen_in_part_are_not_left_out() -> None:
    found = dossier(*sent("a"), SEEN)
    assert found.rest is not None and found.rest.whole
    assert summary(found, turn_of(found, ())).startswith(
        "1 of 2 patches of v1 seen 2025-01-06 in linux-next; whether the others are there"
    )


@pytest.mark.parametrize(
    ("positions", "words"),
    [((3,), "patch 3"), ((1, 2), "patches 1-2"), ((9, 1, 2, 3, 7), "patches 1-3, 7, 9")],
)
def test_positions_are_told_in_runs(positions: tuple[int, ...], words: str) -> None:
    assert numbered(positions) == words
