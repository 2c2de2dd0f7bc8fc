# SPDX-License-Identifier: GPL-2.0-or-later
"""What an author names in words as needed: a title in quotes, titles below ``---``, "Tim's series".

Only the words are taken here. Which posting they name is looked up where series are at hand, by
title, author and date; see ``relations/named.py``.
"""

import re
from collections.abc import Iterator

from tracker.lazy_patterns import lazy_pattern
from tracker.mail.lines import Line, LineKind
from tracker.mail.links.meanings import Meaning
from tracker.mail.parts import Parts
from tracker.mail.phrases.discussions import UNRELATED
from tracker.mail.phrases.need_words import GOES_AFTER, NEEDED_BRANCH, OWN_WORK, WORK_OF
from tracker.mail.phrases.relations import WORKS
from tracker.mail.phrases.vocabulary import Vocabulary
from tracker.mail.sentences import sentences
from tracker.model.mail import NeedMark, Remark, RemarkKind

_MOST = 8
"""Works that one mail names."""
_NEEDS = (Meaning.DEPENDS, Meaning.ON_TOP, Meaning.BASED)
"""What says of a name beside it that it is needed; "need" alone is said of anything."""
_NEAR = 60
"""Characters between such words and the name."""
_APART = lazy_pattern(r"[.;]\s|\bcommit\b|\b[0-9a-f]{7,40}\b", re.IGNORECASE)
"""What must not stand between them: an end, or a commit, which is in a tree already."""
_LINKED = lazy_pattern(r"://|\S{4}@\S{4}|\[\d{1,2}\]")
"""The work is linked to: the link says more than its title."""
_QUOTED = lazy_pattern(r"\"([^\"]{8,160})\"|“([^”]{8,160})”|''([^']{8,160})''")
_TITLED = lazy_pattern(r"[\w][\w/.,+&*(){}\[\]-]{0,40}(?:[ ,/][\w/.,+-]{1,30}){0,2}: ?\S.{5,120}$")
"""A title has its subsystem in front: ``ladder: clean up how rungs are numbered``."""
_ITEM = lazy_pattern(r"\s{0,8}(?:[-*+•]|\d{1,2}[.)]|\[?PATCH[^\]]{0,30}\])?\s{0,4}")
_PREFIX = lazy_pattern(r"^(?:\[[^\]]{1,40}\]\s*){1,3}")
_LEAD = lazy_pattern(r":\s*$|\bpatch(?:es)?\s*$|\bseries\s*$", re.IGNORECASE)


def named_needs(parts: Parts) -> Iterator[Remark]:
    """Return what a cover letter, patch or answer names as needed without a link to it."""
    if parts.bot:
        return
    found: dict[str, Remark] = {}
    for remark in (*_in_sentences(parts), *_in_lists(parts.lines)):
        found.setdefault(remark.word, remark)
    yield from list(found.values())[:_MOST]


def says_it_needs(text: str) -> bool:
    """Whether a sentence says that something is needed, and does not deny or only plan it."""
    said = next((one for one, _ in WORKS.find_all(text) if one.means in _NEEDS), None)
    return said is not None and UNRELATED.find(text) is None


def _is_needed(text: str, start: int) -> bool:
    """Whether words just before a name say that it is needed."""
    lead = _need_unquoted(text[:start])
    for phrase, match in WORKS.find_everywhere(lead):
        between = lead[match.end() :]
        if phrase.means in _NEEDS and len(between) <= _NEAR and not _APART.search(between):
            return True
    return False


def _in_sentences(parts: Parts) -> Iterator[Remark]:
    for sentence in sentences(parts.lines):
        text = sentence.text
        if len(text) > 500 or _LINKED.search(text) or not says_it_needs(_need_unquoted(text)):
            continue
        words = _need_words(text) if not parts.subject.is_reply else _titles(text)
        for word in words:
            yield _need_remark(sentence.start, text, word)


def _need_unquoted(text: str) -> str:
    return _QUOTED.sub(" ", text)


def _needed(pattern: Vocabulary, text: str) -> re.Match[str] | None:
    """Return the first name of a form that words before it say is needed."""
    found = pattern.finditer(text)
    return next((one for one in found if _is_needed(text, one.start(one.lastindex or 0))), None)


def _need_words(text: str) -> list[str]:
    """Return what a sentence names, by the first form that it has."""
    if titles := _titles(text):
        return titles
    if match := _needed(OWN_WORK, text):
        return [f"{NeedMark.MINE}{(match[1] or match[2]).strip()}"]
    if match := _needed(WORK_OF, text):
        return [f"{NeedMark.OF}{match[1].strip()}: {match[2].strip()}"]
    if match := GOES_AFTER.search(text):
        return [f"{NeedMark.ANY}{match[1].strip()}"]
    if match := NEEDED_BRANCH.search(text):
        return [f"{NeedMark.TREE}{match[1]}"]
    return []


def _titles(text: str) -> list[str]:
    quoted = [
        next(filter(None, match.groups()))
        for match in _QUOTED.finditer(text)
        if _is_needed(text, match.start())
    ]
    return [f"{NeedMark.TITLE}{_need_bare(one)}" for one in quoted if len(one.split()) > 1]


def _need_bare(title: str) -> str:
    return _PREFIX.sub("", title.strip()).strip()


def _in_lists(lines: tuple[Line, ...]) -> Iterator[Remark]:
    """Titles in the lines below one that says what is needed: ``Depends on the patches:``."""
    own = (LineKind.OWN, LineKind.BELOW, LineKind.TRAILER)
    for index, line in enumerate(lines):
        text = line.text.strip()
        lead = line.kind in own and len(text) < 160 and _LEAD.search(text)
        if not lead or _LINKED.search(text) or not says_it_needs(text):
            continue
        for below in lines[index + 1 : index + 1 + _MOST]:
            title = _PREFIX.sub("", _ITEM.sub("", below.text, count=1)).strip().strip("\"'“”")
            if not title and below is lines[index + 1]:
                continue
            if below.kind not in own or "|" in title or "://" in title or not _TITLED.match(title):
                break
            yield _need_remark(below.number, f"{text} {title}", f"{NeedMark.TITLE}{title}")


def _need_remark(line: int, quote: str, word: str) -> Remark:
    return Remark(kind=RemarkKind.NEEDS_WORK, line=line, quote=quote[:400], word=word[:200])
