# SPDX-License-Identifier: GPL-2.0-or-later
"""Take a subject line apart: reply prefixes, brackets, version, counter, title.

The forms are those that kernel lists really carry: ``[PATCH v2 1/3]``, ``[PATCHv3]``,
``[PATCH] 1/2``, ``[V2 PATCH]``, ``[PATCH bpf,v2,1/2]``, ``[PATCH v5.1 10/12]``, ``[RFC 0/3]``,
``[bpf-next 0/6]``, ``[PATCHSET]``; Documentation/process/submitting-patches.rst names the usual.
"""

import re
from collections.abc import Iterable
from itertools import pairwise

from tracker.lazy_patterns import lazy_pattern
from tracker.mail.phrases.version_words import (
    BRANCH_WORDS,
    COUNTED_WORDS,
    PATCH_WORDS,
    QUEUE_MAIL,
    REPLY_MARK,
    STABLE_QUEUE,
)
from tracker.model.mail import Subject

_COUNTER = lazy_pattern(
    r"(?<![\w./])(\d{1,4})\s*(?:/|of|-of-)\s*(\d{1,4})(?![\w./])", re.IGNORECASE
)
_INSERTED = lazy_pattern(
    r"\d{1,3}(?:\.\d{1,2}|[a-z]|bis|ter|[+'\u00bc-\u00be])/(\d{1,3})", re.IGNORECASE
)
"""``1.5/3``, ``3a/4``, ``2bis/3``: a patch put between two others of a series."""
_VERSION = lazy_pattern(
    r"(?:v|ver|version|rev|revision)[.\-_#]?(\d{1,3})((?:\.\d{1,3})*[a-z]?)", re.IGNORECASE
)
_GLUED = lazy_pattern(
    r"(?:patch|rfc)(?:es|set)?[-_./=]?((?:v|ver|rev)[.\-_]?\d{1,3}(?:\.\d+)*[a-z]?)", re.IGNORECASE
)
_SUFFIXED = lazy_pattern(
    r"(?P<tree>(?!for-)[a-z][a-z0-9]*(?:-[a-z][a-z0-9]*){0,3})-(?P<late>v\d{1,2})|"
    r"(?P<early>v\d{1,2})-(?P<word>resend|repost|rfc)",
    re.IGNORECASE,
)
"""``net-next-v3``, ``v2-resend``: a tree or a word and the version as one token."""
_COUNTED = lazy_pattern(r"(?:(?:take|try|round|attempt)#?|#)(\d{1,2})", re.IGNORECASE)
"""``take2``, ``try#3``, ``#2``."""
_ORDINAL = lazy_pattern(r"(\d{1,2})(?:nd|rd|th)", re.IGNORECASE)
_ORDINALS = {"second": 2, "third": 3, "fourth": 4, "fifth": 5}
_LOOSE_COUNTER = lazy_pattern(r"\s*(\d{1,3})/(\d{1,3})\b[:,]?\s*")
_LOOSE_VERSION = lazy_pattern(
    r"(?:\((?:v|version )(\d{1,2})\)|\[(?:v|ver(?:sion)? #?)(\d{1,2})\]|"
    r"[,;] ?v(\d{1,2})| - v(\d{1,2}))\s*$",
    re.IGNORECASE,
)
"""``foo (v2)``, ``foo [ver #2]``, ``foo, v2``, ``foo - v2``."""
_ANY_VERSION = lazy_pattern(r"\bv\d", re.IGNORECASE)
_FIRST_VERSION = lazy_pattern(
    r"(?:v(\d{1,2})(?:\s*[:,-]\s+|\s+(?=\d{1,3}/\d{1,3}\b))|\(v(\d{1,2})\)\s+)", re.IGNORECASE
)
_KERNEL = lazy_pattern(r"v?([2-9])\.(\d{1,2})((?:\.\d{1,3})?)", re.IGNORECASE)
_LONG_TERM = frozenset({"5.4", "5.10", "5.15", "6.1", "6.6", "6.12", "6.18"})
"""Long-term kernels whose number could be read as that of a version (kernel.org/releases)."""
_POINTS = 5
"""A version's second number is hardly higher: ``v6.12`` is a kernel, ``v5.1`` a version."""
_WORD = lazy_pattern(r"\w+")
_HALF_BRACKET = lazy_pattern(
    r"((?:RFC |RESEND )?PATCH\b[^\[\]:]{0,40})\]|"
    r"[({]((?:RFC )?PATCH[^\[\](){}:]{1,40})[)}]|"
    r"(PATCH (?:v?\d{1,2}|v\d{1,2} \d{1,3}/\d{1,3}|\d{1,3}/\d{1,3})):(?=\s)",
    re.IGNORECASE,
)
"""``PATCH v2] title``: the first bracket is lost; ``(PATCH v2 1/2) title``, ``PATCH v2: title``."""
_SPAM = lazy_pattern(r"\*{3,8}\s?(?:SPAM|BULK)\s?\*{3,8}\s+")
IN_TREE_WORDS = frozenset({"committed", "pushed"})
"""Words in brackets by which the sender says that a patch is in a tree already."""
MAX_SUBJECT = 2000
"""Subjects are cut here before they are taken apart; real ones stay under 500."""
_MAX_BRACKET = 300
_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {
    ord("【"): "[", ord("】"): "]", ord("〔"): "[", ord("〕"): "]", 0x3000: " ",
}  # fmt: skip
"""Full-width letters, digits and brackets as ASCII; Chinese and Japanese keyboards write them."""


