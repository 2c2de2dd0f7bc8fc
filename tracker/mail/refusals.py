"""Words by which people refuse a patch, or ask for changes to it."""

import re

from tracker.mail.phrases.talk import folded, phrases

_NACK = re.compile(r"\bnac?k")
_NACK_FIRST = re.compile(
    r"\W*(?:(?:so|sorry|but|again|still|and|therefore|hence|then|also|no|big|hard|strong|huge|a|"
    r"an|it's|that's|this is|consider this|take this as|that is|ok|a clear|for now|please)\W+){0,4}"
    r"nac?k(?:ed)?\b(?![- ]by\b)(?= *(?:[.,!;:()-]|$)| (?:on|to|for|from|by|this|these|the|until|"
    r"because|unless|as|due|so|since|at|here|with|and|again|it|then)\b)"
)
_NACK_MINE = phrases(
    r"\b(?:i|i'm|i am|we|i'll|i will|i have to|i must)(?: [a-z]+){0,3} nac?k(?:ing)? "
    r"(?:on |to )?(?:this|it|the|that|these|patch|series|v[0-9])\b",
    r"\bnac?k (?:from (?:me|my|us)|on (?:this|the|these|patch|series|v[0-9]|that))\b",
    r"\bmy nac?k\b",
    r"\bstill (?:a )?nac?k\b",
    unless=(
        r"\bif\b",
        r"\b(?:not|avoid|no|never|his|her|their|your|last|previous|earlier|was|been|got|were|"
        r"before|would|could|might|may)\b.{0,30}\bnac?k|n't\b.{0,30}\bnac?k",
    ),
)
_NOT_A_NACK = re.compile(r"\W*no nac?ks?\b|.{0,80}\bnac?k (?:packet|frame|bit|response|irq|count)")
_REFUSAL = phrases(
    r"\bi(?:'m| am) not (?:going to|gonna|willing to) (?:take|apply|merge|accept|pull|pick)\b",
    r"\b(?:i|we) (?:won't|will not|can't|cannot) (?:take|apply|merge|accept) "
    r"(?:this|these|the|it|your|that)\b",
    r"^\W*(?:please )?do(?:n't| not) (?:apply|merge|take|queue) (?:this|these|the|it)\b",
    r"^\W*(?:this|the) (?:patch|series|patchset|change|approach) is "
    r"(?:not acceptable|unacceptable|totally wrong|completely wrong|bogus|nonsense|a no-?go)\b",
    r"\b(?:i|we) do(?:n't| not) want (?:this|these|your) "
    r"(?:patch|patches|series|changes?)\b(?! to\b)",
    r"\bi(?:'m| am) (?:strongly |firmly )?(?:against|opposed to) (?:this|these) "
    r"(?:patch|patches|series|changes?)\b",
    r"\bi (?:strongly |firmly )?(?:object to|oppose) (?:this|these) "
    r"(?:patch|patches|series|changes?)\b",
    unless=(r"\b(?:yet|until|before|if|unless)\b",),
)
_VERBS = (
    "fix|change|add|remove|rename|use|move|split|drop|avoid|send|re-?send|update|rework|rebase|"
    "re-?post|re-?spin|address|squash|make|put|keep|include|replace|rewrite|rephrase|reword|"
    "extend|convert|document|describe|explain|clarify|mention|delete|reorder|sort|follow|provide|"
    "elaborate|call|write|run|check|test|verify|separate|merge|simplify|restore|revert|switch|"
    "stop|wrap|align|indent|shorten|leave|insert|initialize|handle|post|expand|correct|"
    "improve|do not|don't|refactor|introduce|target|limit|return|print|declare|define|guard|"
    "combine|fold|log|echo|submit|reuse|set"
)
_CHANGES = phrases(
    r"(?:^|[ ,;:(-])(?:please|pls|plz),? (?:also |just |at least |then |instead |either |always |"
    rf"try to |do |and )?(?:{_VERBS})\b",
    r"\b(?:this|it|patch|series|which|that|v[0-9]+) (?:definitely |really |also |still |probably )?"
    r"needs? (?:a |an |another |some )?(?:re-?spin|rework|reworking|rebase|rebasing|new version|"
    r"v[0-9]+|fix(?:ing|es|ed)?|more work|to be (?:fixed|changed|reworked|rebased|split|updated|"
    r"moved|dropped|removed|rewritten|addressed))\b",
    r"\b(?:this|it|patch|series) (?:does not|doesn't|no longer|fails to) (?:apply|compile|build)\b",
    r"\b(?:this|it|patch|series|which) breaks (?:the )?(?:build|compil|bisect|userspace)",
    r"^\W*changes[- ]requested\b",
    r"(?:^\W*|, |\b(?:and|then|so) )(?:please |just |then |also )*(?:re-?send|re-?post|send|post|"
    r"submit)(?: me| us| out)? (?:a )?(?:v[0-9]{1,2}|{next})\b",
    unless=(
        r"\bplease (?:check (?:it|them|v[0-9]|out)|keep in mind|do(?:n't| not) "
        r"(?:hesitate|worry|mind|take)|test (?:it|them)|merge|put me)\b",
        r"\b{i_will}\b|\blet me\b|\bshould i\b|\bfeel free\b|\bhappy to\b",
        r"^\W*(?:(?:ok|okay|sure|yes|yep|ack|right|noted|thanks|agreed)\W+)?will\b",
        r"\bplease (?:(?:double[- ]?)?check|verify|test|review|compare) "
        r"(?:the |that |whether |my )(?:final|result|applied|tree|branch|outcome|end result|"
        r"fixup|edit)",
        r"\bi(?:'ve| have)?(?: also| just| only| slightly| manually)? (?:reworded|tweaked|adjusted|"
        r"edited|amended|rephrased|rewrote|rebased|squashed|folded|fixed|fixed up|massaged) "
        r".{0,80}\bplease (?:(?:double[- ]?)?check|verify|look|shout|let me|review|make sure)",
        r"\bif\b",
        r"\b(?:next time|in (?:the )?future|going forward)\b",
        r"\bplease (?:add|use|include|keep|put) (?:my|me|the following tags?|below tag)\b",
        r"\bkindly add\b",
    ),
)


def refuses(sentence: str) -> bool:
    """Whether a sentence refuses the patch: a NAK of the sender's own, or a plain refusal."""
    low = folded(sentence)
    if not _NACK.search(low):
        return _REFUSAL.fit(low)
    if _NOT_A_NACK.match(low):
        return False
    return bool(_NACK_FIRST.match(low)) or _NACK_MINE.fit(low)


_COPIES = re.compile(r"\b(?:to|from|in|on|keep) (?:the )?cc\b", re.IGNORECASE)


def asks_changes(sentence: str) -> bool:
    """Whether a sentence asks for changes, other than by a question.

    What is said in passing (in brackets), and whom to copy, is no condition for the patch.
    """
    if sentence.lstrip().startswith("(") or _COPIES.search(sentence):
        return False
    return _CHANGES.fit(folded(sentence))
