# SPDX-License-Identifier: GPL-2.0-or-later
"""Versions under other titles, other counters or none: of one work, or of works that look alike."""

from collections.abc import Callable, Sequence

import pytest

from tests.mails import ADA, REX, at, cover, diff, mail, patch
from tests.posts import pool, work, works
from tests.work import grows_linearly
from tracker.model.series import Series
from tracker.series.grouping import group
from tracker.series.rerolls import current
from tracker.series.versions import evolve

DAY = 24


def change(path: str, new: str = "better") -> str:
    """A diff whose lines are its file's own."""
    return diff(path, old=f"plain {path}", new=f"{new} {path}")


def lone(name: str, title: str, hours: float = 0, **fields: object) -> bytes:
    return patch(title, message_id=f"{name}@x.org", date=at(hours), **fields)  # type: ignore[arg-type]


def a_set(
    name: str, title: str, patches: Sequence[tuple[str, str]], hours: float = 0, version: int = 1
) -> list[bytes]:
    """A cover and its patches, each a title and the file that it changes."""
    total = len(patches)
    head = cover(title, total=total, version=version, message_id=f"{name}@x.org", date=at(hours))
    rest = [
        patch(
            one,
            number=number,
            total=total,
            version=version,
            change=change(path, new=one),
            message_id=f"{name}-{number}@x.org",
            in_reply_to=f"{name}@x.org",
            date=at(hours + number / 100),
        )
        for number, (one, path) in enumerate(patches, 1)
    ]
    return [head, *rest]


def answer(name: str, to: str, subject: str, hours: float) -> bytes:
    return mail(
        f"Re: {subject}",
        REX,
        "> knob\nCould the knob be turned elsewhere?\n",
        message_id=f"{name}@x.org",
        in_reply_to=f"{to}@x.org",
        date=at(hours),
    )


def ids(found: Sequence[Series]) -> list[list[str]]:
    return [[one.message_id.partition("@")[0] for one in series.revisions] for series in found]


# ---- answers in the old thread ---------------------------------------------------------------


def test_the_next_version_may_answer_what_somebody_said_of_the_last() -> None:
    first = lone("a", "lamp: glow: Relax the check", change=change("glow.c"))
    said = answer("r", "a", "[PATCH] lamp: glow: Relax the check", 1)
    newer = lone("b", "Let tests ask when a file was made", 2, version=2, in_reply_to="r@x.org",
                 change=change("lib/moments.c"))  # fmt: skip
    assert ids(works(first, said, newer)) == [["a", "b"]]
    found = work(first, said, newer)
    assert found.evidence[0].quote == "In-Reply-To: r@x.org"
    # Another patch of theirs in the same discussion is a work of its own.
    other = lone("b", "oven: Let it cool", 2, in_reply_to="r@x.org", change=change("oven.c"))
    assert ids(works(first, said, other)) == [["a"], ["b"]]


def test_a_patch_of_a_set_may_be_mended_in_an_answer_to_an_answer() -> None:
    first = a_set("a", "lamp: Dim it", [("lamp: Add a knob", "a.c"), ("lamp: Turn it", "b.c")])
    said = answer("r", "a-2", "[PATCH 2/2] lamp: Turn it", 1)
    for title in ("fixup! lamp: Turn it", "fix"):
        mended = lone("m", title, 2, in_reply_to="r@x.org", change=change("c.c"))
        assert ids(works(*first, said, mended)) == [["a", "m"]]
    further = lone("m", "oven: Let it cool", 2, in_reply_to="r@x.org", change=change("c.c"))
    assert ids(works(*first, said, further)) == [["a"], ["m"]]