def parse_subject(raw: str, *, backport: bool = False) -> Subject:
    """Take one decoded, unfolded subject apart. Never fails: what is not understood is title.

    ``backport`` says that the mail's text names the upstream commit it ports, so that ``v4.4`` in
    the brackets is a stable kernel.
    """
    start = raw[:MAX_SUBJECT].strip()
    spam = _SPAM.match(start)
    rest, is_reply = _strip_reply(start[spam.end() :] if spam else start)
    brackets: list[str] = []
    while (found := _leading_bracket(rest)) is not None:
        bracket, rest = found
        brackets.append(bracket)
        rest, again = _strip_reply(rest)
        is_reply = is_reply or again
    tokens = [token for text in brackets for token in _tokens(text)]
    branches = _subject_branches(tokens, backport=backport)
    position, total = _counter(tokens)
    patchy = any(_is_patch_word(token) for token in tokens)
    if position is None and total is None and patchy and (loose := _LOOSE_COUNTER.match(rest)):
        position, total, rest = int(loose[1]), int(loose[2]), rest[loose.end() :]
    label = _subject_label([token for token in tokens if token not in branches])
    if patchy and not label:
        label, rest = _loose_label(rest)
        if position is None and total is None and (loose := _LOOSE_COUNTER.match(rest)):
            position, total, rest = int(loose[1]), int(loose[2]), rest[loose.end() :]
    queue = bool(QUEUE_MAIL.match(rest) or QUEUE_MAIL.match(raw[:MAX_SUBJECT].strip()))
    in_tree = any(token.lower() in IN_TREE_WORDS for token in tokens)
    return Subject(
        raw=raw,
        title=rest.strip().removeprefix(": ") if brackets else rest.strip(),
        is_reply=is_reply,
        tagged=patchy or in_tree or (bool(brackets) and (position is not None or bool(label))),
        version=_subject_whole(label),
        label=label,
        position=position,
        total=total,
        rfc=any(re.match(r"rfc", token, re.IGNORECASE) for token in tokens),
        resend=any(token.lower() in ("resend", "repost", "re-send") for token in tokens),
        pull=any(token.lower() == "pull" for token in tokens) and position is None,
        stable=queue or any(STABLE_QUEUE.search(text) for text in brackets),
        words=_subject_words(tokens, branches),
    )


