"""Questions, and agreement without a tag."""

import re

from tracker.mail.phrases.talk import folded, phrases

_GREETING = re.compile(
    r"\W*(?:(?:hi|hello|hey|dear)\W+)?(?:how (?:are|is|have) (?:you|it|things)\b.*|what's up|right|"
    r"ok|okay|no|yes|huh|h+m+|eh|really|oh|uh|why not|well|seriously|so|and|or|yeah|good|"
    r"sounds good|makes? sense|agreed?|fair enough|cool|(?:(?:gentle|friendly) )?ping)\W*\?+\W*"
)
_SHORT = re.compile(r"(?:wdyt|any thoughts|thoughts|why|how so|what for|what about .*)\W*")
_URL_END = re.compile(r"https?://\S+\?\W*$")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_BARE_ACK = re.compile(
    r"\W*(?:so )?(?:ack|acked|acked[- ]by|\+1)(?= *(?:[.!,:;]|$)| (?:for|on|to|from)\b)"
)
_GOOD = phrases(
    r"^\W*(?:(?:ok|okay|thanks|thank you|great|nice|yes|yep|cool|overall|otherwise|all|this|it|"
    r"the|patch|series|rest|still|everything|code|change|changes|also|that|now|so|one)\W+){0,5}"
    r"(?:lgtm|looks? (?:good|great|fine|ok|okay|correct|right|sane|reasonable))\b",
    unless=(r"\bnot\b|n't\b|\bbut\b|\bexcept\b|\bunless\b|\bif\b|\bhowever\b|\blike\b",),
)


def asks(sentence: str) -> bool:
    """Whether a sentence asks something: it ends with ``?`` and is no greeting and no link."""
    if not sentence.rstrip("\"')*_ ").endswith("?"):
        return False
    low = folded(sentence)
    if _GREETING.fullmatch(low) or _URL_END.search(low):
        return False
    return len(_LETTERS.findall(low)) > 2 or bool(_SHORT.fullmatch(low))


def agrees(sentence: str) -> bool:
    """Whether a sentence agrees without a tag: "LGTM", "Ack."."""
    low = folded(sentence)
    return bool(_BARE_ACK.match(low)) or _GOOD.fit(low)
