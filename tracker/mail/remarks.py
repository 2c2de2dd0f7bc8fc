"""What a sender's words say about a patch beside tags: questions, refusals, requests, plans.

Tuned to be right rather than complete: a sentence that only might be a refusal is none. Whose
words they are, and whether they count, is judged where the author is known (``core.review``).
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice, pairwise

from tracker.mail.corrections import corrections
from tracker.mail.lines import LineKind
from tracker.mail.named_needs import named_needs
from tracker.mail.needs import needs
from tracker.mail.opinions import agrees, asks
from tracker.mail.parts import Parts
from tracker.mail.problems import reports_problem
from tracker.mail.refusals import asks_changes, refuses
from tracker.mail.sentences import Sentence, sentences
from tracker.mail.takebacks import promises_version, tag_taken_back, takes_posting_back
from tracker.model.mail import Remark, RemarkKind

_COMMAND = re.compile(r"pw-bot:[ \t]*([a-z][a-z-]{1,30})", re.IGNORECASE)
_MAX_REMARKS = 200
"""Remarks of one mail; no review says more."""
_SHORT = 3
"""Words of a sentence that says nothing by itself: "Why?", "Please don't."."""


def find_remarks(parts: Parts) -> tuple[Remark, ...]:
    """The remarks of one mail, in the order of their lines; at most one a kind and paragraph.

    Commands are read from any mail, also below its signature line; the rest from answers of
    people only, and what has to be in first from postings. Nothing is read from a quote or a diff.
    """
    found = list(islice(_commands(parts), _MAX_REMARKS))
    if not parts.bot and _is_answer(parts):
        seen: set[tuple[RemarkKind, int]] = set()
        before: Sentence | None = None
        for sentence, after in pairwise(chain(sentences(parts.lines), (None,))):
            if sentence is None:
                break
            told = _told(sentence, before, after)
            before = sentence
            for kind, word in _said(sentence):
                if (kind, sentence.paragraph) not in seen:
                    seen.add((kind, sentence.paragraph))
                    found.append(_remark(kind, told, word))
            if len(found) >= _MAX_REMARKS:
                break
        found += corrections(parts)
    else:
        found += (*needs(parts), *named_needs(parts))
    return tuple(sorted(found, key=lambda one: one.line))


def _is_answer(parts: Parts) -> bool:
    """A reply by its subject, or an answer whose subject lost its ``Re:`` and that quotes."""
    if parts.subject.is_reply:
        return True
    quotes = any(line.kind is LineKind.QUOTE for line in parts.lines)
    return parts.in_reply_to is not None and quotes and not parts.is_patch


def _commands(parts: Parts) -> Iterator[Remark]:
    """``pw-bot:`` lines; NIPA's mail bot takes them at the start of any line that is no quote."""
    for line in parts.lines:
        if line.kind in (LineKind.QUOTE, LineKind.DIFF, LineKind.BLANK, LineKind.STAT):
            continue
        if match := _COMMAND.match(line.text):
            word = match[1].lower()
            yield Remark(
                kind=RemarkKind.COMMAND, line=line.number, quote=line.text.strip(), word=word
            )


def _told(sentence: Sentence, before: Sentence | None, after: Sentence | None) -> Sentence:
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


def _said(sentence: Sentence) -> Iterator[tuple[RemarkKind, str]]:
    """The kinds of remark that one sentence makes, with their word."""
    text = sentence.text
    if text.rstrip("\"')*_ ").endswith("?"):
        if asks(text):
            yield RemarkKind.QUESTION, ""
        return
    if word := tag_taken_back(text):
        yield RemarkKind.UNTAG, word
    elif word := takes_posting_back(text):
        yield RemarkKind.WITHDRAW, word
    if refuses(text):
        yield RemarkKind.NACK, ""
    if reports_problem(text):
        yield RemarkKind.PROBLEM, ""
    if promises_version(text):
        yield RemarkKind.RESPIN, ""
    elif asks_changes(text):
        yield RemarkKind.CHANGES, ""
    if agrees(text):
        yield RemarkKind.ACK, ""
