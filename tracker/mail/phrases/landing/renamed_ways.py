# SPDX-License-Identifier: GPL-2.0-or-later
"""Ways of saying it that call the patches something else: a change, a version, most of them."""

from tracker.mail.phrases.applied import Saying
from tracker.mail.phrases.landing.way_words import IT, OPENING, THEM, WE
from tracker.mail.phrases.phrase import Phrase, PhraseTable

_DONE = r"(?:applied|added|merged|pushed|queued(?: up)?|committed|picked up)"
_ADVERBS = r"(?: (?:now|just|already|also|all|both|been)){0,3}"
_PURPOSE = r"to (?:get rid of|fix|unblock|unbreak|avoid|make|keep|stop|silence|repair)\b"
_WORK = (
    r"(?:this|your)(?: (?:[\w-]+ly|obvious|simple|trivial|small|minor|nice|needed|correct|first|"
    r"last)){0,2} (?:clean-?up|simplification|improvement|fix|fix-?up|update|addition|conversion|"
    r"rewrite|re-?factoring|patch|series)"
)
_INTO = r"(?:in ?to|to|in|on) (?P<where>.{2,120})"
RENAMED_WAYS = PhraseTable(
    "renamed-ways",
    (
        Phrase(
            rf"{OPENING}(?:this|these|your|both|all|the(?= changes? ))(?: (?:two|three|four|five|"
            rf"\d{{1,2}}))? (?:changes?|fix(?:es)?|updates?|(?<=these )(?:two|three|four|five)) "
            rf"(?:has|have|is|are|was|were){_ADVERBS} {_DONE} {_INTO}",
            Saying.IN_TREE,
            "This change has been pushed to the for-next topic branch in lamp.git.",
            "This change was made for the lamp driver.",
        ),
        Phrase(
            rf"{OPENING}(?:v\d{{1,2}}|(?:the |this |your )?(?:updated|new|newer|fixed|amended|"
            rf"corrected|revised|latest) (?:patch(?:es)?|series|version|patch[ -]?set))"
            rf"(?: (?:is|are|was|were|has|have))?{_ADVERBS} (?:{_DONE}|replaced|updated) {_INTO}",
            Saying.IN_TREE,
            "v4 replaced in lamp-next, thanks.",
            "v4 replaced what v3 did in the loop.",
        ),
        Phrase(
            rf"{OPENING}(?:most|some|several|many|half)(?: of (?:the|these|them|this|your|it))?"
            rf"(?: patch(?:es)?| series| set| of them)?(?: (?:is|are|were|has|have))?{_ADVERBS} "
            r"(?:applied|merged|pushed|queued)(?=\s*(?:[.!;]|$|,? (?:but|except|thanks)\b))",
            Saying.IN_TREE,
            "Most patches merged, but Rex's need a rebase.",
            "Most patches applied to the wrong file.",
        ),
        Phrase(
            rf"(?:^|[,;:–-] |\b(?:and|so|then) ){OPENING[1:]}{WE} (?:folded|squashed|rolled) "
            rf"(?:{THEM}|(?:this|the|your) (?:patch|fix|change|update)) in ?to "
            r"[\"“'][^\"”]{5,160}[\"”']",
            Saying.IN_TREE,
            'My lamps are still in review, and I folded the fix into "lamp: Count the turns".',
            'I squashed the switch into "lamp: Count the turns" of my set.',
        ),
        Phrase(
            rf"{OPENING}(?:(?:{IT}|patch(?:es)?|series)(?: (?:is|are|was|were|has been|have been))?"
            rf"{_ADVERBS}|{WE}) (?:merged|pushed|committed)(?: (?:{THEM}|{_WORK}))? {_PURPOSE}",
            Saying.IN_TREE,
            "Series pushed to unblock the testers.",
            "The old helpers were merged to make one.",
        ),
        Phrase(
            rf"(?:^|[,;:–-] |\b(?:and|so|thus|therefore|hence) ){OPENING[1:]}{WE} (?:merged|pushed|"
            rf"committed) {_WORK}(?=\s*(?:$|[.!;(]|, (?:thanks?|thank you)\b|as is\b|with\b))",
            Saying.IN_TREE,
            "The old call leaks, hence we merged your small fix.",
            "I pushed this fix to a branch of mine.",
        ),
        Phrase(
            rf"^(?:since|because|as) [^?]{{1,120}}?,? {WE} (?:merged|pushed|committed) "
            rf"(?:{THEM}|(?:the|this|your) (?:patch(?:es)?|series|patch[ -]?set|set|fix))"
            r"(?=\s*(?:$|[.!;,(]|as is\b|with\b))",
            Saying.IN_TREE,
            "Since the freeze is near I pushed the patch with small adjustments, thanks!",
            "Since the freeze is near I pushed the date.",
        ),
    ),
    unless=r"\b(?:if|once|unless|until|when|will|would|should|could|can|may|might|please|not|never|"
    r"yet|locally|to test|for testing|test(?:ing)? (?:branch|tree)|wait(?:ing)?|which|who|mainline|"
    r"upstream|hope|seems?|looks? like)\b|n['’]t\b|\?$",
)
"""Sentences that say that patches are in a tree, and call them by another name."""
