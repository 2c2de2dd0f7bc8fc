# SPDX-License-Identifier: GPL-2.0-or-later
"""Read one mail into a ``Message``, once, at the border; bad mail becomes ``Unreadable``.

Everything that later stages need is taken from the mail here, so that nothing is parsed twice
and no mail text travels inward.
"""

import re
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import pairwise

from tracker.lazy_dataclass import replace
from tracker.mail import mime
from tracker.mail.checks.find import find_verdicts
from tracker.mail.checks.reports import machine_speaking
from tracker.mail.diffs import patchid
from tracker.mail.inner_patches import (
    answered_by_patch,
    holds_trial,
    is_patch_mark,
    shows_commit,
    subject_of,
)
from tracker.mail.lines import Line, LineKind, Lines, split_lines
from tracker.mail.links.find import find_links
from tracker.mail.mime import dates
from tracker.mail.notices.find import find_notices
from tracker.mail.notices.queues import is_queue_mail
from tracker.mail.parts import Parts
from tracker.mail.people import (
    bot_name,
    is_guess,
    restored_sender,
    same_person,
    undo_gateway,
)
from tracker.mail.phrases.forms.line_marks import (
    BASE_FIELD,
    CHANGE_ID_FIELD,
    FORMAT_PATCH_HEAD,
    FROM_IN_BODY,
    SIGNED_OFF,
    STAT_SUM,
)
from tracker.mail.phrases.forms.mail_hosts import LIST_ADDRESS
from tracker.mail.phrases.landing.queue_mails import STABLE_MAINTAINER
from tracker.mail.phrases.landing_words import PORTED_COMMIT, STABLE_REVIEW
from tracker.mail.phrases.vocabulary import Vocabulary
from tracker.mail.remarks import find_remarks
from tracker.mail.subjects import parse_subject
from tracker.mail.trailers import find_tags
from tracker.model.mail import DateSource, Diff, Message, Person, Stored, Unreadable

_LIST_ID = re.compile(rb"<([^<>\s]+)>")
_LIST_POST = re.compile(rb"<mailto:([^<>\s?]+@[^<>\s?]+)")
_HEAD_FIELDS = (
    "Subject:", "Date:", "From ", "From:", "To:", "Cc:", "MIME-Version:", "Content-", "X-",
    "Message-", "In-Reply-To:", "References:",
)  # fmt: skip
_REAL_SENDERS = (
    "x-original-from", "original-from", "x-google-original-from", "x-original-sender", "x-mailfrom",
    "reply-to", "x-from", "x-sender", "to", "cc",
)  # fmt: skip
"""Where the sender stands that a list or bridge took out of From, the surest first."""
_AHEAD = timedelta(days=1)
_BEHIND = timedelta(days=180)


def read(mail: Stored) -> Message | Unreadable:
    """One mail as a record, the first of its patches if several are attached.

    Never raises for anything a mail can hold.
    """
    return read_all(mail)[0]


def read_all(mail: Stored) -> tuple[Message | Unreadable, ...]:
    """One mail as records: one, or one for each patch that is attached to it.

    The further patches of a mail are named by its Message-ID with ``#2``, ``#3`` behind it.
    """
    where = f"{mail.archive}:{mail.key}"
    if not mail.raw.strip():
        return (Unreadable(location=where, why="the mail is not there"),)
    headers, body = mime.split(mail.raw)
    names = mime.ids(headers.first("message-id")) or _bare_id(headers.first("message-id"))
    if not names:
        return (Unreadable(location=where, why="it has no Message-ID"),)
    dated = _when(headers, mail)
    if dated is None:
        return (Unreadable(location=where, why="it has no date", message_id=names[0]),)
    texts = mime.mail_texts(headers, body)
    when, source = dated
    envelope = _envelope(names[0], headers, when)
    abridged = mail.abridged or bool(headers.first("x-abridged"))
    first = len(texts) if len(several := _several(texts[1:])) < 2 else 2
    whole = _take_apart(envelope, "\n".join(texts[:first]))
    made = [_mail_message(whole, headers, source, abridged=abridged)]
    above = sum(one.count("\n") + 1 for one in texts[:first])
    for number, text in enumerate(texts[first:], 2):
        later = replace(
            envelope,
            message_id=f"{names[0]}#{number}",
            in_reply_to=names[0],
            subject=parse_subject(several[number - 1]),
        )
        part = _take_apart(later, text, above)
        made.append(_mail_message(part, headers, source, abridged=abridged))
        above += text.count("\n") + 1
    return tuple(_counted_through(made, several[:1]))


