# SPDX-License-Identifier: GPL-2.0-or-later
"""Which of many words a text holds, also within its own words: "appl" in "reapplied".

People write few different words, so what each of them holds is worked out once and kept. To look
that up for the words of a sentence takes a twentieth of the time of looking for each word in it.
"""

from collections.abc import Callable, Iterable
from string import punctuation

_MOST_KEPT = 20_000
"""Words whose contents are kept; people use a few thousand, the rest are names and code."""
_LONGEST_KEPT = 24
"""Letters of a word that is kept; longer ones do not come again."""
_START = 3
"""Letters by which words are looked up in a new one."""


class WordSearch:
    """Looks for words in folded texts; more words may be added at any time."""

    def __init__(self) -> None:
        """Start without words."""
        self._words: set[str] = set()
        self._known = _Known(self._learned)
        self._always: list[str] = []
        self._apart: set[str] = set()
        """Words that hold white space: a text may hold their longest part without the rest."""
        self._by_start: dict[str, list[tuple[str, str]]] = {}
        """By their first letters: the longest parts of words, and the words."""
        self._short: list[tuple[str, str]] = []
        """The same of parts that have fewer letters than that; there are a few dozen."""
        self._around = punctuation
        """Characters at the ends of a text's words that belong to no word looked for."""

    def add(self, words: Iterable[str]) -> None:
        """Look for these as well; they are folded, and the empty one stands in every text."""
        new = set(words) - self._words
        if not new:
            return
        self._words |= new
        letters: set[str] = set()
        for word in new:
            part = max(word.split(), key=len, default="")
            if not part:
                self._always.append(word)
                continue
            if part != word:
                self._apart.add(word)
            letters.update(part)
            if len(part) < _START:
                self._short.append((part, word))
            else:
                self._by_start.setdefault(part[:_START], []).append((part, word))
        self._around = "".join([one for one in self._around if one not in letters])
        self._known.clear()

    def words_in(self, low: str) -> set[str]:
        """Return the words that stand in a folded text."""
        found = set[str]().union(*map(self._known.__getitem__, low.split()))
        if not self._apart.isdisjoint(found):
            found.difference_update([one for one in found & self._apart if one not in low])
        if self._always:
            found.update([one for one in self._always if one in low])
        return found

    def _learned(self, token: str) -> tuple[str, ...]:
        """Return what a new word holds, and keep it."""
        bare = token.strip(self._around)
        held = self._known.get(bare)
        if held is None:
            held = self._held_by(bare)
        if len(token) <= _LONGEST_KEPT:
            if len(self._known) >= _MOST_KEPT:
                self._known.clear()
            self._known[bare] = self._known[token] = held
        return held

    def _held_by(self, bare: str) -> tuple[str, ...]:
        found = {word for part, word in self._short if part in bare}
        starts = self._by_start
        for at in range(len(bare) - _START + 1):
            if (some := starts.get(bare[at : at + _START])) is not None:
                found.update([word for part, word in some if bare.startswith(part, at)])
        return tuple(found)


class _Known(dict[str, tuple[str, ...]]):
    """By each word that a text held: those that it holds, or of which it holds the longest part.

    Another thread may empty it at any time.
    """

    def __init__(self, learn: Callable[[str], tuple[str, ...]]) -> None:
        """``learn`` returns what a word holds that is not known, and keeps it."""
        super().__init__()
        self._learn = learn

    def __missing__(self, token: str) -> tuple[str, ...]:
        """Learn a new word; to look up a known one takes no step of Python's."""
        return self._learn(token)
