# SPDX-License-Identifier: GPL-2.0-or-later
"""Take a subject line apart: reply prefixes, brackets, version, counter, title.

The forms are those that kernel lists really carry: ``[PATCH v2 1/3]``, ``[PATCHv3]``,
``[PATCH] 1/2``, ``[V2 PATCH]``, ``[PATCH bpf,v2,1/2]``, ``[PATCH v5.1 10/12]``, ``[RFC 0/3]``,
``[bpf-next 0/6]``, ``[PATCHSET]``; Documentation/process/submitting-patches.rst names the usual.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from tracker.lazy_patterns import lazy_pattern
from tracker.mail.phrases.forms.subject_marks import (
    ANY_VERSION,
    COUNTED_DRAFT,
    COUNTED_TRY,
    COUNTER,
    FIRST_VERSION,
    GLUED_VERSION,
    HALF_BRACKET,
    INSERTED,
    KERNEL_NUMBER,
    LOOSE_COUNTER,
    LOOSE_VERSION,
    NUMBER_ORDINAL,
    PART_OF_CHANGE,
    PLAIN_VERSION,
    RELEASE_IN_WORDS,
    RELEASE_NAMED,
    REVERT_TITLE,
    SENT_AGAIN,
    SPAM_MARK,
    STABLE_BRANCHES,
    SUFFIXED_VERSION,
    VERSION_MARKED,
    WORD_BEFORE_BRACKET,
    WORDS_BESIDE,
)
from tracker.mail.phrases.version_words import (
    BRANCH_WORDS,
    COUNTED_WORDS,
    PATCH_WORDS,
    QUEUE_MAIL,
    REPLY_MARK,
    STABLE_QUEUE,
)
from tracker.model.mail import Subject

_ORDINALS = {"second": 2, "third": 3, "fourth": 4, "fifth": 5}
_LONG_TERM = frozenset({"5.4", "5.10", "5.15", "6.1", "6.6", "6.12", "6.18"})
"""Long-term kernels whose number could be read as that of a version (kernel.org/releases)."""
_POINTS = 5
"""A version's second number is hardly higher: ``v6.12`` is a kernel, ``v5.1`` a version."""
_MAJOR = 5
"""Kernels that are kept begin with it or more (kernel.org/releases); versions seldom get there."""
_WORD = lazy_pattern(r"\w+")
IN_TREE_WORDS = frozenset({"committed", "pushed"})
"""Words in brackets by which the sender says that a patch is in a tree already."""
MAX_SUBJECT = 2000
"""Subjects are cut here before they are taken apart; real ones stay under 500."""
_MAX_BRACKET = 300
_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {
    ord("【"): "[", ord("】"): "]", ord("〔"): "[", ord("〕"): "]", 0x3000: " ",
}  # fmt: skip
"""Full-width letters, digits and brackets as ASCII; Chinese and Japanese keyboards write them."""
_LONGEST_KEPT = 300
"""Characters of a subject that is kept as it was taken apart."""


def parse_subject(raw: str, *, backport: bool = False) -> Subject:
    """Take one decoded, unfolded subject apart. Never fails: what is not understood is title.

    ``backport`` says that the mail's text names the upstream commit it ports, so that ``v4.4`` in
    the brackets is a stable kernel.
    """
    # The answers of a thread bear one subject, and several rules ask for that of a mail.
    return (_kept if len(raw) <= _LONGEST_KEPT else _parsed)(raw, backport)


