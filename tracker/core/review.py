"""Judge what was said about one revision: which tags count, what is open, who objects.

Pure: the revision, the messages of its threads and its series come in, one record goes out. Each
fact carries the line it was read from.
"""

from collections.abc import Mapping

from tracker.core.review_tags import carried_tags, lost_tags, reply_tags
from tracker.core.review_talk import objections, questions, respin, withdrawn
from tracker.core.review_threads import thread_of
from tracker.model.mail import Message
from tracker.model.review import Review, Tag
from tracker.model.series import Revision, Series


def review(
    revision: Revision, messages: Mapping[str, Message], series: Series | None = None
) -> Review:
    """All that was said about one revision.

    ``messages`` holds the mails of its threads by Message-ID; those that are not there are
    passed over. ``series`` tells where carried tags were given, and which questions a later
    revision answers.

    Tags of machines and of a patch's own author never count. A tag in an answer counts for the
    nearest patch above it in the thread, or for what its words name. A tag of somebody else
    counts for its giver, unless it stands in a commit message shown, or the words say that it was
    given to another version.
    """
    thread = thread_of(revision, messages, series)
    given = reply_tags(thread)
    older = _older(revision, messages, series)
    tags = given + _new(carried_tags(thread, older), given)
    firsts = (one.message for one in thread.answers if not one.by_author and not one.message.bot)
    return Review(
        tags=tags,
        questions=questions(thread, series),
        objections=objections(thread, tags),
        lost=lost_tags(thread, older, tags),
        withdrawn=withdrawn(thread),
        respin=respin(thread),
        answered=next((message.date for message in firsts), None),
    )


def _older(
    revision: Revision, messages: Mapping[str, Message], series: Series | None
) -> tuple[tuple[Revision, tuple[Tag, ...]], ...]:
    """The revisions before this one with the tags that answers gave them, the newest first."""
    before = [one for one in series.revisions if one.date < revision.date] if series else []
    threads = [thread_of(one, messages, series) for one in reversed(before)]
    return tuple((thread.revision, reply_tags(thread)) for thread in threads)


def _new(carried: tuple[Tag, ...], given: tuple[Tag, ...]) -> tuple[Tag, ...]:
    """Carried tags, those left out that an answer gave to the same patch once more."""
    held = {(tag.patch, tag.name, tag.person.email) for tag in given}
    return tuple(tag for tag in carried if (tag.patch, tag.name, tag.person.email) not in held)
