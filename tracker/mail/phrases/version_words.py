# SPDX-License-Identifier: GPL-2.0-or-later
"""The words of subject lines, of links to older versions, and over lists of changes."""

from tracker.mail.phrases.vocabulary import Vocabulary

VERSION_FILLING = frozenset(
    {
        "a", "an", "and", "archive", "archived", "at", "bpf", "bpf-next", "can", "changelog",
        "changelogs", "changes", "cover", "discussion", "earlier", "find", "first", "for",
        "found", "from", "here", "in", "initial", "is", "last", "letter", "link", "links",
        "list", "lore", "mailing", "message-id", "msgid", "my", "net", "net-next", "of", "old",
        "older", "on", "original", "patch", "patches", "patchset", "posted", "posting",
        "previous", "prior", "repost", "resend", "revision", "review", "see", "series", "since",
        "submission", "the", "thread", "this", "to", "url", "v", "version", "was",
    }
)  # fmt: skip
"""Words that may stand beside a version where nothing but the version is meant."""
BARE_LABELS = frozenset(
    {
        "",
        "link",
        "lore",
        "url",
        "thread",
        "archived",
        "archived at",
        "lore link",
        "see",
        "patch",
        "posted",
    }
)
CHANGES_HEADING = Vocabulary(
    r"[\s\[\](){}*\-+#=]{0,8}(?:(?:no )?(?:changes?|changelog|changed|diff\w{0,8}|history|delta|"
    r"updates?)\s{1,3})?(?:(?:in|since|from|for|on|to|vs|between)\s{1,3})?(?:the )?"
    r"(?P<rfc>rfc[\s-]{0,3})?(?:patch)?(?:v(?:ersion )?(?P<number>\d{1,3}))?",
    "Changes since v2",
)
PREVIOUS_HEADING = Vocabulary(
    r"[\s\[\](){}*\-+#=]{0,8}(?:previous(?:ly)?|prior|older|earlier|old|last)\b[\w ]{0,30}:?$",
    "Previous versions:",
    "Next versions:",
)
_COUNTER = (
    r"(?:(?:rfc|rft)[ -]?)?(?:patch ?)?v(?:ersion )?\.? ?(?P<number{0}>\d{{1,3}})(?![\w.]*\w)"
)
_LEAD = r"[\s*#=\-+\[(]{0,12}"
_FILL = r"(?:(?:the|this|previous|patch|patches|patchset|series) ){0,2}"
_WHAT = (
    r"(?:(?:no|major|main|notable) )?(?:changes?|changed|change ?log|change history|differences?|"
    r"diff|delta|updates?|what'?s (?:new|changed)|new|modifications|history)[ :]{1,3}"
)
_END = r"[\])]{0,2}(?:\s{0,3}[\[(][^\[\]()]{0,60}[\])])?"
CHANGES_STEP = Vocabulary(
    rf"{_LEAD}(?:{_WHAT})?(?:(?:from|since|between|in) )?"
    rf"(?:{_COUNTER.format('a')}|(?P<draft>rfc|rft))"
    rf"\s{{0,3}}(?:-{{1,3}}>|=>|→|to|and|\.\.\.?|-|~|/)\s{{0,3}}{_COUNTER.format('')}",
    "Changes from v2 to v3:",
    "From here to there",
)
"""``v2 -> v3``, ``Changes from v2 to v3``, ``RFC => v1``."""
CHANGES_SINCE = Vocabulary(
    rf"{_LEAD}(?:{_WHAT})?(?:since|from|compared (?:to|with)|relative to|against|over|vs\.?|after)"
    rf" {_FILL}(?:{_COUNTER.format('')}|(?P<draft>rfc|rft)\b){_END}\s{{0,3}}(?P<colon>[:=.\]]|$)",
    "Changes since v2:",
    "Since then",
)
"""``Changes since v2:``, ``From v2:``."""
CHANGES_IN = Vocabulary(
    rf"{_LEAD}{_WHAT}(?:(?:in|for|to|into|with|of|made in) )?{_FILL}{_COUNTER.format('')}",
    "Changelog v3",
    "Changes",
)
"""``Changes in v3:``, ``Changelog v3``."""
BARE_VERSION = Vocabulary(
    rf"{_LEAD}(?:in )?{_COUNTER.format('')}(?: (?:changes|updates?))?{_END}"
    r"\s{0,3}(?P<colon>:(?!//)|$|[-=]{2,}\s*$)",
    "v3 (2 July 2025):",
    "v3 is better",
)
"""``v3:``, ``v3 (2 July 2025)``, ``v3: reworded``."""
PREVIOUS_POSTING = Vocabulary(
    r"(?:previous|prior|earlier|last|original|initial) (?:version|posting|revision|submission)",
    "the previous version",
    "the previous patch",
    case=True,
)
REPLY_MARK = Vocabulary(
    r"\s*(?:(?:re|aw|sv|antw|fwd?|wg|vs|odp|ynt|rif|答复|回复|回覆|转发|答覆)\s*"
    r"(?:\[\d+\]|\(\d+\))?\s*[:：]\s*)",
    "AW: [PATCH] widget: Turn",
    "Rework: widget",
)
COUNTED_WORDS = frozenset(
    {"v", "v.", "ver", "ver.", "version", "rev", "rev.", "revision", "take", "try", "round",
     "attempt", "iteration"}
)  # fmt: skip
"""Words that a version's number may follow: ``[PATCH ver. 3 1/2]``, ``[PATCH take 2]``."""
BRANCH_WORDS = frozenset({"for", "stable", "lts", "longterm", "backport", "linux"})
STABLE_QUEUE = Vocabulary(
    r"\bautosel\b", "[PATCH AUTOSEL 6.1] widget: Turn", "[PATCH 6.1] widget: Turn"
)
QUEUE_MAIL = Vocabulary(
    r"Patch \".{0,500}\" (?:has been )?(?:added to|dropped from|removed from) (?:the )?\S{1,100}"
    r"(?: tree| branch)?\s*$|"
    r"Applied \".{0,500}\" to the \S{1,100} tree\s*$|"
    r"linux-next: (?:manual merge|build (?:failure|warning)s?) |"
    r"- \S+\.patch removed from -mm tree\b|"
    r"FAILED: patch \".{0,500}\" failed to apply to\b|"
    r"(?:\+ )?\S+\.patch (?:added to|removed from) (?:-mm|mm-\S+)\b|"
    r"\S+ (?:added to|removed from) -mm tree\b",
    'Patch "widget: Turn" has been added to the 6.1-stable tree',
    "Patch for the stable tree",
)
"""Mail of the stable queue and of -mm about a patch that somebody has sent before:
``FAILED: patch "[PATCH] foo" failed to apply to 6.12-stable tree``, ``+ foo.patch added to
mm-unstable branch``."""
PATCH_WORDS = frozenset(
    {
        "patch", "patches", "patchset", "patchv", "rfc", "rft", "resend", "repost",
        "path", "pacth", "ptach", "pach", "patc", "aptch",
    }
)  # fmt: skip
"""Words that say a patch follows, and the misspellings of them that are seen."""
REQUEST_WORDS = frozenset(
    {"request", "requested", "requests", "question", "questions", "wanted", "needed"}
)
"""Words beside "PATCH" by which somebody asks for one: ``[PATCH REQUEST] the keyboard is dark``."""
TRIAL_TITLE = Vocabulary(
    r"\A(?:\[[^\]]{0,60}\]\s*)?(?-i:DEBUG|DBG|HACK|TEST) ?:|"
    r"(?:^|[\]:]\s{0,3})(?:(?:just|only|temporary|temp|some|more|add|extra) ){0,2}"
    r"(?:debug(?:ging)?|dbg|hacks?)(?=$|[ ,!-])(?! ?fs|:)|"
    r"\b(?:debug|hack|test)[- ]?patch(?=$| (?:for|to)\b|\W*$)|"
    r"\b(?:do not|don't|not (?:for|to be)|never) (?:merg(?:e|ing|ed)|appl(?:y|ying|ied)|"
    r"upstream(?:ing|ed)?|inclusion|commit(?:ted|ting)?)\W*$|"
    r"\b(?:for|only|just) (?:test(?:ing|s)?|debug(?:ging)?)(?: only| purposes?)?\W*$|"
    r"\A\[[^\]]{0,30}\b(?:debug|dbg|hack|test|trial|(?:not[- ]for|do[- ]not)[- ]\w{2,12})\b",
    "[PATCH] widget: spin: debug the old board",
    "[PATCH] widget: debug: print the spin",
)
"""The title of a patch that is only there to find something out."""
TRIAL_WORDS = Vocabulary(
    r"\b(?:debug(?:ging|-only)?|test|testing|tracing|hack|throw-?away) (?:patch|diff|hack)(?:es|"
    r"s)?\b|"
    r"\b(?:patch|diff|hack)(?:es|s)?(?: [\w-]{1,12}){0,2} (?:for|to|with) (?:\w+ ){0,2}(?:debug|"
    r"trac)"
    r"(?:ging|ing|e)?\b|"
    r"\b(?:for (?:testing|debug(?:ging)?|tests)(?: purposes?)? only|(?:only|just|"
    r"purely) (?:meant )?"
    r"for (?:testing|debug(?:ging)?|tests)|not (?:meant |intended |yet )?for (?:merg(?:e|ing)|"
    r"inclusion|upstream(?:ing)?))\b|"
    r"\b(?:you|someone|somebody|anyone|please|pls|kindly)(?: (?:please|kindly|maybe|also|just|help|"
    r"perhaps|to|and|guys|folks|quickly|check|see|me|if|whether|by)){0,4} (?:try|test|appl(?:y|"
    r"ied)|run|"
    r"check|give)(?: (?:out|with|if|whether|and see if|on your side|it with|me)){0,2} (?:this|"
    r"these|"
    r"that|the|my|a)(?: (?:following|below|attached|inline|quick|small|simple|untested|little|diff|"
    r"patch|change|hack|fix|one|below|attachment))(?: patch| diff| change| hack| fix| below|"
    r" attached)?"
    r"\b|"
    r"\b(?:does|do|would|will|could|can|did) (?:this|these|it|that|the|my|"
    r"something like)(?: (?:following|"
    r"below|attached|patch|diff|change|one|hack|here|this|instead|also|perhaps|"
    r"untested)){0,3} (?:help|"
    r"fix|work|make (?:a|any) difference|cure|solve|improve)\b|"
    r"\b(?:see|check|know|tell|confirm|report)(?: \w+)? (?:if|whether) (?:this|it|that|"
    r"the (?:\w+ )?"
    r"(?:patch|diff|change))(?: \w+)? (?:helps?|fixe?s?|works?|makes? (?:a|any) difference|cures?|"
    r"solves?|changes)\b",
    "Could you kindly apply the attached debug patch and share the log?",
    "I fixed the test; here is the patch again.",
)
"""What a mail says of a patch in it that is there to be tried, and is no posting."""
