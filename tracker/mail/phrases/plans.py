# SPDX-License-Identifier: GPL-2.0-or-later
"""How readers say what they will do next themselves, or leave to a third person."""

from enum import Enum

from tracker.mail.phrases.phrase import Phrase, PhraseTable
from tracker.mail.phrases.vocabulary import Vocabulary


class Plan(Enum):
    """What a reader will do next, or leaves to somebody else."""

    APPLY = "apply"
    """He will apply it, perhaps with a change of his own."""
    LOOK = "look"
    """He will test it or read it."""
    YOURS = "yours"
    """The other may apply it as he likes."""
    WAIT = "wait"
    """They wait for somebody's word."""
    ASIDE = "aside"
    """They add a remark that asks for nothing."""
    MERGE = "merge"
    """Asked who takes it, they say that they do: of an author it is no promise to change it."""


PLANS = PhraseTable(
    "plans",
    (
        Phrase(
            r"\b(?:i|we)(?:'ll| will|'ve| have|'m going to| am going to| can| could| would|'d| "
            r"may| "
            r"might)?(?: \w+){0,4} (?:\w+ )?(?:fix|fixed|change|changed|tweak|edit|adjust|amend|"
            r"massage|polish|rewrite|rephrase|rework|amended|fold|"
            r"squash|reword|add|drop|remove|correct|do|touch|update|handle|take care|clean|"
            r"resolve|wrap)(?:ed)?\b.{0,40}\b"
            r"(?:(?:while|when|on|during|upon|before|as i) (?:i (?:am )?)?(?:appl(?:y|ying)|"
            r"merg(?:e|"
            r"ing)|"
            r"commit(?:ting)?|push(?:ing)?|queu(?:e|ing)|picking|pulling)|(?:at|on) (?:commit|"
            r"merge|"
            r"apply|push|queue) time)",
            Plan.APPLY,
            "I'll fix it up while applying.",
            "I will fix dinner when the guests come.",
        ),
        Phrase(
            r"\bno need (?:to|for)(?: you to| a)?(?: \w+ and)? (?:re-?send|re-?post|re-?spin|send|"
            r"post|new (?:version|round|spin|revision|iteration|posting)|another (?:version|round|"
            r"spin|revision|iteration|posting)|v[0-9])"
            r"(?!.{0,60}[,;] (?:just|only|but)\b)"
            r"|\bdon't (?:need|have) to (?:re-?send|re-?post|re-?spin)\b"
            r"(?!.{0,60}[,;] (?:just|only|but)\b)",
            Plan.APPLY,
            "No need to resend, I can fix the typo.",
            "There is no need for it.",
        ),
        Phrase(
            r"\b(?:i|we)(?:'ll| will|'m going to| am going to| can| plan to| intend to|'m about "
            r"to| "
            r"should be able to)(?: \w+){0,2} (?:apply|queue|merge|pick|take|pull|push|land|commit)"
            r"(?: up| in)? (?:this|it|these|them|the|that|both|all|your|v[0-9]|patch|series|"
            r"through|"
            r"via|for|to|with|first|once|after|later|soon|tomorrow|next|1|2|3)\b|"
            r"\b(?:i|we)(?:'ll| will|'m going to| can)(?: just)? (?:send|route|carry) (?:it|this|"
            r"these|them|the \w+)(?: up)? (?:through|via) (?:the |my |our )?[\w/-]{2,20} "
            r"(?:tree|branch|queue)\b|"
            r"\bi(?:'m|'ve|'ll)? [^.;?]{0,80} and will (?:then )?(?:push|apply|queue|merge|commit)"
            r" ?(?=(?:it|this|them|to|into|on|soon|later|shortly|once|after|the)\b|$|[.,!])|"
            r"\bi(?:'ll| will| can) [^.;?]{1,80} before (?:push|merg|apply|committ)ing\b",
            Plan.APPLY,
            "So I will apply this first.",
            "I will take care of the children.",
        ),
        Phrase(
            r"\b(?:i|we)(?:'ll| will|'m going to| am going to| can)(?: \w+){0,1} (?:fold|squash|"
            r"fix|"
            r"tweak|edit|adjust|amend|reword|rebase|touch|correct|add|drop)\b[^.;?]{0,60}? and "
            r"(?:then "
            r")?(?:apply|queue|push|merge|commit|pick|take) ?(?:it|this|them|these|the \w+|all|up)?"
            r"(?:\W|$)",
            Plan.APPLY,
            "I'll fold in the fix and apply.",
            "I'll fix the test and run it again.",
        ),
        Phrase(
            r"\b(?:i|we)(?:'ll| will) (?:\w+ )?(?:toss|throw|stick|stash|shove) (?:it|this|these|"
            r"them|the \w+) (?:in|into|onto|on)(?: there| here| my| the|\W)",
            Plan.APPLY,
            "But I'll toss the test in there anyway.",
            "I'll toss the old one.",
        ),
        Phrase(
            r"^\W*(?:just |only )?(?:pointing out\b|as an aside\b|side[- ]note\b|off[- ]topic\b)",
            Plan.ASIDE,
            "Just pointing out that the next release is far away.",
            "You are pointing out a problem.",
        ),
        Phrase(
            r"\blet me (?:just |then )?(?:pick|apply|queue|take|merge|pull|grab)(?: up)? (?:this|"
            r"it|"
            r"these|them|that|the (?:patch|series))\b|[,;] (?:and |so )?(?:will|i'll|i will) "
            r"(?:then )?"
            r"(?:push|apply|queue|merge|commit)\b",
            Plan.APPLY,
            "Let me pick this up for rc3.",
            "Let me take a look at it.",
        ),
        Phrase(
            r"\b(?:i|we)(?:'ll| will| can)(?: just)? (?:sort|fix|clean|tidy) (?:that|this|it|them|"
            r"those|the \w+)(?: \w+)? (?:out|up|myself|locally|for you|here)\b",
            Plan.APPLY,
            "No worries, I'll sort that out.",
            "I'll fix the test later.",
        ),
        Phrase(
            r"^\W*(?:will|going to|gonna) (?:apply|queue|merge|pick|take|pull|push)\b",
            Plan.APPLY,
            "Will queue it after the merge window.",
            "Will it apply?",
        ),
        Phrase(
            r"\b(?:i|we)(?:'ll| will|'m going to| can) keep (?:[^ ]+ ){1,4}(?:in|on) (?:my |the |"
            r"our )?"
            r"(?:[a-z0-9]+[-/])?(?:next|fixes|queue|tree|branch)\b",
            Plan.APPLY,
            "So I'll keep the patch in misc-next.",
            "I'll keep that in mind.",
        ),
        Phrase(
            r"\bfeel free to (?:apply|merge|push|take|pick|queue|commit|amend|fix|change|use)\b|"
            r"\b(?:love|happy|fine|glad|grateful|prefer)\b[^.;?]{0,20} for you to (?:make|do|fix|"
            r"change|apply|take|handle)\b|\bi trust you to\b|\bplease (?:do )?(?:fix|make|change|"
            r"do) (?:it|that|them|this|those(?: \w+)?|these(?: \w+)?)(?: up)? yourself\b",
            Plan.YOURS,
            "Feel free to apply your version.",
            "Feel free to ask.",
        ),
        Phrase(
            r"\b(?:i|we)(?:'ll| will|'m going to| am going to| shall| plan to| intend to| hope to|"
            r" want "
            r"to| need to|'d like to| should be able to|'m happy to| am happy to)(?: \w+){0,3} "
            r"(?:test|"
            r"review|look (?:at|into|over|through|again|closer|more)|take a (?:\w+ )?look|check|"
            r"run|try (?:this|it|these|them|out)|give (?:it|this|"
            r"them|these)|have a (?:\w+ )?(?:look|read|go)|get to|read|think|let you know|get "
            r"back|(?:complete|finish|continue|do) (?:the|my|a) (?:\w+ )?review|"
            r"go through|dig|investigate|respond|reply|comment)\b",
            Plan.LOOK,
            "I'll take a look at these again next week.",
            "I'll look nice.",
        ),
        Phrase(
            r"\b(?:i|we)(?:'ll| will|'d| would)(?: \w+){0,2} (?:wait (?:for|until|till)|ask)\b|"
            r"\blet(?:'s| us|s) (?:just |first )?wait (?:for|until|till)\b",
            Plan.WAIT,
            "I'll wait for more comments first.",
            "The driver will wait for the irq.",
        ),
        Phrase(
            r"\b(?:need|needs|take me|take|takes)(?: \w+){0,2} (?:time|days?|weeks?|while)(?: "
            r"\w+)? to "
            r"(?:review|look|test|read|think|go|get|check|try|digest)\b|"
            r"\badd(?:ing|ed)(?: it| this| them| these| the (?:patch|series))?(?: \w+)? to (?:my|"
            r"our) "
            r"(?:test|review|todo|to-?do|ci|list|pile|backlog)|"
            r"\b(?:is|it's|this is|it is) on my (?:list|todo|to-?do|radar|plate|review)\b|"
            r"\bin my (?:review|reading|to-?do) (?:queue|list|pile|backlog)\b"
            r"|\b(?:on|back from) (?:holidays?|vacation|leave|travel|a trip)\b|\btravell?ing\b|"
            r"\bout of (?:the )?office\b|\bbear with me\b|\bi(?:'m| am) (?:away|out|off) (?:until|"
            r"till|"
            r"this|next|for|on)\b|\bi(?:'ll| will) be back\b|\bi(?:'m| am) (?:\w+ )?(?:swamped|"
            r"overloaded|buried|behind on)\b"
            r"|[,;] (?:will|i'll|i will) (?:look|review|check|test|reply|answer|get to)\b",
            Plan.LOOK,
            "I need some more time to review this.",
            "It takes a long time to boot.",
        ),
        Phrase(
            r"^\W*(?:will|let me|going to) (?:also |just |then )?(?:test|review|look|take a "
            r"(?:\w+ )?look|check|run|"
            r"give (?:it|this)|have a (?:\w+ )?look|get to|read|think)\b",
            Plan.LOOK,
            "Will test it on the old board.",
            "Will it pass the test?",
        ),
    ),
    unless=(
        r"\bif (?:nobody|no one|you|there)\b.{0,20}\bobject|\bwon't\b|\bcan't\b|\?\W*$"
        r"|\bto add (?:the|my|these|received) tags?\b"
        r"|\bnot (?:going to )?(?:apply|take|merge|queue)\b"
    ),
)
"""What a reader will do next himself, so that nobody waits for the author."""

