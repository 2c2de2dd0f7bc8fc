# SPDX-License-Identifier: GPL-2.0-or-later
"""How a link to an older version is labelled: ``v2:``, ``[1] v1 -> v2``, b4's names."""

from tracker.mail.phrases.vocabulary import Vocabulary

DONE_BY = Vocabulary(
    r"v\d{1,3} (?:has been|was) (?:done|posted|sent|submitted)(?: here)? by "
    r"(?:[A-Z][\w.-]{1,20} ?){1,3}(?=:|$)",
    "v3 was sent by Ada Ray:",
    "v3 was held up by the lamp:",
)
"""Who sent the version that a link is to."""
VERSION_MARK = Vocabulary(
    r"\s*(?:[\[(]\d{1,3}[\])]|\d{1,3}[.)])[:\s]*(?=\S)",
    "[1] v2",
    "v2",
    case=True,
)
VERSION_NOTED = Vocabulary(
    r"\S\s+#\s?(?P<rfc>rfc\b)?\s?(?:v\d{1,3})?\s*$(?<!#)(?<!# )",
    "https://example.org/1@example.org/ # v1",
    "https://example.org/1@example.org/#t",
)
"""What stands behind a link in its trailer: ``Link: URL # rfc``."""
VERSION_APART = Vocabulary(
    r"[\s\[\](){}*#:,=<>|→]+|->|\.\.|/",
    "v1 -> v2",
    "v2",
    case=True,
)
VERSION_TOKEN = Vocabulary(
    r"(?P<rfc>rfc|rft)?[-_]?(?:patch)?[-_]?v(?:ersion)?\.?(?P<number>\d{1,3})(?:\.\d{1,2})?",
    "rfc-v2",
    "rfc",
    case=True,
)
SPACED_VERSION = Vocabulary(
    r"\b(?:version|v)\s(?=\d)",
    "version 2",
    "v2",
)
DATE_TOKEN = Vocabulary(
    r"[\d./-]{1,10}",
    "2025-07-01",
    "v",
    case=True,
)
VERSION_ITEM = Vocabulary(
    r"[\s\-*+\[(]{0,6}(?P<rfc>rfc[\s-]{0,2})?v(?P<number>\d{1,3})[\])]?\s{0,3}[:.]\s",
    "- v2: ",
    "see v2",
)
B4_PATCH_ID = Vocabulary(
    r"\d{8}-(?P<name>\S{1,200})-v(?P<number>\d{1,3})-\d{1,4}-[0-9a-f]{6,16}@",
    "20250701-widget-v2-1-0123456789ab@example.org",
    "20250701-widget@example.org",
    case=True,
)
CHANGE_ID_TOKEN = Vocabulary(
    r"\d{8}-(\S{1,200})-[0-9a-f]{12}",
    "20250701-widget-0123456789ab",
    "widget",
    case=True,
)

STABLE_MARK = Vocabulary(
    r"(?:linux-|v)?\d{1,2}\.\d{1,3}(?:\.(?:y|x|\d{1,4}))?(?:[/-].{0,20})?$",
    "6.1.y",
    "next",
)
"""A stable tree in the subject's brackets: ``[PATCH 6.1.y]``."""
VERSION_COUNTER = Vocabulary(
    r"\bv(\d{1,3})\b",
    "in v2",
    "in two",
)

VERSION_SPOKEN_OF = Vocabulary(
    r"\bv ?([0-9]{1,3})\b",
    "in v2",
    "in two",
)
