# SPDX-License-Identifier: GPL-2.0-or-later
"""Match files with the sections of a MAINTAINERS file, as scripts/get_maintainer.pl does.

Its pattern rules: ``*`` and ``?`` stand for any characters, a pattern that ends in a slash covers
everything below, another one covers what starts so at the same depth (``drivers/net/*`` not
``drivers/net/a/b``), a folder named without its slash everything in it. X: takes files out again,
N: is searched for in the path, K: in the text of the change.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice

from tracker.lazy_dataclass import dataclass
from tracker.maintainers.bounded import BoundedPattern, Purse
from tracker.maintainers.patterns import WILD, FilePattern
from tracker.model.people import MaintainersSection

CATCH_ALL = "THE REST"
"""The section of the kernel's file that covers what no other does."""
_MAX_PATTERNS = 5_000
"""Expressions of one file; the kernel's has 400."""
_MAX_LINES = 20_000
"""Lines of one change that are searched."""
_MAX_FILES = 2_000
"""Files of one change that are matched; the largest real ones touch about as many."""


@dataclass(frozen=True)
class Maintainers:
    """The sections of one file, made ready to be matched."""

    sections: Sequence[MaintainersSection] = ()

    @cached_property
    def _by_head(self) -> dict[str, list[tuple[int, FilePattern]]]:
        """F: patterns by the first folder they name; "" where a wildcard stands in it."""
        found: dict[str, list[tuple[int, FilePattern]]] = {}
        for number, section in enumerate(self.sections):
            for text in section.files:
                head = text.partition("/")[0]
                key = "" if WILD.search(head) else head
                found.setdefault(key, []).append((number, FilePattern(text)))
        return found

    @cached_property
    def _names(self) -> list[tuple[int, BoundedPattern]]:
        return _bounded(one.names for one in self.sections)

    @cached_property
    def _keywords(self) -> list[tuple[int, BoundedPattern]]:
        return _bounded(one.keywords for one in self.sections)

    @property
    def has_keywords(self) -> bool:
        """Whether any section is found by what a change says."""
        return bool(self._keywords)

    def matching(
        self, files: Iterable[str], texts: Iterable[str] = ()
    ) -> tuple[MaintainersSection, ...]:
        """Return the sections that a change of these files belongs to, the closest first.

        ``texts`` are its patches, in which K: is searched; without them none matches by it. The
        section that covers everything is left out where another matches.
        """
        closest: dict[int, int] = {}
        purse = Purse()
        for path in list(files)[:_MAX_FILES]:
            for number, depth in self._of_file(path, purse):
                if not self._is_excluded(number, path):
                    closest[number] = max(closest.get(number, 0), depth)
        if lines := [line for text in texts for line in _searched(text)][:_MAX_LINES]:
            closest |= {n: closest.get(n, 0) for n in self._by_keyword(lines, purse)}
        found = sorted(closest, key=lambda number: (-closest[number], number))
        sections = tuple(self.sections[number] for number in found)
        own = tuple(one for one in sections if one.name != CATCH_ALL)
        return own or sections

    def _of_file(self, path: str, purse: Purse) -> Iterator[tuple[int, int]]:
        head = path.partition("/")[0]
        for key in {head, ""}:
            for number, pattern in self._by_head.get(key, ()):
                if pattern.covers(path):
                    yield number, pattern.depth
        for number, name in self._names:
            if name.is_in(path, purse):
                yield number, 1

    def _is_excluded(self, number: int, path: str) -> bool:
        return any(FilePattern(one).covers(path) for one in self.sections[number].excluded)

    def _by_keyword(self, lines: Sequence[str], purse: Purse) -> Iterator[int]:
        for number, pattern in self._keywords:
            if purse.is_empty:
                return
            if any(pattern.is_in(line, purse) for line in lines):
                yield number


def _bounded(groups: Iterable[Iterable[str]]) -> list[tuple[int, BoundedPattern]]:
    """Expressions with the number of their section; a file has no more of them than is sane."""
    every = ((n, BoundedPattern(one)) for n, group in enumerate(groups) for one in group)
    return list(islice(every, _MAX_PATTERNS))


def _searched(text: str) -> Iterator[str]:
    """The lines of a change in which K: is searched: its message, then the changed lines alone."""
    in_diff = False
    for line in text.split("\n")[:_MAX_LINES]:
        if line.startswith(("--- ", "+++ ", "diff --git ")):
            in_diff = True
        elif not in_diff or line.startswith(("+", "-")):
            yield line


def covers(patterns: Iterable[str], files: Iterable[str], sections: Iterable[str] = ()) -> bool:
    """Return whether path patterns or names of sections, as a user writes them, mean a change."""
    wanted = list(patterns)
    named = {one.casefold() for one in wanted}
    if any(one.casefold() in named for one in sections):
        return True
    paths = list(files)[:_MAX_FILES]
    return any(FilePattern(one).covers(path) for one in wanted for path in paths)
