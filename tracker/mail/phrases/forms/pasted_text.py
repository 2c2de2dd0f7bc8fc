# SPDX-License-Identifier: GPL-2.0-or-later
"""What a pasted text holds that leads to its mail: a subject, a sender, an id, a URL."""

from tracker.mail.phrases.vocabulary import Vocabulary

PASTED_TITLE = Vocabulary(
    r"(?:New subject:|Subject:|\W{0,3})\s{0,8}"
    r"((?:re\s?:\s{0,3}){0,4}\[[^\]\n]{0,80}?(?:patch|rfc|pull|resend)[^\]\n]{0,80}\]\s{0,3}\S.{2,300})",
    "Subject: [PATCH 1/2] widget: Turn it",
    "Subject: widget: Turn it",
)
PASTED_FROM = Vocabulary(
    r"\s{0,4}From:\s{0,4}([^<\n]{2,100})",
    "From: Ada Ray <ada@example.org>",
    "Ada Ray",
)
PASTED_NAME = Vocabulary(
    r"[^\W\d_][^\d\n<>\[\]:;|=@＠/{}]{1,60}",
    "Ada Ray",
    "1",
    case=True,
)
PASTED_URL = Vocabulary(
    r"https?://[^\s<>\"'|]{4,900}",
    "see https://example.org/x",
    "see example.org",
    case=True,
)
PASTED_CHANGE_ID = Vocabulary(
    r"(?:^|\n)[> \t]{0,4}change-id:\s{0,4}((?:19|20)\d{6}-\S{1,200}-[0-9a-f]{12})(?=\s|$)",
    "change-id: 20250701-widget-0123456789ab",
    "change-id: widget",
)
PASTED_MESSAGE_ID = Vocabulary(
    r"(?:^|\n)\s{0,4}message-id:\s{0,4}<?([^\s<>]{3,500}@[^\s<>]{3,200})>?",
    "Message-ID: <1234@example.org>",
    "1234@example.org",
)

_MONTH = r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_YEAR = r"(?:,?\s{1,3}(?P<y>\d{4}))?"
PASTED_DAYS = (
    Vocabulary(
        rf"(?:^|[\s,])(?P<d>\d{{1,2}})\s{{1,3}}(?P<m>{_MONTH}){_YEAR}", "on 9 Jul 2025", "on 9"
    ),
    Vocabulary(
        rf"(?:^|[\s,])(?P<m>{_MONTH})\s{{1,3}}(?P<d>\d{{1,2}}){_YEAR}", "on July 9, 2025", "in July"
    ),
    Vocabulary(
        r"(?:^|\s)(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?:\D|$)",
        "on 2025-07-09",
        "on 2025-07",
        case=True,
    ),
)
"""Days as browsers and archives show them."""
