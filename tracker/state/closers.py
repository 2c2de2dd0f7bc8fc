# SPDX-License-Identifier: GPL-2.0-or-later
"""Whose words count: who may reject a posting, and whom the user mutes."""

from collections.abc import Callable, Collection, Mapping

from tracker.landing.authority import find_speaker_authority
from tracker.lazy_dataclass import replace
from tracker.model.committers import Authority, Committers
from tracker.model.mail import Message, Remark, RemarkKind
from tracker.model.series import Series

_CLOSING = frozenset({Authority.COMMITTER, Authority.ADDRESSED})


def closers(
    series: Series, messages: Mapping[str, Message], committers: Committers | None
) -> Callable[[Message], bool]:
    """Return what tells of a mail whether its sender may close the posting that it answers.

    Where ``committers`` is None, nobody asked who commits, and everybody may.
    """
    if committers is None:
        return lambda message: True
    known = committers
    return lambda message: find_speaker_authority(series, message, messages, known) in _CLOSING


def without_muted(
    messages: Mapping[str, Message], addresses: Collection[str]
) -> dict[str, Message]:
    """Return the messages, those of muted people without their remarks.

    What they write is shown; their questions and requests are nobody's debt, and their word is
    never the last one.
    """
    if not addresses:
        return dict(messages)
    return {
        name: replace(one, remarks=(Remark(kind=RemarkKind.MUTED, line=1, quote=""),))
        if one.sender.email in addresses and one.diff is None
        else one
        for name, one in messages.items()
    }
