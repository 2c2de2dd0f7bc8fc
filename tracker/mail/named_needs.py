# SPDX-License-Identifier: GPL-2.0-or-later
"""What an author names in words as needed: a title in quotes, titles below ``---``, "Tim's series".

Only the words are taken here. Which posting they name is looked up where series are at hand, by
title, author and date; see ``relations/named.py``.
"""

import re
from collections.abc import Iterable, Iterator

from tracker.mail.lines import Line, LineKind, Lines
from tracker.mail.links.headings import headings, is_changelog
from tracker.mail.links.meanings import Meaning
from tracker.mail.parts import Parts
from tracker.mail.phrases.discussions import UNRELATED
from tracker.mail.phrases.links.named_titles import (
    LINK_BESIDE,
    NEED_APART,
    QUOTED_TITLE,
    SUBSYSTEM_TITLE,
    TITLE_BRACKETS,
    TITLE_ITEM,
)
from tracker.mail.phrases.links.version_tokens import VERSION_COUNTER
from tracker.mail.phrases.need_words import (
    CALLED_BEHIND,
    GOES_FIRST,
    GONE_ON_WITH,
    NAMES_AFTER,
    NAMES_FOLLOW,
    NEED_LINE,
    NEEDED_WORK,
    NOT_MERGED,
    OF_THIS_SERIES,
    STATE_BEHIND,
    TAKEN_PLACE_OF,
)
from tracker.mail.phrases.phrase import PhraseEntry
from tracker.mail.phrases.required_words import folded
from tracker.mail.phrases.works.named_works import NAMED_WORKS
from tracker.mail.phrases.works.relations import WORKS
from tracker.model.mail import NeedMark, Remark, RemarkKind

_OWN_LINES = (LineKind.OWN, LineKind.BELOW, LineKind.TRAILER)
_MOST = 8
"""Works that one mail names."""
_NEEDS = (Meaning.DEPENDS, Meaning.ON_TOP, Meaning.BASED)
"""What says of a name beside it that it is needed; "need" alone is said of anything."""
_END = 12
"""Characters at the end of a line that say whether titles follow it."""
_NEAR = 60
"""Characters between such words and the name."""
_BESIDE = 12
"""Characters between "need" and a name from which on it must be said of a work."""


def named_needs(parts: Parts) -> Iterator[Remark]:
    """Return what a cover letter, patch or answer names as needed without a link to it."""
    if parts.bot:
        return
    found: dict[str, Remark] = {}
    for remark in (*_in_sentences(parts), *_in_lines(parts), *_in_lists(parts.lines)):
        if not _is_old_news(parts, remark.line):
            found.setdefault(remark.word, remark)
    yield from list(found.values())[:_MOST]


def _is_old_news(parts: Parts, line: int) -> bool:
    """Whether a line stands in what changed in an older version: "Changes in v3:" of a v7."""
    version = parts.subject.version
    if version < 2:
        return False
    rows = parts.lines.outside
    heads = [text for row, text in headings(rows) if rows[row].number <= line]
    if not heads or not is_changelog(heads[-1]):
        return False
    counters = [int(found) for found in VERSION_COUNTER.findall(heads[-1])]
    return bool(counters) and max(counters) < version


def says_it_needs(text: str) -> bool:
    """Whether a sentence says that something is needed, and does not deny or only plan it."""
    said = next((one for one, _ in WORKS.find_all(text) if one.means in _NEEDS), None)
    return said is not None and UNRELATED.find(text) is None


def _is_needed(text: str, start: int, *, clearly: bool = False) -> bool:
    """Whether words just before a name say that it is needed.

    ``clearly`` of a name that can be nothing but a work: there "need" alone says it too.
    """
    lead = _need_unquoted(text[:start])
    means = (*_NEEDS, Meaning.NEEDS) if clearly else _NEEDS
    for phrase, match in WORKS.find_everywhere(lead):
        between = lead[match.end() :]
        apart = NEED_APART.search(between) and not (clearly and NOT_MERGED.search(text))
        if (
            phrase.means is Meaning.NEEDS
            and len(between) > _BESIDE
            and not NEEDED_WORK.search(between)
        ):
            continue
        if phrase.means in means and len(between) <= _NEAR and not apart:
            return True
    return False


def _in_sentences(parts: Parts) -> Iterator[Remark]:
    prose = parts.lines.prose
    works = NAMED_WORKS.entries_in(prose)
    for sentence in parts.sentences if works or _is_quoting(prose) else ():
        text = sentence.text
        if len(text) > 500 or not (_is_quoting(text) or _may_hold(works, folded(text))):
            continue
        words = _need_words(text) if not parts.subject.is_reply else _titles(text)
        if words and (LINK_BESIDE.search(text) or UNRELATED.find(_need_unquoted(text))):
            continue
        for word in words:
            yield _need_remark(sentence.start, text, word)


def _is_quoting(text: str) -> bool:
    """Whether a text holds what may be a title in quotes; cheap."""
    return '"' in text or text.count("'") > 1 or "“" in text


def _may_hold(phrases: Iterable[PhraseEntry], low: str) -> bool:
    return any([one.may_be_in(low) for one in phrases])