def _parsed(raw: str, backport: bool) -> Subject:
    start = raw[:MAX_SUBJECT].strip()
    spam = SPAM_MARK.match(start)
    rest, is_reply = _strip_reply(start[spam.end() :] if spam else start)
    brackets: list[str] = []
    if before := WORD_BEFORE_BRACKET.match(rest):
        brackets.append(before[0])
        rest = rest[before.end() :]
    while (found := _leading_bracket(rest)) is not None:
        bracket, rest = found
        brackets.append(bracket)
        rest, again = _strip_reply(rest)
        is_reply = is_reply or again
    tokens = [token for text in brackets for token in _tokens(text)]
    branches = _subject_branches(tokens, backport=backport)
    position, total = _counter(tokens)
    patchy = any(_is_patch_word(token) for token in tokens)
    if position is None and total is None and patchy and (loose := LOOSE_COUNTER.match(rest)):
        position, total, rest = int(loose[1]), int(loose[2]), rest[loose.end() :]
    label = _subject_label([token for token in tokens if token not in branches])
    if patchy and not label:
        label, rest = _loose_label(rest)
        if position is None and total is None and (loose := LOOSE_COUNTER.match(rest)):
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
        resend=any(SENT_AGAIN.fullmatch(token) for token in tokens),
        pull=any(token.lower() == "pull" for token in tokens) and position is None,
        stable=queue or any(STABLE_QUEUE.search(text) for text in brackets),
        words=_subject_words(tokens, branches),
    )


_kept = lru_cache(maxsize=1024)(_parsed)


def _leading_bracket(text: str) -> tuple[str, str] | None:
    """The bracket that a text starts with, and what follows it; brackets in it are opened.

    ``[[PATCH v3] 1/4] title`` is one bracket; so is ``[PATCH v2 1/3 title`` up to its counter.
    """
    text = text.lstrip()
    if text[:1] not in ("[", "［", "【", "〔"):
        half = HALF_BRACKET.match(text)
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
    match = KERNEL_NUMBER.fullmatch(token)
    if match is None:
        return False
    if named or not token.lower().startswith("v"):
        return True
    if f"{match[1]}.{match[2]}" in _LONG_TERM:
        return True
    if match[3]:
        # Versions of patches have no third number: v7.0.2 is a release of linux-7.0.y.
        return int(match[1]) >= _MAJOR
    return int(match[2]) > _POINTS


def _loose_label(rest: str) -> tuple[str, str]:
    """A version that stands outside of the brackets, ``[PATCH] v2: foo`` or ``foo (v2)``."""
    late = LOOSE_VERSION.search(rest)
    bare = late and (late[3] or late[4])
    if late and not (bare and ANY_VERSION.search(rest[: late.start()])):
        return f"v{late[late.lastindex or 0]}", rest[: late.start()]
    if first := FIRST_VERSION.match(rest):
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
    joined = COUNTER.sub(lambda m: f" {m[1]}/{m[2]} ", bracket)
    joined = WORDS_BESIDE.sub(r"\g<one> \g<other>", joined)
    out: list[str] = []
    for token in re.split(r"[\s,;:()|]+", joined):
        bare = token.strip("-+=.?!*~")
        if glued := GLUED_VERSION.fullmatch(bare):
            out += [one for one in glued.group("word", "version", "rest") if one]
        elif VERSION_MARKED.fullmatch(bare):
            out.append(bare)
        elif suffixed := SUFFIXED_VERSION.fullmatch(token):
            out += [one for one in suffixed.group("tree", "late", "early", "word") if one]
        elif token:
            out.append(token)
    return out


def _counter(tokens: list[str]) -> tuple[int | None, int | None]:
    """Position and total; an inserted patch has a total alone."""
    for token in reversed(tokens):
        if match := COUNTER.fullmatch(token):
            return int(match[1]), int(match[2])
        if match := INSERTED.fullmatch(token):
            return None, int(match[1])
    return None, None


def _subject_label(tokens: list[str]) -> str:
    """The version counter as written, or as ``v2`` where it is written in words."""
    labels = [token for token in tokens if VERSION_MARKED.fullmatch(token)]
    if labels:
        return labels[-1]
    if counted := next(
        (found for token in tokens if (found := COUNTED_TRY.fullmatch(token))), None
    ):
        return f"v{int(counted[1])}"
    if drafts := [found for token in tokens if (found := COUNTED_DRAFT.fullmatch(token))]:
        return f"v{int(drafts[0][1])}"
    for token, after in pairwise(tokens):
        if after.lower() in COUNTED_WORDS and (turn := _ordinal(token)):
            return f"v{turn}"
        number = after.lstrip("#")
        if token.lower() in COUNTED_WORDS and number.isdigit() and len(number) < 4:
            return f"v{int(number)}"
    return ""


