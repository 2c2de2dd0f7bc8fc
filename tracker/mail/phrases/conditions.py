# SPDX-License-Identifier: GPL-2.0-or-later
"""The words above a tag: under a condition, given elsewhere, or not given at all."""

from enum import Enum

from tracker.mail.phrases.phrase import Phrase, PhraseTable
from tracker.mail.phrases.vocabulary import Vocabulary


class TagWords(Enum):
    """What the words that introduce a tag make of it."""

    CONDITION = "condition"
    """It holds once something is done."""
    ELSEWHERE = "elsewhere"
    """It was given to another version."""
    NOT_GIVEN = "not-given"
    """It is shown, and not given."""


_DONE = (
    r"(?:fixed|addressed|changed|resolved|removed|added|corrected|sorted|updated|done|dropped|"
    r"renamed|adjusted|clarified|documented|described|explained|handled|mentioned|squashed|"
    r"folded|reworded|rephrased|rewritten)"
)
_DOING = (
    r"(?:fix|address|chang|resolv|remov|add|correct|updat|drop|renam|adjust|clarify|document|"
    r"describ|explain|handl|mention|squash|fold|reword|rephras|rewrit)(?:ing|e|ed)?"
)
_BLEMISH = r"(?:nits?|comments?|typos?|remarks?|issues?|suggestions?|concerns?|nit-?picks?)"

CONDITIONS = PhraseTable(
    "conditions",
    (
        Phrase(
            rf"\b(?:with|after|when|once|assuming|until) .{{0,80}}\b{_DONE}\b",
            TagWords.CONDITION,
            "With the typo fixed:",
            "Tested with all boards.",
        ),
        Phrase(
            r"\bwith (?:that|this|these|those|the|all|my|both)\b.{0,60}\b(?:fix(?:es)?|nits|"
            r"comments|changes|suggestions?|fixups?)\b|\bwith (?:the|that|those|these|a) (?:needed|"
            r"suggested|requested|small|minor|above|following|proposed|necessary|trivial)"
            r"(?: \w+)? (?:changes?|update|correction|adjustment|rewording|rename|tweak)\b",
            TagWords.CONDITION,
            "With the needed change to the commit message:",
            "With the new board it boots.",
        ),
        Phrase(
            r"(?:^\W*|[,;:.(] |\b(?:and|so|but|then|only|good|fine|ok|okay|great|happy) )"
            r"with (?:that|this|those|these|the above)\W*$|\bpending (?:the|a|this|that) (?:fix|"
            r"change|update)\b|^\W*minus (?:the|that|those) ",
            TagWords.CONDITION,
            "With that,",
            "I'm glad that the flag goes away with this.",
        ),
        Phrase(
            r"\b(?:with|apart from|except for|other than|aside from|modulo|besides) (?:(?:the|a|"
            r"one|two|"
            r"some|few|a few|my|minor|small|other|these|those|that|this|couple of) ){0,3}"
            rf"{_BLEMISH}(?: (?:below|inline|above|here))?\b",
            TagWords.CONDITION,
            "With two nits below,",
            "Thanks for the comments!",
        ),
        Phrase(
            r"\bonce (?:you|that|this|these|the)\b|\bassuming\b|\bprovided\b(?! (?:by|in|with)\b)|"
            r"\bmodulo\b|\bas long as\b|\bsubject to\b|\bwith the following\b",
            TagWords.CONDITION,
            "Assuming the test bot is happy:",
            "Once upon a time it worked.",
        ),
        Phrase(
            r"\b(?:does not|doesn't|did not|didn't|won't|fails to|no longer)(?: \w+){0,2} (?:apply|"
            r"build|compile|merge)\b.{0,120}\b(?:otherwise|apart from that|other than that)\W*$|"
            r"\bneeds? (?:an? |to be )?(?:re-?base|re-?basing|re-?based)\b.{0,120}\botherwise\W*$",
            TagWords.CONDITION,
            "The patch doesn't apply cleanly to the lamp tree. Otherwise:",
            "It doesn't matter much. Otherwise:",
        ),
        Phrase(
            rf"\bafter (?:you(?:'ve| have)? )?{_DOING}\b|\bplease (?:\w+ )?{_DOING}\b.{{0,80}}"
            r"\b(?:then|and with that|with that)\b[^.]{0,30}$",
            TagWords.CONDITION,
            "After fixing this, you can have my",
            "After the discussion of v1 this looks right.",
        ),
        Phrase(
            r"(?:^\W*(?:and |so |but )?(?:only )?|[,;:] |\badd [^.]{0,40})if\b[^.!?)]*$",
            TagWords.CONDITION,
            "If you fix the nit above, feel free to add",
            "I do not know if it boots.",
        ),
    ),
    unless=(
        r"\bif (?:it|that|this) (?:helps|matters)\b"
        r"|\bwith this (?:patch|series|change|set)?(?: [a-z]+)? (?:applied|added)\b"
    ),
)
"""A tag that these words introduce holds once something is done."""

