# SPDX-License-Identifier: GPL-2.0-or-later
"""What is asked about every series that is judged, looked up for many at once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from tracker.model.mail import Message
from tracker.model.series import Series
from tracker.store.load import Reader


def targets(mails: Iterable[Message]) -> Iterator[str]:
    """Yield the messages that some mails link to."""
    return (one.message_id for mail in mails for one in mail.links if one.message_id)


def of_posters(some: Iterable[Series], mails: Mapping[str, Message]) -> list[Message]:
    """Return the mails of those who posted series: what their links say of them counts."""
    own = [mails.get(name) for one in some for each in one.revisions for name in each.own]
    people = {one.sender.email for one in own if one is not None}
    return [one for one in mails.values() if one.sender.email in people]


def batches(
    names: Iterable[str], related: Iterable[tuple[str, str]], most: int
) -> Iterator[list[str]]:
    """Yield names of series a batch at a time, in their order but that related ones come together.

    To judge one, what it is related to is loaded and judged with it.
    """
    left = dict.fromkeys(names)
    near: dict[str, list[str]] = {}
    for one, other in related:
        near.setdefault(one, []).append(other)
        near.setdefault(other, []).append(one)
    batch: list[str] = []
    for first in [*left]:
        waiting = [first]
        while waiting:
            name = waiting.pop()
            if name not in left:
                continue
            del left[name]
            batch.append(name)
            waiting += near.get(name, ())
            if len(batch) == most:
                yield batch
                batch = []
    if batch:
        yield batch


class LookAhead:
    """Names of mails outside a series that have to do with it; every answer is kept."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._telling: dict[str, tuple[str, ...]] = {}
        self._linking: dict[str, Sequence[str]] = {}
        self._naming: dict[str, Sequence[str]] = {}
        self._sharing: dict[str, tuple[str, ...]] = {}

    def gather(self, some: Iterable[Series]) -> tuple[str, ...]:
        """Look up some series in a few queries; return the mails that were found of them."""
        fresh = {one.id: one for one in some if one.id not in self._telling}
        if fresh:
            mails = {name: one.messages for name, one in fresh.items()}
            asked = {name: (_asked_titles(one), mails[name]) for name, one in fresh.items()}
            self._telling |= self._reader.ids_telling_of(asked)
            self._linking |= self._reader.ids_linking_to_each(mails)
            self._find_sharing(fresh.values())
        return tuple(
            name
            for one in fresh
            for name in (*self._telling[one], *self._linking[one], *self._sharing[one])
        )

    def telling_of(self, series: Series) -> tuple[str, ...]:
        """Return the mails of machines that name its patches from other threads."""
        if series.id not in self._telling:
            self._telling |= self._reader.ids_telling_of(
                {series.id: (_asked_titles(series), series.messages)}
            )
        return self._telling[series.id]

    def linking_to(self, series: Series) -> Sequence[str]:
        """Return the messages that link to one of its mails, oldest first."""
        if series.id not in self._linking:
            self._linking |= self._reader.ids_linking_to_each({series.id: series.messages})
        return self._linking[series.id]

    def gather_naming(self, commits: Iterable[str]) -> None:
        """Look up in one query which mails say of patches that they became some commits."""
        if fresh := [one for one in commits if one not in self._naming]:
            self._naming |= self._reader.ids_by_commits(fresh)

    def naming(self, commit: str) -> Sequence[str]:
        """Return the mails whose notices name a commit, oldest first."""
        self.gather_naming([commit])
        return self._naming[commit]

    @cached_property
    def has_pages(self) -> bool:
        """Return whether a web server showed any commit."""
        return self._reader.has_pages()

    def sharing_patches(self, series: Series) -> tuple[str, ...]:
        """Return the mails outside a series that hold one of its patches unchanged."""
        if series.id not in self._sharing:
            self._find_sharing([series])
        return self._sharing[series.id]

    def _find_sharing(self, some: Iterable[Series]) -> None:
        ids = {one.id: _patch_ids(one) for one in some}
        holders: dict[str, list[str]] = {}
        for patch_id, name in self._reader.ids_by_patch_ids(
            sorted(frozenset().union(*ids.values()))
        ):
            holders.setdefault(patch_id, []).append(name)
        for one in some:
            own = set(one.messages)
            found = (name for each in sorted(ids[one.id]) for name in holders.get(each, ()))
            self._sharing[one.id] = tuple(dict.fromkeys(name for name in found if name not in own))

    @cached_property
    def has_outside_checks(self) -> bool:
        """Whether another service's check of any patch is stored."""
        return self._reader.has_outside_checks()


def _patch_ids(series: Series) -> frozenset[str]:
    """The patch-ids of all its patches."""
    patches = (patch for revision in series.revisions for patch in revision.patches)
    return frozenset(patch.patch_id for patch in patches if patch.patch_id)


def _asked_titles(series: Series) -> tuple[str, ...]:
    """The titles by which mails elsewhere may name its patches, and those of their reverts."""
    return (*series.titles, *(f'Revert "{one}"' for one in series.titles))
