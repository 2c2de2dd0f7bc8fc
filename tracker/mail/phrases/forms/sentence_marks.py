# SPDX-License-Identifier: GPL-2.0-or-later
"""Where sentences end, and which lines hold none."""

from tracker.mail.phrases.vocabulary import Vocabulary

SENTENCE_END = Vocabulary(
    r"([.!?](?:(?<![.\s].)|(?<=\n.))[.!?]*)[\"')\]*_]{0,3}(?=\s|$)",
    "It works. So",
    "e.g",
    case=True,
)
SENTENCE_ENDED = Vocabulary(
    r"[.!?:;][\"')\]*_]{0,3}\s*$",
    "So it works.",
    "So it",
    case=True,
)
ABBREVIATED = Vocabulary(
    r"(?:\b(?:e\.g|i\.e|etc|vs|cf|ie|eg|resp|approx|incl|[A-Z])|\d)\.$",
    "e.g.",
    "end.",
    case=True,
)
CODE_ENDS = ";{}"
"""The last letters of many lines of code; any other such line begins with no letter or digit."""
CODE_LINE = Vocabulary(
    rf"\t|[ ]{{5,}}\S|.*[{CODE_ENDS}]\s*$|"
    r"[+\-@]{1,2}\s*[\w(#*]*\s*[(=;]|\s*(?:\$|#)\s|\s*/\*|\s*\*/|"
    r"\s*#(?:include|define|ifdef|ifndef|if|elif|else|endif|undef|pragma)\b",
    "\tint x;",
    "a text",
    case=True,
)
SAYS_NOTHING = Vocabulary(
    r"\s*$|\s*(?:---|--\s*$|@@ |diff --git |index [0-9a-f]|(?:\+\+\+|---) [ab]/|"
    r"\[[^\]]{1,40}\]:?\s|\d+ files? changed|\S.{0,200}?\|\s+\d|"
    r"[A-Z][A-Za-z-]{1,40}-by:|Cc:|Fixes:|Link:|https?://\S+$)",
    "---",
    case=True,
)
"""Quoted lines that nobody answers: rulers, diff headers, diffstat, trailers, footnotes."""

CLAUSE_END_OF_NOTICE = Vocabulary(
    r"(?<=[.!?])[)\"']?\s+|;\s+|\s+-{2,3}\s+(?=[A-Z])",
    "Applied. Thanks",
    "Applied",
    case=True,
)
TRAILER_START = Vocabulary(
    r"[A-Z][\w-]{1,40}: ?\S",
    "Link: https://example.org/x",
    "a link: x",
    case=True,
)
HEADER_LINE = Vocabulary(
    r"\s*[A-Z][\w-]{1,30}:\s",
    "Subject: widget",
    "a subject: widget",
    case=True,
)
NO_PROSE = Vocabulary(
    r"\s{4,}\S|\t|[-$#%|*~=]|\+(?!1\b)|\[(?!\d{1,3}/\d{1,3}\] (?:now |also )?(?:applied|queued|"
    r"merged|pushed|picked)\b)|\s{0,3}\d+[.)] |\s{0,3}[-*] |Applying: |"
    r"[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d ",
    "    int x;",
    "Applied",
    case=True,
)
FORWARDED = Vocabulary(
    r"\s*(?:-{2,}\s*(?:Original|Forwarded) [Mm]essage|_{20,}|From: .{1,120}@)",
    "-----Original Message-----",
    "the original message",
    case=True,
)
