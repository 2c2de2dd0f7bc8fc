# SPDX-License-Identifier: GPL-2.0-or-later
"""The words by which an author corrects or takes back a line such as ``Based-on:``."""

from enum import Enum

from tracker.mail.phrases.phrase import Phrase, PhraseTable

_LINE = (
    r"(?:based-on|depends-on|supersedes|prerequisite\S{0,20}|dependency|dependencies|"
    r"message-?ids?|msg-?ids?|ids?|links?|trailers?|tags?|urls?)"
)


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
            rf"\b(?:ignore|drop|disregard|scratch|forget)\b[^.]{{0,30}}\b{_LINE}\b",
            Correction.TAKEN_BACK,
            "Please ignore the Based-on line above.",
            "I will drop the patch in v2.",
        ),
        Phrase(
            r"\b(?:no longer|not|n't) (?:actually |really |strictly )?(?:depends?|needs?|requires?)"
            r"\b(?! (?:to|for)\b)|\b(?:there is|has) no dependency|\bindependent of (?:it|that)\b",
            Correction.TAKEN_BACK,
            "Sorry, this does not depend on that series.",
            "It does not need to be fast.",
        ),
        Phrase(
            rf"\b(?:wrong|bad|stale|incorrect|broken|mistyped|bogus)\b[^.]{{0,20}}\b{_LINE}\b|"
            rf"\b{_LINE}\b[^.]{{0,30}}\b(?:is|was|are|were) (?:wrong|bad|stale|incorrect|bogus)",
            Correction.CORRECTED,
            "Sorry, wrong id above.",
            "The wrong lock is taken here.",
        ),
        Phrase(
            r"\b(?:should|must) (?:be|have been|read|have (?:said|read))\s*:?\s*$|"
            r"\b(?:i meant|i mean|correct(?:ed)? (?:one|id|line|tag|trailer|link)|"
            rf"right (?:one|id|line|tag|trailer|link)|correct {_LINE})\b",
            Correction.CORRECTED,
            "The line should have been:",
            "This should be faster.",
        ),
    ),
)
"""Told by the author in an answer to their own posting."""
