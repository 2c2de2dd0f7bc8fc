# SPDX-License-Identifier: GPL-2.0-or-later
"""Sendings that went wrong are one posting still; two postings stay two."""

import pytest

from tests.mails import REX, at, cover, mail, patch
from tests.posts import posting, postings


def part(n: int, hours: float = 0, **fields: object) -> bytes:
    """``[PATCH n/3] widget: Part n``, its Message-ID ``n@x.org`` unless given."""
    values: dict[str, object] = {
        "number": n,
        "total": 3,
        "message_id": f"{n}@x.org",
        "date": at(hours + n / 3600),
    }
    return patch(f"widget: Part {n}", **(values | fields))  # type: ignore[arg-type]


def test_a_cover_beside_its_patches_under_a_report_is_theirs() -> None:
    report = mail("widget: broken", REX, message_id="report@x.org")
    head = cover("widgets", total=3, message_id="0@x.org", in_reply_to="report@x.org")
    parts = [part(n, in_reply_to="report@x.org") for n in (1, 2, 3)]
    found = postings(report, head, *parts)
    assert [(one.cover, one.missing) for one in found.revisions] == [("0@x.org", ())]


def test_the_rest_of_a_series_sent_the_next_day_completes_it() -> None:
    start = [part(1), part(2, in_reply_to="1@x.org")]
    assert posting(*start, part(3, hours=22)).missing == ()


@pytest.mark.parametrize(
    "other", [{"hours": 24 * 9}, {"sender": REX, "hours": 22}, {"version": 2, "hours": 22}]
)
def test_what_comes_too_late_or_otherwise_is_no_rest(other: dict[str, object]) -> None:
    start = [part(1), part(2, in_reply_to="1@x.org")]
    assert len(postings(*start, part(3, **other)).revisions) == 2  # type: ignore[arg-type]


def test_patches_that_lost_their_counters_in_one_run_are_of_the_series() -> None:
    lost = [
        part(n, number=None, total=None, message_id=f"{n}@x.org", in_reply_to="1@x.org",
             date=at(n / 3600))
        for n in (2, 3)
    ]  # fmt: skip
    found = posting(part(1), *lost)
    assert (len(found.patches), found.missing) == (3, ())


def test_a_bare_patch_sent_days_later_is_its_own() -> None:
    lost = part(2, number=None, total=None, in_reply_to="1@x.org", date=at(90))
    assert len(postings(part(1), lost).revisions) == 2


def test_each_patch_may_count_its_own_versions() -> None:
    found = posting(
        part(1, version=3),
        part(2, version=2, in_reply_to="1@x.org"),
        part(3, in_reply_to="1@x.org"),
    )
    assert (found.version, found.missing) == (3, ())
    pair = posting(part(1, total=2, version=2), part(2, total=2, in_reply_to="1@x.org"))
    assert (pair.version, pair.missing) == (2, ())


def test_a_version_sent_at_once_is_no_part_of_the_one_before() -> None:
    old = [part(n, in_reply_to="" if n == 1 else "1@x.org") for n in (1, 2, 3)]
    new = [
        part(n, hours=0.2, version=2, message_id=f"v2-{n}@x.org", in_reply_to="1@x.org")
        for n in (1, 2, 3)
    ]
    assert sorted(one.version for one in postings(*old, *new).revisions) == [1, 2]


def test_one_change_to_three_files_is_three_patches() -> None:
    raws = [
        patch("bump: version", number=n, total=3, message_id=f"{n}@x.org",
              in_reply_to="" if n == 1 else "1@x.org", date=at(n / 3600))
        for n in (1, 2, 3)
    ]  # fmt: skip
    found = posting(*raws)
    assert ([one.position for one in found.patches], found.spare) == ([1, 2, 3], ())


def test_an_inserted_patch_takes_no_place() -> None:
    head = cover("widgets", total=3, message_id="0@x.org")
    parts = [part(n, in_reply_to="0@x.org") for n in (1, 2, 3)]
    extra = patch("widget: Oil first", prefix="PATCH 1.5/3", message_id="e@x.org",
                  in_reply_to="1@x.org", date=at(1))  # fmt: skip
    found = posting(head, *parts, extra)
    assert (found.missing, found.expected, len(found.patches)) == ((), 3, 4)
