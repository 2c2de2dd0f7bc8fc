# SPDX-License-Identifier: GPL-2.0-or-later
"""Which statements tell of no fault of a patch, by what they say and how they are built."""

from tracker.mail.phrases.vocabulary import Vocabulary

NO_FAULT = (
    r"\bnot sure\b|"
    r"\bshould(?: also| still| just| probably| then)? (?:be|work|do|help|apply|suffice|"
    r"compile|build) "
    r"(?:\w+ )?(?:fine|ok|okay|good|enough|safe|possible|able|sufficient|trivial|easy|"
    r"harmless)\b"
    r"|\bmust have\b|\bshould have\b(?! (?:(?:been )?(?:an?|the|some)|its|stayed)\b)|\b(?:it|this|"
    r"that|these|"
    r"those|they|which) should(?:n't| not)?(?: \w+)? (?:work|affect|break|hurt|matter|clarify|"
    r"cover|suffice|become|help|limit|make (?!(?:it )?clear))\b|^\W*should make\b|\bshould(?:n't| "
    r"not)? be (?:hard|similar|slightly|(?:a "
    r")?(?:rare|"
    r"big|huge|common)\b)|\b(?:should|must)(?: \w+)? be (?:\w+er|less|more|at least as|"
    r"as)\b|\bshould(?: \w+)? (?:work|suffice|do|help|apply)(?: for "
    r"me| here| now| then| too| as well| it| the (?:job|trick))?\W*$|\bshould be (?:it|all)\b"
    r"|\b(?:i|we)(?:'ll| will| should(?: have)?| shall| must| have to| need to| had to|'ve|'m|"
    r" am) "
    r"(?:\w+ )?(?:test|check|look|try|review|apply|take|queue|think|wait|say|admit|missing|"
    r"mention|ask|discuss|add (?:it|this) to)\b"
    r"|\b(?:am i|did i|i might be|i may be|maybe i'm|perhaps i'm|unless i'm|i'm|if i'm) "
    r"(?:missing|forgetting)\b|\bi (?:(?:kind of|always|often|also|just|totally) )?"
    r"(?:forgot|missed|forget|lack|omit)\b|\bwhat am i\b"
    r"|\b(?:without|before) (?:this|the|these|your) (?:patch(?:es)?|changes?|fix|series|"
    r"commits?)\b"
    r"|\b(?:fixes(?! tag|:)|fixed|prevents?|avoids?|(?<!n't )(?<!not )solves?|resolves?|"
    r"addresses|reported|"
    r"fixing (?:this|that|it|the)|to catch|protects? against|imagine a|described (?:above|below|"
    r"earlier)|wrongly thought|"
    r"reproduce[ds]?)\b"
    r"|\b(?:not|n't|nothing|isn't|never|hardly|no longer)(?: \w+){0,2} (?:wrong|broken|"
    r"incorrect|"
    r"an issue|a problem|a regression|a bug)\b|\bnot a (?:big )?(?:deal|problem|blocker)\b"
    r"|\bshould (?:never|not) (?:be )?(?:happen|hurt|matter|possible)"
    r"|\bfeel free\b|\b(?:they|users?|we) do(?:n't| not) need\b"
    r"|\bdoes(?:n't| not) apply (?:here,? though|in (?:this|that|my|your) case)\b"
    r"|\bi thought\b|\b(?:don't|do not|can't|cannot) see (?:a|any|the|"
    r"how)\b.{0,30}\b(?:deadlock|race|leak|"
    r"problem|issue|bug)"
    r"|^\W*(?:j?fyi|side[- ]?note|as an aside|off[- ]topic)\b|^\W*it's not like\b"
    r"|\b(?:next time|in (?:the )?future|going forward|for the record)\b"
    # What a step would cost, what somebody once said, what is only wondered about.
    r"|\b(?:we|i|they|one|users?|people)(?:'d| would| might| may)(?: \w+)? (?:have|need) to\b"
    r"|^\W*i (?:remember|recall)\b|\byou need to be (?:careful|aware)\b"
    r"|^\W*(?:then|later|earlier|previously|originally|initially|back then|at first)\b.{0,40}"
    r"\b(?:pointed out|noted|said|found|noticed|told|mentioned|reported|suggested)\b"
    r"|\bwe (?:forgot|missed)\b|\bshould already\b"
    r"|\bi(?:'m| am| was)? (?:just |also |still )?wonder(?:ed|ing)? (?:if|whether) there\b"
    r"|\b(?:patch|commit|series|fix) ['\"(]{1,2}[^'\"]{3,120}['\"]"
    # What its sender did or agrees to, what a third person thinks, what cannot be known.
    r"|\bi (?:was|had been|have been) (?:\w+ )?(?:missing|forgetting|looking)\b|\bi (?:do "
    r"|fully |also |certainly |totally |completely )?agree\b(?!.{0,200}\bbut\b)|^\W*(?!i\b"
    r"|you\b|as\b)[\w.-]{2,20} (?:suggested|argued|thinks|felt|feels|claimed|prefers)\b"
    # A defect that the patch mends, or that is gone.
    r"|\b(?:catch|find|spot|spotted|caught),? (?:that|this|it) was\b|\b(?:is|are) gone\b|\bbut "
    r"(?:this |that |it )?can be \w+\W*$|, but "
    r"(?:for|in|that|this|it|i|we)\b.{0,60}(?:\b(?:safe|fine|harmless|okay|add it|live with)\b|"
    r"\bdoes not cause\b)"
    r"|\b(?:one|a) [\w-]{1,20} less\b|\bi (?:hit|was chasing|also hit|have hit)\b|\byou saw\b"
    r"|\bimpossible to (?:know|tell|say|predict|guess|protect)\b|\btoo late (?:to|for)\b|\b(?:was|"
    r"were) "
    r"too "
    r"(?:early|late|soon|quick|hasty)\b|^\W*(?:maybe|perhaps|sorry,?|apologies) (?:that |this "
    r"|it |i )?(?:was|were)(?:n't| not) (?:\w+ )?(?:clear|obvious)\b|\bwhich is(?:n't| not) "
    r"(?:\w+ )?(?:great|ideal|nice|perfect|optimal|pretty),? but\b|\b(?:warns?|complains?"
    r"|returns?|triggers?|is (?:called|used|set)) (?:if|when|whenever)\b|\byou (?:guys |all "
    r"|folks )?(?:do(?:n't| not)|won't|wouldn't) (?:need|have) to do (?:that|this|it"
    r"|anything)\b|#regz"
    # What its sender took wrongly, did himself, explains or can live with.
    r"|\b(?:ignore|disregard) my (?:\w+ )?(?:reply|e?-?mail|comments?|message|remarks?|"
    r"questions?|answer)\b|\bi (?:misread|misunderstood|misremembered|was confused)\b"
    r"|^\W*(?:(?:ok|okay|so|and|also) )?(?:i |we |think )(?:i )?(?:have |'ve )?(?:also |just )?"
    r"(?:dropped|disabled|turned off|convinced|took|make sure|made sure)\b"
    r"|^\W*(?:(?:and|but|so) )?(?:the|one|that) reason (?:why |that |is |for )"
    r"|\bcorrect me\b|^\W*(?:then again|on the other hand|on second thought)\b"
    r"|\bi do(?:n't| not) think (?:that )?(?:it|this|that|these|they) (?:is|are) (?:\w+ )?"
    r"{wrong}"
    r"|\bi(?:'m| am|'d be) (?:\w+ )?(?:fine|ok|okay|happy|good) with (?!.{0,80}\bbut\b)"
    r"|\b(?:wouldn't|would not|doesn't|does not) (?:\w+ )?change (?:what|how|anything|much|the "
    r"fact)\b|\b(?:callers?|user ?space|users?|file ?systems?|clients?|servers?|hardware|"
    r"firmware) (?:then |still )?(?:just|only|simply) (?:has|have|needs?) to\b"
    # What somebody has met elsewhere, never saw the like of, or cannot do; what hardly happens.
    r"|\bremind(?:s|ed) me of\b|\bha(?:s|ve) to be (?:one of )?the (?:\w+est|most|least)\b"
    r"|\bi (?:can't|cannot|can not|couldn't|could not)(?: even)? (?:submit|send|post|test|"
    r"(?:compile|build)[- ]test)\b"
    r"|\bshould(?:n't| not)(?: \w+)? (?:get|be) (?:called|used|hit|needed|reached|executed) "
    r"(?:very |that |too |so |all that )?often\b|^\W*(?:luckily|fortunately|thankfully)\b"
    r"|\bi(?:'m| am) (?:just |still )?(?:trying to (?:think|imagine|understand)|thinking (?:of|"
    r"about))\b|\blet me know if\b"
    # What its sender mends: the fault is of other code.
    r"|\bi(?:'ve| have)?(?: also| just| already| now)? (?:sent|posted|submitted) (?:an?|my|the) "
    r"(?:\w+ )?(?:patch|fix|series)\b(?!.{0,200}\b(?:your?|this (?:patch|change|series))\b)"
)
"""What a sentence holds that tells of no fault, whatever else it says; ``{wrong}`` stands for the
words of what is wrong."""

