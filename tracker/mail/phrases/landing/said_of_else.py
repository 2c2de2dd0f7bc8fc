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
            r"\b(?:queued|applied|merged|picked|pushed|committed)(?: up| out)? an? (?:\w+ )?"
            r"(?:patch|fix|series|commit) (?:that|which|to|for|in|of (?:my|his|her)|from (?:me|him|"
            r"her))\b|\bpushed (?:out )?(?:some |a few )?fixes for (?:this|that|it|these)\b",
            Saying.OTHER,
            "I have just queued up a patch that fixes it.",
            "I have queued up the patch that fixes it.",
        ),
        Phrase(
            r"\bCI\b[^.;]{0,80}\b(?:so|therefore|thus|hence|that is why) (?:I|we)(?: have|['’]ve)? "
            r"pushed\b|"
            r"\bpushed\b[^.;]{0,60}\b(?:to|for|through) (?:the |a |my |our |own ){0,2}(?:CI\b|"
            r"github actions)",
            Saying.OTHER,
            "The CI of the list is down, therefore I pushed your set.",
            "The CI is green, pushed.",
        ),
        Phrase(
            r"\b(?:the|your|an|already) applied (?:patch|series|version|commit)\b",
            Saying.OTHER,
            "FYI, the applied patch was tested here.",
            "FYI, the patch is applied.",
        ),
        Phrase(
            r"\bgets? \w+ and (?:merged|pushed|committed)\b|"
            r"\bbut (?:it|they|this) (?:has|have|was|were)(?: not|n['’]t) (?:been )?(?:picked|"
            r"merged|applied|taken)\b",
            Saying.OTHER,
            "I pushed it to the tracker of patches but it hasn't been picked up.",
            "I pushed it but it hasn't been built.",
        ),
        Phrase(
            r"\b(?!you\b)\w+ (?:(?:has|had) )?(?:already |also )?(?:sent|posted|submitted) "
            r"(?:out )?(?:an?|another|the same|this|one|such)\b.{0,160}\b(?:applied|merged|picked|"
            r"took|taken|queued|used) (?:up )?(?:his|her|their|that|to)\b",
            Saying.OTHER,
            "Wei sent a fix for the same bug two days ago, so I've applied his version.",
            "I sent a mail to the list and merged this patch.",
        ),
        Phrase(
            r"\b(?!you\b)\w+ (?:(?:has|had) )?(?:already |also |just )?(?:sent|posted|submitted) "
            r"(?:out )?(?:an?|the) (?:\w+ )?(?:same|identical|equivalent|similar) (?:patch|fix|"
            r"change|series)\b",
            Saying.OTHER,
            "Somebody sent the very same fix last week and it is queued:",
            "I queued the fix that you sent.",
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
            r"(?:pre-?requisite|prep(?:aration|aratory)?|dependency|dependent|required|"
            r"corresponding|related|companion|"
            r"matching|kernel|user-?space|upstream) (?:\w+ )?(?:patch(?:es)?|series|patch[ -]?set|"
            r"fix(?:es)?|"
            r"changes?|commits?|work)|other (?:series|patch[ -]?set|work)) (?:is|was|were|are|has|"
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
