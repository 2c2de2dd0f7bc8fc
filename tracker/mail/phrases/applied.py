# SPDX-License-Identifier: GPL-2.0-or-later
"""How people say that a patch was applied: the verbs, and whole sentences without one.

``LANDING_VERBS`` is the one table of verbs; what stands around a verb is weighed by
``mail.notices.claims``. ``IN_A_TREE`` holds the ways that need no such weighing, ``NOT_THIS``
those that look alike and say something else.
"""

import re
from dataclasses import dataclass
from enum import Enum

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
    LandingVerb("landed", "Landed in for-next.", "It landed on its feet.", needs_tree=True),
    LandingVerb("added", "Added to drm-misc-next.", "I added a test.", needs_tree=True),
)
"""Verbs that may say that something was applied."""
NEEDS_TREE = frozenset(one.word for one in LANDING_VERBS if one.needs_tree)
NEEDS_OBJECT = frozenset(one.word for one in LANDING_VERBS if one.needs_object)
LANDING_VERB = re.compile(
    rf"(?<![\w-])(?:{'|'.join(one.word for one in LANDING_VERBS)})\b", re.IGNORECASE
)


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
    r"\d+|two|three|four|five|six|these) ){0,4}(?:series|patch(?:es)?|patch ?set|set|commits?|"
    r"ones?))"
    r"(?: (?:patch(?:es)?|series|one))?"
)
_BE = r"(?: ?(?:is|are|['’]s|['’]re)| (?:has|have) been)"
_COURTESY = (
    r"(?:(?:ok(?:ay)?|thanks?(?: you)?(?: (?:a lot|very much|both|all))?(?: for (?:\w+ "
    r"){1,4}?\w+(?=[,.!]))?"
    r"|great|good|nice|lgtm|perfect|so|and|now|hi|fyi)[ ,.!:-]{1,3}){0,3}"
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
    r"finally|"
    r"anyway|in the end|this|these|that|one|ones|two|both|all|the|your|whole|entire|patch(?:es)?|"
    r"fix(?:es)?|"
    r"series|patch ?set|set|v\d{1,2}|already|actually|ok(?:ay)?|thanks|thank you|fyi|and|are|is|"
    r"been|great|good|nice|rebased|obviously|correct|sorry|hi|minor|trivial|rest of|of|why|but|"
    r"removal|first|"
    r"second|third|last|patch?sed|patchet|\*this\*|=>|anyways?|dared to) ){0,7}"
)
_BARE_OBJECT = (
    r"(?=\s*(?:$|[.!;:~()+]|,(?! then)|(?:with|without|together|along|as|like|now|since|because|"
    r"thanks?|thank|original|for (?:the )?(?:upcoming|next) (?:pull|merge|rc)|up to this|anyway|"
    r"whole|only|too|but|"
    r"and (?!test|ran|it|got|still|the))\b|"
    r"(?:this|it|them|these|both|all|everything)(?=\s*(?:$|[.,!;:(]|(?:one|now|with|without|as|"
    r"since|because|too|but|so|anyway|thanks?|already|patch(?:es)?|series)\b))|"
    r"(?:only |just )?(?:the |your |his |her |my )?(?:\w+(?: of|['’]s)? ){0,2}"
    r"(?:patch(?:es|set)?|series|version|set)\b(?! (?:on|to|for|locally|and)\b)))"
)
IN_A_TREE = PhraseTable(
    "in-a-tree",
    (
        Phrase(
            r"(?:^|[,;:]|\band|&)\s(?:so |thus |hence |therefore |then |now |patch |patch ?set |"
            r"series |"
            r"I['’]ve |also |just |finally ){0,3}(?:merged|pushed|applied|queued|committed)(?: "
            r"like this| as "
            rf"is)?{_THANKS}\s*[.!:)]*$",
            Saying.IN_TREE,
            "Obviously correct, thus pushed.",
            "I would like to see it fixed and merged.",
        ),
        Phrase(
            r"^.{0,40}\b(?:I|we)(?:['’]ve| have)?(?: just| now| also){0,2} (?:merged|pushed|"
            r"applied|queued|"
            r"committed) (?:(?=with (?!patch|#?\d|it\b|them\b|main|master|upstream))|"
            r"(?:[A-Z][\w.-]{1,20}['’]s?|"
            r"his|her|their|the current|current|the (?:last|final|fixed|original)) "
            r"(?:patch|version|series|patch ?set|v\d)(?! (?:locally|and (?:test|ran|it)|on top)))",
            Saying.IN_TREE,
            "I have just pushed Wei's patch with a refined description.",
            "I applied Wei's patch and tested it.",
        ),
        Phrase(
            rf"^{_COURTESY}{_PATCHES}{_BE}(?: now| all| both| already)? in (?P<where>my "
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
            r"pushing|"
            r"commit|merge)(?: (?:it|this|them|these))?\s*(?:$|[.,!;:(])",
            Saying.IN_TREE,
            "I fixed the typo while applying.",
            "It changed on merge with another series.",
        ),
        Phrase(
            r"\b(?:I|we)(?:['’]ve| have)?(?: just| now| also)? put (?:this|it|these|them|both|that|"
            r"the (?:patch|series|patches|set))(?: one| two| patch(?:es)?| series)?(?: now)? "
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
            r"them|both|the (?:patch|series|patch ?set|set|result|whole))\b|(?:to|into|on|in|"
            r"with|for|"
            r"as|already|now|thanks)\b))",
            Saying.IN_TREE,
            "Refined the description and merged.",
            "I changed the test and applied your idea.",
        ),
        Phrase(
            rf"^{_COURTESY}(?:(?:this|the|your|whole|entire|all|v\d{{1,2}}|of) ){{0,3}}"
            r"(?:v\d{1,2}|patch ?sets?|pat\w{0,2}ches|patc?y?c?h|series|sets?|all(?: of (?:it|"
            r"them))?|"
            r"both)(?: v\d{1,2})? (?:is |are |was |were |has been |have been )?(?:now |fully |"
            r"finally |"
            r"also |all |both |already ){0,2}(?:applied|merged|pushed|queued|committed|picked up)"
            r"(?=\s*(?:[.,!;:)(]|$|(?:also|with|to|into|in|for|on|as|thanks?|now|but|by|after)\b))",
            Saying.IN_TREE,
            "v2 merged with A's RBT.",
            "Both patches applied cleanly.",
        ),
    ),
    unless=r"\b(?:merged|pushed|applied|queued|committed)\b.{0,60}\b(?:in(?:to)? (?:linux|mainline|"
    r"upstream|v\d)|to (?:linux|mainline|upstream) |patch 0?\d|cleanly|together in one)|"
    r"\b(?:if|whether|i see|it (?:looks|seems)|i (?:think|believe|guess|hope|wonder)|which|who|"
    r"instead|let|may|might|must|rather|wish|try|tried|when you|you (?:have|can))\b|\b(?:can|"
    r"will|shall|to (?:be|get|have|see)|be (?:\w+ )?(?:fixed|merged|pushed|applied)|"
    r"gets?|getting|needs?|wants?|waiting|after|before|then it|not|never|nor|yet)\b|n['’]t\b|"
    r"\b(?:cleanly|locally|once|if|when|until|unless|should|would|could|can you|please|"
    r"suggestion|idea|feedback|comments?|tested it|not (?:yet )?(?:applied|merged|pushed))\b|\?$",
)
"""Sentences that say where patches are without a verb that is weighed elsewhere."""
NOT_THIS = PhraseTable(
    "not-this",
    (
        Phrase(
            r"\b(?:applied|merged|pushed|queued|took|picked) (?:up )?(?:a |an |the "
            r")?(?:different|another|"
            r"other|alternative|similar) (?:patch|fix|version|solution|one)\b",
            Saying.OTHER,
            "I applied a different patch.",
            "I applied the patch to a different tree.",
        ),
        Phrase(
            r"\bpushed (?:out )?(?:an? |the |my |out )?(?:new |updated? |next |fixed |another |"
            r"corrected )?(?:v\d{1,2}|version|revision|respin|re-?spin|update)\b(?! (?:to|into|"
            r"in|on) )",
            Saying.SENT,
            "I've just pushed v2.",
            "I've pushed v2 to linux-next.",
        ),
    ),
)
"""Sentences that look alike: a new version was sent, another patch was applied."""