TAKES_OVER = PhraseTable(
    "takes-over",
    (
        Phrase(
            r"\b(?:i|we)(?:'ll| will|'m going to| am going to| plan to| intend to|'m about to)"
            r"(?: \w+){0,2} (?:make|send|post|write|prepare|cook up|submit|come up with|spin|do)"
            r"(?: out| up)? (?:a|my own|an|another|some|my)(?: \w+){0,2} (?:patch(?:es)?|fix|"
            r"series|"
            r"version|counter-?proposal|alternative)\b",
            Plan.LOOK,
            "I'll make a patch since there are related changes needed.",
            "I'll make a note of the patch.",
        ),
    ),
    unless=r"\b(?:if|unless|won't|not)\b|\?\W*$",
)
"""Where a reader says this, they go on with it themselves."""


class Handover(Enum):
    """What a sentence leaves to somebody else."""

    WORD = "word"
    """Their opinion, review or test is waited for."""


_NAME = r"(?P<name>(?-i:[A-ZÀ-Ý])[\w.-]{1,20})(?: (?-i:[A-ZÀ-Ý])[\w-]{1,20})?"
"""A capital letter makes it a name."""
_GIVES = (
    r"(?:ack|opinion|review|input|comments?|thoughts?|blessing|tag|feedback|view|reply|answer|"
    r"response|word|approval|confirmation|decision|tests?)"
)
_DOES = (
    r"(?:comment|ack|review|test|look|confirm|chime|have|take|check|weigh|say|give|sign|answer|"
    r"reply|respond|decide|merge|apply|pick)"
)

