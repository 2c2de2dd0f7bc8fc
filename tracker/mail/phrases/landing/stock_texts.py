# SPDX-License-Identifier: GPL-2.0-or-later
"""What mails about an applied patch always say: stock text, and no request to anybody.

Maintainers' templates for ``b4 ty`` say where a patch will be seen, what to do should something be
wrong with it, and that ids of commits may change. Each row is one such thing in any words.
"""

from enum import Enum

from tracker.mail.phrases.phrase import Phrase, PhraseTable


class Stock(Enum):
    """What a stock sentence is about."""

    ROUTE = "route"
    """Where the patch will be seen, and when."""
    AFTERWARDS = "afterwards"
    """What to do should something be wrong with it, or change later."""
    CONTACT = "contact"
    """Whom to ask, or to copy."""


_BRANCHES = (
    r"(?:linux-next|-next|mainline|(?<!device )(?<!radix )(?:branch|tree|repo(?:sitory)?|git)\b"
    r"(?! (?:walk|node))|for-[\w./-]{1,40}|"
    r"(?:the )?(?:next )?(?:-rc|merge window|release|pull request)\b)"
)
_PATCHES = (
    r"(?:it|this|these|they|the (?:patch(?:es)?|commits?|changes?|series)|patch(?:es)?|commits?|"
    r"changes?)"
)
STOCK_TEXTS = PhraseTable(
    "stock-texts",
    (
        Phrase(
            rf"^\W*(?:note (?:that )?)?(?:{_PATCHES})?(?: ?(?:in|on|of|from) (?:the |this )?"
            r"[\w./-]{1,60}(?: (?:branch|tree))?)? ?(?:should|will|is expected to|are expected to|"
            rf"can)(?: then| now| also)? (?:soon )?(?:appear|show up|be (?:visible|available|"
            rf"found|seen)|land|be in)\b.{{0,60}}\b{_BRANCHES}",
            Stock.ROUTE,
            "Patches in the lamp-6.18.fixes branch should appear in linux-next soon.",
            "Patches should be split by driver before they appear.",
        ),
        Phrase(
            rf"\b(?:if in doubt|when in doubt|if (?:you are )?unsure),? (?:please )?(?:check|look "
            rf"at|see|consult)(?: out)? .{{0,60}}\b{_BRANCHES}",
            Stock.ROUTE,
            "When in doubt, look at the lamp-fixes branch.",
            "If in doubt, please check the return value.",
        ),
        Phrase(
            r"\b(?:commit )?(?:hash(?:es)?|shas?|(?:commit )?ids?)\b.{0,40}\b(?:subject to change|"
            r"(?:may|might|can|could) (?:still )?change)\b",
            Stock.ROUTE,
            "The commit ids above may still change.",
            "The hash of the entry must be checked for change.",
        ),
        Phrase(
            rf"\b(?:will|should) be (?:integrated|merged|included|pushed|sent|pulled|promoted)"
            rf"(?: \w+)? (?:in|into|to|for|via|through|upstream|linus)\b.{{0,80}}\b(?:{_BRANCHES}|"
            r"linus\b)"
            r".{0,160}\b(?:unless (?:\w+ ){0,3}(?:problems?|issues?|objections?|regressions?)|"
            r"sometime in|some ?time in|(?:next|upcoming|following) merge window|"
            r"(?:next|upcoming) 24)\b",
            Stock.ROUTE,
            "It will be merged into linux-next, unless there are problems.",
            "The loop should be merged into the helper of the tree.",
        ),
        Phrase(
            r"(?:^\W*|\bplease |[,;] )(?:do )?(?:report|raise|shout|let (?:me|us) know|tell me|"
            r"yell|complain|speak up|holler)\b.{0,80}\b(?:any "
            r"(?:outstanding |remaining |further |other )?(?:bugs?|issues?|problems?|"
            r"regressions?|mistakes?|conflicts?)|if (?:\w+ ){0,3}"
            r"(?:something|anything|i (?:made|missed|messed|got)|there (?:is|are) (?:any(?:thing)?|"
            r"some) ?(?:issues?|problems?|mistakes?|wrong)|(?:this|that|it) "
            r"(?:is|was|looks) (?:wrong|not ok(?:ay)?|a problem)|you (?:see|find|notice|spot|"
            r"have) (?:any|some))\b)",
            Stock.AFTERWARDS,
            "Please shout if something is wrong with it.",
            "Please report the error to the caller.",
        ),
        Phrase(
            r"\bplease (?:look|watch|keep an eye) (?:out )?(?:for|on)\b.{0,40}\b(?:regressions?|"
            r"issue|bug|test|build) ?(?:reports?|failures?)?\b.{0,40}\b(?:reports?|follow[- ]?up|"
            r"comments|failures?|mails?)\b",
            Stock.AFTERWARDS,
            "Please watch for bug reports or mails about it.",
            "Please look for the report of the test.",
        ),
        Phrase(
            r"\b(?:engage|work) with (?:the )?people (?:who )?report(?:ing)?\b|"
            r"\bfollow-?up (?:patches|fixes) (?:addressing|for|that address) any\b|"
            r"\bexisting (?:patches|commits) will not be (?:replaced|rebased|dropped)\b|"
            r"\b(?:you|we) (?:may|might|will) (?:get|receive|see) (?:further|more) e-?mails?\b|"
            r"\b(?:if any|any further|further) (?:[\w-]+ ){0,4}(?:updates?|changes|"
            r"fix(?:es|-?ups?)|corrections?)\b.{0,90}\b(?:incremental\w*|follow-?ups?|on top)\b",
            Stock.AFTERWARDS,
            "Any further changes should come as patches on top.",
            "The register values should be sent as they are.",
        ),
        Phrase(
            r"^\W*please (?:also )?(?:check|verify|double[- ]check|test|try|have a look at|look "
            r"at)(?: that)?(?: (?:everything|it|all|they|this))?(?: (?:looks?|is|are) (?:ok(?:ay)?|"
            r"correct|right|good|fine|as expected|sane)\b)?(?: in)? ?(?:linux-next|(?:(?:the |my |"
            r"our )(?:[\w./-]{1,60} )?(?:branch|(?<!device )tree|result)\b))(?! (?:of|and|in|"
            r"for|with)\b)",
            Stock.AFTERWARDS,
            "Please check that everything looks correct in the branch.",
            "Please check the result of the call.",
        ),
        Phrase(
            r"\b(?:the |any )?(?:patch(?:es)?|series|commits?) (?:may|might|can|could|will) "
            r"(?:still )?(?:get|be) (?:dropped|reverted|rebased)\b|\ballowing us to drop (?:it|"
            r"them)\b|\bresult in the (?:patch|series|patch/series)(?: \w+)? (?:getting|being) "
            r"(?:dropped|reverted)\b",
            Stock.AFTERWARDS,
            "If there are problems, the patch may be dropped again.",
            "The patch may be smaller if the lock is dropped.",
        ),
        Phrase(
            r"\b(?:(?:it['’]s|it is|you are|still) )?(?:encouraged|welcome|free) to (?:provide|"
            r"send|give|add)\b.{0,40}\b(?:acked|reviewed|tested|tags?|acks?|trailers?|reviews?)",
            Stock.AFTERWARDS,
            "You are welcome to send tags still.",
            "You are free to send a new version.",
        ),
        Phrase(
            r"\bplease add any (?:relevant|other|interested) (?:lists?|people|maintainers)\b.{0,60}"
            r"\b(?:cc|copy|replying)",
            Stock.CONTACT,
            "Please add any interested people to the copies when replying.",
            "Please add any relevant maintainers to the file.",
        ),
        Phrase(
            r"\bif (?:you have|there are|anyone has|anybody has) any (?:questions?|objections?|"
            r"concerns?|complaints?|comments?)\b.{0,60}\b(?:please |just )?(?:let (?:me|us) know|"
            r"contact|ask|mail|speak up|shout|e-?mail|reach out|reply|holler|write)\b",
            Stock.CONTACT,
            "If you have any questions about this process, please let me know.",
            "If there are any comments in the file, please drop them.",
        ),
    ),
)
"""Sentences from which no request, question or objection is read."""
