# SPDX-License-Identifier: GPL-2.0-or-later
"""What looks like a request and asks for no change: talk of oneself, lists of what was applied."""

from enum import Enum

from tracker.mail.phrases.phrase import Phrase, PhraseTable
from tracker.mail.phrases.vocabulary import Vocabulary

OBJECTS_NO_MORE = (
    r"\bi(?:'ll| will|'m going to| am going to|'m| am| can| have|'ve| hereby|"
    r" do)?(?: now| just| then"
    r"| hereby| also| happily){0,2} (?:(?:stop|stopped|stopping|done|"
    r"cease) (?:objecting|complaining|"
    r"arguing|nacking|blocking)|(?:withdr[ae]w(?:n|ing)?|drop(?:ped|ping)?|"
    r"retract(?:ed|ing)?|rescind(?:ed)?"
    r"|lift(?:ed)?|take back) (?:my|the|this|that|any|all) (?:earlier |previous |"
    r"former )?(?:objections?|"
    r"na[c]?ks?|concerns?|complaints?|requests?)|(?:no longer|don't|do not|won't|"
    r"will not|not going to) "
    r"(?:strongly |really )?(?:object|insist|oppose|nack|block|"
    r"stand in the way)(?: any ?(?:more|longer))?"
    r"(?! to\b))\b"
)
"""How somebody takes back what he held against a patch."""


class Aside(Enum):
    """What a sentence is about that asks for no change."""

    PROCESS = "process"
    """What need not be done, or is left for later, on the way of a patch; not its text."""
    HABIT = "habit"
    """What its sender does anyway."""
    REPLY = "reply"
    """It answers a statement, and says nothing of the patch."""
    COMFORT = "comfort"
    """It takes away a worry, or excuses a bother."""
    LIFTED = "lifted"
    """It takes back an objection or a request of its sender's own."""


ASIDES = PhraseTable(
    "asides",
    (
        Phrase(
            r"\b(?:no need|not necessary|unnecessary|(?:don't|do not) (?:need|have)) (?:to|for) "
            r"(?:\w+ )?(?:ping|remind|bump|nag|thank|apologi[sz]e|be sorry|hurry|rush|reply|"
            r"respond|"
            r"re-?send|re-?post|re-?spin|send (?:a |another |the )?(?:new|v[0-9]|next|re-?spin))"
            r"(?!.{0,60}\b(?:only|just)\b)",
            Aside.PROCESS,
            "There's no need to ping as I'll get to it.",
            "There's no need to take the lock here.",
        ),
        Phrase(
            r"\bno need to (?:do anything|let (?:it|that|this) (?:stall|block|delay|hold)|(?:stall|"
            r"block|delay|hold up|hold back) (?:it|this|that|the))\b|"
            r"\bnot worth (?:\w+ )?(?:another|a new|a|the) (?:re-?spin|re-?post|re-?send|v[0-9]+|"
            r"new version|version|round|iteration)\b",
            Aside.PROCESS,
            "But it is not worth another respin.",
            "It is not worth the extra lock.",
        ),
        Phrase(
            r"\bstop (?:re-?)?(?:sending|posting|submitting) (?:the|this|these) (?:same )?"
            r"patch(?:es)? (?:without|again|over)\b",
            Aside.PROCESS,
            "Stop sending the same patch without any change.",
            "Stop using the lock without a reason.",
        ),
        Phrase(
            r"\blet's (?:set|put|leave|lay) (?:[^ ,.;]{1,30} ){1,4}(?:aside|for later|to rest)\b",
            Aside.PROCESS,
            "Let's set the naming aside for now.",
            "Let's put the lock into the core.",
        ),
        Phrase(
            r"\bi(?: do| also| always| usually| already| do also)? (?:run|use|build with) "
            r"(?!.{0,200}\b(?:this|your|the patch|these|here it)\b).{1,60}\b(?:daily|nightly|"
            r"regularly|all the time|every (?:day|night|week|time))\b",
            Aside.HABIT,
            "I do run sparse almost daily, and its warnings are worth more than errors of others.",
            "I run sparse daily, and it reports errors in your patch.",
        ),
        Phrase(
            r"^\W*(?:(?:no|yes|yeah|well|right|but|and|so)\W+)?of course,? (?:it|this|that)"
            r"(?:'s| is| was|(?: is|was|'s)n't)(?: not)? (?:the case|so|true)\W*$",
            Aside.REPLY,
            "Of course it is not the case.",
            "Of course it is not the case for the second patch, which leaks.",
        ),
        Phrase(
            r"^\W*(?:(?:sure|ok|okay|no|yes|oh|yeah|alright|of course)\W+){0,2}"
            r"(?:(?:don't|do not|please don't) (?:you )?worry|no worries|not to worry)\b",
            Aside.COMFORT,
            "Sure! Don't worry I only wanted to know.",
            "Don't let it worry you that it leaks.",
        ),
        Phrase(
            r"^\W*(?:ok|okay|sure|understood|got it|noted|alright|of course)\W+(?:and )?sorry "
            r"(?:for|about) (?:(?:the|any|my|all)(?: of the)? )?(?:inconveni\w{1,8}|noise|pings?|"
            r"pinging|bother|trouble|spam|hurry|rush|impatience)\b",
            Aside.COMFORT,
            "Understood! Sorry for the inconvenience.",
            "Understood! Sorry for the wrong order of the patches.",
        ),
        Phrase(
            OBJECTS_NO_MORE,
            Aside.LIFTED,
            "I have no evidence that there is a problem, so I'll stop objecting.",
            "I'm objecting to the second patch.",
        ),
    ),
    unless=(
        r"\b(?:please|pls|plz)\b(?! stop (?:re-?)?(?:send|post))|"
        r"\b(?:however|nit|needs|must|should)\b|(?<=[\w,;)] )but (?!i\b)|"
        r"\b(?:will|i'll) (?:fix|change|send|do|drop|add)\b"
    ),
)
"""Sentences from which no request and no concession is read."""

