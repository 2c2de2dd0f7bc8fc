# SPDX-License-Identifier: GPL-2.0-or-later
"""A public-inbox in git: v2 epochs (one message a commit, in file ``m``), and v1.

v2 keeps ``git/0.git``, ``git/1.git``...; a file ``d`` records a deletion. v1 keeps each message
in a file named by a hash, ``ab/cdef...``. (public-inbox-v2-format(5), public-inbox-v1-format(5).)
The committer's date is when the archive took a message in. Its zone may be impossible, so only
its seconds are used.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import field
from datetime import datetime
from pathlib import Path
from typing import IO, NamedTuple

from tracker.errors import Unreachable, Usage
from tracker.lazy_dataclass import dataclass
from tracker.model.mail import ArchiveKind, Stored
from tracker.sources.git import git_lines, git_text
from tracker.sources.listed import BlobIds, ListedMail, ListedMails, moment_of
from tracker.sources.mbox import MAX_MAIL

_EPOCH = re.compile(r"(\d+)\.git")
_CHANGE = re.compile(
    rb":\d+ \d+ (?P<old>[0-9a-f]{40,64}) (?P<new>[0-9a-f]{40,64}) "
    rb"(?P<what>[A-Z])\d*\t(?P<path>[^\n]+)\n"
)
_TREE = re.compile(r"[md]|_|[0-9a-f]{2}")
_V1_PATH = re.compile(rb"[0-9a-f]{2}/[0-9a-f]{38}")
_ID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_MOST_DAMAGED = 100
"""Mails of one epoch that git cannot unpack; with more of them it is to be fetched again."""


class _Listing(NamedTuple):
    """The messages of a history that were not deleted in it, oldest first, and the blobs that were.

    ``goes_on`` says whether the history goes on from a cursor, and is listed from there.
    """

    kept: ListedMails
    deleted: Collection[str]
    goes_on: bool


@dataclass(frozen=True, slots=True)
class Inbox:
    """A public-inbox: one repository, or the epochs of a v2 folder in their order.

    A message's key is its blob id, with ``N:`` before it if there are several epochs. The cursor
    is the last commit of each epoch.
    """

    path: Path
    epochs: tuple[Path, ...]
    _listed: dict[tuple[Path, str, str], "_Listing"] = field(
        default_factory=dict, compare=False, repr=False
    )
    """What came after a cursor: read first, then asked for what was taken out."""

    @property
    def kind(self) -> ArchiveKind:
        """A git archive."""
        return ArchiveKind.GIT

    def cursor(self) -> str | None:
        """The last commit; of several epochs ``N:commit`` each. None if there is no mail yet."""
        tips = [(number, _epoch_tip(repository)) for number, repository in enumerate(self.epochs)]
        known = [f"{self._prefix(number)}{tip}" for number, tip in tips if tip]
        return " ".join(known) or None

    def read(
        self,
        since: str | None = None,
        held: Collection[str] = (),
        *,
        only: Collection[str] | None = None,
        newest_first: bool = False,
    ) -> Iterator[Stored]:
        """The messages after the cursor; of an epoch whose commit is gone, all of them again.

        ``held`` are the keys of messages that are left out: a run that was ended had read them.
        ``only`` are the keys of those that are wanted; None for all.
        """
        starts = set((since or "").split())
        for number, repository in sorted(enumerate(self.epochs), reverse=newest_first):
            prefix, tip = self._prefix(number), _epoch_tip(repository)
            known = _own_tips(starts, prefix)
            if tip is None or tip in known:
                continue
            listed = self._listing(repository, known, tip).kept
            entries = ListedMails(
                entry
                for entry in (reversed(listed) if newest_first else listed)
                if prefix + entry.blob not in held and (only is None or prefix + entry.blob in only)
            )
            # Reading takes long, and does not need what is left out.
            del listed
            for entry, raw in zip(entries, _blobs(repository, entries.blobs), strict=True):
                key = prefix + entry.blob
                yield Stored(raw=raw or b"", archive=str(self.path), key=key, arrived=entry.arrived)

    def count(self) -> int:
        """Return how many commits there are: about as many as messages."""
        tips = [(repository, _epoch_tip(repository)) for repository in self.epochs]
        counted = (git_text(where, "rev-list", "--count", tip, "--") for where, tip in tips if tip)
        return sum(int(one) for one in counted if one)

    def newest(self) -> datetime | None:
        """Return when the last message came in; None where there is none."""
        for repository in reversed(self.epochs):
            if tip := _epoch_tip(repository):
                shown = git_text(repository, "show", "--no-patch", "--format=%ct", tip) or ""
                return moment_of(int(shown)) if shown.strip().isdigit() else None
        return None

    def removed(self, since: str, held: Callable[[], Sequence[str]]) -> tuple[str, ...]:
        """Return the keys of mails that were taken out after the cursor, of those that are held.

        A deletion is a commit of its own; after a purge or a rewind the history is another one,
        and what it no longer lists is gone (public-inbox-v2-format(5), public-inbox-purge(1)).
        """
        starts, gone = set(since.split()), list[str]()
        for number, repository in enumerate(self.epochs):
            prefix, tip = self._prefix(number), _epoch_tip(repository)
            known = _own_tips(starts, prefix)
            if tip is None or not known or tip in known:
                continue
            found = self._listing(repository, known, tip)
            listed = {prefix + entry.blob for entry in found.kept}
            if found.goes_on:
                gone += sorted({prefix + blob for blob in found.deleted} - listed)
            else:
                gone += [key for key in held() if key.startswith(prefix) and key not in listed]
        return tuple(gone)

    def _listing(self, repository: Path, known: Sequence[str], tip: str) -> _Listing:
        """Return what came after the cursor; all there is where the history was rewritten."""
        key = (repository, " ".join(known), tip)
        if key not in self._listed:
            found = _listing_after(repository, known, tip)
            if found is None:
                with git_lines(repository, "rev-list", "--reverse", tip, "--") as commits:
                    return _Listing(*_listed_of(repository, commits), False)
            self._listed[key] = found
        return self._listed[key]

    def raw(self, keys: Sequence[str]) -> Iterator[bytes | None]:
        """Yield the messages with these blob ids, each epoch asked once."""
        found: dict[str, bytes | None] = {}
        for number, repository in enumerate(self.epochs):
            prefix = self._prefix(number)
            names = [key[len(prefix) :] for key in keys if key.startswith(prefix)]
            ids = [name for name in dict.fromkeys(names) if _ID.fullmatch(name)]
            for size in {len(name) for name in ids}:
                blobs = [name for name in ids if len(name) == size]
                mails = _blobs(repository, BlobIds(blobs))
                found.update(zip((prefix + blob for blob in blobs), mails, strict=True))
        yield from (found.get(key) for key in keys)

    def _prefix(self, number: int) -> str:
        if len(self.epochs) == 1 and self.epochs[0] == self.path:
            return ""
        name = _EPOCH.fullmatch(self.epochs[number].name)
        return f"{name.group(1)}:" if name else ""


def find_inbox(path: Path) -> Inbox | None:
    """The public-inbox at a path: an epoch, a v1 repository, a v2 folder, its ``git`` folder.

    None if there is no git repository at all. Raises Usage for a repository without mail.
    """
    if path.name in ("all.git", "git") and _epochs_in(path.parent / "git"):
        path = path.parent
    for folder in (path / "git", path):
        if epochs := _epochs_in(folder):
            return Inbox(path, epochs)
    for repository in (path, path / ".git"):
        if _is_repository(repository):
            return Inbox(repository, (_with_mail(repository, path),))
    return None


def _epochs_in(folder: Path) -> tuple[Path, ...]:
    if not folder.is_dir():
        return ()
    found = [(_EPOCH.fullmatch(path.name), path) for path in folder.iterdir()]
    numbered = [(int(name.group(1)), path) for name, path in found if name and _is_repository(path)]
    return tuple(path for _, path in sorted(numbered))


def _is_repository(path: Path) -> bool:
    return (path / "HEAD").is_file() and (path / "objects").is_dir()


def _with_mail(repository: Path, path: Path) -> Path:
    """Return the repository, if its newest tree is one of public-inbox or there is none yet."""
    tip = _epoch_tip(repository)
    names = (git_text(repository, "ls-tree", "--name-only", tip) or "").split() if tip else []
    if not all(_TREE.fullmatch(name) for name in names):
        raise Usage(
            f"{path} is a git repository, but no archive of mail; to look for commits in it, "
            "use --repo NAME=PATH"
        )
    return repository


def _epoch_tip(repository: Path) -> str | None:
    """The newest commit, on whatever branch HEAD names, else on master; None if there is none."""
    if not _is_repository(repository):
        raise Unreachable(f"{repository} is no longer there, or no git repository any more")
    if tip := _tip_in_files(repository):
        return tip
    for name in ("HEAD", "refs/heads/master"):
        if tip := git_text(repository, "rev-parse", "--verify", "--quiet", name):
            return tip
    return None


def _tip_in_files(repository: Path) -> str | None:
    """Return the commit that HEAD names, as git keeps it in files (gitrepository-layout(5)).

    A process of git costs more than the rest of a look at an archive with nothing new. None where
    the files do not hold it plainly: git is asked then.
    """
    try:
        name = (repository / "HEAD").read_text(encoding="ascii").removeprefix("ref: ").strip()
        if name.startswith("refs/heads/") and ".." not in name:
            name = (repository / name).read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return None
    return name if _ID.fullmatch(name) else None


def _own_tips(starts: set[str], prefix: str) -> list[str]:
    """Return the commits of a cursor that are of the epoch with this prefix."""
    return [one[len(prefix) :] for one in starts if one.startswith(prefix)]


def _listing_after(repository: Path, known: Sequence[str], tip: str) -> _Listing | None:
    """Return what came after the commit of the cursor; None if history does not go on from it, and
    so was rewritten.

    Of what is listed with its boundary, a commit that history goes on from is a part of that
    boundary (git-rev-list(1)): a question of its own would cost another process.
    """
    for old in filter(_ID.fullmatch, known):
        text = git_text(repository, "rev-list", "--reverse", "--boundary", f"{old}..{tip}", "--")
        lines = (text or "").splitlines()
        if f"-{old}" in lines:
            commits = [f"{one}\n".encode() for one in lines if not one.startswith("-")]
            return _Listing(*_listed_of(repository, commits), True)
    return None


def _listed_of(repository: Path, commits: Iterable[bytes]) -> tuple[ListedMails, Collection[str]]:
    """Return the messages of commits, the oldest first, that were not deleted in them later, and
    the blobs that were."""
    shape = ("--root", "-r", "--raw", "--no-abbrev", "--no-renames", "--format=%ct")
    with git_lines(repository, "diff-tree", "--stdin", *shape, feed=commits) as lines:
        listed = ListedMails()
        deleted: dict[str, int] = {}
        for entry, is_deletion in _changes(lines):
            if is_deletion:
                deleted[entry.blob] = len(listed)
            else:
                listed.append(entry)
    if not deleted:
        return listed, ()
    kept = (entry for n, entry in enumerate(listed) if n >= deleted.get(entry.blob, 0))
    return ListedMails(kept), deleted.keys()


def _changes(lines: IO[bytes]) -> Iterator[tuple[ListedMail, bool]]:
    """Yield each message that a commit adds or deletes, and whether it deletes it."""
    arrived: datetime | None = None
    for line in lines:
        if line.strip().isdigit():
            arrived = moment_of(int(line))
            continue
        change = _CHANGE.match(line)
        if change is None:
            continue
        path, removed = change["path"], change["what"] == b"D"
        if _V1_PATH.fullmatch(path):
            blob = change["old"] if removed else change["new"]
            yield ListedMail(blob.decode(), arrived), removed
        elif path in (b"m", b"d") and not removed:
            yield ListedMail(change["new"].decode(), arrived), path == b"d"


def _blobs(repository: Path, blobs: BlobIds) -> Iterator[bytes | None]:
    """The content of each blob; None for one that is not there, damaged or too long.

    git ends at the first that it cannot unpack; another one goes on behind it.
    """
    done = faults = 0
    while done < len(blobs):
        try:
            for raw in _blobs_of_one_git(repository, blobs, done):
                done += 1
                yield raw
        except Unreachable:
            faults += 1
            if done == len(blobs) or faults > _MOST_DAMAGED or not _is_repository(repository):
                raise
            done += 1
            yield None


def _blobs_of_one_git(repository: Path, blobs: BlobIds, start: int) -> Iterator[bytes | None]:
    """The same, from a place up to the first that is damaged: raises Unreachable there."""
    feed = (blob.encode() + b"\n" for blob in blobs.names(start))
    with git_lines(repository, "cat-file", "--batch", "--buffer", feed=feed) as answers:
        for blob in blobs.names(start):
            head = answers.readline().split()
            if len(head) == 2 and head[1] == b"missing":
                yield None
            elif len(head) == 3 and head[2].isdigit():
                yield _content(answers, int(head[2]))
            else:
                raise Unreachable(f"git stopped before {blob} of {repository}")


def _content(answers: IO[bytes], size: int) -> bytes | None:
    """The next blob; None for one that is too long. Raises Unreachable where it is cut short."""
    if size <= MAX_MAIL:
        raw = answers.read(size + 1)
        if len(raw) <= size:
            raise Unreachable("git stopped within a mail")
        return raw[:-1]
    left = size + 1
    while left > 0 and (piece := answers.read(min(left, 1 << 20))):
        left -= len(piece)
    return None