def _ordinal(token: str) -> int | None:
    """``2nd`` and ``second`` are 2."""
    found = NUMBER_ORDINAL.fullmatch(token)
    return int(found[1]) if found else _ORDINALS.get(token.lower())


def _subject_whole(label: str) -> int:
    match = VERSION_MARKED.fullmatch(label)
    return int(match[1]) if match else 1


def _is_patch_word(token: str) -> bool:
    word = token.lower()
    return word in PATCH_WORDS or word.startswith("patch") or word.startswith("rfc")


def _subject_words(tokens: list[str], branches: frozenset[str]) -> tuple[str, ...]:
    kept = [
        token.lower()
        for token in tokens
        if token in branches
        or not (
            _is_patch_word(token)
            or VERSION_MARKED.fullmatch(token)
            or COUNTER.fullmatch(token)
            or SENT_AGAIN.fullmatch(token)
        )
    ]
    return tuple(dict.fromkeys(kept))


def is_inserted(subject: Subject) -> bool:
    """Whether a patch was put between two others of its series: ``[PATCH 1.5/3]``."""
    return subject.position is None and subject.total is not None


def stable_branch(words: Iterable[str]) -> str:
    """Return the stable branches that a subject's words name; empty for new work.

    ``[PATCH 6.6.y]`` is for ``6.6``, ``[PATCH 5.10/5.15]`` and ``[PATCH 5.10 5.15]`` for
    ``5.10/5.15``, ``[PATCH stable]`` for ``stable``.
    """
    named = [word for word in words if STABLE_BRANCHES.fullmatch(word)]
    numbers = [number for word in named for number in _branch_numbers(word)]
    return "/".join(dict.fromkeys(numbers)) or ("stable" if named else "")


def names_release(words: Iterable[str]) -> bool:
    """Whether a subject's words name the release a patch should be in: ``[PATCH for-6.14]``.

    Written so, it may be meant for a stable branch as well; ``6.6.y`` and ``6.6-stable`` are none.
    """
    named = list(words)
    numbers = [word for word in named if STABLE_BRANCHES.fullmatch(word)]
    return len(numbers) == 1 and bool(
        RELEASE_NAMED.fullmatch(numbers[0]) and (numbers[0].startswith("for") or "for" in named)
    )


def plain_version(subject: Subject) -> tuple[str, int] | None:
    """Return the title and the version of a cover letter that bears no bracket, ``lamp fixes v2``.

    Behind a bracket a number at the end is a part of the title: ``[PATCH] Add USB4 v2``.
    """
    found = None if subject.tagged or subject.is_reply else PLAIN_VERSION.fullmatch(subject.title)
    return (found[1], int(found[2])) if found else None


def part_number(words: Iterable[str], title: str) -> str:
    """Return which part of a change a subject names, of its words in brackets or its title.

    ``[PART 3]``, ``[Part1 v5]`` and ``cleanups, part 2`` are the third, first and second; "" where
    none is named.
    """
    found = PART_OF_CHANGE.search(" ".join(words)) or PART_OF_CHANGE.search(title[:300])
    return found[1].lower() if found else ""


def reverted_title(title: str) -> str | None:
    """Return the title of what a commit takes back, by its own title; None for any other."""
    found = REVERT_TITLE.match(title)
    return found[1] if found else None


def release_numbers(subject: str) -> list[str]:
    """Return the releases that a subject names: ``[GIT PULL] lamp fixes for 6.14-rc3`` is 6.14."""
    return [found[1] for found in RELEASE_IN_WORDS.finditer(subject[:300])]


def _branch_numbers(word: str) -> list[str]:
    """``5.10.y/5.15`` is two; the third number of ``6.6.12`` is none of its own."""
    found = re.findall(r"(\d{1,2}\.\d{1,2})(?:\.\d+)?", word)
    return [str(one) for one in found]
