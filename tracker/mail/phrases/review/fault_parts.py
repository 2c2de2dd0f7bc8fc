# SPDX-License-Identifier: GPL-2.0-or-later
"""What the statements of a fault are made of: what it is in, and what is wrong with it."""

THING = (
    r"(?:this|that|these|it|which|here|there|what you (?:do|have|say)|(?:the|your|this|that|these) "
    r"(?:new |whole |commit |patch |error |second |first |last |existing |fixes |subject |cover |"
    r"link )?(?:patch(?:es)?|change|"
    r"code|fix|check|logic|comment|description|subject|title|message|changelog|log|name|path|link|"
    r"indentation|order|tests?|result|value|type|function|condition|explanation|series|approach|"
    r"sentence|wording|line|part|bit|hunk|loop|lock|locking|handling|variable|assumption|claim|"
    r"statement|example|prefix|tag|return|version|implementation|solution|idea|formatting|section))"
)
BE = (
    r"(?:is|are|looks?|seems?|feels?|sounds?|appears?|reads?)(?: to be| like| a bit| a "
    r"little| rather| quite| very| really| just| also| simply| still| plain| now| too| somewhat| "
    r"so| totally| completely| even| more| actually| clearly| definitely| probably| slightly|"
    r",){0,3}"
)
WRONG = (
    r"(?:wrong|broken|incorrect|bogus|buggy|racy|unsafe|invalid|misleading|confusing|inconsistent|"
    r"incomplete|insufficient|redundant|superfluous|unnecessary|unneeded|pointless|useless|"
    r"overkill|"
    r"error[- ]prone|fragile|odd|strange|weird|suspicious|ugly|hacky|off|unused|inaccurate|unclear|"
    r"unrelated|unintended|unintentional|accidental|dangerous|illegal|excessive|impossible|"
    r"misplaced|misaligned|premature|problematic|"
    r"a bug(?![ -]?fix| in (?!this|your|the (?:patch|series|new)))|a problem|"
    r"a regression(?! in v?[0-9])|a no-?go|a bad idea|an issue|too (?:long|short|big|late|early|"
    r"much|many|vague|complex|complicated|generic|fragile|verbose))"
)
RIGHT = (
    r"(?:correct|right|true|so|safe|enough|sufficient|needed|necessary|required|clear|valid|"
    r"allowed|possible|acceptable|good|ok|okay|accurate|the right|the case(?! for\b)|what|how|"
    r"used|freed|"
    r"released|unlocked|initiali[sz]ed|checked|handled|set|called|documented|explained|described|"
    r"part of|worth|nice|ideal|optimal|great|pretty|obvious|appropriate|going to (?:work|fly|help))"
)
MINDS = (
    r"(?:should|shall|must|needs? to|has to|have to|ought to)(?:n't| not)?(?: \w+)? (?:note|focus|"
    r"rely|feel|remember|reali[sz]e|understand|trust|worry|wait|discuss|admit|see|talk|"
    r"be (?:decided|discussed|a consideration)|do with the)\b|"
    r"must(?: \w+)? (?:be (?:\w+ing|something else)|already have)\b|(?:must|should)(?:n't)? "
    r"be(?:, | as \w+ to\b)|"
    r"(?<=they )(?:need|have) to (?!be\b)"
)
"""What people should do, and no code; or what somebody infers."""
HARM = (
    r"(?:caus(?:e|es|ing)|leads? to|results? in|triggers?|introduc(?:e|es|ing)|break(?:s|ing)?|"
    r"crash(?:es)?|deadlock(?:s)?|leak(?:s|ing)?|oops(?:es)?|panic(?:s)?|corrupts?|overflows?|"
    r"underflows?|races?|hangs?|fails?|regress(?:es)?|explodes?|dereferences?|dead[- ]?locks?|"
    r"confuses?|conflicts?)"
)
