# SPDX-License-Identifier: GPL-2.0-or-later
"""One row a stable branch for a mainline change: posted, queued, released, failed, not posted."""

from pathlib import Path

import pytest

from tests.gitrepos import Repo, part
from tests.landings import Landings
from tests.mails import ADA, MIA, REX, at, diff, mail, patch
from tracker.landing.stable_table import branch_of
from tracker.model.landing import StableRow, StableState
from tracker.render.lines import Row
from tracker.render.style import Style
from tracker.render.versions import stable_rows

TURN = "widget: Turn it"
POSTED = part(1, TURN, "a", 0, total=1)
UPSTREAM = "1" * 40


def queued(branch: str, name: str, hours: float) -> bytes:
    text = (
        f"This is a note to let you know that I've just added the patch titled\n\n    {TURN}\n\n"
        f"to the {branch}-stable tree which can be found at:\n    http://git.example.org/queue\n\n"
        f"From {UPSTREAM} Mon Sep 17 00:00:00 2001\nFrom: {ADA}\nSubject: {TURN}\n"
    )
    return mail(f'Patch "{TURN}" has been added to the {branch}-stable tree', MIA, text,
                message_id=f"{name}@example.org", date=at(hours))  # fmt: skip


def failed(branch: str, name: str, hours: float, title: str = f"[PATCH] {TURN}") -> bytes:
    text = (
        f"\nThe patch below does not apply to the {branch}-stable tree.\n"
        "If someone wants it applied there, then please email the backport.\n\nthanks,\n\n"
        "------------------ original commit in Linus's tree ------------------\n\n"
        f"From {UPSTREAM} Mon Sep 17 00:00:00 2001\nFrom: {ADA}\nSubject: {title}\n\n{diff()}"
    )
    return mail(f'FAILED: patch "{title}" failed to apply to {branch}-stable tree', MIA, text,
                message_id=f"{name}@example.org", date=at(hours))  # fmt: skip


def backport(branch: str, name: str, hours: float) -> bytes:
    return patch(TURN, REX, prefix=f"PATCH {branch}.y", message_id=f"{name}@example.org",
                 date=at(hours), log=f"commit {UPSTREAM} upstream.\n\nTurn it.\n",
                 trailers=["Link: https://lore.kernel.org/r/a@example.org",
                           f"Signed-off-by: {ADA}", f"Signed-off-by: {REX}"])  # fmt: skip


def states(rows: tuple[StableRow, ...]) -> dict[str, str]:
    return {one.branch: one.state.value for one in rows}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Landings:
    return Landings(
        tmp_path_factory.mktemp("stable"),
        POSTED,
        queued("6.12", "q612", 30),
        failed("6.1", "f61", 31),
        failed("5.15", "f515", 32),
        backport("5.15", "b515", 60),
        failed("5.10", "f510", 33, "[PATCH] gear: Turn another"),
    )


def test_each_branch_has_one_row_and_a_hole_is_said(told: Landings) -> None:
    rows = told.view("a").stable
    assert states(rows) == {
        "6.12": "queued",
        "6.6": "not-posted",
        "6.1": "failed",
        "5.15": "posted",
    }
    assert [one.branch for one in rows] == ["6.12", "6.6", "6.1", "5.15"]
    by = {one.branch: one for one in rows}
    assert by["6.1"].evidence is not None
    assert by["6.1"].evidence.message_id == "f61@example.org"
    assert (by["5.15"].series, by["5.15"].message_id) == ("b515@example.org",) * 2


def test_the_table_stands_as_it_was_at_any_moment(told: Landings) -> None:
    assert states(told.view("a", 40).stable)["5.15"] == "failed"
    assert told.view("a", 20).stable == ()


def test_that_it_failed_somewhere_is_no_landing(told: Landings) -> None:
    view = told.view("a", 31.5)
    (posting,) = view.revisions
    assert [one.branch or one.tree for one in posting.patches[0].landing] == ["6.12-stable"]


def test_a_backport_has_no_table_of_its_own(told: Landings) -> None:
    assert told.view("b515").stable == ()


def test_a_repository_of_the_stable_kernels_shows_the_release(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "stable", "master")
    start = repo.head
    commit = repo.am(POSTED, 10)
    repo.tag("v6.2", hours=20)
    repo.switch("linux-6.1.y", start)
    repo.pick(commit, 40, "-x")
    repo.tag("v6.1.9", hours=50)
    found = Landings(tmp_path / "mail", POSTED)
    found.add("stable", repo.path)
    (row,) = found.view("a").stable
    assert (row.branch, row.state, row.tag) == ("6.1", StableState.RELEASED, "v6.1.9")


@pytest.mark.parametrize(
    ("name", "branch"),
    [("6.1-stable", "6.1"), ("linux-5.15.y", "5.15"), ("5.10.y", "5.10"), ("usb-next", None)],
)
def test_the_number_of_a_branch(name: str, branch: str | None) -> None:
    assert branch_of(name) == branch


def test_the_rows_name_branch_state_and_day(told: Landings) -> None:
    rows: list[Row] = stable_rows(told.view("a").stable, 80)
    text = Style(colour=False, unicode=True, width=80).page(rows)
    assert "6.1     FAILED" in text
    assert "6.6     not posted" in text
    assert "5.15    posted" in text and "by Rex" in text
