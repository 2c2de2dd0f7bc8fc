"""What a person says about two works: both sides found, the word checked and kept."""

from dataclasses import dataclass
from datetime import datetime

from tracker.cli.desk import Desk
from tracker.core.linked import end_name
from tracker.core.refs import MAX_REF, Ref, RefKind, parse_ref
from tracker.core.said import RULE
from tracker.errors import NotFound, Unreachable, Usage
from tracker.library import Library
from tracker.model.relations import Kind, SaidLink

MAX_NOTE = 1000
"""Characters of a note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """One side of a relation."""

    handle: str
    """The Message-ID or URL that is kept: the one name that never changes."""
    series: str | None
    """Id of the series it belongs to; None where that is not at hand."""
    name: str
    """What people call it."""


def near_end(desk: Desk, text: str) -> End:
    """The side that must be a series at hand; it is fetched if need be. Raises NotFound."""
    ref = desk.ref(text)
    desk.bring(ref)
    with desk.own(ref) as (library, name):
        return _end(library, ref, name)


def far_end(desk: Desk, text: str) -> End:
    """The other side: a series at hand if it can be had, else a bare Message-ID or URL.

    Raises Usage for what is neither; NotFound for a change-id or commit that nothing at hand
    tells of, because only Message-IDs and URLs last.
    """
    ref = _ref_of(text)
    if ref is None:
        return End(handle=text.strip(), series=None, name=text.strip())
    try:
        desk.bring(ref)
        with desk.own(ref) as (library, name):
            return _end(library, ref, name)
    except (NotFound, Unreachable):
        if ref.kind is RefKind.MESSAGE_ID:
            return End(handle=ref.id, series=None, name=f"<{ref.id}>")
        if _is_url(text):
            return End(handle=text.strip(), series=None, name=text.strip())
        raise


def say_link(desk: Desk, start: End, kind: Kind, end: End, note: str, at: datetime) -> SaidLink:
    """Keep that the one is so to the other, in place of every earlier word about the two."""
    _differ(start, end)
    link = SaidLink(source=start.handle, target=end.handle, kind=kind, note=_checked(note), at=at)
    _replace(desk, start, end, link)
    return link


def cut_links(desk: Desk, start: End, end: End, note: str, at: datetime) -> str:
    """Take back what was said of the two, and cut what mail says; what was done, in words.

    Raises NotFound where neither a person nor a mail at hand joins them.
    """
    _differ(start, end)
    with desk.library() as library:
        assert library is not None
        said = bool(_between(library, start, end))
        read = _joined_by_mail(library, start, end)
    if not said and not read:
        raise NotFound(f"nothing at hand joins {start.name} and {end.name}")
    link = SaidLink(source=start.handle, target=end.handle, kind=None, note=_checked(note), at=at)
    _replace(desk, start, end, link if read else None)
    return "cut" if read else "taken back"


def _end(library: Library, ref: Ref, name: str) -> End:
    """The very message that was named, where it is one of the series; else the newest version."""
    newest = library.series(name).newest
    exact = ref.kind in (RefKind.MESSAGE_ID, RefKind.TRUNCATED)
    named = library.candidates(ref)[:1] if exact else ()
    return End(
        handle=named[0] if named else newest.message_id, series=name, name=f"“{newest.title}”"
    )


def _ref_of(text: str) -> Ref | None:
    """The handle; None for a URL that names no mail or commit."""
    try:
        return parse_ref(text)
    except Usage:
        if _is_url(text) and text.strip().isprintable() and len(text) <= MAX_REF:
            return None
        raise


def _is_url(text: str) -> bool:
    return text.strip().lower().startswith(("https://", "http://")) and " " not in text.strip()


def _differ(start: End, end: End) -> None:
    if start.handle == end.handle or (start.series and start.series == end.series):
        raise Usage(f"{start.name} is one series: name two works")


def _checked(note: str) -> str:
    if len(note) > MAX_NOTE:
        raise Usage(f"a note has at most {MAX_NOTE} characters; this one has {len(note)}")
    return " ".join(note.split())


def _between(library: Library, start: End, end: End) -> list[tuple[str, str]]:
    """What a person said of the two before, in either direction, by any of their messages."""
    ends = {start.series or start.handle, end.series or end.handle}
    return [
        (word.link.source, word.link.target)
        for word in library.related.words()
        if {word.source, word.target} == ends
    ]


def _joined_by_mail(library: Library, start: End, end: End) -> bool:
    """Whether a mail joins the two, a word against it taken aside."""
    assert start.series is not None
    far = end.series or end.handle
    read = [one for one in library.linked(start.series) if one.relation.evidence.rule != RULE]
    ends = [one.other.series.id if one.other else end_name(one.relation) for one in read]
    overruled = [one.link for one in library.related.overruled(start.series)]
    ends += [library.home(name) or name for one in overruled for name in (one.source, one.target)]
    return far in ends


def _replace(desk: Desk, start: End, end: End, link: SaidLink | None) -> None:
    from tracker.store.save import Writer

    with desk.library() as library:
        assert library is not None
        before = _between(library, start, end)
    with Writer(desk.paths.database) as writer, writer.atomic():
        writer.unsay_links(before)
        if link is not None:
            writer.say_link(link)