COMFORT_FIRST = Vocabulary(
    r"\W*(?:(?:don't|do not) worry|no worries|not to worry|no (?:big )?deal|no need to (?:worry|"
    r"apologi[sz]e|hurry)|no hurry)\b[^.;?]{0,120}?, (?:but|however|though) (?!i\b)",
    "don't worry about the length, but the name should be shorter",
    "don't worry, i only wanted to know",
    case=True,
)
"""What takes away a worry before the request that follows it; in folded text."""
NUMBERED_PATCH = Vocabulary(
    r"\W{0,4}(?:patch )?[0-9]{1,3}/[0-9]{1,3}\]?[:,]? (?=[a-z])",
    "[2/2] nit: drop the blank line",
    "half of 2/2",
    case=True,
)
"""The number of the patch that the request behind it is for; in folded text."""
CITED_COMMIT = Vocabulary(
    r"\b[0-9a-f]{8,40}:? ?\([\"'][^\"\n]{3,200}[\"']\)",
    '0123456789ab ("lamp: fix use-after-free")',
    "0123456789ab",
    case=True,
)
"""A commit with its title, as a ``Fixes:`` tag has it: what the title tells is no fault here."""
LISTED_COMMIT = Vocabulary(
    r"\s{0,8}(?:\[(?:PATCH )?(?:v[0-9]{1,2} )?[0-9]{1,3}/[0-9]{1,3}\] "
    r"(?!(?:nits?|minor|typos?|also|question|note|comment|and|but)\b)"
    r"(?:[\w./,&+*{}-]{2,60}(?: [\w./+-]{1,30}){0,2}: (?!please\b)|(?:Revert|Reapply) [\"'])\S|"
    r"(?=[0-9a-f]{0,39}[0-9])[0-9a-f]{10,40} (?![(\"'])[\w./,&+*{}-]{2,60}: \S|"
    r"commit: [0-9a-f]{7,40}\s*$)",
    "[1/2] widget: core: Fix memory leak in spin()",
    "[1/2] has a memory leak: the buffer is not freed",
)
"""A line of a list of commits or patches, by its start: ``[n/m] title`` as b4 and git write it, a
commit with its title as ``git log --oneline`` does, or ``commit: id``."""
PASTED_COMMIT = Vocabulary(
    r"commit [0-9a-f]{12,40}\b", "commit 0123456789ab", "commit the change", case=True
)
PASTED_FIELD = Vocabulary(
    r"(?:Author|AuthorDate|Commit|CommitDate|Date|Merge):\s",
    "Author: Mia",
    "Authors: Mia",
    case=True,
)
"""The head of a commit as ``git log`` prints it."""
