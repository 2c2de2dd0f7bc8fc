# SPDX-License-Identifier: GPL-2.0-or-later
"""Into which tree and branch a person says that he applied something."""

import re

from tracker.lazy_dataclass import dataclass
from tracker.mail.phrases.landing.tree_names import (
    BARE_TREE,
    BRANCH_IN_URL,
    BRANCH_OF_TREE,
    BRANCH_ON_A_FORGE,
    BRANCH_WORD,
    ENDS_A_NAME,
    FILE_NAME,
    KERNEL_VERSION,
    LIKE_A_TREE,
    NAMED_TREE,
    NEXT_TIME,
    ONE_NAME,
    OWN_ADJECTIVE,
    OWN_TREE,
    OWNER_OF_TREE,
    TOPIC_BRANCH,
    TREE_AND_BRANCH,
    TREE_AND_WORD,
    TREE_COMMA_BRANCH,
    TREE_HASH_BRANCH,
    TREE_IN_BRACKETS_BRANCH,
    TREE_SLASH_BRANCH,
    TREE_THEN_NAMED_BRANCH,
    TREE_URL,
)

_NOT_NAMES = frozenset(
    {"a", "an", "the", "this", "that", "these", "those", "it", "them", "me", "you", "us", "all",
     "both", "your", "our", "my", "his", "patch", "patches", "series", "version", "linux", "kernel",
     "which", "avoid", "make", "fix", "get", "help", "see", "be", "have", "thanks", "with", "and",
     "for", "as", "on", "in", "to", "at", "by", "everyone", "now", "then", "where", "when",
     "current", "latest", "wrong", "right", "same", "other", "another", "different", "vendor",
     "to-do", "todo", "cover-letter", "fork", "one"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Where:
    """A tree and a branch as named; ``firm`` where the words can mean nothing else."""

    tree: str | None = None
    branch: str | None = None
    firm: bool = False


NOWHERE = Where()


def find_bare_tree(text: str) -> Where | None:
    """A tree that follows the verb at once: "Applied linux-kselftest next for Linux 6.12"."""
    found = BARE_TREE.match(text)
    return Where(_place_clean(found["branch"] or found[1]), found[2], True) if found else None


def find_where(text: str) -> Where | None:
    """What ``to``, ``into``, ``in`` or ``on`` is followed by; None where it names no tree.

    ``text`` starts after that word and is a sentence at most.
    """
    text = TOPIC_BRANCH.sub(" branch", text.strip()[:400].lstrip("*_ "))
    if text[:1] == "-" and text[1:2].isalpha():
        text = text[1:]
    if NEXT_TIME.match(text):
        return None
    if found := OWN_ADJECTIVE.match(text):
        text = text[found.end() :]
    if found := TREE_URL.match(text):
        return _place_from_url(found[1].rstrip(".,:"), found[2])
    if (found := TREE_COMMA_BRANCH.match(text)) and _is_place_name(found[1]):
        return Where(_place_clean(found[1]), _place_clean(found[2]), True)
    if found := BRANCH_OF_TREE.match(text):
        return Where(_place_clean(found[2]), _place_clean(found[1]), True)
    for pattern in (TREE_HASH_BRANCH, TREE_IN_BRACKETS_BRANCH):
        if found := pattern.match(text):
            return Where(_place_clean(found[1]), _place_clean(found[2]), True)
    if OWN_TREE.match(text):
        return Where(None, None, True)
    return _place_from_words(text) or _place_from_words(OWNER_OF_TREE.sub("", text))


def _place_from_words(text: str) -> Where | None:
    for pattern in (TREE_THEN_NAMED_BRANCH, TREE_AND_BRANCH):
        found = pattern.match(text)
        if found and _is_place_name(found[1]) and not KERNEL_VERSION.match(found[1]):
            return Where(_place_clean(found[1]), _place_clean(found[2]), True)
    if (found := NAMED_TREE.match(text)) and _is_place_name(found[1]):
        return _split_place(_place_clean(found[1]), firm=True)
    if (
        (found := TREE_AND_WORD.match(text))
        and _is_place_name(found[1])
        and _is_place_name(found[2])
    ):
        return Where(_place_clean(found[1]), found[2], LIKE_A_TREE.match(found[1]) is not None)
    if (found := ONE_NAME.match(text)) and _is_place_name(found[1]):
        name = _place_clean(found[1])
        after = text[found.end() :].lstrip("`'\"")
        alone = ENDS_A_NAME.match(after) is not None
        firm = LIKE_A_TREE.match(name) is not None
        return _split_place(name, firm=firm) if firm or alone else None
    return None


def _is_place_name(word: str) -> bool:
    if FILE_NAME.match(word):
        return False
    return word.lower() not in _NOT_NAMES and not KERNEL_VERSION.match(word)


def _split_place(name: str, *, firm: bool) -> Where:
    """``powerpc/next`` is a tree and a branch; ``for-next/seccomp`` and ``bpf-next`` are not."""
    if (found := TREE_SLASH_BRANCH.match(name)) and not re.match(BRANCH_WORD, name):
        return Where(found[1], found[2], firm)
    return Where(name, None, firm)


def _place_from_url(url: str, word: str | None) -> Where:
    if found := BRANCH_IN_URL.match(url) or BRANCH_ON_A_FORGE.match(url):
        return Where(found[1], found[2], True)
    branch = word if word and re.match(BRANCH_WORD, word) else None
    return Where(url, branch, True)


def _place_clean(name: str) -> str:
    return name.strip("`'\"").rstrip(".,:;")
