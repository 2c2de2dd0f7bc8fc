# SPDX-License-Identifier: GPL-2.0-or-later
"""The forms in which authors name a work without a link to it: "my cleanup", "Tim's series".

The group ``what`` is the description of the work, ``who`` the person whose work it is.
"""

from tracker.mail.phrases.phrase import Phrase, PhraseTable
from tracker.model.mail import NeedMark

_WORK = (
    r"(?:series|patch(?:es|set)?|work|clean-?ups?|rework|fix(?:es)?|changes|refactoring|tests|"
    r"improvements|"
    r"rfc(?! ?\d))"
)
_PERSON = r"(?-i:(?:[A-Z][\w.-]{1,20}\s+){0,2}[A-Z][\w.-]{1,20})"
_WORD = r"(?:(?!(?:which|that|has|have|was|were|is|are|and|only)\b)\w[\w/()-]*(?:\.[\w/()-]+)*\s+)"
"""A word of the name of a work; what follows one of these is another sentence."""
_BEFORE = r"(?:on|upon|of|after|needs?|requires?|over|onto|by)"
_SENT = (
    r"(?:that |which )?(?:i|we)(?:'ve| have)?\s+"
    r"(?:just |recently |already |earlier |previously )?(?:posted|sent|submitted|mailed)\b"
)

NAMED_WORKS = PhraseTable(
    "named works",
    (
        Phrase(
            rf"\b(?:the|my|a|an|another|these|those|our)\s+"
            rf"(?P<what>(?:[\w./()-]+\s+){{0,6}}?{_WORK}(?:\s+{_WORK})?)\s+{_SENT}",
            NeedMark.MINE,
            "This depends on the rung cleanup patch that I just posted.",
            "This depends on the rung cleanup patch that Tim posted.",
        ),
        Phrase(
            rf"\bmy\s+(?:(?:extra|other|recent|additional|pending|separate|earlier) )?{_WORK}\s+"
            r"(?P<what>(?:that |which |for |to |on |about )?[\w/()-]+"
            r"(?:\s+[\w/()-]+){1,8})",
            NeedMark.MINE,
            "To be applied after my patch cleaning up how rungs are counted.",
            "To be applied after my patch.",
        ),
        Phrase(
            rf"\bmy\s+(?P<what>{_WORD}{{1,6}}?{_WORK})\b",
            NeedMark.MINE,
            "It depends on my rung cleanup.",
            "It depends on my mood.",
        ),
        Phrase(
            rf"\b{_BEFORE}\s+(?P<who>{_PERSON})['’]s?\s+{_WORK}\s+"
            r"(?P<what>(?:that|which|for|to|on|about)\s+[\w/()-]+(?:\s+[\w/()-]+){1,8})",
            NeedMark.OF,
            "Based on Tim Smith's patch that counts the rungs.",
            "Based on Tim Smith's ladder that counts the rungs.",
        ),
        Phrase(
            rf"\b{_BEFORE}\s+(?P<who>{_PERSON})['’]s?\s+"
            rf"(?P<what>(?!(?:original|old|draft|initial|earlier|previous|first)\b){_WORD}{{0,6}}?"
            rf"{_WORK})\b",
            NeedMark.OF,
            "On top of Tim Smith's rung series.",
            "On top of Tim Smith's ladder.",
        ),
        Phrase(
            rf"\b{_BEFORE}\s+(?:the\s+)?(?P<what>"
            rf"(?!(?:an? |the )?(?:original|old|draft|initial|earlier|previous|first|"
            rf"set of draft)\b)"
            rf"{_WORD}{{0,6}}?{_WORK})\s+(?:by|from|of)\s+"
            rf"(?P<who>{_PERSON})(?=\s?[.,;:)]|\s?$|\s+(?:to|which|that|is|and)\b)",
            NeedMark.OF,
            "It needs the rung cleanup by Tim Smith.",
            "It needs the rung cleanup by then.",
        ),
        Phrase(
            r"\b(?:on|upon|of|after|needs?|requires?) (?:the|a|an) (?:not[- ]yet[- ]\w+|pending|"
            r"unmerged|out-of-tree|in-flight|outstanding|upcoming) "
            rf"(?P<what>{_WORD}{{0,4}}?{_WORK}"
            r"(?: (?:to|for|that|which|adding)(?: [\w()-]+){1,8})?)",
            NeedMark.ANY,
            "This depends on the not-yet-landed ladder patch to count rungs.",
            "This depends on the ladder patch.",
        ),
        Phrase(
            r"\b(?:apply|applies|applied|goes?|merge[d]?)(?: \w+)? (?:after|"
            r"on top of)\s+(?:the\s+)?"
            r"(?P<what>(?:[\w./()-]+\s+){1,4}?(?:series|patch(?:es|set)?))\b",
            NeedMark.ANY,
            "Please apply after float_t patches.",
            "Please apply after the merge window.",
        ),
        Phrase(
            r"\b(?:depends? (?:up)?on|based (?:up)?on|on top of)\s+the\s+"
            rf"(?P<what>(?!(?:an? |the )?(?:original|old|draft|initial|earlier|previous|first|next|"
            rf"last|same|above|following|current|latest|upstream|whole|entire)\b){_WORD}{{1,5}}?"
            r"(?:series|patch ?sets?))\b",
            NeedMark.PERHAPS,
            "This must be based on the rung Part-1 series.",
            "This is based on the previous series.",
        ),
        Phrase(
            r"\b(?:depends? (?:up)?on|based (?:up)?on|on top of)\s+(?:the\s+)?"
            r"(?:current\s+|latest\s+)?(?!(?:device|the|an?|this|that|same|"
            r"search)\b)(?P<what>[\w./-]{3,60})\s+(?:branch|tree)\b",
            NeedMark.TREE,
            "This depends on the for-next branch.",
            "It is based on device tree data.",
        ),
    ),
)
"""In the order in which they are believed."""
