# SPDX-License-Identifier: GPL-2.0-or-later
"""Words of a NAK, and of a tag that is taken back."""

from tracker.mail.phrases.vocabulary import Vocabulary

NACK = Vocabulary(
    r"\bnac?k",
    "a nack",
    "a pack",
    case=True,
)
NACK_FIRST = Vocabulary(
    r"\W*(?:(?:so|sorry|but|again|still|and|therefore|hence|then|also|no|big|hard|strong|huge|a|"
    r"an|it's|that's|this is|consider this|take this as|that is|ok|a clear|for now|please)\W+){0,4}"
    r"nac?k(?:ed)?\b(?![- ]by\b)(?= *(?:[.,!;:()-]|$)| (?:on|to|for|from|by|this|these|the|until|"
    r"because|unless|as|due|so|since|at|here|with|and|again|it|then)\b)",
    "so, nack.",
    "so, reviewed.",
    case=True,
)
NOT_A_NACK = Vocabulary(
    r"\W*no nac?ks?\b|.{0,80}\bnac?k (?:packet|frame|bit|response|irq|count)",
    "no nack",
    "a nack",
    case=True,
)
_TAG = (
    r"((?:reviewed|acked|tested|nacked|review|ack|test)[- ]by|r-?b|a-?b|t-?b|acks?|nac?k|"
    r"reviewed|acked|tested|(?:review )?tags?)"
)
TAG_TAKEN_BACK = Vocabulary(
    r"\b(?:never ?mind|(?:drop|remove|withdraw|retract|ignore|revoke|scratch|discard|cancel|strip|"
    r"disregard)(?:ing)?|tak(?:e|ing) back) my (?:previous |earlier |old )?" + _TAG + r"\b|"
    r"\btak(?:e|ing) my (?:previous |earlier |old )?" + _TAG + r" back\b|"
    r"\bi (?:did(?:n't| not)|never|have(?:n't| not| never))(?: \w+){0,2} (?:giv(?:e|en)|gave|"
    r"provide(?:d)?|offer(?:ed)?|sen[dt])(?: you)? (?:an?|any|my|the|that|this) " + _TAG + r"\b",
    "drop my reviewed-by",
    "drop the tag",
    case=True,
)
POSTING_WORD = Vocabulary(
    r"\b(?:patch(?:es| ?set| ?series?)?|series?|set|version|revision|v[0-9]+)\b",
    "this series",
    "it",
    case=True,
)
