# SPDX-License-Identifier: GPL-2.0-or-later
"""Sendings that went wrong in other ways than those that were met: one posting, or one work."""

import pytest

from tests.mails import ADA, MIA, REX, at, cover, diff, mail, patch
from tests.posts import posting, postings, work, works
from tracker.model.series import Revision

ADA_AT_HOME = "Ada Author <ada@home.example.net>"
COUNTERS = ["1.5/3", "2a/3", "1b/3", "2bis/3", "2+/3", "4/3"]


def part(
    number: int, total: int = 3, *, hours: float = 0, parent: str = "", **more: object
) -> bytes:
    """A patch of a set, in a file of its own; ``total`` 0 leaves the counter away."""
    name = more.pop("name", f"p{number}")
    return patch(
        f"dial: Part {number}",
        message_id=f"{name}@x.org",
        date=at(hours + number / 100),
        change=diff(f"f{number}.c"),
        in_reply_to=parent and f"{parent}@x.org",
        number=number if total else None,
        total=total or None,
        **more,  # type: ignore[arg-type]
    )


def letter(total: int = 3, hours: float = 0, title: str = "dial: Parts", parent: str = "") -> bytes:
    return cover(
        title,
        total=total,
        message_id="c@x.org",
        date=at(hours),
        in_reply_to=parent and f"{parent}@x.org",
    )


def whole(found: Revision, total: int) -> None:
    assert [one.position for one in found.patches] == list(range(1, total + 1))
    assert not found.missing


# ---- the rest, or the cover, later -----------------------------------------------------------


def test_a_rest_from_another_address_of_the_sender_belongs_to_its_start() -> None:
    rest = [part(n, 5, hours=24, sender=ADA_AT_HOME) for n in (3, 4, 5)]
    whole(posting(part(1, 5), part(2, 5), *rest), 5)
    other = [part(n, 5, hours=24, sender=REX) for n in (3, 4, 5)]
    assert len(postings(part(1, 5), part(2, 5), *other).revisions) == 2


@pytest.mark.parametrize("late", [1, 3])
def test_a_patch_that_was_forgotten_fills_its_place_later(late: int) -> None:
    early = [part(n, 5) for n in range(1, 6) if n != late]
    whole(posting(*early, part(late, 5, hours=24)), 5)
    assert len(postings(*early[:-1], part(late, 5, hours=24)).revisions) == 2


def test_a_cover_that_is_sent_after_its_patches_is_theirs() -> None:
    parts = [part(n) for n in (1, 2, 3)]
    found = posting(*parts, letter(hours=3))
    assert found.cover == "c@x.org"
    whole(found, 3)
    assert posting(*parts, letter(hours=3, parent="p1", title="Better dials")).cover == "c@x.org"


def test_a_cover_of_another_subsystem_or_of_two_sets_stands_alone() -> None:
    parts = [part(n) for n in (1, 2, 3)]
    assert len(postings(*parts, letter(hours=3, title="lamp: Light it")).revisions) == 2
    again = [part(n, hours=1.5, name=f"q{n}") for n in (1, 2, 3)]
    assert len(postings(*parts, *again, letter(hours=3)).revisions) == 3
    assert len(postings(*parts, letter(hours=30)).revisions) == 2


# ---- counters that were lost ------------------------------------------------------------------


def run(number: int, total: int = 0, stem: str = "20250106100000.77", **more: object) -> bytes:
    """A mail of one run of git send-email that threads nothing."""
    return part(number, total, name=f"{stem}-{number}-ada", **more)


@pytest.mark.parametrize("counted", [(1,), (1, 3), (3,)])
def test_bare_patches_of_one_run_take_the_free_places(counted: tuple[int, ...]) -> None:
    found = postings(*(run(n, 3 if n in counted else 0) for n in (1, 2, 3))).revisions
    assert len(found) == 1
    assert len(found[0].patches) == 3
    assert not found[0].missing


def test_a_bare_patch_of_another_run_is_a_work_of_its_own() -> None:
    other = run(2, stem="20250106110000.99")
    assert len(postings(run(1, 3), other, run(3, 3)).revisions) == 2
    late = run(2, hours=24)
    assert len(postings(run(1, 3), late, run(3, 3)).revisions) == 2


