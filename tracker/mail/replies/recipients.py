# SPDX-License-Identifier: GPL-2.0-or-later
"""To whom an answer to a mail goes, and what it answers.

Mail-Followup-To decides where the sender set it, then Reply-To, then From
(https://cr.yp.to/proto/replyto.html, RFC 5322 3.6.3). A Reply-To that only names an address of To
or Cc is the list's own, and stays in Cc: lists that rewrite From do that.
"""

from collections.abc import Iterable

from tracker.lazy_dataclass import dataclass
from tracker.lazy_patterns import lazy_pattern
from tracker.mail import mime
from tracker.mail.people import is_shared_address
from tracker.model.people import Person
from tracker.model.terminal_text import clean

MAX_RECIPIENTS = 500
"""Addresses that are copied; a mail to more is no conversation."""
MAX_REFERENCES = 50
"""Messages that References names at most: the first, and the last ones (RFC 5322 3.6.4)."""
_ADDRESS = lazy_pattern(
    r"[^\s\x00-\x1f\x7f-\x9f<>()\[\],;:\\\"@]{1,120}@[A-Za-z0-9.\[\]:_-]{1,120}"
)
_MESSAGE_ID = lazy_pattern(r"[\x21-\x3b\x3d\x3f-\x7e]{3,900}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipients:
    """To whom an answer goes."""

    to: tuple[Person, ...]
    cc: tuple[Person, ...]


def recipients(
    headers: mime.Headers, sender: Person, own: frozenset[str], *, mine: bool = False
) -> Recipients:
    """Return to whom an answer to a mail goes, own addresses left out.

    ``sender`` is whoever wrote it, with what a list rewrote undone; ``own`` are the user's
    addresses in lower case. An answer to one's own mail (``mine``) goes to whom that went.
    """
    followup = _reachable(mime.people(headers.every("mail-followup-to")), own)
    if followup and not mine:
        return Recipients(to=followup, cc=())
    sent_to = _reachable(mime.people(headers.every("to")), own)
    copied = _reachable(mime.people(headers.every("cc")), own)
    if mine:
        to = sent_to
    else:
        known = {one.email for one in (*sent_to, *copied)}
        wished = _reachable(mime.people(headers.every("reply-to")), own)
        to = tuple(one for one in wished if one.email not in known)
        to = to or _reachable((sender,), own) or _first_person(wished)
    to = to or sent_to
    named = {one.email for one in to}
    cc = (one for one in (*sent_to, *copied) if one.email not in named)
    return Recipients(to=to, cc=_reachable(cc, own))


def _reachable(people: Iterable[Person], own: frozenset[str]) -> tuple[Person, ...]:
    """Return those that mail can be sent to, each address once, without the user's own."""
    found: dict[str, Person] = {}
    for one in people:
        email = one.email.lower()
        if email in own or email.startswith("devnull+") or not _ADDRESS.fullmatch(email):
            continue
        found.setdefault(email, Person(clean(one.name).strip(), email))
    return tuple(found.values())[:MAX_RECIPIENTS]


def _first_person(people: tuple[Person, ...]) -> tuple[Person, ...]:
    return tuple(one for one in people if not is_shared_address(one.email))[:1]


def is_own(sender: Person, own: frozenset[str]) -> bool:
    """Return whether the user sent the mail."""
    return sender.email.lower() in own


def references(headers: mime.Headers) -> tuple[str, ...]:
    """Return the Message-IDs that an answer refers to, the oldest first, the mail's own last.

    Without brackets. None where the mail has no Message-ID that a header can hold.
    """
    own = [one for one in mime.ids(headers.first("message-id")) if _MESSAGE_ID.fullmatch(one)]
    if not own:
        return ()
    before = mime.ids(headers.first("references"))
    answered = mime.ids(headers.first("in-reply-to"))
    if not before and len(answered) == 1:
        before = answered
    chain = [one for one in dict.fromkeys(before) if _MESSAGE_ID.fullmatch(one) and one != own[0]]
    if len(chain) >= MAX_REFERENCES:
        chain = [chain[0], *chain[2 - MAX_REFERENCES :]]
    return (*chain, own[0])