def _in_lines(parts: Parts) -> Iterator[Remark]:
    """Titles without quotes on the line that says what is needed."""
    if parts.subject.is_reply or not NEED_LINE.may_be_in(parts.lines.low):
        return
    for line in parts.lines.typed:
        if line.kind not in _OWN_LINES:
            continue
        text = line.text.strip()
        match = NEED_LINE.match(text) if len(text) < 200 else None
        if match is None or LINK_BESIDE.search(text) or UNRELATED.find(text):
            continue
        said = STATE_BEHIND.sub("", match["title"] or match["plain"])
        title = _need_bare(said.strip("\"'“” ."))
        if '"' in title:
            continue
        if SUBSYSTEM_TITLE.match(title) and not title.lower().startswith(("commit ", "config")):
            yield _need_remark(line.number, text, f"{NeedMark.TITLE}{title}")


def _need_unquoted(text: str) -> str:
    return QUOTED_TITLE.sub(" ", text)


def _need_words(text: str) -> list[str]:
    """Return what a sentence names, by the first form that it has."""
    if titles := _titles(text):
        return titles
    for phrase, match in NAMED_WORKS.find_everywhere(text):
        mark = NeedMark(phrase.means.value)
        what = match["what"].strip()
        if mark in (NeedMark.ANY, NeedMark.TREE, NeedMark.PERHAPS):
            if says_it_needs(_need_unquoted(text)):
                return [f"{mark}{what}"]
            continue
        # The word before a person's name is part of the form: it says itself that it is needed.
        start = match.start("what") if mark is NeedMark.MINE else match.start("who")
        if _is_needed(text, start, clearly=True):
            if title := _title_behind(text[match.end() :]):
                return [f"{NeedMark.TITLE}{title}"]
            return [
                f"{mark}{match['who'].strip(' .')}: {what}"
                if mark is NeedMark.OF
                else f"{mark}{what}"
            ]
    return []


def _title_behind(rest: str) -> str:
    """Return the title that a colon after a name leads to: "Tim's other patch: ladder: count"."""
    title = _need_bare(rest[1:].strip(" .])")) if rest.startswith(":") else ""
    return title if SUBSYSTEM_TITLE.match(title) else ""


def _titles(text: str) -> list[str]:
    found = []
    for match in QUOTED_TITLE.finditer(text):
        quoted = _need_bare(next(filter(None, match.groups())))
        titled = bool(SUBSYSTEM_TITLE.match(quoted))
        first = titled and GOES_FIRST.match(text[match.end() : match.end() + 80])
        if OF_THIS_SERIES.match(text, match.end()) or len(quoted.split()) < 2:
            continue
        if first or _is_needed(text, match.start(), clearly=titled):
            found.append(f"{NeedMark.TITLE}{quoted}")
        elif titled and _is_followed(text[: match.start()]):
            found.append(f"{NeedMark.FOLLOWS}{quoted}")
        elif _is_replaced(text, match):
            found.append(f"{NeedMark.REPLACES}{quoted}")
    return found


def _is_replaced(text: str, title: re.Match[str]) -> bool:
    """Whether the words around a title say that a work takes the place of another."""
    called = CALLED_BEHIND.match(text[title.end() - 1 : title.end() + 20])
    return bool(TAKEN_PLACE_OF.search(text[: title.start()]) and called)


def _is_followed(before: str) -> bool:
    """Whether the words just before a title say that its work is gone on with."""
    lead = _need_unquoted(before)
    return any(
        phrase.means is Meaning.FOLLOW_UP and GONE_ON_WITH.fullmatch(lead, match.end()) is not None
        for phrase, match in WORKS.find_everywhere(lead)
    )


def _need_bare(title: str) -> str:
    return TITLE_BRACKETS.sub("", title.strip()).strip()


def _in_lists(lines: Lines) -> Iterator[Remark]:
    """Titles in the lines below one that says what is needed: ``Depends on the patches:``."""
    for index in [number for number, one in enumerate(lines) if one.kind in _OWN_LINES]:
        text = lines[index].text.strip()
        lead = text[-_END:].lower().endswith(NAMES_AFTER) and len(text) < 160
        if not lead or not NAMES_FOLLOW.search(text, max(0, len(text) - _END)):
            continue
        titles = list(_titles_below(lines, index))
        if titles and not LINK_BESIDE.search(text) and says_it_needs(text):
            for number, title in titles:
                yield _need_remark(number, f"{text} {title}", f"{NeedMark.TITLE}{title}")


def _titles_below(lines: Lines, index: int) -> Iterator[tuple[int, str]]:
    """Titles that stand one below the other under a line, each with its line; one gap first."""
    for place, below in enumerate(lines[index + 1 : index + 1 + _MOST], index + 2):
        # A title has a colon; what ends in a letter and has none is no gap either.
        if ":" not in below.text and below.text[-1:].isalnum():
            return
        title = TITLE_BRACKETS.sub("", TITLE_ITEM.sub("", below.text, count=1)).strip()
        title = title.strip("\"'“”")
        if not title and place == index + 2:
            continue
        if (
            below.kind not in _OWN_LINES
            or "|" in title
            or LINK_BESIDE.search(title)
            or _is_link(lines[place : place + 1])
            or not SUBSYSTEM_TITLE.match(title)
        ):
            return
        yield below.number, title


def _is_link(line: tuple[Line, ...]) -> bool:
    """Return whether the line below a title has its link: that says more than the title."""
    mark = TITLE_ITEM.match(line[0].text) if line else None
    return bool(mark and not mark[0].strip() and LINK_BESIDE.search(line[0].text))


def _need_remark(line: int, quote: str, word: str) -> Remark:
    return Remark(kind=RemarkKind.NEEDS_WORK, line=line, quote=quote[:400], word=word[:200])
