# SPDX-License-Identifier: GPL-2.0-or-later
"""What a subject carries beside its title: counters, versions, kernels, lost brackets."""

from tracker.mail.phrases.vocabulary import Vocabulary

COUNTER = Vocabulary(
    r"(?<![\w./])(\d{1,4})\s*(?:/|of|-of-)\s*(\d{1,4})(?![\w./])",
    "PATCH 1/3",
    "PATCH a/b",
)
INSERTED = Vocabulary(
    r"\d{1,3}(?:\.\d{1,2}|[a-z]|bis|ter|[+'\u00bc-\u00be])/(\d{1,3})",
    "1.5/3",
    "1/3",
)
"""``1.5/3``, ``3a/4``, ``2bis/3``: a patch put between two others of a series."""
VERSION_MARKED = Vocabulary(
    r"(?:v|ver|version|rev|revision)[.\-_#]?(\d{1,3})((?:\.\d{1,3})*[a-z]?)",
    "v2",
    "2",
)
GLUED_VERSION = Vocabulary(
    r"(?P<word>(?:patch|rfc)(?:es|set)?)[-_./=#+~@*]?"
    r"(?P<version>(?:v|ver|rev)[.\-_]?\d{1,3}(?:\.\d+)*[a-z]?)(?:-(?P<rest>[a-z]{3,12}))?",
    "patchv2",
    "patch 2",
)
"""``PATCHv2``, ``PATCH#v2``, ``PATCHv2-resend``; what follows the version is a word of its own."""
SUFFIXED_VERSION = Vocabulary(
    r"(?P<tree>(?!for-)[a-z][a-z0-9]*(?:-[a-z][a-z0-9]*){0,3})-(?P<late>v\d{1,2})|"
    r"(?P<early>v\d{1,2})-(?P<word>(?!rc)[a-z]{3,12})",
    "net-next-v3",
    "net-next",
)
"""``net-next-v3``, ``v2-resend``, ``v6-rebased``: a tree or a word and the version as one token."""
WORDS_BESIDE = Vocabulary(
    r"(?P<one>patch(?:es|set)?|rfc|rft|resend|repost|resent|trivial)/"
    r"(?P<other>patch(?:es|set)?|rfc|rft|resend|repost|resent|v\d{1,2})",
    "patch/rfc",
    "rfc/testing",
)
"""``PATCH/RFC``, ``trivial/resend``, ``RFC/v1``: two words with a stroke between them."""
SENT_AGAIN = Vocabulary(
    r"(?:re-?){1,3}(?:send|sent|sending|post|posted|posting)[.#]?\d?",
    "resend2",
    "sender",
)
"""``RESEND``, ``RERESEND``, ``RESENT``, ``re-posting``, ``RESEND2``."""
COUNTED_DRAFT = Vocabulary(
    r"rfc-?(\d{1,2})",
    "rfc2",
    "rfc",
)
"""``RFC2``: the second draft."""
COUNTED_TRY = Vocabulary(
    r"(?:(?:take|try|round|attempt)#?|#)(\d{1,2})",
    "take2",
    "take",
)
"""``take2``, ``try#3``, ``#2``."""
NUMBER_ORDINAL = Vocabulary(
    r"(\d{1,2})(?:nd|rd|th)",
    "2nd",
    "second",
)
LOOSE_COUNTER = Vocabulary(
    r"\s*(\d{1,3})/(\d{1,3})\b[:,]?\s*",
    "1/3: widget",
    "widget",
    case=True,
)
LOOSE_VERSION = Vocabulary(
    r"(?:\((?:v|version )(\d{1,2})\)|\[(?:v|ver(?:sion)? #?)(\d{1,2})\]|"
    r"[,;] ?v(\d{1,2})| - v(\d{1,2}))\s*$",
    "widget (v2)",
    "widget v2",
)
"""``foo (v2)``, ``foo [ver #2]``, ``foo, v2``, ``foo - v2``."""
ANY_VERSION = Vocabulary(
    r"\bv\d",
    "in v2",
    "in two",
)
FIRST_VERSION = Vocabulary(
    r"(?:v(\d{1,2})(?:\s*[:,-]\s+|\s+(?=\d{1,3}/\d{1,3}\b))|\(v(\d{1,2})\)\s+)",
    "v2: widget",
    "v2 widget",
)
KERNEL_NUMBER = Vocabulary(
    r"v?([2-9])\.(\d{1,2})((?:\.\d{1,3})?)",
    "6.1",
    "6",
)
HALF_BRACKET = Vocabulary(
    r"((?:RFC |RESEND )?PATCH\b[^\[\]:]{0,40})\]|"
    r"[({]((?:RFC )?PATCH[^\[\](){}:]{1,40})[)}]|"
    r"(PATCH (?:v?\d{1,2}|v\d{1,2} \d{1,3}/\d{1,3}|\d{1,3}/\d{1,3})):(?=\s)",
    "PATCH v2] widget",
    "widget",
)
"""``PATCH v2] title``: the first bracket is lost; ``(PATCH v2 1/2) title``, ``PATCH v2: title``."""
WORD_BEFORE_BRACKET = Vocabulary(
    r"(?:subject ?:|re-?send ?:?|re-?post ?:?|v\d{1,2} ?:?)\s{0,4}(?=\[[^\]]{0,80}patch)",
    "RESEND: [PATCH 1/2] widget",
    "resend the widget [PATCH]",
)
"""``Subject: [PATCH]``, ``RESEND: [PATCH v2]``, ``v2 [PATCH]``: a word that the bracket lost."""
SPAM_MARK = Vocabulary(
    r"\*{3,8}\s?(?:SPAM|BULK)\s?\*{3,8}\s+",
    "***SPAM*** widget",
    "SPAM widget",
    case=True,
)
_BRANCH_NUMBER = (
    r"(?:for[-/]?|linux[-/]|kernel[-/]|olk[-/]|lts[-/]|stable[-/ ]?|dev[-/]|"
    r"rpi[-/])?"
    r"v?(\d{1,2}\.\d{1,2})(?:\.\d+)?(?:\.x)?(?:[.-]?(?:y|stable|longterm|lts))*\+?"
)
STABLE_BRANCHES = Vocabulary(
    rf"{_BRANCH_NUMBER}(?:[/+&~-]{_BRANCH_NUMBER}){{0,9}}|stable",
    "6.1/6.6",
    "next",
    case=True,
)
RELEASE_NAMED = Vocabulary(
    r"(?:for[-/]?)?v?\d{1,2}\.\d{1,2}",
    "for-6.18",
    "next",
    case=True,
)
PLAIN_VERSION = Vocabulary(
    r"(\S.{5,300}\S),? v(\d{1,2})",
    "turn the widget v2",
    "turn the widget back on",
)
"""The subject of a cover letter without brackets, its version at the end."""
PART_OF_CHANGE = Vocabulary(
    r"\bpart[ .#-]?(\d{1,2}|i{1,3}|iv)\b",
    "[PART 3] widget",
    "the third part of the widget",
)
"""``[PART 3]``, ``cleanups (part 2)``: a change that comes in several works."""
FIXUP_OF_TITLE = Vocabulary(
    r"(?:fixup|squash|amend)(?:[!:]| for| to){1,2}\s{1,4}",
    "fixup! widget: Turn it",
    "widget: fix up the knob",
)
"""What ``git commit --fixup`` puts before the title of the commit that is mended."""
REVERT_TITLE = Vocabulary(
    r"Revert [\"“](.{3,300})[\"”]$",
    'Revert "widget: Turn it"',
    "Revert the widget",
    case=True,
)
"""The title that git-revert(1) gives a commit."""
RELEASE_IN_WORDS = Vocabulary(
    r"(?<![\w.])v?(\d{1,2}\.\d{1,2})(?![\w.])",
    "lamp fixes for 6.18-rc3",
    "lamp fixes for 6.18.3",
)

