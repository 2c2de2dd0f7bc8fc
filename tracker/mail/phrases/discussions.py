# SPDX-License-Identifier: GPL-2.0-or-later
"""The words by which authors point at talk and trouble, and those that deny or only plan."""

from tracker.mail.links.meanings import Meaning
from tracker.mail.phrases.phrase import Phrase, PhraseTable
from tracker.mail.phrases.works.relation_phrase import LINK_ROOM


def _discussion_says(meaning: Meaning, pattern: str, example: str, not_example: str = "") -> Phrase:
    """Return a phrase that begins at the start of a word."""
    return Phrase(rf"(?<![\w-])(?:{pattern})", meaning, example, not_example)


UNRELATED = PhraseTable(
    "unrelated",
    (
        _discussion_says(
            Meaning.DENIED,
            r"(?:no longer|not|n['’]t|never|doesn['’]t|don['’]t|didn['’]t|without|"
            r"independent(?:ly)?(?: of| "
            r"from)|dropp?(?:ed)?|remove[ds]?|no)\s+(?:\w+\s+){0,2}?"
            r"(?:depend\w*|bas(?:ed|ing)|requir\w+|need\w*|relat\w+|replac\w+|follow\w*(?:[ "
            r"-]ups?)?)"
            r"(?: (?:up)?on\b| to\b| of\b)?",
            "It no longer depends on [1].",
        ),
        _discussion_says(
            Meaning.PLANNED,
            r"(?:will|would|plan(?:s|ned|ning)?(?: to)?|going to|intend to|future|later|then)\s+"
            r"(?:\w+\s+){0,2}?(?:follow|post|send|resend|address|submit|depend|rebase)\w*"
            r"(?:[ -]up)?(?: (?:on top of|on|onto|to)\b)?|still needs? (?:an? |some |to )",
            "I will follow up on [1] later.",
        ),
        _discussion_says(
            Meaning.DENIED,
            r"(?:whether|if) (?:this|it|these|they|the (?:series|patch))(?: \w+)? (?:depends?|"
            r"requires?|"
            r"needs?|replaces?|follows?|supersedes?)(?: (?:up)?on)?\b",
            "Tim asked whether this depends on [1]; it does not.",
            "This depends on [1].",
        ),
        _discussion_says(
            Meaning.DENIED,
            r"(?:crash|bug|hang|behaviou?r|results?|values?|output|order|outcome|failures?|issue|"
            r"problem|layout|size|timing|speed|performance|overhead|answer|driver|drivers|code|"
            r"feature|device|hardware) (?:[\w-]+ ){0,2}(?:depends? (?:up)?on|relies (?:up)?on)"
            r"(?! (?:the |this |my |our )?(?:\w+ ){0,3}(?:patch\w*|series|work|rework|"
            r"clean-?ups?)\b)"
            rf"(?!{LINK_ROOM})(?!\s?:)|"
            r"depends? (?:up)?on (?:CONFIG_\w+|the (?:kernel )?(?:config\w*|architecture|arch|"
            r"platform|"
            r"hardware|timing|compiler|workload)\b)",
            "The crash depends on timing, see [1].",
            "The driver depends on the lamp series [1].",
        ),
        _discussion_says(
            Meaning.DENIED,
            r"(?:function|helper|macro|call|code|check|lock|loop|field|callback|flag|variable|"
            r"value|"
            r"line|register|mutex|spinlock) replac(?:es?|ing)\b(?: the)?",
            "The helper replaces the one of [1].",
            "This series replaces [1].",
        ),
        _discussion_says(
            Meaning.PLANNED,
            r"(?:could|can|may|might|should|would)(?: also| perhaps| maybe)? (?:be )?(?:split|"
            r"separated|"
            r"moved|parted|pulled|taken) (?:out |off )?(?:of|from|into)\b",
            "It could be split from [1].",
            "It was split from [1].",
        ),
        _discussion_says(
            Meaning.CITED,
            r"(?:so |and |then |later |thus )(?:we |I |it was |that was |they were )?(?:then |"
            r"later )?"
            rf"(?:reverted|dropped|backed out)(?: (?:it|them|that|this))?(?:{LINK_ROOM}|\s?$)",
            "The robot reported a regression, so we reverted it [1].",
            "This reverts it [1].",
        ),
        _discussion_says(
            Meaning.PLANNED,
            r"(?:n['’]t|not|without)(?: \w+)? includ(?:ed|ing)\b|"
            r"not (?:provided|part of|sent|posted)[^.]{0,40}?\bdepends? (?:up)?on\b",
            "I have not included the fix on top of it [1].",
        ),
        _discussion_says(
            Meaning.PLANNED,
            r"conflicts? with|inspired by|similar to|competing|unrelated|orthogonal to|"
            r"ideas? (?:from|comes?|of|(?:is|are|was|were) based (?:up)?on\b)|in parallel|see "
            r"also|e\.g\.|for example|unlike|"
            r"(?<!sent )(?<!posted )(?<!submitted )(?<!available )(?:like|as)"
            r"(?=\s{2,200}|\s?\[\w{1,3}\])",
            "It is similar to [1].",
        ),
        _discussion_says(
            Meaning.INVERSE,
            r"pre-?requisites? (?:to|for|of) (?!this|these|the present|our)|"
            r"(?:preparation|preparatory|prepar(?:es?|ing)|groundwork)(?: (?:patch|work|series))? "
            r"(?:for|to)\b",
            "This is a preparation patch for the work of Tim [1].",
            "[1] is a prerequisite for this series.",
        ),
        _discussion_says(
            Meaning.INVERSE,
            r"(?:depends?|reli(?:es|ed)|rely|buil(?:ds?|t)|based|stacked|rebased) "
            r"(?:up)?on(?: top of)? (?:this|these|it|mine)(?: one| series| patch(?:es|set)?| work)?"
            r"(?=\s?[.,;!)]|\s?$)|"
            r"(?:needs?|requires?|waits? for) (?:this|these|it)"
            r"(?: one| series| patch(?:es|set)?| work)?(?=\s?[.,;!)]|\s?$)|"
            r"this (?:one |series |patch )?(?:goes |should go )?first,? (?:and |followed |before )?"
            r"(?:then|by)?\b|unblocks?\b",
            "[1] depends on this.",
            "It depends on this series: [1]",
        ),
        _discussion_says(
            Meaning.INVERSE,
            r"(?:needs?|have|has|ought|should|can|could|must|will)(?: to)? be (?:re-?)?(?:applied|"
            r"based|"
            r"merged|sent) (?:on(?: the)? top of|onto|after) it\b(?!\s?[:\[(]|\s{2})",
            "The patches of Tim need to be applied on top of it in the next branch: [1]",
            "It should be applied on top of it: [1]",
        ),
        _discussion_says(
            Meaning.INVERSE,
            r"(?:there['’]s|there (?:is|are)|i (?:have|sent|posted)|we (?:have|need)) (?:an? |"
            r"some )?"
            r"(?:\w+ ){0,2}?(?:fix(?:es)?|patch(?:es)?|follow-?ups?|clean-?ups?|changes?)"
            r" on(?: the)? top of (?:this|these|it)(?: (?:one|series|patch(?:es|set)?))?\b",
            "There's an additional fix on top of this patch [1].",
            "There is a need to go on top of this patch: [1]",
        ),
        _discussion_says(
            Meaning.INVERSE,
            r"split (?:\w+ ){1,6}?out(?: of (?:this|it))?,? (?:and|to) (?:post|sen[dt]|submit)\w*"
            r"(?: \w+)? (?:separately|alone|apart)\b|"
            r"(?:were|was|been|is|are) split (?:out |off )?(?:in)?to (?:an? |the )?"
            r"(?:separate|own|another|different|standalone) (?:series|(?:patch)?set|patch\w*)\b|"
            r"(?:submitted|sent|posted) (?:this|it|that|a patch|one) to replace (?:it|this)\b",
            "Split some fixes out and posted them separately [1].",
            "This was split out of [1].",
        ),
        _discussion_says(
            Meaning.INVERSE,
            r"(?:supersed|obsolet|replac)e(?:d[ -]by\b|d? (?:\w+ ){1,4}?(?:by|with)(?=\s{2,200}|"
            r"\s?\[\w|\s?$))",
            "It was superseded by [1].",
            "It supersedes the patch of Tim [1].",
        ),
        _discussion_says(
            Meaning.INVERSE,
            r"(?:needed|required|depended (?:up)?on) by (?!this|these|our)",
            "It is needed by the codec series [1].",
            "[1] is needed by this series.",
        ),
        _discussion_says(
            Meaning.DENIED,
            rf"dependenc(?:y|ies) (?:up)?on{LINK_ROOM}(?:was|is|has been|were|are) (?:now )?"
            r"(?:dropped|removed|gone|obsolete|no longer)\b",
            "The dependency on [1] was dropped.",
            "The dependency on [1] is in mainline.",
        ),
        _discussion_says(
            Meaning.DENIED,
            r"to replace (?:the|an?|its|our|their) (?:old(?:er)?|existing|legacy|current|"
            r"deprecated|obsolete|broken|custom|manual|generic|slow\w*)\b"
            r"(?! (?:\w+ ){0,2}(?:series|patch|rfc))",
            "It has a newer interface [1] to replace the old one.",
            "It is meant to replace the old series [1].",
        ),
        _discussion_says(
            Meaning.CITED,
            r"introduc(?:ed|es|ing)\b|(?:was|were|been|is) (?:added|implemented|fixed|merged|"
            r"applied|queued)\b|already (?:in|merged|applied)",
            "The flag was introduced in [1].",
        ),
        _discussion_says(
            Meaning.CITED,
            r"(?:in|by|since|from|of|as of) upstream commit",
            "Linux 6.1 has it since upstream commit 0123456789ab.",
        ),
    ),
)
"""Words that take a meaning away: what is denied, planned or turned round says nothing, but keeps
words further off from speaking."""

