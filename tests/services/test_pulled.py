# SPDX-License-Identifier: GPL-2.0-or-later
"""Patches whose landing only a pull request tells of, and the machine that says it was merged."""

from pathlib import Path

import pytest

from tests.freshened import board, is_true, judged
from tests.landings import Landings
from tests.mails import ADA, MIA, at, cover, mail, patch
from tests.posts import reply
from tests.pulls import MERGE, TREE, merged, pull_request, request_text
from tests.stored import Stock
from tracker.model.landing import Proof, StepName
from tracker.model.status import Side, Stage

BOB = "Bob Builder <bob@example.org>"
GEAR = "gear: oil the wheel"
LISTED = {"Ada Author": [GEAR], "Bob Builder": ["lever: turn"]}
MALLORY = "Mallory <mallory@example.com>"


def gear(hours: float = 0, **given: object) -> bytes:
    """A patch that is addressed to its maintainer."""
    fields = {"message_id": "gear@example.org", "to": [MIA], "date": at(hours), **given}
    return patch(GEAR, ADA, **fields)  # type: ignore[arg-type]  # keywords of patch()


def lever() -> list[bytes]:
    return [
        cover("lever things", BOB, total=2, message_id="lever-0@example.org", to=[MIA]),
        *(
            patch(title, BOB, number=n, total=2, message_id=f"lever-{n}@example.org", to=[MIA],
                  in_reply_to="lever-0@example.org")
            for n, title in enumerate(("lever: turn", "lever: push"), 1)
        ),
    ]  # fmt: skip


def test_what_a_pull_request_lists_is_in_its_senders_tree(tmp_path: Path) -> None:
    found = Landings(tmp_path, gear(), pull_request(LISTED))
    (rung,) = found.rungs("gear")
    assert (rung.rung, rung.tree, rung.date, rung.proof) == (
        StepName.TREE, TREE, at(100), Proof.CLAIM,
    )  # fmt: skip
    assert (rung.evidence.rule, rung.evidence.message_id) == ("notice.pull", "pull@example.org")
    assert rung.evidence.quote == GEAR
    assert found.view("gear").turn.side is Side.NOBODY


def test_who_applied_it_before_they_asked_said_when(tmp_path: Path) -> None:
    """The request tells the tree, and no other day."""
    word = reply("applied", "gear", "Applied to gear-next, thanks.\n", MIA, hours=10)
    (rung,) = Landings(tmp_path, gear(), word, pull_request(LISTED)).rungs("gear")
    assert (rung.date, rung.tree, rung.evidence.message_id) == (
        at(10), "gear-next", "applied@example.org",
    )  # fmt: skip


def test_what_it_does_not_list_is_not(tmp_path: Path) -> None:
    found = Landings(tmp_path, *lever(), pull_request(LISTED))
    assert found.told("lever-1") == [f"tree {TREE}/None"]
    assert found.told("lever-2") == []
    assert found.view("lever-0").stage is Stage.PARTIALLY_APPLIED


def test_what_a_merged_request_lists_is_in_mainline_by_that_merge(tmp_path: Path) -> None:
    found = Landings(tmp_path, gear(), pull_request(LISTED), merged())
    first, last = found.rungs("gear")
    assert (first.rung, last.rung) == (StepName.TREE, StepName.MAINLINE)
    assert (last.merge, last.commit, last.date) == (MERGE, None, at(130))
    assert (last.evidence.rule, last.evidence.message_id) == (
        "notice.pr-tracker", "pull-merged@example.org",
    )  # fmt: skip
    assert last.evidence.quote == "has been merged into torvalds/linux.git:"
    assert found.view("gear").stage is Stage.MAINLINE
    assert found.view("gear", 120).stage is Stage.APPLIED


def test_a_request_of_nobody_who_was_asked_is_a_claim_until_it_is_merged(tmp_path: Path) -> None:
    forged = pull_request(LISTED, MALLORY)
    found = Landings(tmp_path, gear(), forged)
    assert found.told("gear") == []
    assert found.view("gear").stage is Stage.NEW
    found.stock.take([merged()])
    assert found.view("gear").stage is Stage.MAINLINE


def test_an_authors_own_request_puts_nothing_in(tmp_path: Path) -> None:
    found = Landings(tmp_path, gear(), pull_request(LISTED, ADA))
    assert found.told("gear") == []


def test_the_patches_of_a_request_are_not_in_by_asking(tmp_path: Path) -> None:
    """Its cover lists them; they wait for who pulls."""
    asked = mail("[PULL 0/1] widgets", MIA, request_text(LISTED),
                 message_id="set-0@example.org", date=at(100))  # fmt: skip
    own = patch(GEAR, MIA, number=1, total=1, prefix="PULL", date=at(100),
                log=f"From: {ADA}\n\nWords.\n", message_id="set-1@example.org",
                in_reply_to="set-0@example.org")  # fmt: skip
    found = Landings(tmp_path, gear(), asked, own)
    assert found.told("set-1") == []
    assert found.view("gear").stage is Stage.APPLIED


