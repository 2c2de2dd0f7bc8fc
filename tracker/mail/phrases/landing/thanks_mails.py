# SPDX-License-Identifier: GPL-2.0-or-later
"""The fixed lines of ``b4 ty`` mails and of lists in their manner."""

from tracker.mail.phrases.vocabulary import Vocabulary

B4_ITEM = Vocabulary(
    r"\s{0,8}\[(?:patch )?(\d{1,4})/(\d{1,4})\]\s+(\S.*)",
    "[1/3] widget: Turn it",
    "[1] widget: Turn it",
)
PATCHWORK_ITEM = Vocabulary(
    r"\s{1,4}- (\S.*)",
    "  - [v2,1/3] widget: Turn it",
    "widget: Turn it",
    case=True,
)
NO_COMMIT = Vocabulary(
    r"\s*\(no (?:matching commit|commit info)\)\s*$",
    "  (no commit info)",
    "  commit: 0123456789ab",
)
COMMIT_LINE = Vocabulary(
    r"\s*commit[: ]\s{0,4}([0-9a-f]{7,64})\b",
    "      commit: 0123456789ab",
    "      a commit: it",
)
WEB_ADDRESS = Vocabulary(
    r"https?://[^\s<>\"'\])]{1,500}",
    "https://git.example.org/c/1",
    "git.example.org",
    case=True,
)
COMMIT_IN_URL = Vocabulary(
    r"(?:/c/|/commits?/|[?&;]id=)([0-9a-f]{7,64})\b",
    "https://git.example.org/c/0123456789ab",
    "https://git.example.org/0123456789ab",
    case=True,
)
COMMIT_IN_WORDS = Vocabulary(
    r"\b(?:commit|sha|hash)(?: id)?:? ([0-9a-f]{12,64})\b|\b(?:as|at) ([0-9a-f]{12,64})\b|"
    r"\b([0-9a-f]{12,64}) \(\"|^\s*([0-9a-f]{40})\b",
    "Applied as 0123456789ab",
    "Applied for 6.18",
    case=True,
)
