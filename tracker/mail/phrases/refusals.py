# SPDX-License-Identifier: GPL-2.0-or-later
"""How people refuse a patch, and how they say that something else took its place."""

from tracker.mail.phrases.phrase import Phrase, PhraseTable
from tracker.model.mail import RemarkKind

_IT = (
    r"(?:this|these|the|it|your|that)(?: one| patch(?:es|set)?| series| changes?| set| idea| "
    r"feature"
    r"| approach| version| stuff| thing)?"
)

REFUSALS = PhraseTable(
    "refusals",
    (
        Phrase(
            r"\bi(?:'m| am) (?:going to |gonna |afraid i (?:have to|must) )?(?:reject(?:ing)?|"
            rf"declin(?:e|ing)) {_IT}\b|\bi(?:'ll| will| have to| must|'d) (?:have to )?reject "
            rf"{_IT}\b",
            RemarkKind.REFUSAL,
            "I'm rejecting this one: paint belongs into the configuration.",
            "I'm not rejecting the idea as such.",
        ),
        Phrase(
            r"^\W*(?:so |ok |okay |sorry,? |patch |series )?(?:rejected|declined|refused)\b(?! "
            r"by\b)"
            r"|\b(?:close|closing|closed|mark(?:ing|ed)?|set(?:ting)?) (?:this|it|these|the \w+) "
            r"(?:in patchwork )?(?:as |to )?[\"'“*]?(?:rejected|not applicable|won't ?fix)\b",
            RemarkKind.REFUSAL,
            "I'm closing this as rejected.",
            "Rejected by the list server.",
        ),
        Phrase(
            r"\b(?:we|i|nobody|people) (?:really )?(?:do(?:n't| not)|does(?:n't| not)) (?:really )?"
            rf"(?:want|need) {_IT}(?: in\b| here\b| at all\b| upstream\b| for\b|\W*$|,|;|:)",
            RemarkKind.REFUSAL,
            "Sorry, but we do not want this in the tree.",
            "I do not want this series to wait.",
        ),
        Phrase(
            r"\bv?\d+\.\d+(?:\.y|-stable)? (?:is|has been) (?:now )?(?:end[- ]of[- ]life|eol)\b|"
            r"\b(?:nor|neither) (?:can|could|will|would) (?:i|we) (?:add|take|apply|queue|merge)\b",
            RemarkKind.REFUSAL,
            "4.9.y is end-of-life, nobody should use it.",
            "The chip is end-of-life, but many use it.",
        ),
        Phrase(
            r"^\W*(?:sorry,? |but |so )?no,? thanks?(?: you)?\b",
            RemarkKind.REFUSAL,
            "no thanks",
        ),
        Phrase(
            rf"\b(?:i|we)(?: \w+)? (?:do(?:n't| not) (?:think|see)|fail to see)(?: that)? {_IT} "
            r"(?:is|are)(?: really)? (?:worth|needed|useful|necessary|warranted|justified)\b|"
            rf"\b{_IT} (?:is|are)(?: really|n't| just| simply)* ?not (?:really )?worth (?:it|"
            rf"the)\b",
            RemarkKind.REFUSAL,
            "I don't think this is worth the noise.",
            "I think this is worth a try.",
        ),
        Phrase(
            rf"\b(?:please )?(?:do(?:n't| not)|stop) (?:send(?:ing)?|submit(?:ting)?) (?:such|"
            rf"{_IT}|"
            r"any more|more|these kind of|this kind of)\b",
            RemarkKind.REFUSAL,
            "Please don't send such changes to this list.",
            "Please don't send attachments.",
        ),
        Phrase(
            r"\b(?:i|we)(?:'m| am|'re| are) not (?:going to|gonna|willing to|inclined to|"
            r"prepared to) (?:take|apply|merge|accept|pull|pick)\b",
            RemarkKind.REFUSAL,
            "I'm not going to apply this.",
            "I'm not going to be here tomorrow.",
        ),
        Phrase(
            r"\b(?:i|we) (?:won't|will not|can't|cannot) (?:take|merge|accept|apply) "
            r"(?:(?:this|these|it|your|that)\b(?! (?:branch|tree|kernel|config)\b)|the (?:patch|"
            r"series|"
            r"change|set)\b)",
            RemarkKind.REFUSAL,
            "We can't accept this patch.",
            "I can't take the train.",
        ),
        Phrase(
            r"^\W*(?:please )?do(?:n't| not) (?:apply|merge|take|queue|pick)(?: up)? (?:this|these|"
            r"the|"
            r"it)\b|\bplease not (?:apply|merge|take|queue|pick)(?: up)? (?:this|these|the|"
            r"it)\b(?! yet)",
            RemarkKind.REFUSAL,
            "Do not apply this.",
            "Do not apply too much force.",
        ),
        Phrase(
            r"^\W*(?:this|the) (?:patch|series|patchset|change|approach|feature) is "
            r"(?:not acceptable|unacceptable|totally wrong|completely wrong|bogus|nonsense|"
            r"a no-?go|not (?:needed|necessary|required|wanted))\b",
            RemarkKind.REFUSAL,
            "This patch is not acceptable.",
            "The patch is not new.",
        ),
        Phrase(
            r"\b(?:i|we) do(?:n't| not) want (?:this|these|your) "
            r"(?:patch|patches|series|changes?)\b(?! to\b)",
            RemarkKind.REFUSAL,
            "I don't want this patch.",
            "I do not want this series to wait.",
        ),
        Phrase(
            r"^\W*(?:sorry|no|hmm?)?[,.]? ?(?:(?:i'm|i am|we're|we are) )?not (?:taking|applying|"
            rf"merging|accepting|interested)(?: in)?(?: {_IT})?\W*(?:$|[,;:(]|sorry\b)",
            RemarkKind.REFUSAL,
            "Sorry, not taking this one.",
            "Not taking the lock here would be a bug.",
        ),
        Phrase(
            r"\bso (?:it's |that's )?(?:a |the answer is )?no\W*$|\b(?:a|an) (?:hard |clear |firm |"
            r"big |easy )?no from (?:me|us|my side)\b|\b(?:i|we) (?:(?:have|need) to|must|will|'ll|"
            r"would) (?:\w+ )?say no\b",
            RemarkKind.REFUSAL,
            "I have to say no to this one.",
            "He had to say that there is no way in.",
        ),
        Phrase(
            r"^\W*(?:sorry,? |no,? |so ){0,2}(?:let's|let us) not (?:do|go there|change|touch)"
            rf"(?: {_IT})?\W*$|"
            r"^\W*(?:sorry,? )?no,? (?:we|i)(?:'re| are|'m| am) not (?:going to|gonna) do "
            rf"{_IT}\W*$",
            RemarkKind.REFUSAL,
            "Let's not do this.",
            "Let's not do this in the loop but before it.",
        ),
        Phrase(
            rf"^\W*(?:(?:i'm |i am )?sorry,? (?:but )?|no,? )?(?:{_IT} (?:is(?:n't| not)|"
            rf"are(?:n't| "
            r"not)|won't be) (?:going|getting) in(?: like ever)?\W*(?:$|[,;:])|(?:(?:that|this|"
            r"it)(?:'s"
            r"| is) )?(?:a non-?starter|not (?:going|gonna) to happen)\W*$)|"
            rf"^\W*(?:sorry,? )?(?:i'll|i will|i'm going to|i) pass on {_IT}\W*$|"
            rf"\b(?:i|we)(?:'d| would) (?:prefer|like) (?:not to|to not) (?:merge|take|apply|have|"
            rf"add) "
            rf"{_IT}\W*$|\bmark(?:ing|ed) (?:{_IT} )?as rejected\b",
            RemarkKind.REFUSAL,
            "I'm sorry but this isn't going in.",
            "I pass on this pointer to the callback.",
        ),
        Phrase(
            rf"^\W*{_IT} (?:is|are)(?:n't| not)(?: really)? (?:something|anything|a (?:change|"
            r"feature|thing)) (?:that )?(?:we|i|anybody|anyone)(?:'d| would)?(?: really)? (?:want|"
            r"like|need|take|support)\b",
            RemarkKind.REFUSAL,
            "This is not something we want in the core.",
            "This is not something we test.",
        ),
        Phrase(
            r"\b(?:i|we) (?:generally |usually |normally |really )?(?:do(?:n't| not)) (?:take|"
            r"accept|"
            r"apply|merge) (?:[\w-]+ ){0,3}(?:patch(?:es)?|clean-?ups?|changes|fixes|series)\b"
            r"(?!.*\b(?:but|this time|here|via|through|from|during|after|on|late)\b)",
            RemarkKind.REFUSAL,
            "We don't take pure cleanups for this driver.",
            "Usually I do not take pure cleanups, but this one is fine.",
        ),
        Phrase(
            r"\b(?:i|we)(?:'d| would) (?:much |really )?rather (?:not (?:have|take|add|apply|"
            rf"merge|see|do) {_IT}(?: (?:upstream|at all|in the (?:kernel|tree)))?\W*$|(?:keep|"
            r"leave) (?:the (?:\w+ )?code|this|it|things|the driver) (?:alone|unchanged|the way|"
            r"as (?:it|they|is))\b)",
            RemarkKind.REFUSAL,
            "I would rather not have this upstream.",
            "I would rather not have this in the header.",
        ),
        Phrase(
            rf"\b(?:i|we) (?:do(?:n't| not) (?:think|see|believe)) (?:that )?(?:we|anybody|anyone) "
            rf"(?:really |actually )?(?:wants?|needs?) {_IT}\W*$",
            RemarkKind.REFUSAL,
            "I don't think we need this.",
            "I don't think we need this check.",
        ),
        Phrase(
            r"\bi(?:'m| am) (?:strongly |firmly )?(?:against|opposed to) (?:this|these) "
            r"(?:patch|patches|series|changes?)\b|\bi (?:strongly |firmly )?(?:object to|oppose) "
            r"(?:this|these) (?:patch|patches|series|changes?)\b",
            RemarkKind.REFUSAL,
            "I strongly object to this series.",
            "I object to the tone.",
        ),
    ),
    unless=(
        r"\b(?:yet|until|before|if|unless|(?<!\bit )(?<!code )(?<!this )(?<!things )as[- ]is|"
        r"(?<!\bit )(?<!code )(?<!this )(?<!driver )as it (?:is|stands)|like this|"
        r"no (?:good )?reason (?:not )?to|"
        r"in (?:its|the|this) current (?:form|state|shape)|"
        r"without|mangled|corrupt(?:ed)?|conflicts?|white[- ]?space|damaged|malformed|git[- ]am|"
        r"rebased?|"
        r"(?:does not|doesn't) apply)\b|\bnot reject"
    ),
)
"""The patch as such is not wanted. Whose word it is decides whether that closes it."""

