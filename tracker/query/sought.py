# SPDX-License-Identifier: GPL-2.0-or-later
"""Words that are looked for on a screen or in mails."""

import re
from collections.abc import Iterator

from tracker.lazy_dataclass import dataclass

MAX_SOUGHT = 200
"""Characters that are looked for at most."""


@dataclass(frozen=True, slots=True)
class Sought:
    """Words as they were typed; small letters find capitals too, a capital finds itself alone."""

    words: str

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where the words begin and end in a text, in characters."""
        words = self.words[:MAX_SOUGHT]
        if words:
            flags = re.IGNORECASE if words == words.lower() else re.NOFLAG
            yield from (match.span() for match in re.finditer(re.escape(words), text, flags))

    def within(self, text: str) -> bool:
        """Return whether a text has the words."""
        return any(True for _ in self.spans(text))

    def first_line(self, text: str) -> int | None:
        """Return the line of a text that has the words first, counted from 1."""
        for start, _ in self.spans(text):
            return text.count("\n", 0, start) + 1
        return None
