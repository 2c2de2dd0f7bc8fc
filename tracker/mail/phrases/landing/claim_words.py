# SPDX-License-Identifier: GPL-2.0-or-later
"""The words around a verb by which a claim is known from a wish, a report or advice.

``mail.notices.claims`` weighs them.
"""

from tracker.mail.phrases.applied import AREAS
from tracker.mail.phrases.vocabulary import Vocabulary

CLOSING_ASIDE = Vocabulary(
    r"(?<=\w),? \([^()]{1,300}\)?[.!]?$|"
    r"(?<=\w),? (?:but )?please (?:next time |also )?(?:send|resend|let|have|check|double|see|take|"
    r"note|remember|rebase|follow)\b[^.!?]{1,200}[.!]?$",
    "Pushed (please run it next time).",
    "Pushed (once) today.",
    case=True,
)
THANKED_FOR_APPLYING = Vocabulary(
    r"\b(?:thanks|thank you|thx)\b.{0,20} for\b.{0,60}\b(?:applying|merging|queu\w+|pushing|"
    r"taking)\b",
    "Thanks a lot for applying it.",
    "Thanks, applying.",
)
NOW = Vocabulary(
    r"\bnow\b",
    "It is now in.",
    "It is known.",
)
TAKEN_FROM_ELSEWHERE = Vocabulary(
    r"\s*(?:up )?(?:this|it|that|these|them|the \w+)(?: \w+)? from (?:the|an?|another|my|some|"
    r"[A-Z]\w+['’]s)\b(?! (?:series|patch[ -]?set|set|thread|"
    r"list|e?-?mails?|patchwork|v\d|lore|mailing))|"
    r"\s*(?:up )?(?:the|a|this|that|your|his|her) (?:\w+ )?patch(?:es)? (?:created|written|made|"
    r"suggested|proposed|attached|given|provided)\b",
    " this from the vendor tree",
    " this from the list",
)
"""What was taken from elsewhere: "I have taken this from the vendor tree"."""
OF_ANOTHERS_BRANCH = Vocabulary(
    r"\s*in (?:the|your|his|her|their|\w+['’]s) [\w./-]{1,40} (?:branch|tree)\b",
    " in the lamp branch and see",
    " in my lamp branch",
)
"""Whose branch a tester has pulled in, to see what it does."""
NOW_IN = Vocabulary(
    r"(?:ok,? |thanks,? )?(?:this|it|these|they|both|all|the (?:patch|series|patches))"
    r"(?: series| patch(?:es)?| one)?(?: is|'s| are)(?P<now> now| all)? (?:in|on) ",
    "The series is now in my tree",
    "The series was in my tree",
)
TREE_CLAUSE_END = Vocabulary(
    r",\s(?!branch)|;|[!.]\s|\s[-–—]+\s|\sand\s",
    "to my tree, thanks",
    "to my tree",
    case=True,
)
"""Where the words about the tree end."""
HEARSAY = Vocabulary(
    r"\b(?:looks? like|seems?|apparently|appears?|I (?:see|noticed|think|believe|guess)|"
    r"AFAI\w+|IIRC)\b",
    "It looks like this went in.",
    "Applied, thanks.",
)
TRIED_OUT = Vocabulary(
    r"\band (?:then |have |i |we |also )?(?:re-?)?(?:tested|test|ran|run|running|built|build|"
    r"booted|tried|verified|checked|compiled|confirmed|fuzzed|measured|benchmarked|profiled|"
    r"traced|it|got|get|saw|see|still|found|"
    r"(?:everything|all|that)(?: now)? (?:works?|worked|boots?|booted|builds?|passe[sd])|"
    r"the (?:test(?! (?:cases?|patch|program|one)\b)|issue|problem|build|bug)|can|could|"
    r"(?:did|made|do|doing|performed|repeated|started) (?:\w+ ){0,5}(?:tests?|testing|runs?|"
    r"builds?))\b|"
    r", (?:re-?)?(?:built|booted|compiled|rebooted|installed)\b|"
    r"\bon top of\b(?! (?:it|this|that)\b)|"
    r"(?<!remember )(?<!forget )(?<!sure )\bto (?:reproduce|test|see|check|verify|my local|try)\b|"
    r"\bbut (?:(?:I|we|it) )?(?:still |then )?(?:gets?|got|sees|saw|hit|fails?|failed|found)\b|"
    r"\bbut (?:I|we|still) see\b",
    "and tested it on x86",
    "and pushed it",
)
KEPT_BRANCH = Vocabulary(
    r"^(?!linux-next$)(?:[\w./-]*[-/])?(?:next|fixes|devel|queue)$|^for-[\w./-]+$|"
    r"^review[-/_][\w./-]+$|^[\w./-]+[-/]review$",
    "kbuild-next",
    "linux-next",
)
"""A branch in which maintainers keep what they apply; testers take another."""
FOR_TESTING = Vocabulary(
    r"\b(?:for|while|when) (?:local )?(?:testing|review)\b|"
    r"\bfor (?:a |another )?(?:closer|second|quick|better|deeper) (?:look|review|read)\b|"
    r"\bfor (?:the |some )?(?:0-?day|ci|kbuild|build|bots?|automated)\b(?! ?fix)|"
    r"\bso (?:that )?(?:the )?(?:0-?day|ci|bots?|kbuild)\b",
    "applied for testing",
    "applied for 6.18",
)
NOT_INTO_A_TREE = Vocabulary(
    r"^\s*(?:it|this|them|that|these) (?:back(?: up)?(?! (?:in|into|on|onto)\b)(?: to| with|\W*$)|"
    r"as (?:an? )?(?:bug|example|addition|excuse|basis|reference|sign|hint|given|yes|no|"
    r"reviewed-by|ack\w*|problem|feature|rule|joke|"
    r"warning|"
    r"invitation|question)\b)|"
    r"^\W{0,3}(?:and )?(?:I )?will (?:re-?)?(?:send|post|spin|submit)\b.{0,30}\bv\d|^\s*(?:it|"
    r"this|them|that|these) (?:back )?out (?:of|for)\b|^\s*(?:(?:all|the|your|both|these|those|"
    r"his|her|their|this|of|other|requested|\w+['’]s)\s+)"
    r"{0,4}(?:suggest\w*|comments?|feedback|review|following|attached|below|"
    r"changes?|diffs?|"
    r"advice|tags?|(?:reviewed|acked|tested)-by\S*)\b|"
    r"^.{0,60}\b(?:in|into|to|on) my (?:own |local |private )?test(?:ing|s)? (?:branch|tree|queue|"
    r"kernel|machine|setup)\b|"
    r"^.{0,60}\b(?:cleanly|fine|successfully|(?<!fixed )(?<!fixed up )(?<!tweaked )(?<!edited )"
    r"(?<!changed )(?<!resolved )locally|"
    r"without (?:any )?(?:issue|problem|conflict|error|fuzz)s?|"
    r"(?:to|onto) (?:(?:the )?top of )?(?:linux[- ]?)?v\d+\.\d|into (?:the )?(?:first |new |next "
    r")?v\d|"
    r"into (?:account|consideration|one|a single|the previous|"
    r"(?:another|the other|an?(?: \w+)?|my(?: \w+)?|his|her|their) (?:series|patch[ -]?set|set|"
    r"posting))|"
    r"(?:in|for) (?:the |my )?(?:next|new|upcoming|coming) (?:version|revision|spin|series|"
    r"re-?spin|posting|"
    r"round|v)|(?:in|for|to) (?:the )?(?:next version|next revision|v\d+)(?![.\d]))\b|"
    r"^\s*(?:it|them|this|that) (?:with|via|by|using) (?:exactly |just |plain )?\w+\(\)|"
    r"^\s*this one as (?:an? )?(?:example|basis|reference)\b|^\s*one\s*(?:[.,;!]|$)|"
    r"^\s*\d{1,2} more (?:patches|of)\b|"
    r"^\s*(?:it|this|them|the patch|this patch|both) (?:in)?to (?:patch )?#?\d{1,3}/\d{1,3}\b|"
    r"^\s*(?:(?:this|it|that|these|them|both)(?: patch(?:es)?| one)?\s+)?into\s+(?:the |my |our |"
    r"an? |[\w-]{2,20}['’]s )?(?:\w+ ){0,2}(?:series|patch[ -]?set)\b(?! (?:branch|tree|queue))",
    " your suggestions",
    " to for-next, thanks",
)
LONG_AGO = Vocabulary(
    r"\b(?:ago|last (?:week|month|year|cycle)|earlier|before(?! (?:I|we|merging|pushing|sending|"
    r"reading|seeing|noticing|"
    r"your|"
    r"any|the (?:mail|comments?|review|release))\b)|previously|back in|in the past|"
    r"at the time)\b",
    "a week ago",
    "today",
)
ADVERBS_AFTER = Vocabulary(
    r"(?:\s+(?:up|out|now|again|then|here|already|manually|by hand|directly|today|yesterday|too|"
    r"as well|just now|straight|instead|tentatively|also|locally and pushed|and pushed(?: out)?|"
    r"for now|upstream|last (?:night|weekend)|this (?:morning|afternoon|evening|week)|"
    r"over the weekend|"
    r"earlier today|on (?:mon|tues|wednes|thurs|fri|satur|sun)day))+(?=\W|$)",
    " up now, thanks",
    " the series",
)
CLAIM_ENDS = Vocabulary(
    r"\s*(?:[.,;:!)(\[–—]|--?\s|$|thanks\b|thank you|thx\b|cheers\b|https?://|"
    r"as (?:commit )?[0-9a-f]{7,64}\b|from (?:the|this|your) (?:series|set)\b|[/;=:]{1,2}-?\)|"
    r"\\o/)",
    ", thanks",
)
MODIFIED = Vocabulary(
    r"\s*(?:with|along with|together with|like|as|after|by|minus|except|exclud\w+|but|and|modulo|"
    r"apart|from|w/)\b",
    " with a minor change",
    " to for-next",
)
CHANGED_ON_THE_WAY = Vocabulary(
    r"\s*(?:(?:along |together )?with|w/|as|like (?:this|that)|after|but (?:with|see|changed|i)|"
    r"plus|and (?:also )?(?:added|fixed|changed))\b"
    r"(?! (?:patch(?:es)? #?\d|well\b|part\b|soon|you\b|expected|in\b|before\b|#?\d|the "
    r"(?:previous|other|first|next)|it\b|them\b|no\b|main|master|"
    r"upstream|linux))",
    " with a small fix",
    " with patch 2",
)
"""What was changed on the way in: "Pushed with a minor change"; not what it was merged with."""
APPLIED_ROUGHLY = Vocabulary(
    r"\s*with (?:\w+ ){0,3}(?:fuzz|offsets?|conflicts?|errors?|warnings?|problems?|git|patch)\b",
    " with some fuzz",
    " with your suggestion",
)
"""What git says of a patch that it applied, and no maintainer."""
SENDER_OR_THANKS = Vocabulary(
    r"\b(?:I|we)\b|^(?:thanks|thank you) for (?!.{0,100}\b(?:suggest\w+|comments?|feedback|advice|"
    r"remarks|review\w*|report\w*|hints?|pointers?|ideas?|testing)\b)",
    "Thanks for pushing this to its end - applied!",
    "Thanks for the hint - applied!",
)
"""What lets a bare "applied" at the end of a longer sentence be the sender's own."""
THANKED = Vocabulary(
    r"\b(?:thank|thx|cheers)",
    "Thank you",
    "Applied",
)
TRIED_BY_A_TESTER = Vocabulary(
    r"^(?!.{0,200}\balready\b).{0,200}\b(?:for testing|to test|(?:been|am|was|more) (?:doing "
    r")?(?:some )?(?:more )?testing|for "
    r"what it['’]s"
    r" worth|fwiw)\b.{0,80}\bappl|\bappl(?:ied|ying)\b.{0,40}\bto (?:a |the |linus['’]s? )?"
    r"(?:recent|current|latest|clean|"
    r"vanilla|plain|stock)\b",
    "I applied it to a clean tree.",
    "Applied to for-next.",
)
"""A tester who applied it to see what it does."""
CLAUSE_STARTS = Vocabulary(
    r"[,;:]\s(?:but |so |thus |hence |and |therefore )?|\s(?:but|thus|hence|=>|that['’]s why)\s|"
    r"\s(?=I(?:['’]ve| have) )|\sand (?=(?:merged|pushed|applied|queued|committed)\b)",
    "Not sure, but merged",
    "Merged",
)
RELATIVE_BEFORE = Vocabulary(
    r"\b(?:where|which|that|after|once|when|since|what|because)\s*$",
    "from the VM where ",
    "That is odd, ",
)
CONDITIONAL = Vocabulary(
    r"\b(?:if(?! only)|once|when|until|unless|whether|as soon as|should|would|could|can|will|"
    r"shall|might|may|"
    r"let['’]?s|please(?!,? see)|waiting|wait)\b|\?|n['’]t (?:be )?(?:merged|pushed|applied)|"
    r"['’]ll\b[^.;]{0,100}\band (?:then |also )?(?:add|put|queue|apply|push|merge|pick|take)\b",
    "if no one objects",
    "Merged",
)
"""A sentence that says what shall or may be."""
SO_NUMBERED = Vocabulary(
    r",? (?:so|thus|hence) patch(?:es)? #?\d",
    "I picked them from the mails, so patch 1 and 2 applied",
    "I picked patch 1",
)
"""Where a later clause says which patches it comes to."""
IN_BRACKETS = Vocabulary(
    r"\([^()]{1,300}\)",
    "with a tag (as proposed in v1)",
    "with a tag",
)
ON_TOP_OF = Vocabulary(
    r"\s*on top of\b",
    " on top of v6.1",
    " in next",
)
PLACE_PREPOSITION = Vocabulary(
    r"(?:^|\s)(?:to|into|in|onto|on|for|via|through|against)\s+",
    " to for-next",
    " this one",
)
FOR_A_RELEASE = Vocabulary(
    r"\s*for (?:the )?(?:linux[- ]?)?(?:v?\d+\.\d+\S*|-?next|merge window|-?stable|-?rc\d?)|"
    r"\s*(?:for|in|into|to) (?:the |my )?next (?:v?\d+\.\d+)?-?(?:PR|pull(?: request)?|rc\d?|"
    r"merge window)\b",
    " for v6.18",
    " for review",
)
_GOES_ON = (
    r"(?=\s+(?:up|now|to|into|in|on|onto|for|with|as|via|through|after|by|out|already|and|but|"
    r"since|because|so|like|along|together|except\w*|exclud\w*|too|manually|directly|back|apart|"
    r"instead|thanks|from|all|both|before|without|assum\w+|hoping)\b|"
    r"\s*[.,;!():–-]|\s*$)"
)
"""What may follow a word that stands for patches; no noun, or it would stand for that."""
_COUNT = r"(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2})"
PATCHES_PRONOUN = Vocabulary(
    r"\s*(?:(?:all|both|each|most|some|many|several|part|half|a few|a couple|the (?:majority|"
    r"bulk)) of )?"
    rf"(?:(?:all |the |these |those |your )*{_COUNT} of (?:it|them|these|those|this)\b|"
    rf"most(?:{_GOES_ON})|(?:it|them|these|this|that|those|both|all|everything|the rest|rest)"
    rf"{_GOES_ON}|(?:these|all|both) (?:patches|series)|"
    r"the same(?= (?:in)?to (?:the |my |our )?[\w./-]{1,60}(?: tree| branch| queue|[-/]next)\b))",
    " all of them, thanks",
    " the idea",
)
PATCHES_OBJECT = Vocabulary(
    r"\s*(?:(?:all|both|most|some|many|several|part|half|just|only|of|the|this|these|your|that|"
    r"those|first|last|next|previous|whole|entire|obvious|obviously|simple|trivial|"
    r"correct|"
    r"remaining|other|two|three|four|five|six|seven|eight|nine|ten|\d{1,3}|second|third|couple|"
    rf"selftests?|kernel|test|driver|full|complete|updated|new|{AREAS})\s+){{0,6}}"
    r"(?:(?:patch(?:es|set)?|patch set|series|selftests?(?: updates?)?|fix(?:es)?|commits?|"
    rf"v\d{{1,2}}|#\d{{1,3}}|\d{{1,3}}/\d+)\b|\d{{1,3}}{_GOES_ON}|"
    r"(?:pull|merge)[- ]requests?\b|(?:PRs?|MRs?)\b|(?<=\bthis )(?:version|revision)\b|"
    rf"(?:set|ones?|lot|majority|bulk|two|three|four|five){_GOES_ON})",
    " the first two patches",
    " your advice",
)
PATCHES_NUMBERED = Vocabulary(
    r"\s*(?:(?:the )?(?:patch(?:es)? ?(?:#|\[)?|#|\[)\d{1,3}\b|(?:the )?\d{1,3}(?:/\d{1,3}\b|"
    rf"\s*[-,&+–]|\s+(?:and|to|through)\b|{_GOES_ON}))",
    " patches 1-3",
    " 4 samples",
)
VERSION_NAMED = Vocabulary(
    r"(?:^|\W)v(\d{1,2})\b(?!\.?\d)|(?:^|\W)version (\d{1,2})\b",
    "Applied v3, thanks",
    "Applied on v6.1",
)
VERSION_FIRST = Vocabulary(
    r"^\s*(?:the |your )?v\d{1,2}\b",
    " v2 with both tags",
    " this from v2",
)
EARLIER_VERSION = Vocabulary(
    r"\s*(?:up |in )?(?:the |your |an? )?(?:(?:earlier|previous|prior|older?) (?:version|revision|"
    r"posting|series|iteration|one|patch)|first (?:version|revision|posting|iteration))\b",
    " the earlier version",
    " the newest version",
)
"""What is applied is not what is answered."""
UPSTREAM_STATE = Vocabulary(
    r"(?:next-\d{8}|[0-9a-f]{7,40}|v\d+\.\d+(?!-(?:next|fixes))\S*)$",
    "next-20250701",
    "for-next",
    case=True,
)