def read_parts(mail: Stored) -> Parts | None:
    """Return a mail taken apart, as the rules of reading get it; None for an unreadable one."""
    headers, body = mime.split(mail.raw)
    names = mime.ids(headers.first("message-id"))
    dated = _when(headers, mail)
    if not names or dated is None:
        return None
    return _take_apart(
        _envelope(names[0], headers, dated[0]), "\n".join(mime.mail_texts(headers, body))
    )


def _several(attached: tuple[str, ...]) -> list[str]:
    """The subjects of attached files that are mails of their own, as format-patch writes them."""
    found = [FORMAT_PATCH_HEAD.match(text[: mime.MAX_WORDS]) for text in attached]
    return [" ".join(one[1].split()) for one in found if one] if all(found) else []


def _counted_through(made: list[Message], first: list[str]) -> list[Message]:
    """Number the patches of one mail in their order, where none of them bears a counter.

    ``first`` is the subject of the first attached patch; the mail's own may be that of them all.
    """
    if len(made) < 2 or any(one.subject.total is not None for one in made):
        return made
    total, title = len(made), parse_subject(first[0]).title
    named = [
        replace(made[0], subject=replace(made[0].subject, title=title, tagged=True)),
        *made[1:],
    ]
    return [
        replace(one, subject=replace(one.subject, position=n, total=total))
        for n, one in enumerate(named, 1)
    ]


def _bare_id(value: bytes) -> tuple[str, ...]:
    word = mime.to_text(value, "utf-8").strip("<> \t")
    return (word,) if word and " " not in word else ()


def _when(headers: mime.Headers, mail: Stored) -> tuple[datetime, DateSource] | None:
    """Return the date of a mail, and where it is from: its own field, if that can be.

    Else the surest witness: Received, the ``From `` line of its mbox, the archive's own time. A
    clock that runs a day ahead of that is no clock; nor is one half a year behind Received. The
    other two say no more than that a mail was there by then, so they only bound what is later.
    """
    own, arrived = dates.own_date(headers), mail.arrived
    line = mail.from_line or mail.raw[: mime.MAX_SENDER].partition(b"\n")[0]
    witnesses = (
        (dates.received(headers), DateSource.RECEIVED),
        (dates.from_line_date(line) if line.startswith(b"From ") else None, DateSource.FROM_LINE),
        (arrived, DateSource.ARCHIVE),
    )
    for moment, source in witnesses:
        if moment is None or (arrived is not None and moment - arrived > _AHEAD):
            continue
        behind = source is DateSource.RECEIVED and own is not None and moment - own > _BEHIND
        if own is None or own - moment > _AHEAD or behind:
            return moment, source
        break
    return None if own is None else (own, DateSource.OWN)


def _envelope(name: str, headers: mime.Headers, when: datetime) -> Parts:
    """What the headers say, before the text is looked at."""
    shown = (joint := mime.joint_sender(headers)) or mime.sender(headers.first("from"))
    robot = bot_name(*shown)
    answered = mime.ids(headers.first("in-reply-to"))
    # Read only where a list or a bridge has rewritten From.
    candidates = (one for field in _REAL_SENDERS for one in mime.people(headers.every(field)))
    return Parts(
        message_id=name,
        subject=parse_subject(mime.decode_words(headers.first("subject"))),
        sender=restored_sender(shown, () if joint else candidates, _named_lists(headers)),
        date=when,
        in_reply_to=answered[0] if answered else None,
        references=mime.ids(headers.first("references")),
        lines=Lines(),
        bot=bool(robot),
        auto=robot,
        is_patch=False,
        relayed="devnull+" in shown[1],
    )


