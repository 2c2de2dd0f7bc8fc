# SPDX-License-Identifier: GPL-2.0-or-later
"""Words by which people report that a change breaks something.

Documentation/admin-guide/reporting-regressions.rst asks reporters to bisect and to try a revert,
so those two words are what such a mail is known by.
"""

from tracker.mail.phrases.talk import folded, phrases

_CHANGE = (
    r"(?:this|that|the|these|your|just this) (?:(?:one|single|above|whole) )?"
    r"(?:change|patch|patches|patchset|commit|series)"
)
_PROBLEM = phrases(
    rf"\brevert(?:ing|ed)? (?:just |only )?(?:it|this|that|{_CHANGE})\b.{{0,80}}\b(?:fix(?:es|ed)?|"
    r"helps?|helped|resolves?|resolved|solves?|solved|works?|worked|working|back|cures?|restores?|"
    r"(?:goes|go|went) away|passes|gone)\b",
    rf"\b(?:with|after) {_CHANGE} reverted\b.{{0,80}}\b(?:works?|passes|boots?|gone|fine|again)\b",
    r"\bbisect(?:ed|ing|ion|s)?\b.{0,60}\b(?:to|at|on|found|identified|blames?|points? (?:to|at)|"
    rf"leads? to) (?:{_CHANGE}|this|it being this)\b",
    rf"\bbisect(?:ed|ing)\b.{{0,40}}\b{_CHANGE} (?:seems?|appears?|is|was|causes|caused|breaks|"
    r"broke|introduce[sd]|makes|made)\b",
    rf"\b{_CHANGE} (?:seems? to be |seems? to |appears? to be |appears? to |is |has )?"
    r"(?:caus(?:es?|ed|ing)|introduc(?:es?|ed|ing)|trigger(?:s|ed|ing)?|lead(?:s|ing)? to|led to) "
    r"(?:a |an |the |some |new |following |boot |build |test |kernel |performance |serious )*"
    r"(?:regressions?|problems?|breakages?|failures?|crash(?:es)?|panics?|hangs?|oops(?:es)?|"
    r"splats?|deadlocks?)\b",
    rf"\b{_CHANGE} (?:broke|has broken|regressed)\b",
    unless=(
        r"\b(?:if|would|could|might|may|can|should|won't|doesn't|didn't|wouldn't|not|unless|does|"
        r"did|whether|avoid|prevents?)\b",
        r"\b(?:i|we)(?:'ll| will| plan)\b",
    ),
)


def reports_problem(sentence: str) -> bool:
    """Whether a sentence says that the change breaks something, found by a bisect or a revert."""
    return _PROBLEM.fit(folded(sentence))
