# SPDX-License-Identifier: GPL-2.0-or-later
"""The versions of a series, newest first: changelog, patches, tags and notices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from tracker.model.landing import StableRow, StableState, place_name
from tracker.model.review import Tag
from tracker.model.roles import Role
from tracker.model.status import stage_traits
from tracker.model.views import NoticeView, PatchView, RevisionView, SeriesView
from tracker.render.lines import (
    Line,
    Row,
    RowTarget,
    Span,
    blank,
    capped,
    cell,
    fixed,
    heading,
    more,
    taken,
    whole,
    widest,
)
from tracker.render.words import counted, day, name_of, short_age, stage_sign

if TYPE_CHECKING:
    from tracker.model.compare import ChangeNote

Notes: TypeAlias = Mapping[str, Sequence["ChangeNote"]]
"""What the author says of each posting, by its Message-ID."""
_STABLE = {
    StableState.RELEASED: ("✓", "released", Role.GOOD),
    StableState.QUEUED: ("●", "queued", Role.GOOD),
    StableState.POSTED: ("○", "posted", Role.INFO),
    StableState.FAILED: ("✗", "FAILED", Role.BAD),
    StableState.NOT_POSTED: ("○", "not posted", Role.DIM),
}
"""Sign, word and colour of each state of a stable branch."""
_LISTED = 12
_NOTE_LINES = 24
"""Lines of a changelog that are shown; Enter opens the mail with all of it."""


def version_rows(
    view: SeriesView, columns: int, notes: Notes | None = None, marked: str | None = None
) -> list[Row]:
    """Return the page for so many columns; ``marked`` is the posting that others are compared with.

    The key of a row starts with the Message-ID of the posting that it belongs to, and a blank.
    """
    rows: list[Row] = []
    told = notes or {}
    for at, revision in reversed(list(enumerate(view.revisions))):
        rows += [_version_head(revision, view, revision.message_id == marked)]
        rows += _compare_version(revision, view.revisions[:at], marked, view)
        rows += _notes(told.get(revision.message_id, ()), revision, columns)
        titles = widest(patch.title for patch in revision.patches)
        rows += [_version_patch_row(patch, revision, titles) for patch in revision.patches]
        rows += [_notice_row(f"{revision.message_id} notice.{number}", notice)
                 for number, notice in enumerate(revision.notices)]  # fmt: skip
        rows.append(blank(f"{revision.message_id}.gap"))
    return rows[:-1]


def posted_again(view: SeriesView, revision: RevisionView) -> bool:
    """Return whether an earlier whole posting has the same counter, so that it names two."""
    name = revision.name
    older = view.revisions[: view.revisions.index(revision)]
    return not revision.partial and any(not o.partial and o.name == name for o in older)


def comparable(view: SeriesView) -> tuple[RevisionView, ...]:
    """Return the versions that can be compared, the oldest first: whole ones with patches."""
    return tuple(one for one in view.revisions if one.patches and not one.partial)


def before(revision: RevisionView, older: Sequence[RevisionView]) -> RevisionView | None:
    """Return the whole posting that came before one."""
    whole = [one for one in older if not one.partial and one.patches]
    return whole[-1] if whole and revision.patches else None


def _version_head(revision: RevisionView, view: SeriesView, marked: bool) -> Row:
    target = RowTarget(
        message_id=revision.message_id,
        evidence=tuple(e for e in view.evidence if e.message_id == revision.message_id),
        topics=frozenset({"revision"}),
    )
    again = ", posted again" if posted_again(view, revision) and not revision.resend else ""
    draw = partial(_head_line, revision, view.title, view.as_of, marked, again)
    return Row(key=revision.message_id, draw=draw, target=target)


def _head_line(
    revision: RevisionView, title: str, now: datetime, marked: bool, again: str, columns: int
) -> Line:
    line = (
        Span("* " if marked else "  ", Role.KEY),
        stage_sign(revision.stage),
        Span(" "),
        cell(revision.name, 4, Role.TITLE),
        Span(f" {day(revision.date)}", Role.DIM),
        Span(f" {short_age(revision.date, now):>4} ago", Role.DIM),
        Span("  "),
    )
    text = (
        _size_words(revision) + again + ("" if revision.title == title else f"  {revision.title}")
    )
    return (*line, cell(text, max(columns - taken(line), 10)))


def _size_words(revision: RevisionView) -> str:
    """Return ``superseded, 1 patch of 3, missing 2, RFC``."""
    words = [stage_traits(revision.stage).label, _size(revision)]
    if revision.missing and not revision.partial:
        words.append(f"missing {', '.join(map(str, revision.missing[:20]))}")
    words += ["RFC"] if revision.rfc else []
    words += ["resend"] if revision.resend else []
    words += [f"for {revision.branch}"] if revision.branch else []
    if revision.posted_by:
        words.append(f"posted by {name_of(revision.posted_by)}")
    return ", ".join(words)


def _size(revision: RevisionView) -> str:
    held = len(revision.patches)
    if not revision.expected:
        return "pull request"
    if revision.partial:
        return f"{counted(held, 'patch')} sent again"
    rest = "" if held == revision.expected else f" of {revision.expected}"
    return counted(held, "patch") + rest


def version_list(view: SeriesView, columns: int, full: bool) -> list[Row]:
    """Return a row and the Message-ID of each version, the newest first."""
    if not view.revisions:
        return [heading("versions", "Versions: none found")]
    items = [
        [
            _version_head(one, view, False),
            whole(f"{one.message_id} id", f"<{one.message_id}>", " " * 9),
        ]
        for one in reversed(view.revisions)
    ]
    most = None if full else _LISTED
    return [heading("versions", "Versions"), *capped("versions", items, most, hint="--full")]


def _compare_version(
    revision: RevisionView, older: Sequence[RevisionView], marked: str | None, view: SeriesView
) -> list[Row]:
    """Return the line that opens the comparison with the version before, or with the marked one."""
    other = next((one for one in view.revisions if one.message_id == marked), None)
    other = other or before(revision, older)
    if other is None or other is revision or not revision.patches or not other.patches:
        return []
    ends = sorted((other, revision), key=lambda one: one.date)
    target = RowTarget(
        message_id=revision.message_id,
        versions=(ends[0].message_id, ends[1].message_id),
        topics=frozenset({"revision"}),
    )
    text = f"compare {ends[0].name} with {ends[1].name}"
    line = (Span("     ± ", Role.KEY), Span(text, Role.INFO))
    return [Row(key=f"{revision.message_id} compare", draw=fixed(line), target=target)]


def _notes(notes: Sequence[ChangeNote], revision: RevisionView, columns: int) -> list[Row]:
    """Return the author's changelogs; that of a single patch has its number."""
    rows: list[Row] = []
    room = _NOTE_LINES
    for number, note in enumerate(notes):
        if room <= 0:
            left = len(notes) - number
            rows.append(more(f"{revision.message_id} note.more", left, "changelogs"))
            break
        target = RowTarget(message_id=note.message_id, line=note.line)
        where = f"patch {note.position}: " if note.position else ""
        key = f"{revision.message_id} note.{number}"
        head = f"{where}{note.heading}"
        rows.append(Row(key=key, draw=partial(_note_line, head, Role.DIM), target=target))
        for at, text in enumerate(note.lines[:room]):
            draw = partial(_note_line, f"  {text}", Role.PLAIN)
            rows.append(Row(key=f"{key}.{at}", draw=draw, target=target, stop=False))
        left = len(note.lines) - room
        if left > 0:
            rows.append(more(f"{key}.more", left, "lines"))
        room -= len(note.lines)
    return rows