def _take_apart(envelope: Parts, text: str, above: int = 0) -> Parts:
    """The mail with its text as lines; ``above`` lines of it stand before this part of it."""
    lines = split_lines(text)
    if above:
        lines = Lines(line._replace(number=line.number + above) for line in lines)
    subject = subject_of(envelope.subject, lines)
    ported = PORTED_COMMIT.may_be_in(lines.low) and any(
        PORTED_COMMIT.match(line.text) for line in lines[:40] if line.kind is LineKind.OWN
    )
    if subject is envelope.subject and ported:
        subject = replace(parse_subject(subject.raw, backport=True), raw=subject.raw)
    # A set of ports by who keeps the stable trees; their own patches lack the words of review.
    several = ported and (subject.total or 0) > 1
    queued = several and STABLE_MAINTAINER.fullmatch(envelope.sender.email) is not None
    if not subject.stable and (queued or _is_stable_review(lines)):
        subject = replace(subject, stable=True)
    shown = not subject.tagged and shows_commit(lines)
    own = lines.has_diff and not shown and not holds_trial(subject, lines)
    robot = envelope.auto or machine_speaking(lines)
    parts = replace(
        envelope,
        subject=subject,
        lines=lines,
        bot=bool(robot),
        auto=robot,
        is_patch=own and not robot,
    )
    who = _named_sender(parts)
    return parts if who is parts.sender else replace(parts, sender=who)


def _is_stable_review(lines: tuple[Line, ...]) -> bool:
    """Whether a mail of the stable queue shows somebody's patch for review, as its first words."""
    first = next((line for line in lines[:8] if line.text.strip()), None)
    return bool(first and first.kind is LineKind.OWN and STABLE_REVIEW.match(first.text))


def _named_sender(parts: Parts) -> Person:
    """The sender with what the text adds: a name that From lacks, an address that a list hid."""
    who = parts.sender
    if who.name and who.email and not parts.relayed:
        return who
    author = _body_author(parts)
    signed = [] if parts.bot else _signers(parts.lines)
    if who.name and who.email:
        return next((one for one in (author, *signed) if one and is_guess(who, one)), who)
    for one in (*((author,) if author else ()), *signed):
        if who.name and one.email and same_person(one, who):
            return Person(who.name, one.email)
        if not who.name and one.name and one.email == who.email:
            return Person(one.name, who.email)
    return who


def _signers(lines: Lines) -> list[Person]:
    trailers = [one.text for one in lines.typed if one.kind is LineKind.TRAILER]
    return [undo_gateway(one[1], one[2]) for one in map(SIGNED_OFF.match, trailers) if one]


def _mail_message(
    parts: Parts, headers: mime.Headers, dated: DateSource, *, abridged: bool
) -> Message:
    to, copied = mime.people(headers.every("to")), mime.people(headers.every("cc"))
    lists = _mail_lists(headers, (*to, *copied), len(to))
    people = tuple(one for one in (*to, *copied) if one.email not in lists)
    kinds = [line.kind for line in parts.lines.typed]
    notices = find_notices(parts)
    return Message(
        message_id=parts.message_id,
        subject=parts.subject,
        sender=parts.sender,
        author=_mail_author(parts),
        date=parts.date,
        in_reply_to=parts.in_reply_to,
        references=tuple(one for one in parts.references if one != parts.in_reply_to),
        lists=lists,
        recipients=people,
        addressed=sum(one.email not in lists for one in to) if people else None,
        bot=parts.bot,
        auto=parts.auto,
        diff=_mail_diff(parts) if parts.lines.has_diff and not is_queue_mail(notices) else None,
        has_stat=_has_stat(parts.lines),
        change_id=_change_id(headers, parts.lines),
        base_commit=_mail_last(parts.lines, BASE_FIELD),
        tags=find_tags(parts),
        links=(*find_links(parts), *answered_by_patch(parts)),
        remarks=find_remarks(parts),
        notices=notices,
        verdicts=find_verdicts(parts),
        by_list=bool(headers.first("list-id") or headers.first("x-mailing-list")),
        own_lines=kinds.count(LineKind.OWN) + kinds.count(LineKind.TRAILER),
        own_text=parts.own_text,
        abridged=abridged,
        date_from=dated,
    )


