# SPDX-License-Identifier: GPL-2.0-or-later
"""How readers say, in plain statements, what is wrong with a patch."""

from tracker.mail.phrases.phrase import Phrase, PhraseTable
from tracker.mail.phrases.review.fault_parts import BE, HARM, MINDS, RIGHT, THING, WRONG
from tracker.mail.phrases.review.statement_words import NO_FAULT
from tracker.model.mail import RemarkKind

_FAULT = RemarkKind.FAULT
FAULTS = PhraseTable(
    "faults",
    (
        Phrase(
            rf"(?<!\bif )\b{THING}\b[^.;?]{{0,30}}?\b{BE} {WRONG}\b",
            _FAULT,
            "This is wrong, the lock is still held here.",
            "Then Rex pointed out that the patch is unnecessary.",
        ),
        Phrase(
            rf"(?<!\bif )(?<!\bin case )\b{THING}\b[^.;?]{{0,30}}?\b"
            rf"(?:(?:is|are|does|do)(?:n't| not)|(?:seems?|looks?|appears?|feels?) not)"
            rf"(?: really| quite| yet| always| even| actually| the| very| look| seem| appear| "
            rf"sound|"
            rf" be| strictly| exactly| entirely| necessarily){{0,3}} {RIGHT}\b",
            _FAULT,
            "No, that is not so.",
            "In case it wasn't obvious, I meant the next merge window.",
        ),
        Phrase(
            rf"\b(?:your|this|the) (?:entire|whole|complete|proposed|suggested) "
            rf"\w+ {BE} {WRONG}\b",
            _FAULT,
            "Your entire patch is broken.",
            "The whole board is new.",
        ),
        Phrase(
            r"^\W*(?:the |a |your )?(?:[\w-]{1,20} ){1,3}(?:is |are )?missing(?: here| too| "
            r"again)?\W*$|"
            r"\bi (?:definitely |really |still )?do(?:n't| not) (?:definitely |really )?think "
            r"(?:that )?"
            r"(?:this|it|that|the (?:patch|series|change|fix|code)|your \w+)(?: as[- ]is)? "
            r"(?:works|"
            r"is (?:right|correct|safe|enough|ok|okay|needed|necessary|sufficient|valid))\b|"
            r", but (?:it |this |that )?(?:also |still )?needs to (?:be|come|go|stay|have)\b|"
            r"^\W*(?:(?:so|and|but|also|no|then|here)\b,? ){0,2}you(?:'ll| will)?"
            r"(?: definitely| still| also| probably| really){0,2} need (?:a|an|the|another|some|"
            r"[a-z]\w*\()",
            _FAULT,
            "Sob missing.",
            "You need not send it.",
        ),
        Phrase(
            r"(?:^\W*|[,;] )(?:so|thus|and) we(?: still| also| really)? need (?:an?|another) "
            r"(?!moment|bit|while|few|lot)",
            _FAULT,
            "It writes there by hand, so we need a new helper.",
            "So we need a few days.",
        ),
        Phrase(
            r"^\W*(?:(?:so|and|but|also|i think|i guess)\W+){0,2}(?:before|since|as|given|"
            r"considering|because)\b[^,]{3,120}, (?:i think )?(?:we|you|this|it|the \w+)(?: \w+)? "
            r"(?:should|needs? to|must|has to)(?:n't| not)? (?!be (?:fine|ok|safe)|work\b)\w|"
            r", so (?:this|the) (?:patch(?: ?set)?|series|change|code|driver) (?:has|needs|ought) "
            r"to "
            r"|\binstead (?:we|you) (?:need|have) to\b",
            _FAULT,
            "Before applying this, we should rework the index.",
            "As you said, it should work.",
        ),
        Phrase(
            r"\b(?:is|are|seems?)(?:n't| not) (?:really |exactly |such |like )?an? (?:good|great|"
            r"valid|proper|viable|nice|real|robust) (?:design|idea|approach|practice|solution|way|"
            r"thing|fit|option)\b",
            _FAULT,
            "Sending a command to find out is not a good design.",
            "This is a good idea.",
        ),
        Phrase(
            rf"\bthe [\w-]{{2,20}} (?:path|handling|logic|check|locking|case|branch|loop|"
            rf"calculation) "
            rf"{BE} {WRONG}\b|\b(?:this|that|it|which|patch)(?: just| basically| also| only)? "
            rf"duplicates\b|"
            r"\b(?:helper|function|macro|api|define|wrapper|accessor)(?: for (?:this|that|it))? "
            r"(?:already "
            r"exists|exists already)\b",
            _FAULT,
            "The suspend path looks broken.",
            "The path through the woods is new.",
        ),
        Phrase(
            r"\b(?:my|our) (?:bot|ci|robot|script|test ?suite|tests|setup|test run)s? (?:has |"
            r"have |"
            r"had |also )?(?:found|reports?|reported|complains?|complained|fails?|failed|caught|"
            r"flagged)\b",
            _FAULT,
            "My bot found errors running the checks on your patch.",
            "My bot runs at night.",
        ),
        Phrase(
            r"^(?!\W*(?:if|unless|before|without|when|since|because|as)\b)(?:[^\s;?]{1,30} ){1,6}"
            r"(?:breaks?|broke) (?:the )?(?:build|compilation|bisect|bisection|bisectability)\b",
            _FAULT,
            "Using an anonymous union breaks the build with the old compiler.",
            "If it breaks the build, say so.",
        ),
        Phrase(
            rf"^\W*(?:(?:still|also|just|plain|simply|now|not)\W+)?{WRONG}\W*$",
            _FAULT,
            "Unnecessary.",
            "Wrong list, sorry.",
        ),
        Phrase(
            r"(?:^\W*(?:no|and|but|so|also|hm+|well|sorry)?,? ?|, (?:so|and|but|thus|hence) )we "
            r"(?:can't|cannot|can not|must not|should not|shouldn't) (?:just |simply |really |"
            r"possibly |ever )?(?:remove|drop|change|rename|break|rely|depend|assume|"
            r"add|introduce|expose|export|consider|treat|mix|hide|reuse|call|hold|sleep|take|block|"
            r"allow|accept|ignore|skip|move|make|do) (?!(?:much|anything|more|better|sure) )",
            _FAULT,
            "We can't remove the old interface, since there are users of it.",
            "We can't do much about it.",
        ),
        Phrase(
            rf"^\W*(?:the )?(?:indentation|alignment|formatting|naming|spelling|grammar|order|"
            rf"subject|"
            rf"prefix|title|changelog|spacing|locking)s? {BE} {WRONG}\b|"
            r"\bbut (?:the|a|this|that|your) (?:[\w()-]+ ){1,3}(?:is|are|gets?) (?:then |now "
            r")?(?:lost|"
            r"leaked|dropped|ignored|overwritten|swallowed|missing|wrong|never (?:\w+ed))\b",
            _FAULT,
            "Indentation is off in the second hunk.",
            "The order is on its way.",
        ),
        Phrase(
            r"^\W*(?:not|isn't|aren't) (?:quite |really |very |so )?(?:correct|right|true|safe|"
            r"enough|sufficient|needed|necessary|clear|valid|allowed)\b",
            _FAULT,
            "Not needed.",
            "Not that it matters.",
        ),
        Phrase(
            rf"\b{THING}\b[^.;?]{{0,40}}?\b(?:will|would|can|could|may|might|is going to)"
            rf"(?: also| then| still| now| again| likely| always| just| actually| easily| only| "
            rf"probably){{0,2}} {HARM}\b",
            _FAULT,
            "This will cause a double unlock.",
            "The machine would hang for an hour.",
        ),
        Phrase(
            rf"^\W*otherwise,? (?:we|you|it|this) (?:will |would |may |can )?{HARM}\b|"
            rf"^\W*(?:(?:but|and|so|also|now|then|well|however),? )?(?:this|that|it|which|your \w+|"
            r"(?:this|that) (?:patch|change|series|commit|one|version|code|hunk)|the "
            rf"(?:patch|change|fix))(?:'s| is)? (?:also |just |still |now |then |only |even "
            rf")?{HARM}\b",
            _FAULT,
            "This leaks the buffer on the error path.",
            "The test leaks nothing.",
        ),
        Phrase(
            r"^\W*(?:(?:one more thing|another thing|also|and|but|btw|nit|minor)\W+){0,2}the "
            r"(?:new |added )?(?:(?:error|exit|failure|slow|fast|unwind|cleanup) path|loop|"
            r"function|"
            r"callback|handler|helper) (?:still |now |also )?(?:leaks|deadlocks|sleeps|misses|"
            r"forgets|lacks|overflows|races|dereferences)\b",
            _FAULT,
            "One more thing: the error path leaks the buffer.",
            "The error path is fine.",
        ),
        Phrase(
            r"^\W*(?:(?:also|and|but|then|so)\W+){0,2}(?:you|this|it|that)(?:'ll| will) (?:also |"
            r"still |"
            r"probably |then |really ){0,2}(?:need|have) to (?!wait|ask|be patient|see|decide)|"
            r"\b(?:this|it|that|patch|series|change)(?: \w+)? (?:seems?|appears?) to (?:cause|"
            r"break|"
            r"introduce|trigger|leak|crash|hang|fail|lead|regress)\b",
            _FAULT,
            "You'll need to set the flag too.",
            "You'll need to wait.",
        ),
        Phrase(
            r"\bintroduces (?:[\w-]+ ){0,3}(?:regressions?|bugs?|leaks?|races?|deadlocks?)\b|"
            r"\b(?:with|after)(?: applying)? (?:this|the|your) (?:patch|series|commit|change)"
            r"(?:es)?(?: applied)?,? (?!.{0,80}(?:no longer|n't|not)\b)[^.;?]{0,80}?\b(?:fails?|"
            r"hangs?|crash(?:es)?|breaks?|panics?|oopses)\b",
            _FAULT,
            "After applying this patch there are a lot of tests that fail.",
            "With this patch the test does not fail.",
        ),
        Phrase(
            r"\b(?:freed|unlocked|put|called|counted|released|registered|initiali[sz]ed|set|added|"
            r"queued) twice\b|\bdouble[- ](?:free|unlock|lock|put|fetch|count)|"
            r"\buse[- ]after[- ]free\b|\b(?:memory|reference|resource|fd|refcount) leak\b|\bnull"
            r"[- ](?:pointer|ptr)?[- ]?deref|\boff[- ]by[- ]one\b|\bdead[- ]?lock(?:s|ed)?\b|"
            r"\buninitiali[sz]ed\b|\bout[- ]of[- ]bounds\b|\brace condition\b|\bis racy\b",
            _FAULT,
            "With this change the hook is freed twice on the error path.",
            "I wonder if there is a race condition.",
        ),
        Phrase(
            r"(?<!which )(?<!some )(?<![-\w])(?:lacks|misses|omits)\b|"
            r"\b(?:you|patch|series|author|commit|code|it|this|they)(?:'ve| have| has)?(?: "
            r"\w+){0,2}"
            r" (?:lack(?:s|ing)?|omit(?:s|ted)?|left out|forgets?|forgot(?:ten)?)\b|"
            r"\b(?:is|are|was|were)(?: \w+)? (?:lacking|left out|forgotten in)\b|"
            r"\b(?:is|are|still|also) missing\b|^\W*missing\b|\byou(?:'re| are)(?: still| also)"
            r"? missing\b|\byou missed\b",
            _FAULT,
            "This still lacks the tree unlock.",
            "I forgot what it was.",
        ),
        Phrase(
            r"\b(?:no|without|missing)(?: a| any| the| your| proper| real| cover)* "
            r"(?:signed[- ]off|s-?o-?b\b|change-?log|commit (?:message|log|description)|"
            r"description|fixes[:]? tag|explanation|justification|rationale|documentation)",
            _FAULT,
            "No Signed-off-by, no commit message.",
            "The description says it.",
        ),
        Phrase(
            r"(?:\b(?:this|it|which|you|they)|(?:^\W*|[,;:(] ?|\b(?:and|but|so|because|since|think|"
            r"as|if|then|guess|afraid|now|still|however|hence) )that|\b(?:patch|code|series|"
            r"message|"
            r"commit|subject|title|name|description|comment|function|driver|change|log|"
            r"here))\b(?: \w+){0,3} (?:does not|"
            r"doesn't|do not|don't|did not|didn't|won't|can't|cannot)(?: really| quite| even| "
            r"actually| fully| seem to| appear to| look like it| always| also| need to){0,2} "
            r"(?:work|match|make sense|look (?:right|good|correct)|hold|solve|fix|cover|"
            r"handle|describe|explain|belong|follow|respect|apply|compile|build|fit|"
            r"need(?! to (?:happen|be|send|re-?send|worry|re-?post|wait|respond|reply|cc|feel|"
            r"finish|do anything))|"
            r"correspond|compute|release|unlock|check|account|reflect)\b|"
            r"\b(?:patch|code|series|message|commit|subject|title|name|description|comment|"
            r"function|"
            r"change|log)(?: \w+){0,2} (?:does not|doesn't|do not|don't|did not|didn't)(?: \w+)? "
            r"(?:tell|say|help|free|agree|mention|do (?:what|anything))\b|"
            r"\b(?:this|it) does(?:n't| not) (?:say|mention)\b",
            _FAULT,
            "The subject doesn't match the change.",
            "The sun does not shine.",
        ),
        Phrase(
            r"^\W*(?:this|it|the (?:patch|change|commit|code|subject|series|title|description|"
            r"log|change-?log|comment|message|name|function|driver|header|cover letter|"
            r"documentation|binding)) (?:also |still |"
            r"really "
            r"|definitely )?(?:needs?|wants?) (?:a|an|some|more|better|proper) (?!closer|look|"
            r"review|test|"
            r"ack)",
            _FAULT,
            "This needs a changelog.",
            "It needs a look from Rex.",
        ),
        Phrase(
            r"^(?!\W*(?:if|since|because|when|while|right|yes|thankfully|although|as|only|not|"
            r"furthermore|before|after|otherwise|for|maybe|perhaps|normally|usually|in)\b)\W*"
            r"(?:(?:one more thing|another thing|one thing|one (?:nit|comment|remark|issue)|nit|"
            r"minor|also|and|but|so|then|i think|imo|imho|well|hm+|no|again|anyway|"
            r"however|at least|please|ideally|it (?:seems|looks|feels) like)\b[:,]? "
            r"?){0,2}(?:(?:this|that|these|those|such|it|you|here|"
            r"they|patch(?:es)?|"
            r"the|your|a|an|both|all|there|we|instead|same|probably)\b(?: (?!(?:is|are|was|were|"
            r"isn't|aren't|when|where|how|why|because|seems?|writes?|"
            r"wrote)\b)[\w'`()./-]{1,40}){0,5} )?"
            rf"(?!{MINDS})(?:should|shall|must|(?<!n't )(?<!not )(?:needs? to|has to|have to)|"
            rf"ought to|"
            r"(?:had|'d) better)(?:n't)?(?: also|"
            r" really| probably| rather| always| still| at least| just| definitely| then| instead|"
            r" only| now| not| better| all| both| ideally| be| simply| either| never){0,3} \w{2,}",
            _FAULT,
            "The subject should say hoop.",
            "The core doesn't need to handle it.",
        ),
        Phrase(
            r", (?:so |and |then |thus |hence )?(?:it|this|that|these|they|those) (?:really |"
            r"probably |also |just |rather )?(?:should|must|needs? to|has to|have to|ought to)"
            r"(?: not|n't)? be (?:a|an|part of|under|next to|static|const|defined|moved|placed|put|"
            r"dropped|removed|renamed|split|described|documented|explained|mentioned|merged|"
            r"squashed|reverted|rewritten|replaced|converted|sorted|kept|added|declared|marked|"
            r"wrapped|folded)\b",
            _FAULT,
            "This is the board's own setting, it should be defined in the board file.",
            "When the bus resets, it should be noon.",
        ),
        Phrase(
            r"\byour (?:series|patch(?:es)?|mails?|cover letter|tags?|commits?) (?:is|are|was|"
            r"were)(?: not|n't) (?:properly|correctly|cleanly) \w+|"
            r"^\W*(?:but |and |so )?[a-z]{3,12}ing [^.;?]{3,120}? (?:is|was|are)(?: not|n't) "
            r"(?:really |quite )?(?:correct|right|acceptable|ok|okay|allowed|a good idea|needed|"
            r"necessary)\b",
            _FAULT,
            "Your series is not properly threaded.",
            "Testing it is fun.",
        ),
        Phrase(
            r"\b(?:no|not a|without (?:any )?) (?:reason|point|sense|value|benefit|justification) "
            r"(?:to|in|for)\b(?! (?:reject|refuse|object|complain|oppose|nac?k|block))|\bmakes "
            r"(?:no|little|not much) sense\b|\bnot (?:\w+ )?make sense\b",
            _FAULT,
            "There is no reason to do this.",
            "For some reason it works.",
        ),
        Phrase(
            r"\b(?:checkpatch(?:\.pl)?|sparse|smatch|the compiler|gcc|clang|lockdep|kasan|cppcheck|"
            r"yamllint|shellcheck|coverity)\b.{0,60}\b(?:complain|warn|report|err|fail|not happy|"
            r"unhappy)",
            _FAULT,
            "checkpatch.pl is complaining about the use of unsigned.",
            "I tested the patch 'core: fix lockdep warning in probe'.",
        ),
        Phrase(
            r"^\W*(?:nit:? |minor:? |also,? |the |your |this ){0,2}(?:commit (?:message|log|msg|"
            r"title|"
            r"description|subject)|subject(?: line| prefix)?|title|change-?log|description|comment|"
            r"message|prefix|patch (?:title|subject|description))s? (?:\w+ )?(?:should|must|"
            r"needs? to|"
            r"has to|ought to|could|is not|isn't)\b",
            _FAULT,
            "Commit message should be in imperative mood.",
            "The messages arrive in order.",
        ),
        Phrase(
            r"\b(?:is|are|'s|that's|looks? like|as|returns?|uses?) (?:the |a |an |in the )?wrong\b|"
            r"^\W*wrong (?!list|thread|mail|audience|forum|button|window|address|patch|version|"
            r"series)\w+",
            _FAULT,
            "-ENODEV is the wrong error here.",
            "Wrong list, sorry.",
        ),
        Phrase(
            r"^\W*(?:too many|too much|too few|one too many|an? (?:extra|stray|spurious)|extra|"
            r"overly|"
            r"stray|trailing|double|superfluous|spurious|unrelated|leftover|left-over|duplicated?|"
            r"redundant|"
            r"unneeded|unnecessary|unused|needless|inconsistent|incorrect|misaligned|broken|odd|"
            r"weird)"
            r"(?! (?:thanks|credit|points?|kudos|that|how))(?: (?!(?:can|could|is|are|was|were|"
            r"will|would|may|might|has|have|does|do|should|must|use|uses)\b)"
            r"[\w`'()/,-]{1,30}){1,7}\W*$",
            _FAULT,
            "Too many blank lines.",
            "Extra thanks for the tests!",
        ),
        Phrase(
            r"\bi(?:'m| am)? (?:now |still |also )?(?:get|see|got|hit|getting|seeing|hitting) "
            r"(?:(?:a|an|the|this|these|some|lots of|new|following|several|many) ){0,3}(?:[\w-]+ )?"
            r"(?:warnings?|errors?|crash(?:es)?|oops(?:es)?|panics?|splats?|failures?|regressions?|"
            r"hangs?|deadlocks?)\b",
            _FAULT,
            "I get a warning with W=1 from this.",
            "I see the point.",
        ),
        Phrase(
            rf"\b{THING}\b[^.;?]{{0,20}}?\bmakes? [^.;?]{{1,40}}?\b(?:harder|worse|slower|less "
            r"(?:readable|clear|safe|obvious)|more (?:complex|complicated|confusing|fragile|"
            r"error))",
            _FAULT,
            "This makes the code harder to read.",
            "This makes the code easier to read.",
        ),
        Phrase(
            r"\byou (?:just |simply |still |again |completely )?(?:ignored|disregarded|did(?:n't| "
            r"not) (?:address|answer|respond to|reply to|react to|incorporate))\b|"
            r"\b(?:that|this|which) (?:still )?does(?:n't| not) (?:answer|address) (?:my|the|that|"
            r"what)\b|\bi (?:already|have already|had already|explicitly|repeatedly) (?:asked|told|"
            r"said|wrote|pointed|commented|requested|complained|mentioned)\b"
            r"(?!.{0,60}\b(?:fine|okay?|good|tag|reviewed|acked|thanks)\b)|"
            r"\bas i (?:already )?(?:said|wrote|told you)\b.{0,80}\b(?:needed|required|missing|"
            r"wrong)"
            r"\b|^\W*(?:but |and )?(?:it|this|that|they|these) still (?:needs?|lacks?|ha(?:s|ve) "
            r"to|"
            r"must|should|do(?:es)?(?:n't| not)|is(?:n't| not)|are(?:n't| not)|fails?|breaks?|"
            r"leaks?)\b",
            _FAULT,
            "You did not address my comments on v1.",
            "I already said that it is fine.",
        ),
        Phrase(
            rf"^\W*(?:looks?|seems?|feels?|sounds?)(?: to be| like| a bit| rather| quite)? "
            rf"{WRONG}\b|"
            r"\b(?:was|were|is|has been|have been) (?:not even|never(?: even)?|clearly not|"
            r"obviously not) (?:\w+ )?(?:tested|compiled|built|run)\b|"
            r"\byou have (?:\w+ )?(?:warnings?|errors?) (?:here|in|with)\b|\b(?:this|that|it|here|"
            r"one|"
            r"patch|function) (?:also )?has (?:the|a) (?:same|similar) (?:bug|issue|problem)\b|"
            r"^\W*need (?:a |an |"
            r"some |more )(?!closer|look|review|ack|tag|few|moment|bit|while|to\b)|"
            r"^\W*(?:sorry,? (?:but )?|just |i'm afraid )no\W*$",
            _FAULT,
            "And this was not even compiled.",
            "The board was not built for it.",
        ),
    ),
    unless=NO_FAULT.replace("{wrong}", WRONG),
)
"""Statements of a reader that say what is wrong with a patch."""
