# SPDX-License-Identifier: GPL-2.0-or-later
"""Which pull requests were merged: pr-tracker-bot says so in answer to the request.

What a request lists is in mainline with it, by a merge commit that a machine names.
"""

from collections.abc import Mapping

from tracker.lazy_dataclass import replace
from tracker.model.mail import Message, Notice, NoticeKind


def with_merges(outside: Mapping[str, Message]) -> dict[str, Message]:
    """Return mails with each notice of a merge naming the patches of the request it answers.

    ``outside`` are mails that thread with no posting of a series; a merge whose request is not
    among them stays as it is.
    """
    return {
        name: replace(
            message, notices=tuple(_listing(one, message, outside) for one in message.notices)
        )
        if any(one.kind is NoticeKind.PR_TRACKER for one in message.notices)
        else message
        for name, message in outside.items()
    }


def _listing(notice: Notice, message: Message, outside: Mapping[str, Message]) -> Notice:
    request = outside.get(message.in_reply_to or "")
    listed = [
        item
        for one in (request.notices if request else ())
        if one.kind is NoticeKind.PULL
        for item in one.items
    ]
    if notice.kind is not NoticeKind.PR_TRACKER or not listed:
        return notice
    told = next((one for one in notice.items if one.commit), None)
    commit, url = (told.commit, told.url) if told else (None, None)
    items = (replace(one, line=notice.line, commit=commit, url=url) for one in listed)
    return replace(notice, items=tuple(items))
