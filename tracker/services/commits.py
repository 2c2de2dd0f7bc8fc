# SPDX-License-Identifier: GPL-2.0-or-later
"""What repositories hold of the patches in hand: commits that may be theirs, and where they are.

It reads the database and judges nothing; ``core.ladder`` does.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import blake2b
from pathlib import Path

from tracker.errors import Ambiguous
from tracker.landing.ancestry import carriers, reach
from tracker.landing.commit_match import TRAILERS, Posting, match, posting_of
from tracker.landing.releases import first_tags, oldest_first
from tracker.landing.steps import Seen
from tracker.lazy_dataclass import replace
from tracker.mail.people import wrote
from tracker.mail.subjects import title_key
from tracker.model.mail import Message
from tracker.model.repository import (
    Commit,
    CommitOccurrence,
    Gone,
    History,
    KnownRef,
    Past,
    RefHolding,
    RefRole,
    Tip,
)
from tracker.services.repositories import Watched
from tracker.sources.repository import is_in_tag, tag_date
from tracker.store.load import Reader

_ROUNDS = 3
"""A revert, its revert, and the revert of that."""
_SHOWN = 10
_TAGS = frozenset({RefRole.RELEASE, RefRole.CANDIDATE})


class CommitOccurrences:
    """The repositories that answers may draw on, as they were when they were last read."""

    def __init__(self, reader: Reader, watched: Sequence[Watched], as_of: datetime) -> None:
        self._reader = reader
        self._as_of = as_of
        self._watched = {one.number: one for one in watched}
        self._tips: dict[int, tuple[tuple[KnownRef, Tip], ...]] = {}
        self._tags: dict[tuple[int, RefRole], tuple[Tip, ...]] = {}
        self._histories: dict[int, History] = {}

    def at(self, as_of: datetime) -> "CommitOccurrences":
        """Return the same repositories, for what they held at another moment."""
        return CommitOccurrences(self._reader, tuple(self._watched.values()), as_of)

    @property
    def watched(self) -> tuple[Watched, ...]:
        """The repositories, for another connection to draw on."""
        return tuple(self._watched.values())

    @property
    def state(self) -> str:
        """What tells this state of these repositories from another."""
        seen = [
            (one.name, str(one.path), one.state.shallow,
             [(p.ref, p.role, p.tree) for p in one.places],
             [(tip.ref, tip.commit) for tip in one.tips])
            for one in self._watched.values()
        ]  # fmt: skip
        return blake2b(repr(seen).encode(), digest_size=9).hexdigest()

    @property
    def names(self) -> tuple[str, ...]:
        """What the user calls them."""
        return tuple(one.name for one in self._watched.values())

    @property
    def remotes(self) -> dict[str, tuple[str, ...]]:
        """The URLs that each is fetched from, by the name that the user gave it."""
        return {
            one.name: tuple(url for _, url in one.state.remotes) for one in self._watched.values()
        }

    def path_of(self, name: str) -> Path | None:
        """Return where a repository is; None for one that is not drawn on."""
        return next((one.path for one in self._watched.values() if one.name == name), None)

    def of_mails(self, mails: Iterable[Message], archive: Reader) -> Seen | None:
        """What repositories hold of the patches among mails, and what notices among them name.

        ``archive`` holds the other mails. None where no repository may be drawn on.
        """
        if not self._watched:
            return None
        given = list(mails)
        patches = {one.message_id: one for one in given if one.diff and not one.subject.is_reply}
        digits = [item.commit for m in given for n in m.notices for item in n.items if item.commit]
        own = [posting_of(one) for one in patches.values()]
        seen = self.of_postings(own, digits)
        kin = [one for one in _commit_kin(archive, own, seen) if one not in patches]
        held = archive.messages(kin)
        others = (posting_of(held[one]) for one in kin if one in held)
        return Seen(occurrences=seen, postings=(*own, *others))

    def of_postings(
        self, postings: Sequence[Posting], digits: Iterable[str] = ()
    ) -> tuple[CommitOccurrence, ...]:
        """Return every commit that may be one of the postings, and those that revert or pick them.

        ``digits`` are the commits that notices name.
        """
        keys = [one.key for one in postings if one.key]
        found = self._reader.commits_like(
            self._watched,
            dates=[one.date for one in postings],
            title_keys=[*keys, *(f"revert {key}" for key in keys)],
            patch_ids=[one.patch_id for one in postings if one.patch_id],
            mentions=[one.message_id for one in postings],
        )
        named = self._reader.commits_by_digits(self._watched, digits)
        likely = [one for one in found if _may_be(one, postings)]
        return self.where([*likely, *named])

    def where(self, commits: Sequence[Commit]) -> tuple[CommitOccurrence, ...]:
        """Return where commits are, and where those are that revert or pick them."""
        known = {(one.repository, one.id): one for one in commits}
        fresh: Sequence[Commit] = commits
        for _ in range(_ROUNDS):
            if not fresh:
                break
            more = self._reader.commits_naming(self._watched, {one.id for one in fresh})
            fresh = [one for one in more if (one.repository, one.id) not in known]
            known |= {(one.repository, one.id): one for one in fresh}
        by_home: dict[int, list[Commit]] = {}
        for one in known.values():
            if one.date <= self._as_of:
                by_home.setdefault(one.repository, []).append(one)
        return tuple(seen for home, group in by_home.items() for seen in self._locate(home, group))

    def commit(self, digits: str) -> Commit | None:
        """Return the commit whose id starts so; None where none does.

        Raises Ambiguous where several do.
        """
        found = self._reader.commits_by_digits(self._watched, [digits])
        ids = list(dict.fromkeys(one.id for one in found))
        if len(ids) > 1:
            shown = "\n  ".join(f"{one.id[:16]} {one.title}" for one in found[:_SHOWN])
            raise Ambiguous(f"{digits} fits {len(ids)} commits; give more digits:\n  {shown}")
        return found[0] if found else None

    def link_of(self, digits: str) -> str | None:
        """Return the mail that a commit links to. Raises Ambiguous."""
        commit = self.commit(digits)
        return next(iter(_links(commit)), None) if commit else None

    def posted(self, digits: str, archive: Reader) -> str | None:
        """Return the patch mail in an archive that became a commit. Raises Ambiguous."""
        commit = self.commit(digits)
        if commit is None:
            return None
        linked = _links(commit)
        kin = archive.kin_of_patches([title_key(commit.title)], [commit.patch_id or ""])
        held = archive.messages((*linked, *kin))
        found = match([commit], [posting_of(one) for one in held.values()])
        return found[0].posting if found else None

    # ---- tags ----------------------------------------------------------------------------------

    def has_tag(self, name: str, tag: str) -> bool:
        """Return whether a repository has a tag, made by then."""
        made = tag_date(self._path(name), tag)
        return made is not None and made <= self._as_of

    def in_tag(self, name: str, tag: str, commit: str) -> bool:
        """Return whether a tag of a repository contains a commit."""
        return is_in_tag(self._path(name), tag, commit)

    def _path(self, name: str) -> Path:
        found = self.path_of(name)
        assert found is not None
        return found

    # ---- where a commit is ---------------------------------------------------------------------

    def _locate(self, home: int, commits: Sequence[Commit]) -> Iterable[CommitOccurrence]:
        watched = self._watched[home]
        history = self._history(home)
        pasts = [(place, one) for place, one in self._pasts(home) if one.gone <= self._as_of]
        known = reach(history, [one.number for one in commits])
        carried = [
            (place, carriers(tip.number, known, history.firsts))
            for place, tip in self._ends(home)
            if place.role not in _TAGS
        ]
        numbers = {number for _, found in carried for number in found.values()}
        merges = self._reader.commits_by_number(home, numbers)
        releases = first_tags(self._tags_of(home, RefRole.RELEASE), known)
        candidates = first_tags(self._tags_of(home, RefRole.CANDIDATE), known)
        for bit, commit in enumerate(commits):
            yield CommitOccurrence(
                commit=commit,
                repository=watched.name,
                spots=tuple(
                    RefHolding(
                        place=place,
                        merge=None if found[bit] == commit.number else merges[found[bit]],
                    )
                    for place, found in carried
                    if bit in found
                ),
                release=releases.get(bit),
                candidate=candidates.get(bit),
                gone=tuple(
                    Gone(place=place, seen=one.seen, gone=one.gone)
                    for place, one in pasts
                    if known[one.number] >> bit & 1
                    and not any(bit in found for now, found in carried if now == place)
                ),
            )

    def _pasts(self, home: int) -> Iterable[tuple[KnownRef, Past]]:
        """Yield where branches that still count stood before they were rebuilt, oldest first."""
        counted = {place.ref: place for place in self._watched[home].places}
        return ((counted[one.ref], one) for one in self._reader.past(home) if one.ref in counted)

    def _tags_of(self, home: int, role: RefRole) -> tuple[Tip, ...]:
        """Return the tags of a role by then, the oldest first."""
        if (home, role) not in self._tags:
            tips = (tip for place, tip in self._ends(home) if place.role is role)
            self._tags[home, role] = oldest_first(tips, role, self._as_of)
        return self._tags[home, role]

    def _ends(self, home: int) -> tuple[tuple[KnownRef, Tip], ...]:
        if home not in self._tips:
            counted = {place.ref: place for place in self._watched[home].places}
            then = {
                place.ref: past
                for place, past in reversed([*self._pasts(home)])
                if past.gone > self._as_of
            }
            self._tips[home] = tuple(
                (counted[tip.ref], _as_it_stood(tip, then.get(tip.ref)))
                for tip in self._reader.tips(home)
                if tip.ref in counted
            )
        return self._tips[home]

    def _history(self, home: int) -> History:
        if home not in self._histories:
            self._histories[home] = self._reader.history(home)
        return self._histories[home]


def _as_it_stood(tip: Tip, past: Past | None) -> Tip:
    """Return a branch where it stood before it was rebuilt."""
    return replace(tip, number=past.number) if past else tip


def _commit_kin(
    archive: Reader, own: Sequence[Posting], seen: Sequence[CommitOccurrence]
) -> tuple[str, ...]:
    """Other patch mails that the commits may be of: those like the commits, then like the postings.

    A commit may be credited to a posting that is like none of these, by its title or its diff.
    """
    commits = [one.commit for one in seen]
    near = archive.kin_of_patches(
        {title_key(one.title) for one in commits}, {one.patch_id or "" for one in commits}
    )
    far = archive.kin_of_patches({one.key for one in own}, {one.patch_id for one in own})
    return tuple(dict.fromkeys((*near, *far)))


def _links(commit: Commit) -> list[str]:
    return [one.value for one in commit.mentions if one.kind in TRAILERS]


def _may_be(commit: Commit, postings: Sequence[Posting]) -> bool:
    """Return whether a commit found by date, title, patch-id or mention is worth a look."""
    ids = {one.patch_id for one in postings if one.patch_id}
    names = {one.message_id for one in postings}
    return (
        commit.patch_id in ids
        or any(mention.value in names for mention in commit.mentions)
        or commit.title.lower().startswith("revert")
        or any(wrote(commit.author, one.author) for one in postings)
    )
