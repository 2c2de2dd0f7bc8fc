# SPDX-License-Identifier: GPL-2.0-or-later
"""Which repository shows what became of a series."""

from tracker.landing.tree_sources import project_of_list, sources_of, telling_names

BTRFS = ["linux-btrfs@vger.kernel.org"]


def test_a_clone_counts_by_where_it_comes_from_whatever_it_is_called() -> None:
    remotes = {"mine": ("git@github.com:btrfs/linux.git",), "other": ("https://x.example/y.git",)}
    assert telling_names(BTRFS, "kernel", {**remotes, "work": ()}) == ()
    remotes["mine"] = ("https://github.com/btrfs/linux.git",)
    assert telling_names(BTRFS, "kernel", remotes) == ("mine",)


def test_any_clone_of_mainline_or_next_shows_what_became_of_a_kernel_list() -> None:
    next_tree = "https://git.kernel.org/pub/scm/linux/kernel/git/next/linux-next.git"
    assert telling_names(BTRFS, "kernel", {"a": (next_tree,), "linux": ()}) == ("a", "linux")
    assert telling_names(["ltp@lists.linux.it"], "ltp", {"linux": (next_tree,)}) == ()


def test_the_tree_of_its_maintainers_section_comes_first() -> None:
    line = "git://git.example.org/gizmo.git for-next"
    (first, *_) = sources_of(["gizmo@lists.example.org"], "kernel", [line])
    assert (first.name, first.url) == ("gizmo", "git://git.example.org/gizmo.git")
    remotes = {"mine": ("git://git.example.org/gizmo.git",)}
    assert telling_names(["gizmo@lists.example.org"], "kernel", remotes, [line]) == ("mine",)


def test_a_project_of_its_own_is_not_shown_by_the_kernel() -> None:
    assert [one.name for one in sources_of(["ltp@lists.linux.it"], "ltp")] == ["ltp"]
    assert project_of_list("linux-man@vger.kernel.org") == "man-pages"
    assert project_of_list("linux-btrfs@vger.kernel.org") is None
