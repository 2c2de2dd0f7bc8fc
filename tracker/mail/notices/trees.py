# SPDX-License-Identifier: GPL-2.0-or-later
"""Into which tree and branch a person says that he applied something."""

import re
from dataclasses import dataclass

_BRANCH_WORD = (
    r"(?:next|fixes|master|main|mainline|devel|staging|testing|queue|urgent|misc|core|"
    r"for-?(?:next|linus|rc|current|upstream|v?\d[\w.]*)[\w./-]*|[\w.-]*-(?:next|fixes)|"
    r"(?:next|fixes)-[\w./-]+)"
)
_NAME = r"[`'\"]?((?:\d{1,2}\.\d{1,3}/)?[A-Za-z][\w./+-]{0,120}[\w])[`'\"]?"
_BRANCH_OF = re.compile(
    rf"(?:the |my |our )?{_NAME} branch (?:of|in|at|on) (?:the |my |our )?(https?://\S{{1,300}}|{_NAME})"
)
_URL = re.compile(
    r"(?:the |my )?((?:https?|git)://[^\s<>,;)\]]{1,300})(?:[ ,]+(?:branch )?([\w./+-]{1,80}))?"
)
_HASH = re.compile(rf"(?:the |my |our )?{_NAME}#([\w./+-]{{1,80}})")
_BRACKETS = re.compile(rf"(?:the |my |our )?{_NAME}(?: tree)? ?\(([\w./+-]{{1,80}})\)")
_BRANCH_LAST = re.compile(
    rf"(?:the |my |our )?{_NAME}(?:'s)?(?: git)?(?: tree)?,?(?: on| in)?(?: the)? {_NAME} branch\b"
)
_TWO = re.compile(rf"(?:the |my |our )?{_NAME} (?:tree )?[`'\"]?({_BRANCH_WORD})\b(?![\w/])")
_TREE = re.compile(
    rf"(?:the |my |our |your )?{_NAME}(?: git)? (?:tree|repo|repository|queue|git)\b"
)
_THEN_BRANCH = re.compile(rf"(?:the |my |our )?{_NAME}(?: tree)?, branch {_NAME}")
_MINE = re.compile(
    r"(?:the|my|our)(?: local| git| own| stable| patch)? (?:tree|queue|repo|branch)\b"
)
_PAIR = re.compile(
    rf"(?:the )?{_NAME} (?!(?:branch|tree|etc)\b)([a-z][\w-]{{1,30}})(?=[.,;!]|$| branch\b)"
)
_ONE = re.compile(rf"(?:the |my |our )?{_NAME}(?:'s)?")
_SLASHED = re.compile(rf"(.+)/({_BRANCH_WORD})$")
_TREE_LIKE = re.compile(
    rf"(?:{_BRANCH_WORD}|net|bpf|tip|upstream|mainline|rcu|vfs|drm|rdma|trivial|"
    r"[\w.]+(?:[-/][\w./+-]+)+|[\w/-]+\.git)$",
    re.IGNORECASE,
)
_VERSION = re.compile(r"(?:linux[- ]?)?v?\d+\.\d+(?:[-.]\w+)*$", re.IGNORECASE)
_NEXT_TIME = re.compile(
    r"(?:the |a )?next (?:merge|cycle|release|kernel|window|version|week|rc|round|pull|time|"
    r"respin)",
    re.IGNORECASE,
)
_AFTER_NAME = re.compile(
    r"\s*(?:$|[.,;!(-]|(?:branch|now|today|as|for|with|and|by|thanks)\b)", re.IGNORECASE
)
_BARE = re.compile(
    rf"\s*([a-z][\w.]*(?:-[\w.]+)+)(?: ({_BRANCH_WORD}))? for (?:linux[- ]?)?v?\d+\.\d+|"
    r"\s*(?P<branch>for-[\w./-]*\w)(?=[,.]|\s*$)",
    re.IGNORECASE,
)
_OWNER = re.compile(r"^[\w.-]{1,60}['’]s ")
_LOG_BRANCH = re.compile(r"(.+?\.git)(?:/(?:log|tree|commit)?/?)?[?&]h=([\w./+-]+)")
_NOT_NAMES = frozenset(
    {"a", "an", "the", "this", "that", "these", "those", "it", "them", "me", "you", "us", "all",
     "both", "your", "our", "my", "his", "patch", "patches", "series", "version", "linux", "kernel",
     "which", "avoid", "make", "fix", "get", "help", "see", "be", "have", "thanks", "with", "and",
     "for", "as", "on", "in", "to", "at", "by", "everyone", "now", "then", "where", "when",
     "current", "latest", "wrong", "right", "same", "other", "another", "different", "vendor"}
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
    found = _BARE.match(text)
    return Where(_place_clean(found["branch"] or found[1]), found[2], True) if found else None


def find_where(text: str) -> Where | None:
    """What ``to``, ``into``, ``in`` or ``on`` is followed by; None where it names no tree.

    ``text`` starts after that word and is a sentence at most.
    """
    text = text.strip()[:400].lstrip("*_ ")
    if text.startswith(("-next", "-fixes")):
        text = text[1:]
    if _NEXT_TIME.match(text):
        return None
    if found := _URL.match(text):
        return _place_from_url(found[1].rstrip(".,:"), found[2])
    if found := _THEN_BRANCH.match(text):
        return Where(_place_clean(found[1]), _place_clean(found[2]), True)
    if found := _BRANCH_OF.match(text):
        return Where(_place_clean(found[2]), _place_clean(found[1]), True)
    for pattern in (_HASH, _BRACKETS):
        if found := pattern.match(text):
            return Where(_place_clean(found[1]), _place_clean(found[2]), True)
    if _MINE.match(text):
        return Where(None, None, True)
    return _place_from_words(text) or _place_from_words(_OWNER.sub("", text))


def _place_from_words(text: str) -> Where | None:
    for pattern in (_BRANCH_LAST, _TWO):
        found = pattern.match(text)
        if found and _is_place_name(found[1]) and not _VERSION.match(found[1]):
            return Where(_place_clean(found[1]), _place_clean(found[2]), True)
    if (found := _TREE.match(text)) and _is_place_name(found[1]):
        return _split_place(_place_clean(found[1]), firm=True)
    if (found := _PAIR.match(text)) and _is_place_name(found[1]) and _is_place_name(found[2]):
        return Where(_place_clean(found[1]), found[2], _TREE_LIKE.match(found[1]) is not None)
    if (found := _ONE.match(text)) and _is_place_name(found[1]):
        name = _place_clean(found[1])
        after = text[found.end() :].lstrip("`'\"")
        alone = _AFTER_NAME.match(after) is not None
        firm = _TREE_LIKE.match(name) is not None
        return _split_place(name, firm=firm) if firm or alone else None
    return None


def _is_place_name(word: str) -> bool:
    return word.lower() not in _NOT_NAMES and not _VERSION.match(word)


def _split_place(name: str, *, firm: bool) -> Where:
    """``powerpc/next`` is a tree and a branch; ``for-next/seccomp`` and ``bpf-next`` are not."""
    if (found := _SLASHED.match(name)) and not re.match(_BRANCH_WORD, name):
        return Where(found[1], found[2], firm)
    return Where(name, None, firm)


def _place_from_url(url: str, word: str | None) -> Where:
    if found := _LOG_BRANCH.match(url):
        return Where(found[1], found[2], True)
    branch = word if word and re.match(_BRANCH_WORD, word) else None
    return Where(url, branch, True)


def _place_clean(name: str) -> str:
    return name.strip("`'\"").rstrip(".,:;")
