# SPDX-License-Identifier: GPL-2.0-or-later
"""Read what a sender's words do beside tags: ask, request, refuse, promise, agree, plan.

The ways of saying each thing are tables under ``mail/phrases``. Whose words they are, and whether
they count, is judged where the author is known (``review``).
"""

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from tracker.lazy_dataclass import replace
from tracker.mail.corrections import corrections
from tracker.mail.foreign_lines import without_foreign_lines
from tracker.mail.lines import LineKind
from tracker.mail.named_needs import named_needs
from tracker.mail.needs import needs
from tracker.mail.parts import Parts
from tracker.mail.phrases.corrections import BELOW_A_LINE, CORRECTIONS
from tracker.mail.phrases.faults import FAULTS
from tracker.mail.phrases.landing.stock_texts import STOCK_TEXTS
from tracker.mail.phrases.opinions import AGREEMENT, PINGS, WAITS
from tracker.mail.phrases.phrase import PhraseSieve, SentencePhrases
from tracker.mail.phrases.plans import (
    HANDOVERS,
    MERGED_BY_WHOM,
    OFFERS,
    PLANS,
    TAKES_OVER,
    TO_ANYBODY,
    Plan,
)
from tracker.mail.phrases.promises import CONCESSIONS, PROMISES, GivesIn
from tracker.mail.phrases.refusals import ELSEWHERE, REFUSALS
from tracker.mail.phrases.requests import REQUESTS
from tracker.mail.phrases.review.acceptance import ACCEPTS, ACCEPTS_ALONE
from tracker.mail.phrases.review.aside_words import ASIDES, Aside
from tracker.mail.phrases.review.defect_words import CODE_QUOTED, DEFECTS
from tracker.mail.phrases.review.next_steps import NEXT_STEPS, WAVED_OFF
from tracker.mail.phrases.review.problem_words import PROBLEMS
from tracker.mail.phrases.review.question_words import DITTO, ORDER, POLITE_ORDER, UNMARKED_QUESTION
from tracker.mail.phrases.review.statement_words import GRANTS_FIRST
from tracker.mail.phrases.review.tag_words import BOT_COMMAND, CHANGED_CODE, COPIES
from tracker.mail.phrases.talk import folded
from tracker.mail.phrases.wishes import WISHES
from tracker.mail.questions import addressed_name, asks, deferred_name, greeted_name, laughs
from tracker.mail.sentences import Sentence
from tracker.mail.statements import in_any_form, plain_words, stated, tells_of_patch
from tracker.mail.takebacks import (
    NACKS,
    TAKEN_BACK,
    nacks,
    tag_taken_back,
    takes_posting_back,
)
from tracker.model.mail import Remark, RemarkKind

_MAX_REMARKS = 200
"""Remarks of one mail; no review says more."""
_NO_COMMANDS = frozenset({LineKind.BLANK, LineKind.STAT})
_WRITTEN = frozenset({LineKind.OWN, LineKind.BELOW, LineKind.DIFF, LineKind.STAT})
_LONGEST_HUNK = 200
_PUT_TO = frozenset(
    {
        RemarkKind.QUESTION,
        RemarkKind.CHANGES,
        RemarkKind.FAULT,
        RemarkKind.WISH,
        RemarkKind.PING,
    }
)
"""Remarks that may be put to somebody by name."""
_TABLES = PhraseSieve(
    PINGS, TO_ANYBODY, OFFERS, REFUSALS, ELSEWHERE, PROBLEMS, WAITS, TAKES_OVER, PROMISES, PLANS,
    CONCESSIONS, ASIDES, REQUESTS, FAULTS, DEFECTS, WISHES, AGREEMENT, HANDOVERS, STOCK_TEXTS,
    TAKEN_BACK, NACKS, ACCEPTS, NEXT_STEPS, CORRECTIONS, BELOW_A_LINE,
)  # fmt: skip
_OFFER = "offer"
"""``Remark.word`` of a plan that its sender leaves to the other: "Do you want me to resend?"."""
_WAIVED = frozenset({RemarkKind.FAULT, RemarkKind.WISH, RemarkKind.CHANGES})
"""Remarks that the next sentence may take the weight from; not from an order ("please")."""
_SAYS_YES = frozenset({GivesIn.ADMITS.value, GivesIn.ASSENTS.value})
_SHORT = 3
"""Words of a sentence that says nothing by itself: "Why?", "Please don't."."""


def find_remarks(parts: Parts) -> tuple[Remark, ...]:
    """The remarks of one mail, in the order of their lines; at most one a kind and paragraph.

    Commands are read from any mail, also below its signature line; the rest from answers of
    people only, and what has to be in first from postings. Nothing is read from a quote or a diff.
    """
    found = list(islice(_remark_commands(parts), _MAX_REMARKS))
    if not parts.bot and _is_answer(parts):
        parts = without_foreign_lines(parts)
        lows = [folded(one.text) for one in parts.sentences]
        phrases = _TABLES.sift([in_any_form(low) for low in lows])
        found += islice(_remark_answered(parts, lows, phrases), _MAX_REMARKS)
        found += corrections(parts, phrases)
    else:
        found += (*needs(parts), *named_needs(parts))
    return tuple(sorted(found, key=lambda one: one.line))


