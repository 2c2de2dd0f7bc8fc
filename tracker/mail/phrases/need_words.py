# SPDX-License-Identifier: GPL-2.0-or-later
"""The words by which an author names what a work needs, without a link to it."""

from tracker.mail.phrases.vocabulary import Vocabulary

_WORK = r"(?:series|patch(?:es|set)?|work|clean-?ups?|rework|fix(?:es)?|changes|refactoring|rfc)"
OWN_WORK = Vocabulary(
    rf"\b(?:the|my|a|an|another|these|those|our)\s+((?:[\w./()-]+\s+){{0,6}}?{_WORK}(?:\s+{_WORK})?)"
    r"\s+(?:that |which )?(?:i|we)(?:'ve| have)?\s+"
    r"(?:just |recently |already |earlier |previously )?(?:posted|sent|submitted|mailed)\b|"
    rf"\bmy\s+((?:[\w./()-]+\s+){{1,6}}?{_WORK})\b",
    "on top of the clean-up series I posted",
    "the series was posted",
)
WORK_OF = Vocabulary(
    r"(?:\b(?:on|upon|of|after|needs|requires|over|onto)\s+)"
    r"((?:[A-Z][\w.-]{1,20}\s+){0,2}[A-Z][\w.-]{1,20})['’]s?\s+"
    rf"((?:[\w/()-]+\s+){{0,6}}?{_WORK})\b",
    "on top of Tim Taylor's lamp series",
    "on top of the lamp series",
    case=True,
)
GOES_AFTER = Vocabulary(
    r"\b(?:apply|applies|applied|goes?|merge[d]?)(?: \w+)? (?:after|on top of)\s+(?:the\s+)?"
    r"((?:[\w./()-]+\s+){1,4}?(?:series|patch(?:es|set)?))\b",
    "It applies after the lamp series",
    "It applies after lunch",
)
NEEDED_BRANCH = Vocabulary(
    r"\b(?:depends? (?:up)?on|based (?:up)?on|on top of)\s+(?:the\s+)?(?:current\s+|latest\s+)?"
    r"(?!device\b)([\w./-]{3,60})\s+(?:branch|tree)\b",
    "based on the current drm-next branch",
    "based on the device tree",
)
_IN = (
    r"(?:integrated|merged|applied|accepted|landed|queued|released|upstreamed|picked up|"
    r"upstream|available)"
)
GOING_IN = Vocabulary(
    rf"\b(?:is|are|was|were|has|have|gets?|got|be|being)\s+(?:[a-z]+\s+){{0,4}}?{_IN}\b",
    "the pahole side is close to be integrated",
    "the pahole side",
)
BECAUSE = Vocabulary(
    r"\b(?:as|since|now that|once|after|because|until|unless|so|thus|therefore|hence)\b",
    "now that it is in",
    "it is in",
)
ALLOWED = Vocabulary(
    r"\b(?:can|could|may|able to|safe to|possible|allows?|enables?|must|should|will)\b",
    "we can remove the check",
    "we removed the check",
)
CALLED_WORK = Vocabulary(
    r"\b(?:patch(?:es|set)?|series|commits?|posting|clean-?ups?|fix(?:es)?|rework|rfc)\b",
    "the lamp series",
    "the lamp",
)