def _mail_author(parts: Parts) -> Person:
    """The in-body From: of a patch (git am takes it as author), else the sender."""
    found = _body_author(parts) if parts.is_patch else None
    if found is None:
        return parts.sender
    return found if found.email else parts.sender


def _body_author(parts: Parts) -> Person | None:
    """Who the text says wrote it, in its first lines or in the head of the patch it holds."""
    lines = parts.lines
    for start in _heads(lines):
        for line, below in pairwise([*lines[start : start + 6], *_END]):
            if found := _body_from(line.text, below.text):
                name, address = (found[1], found[2]) if found[2] else (found[4] or "", found[3])
                return undo_gateway(mime.decode_words(name.encode()), address)
            if line.text.strip() and not line.text.startswith(_HEAD_FIELDS):
                break
    return None


_END = (Line(0, "", LineKind.BLANK),)


def _body_from(line: str, below: str) -> re.Match[str] | None:
    """A ``From:`` line of the text, folded or not."""
    if not line.startswith("From:"):
        return None
    folded = f"{line} {below.strip()}" if below[:1] in (" ", "\t") else line
    return FROM_IN_BODY.match(folded[:400])


def _heads(lines: Lines) -> list[int]:
    """Indexes where the head of a patch may start: the top, and below scissors."""
    first = lines.before_diff
    marks = [n + 1 for n in range(first) if is_patch_mark(lines[n])]
    top = [n for n in range(min(first, 4)) if lines[n].text.strip()][:1]
    return [*top, *marks]


def _mail_lists(headers: mime.Headers, people: tuple[Person, ...], to: int) -> tuple[str, ...]:
    """The lists a mail went to: those addressed first, then the one it came by, then copied."""
    sent = [one.email for one in people]
    named = _named_lists(headers)
    lists = [one for one in sent[:to] if _is_list(one) or one in named]
    lists += [*named, *filter(_is_list, sent)]
    return tuple(dict.fromkeys(lists))


@lru_cache(maxsize=4096)
def _is_list(address: str) -> bool:
    return LIST_ADDRESS.search(address) is not None


def _named_lists(headers: mime.Headers) -> tuple[str, ...]:
    """The lists that a mail's own headers name: where it came by."""
    named = [one.decode("ascii", "replace").lower() for one in headers.every("x-mailing-list")]
    for value in headers.every("list-id"):
        if found := _LIST_ID.search(value):
            name, _, host = found[1].decode("ascii", "replace").lower().partition(".")
            named.append(f"{name}@{host}")
    for value in headers.every("list-post"):
        if found := _LIST_POST.search(value):
            named.append(found[1].decode("ascii", "replace").lower())
    return tuple(dict.fromkeys(one for one in named if "@" in one))


def _change_id(headers: mime.Headers, lines: Lines) -> str | None:
    field = mime.to_text(headers.first("x-change-id"), "utf-8").strip()
    return field or _mail_last(lines, CHANGE_ID_FIELD)


def _mail_last(lines: Lines, pattern: Vocabulary) -> str | None:
    """What the last unquoted line outside the diff gives for a pattern."""
    if not pattern.may_be_in(lines.low):
        return None
    found = (pattern.match(line.text) for line in reversed(lines.typed))
    return next((one[1] for one in found if one), None)


def _has_stat(lines: Lines) -> bool:
    return " changed" in lines.low and any(
        STAT_SUM.match(line.text) for line in lines.typed if line.kind is LineKind.STAT
    )


def _mail_diff(parts: Parts) -> Diff | None:
    shown = not parts.subject.tagged and shows_commit(parts.lines)
    if shown or holds_trial(parts.subject, parts.lines):
        return None
    inside = [line for line in parts.lines if line.kind is LineKind.DIFF]
    facts = patchid.facts([line.text for line in inside])
    return Diff(
        patch_id=facts.patch_id,
        files=facts.files,
        added=facts.added,
        removed=facts.removed,
        line=inside[0].number,
        changed=facts.changed,
    )
