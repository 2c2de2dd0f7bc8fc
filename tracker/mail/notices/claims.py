# SPDX-License-Identifier: GPL-2.0-or-later
"""Whether a sentence of a person claims that patches were applied, and what it says of them.

A sentence is a claim when its verb has the sender or the patches as its subject (or none:
"Applied, thanks."), nothing before it makes it a wish, a condition or a report, and what follows
is a tree, the patches, or the end. The rules were made from stock phrases of the lists; what has
no such shape is no claim, or one with ``sure`` false.
"""

import re
from dataclasses import dataclass, replace

from tracker.mail.notices.present import find_present
from tracker.mail.notices.scope import Reach, find_reach
from tracker.mail.notices.trees import NOWHERE, Where, find_bare_tree, find_where
from tracker.mail.notices.verbs import CLAUSE, Form, find_form
from tracker.mail.phrases.applied import (
    AREAS,
    IN_A_TREE,
    LANDING_VERB,
    NEEDS_OBJECT,
    NEEDS_TREE,
    NOT_PATCHES,
    NOT_THIS,
    PLAINLY_IN,
)
from tracker.model.mail import Scope


@dataclass(frozen=True, slots=True)
class Claim:
    """What one sentence says was done."""

    where: Where
    reach: Reach
    sure: bool
    version: int | None = None
    at: int = 0
    """Where its verb stands in the sentence."""
    commit_words: str = ""
    """The words after the verb, where a commit may be named."""


_VERBS_TRIED = 4
"""Verbs of one sentence that are weighed."""
_ASIDE = re.compile(r"(?<=\w),? \([^()]{1,300}\)?[.!]?$")
_THANKED_FOR = re.compile(
    r"\b(?:thanks|thank you|thx)\b.{0,20} for\b.{0,60}\b(?:applying|merging|queu\w+|pushing|"
    r"taking)\b",
    re.IGNORECASE,
)
_NOW = re.compile(r"\bnow\b", re.IGNORECASE)
_MOVED = frozenset({"taken", "took", "picked", "grabbed", "pulled"})
_FROM = re.compile(
    r"\s*(?:up )?(?:this|it|that|these|them|the \w+)(?: \w+)? from (?:the|an?|another|my|some|"
    r"[A-Z]\w+['’]s)\b(?! (?:series|patch ?set|set|thread|"
    r"list|e?-?mails?|patchwork|v\d|lore|mailing))",
    re.IGNORECASE,
)
"""What was taken from elsewhere: "I have taken this from the vendor tree"."""
_NOW_IN = re.compile(
    r"(?:ok,? |thanks,? )?(?:this|it|these|they|both|all|the (?:patch|series|patches))"
    r"(?: series| patch(?:es)?| one)?(?: is|'s| are)(?P<now> now| all)? (?:in|on) ",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r",\s(?!branch)|;|[!.]\s|\s[-–—]+\s|\sand\s")
