# SPDX-License-Identifier: GPL-2.0-or-later
"""How people agree without a tag, ask for an answer, or say what a patch has to wait for."""

from tracker.mail.phrases.phrase import Phrase, PhraseTable
from tracker.mail.phrases.vocabulary import Vocabulary
from tracker.model.mail import RemarkKind

_GOOD = (
    r"(?:good|great|fine|ok|okay|correct|right|sane|reasonable|nice|perfect|solid|clean|alright|"
    r"sensible|excellent)"
)

AGREEMENT = PhraseTable(
    "agreement",
    (
        Phrase(
            r"^\W*(?:so )?(?:ack|acked|acked[- ]by|\+1)(?= *(?:[.!,:;]|$)| (?:for|on|to|from)\b)",
            RemarkKind.ACK,
            "Ack.",
            "The device sends an ack to the host.",
        ),
        Phrase(
            r"^\W*(?:(?:ok|okay|thanks|thank you|great|nice|yes|yep|cool|overall|otherwise|all|"
            r"this|"
            r"it|the|patch|series|rest|still|everything|code|change|changes|also|that|now|so|one|"
            r"but|"
            rf"and|v[0-9]+|version)\W+){{0,5}}(?:lgtm|(?:looks?|seems?|sounds?) (?:all |very |"
            rf"pretty |really |quite )?{_GOOD})\b",
            RemarkKind.ACK,
            "LGTM.",
            "It looks like rain.",
        ),
        Phrase(
            rf"\b(?:that|this|it|which|all|they|everything|series|patch|i)(?:'s| is| are|'m| "
            rf"am)(?: \w+)? "
            rf"(?:perfect|fine|{_GOOD}) ?(?:\W*$|[,.!]|with (?:me|this|that|it)|by me|to me|for "
            rf"me|then|as (?:is|it is)|now)",
            RemarkKind.ACK,
            "No, that's perfect.",
            "It is fine sand.",
        ),
        Phrase(
            r"\bno (?:objections?|complaints?|concerns?|problem with)\b|\bfine (?:with|by|for) "
            r"me\b|"
            r"\bworks? for me\b|\bi(?:'m| am) (?:\w+ )?(?:fine|ok|okay|good|happy|on board) "
            r"(?:with|either|to)\b|"
            r"\bmakes (?:perfect |total |a lot of |total |complete )?sense(?: to me)?\W*(?:$|"
            r"[,.!]|now)|\bfair enough\b|\beven better\b|"
            r"\bthat (?:works|explains|makes it clear)\b|\bi (?:like|love) (?:this|it|the|that)\b|"
            r"\beither way\b",
            RemarkKind.ACK,
            "I'm fine either way.",
            "No object is freed.",
        ),
        Phrase(
            r"^\W*(?:thanks?(?: you)?|thx|cheers|many thanks|great|nice|neat|sweet|lovely|"
            r"brilliant|"
            r"kudos|bravo|excellent|awesome|perfect|"
            r"cool|"
            r"wonderful)(?: (?:a lot|so much|very much|again|for|work|job|!|you|\w+)){0,6}\W*$",
            RemarkKind.ACK,
            "Thanks a lot!",
            "Thanks, but the lock is held when this runs in the loop.",
        ),
        Phrase(
            r"\b(?:thanks|thank you|thx) for (?:fixing|looking into|taking care of|cleaning|"
            r"working on) "
            r"(?:this|it|that)\b",
            RemarkKind.ACK,
            "The flag was never set, thanks for fixing this.",
        ),
        Phrase(
            r"^\W*(?:this|the patch|it) (?:also |really |indeed |nicely )?(?:fixes|solves|cures|"
            r"resolves) (?:the|my|our|this|that|a) [^.?!]{1,80}(?:\b(?:for me|for us|here|on my "
            r"\w+|i (?:have )?(?:seen|hit|reported|saw|see))\b)",
            RemarkKind.ACK,
            "This fixes the warning that I have seen, thank you.",
            "This fixes the warning in the wrong place.",
        ),
        Phrase(
            r"\b(?:re-?)?test(?:ed|s|ing)\b.{0,120}\b(?:no|zero) (?:new |more |further )?"
            r"(?:issues?|problems?|regressions?|failures?)(?: (?:was|were|so far))? ?"
            r"(?:found|seen|noticed|observed|spotted|\W*$)",
            RemarkKind.ACK,
            "I tested it on two boards and no issue found.",
            "The test says that no issues of the kind are caught.",
        ),
        Phrase(
            r"^\W*(?:very |really )?(?:good|great|nice|excellent|cool) (?:idea|find|work|job|stuff|"
            r"clean-?up|fix|improvement|addition|to see|to have)\b|\blooking forward to\b"
            r"(?! (?:\w+ )?(?:v[0-9]|(?:the |your |an? )?(?:next|new|updated|re-?spin)\b))|"
            r"\bwe (?:really )?(?:need|want) this\b(?! to)",
            RemarkKind.ACK,
            "Good idea.",
            "A good fix needs a test.",
        ),
        Phrase(
            r"\bi (?:see|have|know of|can see) no (?:good )?reason (?:not to (?:take|apply|merge)|"
            r"to (?:reject|object|refuse))\b|\bi (?:really )?do(?:n't| not) mind (?:this|it|these|"
            r"the (?:patch|series|change))\b",
            RemarkKind.ACK,
            "I see no reason not to take this.",
            "I see no reason not to take the lock.",
        ),
        Phrase(
            r"^\W*we (?:really )?do want (?:this|these|it)\b(?! to)|"
            r"^\W*good to have (?:this|it)\b|, good to have (?:this|it)\W*$",
            RemarkKind.ACK,
            "We do want this, thanks.",
            "We do want this to wait.",
        ),
        Phrase(
            r"\bsorry for (?:the|my) (?:noise|confusion|trouble|false alarm|misunderstanding)\b|"
            r"\b(?:thanks|thank you|thx)(?: \w+)? for (?:the |your )?(?:explaining|explanation|"
            r"clarifying|clarification|clearing|info|information|details|background|context|"
            r"answer)\b|"
            r"\bi (?:misread|misunderstood|was wrong|was confused)\b|\bnever ?mind\b|"
            r"^\W*(?:ah|oh|ok|okay|right|yes)?[,.!]? ?i see(?: now)?\W*(?:$|[,.!])|"
            r"^\W*(?:ah|oh|ok|okay)[,.!]? (?:right|true|indeed|got it|understood|of "
            r"course)\W*(?:$|[,.!])",
            RemarkKind.ACK,
            "Right, sorry for the noise.",
            "I see a leak on the error path.",
        ),
        Phrase(
            r"\b(?:forget|ignore|disregard|scratch) (?:what i (?:wrote|said)|that(?= *(?:[.,;!]|"
            r"$))|my "
            r"(?:\w+ )?(?:comments?|remarks?|objections?|questions?|mail|note))|"
            r"\bi(?: hereby|'ll|'d like to)? (?:withdraw|retract|take back|drop|lift|revoke) my "
            r"(?:\w+ )?(?:nac?k|objections?|concerns?|comments?|complaints?)\b|"
            r"^\W*(?:(?:ok|okay|fine|alright|then|so)\W+){0,2}(?:objections?|nac?k|concerns?) "
            r"(?:lifted|"
            r"withdrawn|dropped|retracted)\b|^\W*(?:ok|okay|fine|alright|then|well|ah|oh|"
            r"so)?[,.!]? ?"
            r"(?:you(?:'re| are) (?:\w+ )?(?:right|correct)|right you are|carry on|as you were)\b|"
            r"\bmy (?:objections?|concerns?|comments?|complaints?) (?:is|are|was|were|has been|"
            r"have "
            r"been) (?:moot|resolved|addressed|void|answered|settled)\b|"
            r"\bi (?:was looking|looked|had looked) at the wrong\b|^\W*false alarm\b",
            RemarkKind.ACK,
            "Scratch that, I looked at the wrong branch.",
            "Scratch the second hunk.",
        ),
    ),
    unless=(
        r"\bnot\b(?! to (?:take|apply|merge) (?:this|it|these)\b)|n't\b(?! mind\b)|\bbut\b|"
        r"\bexcept\b|\bunless\b|\bif\b|\bhowever\b|\blooks? like\b|"
        r"\bwould\b|\bonce\b|"
        r"\bwhen\b|\bwith (?:the|these|those|that|this) (?:\w+ )?(?:fix|change|nit|comment)"
    ),
)
"""Agreement without a tag: the sender is satisfied."""

