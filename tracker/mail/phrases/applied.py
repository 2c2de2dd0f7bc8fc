# SPDX-License-Identifier: GPL-2.0-or-later
"""How people say that a patch was applied: the verbs, and whole sentences without one.

``LANDING_VERBS`` is the one table of verbs; what stands around a verb is weighed by
``mail.notices.claims``. ``IN_A_TREE`` holds the ways that need no such weighing; those that look
alike and say something else are in ``landing.said_of_else``.
"""

import re
from enum import Enum

from tracker.lazy_dataclass import dataclass
from tracker.mail.phrases.phrase import Phrase, PhraseTable


@dataclass(frozen=True, slots=True)
class LandingVerb:
    """A verb that may say that patches went into a tree."""

    word: str
    example: str
    """A sentence in which it says so."""
    not_example: str
    """One in which it does not."""
    needs_tree: bool = False
    """It says so only where a tree follows."""
    needs_object: bool = False
    """Alone it may mean something else: "I pulled", "I committed"."""


LANDING_VERBS = (
    LandingVerb("applied", "Applied to bpf-next, thanks!", "I applied your suggestion."),
    LandingVerb("queued", "Queued for 6.18, thanks.", "It is queued behind another one."),
    LandingVerb(
        "merged", "Merged with a small fix, thank you.", "Once it is merged.", needs_object=True
    ),
    LandingVerb("pushed", "Pushed, thanks.", "I pushed back on that.", needs_object=True),
    LandingVerb("pulled", "Pulled, thanks a lot.", "I pulled my hair.", needs_object=True),
    LandingVerb("picked", "Picked up for fixes.", "I picked that name.", needs_object=True),
    LandingVerb("taken", "Taken into my tree.", "It has taken a while.", needs_object=True),
    LandingVerb("took", "I took this one, thanks.", "It took me a day.", needs_object=True),
    LandingVerb(
        "committed", "Committed, thanks.", "We are committed to that ABI.", needs_object=True
    ),
    LandingVerb("grabbed", "Grabbed both, thanks.", "It grabbed the lock."),
    LandingVerb("staged", "Staged for next.", "Staged changes are shown in green."),
    LandingVerb("slated", "Slated for 6.18, thanks.", "It is slated for removal."),
    LandingVerb("stuffed", "Stuffed into for-next, thanks.", "It is stuffed.", needs_tree=True),
    LandingVerb("tossed", "Tossed into my queue, thanks.", "It was tossed out.", needs_tree=True),
    LandingVerb("landed", "Landed in for-next.", "It landed on its feet.", needs_tree=True),
    LandingVerb("added", "Added to drm-misc-next.", "I added a test.", needs_tree=True),
    LandingVerb(
        "installed", "Installed in master, thanks.", "I installed the tree.", needs_tree=True
    ),
)
"""Verbs that may say that something was applied."""
NEEDS_TREE = frozenset(one.word for one in LANDING_VERBS if one.needs_tree)
NEEDS_OBJECT = frozenset(one.word for one in LANDING_VERBS if one.needs_object)
LANDING_VERB = re.compile(
    rf"(?<![\w-])(?:{'|'.join(one.word for one in LANDING_VERBS)})\b", re.IGNORECASE
)


AREAS = (
    r"dtsi?|dt|device[- ]tree|dt-bindings?|bindings?|clk|clock|pinctrl|arm64|arm|riscv|x86|docs?|"
    r"documentation|drivers?|core|userspace|tools?|defconfig|maintainers"
)
"""Parts of a set that people name in place of numbers: "I have applied the dts patches"."""
NOT_PATCHES = re.compile(
    r"\b(?:comments?|suggest\w+|feedback|advice|remarks|style fixes|requested changes)\b",
    re.IGNORECASE,
)
"""What is applied as well and is no patch."""


class Saying(Enum):
    """What a sentence says of the patches."""

    IN_TREE = "in-tree"
    """They are in a tree; ``where`` may hold the words that name it."""
    SENT = "sent"
    """A new version was sent."""
    OTHER = "other"
    """Another patch was applied."""


