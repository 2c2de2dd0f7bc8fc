# SPDX-License-Identifier: GPL-2.0-or-later
"""Read the message of a commit: its title, and what it names.

Trailers stand at the start of a line (git-interpret-trailers(1)); ``cherry picked from`` and
``This reverts commit`` are git's own words, ``commit ... upstream`` those of
``process/stable-kernel-rules`` in the kernel's documentation.
"""

import re
from collections.abc import Iterator

from tracker.mail.phrases.landing_words import PICKED_COMMIT, REVERTED_COMMIT, UPSTREAM_COMMIT
from tracker.mail.urls import message_id_in
from tracker.model.repository import Commit, Mention, MentionKind, RawCommit

_MAX_LINES = 2_000
"""Lines of a message that are looked at."""
_MAX_LINE = 1_000
_MAX_MENTIONS = 100
_TRAILER = re.compile(
    r"(link|message-id|closes|fixes|patchwork-url|lore|x-patchwork-url)\s?:\s*(\S.*)", re.IGNORECASE
)
_COMMIT = re.compile(r"[0-9a-f]{7,64}", re.IGNORECASE)
_KINDS = {
    "message-id": MentionKind.MESSAGE_ID,
    "closes": MentionKind.CLOSES,
    "fixes": MentionKind.FIXES,
}


def read_commit(raw: RawCommit) -> Commit:
    """A commit with its title and what its message names."""
    lines = raw.message.split("\n", _MAX_LINES)[:_MAX_LINES]
    found = dict.fromkeys(_mentions([line[:_MAX_LINE] for line in lines]))
    return Commit(
        id=raw.id,
        parents=raw.parents,
        author=raw.author,
        author_date=raw.author_date,
        committer=raw.committer,
        date=raw.date,
        title=_commit_text_title(lines),
        patch_id=raw.patch_id,
        mentions=tuple(found)[:_MAX_MENTIONS],
    )


def _commit_text_title(lines: list[str]) -> str:
    """The first paragraph on one line, as git's ``%s`` is."""
    words: list[str] = []
    for line in lines:
        if line.strip():
            words.append(line.strip())
        elif words:
            break
    return " ".join(words)[:_MAX_LINE]


def _mentions(lines: list[str]) -> Iterator[Mention]:
    for at, line in enumerate(lines):
        if match := _TRAILER.match(line):
            yield from _commit_text_trailer(match[1].lower(), match[2])
        if "commit" not in line and "COMMIT" not in line:
            continue
        joined = " ".join(lines[max(at - 1, 0) : at + 2])
        if match := PICKED_COMMIT.search(line):
            yield Mention(kind=MentionKind.PICKED, value=match[1].lower())
        elif match := UPSTREAM_COMMIT.match(line.strip()):
            value = (match[1] or match[2]).lower()
            yield Mention(kind=MentionKind.UPSTREAM, value=value)
        elif match := REVERTED_COMMIT.search(joined):
            yield Mention(kind=MentionKind.REVERTS, value=match[1].lower())


def _commit_text_trailer(name: str, value: str) -> Iterator[Mention]:
    kind = _KINDS.get(name, MentionKind.LINK)
    if kind is MentionKind.FIXES:
        if match := _COMMIT.match(value):
            yield Mention(kind=kind, value=match[0].lower())
        return
    word = value.split()[0].strip("<>")
    found = message_id_in(word) if "://" in word else (word if "@" in word else None)
    if found:
        yield Mention(kind=kind, value=found)
