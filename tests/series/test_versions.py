# SPDX-License-Identifier: GPL-2.0-or-later
"""Postings become series: which are versions of one work, and which only look alike."""

from collections.abc import Callable, Sequence

import pytest

from tests.mails import ADA, REX, at, cover, diff, mail, patch
from tests.posts import pool, sent, work, works
from tests.work import grows_linearly
from tracker.model.series import Series
from tracker.series.grouping import group
from tracker.series.versions import evolve

ADA_MOVED = "Ada Author <ada@new-employer.example.org>"
CHANGE = "20250106-turn-it-0123456789ab"
DAY = 24


def single(name: str, title: str = "widget: Turn it", hours: float = 0, **fields: object) -> bytes:
    return patch(title, message_id=f"{name}@x.org", date=at(hours), **fields)  # type: ignore[arg-type]


def versions(series: Series) -> list[int]:
    return [one.version for one in series.revisions]


def rules(series: Series) -> list[str]:
    return [one.rule for one in series.evidence]


def ids(found: Sequence[Series]) -> list[list[str]]:
    return [[one.message_id.partition("@")[0] for one in series.revisions] for series in found]


# ---- one sign each ---------------------------------------------------------------------------


def test_title_and_author_join_versions() -> None:
    found = work(single("a"), single("b", version=2, hours=DAY), single("c", version=3, hours=50))
    assert versions(found) == [1, 2, 3]
    assert found.id == "a@x.org"
    assert rules(found) == ["revision.title", "revision.title"]
    assert {one.message_id for one in found.evidence} == {"b@x.org", "c@x.org"}


def test_a_change_id_joins_versions_under_new_titles() -> None:
    head = [("X-Change-ID", CHANGE)]
    found = work(
        single("a", headers=head),
        single("b", "gadget: Rework everything", version=2, hours=DAY, headers=head,
               change=diff("other.c")),
    )  # fmt: skip
    assert rules(found) == ["revision.change-id"]
    assert CHANGE in found.evidence[0].quote


@pytest.mark.parametrize(
    "words",
    [
        "- Link to v1: https://lore.kernel.org/r/a-0@example.org",
        "- Link to v1: https://lore.kernel.org/all/a-0@example.org/",
        "v1: https://lore.kernel.org/widgets/a-0@example.org/T/#t",
        "[v1] https://patch.msgid.link/a-0@example.org",
        "[v1]: https://lore.kernel.org/a-0@example.org",
        "v1 -> https://lore.kernel.org/r/a-0%40example.org",
        "Previous version: https://lore.kernel.org/r/a-0@example.org",
    ],
)
def test_the_authors_own_link_joins_versions_under_new_titles(words: str) -> None:
    older = sent("a", title="widget: Turn it")
    newer = sent("b", title="gadget: Rework everything", version=2, hours=DAY,
                 body=f"Anew.\n\nChanges in v2:\n{words}\n")  # fmt: skip
    found = work(*older, *newer)
    assert rules(found) == ["revision.link"]
    proof = found.evidence[0]
    assert (proof.message_id, proof.url is not None) == ("b-0@example.org", True)


def test_a_list_of_versions_joins_them_all() -> None:
    older = [*sent("a", title="one word"), *sent("b", title="two other", version=2, hours=DAY)]
    body = (
        "Anew.\n\n"
        "v2: https://lore.kernel.org/r/b-0@example.org\n"
        "v1: https://lore.kernel.org/r/a-0@example.org\n"
    )
    newest = sent("c", title="three more yet", version=3, hours=2 * DAY, body=body)
    assert ids([work(*older, *newest)]) == [["a-0", "b-0", "c-0"]]


def test_a_link_that_is_not_called_a_version_joins_nothing() -> None:
    older = sent("a", title="widget: Turn it")
    newer = sent("b", title="gadget: Rework everything", version=2, hours=DAY,
                 body="It needs https://lore.kernel.org/r/a-0@example.org to build.\n")  # fmt: skip
    assert len(works(*older, *newer)) == 2


