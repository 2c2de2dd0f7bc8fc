# SPDX-License-Identifier: GPL-2.0-or-later
"""Whose word counts when somebody says that a patch was applied or dropped.

A word counts from a machine known by its address, from somebody who is known to commit on the list
(they applied other people's works, a bot or a repository names them, a MAINTAINERS file does), and
from somebody to whom the posting was addressed. Of their own patches committers may say it, and
regulars of the archive: an author copies themselves. Who names the commits of other people's
patches, from an address of kernel.org or as a regular, counts as well: that can be looked up, and
it is done by who committed them or saw them in linux-next. In an archive so small that nobody is
known to commit, and where the posting addresses nobody, the word of a mail that the list delivered
counts; nothing better is there to go by. Anybody else's word stays in sight as a claim.
"""

from collections.abc import Mapping
from datetime import datetime

from tracker.lazy_dataclass import replace
from tracker.mail.people import is_shared_address, same_person
from tracker.mail.phrases.landing_words import OWN_BRANCH, VOUCHED_ADDRESS
from tracker.model.committers import Authority, Committers
from tracker.model.mail import Message, Notice, NoticeKind, Person, Remark, RemarkKind
from tracker.model.series import Series

_MACHINES = frozenset(
    {
        NoticeKind.PATCHWORK,
        NoticeKind.TIP,
        NoticeKind.PR_TRACKER,
        NoticeKind.GITHUB,
        NoticeKind.PORTED,
    }
)
"""Kinds of notices that are read only from the exact addresses of machines."""


_DIGITS = 12
"""Digits by which a commit can be looked up; fewer may be several."""
_BY_PEOPLE = frozenset({NoticeKind.PERSON, NoticeKind.B4TY})
_COMMANDING = frozenset({Authority.COMMITTER, Authority.ADDRESSED})
"""Who besides the author may give a ``pw-bot:`` command."""


def find_authority(
    series: Series,
    message: Message,
    notice: Notice,
    messages: Mapping[str, Message],
    committers: Committers | None,
) -> Authority:
    """Return why a notice counts, or that it does not.

    ``committers`` is None where nobody asked who commits; every word counts then.
    """
    if notice.kind in _MACHINES:
        return Authority.BOT
    if committers is None:
        return Authority.COMMITTER
    if message.bot and notice.kind is NoticeKind.PERSON:
        return Authority.OUTSIDER
    found = find_speaker_authority(series, message, messages, committers)
    if notice.kind is NoticeKind.PULL:
        sure = found is Authority.COMMITTER or not _posts_set(message)
        return found if sure else Authority.OUTSIDER
    if found is Authority.OUTSIDER and _is_witness(series, message, notice, committers):
        return Authority.WITNESS
    if found is Authority.OUTSIDER and is_own(series, message.sender):
        counts = committers.is_regular(message.sender) and not OWN_BRANCH.search(notice.quote)
        return Authority.AUTHOR if counts else found
    return found


def _is_witness(series: Series, message: Message, notice: Notice, committers: Committers) -> bool:
    """Whether a known developer or a regular names commits that patches of others became."""
    named = any(len(one.commit or "") >= _DIGITS for one in notice.items)
    if notice.kind not in _BY_PEOPLE or not named or notice.dropped:
        return False
    if is_own(series, message.sender) or OWN_BRANCH.search(notice.quote):
        return False
    known = VOUCHED_ADDRESS.fullmatch(message.sender.email) is not None
    return known or committers.is_regular(message.sender)


def _posts_set(message: Message) -> bool:
    """Whether a request is the cover of patches, which contributors too post "to be pulled".

    They stand in a tree of their own, beside patches of others that are not in anybody's yet.
    """
    return message.subject.position == 0 and "patch" in message.subject.raw[:100].lower()


def find_speaker_authority(
    series: Series,
    message: Message,
    messages: Mapping[str, Message],
    committers: Committers,
) -> Authority:
    """Return why the sender of a mail may decide about a series, or that they may not."""
    speaker = message.sender
    found = committers.find(speaker)
    if found is not None and found.known:
        return Authority.COMMITTER
    addressed = find_addressed(series, message, messages)
    # A maintainer may apply somebody else's series that carries a patch of theirs.
    own = any(same_person(speaker, revision.author) for revision in series.revisions)
    if not own and any(_is_one_of(speaker, one, committers) for one in addressed):
        return Authority.ADDRESSED
    unknown = message.by_list and not committers.list_known
    # Whoever has never written before on a list of many mails is hardly its maintainer.
    unknown = unknown and (committers.small or committers.is_seen_elsewhere(speaker))
    if unknown and all(is_own(series, one) for one in addressed):
        return Authority.UNCHALLENGED
    return Authority.OUTSIDER