"""Where the words about the tree end."""
_HEARSAY = re.compile(
    r"\b(?:looks? like|seems?|apparently|appears?|I (?:see|noticed|think|believe|guess)|"
    r"AFAI\w+|IIRC)\b",
    re.IGNORECASE,
)
_TESTED = re.compile(
    r"\band (?:then |have |i |we |also )?(?:re-?)?(?:tested|test|ran|run|running|built|build|"
    r"booted|tried|verified|checked|compiled|confirmed|it|got|get|saw|see|still|found|"
    r"the (?:test|issue|problem|build|bug)|can|could)\b|\bon top of\b|"
    r"\bto (?:reproduce|test|see|check|verify|my local|try)\b|"
    r"\bbut (?:I |we |it )?(?:still |then )?(?:gets?|got|sees?|saw|hit|fails?|failed|found)\b",
    re.IGNORECASE,
)
_PURPOSES = frozenset({"testing", "staging", "core", "urgent", "misc"})
"""Names of branches that say what it is for, after "for"."""
_FOR_TESTING = re.compile(r"\b(?:for|while|when) (?:local )?(?:testing|review)\b", re.IGNORECASE)
_NEVER = re.compile(
    r"^\W{0,3}(?:and )?(?:I )?will (?:re-?)?(?:send|post|spin|submit)\b.{0,30}\bv\d|^\s*(?:it|"
    r"this|them|that|these) (?:back )?out (?:of|for)\b|^\s*(?:(?:all|the|your|both|these|those|"
    r"his|her|their|this|of|other|requested|\w+['’]s)\s+)"
    r"{0,4}(?:suggest\w*|comments?|feedback|review|following|attached|below|changes?|diffs?|"
    r"advice|tags?|(?:reviewed|acked|tested)-by\S*)\b|"
    r"^.{0,60}\b(?:cleanly|fine|successfully|(?<!fixed )(?<!fixed up )(?<!tweaked )(?<!edited )"
    r"(?<!changed )(?<!resolved )locally|"
    r"without (?:any )?(?:issue|problem|conflict|error|fuzz)s?|"
    r"(?:to|onto) (?:linux[- ]?)?v\d+\.\d|into (?:account|consideration|one|a single|the previous)|"
    r"in (?:the )?(?:next|new|upcoming|coming) (?:version|revision|spin|series|re-?spin|posting|"
    r"round|v)|(?:in|for|to) (?:the )?(?:next version|next revision|v\d+)(?![.\d]))\b",
    re.IGNORECASE,
)
_OLD = re.compile(
    r"\b(?:ago|last (?:week|month|year|cycle)|earlier|before|previously|back in|in the past|"
    r"at the time)\b",
    re.IGNORECASE,
)
_TAIL_ADVERBS = re.compile(
    r"(?:\s+(?:up|out|now|here|already|manually|by hand|directly|today|yesterday|too|as well|"
    r"just now|straight|instead|tentatively|locally and pushed|and pushed(?: out)?|for now|"
    r"upstream))+(?=\W|$)",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"\s*(?:[.,;:!)(\[–—]|--?\s|$|thanks\b|thank you|thx\b|cheers\b|https?://|"
    r"as (?:commit )?[0-9a-f]{7,64}\b)",
    re.IGNORECASE,
)
_MODIFIER = re.compile(
    r"\s*(?:with|along with|together with|like|as|after|by|minus|except|exclud\w+|but|and|modulo|"
    r"apart|from|w/)\b",
    re.IGNORECASE,
)
_EDITED = re.compile(
    r"\s*(?:(?:along |together )?with|w/|as|like (?:this|that)|after|but (?:with|see|changed|i)|"
    r"plus|and (?:also )?(?:added|fixed|changed))\b"
    r"(?! (?:patch(?:es)? #?\d|well\b|part\b|soon|you\b|expected|in\b|before\b|#?\d|the "
    r"(?:previous|other|first|next)|it\b|them\b|no\b|main|master|"
    r"upstream|linux))",
    re.IGNORECASE,
)
"""What was changed on the way in: "Pushed with a minor change"; not what it was merged with."""
_THANKED = re.compile(r"\b(?:thank|thx|cheers)", re.IGNORECASE)
_TRYING = re.compile(
    r"\b(?:for testing|to test|(?:been|am|was|more) (?:doing )?(?:some )?(?:more )?testing|for "
    r"what it['’]s"
    r" worth|fwiw)\b.{0,80}\bappl|\bappl(?:ied|ying)\b.{0,40}\bto (?:a |the )?(?:recent|current|"
    r"latest|clean|"
    r"vanilla|plain|stock)\b",
    re.IGNORECASE,
)
"""A tester who applied it to see what it does."""
_LAST_CLAUSE = re.compile(
    r"[,;:]\s(?:but |so |thus |hence |and |therefore )?|\s(?:but|thus|hence|=>|that['’]s why)\s|"
    r"\s(?=I(?:['’]ve| have) )|\sand (?=(?:merged|pushed|applied|queued|committed)\b)",
    re.IGNORECASE,
)
_ON_CONDITION = re.compile(
    r"\b(?:if|once|when|until|unless|whether|as soon as|should|would|could|can|will|shall|might|"
    r"may|"
    r"let['’]?s|please|waiting|wait)\b|\?|n['’]t (?:be )?(?:merged|pushed|applied)",
    re.IGNORECASE,
)
"""A sentence that says what shall or may be."""
_ON_TOP = re.compile(r"\s*on top of\b", re.IGNORECASE)
_PLACE = re.compile(r"(?:^|\s)(?:to|into|in|onto|on|for|via|through|against)\s+", re.IGNORECASE)
_RELEASE = re.compile(
    r"\s*for (?:the )?(?:linux[- ]?)?(?:v?\d+\.\d+\S*|-?next|merge window|-?stable|-?rc\d?)",
    re.IGNORECASE,
)
_GOES_ON = (
    r"(?=\s+(?:up|now|to|into|in|on|onto|for|with|as|via|through|after|by|out|already|and|but|"
    r"since|because|so|like|along|together|except\w*|exclud\w*|too|manually|directly|back|apart|"
    r"instead|thanks|from)\b|"
    r"\s*[.,;!():–-]|\s*$)"
)
"""What may follow a word that stands for patches; no noun, or it would stand for that."""
_PRONOUN = re.compile(
    r"\s*(?:(?:all|both|each|most|some|many|several|part|half|a few|a couple) of )?"
    r"(?:(?:it|them|these|this|that|those|both|all|everything|the rest|rest)"
    rf"{_GOES_ON}|(?:these|all|both) (?:patches|series))",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    r"\s*(?:(?:all|both|most|some|many|several|part|half|just|only|of|the|this|these|your|that|"
    r"those|first|last|whole|entire|"
    r"remaining|other|two|three|four|five|six|seven|eight|nine|ten|\d{1,3}|second|third|couple|"
    rf"selftests?|kernel|test|driver|full|complete|updated|new|{AREAS})\s+){{0,6}}"
    r"(?:(?:patch(?:es|set)?|patch set|series|selftests?(?: updates?)?|fix(?:es)?|commits?|"
    r"v\d{1,2}|#?\d{1,3}(?:/\d+)?)\b|"
    rf"(?:set|ones?|lot|two|three|four|five){_GOES_ON})",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"\s*(?:the )?(?:patch(?:es)? ?)?(?:#|\[)?\d{1,3}(?:/\d{1,3})?(?:\s*[-,&+–]|\s+(?:and|to|"
    r"through)\b|\b)",
    re.IGNORECASE,
)
_VERSION = re.compile(r"(?:^|\W)v(\d{1,2})\b(?![.\d])|(?:^|\W)version (\d{1,2})\b", re.IGNORECASE)
_TESTED_TREE = re.compile(r"(?:next-\d{8}|[0-9a-f]{7,40}|v\d+\.\d+\S*)$")