def test_a_link_to_a_patch_below_the_cover_is_a_link_to_its_posting() -> None:
    newer = sent("b", title="gadget: Rework everything", version=2, hours=DAY,
                 body="Link to v1: https://lore.kernel.org/r/a-2@example.org\n")  # fmt: skip
    assert ids([work(*sent("a"), *newer)]) == [["a-0", "b-0"]]


def test_a_link_to_a_newer_posting_is_no_link_to_an_older_version() -> None:
    older = sent("a", title="one word",
                 body="v2: https://lore.kernel.org/r/b-0@example.org\n")  # fmt: skip
    newer = sent("b", title="gadget: Rework everything", version=2, hours=DAY)
    assert len(works(*older, *newer)) == 2


def test_a_reply_with_a_higher_version_is_a_version() -> None:
    newer = sent("b", title="gadget: Rework everything", version=2, hours=DAY,
                 answers="a-0@example.org")  # fmt: skip
    found = work(*sent("a"), *newer)
    assert rules(found) == ["revision.in-reply-to"]
    assert found.evidence[0].quote == "In-Reply-To: a-0@example.org"


def test_another_work_of_the_author_as_a_reply_is_none() -> None:
    other = sent("b", title="wtool: Speak it", hours=DAY, total=3, answers="a-0@example.org")
    assert len(works(*sent("a"), *other)) == 2


def test_the_next_part_of_a_work_as_a_reply_is_a_work_of_its_own() -> None:
    other = sent("b", title="widget: Make it better, part 2", hours=DAY, answers="a-0@example.org")
    assert len(works(*sent("a", title="widget: Make it better, part 1"), *other)) == 2


def test_patches_of_one_content_join_versions_under_new_titles() -> None:
    older = sent("a", title="one word", parts=("widget: Oil it", "widget: Turn it"))
    newer = sent("b", title="two other", version=2, hours=DAY,
                 parts=("widget: Oil it", "widget: Turn it"))  # fmt: skip
    assert rules(work(*older, *newer)) == ["revision.patch-id"]


def test_like_title_and_the_same_files_join_the_next_version() -> None:
    def posted(name: str, title: str, word: str, **more: object) -> bytes:
        change = diff("lib/a.c", new=word) + diff("lib/b.c", new=word)
        return single(name, title, change=change, **more)  # type: ignore[arg-type]

    older = posted("a", "widget: Turn the wheel around", "one")
    newer = posted("b", "widget: Turn the wheel again, slowly", "two", version=2, hours=DAY)
    assert rules(work(older, newer)) == ["revision.files"]
    far = posted("b", "widget: Turn the wheel again, slowly", "two", version=4, hours=DAY)
    assert len(works(older, far)) == 2
    other = posted("b", "gadget: Paint all of it green", "two", version=2, hours=DAY)
    assert len(works(older, other)) == 2


# ---- what versions do ------------------------------------------------------------------------


def test_an_rfc_becomes_a_patch_and_its_counter_starts_anew() -> None:
    raws = [
        *sent("a", prefix="RFC PATCH"),
        *sent("b", prefix="RFC PATCH", version=2, hours=DAY),
        *sent("c", hours=2 * DAY),
        *sent("d", version=2, hours=3 * DAY),
    ]
    found = work(*raws)
    assert [(one.rfc, one.version) for one in found.revisions] == [
        (True, 1), (True, 2), (False, 1), (False, 2)
    ]  # fmt: skip


def test_a_version_may_have_more_or_fewer_patches_or_lose_its_cover() -> None:
    found = work(
        *sent("a", total=3),
        *sent("b", total=5, version=2, hours=DAY),
        single("c", "widget: Make it better", version=3, hours=2 * DAY),
    )
    assert [one.expected for one in found.revisions] == [3, 5, 1]