TROUBLE = PhraseTable(
    "trouble",
    (
        _discussion_says(
            Meaning.REPORTED,
            r"(?:was |were |been |as |first |originally )?reported (?:in|by|at|here)\b",
            "It fixes the hang that was reported in [1].",
        ),
        _discussion_says(
            Meaning.SHOWN,
            r"(?:reproducer|repro|test case|poc|call trace|backtrace|trace)\b[^.]{0,40}",
            "The reproducer is at [1].",
        ),
        _discussion_says(
            Meaning.REPORT,
            r"reported\b|reports?\b(?! that)|issue reported|bugs?\b|bugzilla",
            "This fixes the bug in [1].",
        ),
        _discussion_says(
            Meaning.REPORT,
            r"regress(?:ion|ed|es)\w*|bro(?:ke\b|ken by)|breaks?\b|breakage",
            "It fixes the regression [1].",
        ),
        _discussion_says(
            Meaning.REPORT,
            r"syz(?:bot|kaller)|(?:test|kernel) robot|0-?day|lkp|automatic checker",
            "The kernel test robot found [1].",
        ),
        _discussion_says(
            Meaning.REPORT,
            r"crash(?:es|ed|ing)?\b|oops\w*|panic\w*|splat|lockdep|k[amc]san|ubsan|"
            r"use-after-free|deadlock\w*|stall(?:s|ed)?\b",
            "It crashes with [1].",
        ),
        _discussion_says(
            Meaning.REPORT,
            r"reproduc\w+|build (?:failure|error|warning)s?|fail(?:s|ed|ures?|ing)\b",
            "The test fails, see [1].",
        ),
    ),
)
"""Words of bugs and reports."""

