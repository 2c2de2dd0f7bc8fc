# SPDX-License-Identifier: GPL-2.0-or-later
"""What the sender says that they changed as they applied a patch, so that they did apply it."""

from tracker.mail.phrases.applied import Saying
from tracker.mail.phrases.landing.way_words import OPENING
from tracker.mail.phrases.phrase import Phrase, PhraseTable

_EDIT = (
    r"(?:fixed|refined|tweaked|adjusted|edited|changed|updated|reworded|modified|rebased|squashed|"
    r"cleaned|renamed|rewrote|corrected|amended|shortened|simplified|folded|moved|removed|dropped|"
    r"added|made|did|resolved|reformatted|reordered|split|replaced|polished|trimmed|addressed|"
    r"kept|wrapped|sorted|aligned|capitali[sz]ed|converted|switched|deleted|inlined|re-?indented)"
)
_AS_HE_APPLIED = (
    r"\b(?:while|when|upon|on|during|before) (?:I was )?(?:applying|apply|committing|merging|"
    r"pushing|queue?ing|commit|merge)"
    r"(?: (?:it|this|them|these|(?:the|this|these) (?:patch(?:es)?|series|set)))?"
    r"\s*(?:$|[.,!;:)(]|there is no need|no need)"
)
EDITED_ON_THE_WAY = PhraseTable(
    "edited-on-the-way",
    (
        Phrase(
            rf"{OPENING}(?:I |we |I['’]ve |I have |and )?(?:just |also )?{_EDIT}\b"
            rf"(?! (?:by|in v\d)).{{0,120}}{_AS_HE_APPLIED}",
            Saying.IN_TREE,
            "I changed both calls of foo() to bar() when applying.",
            "I changed it when another patch was merged.",
        ),
        Phrase(
            rf"{OPENING}(?:(?:the|that|this|your|both|all|minor|small|two) )?(?:[\w-]+ ){{1,3}}"
            rf"(?:was |were |is |are )?(?:fixed|corrected|tweaked|edited|resolved|removed|dropped)"
            rf"(?: up| it)?(?: by me)? {_AS_HE_APPLIED}",
            Saying.IN_TREE,
            "Typo fixed up on apply.",
            "The bug was fixed in the merge of 6.1.",
        ),
        Phrase(
            r"\bI (?:dared to|decided to|took the liberty to|went ahead to) "
            r"(?:merge|push|apply|commit)"
            r"(?: (?:it|this|these|them|both|all|(?:the|this|your) (?:patch(?:es)?|series|fix)|"
            r"patch(?:es)? \d[\d ,&-]{0,12}(?:(?:and|to) (?:patch )?\d{1,3})?))?"
            r"(?= *(?:$|[.,!;:)(]|(?:to get|with|as[- ]is|now|already|anyway|because|since)\b))",
            Saying.IN_TREE,
            "Obviously correct, I dared to merge it.",
            "I decided to merge the two functions.",
        ),
    ),
    unless=r"\b(?:if|unless|once|will|would|should|could|can|may|might|must|shall|please|to be|"
    r"let|you|they|not|never|next (?:version|revision)|in v\d|sorry|forgot|mistake|accident\w*|"
    r"conflict between|being)\b|^with th(?:is|at|ese|ose)\b|n['’]t\b|['’]ll\b|\?$",
)
"""What its sender changed or dared as they applied it, so that they did."""