def test_a_version_that_is_not_at_hand_leaves_a_gap_only() -> None:
    found = work(single("a"), single("d", version=4, hours=DAY))
    assert versions(found) == [1, 4]


def test_one_person_with_a_new_address_is_one_author() -> None:
    assert versions(work(single("a"), single("b", sender=ADA_MOVED, version=2, hours=DAY))) == [
        1,
        2,
    ]


def test_a_relayed_version_is_its_authors() -> None:
    relayed = "Ada Author via B4 Relay <devnull+ada.example.org@kernel.org>"
    assert versions(work(single("a"), single("b", sender=relayed, version=2, hours=DAY))) == [1, 2]


def test_a_resend_is_one_more_posting_of_the_same_version() -> None:
    found = work(*sent("a"), *sent("b", prefix="PATCH RESEND", hours=DAY))
    assert [(one.version, one.resend) for one in found.revisions] == [(1, False), (1, True)]


def test_the_same_version_sent_twice_by_mistake_is_one_series() -> None:
    assert versions(work(*sent("a"), *sent("b", hours=0.5))) == [1, 1]


def test_a_partial_reroll_belongs_to_the_series_and_is_not_its_newest() -> None:
    newer = patch("widget: Oil it, too", version=2, message_id="n@x.org",
                  in_reply_to="a-2@example.org", date=at(DAY), change=diff("z.c"))  # fmt: skip
    found = work(*sent("a"), newer)
    assert [one.partial for one in found.revisions] == [False, True]
    assert found.newest.message_id == "a-0@example.org"


def test_a_work_taken_over_with_a_link_goes_on() -> None:
    newer = sent(
        "b",
        version=2,
        sender=REX,
        hours=30 * DAY,
        body="Ada handed it over.\n\nv1: https://lore.kernel.org/r/a-0@example.org\n",
    )
    found = work(*sent("a"), *newer)
    assert [one.author.name for one in found.revisions] == ["Ada Author", "Rex Reviewer"]


def test_somebody_elses_unlike_work_is_not_taken_over_by_a_link() -> None:
    other = sent("b", title="gadget: Paint everything", version=2, sender=REX, hours=DAY,
                 body="v1: https://lore.kernel.org/r/a-0@example.org\n")  # fmt: skip
    assert len(works(*sent("a"), *other)) == 2


# ---- what only looks alike -------------------------------------------------------------------


def test_two_people_with_one_title_stay_two() -> None:
    assert len(works(single("a"), single("b", sender=REX, version=2, hours=DAY))) == 2


def test_one_change_id_for_two_works_stays_two() -> None:
    """A change-id copied to a new work: two titles under v1."""
    head = [("X-Change-ID", CHANGE)]
    raws = [
        single("a", "widget: Turn it", headers=head),
        single("b", "widget: Turn it", version=2, hours=DAY, headers=head),
        single("c", "gadget: Paint everything", hours=2 * DAY, headers=head, change=diff("g.c")),
        single("d", "gadget: Paint everything", version=2, hours=3 * DAY, headers=head,
               change=diff("g.c", new="two")),
    ]  # fmt: skip
    assert ids(works(*raws)) == [["a", "b"], ["c", "d"]]


def test_a_title_that_everybody_uses_joins_nothing() -> None:
    assert len(works(single("a", "fixes"), single("b", "fixes", version=2, hours=DAY,
                                                  change=diff("z.c")))) == 2  # fmt: skip


def test_one_title_years_later_is_another_work() -> None:
    late = single("b", version=2, hours=3 * 365 * DAY, change=diff("z.c"))
    assert len(works(single("a"), late)) == 2


def test_pull_requests_of_one_title_are_each_their_own() -> None:
    raws = [
        mail("[GIT PULL] widget fixes", body="Pull.\n", message_id=f"{n}@x.org", date=at(n * 50))
        for n in range(3)
    ]
    assert len(works(*raws)) == 3