def find_claim(sentence: str, total: int | None, rest: str = "") -> Claim | None:
    """What a sentence claims; None where it claims nothing.

    ``total`` counts the patches of the series; ``rest`` is the rest of the paragraph.
    """
    if sentence.rstrip(")\"' ").endswith("?") or NOT_THIS.find(sentence):
        return None
    if (tried := _TRYING.search(sentence)) and not _THANKED.search(sentence[tried.end() :]):
        return None
    if (now := _NOW_IN.match(sentence)) and (where := find_where(sentence[now.end() :])):
        reach = find_reach(sentence[: now.end()], "", total)
        own = sentence[now.end() :].startswith(("my ", "our "))
        fresh = bool(now["now"]) or own or _NOW.search(sentence, now.end()) is not None
        return Claim(where, reach, fresh) if where.firm else None
    for count, verb in enumerate(LANDING_VERB.finditer(sentence)):
        if count == _VERBS_TRIED:
            break
        form = find_form(sentence[: verb.start()])
        if form and (claim := _weigh(form, verb, total, rest)):
            return claim
    present = find_present(sentence)
    claim = _weigh(Form.SENDER, present, total, rest) if present else None
    return claim or _of_phrase(sentence, total, rest) or _of_clause(sentence, total, rest)


def _of_clause(sentence: str, total: int | None, rest: str) -> Claim | None:
    """The last clause alone, where only that speaks of it: "Still not sure, but merged, thanks"."""
    cuts = [(found.end(), found[0]) for found in _LAST_CLAUSE.finditer(sentence)]
    if _THANKED_FOR.search(sentence):
        return None
    doubtful = _ON_CONDITION.search(sentence) is not None
    others = NOT_PATCHES.search(sentence) is not None
    for cut, word in reversed(cuts[-3:]):
        # "It would deserve a comment, but merged to get it fixed": the condition is over.
        # Suggestions are applied too, but not merged.
        if others and "appl" in sentence[cut:].lower():
            continue
        if doubtful and ("but" not in word.lower() or _ON_CONDITION.search(sentence[cut:])):
            continue
        if (found := _of_phrase(sentence[cut:], total, rest)) is not None:
            return replace(found, at=found.at + cut)
    return None


def _of_phrase(sentence: str, total: int | None, rest: str) -> Claim | None:
    """A way of saying it that needs no weighing: "Series is in my tree now"."""
    # What stands in brackets at the end is an aside: "and pushed (please run it next time)".
    found = IN_A_TREE.find(sentence) or PLAINLY_IN.find(_ASIDE.sub("", sentence))
    if found is None:
        return None
    _, match = found
    named = match.groupdict().get("where")
    where = find_where(named) if named else _claim_form_where(sentence[match.end() :], 2)
    if named and (where is None or not where.firm):
        return None
    after = sentence[match.end() :]
    thanked = _THANKED.search(after)
    if _NEVER.search(after) or _ON_TOP.match(after) or _FOR_TESTING.search(after):
        return None
    if (_TESTED.search(after) and not thanked) or (where and _TESTED_TREE.match(where.tree or "")):
        return None
    reach = find_reach(match[0][-120:], after, total, rest)
    version = _VERSION.search(match[0][:20])
    return Claim(
        where or NOWHERE,
        reach,
        reach.firm,
        int(version[1] or version[2]) if version else None,
        max(match.end() - 1, 0),
        after,
    )


