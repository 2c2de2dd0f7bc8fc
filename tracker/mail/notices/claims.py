# SPDX-License-Identifier: GPL-2.0-or-later
"""Whether a sentence of a person claims that patches were applied, and what it says of them.

A sentence is a claim when its verb has the sender or the patches as its subject (or none:
"Applied, thanks."), nothing before it makes it a wish, a condition or a report, and what follows
is a tree, the patches, or the end. The rules were made from stock phrases of the lists; what has
no such shape is no claim, or one with ``sure`` false.
"""

import re
from collections.abc import Sequence

from tracker.lazy_dataclass import dataclass, replace
from tracker.mail.notices.scope import Reach, find_reach, reach_of_subject
from tracker.mail.notices.trees import NOWHERE, Where, find_bare_tree, find_where
from tracker.mail.notices.verbs import Form, find_form, find_present
from tracker.mail.phrases.applied import (
    IN_A_TREE,
    LANDING_VERB,
    NEEDS_OBJECT,
    NEEDS_TREE,
    NOT_PATCHES,
    PLAINLY_IN,
)
from tracker.mail.phrases.landing.claim_words import (
    ADVERBS_AFTER,
    APPLIED_ROUGHLY,
    CHANGED_ON_THE_WAY,
    CLAIM_ENDS,
    CLAUSE_STARTS,
    CLOSING_ASIDE,
    CONDITIONAL,
    EARLIER_VERSION,
    FOR_A_RELEASE,
    FOR_TESTING,
    HEARSAY,
    IN_BRACKETS,
    KEPT_BRANCH,
    LONG_AGO,
    MODIFIED,
    NOT_INTO_A_TREE,
    NOW,
    NOW_IN,
    OF_ANOTHERS_BRANCH,
    ON_TOP_OF,
    PATCHES_NUMBERED,
    PATCHES_OBJECT,
    PATCHES_PRONOUN,
    PLACE_PREPOSITION,
    RELATIVE_BEFORE,
    SENDER_OR_THANKS,
    SO_NUMBERED,
    TAKEN_FROM_ELSEWHERE,
    THANKED,
    THANKED_FOR_APPLYING,
    TREE_CLAUSE_END,
    TRIED_BY_A_TESTER,
    TRIED_OUT,
    UPSTREAM_STATE,
    VERSION_FIRST,
    VERSION_NAMED,
)
from tracker.mail.phrases.landing.clause_words import (
    CLAUSE_BREAK,
    HEAD_APPLYING,
    SENDER_APPLYING,
)
from tracker.mail.phrases.landing.edited_ways import EDITED_ON_THE_WAY
from tracker.mail.phrases.landing.notice_forms import APPLIED_TO_FIELD, PULL_TAKEN
from tracker.mail.phrases.landing.other_ways import OTHER_WAYS
from tracker.mail.phrases.landing.reach_words import REST_BUT_THIS
from tracker.mail.phrases.landing.renamed_ways import RENAMED_WAYS
from tracker.mail.phrases.landing.said_of_else import NOT_THIS
from tracker.mail.phrases.landing.way_words import AS_FAR_AS
from tracker.mail.phrases.phrase import Phrase, PhraseSieve, PhraseTable
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


_CLAIMS = PhraseSieve(
    IN_A_TREE, PLAINLY_IN, OTHER_WAYS, RENAMED_WAYS, AS_FAR_AS, EDITED_ON_THE_WAY,
    PhraseTable(
        "verbs of claims",
        tuple(
            Phrase(one.pattern, Form.HEAD, "")
            for one in (
                APPLIED_TO_FIELD, PULL_TAKEN, NOW_IN, LANDING_VERB, SENDER_APPLYING, HEAD_APPLYING,
            )
        ),
    ),
)  # fmt: skip
"""Whatever a claim begins with: a sentence that holds none of their words claims nothing."""
_VERBS_TRIED = 4
"""Verbs of one sentence that are weighed."""
_MOVED = frozenset({"taken", "took", "picked", "grabbed", "pulled"})
_OF_ONES_OWN = frozenset({"private", "personal", "scratch"})
"""Words before "tree" that name none: what is in it "for testing" is not applied yet."""
_TO_BE_READ = frozenset({"review", "reading", "todo", "to-do", "mail", "incoming"})
"""Queues of mail that somebody has to read: "it is in my review queue"."""
_PURPOSES = frozenset({"testing", "staging", "core", "urgent", "misc"})
"""Names of branches that say what it is for, after "for"."""


def may_claim(sentences: Sequence[str]) -> list[bool]:
    """Return which of some sentences of a mail may claim something; cheap."""
    return [bool(one) for one in _CLAIMS.sift(sentences)]


