# SPDX-License-Identifier: GPL-2.0-or-later
"""The patch that a mail holds under a head of its own: below scissors, or as an attached file.

``git am --scissors`` takes what stands below ``-- >8 --`` (git-mailinfo(1)); a file by git
format-patch starts with ``From HEX Mon Sep 17 00:00:00 2001``. Both may carry a Subject of their
own, which names the patch where the mail is an answer: ``Re: [PATCH] foo`` with ``Subject:
[PATCH v2] foo`` inside it is a new version.
"""

from collections.abc import Sequence
from itertools import islice, pairwise, takewhile

from tracker.lazy_dataclass import replace
from tracker.mail.lines import Line, LineKind, Lines
from tracker.mail.links.meanings import ANSWERED
from tracker.mail.parts import Parts
from tracker.mail.phrases.forms.line_marks import (
    COMMIT_HEAD,
    MAIL_FIELD,
    MBOX_HEAD,
    SCISSORS,
    SUBJECT_FIELD,
)
from tracker.mail.phrases.version_words import REQUEST_WORDS, TRIAL_TITLE, TRIAL_WORDS
from tracker.mail.subjects import parse_subject
from tracker.model.mail import LinkUse, MailZone, Subject

_HEAD_LINES = 16
_TRIED = 2000
"""Characters of a mail's own words, those before its patch, that may say what it is for."""


def is_patch_mark(line: Line) -> bool:
    """Whether a line says that a patch with a head of its own follows."""
    text = line.text
    if text.startswith("From "):
        found = MBOX_HEAD.match(text)
    elif "-" in text[:8]:
        found = SCISSORS.match(text[:100])
    else:
        return False
    return found is not None and line.kind not in (LineKind.QUOTE, LineKind.DIFF)


def shows_commit(lines: Sequence[Line]) -> bool:
    """Return whether a text holds a commit as ``git log`` or ``git show`` prints it.

    ``commit 349832ffe8147a004d7ec1d565e47a806c5c8bd7 (HEAD -> main)``, then ``Author: ...``.
    """
    for line, below in pairwise(lines):
        if line.kind is LineKind.DIFF:
            return False
        if line.text.startswith("commit ") and COMMIT_HEAD.match(line.text):
            return below.text.startswith(("Author: ", "Merge: "))
    return False


def subject_of(outer: Subject, lines: Lines) -> Subject:
    """Return the subject of the patch that a mail holds; the mail's own where it holds none.

    The mail's own counter stands unless it has none, or belongs to what the mail answers. A mail
    of a queue shows somebody's commit and posts nothing: "FAILED: patch "..." failed to apply".
    So does one that asks for a patch and shows none: ``[PATCH REQUEST] the keyboard is dark``,
    and an answer whose patch is to be tried: "could you apply the attached debug patch?".
    """
    if outer.stable:
        return outer
    if not lines.has_diff:
        return replace(outer, tagged=False) if _asks_for_patch(outer) else outer
    raw = _inner_subject(lines, alone=not outer.raw.strip())
    if raw is None:
        return outer
    inner = parse_subject(raw)
    if inner.is_reply:
        return outer
    if not outer.is_reply and outer.tagged:
        return _inner_patch_counted(outer, inner) if inner.tagged and outer.total is None else outer
    if _is_trial(inner, lines):
        return outer
    if inner.tagged:
        return replace(inner, raw=outer.raw, words=inner.words or outer.words)
    return replace(outer, title=inner.title, is_reply=False, tagged=True)


def holds_trial(outer: Subject, lines: Sequence[Line]) -> bool:
    """Return whether the patch in an answer is there to be tried, so that it is no version."""
    raw = _inner_subject(lines, alone=False) if outer.is_reply else None
    return raw is not None and _is_trial(parse_subject(raw), lines)


def _is_trial(inner: Subject, lines: Sequence[Line]) -> bool:
    """Whether a patch in an answer is there to be tried; a counted version is posted anyway."""
    if TRIAL_TITLE.search(inner.raw):
        return True
    if inner.version > 1 or inner.total is not None:
        return False
    above = takewhile(
        lambda line: line.kind is not LineKind.DIFF and not is_patch_mark(line), lines
    )
    words = " ".join(line.text.strip() for line in above if line.kind is LineKind.OWN)
    return TRIAL_WORDS.search(words[-_TRIED:]) is not None


def _asks_for_patch(subject: Subject) -> bool:
    """Whether a subject's brackets ask for a patch; a pull request and a counted one do not."""
    uncounted = subject.position is None and subject.total is None
    return uncounted and not subject.pull and not REQUEST_WORDS.isdisjoint(subject.words)


def answered_by_patch(parts: Parts) -> tuple[LinkUse, ...]:
    """Return the link of a patch that its sender put into an answer to the mail it answers.

    ``Re: [PATCH] tank: fill`` with another patch below scissors: "How about this instead?". A new
    version of the author's own is told apart where the answered mail is known.
    """
    subject = parts.subject
    if parts.in_reply_to is None or subject.is_reply or not subject.tagged:
        return ()
    if not parse_subject(subject.raw).is_reply or not parts.is_patch:
        return ()
    first = next((line for line in parts.lines if is_patch_mark(line)), None)
    if first is None:
        return ()
    return (
        LinkUse(
            url=parts.in_reply_to,
            message_id=parts.in_reply_to,
            place=MailZone.TRAILER,
            line=first.number,
            quote=first.text.strip(),
            used_line=first.number,
            words=f"In-Reply-To: <{parts.in_reply_to}>",
            trailer=ANSWERED,
        ),
    )


def above_inner_patch(parts: Parts) -> Parts:
    """Return an answer without the patch in it that gave it its subject; other mails as they are.

    "Applied with small changes, see below" stands above the patch as it was applied.
    """
    subject = parts.subject
    if subject.is_reply or not parts.is_patch or not parse_subject(subject.raw).is_reply:
        return parts
    above = takewhile(lambda line: not is_patch_mark(line), parts.lines)
    return replace(parts, lines=Lines(above), is_patch=False)


def _inner_patch_counted(outer: Subject, inner: Subject) -> Subject:
    """A mail's own subject with the counters of the patch in it, as far as it lacks them."""
    labelled = outer if outer.label else inner
    return replace(
        outer,
        title=inner.title if inner.total is not None else outer.title,
        version=labelled.version,
        label=labelled.label,
        position=inner.position,
        total=inner.total,
    )


def _inner_subject(lines: Sequence[Line], *, alone: bool) -> str | None:
    """The Subject of the first patch with a head of its own, its folded lines joined.

    In a mail without a subject (``alone``) the head of the patch may stand at the top: what wrote
    the mail took an empty line of the file for the end of its fields.
    """
    for index, line in enumerate(lines):
        if line.kind is LineKind.DIFF:
            return None
        top = alone and bool(line.text.strip())
        if not is_patch_mark(line) and not top:
            continue
        found: str | None = None
        for below in islice(lines, index + (not top), index + 1 + _HEAD_LINES):
            if found is not None:
                if below.text[:1] not in (" ", "\t"):
                    return found
                found = f"{found} {below.text.strip()}"
            elif field := SUBJECT_FIELD.match(below.text):
                found = field[1].strip()
            elif below.text.strip() and not MAIL_FIELD.match(below.text):
                break
        if found or top:
            return found
    return None
