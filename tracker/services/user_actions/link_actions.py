# SPDX-License-Identifier: GPL-2.0-or-later
"""What the user records of how two works hang together; each word can be taken back."""

from datetime import datetime
from pathlib import Path

from tracker.errors import NotFound, Usage
from tracker.lazy_dataclass import dataclass
from tracker.mail.refs import MAX_REF, Ref, RefKind, parse_ref
from tracker.model.relations import KINDS, Kind, SaidLink
from tracker.relations.manual import RULE
from tracker.services.library import Library
from tracker.services.sync.ingest import derive_again
from tracker.services.user_actions.actions import Undo, keep
from tracker.state.linked import end_name
from tracker.store.user_action_writes import UserActionWriter

MAX_REASON = 1000
"""Characters of the reason for a link."""
MANUAL_KINDS = tuple(kind for kind, traits in KINDS.items() if traits.manual)
"""What a user may make by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """One side of a relation."""

    handle: str
    """The Message-ID or URL that is kept: the one name that never changes."""
    series: str | None
    """Id of the series it belongs to; None where that is not fetched."""
    name: str
    """What people call it."""


def read_kind(text: str) -> Kind:
    """Return the kind that a user typed. Raises Usage, which names them all."""
    found = next((kind for kind in MANUAL_KINDS if kind.value == text.strip().lower()), None)
    if found is None:
        raise Usage(f"'{text}' is no kind of relation; the kinds are {', '.join(MANUAL_KINDS)}")
    return found


def end_at_hand(library: Library, ref: Ref) -> End:
    """Return the very message that was named, where it is one of a series; else the newest version.

    Raises NotFound.
    """
    name = library.find(ref)
    newest = library.series(name).newest
    exact = ref.kind in (RefKind.MESSAGE_ID, RefKind.TRUNCATED)
    named = library.candidates(ref)[:1] if exact else ()
    return End(
        handle=named[0] if named else newest.message_id, series=name, name=f"“{newest.title}”"
    )


def far_ref(text: str) -> Ref | None:
    """Return the handle of the other side; None for a URL that names no mail or commit.

    Raises Usage for what is neither.
    """
    try:
        return parse_ref(text)
    except Usage:
        if _is_link_action_url(text) and text.strip().isprintable() and len(text) <= MAX_REF:
            return None
        raise


def bare_end(text: str, ref: Ref | None) -> End | None:
    """The other side where it is not fetched: its Message-ID or URL; None for other handles."""
    if ref is not None and ref.kind is RefKind.MESSAGE_ID:
        return End(handle=ref.id, series=None, name=f"<{ref.id}>")
    if ref is None or _is_link_action_url(text):
        return End(handle=text.strip(), series=None, name=text.strip())
    return None


def far_end(library: Library, text: str) -> End:
    """Return the other side: a series cached, else a bare Message-ID or URL.

    Raises Usage for what is neither; NotFound for a change-id or commit that nothing cached tells
    of, because only Message-IDs and URLs last.
    """
    ref = far_ref(text)
    try:
        if ref is not None:
            return end_at_hand(library, ref)
    except NotFound:
        if bare_end(text, ref) is None:
            raise
    end = bare_end(text, ref)
    assert end is not None
    return end


def link(
    database: Path, library: Library, start: End, kind: Kind, end: End, note: str, at: datetime
) -> Undo:
    """Link two works, or two versions of one, in place of every earlier link of the two."""
    if kind is Kind.PREVIOUS_VERSION:
        return _link_versions(database, library, start, end, note, at)
    _differ(start, end)
    word = SaidLink(
        source=start.handle, target=end.handle, kind=kind, note=_link_action_checked(note), at=at
    )
    told = f"linked: {start.name} {kind.value} {end.name}"
    if kind is not Kind.COMPANION and _is_turned(library, start, kind, end):
        told += f", in place of the other way round: {end.name} {kind.value} {start.name}"
    return _replace_link_action(database, _link_action_between(library, start, end), word, told, at)


def unlink(database: Path, library: Library, start: End, end: End, note: str, at: datetime) -> Undo:
    """Take back the link of two works, and cut what mail says; of one series, cut two versions.

    Raises NotFound where neither the user nor a mail at hand joins them.
    """
    if start.series and start.series == end.series:
        return _cut_versions(database, library, start, end, note, at)
    _differ(start, end)
    before = _link_action_between(library, start, end)
    read = _joined_by_mail(library, start, end)
    if not before and not read:
        raise NotFound(f"nothing cached joins {start.name} and {end.name}")
    word = SaidLink(
        source=start.handle, target=end.handle, kind=None, note=_link_action_checked(note), at=at
    )
    done = "cut" if read else "taken back"
    told = f"{done}: {start.name} and {end.name}"
    return _replace_link_action(database, before, word if read else None, told, at)


def _link_versions(
    database: Path, library: Library, start: End, end: End, note: str, at: datetime
) -> Undo:
    """Make two postings versions of one series; ``end`` is the older."""
    if end.series is None:
        raise NotFound(f"{end.name} is not cached; only cached postings can be versions")
    if start.series == end.series:
        raise Usage(f"{start.name} holds both as versions already")
    newer, older = _link_action_posting(library, start), _link_action_posting(library, end)
    kind = Kind.PREVIOUS_VERSION
    word = SaidLink(source=newer, target=older, kind=kind, note=_link_action_checked(note), at=at)
    told = f"linked: {start.name} {kind.value} {end.name}"
    done = _replace_link_action(database, _link_action_between(library, start, end), word, told, at)
    derive_again(database, (newer, older))
    return done


def _cut_versions(
    database: Path, library: Library, start: End, end: End, note: str, at: datetime
) -> Undo:
    """Make two versions of a series two works; what the user joined is taken back."""
    one, other = _link_action_posting(library, start), _link_action_posting(library, end)
    if one == other:
        raise Usage(f"{start.name} is one posting: name two series, or two versions")
    pair = {one, other}
    said = [word.link for word in library.relations.words()]
    before = [(link.source, link.target) for link in said if {link.source, link.target} == pair]
    by_hand = any(link.kind for link in said if (link.source, link.target) in before)
    word = SaidLink(source=one, target=other, kind=None, note=_link_action_checked(note), at=at)
    told = f"cut: two versions of {start.name}"
    done = _replace_link_action(database, before, None if by_hand else word, told, at)
    derive_again(database, (one, other))
    return done


def _link_action_posting(library: Library, end: End) -> str:
    """Return the Message-ID of the posting that a message belongs to."""
    assert end.series is not None
    for revision in library.series(end.series).revisions:
        if end.handle in (*revision.own, *revision.replies):
            return revision.message_id
    return end.handle


def _is_link_action_url(text: str) -> bool:
    return text.strip().lower().startswith(("https://", "http://")) and " " not in text.strip()


def _differ(start: End, end: End) -> None:
    if start.handle == end.handle or (start.series and start.series == end.series):
        raise Usage(f"{start.name} is one series: name two")


def _link_action_checked(note: str) -> str:
    if len(note) > MAX_REASON:
        raise Usage(f"a note has at most {MAX_REASON} characters; this one has {len(note)}")
    return " ".join(note.split()).encode("utf-8", "replace").decode()


def _link_action_between(library: Library, start: End, end: End) -> list[tuple[str, str]]:
    """What the user recorded of the two before, in either direction, by any of their messages."""
    ends = {start.series or start.handle, end.series or end.handle}
    return [
        (word.link.source, word.link.target)
        for word in library.relations.words()
        if {word.source, word.target} == ends
    ]


def _is_turned(library: Library, start: End, kind: Kind, end: End) -> bool:
    """Return whether the user recorded the same of the two with their places exchanged."""
    turned = (end.series or end.handle, start.series or start.handle)
    return any(
        word.link.kind is kind and (word.source, word.target) == turned
        for word in library.relations.words()
    )


def _joined_by_mail(library: Library, start: End, end: End) -> bool:
    """Return whether a mail joins the two, a word against it taken aside."""
    assert start.series is not None
    far = end.series or end.handle
    read = [one for one in library.linked(start.series) if one.relation.evidence.rule != RULE]
    ends = [one.other.series.id if one.other else end_name(one.relation) for one in read]
    overruled = [one.link for one in library.relations.overruled(start.series)]
    ends += [library.home(name) or name for one in overruled for name in (one.source, one.target)]
    return far in ends


def _replace_link_action(
    database: Path,
    before: list[tuple[str, str]],
    word: SaidLink | None,
    told: str,
    at: datetime,
) -> Undo:
    def deed(said: UserActionWriter) -> None:
        said.unlink(before)
        if word is not None:
            said.link(word)

    return keep(database, at, told, deed)
