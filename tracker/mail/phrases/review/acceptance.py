# SPDX-License-Identifier: GPL-2.0-or-later
"""How readers say that an answer is enough for them, that it works, or that nothing is left."""

from tracker.mail.phrases.phrase import Phrase, PhraseTable
from tracker.mail.phrases.vocabulary import Vocabulary
from tracker.model.mail import RemarkKind

_ACK = RemarkKind.ACK
_OPENS = (
    r"^\W*(?:(?:ah|aha|oh|ok|okay|hm+|h+m|right|yes|yep|yeah|well|fine|good|great|cool|nice|"
    r"perfect|alright|all right|then|so|and|sure|true|thanks|thank you|thx|excellent|i see|"
    r"got it|understood|fair enough|now|in that case)\b\W+){0,4}"
)
_ENDS = (
    r"(?: then| now| too| to me| for me| with me| by me| here| indeed)?"
    r"(?:\W+(?:thanks|thank you|thx|cheers|sorry)(?: \w+){0,4})?\W*$"
)
KEEPS = (
    r"^\W*(?:(?:ok|okay|fine|alright|sure|then|so|hm+|right|well|fair enough|i see|ah|oh|no)\b\W+)"
    r"{1,3}(?:let's |just |please |you can |we can |you may )?(?:keep|leave) (?:it|this|that|them|"
    r"these|those|the [\w-]{2,20})(?: (?:in|alone|there|here|around|unchanged))?"
    r"(?: then| as (?:it is|is|they are|it was|before)| like (?:this|that|it is)| for "
    r"now){0,2}\W*$|"
    r"^\W*(?:just |please |you can )?(?:keep|leave) (?:it|this|that|them|these|those) "
    r"(?:then|as (?:it is|is|they are)|like (?:this|that|it is))(?: then)?\W*$"
)
"""Somebody lets a thing stay as it is: "Ok, keep it then." A bare "Keep it." asks for that."""

ACCEPTS_ALONE = Vocabulary(
    r"\W*(?:(?:ah|oh|ok|okay|hm+|right|yes|yeah|well|all|thanks|thank you)\W+){0,2}"
    r"(?:ok|okay|right|true|fine|fair|alright|all right|agreed|understood|got it|good|good point|"
    r"so be it|no problem|roger|ack|sure)"
    r"(?: then| now| indeed)?(?:\W+(?:thanks|thank you|thx|cheers|sorry)(?: \w+){0,4})?\W*$",
    "okay, fine then.",
    "fine grained locks.",
    case=True,
)
"""A folded sentence that accepts what was said where it is all that stands in its paragraph."""