def _leading_bracket(text: str) -> tuple[str, str] | None:
    """The bracket that a text starts with, and what follows it; brackets in it are opened.

    ``[[PATCH v3] 1/4] title`` is one bracket; so is ``[PATCH v2 1/3 title`` up to its counter.
    """
    text = text.lstrip()
    if text[:1] not in ("[", "［", "【", "〔"):
        half = _HALF_BRACKET.match(text)
        return (half[half.lastindex or 0], text[half.end() :]) if half else None
    head = text[:_MAX_BRACKET].translate(_NARROW)
    depth = 0
    for index, letter in enumerate(head):
        depth += (letter == "[") - (letter == "]")
        if depth == 0:
            inside = head[1:index].replace("[", " ").replace("]", " ")
            return inside, text[index + 1 :].lstrip("] ")
    if (end := head.find("]")) > 0:
        return head[1:end].replace("[", " "), text[end + 1 :].lstrip("] ")
    open_ended = re.match(r"\[((?:RFC |RESEND )?PATCH [^\[\]:]{0,40}?\d+/\d+)\b", head)
    return (open_ended[1], text[open_ended.end() :]) if open_ended else None


def _subject_branches(tokens: list[str], *, backport: bool) -> frozenset[str]:
    """The tokens that name kernels for which a patch is meant: ``v6.12``, ``5.10/5.15``.

    A bare ``6.1`` is one; ``v5.1`` is a version unless a word (``FOR v6.1``) or the mail's text
    says that it is a kernel.
    """
    named = backport or any(token.lower() in BRANCH_WORDS for token in tokens)
    return frozenset(token for token in tokens if _is_kernel(token, named=named))


def _is_kernel(token: str, *, named: bool) -> bool:
    match = _KERNEL.fullmatch(token)
    if match is None:
        return False
    if named or not token.lower().startswith("v"):
        return True
    if f"{match[1]}.{match[2]}" in _LONG_TERM:
        return True
    return int(match[2]) > _POINTS and not match[3]


def _loose_label(rest: str) -> tuple[str, str]:
    """A version that stands outside of the brackets, ``[PATCH] v2: foo`` or ``foo (v2)``."""
    late = _LOOSE_VERSION.search(rest)
    bare = late and (late[3] or late[4])
    if late and not (bare and _ANY_VERSION.search(rest[: late.start()])):
        return f"v{late[late.lastindex or 0]}", rest[: late.start()]
    if first := _FIRST_VERSION.match(rest):
        return f"v{first[1] or first[2]}", rest[first.end() :]
    return "", rest


def title_key(title: str) -> str:
    """A title folded for comparison: words only, one case; spelling of marks does not matter."""
    return " ".join(_WORD.findall(title.casefold()))


def _strip_reply(text: str) -> tuple[str, bool]:
    found = False
    while match := REPLY_MARK.match(text):
        text, found = text[match.end() :], True
    return text, found


def _tokens(bracket: str) -> list[str]:
    """Words of a bracket; counters such as ``1 of 3`` and ``1/ 3`` become one word."""
    joined = _COUNTER.sub(lambda m: f" {m[1]}/{m[2]} ", bracket)
    out: list[str] = []
    for token in re.split(r"[\s,;:()|]+", joined):
        if glued := _GLUED.fullmatch(token):
            out += [token[: -len(glued[1])].rstrip("-_./="), glued[1]]
        elif _VERSION.fullmatch(bare := token.strip("-+=.?!*~")):
            out.append(bare)
        elif suffixed := _SUFFIXED.fullmatch(token):
            out += [one for one in suffixed.group("tree", "late", "early", "word") if one]
        elif token:
            out.append(token)
    return out


def _counter(tokens: list[str]) -> tuple[int | None, int | None]:
    """Position and total; an inserted patch has a total alone."""
    for token in reversed(tokens):
        if match := _COUNTER.fullmatch(token):
            return int(match[1]), int(match[2])
        if match := _INSERTED.fullmatch(token):
            return None, int(match[1])
    return None, None


