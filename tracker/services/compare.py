# SPDX-License-Identifier: GPL-2.0-or-later
"""Two versions of a series compared, and what the author says of each; read when asked for."""

from collections.abc import Sequence

from tracker.compare.patches import Posted, posted
from tracker.compare.rangediff import range_diff
from tracker.errors import NotFound
from tracker.mail.changelogs import changelogs
from tracker.model.compare import ChangeNote, RangeDiff, VersionEnd
from tracker.model.views import RevisionView, SeriesView
from tracker.services.library import Library

_ABRIDGED = "the mails are abridged: of a diff only files and a checksum are compared"


def compare(library: Library, view: SeriesView, old: str, new: str) -> RangeDiff:
    """Compare two postings of a series, by Message-ID. Raises NotFound where one has no patches."""
    before, after = _compare_revision(view, old), _compare_revision(view, new)
    limits: list[str] = []
    mine, theirs = (_compare_patches(library, one, limits) for one in (before, after))
    if not mine or not theirs:
        lacking = before if not mine else after
        raise NotFound(f"no patch of {lacking.name} is cached to be compared")
    pairs = range_diff(mine, theirs)
    limits += [
        f"{one.name} is not complete: {places(one.missing)} not fetched"
        for one in (before, after)
        if one.missing
    ]
    limits += [_ABRIDGED] if view.abridged else []
    between = range(before.version + 1, after.version + 1)
    told = _notes_of(library, after)
    return RangeDiff(
        series=view.id,
        old=_compare_end(before),
        new=_compare_end(after),
        pairs=pairs,
        notes=tuple(note for note in told if note.version in between),
        limits=tuple(limits),
        abridged=view.abridged,
    )


def notes(library: Library, view: SeriesView) -> dict[str, tuple[ChangeNote, ...]]:
    """Return what the author says of each posting, by its Message-ID, the first posting left out.

    A posting's own mails come first; where they say nothing of its version, what the covers of
    later postings say.
    """
    told = {one.message_id: _notes_of(library, one) for one in view.revisions}
    found: dict[str, tuple[ChangeNote, ...]] = {}
    for at, revision in enumerate(view.revisions):
        for teller in view.revisions[at:]:
            mine = _compare_what(told[teller.message_id], revision.version)
            if mine:
                found[revision.message_id] = mine
                break
    return found


def _compare_what(notes_: Sequence[ChangeNote], version: int) -> tuple[ChangeNote, ...]:
    return tuple(note for note in notes_ if note.version == version)


def places(positions: Sequence[int]) -> str:
    """``patch 3``, ``patches 1, 4``."""
    return f"patch{'es' if len(positions) > 1 else ''} {', '.join(map(str, positions))}"


def _compare_revision(view: SeriesView, name: str) -> RevisionView:
    for revision in view.revisions:
        if revision.message_id == name:
            return revision
    raise NotFound(f"{name} is no posting of this series")


def _compare_end(revision: RevisionView) -> VersionEnd:
    return VersionEnd(
        version=revision.version, label=revision.label, message_id=revision.message_id
    )


def _compare_patches(
    library: Library, revision: RevisionView, limits: list[str]
) -> tuple[Posted, ...]:
    texts = library.texts([patch.message_id for patch in revision.patches])
    unread = tuple(p.position for p in revision.patches if p.message_id not in texts)
    if unread:
        limits.append(f"{places(unread)} of {revision.name} cannot be read")
    found = tuple(
        posted(texts[patch.message_id], patch.position, patch.message_id, patch.title)
        for patch in revision.patches
        if patch.message_id in texts
    )
    limits += [
        f"patch {one.position} of {revision.name} is compared in part: it is too long"
        for one in found
        if one.cut
    ]
    return found


def _notes_of(library: Library, revision: RevisionView) -> tuple[ChangeNote, ...]:
    """Return the notes in the cover letter and the patches of one posting."""
    own = {patch.message_id: patch.position for patch in revision.patches}
    names = list(dict.fromkeys((revision.message_id, *own)))
    texts = library.texts(names)
    alone = len(own) == 1
    return tuple(
        note
        for name in names
        if name in texts
        for note in changelogs(texts[name], name, None if alone else own.get(name))
    )
