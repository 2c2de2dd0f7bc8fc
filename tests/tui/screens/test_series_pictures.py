# SPDX-License-Identifier: GPL-2.0-or-later
"""The page of a series and what opens above it, as pictures: one of each tab and size."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from tests.tui.pictures import same
from tests.tui.screens.test_compare import PAIR, told
from tracker.model.compare import ChangeNote
from tracker.model.mail import Person
from tracker.model.readiness import HalfLanded, Readiness, Waiting
from tracker.model.relations import Kind
from tracker.model.status import Side, Stage

pytestmark = pytest.mark.asyncio

SIZES = [(80, 24), (200, 60)]
LAMP = "lamp-v2@example.org"
TABS = {
    "1": "overview",
    "2": "review",
    "3": "versions",
    "4": "related",
    "5": "landing",
    "6": "thread",
    "7": "log",
}


def told_whole(make: SimpleNamespace) -> SimpleNamespace:
    """A series with something on every tab: it waits, half of it is in, it was looked at."""
    waits = Waiting(
        id="hinge@example.org", title="hinge: oil it", project="lamps", version=3,
        url="https://example.org/hinge", stage=Stage.UNDER_REVIEW, side=Side.REVIEWERS,
        people=("Rik Reviewer",), since=make.ago(4), needed_by=LAMP,
    )  # fmt: skip
    half = HalfLanded(
        landed=LAMP, other="hinge@example.org", kind=Kind.COMPANION, state="stalled",
        since=make.ago(2), text="the lamp is in, and the hinge it needs is quiet",
    )  # fmt: skip
    view = make.view(
        LAMP, seen=make.ago(5),
        readiness=Readiness(unblocked=False, waits_for=(waits,), half_landed=(half,)),
    )  # fmt: skip
    people = [Person(f"{name} Name", f"{name}@example.org") for name in ("Ida", "Jon", "Kim")]
    *older, newest = view.revisions
    first, second = newest.patches
    tags = (
        make.tag("Reviewed-by", people[0], given_on_version=1, carried=True, stale=True,
                 changed_lines=4),
        make.tag("Tested-by", people[1], withdrawn=True),
    )  # fmt: skip
    lost = (make.tag("Acked-by", people[2], given_on_version=1),)
    patches = (first, replace(second, tags=tags, lost=lost))
    note = ChangeNote(version=2, message_id=LAMP, position=None, line=3, heading="Changes in v2:",
                      lines=("- shut the door first", "- say why"))  # fmt: skip
    library = make.library(
        views={LAMP: replace(view, revisions=(*older, replace(newest, patches=patches)))}
    )
    library.changes = {LAMP: (note,)}
    library.compared[PAIR] = told()
    library.as_of = make.now
    return library


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("key", TABS)
async def test_each_tab_looks_as_kept(make: SimpleNamespace, run, key: str, size) -> None:
    """Of a series that waits, with every kind of tag."""
    async with run(told_whole(make), LAMP, size=size) as tui:
        await tui.press(key)
        same(tui.app, f"series-{TABS[key]}")


@pytest.mark.parametrize("size", SIZES)
async def test_the_reader_looks_as_kept(make: SimpleNamespace, run, size) -> None:
    """Quotes folded, facts in the margin, the diff coloured."""
    async with run(told_whole(make), LAMP, size=size) as tui:
        await tui.press("6", "g", "j", "j", "enter", "j", "j")
        same(tui.app, "reader")


@pytest.mark.parametrize("size", SIZES)
async def test_two_versions_look_as_kept(make: SimpleNamespace, run, size) -> None:
    """The changed patch is open."""
    async with run(told_whole(make), LAMP, size=size) as tui:
        await tui.press("d")
        same(tui.app, "compare")


@pytest.mark.parametrize("size", SIZES)
async def test_the_evidence_looks_as_kept(make: SimpleNamespace, run, size) -> None:
    """Over the page that it was asked from."""
    async with run(told_whole(make), LAMP, size=size) as tui:
        await tui.press("e")
        same(tui.app, "evidence")
