# SPDX-License-Identifier: GPL-2.0-or-later
"""How people say that patches were taken out of a tree again."""

from enum import Enum

from tracker.mail.phrases.phrase import Phrase, PhraseTable


class Dropping(Enum):
    """What a sentence says of patches that were in a tree."""

    OUT = "out"
    """They are out of it again."""
    DOUBTFUL = "doubtful"
    """They may be: only who applied them can mean that."""


_IT = (
    r"(?:this|it|these|them|that|(?:both|all)(?: patches| of (?:them|these))?|(?:the|this|your|"
    r"that|these|whole) (?:\w+ )?"
    r"(?:patch(?:es)?|series|set|one|commit|change)s?|"
    r"(?:(?:the|this) )?\$?subject (?:patch(?:es)?|series|commits?|change)|\$subject\b|"
    r"patch(?:es)? #?[0-9][0-9/,-]{0,20}(?: and [0-9/]{1,7})?|"
    r"(?:the |your |that )?(?:offending|culprit|guilty|broken) ones?)"
)
_START = r"(?:^|[,;:] |\b(?:so|and|therefore|thus|hence|then) )"
_FROM = (
    r"(?: (?:for now|for the moment|again|temporarily|entirely|altogether|completely|back|now))?,? "
    r"(?:from|out of|in|off) (?:the |my |our |-)?(?:[\w./#-]{1,60} ){0,2}?(?:[\w./#-]*next\b"
    r"(?! (?:version|patch|series|revision|spin|iteration|round|one|test|line))|(?<!device )"
    r"[\w./-]*tree|[\w./-]*queue|[\w./-]*branch|fixes|mm-\w+|merge window|pull request)\b"
)
_SORRY = r"(?:(?:sorry|unfortunately|hmm|ok(?:ay)?|so|and|but|fyi|note)[ ,.:-]{1,3}){0,3}"
DROPPED = PhraseTable(
    "dropped",
    (
        Phrase(
            rf"(?:\b(?:I|we)(?:['’]ve| have)? (?:just )?|^{_SORRY})had to (?:take|pull|drop|back|"
            rf"kick|revert|"
            r"remove|"
            rf"unqueue|throw|rip) {_IT}\b(?! (?:that|which)\b)",
            Dropping.OUT,
            "I had to take it out again, it breaks the build on arm.",
            "I had to take a look at it.",
        ),
        Phrase(
            rf"^{_SORRY}scratch that\b.{{0,20}}\b(?:I|we)(?:['’]ve| have)? (?:dropped|reverted|"
            rf"unqueued|removed) {_IT}\b",
            Dropping.OUT,
            "Scratch that, I dropped them: the build fails.",
            "Scratch that, I dropped the lock too early.",
        ),
        Phrase(
            rf"^{_SORRY}(?:I['’]ve |I have |I |we['’]ve |we have |we )?(?:now |just |therefore )?"
            rf"(?:(?:un|de)-?queued|un-?applied|un-?merged|un-?pulled|popped)(?: {_IT})?\s*(?:$|"
            rf"[.,!;:]|"
            rf"(?:from|for|"
            r"because|due|as|until|again|now)\b)",
            Dropping.OUT,
            "Unqueued, it does not build.",
            "It was never unqueued from the disk.",
        ),
        Phrase(
            rf"^{_SORRY}(?:I['’]ve |I have |I |we |{_IT} (?:is|was|has been|got) )?(?:now |just "
            rf")?reverted"
            rf"(?: {_IT})? (?:in|from|on) (?:the |my )?(?:[\w./-]{{1,40}}[-/])?(?:next|tree|"
            rf"queue|fixes|"
            r"master|main|branch)\b",
            Dropping.OUT,
            "Reverted in next, sorry.",
            "It reverted in the next test.",
        ),
        Phrase(
            r"\b(?:I|we)(?:['’]ve| have| am|['’]m)? (?:now |just |also )?(?:taking|taken|took|"
            r"pulled|"
            rf"kicked|backed|thrown|threw) {_IT} (?:back )?out\b(?! of (?:thin|context|v\d|here|"
            rf"the (?:loop|way|next|new|patch|series|function))| (?:to|in) )",
            Dropping.OUT,
            "I took this back out of my tree.",
            "I took it out for a walk of its own, will you?",
        ),
        Phrase(
            rf"^{_SORRY}{_IT} (?:is|are|was|were|has been|have been|got|had to be) (?:now |just )?"
            r"(?:dropped|removed|backed out|taken out|kicked out|unqueued|reverted)(?: again)? "
            r"(?:from|out "
            r"of|in) (?:the |my |our )?(?:[\w./#-]{1,60} )?(?:[\w./#-]*next\b(?! (?:version|patch|"
            r"series|revision|spin|iteration|round|one|test|line))|[\w./-]*tree|"
            r"[\w./-]*queue|"
            r"fixes|mm\S*|linus)",
            Dropping.OUT,
            "The series had to be dropped from my tree.",
            "The lock is dropped in the next line.",
        ),
        Phrase(
            rf"^{_SORRY}(?:I['’]ve |I have |I['’]m |I am |I |we['’]ve |we have |we )?(?:now |just |"
            rf"therefore )?(?:dropped|dropping|reverted|reverting|backed|backing|kicked|kicking|"
            rf"pulled|"
            rf"removed|took|taken|threw|thrown)(?: {_IT})?(?: back)?(?: out)?(?: of (?:the|my|our) "
            r"(?:queue|tree|branch))? (?:again|for now|for the moment|until|since it|due to|"
            r"because "
            r"(?:it|of))\b|^\W*(?:it is |it's |this is )?no longer in (?:my |the |our )?(?:\w+ "
            r")?(?:tree|"
            r"queue|branch|-?next|for-next|linux-next)\b",
            Dropping.OUT,
            "Backed it out again because of the warning below.",
            "Dropped the lock again before the callback.",
        ),
        Phrase(
            rf"\b(?:I|we)(?:['’]m| am|['’]re| are| have to| had to| need to|['’]ve| have)? (?:now "
            rf"|just |"
            rf"also |going to )?(?:drop(?:ping|ped)?|remov(?:e|ing|ed)|revert(?:ing|ed)?|"
            rf"pull(?:ing|ed)?|"
            rf"kick(?:ing|ed)?|throw(?:ing)?|un-?queue?(?:ing|d)?) {_IT} (?:back )?(?:out of|from|"
            rf"in) "
            r"(?:the |my |our )?(?:[\w./#-]{1,60} )?(?:[\w./#-]*next\b(?! (?:version|patch|series|"
            r"revision|spin|iteration|round|one|test|line))|[\w./-]*tree|[\w./-]*queue|"
            r"[\w./-]*branch|fixes)\b",
            Dropping.OUT,
            "I have to drop this from my tree, linux-next reports a build failure.",
            "I removed the check in the tree walk.",
        ),
        Phrase(
            rf"^{_SORRY}(?:I['’]ve |I have |I |we )?(?:now |just |therefore )?(?:reverted|backed "
            rf"out|"
            rf"pulled out|kicked out) {_IT}(?: now| again)?\s*(?:$|[,;.!]|(?:as|because|since|due|"
            rf"until|"
            r"for)\b)",
            Dropping.OUT,
            "I've now reverted this, as it breaks booting on my board.",
            "I reverted this part of the loop to the old one.",
        ),
        Phrase(
            rf"^{_SORRY}(?:I['’]ve |I have |I |we |{_IT} (?:is|was|got|has been) )?(?:now |just )?"
            rf"(?:kicked|yanked|thrown|backed|ripped|zapped|ejected|dropped|removed|pulled)"
            rf"(?: {_IT})?(?: back| again)?(?: out of| out| off| from| for){{1,2}} (?:the |my |"
            rf"our )?"
            rf"-?(?:[\w./#-]{{0,60}} ?)?(?:next|tree|queue|branch|fixes)\b",
            Dropping.OUT,
            "Kicked out of -next again, it breaks the build.",
            "The entry is removed from the list.",
        ),
        Phrase(
            rf"^{_SORRY}(?:backed out|reverted|kicked out|unqueued)(?: again)?(?:(?:,|:| -)? "
            rf"(?:see|due|"
            rf"because|for now|as it|since|(?:it )?(?:fails|breaks|does(?:n['’]t| not)|"
            rf"conflicts))\b|"
            rf"\s*[.!]*$)",
            Dropping.OUT,
            "Backed out due to build failures.",
            "It was backed out because of that in 2019.",
        ),
        Phrase(
            rf"^{_SORRY}{_IT} (?:is|are|was|were|has been|have been|had to be) (?:now |just )?"
            r"(?:dropped|reverted|backed out|taken out|kicked out|unqueued) again\b"
            r"(?=\s*(?:$|[.,;!:(–-]|(?:as|because|since|due|for now|until)\b))",
            Dropping.OUT,
            "This has been dropped again, linux-next fails to build.",
            "The reference is dropped again in the error path.",
        ),
        Phrase(
            rf"{_START}(?:(?:(?:I|we)(?:['’]m| am|['’]re| are) (?:(?:now|just|therefore|thus|also|"
            rf"instead) ){{0,2}}(?:dropping|removing|reverting|unqueuing)|dropping|unqueuing)|"
            rf"(?:(?:I|we)(?:['’]ve| have)? )?(?:(?:now|just|therefore|thus|also|instead) ){{0,2}}"
            rf"(?:(?:(?:decided|chose|going|forced|had) to |went ahead and )drop|"
            rf"ended up (?:dropping|removing|reverting)|dropped|removed|"
            rf"reverted|unqueued|deleted)) {_IT}{_FROM}(?!.{{0,80}}\b(?:fix|help|solv|resolv|"
            rf"cure|make|"
            rf"work))",
            Dropping.OUT,
            "That said, I am dropping the $subject patch for now from my next branch.",
            "I am dropping the $subject lock from my next loop.",
        ),
        Phrase(
            rf"{_START}{_IT} (?:is|are|was|were|has|have|got|had to be)(?: (?:now|just|therefore|"
            rf"already|been|being)){{0,3}} (?:dropped|removed|reverted|backed out|taken out|"
            rf"unqueued)"
            rf"{_FROM}",
            Dropping.OUT,
            "Thanks for reporting, the offending commit has just been dropped from my next branch.",
            "Thanks, the lock is dropped from my next loop.",
        ),
        Phrase(
            rf"^(?:that said|therefore|for now|until then|meanwhile|anyway|(?:due to|because of|"
            rf"given) [^,]{{1,60}}), (?:I['’]ve |I have |I['’]m |I am |we['’]ve |we have )(?:now |"
            rf"just |"
            rf"therefore )?(?:dropped|dropping|reverted|reverting|unqueued) {_IT} (?:again|for now|"
            rf"for the moment|until|since it|because (?:it|of))\b",
            Dropping.OUT,
            "That said, I have dropped this patch for now.",
            "That said, I have dropped this lock for now.",
        ),
        Phrase(
            r"\b(?:I|we)(?:['’]ve| have)? (?:just |now |also )?(?:pushed|queued|applied|"
            r"committed|added)"
            rf"(?: up)? (?:a|the) revert(?: (?:of|for) (?:{_IT}|[^.;,]{{1,60}}?))? (?:to|in|into|"
            rf"on) "
            r"(?:the |my |our )?(?:[\w./-]{0,60}(?:next|fixes|tree|queue|branch|master|main)|"
            r"urgent)\b",
            Dropping.OUT,
            "I pushed a revert to next, sorry.",
            "I pushed a revert of the next loop.",
        ),
        Phrase(
            rf"(?:\b(?:I|we) (?:just )?|^{_SORRY})(?:have|had|need) to un-?(?:apply|queue|merge|"
            rf"pull|"
            rf"pick) {_IT}\b",
            Dropping.OUT,
            "Sorry, I have to unapply this, the bots found a regression.",
            "You have to unapply this first.",
        ),
        Phrase(
            rf"{_START}{_IT} (?:is|are) (?:no longer in (?:there\b|(?:my|our) [\w./-]{{0,60}}|"
            rf"(?:the )?"
            rf"[\w./-]{{0,60}}(?:next|tree|queue|branch|fixes)\b)|(?:now )?gone(?: again)?{_FROM})",
            Dropping.OUT,
            "This is gone from my tree again, the test times out.",
            "The entry is gone from the list, it is no longer in use.",
        ),
        Phrase(
            rf"\b(?:I|we)(?:['’]ve| have)? (?:just |now )?(?:removed|dropped|deleted|reverted) "
            rf"{_IT} "
            r"and (?:then )?(?:force[ -]|re-?)?pushed\b",
            Dropping.OUT,
            "I have just removed this patch and force pushed lamp-fixes.",
            "I have just removed this lock and pushed the rest.",
        ),
        Phrase(
            rf"\b(?:I|we)(?:['’]ve| have)?(?: just| now)?(?: (?:dared|decided|had|went ahead) to"
            rf" (?:remove|drop|revert)d?| (?:removed|dropped|reverted)) {_IT} again"
            r"(?=\s*(?:$|[.,;!(]))",
            Dropping.OUT,
            "The kettle boiled over, so we had to drop it again.",
            "We had to drop the lock again.",
        ),
        Phrase(
            rf"^{_SORRY}(?:I['’]ve |I have |I |we )?(?:now )?(?:dropped|reverted|unqueued)"
            rf"(?: {_IT})?"
            r"(?: again| for now)?, please (?:rework|fix|re-?send|send|rebase|re-?spin|re-?post|"
            r"have a look|take a look)\b",
            Dropping.OUT,
            "Dropped for now, please resend it with the lock held.",
            "Dropped the lock, please look again.",
        ),
        Phrase(
            rf"\b(?:I|we)(?:['’]ve| have)? (?:just |now )?rebased {_IT} (?:away|out)\b",
            Dropping.OUT,
            "I rebased it away, sorry.",
            "I rebased it on v6.1.",
        ),
    ),
    unless=r"\b(?:will|would|should|could|can|may|might|if|unless|once|when|let me|never|want)\b|"
    r"\bneed (?!to (?:drop|revert|remove|pull|kick))|"
    r"n['’]t (?:\w+ ){0,2}(?:drop|remov|revert|unqueue|pull|kick|take|back|throw)|\?$|"
    r"\bplease (?:drop|revert|remove|take|back|kick|pull|throw|un)|"
    r"\bdropping\b[^.]{0,60}\b(?:seems|is|was|sounds|makes)\b",
)
DROPPED_IN_DOUBT = PhraseTable(
    "dropped-in-doubt",
    (
        Phrase(
            rf"(?:{_START}|^{_SORRY})(?:I|we) (?:have|had|need) to (?:drop|revert|remove|unqueue|"
            rf"back "
            rf"out) {_IT}(?: out)? (?:again|for now)\b",
            Dropping.DOUBTFUL,
            "Sorry, I have to drop this again: the bots are not happy.",
            "I have to drop the lock again.",
        ),
        Phrase(
            rf"^{_SORRY}{_IT} had to be (?:reverted|dropped|backed out|removed)(?=\s*(?:$|[.,;:!]|"
            rf"(?:as|because|since|again|for now|due)\b))",
            Dropping.DOUBTFUL,
            "This had to be reverted, it broke suspend.",
            "This had to be reverted in the old driver.",
        ),
        Phrase(
            rf"^{_SORRY}(?:{_IT}|they) (?:is|are) (?:now )?out of (?:my|our) (?:tree|queue|branch) "
            rf"(?:again|now)\b|{_START}(?:I|we)(?:['’]m| am|['’]re| are) (?:now )?(?:backing|"
            rf"taking|"
            rf"kicking) {_IT} (?:back )?out(?=\s*(?:$|[.,;!]|(?:again|for now)\b))",
            Dropping.DOUBTFUL,
            "The bisection points at this one, so I'm backing it out.",
            "I'm taking it out for a walk.",
        ),
        Phrase(
            rf"{_START}(?:(?:I|we)(?:['’]ve| have)) (?:now |just |therefore |thus )?(?:dropped|"
            rf"reverted|unqueued) {_IT}(?: patches)?(?: for now| for the moment| again| now)*"
            r"\s*(?:$|[.!;,](?! (?:but|and|in v)))",
            Dropping.DOUBTFUL,
            "Right, the build fails here and I have dropped these now.",
            "The path sleeps and I have dropped the lock.",
        ),
        Phrase(
            rf"^{_SORRY}(?:agreed|sure|yes|right|noted)?[,.]? ?(?:I['’]ve |I have |I |we |"
            rf"we['’]ve )?"
            rf"(?:now |just )?dropped(?: both of (?:these|them)| {_IT})?(?: change| patches)?"
            r"(?: for now)?(?: because of (?:this|that))?(?: now)?(?:,? (?:thanks|thank you|"
            r"sorry)\b"
            r".{0,40})?\s*[.!]*$",
            Dropping.DOUBTFUL,
            "I've dropped both of these, thanks!",
            "I dropped the lock there.",
        ),
        Phrase(
            rf"^{_SORRY}(?:I['’]ve |I )?dropped {_IT} (?:and (?:took|applied|queued|picked up) |in "
            rf"favou?r of )(?:v\d{{1,2}}|the (?:new|newer|next|other|latest)\b)",
            Dropping.DOUBTFUL,
            "Dropped this series and took v2 instead.",
            "Dropped the lock and took the other.",
        ),
        Phrase(
            rf"(?:{_START}| - )(?:I|we) dropped {_IT} for now\s*[.!]*$",
            Dropping.DOUBTFUL,
            "Too bad - I dropped it for now.",
            "Too bad - I dropped the lock for now.",
        ),
        Phrase(
            rf"{_START}{_IT} (?:has|have) (?:now |just )?been (?:dropped|unqueued|backed out)"
            rf"(?: for now)?(?=\s*(?:$|[.,;!]))",
            Dropping.DOUBTFUL,
            "This patch has been dropped, the boards do not boot with it.",
            "The lock has been dropped, so that it may sleep.",
        ),
        Phrase(
            rf"\b(?:I['’]ll|I will|we['’]ll|let me)(?: now| just)? (?:drop|remove|revert|unqueue|"
            rf"kick|back) {_IT}(?: back)?(?: out)?(?: patch)? (?:from|out of) (?:the |my |our )"
            r"?(?:[\w./-]{1,60} )?(?:[\w./-]*next(?! (?:version|patch|series|revision|spin|"
            r"iteration|submi\w+|round|post\w*))|tree|queue|branch|fixes)\b",
            Dropping.DOUBTFUL,
            "I'll drop it from my tree.",
            "I'll drop it from the next version.",
        ),
    ),
    unless=r"\b(?:if|unless|once|should|would|could|in v\d|next version)\b|\?$",
)
"""Words that an author says of a line of code as well."""