PINGS = PhraseTable(
    "pings",
    (
        Phrase(
            r"^\W*(?:(?:gentle|friendly|soft|kind|kindly|polite|another|just|a|second|third|"
            r"weekly|re|hi|hello|"
            r"dear|all|\w+,)\W+){0,4}(?:ping(?:ing)?|reminder|bump)(?: (?:on|for|about|to|again|"
            r"all|everyone)\b|\W*$|[.,!:;?])",
            RemarkKind.PING,
            "Gentle ping.",
            "Ping times are better now.",
        ),
        Phrase(
            r"\b(?:any|is there any|are there any)(?: \w+)? (?:news|updates?|comments?|feedback|"
            r"thoughts?|progress|"
            r"opinions?|objections?|concerns?|chance|further (?:comments?|feedback|input|"
            r"thoughts?|review|steps?))\b.{0,60}(?:\?|$)",
            RemarkKind.PING,
            "Any comments on this series?",
            "Any change of it is traced.",
        ),
        Phrase(
            r"\b(?:did|have) you (?:had |have |get |got |find )(?:a |any )?(?:chance|time|"
            r"opportunity)\b|"
            r"\b(?:still )?waiting for (?:your|any|a|some|the) (?:review|feedback|reply|response|"
            r"answer|comments?)|"
            r"\bwhat(?:'s| is) the (?:status|state) of (?:this|the|these)\b|\bcould (?:this|it|"
            r"these|the series|you|someone|anyone|somebody) "
            r"(?:please )?(?:be (?:applied|merged|picked|queued|reviewed|considered)|pick|apply|"
            r"merge|review|queue)\b",
            RemarkKind.PING,
            "Could this be applied, please?",
            "Could it be the cable?",
        ),
        Phrase(
            r"\b(?:i(?:'m| am)|just|am|writ(?:e|ing)|want(?:ed)?|like|checking|to|is) "
            r"(?:[\w,]{1,20} ){0,4}follow(?:ing)?[- ]up (?:on|with|about|regarding|for)\b"
            r"(?! (?:patch|series|fix|work|change)\b)|"
            r"^\W*(?:\w{1,20},? ){0,2}(?:a )?(?:kind |gentle |friendly |quick )?follow[- ]?up"
            r"(?: on (?:this|the|my)(?: \w{1,20}){0,3})?\W*$|"
            r"\bchecking in on (?:this|the|these|my)\b",
            RemarkKind.PING,
            "I'm writing to kindly follow up on this patch.",
            "Please send a follow-up for the other board.",
        ),
    ),
)
"""The sender asks that somebody answer, review or apply."""

