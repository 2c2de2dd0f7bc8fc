# SPDX-License-Identifier: GPL-2.0-or-later
"""Patches sent in one run, and which of them are one posting: two patches never share a place."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.mails import REX, at, cover, diff, mail, patch
from tests.posts import message, posting, postings, sent, works
from tests.work import grows_linearly
from tracker.mail.subjects import stable_branch
from tracker.model.mail import Message
from tracker.model.series import Revision
from tracker.series.grouping import group
from tracker.series.patches import Part
from tracker.series.stable_branches import Sets, different, place_of

STEM = "20250106100000.4242"


def names(revision: Revision) -> list[str]:
    return [one.message_id.partition("@")[0] for one in revision.patches]


def one_of(
    name: str, title: str, *, path: str = "lib/widget.c", seconds: int = 0, **fields: object
) -> bytes:
    """A lone ``[PATCH 1/1]``."""
    fields = {"number": 1, "total": 1, "date": at(0) + timedelta(seconds=seconds)} | fields
    return patch(title, change=diff(path), message_id=f"{name}@x.org", **fields)  # type: ignore[arg-type]


def run(*titles: str, **fields: object) -> list[bytes]:
    """``git send-email`` of files that were each made alone: numbered ids, all below the first."""
    head = f"{STEM}-1-ada"
    return [
        one_of(f"{STEM}-{n}-ada", title, path=f"lib/{n}.c", seconds=n,
               in_reply_to=f"{head}@x.org" if n > 1 else "", **fields)
        for n, title in enumerate(titles, 1)
    ]  # fmt: skip


# ---- several works in one run ------------------------------------------------------------------


@pytest.mark.parametrize("counter", [{}, {"number": None, "total": None}], ids=["1/1", "bare"])
def test_different_patches_of_one_run_are_a_series_each(counter: dict[str, object]) -> None:
    raws = run("gear: Grind it", "cog: Oil it", "axle: Turn it", **counter)
    found = postings(*raws).revisions
    assert [names(one) for one in found] == [[f"{STEM}-{n}-ada"] for n in (1, 2, 3)]
    assert [(one.expected, one.missing, one.spare) for one in found] == [(1, (), ())] * 3
    assert len(works(*raws)) == 3


def test_the_next_versions_of_two_works_in_answer_to_one_mail_go_to_their_own_series() -> None:
    """[PATCH 1/1] of gear and cog; [PATCH v2 1/1] of both answer the gear"""
    raws = [one_of("g", "gear: Grind the wheel"), one_of("c", "cog: Oil every bearing", path="c.c")]
    raws += [
        one_of(name, title, path=path, seconds=seconds, version=2, in_reply_to="g@x.org")
        for name, title, path, seconds in (
            ("g2", "gear: Grind the wheel", "lib/widget.c", 600),
            ("c2", "cog: Oil every bearing", "c.c", 900),
        )
    ]
    found = {tuple(name for one in each.revisions for name in names(one)) for each in works(*raws)}
    assert found == {("g", "g2"), ("c", "c2")}


def test_the_same_patch_twice_in_a_run_of_others_is_spare() -> None:
    """1/1 gear, 1/1 cog, 1/1 gear again"""
    first, *rest = postings(*run("gear: Grind it", "cog: Oil it", "gear: Grind it")).revisions
    assert (names(first), first.spare) == ([f"{STEM}-1-ada"], (f"{STEM}-3-ada@x.org",))
    assert [names(one) for one in rest] == [[f"{STEM}-2-ada"]]


def test_the_same_diff_under_a_mended_title_is_spare() -> None:
    """A stale file of git format-patch lies beside the new one, and both are sent."""
    raws = [one_of(f"{STEM}-1-ada", "gear: Grnd it"), one_of(f"{STEM}-2-ada", "gear: Grind it")]
    found = posting(*raws)
    assert (names(found), found.spare) == ([f"{STEM}-1-ada"], (f"{STEM}-2-ada@x.org",))


def test_two_series_of_one_run_without_covers_stay_two() -> None:
    """1/2 and 2/2 of gear, then of cog, all below the first of them."""
    raws, head = [], ""
    for place, (area, n) in enumerate((a, n) for a in ("gear", "cog") for n in (1, 2)):
        raws.append(patch(f"{area}: Part {n}", number=n, total=2, change=diff(f"{area}{n}.c"),
                          message_id=f"{STEM}-{place}-ada@x.org", in_reply_to=head,
                          date=at(0) + timedelta(seconds=place)))  # fmt: skip
        head = f"{STEM}-0-ada@x.org"
    found = postings(*raws).revisions
    assert [[one.title for one in each.patches] for each in found] == [
        ["gear: Part 1", "gear: Part 2"],
        ["cog: Part 1", "cog: Part 2"],
    ]


# ---- within an hour, unthreaded ----------------------------------------------------------------


def loose(area: str, minute: int) -> list[bytes]:
    """1/2 and 2/2 that answer nothing."""
    return [
        patch(f"{area}: Part {n}", number=n, total=2, change=diff(f"{area}{n}.c"),
              message_id=f"{area}{n}@x.org", date=at(0) + timedelta(minutes=minute + n))
        for n in (1, 2)
    ]  # fmt: skip


@pytest.mark.parametrize("minute", [-20, 20], ids=["before", "after"])
def test_loose_patches_do_not_take_the_places_of_a_threaded_series(minute: int) -> None:
    """1/2 and 2/2 of gear answer nothing; 0/2 <- 1/2, 2/2 came within the hour."""
    found = postings(*sent("a"), *loose("gear", minute)).revisions
    assert sorted(names(one) for one in found) == [["a-1", "a-2"], ["gear1", "gear2"]]
    assert [one.spare for one in found] == [(), ()]
    assert {one.cover for one in found} == {None, "a-0@example.org"}


def test_a_series_sent_loose_and_then_in_its_thread_is_one_posting() -> None:
    """0/2, 1/2 and 2/2 without a thread; then both again, below the cover."""
    raws = sent("a", parts=("gear: Part 1", "gear: Part 2"))
    found = posting(*raws, *loose("gear", 5))
    assert found.cover == "a-0@example.org"
    assert [one.title for one in found.patches] == ["gear: Part 1", "gear: Part 2"]
    assert len(found.spare) == 2


def test_a_series_sent_loose_twice_is_two_postings_of_one_work() -> None:
    raws = loose("gear", 0)
    raws += [raw.replace(b"Message-ID: <gear", b"Message-ID: <again") for raw in loose("gear", 20)]
    found = works(*raws)
    assert [[names(one) for one in each.revisions] for each in found] == [
        [["gear1", "gear2"], ["again1", "again2"]]
    ]


def test_backports_of_one_patch_to_two_branches_are_two_postings() -> None:
    """[PATCH 6.1 0/1] <- 1/1, and [PATCH 6.6 1/1] half an hour later"""
    head = cover("Mend the widget", total=1, prefix="PATCH 6.1", message_id="c@x.org")
    below = one_of("old", "gear: Grind it", prefix="PATCH 6.1", in_reply_to="c@x.org")
    other = one_of("new", "gear: Grind it", prefix="PATCH 6.6", seconds=1800)
    found = postings(head, below, other).revisions
    assert [(names(one), one.spare) for one in found] == [(["old"], ()), (["new"], ())]


# ---- a number used twice -----------------------------------------------------------------------


@pytest.mark.parametrize("number", [2, 3])
def test_another_patch_under_a_used_number_takes_the_next_free_place(number: int) -> None:
    """0/3 <- 1/3, 2/3 and 2/3 or 3/3: the author counted wrong, and each patch is held."""
    raws = sent("a", total=3)
    del raws[number]
    used = 5 - number
    extra = patch("cog: Oil it", number=used, total=3, change=diff("cog.c"), message_id="e@x.org",
                  in_reply_to="a-0@example.org", date=at(0.01))  # fmt: skip
    found = posting(*raws, extra)
    assert names(found) == ["a-1", *(["a-2", "e"] if number == 3 else ["e", "a-3"])]
    assert (found.missing, found.spare) == ((), ())


def test_a_reroll_of_one_patch_under_a_new_title_is_no_miscount() -> None:
    """2/2 <- 2/2, with another title and diff"""
    again = patch("cog: Oil it", number=2, total=2, change=diff("cog.c"), message_id="e@x.org",
                  in_reply_to="a-2@example.org", date=at(30))  # fmt: skip
    found = postings(*sent("a"), again).revisions
    assert [(names(one), one.partial) for one in found] == [(["a-1", "a-2"], False), (["e"], True)]


def test_a_series_sent_in_two_orders_at_once_holds_each_patch_once() -> None:
    """0/2 <- 1/2 gear, 1/2 cog, 2/2 gear, 2/2 cog: files of two runs of git format-patch."""
    raws = [cover("Mend the widget", total=2, message_id="c@x.org")]
    raws += [
        patch(title, number=n, total=2, change=diff(f"{title}.c"), message_id=f"{title}{n}@x.org",
              in_reply_to="c@x.org", date=at(n / 60 + place / 120))
        for n in (1, 2) for place, title in enumerate(("gear", "cog"))
    ]  # fmt: skip
    found = posting(*raws)
    assert [(one.position, one.title) for one in found.patches] == [(1, "gear"), (2, "cog")]
    assert (set(found.spare), found.missing) == ({"cog1@x.org", "gear2@x.org"}, ())


def test_where_no_place_is_free_it_is_past_the_count() -> None:
    extra = patch("cog: Oil it", number=2, total=2, change=diff("cog.c"), message_id="e@x.org",
                  in_reply_to="a-0@example.org", date=at(0.01))  # fmt: skip
    found = posting(*sent("a"), extra)
    assert [(one.position, one.extra) for one in found.patches] == [
        (1, False),
        (2, False),
        (3, True),
    ]
    assert (names(found)[-1], found.missing, found.spare) == ("e", (), ())


# ---- the parts ---------------------------------------------------------------------------------


def test_patches_are_different_by_title_and_diff_or_by_branch() -> None:
    gear, cog = message(one_of("g", "gear: Grind it")), message(one_of("c", "cog: Oil it"))
    assert not different(gear, cog)
    assert different(gear, message(one_of("o", "cog: Oil it", path="cog.c")))
    assert not different(gear, message(one_of("s", "Gear:  grind it", path="cog.c")))
    assert different(gear, message(mail("[PATCH 1/1] cog: Oil it", message_id="n@x.org")))
    assert different(gear, message(one_of("b", "gear: Grind it", prefix="PATCH 6.6.y")))


@pytest.mark.parametrize(
    ("words", "branch"),
    [
        (("6.6.y",), "6.6"),
        (("linux", "dev-6.6"), "6.6"),
        (("net", "stable"), "stable"),
        (("bpf-next",), ""),
        ((), ""),
    ],
)
def test_the_stable_branch_is_read_from_the_brackets(words: tuple[str, ...], branch: str) -> None:
    assert stable_branch(words) == branch


def test_a_set_keeps_refusing_and_says_so() -> None:
    mails = [message(raw) for raw in run("gear: Grind it", "cog: Oil it")]
    sets = Sets(mails, {one.message_id: Part.PATCH for one in mails})
    gear, cog = (one.message_id for one in mails)
    assert [sets.join(gear, cog), sets.join(cog, gear), sets.join(gear, gear)] == [
        False,
        False,
        True,
    ]
    assert sets.find(gear) != sets.find(cog)


def test_a_cover_holds_place_nought_whatever_its_number() -> None:
    letter = message(mail("[PATCH 1/1] gear: Grind it"))
    assert (place_of(letter, Part.COVER), place_of(letter, Part.PATCH)) == (0, 1)
    assert place_of(message(mail("[PATCH] gear: Grind it")), Part.PATCH) == 1


def test_somebody_elses_patch_of_the_same_run_id_is_his_own() -> None:
    raws = [*run("gear: Grind it"), one_of(f"{STEM}-2-ada", "cog: Oil it", sender=REX)]
    assert len(postings(*raws).revisions) == 2


def test_a_run_of_different_patches_takes_time_in_step_with_its_length() -> None:
    grows_linearly(lambda count: _grouping(halves=False, count=count), 400)


def test_two_series_that_clash_in_one_place_alone_take_time_in_step_with_their_length() -> None:
    """1..n and n..2n-1 of one thread, mail by mail in turn: the place that both hold comes last."""
    grows_linearly(lambda count: _grouping(halves=True, count=count), 400)


def _grouping(*, halves: bool, count: int) -> Callable[[], None]:
    made = message(one_of("g", "gear: Grind it", number=1, total=1))
    mails: list[Message] = []
    for n in range(count):
        half, row = n % 2, n // 2
        number = row + 1 + half * (count // 2 - 1)
        subject = replace(
            made.subject,
            title=f"gear: Tooth {n}",
            position=number if halves else 1,
            total=count if halves else 1,
        )
        mails.append(
            replace(
                made,
                message_id=f"{half}-{row}@x.org",
                subject=subject,
                date=made.date + timedelta(seconds=n),
                in_reply_to="far@x.org",
                references=(f"{half}-0@x.org",) if halves and row else (),
                diff=None,
            )
        )

    def call() -> None:
        assert len(group(mails).revisions) == (2 if halves else count)

    return call
