# SPDX-License-Identifier: GPL-2.0-or-later
"""File patterns of F: and X: lines, as scripts/get_maintainer.pl takes them."""

import re
from functools import cached_property

from tracker.lazy_dataclass import dataclass
from tracker.lazy_patterns import lazy_pattern

WILD = lazy_pattern(r"[*?\[]")


@dataclass(frozen=True)
class FilePattern:
    """One F: or X: line."""

    text: str

    @cached_property
    def _pieces(self) -> tuple[re.Pattern[str], ...]:
        """What stands between the stars, each to be found behind the one before."""
        pieces = re.split(r"\*+", self.text)
        return tuple(re.compile(re.escape(one).replace(r"\?", ".")) for one in pieces)

    def _starts(self, path: str) -> bool:
        """Whether the pattern covers the start of a path.

        The first place of each piece leaves most room for the next, so that no way has to be
        tried twice: an expression with as many ``.*`` would take years for a hostile line.
        """
        first, *rest = self._pieces
        found = first.match(path)
        for piece in rest:
            if found is None:
                return False
            found = piece.search(path, found.end())
        return found is not None

    def covers(self, path: str) -> bool:
        """Return whether a file is meant."""
        text = self.text
        if not WILD.search(text):
            if text.endswith("/"):
                return path.startswith(text)
            if path.startswith(f"{text}/"):
                return True
            return path.startswith(text) and path.count("/") == text.count("/")
        if not self._starts(path):
            return False
        deep = text.endswith("/") or "**" in text
        return deep or path.count("/") == text.count("/")

    @property
    def depth(self) -> int:
        """How closely it tells a file: by the folders it names."""
        return self.text.rstrip("/").count("/") + (0 if WILD.search(self.text) else 1)
