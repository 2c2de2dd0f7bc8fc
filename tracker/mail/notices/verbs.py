# SPDX-License-Identifier: GPL-2.0-or-later
"""How the words before "applied" lead to it: who did it, and whether it was done.

"Applied to bpf-next", "I've applied", "both patches have been applied" and "Series applied" say
that it was done. "Once this is applied", "with this applied", "has it been applied" do not.
"""

import re
from enum import Enum

from tracker.mail.phrases.landing.clause_words import (
    APPLYING,
    APPLYING_CONDITION,
    APPLYING_OF_ELSE,
    CLAUSE_BREAK,
    CONDITION_BEFORE,
    HEAD_APPLYING,
    NOT_ALL_OF_IT,
    NUMBERS_ALONE,
    OPENING_COURTESY,
    PATCHES_ALONE,
    PATCHES_ARE,
    PATCHES_HAVE_BEEN,
    REPORT_OR_WISH,
    SENDER_AND,
    SENDER_APPLYING,
    SENDER_BEFORE,
    SENDER_DID,
    THINGS_OF_SENDER,
    WHICH_SENDER,
    WITH_CHANGES,
)


class Form(Enum):
    """Who does it, by the words before the verb."""

    HEAD = "head"
    """No one named: "Applied to bpf-next, thanks"."""
    LATER = "later"
    """No one named, after another clause: "fixed the typo, and applied"."""
    SENDER = "sender"
    """The sender: "I've applied", "we merged"."""
    PASSIVE = "passive"
    """The patches: "has been applied", "Series applied"."""
    STATE = "state"
    """The patches, but it may be old news: "was merged", "is queued"."""


_NEAR = 160
"""Characters before the verb in which its subject is."""
_SHORT = 30
"""Characters of a clause that may stand before a bare "applied": "Nice work, applied"."""
_NO_THING = frozenset({"this", "it", "they", "everything", "one"})
"""Words that need a verb before "applied": "it applied" says something else."""


def find_form(before: str) -> Form | None:
    """How the words before the verb lead to it; None where they make it no claim."""
    before = WITH_CHANGES.sub("", before)
    clauses = [clause.strip() for clause in CLAUSE_BREAK.split(before)]
    last = clauses[-1][-_NEAR:]
    if CONDITION_BEFORE.search(before):
        return None
    if PATCHES_HAVE_BEEN.match(last):
        return None if NOT_ALL_OF_IT.search(last) else Form.PASSIVE
    if REPORT_OR_WISH.search(last):
        return None
    if OPENING_COURTESY.fullmatch(last):
        return Form.HEAD if _leads(before, clauses) else Form.LATER
    if WHICH_SENDER.search(last) or THINGS_OF_SENDER.search(last):
        return None
    goes_on = last.endswith("and") and SENDER_DID.match(before)
    if goes_on or SENDER_BEFORE.search(last) or SENDER_AND.search(last):
        return Form.SENDER
    if found := PATCHES_ARE.match(last):
        return Form.PASSIVE if "now" in found["now"] else Form.STATE
    alone = PATCHES_ALONE.match(last)
    named = alone is not None and alone[1].lower() not in _NO_THING
    return Form.PASSIVE if named or NUMBERS_ALONE.match(last) else None


def _leads(before: str, clauses: list[str]) -> bool:
    """Whether nothing but courtesies and short remarks stand before."""
    if OPENING_COURTESY.fullmatch(before.strip()):
        return True
    return before[:1].isalnum() and all(
        OPENING_COURTESY.fullmatch(c) or len(c) < _SHORT for c in clauses
    )


def find_present(sentence: str) -> re.Match[str] | None:
    """Return the verb of a sentence whose sender is applying something as they write; else None.

    "I am applying this", "Thanks, queuing this one for v6.18". What is written of another time,
    under a condition, or of what applying it brings about, is no claim.
    """
    found = SENDER_APPLYING.search(sentence) or HEAD_APPLYING.match(sentence)
    if found is None or APPLYING_OF_ELSE.search(sentence, found.end("verb")):
        return None
    before = sentence[: found.start("verb")]
    if APPLYING_CONDITION.search(before) or APPLYING_OF_ELSE.search(CLAUSE_BREAK.split(before)[-1]):
        return None
    return APPLYING.search(sentence, found.start("verb"))
