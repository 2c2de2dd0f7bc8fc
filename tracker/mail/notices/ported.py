# SPDX-License-Identifier: GPL-2.0-or-later
"""Review mail of the stable trees, which names the commit of mainline that it ports.

``[PATCH AUTOSEL 6.6 03/40] title`` and ``[PATCH 6.6 003/400] title`` begin with the author and
``[ Upstream commit HEX ]`` or ``commit HEX upstream.`` (stable-kernel-rules.rst): nothing goes into
a stable tree before it is in mainline.
"""

from tracker.mail.parts import Parts
from tracker.mail.people import undo_gateway
from tracker.mail.phrases.forms.line_marks import FROM_IN_BODY
from tracker.mail.phrases.landing.queue_mails import STABLE_MAINTAINER
from tracker.mail.phrases.landing_words import UPSTREAM_COMMIT
from tracker.model.mail import Notice, NoticeItem, NoticeKind, Person, Scope

_MAINLINE = "torvalds/linux.git"
_HEAD = 14
"""Lines of the text in which author and commit are named."""
_DIGITS = 40


def find_ported(parts: Parts) -> Notice | None:
    """Return the commit of mainline that a patch for a stable tree ports; None for other mail."""
    subject = parts.subject
    if (
        not subject.stable
        or subject.is_reply
        or not STABLE_MAINTAINER.fullmatch(parts.sender.email)
    ):
        return None
    author: Person | None = None
    for line in parts.lines[:_HEAD]:
        if author is None and (found := FROM_IN_BODY.match(line.text)):
            author = undo_gateway(found[1] or "", found[2] or found[3])
        named = UPSTREAM_COMMIT.match(line.text.strip())
        commit = (named[1] or named[2]) if named else None
        if author and commit and len(commit) == _DIGITS:
            item = NoticeItem(title=subject.title, commit=commit, author=author, line=line.number)
            return Notice(
                kind=NoticeKind.PORTED,
                scope=Scope.LISTED,
                tree=_MAINLINE,
                items=(item,),
                line=line.number,
                quote=line.text.strip(),
            )
    return None