def test_two_parts_sent_side_by_side_under_one_version_stay_two() -> None:
    """part one v1 and part two v1, with files in common"""
    one = sent("a", title="widget: Turn the big wheel")
    two = sent("b", title="gadget: Paint all of it green", hours=1)
    assert len(works(*one, *two)) == 2


# ---- all together ----------------------------------------------------------------------------


def test_every_posting_is_in_one_series_and_the_order_of_mails_does_not_matter() -> None:
    raws = [
        *sent("a"),
        *sent("b", version=2, hours=DAY),
        *sent("c", title="gadget: Paint it", hours=DAY, sender=REX),
        single("d", "gear: Grind it", hours=5),
    ]
    found = works(*raws)
    assert ids(found) == [["a-0", "b-0"], ["d"], ["c-0"]]
    assert works(*reversed(raws)) == found


@pytest.mark.slow
def test_evolution_takes_time_in_step_with_the_number_of_postings() -> None:
    """A thousand works of three versions; then many postings of one title and of one change-id."""

    def made(count: int) -> list[bytes]:
        title = "widget: Turn wheel {}"
        raws = [
            single(f"t{n}v{v}", title.format(n), version=v, hours=n + v * DAY)
            for n in range(count)
            for v in (1, 2, 3)
        ]
        raws += [single(f"s{n}", "widget: Sync", hours=n) for n in range(count)]
        head = [("X-Change-ID", CHANGE)]
        return raws + [
            single(f"c{n}", f"gear {n}: Grind", hours=n, headers=head) for n in range(count)
        ]

    def joining(count: int) -> Callable[[], object]:
        messages = pool(*made(count))
        revisions = group(messages.values()).revisions
        return lambda: evolve(revisions, messages)

    # Not quite: a title that joins a cluster is held against each title of its version there.
    grows_linearly(joining, 50, most=2.5)


def test_the_author_of_a_cover_counts_not_those_of_its_patches() -> None:
    """Two maintainers collect patches of others under one title."""

    def collected(name: str, who: str, hours: float) -> list[bytes]:
        head = cover(
            "widget: Collected fixes", who, total=1, message_id=f"{name}-0@x.org", date=at(hours)
        )
        one = patch(
            "widget: Turn it",
            who,
            number=1,
            total=1,
            log=f"From: {ADA}\n\nWhy.\n",
            message_id=f"{name}-1@x.org",
            in_reply_to=f"{name}-0@x.org",
            date=at(hours),
            change=diff(f"{name}.c"),
        )
        return [head, one]  # fmt: skip

    eve = "Eve Editor <eve@example.org>"
    assert len(works(*collected("a", REX, 0), *collected("b", eve, DAY))) == 2


@pytest.mark.parametrize("prefix", ["PATCH 6.6.y", "PATCH stable 6.6", "PATCH 6.6"])
def test_a_backport_is_a_work_of_its_own(prefix: str) -> None:
    """It has the title, the author and the patch-id of what it ports, and lands elsewhere."""
    new = patch("widget: Turn it the right way", message_id="new@example.org")
    ported = patch(
        "widget: Turn it the right way", prefix=prefix, message_id="port@example.org", date=at(24)
    )
    again = patch(
        "widget: Turn it the right way",
        prefix=f"{prefix} v2",
        message_id="again@example.org",
        date=at(48),
    )
    assert [len(one.revisions) for one in works(new, ported, again)] == [1, 2]


def test_backports_to_two_branches_are_two_works() -> None:
    """Sent on one day, under one title."""
    raws = [
        patch("widget: Turn it the right way", prefix=f"PATCH {branch}.y",
              message_id=f"{branch}@example.org", date=at(hour))
        for hour, branch in enumerate(("5.15", "6.1", "6.6"))
    ]  # fmt: skip
    assert [len(one.revisions) for one in works(*raws)] == [1, 1, 1]


