# SPDX-License-Identifier: GPL-2.0-or-later
"""How people order changes to a patch."""

from tracker.mail.phrases.phrase import Phrase, PhraseTable
from tracker.mail.phrases.review.acceptance import KEEPS
from tracker.mail.phrases.talk import WORDS
from tracker.model.mail import RemarkKind

_CHANGES = RemarkKind.CHANGES

VERBS = (
    "fix|change|add|remove|rename|use|move|split|drop|avoid|send|re-?send|update|rework|rebase|"
    "re-?post|re-?spin|address|squash|make|put|keep|include|replace|rewrite|rephrase|reword|"
    "extend|convert|document|describe|explain|clarify|mention|delete|reorder|sort|follow|provide|"
    "elaborate|call|write|run|check|test|verify|separate|merge|simplify|restore|revert|switch|"
    "stop|wrap|align|indent|shorten|leave|insert|initiali[sz]e|handle|post|expand|correct|"
    "improve|do not|don't|refactor|introduce|target|limit|return|print|declare|define|guard|"
    "combine|fold|log|echo|submit|reuse|set|adjust|adapt|annotate|pass|pick|swap|tidy|trim|"
    "capitali[sz]e|kill|get rid of|open-?code|mandate"
)
"""Verbs that order a change."""
_ASKED_FOR = (
    rf"{VERBS}|enhance|base|factor|support|state|list|link|name|resolve|specify|stick|create|"
    r"rearrange|inline|enable|disable|implement|ensure|justify|respond|version|append|revisit|"
    r"reference|cite|quote|restrict|reduce|consolidate|group|hide|mark|match|order|preserve|"
    r"reconsider|rethink|revise|reformat|strip|tag|tweak|undo|unify|validate|spell|resubmit|"
    r"allocate|free|work on|go with|go through the|touch (?:this|that|it|them) up|do the same|redo|"
    r"configure|"
    r"do (?:it|this|that|so) (?:anyway|nevertheless|regardless|all the same)"
)
"""Verbs that order a change only after a "please"."""
_OBJECT = (
    r"(?:the|this|that|it|a|an|these|those|all|your|them|both|any|one|some|here|to|from|out|"
    r"only|just|instead|in|into|with|for|[a-z_0-9]+_[a-z_0-9]+|[a-z_0-9]+(?:\(|->)|['\"`<][^ ]+)"
    r"(?:(?<=>)|(?![a-z]))"
)

