# SPDX-License-Identifier: GPL-2.0-or-later
"""Words that say which patches of a series are meant: numbers, ordinals, the whole, the rest."""

from tracker.mail.phrases.applied import AREAS
from tracker.mail.phrases.vocabulary import Vocabulary

_NUMBER = r"(?:patch(?:es)? ?)?#?\[?0{0,3}(\d{1,3})(?:/\d{1,4})?\]?(?![\w/]|\.\d)"
_JOIN = r"(?: ?(?:,? ?and|,? ?&|,|\+) ?| ?(?:-|–|\.\.+|to|through|thru) ?)"
NUMBER_LIST = Vocabulary(
    rf"{_NUMBER}(?:{_JOIN}{_NUMBER}){{0,40}}",
    "1, 2 and 4",
    "the series",
)
PATCH_NUMBER = Vocabulary(
    _NUMBER,
    "patch 3",
    "the series",
)
RANGE_JOIN = Vocabulary(
    r" ?(?:-|–|\.\.+|to|through|thru) ?(?:patch(?:es)? ?)?#?\[?$",
    " through ",
    " and ",
)
EXCEPT_FOR = Vocabulary(
    r"\b(?:but|except(?:ing)?(?: for)?|exclud(?:ing|es)|apart from|aside from|other than|minus|"
    r"without|skipping|skipped|not|leaving(?: out)?|left out|drop|dropping|dropped|sans|with the "
    r"exception "
    r"of)"
    r"(?: the| of| for| patch(?:es)?| number){0,3} "
    r"(?=(?:patch ?)?#?\[?\d(?!\d? (?:[\w-]+ ){0,2}patches\b)|first|last|second|third|fourth|"
    r"fifth|this)",
    "all except for 3",
    "all of 3",
)
EXCEPT_UNCOUNTED = Vocabulary(
    r"\b(?:but|except(?:ing)?(?: for)?|excluding|apart from|aside from|other than|minus|without|"
    r"sans|"
    r"with the exception of|leaving out|not) (?:the|your|those|these|any|two|three|\d) "
    r"(?!(?:first|second|third|fourth|fifth|last|final|patch|patches|previous|other|next)\b)"
    r"(?:[\w/.-]+ ){1,3}(?:patch(?:es)?|ones?)\b|"
    r"\b(?:but|except(?:ing)?(?: for)?|excluding|apart from|aside from|other than|minus|without) "
    r"(?:the|those) (?:patches|ones|patch|one) (?:that|which|with|I|we|where|for)\b",
    "all patches except the 2 binding patches",
    "all except patch 2",
)
"""Patches that are left out by what they are about, so that their places are not known."""
EXCEPT_NAMED = Vocabulary(
    r"\b(?:series|patch[ -]?set|set|everything|all(?: of (?:it|them|these))?|patches),? "
    r"(?:without|except(?: for)?|apart from|minus) (?:the )?(?:[`'\"“][^`'\"”]{2,80}[`'\"”]|"
    r"[a-z]\w*\d\w*\b(?![-/])|\w+\(\)|\w+_\w+)",
    "the series without getlamp01",
    "the series without changes",
)
"""A patch that is left out by the name of what it changes."""
NUMBER_LEFT_OUT = Vocabulary(
    rf"{_NUMBER} (?:needs|still needs|did ?n[o']t|does ?n[o']t|doesn't|didn't|failed|fails|"
    r"conflict|has (?:a )?conflict|is not (?:applied|in)|was not applied|wasn't applied)",
    "patch 3 needs work",
    "patch 3 is fine",
)
REACH_LEAD = Vocabulary(
    r"^(?:(?:up|out|just|only|the|now|your|just now|:)\s+)+",
    "just the first patch",
    "patch 3",
)
AND_NUMBER_OF = Vocabulary(
    r"[a-z] and (?:patch )?0{0,3}(\d{1,3})/\d{1,4}\b",
    "the fix and 2/4",
    "1/4 and 2/4",
)
BRACKETED_PATCHES = Vocabulary(
    r"\((?:only |just )?patch(?:es)? (?=#?\d)",
    "(patches 1-2)",
    "(both patches)",
)
ORDINAL_HEAD = Vocabulary(
    r"(?:first|second|third|fourth|fifth|last|final|remaining)\b",
    "first two",
    "two of them",
)
NAMED_NUMBERS = Vocabulary(
    rf"\b(?:patch(?:es)?|parts?|numbers?)\b[ #]{{0,3}}(?={_NUMBER})",
    "patches 1 and 2",
    "both patches",
)
ORDINAL_PATCH = Vocabulary(
    r"\b(?:the )?(first|second|third|fourth|fifth|last|final) (?:patch|commit|one|selftest|fix)\b",
    "the first patch",
    "the first two",
)
WHOLE_SET = Vocabulary(
    r"\b(?:series|patch[ -]?sets?|set|both|all|these|them|they|those|patches|everything|the lot|"
    r"entire|whole)\b",
    "the whole series",
    "patch 1",
)
WHOLE_SET_NEXT = Vocabulary(
    r"\s*(?:(?:out|up|now|the|this|your|whole|entire|full|all|of) ?){0,5}"
    r"(?:series|patch[ -]?set|set|lot|everything|all|both)\b(?! but\b| except\b)",
    " the whole series",
    " patch 1",
)
ONE_OBJECT = Vocabulary(
    r"\s*(?:up )?(?:just |only )?(?:this(?: one| patch)?|it)(?: up)? (?:and|in|to|into|on|as|"
    r"since|because|so|from|"
    r"for|"
    r"with|now)\b(?! (?:the )?(?:whole|entire)\b)",
    " just this patch from this series",
    " this series to next",
)
GROUND_GIVEN = Vocabulary(
    r"\b(?:so that|because|since|in order to|although|as (?:it|they|this|that|we|I)) |"
    r"[,;] (?:but |while )?the rest (?:of [\w ]{2,20} )?(?:needs?|requires?|ha(?:s|ve) to|should|"
    r"do(?:es)?(?:n['’]t| not)|can wait|will have to)\b",
    "so that it can catch all problems",
    "so all of it",
)
"""Where the words begin that say why; "all" and "these" in them are other things."""
SOME_OF_THEM = Vocabulary(
    r"(?<!\()\b(?:most|some|part|half|parts|the (?:vast )?(?:majority|bulk)|a (?:few|couple|"
    r"subset)|several|many) of "
    r"(?:this|it|them|these|those|your|the (?:patch\w*|series|set|others|rest))\b|\b(?:most|"
    r"some) patches\b|"
    r"\bmost(?=\s*(?:[.,;:!]|$))|\b(?:nearly|almost) all\b|"
    r"\bthe (?:vast )?(?:majority|bulk)(?=\s*(?:[.,;:!]|$))|"
    r"\bthe (?:above|following)(?: (?:two|three|four|five|\d+))?(?: patches)? (?:has|have|is|are|"
    r"was|were|added|applied|merged|queued)\b|\bpatches (?:listed |mentioned )?(?:above|below)\b|"
    r"\b(?:all|everything|(?:patches|series|set|lot)(?=,? except))(?: of (?:them|these|it))?"
    r"(?: patches)?,? (?:but|except(?:ing)?(?: for)?|excluding|apart from) "
    r"(?:(?:the|your|that|those|my) (?!first|last|second|third)(?:[\w/.-]+ ){0,3}?(?:patch(?:es)?|"
    r"ones?)\b|(?:one|two|three|four|a few)\b|\d (?!/))",
    "most of them",
    "all of them",
)
LAST_ALONE = Vocabulary(
    r"(?:the )?(?P<which>first|second|third|fourth|fifth|last|final)"
    r"(?=\W*(?:$|[.,;:!)]|for|and|to))",
    "the last",
    "the last two",
)
"""Which patch an exception names: "all but the last"."""
UP_TO_HERE = Vocabulary(
    r"\b(?:up to|until|through|everything before) (?:and including )?(?P<which>this (?:one|patch|"
    r"point)|here|"
    r"(?:patch )?[\"“]?\[?(?:v\d{1,2},? ?)?#?0{0,3}(?P<number>\d{1,3})(?:/\d{1,4})?)(?!\w|\.\d)",
    "merged up to this patch",
    "up to 6.1",
)
PREVIOUS_PATCHES = Vocabulary(
    r"\bthe (?:previous|preceding|earlier|other|first) (?:two|three|four|five|six|seven|eight|nine|"
    r"ten|\d{1,2}|patches|ones)\b(?! in )",
    "the previous 4 got a review thus merged",
    "the previous version",
)
"""The patches before the one that is answered."""
OTHER_PATCHES = Vocabulary(
    r"\b(?:the |both |all )other (?P<count>two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\b"
    r"(?= (?:patch(?:es)?|ones)\b| (?:is|are|were|have|went)\b|\W*$|[,.;:!] )|"
    r"\b(?:the|all(?: the)?|both) other (?:patch(?:es)?|ones)(?: (?:in|of|from) (?:this|the) "
    r"(?:series|patch[ -]?set|set))?\b",
    "the other two are in my tree now",
    "the other two boards",
)
"""The patches beside the one that is answered, with their number where it is given."""
NEXT_PATCHES = Vocabulary(
    r"^\W*(?:the |only )?next (?P<count>two|three|four|five|\d)\b(?! (?:days|weeks|months))",
    " next two with a minor change",
    " next week",
)
"""The patches after the one that is answered."""
ALL_BUT_THIS = Vocabulary(
    r"\b(?:minus|without|sans|except|excluding|but not|all but)(?: for)? this (?:one|patch)\b",
    "the series minus this patch",
    "this patch minus the comment",
)
REST_BUT_THIS = Vocabulary(
    r"\b(?:skipped|skipping|dropped|dropping|left out|omitted) this (?:one|patch)\b.{0,60}\b(?:and|"
    r"but|while)(?: I)?(?:['’]ve| have)? (?:applied|applying|merged|merging|queue?ing|queued|took|"
    r"taking|picked|picking|pushed)(?: up)? (?:all )?(?:the )?(?:rest|others|remaining)\b",
    "I've skipped this patch for now, and applied the rest",
    "I've skipped this patch, the rest looks good",
)
LEFT_OUT_HERE = Vocabulary(
    r"\bthis (?:one|patch) (?:is|was|has been) (?:left out|not (?:merged|applied|pushed)|skipped|"
    r"dropped|left)|\b(?:not|without|except|but not|but) (?:for )?this one\b",
    "this one is left out",
    "this one is in",
)
COUNTED_PATCHES = Vocabulary(
    r"^\s*(?:up |out )?(?:just |only )?(?:the |these |those |your |all )?(?P<count>two|three|"
    r"four|five|six|"
    r"seven|eight|nine|ten|\d{1,2}) (?:of (?:these|them|those|the|your) )?(?:patches|of them|"
    r"ones)\b",
    " the 3 patches",
    " patches 1 and 3",
)
"""Patches that are counted and not named by their places."""
COUNTED_ALONE = Vocabulary(
    r"^\s*(?:up |out )?(?:just |only )?(?:these|those|all) (?P<count>two|three|four|five|six|seven|"
    r"eight|nine|ten|\d{1,2})(?=\s*(?:$|[.,;!(]|(?:to|into|for|in|via|through|as|now|with)\b))",
    " these four to the rdma tree",
    " 4 to the rdma tree",
)
"""The same without a noun."""
OF_AN_AREA = Vocabulary(
    rf"^\s*(?:up |out )?(?:just |only )?(?:the |these |those |your |all |both |all the "
    rf")?(?:{AREAS}|selftests?|tests?)"
    r"(?:[ /&+-]+(?:\w+ )?(?:and )?[\w-]+)? (?:patch(?:es)?|part|parts|bits?|changes|side|ones?)\b",
    " the DTS patches",
    " the whole series",
)
"""Patches that are named by what they are about."""
AREA_BEFORE = Vocabulary(
    rf"\b(?:{AREAS}|selftests?|tests?) patches(?: \w+){{0,3}}\s*$",
    "The DTS patches have been ",
    "The patches have been ",
)
"""Patches that are named by what they are about, before the verb."""
AND_IN_BRACKETS = Vocabulary(
    r"\((?:and|with) (?:also )?(?:the )?patch ?#?(?P<number>\d{1,3})(?:/\d{1,4})?(?: too| as "
    r"well)?\)",
    "Applied for next (and patch 2/2), thanks!",
    "Applied for next (and tested).",
)
THIS_AND = Vocabulary(
    r"\bthis(?: one| patch)?,? (?:and|&|\+) (?:also )?(?:the )?(?:(?P<where>next|following|"
    r"previous|"
    r"preceding)(?: one| patch)?\b(?! \w+ (?:version|one))|(?:patch "
    r")?#?0{0,3}(?P<number>\d{1,3})(?:/\d{1,4})?\b"
    r"(?! (?:other|more|patches|days|weeks)))",
    "this one and patch 3",
    "this and 2 other patches",
)
"""The patch that is answered and one more."""
SUBJECT_OF_ALL = Vocabulary(
    r"^(?:(?:ok(?:ay)?|thanks?(?: you)?|great|good|nice|hi|so|and)[ ,.!:-]{1,3}){0,3}(?:these "
    r"(?:\d{1,2}|two|three|four|five|six|patches|all)\b|all (?:\d{1,2}|three|four|five|six|of "
    r"these|"
    r"patches)\b|both (?:of these|patches)\b|"
    r"this (?:(?:one|patch) )?and (?:the )?rest of (?:the |this )?(?:series|patch[ -]?set|set)\b|"
    r"(?:this|the|your|whole|entire)(?: whole)? (?:series|"
    r"patch[ -]?set|set)"
    r" (?:looks?|is|still|applies|seems?)\b)",
    "These 3 still apply; queued up",
    "This one looks good; queued up",
)
"""A sentence that has begun to speak of the whole set."""
NAMES_ONE = Vocabulary(
    r"\b(?:this|that|only|just|patch \d|\d+/\d+|one|first|last)\b",
    "this one is applied",
    "applied, thanks",
)
REST_OF_THEM = Vocabulary(
    r"^(?P<named>.{1,100}?)[,;:] (?:and |but |so )?(?:I['’]ve |I )?the rest (?:is|are|has|have|"
    r"was)\b",
    "4 and 5 got postponed, the rest is in my tree",
    "the rest is in my tree",
)
THE_REST = Vocabulary(
    r"\s*(?:the )?(?:rest|others|remaining|remainder)\b",
    " the rest",
    " all",
)
REST_ELSEWHERE = Vocabulary(
    r"(?:,|;|&|\band) (?:the )?(?:rest|remaining|(?:other )?(?:two|three|four|five|six|\d+) "
    r"others?|"
    r"other (?:two|three|four|five|six|\d+|ones?)|others)(?: (?:patch(?:es)?|ones?))? "
    r"(?:(?:goes|go|went) )?(?:to|for|into|in|on|via|through|as)\b",
    "1 for fixes and the two others for next",
    "1 and 2 for next",
)
"""What went in elsewhere: "1 for fixes and the two others for next"."""
MORE_PATCHES = Vocabulary(
    r"(?:,|;|&|\band) (patch(?:es)? #?\d[\d ,&/+-]{0,40}(?:and #?\d{1,3})?) ?(?:to|for|into|in|"
    r"via)\b",
    "1 to fixes, patches 2-3 to next",
    "patches 1-3 to next",
)
THANKS_WORD = Vocabulary(
    r"\b(?:thanks|thank you|thx|cheers)\b",
    "thanks a lot",
    "applied",
)
FIRST_OF = Vocabulary(
    r"\bfirst (?=two|three|four|five|six|seven|eight|nine|ten|couple|\d)",
    "first two patches",
    "first patch",
)
LAST_OF = Vocabulary(
    r"\b(?:last|final|remaining) (?=two|three|four|five|six|seven|eight|nine|ten|couple|\d)",
    "last two patches",
    "last patch",
)
