# SPDX-License-Identifier: GPL-2.0-or-later
"""What the first letters of a line say of it: a quote, a diff, a diffstat, a trailer."""

from tracker.mail.phrases.vocabulary import Vocabulary

QUOTE_MARK = Vocabulary(
    r"[ \t]{0,2}(?:[>|][ \t]?)+",
    "> see",
    "see",
    case=True,
)
NAMED_QUOTE_MARK = Vocabulary(
    r"[A-Z]{1,3}>[ \t]?|[A-Z][a-z]{1,14}>(?: |\t|\+|$)",
    "AR> see",
    "see",
    case=True,
)
DIFF_START = Vocabulary(
    r"diff --git [\"a-z]|Index: \S|--- (?:a/|/dev/null|\S+\.(?:c|h|py|sh|rst)\b)",
    "diff --git a/x b/x",
    "a diff",
    case=True,
)
HUNK_HEAD = Vocabulary(
    r"@@ -\d{1,9}(?:,(\d{1,9}))? \+\d{1,9}(?:,(\d{1,9}))? @@",
    "@@ -1,3 +1,4 @@ int turn(void)",
    "@@ -x +1 @@",
    case=True,
)
DIFF_HEAD = Vocabulary(
    r"diff --git \"?a/(.+?)\"? \"?b/(.+?)\"?$",
    "diff --git a/widget.c b/widget.c",
    "diff --git widget.c",
    case=True,
)
STAT_LINE = Vocabulary(
    r" \S.{0,200}?\|\s+(?:\d+|Bin\b|Unmerged)|"
    r" ?\d+ files? changed|"
    r" (?:create|delete|rename|copy|mode|rewrite) (?:mode )?",
    " widget.c | 2 +-",
    "widget.c",
    case=True,
)
SHORTLOG_HEAD = Vocabulary(
    r"\S[^<>:]{1,80} \(\d{1,3}\):$",
    "Ada Ray (2):",
    "Ada Ray:",
    case=True,
)
TRAILER_LINE = Vocabulary(
    r"[A-Za-z][A-Za-z0-9-]{1,40} ?: ?\S",
    "Link: see",
    "link it",
    case=True,
)
RULER_LINE = Vocabulary(
    r"[-=_*~#]{2,}\s*$",
    "-----",
    "a-b",
    case=True,
)

SCISSORS = Vocabulary(
    r"[-\s]*(?:-\s*(?:>8|8<|%<|>%)\s*-)[-\s><8%]*(?:cut here[-\s><8%]*)?$",
    "-- >8 --",
    "-- cut",
    case=True,
)
MBOX_HEAD = Vocabulary(
    r"From [0-9a-f]{40} ",
    "From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001",
    "From Ada",
    case=True,
)
COMMIT_HEAD = Vocabulary(
    r"commit [0-9a-f]{40}(?: \(.{0,200}\))?\s*$",
    "commit 0123456789012345678901234567890123456789",
    "commit 0123",
    case=True,
)
SUBJECT_FIELD = Vocabulary(
    r"Subject:\s*(\S.*)$",
    "Subject: widget",
    "Subject:",
    case=True,
)
MAIL_FIELD = Vocabulary(
    r"[A-Z][\w-]{1,40}:|[ \t]\S|From ",
    "Date: today",
    "date:today",
    case=True,
)

FROM_IN_BODY = Vocabulary(
    r"From:\s*(?:(.{0,200}?)\s*<([^<>\s]+@[^<>\s]+)>|"
    r"([^<>\s()]+@[^<>\s()]+)(?:\s+\(([^()]{1,100})\))?)\s*$",
    "From: Ada Ray <ada@example.org>",
    "From: Ada",
    case=True,
)
"""``From: Ada Ray <ada@example.org>``, ``ada@example.org (Ada Ray)``, or the address alone."""
SIGNED_OFF = Vocabulary(
    r"Signed-off-by:\s*(.{1,100}?)\s*<([^<>\s]+@[^<>\s]+)>\s*$",
    "Signed-off-by: Ada Ray <ada@example.org>",
    "Signed off by Ada",
)
CHANGE_ID_FIELD = Vocabulary(
    r"change-id:\s*(\S{8,200})\s*$",
    "change-id: 20250701-widget-0123456789ab",
    "change-id:",
)
BASE_FIELD = Vocabulary(
    r"base-commit:\s*([0-9a-f]{12,64})\b",
    "base-commit: 0123456789ab",
    "base-commit: 0",
    case=True,
)
STAT_SUM = Vocabulary(
    r" ?\d+ files? changed",
    " 2 files changed",
    "two files changed",
    case=True,
)

RULER_OF_THREE = Vocabulary(
    r"\s*[-=_~^*#]{3,}\s*$",
    "---",
    "--",
    case=True,
)
LINK_ONLY = Vocabulary(
    r"[\s*\-\[\]\w.#]{0,20}:?\s{0,4}<?(?:https?://|[\w.+%-]{4,200}@)\S*\s*$",
    "- https://example.org/x",
    "see https://example.org/x it",
    case=True,
)

FORMAT_PATCH_HEAD = Vocabulary(
    r"\s*From [0-9a-f]{40} [^\n]*\n(?:[A-Z][\w-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){0,12}?"
    r"Subject:([^\n]*\n(?:[ \t][^\n]*\n){0,8})",
    "From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001\nSubject: widget\n",
    "From Ada\nSubject: widget\n",
    case=True,
)
"""The head of a file by git format-patch: ``From HEX Mon Sep 17 00:00:00 2001``, then fields."""