# ---- parts -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [("lamps: Use the new knob, part 1", "lamps: Use the new knob, part 2"),
     ("lamps: Use the new knob (part 3)", "lamps: Use the new knob (part 4)")],
)  # fmt: skip
def test_parts_of_a_change_are_works_of_their_own(one: str, other: str) -> None:
    first = a_set("a", one, [("lamp: Add a knob", "a.c"), ("lamp: Turn it", "b.c")])
    second = a_set("b", other, [("lamp: Add two", "a.c"), ("lamp: Turn both", "b.c")], DAY, 2)
    assert len(works(*first, *second)) == 2
    # And the next version of a part goes with that part.
    again = a_set("c", one, [("lamp: Add a knob", "a.c"), ("lamp: Spin it", "b.c")], 2 * DAY, 2)
    assert ids(works(*first, *second, *again)) == [["a", "c"], ["b"]]


def test_parts_that_a_bracket_counts_are_works_of_their_own() -> None:
    parts = [
        lone(f"p{number}", "lamps: Use the new knob", number * DAY, prefix=f"PATCH PART {number}",
             change=change(f"{number}.c"))
        for number in (3, 4)
    ]  # fmt: skip
    assert len(works(*parts)) == 2


def test_two_sets_of_one_version_without_a_common_patch_are_two_works() -> None:
    first = a_set(
        "a",
        "lamps, ovens, hats: Delegate the heating",
        [("lamp: Warm it", "l.c"), ("oven: Warm it", "o.c"), ("hat: Warm it", "h.c")],
    )
    one = a_set("b", "lamps, ovens: Delegate the heating",
                [("lamp: Warm it", "l.c"), ("oven: Warm it", "o.c")], DAY, 2)  # fmt: skip
    other = a_set("c", "lamps, hats: Delegate the heating",
                  [("hat: Warm it", "h.c"), ("hat: Cool it", "h.c")], DAY + 1, 2)  # fmt: skip
    found = works(*first, *one, *other)
    assert ids(found) == [["a", "b"], ["c"]]


# ---- sent again ------------------------------------------------------------------------------


def test_a_numbered_patch_that_is_sent_again_alone_renews_that_patch() -> None:
    patches = [(f"lamp: Step {n}", f"{n}.c") for n in range(1, 5)]
    whole = a_set("a", "lamp: Dim it", patches, version=2)
    again = patch("lamp: Step 3", number=3, total=4, version=2, change=change("3.c", new="finer"),
                  message_id="n@x.org", date=at(2 * DAY))  # fmt: skip
    found = work(*whole, again)
    assert [one.partial for one in found.revisions] == [False, True]
    assert found.newest.message_id == "a@x.org"
    assert [one.message_id for one in current(found).patches][2] == "n@x.org"
    # Somebody else's, or another patch under that number, is none of it.
    foreign = patch("lamp: Step 3", REX, number=3, total=4, version=2, message_id="n@x.org",
                    change=change("3.c", new="x"), date=at(2 * DAY))  # fmt: skip
    assert len(works(*whole, foreign)) == 2
    fresh = patch("oven: Let it cool", number=3, total=4, version=2, change=change("oven.c"),
                  message_id="n@x.org", date=at(20 * DAY))  # fmt: skip
    assert len(works(*whole, fresh)) == 2


def test_the_same_patch_under_a_corrected_title_was_sent_again() -> None:
    first = lone("a", "Subject: lamp: Turn the knob slowly", change=change("l.c", new="slow"))
    again = lone("b", "lamp: Do it", 0.2, change=change("l.c", new="slow"))
    assert ids(works(first, again)) == [["a", "b"]]
    late = lone("b", "lamp: Do it", 30 * DAY, change=change("l.c", new="slow"))
    assert len(works(first, late)) == 2
    passed_on = lone("b", "lamp: Do it", 0.2, sender=REX, log=f"From: {ADA}\n\nBecause.\n",
                     change=change("l.c", new="slow"))  # fmt: skip
    assert len(works(first, passed_on)) == 2
    two = lone("b", "lamp: Do it", 0.2, change=change("l.c", new="otherwise"))
    assert len(works(first, two)) == 2


# ---- what a set takes in ---------------------------------------------------------------------


