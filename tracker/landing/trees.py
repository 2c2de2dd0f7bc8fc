# SPDX-License-Identifier: GPL-2.0-or-later
"""Which branch of which repository means what: mainline, next, stable, or a maintainer's tree.

The trees that have a meaning of their own are data; whatever is not listed is a maintainer's tree,
or a userspace project whose default branch is its tree. Sources: linux-next's ``Next/Trees``, and
``process/2.Process`` (how patches get into the kernel) and ``process/stable-kernel-rules`` of the
kernel's documentation.
"""

from collections.abc import Iterator

from tracker.landing.releases import tag_role
from tracker.lazy_dataclass import dataclass
from tracker.mail.phrases.landing.ref_names import PERSONAL_REF, STABLE_REF
from tracker.model.landing import tree_name
from tracker.model.repository import KnownRef, RefRole, RepositoryState

_KERNEL = "https://git.kernel.org/pub/scm/linux/kernel/git/"
_HEADS, _REMOTES, _TAGS = "refs/heads/", "refs/remotes/", "refs/tags/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """A tree with a meaning of its own."""

    name: str
    aliases: tuple[str, ...]
    """The ends of its URLs without ``.git``, and names that people give their clones."""
    role: RefRole
    home: str
    """Its URL on git.kernel.org, below which the pages of its commits are."""


TREES = (
    Tree(
        name="torvalds/linux.git",
        aliases=("torvalds/linux", "torvalds", "linus", "mainline", "linux", "kernel"),
        role=RefRole.MAINLINE,
        home=f"{_KERNEL}torvalds/linux.git",
    ),
    Tree(
        name="next/linux-next.git",
        aliases=("next/linux-next", "linux-next", "next"),
        role=RefRole.NEXT,
        home=f"{_KERNEL}next/linux-next.git",
    ),
    Tree(
        name="stable/linux.git",
        aliases=("stable/linux", "stable/linux-stable", "linux-stable", "stable"),
        role=RefRole.STABLE,
        home=f"{_KERNEL}stable/linux.git",
    ),
)
MAINLINE = TREES[0].name
_MAIN = ("master", "main", "trunk")
_KERNEL_HOST = "/linux/kernel/git/"


def find_tree(name: str) -> Tree | None:
    """The tree of a URL, of a name in a notice, or of a name that the user gave a repository."""
    key = _tree_key(name)
    tails = (key, "/".join(key.split("/")[-2:]))
    return next((tree for tree in TREES if any(one in tree.aliases for one in tails)), None)


def same_tree(one: str, other: str) -> bool:
    """Whether two names or URLs may mean one tree: ``bluetooth/bluez.git`` and ``bluez``."""
    first, second = find_tree(one), find_tree(other)
    if first is not None or second is not None:
        return first is second
    left, right = _tree_key(one).split("/")[-2:], _tree_key(other).split("/")[-2:]
    shared = min(len(left), len(right))
    return left[-shared:] == right[-shared:]


def _tree_key(name: str) -> str:
    bare = tree_name(name.strip()).rstrip("/").casefold()
    return bare.removesuffix(".git")


def places(name: str, state: RepositoryState) -> tuple[KnownRef, ...]:
    """The branches and tags of a repository that count; ``name`` is what the user calls it.

    In a clone with a work tree the branches of the remotes count: its own are the user's work.
    """
    return (*_tree_branches(name, state), *_releases(name, state))


def _tree_branches(name: str, state: RepositoryState) -> Iterator[KnownRef]:
    far = [tip.ref for tip in state.tips if tip.ref.startswith(_REMOTES)]
    if far and not state.bare:
        for remote, url in state.remotes:
            start = f"{_REMOTES}{remote}/"
            own = [ref for ref in far if ref.startswith(start) and ref != f"{start}HEAD"]
            main = next((one for one in state.remote_heads if one.startswith(start)), None)
            yield from _tree_of_tree(_tree_of(name, remote, url), url, start, own, main)
        return
    near = [tip.ref for tip in state.tips if tip.ref.startswith(_HEADS)]
    yield from _tree_of_tree(name, dict(state.remotes).get("origin", ""), _HEADS, near, state.head)


def _tree_of(name: str, remote: str, url: str) -> str:
    """What to call the tree of a remote: a listed one by its name, ``origin`` as the user does."""
    if tree := find_tree(url):
        return tree.name
    return name if remote == "origin" else tree_name(url) or remote


def _tree_of_tree(
    name: str, url: str, start: str, refs: list[str], head: str | None
) -> Iterator[KnownRef]:
    known = find_tree(url) or find_tree(name)
    main = _main_of(start, refs, head)
    for ref in refs:
        branch = ref.removeprefix(start)
        role = _tree_role(branch, known, is_main=ref == main, kernel=_KERNEL_HOST in url)
        if role is not None:
            yield KnownRef(ref=ref, role=role, tree=known.name if known else name, branch=branch)


def _main_of(start: str, refs: list[str], head: str | None) -> str | None:
    if head in refs:
        return head
    return next((start + one for one in _MAIN if start + one in refs), None)


def _tree_role(branch: str, known: Tree | None, *, is_main: bool, kernel: bool) -> RefRole | None:
    if known is not None and known.role is RefRole.STABLE:
        return RefRole.STABLE if STABLE_REF.fullmatch(branch) else None
    if known is not None and is_main:
        return known.role
    if is_main:
        return RefRole.TREE
    if STABLE_REF.fullmatch(branch):
        return RefRole.STABLE
    if known is not None or PERSONAL_REF.fullmatch(branch):
        return None
    if branch in ("next", "for-next", "linux-next"):
        return RefRole.NEXT
    return RefRole.TREE if kernel else None


def _releases(name: str, state: RepositoryState) -> Iterator[KnownRef]:
    for tip in state.tips:
        if tip.ref.startswith(_TAGS):
            tag = tip.ref.removeprefix(_TAGS)
            role = tag_role(tag)
            if role is not None:
                yield KnownRef(ref=tip.ref, role=role, tree=name, branch=tag)
