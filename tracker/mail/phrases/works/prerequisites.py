# SPDX-License-Identifier: GPL-2.0-or-later
"""The words by which an author says what a series needs."""

from tracker.mail.links.meanings import Meaning
from tracker.mail.phrases.works.relation_phrase import (
    BEFORE_LINK,
    LINK_ROOM,
    OURS,
    PAST,
    WORK,
    relation_phrase,
)

PREREQUISITES = (
    relation_phrase(
        Meaning.FOLLOW_UP,
        r"on(?: the)? ?top of (?:(?!\bnot\b|\byet\b|\bwill\b|\bto be\b|\buntil\b)[^.;:,()]){0,60}?"
        r"\b(?:merged|landed|(?:is|are|was|were) (?:already |now )?(?:in|applied|queued|accepted)|"
        r"already (?:in|applied|queued|accepted))(?: (?:as|at|by|in|with|via))?\b",
        "A fix on top of what was merged in [1].",
        "It goes on top of the lamp series [1], which is not merged.",
    ),
    relation_phrase(
        Meaning.DEPENDS,
        r"d(?:epend|p[ea]nd|epand|epedn)s?(?: up| not only)?[ -]?(?:on|to|from)\b|"
        r"depend(?:s|ed)? (?:up)?on\b|depends?(?=\s?[:,\[(])|"
        r"depending (?:up)?on (?=\[|http|the (?:\w+ ){0,3}(?:series|patch))",
        "This series depends on [1].",
        "Depending on the configuration the counter is wrong, see [1].",
    ),
    relation_phrase(
        Meaning.DEPENDS,
        r"pre-?requisites? (?:for|of|to) [^.;:]{1,60}? (?:is|are)(?: in| at| the| my)*"
        rf"(?: (?:\w+ ){{0,2}}{WORK})?{BEFORE_LINK}",
        "Prerequisite for running the new test is [1].",
        "A prerequisite for the lamp series [1] is power.",
    ),
    relation_phrase(
        Meaning.DEPENDS,
        r"(?:applied|merged|taken|queued|go(?:es)? in|land|(?:take|merge|apply) (?:this|it|these)) "
        rf"(?:together |along )?with(?: the)?(?: (?:\w+ ){{0,2}}?{WORK})?{BEFORE_LINK}|"
        rf"without{LINK_ROOM}(?:this|it|these|the \w+) (?:does|do|will|can|wo|ca)"
        r"(?: ?not|n['’]t)\b",
        "It needs to be applied together with [1].",
        "It was merged together with a lamp, see [1].",
    ),
    relation_phrase(
        Meaning.DEPENDS,
        rf"(?:until|unless){LINK_ROOM}(?:(?:is|are|has been|have been|gets?|"
        r"has|have) )?(?:lands?|landed|in\b|merged|applied|goes in|go in|available|accepted|"
        r"queued)",
        "It does nothing useful until [1] lands.",
        "It was slow until [1] was written.",
    ),
    relation_phrase(
        Meaning.DEPENDS,
        r"(?:(?:this|these|the|our) (?:\w+ )?(?:patch(?:es|set)?|series|change(?:s|set)?|set|work)|"
        r"it) (?:also |still )?requires? (?:the )?(?:(?:latest|current|newest|updated) "
        r"(?:version|revision|posting) of\b|(?:\w+ ){0,3}?(?:patch(?:es|set)?|series|changeset)\b)",
        "This changeset requires the latest version of the lamp changeset, [1].",
        "This patch requires more thought, see [1].",
    ),
    relation_phrase(
        Meaning.DEPENDS,
        r"used (?:here|by (?:this|these|the following)|below|in (?:this|these))(?: \w+)? (?:is|are|"
        rf"was|were) (?:added|introduced|provided|defined|implemented|created) (?:by|"
        rf"in){BEFORE_LINK}",
        "The call used here is added by [1].",
        "The call is added by [1].",
    ),
    relation_phrase(
        Meaning.ON_TOP,
        r"(?:built|based|tested|generated|made|prepared|applies|rebased) (?:against|on|from|onto)"
        rf"[^.;:]{{1,40}}? (?:plus|\+){BEFORE_LINK}",
        "Built against next plus [1].",
        "Tested on a board plus a lamp, see [1].",
    ),
    relation_phrase(
        Meaning.DEPENDS,
        r"dependents? (?:up)?on\b|dependent (?:patch|series|work)\w*",
        "The driver is dependent on the clock series [1].",
    ),
    relation_phrase(
        Meaning.DEPENDS,
        r"(?<!this )(?<!that )(?<!circular )(?<!no )dependenc(?:y|ies|e)\b"
        r"(?! (?:led|between|was|were|injection|track\w+|chain|graph|for \[|of \[))",
        "There is a dependency on the lamp series [1].",
        "This dependency led to a use-after-free, addressed in [1].",
    ),
    relation_phrase(
        Meaning.DEPENDS,
        r"pre-?requisites?\b(?! (?:to|for|of) (?!this|these|the present|our))|pre-?reqs?\b",
        "The lamp series [1] is a prerequisite for this one.",
        "These patches are a prerequisite to the codec changes posted at [1].",
    ),
    relation_phrase(
        Meaning.DEPENDS,
        r"rel(?:ies|y|ying) (?:up)?on\b|"
        r"need(?:s|ed)? (?:the )?following (?:patch|series|commit)\w*",
        "The patchset relies on [1].",
    ),
    relation_phrase(
        Meaning.DEPENDS,
        r"blocked (?:by|on)\b|"
        r"wait(?:s|ing)? (?:for|until|till)"
        rf"(?:{BEFORE_LINK}|(?= (?:[\w'’/.-]+ ){{0,5}}?(?:{WORK}|fix(?:es)?|rework|clean-?up)\b))",
        "This can wait till the lamp series [1] is merged.",
        "You asked to wait for the stable tree to have it [1].",
    ),
    relation_phrase(
        Meaning.DEPENDS,
        r"(?:apply|merge|take|pull|queue) (?:your|my|his|her|their|the|this|[\w.-]+['’]s)\b"
        rf"[^.;:]{{0,120}}?{LINK_ROOM}(?:in )?first\b|"
        r"(?:must|should|has to|have to|needs? to) be (?:used|tested|run|applied)(?: together)? "
        r"with (?:the |this )?(?:\w+ ){0,2}(?:fix(?:es)?|patch\w*|series|changes)\b",
        "Tim, please merge your lamp series [1] first.",
        "Please merge it when you are back [1], first thing.",
    ),
    relation_phrase(
        Meaning.ON_TOP,
        r"on(?: the)? ?top of(?! (?:that|this|it)\s{0,2}[-,.;:])"
        r"(?! (?:the )?(?:latest |current |recent )?(?:v?\d+\.\d|linux\b|linux-|mainline\b|"
        r"upstream\b|master\b|main\b|tip\b|net\b|[\w/-]{1,30}-next\b|for-)"
        r"(?![^.;:]{0,25}(?:\+|\b(?:plus|and|with)\b)))|"
        r"on top\b(?! of\b)|atop\b",
        "This goes on top of the lamp series [1].",
        "A cherry-pick on top of v6.12-rc1 from [1].",
    ),
    relation_phrase(
        Meaning.ON_TOP,
        rf"(?:appl(?:y|ies)|based|rebased|tested|built|goes)\b[^.;:]{{0,60}}? (?:with|"
        rf"plus){LINK_ROOM}"
        r"(?:\w+ )?(?:applied|merged|on top)\b",
        "It applies on linux-next with [1] applied.",
        "The bug is gone with [1] applied.",
    ),
    relation_phrase(
        Meaning.DEPENDS,
        r"pick(?:s|ed|ing)?(?: up)? (?:the |a |its )?(?:depend[ae]n[tc]\w*|prerequisite|required|"
        r"needed|"
        r"missing) (?:patch(?:es)?|series|changes?)(?: from)?\b",
        "Pick the dependent patch from [1] to fix the build.",
        "Pick the patch from [1].",
    ),
    relation_phrase(
        Meaning.ON_TOP,
        r"after (?:the|your|my|his|her|their|our) reverts?\b",
        "It applies after your revert [1].",
    ),
    relation_phrase(
        Meaning.ON_TOP,
        r"stacked (?:up)?on|"
        r"rebase[ds]?(?: this| it| these| the series)? (?:on|onto|over|to|upon)\b|"
        r"rebasing (?:on|onto)|"
        r"(?:diff-?)?based against|sits? on\b",
        "This series has been rebased on the recent patchset of Tim: [1]",
    ),
    relation_phrase(
        Meaning.ON_TOP,
        r"(?<!the )(?<!a )buil(?:ds?|t|ding) (?:up)?on\b(?! (?:the |a )?(?:proposal|suggestion)\b)|"
        r"buil(?:ds?|t|ding) (?:on ?)?top",
        "These patches build on your recent series, here: [1]",
        "It fixes the build on big endian [1].",
    ),
    relation_phrase(
        Meaning.BASED,
        r"buil(?:ds?|t|ding) (?:up)?on (?:the |a )?(?:proposal|suggestion)\b|"
        rf"base(?:line)? is (?:on )?(?:the )?(?:following |latest )?(?:\w+ ){{0,2}}{WORK}\b",
        "This builds on the proposal [1] of Tim.",
    ),
    relation_phrase(
        Meaning.DEPENDS,
        r"(?:(?:wo|do|does|ca|is)n['’]?t|(?:can|will|do|does|is)? ?not|cannot|fails? to) "
        r"(?:\w+ ){0,2}?(?:compile|build|work|apply|link|boot|function|useful|possible)\w*"
        rf"(?: \w+){{0,3}}? without(?:{BEFORE_LINK}| (?=(?:the |my |"
        rf"these )?(?:\w+ ){{0,3}}?{WORK}\b))|"
        r"(?:do not|don['’]t|never|not to) (?:apply|merge|take|queue)(?: \w+){0,2} "
        r"(?:without|before)\b",
        "It does not build without [1].",
        "It does not build without CONFIG_LAMP, see [1].",
    ),
    relation_phrase(
        Meaning.DEPENDS,
        r"(?:not|can['’]t|cannot|shouldn['’]t|mustn['’]t)(?: be| yet| go| get)?(?: \w+)? ?"
        r"(?:merged?|appl(?:y|ied)|taken|picked(?: up)?|queued?|in|land(?:ed)?)(?: \w+){0,2}? "
        rf"(?:before|until|unless|without){BEFORE_LINK}|"
        r"(?:hold|wait|defer|postpone|keep)(?: (?:off|back|on|with))?"
        rf"(?: (?:this|these|it|them|merging|applying))? until{BEFORE_LINK}",
        "It should not be merged before [1].",
        "It is not merged until the end of the window [1].",
    ),
    relation_phrase(
        Meaning.DEPENDS,
        rf"only (?:works?|makes? sense|useful|usable|appl(?:y|ies))(?: \w+){{0,2}} "
        rf"(?:with|after|on top of){BEFORE_LINK}",
        "This only works together with [1].",
    ),
    relation_phrase(
        Meaning.ON_TOP,
        rf"(?:goes?|comes?) after{BEFORE_LINK}|stacks? on(?:to)?\b|"
        r"(?:against|onto|on top of|(?:re)?base[ds]? (?:up)?on) (?:[\w./-]+ ){1,4}"
        rf"(?:(?:plus|\+)\B|plus (?:the )?{WORK}\b)",
        "It goes after [1].",
        "The lamp comes after the switch, see [1].",
    ),
    relation_phrase(
        Meaning.ON_TOP,
        rf"(?:plus|with|and|on top of|after) (?:the |these |those )?(?:following )?(?:\w+ ){{0,2}}?"
        r"(?:unmerged|pending|in-flight|out-of-tree|not[- ]yet[- ]merged) "
        rf"(?:\w+ )?{WORK}\b",
        "It applies to v6.19-rc5 plus the following unmerged series: [1]",
        "There are pending changes in [1].",
    ),
    relation_phrase(
        Meaning.BASED,
        rf"base (?:of|for) (?:this|these|the (?:\w+ )?{WORK})(?: {WORK})? (?:is|are)\b|"
        r"(?<=^)\W{0,3}base(?: series| patch(?:es|set)?)?\s?:",
        "The base of this series is [1].",
        "The base of the tree is v6.1 [1].",
    ),
    relation_phrase(
        Meaning.ON_TOP,
        r"(?:be )?(?:appl(?:y|ies|ied)|merged?|land|go(?:es)? in|taken|sent|queued) "
        r"(?:cleanly |only |in )?(?:after|over|once)\b",
        "This should be applied after the work of Ann gets merged. [1]",
    ),
    relation_phrase(
        Meaning.BASED_ON_OLD,
        r"based (?:up)?on (?:an? |the |my |our |his |her |their )?(?:[A-Z]\w+['’]s )?"
        r"(?:old(?:er)?\b|abandoned\b|stalled\b|unfinished\b|forgotten\b|withdrawn\b|"
        r"(?:earlier|previous) (?:attempt|rfc)\b|"
        r"(?:original|initial)(?: [\w'’]+){0,2}? (?:version|patch|implementation)\b)|"
        rf"rework(?:ed)? from (?:an? |the |my |our )?{PAST}\b",
        "This is based on an old series [1].",
    ),
    relation_phrase(
        Meaning.BASED,
        r"(?<!was )(?<!were )based (?:(?:up)?on|off(?: of)?)\b"
        r"(?! (?:[\w'’]+ ){1,3}?(?:report|suggestion|ideas?|feedback|comments?|review|discussion|"
        r"advice|attempts?|findings|analysis|e?mail)\b)"
        r"(?: (?:an? |the )?(?:rework|rewrite|refactoring|cleanup|merge) of\b ?)?",
        "Based on the patch of Tim: [1]",
        "The old one was based on something else [1].",
    ),
    relation_phrase(
        Meaning.NEEDS,
        r"(?:requires?|needs?)(?! to be)(?! for)(?! an? )\b|(?:requiring|needing)\b|"
        r"(?:you|we)(?:'ll| will)? (?:also )?need\b",
        "It needs the lamp series [1].",
        "It still needs to be tested, see [1].",
    ),
    relation_phrase(
        Meaning.NEEDS,
        rf"assum(?:es|ing) (?:that )?(?:the |these |you have )?(?:\w+ ){{0,3}}{WORK}\b|"
        rf"assum(?:es|ing)(?: that)?{BEFORE_LINK}",
        "This is assuming the lamp series [1] is in.",
        "It assumes that the flag is set, as in [1].",
    ),
    relation_phrase(
        Meaning.NEEDS,
        rf"(?:makes?|making) use of|uses? the {WORK}\b",
        "It makes use of the lamp series [1].",
    ),
    relation_phrase(
        Meaning.NEEDS,
        rf"(?:needed|required|necessary) (?:for|by|to \w+) {OURS}\b|"
        rf"following {WORK} (?:is|are) (?:also )?(?:needed|required|necessary)\b|"
        rf"(?:to|should|must) be (?:applied|merged|taken|picked up) first|"
        rf"(?:apply|merge|take){LINK_ROOM}first\b|"
        r"(?:has|have|needs?|ought) to (?:go|land|come|get (?:in|merged|applied))"
        r"(?: \w+){0,2}? first\b|"
        r"(?:has|have|needs?|ought) to be (?:in|there|applied|merged|taken|queued|landed|upstream|"
        r"picked up)(?: \w+){0,2}? first\b|"
        r"(?:must|has to|have to|needs? to|should) (?:be (?:in|applied|merged)|go in|land|come)"
        r"(?: first)? before (?:this|these|it)\b|(?:merge|apply|landing) order\b|"
        r"should (?:be )?(?:go|applied|merged|land)\w* (?:after|before this)",
        "The fix [1] is needed for this to work.",
        "This is needed for the codec, see [1].",
    ),
)
