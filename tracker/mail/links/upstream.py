# SPDX-License-Identifier: GPL-2.0-or-later
"""Patches that say of themselves which commit of mainline they take over."""

from tracker.mail.phrases.landing_words import UPSTREAM_FIRST
from tracker.model.mail import Message


def names_upstream(message: Message) -> bool:
    """Return whether a posting opens with its commit upstream, as stable patches have to.

    See Documentation/process/stable-kernel-rules.rst, option 3.
    """
    return any(one.commit and UPSTREAM_FIRST.match(one.words) for one in message.links)