REQUESTS = PhraseTable(
    "requests",
    (
        Phrase(
            r"(?:^|[ ,;:(-])(?:please|pls|plz|kindly),? (?:also |just |at least |then |instead |"
            rf"either |always |try to |do |and |again |consider (?:to )?)*(?:{_ASKED_FOR})"
            r"(?:ing)?\b",
            _CHANGES,
            "Nit: please wrap this line.",
            "Please let me know what you think.",
        ),
        Phrase(
            r"\bexpect(?:ing)? (?:you (?:to )?(?:re-?)?(?:send|post|spin|fix|update)\b|(?:a |"
            r"another )(?:new version|v[0-9]+|re-?spin)\b)",
            _CHANGES,
            "I expect you to send another version of the second.",
            "I expect you have seen it.",
        ),
        Phrase(
            r"\b(?:this|it|patch|series|which|that|v[0-9]+) (?:definitely |really |also |still |"
            r"probably )?needs? (?:a |an |another |some )?(?:re-?spin|rework|reworking|rebase|"
            r"rebasing|new version|v[0-9]+|fix(?:ing|es|ed)?|more work|to be (?:fixed|changed|"
            r"reworked|rebased|split|updated|moved|dropped|removed|rewritten|addressed))\b",
            _CHANGES,
            "This needs a respin.",
            "This needs no comment.",
        ),
        Phrase(
            r"\b(?:this|it|patch|series|set|patchset)(?: (?:one|thing|patch|series|version))? "
            r"(?:does not|doesn't|no longer|fails to|did not|didn't|won't) (?:\w+ )?"
            r"(?:apply|compile|build|boot|link|work)\b(?! (?:here,? though|in (?:this|that|my|"
            r"your) "
            r"case)\b)",
            _CHANGES,
            "The patch doesn't apply to my tree.",
            "The old tree does not matter.",
        ),
        Phrase(
            r"\b(?:these|they|patches) (?:do not|don't|no longer|fail to|won't) (?:\w+ )?"
            r"(?:apply|compile|build)\b",
            _CHANGES,
            "These do not apply on top of the other series.",
            "These do not matter.",
        ),
        Phrase(
            r"\bi (?:can't|cannot|could not|couldn't|am unable to|wasn't able to) (?:\w+ )?"
            r"(?:apply|compile|build) (?:this|it|your|the)\b",
            _CHANGES,
            "I can't actually apply your patch.",
            "I cannot build a case for it.",
        ),
        Phrase(
            r"\b(?:this|it|patch|series|which) breaks (?:the )?(?:build|compil|bisect|userspace)",
            _CHANGES,
            "This breaks bisection.",
        ),
        Phrase(
            r"\bchanges[- ]requested\b",
            _CHANGES,
            "Setting it to changes requested in patchwork.",
        ),
        Phrase(
            r"(?:^\W*|, |\b(?:and|then|so) )(?:please |just |then |also )*(?:re-?send|re-?post|"
            r"send|post|submit)(?: me| us| out)? (?:a )?(?:v[0-9]{1,2}|" + WORDS["next"] + r")\b",
            _CHANGES,
            "Rebase and send a v3.",
        ),
        Phrase(
            r"(?:^|[ (`'\"])s/[^/\n]{1,60}/[^/\n]{0,60}(?:/|$)",
            _CHANGES,
            "s/recieve/receive/",
            "Then I could s/old/new/ in my tree.",
        ),
        Phrase(
            r"^(?!.{0,120}\b(?:calls?|then|returns?|before|after|via|when)\b)"
            r"\W*[\w'()./-]{2,30}(?: [\w'()./-]{1,20}){0,3} (?:->|=>|→) [\w'()./-]{1,30}"
            r"(?: [\w'()./-]{1,20}){0,3}\W*$",
            _CHANGES,
            "theirs -> their",
            "ptr->next",
        ),
        Phrase(
            r"^\W*(?:(?:a |one |two |few |some |minor |small |tiny |just |same |more |another |"
            r"other |style |trivial ){0,3}(?:typos?|nits?|nit-?picks?|quibbles?|spelling|"
            r"misspell\w*|"
            r"grammar)|ditto|same (?:here|as above|comments?|below|for|in|question|problem|issue)|"
            r"likewise|as above|here too|here as well)\b(?! (?:fixed|aside|only|apart)|,? i\b)",
            _CHANGES,
            "Nit: a blank line too many.",
            "Typo fixed, thanks.",
        ),
        Phrase(
            r"(?<!yes, )(?<!agree )(?<!agree that )\bthere(?:'s| is| are)(?: also| still)? (?:a |"
            r"an |some |one |another |"
            r"small |few |"
            r"two |minor )*(?:typos?|extra|stray|leftover|trailing|missing|superfluous|unnecessary|"
            r"bug|issue|problem|mistake|race|leak|deadlock|(?:copy[ -]?(?:and[ -])?paste |spelling "
            r"|"
            r"logic |off-by-one )(?:errors?|bugs?|mistakes?))\b(?! (?:it|this) (?:solves|fixes))",
            _CHANGES,
            "There is a typo in the subject as well.",
            "There is no bug in it.",
        ),
        Phrase(
            r"^\W*(?:(?:nit|minor|also|and|but|so|then|just|or|again|instead|rather|maybe|first|"
            r"second|next|finally|ok|okay|yes|no)\b[:,]? ?){0,3}"
            rf"(?:do(?:n't| not)|never|no need (?:to|for)|let's(?: not)?|(?:{VERBS})) {_OBJECT}",
            _CHANGES,
            "Drop the blank line.",
            "And rewrite to another system would be a lot of work.",
        ),
        Phrase(
            r"^\W*(?:also|again),? (?:drop|remove|delete|add|use|fix|avoid|wrap|rename|sort|squash|"
            r"mention|align|reorder|update|split|move|replace|change|make|keep|put|run) "
            r"(?!looks?\b|is\b|was\b|seems?\b|works?\b|to\b)[\w'`(]",
            _CHANGES,
            "Also add driver tag to subject line.",
            "Also fix is in next.",
        ),
        Phrase(
            r"^\W*(?:nit:? |also |and |just |maybe )?(?:drop|remove|delete|add|use|fix|avoid|wrap|"
            r"rename|sort|squash|mention|align|reorder|update|shorten)(?! (?:looks?|is|was|seems?|"
            r"works?|cases?|tested|applied|confirmed))(?: (?!(?:looks?|is|was|seems?|works?)\b)"
            r"[\w'`()/<>_-]{1,30}){1,3}[.!]{0,3}\W*$",
            _CHANGES,
            "Drop quotes.",
            "Fix looks good.",
        ),
        Phrase(
            r"(?:^|[,.;:] |\b(?:please|pls|so|and|but|let's|to) )hold (?:off|on)(?: with| on)?(?: "
            r"\w+){0,3}"
            r"(?= *(?:[.,;:!)-]|$)| (?:until|till|as|since|because|for)\b)",
            _CHANGES,
            "On second thought, please hold off.",
            "They hold off the interrupt line here.",
        ),
        Phrase(
            r"\b(?:do not|don't) forget to\b|(?:^|[.,;:(] |\bplease |\band |\bbut |\bso )don't "
            r"(?:send|do|use|add|mix|change) (?:such|this|"
            r"that|the|these)\b",
            _CHANGES,
            "Don't forget to adjust the comment above.",
            "I don't use the tool.",
        ),
        Phrase(
            r"^\W*(?:still |also |sorry,? |but )?(?:does(?:n't| not)|fails to|won't|did(?:n't| "
            r"not)) "
            r"(?:even )?(?:apply|compile|build|boot|link|work)\b|"
            r"^\W*(?:still |also )?needs (?:a |an |some |another |to be )?(?:re-?spin|re-?work|"
            r"rebase|"
            r"rebased|split|more|fix)|^\W*v[0-9]{1,2},? (?:please|pls)\b|"
            r"\bplease (?:also |do )?cc\b(?! me\b)",
            _CHANGES,
            "Does not build here.",
            "Does it build?",
        ),
        Phrase(
            rf"[,;] (?:(?:but |so |then )?(?:just|only|simply)|so) (?:{VERBS}) {_OBJECT}",
            _CHANGES,
            "You don't need to resend all of them, just drop the second patch.",
            "It is enough to boot, just as before.",
        ),
        Phrase(
            r"\blet'?s (?:also |rather |just |then )?have (?:this|it|that|these|those|the \w+) "
            r"(?:as|in|be|done|documented|separate|split)\b|"
            r"\bplease,? do (?:that|this|so|it) (?:as well|too|here|there|instead|everywhere|in)\b|"
            r"\blet'?s (?:not )?(?!test|check|see|explain|wait|verify|keep|leave|make sure|merge)"
            rf"(?:{VERBS})\b",
            _CHANGES,
            "Let's use the new API instead.",
            "Let's see what the others say.",
        ),
        Phrase(
            r"\b(?:should|must|ought to|needs? to|has to|have to|better|that's|it's|that is) "
            r"(?:\w+ )?(?:be |go |come |live |belong |sent |posted )?(?:in |into |to |as |for )?"
            r"(?:a |an |its |their |one |some )?(?:own |completely )?(?:separate|individual|"
            r"standalone|own|distinct|preparatory) (?:patch|commit|change|series|fix)(?:es|s)?\b",
            _CHANGES,
            "One patch = one fix, so the clock should be a separate patch.",
            "It is in a separate patch.",
        ),
        Phrase(
            r"\b(?:i|we)(?:'m| am|'re| are)? (?:not (?:inclined|willing|prepared|ready|keen) to|"
            r"can't|cannot|won't|will not|don't want to|do not want to) (?:apply|take|merge|accept|"
            r"pick|queue|pull)\b[^.;?]{0,60}\b(?:as[- ]is|as it (?:is|stands)|in (?:its|the|this) "
            r"(?:current|present) (?:form|state|shape)|like this)\b",
            _CHANGES,
            "I'm not inclined to apply this one as it is.",
            "I'm not inclined to agree with the book as it is.",
        ),
        Phrase(
            r"^(?!\W*(?:yes|no|yeah|ok|okay|sure|ping|hi|hello|hey|any|your|some|more)\b)\W*"
            r"(?:[^\s,?]{1,30} ){1,10}[^\s,?]{1,30}, (?:please|pls)\W*$",
            _CHANGES,
            "Reverse xmas tree, please.",
            "Your opinion, please.",
        ),
        Phrase(
            r"^(?!.*\b(?:can|could|will|would|if|do|yes|no|any|some|your?)\b)\W*(?:[^\s,?]{1,30} "
            r"){3,8}"
            rf"(?:please|pls)\W*$|^\W*either (?:{_ASKED_FOR}) {_OBJECT}",
            _CHANGES,
            "And one change per patch please",
            "Can we have one change per patch please",
        ),
        Phrase(
            r"\b(?:fix|correct|address|resolve) (?:the|this|these|those|all|such) (?:\w+ )?"
            r"(?:problems?|issues?|errors?|warnings?)(?: \w+){0,3} and (?:re-?submit|re-?send|"
            r"re-?post|try again|send)\b",
            _CHANGES,
            "Hopefully you will fix the problem in your patch and resubmit it.",
            "They fixed the problem in the factory and sent it back.",
        ),
        Phrase(
            r"^\W*(?:please |and )?(?:do not|don't) (?:rush|hurry|send|post|re-?send|re-?post)\b"
            r"(?: \w+){0,3} (?:next|new|more|further|v ?[0-9]{1,2}|iteration|version|until|"
            r"before)\b",
            _CHANGES,
            "Don't rush out the next version before that is settled.",
            "Don't send mails in the night.",
        ),
    ),
    unless=(
        r"\bplease (?:check (?:it|them|v[0-9]|out)|keep in mind|do(?:n't| not) "
        r"(?:hesitate|worry|mind|take)|test (?:it|them)|merge|put me)\b"
        rf"|(?:^\W*so |(?<!\bso )(?<!\bthat )\b){WORDS['i_will']}\b(?!'t| ?not)"
        r"|\blet'?s (?:just |rather )?(?:use|go with|leave|keep|take|do) (?:it|this|that)(?: one)?"
        r"(?:,? then| as[- ]is| as it is| for now| unless| until)?(?:\W*$|[,;] | unless | until )"
        rf"|{KEEPS}"
        r"|\blet'?s separate\b|\bdon't spend\b|^\W*add a word\b|\bcall it a day\b|\bkeep "
        r"(?:patien|calm|up the)|\bsorts? of\b"
        r"|\bcorrect me\b|^\W*echo\b[^>]{1,100}>|\blet me\b|\bshould i\b|\bfeel free\b|\bhappy to\b"
        r"|^\W*(?:(?:ok|okay|sure|yes|yep|ack|right|noted|thanks|agreed)\W+)?will\b"
        r"|\bplease (?:(?:double[- ]?)?check|verify|test|review|compare) "
        r"(?:the |that |whether |my )(?:final|result|applied|tree|branch|outcome|end result|"
        r"fixup|edit)"
        r"|\bi(?:'ve| have)?(?: also| just| only| slightly| manually)? (?:reworded|tweaked|"
        r"adjusted|edited|amended|rephrased|rewrote|rebased|squashed|folded|fixed|fixed up|"
        r"massaged) .{0,80}\bplease (?:(?:double[- ]?)?check|verify|look|shout|let me|review|"
        r"make sure)"
        r"|\bif (?:you|possible|needed|necessary|there|it|that|this|not|someone|anyone|we)\b"
        r"|\b(?:next time|in (?:the )?future|going forward)\b"
        r"|\bplease,? (?:add|use|include|keep|put) (?:my|me|the following tags?|below tag|"
        r"(?:acked|reviewed|tested)-by/)"
        r"|\bplease (?:do not|don't) bother (?:the |our |other )?(?:developers|people|"
        r"maintainers)\b"
        r"|\bup to you\b|\bleav(?:e|ing) (?:it|that|this) (?:up )?to you\b"
        r"|^\W*it's not like\b|\bregzbot\b"
        r"|\b(?:issue|problem|bug|mistake)s? (?:with|on|in|at) (?:my|our) (?:e-?mail|side|setup|"
        r"end|machine|mailer|test|script|config)"
        r"|\bplease (?:test|verify|check|confirm)(?: that| if| whether)? it (?:\w+ )?works?\b"
        # What a reader could do, and a step that is only weighed: "And rewrite to C would be a
        # lot".
        r"|\b(?:i|we)(?: then)? (?:could|might|would|may)(?: then| just)? s/"
        r"|^\W*(?:(?:and|but|so|also) )?[\w-]{3,12} [^,.;:]{2,60} would (?:\w+ )?be\b"
        # "Post the above changes, we plan to enable it" is "after", and no order.
        r"|^\W*post (?:the|this|that|these|my|our) [^,.!?]{2,60}, "
        r"|\bkindly add\b|\bdon't worry\b(?!.{0,80}\bbut )|\bno need (?:to|for) (?:a |you )?"
        r"(?:\w+ and )?(?:re-?send|re-?post|post|"
        r"re-?spin|new|send|v[0-9])(?!.{0,60}[,;] (?:just|only)\b)|\bnever mind\b"
    ),
)
"""Orders, what stands for one in a review ("nit:", ``s/a/b/``), and patches that do not apply."""
