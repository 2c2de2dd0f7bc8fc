# SPDX-License-Identifier: GPL-2.0-or-later
"""What the phrases that join two works are made of."""

from tracker.mail.links.meanings import Meaning
from tracker.mail.phrases.phrase import Phrase

WORK = r"(?:patch(?:es|[ -]?set)?|series|work|posting|submission|changes?|rfc)"
PAST = r"(?:previous|prior|earlier|last|first|initial|original|old|older|former|preceding|past)"
OURS = r"(?:this|these|the following|our|my)"
WAS = (
    r"(?:was|were|been|used to be|(?:originally|previously|formerly|initially|earlier|once)"
    r"(?: (?:was|were))?)"
)
PLACES = r"#?\d{1,3}(?:(?:\s?[,/&-]\s?|\s(?:and|to|through)\s)\d{1,3}){0,6}"
"""``3``, ``3 and 4``, ``1-2``, ``3/7``: places of patches in a series."""
LINK_ROOM = r"(?:\s{2,200}|\s\[\w{1,3}\]\s{0,3})"
"""The room of a link, whose address is blanked out, or a footnote's mark."""
BEFORE_LINK = r"(?=\s{2,200}|\s?\[|\s?<|\s?$)"
"""Right before a link."""
ALONE = (
    r"(?:separately|alone|apart|standalone|individually|independently|on (?:its|their) own|"
    r"by (?:itself|themselves))"
)


def relation_phrase(meaning: Meaning, pattern: str, example: str, not_example: str = "") -> Phrase:
    """Return a phrase that begins at the start of a word."""
    return Phrase(rf"(?<![\w-])(?:{pattern})", meaning, example, not_example)