def _quoted_paragraphs(told: Sequence[Sentence]) -> frozenset[int]:
    """The numbers of paragraphs of several sentences that stand in quotation marks."""
    texts: dict[int, list[str]] = {}
    for one in told:
        texts.setdefault(one.paragraph, []).append(one.text)
    return frozenset(
        number
        for number, some in texts.items()
        if len(some) > 1
        and some[0].startswith('"')
        and some[-1].rstrip(".,;: ").endswith('"')
        and sum([text.count('"') for text in some]) == 2
    )


def _remark_answered(
    parts: Parts, lows: Sequence[str], phrases: Sequence[SentencePhrases]
) -> Iterator[Remark]:
    """The remarks of an answer, at most one a kind and paragraph.

    ``lows`` are its sentences folded, ``phrases`` what each may say.
    """
    seen: set[tuple[RemarkKind, int]] = set()
    before: Sentence | None = None
    greeted, deferred = "", ("", -1)
    wanted: RemarkKind | None = None
    told = parts.sentences
    cited = _quoted_paragraphs(told)
    for number, (sentence, after) in enumerate(pairwise((*told, None))):
        if sentence is None:
            return
        said = phrases[number]
        above, before = before, sentence
        greeted = greeted_name(sentence.text) or greeted
        own = deferred_name(sentence.text, said)
        if own:
            deferred = (own, sentence.paragraph)
        near_by = after if after and after.paragraph == sentence.paragraph else None
        if sentence.paragraph in cited or (near_by and laughs(near_by.text)):
            continue
        waived = (
            after is not None
            and after.under == sentence.under
            and WAVED_OFF.match(lows[number + 1])
            and not ORDER.search(lows[number])
        )
        alone = sentence.first and near_by is None
        for kind, word in _acts(sentence, lows[number], said, waits=bool(own), alone=alone):
            if (kind, sentence.paragraph) in seen or (waived and kind in _WAIVED):
                continue
            quoted = _quoted_with(sentence, above, after)
            if word in _SAYS_YES and ASIDES.find(folded(quoted.text)):
                continue
            if (
                kind is RemarkKind.CHANGES
                and wanted is RemarkKind.QUESTION
                and DITTO.match(quoted.text)
            ):
                kind = RemarkKind.QUESTION
            wanted = kind if kind in _PUT_TO else wanted
            seen.add((kind, sentence.paragraph))
            if kind in _PUT_TO:
                near = deferred[0] if deferred[1] == sentence.paragraph else ""
                word = own or addressed_name(sentence.text) or near or greeted
            yield _remark(kind, quoted, word)
    if (hunk := _replacement(parts)) is not None:
        yield hunk


def _replacement(parts: Parts) -> Remark | None:
    """Changed lines that the sender wrote under a quote: how the patch should read instead."""
    quoted = ""
    for line in parts.lines if parts.lines.has_quote else ():
        if line.kind is LineKind.QUOTE:
            quoted = line.text if line.text.strip() else quoted
        elif (
            quoted
            and line.text[:1] in ("+", "-")
            and CHANGED_CODE.match(line.text)
            and line.kind in _WRITTEN
        ):
            text = line.text.strip()[:_LONGEST_HUNK]
            return Remark(kind=RemarkKind.WISH, line=line.number, quote=text, under=quoted.strip())
    return None


def _is_answer(parts: Parts) -> bool:
    """A reply by its subject, or an answer whose subject lost its ``Re:`` and that quotes."""
    if parts.subject.is_reply:
        return True
    if parts.in_reply_to is None or parts.is_patch:
        return False
    return parts.lines.has_quote


def _remark_commands(parts: Parts) -> Iterator[Remark]:
    """``pw-bot:`` lines; NIPA's mail bot takes them at the start of any line that is no quote."""
    for line in parts.lines.typed if BOT_COMMAND.may_be_in(parts.lines.low) else ():
        if line.kind in _NO_COMMANDS:
            continue
        if match := BOT_COMMAND.match(line.text):
            word = match[1].lower()
            yield Remark(
                kind=RemarkKind.COMMAND, line=line.number, quote=line.text.strip(), word=word
            )


def _quoted_with(sentence: Sentence, before: Sentence | None, after: Sentence | None) -> Sentence:
    """A sentence as it is quoted: a short one with the one before it, which tells what it means.

    A short one that opens its paragraph and does not ask is quoted with the one that follows.
    """
    if len(sentence.text.split()) > _SHORT:
        return sentence
    if before is not None and before.paragraph == sentence.paragraph:
        return replace(sentence, text=f"{before.text} {sentence.text}", start=before.start)
    if after is None or after.paragraph != sentence.paragraph or "?" in sentence.text:
        return sentence
    return replace(sentence, text=f"{sentence.text} {after.text}")


def _remark(kind: RemarkKind, sentence: Sentence, word: str) -> Remark:
    line = sentence.line if kind is RemarkKind.QUESTION else sentence.start
    return Remark(kind=kind, line=line, quote=sentence.text, under=sentence.under, word=word)