ELSEWHERE = PhraseTable(
    "elsewhere",
    (
        Phrase(
            r"\b(?:has|have|had|was|were|is|are|been|got)(?: \w+){0,2} (?:fixed|addressed|solved|"
            r"resolved|done|handled|sent|posted|submitted|merged|applied)(?: [^ ]+){0,3} already\b|"
            r"\balready (?:been )?(?:fixed|addressed|solved|resolved|handled|sent|posted|submitted|"
            r"queued|merged|applied|done|there|(?<=\b(?:it|is) already )exists?|"
            r"(?<=\b(?:this|that) already )exists?|(?<=\b(?:fix) already )exists?|"
            r"(?<=patch already )exists?|in(?= (?:the |my |our "
            r")?(?:[\w./-]{0,30}next\b|"
            r"[\w./-]{0,30}(?: ?tree| branch)\b|mainline|upstream|master|linus|for-|"
            r"v?[0-9]+\.[0-9]|"
            r"\w+[-/]fixes|-?rc)))\b(?! (?:a |an |some "
            r")?(?:review|question|answer|comment))",
            RemarkKind.ELSEWHERE,
            "The squeak has been fixed in for-next already:",
            "I tried it with the same map as what already exists in the other node.",
        ),
        Phrase(
            r"\b(?:i|we)(?:'ve| have)? (?:already |just |now )?(?:applied|merged|took|taken|picked|"
            r"queued|pushed|(?<=already )have)(?: up)? (?:a |an |the )?(?:different|other|another|"
            r"earlier|"
            r"similar|same|equivalent|alternative|identical|slightly different)\b"
            r"(?! (?:patches|changes|commits|ones|two|three|four|parts?|half)\b)|"
            r"\bi(?:'ll| will)? (?:merge|apply|take|pick)(?: up)? (?:another|a different|the "
            r"other) (?:patch|fix|one|version)\b.{0,40}\binstead\b|"
            r"\b(?:i(?:'?ve| have)?|we(?:'ve| have)?)(?: went ahead and)? (?:already |just |now )?"
            r"(?:fixed|amended|squashed|folded|corrected)(?: (?:it|this|that|them|these))?(?: up)? "
            r"in[- ]place\b",
            RemarkKind.ELSEWHERE,
            "I applied a different patch for this.",
            "I applied it on a different board.",
        ),
        Phrase(
            r"\b(?:a|an) (?:different|similar|identical|equivalent|alternative|earlier|better) "
            r"(?:patch|fix|change|series|version)\b.{0,40}\b(?:went in|was (?:applied|merged|"
            r"queued|posted|sent|taken)|has been|is (?:already|in|queued))\b",
            RemarkKind.ELSEWHERE,
            "A different patch went in.",
            "A different patch may help.",
        ),
        Phrase(
            r"\b(?:this|it|that|which)(?: one)? (?:is|was|has been|got|had been)(?: \w+)? fixed in "
            r"(?:(?:linux-?|-|the )?next\b|mainline|upstream|linus|(?:linux )?v?[0-9]+\.[0-9])|"
            r"^\W*(?:was )?fixed in (?:(?:linux-?|-)?next\b|mainline|upstream|(?:linux )?v?[0-9]+\."
            r"[0-9])|"
            r"\b(?:i|we)(?: already)? have (?:a|the|another) (?:fix|patch|change) for (?:this|it|"
            r"that)"
            r"\b(?! (?:too|in mind|locally|which))|"
            r"\bcommit [0-9a-f]{8,40}\b.{0,160}? already (?:takes? care|fix|does|handles?|solves?|"
            r"address|did|has)|"
            r"\b(?:identical|same|equivalent) (?:patch|change|fix)(?: \w+){0,2} (?:is|was|sits|"
            r"went) "
            r"(?:already |now )?(?:in|queued|applied|merged)\b|\bsame (?:patch|change|fix) in "
            r"(?:-next|linux-next|next|mainline|my)\b|"
            r"\b(?:queued|applied|took|taken|merged|picked)(?: up)? (?:his|hers|theirs)"
            r"(?=\s*(?:[.,;:!)]|$|instead|already|now))",
            RemarkKind.ELSEWHERE,
            "This is fixed in linux-next as of 0123456789ab.",
            "This is fixed in v2.",
        ),
        Phrase(
            r"\b(?:folded|squashed|merged|integrated|included|absorbed|incorporated)(?: (?:this|it|"
            r"that|these|them|both|(?:this|that|the|your) (?:patch|change|fix|series)))?(?: up)? "
            r"(?:into|in|as part of) (?:the |my |our |an? |[\w-]{2,20}'s )?(?:v[0-9]{1,2}"
            r"\b(?!\.[0-9]| (?:of )?(?:this|it|the (?:patch|series))\b)|"
            r"(?:\w+ ){0,2}(?:series|patch ?set|"
            r"rework))",
            RemarkKind.ELSEWHERE,
            "I folded this into Tim's v4.",
            "I folded your comments into the text.",
        ),
        Phrase(
            r"\b(?:superseded|obsoleted|replaced|made obsolete) by\b|"
            r"\bdup(?:licate|e)?s? (?:of|with)\b|\bduplicated? (?:effort|work)\b|"
            r"\b(?:identical|same|equivalent|similar) (?:previous |earlier |older |other )?"
            r"(?:patch|fix|change) (?:is |was )?(?:already )?(?:pending|posted|sent|queued)\b|"
            r"\b(?:is|it's|this|looks like) a dup(?:licate|e)?\b|"
            r"\bsame (?:patch|fix|change) (?:was|has been|is|as) (?:already|sent|posted|submitted|"
            r"in)\b|\bsome(?:body|one) (?:else )?(?:already |has |just ){0,2}(?:sent|fixed|"
            r"posted)\b|\bbeat you to "
            r"it\b",
            RemarkKind.ELSEWHERE,
            "This is superseded by the series below.",
            "The macro replaces the function.",
        ),
    ),
    unless=(
        r"\b(?:if|unless|should|would|could|not(?! needed| necessary| required| (?:yet )?pushed)|"
        r"n't|nearly|almost|"
        r"once|when|after|until|i(?:'ll| "
        r"will)|"
        r"(?:send|post|submit|make)(?: me)? (?:an? )?(?:delta|incremental|follow[- ]?up|fix-?up)|"
        r"with(?!:?\s*(?:$|https?:|(?:commit )?[0-9a-f]{8,40}\b)))\b"
    ),
)
"""Somebody else's change took the patch's place; a link beside it says which."""
