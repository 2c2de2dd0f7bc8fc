# SPDX-License-Identifier: GPL-2.0-or-later
"""Expressions of N: and K: lines, searched for within bounds: the file may be anybody's.

``re`` has no limit of time, and an expression such as ``(a+)+$`` takes twice as long for each
letter. So what repeats within a repeat is passed over, and every search is charged for the worst
it can take, from one purse for a whole change.
"""

import re
from functools import cached_property

from tracker.lazy_dataclass import dataclass
from tracker.lazy_patterns import lazy_pattern

PURSE = 15_000_000
"""Steps that the searches of one change may take together: a fraction of a second."""
_REFUSAL = 200
"""Steps that a search costs which is not paid for."""
_LONGEST_LINE = 400
"""Characters of a line that are looked at."""
_MOST_COPIES = 100
"""Copies that one counted repeat may ask for."""
_TOKEN = lazy_pattern(
    r"(?s)\\(?P<escaped>.)|\[\^?\]?(?:\\.|[^\\\]])*\]|(?P<open>\((?:\?[^)(]?)?)|(?P<close>\))|"
    r"(?P<repeat>[*+]|\{(?P<least>\d{0,6}),?(?P<most>\d{0,6})\})[?+]?|(?P<maybe>\?)[?+]?|"
    r"(?P<branch>\|)|."
)
_REFERS_BACK = lazy_pattern(r"\\[1-9]|\\[gk]|\(\?P=|\(\?\(")


class Purse:
    """What is left of the steps that a change may take."""

    def __init__(self, steps: int = PURSE) -> None:
        self._left = steps

    @property
    def is_empty(self) -> bool:
        """Whether nothing more can be searched for."""
        return self._left <= 0

    def pays(self, steps: int) -> bool:
        """Take steps out, and return whether there were as many; a refusal has its price, too."""
        enough = steps <= self._left
        self._left -= steps if enough else _REFUSAL
        return enough


@dataclass(frozen=True)
class BoundedPattern:
    """One expression as get_maintainer reads it: blanks in it mean nothing."""

    text: str

    @cached_property
    def _weight(self) -> tuple[int, int] | None:
        """How many repeats and branches it has; None where it may take exponential time."""
        return _weighed(self.text)

    @cached_property
    def _regex(self) -> re.Pattern[str] | None:
        try:
            return re.compile(self.text, re.VERBOSE) if self._weight is not None else None
        except (re.error, OverflowError, RecursionError):
            return None

    def is_in(self, line: str, purse: Purse) -> bool:
        """Return whether a line holds it; no for one that is not safe, or that is not paid for."""
        if self._weight is None or self._regex is None:
            return False
        text = line[:_LONGEST_LINE]
        repeats, branches = self._weight
        if not purse.pays((len(text) + 1) ** (1 + repeats) * (1 + branches)):
            return False
        return self._regex.search(text) is not None


def _weighed(pattern: str) -> tuple[int, int] | None:
    """Count the repeats and the branches of an expression; None for one that is not safe."""
    if _REFERS_BACK.search(pattern):
        return None
    repeats = branches = 0
    # Of each open group, and of the one that ended last: whether anything in it varies.
    varies, ended = [False], False
    for token in _TOKEN.finditer(pattern):
        if token["open"]:
            varies.append(False)
        elif token["close"]:
            ended = varies.pop() if len(varies) > 1 else False
            varies[-1] = varies[-1] or ended
            continue
        elif token["repeat"]:
            if ended or max(int(token["least"] or 0), int(token["most"] or 0)) > _MOST_COPIES:
                return None
            repeats, varies[-1] = repeats + 1, True
        elif token["maybe"] or token["branch"]:
            branches, varies[-1] = branches + 1, True
        ended = False
    return repeats, branches