TALK = PhraseTable(
    "talk",
    (
        _discussion_says(
            Meaning.DISCUSSED,
            r"(?<!under )discuss(?:ed|ions?|ing|es)?\b|talk(?:ed|s|ing)?\b|conversations?|"
            r"threads?\b",
            "As discussed in [1].",
            "They were part of the lamp series which is under discussion: [1]",
        ),
        _discussion_says(
            Meaning.DISCUSSED,
            r"suggest(?:ed|ions?|s|ing)?\b|advi[cs]e[ds]?\b|recommend\w*|hint(?:s|ed)?\b",
            "Tim suggested it in [1].",
        ),
        _discussion_says(
            Meaning.DISCUSSED,
            r"(?<!patches )(?<!patch )(?<!series )mention(?:ed|s|ing)\b|"
            r"point(?:ed|s|ing) (?:it |this |that )?out\b",
            "Tim pointed that out in [1].",
            "You need the patches mentioned at [1].",
        ),
        _discussion_says(
            Meaning.DISCUSSED,
            r"comment(?:s|ed|ing)?\b|feedback|ask(?:ed|s)\b|request(?:ed|s)?\b|want(?:ed|s)\b|"
            r"preferred",
            "It addresses the feedback in [1].",
        ),
        _discussion_says(
            Meaning.DISCUSSED,
            r"proposals?\b|propos(?:ed|es)\b(?! (?:an? |the )?(?:\w+ )?(?:series|patch))",
            "The proposal is in [1].",
        ),
        _discussion_says(
            Meaning.DISCUSSED,
            r"concern(?:s|ed)?\b|complain\w*|objection\w*|nack\w*|agree(?:d|s|ment)\b|"
            r"accord(?:ing|ance)|raised\b|as per\b",
            "Tim raised a concern in [1].",
        ),
        _discussion_says(
            Meaning.DISCUSSED,
            r"sa(?:id|ys)\b|stated\b|wrote\b|explain(?:ed|s)\b|explanation|argu(?:ed|es)",
            "Tim said in [1] that it is slow.",
        ),
        _discussion_says(
            Meaning.DISCUSSED,
            r"review(?:s|ed)? (?:comments?|feedback|discussion)|opinions?|"
            r"(?<!for )(?<!under )(?<!in )(?<!posted )reviews?\b(?= (?:of|in|from|at|on)\b)",
            "It follows the review comments in [1].",
            "Please review or test the patches at [1].",
        ),
        _discussion_says(
            Meaning.WEIGHED,
            r"(?<!for )(?<!under )(?<!in )review(?:s|ed|ers?)?(?: comments?)?\b(?! the)|"
            r"not(?:ed|iced)\b|remark(?:s|ed)?\b|repl(?:y|ied)\b|question(?:s|ed)?\b|thanks\b|"
            r"input\b|ideas?\b",
            "Tim noted in [1] that it is slow.",
        ),
    ),
)
"""Words of talk."""

TROUBLE_TITLES = PhraseTable(
    "trouble titles",
    (
        _discussion_says(
            Meaning.REPORT,
            r"bug\b|regress\w*|crash\w*|oops|panic\w*|hang(?:s|ing)?\b|hung\b|deadlock\w*|"
            r"lockup|stall\w*|splat|general protection|null pointer|use[- ]after[- ]free|uaf\b|"
            r"out[- ]of[- ]bounds|(?:data )?races?\b|leak\w*|corrupt\w*|k[amc]san|ubsan",
            "6.17-rc5: hang in scrub",
            "Adding a lamp driver",
        ),
        _discussion_says(
            Meaning.REPORT,
            r"fail(?:s|ed|ure|ures|ing)?\b|broken\b|breaks?\b|(?:does|do|did)(?:n't| not) work|"
            r"not working|errors?\b|warnings?\b|problems?\b|issues?\b|unable to|can ?not\b|"
            r"can't|wrong|slow\w*",
            "Freezing user space processes failed",
            "Plans for the next cycle",
        ),
    ),
)
"""Words by which the subject of a thread tells of trouble."""