def _note_line(text: str, role: Role, columns: int) -> Line:
    return (Span("     "), cell(text, max(columns - 5, 10), role))


def _version_patch_row(patch: PatchView, revision: RevisionView, titles: int) -> Row:
    target = RowTarget(
        message_id=patch.message_id,
        evidence=tuple(tag.evidence for tag in patch.tags),
    )
    key = f"{revision.message_id} {patch.message_id} {patch.position}"
    draw = partial(_version_patch_line, patch, revision.expected, titles)
    return Row(key=key, draw=draw, target=target)


def _version_patch_line(patch: PatchView, size: int, titles: int, columns: int) -> Line:
    """Return a patch; its tags stand behind the longest of so wide ``titles``, or at the end."""
    tags = _version_tags(patch.tags)
    line = (Span("     "), cell(f"{patch.position}/{size or 1}", 6, Role.DIM))
    room = min(columns - taken(line) - taken(tags) - 2, titles)
    return (*line, cell(patch.title, max(room, 10)), Span(" "), *tags)


def _version_tags(tags: tuple[Tag, ...]) -> Line:
    """Return how many of each tag, by the first word of its name."""
    standing = [tag.name.removesuffix("-by") for tag in tags if tag.counts]
    names = [name for name in dict.fromkeys(standing) if name in _WORTH]
    return tuple(
        Span(
            f" {name.lower()}{f'×{standing.count(name)}' if standing.count(name) > 1 else ''}",
            Role.BAD if name == "Nacked" else Role.GOOD,
        )
        for name in names
    )


_WORTH = frozenset({"Reviewed", "Acked", "Tested", "Nacked"})


def _notice_row(key: str, notice: NoticeView) -> Row:
    target = RowTarget(
        message_id=notice.message_id, line=notice.evidence.line, evidence=(notice.evidence,)
    )
    return Row(key=key, draw=partial(_notice_line, notice), target=target)


def _notice_line(notice: NoticeView, columns: int) -> Line:
    verb = "dropped from" if notice.dropped else "applied to"
    where = place_name(notice.tree, notice.branch) or "a tree"
    doubt = "" if notice.sure else " (not sure)"
    text = f"{name_of(notice.who)} says: {verb} {where}{doubt}, {day(notice.date)}"
    role = Role.WARN if notice.dropped else Role.GOOD
    return (Span("     "), cell(text, max(columns - 5, 10), role))


def stable_rows(stable: Sequence[StableRow], columns: int) -> list[Row]:
    """Return one row for each stable branch of a mainline change; none where it has no part."""
    if not stable:
        return []
    return [heading("stable", "Stable branches"), *(_stable_row(one, columns) for one in stable)]


def _stable_row(found: StableRow, columns: int) -> Row:
    sign, word, role = _STABLE[found.state]
    who = f"by {name_of(found.who)}" if found.who else ""
    some = f"patch {', '.join(map(str, found.positions))}" if len(found.positions) > 1 else ""
    line = (
        Span("  "),
        Span(f"{sign} ", role),
        cell(found.branch, 8, Role.STRONG),
        cell(word, 12, role),
        cell(day(found.date) if found.date else "", 12, Role.DIM),
        cell((found.commit or "")[:12], 14, Role.INFO),
    )
    rest = "  ".join(one for one in (found.tag or "", who, some) if one)
    evidence = (found.evidence,) if found.evidence else ()
    target = RowTarget(message_id=found.message_id, commit=found.commit, evidence=evidence)
    whole_line = (*line, cell(rest, max(columns - taken(line), 0)))
    return Row(key=f"stable.{found.branch}", draw=fixed(whole_line), target=target)