HANDOVERS = PhraseTable(
    "handovers",
    (
        Phrase(
            r"\b(?:like|want|need|love|prefer)(?: to (?:have|get|see|hear))?(?: an?| the| from)? "
            rf"{_NAME}(?:['’]s {_GIVES}| to {_DOES})\b",
            Handover.WORD,
            "I'd like Mia to comment on this.",
            "I'd like the core to check it.",
        ),
        Phrase(
            rf"\bwait(?:ing)? (?:for|until|till|on) {_NAME}(?:['’]s {_GIVES}| (?:to )?{_DOES})",
            Handover.WORD,
            "Let's wait for Mia's opinion.",
            "It waits for the answer.",
        ),
        Phrase(
            r"\b(?:leav(?:e|ing)|defer(?:ring)?|up)(?: it| this| that| them| the (?:\w+ ){0,2}\w+)?"
            rf"(?: up)? to {_NAME}\b",
            Handover.WORD,
            "I'll leave this to Mia.",
            "It comes up to here.",
        ),
        Phrase(
            rf"\b(?:an? )?(?:ack|review|test(?:ing|ed)?|look|opinion|input|reviewed-by|"
            rf"acked-by|tested-by) (?:from|by) {_NAME}\b",
            Handover.WORD,
            "Needs an ack from Mia.",
            "It is a test by hand.",
        ),
        Phrase(
            rf"\b(?:let|letting) {_NAME} (?:decide|comment|judge|chime|answer|have|take|review|ack|"
            r"handle|speak)",
            Handover.WORD,
            "I'll let Mia decide.",
            "I'll let it decide.",
        ),
        Phrase(
            rf"\b(?:add(?:ed|ing)|copy(?:ing)?|copied) {_NAME} to (?:the )?(?:cc|loop|thread|"
            rf"conversation|discussion)\b",
            Handover.WORD,
            "I added Mia to Cc, who knows this better.",
            "Adding it to the list.",
        ),
        Phrase(
            rf"^\W*(?:\+ ?cc:?|cc['’]?(?:ing|ed):?|adding|copying|looping in|pulling in|"
            rf"including) {_NAME}(?= *(?:[,.;(]|who\b|for\b|in case\b|$))",
            Handover.WORD,
            "Adding Mia, who wrote it.",
            "Adding the driver to the list.",
        ),
        Phrase(
            r"\b(?!(?:this|that|it|the|he|she|they|you|we|there|which|what|who|patch|i|one|core|"
            r"driver|"
            rf"kernel|code)\b){_NAME} (?:knows?|is the (?:one|expert|right person|person)|would "
            rf"know|wrote|"
            rf"designed|"
            r"will know|might know|may know|can tell|should know)\b(?:[^.;]{0,60}\b(?:best|better|"
            r"more|hardware|code|part|to ask|who|that|this|says?|thinks?|sure)\b|"
            r"(?<= know)(?= *(?:[.,;!)]|$)))",
            Handover.WORD,
            "Mia knows this hardware best.",
            "This is the one that Mia wrote.",
        ),
        Phrase(
            rf"\b(?:over to|hand(?:ing)? (?:it |this )?(?:over )?to|up to|call is for|deferring "
            rf"to) {_NAME}"
            r"(?= *(?:[.,;!)]|$|for\b|now\b|then\b))",
            Handover.WORD,
            "Over to Mia.",
            "It is up to date.",
        ),
        Phrase(
            r"\b(?:could|can|would|will|should|might|may|ask|asking|consult) "
            rf"{_NAME}(?= (?:please |perhaps |maybe )?{_DOES}\b| *(?:[.,;:!)]|$)|"
            r" (?:about|if|whether)\b)",
            Handover.WORD,
            "Could Mia take this via the core tree?",
            "Could it take the lock?",
        ),
        Phrase(
            rf"\bhear (?:what |from |(?=\w+['’]s (?:opinion|view|thoughts|take)\b)){_NAME}",
            Handover.WORD,
            "Would love to hear from Mia.",
            "I hear from the list.",
        ),
        Phrase(
            rf"\bwhat (?:does |would |do )?{_NAME} (?:thinks?|says?|has to say|makes? of)\b",
            Handover.WORD,
            "I wonder what Mia thinks.",
            "This is what it says.",
        ),
        Phrase(
            rf"\b{_NAME} (?:should|could|can|needs? to|has to|may want to|might want to) (?:\w+ )?"
            r"(?:ack|review|comment on|decide|merge|apply|pick|take|test|look at|have a look|sign "
            r"off)"
            r"(?: up| on| at)? (?:this|it|these|them|that|the (?:patch|series))\b",
            Handover.WORD,
            "Mia should ack this.",
            "somebody should test this.",
        ),
    ),
    unless=r"\b(?:you|author|submitter)\b|^\W*(?:we|i|one|they|he|she|it|this|that)\b"
    r"(?! (?:think|guess|believe|suggest|suppose|wonder|assume)\b).{0,12}"
    r"\b(?:should|could|can|needs?(?! an? (?:ack|review|test|acked|look))|has|may|might)\b",
)
"""Whether the name is anybody's is known where the people of the thread are."""

