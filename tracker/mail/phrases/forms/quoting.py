# SPDX-License-Identifier: GPL-2.0-or-later
"""How mail programs and people lead in what they quote or forward, and how trailers are called."""

import re

from tracker.mail.phrases.vocabulary import Vocabulary

KNOWN_TRAILER = Vocabulary(
    r"(?:[A-Z][a-z]+-)+(?:by|to|on|from|of)\b|(?:Link|Closes|Fixes|Cc|CC|BugLink|References|"
    r"Reverts|Message-ID|Message-Id|Bug|Issue|Depends-on|Supersedes)\b",
    "Reviewed-by: Rex <rex@example.org>",
    "Note: it is broken",
)
WRITES = (
    "wrote", "writes", "said", "schrieb", "a écrit", "escribió", "escreveu", "ha scritto",
    "schreef", "skrev", "пишет", "写道", "napisał(a)",
)  # fmt: skip
"""The words with which a line ends that says whose words are quoted."""
WROTE = Vocabulary(
    rf"(?:{'|'.join(map(re.escape, WRITES))})\s*[:：]?$",
    "On Tue, 1 Jul 2025, Ada wrote:",
    "I wrote it down",
    case=True,
)
DATE_WORDS = ("On", "Le", "Am", "El", "Il", "Op", "Den", "在", "於", "Em")
"""The words with which such a line begins where it gives the day first."""
DATED = Vocabulary(rf"\s*(?:{'|'.join(DATE_WORDS)})\b", "Le lundi 3 mars", "One of them", case=True)
MUTT_INTRO = Vocabulary(
    r"\* [^<>]{1,80}<[^<>\s]+@[^<>\s]+> \[[\d :.+-]{4,30}\]:$",
    "* Ada Author <ada@example.org> [2025-07-01 10:00]:",
    "* Ada Author: yes",
    case=True,
)
QUOTING_INTRO = Vocabulary(
    r"Quoting [^()]{1,80} \(\d{4}-\d\d-\d\d [\d:]{5,8}\):?$",
    "Quoting Ada Author (2025-07-01 10:00:00)",
    "Quoting Ada (again)",
    case=True,
)
FORWARDED = Vocabulary(
    r"\s*(?:-{3,}\s*(?:Original|Forwarded) Message\s*-{3,}|_{20,})",
    "-----Original Message-----",
    "--- Message",
    case=True,
)
FORWARDED_FROM = Vocabulary(
    r"\s*\*?From:\*? .{1,120}@",
    "From: Ada Author <ada@example.org>",
    "From: the other side",
    case=True,
)
FORWARDED_FIELD = Vocabulary(
    r"\s*\*?(?:Sent|Date|To|Cc|CC|Subject):", "Sent: Tuesday", "Sentence:", case=True
)