def test_a_lone_patch_that_a_set_under_way_takes_in_is_no_version_of_it() -> None:
    dims = [("lamp: Add a knob", "a.c"), ("lamp: Turn it", "b.c")]
    second = a_set("b", "lamp: Dim it", dims, version=2)
    side = lone("s", "oven: Let it cool", DAY, change=change("o.c", new="oven: Let it cool"))
    third = a_set("c", "lamp: Dim it", [*dims, ("oven: Let it cool", "o.c")], 2 * DAY, 3)
    assert ids(works(*second, side, *third)) == [["b", "c"], ["s"]]
    draft = lone("s", "oven: Let it cool", DAY, prefix="RFC PATCH",
                 change=change("o.c", new="oven: Let it cool"))  # fmt: skip
    assert ids(works(*second, draft, *third)) == [["b", "c"], ["s"]]
    # What a set began as is its first version.
    first = lone("s", "oven: Let it cool", -DAY, change=change("o.c", new="oven: Let it cool"))
    grown = a_set("c", "oven: Warm and cool", [*dims, ("oven: Let it cool", "o.c")], 0, 2)
    assert ids(works(first, *grown)) == [["s", "c"]]


def test_a_weak_sign_does_not_go_back_behind_the_last_version() -> None:
    def tests(name: str, title: str, day: int, version: int) -> list[bytes]:
        steps = [(f"{title}: {n}", f"tests/{n}.c") for n in range(3)]
        return a_set(name, title, steps, day * DAY, version)

    done = [*tests("a", "lamps: Misc knobs for large rooms", 0, 1),
            *tests("b", "lamps: Misc knobs for large rooms", 5, 2),
            *tests("c", "lamps: Misc knobs for large rooms", 9, 3)]  # fmt: skip
    more = tests("d", "lamps: More knobs for large rooms", 40, 2)
    assert ids(works(*done, *more)) == [["a", "b", "c"], ["d"]]
    assert ids(works(*done, *tests("d", "lamps: More knobs for large rooms", 40, 4))) == [
        ["a", "b", "c", "d"]
    ]


# ---- counters --------------------------------------------------------------------------------


def test_a_cover_without_brackets_may_count_its_versions_at_its_end() -> None:
    def letter(name: str, subject: str, hours: float, files: Sequence[str]) -> list[bytes]:
        head = mail(subject, body="These make it warm.\n", message_id=f"{name}@x.org",
                    date=at(hours))  # fmt: skip
        rest = [
            patch(f"oven: Warm {path}", number=n, total=len(files), change=change(path, new=name),
                  message_id=f"{name}-{n}@x.org", in_reply_to=f"{name}@x.org", date=at(hours + 1))
            for n, path in enumerate(files, 1)
        ]  # fmt: skip
        return [head, *rest]

    found = work(
        *letter("a", "oven warmth and speedups", 0, ["a.c", "b.c"]),
        *letter("b", "ovens get warmer, and colder v2", 2 * DAY, ["a.c", "b.c"]),
    )
    assert [(one.version, one.label) for one in found.revisions] == [(1, ""), (2, "v2")]
    assert found.newest.title == "ovens get warmer, and colder"
    named = work(cover("oven: Add USB4 v2", total=2, message_id="c@x.org"))
    assert (named.newest.version, named.newest.title) == (1, "oven: Add USB4 v2")


def long_change(path: str, count: int, extra: str = "") -> str:
    """A diff that adds so many lines to a file, and one of its own."""
    lines = [f"+lamp_{path.removesuffix('.c')}_{n}();" for n in range(count)] + [f"+{extra};"]
    return (
        f"diff --git a/{path} b/{path}\n--- a/{path}\n+++ b/{path}\n"
        f"@@ -1,1 +1,{len(lines) + 1} @@\n int lamp;\n" + "\n".join(lines) + "\n"
    )