def _weigh(form: Form, verb: re.Match[str], total: int | None, rest: str) -> Claim | None:
    """Judge what follows the verb."""
    before, after = verb.string[: verb.start()], verb.string[verb.end() :]
    word = verb[0].lower()
    thanked = _THANKED.search(after) is not None
    if _NEVER.search(after) or (_TESTED.search(after) and not thanked):
        return None
    adverbs = _TAIL_ADVERBS.match(after)
    tail = after[adverbs.end() :] if adverbs else after
    fresh = form is Form.STATE and adverbs is not None and "now" in adverbs[0].lower()
    where = _claim_form_where(tail, 1 if word in NEEDS_TREE else 4)
    bare = find_bare_tree(tail) if form is Form.HEAD and word in ("applied", "queued") else None
    shape = "place" if bare else _claim_form_shape(tail, where, form)
    where = bare or where
    if _is_edit(tail) and not where.firm:
        where = NOWHERE
    if word in _MOVED and _FROM.match(tail):
        return None
    if not shape or _forbidden(word, form, shape, where, tail, thanked):
        return None
    if where.tree and _TESTED_TREE.match(where.tree):
        return None
    if not where.firm and _FOR_TESTING.search(after):
        return None
    if form is Form.LATER and not (thanked or re.search(r"\b(?:I|we)\b", before)):
        return None
    reach = find_reach(CLAUSE.split(before)[-1], tail, total, rest)
    doubt = _OLD.search(after) or _HEARSAY.search(before) or re.match(r"\s*th(?:at|ose)\b", tail)
    fresh = fresh or _is_claim_form_sure(form, word, shape, where, thanked, tail)
    sure = fresh and reach.firm and not doubt
    found = _VERSION.search(tail[:20]) if shape == "object" else None
    if form is Form.PASSIVE and found is None:
        found = _VERSION.search(before[-30:])
    version = int(found[1] or found[2]) if found else None
    if version is not None and form is Form.PASSIVE and reach.scope is Scope.PATCH:
        reach = Reach(Scope.SERIES)
    return Claim(where, reach, sure, version, len(before), after)


def _claim_form_where(tail: str, places: int) -> Where:
    """The first place in the clause that names a tree, among the first few."""
    cut = _CLAUSE_END.search(tail)
    clause = tail[: cut.start()] if cut else tail
    for count, place in enumerate(_PLACE.finditer(clause)):
        if count == places:
            break
        where = find_where(clause[place.end() :])
        word = place[0].strip().lower()
        if where is None or (word == "for" and where.tree in _PURPOSES):
            continue
        if where.firm or word in ("to", "into"):
            return where
    return NOWHERE


def _claim_form_shape(tail: str, where: Where, form: Form) -> str:
    """What stands after the verb: ``end``, ``place``, ``object``, ``modifier``; empty if else."""
    if _STOP.match(tail):
        return "end"
    if _PRONOUN.match(tail) or _NUMBERED.match(tail) or _OBJECT.match(tail):
        return "object"
    if _RELEASE.match(tail):
        return "place"
    by_sender = form in (Form.HEAD, Form.SENDER)
    if _ON_TOP.match(tail):
        return "modifier" if by_sender else ""
    if _PLACE.match(tail):
        return "place" if where.firm or (where.tree and form is Form.HEAD) else ""
    return "modifier" if _MODIFIER.match(tail) and by_sender else ""


def _forbidden(verb: str, form: Form, shape: str, where: Where, tail: str, thanked: bool) -> bool:
    """Whether this verb does not mean it in this shape."""
    after_edits = form is Form.HEAD and tail.lstrip().lower().startswith("after ")
    if verb in NEEDS_TREE:
        return not where.firm
    if verb in ("taken", "took") and form not in (Form.HEAD, Form.SENDER):
        return not where.firm
    if form is Form.SENDER and shape in ("end", "modifier") and not (thanked or where.firm):
        return len(tail.strip(" .!")) > 0
    if form is Form.STATE and shape != "end" and not where.firm:
        return True
    edited = form is Form.HEAD and _is_edit(tail)
    return shape == "modifier" and verb in NEEDS_OBJECT and not after_edits and not edited


def _is_claim_form_sure(
    form: Form, verb: str, shape: str, where: Where, thanked: bool, tail: str
) -> bool:
    if where.firm or thanked:
        return True
    if form is Form.STATE:
        return False
    return shape != "modifier" or verb not in ("merged", "committed") or _is_edit(tail)


def _is_edit(tail: str) -> bool:
    """Whether what follows says what the sender changed: "with a small fix"."""
    return _EDITED.match(tail) is not None and not _ON_CONDITION.search(tail)
