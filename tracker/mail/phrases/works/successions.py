# SPDX-License-Identifier: GPL-2.0-or-later
"""The words for older versions, follow-ups, replacements, backports and reverts."""

from tracker.mail.links.meanings import Meaning
from tracker.mail.phrases.works.parted import PARTED
from tracker.mail.phrases.works.relation_phrase import (
    BEFORE_LINK,
    LINK_ROOM,
    PAST,
    PLACES,
    WORK,
    relation_phrase,
)

VERSIONS = (
    relation_phrase(
        Meaning.VERSION,
        rf"(?:{PAST}|rfc|prototype)(?:\s+(?:rfc|v\d+|public|internal|upstream|non-rfc|poc))?\s+"
        r"(?:versions?|revisions?|iterations?|rounds?|spins?|submissions?|postings?|respins?|"
        r"drafts?|implementations?)\b|"
        r"(?:improved|updated|revised|rebased|new|next) (?:version|revision|iteration) "
        rf"of{BEFORE_LINK}",
        "The previous version is at [1].",
    ),
    relation_phrase(
        Meaning.VERSION,
        rf"{PAST} (?:rfc[ -]?)?v\d{{1,2}}\b|{PAST} (?:rfc\b|changes:)",
        "The previous v2 is at [1].",
    ),
    relation_phrase(
        Meaning.VERSION,
        r"continu(?:ation|ing) (?:of |from )?(?:the |my |our )?(?:\w+ )?rfc\b|non-rfc version of",
        "This is a continuation of my RFC [1].",
    ),
    relation_phrase(
        Meaning.VERSION,
        r"(?:changes|changed|differences?|diff|updates?|compared|update) "
        rf"(?:since|from|to|with|versus|vs|between) (?:the )?(?:v\d+|rfc|{PAST} \w+)",
        "Changes since v2 [1]:",
    ),
    relation_phrase(
        Meaning.VERSION,
        r"(?:this|the) (?:series|patch(?:set)?) was (?:previously |first |originally |"
        r"initially )?(?:posted|sent|submitted)|"
        r"(?:previously|originally|initially|first) (?:posted|sent|submitted)(?: as)?|"
        r"(?:previously|originally|earlier),? (?:i|we) (?:had )?(?:posted|sent|submitted) "
        r"(?:this|it|these)\b|"
        r"(?:posted|sent|submitted|raised|proposed) (?:this|it|these|that|them)"
        r"(?: (?:patch(?:es)?|series|set|one))?"
        r"(?: (?:\w+ ){0,3}(?:ago|before|earlier|previously|last (?:week|month|year))\b| (?:in|as) "
        r"an rfc\b)",
        "This series was first posted as [1].",
    ),
    relation_phrase(
        Meaning.VERSION,
        r"re-?(?:send(?:ing)?|post(?:ing)?|submission|spin|roll|base) of\b|"
        r"re-?send(?:ing)? (?:this|it|these) from\b|"
        rf"(?:is|as) (?:\w+ ){{0,2}}?an? v\d{{1,2}} (?:of|for|to){BEFORE_LINK}",
        "This is a resend of [1].",
        "This is a version of [1].",
    ),
    relation_phrase(
        Meaning.COUNTER,
        r"(?:link to |see |find |the |in |since |from |to |at |^|\(|my )(?:rfc[ -]?)?v\d{1,2}"
        r"(?:(?:,| and|,? &| /) v\d{1,2}){0,6}\b(?=\s*(?:"
        r"of this|of the (?:series|patch)|can be found|is here|was|:|\)|,|\[|\(|$|at\b|from:|here|"
        r"posting|thread))",
        "Please see v1 and v2 at: [1]",
        "It was first released in v6.1 of the kernel [1].",
    ),
    relation_phrase(
        Meaning.COUNTER,
        r"(?:the|my|^) rfc\b(?=\s*(?:can be found|is here|was|:|\)|\[|\(|$|at |here|version|"
        r"posting))",
        "My RFC can be found at [1].",
    ),
)