def test_a_change_id_under_a_new_title_and_a_lower_version_is_another_work() -> None:
    """Somebody began the next work on the branch of the last one."""
    change = "change-id: 20250106-widgets-0123456789ab\n"
    first = patch("widget: Turn the wheel", version=10, message_id="a@example.org", below=change)
    other = patch(
        "gear: Grind every tooth by hand",
        version=4,
        prefix="RFC PATCH",
        message_id="b@example.org",
        date=at(48),
        change=diff(path="gear.c"),
        below=change,
    )
    assert len(works(first, other)) == 2


def test_the_next_version_by_another_person_is_the_same_work() -> None:
    """Same title, next number, same file; two first versions of two people stay two works."""
    title = "widget: Turn it the right way round"
    first = patch(title, version=3, message_id="a@example.org")
    signed = [f"Signed-off-by: {ADA}", f"Signed-off-by: {REX}"]
    answer = {"in_reply_to": "a@example.org", "date": at(48)}
    taken = patch(title, REX, version=4, message_id="b@example.org", trailers=signed, **answer)
    forged = patch(title, REX, version=4, message_id="d@example.org", **answer)
    rival = patch(title, REX, version=3, message_id="c@example.org", date=at(48))
    assert len(works(first, taken)) == 1
    assert len(works(first, rival)) == 2
    assert len(works(first, forged)) == 2


# ---- one patch that became many, and works under another title -------------------------------


def test_a_patch_that_grew_into_a_series_is_its_first_version() -> None:
    first = single("a", "widget: Turn it the right way")
    parts = ("gear: Oil it", "widget: Turn it the right way")
    grown = sent("b", title="gear and widget: Care", version=2, hours=DAY, parts=parts)
    found = work(first, *grown)
    assert versions(found) == [1, 2]
    assert rules(found)[0] in ("revision.patch-title", "revision.patch-id")


def test_of_works_that_one_takes_in_that_with_most_of_its_patches_is_its_version() -> None:
    lone = single("a", "widget: Turn it the right way")
    parts = ("gear: Oil it", "gear: Clean it")
    pair = sent("b", title="gear: Care", hours=2, parts=parts)
    grown = sent("c", title="all of it", version=2, hours=DAY,
                 parts=("widget: Turn it the right way", *parts), total=3)  # fmt: skip
    found = works(lone, *pair, *grown)
    assert sorted([[one.title for one in each.revisions] for each in found], key=len) == [
        ["widget: Turn it the right way"],
        ["gear: Care", "all of it"],
    ]


def test_a_series_with_the_patch_of_somebody_else_is_no_version_of_it() -> None:
    first = single("a", "widget: Turn it the right way", sender=REX)
    parts = ("gear: Oil it", "widget: Turn it the right way")
    grown = sent("b", title="gear and widget: Care", version=2, hours=DAY, parts=parts)
    assert len(works(first, *grown)) == 2


MANY = "".join(f"+line {n} of the widget\n" for n in range(12))
HEAD = "diff --git a/{0} b/{0}\n--- a/{0}\n+++ b/{0}\n@@ -1,1 +1,13 @@\n first\n"


@pytest.mark.parametrize(
    ("title", "path"),
    [("gadget: rename and add it", "old.c"), ("gadget: another driver", "new.c")],
)
def test_most_of_the_lines_make_a_version_under_another_title_or_path(
    title: str, path: str
) -> None:
    old = single("a", "gizmo: another driver", change=HEAD.format("old.c") + MANY)
    new = single("b", title, version=2, hours=DAY, change=HEAD.format(path) + MANY)
    assert versions(work(old, new)) == [1, 2]


def test_one_licence_text_taken_out_of_two_files_makes_no_version() -> None:
    old = single("a", "gizmo: new library", change=HEAD.format("old.c") + MANY)
    new = single("b", "gadget: convert to docs", version=2, hours=60 * DAY,
                 change=HEAD.format("new.c") + MANY)  # fmt: skip
    assert len(works(old, new)) == 2


