# SPDX-License-Identifier: GPL-2.0-or-later
"""Whether a sentence says that patches were taken out again, or never went in after all."""

import re
from dataclasses import dataclass

from tracker.mail.notices.trees import Where, find_where
from tracker.mail.notices.verbs import find_form
from tracker.mail.phrases.dropped import DROPPED, DROPPED_IN_DOUBT

_OUT = (
    r"(?:dropped|removed|reverted|backed out|un-?queued|un-?pulled|un-?applied|un-?merged|"
    r"kicked out|ejected)"
)
_TREE_NEAR = re.compile(
    rf"\b{_OUT}\b.{{0,80}}?\b(?:from|out of) (?P<place>(?:the |my |our )?(?:[\w./#-]+ )?"
    r"(?:[\w./#-]*next[\w./-]*|[\w./-]*tree|[\w./-]*queue|[\w./-]*branch|for-[\w./-]+|fixes|"
    r"mm\S*))",
    re.IGNORECASE,
)
_UN = re.compile(
    r"\bI(?:['’]ve| have| then)?(?: just| now| then)? un-?(?:pulled|queued|applied|merged)\b",
    re.IGNORECASE,
)
_TOOK_OUT = re.compile(
    r"\b(?:I|we)(?:['’]ve| have)?(?: just| now| then)? (?:took|taken|pulled|kicked|backed) "
    r"(?:this|it|these|them|the|that)(?: \w+){0,2} (?:back )?out\b"
    r"(?! of (?:thin|v\d|the (?:next|new|patch|series))| to\b)",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"(?:dropped|reverted)(?:,? (?:thanks|for now|again|both|this|it))*\s*[.!]*$|"
    r"(?:ok(?:ay)?[,.]? |hmm[,.]? |sorry[,.]? )?"
    r"(?:I|we)(?:['’]ve| have)?(?: just| now| therefore)? (?:dropped|reverted) "
    r"(?:it|this|these|them|this (?:patch|series|one)|the (?:patch|series))"
    r"(?=\s*[.,;!]|\s*$|\s+(?:from|for now|again|now|because|due|as)\b)",
    re.IGNORECASE,
)
_BOT = re.compile(
    r"\bignore\b.{0,60}\bbot\b|\bbot\b.{0,80}\b(?:thought|thinks|mistaken\w*|confused|wrong\w*|"
    r"false|"
    r"lied|lies|not actually|didn['’]t)\b",
    re.IGNORECASE,
)
_WRONG_MAIL = re.compile(
    r"\b(?:replied|answered|responded|sent (?:this|that)) to (?:the )?wrong (?:patch|mail|e-?mail|"
    r"thread|series|version|message)\b",
    re.IGNORECASE,
)
_NEWER = re.compile(
    r"\b(?:applied|queued|merged|pushed|took|picked|pulled)\b.{0,40}\b(?:updated|new|newer|"
    r"newest|latest|"
    r"right|correct|proper) (?:one|patch|version|series|revision)\b",
    re.IGNORECASE,
)
_UNREAL = re.compile(
    r"\b(?:will|would|should|could|can|may|might|if|unless|once|when|please|to be|be|let me|"
    r"I['’]ll|not|never|want|need)\b|n['’]t\b|\?$",
    re.IGNORECASE,
)
WORDS = re.compile(
    r"\b(?:take|taking|took|taken|pull(?:ed|ing)?|drop(?:ped|ping)?|back(?:ed|ing)?|"
    r"kick(?:ed|ing)?|revert(?:ed|ing)?|remov(?:e|ed|ing)|throw|threw|thrown|yanked|zapped|ripped|"
    r"ejected|rebased|unqueue|un-?(?:queued|pulled|applied|merged)|ignore|bot|wrong)\b",
    re.IGNORECASE,
)
"""A sentence without one of these drops nothing."""


@dataclass(frozen=True, slots=True)
class Drop:
    """What a sentence takes back."""

    where: Where | None = None
    """Where the patches were taken out of."""
    sure: bool = True
    moved: bool = False
    """Only the mail went astray: the newest posting is the one that was applied."""


def find_drop(sentence: str) -> Drop | None:
    """What a sentence takes back; None if it takes back nothing.

    A maintainer who disowns a bot's notice, or his own as sent to the wrong mail, drops it too.
    """
    if _WRONG_MAIL.search(sentence):
        return Drop(moved=_NEWER.search(sentence) is not None)
    if _BOT.search(sentence):
        return Drop()
    if (found := _TREE_NEAR.search(sentence)) and find_form(sentence[: found.start()]):
        return None if sentence.rstrip().endswith("?") else Drop(find_where(found["place"]))
    found = _UN.search(sentence) or _TOOK_OUT.search(sentence)
    if found and not _UNREAL.search(sentence[: found.start()]):
        return Drop()
    if DROPPED.find(sentence):
        return Drop()
    doubtful = _SAID.match(sentence) or DROPPED_IN_DOUBT.find(sentence)
    return Drop(sure=False) if doubtful else None
