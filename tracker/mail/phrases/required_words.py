# SPDX-License-Identifier: GPL-2.0-or-later
"""The words without which an expression cannot match, derived from the expression itself.

Looking for a few plain words in a sentence costs a tenth of searching it with every expression of a
table, and most sentences hold none of them. ``required_words`` reads the syntax of ``re``
(https://docs.python.org/3/library/re.html#regular-expression-syntax) as far as phrases use it; what
it does not know requires nothing, so that an expression is searched for too often, never too
seldom.
"""

import re
from functools import cache

_TOKENS = re.compile(
    r"""([A-Za-z0-9\ '"/:,;_<>@=!&%~#-]+(?:\|[A-Za-z0-9\ '"/:,;_<>@=!&%~#-]+)*(?![*+?{]))
      # letters that stand for themselves, once each, and whole alternatives of them
    | (\((?:\?(?:P<\w+>|[-aisu]*:|>|<?[=!])|(?!\?)))
    | (\[\^?\]?(?:\\.|[^\]\\])*\]  # a bracket that comes first stands for itself
      |\\.|.)
      (\*|\+|\?|\{(?:\d+,?\d*|,\d+)\})?[?+]?""",
    re.VERBOSE | re.DOTALL,
)
"""Runs of letters, the start of a group, or another item and how often it is repeated."""
_COUNTS = re.compile(r"\{(\d*)(,?)(\d*)\}")
_LOOKS = frozenset({"(?=", "(?!", "(?<=", "(?<!"})
"""What only looks ahead or back takes no room and requires nothing."""
_ZERO_WIDTH = frozenset("bBAZ")
_CLASSES = frozenset("dDsSwW")
_ODD = frozenset("xuUN0")
"""Escapes that name a character by digits or name: what holds one requires nothing."""
_CONTROL = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v", "a": "\a"}
_RARE = frozenset("@[")
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
        return _of_any(_branches(pattern))
    except _NotRead:
        return ()


def required_by_branch(pattern: str) -> tuple[Required, ...]:
    """Return the same for each alternative of a pattern, of which a text must match one.

    Empty where nothing can be said of one of them.
    """
    try:
        found = _branches(pattern)
    except _NotRead:
        return ()
    return tuple(found) if all(found) else ()


def _is_rare(run: str) -> bool:
    """Return whether letters are worth looking for: many sentences hold a single ASCII one."""
    return len(run) >= _SHORTEST or run in _RARE or not run.isascii()


def _rarity(words: Words) -> tuple[int, int]:
    """Order sets of words by how many texts they rule out: more letters, then fewer words."""
    return min(_LONG, *[len(one.strip()) for one in words]), -len(words)


def _rarest(found: list[Words], run: str) -> Required:
    """Return the sets of a branch that rule out most; what is asked first decides most often."""
    if _is_rare(run):
        found.append((run,))
    if len(found) < 2:
        return tuple(found)
    return tuple(sorted(dict.fromkeys(found), key=_rarity, reverse=True)[:_MOST_SETS])


def _of_any(branches: list[Required]) -> Required:
    """Return what is required where one of some branches must match."""
    if len(branches) == 1:
        return branches[0]
    if not all(branches):
        return ()
    return (tuple(dict.fromkeys(word for one in branches for word in one[0])),)


def _branches(pattern: str) -> list[Required]:
    """Read an expression from left to right: the runs of letters and the groups that each of its
    branches cannot do without."""
    outer: list[tuple[list[Required], list[Words], str, bool]] = []
    branches: list[Required] = []
    found: list[Words] = []
    run = ""
    for letters, start, item, times in _TOKENS.findall(pattern):
        if letters:
            if "|" not in letters:
                run += letters.lower()
                continue
            first, *whole, last = letters.lower().split("|")
            branches.append(_rarest(found, run + first))
            branches += [((one,),) if _is_rare(one) else () for one in whole]
            found, run = [], last
            continue
        if start:
            outer.append((branches, found, run, start in _LOOKS))
            branches, found, run = [], [], ""
            continue
        if item == "|":
            branches.append(_rarest(found, run))
            found, run = [], ""
            continue
        needed: Required = ()
        letter: str | None = ""
        if item == ")":
            if not outer:
                raise _NotRead
            needed = _rarest(found, run)
            if branches:
                needed = _of_any([*branches, needed])
            branches, found, run, looks = outer.pop()
            if looks:
                continue
        elif len(item) < 3:
            letter = _letter(item)
            if letter is None:
                continue
        least, once = _times(times) if times else (1, True)
        if letter and least:
            run += letter
            if once:
                continue
        if _is_rare(run):
            found.append((run,))
        run = ""
        if least:
            found += needed
    if outer:
        raise _NotRead
    return [*branches, _rarest(found, run)]


def _letter(item: str) -> str | None:
    """Return the letter that an item stands for; empty for one of several, None for no room."""
    if len(item) == 1:
        if item in "([\\":
            raise _NotRead
        if item in "^$":
            return None
        return "" if item == "." else _uncased(item)
    char = item[1]
    if char in _ODD:
        raise _NotRead
    if char in _ZERO_WIDTH:
        return None
    if char in _CLASSES or char.isdigit():
        return ""
    return _CONTROL.get(char) or _uncased(char)


def _uncased(char: str) -> str:
    """Return a character as it stands in a folded text; empty where it has several forms there."""
    known = char.isascii() or char.lower() == char.upper()
    return char.lower() if known else ""


@cache
def _times(times: str) -> tuple[int, bool]:
    """Return how often an item is repeated at least, and whether it is there just once."""
    if (found := _COUNTS.match(times)) is None:
        return int(times[0] == "+"), False
    least = int(found[1] or 0)
    return least, least == 1 and (not found[2] or found[3] == "1")