def _subject_label(tokens: list[str]) -> str:
    """The version counter as written, or as ``v2`` where it is written in words."""
    labels = [token for token in tokens if _VERSION.fullmatch(token)]
    if labels:
        return labels[-1]
    if counted := next((found for token in tokens if (found := _COUNTED.fullmatch(token))), None):
        return f"v{int(counted[1])}"
    for token, after in pairwise(tokens):
        if after.lower() in COUNTED_WORDS and (turn := _ordinal(token)):
            return f"v{turn}"
        number = after.lstrip("#")
        if token.lower() in COUNTED_WORDS and number.isdigit() and len(number) < 4:
            return f"v{int(number)}"
    return ""


def _ordinal(token: str) -> int | None:
    """``2nd`` and ``second`` are 2."""
    found = _ORDINAL.fullmatch(token)
    return int(found[1]) if found else _ORDINALS.get(token.lower())


def _subject_whole(label: str) -> int:
    match = _VERSION.fullmatch(label)
    return int(match[1]) if match else 1


def _is_patch_word(token: str) -> bool:
    word = token.lower()
    return word in PATCH_WORDS or word.startswith("patch") or word.startswith("rfc")


def _subject_words(tokens: list[str], branches: frozenset[str]) -> tuple[str, ...]:
    kept = [
        token.lower()
        for token in tokens
        if token in branches
        or not (_is_patch_word(token) or _VERSION.fullmatch(token) or _COUNTER.fullmatch(token))
    ]
    return tuple(dict.fromkeys(kept))


def is_inserted(subject: Subject) -> bool:
    """Whether a patch was put between two others of its series: ``[PATCH 1.5/3]``."""
    return subject.position is None and subject.total is not None


_BRANCH_NUMBER = (
    r"(?:for[-/]?|linux[-/]|kernel[-/]|olk[-/]|lts[-/]|stable[-/ ]?)?"
    r"v?(\d{1,2}\.\d{1,2})(?:\.\d+)?(?:\.x)?(?:[.-]?(?:y|stable|longterm|lts))*\+?"
)
_STABLE_BRANCHES = lazy_pattern(rf"{_BRANCH_NUMBER}(?:[/+&~-]{_BRANCH_NUMBER}){{0,9}}|stable")


_RELEASE = lazy_pattern(r"(?:for[-/]?)?v?\d{1,2}\.\d{1,2}")


def stable_branch(words: Iterable[str]) -> str:
    """Return the stable branches that a subject's words name; empty for new work.

    ``[PATCH 6.6.y]`` is for ``6.6``, ``[PATCH 5.10/5.15]`` and ``[PATCH 5.10 5.15]`` for
    ``5.10/5.15``, ``[PATCH stable]`` for ``stable``.
    """
    named = [word for word in words if _STABLE_BRANCHES.fullmatch(word)]
    numbers = [number for word in named for number in _branch_numbers(word)]
    return "/".join(dict.fromkeys(numbers)) or ("stable" if named else "")


def names_release(words: Iterable[str]) -> bool:
    """Whether a subject's words name the release a patch should be in: ``[PATCH for-6.14]``.

    Written so, it may be meant for a stable branch as well; ``6.6.y`` and ``6.6-stable`` are none.
    """
    named = list(words)
    numbers = [word for word in named if _STABLE_BRANCHES.fullmatch(word)]
    return len(numbers) == 1 and bool(
        _RELEASE.fullmatch(numbers[0]) and (numbers[0].startswith("for") or "for" in named)
    )


def _branch_numbers(word: str) -> list[str]:
    """``5.10.y/5.15`` is two; the third number of ``6.6.12`` is none of its own."""
    found = re.findall(r"(\d{1,2}\.\d{1,2})(?:\.\d+)?", word)
    return [str(one) for one in found]
