# SPDX-License-Identifier: GPL-2.0-or-later
"""A stack that has no order, or names what is no posting: said, with what it might be."""

import json
from pathlib import Path

from tests.cli.conftest import Tracker, eml_folder
from tests.mails import at, diff, patch

TITLE = "ladder: count rungs twice"
ONE, OTHER = "20250106.1-one@example.org", "20250106.2-other@example.org"


def held(tracker: Tracker, folder: Path, *raws: bytes) -> None:
    eml_folder(folder / "mails", raws)
    assert tracker("index", folder / "mails").status == 0


def work(name: str, title: str, below: str = "", hours: float = 0) -> bytes:
    change = diff(f"{name}.c", new=title)
    return patch(title, message_id=name, below=below, date=at(hours), change=change)


def test_works_that_need_each_other_have_no_order(tracker: Tracker, tmp_path: Path) -> None:
    """The stack names the circle; with its needs nothing is written."""
    held(
        tracker, tmp_path,
        work(ONE, "step: one", f"Depends-on: <{OTHER}>"),
        work(OTHER, "stair: other", f"Depends-on: <{ONE}>"),
    )  # fmt: skip
    stack = json.loads(tracker("stack", ONE, "--json", "--offline").out)
    assert stack["circles"] == [[ONE, OTHER, ONE]]
    out = tmp_path / "out.mbox"
    ran = tracker("mbox", ONE, "--with-needs", "-o", out, "--offline")
    assert (ran.status, out.exists()) == (3, False)
    assert ONE in ran.err
    assert OTHER in ran.err


def test_a_title_that_three_series_have_is_said_with_all_three(
    tracker: Tracker, tmp_path: Path
) -> None:
    same = [patch(TITLE, f"{name} <{name}@example.org>", message_id=f"{name}@example.org",
                  date=at(number), change=diff(f"{name}.c"))
            for number, name in enumerate(("ann", "ben", "cleo"))]  # fmt: skip
    held(tracker, tmp_path, *same, work(ONE, "step: one", f'Depends on "{TITLE}".', hours=9))
    stack = json.loads(tracker("stack", ONE, "--json", "--offline").out)
    (missing,) = [step for step in stack["steps"] if step["missing"]]
    assert sorted(missing["candidates"]) == [f"{one}@example.org" for one in ("ann", "ben", "cleo")]
    assert "several series fit that name" in tracker("stack", ONE, "--offline").out


def test_a_branch_that_is_needed_is_said_to_be_none(tracker: Tracker, tmp_path: Path) -> None:
    held(tracker, tmp_path, work(ONE, "step: one", "This depends on the ladder-next branch."))
    (note,) = json.loads(tracker("stack", ONE, "--json", "--offline").out)["notes"]
    assert note.startswith("it stands on “ladder-next”, which is a branch or tree")