def find_claim(sentence: str, total: int | None, rest: str = "") -> Claim | None:
    """What a sentence claims; None where it claims nothing.

    ``total`` counts the patches of the series; ``rest`` is the rest of the paragraph.
    """
    if sentence.rstrip(")\"' ").endswith("?") or NOT_THIS.find(sentence):
        return None
    if (tried := TRIED_BY_A_TESTER.search(sentence)) and not THANKED.search(
        sentence[tried.end() :]
    ):
        return None
    if (now := NOW_IN.match(sentence)) and (where := find_where(sentence[now.end() :])):
        reach = find_reach(sentence[: now.end()], "", total)
        own = sentence[now.end() :].startswith(("my ", "our "))
        fresh = bool(now["now"]) or own or NOW.search(sentence, now.end()) is not None
        unread = where.branch == "queue" and where.tree in _TO_BE_READ
        return Claim(where, reach, fresh) if where.firm and not unread else None
    for count, verb in enumerate(LANDING_VERB.finditer(sentence)):
        if count == _VERBS_TRIED:
            break
        form = find_form(sentence[: verb.start()])
        if form and (claim := _weigh(form, verb, total, rest)):
            if verb[0].lower() in _MOVED and SO_NUMBERED.search(sentence, verb.end()):
                continue
            return claim
    present = find_present(sentence)
    claim = _weigh(Form.SENDER, present, total, rest) if present else None
    return claim or _of_phrase(sentence, total, rest) or _of_clause(sentence, total, rest)


def _of_clause(sentence: str, total: int | None, rest: str) -> Claim | None:
    """The last clause alone, where only that speaks of it: "Still not sure, but merged, thanks"."""
    cuts = [(found.end(), found[0]) for found in CLAUSE_STARTS.finditer(sentence)]
    if not cuts or THANKED_FOR_APPLYING.search(sentence):
        return None
    doubtful = CONDITIONAL.search(sentence) is not None
    others = NOT_PATCHES.search(sentence) is not None
    for cut, word in reversed(cuts[-3:]):
        # "It would deserve a comment, but merged to get it fixed": the condition is over.
        # Suggestions are applied too, but not merged.
        if others and "appl" in sentence[cut:].lower():
            continue
        if not word.strip() and RELATIVE_BEFORE.search(sentence[:cut]):
            continue
        if doubtful and ("but" not in word.lower() or CONDITIONAL.search(sentence[cut:])):
            continue
        if (found := _of_phrase(sentence[cut:], total, rest)) is not None:
            reach = reach_of_subject(found.reach, sentence[:cut])
            return replace(found, at=found.at + cut, reach=reach)
    return None


def _of_phrase(sentence: str, total: int | None, rest: str) -> Claim | None:
    """A way of saying it that needs no weighing: "Series is in my tree now"."""
    # What stands in brackets at the end is an aside: "and pushed (please run it next time)".
    bare = CLOSING_ASIDE.sub("", sentence)
    found = (
        IN_A_TREE.find(sentence)
        or PLAINLY_IN.find(bare)
        or OTHER_WAYS.find(sentence)
        or (bare != sentence and OTHER_WAYS.find(bare))
        or RENAMED_WAYS.find(sentence)
        or AS_FAR_AS.find(sentence)
    )
    if not found:
        return _of_edit(bare)
    _, match = found
    named = match.groupdict().get("where")
    where = find_where(named) if named else _claim_form_where(sentence[match.end() :], 2)
    if named and (where is None or not where.firm):
        return None
    after = sentence[match.end() :]
    thanked = THANKED.search(after)
    if NOT_INTO_A_TREE.search(after) or ON_TOP_OF.match(after) or _is_for_testing(after):
        return None
    if EARLIER_VERSION.match(after):
        return None
    if (TRIED_OUT.search(after) and not thanked) or (
        where and UPSTREAM_STATE.match(where.tree or "")
    ):
        return None
    version = VERSION_NAMED.match(match.groupdict().get("version") or "")
    if "version" not in match.re.groupindex:
        version = VERSION_NAMED.search(match[0][:20]) or VERSION_NAMED.match(after[:20])
    reach = _of_version(find_reach(match[0][-120:], after, total, rest), version)
    return Claim(
        where or NOWHERE,
        reach,
        reach.firm,
        int(version[1] or version[2]) if version else None,
        max(match.end() - 1, 0),
        match[0] + after if match[0].startswith("commit ") else after,
    )


def _of_edit(sentence: str) -> Claim | None:
    """What was changed as it was applied; "those" and "both" are said of what was changed."""
    if (found := EDITED_ON_THE_WAY.find(sentence)) is None:
        return None
    return Claim(NOWHERE, Reach(Scope.PATCH), True, at=max(found[1].end() - 1, 0))