_PATCHES = (
    r"(?:this|it|these|they|both|all|everything|(?:(?:the|this|your|my|whole|entire|all|both|of|"
    r"\d+|two|three|four|five|six|these) ){0,4}(?:series|patch(?:es)?|patch[ -]?set|set|commits?|"
    r"ones?))(?: (?:patch(?:es)?|series|one))?"
)
_BE = r"(?: ?(?:is|are|['’]s|['’]re)| (?:has|have) been)"
_COURTESY = (
    r"(?:(?:ok(?:ay)?|thanks?(?: you)?(?: (?:a lot|very much|both|all))?(?: for (?:\w+ "
    r"){1,4}?\w+(?=[,.!]))?|great|good|nice|lgtm|perfect|so|and|now|hi|fyi)[ ,.!:-]{1,3}){0,3}"
)
_EDITED = (
    r"(?:fixed|refined|tweaked|adjusted|edited|changed|updated|reworded|modified|rebased|squashed|"
    r"cleaned|renamed|rewrote|corrected|amended|shortened|simplified|folded|moved|removed|dropped|"
    r"added|made|did|resolved|reformatted|reordered|split|replaced|touched|polished|trimmed|"
    r"addressed|incorporated|included|applied|reviewed|tested|checked)"
)
_IN = (
    r"(?:merged|pushed|applied|queued|committed|picked (?:it|this|them) up|"
    r"added(?= to (?:the |my )?[\w./-]{0,40}(?:next|devel|tree|queue|fixes)\b))"
)

_THANKS = r"(?:[,.]? ?(?:thanks?|thank you|thx|cheers)\b.{0,40})?"

