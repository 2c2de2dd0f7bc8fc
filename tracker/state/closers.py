"""Who may reject a posting in words: whoever commits there, or was asked to judge it."""

from collections.abc import Callable, Mapping

from tracker.landing.authority import find_speaker_authority
from tracker.model.committers import Authority, Committers
from tracker.model.mail import Message
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
