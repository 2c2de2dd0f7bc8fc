# SPDX-License-Identifier: GPL-2.0-or-later
"""Lists of patches in notices, and the commits that they name.

``b4 ty`` writes ``[01/19] title`` and below it, indented, ``commit: HASH``, a link, or ``(no commit
info)`` (b4 documentation, "thanking contributors"); people copy that form. patchwork-bot writes
``  - [tag,v2,1/3] title`` and a link or ``(no matching commit)``.
"""

from collections.abc import Sequence

from tracker.lazy_dataclass import dataclass
from tracker.mail.lines import Line, LineKind, Lines
from tracker.mail.phrases.landing.thanks_mails import (
    B4_ITEM,
    COMMIT_IN_URL,
    COMMIT_IN_WORDS,
    COMMIT_LINE,
    NO_COMMIT,
    PATCHWORK_ITEM,
    WEB_ADDRESS,
)
from tracker.mail.subjects import parse_subject
from tracker.model.mail import NoticeItem

_OTHERS = frozenset({LineKind.SIGNATURE, LineKind.ATTRIBUTION})
_MAX_ITEMS = 2_000
"""Patches that one mail may list; the longest real series has some 300."""
_CONTINUED = 2
"""Lines on which a title may go on, where a mail program has broken it."""


@dataclass(frozen=True, slots=True)
class Named:
    """A commit as a line names it."""

    commit: str
    url: str | None = None


def unquoted(lines: Lines) -> list[Line]:
    """The lines that the sender wrote, or his tool; no quote, diff or signature."""
    return [line for line in lines.typed if line.kind not in _OTHERS]


def commit_in_url(text: str) -> Named | None:
    """The commit that a link in the line points at, on cgit, gitweb, GitHub or GitLab."""
    for match in WEB_ADDRESS.finditer(text):
        if found := COMMIT_IN_URL.search(match[0]):
            return Named(found[1], match[0])
    return None


def commit_in_words(text: str) -> Named | None:
    """The commit that a line of prose names: by link, or as ``commit HASH`` and the like."""
    if named := commit_in_url(text):
        return named
    if found := COMMIT_IN_WORDS.search(text):
        return Named(next(group for group in found.groups() if group))
    return None


def b4_items(lines: Lines) -> tuple[NoticeItem, ...]:
    """The items of a ``b4 ty`` list; an item needs its second line, or it is no item."""
    out: list[NoticeItem] = []
    kept = unquoted(lines)
    for index, line in enumerate(kept):
        if not (head := B4_ITEM.match(line.text)):
            continue
        title, found = _second_line(head[3], kept[index + 1 : index + 4 + _CONTINUED])
        if found is not None:
            out.append(_thanks_item(line, title, int(head[1]), int(head[2]), found))
        if len(out) == _MAX_ITEMS:
            break
    return tuple(out)


def _second_line(title: str, after: Sequence[Line]) -> tuple[str, Named | str | None]:
    """The whole title, and the commit below it; an empty string where the list says it has none."""
    words = [title.strip()]
    for line in after:
        if not line.text.strip():
            continue
        if B4_ITEM.match(line.text):
            break
        if NO_COMMIT.match(line.text):
            return " ".join(words), ""
        if found := COMMIT_LINE.match(line.text):
            return " ".join(words), Named(found[1].lower())
        if named := commit_in_url(line.text):
            return " ".join(words), named
        if len(words) > _CONTINUED or not line.text.startswith(" "):
            break
        words.append(line.text.strip())
    return title, None


def _thanks_item(
    line: Line, title: str, position: int, total: int, found: Named | str
) -> NoticeItem:
    subject = parse_subject(title)
    return NoticeItem(
        title=subject.title or title,
        position=position,
        total=total,
        version=subject.version if subject.label else None,
        commit=found.commit if isinstance(found, Named) else None,
        url=found.url if isinstance(found, Named) else None,
        line=line.number,
    )


def patchwork_items(lines: Lines) -> tuple[NoticeItem, ...]:
    """The items of a patchwork-bot mail."""
    out: list[NoticeItem] = []
    kept = unquoted(lines)
    for index, line in enumerate(kept):
        head = PATCHWORK_ITEM.match(line.text)
        below = kept[index + 1].text if index + 1 < len(kept) else ""
        named = commit_in_url(below)
        if head is None or (named is None and not NO_COMMIT.match(below)):
            continue
        subject = parse_subject(head[1])
        out.append(
            NoticeItem(
                title=subject.title,
                position=subject.position,
                total=subject.total,
                version=subject.version if subject.label else None,
                commit=named.commit if named else None,
                url=named.url if named else None,
                line=line.number,
            )
        )
    return tuple(out)