def keep_believed(
    series: Series,
    messages: Mapping[str, Message],
    committers: Committers | None,
    threads: Mapping[str, Message] | None = None,
) -> dict[str, Message]:
    """Return messages without the notices of those whose word does not count.

    ``threads`` are the mails of the series, where the messages are others.
    """
    known = {**(threads or {}), **messages}
    return {
        name: _believed(series, message, known, committers) if message.notices else message
        for name, message in messages.items()
    }


def keep_commands(
    series: Series, messages: Mapping[str, Message], committers: Committers | None
) -> dict[str, Message]:
    """Return messages without the ``pw-bot:`` commands of those who may not give them.

    The author may, whoever is known to commit, and whoever the posting was addressed to.
    """
    if committers is None:
        return dict(messages)
    return {
        name: _commanded(series, message, messages, committers)
        if message.remarks and any(one.kind is RemarkKind.COMMAND for one in message.remarks)
        else message
        for name, message in messages.items()
    }


def _commanded(
    series: Series, message: Message, messages: Mapping[str, Message], committers: Committers
) -> Message:
    if any(message.sender.email == revision.author.email for revision in series.revisions):
        return message
    # A command changes the state at once, so here a word that nobody contradicts is not enough.
    if find_speaker_authority(series, message, messages, committers) in _COMMANDING:
        return message
    given = {one.line for one in message.remarks if one.kind is RemarkKind.COMMAND}
    kept = tuple(one for one in message.remarks if one.line not in given)
    if not kept and not message.tags and message.own_lines <= len(message.remarks):
        # A command that is not theirs to give, and nothing else: it asks nothing of anybody.
        kept = (Remark(kind=RemarkKind.MUTED, line=1, quote=""),)
    return replace(message, remarks=kept)


def _believed(
    series: Series,
    message: Message,
    messages: Mapping[str, Message],
    committers: Committers | None,
) -> Message:
    kept = tuple(
        one
        for one in message.notices
        if find_authority(series, message, one, messages, committers).counts
    )
    return message if kept == message.notices else replace(message, notices=kept)


def find_addressed(
    series: Series, message: Message, messages: Mapping[str, Message]
) -> tuple[Person, ...]:
    """Return the people whom the postings of a series address, of those sent before a message."""
    # Every patch of a posting addresses the same people, and those that do share the record of it.
    groups = {
        id(mail.recipients): mail.recipients
        for revision in series.revisions
        for name in revision.own
        if (mail := messages.get(name)) is not None and mail.date <= message.date
    }
    people = {(who.email, who.name): who for some in groups.values() for who in some}
    return tuple(one for one in people.values() if not is_shared_address(one.email))


def first_addressing_others(series: Series, messages: Mapping[str, Message]) -> datetime | None:
    """Return when a posting of a series first addressed anybody who did not write or send it."""
    first: dict[int, Message] = {}
    for revision in series.revisions:
        for name in revision.own:
            if (mail := messages.get(name)) is not None:
                held = first.setdefault(id(mail.recipients), mail)
                if mail.date < held.date:
                    first[id(mail.recipients)] = mail
    for mail in sorted(first.values(), key=lambda one: one.date):
        people = (one for one in mail.recipients if not is_shared_address(one.email))
        if any(not is_own(series, one) for one in people):
            return mail.date
    return None


def is_own(series: Series, person: Person) -> bool:
    """Whether somebody wrote or sent the series."""
    authors = {
        (author.email, author.name): author
        for revision in series.revisions
        for author in (revision.author, *(patch.author for patch in revision.patches))
    }
    return any(same_person(person, author) for author in authors.values())


def _is_one_of(speaker: Person, addressed: Person, committers: Committers) -> bool:
    """Whether the speaker is who was addressed: by that address, or by another known one.

    A name alone is easily borrowed, so an address of its own must have written elsewhere before,
    or be one that kernel.org gives to developers whom others vouch for.
    """
    if speaker.email and _without_tag(speaker.email) == _without_tag(addressed.email):
        return True
    named = bool(speaker.name and addressed.name) and same_person(speaker, addressed)
    if named and VOUCHED_ADDRESS.fullmatch(speaker.email):
        return True
    # To: often holds bare addresses: <fdmanana@suse.com> answers from fdmanana@kernel.org.
    mailbox = speaker.email.partition("@")[0] == addressed.email.partition("@")[0]
    return (named or mailbox) and committers.is_seen_elsewhere(speaker)


def _without_tag(email: str) -> str:
    """Return an address without what its owner sorts mail by: ``ada+dt@example.org``.

    B4 Relay writes the whole of another's address there, behind ``devnull``.
    """
    mailbox, _, host = email.partition("@")
    name = mailbox.partition("+")[0]
    return f"{name}@{host}" if name and name != "devnull" else email
