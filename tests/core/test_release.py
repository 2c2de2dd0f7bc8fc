"""Release tags told from other tags, and the first of several."""

import pytest

from tests.mails import at
from tracker.core.release import first_tag, tag_role, version_key
from tracker.model.repository import Role, Tip


@pytest.mark.parametrize(
    "tag",
    ["v6.17", "v6.12.5", "5.72", "v1.31", "liburing-2.9", "utils-3.9", "1.0.0", "V2.1", "v257"],
)
def test_a_release_is_told_by_its_number(tag: str) -> None:
    assert tag_role(tag) is Role.RELEASE


@pytest.mark.parametrize(
    "tag", ["v6.17-rc1", "liburing-2.9-rc1", "v1.8pre1", "libs-2.0-pre10", "v1.0-beta2", "v3.0b1"]
)
def test_a_tag_before_a_release_is_a_candidate(tag: str) -> None:
    assert tag_role(tag) is Role.CANDIDATE


@pytest.mark.parametrize(
    "tag",
    ["for-net-2025-07-10", "next-20250807", "io_uring-6.17-20250801", "master", "v6.17-fixes-2",
     "v2.6.11-tree", "", "bpf-next-for-netdev", "x" * 5000],
)  # fmt: skip
def test_other_tags_are_none(tag: str) -> None:
    assert tag_role(tag) is None


def test_numbers_are_compared_as_numbers_and_candidates_come_first() -> None:
    tags = ["v6.10", "v6.9", "v6.10-rc7", "v6.9.12"]
    assert sorted(tags, key=version_key) == ["v6.9", "v6.9.12", "v6.10-rc7", "v6.10"]


def tip(tag: str, hours: float) -> Tip:
    return Tip(ref=f"refs/tags/{tag}", commit="c" * 40, date=at(hours))


def test_the_first_release_is_the_oldest_and_no_candidate() -> None:
    tips = [tip("v2.1", 30), tip("v2.0", 20), tip("v2.0-rc1", 10)]
    tips.append(Tip(ref="refs/heads/v1.0", commit="c" * 40, date=at(1)))
    assert first_tag(tips, Role.RELEASE) == tips[1]
    assert first_tag(tips, Role.CANDIDATE) == tips[2]


def test_a_tag_of_later_is_not_known_yet() -> None:
    assert first_tag([tip("v2.0", 20)], Role.RELEASE, at(19)) is None
    assert first_tag([tip("v2.0", 20)], Role.RELEASE, at(20)) is not None


def test_of_tags_made_at_once_the_lower_number_is_first() -> None:
    tips = [tip("v2.10", 20), tip("v2.9", 20)]
    assert first_tag(tips, Role.RELEASE) == tips[1]
