# SPDX-License-Identifier: GPL-2.0-or-later
"""Every link, Message-ID and commit that a sender wrote in a mail, with their words about it.

Quotes and diffs hold none: those words are another's. What a link means is judged later, in
``relate``; here only facts are taken.
"""

from collections.abc import Iterator

from tracker.mail.lines import LineKind
from tracker.mail.links.context import LinkSpan, Prose, prose_rows
from tracker.mail.links.footnotes import note_of, use_in_text, uses_of
from tracker.mail.links.headings import OWN, headings
from tracker.mail.links.shapes import LinkForm, joined_shape, shapes_in
from tracker.mail.links.words import telling
from tracker.mail.parts import Parts
from tracker.mail.phrases.links.link_words import (
    COMMIT_DIGITS,
    COMMIT_NAMED,
    ID_CORRECTED,
    PERSON_TRAILER,
    PREREQUISITE_CHANGE,
    TRAILER_BEFORE,
)
from tracker.model.mail import LinkUse, MailZone

MAX_LINKS = 200
"""Links of one mail; the rest are not read."""

_PLACES = {
    LineKind.TRAILER: MailZone.TRAILER,
    LineKind.BELOW: MailZone.BELOW,
    LineKind.OWN: MailZone.BODY,
}
_SKIPPED = ("prerequisite-patch-id:", "signed-off-by:", "cc:", "to:", "from:", "author:")
"""Lines whose addresses and hashes are no links: people, and 83,770 ids of one habit of git."""
_COMMIT_WORDS = ("commit", "port of", "ported", "picked from")
"""Words without which a line without a mark of a link names no commit."""
_TRAILERS = frozenset(
    {
        "link", "links", "closes", "close", "fixes", "fix", "bug", "buglink", "bugzilla",
        "issue", "reference", "references", "ref", "refs", "reverts", "reverted", "depends-on",
        "depends", "depends-upon", "dependency", "prerequisite", "prereq", "based-on",
        "requires", "needs", "supersedes", "obsoletes", "replaces", "message-id",
        "follow-up-to", "follows", "see-also", "see", "upstream", "origin", "backport-of",
        "backport", "cherry-picked-from", "split-from", "companion", "discussion", "thread",
        "url", "patchwork", "prerequisite-change-id", "prerequisite-message-id", "base-commit",
        "upstream-commit", "mainline-commit", "lore", "syzbot", "resolves", "in-reply-to",
        "suggested-by", "reported-by",
    }
)  # fmt: skip


def find_links(parts: Parts) -> tuple[LinkUse, ...]:
    """Return the links of a mail in the order they stand in, at most ``MAX_LINKS``."""
    rows = prose_rows(parts.lines)
    found = _link_found(Prose(rows, ()))
    if not found:
        return ()
    prose = Prose(rows, tuple(headings(rows)))
    notes = [note_of(prose, LinkSpan(row, shape.start, shape.end)) for row, shape in found]
    uses = uses_of(prose, notes, telling)
    links = [
        index for index, (row, shape) in enumerate(found) if _is_link_trailer(prose, row, shape)
    ]
    # "This is a follow-up to the linked patch", and the link is in the trailer.
    if len(links) == 1 and links[0] not in uses:
        spot = use_in_text(prose, found[links[0]][0], telling)
        uses |= {links[0]: spot} if spot else {}
    return tuple(
        _use(prose, row, shape, uses.get(index)) for index, (row, shape) in enumerate(found)
    )


def _is_link_trailer(prose: Prose, row: int, shape: LinkForm) -> bool:
    line = prose.rows[row]
    return _link_trailer(line.text[: shape.start], line.kind).lower() in ("link", "links")


def _link_found(prose: Prose) -> list[tuple[int, LinkForm]]:
    found: list[tuple[int, LinkForm]] = []
    taken = 0
    """Characters of a row that an address broken over two lines has used up."""
    for row in [number for number, line in enumerate(prose.rows) if line.kind in OWN]:
        if len(found) >= MAX_LINKS:
            break
        text = prose.rows[row].text
        shapes = _in_row(text)
        if taken:
            shapes = [shape for shape in shapes if shape.start >= taken]
        taken = 0
        after = prose.rows[row + 1].text if shapes and prose.own(row + 1) else ""
        if after and (joined := joined_shape(shapes[-1], text, after)):
            shapes[-1], taken = joined
        found += [(row, shape) for shape in shapes]
    return found[:MAX_LINKS]


def _in_row(text: str) -> list[LinkForm]:
    """Return the links of one line: URLs and Message-IDs, b4's prerequisites, commits that are
    named.
    """
    low = text.lstrip().lower()
    marked = "@" in low or "/" in low or ":" in low
    if not marked and not any(map(low.__contains__, _COMMIT_WORDS)):
        return []
    if low.startswith(_SKIPPED):
        return []
    if "@" in text and (instead := ID_CORRECTED.match(text)):
        name = instead["instead"]
        return [LinkForm(instead.start("instead"), instead.end("instead"), name, message_id=name)]
    if low.startswith("prerequisite-") and (change := PREREQUISITE_CHANGE.match(text)):
        return [LinkForm(change.start(1), change.end(1), change[1], change_id=change[2])]
    shapes = shapes_in(text) if not ("@" in text and PERSON_TRAILER.match(text)) else []
    return shapes + [
        one for one in _link_commits(text) if not any(_cross(one, two) for two in shapes)
    ]


def _link_commits(text: str) -> Iterator[LinkForm]:
    named = ":" in text or any(map(text.lower().__contains__, _COMMIT_WORDS))
    if named and COMMIT_DIGITS.search(text):
        for match in COMMIT_NAMED.finditer(text):
            group = "trailer" if match["trailer"] else "prose"
            commit = match[group].lower()
            yield LinkForm(match.start(group), match.end(group), match[group], commit=commit)


def _cross(one: LinkForm, two: LinkForm) -> bool:
    return one.start < two.end and two.start < one.end


def _use(prose: Prose, row: int, shape: LinkForm, used: LinkSpan | None) -> LinkUse:
    line = prose.rows[row]
    spot = used or LinkSpan(row, shape.start, shape.end)
    around = prose.around(spot)
    label = _link_label(line.text[: shape.start])
    return LinkUse(
        url=shape.url,
        message_id=shape.message_id,
        change_id=shape.change_id,
        commit=shape.commit,
        place=_PLACES[line.kind],
        line=line.number,
        quote=line.text.strip()[:400],
        used_line=prose.rows[spot.row].number,
        words=around.words,
        before=around.before,
        section=around.section,
        trailer=_link_trailer(line.text[: shape.start], line.kind),
        label=label,
    )


def _link_trailer(before: str, kind: LineKind) -> str:
    """Return the trailer whose value the link is."""
    found = TRAILER_BEFORE.match(before[:80])
    if not found or found.end() != len(before):
        return ""
    name = found[1]
    known = name.lower() in _TRAILERS or name.lower().endswith("-by")
    return name if known or kind is LineKind.TRAILER else ""


def _link_label(before: str) -> str:
    """Return what stands before a link on its line, without bullets and colon."""
    text = before[-160:].strip().lstrip("-*+•| \t").rstrip("<( \t")
    return text.rstrip(": \t-=>")[-120:]
