# SPDX-License-Identifier: GPL-2.0-or-later
"""Sentences that hold "applied" or "merged" and say it of something else than this patch."""

from tracker.mail.phrases.applied import Saying
from tracker.mail.phrases.phrase import Phrase, PhraseTable

NOT_THIS = PhraseTable(
    "not-this",
    (
        Phrase(
            r"\b(?:applied|merged|pushed|queued|took|picked) (?:up )?(?:a |an |the "
            r")?(?:different|another|"
            r"other|alternative|similar) (?:patch|fix|version|solution|one)\b|"
            r"\b(?:applied|merged|pushed|queued) a (?:set|bunch|few|couple) of (?:other |my )?"
            r"(?:patches|fixes|commits|changes)\b",
            Saying.OTHER,
            "I applied a different patch.",
            "I applied the patch to a different tree.",
        ),
        Phrase(
            r"\bpushed (?:out )?(?:an? |the |my |out )?(?:new |updated? |next |fixed |another |"
            r"corrected )?(?:v\d{1,2}|version|revision|respin|re-?spin|update)\b(?! (?:to|into|"
            r"in|on) )",
            Saying.SENT,
            "I've just pushed v2.",
            "I've pushed v2 to linux-next.",
        ),
        Phrase(
            r"\b(?:the|a|its|that|this|those|your|their) (?:pre-?requisites?|dependenc(?:y|ies)|"
            r"(?:pre-?requisite|dependency|dependent|required|corresponding|related|companion|"
            r"matching|kernel|user-?space|upstream) (?:\w+ )?(?:patch(?:es)?|series|patch ?set|"
            r"fix(?:es)?|"
            r"changes?|commits?|work)|other (?:series|patch ?set|work)) (?:is|was|were|are|has|"
            r"have|"
            r"got)\b.{0,30}\b(?:applied|merged|queued|pushed|landed|picked|taken)\b",
            Saying.OTHER,
            "The prerequisite patch was merged to main, so this one can follow.",
            "The patch was merged to main.",
        ),
        Phrase(
            r"\bplease (?:\w+ )?(?:put|add|use|update|mention|include|fill in|insert|replace|"
            r"quote)\b"
            r".{0,40}\b(?:commit|git) ?(?:id|hash|sha)",
            Saying.OTHER,
            "The fix was merged to mainline, so please fill in the commit id.",
            "Merged, please check the result.",
        ),
        Phrase(
            r"\b(?:applied|merged|queued|pushed|picked|taken)\b"
            r"[^,;.]{0,80}\baccording to (?:https?:|the (?:archive|bot|\w* ?log|list|tracker)\b|"
            r"git\b|patchwork\b|b4\b|lore\b)",
            Saying.OTHER,
            "That one was applied to lamp-next according to the archive.",
            "Applied to lamp-next, edited according to the review.",
        ),
        Phrase(
            r"\bthe (?:old|older|earlier|original) (?:\w+ )?(?:patch(?:es)?|series|version|"
            r"set)\b.{0,20}"
            r"\b(?:has|have|was|were|is|are) (?:been |already )*(?:applied|merged|queued|pushed)\b",
            Saying.OTHER,
            "Since the old patches have been merged, I'll send fixes on top.",
            "The old driver is gone, the patches have been merged.",
        ),
        Phrase(
            r"^\(\w+\)\s?\[|(?:^|[,;:] )locally,? (?:I|we)\b",
            Saying.OTHER,
            "Locally I have merged that branch and applied the series on top.",
            "Applied locally, will push in the evening.",
        ),
    ),
)
"""Sentences that look alike: a new version was sent, another patch was applied."""
