# SPDX-License-Identifier: GPL-2.0-or-later
"""The words that a reply begins with: its first line of the sender's own that says something."""

from tracker.mail.lines import LineKind, split_lines

LONGEST = 200
"""Characters of it that are kept: a row of a list shows no more."""
_MUCH = 40_000
"""Characters of a mail that are looked through: a reply that quotes more says little."""
_GREETINGS = frozenset({"hi", "hello", "hey", "dear", "thanks", "thank"})
_SHORT = 4
"""Words of a greeting at most."""


def opening(text: str) -> str:
    """The first own words of a mail's text, wrapped lines joined; empty where it has none.

    Quotes, attributions, greetings ("Hi Ann,") and the signature are passed over; a line of tags
    stands where there is nothing else. Takes linear time.
    """
    tag = said = ""
    for line in split_lines(text[:_MUCH], has_diff=False):
        words = line.text.strip()[:LONGEST]
        tags = line.kind is LineKind.TRAILER or "-by: " in words[:40]
        own = line.kind is LineKind.OWN and any(map(str.isalnum, words)) and not tags
        if said and (not own or len(said) >= LONGEST):
            break
        if own and (said or not _greets(words)):
            said = f"{said} {words}".strip()[:LONGEST]
        elif tags and any(map(str.isalnum, words)):
            tag = tag or words
    return said or tag


def _greets(line: str) -> bool:
    """Whether a line only greets, or names whom it quotes in a form of its own: ``<a@b>:``."""
    words = line.split()
    if line.endswith(">:"):
        return True
    if len(words) > _SHORT or line[-1] not in ",!":
        return False
    return words[0].rstrip(",!").casefold() in _GREETINGS or line[-1] == ","
