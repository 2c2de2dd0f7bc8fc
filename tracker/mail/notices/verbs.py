# SPDX-License-Identifier: GPL-2.0-or-later
"""How the words before "applied" lead to it: who did it, and whether anybody did.

"Applied to bpf-next", "I've applied", "both patches have been applied" and "Series applied" say
that it was done. "Once this is applied", "with this applied", "has it been applied" do not.
"""

import re
from enum import Enum


class Form(Enum):
    """Who does it, as the words before the verb tell."""

    HEAD = "head"
    """Nobody: "Applied to bpf-next, thanks"."""
    LATER = "later"
    """Nobody, after another clause: "fixed the typo, and applied"."""
    SENDER = "sender"
    """The sender: "I've applied", "we merged"."""
    PASSIVE = "passive"
    """The patches: "has been applied", "Series applied"."""
    STATE = "state"
    """The patches, but it may be old news: "was merged", "is queued"."""


CLAUSE = re.compile(
    r"[,;:–—]\s|\s[-–—]+\s|\.\.+\s|[)!.]\s|\s(?:but|so|and (?=I\b|we\b))\s?", re.IGNORECASE
)
"""Between clauses of one sentence."""
_NEAR = 160
"""Characters before the verb that tell its subject."""
_SHORT = 30
"""Characters of a clause that may stand before a bare "applied": "Nice work, applied"."""
_FILL = re.compile(
    r"(?:(?:ok(?:ay)?|thanks?(?: you)?(?: (?:a lot|very much|again|so much|all|everyone|guys))?|"
    r"thx|great|good|nice|cool|lgtm|looks (?:very |pretty )?(?:good|great|fine|ok|nice)(?: to me)?|"
    r"alright|right|yes|yep|yeah|hi|hello|done|perfect|awesome|so|anyway|also|fyi|ack|with that|"
    r"and|then|now|finally|just|actually|sorry|well|tentatively|manually|instead|hand|already|"
    r"have|got|being|provisionally|hereby)\b[\s,.!:-]*)*",
    re.IGNORECASE,
)
_ADVERBS = (
    r"(?:(?: now| just| just now| also| already| both| all| went ahead and| then| manually|"
    r" instead| finally| only| tentatively| provisionally| actually| gone ahead and| since))*"
)
_I = re.compile(rf"(?:^|\W)(?:I|we)(?:['’]ve| have| had)?{_ADVERBS}\s*$", re.IGNORECASE)
_I_TO = re.compile(r"(?:^|\W)(?:I|we)(?:['’]ve| have)? .{1,60}\band$", re.IGNORECASE)
_I_START = re.compile(r"(?:I|We)(?:['’]ve| have)? (?:\w+ed|made|took|did|put|cut)\b")
"""A sentence that tells what its sender did; its last "and" goes on with that."""
_THING = (
    r"(?:this|it|these|they|both|all|everything|"
    r"(?:the |this |your |whole |entire |all |both |of |\d+ |two |three |four |five |these |first |"
    r"last |other ){0,8}(?:series|patch(?:es)?|patch ?set|set|one|ones|v\d+)"
    r"(?: #?\d[\w/,&-]*(?: and \d+| & \d+)*)?(?: in (?:this|the) (?:set|series|patch ?set))?)"
)
_HAS_BEEN = re.compile(
    rf"(?:^|.*\W)(?:{_THING}|patch(?:es)? [\w ,/&-]{{1,40}}) ?"
    rf"(?:has|have|['’]s|['’]ve){_ADVERBS} been{_ADVERBS}\s*$",
    re.IGNORECASE,
)
_NOT_THAT = re.compile(
    r"n['’]t|\b(?:not|never|no|none|yet|which|that|(?:version|part|parts|half|variant|bits|most|"
    r"some|subset|revision) of)\b",
    re.IGNORECASE,
)
_IS = re.compile(
    rf"(?:^|.*\W){_THING} ?(?:is|are|was|were|['’]s|['’]re|got)(?P<now>{_ADVERBS})\s*$",
    re.IGNORECASE,
)
_NUMBERS = re.compile(
    r"[#\[]?\d{1,3}(?:/\d{1,3})?\]?"
    r"(?:(?: ?[-,&–] ?| and | to )[#\[]?\d{1,3}(?:/\d{1,3})?\]?){0,19}(?: ?[-,&–]| and| to)?$",
    re.IGNORECASE,
)
"""``1-3``, ``1/4 and 2/4``. Between two numbers stands something, or time would be exponential."""
_NO_THING = frozenset({"this", "it", "they", "everything", "one"})
"""Words that need a verb before "applied": "it applied" says something else."""
_THING_ALONE = re.compile(
    rf"(?:(?:ok(?:ay)?|thanks|lgtm|so|and|then)\W+)*({_THING}){_ADVERBS}\s*$", re.IGNORECASE
)
_CONDITION = re.compile(
    r"\b(?:once|if|when|whenever|until|till|unless|as soon as|whether|assuming|provided|in case|"
    r"before|by the time|please)\b",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r"\b(?:can|cannot|may|might|shall|must|would|should|could|will|i['’]ll|wait(?:ing)?|"
    r"want(?:s|ed)?|to be|to get|gets?|getting|being|be|maybe|perhaps|"
    r"like to|needs?|needed|hop(?:e|ing)|expect|probably|suppose|says?|said|told|wonder(?:ing)?|"
    r"recently|previously|originally|initially|without|with|where|which|who|because|since|"
    r"while|why|how|what|instead of|tried|try|fail(?:ed)?|did|do|does|not|never|no|none|nothing|"
    r"yet|hardly|after|already been|as)\b|n['’]t\b",
    re.IGNORECASE,
)


def find_form(before: str) -> Form | None:
    """How the words before the verb lead to it; None where they make it no claim."""
    clauses = [clause.strip() for clause in CLAUSE.split(before)]
    last = clauses[-1][-_NEAR:]
    if _CONDITION.search(before):
        return None
    if _HAS_BEEN.match(last):
        return None if _NOT_THAT.search(last) else Form.PASSIVE
    if _REPORT.search(last):
        return None
    if _FILL.fullmatch(last):
        return Form.HEAD if _leads(before, clauses) else Form.LATER
    goes_on = last.endswith("and") and _I_START.match(before)
    if goes_on or _I.search(last) or _I_TO.search(last):
        return Form.SENDER
    if found := _IS.match(last):
        return Form.PASSIVE if "now" in found["now"] else Form.STATE
    alone = _THING_ALONE.match(last)
    named = alone is not None and alone[1].lower() not in _NO_THING
    return Form.PASSIVE if named or _NUMBERS.match(last) else None


def _leads(before: str, clauses: list[str]) -> bool:
    """Whether nothing but courtesies and short remarks stand before."""
    if _FILL.fullmatch(before.strip()):
        return True
    return before[:1].isalnum() and all(_FILL.fullmatch(c) or len(c) < _SHORT for c in clauses)
