# SPDX-License-Identifier: GPL-2.0-or-later
"""Words by which a reviewer says which patches a tag is for."""

from tracker.mail.phrases.vocabulary import Vocabulary

NOT_THE_WHOLE = Vocabulary(
    r"\b(?:part|other|previous|earlier|next|another|most) (?:of |in )?"
    r"(?:the |this |your )?(?:patches|series|set)\b"
    r"|\b(?:rest|remainder) (?:of |in )?(?:the |this |your )?(?:patches|series|set)\b"
    r"|\bin (?:the|any|your) (?:series|set)\b|\b(?<!patches )in this (?:series|set)\b",
    "the rest of the series",
    "the series",
    case=True,
)
_ONE = r"#?[0-9]{1,3}(?:/[0-9]{1,3})?"
_AND = r"(?: ?- ?| to | through |\.\.\.?|, ?and | and | & |, ?| ?\+ ?)(?:patch(?:es)? )?"
PATCHES_LISTED = Vocabulary(
    rf"(?:\b(?:for|on|to|and|both|&) (?:the )?|^\W*)patch(?:es)?:? "
    rf"({_ONE}(?:{_AND}{_ONE}){{0,40}})(?![.%]?[0-9])"
    rf"|\b(?:for|on|to) (?:the )?({_ONE}(?:{_AND}{_ONE}){{1,40}})(?![.%]?[0-9])"
    r"|\b(?:and|&) (#?[0-9]{1,3}/[0-9]{1,3})\b",
    "for patches 1 and 3",
    "for the series",
    case=True,
)
PATCHES_LEFT_OUT = Vocabulary(
    rf"\W*(?:the )?(?:patch(?:es)? )?({_ONE}(?:{_AND}{_ONE}){{0,40}})",
    "patch 3",
    "it",
    case=True,
)
POSITION = Vocabulary(
    r"([0-9]{1,3})(?:/[0-9]{1,3})?",
    "1/3",
    "x",
    case=True,
)
POSITION_SPAN = Vocabulary(
    r" ?- ?| to | through |\.\.\.?",
    " through ",
    " and ",
    case=True,
)
TAG_CLAUSE = Vocabulary(
    r"(?<=[.!?]) +",
    "One. Two",
    "One",
    case=True,
)

SERIES_WORD = Vocabulary(
    r"\b(?:series|patch ?set|patches)\b",
    "this series",
    "this",
)