def test_a_few_common_lines_make_none() -> None:
    few = "".join(f"+line {n} of the widget\n" for n in range(2))
    old = single("a", "gizmo: new driver", change=HEAD.format("old.c") + MANY)
    new = single("b", "gadget: rename and add it", version=2, hours=DAY,
                 change=HEAD.format("new.c") + few)  # fmt: skip
    assert len(works(old, new)) == 2


@pytest.mark.parametrize("title", ["widget.7: ffix", "docs: fix typos", "Makefile: build docs"])
def test_an_everyday_title_joins_only_what_changes_the_same_lines(title: str) -> None:
    one = single("a", title, change=diff("man/widget.7", old="one", new="two"))
    other = single("b", title, hours=DAY, change=diff("man/widget.7", old="red", new="green"))
    again = single("c", title, hours=DAY, change=diff("man/widget.7", old="one", new="three"))
    assert len(works(one, other)) == 2
    assert len(works(one, again)) == 1


def test_two_projects_with_one_title_are_two_works() -> None:
    kernel = single("a", "bond: Show the timer", change=diff("net/core/bond.c"))
    tool = single("b", "bond: Show the timer", version=2, hours=1, prefix="PATCH iproute2-next",
                  change=diff("ip/bond.c"))  # fmt: skip
    assert len(works(kernel, tool)) == 2


def test_a_name_that_the_author_lacks_is_learned_from_the_thread() -> None:
    first = single("a", sender="ada@example.org", trailers=[])
    answer = mail("Re: [PATCH] widget: Turn it", REX, f"Reviewed-by: {ADA}\n",
                  message_id="r@x.org", in_reply_to="a@x.org", date=at(2))  # fmt: skip
    assert work(first, answer).revisions[0].author.name == "Ada Author"


def test_a_version_without_a_first_one_follows_the_only_work_it_can() -> None:
    """Another title and other lines, days later, in the same driver and file."""
    first = single("a", "gear: mark it as unused", change=diff("gear.c", old="one", new="two"))
    second = single("b", "gear: move the whole wheel elsewhere", version=2, hours=2 * DAY,
                    change=diff("gear.c", old="red", new="green"))  # fmt: skip
    assert versions(work(first, second)) == [1, 2]
    other = single("c", "gear: turn the axle", hours=DAY, change=diff("gear.c", old="x", new="y"))
    assert len(works(first, other, second)) == 3
    applied = mail("Re: [PATCH] gear: mark it as unused", REX, "Applied, thanks!\n",
                   message_id="r@x.org", in_reply_to="a@x.org", date=at(3))  # fmt: skip
    assert len(works(first, applied, second)) == 2


def test_a_new_work_with_a_patch_of_an_old_one_is_no_version_of_it() -> None:
    """v2 is out; a new v1 takes up one patch of the RFC before it."""
    parts = ("widget: Turn it the right way", "widget: Paint it blue")
    old = sent("a", title="widget: Improvements of all kinds", prefix="RFC PATCH", parts=parts)
    more = sent("b", title="widget: Improvements of all kinds", version=2, hours=DAY)
    new = sent("c", title="gear: Repairs at the last minute", hours=40 * DAY,
               parts=("gear: Oil it", "widget: Paint it blue"))  # fmt: skip
    assert ids(works(*old, *more, *new)) == [["a-0", "b-0"], ["c-0"]]


