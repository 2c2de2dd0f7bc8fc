# SPDX-License-Identifier: GPL-2.0-or-later
"""Judge what was said about one revision: which tags count, what is open, who objects.

Pure: the revision, the messages of its threads and its series come in, one record goes out. Each
fact carries the line it was read from.
"""

from collections.abc import Callable, Mapping

from tracker.model.mail import Message
from tracker.model.review import Review, Tag
from tracker.model.series import Revision, Series
from tracker.review.claims import Familiar
from tracker.review.conversation import speeches
from tracker.review.disagreement import anybody, objections
from tracker.review.discussion import (
    doubted_withdrawals,
    questions,
    respin,
    withdrawn,
)
from tracker.review.tags import Older, carried_tags, doubted_takebacks, lost_tags, reply_tags
from tracker.review.threads import Thread, thread_of

MayClose = Callable[[Message], bool]
"""Tells of a mail whether its sender may close a posting."""


def review(
    revision: Revision,
    messages: Mapping[str, Message],
    series: Series | None = None,
    familiar: Familiar | None = None,
) -> Review:
    """All that was said about one revision.

    ``messages`` holds the mails of its threads by Message-ID; those that are not there are
    passed over. ``series`` tells where carried tags were given, and which questions a later
    revision answers.

    Tags of machines and of a patch's own author never count. A tag in an answer counts for the
    nearest patch above it in the thread, or for what its words name. A tag of somebody else is
    listed and does not count until a mail of its giver holds it (``review/claims.py``), unless it
    stands in a commit message shown, or the words say that it was given to another version.
    ``familiar`` are the addresses that wrote before, None where nobody asked.
    """
    thread = thread_of(revision, messages, series)
    before = [one for one in series.revisions if one.date < revision.date] if series else []
    threads = [thread_of(one, messages, series) for one in reversed(before)]
    older = tuple((one.revision, reply_tags(one, familiar)) for one in threads)
    return _judge_review(thread, reply_tags(thread, familiar), older, series, familiar)


def reviews(
    series: Series,
    messages: Mapping[str, Message],
    familiar: Familiar | None = None,
    may_close: MayClose = anybody,
) -> dict[str, Review]:
    """Return what was said about every revision of a series, by its Message-ID.

    ``familiar`` are the addresses that wrote before, None where nobody asked; ``may_close`` tells
    of a mail whether its sender may close a posting by a word.
    """
    threads = [thread_of(one, messages, series) for one in series.revisions]
    given = {thread.revision.message_id: reply_tags(thread, familiar) for thread in threads}
    return {
        thread.revision.message_id: _judge_review(
            thread,
            given[thread.revision.message_id],
            tuple(
                (one, given[one.message_id])
                for one in reversed(series.revisions)
                if one.date < thread.revision.date
            ),
            series,
            familiar,
            may_close,
        )
        for thread in threads
    }


def _judge_review(
    thread: Thread,
    given: tuple[Tag, ...],
    older: Older,
    series: Series | None,
    familiar: Familiar | None,
    may_close: MayClose = anybody,
) -> Review:
    """``given`` are the tags of this revision's answers, ``older`` those of the ones before."""
    tags = given + _new(carried_tags(thread, older, familiar), given)
    firsts = (one.message for one in thread.answers if not one.by_author and not one.message.bot)
    return Review(
        tags=tags,
        questions=questions(thread, series),
        objections=objections(thread, tags, series, may_close),
        lost=lost_tags(thread, older, tags),
        withdrawn=withdrawn(thread, familiar),
        doubted=(*doubted_withdrawals(thread, familiar), *doubted_takebacks(thread, familiar)),
        respin=respin(thread, series),
        answered=next((message.date for message in firsts), None),
        speeches=speeches(thread, tags),
    )


def _new(carried: tuple[Tag, ...], given: tuple[Tag, ...]) -> tuple[Tag, ...]:
    """Carried tags, those left out that an answer gave to the same patch once more."""
    held = {(tag.patch, tag.name, tag.person.email) for tag in given if tag.doubt is None}
    return tuple(tag for tag in carried if (tag.patch, tag.name, tag.person.email) not in held)