SUCCESSIONS = (
    relation_phrase(
        Meaning.FOLLOW_UP,
        r"follow(?:s|ed|ing)?[ -]?(?:up|on)s?\b(?! (?:is|patch(?:es)? (?:will|is|can)|will|can)\b)"
        r"|successor|sequel",
        "This is a follow-up to [1].",
        "A follow-up will come later, see [1].",
    ),
    relation_phrase(
        Meaning.FOLLOW_UP,
        r"continuation|continu(?:es|ed|ing|e) (?:the|on|from|my|work|(?-i:[A-Z])[\w.-]+['’]s)\b",
        "This is a continuation of the lamp series [1].",
    ),
    relation_phrase(
        Meaning.FOLLOW_UP,
        r"follows (?:the |my |on )?(?:(?!same\b|style|approach|pattern|example|conven|logic|"
        r"suggest|struct|discuss|design|way\b)[\w-]+ ){0,3}?"
        rf"(?:{WORK}|commit)\b|subsequent to|as promised in",
        "It follows the initial clean-up series [1].",
        "It follows the style of the lamp series [1].",
    ),
    relation_phrase(
        Meaning.FOLLOW_UP,
        r"(?:second|third) (?:part|half|batch|phase) of|"
        r"(?:part|phase|step) (?:2|3|4|ii|iii|two|three) of|"
        r"next step (?:after|of|to)|series \d[a-z]?/\d+ of|"
        r"next (?:part|batch|round|set) (?:of|in|for) (?:the |my |our )?(?:\w+ ){0,3}?"
        r"(?:work|series|effort|clean-?ups?|conversions?)\b",
        "This is the second part of [1].",
    ),
    relation_phrase(
        Meaning.FOLLOW_UP,
        rf"continues?{BEFORE_LINK}|(?:the )?(?:rest|remainder|remaining \w+|"
        rf"left-?overs?) of{BEFORE_LINK}|"
        rf"(?<!the )following{BEFORE_LINK}(?!\s?$)|"
        rf"(?:after|now that|since){LINK_ROOM}(?:(?:was|were|is|are|has been|have been|"
        rf"being|got|"
        r"now)(?: \w+)? )?(?:merged|applied|in|landed|queued|upstream)\b|"
        rf"(?:after|now that|since) [^.;:]{{1,100}}?\b{WORK}{LINK_ROOM}(?:was|were|has been|have "
        r"been|got) (?:\w+ )?(?:merged|applied|landed|queued)\b",
        "Now that [1] is merged, the check can go.",
    ),
    relation_phrase(
        Meaning.FOLLOW_UP,
        r"(?:further|more|additional|other) (?:\w+ )?(?:clean-?ups?|fix(?:es)?|patches|work|"
        rf"improvements?|conversions?) after{BEFORE_LINK}|"
        rf"(?:remaining|left-?over|missing) (?:bits|pieces|parts|patches|drivers|users|callers|"
        rf"conversions?|changes) after{BEFORE_LINK}|"
        r"(?:address\w*|resolv\w*|clears?|handles?|does|do) (?:the |a |some |all )?(?:TODOs?|"
        r"FIXMEs?|"
        rf"left-?overs?)(?: \w+){{0,2}} (?:in|by|from|of){BEFORE_LINK}|"
        rf"(?:complet(?:es?|ing)|finish(?:es|ing)?|conclud(?:es?|ing)|extend(?:s|ing)) (?:what|"
        r"(?:the |my |our )?(?:\w+ ){0,3}?(?:work|conversion|rework|series|clean-?ups?|effort|job)"
        rf"(?: (?:that was )?(?:started|begun|done))?(?: (?:by|in|with|of|from))?){BEFORE_LINK}|"
        rf"(?:picks?|picked|picking|continues?|starts?|carr(?:y|ies)) (?:up |"
        rf"on )?(?:from )?where(?:{BEFORE_LINK}| \w+ (?:stopped|left|ended)\b)|"
        rf"(?:another|next|further|second|2nd|third|3rd|last|phase) (?:(?:round|batch|set|bunch|"
        rf"step|phase|"
        rf"chunk|part|series|patchset|\d)s?)(?: of (?:\w+ ){{0,2}}\w+)? (?:after|of|to|"
        rf"for){BEFORE_LINK}",
        "This completes the conversion started by [1].",
    ),
    relation_phrase(
        Meaning.FOLLOW_UP,
        r"(?:fix-?ups?|incremental (?:fix(?:es)?|patch(?:es)?|changes?)) (?:for|to|on|on top of)\b",
        "These are fixups for [1].",
    ),
    relation_phrase(
        Meaning.REPLACES,
        r"supersed(?:es?|ed|ing)\b(?![ -]by\b)|obsolet(?:es?|ed|ing)\b(?![ -]by\b)",
        "This supersedes the patch of Tim [1].",
        "It was superseded by [1].",
    ),
    relation_phrase(
        Meaning.REPLACES,
        rf"replac(?:es?|ing){BEFORE_LINK}|replac(?:es?|ing)\b(?!\(| all\b| each\b| \w+\(\))"
        r"(?! (?:the |all |old )?(?:[\w-]+ ){0,3}(?:functions?|calls?|callers?|macros?|helpers?|"
        r"users?|fields?|interfaces?)\b)"
        r"(?![^.;:]{0,60}\b(?:by|with)\b)(?: the)?(?: need)?|"
        r"replacement (?:for|of)",
        "This replaces the attempt of Tim [1].",
        "Replace it with a mutex, as in [1].",
    ),
    relation_phrase(
        Meaning.REPLACES,
        r"(?:supersed|obsolet|replac)ed? by (?:this|these|the (?:first|second|third|last|next) "
        r"patch)\b|"
        rf"{WORK} (?:is|was|are|were|got) (?:now )?(?:subsumed|absorbed|rolled|folded) in(?:to)? "
        r"(?:this|these|it)\b|"
        r"re-?(?:send(?:ing)?|post(?:ing)?|submission|spin|roll|base) of (?:[\w-]+ ){0,5}?"
        r"(?-i:[A-Z]\w+['’]s\b|(?:by|from|that) [A-Z]\w+)",
        "The patch [1] should be dropped: it is made obsolete by this series.",
        "It was superseded by [1].",
    ),
    relation_phrase(
        Meaning.REPLACES,
        r"reviv(?:al|es?|ed|ing)|resurrect\w*|refresh(?:ed)?(?: version)? of|"
        r"forward[- ]?port(?:ed|s)? of",
        "This revives the series of Tim [1].",
    ),
    relation_phrase(
        Meaning.REPLACES,
        r"t(?:ak(?:es?|ing|en)|ook) over|(?:would like|want) to revisit|"
        r"pick(?:s|ed|ing)? up (?:[\w'’]+ ){0,3}(?:work|series|effort)\b|"
        rf"picking up{BEFORE_LINK}|"
        rf"(?:drop|ignore|disregard|discard|forget|scrap)(?: about)?{BEFORE_LINK}(?!\s?$)|"
        rf"(?<=\s)(?:was|were|got|been) (?:rejected|nacked|turned down|abandoned|withdrawn)\b",
        "I picked up the work of Tim [1].",
    ),
    relation_phrase(
        Meaning.REPLACES,
        r"based (?:up)?on (?:[\w'’]+ ){1,6}?attempts?\b|(?<!provide an )alternat(?:iv)?e (?:to|"
        r"approach|implementation|solution|fix (?:to|for)|patch (?:to|for)|series (?:to|for))|"
        r"(?:another|a new|a second|a fresh|a different) (?:stab|shot|go|attempt|try) at\b|"
        r"instead of (?:the )?(?:\w+ ){0,2}(?:series|approach|patch\w*)|"
        rf"(?:instead|in place|in lieu) of{BEFORE_LINK}|rather than{BEFORE_LINK}|"
        rf"counter-?proposal (?:to|for)\b|"
        r"(?:different|other|another|new|simpler|better|second|fresh) (?:approach|take|solution|"
        rf"attempt|try|stab)(?: \w+)? (?:than|to|at|from|on){BEFORE_LINK}|"
        rf"in favou?r of (?:this|these)\b",
        "This is an alternative to [1].",
        "Could somebody provide an alternative solution to [1]?",
    ),
    relation_phrase(
        Meaning.REPLACES,
        rf"(?:{PAST}|been|another|failed|abandoned|second|third|my|his|her|their|other) "
        r"(?:an? )?(?:rfc )?attempts?\b|"
        r"there (?:was|were) (?:an? |one |some |several )?(?:\w+ )?attempts?\b|"
        r"attempts? (?:was|were|has been|have been) (?:\w+ )?made\b|"
        rf"{WORK} (?:that |which )?(?:had to be|was|were|got) (?:later )?reverted\b|"
        r"attempted (?:before|earlier|previously|in the past)|"
        rf"{PAST} (?:approach|try|tries|effort|solution)(?:es|s)?\b|"
        r"\w+ (?:has |had )?tried (?:to \w+|\w+ing|(?:this|that|it|the same)(?: \w+)?)\b",
        "An earlier attempt was [1].",
    ),
    relation_phrase(
        Meaning.REPLACES,
        r"(?:thread-?merge|merge[rs]?|combination) (?:of |between )|"
        r"combin(?:es|ed|ing)\b[^.]{0,120}\binto\b|combin(?:es|ed|ing) (?:both|two)\b",
        "It is a combination of [1] and [2].",
    ),
    relation_phrase(
        Meaning.REPLACES,
        r"rework(?:ed|ing)?(?: version)? of|rewrite of|cleaned[ -]up (?:version|implementation) of",
        "This is a rework of [1].",
    ),
    relation_phrase(
        Meaning.SPLIT,
        r"split(?:s|ted|ting)?(?: \w+)?(?: \w+)? (?:from|out|off|of)\b|"
        r"(?:was|were|is|are|been) split\b(?! already)|spun (?:out|off)|spin[- ]?off",
        "This was split out of the lamp series [1].",
    ),
    relation_phrase(
        Meaning.SPLIT,
        r"(?:extracted|taken|split|carved) (?:out )?(?:from|of) (?:the |my |our )?"
        r"(?:previous|earlier|last|first) (?:attempt|rfc)\b|"
        r"extracted (?:from|out)|carved (?:out|from)|br(?:oken|eaks?|eaking) (?:out|off)|"
        r"separat(?:ed|ing) (?:\w+ ){0,3}?(?:out )?from|(?:pulled|factored|cut|moved|taken) out "
        r"(?:of|from)|"
        r"taken (?:out )?from (?:the |my )?(?:\w+ ){0,2}series",
        "The patches were pulled out of the lamp series [1].",
    ),
    relation_phrase(
        Meaning.SPLIT,
        r"(?:was|were|where|is|are|used to be|originally|previously|formerly) (?:a )?part of "
        rf"(?:the |a |my |this )?(?:\w+ ){{0,3}}?{WORK}|subset of|"
        rf"(?:first|last|part|half) (?:\w+ ){{0,2}}(?:patches|part) (?:of|from) "
        rf"(?:the |my )?(?:\w+ ){{0,3}}?{WORK}",
        "These were originally part of my series [1].",
    ),
    *PARTED,
    relation_phrase(
        Meaning.BACKPORT,
        r"(?:this is |is |as )(?:an? |the )?(?:\w+ ){0,2}back-?ports?\b|"
        r"(?<!fixes the )(?<!fix the )(?<!in the )back-?port(?:s|ed|ing)? (?:of|from)\b|"
        r"back-?port\s?:",
        "This is a backport of [1].",
        "They have backported some patch that changed the limit [1].",
    ),
    relation_phrase(
        Meaning.BACKPORT,
        r"cherry[ -]?pick(?:s|ed|ing)? (?:of|from)\b|^\W{0,3}cherry[ -]?pick(?:ed)?\b",
        "(cherry picked from commit 0123456789ab)",
        "Please cherry-pick it to your tree, see [1].",
    ),
    relation_phrase(
        Meaning.BACKPORT,
        r"(?<=^)\W{0,4}(?:upstream|mainline) commit|this is (?:the )?(?:upstream|mainline) commit|"
        r"(?<!in )(?<!by )(?<!with )(?<!after )(?<!since )(?<!the )(?<!of )(?<!to )(?<!from )"
        r"commit:? (?=[0-9a-f]{12,64} (?:\([^)]{4,180}\) )?upstream\b[\s.\]]{0,4}$)|"
        r"upstream-status:\s?backport\b|(?:mainline|stable|upstream|community) inclusion\b|"
        r"^\W{0,4}(?:this is )?commit (?=[0-9a-f]{12,64} (?:\([^)]{4,180}\) )?upstream)",
        "[ Upstream commit 0123456789ab ]",
        "Linux 6.1 introduced it in upstream commit 0123456789ab.",
    ),
    relation_phrase(
        Meaning.TAKEN,
        r"(?:taken|borrowed|picked|imported|lifted|copied|originates?|took|grabbed) (?:up )?"
        r"(?:verbatim |as is |directly )?from\b|"
        rf"(?:took|takes|taken) (?:[\w'’]+ ){{0,6}}{WORK} from\b",
        "The first patch was taken verbatim from [1].",
    ),
    relation_phrase(
        Meaning.TAKEN,
        r"(?:incorporat|integrat|fold|squash|import|pull)(?:es?|ed|ing|s)?(?: in)? "
        rf"(?:[\w'’-]+ ){{0,4}}?(?:{WORK}|fix(?:es)?|dependenc(?:y|ies))(?: \w+)? from\b|"
        rf"(?:incorporat|integrat)(?:es?|ed|ing)\s?:?{BEFORE_LINK}|"
        rf"(?<=\()(?:taken )?from (?:the |[\w.-]+['’]s )(?:[\w-]+ ){{0,4}}?{WORK}{BEFORE_LINK}",
        "Incorporate the rung patches from [1].",
        "Integrate it with the lamp [1].",
    ),
    relation_phrase(
        Meaning.TAKEN,
        r"(?<!you )(?<!you've )(?<!already )pick(?:s|ed|ing)?(?: up)? (?:[\w'’]+ ){0,4}"
        r"(?:patch(?:es)?|changes)\b",
        "I picked up the patch of Tim [1].",
        "I see you picked up this patch [1].",
    ),
    relation_phrase(
        Meaning.TAKEN,
        rf"includ\w+ patch(?:es)? {PLACES} (?:of|from)\b|"
        rf"includ\w+ (?:\w+ ){{0,2}}{WORK} (?:from|by)|carr(?:y|ies) (?:\w+ ){{0,2}}{WORK} from",
        "It includes a patch from the lamp series [1].",
    ),
    relation_phrase(
        Meaning.TAKEN,
        r"reviewed (?:\w+ ){0,3}(?:as )?part of(?! (?:a|my|our) )|(?:the )?original author|"
        r"originally (?:written|authored|sent|posted|proposed) by",
        "It was originally written by Tim [1].",
    ),
    relation_phrase(
        Meaning.REVERT,
        r"(?<!the )(?<!your )(?<!my )(?<!his )(?<!to )reverts?\b(?=[^.]{0,40}$)|revert(?:s|ing)? "
        r"(?:the )?(?:commit|patch|series|\[)",
        "This reverts commit 0123456789ab.",
    ),
)
