# SPDX-License-Identifier: GPL-2.0-or-later
"""Who says that patches were applied, merged or dropped: every form, from one mail.

Notices come from machines (patchwork-bot, tip-bot2, pr-tracker-bot, pushes to GitHub, the scripts
of stable and mm), from ``b4 ty``, and from people in their own words. A machine is known by its
sender. A notice is a claim of its sender; what it proves is judged in ``land``.

A maintainer who disowns a notice ("ignore the bot", "I replied to the wrong patch") or takes
patches out again gives a notice with ``dropped``.
"""

from tracker.mail.notices.bots import find_borrowed_form, find_bot_notice
from tracker.mail.notices.people import find_committed, find_peoples_notices
from tracker.mail.notices.ported import find_ported
from tracker.mail.notices.pulls import find_pull_request
from tracker.mail.notices.queues import find_queue_notice
from tracker.mail.parts import Parts
from tracker.model.mail import Notice

_KNOWN = frozenset({"patchwork-bot", "tip-bot", "pr-tracker-bot", "github", "gitlab"})


def find_notices(parts: Parts) -> tuple[Notice, ...]:
    """The notices of one mail, in the order they stand; as a rule none or one. Linear in time."""
    if parts.auto in _KNOWN:
        found = find_bot_notice(parts)
        return (found,) if found else ()
    if queued := find_queue_notice(parts) or find_pull_request(parts) or find_ported(parts):
        return (queued,)
    if committed := find_committed(parts):
        return (committed,)
    return find_peoples_notices(parts) or find_borrowed_form(parts)
