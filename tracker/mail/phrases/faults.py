# SPDX-License-Identifier: GPL-2.0-or-later
"""How readers say, in plain statements, what is wrong with a patch."""

from tracker.mail.phrases.phrase import Phrase, PhraseTable
from tracker.model.mail import RemarkKind

_FAULT = RemarkKind.FAULT
_THING = (
    r"(?:this|that|these|it|which|here|there|what you (?:do|have|say)|(?:the|your|this|that|these) "
    r"(?:new |whole |commit |patch |error |second |first |last |existing |fixes |subject |cover |"
    r"link )?(?:patch(?:es)?|change|"
    r"code|fix|check|logic|comment|description|subject|title|message|changelog|log|name|path|link|"
    r"indentation|order|tests?|result|value|type|function|condition|explanation|series|approach|"
    r"sentence|wording|line|part|bit|hunk|loop|lock|locking|handling|variable|assumption|claim|"
    r"statement|example|prefix|tag|return|version|implementation|solution|idea|formatting|section))"
)
_BE = (
    r"(?:is|are|was|were|looks?|seems?|feels?|sounds?|appears?|reads?)(?: to be| like| a bit| a "
    r"little| rather| quite| very| really| just| also| simply| still| plain| now| too| somewhat| "
    r"so| totally| completely| even| more| actually| clearly| definitely| probably| slightly|"
    r",){0,3}"
)
_WRONG = (
    r"(?:wrong|broken|incorrect|bogus|buggy|racy|unsafe|invalid|misleading|confusing|inconsistent|"
    r"incomplete|insufficient|redundant|superfluous|unnecessary|unneeded|pointless|useless|"
    r"overkill|"
    r"error[- ]prone|fragile|odd|strange|weird|suspicious|ugly|hacky|off|unused|inaccurate|unclear|"
    r"unrelated|dangerous|illegal|excessive|impossible|misplaced|misaligned|premature|problematic|"
    r"a bug(?![ -]?fix| in (?!this|your|the (?:patch|series|new)))|a problem|a regression|a "
    r"no-?go|a bad idea|an issue|too (?:long|short|big|late|early|"
    r"much|many|vague|complex|complicated|generic|fragile|verbose))"
)
_RIGHT = (
    r"(?:correct|right|true|so|safe|enough|sufficient|needed|necessary|required|clear|valid|"
    r"allowed|possible|acceptable|good|ok|okay|accurate|the right|the case(?! for\b)|what|how|"
    r"used|freed|"
    r"released|unlocked|initiali[sz]ed|checked|handled|set|called|documented|explained|described|"
    r"part of|worth|nice|ideal|optimal|great|pretty|obvious|appropriate|going to (?:work|fly|help))"
)
_HARM = (
    r"(?:caus(?:e|es|ing)|leads? to|results? in|triggers?|introduc(?:e|es|ing)|break(?:s|ing)?|"
    r"crash(?:es)?|deadlock(?:s)?|leak(?:s|ing)?|oops(?:es)?|panic(?:s)?|corrupts?|overflows?|"
    r"underflows?|races?|hangs?|fails?|regress(?:es)?|explodes?|dereferences?|dead[- ]?locks?|"
    r"confuses?|conflicts?)"
)

