# SPDX-License-Identifier: GPL-2.0-or-later
"""Titles of other series as they stand in a text: in quotes, in a list, beside a link."""

from tracker.mail.phrases.vocabulary import Vocabulary

NEED_APART = Vocabulary(
    r"[.;]\s|\s[-*•]\s(?=(?-i:[A-Z]))|\bcommit\b|\b[0-9a-f]{7,40}\b",
    "It works. See",
    "widget",
)
"""What must not stand between them: an end, or a commit, which is in a tree already."""
LINK_BESIDE = Vocabulary(
    r"://|\S{4}@\S{4}|\[\d{1,2}\]",
    "https://example.org",
    "widget",
    case=True,
)
"""The work is linked to: the link says more than its title."""
QUOTED_TITLE = Vocabulary(
    r"\"([^\"]{8,160})\"|“([^”]{8,160})”|''([^']{8,160})''|(?<![\w'])'([^'\n]{8,160})'(?![\w'])",
    'see "widget: Turn it"',
    'see "it"',
    case=True,
)
SUBSYSTEM_TITLE = Vocabulary(
    r"^(?![\w./-]{1,60}: In function\b)(?!(?:an?|the|this|struct|enum|task|workqueue|note|commit|"
    r"line|config|subject|message-id|warn(?:ing)?|error|bug|info|oops|fatal|"
    r"changes|v?\d[\d.]*|[0-9a-f]{7,40})\b)"
    r"[\w][\w/.,+&*(){}\[\]-]{0,40}(?:[ ,/][\w/.,+-]{1,30}){0,2}:(?!:) ?\S.{5,120}$",
    "widget: Turn it",
    "a race: two threads turn it",
)
"""A title has its subsystem in front: ``ladder: clean up how rungs are numbered``."""
TITLE_ITEM = Vocabulary(
    r"\s{0,8}(?:[-*+•]|\d{1,2}[.)]|\[?PATCH[^\]]{0,30}\])?\s{0,4}",
    "- widget: Turn it",
    case=True,
)
PATCH_TITLE_FIRST = Vocabulary(
    r"\s{0,8}\[[^\]\n]{0,30}(?:patch|rfc|\d{1,3}/\d{1,3})[^\]\n]{0,20}\]\s+\S",
    "[RFC,1/1] widget: Turn it",
    "[1] widget",
)
"""A line that begins with the title of a patch, as its subject has it."""
TITLE_BRACKETS = Vocabulary(
    r"^(?:\[[^\]]{1,40}\]\s*|v\d{1,3}\s){1,3}",
    "[PATCH v2] widget",
    "widget v2",
    case=True,
)

SYMBOL = Vocabulary(
    r"\b(?:[A-Za-z]\w*_\w+|[A-Z][A-Z0-9]{3,}|[a-z_]{4,}(?=\(\)|\.\d))\b",
    "STATX_SUBVOL",
    "statx",
    case=True,
)
"""What names a thing in two projects alike: ``STATX_SUBVOL``, ``landlock_restrict_self``."""

SUBSYSTEM_FIRST = Vocabulary(
    r"[\w./,+&*-]{1,40}(?: [\w./-]{1,30}){0,2}: \S",
    "widget: Turn it",
    "Turn it",
    case=True,
)

TITLE_TOKEN = Vocabulary(
    r"(?=\w*[A-Za-z])[A-Za-z0-9_]{2,40}",
    "widget",
    "12",
    case=True,
)

INDEX_FILE = Vocabulary(
    r"(?:^|/)(?:Makefile|Kconfig|Kbuild|MAINTAINERS|meson\.build|CMakeLists\.txt|configure\.ac|"
    r"\.gitignore|[\w-]*index\.rst|compatible\.txt|vendor-prefixes\.yaml)$|^runtest/",
    "drivers/Kconfig",
    "drivers/x.c",
    case=True,
)
"""Files that list others, and so are touched by works that have nothing in common."""
OBJECT_NAME = Vocabulary(
    r"[\w.-]*(?:\d|_|\(\)|\.[ch]\b)[\w.-]*",
    "turn_it",
    "turn",
    case=True,
)
"""A word that names one thing: with a digit, an underscore, ``()`` or ``.c``."""
SUBSYSTEM_PREFIX = Vocabulary(
    r"(?:[^\s:]{1,60}(?:, ?)?){1,4}:\s*",
    "widget: Turn it",
    "Turn it",
    case=True,
)
