# SPDX-License-Identifier: GPL-2.0-or-later
"""The words by which an author names what a work needs, without a link to it."""

from tracker.mail.phrases.vocabulary import Vocabulary

NEED_LINE = Vocabulary(
    r"\W{0,6}(?:this (?:series |patch )?|it |please )?(?:is )?(?:depends?[ -](?:up)?on|depends|"
    r"based[ -]on|"
    r"base|prerequisites?(?: patch(?:es)?| series)?|dependenc(?:y|ies)|requires|needs|"
    r"appl(?:y|ies) (?:on top of|after)|on top of|stacked on)(?![\w-])\s?(?::\s{0,4}|"
    r"\s(?=\[))?(?P<title>\S.{8,160})$|"
    r"\W{0,6}(?:this (?:series |patch )?|it |please )?(?:appl(?:y|ies) (?:on top of|after)|"
    r"depends? (?:up)?on|on top of) (?P<plain>[\w][\w/.,+&*-]{0,40}: ?\S.{5,120})$",
    "Depends-on: ladder: clean up rungs",
    "Baseline: 1m13.072s of ladder",
)
"""A line that names a title."""
NOT_MERGED = Vocabulary(
    r"\bnot (?:yet )?(?:been )?(?:merged|applied|upstream|in\b)",
    "which is not yet merged",
    "which is merged",
)
GONE_ON_WITH = Vocabulary(
    r" ?(?:to |of |on |from )?(?:the |my |our )?(?:(?:previous|earlier|recent|merged) )?"
    r"(?:series|patch(?:es|set)?|patch set|set|work)?[ :,]*",
    " to the series ",
    "",
)
"""Between "follow-up" and the title of what it follows."""
GOES_FIRST = Vocabulary(
    r"[\W_]{0,6}(?:which |that |\(\w[^)]{0,40}\) )?(?:has to|have to|must|needs? to|should|is|are)"
    r"(?: be| go)?(?: (?!the\b)\w+)?(?: in)? (?:first|before (?:this|it)|needed|required|a "
    r"prerequisite|"
    r"prerequisites?)\b|[\W_]{1,6}(?:first|before (?:this|it)(?: one)?)\s?[.,;!)]*$",
    "has to go in first",
    " is the first bad commit",
)
"""Right behind a title it says as much as words before it."""
STATE_BEHIND = Vocabulary(
    r"(?:,|;| -) ?(?:which|that|and|it) (?:is|was|has|are|were|have|has been)\b.*$|"
    r" \((?:not yet |still |already |posted|sent|under)[^()]{0,60}\)\W*$",
    "widget: turn it, which is still under review",
    "widget: turn it",
)
"""What is told of a work behind its title."""
OF_THIS_SERIES = Vocabulary(
    r"[\"'”’)]{0,2} (?:patch )?(?:in|of|from) (?:this|the same) (?:series|patch-?set|set)\b",
    " patch in this series",
    " patch in that series",
)
"""Right behind the title of a patch that comes along."""
NEEDED_WORK = Vocabulary(
    r"\b(?:series|patch(?:es|set)?|work|clean-?ups?|rework|fix(?:es)?)\b",
    "needs the lamp series",
    "needs the lamp",
)
NAMES_AFTER = (":", "patch", "patches", "series", "on", "upon", "of", "after", "onto")
"""What such a line ends in."""
NAMES_FOLLOW = Vocabulary(
    rf"(?::|\b(?:{'|'.join(NAMES_AFTER[1:])}))\s*$",
    "Depends on the patches:",
    "Depends on the patches in net-next",
)
"""The end of a line below which titles are listed."""
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
CALLED_BEFORE = Vocabulary(
    r"\b(?:series|patch(?:es|set)?|work)(?: (?:titled|called|named))?\W{0,4}$",
    "on top of Tim's series ",
    "it needs ",
)
"""Right before a quoted title: what is quoted is a work, whatever its title begins with."""
CALLED_BEHIND = Vocabulary(
    r"^\W{1,3}(?:series|patch(?:es|[ -]?set)?)\b",
    "' series, and uses it",
    "' is a series",
)
"""The same right behind it."""
TAKEN_PLACE_OF = Vocabulary(
    r"\b(?:supersedes?|superseding|replaces|obsoletes)(?: the| my| our)?"
    r"(?: (?:series|patch(?:es|set)?))?[ :,]*$",
    "This supersedes the ",
    "The helper replaces a ",
)
"""Right before the title of what a work takes the place of."""
CALLED_WORK = Vocabulary(
    r"\b(?:patch(?:es|set)?|series|commits?|posting|clean-?ups?|fix(?:es)?|rework|rfc)\b",
    "the lamp series",
    "the lamp",
)