WAITS = PhraseTable(
    "waits",
    (
        Phrase(
            r"\b(?:ping|tell|remind|let) (?:me|us)(?: \w+){0,3} (?:when|once|"
            r"after)\b.{0,60}\b(?:merged|"
            r"applied|landed|lands|accepted|upstream|released|(?:is|goes|got|are) in\W*$)",
            RemarkKind.WAITS,
            "Please ping me when the kernel patch is merged.",
            "Tell me when you are in town.",
        ),
        Phrase(
            r"\b(?:waiting|wait|waits|hold|holding off|on hold|blocked|depends)(?: \w+){0,3} "
            r"(?:for|on|until|till) "
            r"(?:the )?(?:\w+ ){0,3}(?:part|patch(?:es)?|series|side|commit|dependency|kernel|"
            r"driver|tree)\b.{0,30}\b"
            r"(?:merged|applied|landed?|accepted|in|upstream|first|go(?:es)? in)\b",
            RemarkKind.WAITS,
            "Waiting for the USB part to be applied.",
            "We wait for the bus.",
        ),
        Phrase(
            r"\bwait(?:ing|s)? (?:for|on) (?:the |your |his |her |their )?(?:[\w/-]{2,20} ){1,4}"
            r"(?:being|to (?:be|get)) (?:applied|merged|accepted|picked|taken|queued|"
            r"upstream\w*)\b|"
            r"\b(?:once|when|after|until) (?:the )?(?:kernel|other|driver|core|upstream|dependent|"
            r"dependency|userspace|linux)"
            r"(?: \w+){0,2} (?:is|are|has|have|gets?|been|lands?|goes)(?: been)? ?(?:merged|"
            r"applied|landed|accepted|in|upstream|released)\b",
            RemarkKind.WAITS,
            "I'll take it once the kernel side is merged.",
            "When the driver has started, it works.",
        ),
        Phrase(
            r"\b(?:has|have|needs?|must|should|will have) to wait (?:for|until|"
            r"till)\b.{0,60}\b(?:go(?:es)?"
            r" in|land(?:s|ed)?|(?:is|are|gets?|be) (?:in|merged|applied|accepted)|upstream)\b",
            RemarkKind.WAITS,
            "This has to wait for the rework to go in.",
            "Users have to wait for the disk.",
        ),
    ),
    unless=r"\?\W*$",
)
"""What has to be in before the patch can go in, by a reader's word."""

GREETINGS = Vocabulary(
    r"\W*(?:(?:hi|hello|hey|dear)\W+)?(?:how (?:are|is|have) (?:you|it|things)\b.*|what's up|right|"
    r"ok|okay|no|yes|huh|h+m+|eh|really|oh|uh|why not|well|seriously|so|and|or|yeah|good|"
    r"sounds good|makes? sense|agreed?|fair enough|cool|(?:(?:gentle|friendly) )?ping)\W*\?+\W*$",
    "Hi, how are you?",
    "Is it right to drop it?",
)
"""Sentences with a question mark that ask nothing."""
SHORT_QUESTIONS = Vocabulary(
    r"(?:wdyt|any thoughts|thoughts|why|how so|what for|what about .*)\W*$",
    "Any thoughts?",
    "Whyever not?",
)
"""Questions of one or two words."""
JOKES = Vocabulary(
    r"[:;]-?[)DP](?:\W|$)|\b(?:[Jj]ust )?(?:kidding|joking)\b|\*grin\*|<g>",
    "Do you ever sleep? :)",
    "Does it sleep here?",
    case=True,
)
"""Marks of a joke, which asks nothing."""
