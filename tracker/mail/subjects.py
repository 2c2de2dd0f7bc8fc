"""Take a subject line apart: reply prefixes, brackets, version, counter, title.

The forms are those that kernel lists really carry: ``[PATCH v2 1/3]``, ``[PATCHv3]``,
``[PATCH] 1/2``, ``[V2 PATCH]``, ``[PATCH bpf,v2,1/2]``, ``[PATCH v5.1 10/12]``, ``[RFC 0/3]``,
``[bpf-next 0/6]``, ``[PATCHSET]``; Documentation/process/submitting-patches.rst names the usual.
"""

import re
from itertools import pairwise

from tracker.model.mail import Subject

_REPLY = re.compile(
    r"\s*(?:(?:re|aw|sv|antw|fwd?|wg|vs|odp|ynt|答复|回复|回覆|转发|答覆)\s*(?:\[\d+\]|\(\d+\))?\s*[:：]\s*)",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\s*\[([^\[\]]*)\]")
_COUNTER = re.compile(r"(\d{1,4})\s*(?:/|of)\s*(\d{1,4})", re.IGNORECASE)
_VERSION = re.compile(r"v\.?(\d{1,3})((?:\.\d{1,3})*[a-z]?)", re.IGNORECASE)
_GLUED = re.compile(r"(?:patch|rfc)(?:set)?[-_]?(v\d{1,3}(?:\.\d+)*[a-z]?)", re.IGNORECASE)
_LOOSE_COUNTER = re.compile(r"\s*(\d{1,3})/(\d{1,3})\b[:,]?\s*")
_LOOSE_VERSION = re.compile(r"\(v(\d{1,2})\)\s*$", re.IGNORECASE)
_STABLE = re.compile(r"\b\d+\.\d+(?:\.\d+)?-(?:stable|longterm)\b|\bautosel\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_PATCH_WORDS = frozenset(
    {"patch", "patches", "patchset", "patchv", "rfc", "rft", "resend", "repost"}
)
MAX_SUBJECT = 2000
"""Subjects are cut here before they are taken apart; real ones stay under 500."""


def parse_subject(raw: str) -> Subject:
    """Take one decoded, unfolded subject apart. Never fails: what is not understood is title."""
    rest, is_reply = _strip_reply(raw[:MAX_SUBJECT].strip())
    brackets: list[str] = []
    while match := _BRACKET.match(rest):
        brackets.append(match[1])
        rest = rest[match.end() :]
        rest, again = _strip_reply(rest)
        is_reply = is_reply or again
    tokens = [token for text in brackets for token in _tokens(text)]
    position, total = _counter(tokens)
    patchy = any(_is_patch_word(token) for token in tokens)
    if position is None and patchy and (loose := _LOOSE_COUNTER.match(rest)):
        position, total, rest = int(loose[1]), int(loose[2]), rest[loose.end() :]
    label = _label(tokens)
    if not label and patchy and (late := _LOOSE_VERSION.search(rest)):
        label, rest = f"v{late[1]}", rest[: late.start()]
    pull = any(token.lower() == "pull" for token in tokens) and position is None
    return Subject(
        raw=raw,
        title=rest.strip(),
        is_reply=is_reply,
        tagged=patchy or (position is not None and bool(brackets)),
        version=_whole(label),
        label=label,
        position=position,
        total=total,
        rfc=any(re.match(r"rfc", token, re.IGNORECASE) for token in tokens),
        resend=any(token.lower() in ("resend", "repost", "re-send") for token in tokens),
        pull=pull,
        stable=any(_STABLE.search(text) for text in brackets),
        words=_words(tokens),
    )


def title_key(title: str) -> str:
    """A title folded for comparison: words only, one case; spelling of marks does not matter."""
    return " ".join(_WORD.findall(title.casefold()))


def _strip_reply(text: str) -> tuple[str, bool]:
    found = False
    while match := _REPLY.match(text):
        text, found = text[match.end() :], True
    return text, found


def _tokens(bracket: str) -> list[str]:
    """Words of a bracket; counters such as ``1 of 3`` and ``1/ 3`` become one word."""
    joined = _COUNTER.sub(lambda m: f" {m[1]}/{m[2]} ", bracket)
    out: list[str] = []
    for token in re.split(r"[\s,;:()]+", joined):
        if glued := _GLUED.fullmatch(token):
            out += [token[: -len(glued[1])].rstrip("-_"), glued[1]]
        elif token:
            out.append(token)
    return out


def _counter(tokens: list[str]) -> tuple[int | None, int | None]:
    for token in reversed(tokens):
        if match := _COUNTER.fullmatch(token):
            return int(match[1]), int(match[2])
    return None, None


def _label(tokens: list[str]) -> str:
    labels = [token for token in tokens if _VERSION.fullmatch(token)]
    if labels:
        return labels[-1]
    for token, after in pairwise(tokens):
        if token.lower() in ("v", "ver", "version") and after.isdigit():
            return f"v{after}"
    return ""


def _whole(label: str) -> int:
    match = _VERSION.fullmatch(label)
    return int(match[1]) if match else 1


def _is_patch_word(token: str) -> bool:
    word = token.lower()
    return word in _PATCH_WORDS or word.startswith("patch") or word.startswith("rfc")


def _words(tokens: list[str]) -> tuple[str, ...]:
    kept = [
        token.lower()
        for token in tokens
        if not (_is_patch_word(token) or _VERSION.fullmatch(token) or _COUNTER.fullmatch(token))
    ]
    return tuple(dict.fromkeys(kept))
