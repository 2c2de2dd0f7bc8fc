# SPDX-License-Identifier: GPL-2.0-or-later
"""What review mail of a stable tree tells of the patches that it ports: they are in mainline."""

from pathlib import Path

import pytest

from tests.freshened import board, is_true, judged
from tests.landings import Landings
from tests.mails import ADA, MIA, at, patch
from tests.posts import reply
from tests.pulls import LISTED_GEAR, MERGE, merged, pull_request
from tests.stored import Stock
from tracker.model.landing import Proof, StepName
from tracker.model.status import Stage

GEAR = "gear: oil the wheel"
COMMIT = "cd" * 20
SASHA = "Sasha Levin <sashal@kernel.org>"


def gear(**given: object) -> bytes:
    fields = {"message_id": "gear@example.org", "date": at(0), **given}
    return patch(GEAR, ADA, **fields)  # type: ignore[arg-type]  # keywords of patch()


def ported(
    sender: str = SASHA,
    *,
    branch: str = "AUTOSEL 6.6",
    head: str = f"[ Upstream commit {COMMIT} ]",
    author: str = ADA,
    hours: float = 500,
) -> bytes:
    """A patch for a stable tree, as its maintainers send it for review."""
    return patch(GEAR, sender, number=3, total=40, prefix=f"PATCH {branch}", date=at(hours),
                 log=f"From: {author}\n\n{head}\n\nWords.\n",
                 message_id=f"port-{branch[-3:]}@example.org")  # fmt: skip


@pytest.mark.parametrize(
    ("branch", "head"),
    [
        ("AUTOSEL 6.6", f"[ Upstream commit {COMMIT} ]"),
        ("AUTOSEL 5.15", f"commit {COMMIT} upstream."),
    ],
)
def test_what_is_ported_is_in_mainline_as_that_commit(
    tmp_path: Path, branch: str, head: str
) -> None:
    found = Landings(tmp_path, gear(), ported(branch=branch, head=head))
    (rung,) = found.rungs("gear")
    assert (rung.rung, rung.commit, rung.proof) == (StepName.MAINLINE, COMMIT, Proof.NOTICE)
    assert (rung.evidence.rule, rung.evidence.quote) == ("notice.ported", head)
    assert found.view("gear").stage is Stage.MAINLINE
    assert found.view("gear", 400).stage is Stage.NEW


@pytest.mark.parametrize(
    ("posting", "port"),
    [
        (gear(), ported("Mallory <mallory@example.com>")),
        (gear(), ported(author="Bob Builder <bob@example.org>")),
        (gear(), ported(head="[ Upstream commit 0123456789ab ]")),
        (gear(), ported(hours=-10)),
        (gear(prefix="PATCH 6.6"), ported()),
        (gear(log=f"[ Upstream commit {COMMIT} ]\n\nWords.\n"), ported()),
    ],
    ids=["by another", "of another", "half a commit", "before it", "for 6.6", "itself a port"],
)
def test_it_tells_nothing_of_others(tmp_path: Path, posting: bytes, port: bytes) -> None:
    assert Landings(tmp_path, posting, port).told("gear") == []


def test_it_names_the_commit_of_a_merge_that_was_told_before(tmp_path: Path) -> None:
    found = Landings(tmp_path, gear(), pull_request(LISTED_GEAR), merged(), ported())
    rung = found.rungs("gear")[-1]
    assert (rung.commit, rung.merge, rung.date) == (COMMIT, MERGE, at(130))


def test_what_was_posted_after_it_was_applied_is_not_what_was_ported(tmp_path: Path) -> None:
    said = f"Applied, thanks!\n\n[1/1] {GEAR}\n      commit: {COMMIT}\n"
    applied = reply("applied", "gear", said, MIA, hours=10)
    again = gear(message_id="again@example.org", date=at(100), prefix="PATCH v2")
    found = Landings(tmp_path, gear(to=[MIA]), applied, again, ported())
    assert [one.rung for one in found.rungs("gear")] == [StepName.TREE, StepName.MAINLINE]


def test_it_moves_the_row_of_what_it_ports(tmp_path: Path) -> None:
    stock = Stock(tmp_path)
    stock.take([gear()])
    judged(stock.path)
    stock.take([ported()])
    judged(stock.path)
    assert board(stock.path)["gear@example.org"].stage is Stage.MAINLINE
    assert is_true(stock.path)
