# SPDX-License-Identifier: GPL-2.0-or-later
"""The words by which an author corrects or takes back a line such as ``Based-on:``."""

from enum import Enum

from tracker.mail.phrases.phrase import Phrase, PhraseTable
from tracker.mail.phrases.vocabulary import Vocabulary

_NEED = r"(?:based-on|depends-on|supersedes|prerequisite\S{0,20}|dependenc(?:y|ies))"
"""A line that says what a series needs or replaces."""
_LINE = rf"(?:{_NEED}|message-?ids?|msg-?ids?|ids?|links?|trailers?|tags?|urls?)"
_WRONG = r"(?:wrong|bad|stale|incorrect|broken|mistyped|bogus|outdated|old)"
_PLEASE = r"(?:ignore|drop|disregard|scratch|forget|remove|skip|strike)"


class Correction(Enum):
    """What is said of such a line."""

    CORRECTED = "corrected"
    """Another one takes its place."""
    TAKEN_BACK = "taken back"
    """Nothing is needed."""


CORRECTIONS = PhraseTable(
    "corrections",
    (
        Phrase(
            rf"\b{_PLEASE}\b[^.]{{0,30}}\b{_NEED}\b|\b{_NEED}\b[^.]{{0,60}}\bplease {_PLEASE}\b",
            Correction.TAKEN_BACK,
            "Please ignore the Based-on line above.",
            "I will drop the patch in v2.",
        ),
        Phrase(
            r"\b(?:no longer|not|n't) (?:actually |really |strictly )?(?:depends?|(?:needs?|"
            r"requires?)"
            r"(?= (?:that|this|those|these|it|them|anything|any|the (?:\w+ )?(?:series|"
            r"patch\w*|work))"
            r"\b|\s?[.,;]|\s?$))\b(?! (?:to|for)\b)|"
            r"\b(?:there is|there are|has|have|had|is) no dependenc(?:y|ies)|"
            r"\bindependent of (?:it|that)\b",
            Correction.TAKEN_BACK,
            "Sorry, this does not depend on that series.",
            "It does not need a lock, the list is private.",
        ),
        Phrase(
            rf"\b{_NEED}\b[^.]{{0,30}}\b(?:(?:is|was|are|were) (?:now |just )?(?:a left-?over|gone|"
            r"obsolete|moot|void|superfluous|spurious|(?:not|no longer|never) (?:\w+ )?(?:needed|"
            rf"required|necessary|true|valid|there))|(?:does|do) not apply)|\bno {_NEED}\b|"
            rf"\bno (?:need|reason) for [^.]{{0,20}}\b{_NEED}\b|"
            r"\b(?:should|must)(?: not|n't) have (?:added|put|used|sent|kept|left|been)\b"
            rf"[^.]{{0,40}}\b{_NEED}\b",
            Correction.TAKEN_BACK,
            "The Based-on is not needed, it applies to master.",
            "The Based-on stays as it is.",
        ),
        Phrase(
            r"\bapplies (?:cleanly |fine |just |as is |also )*without (?:it|that|the (?:other )?"
            r"(?:series|patch\w*)|any)\b",
            Correction.TAKEN_BACK,
            "Actually it applies without the other series.",
            "It applies without a warning.",
        ),
        Phrase(
            rf"\b{_WRONG}\b[^.]{{0,20}}\b{_LINE}\b|"
            rf"\b{_LINE}\b[^.]{{0,30}}\b(?:is|was|are|were|points? (?:to|"
            rf"at))\b[^.]{{0,20}}\b{_WRONG}\b",
            Correction.CORRECTED,
            "Sorry, wrong id above.",
            "The wrong lock is taken here.",
        ),
        Phrase(
            r"\b(?:should|must) (?:be|have been|read|have (?:said|read))\s*:?\s*(?:<|https?:|$)|"
            r"\b(?:i meant|i mean|correct(?:ed)? (?:one|id|line|tag|trailer|link)|"
            rf"right (?:one|id|line|tag|trailer|link)|correct {_LINE}|correct is)\b",
            Correction.CORRECTED,
            "The line should have been:",
            "This should be faster.",
        ),
        Phrase(
            r"^\W{0,4}s([/|,#!])<?[^\s/|]{4,200}@[^\s/|]{2,100}\1<?[^\s/|]{4,200}@|"
            rf"\bplease use\b[^.]{{0,20}}\b{_NEED}|\b{_NEED}\b[^.]{{0,20}}\b(?:has|ought|needs?|"
            rf"is meant|"
            r"was meant|is supposed|was supposed) to be\b",
            Correction.CORRECTED,
            "s/1234.5-1-x@example.org/1234.6-1-x@example.org/",
            "s/lamp/lamps/",
        ),
        Phrase(
            rf"\b{_NEED}\b[^.]{{0,30}}\b(?:can|could|should|may|might) be (?:dropped|removed|"
            rf"ignored|"
            r"skipped|left out)\b",
            Correction.TAKEN_BACK,
            "The Based-on can be dropped, it applies to master.",
            "The Based-on can be found in the cover letter.",
        ),
        Phrase(
            r"^\W{0,4}correction\b|\bcop(?:y|ied)[ -](?:and[ -]|&[ -]|'?n'?[ -])?past(?:e|ed)\b|"
            rf"\b(?:typos?|mistakes?|errors?) in (?:the |my |that )?{_LINE}\b|"
            rf"\b(?:fix|fixing|fixed|correct|correcting|corrected|supersed\w+|replac\w+) (?:up )?"
            rf"(?:the |my |that )?(?:above\b|{_LINE}\b)|\b(?:it|that|this) is really\b|"
            r"\b(?:actually|rather|instead)\s?[:,]?\s*$",
            Correction.CORRECTED,
            "Copy and paste error, this is",
            "I actually like it.",
        ),
    ),
)
"""Said by the author in an answer to their own posting."""

BELOW_A_LINE = PhraseTable(
    "corrections below a quoted line",
    (
        Phrase(
            r"\b(?:scratch|ignore|disregard|forget|drop|strike) (?:that|this|it)\b|\bnever ?mind\b|"
            r"\b(?:not|no longer|n't) (?:\w+ )?(?:needed|required|necessary|true|valid|correct|"
            r"relevant)\b|\bapplies (?:\w+ ){0,2}(?:to|on|on top of) (?:\S+ )?(?:master|main|"
            r"mainline|"
            r"next|\S{0,30}-next|head|tree)\b|\b(?:is|was) (?:stale|a left-?over|obsolete)\b",
            Correction.TAKEN_BACK,
            "Scratch that.",
            "It is needed.",
        ),
        Phrase(
            r"\b(?:this|that|it) (?:is|was) (?:\w+ )?(?:bogus|wrong|nonsense|a mistake)\b",
            Correction.TAKEN_BACK,
            "Oops, this is bogus.",
            "This is right.",
        ),
        Phrase(
            r"^\W{0,4}(?:err|oops|argh|sigh|ouch|d'?oh|ugh|gah|hm+|sorry)\b|"
            r"\bwrong (?:series|version|one|posting|link|id|patch)\b|"
            r"\b(?:should|must) (?:point|refer|have pointed) (?:to|at)\b",
            Correction.CORRECTED,
            "Oops, wrong series.",
            "Yes, that one.",
        ),
    ),
)
"""Said right below a quoted ``Based-on:`` line; elsewhere such words are of something else."""
QUOTED_LINE = Vocabulary(
    rf"(?:^|\n)\W{{0,6}}{_NEED}\s?:",
    "Based-on: <1@example.org>",
    "It is based on <1@example.org>",
)
"""Such a line, in what a sentence is under."""