PATCHWORK_TITLE = Vocabulary(
    r"\[(?=[^\]]{0,60}(?:,|\d/\d|v\d))[\w.,/-]{1,60}\] \S",
    "[BlueZ,v8,2/5] profiles/audio: Turn it",
    "profiles/audio: Turn it",
    case=True,
)
"""The title of a patch as patchwork has it: ``[BlueZ,v8,2/5] profiles/audio: ...``."""
REVISION_MARK = Vocabulary(
    r"[ \t]\(rev\d{1,3}\)$",
    "widget (rev2)",
    "widget rev2",
    case=True,
)

LABEL_OF_VERSION = Vocabulary(
    r"(?:^|\b)(?:rfc\s*)?(?:patch\s*)?v\s?\d+(?:\.\d+)?\b",
    "RFC PATCH v2",
    "RFC PATCH",
)

LABEL_OF_OTHER_PART = Vocabulary(
    r"\b(?:mkfs|[\w-]*progs|[\w-]+-utils|user-?space|user-?land|kernel|qemu|pahole|iproute2?|"
    r"(?:k?self)?tests?|fstests|man-?pages?|tools?|firmware|library)(?: (?:side|part|patch(?:es|"
    r"set)?|"
    r"series))? v\s?\d",
    "mkfs v4:",
    "Link to v4:",
)
"""A label that counts the versions of the other half of a change."""
REPLY_BEFORE_BRACKET = Vocabulary(
    r"\s*(?:\[[^\[\]]{0,40}\]\s*)?(?:re|aw|sv|antw)\s*[:：]",
    "Re: [PATCH] widget",
    "[PATCH] widget",
)

REPLY_START = Vocabulary(
    r"(?:re|aw|sv|antw|vs) ?(?:\[\d{1,3}\])? ?:",
    "Re: widget",
    "widget",
)
