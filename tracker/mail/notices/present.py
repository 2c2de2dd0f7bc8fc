# SPDX-License-Identifier: GPL-2.0-or-later
"""Claims in the present tense: "I am applying this", "Thanks, queuing this one for v6.18".

Who writes so does it as he writes. What is said of another time, under a condition, or of what
applying it brings about, is no claim.
"""

import re

from tracker.mail.phrases.landing.clause_words import (
    APPLYING,
    APPLYING_CONDITION,
    APPLYING_OF_ELSE,
    CLAUSE_BREAK,
    HEAD_APPLYING,
    SENDER_APPLYING,
)


def find_present(sentence: str) -> re.Match[str] | None:
    """The verb of a sentence whose sender says that he is applying something now; None else."""
    found = SENDER_APPLYING.search(sentence) or HEAD_APPLYING.match(sentence)
    if found is None or APPLYING_OF_ELSE.search(sentence, found.end("verb")):
        return None
    before = sentence[: found.start("verb")]
    if APPLYING_CONDITION.search(before) or APPLYING_OF_ELSE.search(CLAUSE_BREAK.split(before)[-1]):
        return None
    return APPLYING.search(sentence, found.start("verb"))
