# SPDX-License-Identifier: GPL-2.0-or-later
"""Patch mails become postings, however they are threaded, numbered or broken."""

import pytest

from tests.mails import LIST, MIA, REX, at, cover, diff, mail, patch
from tests.posts import posting, postings, sent
from tracker.model.people import Person
from tracker.model.series import Revision


def names(revision: Revision) -> list[str]:
    return [one.message_id.partition("@")[0] for one in revision.patches]


def heads(*raws: bytes) -> list[str]:
    return [one.message_id.partition("@")[0] for one in postings(*raws).revisions]


# ---- whole postings --------------------------------------------------------------------------


def test_a_cover_and_its_patches_are_one_posting() -> None:
    found = posting(*sent("a", total=3))
    assert found.cover == found.message_id == "a-0@example.org"
    assert names(found) == ["a-1", "a-2", "a-3"]
    assert [one.position for one in found.patches] == [1, 2, 3]
    assert (found.expected, found.missing, found.version, found.label) == (3, (), 1, "")
    assert found.title == "widget: Make it better"
    assert found.lists == (LIST,)
    assert found.date == at(0)


def test_the_order_of_the_mails_does_not_matter() -> None:
    raws = [*sent("a", total=3), *sent("b", total=2, version=2, hours=24)]
    assert postings(*raws) == postings(*reversed(raws))


def test_patches_that_answer_each_other_are_one_posting() -> None:
    """cover <- 1/3 <- 2/3 <- 3/3 (git send-email --chain-reply-to)"""
    raws = [cover("widgets", total=3, message_id="c@x.org")]
    above = "c@x.org"
    for n in (1, 2, 3):
        raws.append(
            patch(f"widget: Part {n}", number=n, total=3, message_id=f"{n}@x.org",
                  in_reply_to=above, date=at(n / 60))
        )  # fmt: skip
        above = f"{n}@x.org"
    assert names(posting(*raws)) == ["1", "2", "3"]


def test_a_lone_patch_without_a_counter_is_of_its_cover() -> None:
    """[PATCH v3 0/1] <- [PATCH v3]"""
    letter = cover("widgets", total=1, version=3, message_id="c@x.org")
    below = patch("widget: Turn it", version=3, message_id="p@x.org", in_reply_to="c@x.org")
    found = posting(letter, below)
    assert (found.cover, found.missing, names(found)) == ("c@x.org", (), ["p"])


@pytest.mark.parametrize(
    "changed", [{"version": 4}, {"sender": REX}, {"date": at(30)}], ids=["version", "who", "day"]
)
def test_a_bare_patch_below_a_cover_of_one_may_be_another(changed: dict[str, object]) -> None:
    letter = cover("widgets", total=1, version=3, message_id="c@x.org")
    fields: dict[str, object] = {"version": 3, "in_reply_to": "c@x.org", **changed}
    below = patch("widget: Turn it", message_id="p@x.org", **fields)  # type: ignore[arg-type]
    assert len(postings(letter, below).revisions) == 2


def test_without_a_cover_the_first_patch_names_the_posting() -> None:
    """1/2 <- 2/2"""
    first = patch("widget: Turn it", number=1, total=2, message_id="a@x.org")
    second = patch("widget: Oil it", number=2, total=2, message_id="b@x.org", in_reply_to="a@x.org")
    found = posting(first, second)
    assert (found.message_id, found.cover) == ("a@x.org", None)
    assert found.title == "widget: Turn it"
    assert names(found) == ["a", "b"]


def test_a_bare_patch_is_a_posting_of_one() -> None:
    found = posting(patch("widget: Turn it", message_id="a@x.org"))
    assert (found.expected, found.missing, found.patches[0].position) == (1, (), 1)


@pytest.mark.parametrize("subject", ["widgets, turned", "[PATCHSET v2] widgets, turned"])
def test_a_cover_without_a_counter_heads_its_patches(subject: str) -> None:
    version = 2 if "v2" in subject else 1
    head = mail(subject, body="What they do.\n", message_id="c@x.org")
    below = [
        patch(f"widget: Part {n}", number=n, total=2, version=version, message_id=f"{n}@x.org",
              in_reply_to="c@x.org", date=at(n / 60))
        for n in (1, 2)
    ]  # fmt: skip
    found = posting(head, *below)
    assert found.cover == "c@x.org"
    assert found.title == "widgets, turned"
    assert (names(found), found.expected, found.version) == (["1", "2"], 2, version)


def test_an_unversioned_patch_fits_a_versioned_patchset_cover() -> None:
    head = mail("[PATCHSET v2] widgets, turned", body="What they do.\n", message_id="c@x.org")
    below = [
        patch(f"widget: Part {n}", number=n, total=2, message_id=f"{n}@x.org",
              in_reply_to="c@x.org", date=at(n / 60))
        for n in (1, 2)
    ]  # fmt: skip
    found = posting(head, *below)
    assert names(found) == ["1", "2"]
    assert (found.version, found.label) == (2, "v2")


def test_counters_behind_the_brackets_make_a_series() -> None:
    raws = [
        mail("[PATCH] 0/2 widgets", message_id="0@x.org"),
        mail(
            "[PATCH] 1/2 widget: Turn it", body=diff(), message_id="1@x.org", in_reply_to="0@x.org"
        ),
        mail(
            "[PATCH] 2/2 widget: Oil it",
            body=diff("b.c"),
            message_id="2@x.org",
            in_reply_to="0@x.org",
        ),
    ]
    found = posting(*raws)
    assert (found.cover, names(found), found.expected) == ("0@x.org", ["1", "2"], 2)


