# SPDX-License-Identifier: GPL-2.0-or-later
"""Questions: which sentences ask something, and to whom they are put."""

import re

from tracker.lazy_patterns import lazy_pattern
from tracker.mail.phrases.plans import HANDOVERS
from tracker.mail.phrases.talk import folded

_GREETING = re.compile(
    r"\W*(?:(?:hi|hello|hey|dear)\W+)?(?:how (?:are|is|have) (?:you|it|things)\b.*|what's up|right|"
    r"ok|okay|no|yes|huh|h+m+|eh|really|oh|uh|why not|well|seriously|so|and|or|yeah|good|"
    r"sounds good|makes? sense|agreed?|fair enough|cool|(?:(?:gentle|friendly) )?ping)\W*\?+\W*"
)
_SHORT = re.compile(r"(?:wdyt|any thoughts|thoughts|why|how so|what for|what about .*)\W*")
_URL_END = re.compile(r"https?://\S+\?\W*$")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_JOKE = re.compile(r"[:;]-?[)DP](?:\W|$)|\b(?:just )?(?:kidding|joking)\b|\*grin\*|<g>")
_ADDRESSED = re.compile(
    r"\W*(?:(?:[Hh]i|[Hh]ey|[Hh]ello|[Dd]ear|[Aa]nd|[Cc]c|[Bb]ut|[Pp]lease)[,:]? )?"
    r"@?([^\W\d_][\w'’.-]{1,20})(?: [A-Z][\w'’-]{1,20})?(?: ?[,:?]| -+) ?"
)
_ENDS_WITH_NAME = lazy_pattern(r",? @?([A-Z][\w'’.-]{1,20})\?\W*$")
_GREETED = re.compile(r"\W*(?:[Hh]i|[Hh]ey|[Hh]ello|[Dd]ear)[,:]? @?([A-Z][\w'’.-]{1,20})\b")


def asks(sentence: str) -> bool:
    """Return whether a sentence asks something: it ends with ``?``, and is no greeting or link.

    A joke ("Do you ever sleep? :)") asks nothing.
    """
    if not sentence.rstrip("\"')*_ ").endswith("?") or _JOKE.search(sentence):
        return False
    low = folded(sentence)
    if _GREETING.fullmatch(low) or _URL_END.search(low):
        return False
    return len(_LETTERS.findall(low)) > 2 or bool(_SHORT.fullmatch(low))


def addressed_name(sentence: str) -> str:
    """Return the name that a sentence is addressed to, empty if it opens with none.

    ``Dirk`` in "Dirk, could you test this?"; whether that is anybody's name is known where the
    people of the thread are.
    """
    match = _ADDRESSED.match(sentence)
    if match and match[1][0].isupper():
        return match[1]
    last = _ENDS_WITH_NAME.search(sentence)
    return last[1] if last else ""


def deferred_name(sentence: str) -> str:
    """Return the name of a third person whose word a sentence waits for, empty if of none.

    ``Mia`` in "I'd like Mia to comment on this"; a name is known by its capital letter.
    """
    found = HANDOVERS.find(sentence)
    return found[1]["name"] if found else ""


def greeted_name(sentence: str) -> str:
    """Return the name that a mail greets in this sentence: ``Dirk`` in "Hi Dirk,"."""
    match = _GREETED.match(sentence)
    return match[1] if match else ""