def test_somebody_goes_on_with_the_authors_patches_outside_of_the_thread() -> None:
    title = "widget: Turn it the right way round"
    first = patch(title, version=5, message_id="a@example.org")
    handed = patch(title, REX, version=9, message_id="b@example.org", date=at(60 * DAY),
                   log=f"From: {ADA}\n\nWhy.\n")  # fmt: skip
    assert versions(work(first, handed)) == [5, 9]
    signed = [f"Signed-off-by: {ADA}", f"Signed-off-by: {REX}"]
    changed = patch(title, REX, version=6, message_id="c@example.org", date=at(60 * DAY),
                    trailers=signed, change=diff(new="other"))  # fmt: skip
    assert versions(work(first, changed)) == [5, 6]
    stranger = patch(title, REX, version=6, message_id="d@example.org", date=at(60 * DAY),
                     change=diff(new="other"))  # fmt: skip
    assert len(works(first, stranger)) == 2


def test_the_counter_of_the_other_half_of_a_change_is_none_of_this_work() -> None:
    """``mkfs v1: URL`` in the part of the kernel."""
    tools = single("a", "widget-utils: turn it from a shell")
    for label, count in (("mkfs v1", 2), ("widget-progs v1", 2), ("Link to v1", 1)):
        log = f"It turns.\n\n{label}: https://lore.kernel.org/r/a@x.org\n"
        assert len(works(tools, single("b", "widget: be turned", DAY, version=2, log=log))) == count


def test_a_next_version_may_name_no_branch_any_more() -> None:
    """[PATCH FOR v7.1 0/2], then [PATCH v2 0/4]: the merge window has opened."""
    title = "widget: Move it out of experimental"
    first = patch(title, prefix="PATCH FOR v7.1", message_id="a@example.org")
    second = patch(title, version=2, message_id="b@example.org", date=at(48))
    assert versions(work(first, second)) == [1, 2]
    backport = patch(
        title, prefix="PATCH 6.6.y", version=2, message_id="c@example.org", date=at(90)
    )
    assert len(works(patch(title, message_id="a@example.org"), backport)) == 2


def test_the_same_patch_for_two_trees_is_two_works_and_without_a_tree_it_is_one() -> None:
    first = single("a", prefix="PATCH lamp")
    assert len(works(first, single("b", hours=1))) == 1
    assert len(works(first, single("b", prefix="PATCH rung", hours=1))) == 2


def test_a_release_that_a_later_version_is_meant_for_is_no_branch_of_its_own() -> None:
    """``for-6.14``: the merge window. A backport names its branch, and starts at v1."""
    first = single("a")
    assert versions(work(first, single("b", version=2, prefix="PATCH for-6.14", hours=DAY))) == [
        1,
        2,
    ]
    assert versions(work(first, single("b", version=3, prefix="PATCH for 6.14", hours=DAY))) == [
        1,
        3,
    ]
    for prefix in ("PATCH 6.6.y", "PATCH for-6.6.y", "PATCH stable 6.6"):
        assert len(works(first, single("b", version=2, prefix=prefix, hours=DAY))) == 2
    assert len(works(first, single("b", prefix="PATCH for-6.14", hours=DAY))) == 2


def test_a_title_of_every_set_with_a_lower_version_and_other_patches_is_another_work() -> None:
    """ "Updates to the driver": v2, and months later v1 of other updates of the same file."""
    title = "widget: Updates to the driver"
    old = sent("a", title=title, version=2, parts=("widget: Turn it", "widget: Paint it"))
    new = sent("b", title=title, hours=60 * DAY, parts=("widget: Oil it", "widget: Weigh it"))
    assert len(works(*old, *new)) == 2
    same = sent("b", title=title, hours=60 * DAY, parts=("widget: Oil it", "widget: Paint it"))
    assert len(works(*old, *same)) == 1


def test_a_sender_by_one_name_of_the_author_is_the_author() -> None:
    log = "From: Lada Prabha <lada.prabha.rj@example.com>\n\nBecause.\n"
    one = work(single("a", log=log, sender="Prabha <prabha.work@example.org>"))
    assert one.revisions[0].poster is None
    for other in ("Li <li@example.org>", "Rex Prabha <rex@example.org>", "Mia <mia@example.org>"):
        assert work(single("a", log=log, sender=other)).revisions[0].poster is not None
