# SPDX-License-Identifier: GPL-2.0-or-later
"""How people report that a change broke something: found by a bisect or a revert."""

from tracker.mail.phrases.phrase import Phrase, PhraseTable
from tracker.model.mail import RemarkKind

_IT = (
    r"(?:this|that|the|these|your|just this) (?:(?:one|single|above|whole) )?"
    r"(?:change|patch|patches|patchset|commit|series)"
)

PROBLEMS = PhraseTable(
    "problems",
    (
        Phrase(
            rf"\brevert(?:ing|ed)? (?:just |only )?(?:it|this|that|{_IT})\b.{{0,80}}\b"
            r"(?:fix(?:es|ed)?|helps?|helped|resolves?|resolved|solves?|solved|works?|worked|"
            r"working|back|cures?|restores?|(?:goes|go|went) away|passes|gone)\b",
            RemarkKind.PROBLEM,
            "Reverting this patch fixes it.",
            "I reverted the branch.",
        ),
        Phrase(
            rf"\b(?:with|after) {_IT} reverted\b.{{0,80}}\b(?:works?|passes|boots?|gone|fine|"
            r"again)\b",
            RemarkKind.PROBLEM,
            "With this commit reverted the board boots.",
            "After the patch the board boots.",
        ),
        Phrase(
            r"\bbisect(?:ed|ing|ion|s)?\b.{0,60}\b(?:to|at|on|found|identified|blames?|"
            rf"points? (?:to|at)|leads? to) (?:{_IT}|this|it being this)\b",
            RemarkKind.PROBLEM,
            "I bisected it to this commit.",
            "I bisected it to another one.",
        ),
        Phrase(
            rf"\bbisect(?:ed|ing)\b.{{0,40}}\b{_IT} (?:seems?|appears?|is|was|causes|caused|"
            r"breaks|broke|introduce[sd]|makes|made)\b",
            RemarkKind.PROBLEM,
            "I bisected, and this patch broke it.",
            "Bisecting takes a day.",
        ),
        Phrase(
            rf"\b{_IT} (?:seems? to be |seems? to |appears? to be |appears? to |is |has )?"
            r"(?:caus(?:es?|ed|ing)|introduc(?:es?|ed|ing)|trigger(?:s|ed|ing)?|lead(?:s|ing)? to|"
            r"led to) (?:a |an |the |some |new |following |boot |build |test |kernel |performance |"
            r"serious )*(?:regressions?|problems?|breakages?|failures?|crash(?:es)?|panics?|"
            r"hangs?|oops(?:es)?|splats?|deadlocks?)\b",
            RemarkKind.PROBLEM,
            "This patch causes a boot failure.",
            "This patch caused a long thread.",
        ),
        Phrase(
            rf"\b{_IT} (?:broke|has broken|regressed)\b",
            RemarkKind.PROBLEM,
            "This change broke suspend.",
            "The old one broke.",
        ),
    ),
    unless=(
        r"\b(?:if|would|could|might|may|can|should|won't|doesn't|didn't|wouldn't|not|unless|does|"
        r"did|whether|avoid|prevents?)\b|\b(?:i|we)(?:'ll| will| plan)\b"
    ),
)
"""A change breaks something, found by a bisect or a revert: the two words that
Documentation/admin-guide/reporting-regressions.rst asks reporters to use."""
