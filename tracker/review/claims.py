# SPDX-License-Identifier: GPL-2.0-or-later
"""Whose word a tag, a withdrawal or a command is: names are easily borrowed.

A tag that somebody else writes into an answer is a claim of theirs until the giver's own mail is
there. A sender who bears the name of another person and writes under an address of which nothing
tells that it is theirs is a namesake: what they take back or give is shown and changes nothing.
"""

from collections.abc import Iterable
from datetime import timedelta

from tracker.lazy_dataclass import dataclass
from tracker.mail.people import is_made_of, name_key, same_person
from tracker.mail.phrases.forms.mail_hosts import EMPLOYERS, GIVEN_BY_NAME, OPEN_HOSTS
from tracker.model.committers import VOUCHED_REMARKS, VOUCHED_TAGS
from tracker.model.mail import Evidence, Message, Person, Remark, RemarkKind
from tracker.model.review import Doubt, DoubtedWord
from tracker.review.look_alikes import looks_alike
from tracker.review.threads import Thread

LONG_BEFORE = timedelta(days=30)
"""How long before one mail outside a series is enough: who forges a tag does not wait."""


def needs_vouching(message: Message) -> bool:
    """Return whether it matters that the sender of a mail is who they say."""
    if message.bot or not (message.tags or message.remarks):
        return False
    return any(one.name in VOUCHED_TAGS for one in message.tags) or any(
        one.kind in VOUCHED_REMARKS for one in message.remarks
    )


@dataclass(frozen=True, slots=True)
class Familiar:
    """The addresses from which somebody has written before, of those whose name is in doubt."""

    addresses: frozenset[str] = frozenset()


def find_doubt(
    name: str, person: Person, message: Message, thread: Thread, familiar: Familiar | None
) -> Doubt | None:
    """Return why a tag in an answer is not counted; None for one that is.

    ``familiar`` is None where nobody asked who has written before: no namesake is doubted then.
    """
    if looks_alike(person.name) or looks_alike(message.sender.name):
        return Doubt.LOOK_ALIKE
    if not same_person(person, message.sender):
        return None if _gave_it(name, person, thread) else Doubt.CLAIMED
    if not is_vouched(message, person, thread, familiar):
        return Doubt.NAMESAKE
    return None


def _gave_it(name: str, person: Person, thread: Thread) -> bool:
    """Whether a mail of the giver's own in these threads holds such a tag."""
    return any(
        line.name == name and same_person(line.person, person)
        for message in thread.messages.values()
        if not message.bot and same_person(message.sender, person)
        for line in message.tags
    )


def is_vouched(message: Message, person: Person, thread: Thread, familiar: Familiar | None) -> bool:
    """Return whether the sender of a mail is the person whose name they bear.

    They are where they write from that person's address, from one of the same organization, or
    from one that others have addressed in the thread or that has written before; where nobody else
    of that name is known under another address; where an employer gave them the address; and where
    the person went on in the thread from the other address, and did not disown the mail.
    """
    sender = message.sender
    if familiar is None or sender.email in familiar.addresses or sender.email in message.lists:
        return True
    if sender.email in _posted_from(thread):
        return True
    others = _namesakes(person, message, thread) - {sender.email, ""}
    if not others or any(_same_house(sender.email, one) for one in others):
        return True
    if _is_given_by_house(sender) or _goes_undisowned(message, others, thread):
        return True
    return any(
        who.email == sender.email
        for one in thread.messages.values()
        if one.sender.email != sender.email and one.date < message.date
        for who in one.recipients
    )


def _is_given_by_house(sender: Person) -> bool:
    """Whether an address is one that a known organization gave to somebody of that name.

    ``Conor Dooley <conor@kernel.org>`` gives the tags of ``conor.dooley@microchip.com``.
    """
    host = sender.email.partition("@")[2]
    if host in GIVEN_BY_NAME:
        return True
    return is_made_of(sender.name, sender.email) and any(
        host == one or host.endswith(f".{one}") for one in EMPLOYERS
    )


def _goes_undisowned(message: Message, others: Iterable[str], thread: Thread) -> bool:
    """Whether the person wrote later in the thread from another address, of another mail.

    An answer to the mail may say "That was not me", so it vouches for nothing.
    """
    addresses = frozenset(others)
    return any(
        one.sender.email in addresses
        and one.date > message.date
        and message.message_id not in one.parents
        and not any(remark.kind is RemarkKind.UNTAG for remark in one.remarks)
        for one in thread.messages.values()
    )


def _posted_from(thread: Thread) -> frozenset[str]:
    """The addresses from which the posting came, and those of its patches' authors."""
    mails = (thread.messages.get(name) for name in thread.revision.own)
    sent = [who.email for one in mails if one is not None for who in (one.sender, one.author)]
    return frozenset((*sent, *(one.author.email for one in thread.revision.patches)))


def _namesakes(person: Person, message: Message, thread: Thread) -> set[str]:
    """Addresses of that name: of whom a tag names, and who else wrote or was written to."""
    key = name_key(person.name)
    if not key:
        return {person.email}
    authors = (thread.revision.author, *(one.author for one in thread.revision.patches))
    posted = (who.email for who in authors if name_key(who.name) == key)
    return {person.email, *posted, *thread.crowd.called(key, message.sender.email)}


def _same_house(one: str, other: str) -> bool:
    """Whether two addresses are of one organization, which knows who writes from there."""
    here, there = (text.partition("@")[2] for text in (one, other))
    if not here or not there or here in OPEN_HOSTS or there in OPEN_HOSTS:
        return False
    return here == there or here.endswith(f".{there}") or there.endswith(f".{here}")


def foreign_command(message: Message, remark: Remark) -> DoubtedWord:
    """Return a ``pw-bot:`` line as the word of somebody who may not give it."""
    return DoubtedWord(
        what="command",
        who=message.sender,
        message_id=message.message_id,
        date=message.date,
        evidence=Evidence(
            rule="claim.command",
            message_id=message.message_id,
            line=remark.line,
            quote=remark.quote[:400],
        ),
    )
