# SPDX-License-Identifier: GPL-2.0-or-later
"""The words without which an expression cannot match, derived from the expression itself.

Looking for a few plain words in a sentence costs a tenth of searching it with every expression of a
table, and most sentences hold none of them. ``required_words`` reads the syntax of ``re``
(https://docs.python.org/3/library/re.html#regular-expression-syntax) as far as phrases use it; what
it does not know requires nothing, so that an expression is searched for too often, never too
seldom.
"""

import re

_ZERO_WIDTH = frozenset("bBAZ")
_CLASSES = frozenset("dDsSwW")
_ODD = frozenset("xuUN")
"""Escapes that name a character by digits or name: what holds one requires nothing."""
_CONTROL = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v", "a": "\a"}
_REPEAT = re.compile(r"(\*|\+|\?|\{(\d*)(,?)(\d*)\})[?+]?")
_LITERAL_RUN = re.compile(r"[A-Za-z0-9 '\"/:,;_<>@=!&%~#-]+")
"""Letters that stand for themselves wherever they are in an expression, but for a set."""
_LOOK = ("?=", "?!", "?<=", "?<!")
_SHORTEST = 2
"""Letters of a word that is worth looking for."""
_LONG = 6
"""Letters from which on a longer word is no rarer."""
_MOST_SETS = 3
"""Sets of words of one expression that are looked for."""

Words = tuple[str, ...]
"""Folded words, one of which a text must hold."""
Required = tuple[Words, ...]
"""Of each of these a word must be there; none where nothing can be said."""


class _NotRead(Exception):
    """The expression uses syntax that is not known here."""


def folded(text: str) -> str:
    """Return a text in which words are looked for as ``re.IGNORECASE`` would.

    Beside capitals, that takes the dotless i for an i and the long s for an s.
    """
    low = text.lower()
    return low if low.isascii() else low.replace("\u0131", "i").replace("\u017f", "s")


def required_words(pattern: str) -> Required:
    """Return words that are in every folded text that a pattern matches, the rarest first.

    Empty where nothing can be said: of an empty pattern, or of one with unknown syntax.
    """
    try:
        return _Reading(pattern).alternatives()
    except _NotRead:
        return ()


def required_by_branch(pattern: str) -> tuple[Required, ...]:
    """Return the same for each alternative of a pattern, of which a text must match one.

    Empty where nothing can be said of one of them.
    """
    try:
        found = _Reading(pattern).branches()
    except _NotRead:
        return ()
    return tuple(found) if all(found) else ()


def _is_rare(run: str) -> bool:
    """Return whether letters are worth looking for: many sentences hold a single one."""
    return len(run) >= _SHORTEST or run == "@"


def _rarity(words: Words) -> tuple[int, int]:
    """Order sets of words by how many texts they rule out: longer words, then fewer."""
    return min(_LONG, *map(len, words)), -len(words)


def _rarest(found: list[Words]) -> Required:
    """Return the sets that rule out most; what is asked first decides most often."""
    return tuple(sorted(dict.fromkeys(found), key=_rarity, reverse=True)[:_MOST_SETS])


class _Reading:
    """One way through an expression, from left to right."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0

    def alternatives(self) -> Required:
        """Read branches up to the end of a group or of the expression; what each of them needs."""
        branches = self.branches()
        if len(branches) == 1:
            return branches[0]
        if not all(branches):
            return ()
        return (tuple(dict.fromkeys(word for one in branches for word in one[0])),)

    def branches(self) -> list[Required]:
        """Read branches up to the end of a group or of the expression."""
        found = [self._sequence()]
        while self._pattern.startswith("|", self._at):
            self._at += 1
            found.append(self._sequence())
        return found

    def _sequence(self) -> Required:
        """Read one branch: the runs of letters and the groups that it cannot do without."""
        found: list[Words] = []
        run = ""
        while self._at < len(self._pattern) and self._pattern[self._at] not in "|)":
            if plain := self._plain():
                run += plain
                continue
            letter, needed, empty = self._item()
            least, most = self._times()
            if empty:
                continue
            if letter and least == most == 1:
                run += letter
                continue
            if letter and least:
                run += letter
            if _is_rare(run):
                found.append((run,))
            run = ""
            if least:
                found += needed
        if _is_rare(run):
            found.append((run,))
        return _rarest(found)

    def _plain(self) -> str:
        """Read letters that are there once each: all of a run but one that is repeated."""
        found = _LITERAL_RUN.match(self._pattern, self._at)
        if found is None:
            return ""
        repeated = self._pattern[found.end() : found.end() + 1] in ("*", "+", "?", "{")
        end = found.end() - repeated
        plain = self._pattern[self._at : end].lower()
        self._at = end
        return plain

    def _item(self) -> tuple[str, Required, bool]:
        """Read one item: its letter, or what a group requires; and whether it takes no room."""
        char = self._next()
        if char in "^$":
            return "", (), True
        if char == "(":
            needed, empty = self._group()
            return "", needed, empty
        if char == "[":
            self._class()
            return "", (), False
        if char == "\\":
            return self._escape()
        return ("" if char == "." or not char.isascii() else char.lower()), (), False

    def _next(self) -> str:
        if self._at >= len(self._pattern):
            raise _NotRead
        self._at += 1
        return self._pattern[self._at - 1]

    def _escape(self) -> tuple[str, Required, bool]:
        char = self._next()
        if char in _ZERO_WIDTH:
            return "", (), True
        if char in _ODD or char == "0":
            raise _NotRead
        if char in _CLASSES or char.isdigit():
            return "", (), False
        return _CONTROL.get(char, char.lower() if char.isascii() else ""), (), False

    def _class(self) -> None:
        """Read past a set of characters; a bracket that comes first stands for itself."""
        if self._pattern.startswith("^", self._at):
            self._at += 1
        if self._pattern.startswith("]", self._at):
            self._at += 1
        while (char := self._next()) != "]":
            if char == "\\":
                self._next()

    def _group(self) -> tuple[Required, bool]:
        """Read a group; what only looks ahead or back takes no room and requires nothing here."""
        rest = self._pattern[self._at : self._at + 3]
        empty = rest.startswith(_LOOK)
        if rest.startswith("?P=") or rest.startswith(("?(", "?#")):
            raise _NotRead
        if empty:
            self._at += 3 if rest.startswith("?<") else 2
        elif rest.startswith("?P<"):
            self._at = self._pattern.index(">", self._at) + 1
        elif rest.startswith("?>"):
            self._at += 2
        elif rest.startswith("?"):
            flags, colon, _ = self._pattern[self._at + 1 :].partition(":")
            if not colon or flags.strip("-aisu"):
                raise _NotRead
            self._at += len(flags) + 2
        needed = self.alternatives()
        if self._next() != ")":
            raise _NotRead
        return (() if empty else needed), empty

    def _times(self) -> tuple[int, int]:
        """Read how often the last item is repeated: at least and at most, as far as that counts."""
        found = _REPEAT.match(self._pattern, self._at)
        if found is None or found[1] == "{}" or found[1] == "{,}":
            return 1, 1
        self._at = found.end()
        if found[1] in "*?":
            return 0, 2
        if found[1] == "+":
            return 1, 2
        least = int(found[2] or 0)
        most = int(found[4] or 2) if found[3] else least
        return least, most