OTHER_VERSION = PhraseTable(
    "other-version",
    (
        Phrase(
            r"\bv[0-9]+ (?:also )?(?:had|has|got|carried|contained|received)\b|"
            r"\b(?:on|from|in|for|to) (?:the )?v[0-9]+\b",
            TagWords.ELSEWHERE,
            "v2 had",
            "The v2 board boots.",
        ),
        Phrase(
            r"\b(?:previous|earlier|last|old|prior) (?:version|revision|posting|series|iteration|"
            r"round)\b",
            TagWords.ELSEWHERE,
            "The previous version got",
            "The previous patch is fine.",
        ),
        Phrase(
            r"\b(?:already (?:had|got|have|gave|given|provided|sent)|dropped|missed|missing|lost|"
            r"forgot|forgotten)\b",
            TagWords.ELSEWHERE,
            "You lost",
            "It is already in.",
        ),
    ),
)
"""Words that say of another's tag that it was given elsewhere."""

NOT_GIVEN = PhraseTable(
    "not-given",
    (
        Phrase(
            r"\b(?:remov|drop|retract|withdraw|tak(?:e|ing) back|never ?mind|ignor|revok)\w* "
            r"(?:my|your|his|her|their|the following|this tag|these tags)(?: [a-z-]+)?\W*$",
            TagWords.NOT_GIVEN,
            "Dropping my",
            "I dropped the old one.",
        ),
        Phrase(
            r"\b(?:instead of|such as|for example|e\.g\.|should (?:be|read|say)|looks? like|"
            r"in the form|format(?:ted)?(?: as| like| is| would be| should be)?|replace|"
            r"rather than)\W*$",
            TagWords.NOT_GIVEN,
            "The format would be:",
            "The format is fine.",
        ),
        Phrase(
            r"\b(?:this|that|it) (?:is(?:n't| not)|was(?:n't| not))(?: yet| meant as| to be)? "
            r"(?:a|an|my)\W*$",
            TagWords.NOT_GIVEN,
            "This is not an",
            "This is a",
        ),
        Phrase(
            r"\b(?:can't|cannot|won't|not|couldn't) (?:yet )?(?:give|provide|offer|add)\b",
            TagWords.NOT_GIVEN,
            "I can't give you a",
            "I can give you a",
        ),
    ),
)
"""Words that show a tag without giving it."""
CONDITION_BELOW = Vocabulary(
    r"\W{0,3}(?:(?:and|but|given|of course|however|only),? ){0,3}"
    r"(?:if (?:you(?! (?:want|like|prefer|wish|need|think|care|insist)\b)|that|this|these|those|"
    r"the)\b|provided\b|once (?:you|(?:that|this|these|those|the)\b"
    r"(?![^.!?]{0,160}, (?:i|we)(?:'ll| will| can)\b))\b|"
    r"assuming\b|as long as\b|conditional (?:on|to)\b|subject to\b|on (?:the )?condition\b|"
    rf"after (?:you\b|{_DOING}\b)|with (?:the|that|this|those|these|my|all)\b(?! (?:patch|series|"
    rf"change|set)\b)[^.!?]{{0,60}}\b(?:{_DONE}|{_BLEMISH})\b)[^.!?]{{0,160}}",
    "provided that the name is changed",
    "With this patch the board boots.",
)
"""What stands below a tag and makes it one under a condition."""
TAG_GRANTED = Vocabulary(
    r"\b(?:add|keep|have|take|include|apply|retain|use|get|carry|with|got)\s+my\s+$",
    "You can add my ",
    "You can add a ",
)
TAG_GRANTED_TO = Vocabulary(
    r"(?:(?:here|too|as well)\b|(?:to|for|on|in) (?:(?:this|these|all|both|it|them|the (?:whole |"
    r"entire )?(?:series|set|patch(?:es|set)?))\b(?! (?:if|once|after|when|provided))))",
    "to this one as well.",
    "to the next version",
)
"""Behind a tag that is given in a sentence: what it is for."""
TAG_NOT_GRANTED = Vocabulary(
    r"n't\b|\bnot\b|\bforgot|\bdropped|\bmiss|\blost\b|\bonce\b|\bbefore\b|\bif\b|\buntil\b|"
    r"\bafter\b",
    "if you fix it, add my",
    "You can add my",
)
