# SPDX-License-Identifier: GPL-2.0-or-later
"""How people say that they would rather have a patch otherwise, or doubt it."""

from tracker.mail.phrases.phrase import Phrase, PhraseTable
from tracker.mail.phrases.requests import VERBS
from tracker.model.mail import RemarkKind

_WISH = RemarkKind.WISH

WISHES = PhraseTable(
    "wishes",
    (
        Phrase(
            r"\b(?:i(?:'d| would)?(?: much| really)? rather\b|"
            r"i(?:'d| would|'m| am)?(?: really| also| still| personally| much| strongly| just| "
            r"actually| kinda| rather){0,2} (?:prefer|suggest|recommend|dislike|disagree|"
            r"object|worry|wonder|doubt|wondering|worried|concerned|confused|reluctant|against|"
            r"lost|skeptical|sceptical|opposed)\b)",
            _WISH,
            "I'd prefer a helper for this.",
            "I prefixed it.",
        ),
        Phrase(
            r"\bi(?:'d| would) (?:\w+ )?(?:like|love|expect|drop|rename|move|add|remove|use|keep|"
            r"put|combine|join|fold|replace|rewrite|swap|simplify|place|handle|reword|rephrase|"
            r"group|turn|return|merge|limit|fix|squash|stick|leave|skip|"
            r"go|say|write|make|avoid|argue|split|appreciate|be more|call|do|change|want|reverse|"
            r"invert)\b|\bi (?:suppose|guess) (?:we|you|it|this) should\b|"
            r"\bi(?:'m| am) (?:\w+ )?(?:inclined|tempted) to (?:go|use|keep|drop|split|have|"
            r"make)\b",
            _WISH,
            "I would drop the second check.",
            "I would test it, but have no board.",
        ),
        Phrase(
            r"\bit (?:really |always |also |usually |generally )?(?:helps|would help|is helpful) "
            r"(?:a lot |greatly |me )?if you (?:can|could|get|add|include|split|send|say|give)\b",
            _WISH,
            "It really helps if you can get somebody to test it first.",
            "It helps if you reboot.",
        ),
        Phrase(
            r"\bi(?:'m| am) not (?:really |quite )?seeing (?:why|the point|the need|how|what|"
            r"(?:a|any) (?:need|reason|point|benefit|value)(?! (?:not|against)\b))\b|"
            r"\bi would(?:n't| not) (?:include|do|add|use|call|change|put|go|rely|bother|make|"
            r"remove|"
            r"drop|expose|name|return|keep|touch|merge|split)\b|"
            r"\bi (?:still |just |honestly |also |actually )?do(?:n't| not) (?:really |quite |"
            r"personally |particularly |fully )?(?:like|agree|"
            r"think|see (?:why|the point|how|a reason|any|what|where)|understand|get|believe|want|"
            r"buy|follow|recommend|know (?:why|what))\b",
            _WISH,
            "I don't think this is the right place.",
            "I don't have the time today.",
        ),
        Phrase(
            r"^\W*(?:maybe |just |please )?try (?:using |to use )?[a-z_0-9]{2,40}\(|"
            r"^\W*(?:i'd |rather |better |please )?prefer\b|^\W*not so fast\b|"
            r"\b(?:i think|i guess|i assume|maybe|perhaps|probably) (?:that )?(?:you|we) "
            r"(?:probably |"
            r"really |also |may |might )?(?:want|need|meant|mean)\b",
            _WISH,
            "Prefer kcalloc() here.",
            "They prefer it.",
        ),
        Phrase(
            r"\bnot (?:a (?:big |huge )?fan|convinced|sure|certain|happy|fond|keen|thrilled)\b|"
            r"\bnot (?:entirely |really |very |quite |fully )?comfortable with\b|"
            r"\bhold (?:off|back) (?:on|with) (?:my |an? )?(?:r-?b|a-?b|reviewed-by|acked-by|"
            r"tag)\b",
            _WISH,
            "Not a fan of the proposed change.",
            "It is not short.",
        ),
        Phrase(
            r"\bi(?:'ve| have| also have|'ve got) (?:got )?(?:a |an |some |one |two |few |the |"
            r"just |"
            r"only |minor |small |couple of |several |other ){0,3}(?:concerns?|doubts?|comments?|"
            r"issues?|"
            r"problems?|questions?|reservations?|nits?|suggestions?|remarks?)\b|\bmy (?:main |"
            r"only |"
            r"biggest |other |one )?(?:concern|worry|preference|suggestion|complaint|objection|"
            r"comments?|remarks?)\b",
            _WISH,
            "I have a few comments below.",
            "My board has no display.",
        ),
        Phrase(
            r"\b(?:would|might|could|may|'d) (?:\w+ )?be(?: \w+){0,2} (?:better|nicer?|good|great|"
            r"cleaner|clearer|simpler|helpful|useful|easier|preferable|preferred|worth|best|safer|"
            r"sufficient|enough|more|appropriate|wise|cool|ideal)\b",
            _WISH,
            "It would be nicer to have a helper.",
            "It would be noon then.",
        ),
        Phrase(
            r"^\W*(?!looking|going)[a-z]{3,12}ing\b[^.;?]{3,120} (?:is|would be|seems|looks|feels) "
            r"(?:a "
            r"(?:little|bit) |much |probably |slightly )?(?:better|nicer|cleaner|clearer|simpler|"
            r"more "
            r"(?:readable|natural|logical))\W*(?:$|[,;]|here\b|because\b|since\b)|"
            r"^\W*see (?:also )?[a-z_0-9]{3,40}\(\)\W*$",
            _WISH,
            "Moving this behind the loop is a little better.",
            "Looking at it again, the new one is better.",
        ),
        Phrase(
            r"^\W*(?:it(?:'s| is) )?(?:better|best)(?: to| if| would| name| use| is|:)|"
            r"\b(?:you|we)(?:'d| had) better \w|"
            r"\b(?:better|best) (?:to|if you|if we|off|way|option|name|approach|solution|place|"
            r"choice|idea) ?",
            _WISH,
            "Better to check the return value here.",
            "It works better.",
        ),
        Phrase(
            r"\b(?!you (?:can|may) (?:also )?(?:add|keep) (?:my|our) )"
            r"(?:you|we|one)(?: \w+)? (?:could|can|might|may|want to|probably)(?: also| just| "
            r"probably| maybe| want to| simply| then| still| easily| as well| use){0,3} "
            rf"(?:{VERBS})\b|\b(?:could|can) (?:also |just |simply |then |probably |safely )?be "
            r"(?:\w+ )?(?:simplified|dropped|removed|moved|merged|replaced|avoided|shortened|split|"
            r"combined|folded|static|const|local|made|written|done|reduced|squashed|deleted|"
            r"refactored|rewritten|reworked|reused|unified|improved|optimi[sz]ed)\b",
            _WISH,
            "You could use the helper here.",
            "You can see the log.",
        ),
        Phrase(
            r"\b(?:maybe|perhaps) (?:just|we|you|it|a|an|the|also|better|use|add|this|that|some|"
            r"something|instead|worth|drop|move|rename|name|call|mention)\b",
            _WISH,
            "Maybe add a comment here.",
            "Maybe tomorrow.",
        ),
        Phrase(
            r"\b(?:how about|what about|why not|consider (?:\w+ing|using|adding)|i suggest|"
            r"suggestions?:|instead of|my suggestion|alternatively|no need (?:to|for)|simpler:)",
            _WISH,
            "Consider using the helper instead.",
            "I considered it.",
        ),
        Phrase(
            r"\bi think (?:that )?(?:this|it|you|we|there|the|these|those|your|a|both|all|"
            r"that(?= (?:(?:really|probably|also|just|still) )?(?:should|could|would|needs?|is|are|"
            r"can|must|might)\b))\b"
            r"(?: \w+){0,4} (?:should|could|would|needs?|is|are|can|must|might)\b",
            _WISH,
            "I think this could live in the core.",
            "I think so.",
        ),
        Phrase(
            r"\b(?:would|could|might|may) (?:also |still |probably |then |now )?(?:make (?:more |"
            r"better )?sense|help|need|want|deserve|benefit)\b",
            _WISH,
            "It would make more sense to split it.",
            "It would rain.",
        ),
        Phrase(
            r"\bi (?:really |just )?(?:can't|cannot|can not)(?: really| quite)? (?:follow(?! up)|"
            r"understand|see (?:how|why|what|the)|make sense of|figure out)\b|"
            r"\bnot clear (?:to me )?(?:why|how|what|whether|where|if)\b",
            _WISH,
            "I can't follow this explanation at all.",
            "I can't follow up today.",
        ),
        Phrase(
            r"\banother (?:way|option) .{0,60}\b(?:is|would be) to\b|"
            r"\bi(?:'d| would)(?: still)? (?:feel better|be happier) if\b|"
            r"\b(?:feels|seems|looks)(?: to me)? like (?:we|you|this|it|that|there) (?:\w+ )?"
            r"(?:should|could|needs?|ought)\b|\bi hope (?:that )?(?:you|we|this|the \w+(?: \w+)?)"
            r" (?:can|could) (?!apply|take|merge|accept|review|look)",
            _WISH,
            "It feels like we should get rid of the flag.",
            "I hope you can apply it.",
        ),
        Phrase(
            r"(?<!\bif )\byou(?: probably| really)? do(?:n't| not) want (?:to|this|that|any|"
            r"many)\b|"
            r"\b(?:should|would|could) (?:rather|better) be \w+ed\b|\b(?:is|'s) prefer(?:red|"
            r"able) to\b",
            _WISH,
            "This would rather be folded into the other patch.",
            "They want to be folded.",
        ),
        Phrase(
            r"\bi (?:think|guess|feel|believe|find)\b.{0,80}\b(?:is|are|would be|looks?) (?:\w+ )?"
            r"(?:better|nicer|cleaner|safer|simpler|clearer)\b(?! now)|"
            rf"\bi think it makes (?:more |better )?sense to (?:{VERBS})\b|"
            rf"\bi meant (?:that you |you )?(?:to )?(?:{VERBS})\b|"
            r"\b(?:it|that|this)(?:'s| is| would be| might be)(?: \w+)? a good (?:idea|point) to\b",
            _WISH,
            "I think passing the size is better than a constant.",
            "It is better than v1.",
        ),
        Phrase(
            r"^\W*(?:all )?(?:this|that|it|these)(?: \w+)? (?:could|can|might)(?: also| just|"
            r" probably| simply)? be(?: just| simply)?\W*$",
            _WISH,
            "This could be",
            "This could be noon.",
        ),
        Phrase(
            r"\bthe (?:right|correct|proper|better|best|cleanest|usual|real) (?:way|approach|fix|"
            r"solution|thing|place)(?: (?:to|for|about) [^.;?]{1,60}?| here){0,2} (?:is|would be|"
            r"might "
            r"be|should be|seems) (?:to|in|for)\b",
            _WISH,
            "The right way to go about it is to lock the hoop first.",
            "The right way is blocked.",
        ),
    ),
    unless=(
        r"\b(?:looks?|is|are|sounds?|seems?) (?:all |very |pretty |really )?(?:good|fine|great|ok|"
        r"okay|correct|right|sane|reasonable|perfect)\b(?!.{0,60}\b(?:but|except|however|the only "
        r"thing)\b)"
        r"|\bi(?:'m| am) (?:fine|ok|okay|good|happy)\b|\beither way\b|\bup to you\b"
        r"|\bno (?:strong|real) (?:preference|opinion|objection)"
        r"|\bprefer (?:it|this|that|them|mine|ours) to (?:stay|remain)\b"
        r"|\bi do(?:n't| not) (?:have|think (?:it|that|this) (?:matters|is (?:a|an) (?:problem|"
        r"issue|blocker)))"
        r"|\bi(?:'ve| have)? (?:queued|applied|picked|pushed|merged|taken|took|kept|put|staged) "
        r".{0,80}\b(?:because|since|as|so) i(?:'d| would)\b"
        r"|\bi do(?:n't| not) think (?:it|that|this|these|they)(?:'s| is| are) (?:\w+ )?(?:racy|"
        r"wrong|broken|unsafe|overkill|harmful|dangerous|confusing|complex|complicated)\b"
        r"|\bshould(?: \w+)? (?:do|work|help|suffice|fix)(?: it| the (?:job|trick)| here)?\W*$"
        r"|\bi don't see any(?:thing)? (?:\w+ )?(?:problem|issue|reason not|wrong)"
        r"|\b(?:next time|in (?:the )?future|going forward|as a follow[- ]?up|later on)\b"
        # Nothing has to be done; when something will be; what others are asked for.
        r"|\bi do(?:n't| not) think (?:we|you) (?:need|have) to(?=\W*$|[,.;])"
        r"|\b(?:ignore|disregard|forget|scratch) my\b"
        r"|\bno need to (?:thank|greet|apologi[sz]e|be sorry|worry|hurry|rush|ping|remind|bump)\b"
        r"|\bnot sure (?:\w+ )?when (?:i|we)\b|\bto add (?:the |these )?tags\b"
        r"|\b(?:devs?|developers|folks|maintainers?|people|guys|experts?) (?:can|could|would) "
        r"(?:please |also )?(?:take|have|look|review|test|comment|check|confirm|chime|weigh)\b"
    ),
)
"""What a reader would rather have, or doubts: a request where he gives no tag with it."""
