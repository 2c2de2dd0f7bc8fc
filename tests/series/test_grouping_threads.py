# SPDX-License-Identifier: GPL-2.0-or-later
"""Postings however their mails are threaded: not at all, several in a thread, hundreds deep."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.mails import ADA, MIA, REX, at, diff, mail, patch
from tests.posts import pool, posting, postings, sent
from tests.work import grows_linearly
from tracker.model.series import Revision
from tracker.series.grouping import group


def names(revision: Revision) -> list[str]:
    return [one.message_id.partition("@")[0] for one in revision.patches]


# ---- unthreaded ------------------------------------------------------------------------------


def loose(stem: str, number: int, total: int = 3, **fields: object) -> bytes:
    return patch(
        f"widget: Part {number}",
        number=number,
        total=total,
        message_id=f"{stem}-{number}-ada@example.org",
        **fields,
    )  # type: ignore[arg-type]


def test_an_unthreaded_series_is_joined_by_the_stem_of_its_ids() -> None:
    """git send-email --no-thread numbers the ids of one run; here the mails took hours."""
    raws = [loose("20250106100000.4242", n, date=at(5 * n)) for n in (1, 2, 3)]
    assert names(posting(*raws)) == [f"20250106100000.4242-{n}-ada" for n in (1, 2, 3)]


def test_an_unthreaded_series_without_stems_is_joined_within_an_hour() -> None:
    raws = [
        patch(f"widget: Part {n}", number=n, total=3, message_id=f"{word}@x.org", date=at(n / 10))
        for n, word in ((1, "ox"), (2, "cow"), (3, "hen"))
    ]
    assert names(posting(*raws)) == ["ox", "cow", "hen"]


def test_unthreaded_series_of_one_author_a_day_apart_stay_two() -> None:
    raws = [
        patch(f"{area}: Part {n}", number=n, total=2, message_id=f"{area}{n}@x.org",
              date=at(hours + n / 10))
        for area, hours in (("gear", 0), ("cog", 24))
        for n in (1, 2)
    ]  # fmt: skip
    found = postings(*raws).revisions
    assert [names(one) for one in found] == [["gear1", "gear2"], ["cog1", "cog2"]]


def test_two_unthreaded_series_of_one_hour_with_the_same_positions_stay_two() -> None:
    raws = [
        patch(f"{area}: Part {n}", number=n, total=2, message_id=f"{area}{n}@x.org",
              date=at(0) + timedelta(minutes=minute + n))
        for area, minute in (("gear", 0), ("cog", 20))
        for n in (1, 2)
    ]  # fmt: skip
    assert [names(one) for one in postings(*raws).revisions] == [
        ["gear1", "gear2"], ["cog1", "cog2"]
    ]  # fmt: skip


def test_unthreaded_patches_of_two_people_stay_two() -> None:
    raws = [
        patch(
            "widget: Turn it",
            sender,
            number=n,
            total=2,
            message_id=f"{word}@x.org",
            date=at(n / 10),
        )
        for n, sender, word in ((1, ADA, "ox"), (2, REX, "cow"))
    ]
    assert len(postings(*raws).revisions) == 2


# ---- several postings in a thread ------------------------------------------------------------


def test_a_version_sent_as_a_reply_is_a_posting_of_its_own() -> None:
    first = sent("a")
    second = sent("b", version=2, hours=24, answers="a-0@example.org")
    found = postings(*first, *second).revisions
    assert [(one.message_id, one.version) for one in found] == [
        ("a-0@example.org", 1), ("b-0@example.org", 2)
    ]  # fmt: skip
    assert found[1].answers == "a-0@example.org"
    assert [names(one) for one in found] == [["a-1", "a-2"], ["b-1", "b-2"]]


def test_the_patches_of_every_version_may_answer_the_first_cover() -> None:
    """v1 0/2 <- v1 1/2, v1 2/2, v2 1/2, v2 2/2"""
    below = [
        patch(f"widget: Part {n}", number=n, total=2, version=2, message_id=f"{n}@x.org",
              in_reply_to="a-0@example.org", date=at(24 + n / 60))
        for n in (1, 2)
    ]  # fmt: skip
    found = postings(*sent("a"), *below).revisions
    assert [(one.version, names(one)) for one in found] == [(1, ["a-1", "a-2"]), (2, ["1", "2"])]


def test_several_works_under_one_mail_stay_several() -> None:
    """umbrella <- 0/2 of the driver, 0/3 of its tool"""
    root = mail("Widgets, the plan", MIA, message_id="root@x.org")
    one = sent("a", hours=1, answers="root@x.org")
    two = sent("b", hours=1, total=3, title="wtool: Speak it", answers="root@x.org")
    found = postings(root, *one, *two)
    assert [(r.message_id, len(r.patches)) for r in found.revisions] == [
        ("a-0@example.org", 2), ("b-0@example.org", 3)
    ]  # fmt: skip
    assert found.loose == ("root@x.org",)


def test_works_of_one_size_and_hour_with_covers_stay_two() -> None:
    root = mail("Widgets, the plan", message_id="root@x.org")
    one = sent("a", hours=1, answers="root@x.org")
    two = sent("b", hours=1, title="wtool: Speak it", answers="root@x.org")
    found = postings(root, *one, *two).revisions
    assert [names(r) for r in found] == [["a-1", "a-2"], ["b-1", "b-2"]]


def test_a_partial_reroll_takes_the_place_of_what_it_answers() -> None:
    """v1 0/3 <- v1 2/3 <- [PATCH v2 2/3], and once more with no counter"""
    raws = sent("a", total=3)
    for prefix, counter in (("PATCH", {"number": 2, "total": 3}), ("PATCH", {})):
        newer = patch(
            "widget: Make it better, part 2",
            version=2,
            prefix=prefix,
            message_id="n@x.org",
            in_reply_to="a-2@example.org",
            date=at(24),
            **counter,
        )  # type: ignore[arg-type]
        found = postings(*raws, newer).revisions
        assert [one.partial for one in found] == [False, True]
        assert found[1].expected == counter.get("total", 1)
        assert found[1].missing == ()
        assert found[1].patches[0].position == 2
        assert found[1].answers == "a-2@example.org"


def test_a_whole_version_below_a_single_patch_is_no_partial_reroll() -> None:
    below = [
        patch(f"widget: Part {n}", number=n, total=2, version=2, message_id=f"{n}@x.org",
              in_reply_to="a-2@example.org", date=at(24))
        for n in (1, 2)
    ]  # fmt: skip
    assert [one.partial for one in postings(*sent("a"), *below).revisions] == [False, False]


def test_a_resend_is_a_posting_of_its_own() -> None:
    found = postings(*sent("a"), *sent("b", prefix="PATCH RESEND", hours=24)).revisions
    assert [one.resend for one in found] == [False, True]


# ---- replies ---------------------------------------------------------------------------------


def answer(name: str, to: str, hours: float = 2, subject: str = "Re: [PATCH 1/2] x") -> bytes:
    return mail(subject, REX, message_id=f"{name}@x.org", in_reply_to=to, date=at(hours))


def test_replies_belong_to_the_nearest_posting_above_them() -> None:
    first = sent("a")
    second = sent("b", version=2, hours=24, answers="a-0@example.org")
    said = [answer("r1", "a-1@example.org"), answer("r2", "r1@x.org", 3),
            answer("r3", "b-2@example.org", 25), answer("r4", "r3@x.org", 26)]  # fmt: skip
    found = postings(*first, *second, *said)
    assert [one.replies for one in found.revisions] == [
        ("r1@x.org", "r2@x.org"), ("r3@x.org", "r4@x.org")
    ]  # fmt: skip
    assert found.loose == ()


def test_a_reply_whose_parent_is_not_at_hand_finds_its_posting_by_references() -> None:
    lost = mail(
        "Re: [PATCH 1/2] x",
        REX,
        message_id="r@x.org",
        in_reply_to="gone@x.org",
        references=("a-0@example.org", "a-1@example.org", "gone@x.org"),
        date=at(3),
    )
    assert posting(*sent("a"), lost).replies == ("r@x.org",)


def test_a_reply_with_a_diff_is_a_reply() -> None:
    shown = mail("Re: [PATCH 1/2] x", REX, f"Rather:\n\n{diff()}", message_id="r@x.org",
                 in_reply_to="a-1@example.org", date=at(2))  # fmt: skip
    assert posting(*sent("a"), shown).replies == ("r@x.org",)


def test_mail_that_hangs_on_no_posting_is_loose() -> None:
    found = postings(mail("hello", message_id="h@x.org"), answer("r", "h@x.org"))
    assert found.revisions == ()
    assert found.loose == ("h@x.org", "r@x.org")


def test_replies_that_answer_each_other_in_a_loop_still_find_the_posting() -> None:
    """r1 -> r2 -> r1, and r2 also names the cover."""
    one = answer("r1", "r2@x.org", 2)
    two = mail("Re: x", REX, message_id="r2@x.org", in_reply_to="r1@x.org",
               references=("a-0@example.org",), date=at(3))  # fmt: skip
    assert set(posting(*sent("a"), one, two).replies) == {"r1@x.org", "r2@x.org"}
    pair = [answer("r1", "r2@x.org", 2), answer("r2", "r1@x.org", 3)]
    assert postings(*pair).loose == ("r1@x.org", "r2@x.org")


@pytest.mark.parametrize("whole", [True, False])
def test_a_reply_four_hundred_deep_belongs_to_the_posting(whole: bool) -> None:
    chain = ["a-0@example.org"]
    raws = sent("a")
    for n in range(400):
        raws.append(
            mail("Re: x", REX, message_id=f"r{n}@x.org", in_reply_to=chain[-1],
                 references=chain if whole else (), date=at(n + 1))
        )  # fmt: skip
        chain.append(f"r{n}@x.org")
    assert len(posting(*raws).replies) == 400


# ---- time ------------------------------------------------------------------------------------


def wide(size: int) -> list[bytes]:
    """One posting with so many answers to its patches."""
    return [*sent("a"), *(answer(f"r{n}", f"a-{n % 3}@example.org", n) for n in range(size))]


def deep(size: int, rooted: bool) -> list[bytes]:
    """Answers a hundred deep, each naming all above it."""
    raws = sent("a") if rooted else []
    for first in range(0, size, 100):
        chain = ["a-0@example.org"]
        for n in range(first, first + 100):
            raws.append(
                mail("Re: x", REX, message_id=f"r{n}@x.org", in_reply_to=chain[-1],
                     references=chain, date=at(n + 1))
            )  # fmt: skip
            chain.append(f"r{n}@x.org")
    return raws


def patches(size: int) -> list[bytes]:
    """One posting of so many patches."""
    return sent("a", total=size)


def bare(size: int) -> list[bytes]:
    """So many single patches, unthreaded."""
    return [patch("widget: Turn it", message_id=f"m{n}@x.org", date=at(n)) for n in range(size)]


@pytest.mark.parametrize(
    "make", [wide, lambda n: deep(n, True), lambda n: deep(n, False), patches, bare]
)
def test_a_large_thread_takes_time_in_step_with_its_size(make: object) -> None:
    """Four times the mails take about four times the steps, never sixteen."""

    def grouping(size: int) -> Callable[[], object]:
        assert callable(make)
        messages = list(pool(*make(size)).values())
        return lambda: group(messages)

    grows_linearly(grouping, 200)
