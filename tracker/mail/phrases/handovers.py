# SPDX-License-Identifier: GPL-2.0-or-later
"""How readers leave a thing to a third person: each phrase captures their ``name``."""

from enum import Enum

from tracker.mail.phrases.phrase import Phrase, PhraseTable


class Handover(Enum):
    """What a sentence leaves to somebody else."""

    WORD = "word"
    """Their opinion, review or test is waited for."""


_NAME = r"(?P<name>(?-i:[A-ZÀ-Ý])[\w.-]{1,20})(?: (?-i:[A-ZÀ-Ý])[\w-]{1,20})?"
"""A capital letter makes it a name."""
_GIVES = (
    r"(?:ack|opinion|review|input|comments?|thoughts?|blessing|tag|feedback|view|reply|answer|"
    r"response|word|approval|confirmation|decision|tests?)"
)
_DOES = (
    r"(?:comment|ack|review|test|look|confirm|chime|have|take|check|weigh|say|give|sign|answer|"
    r"reply|respond|decide|merge|apply|pick)"
)

HANDOVERS = PhraseTable(
    "handovers",
    (
        Phrase(
            r"\b(?:like|want|need|love|prefer)(?: to (?:have|get|see|hear))?(?: an?| the| from)? "
            rf"{_NAME}(?:['’]s {_GIVES}| to {_DOES})\b",
            Handover.WORD,
            "I'd like Mia to comment on this.",
            "I'd like the core to check it.",
        ),
        Phrase(
            rf"\bwait(?:ing)? (?:for|until|till|on) {_NAME}(?:['’]s {_GIVES}| (?:to )?{_DOES})",
            Handover.WORD,
            "Let's wait for Mia's opinion.",
            "It waits for the answer.",
        ),
        Phrase(
            rf"\b(?:leav(?:e|ing)|defer(?:ring)?|up)(?: it| this| that| them)?(?: up)? to "
            rf"{_NAME}\b",
            Handover.WORD,
            "I'll leave this to Mia.",
            "It comes up to here.",
        ),
        Phrase(
            rf"\b(?:an? )?(?:ack|review|test(?:ing|ed)?|look|opinion|input|reviewed-by|"
            rf"acked-by|tested-by) (?:from|by) {_NAME}\b",
            Handover.WORD,
            "Needs an ack from Mia.",
            "It is a test by hand.",
        ),
    ),
    unless=r"\b(?:you|author|submitter)\b",
)
"""Whether the name is anybody's is known where the people of the thread are."""
