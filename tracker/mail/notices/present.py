# SPDX-License-Identifier: GPL-2.0-or-later
"""Claims in the present tense: "I am applying this", "Thanks, queuing this one for v6.18".

Who writes so does it as he writes. What is said of another time, under a condition, or of what
applying it brings about, is no claim.
"""

import re

from tracker.mail.notices.verbs import CLAUSE

_VERB = r"(?P<verb>applying|queue?ing)\b"
_ING = re.compile(_VERB, re.IGNORECASE)
_SENDER = re.compile(
    r"(?:^|\W)(?:I am|I['’]m|we are|we['’]re)"
    rf"(?: now| just| also| both| then| hereby| going ahead and){{0,3}} {_VERB}",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"(?:(?:thanks?|thank you|thx|ok(?:ay)?|great|good|nice|lgtm|looks good)\b[ ,.!:-]{1,4})"
    rf"{{1,4}}{_VERB}(?P<object> up)? (?:it|this|these|them|both|all)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:if|when|once|unless|until|before|after|whether|assuming)\b", re.IGNORECASE
)
_ELSE = re.compile(
    r"\b(?:if|when|once|unless|until|while|before|after|whether|not|never|tomorrow|next (?:week|"
    r"month)|later|soon|would|should|could|can|cannot|will|makes?|made|fix(?:es|ed)|gives?|gave|"
    r"fails?|failed|works?|worked|causes?|breaks?|broke|leads?|results?|helps?|solves?|is|was|"
    r"were|has|had|see|seen|got|gets?|locally|on top)\b|"
    r",\s(?:I|we|you|it|this|that|the)\b|n['’]t\b|\?",
    re.IGNORECASE,
)
"""Another time, a condition, or a second verb, whose subject may be the applying."""


def find_present(sentence: str) -> re.Match[str] | None:
    """The verb of a sentence whose sender says that he is applying something now; None else."""
    found = _SENDER.search(sentence) or _HEAD.match(sentence)
    if found is None or _ELSE.search(sentence, found.end("verb")):
        return None
    before = sentence[: found.start("verb")]
    if _CONDITION.search(before) or _ELSE.search(CLAUSE.split(before)[-1]):
        return None
    return _ING.search(sentence, found.start("verb"))