def test_bare_patches_that_answer_the_first_wait_for_the_counted_one() -> None:
    found = posting(part(1, 0), part(2, 0, parent="p1"), part(3, 3, parent="p1"))
    whole(found, 3)


# ---- patches put between ----------------------------------------------------------------------


@pytest.mark.parametrize("counter", COUNTERS)
@pytest.mark.parametrize("sender", [ADA, REX])
@pytest.mark.parametrize("parent", ["c", "p1"])
def test_a_patch_put_between_belongs_to_the_set_and_takes_no_place(
    counter: str, sender: str, parent: str
) -> None:
    extra = patch("dial: Extra", sender, message_id="e@x.org", date=at(5), change=diff("e.c"),
                  in_reply_to=f"{parent}@x.org")  # fmt: skip
    extra = extra.replace(b"Subject: [PATCH]", f"Subject: [PATCH {counter}]".encode())
    found = posting(letter(), *(part(n, parent="c") for n in (1, 2, 3)), extra)
    assert [one.message_id for one in found.patches[:3]] == ["p1@x.org", "p2@x.org", "p3@x.org"]
    assert not found.missing


def test_a_whole_set_that_answers_a_patch_is_not_put_between() -> None:
    answer = patch("lamp: Light it", REX, message_id="e@x.org", date=at(5), number=1, total=3,
                   change=diff("e.c"), in_reply_to="p1@x.org")  # fmt: skip
    mails = (letter(), *(part(n, parent="c") for n in (1, 2, 3)), answer)
    assert len(postings(*mails).revisions) == 2


# ---- one patch that comes again in a set -------------------------------------------------------


def test_a_lone_patch_that_comes_again_in_a_set_without_a_version_is_one_work() -> None:
    lone = patch("dial: Turn it", message_id="a@x.org")
    first = patch("Prepare the housing", message_id="b1@x.org", date=at(24), number=1, total=2,
                  change=diff("x.c").replace("{ return", "{ prepare"))  # fmt: skip
    second = patch("dial: Turn it", message_id="b2@x.org", date=at(24.1), number=2, total=2,
                   in_reply_to="b1@x.org")  # fmt: skip
    assert [len(one.patches) for one in work(lone, first, second).revisions] == [1, 2]
    applied = mail("Re: [PATCH] dial: Turn it", MIA, "Applied, thanks.\n", message_id="m@x.org",
                   in_reply_to="a@x.org", date=at(9))  # fmt: skip
    assert len(works(lone, applied, first, second)) == 2
    lines = diff("o.c").replace("{ return", "static int zeta; void omega(int) { quite(); go")
    other = patch("dial: Turn it", message_id="b2@x.org", date=at(24.1), number=2, total=2,
                  in_reply_to="b1@x.org", change=lines)  # fmt: skip
    assert len(works(lone, first, other)) == 2


def test_a_set_may_go_on_as_single_patches() -> None:
    """``1/2`` and ``2/2`` are sent on their own as v2; each is a version of that work."""
    early = [
        patch(title, message_id=f"a{n}@x.org", date=at(n / 100), number=n, total=2,
              in_reply_to="a1@x.org" if n > 1 else "", change=diff(f"{n}.c"))
        for n, title in ((1, "dial: Prepare the housing"), (2, "lamp: Light it at night"))
    ]  # fmt: skip
    one, two = (
        patch(title, message_id=f"b{n}@x.org", date=at(24 + n), version=2, change=diff(f"{n}.c"))
        for n, title in ((1, "dial: Prepare the housing"), (2, "lamp: Light it at night"))
    )
    assert len(work(*early, one, two).revisions) == 3
    other = patch("knob: Push it down", message_id="b3@x.org", date=at(26), version=2,
                  change=diff("3.c"))  # fmt: skip
    assert len(works(*early, one, two, other)) == 2


def test_one_title_and_line_in_other_files_is_another_work() -> None:
    """``more trivial conversions``: a further set of files; a resend touches the same ones."""
    title = "dial: Do more trivial conversions of knobs"
    one = patch(title, message_id="a@x.org", change=diff("1.c"))
    assert len(works(one, patch(title, message_id="b@x.org", date=at(40), change=diff("2.c")))) == 2
    assert len(works(one, patch(title, message_id="b@x.org", date=at(40), change=diff("1.c")))) == 1
    further = patch(title, message_id="b@x.org", date=at(40), version=2, change=diff("2.c"))
    assert len(works(one, further)) == 1
