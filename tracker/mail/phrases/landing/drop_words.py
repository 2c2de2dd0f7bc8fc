# SPDX-License-Identifier: GPL-2.0-or-later
"""Words around what was taken out of a tree again, or was never meant to be in it."""

from tracker.mail.phrases.vocabulary import Vocabulary

_OUT = (
    r"(?:dropped|removed|reverted|backed out|un-?queued|un-?pulled|un-?applied|un-?merged|"
    r"kicked out|ejected)"
)
DROPPED_FROM_TREE = Vocabulary(
    rf"\b{_OUT}\b.{{0,80}}?\b(?:from|out of) (?P<place>(?:the |my |our )?"
    r"(?:[\w./#-]+ )?(?:[\w./#-]*next[\w./-]*|[\w./-]*tree|[\w./-]*queue|[\w./-]*branch|"
    r"for-[\w./-]+|fixes|mm\S*))",
    "dropped from my tree",
    "dropped from the list",
)
TREE_OF_ANOTHER_KIND = Vocabulary(
    r"\b(?:from|out of|in|off) (?:the |my |our |an? )?(?:[\w./#-]{1,40} )?(?:(?:device|source|page|"
    r"call|syntax|radix|directory|file ?system|b\+?|rb|xa)[- ]?tree)\b"
    r"(?! (?:tree|branch|queue|repo))",
    "It was dropped from the device tree",
    "It was dropped from the lamp tree",
)
"""What is called a tree and holds no patches."""
NOT_SHARED = Vocabulary(
    r"(?:my|our|the|an?) (?:own )?(?:local|internal|private|vendor|downstream)\b",
    "my local tree",
    "my tree",
)
"""A tree that nobody else sees: testers drop patches from it as well."""
UNDONE_BY_SENDER = Vocabulary(
    r"\bI(?:['’]ve| have| then)?(?: just| now| then)? un-?(?:pulled|queued|applied|merged)\b",
    "I have unqueued it",
    "It was unqueued",
)
TAKEN_OUT = Vocabulary(
    r"\b(?:I|we)(?:['’]ve| have)?(?: just| now| then)? (?:took|taken|pulled|kicked|backed) "
    r"(?:this|it|these|them|the|that)(?: \w+){0,2} (?:back )?out\b"
    r"(?! of (?:thin|v\d|the (?:next|new|patch|series))| to\b)",
    "I took this out again",
    "I took this out of v2",
)
DROPPED_ALONE = Vocabulary(
    r"(?:ok(?:ay)?[,.]? )?(?:both |all )?(?:dropped|reverted)(?:,? (?:thanks|for now|again|both|"
    r"this|it))*\s*[.!]*$|"
    r"(?:ok(?:ay)?[,.]? |hmm[,.]? |sorry[,.]? )?"
    r"(?:I|we)(?:['’]ve| have)?(?: just| now| therefore)? (?:dropped|reverted) "
    r"(?:it|this|these|them|this (?:patch|series|one)|the (?:patch|series))"
    r"(?=\s*[.,;!]|\s*$|\s+(?:from|for now|again|now|because|due|as)\b)",
    "I have dropped it.",
    "I have dropped a lock.",
)
BOT_WAS_WRONG = Vocabulary(
    r"\bignore\b.{0,60}\b(?:the|that|this|patchwork|pw)[- ](?:[\w-]+ )?bot\b|"
    r"\bbot\b.{0,80}\b(?:thought|thinks|mistaken\w*|confused|wrong\w*|"
    r"false|"
    r"lied|lies|not actually|didn['’]t(?! (?:reply|respond|answer|send|notice|say|notify|run)))\b",
    "Ignore the mail of the bot",
    "The bot is right",
)
WRONG_MAIL = Vocabulary(
    r"\b(?:replied|answered|responded|sent (?:this|that)) to (?:the )?wrong (?:patch|mail|e-?mail|"
    r"thread|series|version|message)\b",
    "I replied to the wrong patch",
    "I replied to the patch",
)
NEWER_APPLIED = Vocabulary(
    r"\b(?:applied|queued|merged|pushed|took|picked|pulled)\b.{0,40}\b(?:updated|new|newer|"
    r"newest|latest|"
    r"right|correct|proper) (?:one|patch|version|series|revision)\b",
    "I applied the newer version",
    "I applied this version",
)
NOT_YET_DROPPED = Vocabulary(
    r"\b(?:will|would|should|could|can|may|might|if|unless|once|when|please|to be|be|let me|"
    r"I['’]ll|not|never|want|need)\b|n['’]t\b|\?$",
    "I will drop it",
    "I dropped it",
)
MAY_DROP = Vocabulary(
    r"\b(?:take|taking|took|taken|pull(?:ed|ing)?|drop(?:ped|ping)?|back(?:ed|ing)?|"
    r"kick(?:ed|ing)?|revert(?:ed|ing)?|remov(?:e|ed|ing)|deleted|throw|threw|thrown|yanked|"
    r"zapped|ripped|"
    r"ejected|rebased|unqueue|de-?queued|popped|un-?(?:queued|pulled|applied|merged|"
    r"apply|merge|pull|pick)|gone|no longer in|ignore|bot|"
    r"wrong|no longer in|out of (?:my|our))\b",
    "I dropped it",
    "I applied it",
)
"""A sentence without one of these drops nothing."""