@pytest.mark.parametrize(
    ("prefix", "version", "label"),
    [
        ("PATCH v4.1", 4, "v4.1"),
        ("PATCH v5b", 5, "v5b"),
        ("PATCHv3", 3, "v3"),
        ("V2 PATCH", 2, "V2"),
        ("RFC", 1, ""),
        ("bpf-next", 1, ""),
    ],
)
def test_the_counter_is_kept_as_written(prefix: str, version: int, label: str) -> None:
    found = posting(*sent("a", prefix=prefix))
    assert (found.version, found.label) == (version, label)


def test_the_facts_of_a_posting_come_from_any_of_its_mails() -> None:
    head = cover("widgets", total=1, prefix="RFC PATCH net-next", message_id="c@x.org")
    only = patch(
        "widget: Turn it",
        number=1,
        total=1,
        prefix="PATCH RESEND",
        log=f"From: {MIA}\n\nWhy.\n",
        in_reply_to="c@x.org",
        lists=("gears@lists.example.org",),
        headers=[("X-Change-ID", "20250106-turn-it-0123456789ab")],
    )
    found = posting(head, only)
    assert (found.rfc, found.resend, found.pull) == (True, True, False)
    assert found.prefixes == ("net-next",)
    assert found.lists == (LIST, "gears@lists.example.org")
    assert found.change_id == "20250106-turn-it-0123456789ab"
    assert found.author.name == found.patches[0].author.name == "Mia Maintainer"
    assert found.poster == Person("Ada Author", "ada@example.org")


def test_a_pull_request_expects_no_patches() -> None:
    found = posting(mail("[GIT PULL] widgets for 6.20", message_id="a@x.org"))
    assert (found.pull, found.expected, found.patches, found.missing) == (True, 0, (), ())


def test_a_pull_request_with_its_patches_holds_them() -> None:
    """[GIT PULL] <- [PATCH 1/2], [PATCH 2/2] are two postings: a pull is never a cover."""
    raws = [mail("[GIT PULL] widgets", message_id="a@x.org")]
    raws += [
        patch(
            f"widget: Part {n}",
            number=n,
            total=2,
            message_id=f"{n}@x.org",
            in_reply_to="a@x.org",
            date=at(0.1),
        )
        for n in (1, 2)
    ]
    found = postings(*raws).revisions
    assert [one.pull for one in found] == [True, False]
    assert names(found[1]) == ["1", "2"]


# ---- broken and foreign --------------------------------------------------------------------


def test_missing_patches_are_named() -> None:
    raws = sent("a", total=4)
    found = posting(raws[0], raws[2], raws[4])
    assert (found.expected, found.missing) == (4, (1, 3))


def test_a_cover_alone_lacks_every_patch() -> None:
    found = posting(sent("a", total=3)[0])
    assert (found.patches, found.expected, found.missing) == ((), 3, (1, 2, 3))


def test_patches_whose_cover_is_not_at_hand_are_one_posting() -> None:
    raws = sent("a", total=3)
    found = posting(*raws[1:])
    assert (found.message_id, found.cover) == ("a-1@example.org", None)
    assert names(found) == ["a-1", "a-2", "a-3"]


def test_a_patch_sent_twice_is_held_once() -> None:
    raws = sent("a", total=2)
    again = patch("widget: Make it better, part 2", number=2, total=2, message_id="again@x.org",
                  in_reply_to="a-0@example.org", date=at(1))  # fmt: skip
    found = posting(*raws, again)
    assert names(found) == ["a-1", "a-2"]
    assert found.spare == ("again@x.org",)
    assert "again@x.org" in found.own


def test_counters_that_disagree_with_the_cover_still_hang_on_it() -> None:
    """0/2 <- 1/3, 2/3, 3/3: the author grew the series and not its cover."""
    head = cover("widgets", total=2, message_id="c@x.org")
    below = [
        patch(
            f"widget: Part {n}",
            number=n,
            total=3,
            message_id=f"{n}@x.org",
            in_reply_to="c@x.org",
            date=at(n / 60),
        )
        for n in (1, 2, 3)
    ]
    found = posting(head, *below)
    assert (found.cover, names(found), found.expected) == ("c@x.org", ["1", "2", "3"], 3)


def test_the_authors_own_patch_past_the_count_is_expected_too() -> None:
    """0/2 <- 1/2, 2/2, 3/2"""
    late = patch("widget: Test it", number=3, total=2, message_id="late@x.org",
                 in_reply_to="a-0@example.org", date=at(1))  # fmt: skip
    found = posting(*sent("a"), late)
    assert names(found) == ["a-1", "a-2", "late"]
    assert [one.extra for one in found.patches] == [False, False, True]
    assert (found.expected, found.missing) == (3, ())


def test_somebody_elses_patch_past_the_count_is_an_extra() -> None:
    """0/3 <- 1/3, 2/3, 3/3 and, by another, 4/3"""
    late = patch("widget: Test it", REX, number=4, total=3, message_id="late@x.org",
                 in_reply_to="a-0@example.org", date=at(1))  # fmt: skip
    found = posting(*sent("a", total=3), late)
    assert names(found) == ["a-1", "a-2", "a-3"]
    assert (found.spare, found.expected) == (("late@x.org",), 3)


def test_somebody_elses_numbered_patch_in_the_thread_is_a_posting_of_its_own() -> None:
    other = patch("gear: Grind it", REX, number=1, total=2, message_id="o@x.org",
                  in_reply_to="a-1@example.org", date=at(5))  # fmt: skip
    assert heads(*sent("a"), other) == ["a-0", "o"]