FAULTS = PhraseTable(
    "faults",
    (
        Phrase(
            rf"(?<!\bif )\b{_THING}\b[^.;?]{{0,30}}?\b{_BE} {_WRONG}\b",
            _FAULT,
            "This is wrong, the lock is still held here.",
            "Then Rex pointed out that the patch is unnecessary.",
        ),
        Phrase(
            rf"(?<!\bif )(?<!\bin case )\b{_THING}\b[^.;?]{{0,30}}?\b"
            rf"(?:(?:is|are|was|does|do)(?:n't| not)|(?:seems?|looks?|appears?|feels?) not)"
            rf"(?: really| quite| yet| always| even| actually| the| very| look| seem| appear| "
            rf"sound|"
            rf" be| strictly| exactly| entirely| necessarily){{0,3}} {_RIGHT}\b",
            _FAULT,
            "No, that is not so.",
            "In case it wasn't obvious, I meant the next merge window.",
        ),
        Phrase(
            rf"\b(?:your|this|the) (?:entire|whole|complete|proposed|suggested) "
            rf"\w+ {_BE} {_WRONG}\b",
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
            rf"\bthe [\w-]{{2,20}} (?:path|handling|logic|check|locking|case|branch|loop|"
            rf"calculation) "
            rf"{_BE} {_WRONG}\b|\b(?:this|that|it|which|patch)(?: just| basically| also| only)? "
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
            rf"^\W*(?:(?:still|also|just|plain|simply|now|not)\W+)?{_WRONG}\W*$",
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
            rf"prefix|title|changelog|spacing|locking)s? {_BE} {_WRONG}\b|"
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
            rf"\b{_THING}\b[^.;?]{{0,40}}?\b(?:will|would|can|could|may|might|is going to)"
            rf"(?: also| then| still| now| again| likely| always| just| actually| easily| only| "
            rf"probably){{0,2}} {_HARM}\b",
            _FAULT,
            "This will cause a double unlock.",
            "The machine would hang for an hour.",
        ),
        Phrase(
            rf"^\W*(?:but |and |so |also |now |then |well,? )?(?:this|that|it|which|your \w+|"
            r"(?:this|that) (?:patch|change|series|commit|one|version|code|hunk)|the "
            rf"(?:patch|change|fix)) (?:also |just |still |now |then |only |even )?{_HARM}\b",
            _FAULT,
            "This leaks the buffer on the error path.",
            "The test leaks nothing.",
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
            r"(?<![-\w])(?:lacks?(?! of\b)|lacking|misses|omits?|left out|forgets?|"
            r"forgot(?:ten)?)\b|"
            r"\b(?:is|are|still|also|was) missing\b|^\W*missing\b|\byou(?:'re| are)(?: still| also)"
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
            r"\b(?:this|that|it|which|you|they|patch|code|series|message|commit|subject|title|"
            r"name|description|comment|function|driver|change|log|here)\b(?: \w+){0,3} (?:does not|"
            r"doesn't|do not|don't|did not|didn't|won't|can't|cannot)(?: really| quite| even| "
            r"actually| fully| seem to| appear to| look like it| always| also| need to){0,2} "
            r"(?:work|match|make sense|look (?:right|good|correct|like)|hold|solve|fix|cover|"
            r"handle|describe|explain|belong|follow|respect|tell|say|help|apply|compile|build|fit|"
            r"need(?! to (?:happen|be|send|re-?send|worry|re-?post|wait|respond|reply|cc|feel|"
            r"finish|do anything))|"
            r"correspond|agree|exist|compute|happen|release|free|unlock|check|account|reflect|"
            r"want)\b",
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
            r"however|at least|please|ideally)\b[:,]? ?){0,2}(?:(?:this|that|these|it|you|here|"
            r"they|patch(?:es)?|"
            r"the|your|a|an|both|all|there|we|instead|same|probably)\b(?: (?!(?:is|are|was|were|"
            r"isn't|aren't)\b)[\w'`()./-]{1,40}){0,5} )?"
            r"(?:should|shall|must|(?<!n't )(?<!not )(?:needs? to|has to|have to)|ought to|"
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
            r"(?:to|in|for)\b|\bmakes (?:no|little|not much) sense\b|\bnot (?:\w+ )?make sense\b",
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
            r"^\W*wrong (?!list|thread|mail|button|window|address|patch|version|series)\w+",
            _FAULT,
            "-ENODEV is the wrong error here.",
            "Wrong list, sorry.",
        ),
        Phrase(
            r"^\W*(?:too many|too much|too few|one too many|an? (?:extra|stray|spurious)|extra|"
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
            rf"\b{_THING}\b[^.;?]{{0,20}}?\bmakes? [^.;?]{{1,40}}?\b(?:harder|worse|slower|less "
            r"(?:readable|clear|safe|obvious)|more (?:complex|complicated|confusing|fragile|"
            r"error))",
            _FAULT,
            "This makes the code harder to read.",
            "This makes the code easier to read.",
        ),
    ),
    unless=(
        r"\bnot sure\b|"
        r"\bshould(?: also| still| just| probably| then)? (?:be|work|do|help|apply|suffice|"
        r"compile|build) "
        r"(?:\w+ )?(?:fine|ok|okay|good|enough|safe|possible|able|sufficient|trivial|easy|"
        r"harmless)\b"
        r"|\b(?:must|should) have\b|\b(?:should|must)(?: \w+)? be (?:\w+er|less|more|at least as|"
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
        r"|\b(?:fixes(?! tag|:)|fixed|prevents?|avoids?|solves?|resolves?|addresses|reported|"
        r"reproduce[ds]?)\b"
        r"|\b(?:not|n't|nothing|isn't|never|hardly|no longer)(?: \w+){0,2} (?:wrong|broken|"
        r"incorrect|"
        r"an issue|a problem|a regression|a bug)\b|\bnot a (?:big )?(?:deal|problem|blocker)\b"
        r"|\bshould (?:never|not) (?:be )?(?:happen|hurt|matter|possible)"
        r"|\bfeel free\b|\b(?:they|users?|we) do(?:n't| not) need\b"
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
        r"|\bforget (?:what|it|about|my|that)\b|\bwe (?:forgot|missed)\b|\bshould already\b"
        r"|\bi(?:'m| am| was)? (?:just |also |still )?wonder(?:ed|ing)? (?:if|whether) there\b"
        r"|\b(?:patch|commit|series|fix) ['\"(]{1,2}[^'\"]{3,120}['\"]"
        # What its sender did or agrees to, what a third person thinks, what cannot be known.
        r"|\bi (?:was|had been|have been) (?:\w+ )?(?:missing|forgetting|looking)\b|\bi (?:do "
        r"|fully |also |certainly |totally |completely )?agree\b(?!.{0,200}\bbut\b)|^\W*(?!i\b"
        r"|you\b|as\b)[\w.-]{2,20} (?:suggested|argued|thinks|felt|feels|claimed|prefers)\b"
        # A defect that the patch mends, or that is gone.
        r"|\b(?:catch|find|spot|spotted|caught),? (?:that|this|it) was\b|\b(?:is|are) gone\b"
        r"|\b(?:one|a) [\w-]{1,20} less\b|\bi (?:hit|was chasing|also hit|have hit)\b|\byou saw\b"
        r"|\bimpossible to (?:know|tell|say|predict|guess)\b|\btoo late to\b|\b(?:was|were) too "
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
        rf"|\bi do(?:n't| not) think (?:that )?(?:it|this|that|these|they) (?:is|are) (?:\w+ )?"
        rf"{_WRONG}"
        r"|\bi(?:'m| am|'d be) (?:\w+ )?(?:fine|ok|okay|happy|good) with (?!.{0,80}\bbut\b)"
        r"|\b(?:wouldn't|would not|doesn't|does not) (?:\w+ )?change (?:what|how|anything|much|the "
        r"fact)\b|\b(?:callers?|user ?space|users?|file ?systems?|clients?|servers?|hardware|"
        r"firmware) (?:then |still )?(?:just|only|simply) (?:has|have|needs?) to\b"
    ),
)
"""Statements of a reader that say what is wrong with a patch."""