OFFERS = PhraseTable(
    "offers",
    (
        Phrase(
            r"\b(?:do you |would you |or |you )?(?:want|rather|prefer|like)(?: me| i| that i)(?: "
            r"to)? "
            r"(?:\w+ )?(?:re-?send|re-?post|re-?spin|send|post|spin|rebase|squash|fold)\b|"
            r"\b(?:should|shall|do|can|must) i (?:need to |have to |better |just |also |then "
            r")?(?:re-?send|"
            r"re-?post|re-?spin|(?:send|post|spin) (?:a |an |the |it |this |out )?(?:v ?[0-9]|new|"
            r"another|updated|again|as))|"
            r"\b(?:can|could|will|would) you (?:please |just |maybe )?(?:fix|fold|squash|amend|"
            r"tweak|"
            r"adjust|correct|change|add|drop|touch) (?:\w+ ){0,4}(?:up|while|when|on|during|in "
            r"place|as "
            r"you)\b",
            Plan.YOURS,
            "Do you want me to resend?",
            "Do you want to resend?",
        ),
    ),
)
"""Where an author asks this, what was conceded is somebody else's choice."""

TO_ANYBODY = PhraseTable(
    "to-anybody",
    (
        Phrase(
            r"\b(?:can|could|would|will|did|has|have|does) (?:somebody|someone|anyone|anybody|"
            r"others?|"
            r"(?:the |some )?[\w-]{2,20} (?:folks|people|guys|maintainers?|experts?)) (?:else |"
            r"please |"
            r"kindly |also )*(?:test|review|ack|comment|check|confirm|have a look|take a look|"
            r"look|try|"
            r"tested|reviewed|tried|verify|chime)",
            Handover.WORD,
            "Can somebody test this?",
            "Can you test this?",
        ),
        Phrase(
            r"\b(?:any|some) (?:other )?(?:opinions?|thoughts?|comments?|objections?) (?:from|by) "
            r"(?:others?|anyone|anybody|(?:the )?[\w-]{2,20} (?:folks|people|maintainers?))",
            Handover.WORD,
            "Any thoughts from the DT folks?",
            "Any thoughts?",
        ),
    ),
)
"""A question to whoever can answer it: no debt of the author's."""

MERGED_BY_WHOM = Vocabulary(
    r"\b(?:want|like|prefer|need) (?:me|us) to (?:\w+ )?"
    r"(?:merge|apply|take|pick|queue|push|pull)\b|"
    r"\b(?:merg(?:e|ing)|tak(?:e|ing)|apply(?:ing)?|push(?:ing)?|queu(?:e|ing)|pick(?:ing)?|"
    r"rout(?:e|ing))(?: [\w/]+){0,4} (?:yourself|through|via)\b|"
    r"\b(?:which|whose|what|your own) tree\b",
    "Do you want me to merge this through the lamp tree?",
    "Could this be merged into the check above?",
)
"""A quoted line that asks who takes the patch."""
