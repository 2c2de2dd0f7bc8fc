# SPDX-License-Identifier: GPL-2.0-or-later
"""Which branch of which repository means what."""

import pytest

from tests.mails import at
from tracker.landing.trees import find_tree, places, same_tree
from tracker.model.repository import RefRole, RepositoryState, Tip

LINUX = "https://git.kernel.org/pub/scm/linux/kernel/git"


def state(
    *refs: str,
    head: str | None = "refs/heads/master",
    bare: bool = True,
    remotes: tuple[tuple[str, str], ...] = (),
    remote_heads: tuple[str, ...] = (),
) -> RepositoryState:
    tips = tuple(Tip(ref=ref, commit="c" * 40, date=at(0)) for ref in refs)
    return RepositoryState(
        path="/r", tips=tips, head=head, bare=bare, remotes=remotes, remote_heads=remote_heads
    )


def told(name: str, found: RepositoryState) -> dict[str, tuple[str, str]]:
    return {one.branch: (one.role.value, one.tree) for one in places(name, found)}


@pytest.mark.parametrize(
    ("name", "role"),
    [
        (f"{LINUX}/torvalds/linux.git", RefRole.MAINLINE),
        ("torvalds/linux.git", RefRole.MAINLINE),
        ("linux", RefRole.MAINLINE),
        ("git://git.kernel.org/pub/scm/linux/kernel/git/next/linux-next.git", RefRole.NEXT),
        ("linux-next", RefRole.NEXT),
        (f"{LINUX}/stable/linux.git/", RefRole.STABLE),
    ],
)
def test_trees_with_a_meaning_are_known_by_their_names_and_urls(name: str, role: RefRole) -> None:
    found = find_tree(name)
    assert found is not None
    assert found.role is role


@pytest.mark.parametrize("name", ["bpf/bpf-next.git", "riscv/linux.git", f"{LINUX}/bpf/bpf.git"])
def test_other_trees_are_maintainers_trees(name: str) -> None:
    assert find_tree(name) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("bluetooth/bluez.git", "bluez", True),
        (f"{LINUX}/bpf/bpf-next.git", "bpf-next", True),
        (f"{LINUX}/bpf/bpf-next.git", "bpf/bpf.git", False),
        ("riscv/linux.git", "linux", False),
        ("torvalds/linux", "mainline", True),
        ("one/widget", "two/widget", False),
    ],
)
def test_two_names_of_one_tree_are_told_to_be_one(one: str, other: str, same: bool) -> None:
    assert same_tree(one, other) is same
    assert same_tree(other, one) is same


def test_of_a_userspace_project_its_default_branch_next_and_stable_branches_count() -> None:
    refs = ("master", "next", "stable-5.1", "topic/new", "1125144", "copilot/fix", "tmp.next")
    found = told("widget", state(*(f"refs/heads/{one}" for one in refs)))
    assert found == {
        "master": ("tree", "widget"),
        "next": ("next", "widget"),
        "stable-5.1": ("stable", "widget"),
    }


def test_a_default_branch_of_any_name_counts() -> None:
    assert told("w", state("refs/heads/devel", head="refs/heads/devel")) == {"devel": ("tree", "w")}
    assert told("w", state("refs/heads/main", "refs/heads/x", head=None)) == {"main": ("tree", "w")}


def test_of_mainline_no_other_branch_counts() -> None:
    assert told("linux", state("refs/heads/master", "refs/heads/mine")) == {
        "master": ("mainline", "torvalds/linux.git")
    }


def test_of_a_maintainers_kernel_tree_its_topic_branches_count() -> None:
    found = told(
        "arm64",
        state(
            "refs/heads/master", "refs/heads/for-next/core", "refs/heads/for-next",
            "refs/heads/wip/x", remotes=(("origin", f"{LINUX}/arm64/linux.git"),),
        ),
    )  # fmt: skip
    assert found == {
        "master": ("tree", "arm64"), "for-next/core": ("tree", "arm64"),
        "for-next": ("next", "arm64"),
    }  # fmt: skip


def test_of_the_stable_tree_the_stable_branches_count() -> None:
    found = told("stable", state("refs/heads/master", "refs/heads/linux-6.12.y"))
    assert found == {"linux-6.12.y": ("stable", "stable/linux.git")}


def test_in_a_checkout_the_branches_of_its_remotes_count_and_not_the_users_own() -> None:
    found = places(
        "kernel",
        state(
            "refs/heads/master", "refs/remotes/origin/master", "refs/remotes/next/master",
            "refs/remotes/stable/linux-6.12.y", "refs/remotes/bpf/master", bare=False,
            remotes=(
                ("origin", f"{LINUX}/torvalds/linux.git"), ("next", f"{LINUX}/next/linux-next.git"),
                ("stable", f"{LINUX}/stable/linux.git"), ("bpf", f"{LINUX}/bpf/bpf-next.git"),
            ),
        ),
    )  # fmt: skip
    assert {one.ref: (one.role.value, one.tree) for one in found} == {
        "refs/remotes/origin/master": ("mainline", "torvalds/linux.git"),
        "refs/remotes/next/master": ("next", "next/linux-next.git"),
        "refs/remotes/stable/linux-6.12.y": ("stable", "stable/linux.git"),
        "refs/remotes/bpf/master": ("tree", "bpf/bpf-next.git"),
    }


def test_the_head_of_a_remote_is_its_default_branch() -> None:
    found = places(
        "w",
        state(
            "refs/remotes/origin/devel", "refs/remotes/origin/main", bare=False,
            remotes=(("origin", "https://example.org/w.git"),),
            remote_heads=("refs/remotes/origin/devel",),
        ),
    )  # fmt: skip
    assert [(one.branch, one.role, one.tree) for one in found] == [("devel", RefRole.TREE, "w")]


def test_release_tags_count_and_others_do_not() -> None:
    found = told("w", state("refs/tags/v1.0", "refs/tags/v1.1-rc1", "refs/tags/for-you-2025-01-01"))
    assert found == {"v1.0": ("release", "w"), "v1.1-rc1": ("candidate", "w")}
