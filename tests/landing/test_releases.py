# SPDX-License-Identifier: GPL-2.0-or-later
"""Release tags told from other tags, and the first of several."""

import pytest

from tests.mails import at
from tracker.landing.releases import first_tags, oldest_first, tag_role, version_key
from tracker.model.repository import RefRole, Tip


@pytest.mark.parametrize(
    "tag",
    [
        "v6.17",
        "v6.12.5",
        "5.72",
        "v1.31",
        "liburing-2.9",
        "utils-3.9",
        "1.0.0",
        "V2.1",
        "v257",
        "v0.99.8b",
        "1.0.2k",
    ],
)
def test_a_release_is_told_by_its_number(tag: str) -> None:
    assert tag_role(tag) is RefRole.RELEASE


@pytest.mark.parametrize(
    "tag", ["v6.17-rc1", "liburing-2.9-rc1", "v1.8pre1", "libs-2.0-pre10", "v1.0-beta2", "v3.0b1"]
)
def test_a_tag_before_a_release_is_a_candidate(tag: str) -> None:
    assert tag_role(tag) is RefRole.CANDIDATE


@pytest.mark.parametrize(
    "tag",
    ["for-net-2025-07-10", "v6.1b", "v1.2.3bc",
     "next-20250807", "io_uring-6.17-20250801", "master", "v6.17-fixes-2",
     "v2.6.11-tree", "", "bpf-next-for-netdev", "x" * 5000],
)  # fmt: skip
def test_other_tags_are_none(tag: str) -> None:
    assert tag_role(tag) is None


def test_numbers_are_compared_as_numbers_and_candidates_come_first() -> None:
    tags = ["v6.10", "v6.9", "v6.10-rc7", "v6.9.12"]
    assert sorted(tags, key=version_key) == ["v6.9", "v6.9.12", "v6.10-rc7", "v6.10"]
    letters = ["v0.99.9", "v0.99.8b", "v0.99.8", "v0.99.8a", "v0.99.8-rc1"]
    assert sorted(letters, key=version_key) == [
        "v0.99.8-rc1", "v0.99.8", "v0.99.8a", "v0.99.8b", "v0.99.9"
    ]  # fmt: skip


def tip(tag: str, hours: float) -> Tip:
    return Tip(ref=f"refs/tags/{tag}", commit="c" * 40, date=at(hours))


def test_the_first_release_is_the_oldest_and_no_candidate() -> None:
    tips = [tip("v2.1", 30), tip("v2.0", 20), tip("v2.0-rc1", 10)]
    tips.append(Tip(ref="refs/heads/v1.0", commit="c" * 40, date=at(1)))
    assert oldest_first(tips, RefRole.RELEASE)[0] == tips[1]
    assert oldest_first(tips, RefRole.CANDIDATE) == (tips[2],)


def test_a_tag_of_later_is_not_known_yet() -> None:
    assert oldest_first([tip("v2.0", 20)], RefRole.RELEASE, at(19)) == ()
    assert oldest_first([tip("v2.0", 20)], RefRole.RELEASE, at(20)) != ()


def test_of_tags_made_at_once_the_lower_number_is_first() -> None:
    tips = [tip("v2.10", 20), tip("v2.9", 20)]
    assert oldest_first(tips, RefRole.RELEASE)[0] == tips[1]


def test_each_commit_gets_the_first_tag_that_contains_it() -> None:
    """Tag 4 holds the first commit, 5 both; what commit holds which is told by bits."""
    old = Tip(ref="refs/tags/v1.0", commit="c" * 40, date=at(1), number=4)
    new = Tip(ref="refs/tags/v1.1", commit="d" * 40, date=at(2), number=5)
    assert first_tags([old, new], [0, 0b01, 0b10, 0, 0b01, 0b11]) == {0: old, 1: new}
    assert first_tags([new], [0, 0, 0, 0, 0, 0b100]) == {2: new}
