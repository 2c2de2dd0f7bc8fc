# SPDX-License-Identifier: GPL-2.0-or-later
"""What the ways of saying that patches went in are made of, and how far they say it went."""

from tracker.mail.phrases.applied import Saying
from tracker.mail.phrases.phrase import Phrase, PhraseTable

OPENING = (
    r"^(?:(?:ok(?:ay)?|thanks?(?: you)?(?: (?:a lot|very much|both|all))?(?: for (?:\w+ ){1,4}?\w+"
    r"(?=[,.!]))?|great|good|nice|lgtm|perfect|so|and|now|hi|fyi|done|yes|also|sure|sorry|oops)"
    r"[ ,.!:-]{1,3}){0,3}"
)
IT = (
    r"(?:this|it|these|they|both|all|everything|all (?:two|three|four|five|six|seven|eight|nine|"
    r"ten|"
    r"\d{1,2})|(?:(?:the|this|your|my|whole|entire|all|both|of|two|three|these|\d{1,2}) ){0,4}"
    r"(?:series|patch(?:es)?|patch[ -]?set|set|ones?|fix))"
)
THEM = r"(?:this|it|these|them|both|all|that)(?: (?:one|series|patch|set|fix))?"
WE = r"(?:I|we)(?:['’]ve| have)?(?: (?:now|just|already|also|since)){0,2}"
BRANCH = (
    r"(?:(?:the |my |our )?(?:\d{1,2}\.\d{1,3} )?[\w./-]{0,60}?(?:next(?! (?:state|version|"
    r"revision|"
    r"patch|series|spin|step|loop|line|one|merge|rc|cycle|release)\b)|queue|branch|fixes)\b)"
)
KEPT = (
    r"(?:(?:the |our )?(?:\w+ ){0,2}?[\w./-]{0,60}(?<![\w-])(?:[\w.-]+[-/])?(?:next|fixes|"
    r"for-current)"
    r"(?=\s*(?:$|[.,;:!()]|(?:now|today|branch|tree|queue|topic|already|with|for|as|since|thanks|"
    r"at|so|"
    r"and|here)\b))|(?:my|our) (?!(?:test(?:ing)?|review|reading|to-?do|mail|incoming|"
    r"wip|local|private|personal|work(?:ing)?)\b)(?:[\w./-]{1,40} ){0,2}?(?:tree|queue|branch)\b)"
)
"""A branch that can be nothing else, or the sender's own tree."""
PLAIN = r"(?:obvious(?:ly correct)?|simple|trivial|correct)"
OVER = r"(?:,? (?:thanks?|thank you|thx|cheers)\b.{0,30})?\s*(?:[.!]*|[:;]-?\)\.?)$"
AS_FAR_AS = PhraseTable(
    "as-far-as",
    (
        Phrase(
            rf"{OPENING}(?:{WE} )?(?:merged|applied|pushed|queued|took|committed)(?: {THEM})? "
            r"(?:up to (?:and including )?(?:this (?:one|patch)|(?:patch )?#?\d{1,3}(?:/\d{1,3})?)"
            r"(?!\w|\.\d)|in (?:two|three|four|\d) commits\b)",
            Saying.IN_TREE,
            "FYI merged up to this patch.",
            "Merged up to 6.1 it works.",
        ),
    ),
    unless=r"\b(?:if|once|when|will be|should|could|can|would|locally|to test|not)\b|n['’]t\b|\?$",
)
"""What says how many patches or commits it was; of the others it may say anything."""