@pytest.mark.parametrize(
    ("subject", "stage"),
    [
        ("[PATCH net-next v3 0/9][pull request] widgets", Stage.NEW),
        ("[PULL 00/12] widget queue", Stage.APPLIED),
    ],
)
def test_who_posts_a_set_to_be_pulled_need_not_be_a_maintainer(
    tmp_path: Path, subject: str, stage: Stage
) -> None:
    """A contributor who was sent a copy posts others' patches with their own, version by version;
    being addressed is not enough there."""
    found = Landings(tmp_path, gear(), pull_request(LISTED, subject=subject))
    assert found.view("gear").stage is stage


@pytest.mark.parametrize(
    "posting",
    [
        gear(-24 * 400),
        gear(101),
        gear(prefix="PATCH 6.1"),
        patch(GEAR, BOB, message_id="gear@example.org", to=[MIA]),
        patch(f"{GEAR} twice", ADA, message_id="gear@example.org", to=[MIA]),
    ],
    ids=["long ago", "sent later", "for a stable branch", "by another", "another title"],
)
def test_a_request_says_nothing_of_other_patches(tmp_path: Path, posting: bytes) -> None:
    assert Landings(tmp_path, posting, pull_request(LISTED)).told("gear") == []


@pytest.mark.parametrize(
    ("prefix", "subject", "stage"),
    [
        ("PATCH for-6.20", "[GIT PULL] widgets", Stage.APPLIED),
        ("PATCH 6.20", "[GIT PULL] widget fixes for 6.20-rc3", Stage.APPLIED),
        ("PATCH 6.2", "[GIT PULL] widget fixes for 6.20-rc3", Stage.NEW),
        ("PATCH 6.20.y", "[GIT PULL] widget fixes for 6.20.y", Stage.NEW),
    ],
)
def test_a_patch_may_name_the_release_that_it_is_meant_for(
    tmp_path: Path, prefix: str, subject: str, stage: Stage
) -> None:
    found = Landings(tmp_path, gear(prefix=prefix), pull_request(LISTED, subject=subject))
    assert found.view("gear").stage is stage


BACK = {"Mia Maintainer": [f'Revert "{GEAR}"']}


def test_a_request_lists_that_a_patch_was_reverted(tmp_path: Path) -> None:
    asked = pull_request(BACK, message_id="back@example.org", date=at(300))
    found = Landings(tmp_path, gear(), pull_request(LISTED), merged(), asked)
    assert found.view("gear", 200).stage is Stage.MAINLINE
    assert found.view("gear").stage is Stage.REVERTED
    assert found.rungs("gear")[-1].evidence.message_id == "back@example.org"


def test_what_was_never_in_cannot_be_reverted(tmp_path: Path) -> None:
    """Another patch had that title before."""
    assert Landings(tmp_path, gear(), pull_request(BACK)).told("gear") == []


def test_a_revert_moves_the_row_of_what_it_takes_back(tmp_path: Path) -> None:
    stock = Stock(tmp_path)
    stock.take([gear(), pull_request(LISTED)])
    judged(stock.path)
    stock.take([pull_request(BACK, message_id="back@example.org", date=at(300))])
    judged(stock.path)
    assert board(stock.path)["gear@example.org"].stage is Stage.REVERTED
    assert is_true(stock.path)


def test_a_request_and_its_merge_move_the_rows_of_what_it_lists_and_no_others(
    tmp_path: Path,
) -> None:
    stock = Stock(tmp_path)
    stock.take([gear(), patch("knob: turn", ADA, message_id="knob@example.org")])
    judged(stock.path)
    stock.take([pull_request(LISTED)])
    assert judged(stock.path) == 2
    assert board(stock.path)["gear@example.org"].stage is Stage.APPLIED
    assert is_true(stock.path)
    stock.take([merged()])
    assert judged(stock.path) == 2
    assert board(stock.path)["gear@example.org"].stage is Stage.MAINLINE
    assert board(stock.path)["knob@example.org"].stage is Stage.NEW
    assert is_true(stock.path)


def test_who_turns_out_to_commit_is_believed_in_an_earlier_request(tmp_path: Path) -> None:
    """It lists more works than make somebody known, and no mail of its thread is the patch's."""

    def applied(name: str, day: int) -> list[bytes]:
        root = f"{name}@example.org"
        return [
            patch(f"{name}: turn it", BOB, message_id=root, to=[ADA], date=at(24 * day)),
            mail(f"Re: [PATCH] {name}: turn it", MIA, "Applied, thanks!\n", in_reply_to=root,
                 message_id=f"{name}-n@example.org", date=at(24 * day + 1)),
        ]  # fmt: skip

    stock = Stock(tmp_path)
    many = {"Ada Author": [GEAR, *(f"gear: turn tooth {n}" for n in range(12))]}
    request = (pull_request(many), merged())
    stock.take([gear(to=[BOB]), *applied("one", 1), *applied("two", 2), *request])
    judged(stock.path)
    assert [one.rung for one in board(stock.path)["gear@example.org"].landed] == ["mainline"]
    stock.take(applied("three", 9))
    judged(stock.path)
    assert len(board(stock.path)["gear@example.org"].landed) == 2
    assert is_true(stock.path)