ACCEPTS = PhraseTable(
    "accepts",
    (
        Phrase(
            rf"{_OPENS}(?:(?:that |this |it )?makes? (?:total |perfect |complete |a lot of )?sense|"
            r"(?:that|this|it) works|works|(?:good|fair|valid) point|point taken|good enough|"
            r"(?:that|this|it)(?:'s| is) (?:fair|reasonable|okay|ok|fine)|you have a point)"
            rf"{_ENDS}",
            _ACK,
            "Makes sense then.",
            "It makes sense to split it.",
        ),
        Phrase(
            rf"{KEEPS}|{_OPENS}(?:please |feel free to |you can |just )?go (?:ahead|for it)"
            r"(?: with (?:it|this|that))?(?: then| now)?\W*$",
            _ACK,
            "Ok, keep it then.",
            "Go ahead and split it.",
        ),
        Phrase(
            r"\bi (?:(?:had|have|must have|totally|completely|just|simply|somehow|actually|also|"
            r"indeed|apparently) ){0,2}(?:missed|overlooked|forgot|forgotten|misread|mixed up)\b"
            r"(?! (?:why|how|what|where|the (?:point|reason|motivation)|to)\b)|"
            r"\bi (?:was(?:n't| not) aware|(?:did(?:n't| not)|had(?:n't| not)|have(?:n't| not)) "
            r"(?:\w+ )?(?:seen?|noticed?|reali[sz]ed?|spot(?:ted)?|known?|think of|thought of))"
            r"(?: (?:that|this|it|of (?:that|this|it)))?(?: (?:before|yet|one|bit|part|line|mail|"
            r"reply|patch|in the \w+))?(?=\W*$|[,;])|"
            r"\bi stand corrected\b|\bmy (?:mistake|bad|misunderstanding|fault)\b",
            _ACK,
            "Oh, I had not seen that.",
            "I missed why this is needed.",
        ),
        Phrase(
            r"\b(?:is|'s|was) (?:all |exactly |just |precisely )?(?:what|all) i (?:wanted|needed|"
            r"was (?:asking|after|wondering|looking for)|meant|asked)\b|\bthat(?:'s| is) (?:very |"
            r"really )?(?:reassuring|good to (?:know|hear)|good news|great news|helpful)\b|"
            r"^\W*(?:(?:ah|oh|ok|okay|great)\W+)?good to (?:know|hear)\b|"
            r"\bthat (?:really )?(?:helps|clarifies|settles|resolves (?:it|that|my)|clears)\b|"
            r"\banswers my (?:\w+ )?questions?\b|\bthanks for (?:checking|confirming|the "
            r"confirmation|double[- ]checking|testing)\b",
            _ACK,
            "Yes, that's what I wanted to know.",
            "That is what the code says.",
        ),
        Phrase(
            r"\b(?:no|without) (?:more|further|other|additional) (?:questions?|comments?|remarks?|"
            r"complaints?|concerns?|issues?|objections?)\b|"
            r"\bnothing (?:else |more |further )?(?:(?:is )?(?:needed |missing |to add |to do |to "
            r"complain about )?(?:from|for|on) (?:me|my (?:side|end)|your (?:side|end)|you)\b|to "
            r"(?:add|complain)\b)|\bi have nothing (?:against|to add|else)\b",
            _ACK,
            "Nothing else from my side.",
            "Nothing frees this buffer.",
        ),
        Phrase(
            r"\b(?:i|we) (?:guess |suppose |think )?(?:i |we )?(?:can|could) live with (?:it|that|"
            r"this)\b|\bgood enough (?:for (?:me|now|us)|as (?:it )?is)\b|"
            r"\b(?:ok|okay|fine|good|alright) (?:for|from|by|with|on) (?:me|my (?:side|end|"
            r"part))\b|"
            r"\bin favou?r of (?:this|it|the|these)\b|^\W*(?:not my area, but )?(?:this |it |that "
            r")?"
            r"(?:reads well|seems legit|looks legit)\W*$|\bi see your point\b|\blong overdue\b|"
            r"\bi (?:won't|will not|don't|do not|am not going to|'m not going to) (?:insist|object|"
            r"push (?:it|for (?:it|this|that)|back|this|that)|argue|fight|stand in the way|block)\b"
            r"|\bi(?:'m| am) (?:now |all )?(?:convinced|satisfied|sold|on board|for it)\b|"
            r"\bi have no (?:strong )?(?:objections?|opinion|feelings?|preferences?)\b",
            _ACK,
            "I guess we can live with it.",
            "Users live with it.",
        ),
        Phrase(
            r"\b(?:fixe[sd]|solve[sd]|cures?|cured|resolve[sd]) (?:my|our) (?:\w+ )?(?:problems?|"
            r"issues?|bug|crash|hang|board|setup|case|regression|boot|build|warnings?|panic|"
            r"oops)\b",
            _ACK,
            "This solves my problem, thanks.",
            "This breaks my board.",
        ),
        Phrase(
            r"^\W*(?:(?:this|it|that|the|patch(?:es)?|series|v[0-9]{1,2}|everything|all|both|set|"
            r"version|one|also|still|now|just|tested|and|yes|ok|okay|on|two|three|my|our|machines?|"
            r"boards?|systems?|laptops?)\W+){0,8}(?:works?|boots?|builds?|compiles?|runs?|"
            r"suspends?|"
            r"pass(?:es)?) (?:\w+ )?(?:on|with|for) (?:my|our|me|us|all|both|two|three|the)\b|"
            r"\bworks? (?:well|fine|great|nicely|perfectly|flawlessly|just fine|as (?:expected|"
            r"advertised|intended)|like a charm)\b|\b(?:all|every)(?: \w+)? pass(?:es|ed)?\W*$|"
            r"\bno (?:new |more |further )?(?:regressions?|problems?|issues?|failures?) (?:were |"
            r"was )?(?:seen|found|observed|noticed|spotted|so far|here)\b",
            _ACK,
            "Tested on two boards, works as expected.",
            "It works with the old board, but not here.",
        ),
        Phrase(
            r"^\W*(?:(?:this|that|it|what)(?:'s| is| looks like| makes| would be)? (?:such )?(?:a "
            r"|an )?)?(?:very |really |quite |pretty |super |definitely )?(?:nice|great|good|"
            r"welcome|useful|neat|solid|lovely|excellent|awesome|worthwhile|much[- ]needed)"
            r"(?: (?:little|small|and|nice|long overdue|overdue))* (?:work|clean-?up|improvement|"
            r"change|idea|addition|fix|feature|simplification|find|catch|spot|speed-?up|series|"
            r"patch(?:es|set)?|job|stuff|optimi[sz]ation|refactoring|diffstat)(?: here| indeed| "
            r"overall| in general)?(?:[,.!] ?(?:thanks|thank you|thx).{0,40})?\W*$|"
            r"^\W*(?:i(?:'m| am) )?(?:very |really |so )?(?:happy|glad|great|nice|excited|pleased|"
            r"cool|awesome) to (?:see|have|get) (?:this|it|that|these|you|someone|somebody|the|an?)"
            r"\b",
            _ACK,
            "This is a nice cleanup.",
            "A good fix needs a test.",
        ),
    ),
    unless=(
        r"\b(?:but|however|except|unless|if|without|would(?! be)|once|until|when|although|instead|"
        r"previously|used to|should|needs? to|must|need|make sure|ensure|whether|verify)\b|\?\W*$|"
        r"\blooks? like (?!(?:a |an )?(?:nice|"
        r"good|great))"
    ),
)
"""Agreement without a tag, in answer to an explanation or after a test."""