def test_versions_may_be_missing_where_the_lines_are_the_same() -> None:
    first = lone("a", "lamp: Move the knob out of the shade", change=long_change("k.c", 12))
    for count, joined in ((12, 1), (2, 2)):
        moved = lone("b", "lamp: Move the switch out of the way", 5 * DAY, version=4,
                     change=long_change("k.c", count, "more"))  # fmt: skip
        assert len(works(first, moved)) == joined
    other = lone("b", "oven: Cool down", 5 * DAY, version=4,
                 change=long_change("k.c", 12, "more"))  # fmt: skip
    assert len(works(first, other)) == 2


def test_the_next_number_goes_on_though_one_without_a_number_was_sent_between() -> None:
    steps = [("lamp: Add a knob", "a.c"), ("lamp: Turn it", "b.c"), ("lamp: Dim it", "c.c")]
    second = a_set("a", "lamp: knobs", steps, 0, 2)
    lost = a_set("b", "lamp: fixes of knobs", steps[:2], DAY)
    third = a_set("c", "lamp: fixes of knobs", steps, DAY + 2, 3)
    assert ids(works(*second, *lost, *third)) == [["a", "b", "c"]]


def test_a_title_that_names_another_place_goes_on_where_it_is_the_only_one() -> None:
    first = lone("a", "lamp: core: Wait for the bulb to cool down", change=change("core.c"))
    moved = lone("b", "lamp: host: Wait for the bulb to cool down", 31 * DAY, version=2,
                 change=change("host.c", new="cool"))  # fmt: skip
    assert ids(works(first, moved)) == [["a", "b"]]
    # The same mend in two drivers, each with its own versions.
    both = [lone("x", "lamp: oil: Wait for the bulb to cool down", change=change("oil.c")),
            lone("y", "lamp: gas: Wait for the bulb to cool down", change=change("gas.c", new="g")),
            lone("z", "lamp: gas: Wait for the bulb to cool down", DAY, version=2,
                 change=change("gas.c", new="h"))]  # fmt: skip
    assert ids(works(*both)) == [["x"], ["y", "z"]]


def test_a_v2_follows_the_only_work_of_its_author_in_that_file() -> None:
    first = lone("a", "lamp: Support long wires where they fit", change=change("lamp.c", "long"))
    newer = lone("b", "lamp: Set the right gauge", 13 * DAY, version=2,
                 change=change("lamp.c", "gauge"))  # fmt: skip
    elsewhere = lone("c", "oven: Let it cool", 5 * DAY, change=change("oven.c"))
    assert ids(works(first, elsewhere, newer)) == [["a", "b"], ["c"]]
    # Who works on that file all the time may have sent its v1 elsewhere.
    busy = lone("c", "lamp: Let it cool", 5 * DAY, version=4, change=change("lamp.c", "cool"))
    assert len(works(first, busy, newer)) == 3


def test_titles_of_one_form_are_no_sign() -> None:
    def suite(name: str, thing: str, hours: float, version: int) -> list[bytes]:
        steps = [(f"Add {thing}0{n} test", f"tests/{thing}0{n}.c") for n in (1, 2)]
        shared = (f"Add the {thing} fallback", "include/lapi/calls.h")
        return a_set(name, f"{thing} testing suite", [shared, *steps], hours, version)

    assert len(works(*suite("a", "stove", 0, 1), *suite("b", "kettle", 5 * DAY, 2))) == 2


def test_answers_to_one_posting_take_linear_time() -> None:
    def make(count: int) -> Callable[[], object]:
        said = [answer(f"r{n}", "a", "[PATCH] lamp: Turn it", n / 10) for n in range(count)]
        newer = [
            lone(f"n{n}", f"lamp: Turn it {n}", 100 + n, version=2, in_reply_to=f"r{n}@x.org")
            for n in range(count)
        ]
        messages = pool(lone("a", "lamp: Turn it"), *said, *newer)
        return lambda: evolve(group(messages.values()).revisions, messages)

    # Not quite, as in test_versions.py: what joins is held against each of its version there.
    grows_linearly(make, 120, times=2, most=1.7)