def _weigh(form: Form, verb: re.Match[str], total: int | None, rest: str) -> Claim | None:
    """Judge what follows the verb."""
    before, after = verb.string[: verb.start()], verb.string[verb.end() :]
    word = verb[0].lower()
    thanked = THANKED.search(after) is not None
    tried = TRIED_OUT.search(after) is not None and not thanked
    # "Applied the patches 5-14 but merged them into one" is applied all the same.
    if NOT_INTO_A_TREE.search(IN_BRACKETS.sub("", after).split(" but merged ")[0]):
        return None
    adverbs = ADVERBS_AFTER.match(after)
    tail = after[adverbs.end() :] if adverbs else after
    fresh = form is Form.STATE and adverbs is not None and "now" in adverbs[0].lower()
    where = _claim_form_where(tail, 1 if word in NEEDS_TREE else 4)
    bare = find_bare_tree(tail) if form is Form.HEAD and word in ("applied", "queued") else None
    shape = "place" if bare else _claim_form_shape(tail, where, form)
    where = bare or where
    if tried and not KEPT_BRANCH.search(where.branch or where.tree or ""):
        return None
    if _is_edit(tail) and not where.firm:
        where = NOWHERE
    if word in _MOVED and TAKEN_FROM_ELSEWHERE.match(tail):
        return None
    if word == "pulled" and OF_ANOTHERS_BRANCH.match(tail):
        return None
    if not shape or _forbidden(word, form, shape, where, tail, thanked):
        return None
    if where.tree and UPSTREAM_STATE.match(where.tree):
        return None
    if _is_for_testing(after) and (not where.firm or where.tree in _OF_ONES_OWN):
        return None
    if form is Form.LATER and not (thanked or SENDER_OR_THANKS.search(before)):
        return None
    # "Fixed both and merged": what stands before "and" was done to something else.
    other = form is Form.SENDER and before.endswith(" and ") and not re.search(r"\d", before)
    near = "" if other else CLAUSE_BREAK.split(before)[-1]
    reach = find_reach(near, tail, total, rest)
    if form in (Form.HEAD, Form.LATER):
        reach = reach_of_subject(reach, before)
    if not reach.firm and REST_BUT_THIS.search(verb.string):
        reach = Reach(Scope.SOME)
    heard = HEARSAY.search(before) or HEARSAY.match(after.lstrip(" ("))
    doubt = (
        LONG_AGO.search(after)
        or heard
        or EARLIER_VERSION.match(after)
        or re.match(r"\s*th(?:at|ose)\b", tail)
    )
    fresh = fresh or _is_claim_form_sure(form, word, shape, where, thanked, tail)
    sure = fresh and reach.firm and not doubt
    named = shape == "object" or VERSION_FIRST.match(tail)
    found = VERSION_NAMED.search(tail[:20]) if named else None
    if form is Form.PASSIVE and found is None:
        found = VERSION_NAMED.search(before[-30:])
    version = int(found[1] or found[2]) if found else None
    whole = found if form is Form.PASSIVE or VERSION_FIRST.match(tail) else None
    return Claim(where, _of_version(reach, whole), sure, version, len(before), after)


def _of_version(reach: Reach, version: re.Match[str] | None) -> Reach:
    """Who names a version alone speaks of the whole of it."""
    return Reach(Scope.SERIES) if version and reach.scope is Scope.PATCH else reach


def _claim_form_where(tail: str, places: int) -> Where:
    """The first place in the clause that names a tree, among the first few."""
    cut = TREE_CLAUSE_END.search(tail)
    clause = tail[: cut.start()] if cut else tail
    for count, place in enumerate(PLACE_PREPOSITION.finditer(clause)):
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
    if CLAIM_ENDS.match(tail):
        return "end"
    if PATCHES_PRONOUN.match(tail) or PATCHES_NUMBERED.match(tail) or PATCHES_OBJECT.match(tail):
        return "object"
    if FOR_A_RELEASE.match(tail):
        return "place"
    by_sender = form in (Form.HEAD, Form.SENDER)
    if ON_TOP_OF.match(tail):
        return "modifier" if by_sender else ""
    if PLACE_PREPOSITION.match(tail):
        return "place" if where.firm or (where.tree and form is Form.HEAD) else ""
    if form is Form.PASSIVE and _is_edit(tail) and not APPLIED_ROUGHLY.match(tail):
        return "modifier"
    return "modifier" if MODIFIED.match(tail) and by_sender else ""


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


def _is_for_testing(after: str) -> bool:
    """Whether it was applied for a test; "thanks for testing" is said of another's."""
    thanked = THANKED.search(after)
    return FOR_TESTING.search(after, 0, thanked.start() if thanked else len(after)) is not None


def _is_edit(tail: str) -> bool:
    """Whether what follows says what the sender changed: "with a small fix"."""
    return CHANGED_ON_THE_WAY.match(tail) is not None and not CONDITIONAL.search(tail)