_BARE_SUBJECT = (
    r"(?:(?:i|we|i['’]ve|we['’]ve|have|has|also|just|now|then|therefore|thus|hence|however|so|"
    r"finally|anyway|in the end|this|these|that|one|ones|two|both|all|the|your|whole|entire|"
    r"patch(?:es)?|fix(?:es)?|"
    r"series|patch[ -]?set|set|v\d{1,2}|already|actually|ok(?:ay)?|thanks|thank you|fyi|and|are|is|"
    r"been|great|good|nice|rebased|obviously|correct|sorry|hi|minor|trivial|rest of|of|why|but|"
    r"removal|first|second|third|last|patch?sed|patchet|\*this\*|=>|anyways?|dared to) ){0,7}"
)
_BARE_OBJECT = (
    r"(?=\s*(?:$|[.!;:~()+]|,(?! then)|(?:with|without|together|along|as|like|now|since|because|"
    r"thanks?|thank|original|for (?:the )?(?:upcoming|next) (?:pull|merge|rc)|up to this|anyway|"
    r"whole|only|too|but|and (?!test|ran|it|got|still|the))\b|"
    r"(?:this|it|them|these|both|all|everything)(?=\s*(?:$|[.,!;:(]|(?:one|now|with|without|as|"
    r"since|because|too|but|so|anyway|thanks?|already|patch(?:es)?|series)\b))|"
    r"(?:only |just )?(?:the |your |his |her |my )?(?:\w+(?: of|['’]s)? ){0,2}"
    r"(?:patch(?:es|set)?|series|version|set)\b(?! (?:on|to|for|locally|and)\b)))"
)
IN_A_TREE = PhraseTable(
    "in-a-tree",
    (
        Phrase(
            r"(?:^|[,;:]|\band|&)\s(?:so |thus |hence |therefore |then |now |patch |patch[ -]?set |"
            r"series |I['’]ve |also |just |finally ){0,3}(?:merged|pushed|applied|queued|"
            rf"committed)(?: like this| as is)?{_THANKS}\s*[.!:)]*$",
            Saying.IN_TREE,
            "Obviously correct, thus pushed.",
            "I would like to see it fixed and merged.",
        ),
        Phrase(
            r"^.{0,40}\b(?:I|we)(?:['’]ve| have)?(?: just| now| also){0,2} (?:merged|pushed|"
            r"applied|queued|committed) (?:(?=with (?!patch|#?\d|it\b|them\b|main|master|"
            r"upstream))|(?:[A-Z][\w.-]{1,20}['’]s?|his|her|their|the current|current|"
            r"the (?:last|final|fixed|original)) "
            r"(?:patch|version|series|patch[ -]?set|v\d)(?! (?:locally|and (?:test|ran|it)|on "
            r"top)))",
            Saying.IN_TREE,
            "I have just pushed Wei's patch with a refined description.",
            "I applied Wei's patch and tested it.",
        ),
        Phrase(
            rf"^{_COURTESY}{_PATCHES}(?: (?:but|except)(?: for)? (?:the (?:last|first)(?: one| "
            rf"patch)?|"
            rf"(?:patch )?\d[\d/ ,&-]{{0,12}}))?{_BE}(?: now| all| both| already)? in (?P<where>my "
            r"(?:local |git |own )?(?:tree|queue|branch|repo)\b|(?:the )?[\w./-]{1,60}[-/]next\b)"
            r"(?: now\b)?",
            Saying.IN_TREE,
            "Series is in my tree now, thanks.",
            "It is in the tree of another.",
        ),
        Phrase(
            rf"^{_COURTESY}in (?P<where>my (?:local |git |own )?(?:tree|queue))(?: now)?\s*(?:$|"
            rf"[.,!])",
            Saying.IN_TREE,
            "Thanks, in my tree now.",
            "In my tree of another it fails.",
        ),
        Phrase(
            rf"^{_COURTESY}(?:I |we |I['’]ve |I have )?(?:just )?{_EDITED}\b(?! (?:by|in "
            rf"v\d)).{{0,100}}"
            r"\b(?:while|when|upon|on|during|before) (?:I was )?(?:applying|committing|merging|"
            r"pushing|commit|merge)(?: (?:it|this|them|these))?\s*(?:$|[.,!;:(])",
            Saying.IN_TREE,
            "I fixed the typo while applying.",
            "It changed on merge with another series.",
        ),
        Phrase(
            r"\b(?:I|we)(?:['’]ve| have)?(?: just| now| also)? put (?:this|it|these|them|both|that|"
            r"the (?:patch|series|patches|set)|(?:patch(?:es)? )?\d[\d ,&-]{0,20}(?:(?:and|to) "
            r"\d+)?)"
            r"(?: one| two| patch(?:es)?| series)?(?: now)? "
            r"(?:in|into|on|to) (?P<where>.{2,120})",
            Saying.IN_TREE,
            "I put this into drm-misc-next.",
            "I have put this off.",
        ),
        Phrase(
            rf"(?:^|[,;:!]\s|\s(?:and|but|=>|hence|thus|so|why) )(?:\(|"
            rf"\*)?{_BARE_SUBJECT}(?:merged|pushed|applied|queued|committed)\b"
            rf"{_BARE_OBJECT}",
            Saying.IN_TREE,
            "However merged, thanks!",
            "Merged in v6.0-rc3.",
        ),
        Phrase(
            rf"^{_COURTESY}(?:I |we |I['’]ve |I have )?{_EDITED}\b.{{0,120}}?(?:,| and| &| then|"
            rf"[,;] "
            rf"then)(?: I| then| just| have| now){{0,2}} {_IN}(?=\s*(?:[.,!;:)(]|$|(?:it|this|"
            rf"these|"
            r"them|both|the (?:patch|series|patch[ -]?set|set|result|whole))\b|(?:to|into|on|in|"
            r"with|for|"
            r"as|already|now|thanks)\b))",
            Saying.IN_TREE,
            "Refined the description and merged.",
            "I changed the test and applied your idea.",
        ),
        Phrase(
            rf"^{_COURTESY}(?:(?:this|the|your|whole|entire|all|v\d{{1,2}}|of) ){{0,3}}"
            r"(?:v\d{1,2}|patch[ -]?sets?|pat\w{0,2}ches|patc?y?c?h|series|sets?|everything|all(?: "
            r"of (?:it|"
            r"them))?|"
            r"both)(?: v\d{1,2})? (?:is |are |was |were |has been |have been )?(?:now |fully |"
            r"finally |"
            r"also |all |both |already ){0,2}(?:applied|merged|pushed|queued|committed|picked up)"
            r"(?=\s*(?:[.,!;:)(]|$|(?:also|with|to|into|in|for|on|as|thanks?|now|but|by|after|"
            r"except|apart|excluding)\b))",
            Saying.IN_TREE,
            "v2 merged with A's RBT.",
            "Both patches applied cleanly.",
        ),
    ),
    unless=r"\b(?:merged|pushed|applied|queued|committed)\b.{0,60}\b(?:in(?:to)? (?:linux|mainline|"
    r"upstream|v\d)|to (?:linux|mainline|upstream) |"
    r"(?<!from )(?<!for )(?<!but )(?<!except )(?<!(?:log|ect) of )(?<!title of )(?<!comment in )"
    r"patch 0?\d|cleanly|together in one)|"
    r"\b(?:if|whether|i see|it (?:looks|seems)|i (?:think|believe|guess|hope|wonder)|which|who|"
    r"instead|let|may|might|must|rather|wish|try|tried|when you|you (?:have|can))\b|\b(?:can|"
    r"will|shall|to (?:be|get|have|see)|be (?:\w+ )?(?:fixed|merged|pushed|applied)|"
    r"gets?|getting|needs?|wants?|waiting|after|before(?! the \w+ release)|then it|"
    r"not|never|nor|yet|fuzz|offsets?)\b|n['’]t\b|"
    r"\b(?:cleanly|locally|once|if|when|until|unless|should|would|could|can you|please|"
    r"suggestion|idea|feedback|comments?|tested it|not (?:yet )?(?:applied|merged|pushed))\b|\?$",
)
"""Sentences that say where patches are without a verb that is weighed elsewhere."""
_OPENING = (
    r"^(?:(?:ok(?:ay)?|thanks?(?: you)?(?: (?:a lot|very much|both|all))?(?: for (?:\w+ ){1,4}?\w+"
    r"(?=[,.!]))?|great|good|nice|lgtm|perfect|so|and|now|hi|fyi|done|yes|also|sure)[ ,.!:-]{1,3})"
    r"{0,3}"
)
_WE = r"(?:I|we)(?:['’]ve| have)?(?: (?:now|just|already|also|since))?"
_ALL_OF_IT = (
    r"(?:(?:the )?other (?:two|three|four|\d)|"
    r"(?:patch(?:es)? \d\d?(?:-\d\d?)?|\d\d?(?=,| and))(?:,? (?:and )?\d\d?){0,4}|"
    r"v\d{1,2}|this|it|these|they|both|all|everything|(?:(?:the|this|your|whole|entire|all|both|"
    r"of|two|three|these|\d\d?) ){0,4}(?:series|patch(?:es)?|patch[ -]?set|set|ones?)(?: one)?)"
)
_THOSE = r"(?:this|it|these|them|both|all|that|your (?:patch|fix(?:up)?)|the (?:patch|fix(?:up)?))"
_NAMED_TREE = (
    r"(?:the |my |our )?[\w./-]{0,60}?(?:next(?! (?:state|version|revision|patch|series|spin|step|"
    r"loop|line|one|merge|rc|cycle|release)\b)|tree|queue|branch|fixes|\breview-[\w./-]{1,40})\b"
)
PLAINLY_IN = PhraseTable(
    "plainly-in",
    (
        Phrase(
            r"^(?:[^.?!]{1,90}[,;:–-] ?)?(?:thanks |therefore |thus |hence )?(?:now )?(?:applying|"
            r"queue?ing|merging|pushing)(?: (?:now|up|this|it|these|them|both|all|the (?:tests?|"
            r"patch(?:es|set)?|series|fix(?:es)?)))?"
            r"(?:,? with (?:(?:\w+['’]s|the|both|all|those|these|your|that|a|my) )?(?:\w+ ){0,2}"
            r"(?:tags?|[\w-]+-by|fix(?:es)?|fix-?ups?|changes?|tweaks?|edits?))?(?:,? (?:thanks|"
            r"thank "
            r"you)\b.{0,30}|"
            r" (?:for|to) (?:\d+\.\d+|rc\d|-?next|-?fixes)[^,]{0,20})?\s*[.!-]{0,3}(?:b\.)?$",
            Saying.IN_TREE,
            "OK, looks reasonable to me, applying.",
            "I found it while applying.",
        ),
        Phrase(
            rf"{_OPENING}(?:it['’]s |{_ALL_OF_IT} (?:is|are) )?now (?:all )?in "
            rf"(?P<where>{_NAMED_TREE}|mainline|"
            r"linux-next)",
            Saying.IN_TREE,
            "Now in next.",
            "It is now in the next state.",
        ),
        Phrase(
            rf"{_OPENING}(?:it['’]s |{_ALL_OF_IT} (?:is|are) )?in (?P<where>{_NAMED_TREE}),? "
            rf"(?:now\s*(?:$|[.,!;])|thanks\b)",
            Saying.IN_TREE,
            "In -next now, thanks.",
            "In the tree now under test it fails.",
        ),
        Phrase(
            rf"{_OPENING}(?:it['’]s|{_ALL_OF_IT} (?:is|are)) in (?P<where>(?:my|our) "
            rf"(?!(?:review|reading|to-?do|mail|incoming|test) ?)[\w./-]{{0,40}} ?"
            r"(?:tree|queue|branch))\b",
            Saying.IN_TREE,
            "Thanks, it's in my for-next branch now.",
            "Sorry for the delay, it is in my review queue.",
        ),
        Phrase(
            rf"{_OPENING}(?:the |your |both |all )?(?:patch(?:es)?|series|patch[ -]?set)s? (?:is|"
            rf"are) "
            r"(?:now )?in(?: now)?(?:,? thanks?.{0,20})?\s*[.!]?$|"
            rf"{_OPENING}(?:patch(?:es)? #?\d[\d/,&# -]{{0,20}}(?:and #?\d[\d/]{{0,6}} )?|all "
            rf"(?:of them|"
            rf"two|three|four|five|\d) |both (?:of them )?)(?:(?:is|are) (?:now )?in"
            rf"(?: now)?|went in)(?=[,.;!]|$)",
            Saying.IN_TREE,
            "Patch is in, thanks.",
            "The patch is in the wrong format.",
        ),
        Phrase(
            rf"{_OPENING}{_ALL_OF_IT} (?:is|are|has been|have been) (?:now )?upstream(?: now)?(?: "
            rf"as "
            r"[0-9a-f]{7,40}|,? thanks|(?<=now upstream)\s*[.!]*$)",
            Saying.IN_TREE,
            "This is now upstream as 0123456789ab.",
            "It is upstream policy.",
        ),
        Phrase(
            rf"{_OPENING}{_ALL_OF_IT}(?: (?:has|have)|['’]s|['’]ve)?(?: now| just| finally| "
            rf"already)? "
            rf"(?:landed in|gone into|made it into) (?P<where>{_NAMED_TREE}|main|master|mainline|"
            rf"[\w-]+/[\w/-]+)",
            Saying.IN_TREE,
            "The series has landed in main.",
            "It has landed in the wrong place.",
        ),
        Phrase(
            rf"{_OPENING}put (?:this|it|these|them|both)(?: one)? (?:in|into|on) "
            rf"(?P<where>{_NAMED_TREE})",
            Saying.IN_TREE,
            "Put this into drm-misc-next.",
            "Put this into a helper.",
        ),
        Phrase(
            rf"{_OPENING}(?:{_WE} )?(?:included|added)(?: {_THOSE})? (?:in|to) (?:my|the|"
            rf"today['’]s|"
            r"this week['’]s) (?:next |last |latest )?(?:pull(?: request|(?! request))|PR)\b(?! "
            r"(?:text|message|description|#))",
            Saying.IN_TREE,
            "Included in my pull request for rc3.",
            "Added to the pull request text.",
        ),
        Phrase(
            rf"{_OPENING}(?:{_WE} )?(?:now |just )?(?:folded|squashed)(?: {_THOSE})? in(?:to)? "
            rf"(?:the "
            r"(?:original|offending|culprit|broken|respective) (?:commits?|patch(?:es)?)|"
            rf"(?:the )?(?:\w+ ){{0,2}}(?:commits?|patch(?:es)?) in {_NAMED_TREE}|"
            rf"(?P<where>{_NAMED_TREE}))",
            Saying.IN_TREE,
            "Squashed into the original commit, thanks.",
            "I squashed this into patch 2 of v3.",
        ),
        Phrase(
            rf"\b(?:I|we)(?:['’]ve| have)? already (?:applied|queued|pushed|merged|picked|took|"
            rf"taken)(?: up)?(?: {_THOSE}(?: up)?)?(?=\s*(?:[:.,!;]|$|(?:as|to|in|into)"
            r" |for (?:v?\d|-?next|rc)))",
            Saying.IN_TREE,
            "I'm confused because I already applied it.",
            "I already applied for it twice.",
        ),
        Phrase(
            r"(?:(?<=(?:atch|ches|ries), which is now )|(?<=\bit['’]s )|(?<=\bit is now ))"
            r"commit [0-9a-f]{8,40}\b(?: \([\"“].{3,140}[\"”]\))? in (?P<where>(?:my|our) tree"
            r"(?= now)|[\w.-]{1,40}/[\w./-]{1,60}|[\w.-]{1,40}-next|mainline)\b",
            Saying.IN_TREE,
            'Thanks for the patch, which is now commit 0123456789ab ("Turn it") in mia/next.',
            "It's commit 0123456789ab in my tree that broke it.",
        ),
        Phrase(
            r"\bpatch(?:es)? [^.?!]{1,80}, which (?:I|we)(?:['’]ve| have)?(?: now| already| just)? "
            r"(?:applied|queued|taken|merged|picked up) (?:to|in|into|for) (?P<where>.{2,80})",
            Saying.IN_TREE,
            "Patches 1/3 and 3/3 are DTS patches, which I have already applied to my foo tree.",
            "The patches, which I applied locally, fail.",
        ),
        Phrase(
            r"^(?:merged|pushed|applied|queued|committed) (?:to (?:get|have|unblock|make|fix|let)|"
            r"as (?:it|this|that|the)|since|because|so that|anyway|regardless|despite)\b",
            Saying.IN_TREE,
            "Merged to get it fixed quickly.",
            "Merged to form one list.",
        ),
        Phrase(
            rf"^.{{0,200}}?\band (?:then )?(?:merged|pushed|committed)(?: {_THOSE})?(?:,? "
            rf"(?:thanks|"
            r"thank you)\b.{0,30}|,? \(.{0,200})?\s*[.!]?$",
            Saying.IN_TREE,
            "I've rewritten this part to avoid the maze and pushed, thanks.",
            "The branches were rebased and pushed to github for a test.",
        ),
        Phrase(
            rf"{_OPENING}(?:now )?(?:scheduled|slated|lined up|in)(?: it| this)? for (?:the "
            rf")?(?:next "
            r"(?:merge window|pull request|rc|-rc)|(?:linux[- ]?)?v?\d+\.\d+(?:-rc\d+)?)",
            Saying.IN_TREE,
            "Scheduled for the next merge window, thanks.",
            "Scheduled for removal.",
        ),
    ),
    unless=r"\b(?:if(?! else| block| clause)|whether|once|unless|until|should|would|could|might|"
    r"may|can|cannot|(?<![,;:-] )please|let|not|never|nor|no one|nobody|yet|locally|before|"
    r"comments?|"
    r"suggest\w+|feedback|hope|wonder|guess|looks like|seems?|says?|said)\b|n['’]t\b|\?$|"
    r"\b(?:to|will|shall|be|get|gets) (?:be )?(?:merged|pushed|applied|queued|folded|squashed)\b|"
    r"\bin (?:v\d|the (?:next|new) (?:version|revision|spin))(?![\d.]*-?(?:stable|next))|"
    r"\b(?:while|when|after|by|without|start|stop|avoid|of|for|from|keep) (?:applying|merging|"
    r"queue?ing|pushing)\b",
)
