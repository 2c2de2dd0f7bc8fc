# SPDX-License-Identifier: GPL-2.0-or-later
"""Which MAINTAINERS file is read, and what it says of a series; read once, when first asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import ConfigError, Unreachable
from tracker.lazy_dataclass import dataclass, replace
from tracker.lazy_patterns import lazy_pattern
from tracker.model.series import Series
from tracker.model.status import CLOSED, STALLED
from tracker.state.dossier import Dossier

if TYPE_CHECKING:
    from tracker.maintainers.match import Maintainers
    from tracker.model.people import MaintainersSection, Person
    from tracker.services.commits import CommitOccurrences

FILE = "MAINTAINERS"
_COMMIT = lazy_pattern(r"[0-9a-f]{7,64}")
_MOST_FILES = 16
"""Files that are kept parsed; the kernel's has 800 kB."""
MINE = "your own"
"""The name of the section that ``maintains`` of the configuration makes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upkeep:
    """What the configuration says of who maintains what, and of whose words to pass over."""

    path: Path | None = None
    """A MAINTAINERS file; None takes that of the newest repository that has one."""
    maintains: tuple[str, ...] = ()
    """Path patterns or names of sections that the user looks after."""
    me: tuple[str, ...] = ()
    """The user's addresses."""
    mute: tuple[str, ...] = ()
    """Addresses of people whose words ask nothing of anybody."""

    @property
    def stamp(self) -> str:
        """What tells this state of it from another; empty where nothing is configured."""
        if self.path is None and not self.maintains and not self.mute:
            return ""
        when = ""
        if self.path is not None:
            try:
                stat = self.path.stat()
                when = f"{stat.st_size} {stat.st_mtime_ns}"
            except OSError:
                when = "missing"
        mine = self.me if self.maintains else ""
        return f"{self.path} {when} {self.maintains} {mine} {self.mute}"


NO_UPKEEP = Upkeep()


@dataclass(frozen=True)
class KnownMaintainers:
    """The sections that series belong to."""

    upkeep: Upkeep = field(default_factory=Upkeep)
    occurrences: CommitOccurrences | None = None

    @cached_property
    def _file(self) -> Maintainers | None:
        text = _of_path(self.upkeep.path) if self.upkeep.path else _of_newest(self.occurrences)
        return _parsed(text) if text else None

    @cached_property
    def _based(self) -> FilesAtBase:
        return FilesAtBase(self.occurrences)

    def _file_of(self, series: Series) -> Maintainers | None:
        """Return the file at a series' base, where a repository holds that commit; else the newest.

        Who posts a series looks its people up in the tree that it is based on
        (submitting-patches.rst). A file that the user names stands for all.
        """
        base = series.newest.base_commit
        at_base = self._based.of(base) if base and self.upkeep.path is None else None
        return at_base or self._file

    def of(
        self, series: Series, texts: Iterable[str] = (), *, at_base: bool = False
    ) -> tuple[MaintainersSection, ...]:
        """Return the sections of the newest version's files, the closest first.

        ``texts`` are its patches, in which K: is searched. ``at_base`` asks the file at the
        series' base first. What the user maintains by the configuration comes before them, as a
        section of its own. Raises ConfigError for a file that was named and cannot be read.
        """
        files = tuple(dict.fromkeys(f for one in series.newest.patches for f in one.files))
        file = (self._file_of(series) if at_base else self._file) if files else None
        found = file.matching(files, texts) if file else ()
        upkeep = self.upkeep
        if upkeep.maintains:
            from tracker.maintainers.match import covers

            if covers(upkeep.maintains, files, (one.name for one in found)):
                return (_maintainer_own(upkeep, found, series.newest.author), *found)
        return found

    def with_sections(
        self, dossier: Dossier | None, read: Callable[[Sequence[str]], Mapping[str, str]]
    ) -> Dossier | None:
        """Return a series as it stood with its sections; None for none.

        ``read`` returns the texts of mails. They are read for K: alone, and only of a series that
        somebody has to move: to read those of every closed one would take minutes.
        """
        if dossier is None:
            return None
        moves = dossier.standing.stage not in CLOSED and dossier.as_of - dossier.last < STALLED
        texts: Iterable[str] = ()
        file = self._file_of(dossier.series) if moves else None
        if file is not None and file.has_keywords:
            texts = read([one.message_id for one in dossier.series.newest.patches]).values()
        return replace(dossier, subsystems=self.of(dossier.series, texts, at_base=moves))