def _acts(
    sentence: Sentence, low: str, said: SentencePhrases, *, waits: bool, alone: bool
) -> Iterator[tuple[RemarkKind, str]]:
    """What one sentence does, each with its word; ``low`` is its text folded.

    ``waits`` says whether it waits for the word of somebody else, ``alone`` whether nothing else
    stands in its paragraph.
    """
    text = sentence.text
    pings = said.find(PINGS, low) is not None
    if pings:
        yield RemarkKind.PING, ""
    if said.find(STOCK_TEXTS, low):
        return
    if text.rstrip("\"')*_ ").endswith("?"):
        if said.find(TO_ANYBODY, low):
            yield RemarkKind.PLAN, "wait"
        elif asks(text):
            yield RemarkKind.QUESTION, ""
            if POLITE_ORDER.search(low):
                yield RemarkKind.CHANGES, ""
            if said.find(OFFERS, low):
                yield RemarkKind.PLAN, _OFFER
        return
    if said.may_hold(TAKEN_BACK):
        if word := tag_taken_back(text):
            yield RemarkKind.UNTAG, word
        elif word := takes_posting_back(text):
            yield RemarkKind.WITHDRAW, word
    yield from _judgements(low, said)
    plan = list(_plans(low, sentence.under, said))
    if waits:
        yield RemarkKind.WISH, ""
    elif not any(kind is RemarkKind.PLAN for kind, _ in plan) and not (
        # "I am writing to follow up on this" orders nothing; "Ping. Please rebase it" does.
        pings and not ORDER.search(low)
    ):
        wants = list(_wants(sentence, low, said))
        yield from wants
        if not wants and UNMARKED_QUESTION.match(low):
            yield RemarkKind.QUESTION, ""
    yield from plan
    aside = said.find(ASIDES, low)
    if (
        said.find(AGREEMENT, low)
        or said.find(ACCEPTS, low)
        or (alone and ACCEPTS_ALONE.match(low))
        or (aside and aside[0].means is Aside.LIFTED)
    ):
        yield RemarkKind.ACK, ""


def _judgements(low: str, said: SentencePhrases) -> Iterator[tuple[RemarkKind, str]]:
    """What is said of the patch as a whole: refused, superseded, breaking something, waiting."""
    if said.may_hold(NACKS) and nacks(low):
        yield RemarkKind.NACK, ""
    elif said.find(REFUSALS, low):
        yield RemarkKind.REFUSAL, ""
    if said.find(ELSEWHERE, low):
        yield RemarkKind.ELSEWHERE, ""
    if said.find(PROBLEMS, low):
        yield RemarkKind.PROBLEM, ""
    if said.find(WAITS, low):
        yield RemarkKind.WAITS, ""


def _plans(low: str, under: str, said: SentencePhrases) -> Iterator[tuple[RemarkKind, str]]:
    """What the sender will do: a new version, a change, or a reader's next step."""
    if said.find(TAKES_OVER, low):
        yield RemarkKind.PLAN, "look"
    if said.find(PROMISES, low):
        yield RemarkKind.RESPIN, ""
    elif found := said.find(PLANS, low):
        if found[0].means is Plan.APPLY and MERGED_BY_WHOM.search(under):
            yield RemarkKind.PLAN, str(Plan.MERGE.value)
            return
        yield RemarkKind.PLAN, str(found[0].means.value)
        # "I'll fix it up" is a reader's plan, and an author's word that it will change.
        if found[0].means is Plan.APPLY and (mended := said.find(CONCESSIONS, low)):
            yield RemarkKind.CONCESSION, str(mended[0].means.value)
    elif found := said.find(CONCESSIONS, low):
        yield RemarkKind.CONCESSION, str(found[0].means.value)
    if step := said.find(NEXT_STEPS, low):
        yield RemarkKind.PLAN, str(step[0].means.value)


def _wants(sentence: Sentence, low: str, said: SentencePhrases) -> Iterator[tuple[RemarkKind, str]]:
    """What is asked for; what stands in brackets, whom to copy, and an aside are no condition."""
    if not said.may_hold(REQUESTS, FAULTS, DEFECTS, WISHES):
        return
    low = plain_words(low)
    if sentence.text.lstrip().startswith("(") or COPIES.search(low) or said.find(ASIDES, low):
        return
    if said.find(REQUESTS, low):
        yield RemarkKind.CHANGES, ""
    elif _is_faulted(low, sentence.under, said):
        yield RemarkKind.FAULT, ""
    elif said.find(WISHES, low) and not GRANTS_FIRST.match(low):
        yield RemarkKind.WISH, ""


def _is_faulted(low: str, under: str, said: SentencePhrases) -> bool:
    """Whether a folded statement says what is wrong with the patch."""
    if not said.may_hold(FAULTS, DEFECTS):
        return False
    low = stated(low)
    found = said.find(FAULTS, low)
    if found is None and CODE_QUOTED.search(under):
        found = said.find(DEFECTS, low)
    return found is not None and tells_of_patch(low, found[1].end(), under)
