# SPDX-License-Identifier: GPL-2.0-or-later
"""Which repository would tell of a list: where what is posted there goes when it is applied.

Data, for the lists whose answer is well known; a MAINTAINERS file tells of the others (``T:``). A
kernel list is told of by any clone of mainline too, late but surely.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TreeSource:
    """A repository, and the lists of which it tells."""

    lists: tuple[str, ...]
    """Names before the ``@``."""
    name: str
    """What a user would call it in ``[repos]``."""
    url: str
    """Where it can be cloned from."""


_KERNEL_ORG = "https://git.kernel.org/pub/scm"
MAINLINE = TreeSource((), "linux", f"{_KERNEL_ORG}/linux/kernel/git/torvalds/linux.git")
"""Tells of every kernel list in the end."""
TREE_SOURCES = (
    TreeSource(("ltp",), "ltp", "https://github.com/linux-test-project/ltp.git"),
    TreeSource(("linux-man",), "man-pages", f"{_KERNEL_ORG}/docs/man-pages/man-pages.git"),
    TreeSource(("linux-btrfs",), "btrfs", "https://github.com/btrfs/linux.git"),
    TreeSource(("dwarves",), "pahole", f"{_KERNEL_ORG}/devel/pahole/pahole.git"),
    TreeSource(("linux-bluetooth",), "bluez", f"{_KERNEL_ORG}/bluetooth/bluez.git"),
    TreeSource(("fstests",), "xfstests", f"{_KERNEL_ORG}/fs/xfs/xfstests-dev.git"),
    TreeSource(("qemu-devel",), "qemu", "https://gitlab.com/qemu-project/qemu.git"),
    TreeSource(("u-boot",), "u-boot", "https://source.denx.de/u-boot/u-boot.git"),
    TreeSource(("git",), "git", "https://github.com/git/git.git"),
    TreeSource(("util-linux",), "util-linux", f"{_KERNEL_ORG}/utils/util-linux/util-linux.git"),
)


def sources_of(lists: Iterable[str], project: str | None) -> tuple[TreeSource, ...]:
    """Return the repositories that would tell of a series, the one of its own project first."""
    names = {one.partition("@")[0] for one in lists}
    found = [one for one in TREE_SOURCES if names & {*one.lists}]
    own = [one for one in TREE_SOURCES if one.name == project and one not in found]
    mainline = [MAINLINE] if project in (None, "kernel") else []
    return tuple(dict.fromkeys((*own, *found, *mainline)))


def telling_names(
    lists: Iterable[str], project: str | None, configured: Iterable[str]
) -> tuple[str, ...]:
    """Return those of the configured repositories that would tell of a series."""
    known = {one.name for one in sources_of(lists, project)} | ({project} if project else set())
    kernel = project in (None, "kernel")
    return tuple(
        name for name in configured if name in known or (kernel and name.startswith("linux"))
    )
