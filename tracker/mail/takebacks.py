# SPDX-License-Identifier: GPL-2.0-or-later
"""Words by which people object to a patch (NAK), or take something back."""

from tracker.mail.phrases.phrase import Phrase, PhraseTable
from tracker.mail.phrases.review.nack_words import (
    NACK,
    NACK_FIRST,
    NOT_A_NACK,
    POSTING_WORD,
    TAG_TAKEN_BACK,
)
from tracker.mail.phrases.talk import folded, phrases
from tracker.mail.tag_names import named_tags, tag_of
from tracker.model.mail import RemarkKind

_NACK_MINE = phrases(
    r"\b(?:i|i'm|i am|we|i'll|i will|i have to|i must)(?: [a-z]+){0,3} nac?k(?:ing)? "
    r"(?:on |to )?(?:this|it|the|that|these|patch|series|v[0-9])\b",
    r"\bnac?k (?:from (?:me|my|us)|on (?:this|the|these|patch|series|v[0-9]|that))\b",
    r"\bmy nac?k\b",
    r"\bstill (?:a )?nac?k\b",
    unless=(
        r"\bif\b",
        r"\b(?:withdraw|retract|take back|drop|lift|revoke|remov)(?:e|ing)? my nac?k\b",
        r"\b(?:not|avoid|no|never|his|her|their|your|last|previous|earlier|was|been|got|were|"
        r"before|would|could|might|may)\b.{0,30}\bnac?k|n't\b.{0,30}\bnac?k",
    ),
)
_WITHDRAW = phrases(
    r"\bplease (?:just )?(?:ignore|disregard|drop|discard|skip|forget) {this}{posting}\b",
    r"^\W*(?:(?:sorry|oops|ah|oh|hi|hello|all|okay|ok|so|please)\W+){0,4}"
    r"(?:ignore|disregard|drop|discard|scratch) {this}{posting}\b",
    r"\bplease (?:ignore|disregard)(?: (?:this|it|that))?(?: one)?(?= *(?:[.,;:!)]|$))",
    r"^\W*(?:(?:sorry|oops|ok|okay|no problem|then|so|well)\W+){0,2}"
    r"forget (?:about )?(?:it|this|that)(?: one)?(?: for now| then)?(?= *(?:[.,;:!)]|$))",
    r"\bplease (?:drop|discard|ignore) (?:this|it|that|mine)(?: one)?(?= *(?:[.,;:!)]|$))",
    r"\b(?:i'm|i am|i'll|i will|let's|let me) (?:just )?(?:drop(?:ping)?|abandon(?:ing)?) (?:this|"
    r"it)"
    r"(?: one)?(?= *(?:[.,;:!)]|$))",
    r"\bi(?:'m| am|'ll| will|'d like to| want to| hereby)? "
    r"(?:withdraw|retract|abandon)(?:ing)? {this}{posting}\b",
    r"\b(?:i'm|i am|i'll|i will|let's|let me) (?:just )?drop(?:ping)? {this}{posting}\b"
    r"(?! (?:of|from|in|to)\b)",
    r"^\W*(?:this|the|my) {posting} (?:is|was|has been) (?:now )?"
    r"(?:withdrawn|abandoned|retracted)\b",
    r"\bi(?:'ve| have)? (?:now |also |just )?(?:folded|squashed|merged) (?:{this}{posting}|this|it)"
    r"(?: up)? into (?:v[0-9]{1,2} of (?:the|my) (?:\w+ ){1,3}(?:series|set|patch ?set)|"
    r"(?:the|my) (?:other |new |larger |bigger |\w+ )(?:series|set|patch ?set))\b",
    r"^\W*(?:(?:sorry|oops|ah|oh|hi|hello|all|okay|ok|so|please)\W+){0,4}"
    r"(?:ignore|disregard|discard|scratch) (?:this|it|that)(?: one)?(?= *(?:[.,;:!)]|$))",
    r"^\W*(?:sorry|oops|no|ok|well)?,? ?i take (?:this|it) back(?= *(?:[.,;:!)]|$))",
    r"^\W*(?:please )?(?:consider|treat|take) (?:this|it|the {posting}|this {posting}) (?:as )?"
    r"(?:withdrawn|abandoned|retracted)\b",
    r"\bself[- ]?nac?k",
    r"\bnac?k(?:ing)? (?:my own|to my own|to myself)\b",
    unless=(
        r"\bif\b",
        r"\bcomments?\b",
        r"\b(?:should|could|would|shall) (?:i|we|you)\b",
        r"\b(?:mail|email)s? (?:above|before)\b",
    ),
)
_LEAVES = phrases(
    r"\bfeel free to (?:just )?(?:ignore|disregard|discard|drop) {this}{posting}"
    r"(?= *(?:[.,;:!)]|$))",
    unless=(r"\bif (?:you|we|they|anyone|nobody|there|someone)\b",),
)
"""Said by an author of their own patch, also with a polite "if it causes issues"."""
_UNNEEDED = phrases(
    r"\bi(?:'ve| have) (?:\w+ )?(?:fixed|addressed|solved|resolved|handled) [^.;?]{3,80} and "
    r"(?:so )?(?:this|it|the patch)(?: patch| one)? (?:won't be|is(?:n't| not| no longer)) "
    r"(?:really )?(?:needed|necessary|required)\b",
    r"\b(?:this|the|my) {posting} (?:won't be|will not be|is no longer) (?:really )?"
    r"(?:needed|necessary|required)\b",
    r"\bth(?:is|e) {posting} is(?:n't| not) (?:needed|necessary|required) "
    r"(?:any ?more|any longer)\b",
    unless=(r"\b(?:if|unless|once|when)\b",),
)
"""Said by an author of their own patch, wherever they say it."""
_SENDS = (
    r"\b{i_will}{gap}{0,3} (?:send|post|spin|submit|prepare|cook|roll|share|make|do|get|have|put|"
    r"create|push)(?: out| up| a| an| the| it| them| this){0,3} {next}\b",
    r"\b(?:{i_will}|let me){gap}{0,3} (?:re-?spin|re-?send|re-?post|re-?roll)\b",
    r"\b(?:v[0-9]{1,2}|(?:next|new) version|respin) (?:is )?"
    r"(?:coming|on (?:its|the) way|incoming|will follow|will be (?:sent|posted))\b",
    r"\bsending (?:out )?(?:a )?{next} (?:soon|shortly|now|today|tomorrow)\b",
)
"""A new version is to be sent, said in so many words."""
_SENT = phrases(
    *_SENDS,
    r"\bhold (?:off|on)\b",
    r"\b(?:and|so|then|but) (?:will|i'll) (?:\w+ )?(?:re-?spin|re-?send|re-?post|re-?roll)\b",
)
TAKEN_BACK = PhraseTable(
    "taken back",
    tuple(
        Phrase(one.pattern, RemarkKind.UNTAG, one.example)
        for one in (TAG_TAKEN_BACK, _WITHDRAW.said, _LEAVES.said, _UNNEEDED.said)
    ),
)
"""What a sentence holds that takes something back, and perhaps one that does not."""
NACKS = PhraseTable("nacks", (Phrase(NACK.pattern, RemarkKind.NACK, NACK.example),))
"""What a sentence holds that is a NAK, and perhaps one that is none."""
_SHORT = {
    "rb": "Reviewed-by",
    "r-b": "Reviewed-by",
    "ab": "Acked-by",
    "a-b": "Acked-by",
    "tb": "Tested-by",
    "t-b": "Tested-by",
    "acks": "Acked-by",
}