class FilesAtBase:
    """MAINTAINERS files by the commits that series are based on; each is read once.

    Most series of a few months share the files of a few commits.
    """

    def __init__(self, occurrences: CommitOccurrences | None) -> None:
        """Look in the repositories of ``occurrences``; in none where it is None."""
        self._occurrences = occurrences
        self._blobs: dict[str, tuple[Path, str] | None] = {}
        self._files: dict[str, Maintainers] = {}

    def of(self, base: str) -> Maintainers | None:
        """Return the file at a commit; None where no repository holds it."""
        if base not in self._blobs:
            self._blobs[base] = next(self._look(base), None)
        held = self._blobs[base]
        if held is None:
            return None
        git_dir, blob = held
        if blob not in self._files:
            from tracker.sources.git import git_text

            while len(self._files) >= _MOST_FILES:
                self._files.pop(next(iter(self._files)))
            self._files[blob] = _parsed(git_text(git_dir, "cat-file", "blob", blob) or "")
        return self._files[blob]

    def _look(self, base: str) -> Iterator[tuple[Path, str]]:
        if self._occurrences is None or not _COMMIT.fullmatch(base):
            return
        from tracker.sources.git import git_text
        from tracker.sources.repository import open_repository

        for name in self._occurrences.names:
            path = self._occurrences.path_of(name)
            if path is None:
                continue
            with suppress(Unreachable):
                git_dir = open_repository(path)
                blob = git_text(git_dir, "rev-parse", "--verify", "-q", f"{base}:{FILE}")
                if blob:
                    yield git_dir, blob


def _maintainer_own(
    upkeep: Upkeep, found: Iterable[MaintainersSection], author: Person
) -> MaintainersSection:
    """Return the section of the user; all their addresses are one person's, also as an author."""
    from tracker.model.people import MaintainersSection, Person

    name = author.name if author.email in upkeep.me else ""
    mine = tuple(Person(name, one) for one in upkeep.me)
    named = {one.casefold() for one in upkeep.maintains}
    for section in found:
        if section.name.casefold() in named:
            return replace(section, name=MINE, maintainers=mine, reviewers=())
    return MaintainersSection(name=MINE, maintainers=mine, files=upkeep.maintains)


def _parsed(text: str) -> Maintainers:
    from tracker.maintainers.match import Maintainers
    from tracker.maintainers.parse import MAX_TEXT, parse_maintainers

    return Maintainers(parse_maintainers(text[:MAX_TEXT]))


def _of_path(path: Path) -> str:
    from tracker.maintainers.parse import MAX_TEXT

    try:
        with path.open("rb") as file:
            return file.read(MAX_TEXT).decode("utf-8", "replace")
    except OSError as error:
        raise ConfigError(
            f"the MAINTAINERS file {path} cannot be read: {error.strerror}", key=("maintainers",)
        ) from error


def _of_newest(occurrences: CommitOccurrences | None) -> str:
    """Return the file at HEAD of the repository whose HEAD is newest; empty where none has one."""
    newest, text = -1, ""
    if occurrences is None:
        return text
    # Loaded only where a repository is read: it brings in what starts processes.
    from tracker.sources.git import git_text
    from tracker.sources.repository import open_repository

    for name in occurrences.names:
        path = occurrences.path_of(name)
        if path is None:
            continue
        try:
            git_dir = open_repository(path)
            date = (git_text(git_dir, "log", "-1", "--format=%ct", "HEAD", "--") or "").strip()
            if date.isdigit() and int(date) > newest:
                held = git_text(git_dir, "show", f"HEAD:{FILE}")
                if held:
                    newest, text = int(date), held
        except Unreachable:
            continue
    return text
