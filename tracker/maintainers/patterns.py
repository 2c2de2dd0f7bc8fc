# SPDX-License-Identifier: GPL-2.0-or-later
"""File patterns of F: and X: lines, as scripts/get_maintainer.pl takes them."""

import re
from dataclasses import dataclass
from functools import cached_property

from tracker.lazy_patterns import lazy_pattern

WILD = lazy_pattern(r"[*?\[]")


@dataclass(frozen=True)
class FilePattern:
    """One F: or X: line."""

    text: str

    @cached_property
    def _regex(self) -> re.Pattern[str]:
        escaped = re.escape(self.text).replace(r"\*\*", ".*").replace(r"\*", ".*")
        return re.compile(escaped.replace(r"\?", "."))

    def covers(self, path: str) -> bool:
        """Return whether a file is meant."""
        text = self.text
        if not WILD.search(text):
            if text.endswith("/"):
                return path.startswith(text)
            if path.startswith(f"{text}/"):
                return True
            return path.startswith(text) and path.count("/") == text.count("/")
        if not self._regex.match(path):
            return False
        deep = text.endswith("/") or "**" in text
        return deep or path.count("/") == text.count("/")

    @property
    def depth(self) -> int:
        """How closely it tells a file: by the folders it names."""
        return self.text.rstrip("/").count("/") + (0 if WILD.search(self.text) else 1)