def takes_posting_back(sentence: str) -> str:
    """What the sender takes back: ``series`` in "please ignore this series", ``it`` where he
    does not name it; nothing if he does not."""
    low = folded(sentence)
    unneeded = _UNNEEDED.fit(low)
    if not (unneeded or _WITHDRAW.fit(low) or _LEAVES.fit(low)):
        return ""
    named = POSTING_WORD.search(low)
    if named is None and unneeded:
        return "patch"
    if named is None:
        return "it"
    return "patch" if named[0] == "patch" else "series"


def nacks(sentence: str) -> bool:
    """Whether a sentence is a NAK of the sender's own."""
    low = folded(sentence)
    if not NACK.search(low) or NOT_A_NACK.match(low):
        return False
    return bool(NACK_FIRST.match(low)) or _NACK_MINE.fit(low)


def sends_version(sentence: str) -> bool:
    """Whether a promise speaks of sending: "I'll post a v3", not "I'll look at it for v3"."""
    return _SENT.fit(folded(sentence))


def tag_taken_back(sentence: str) -> str:
    """The tag that "nevermind my reviewed-by" takes back, ``all`` for "drop my tags"; else
    nothing."""
    match = TAG_TAKEN_BACK.search(folded(sentence))
    if match is None:
        return ""
    word = match[1] or match[2] or match[3]
    if names := named_tags(word):
        return names[0].names[0]
    return _SHORT.get(word, "") or tag_of(word) or "all"