BRACKETED = Vocabulary(
    r"\((?=[^() ]{1,60} [^() ]{1,60} )[^()]{8,300}\)",
    "it is fine (that was due to false positives)",
    "spin(dev, a)",
    case=True,
)
QUOTATION = Vocabulary(
    r"\"(?=[^\" ]{1,60} [^\" ]{1,60} )[^\"]{8,300}\"",
    'it fails with "the arguments do not match"',
    'use "spin"',
    case=True,
)
"""What stands beside a statement, or was said by another."""
CONDITION_FIRST = Vocabulary(
    r"\W*(?:(?:and|but|so|also|now|well|ok|okay|then)\W+){0,2}(?:even )?(?:if(?! you (?:look|check|"
    r"read|see)\b)|unless|though|although|assuming|provided|suppose|supposing|"
    r"imagine)\b[^,;:]{0,300}",
    "if some patch misses the order, it fails",
    "some patch misses the order",
    case=True,
)
"""The clause of a condition or concession that opens a folded statement."""
UNKNOWN_CASE = Vocabulary(
    r"\W*(?:(?:and|but|so|also|now|well)\W+){0,2}if (?:so|not|the (?:latter|former)|(?:this|that|"
    r"it)"
    r"(?:'s| is)(?: really| indeed)?(?: not|n't)? (?:the case|so|true|wrong))\b",
    "if the latter, then that is a bug",
    "if it is held, that is a bug",
    case=True,
)
"""A folded statement about a case of which its sender does not know whether it is one."""
AGREES_FIRST = Vocabulary(
    r"\W*(?:(?:oh|ah|hm+|well|ok|okay|i guess)\W+)?(?:yes|yep|yeah|yup|right|true|indeed|exactly|"
    r"correct|agreed?|i (?:fully |totally )?agree|i understand|i think so|absolutely|"
    r"you(?:'re| are)(?: \w+)? (?:right|correct)|"
    r"(?:that|this|it)(?:'s| is) (?:true|right|correct))\b"
    r"(?!.{0,300}\b(?:but|however|though|except|still|your?|this (?:patch|change|series))\b)",
    "yes, this warning is totally bogus",
    "yes, but this warning is bogus",
    case=True,
)
"""A folded statement that says yes to what was said before it."""
GRANTS_FIRST = Vocabulary(
    r"\W*(?:(?:oh|ah|hm+|well|ok|okay|yeah|yes|nod|right)\W+){0,2}(?:i (?:fully |totally )?agree|"
    r"you(?:'re| are)(?: \w+)? (?:right|correct)|i (?:guess|suppose) you(?:'re| are) right|"
    r"agreed)\b"
    r"(?!.{0,300}\b(?:but|however|though|except|still|your?(?! are\b)|this (?:patch|change|"
    r"series)|please)\b)",
    "you're probably right that a check would be better elsewhere",
    "you're right, but a check would be better",
    case=True,
)
"""A folded statement that grants what was said: its wish is the other's."""
MARVELS = Vocabulary(
    r"\W*(?:(?:hm+|ok|okay|well|huh)\W+)?that(?:'s| is| looks?| seems?| sounds?)"
    r"(?: (?:very|really|quite|rather|pretty|a bit|indeed|also|just))?(?: like)? (?:strange|odd|"
    r"weird|suspicious|a bug)\W*$",
    "that is very strange",
    "that name is odd",
    case=True,
)
"""A folded statement that marvels at what was said; under code it is about the code."""
