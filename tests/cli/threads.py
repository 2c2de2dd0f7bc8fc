# SPDX-License-Identifier: GPL-2.0-or-later
"""Invented series that hang together, for tests of the command line.

``WIDGETS`` is a series of two versions: v1 (a cover and two patches, reviewed, with a question)
and v2, in a thread of its own, which was applied. ``GADGETS`` needs it.
``LAMP`` is a patch of today, whose thread may still grow.
"""

from datetime import UTC, datetime, timedelta

from tests.mails import ADA, MIA, REX, at, cover, mail, patch

CHANGE = "20250105-widgets-0123456789ab"
V1 = "20250106-widgets-v1-0-0123456789ab@example.org"
V1_FIRST = "20250106-widgets-v1-1-0123456789ab@example.org"
V1_SECOND = "20250106-widgets-v1-2-0123456789ab@example.org"
V2 = "20250110-widgets-v2-0-0123456789ab@example.org"
V2_FIRST = "20250110-widgets-v2-1-0123456789ab@example.org"
V2_SECOND = "20250110-widgets-v2-2-0123456789ab@example.org"
REVIEW = "review-1@example.org"
QUESTION = "question-1@example.org"
NOTICE = "notice-1@example.org"
GADGETS = "20250120-gadgets-v1-1-ba9876543210@example.org"
CHAT = "chat-1@example.org"
LAMP = "lamp-1@example.org"
LAMP_CHANGE = "20250105-lamp-0123456789ab"
UNKNOWN = "nobody-sent-this@example.org"
HOST = "https://lore.kernel.org"

_TAIL = f"---\nbase-commit: 0123456789abcdef0123456789abcdef01234567\nchange-id: {CHANGE}\n"


def _version(version: int, day: int, head: str, first: str, second: str, text: str) -> list[bytes]:
    when = at(24 * day)
    return [
        cover(
            "make widgets better",
            total=2,
            version=version,
            body=f"{text}\n\n{_TAIL}",
            message_id=head,
            date=when,
        ),
        patch(
            "widget: be better",
            number=1,
            total=2,
            version=version,
            message_id=first,
            in_reply_to=head,
            date=when,
        ),
        patch(
            "widget: be best",
            number=2,
            total=2,
            version=version,
            message_id=second,
            in_reply_to=head,
            date=when,
        ),
    ]


V1_THREAD = [
    *_version(1, 0, V1, V1_FIRST, V1_SECOND, "Widgets could be better."),
    mail(
        "Re: [PATCH 1/2] widget: be better",
        REX,
        "> Because it is better that way.\n\nReviewed-by: Rex Reviewer <rex@example.org>\n",
        message_id=REVIEW,
        date=at(5),
        references=(V1, V1_FIRST),
        in_reply_to=V1_FIRST,
    ),
    mail(
        "Re: [PATCH 2/2] widget: be best",
        MIA,
        "> Because it is better that way.\n\nDid you measure how much better it is?\n",
        message_id=QUESTION,
        date=at(6),
        references=(V1, V1_SECOND),
        in_reply_to=V1_SECOND,
    ),
]
V2_THREAD = [
    *_version(
        2,
        4,
        V2,
        V2_FIRST,
        V2_SECOND,
        f"Changes in v2:\n- measured\n- Link to v1: {HOST}/r/{V1}",
    ),
    mail(
        "Re: [PATCH v2 0/2] make widgets better",
        MIA,
        "Hello,\n\nBoth patches are applied to widgets.git (main), thanks!\n\n"
        "[1/2] widget: be better\n      commit: 0123456789abcdef0123456789abcdef01234567\n"
        "[2/2] widget: be best\n      commit: 89abcdef0123456789abcdef0123456789abcdef\n",
        message_id=NOTICE,
        date=at(24 * 6),
        in_reply_to=V2,
    ),
]
GADGETS_THREAD = [
    patch(
        "gadget: use the better widgets",
        ADA,
        log="Use the better widgets in gadgets.\n",
        below=f"This patch depends on the widget series [1].\n\n[1] {HOST}/r/{V2}\n",
        message_id=GADGETS,
        date=at(24 * 14),
    )
]
CHAT_THREAD = [mail("lunch?", REX, "Who comes for lunch?\n", message_id=CHAT, date=at(7))]
THREADS = [V1_THREAD, V2_THREAD, GADGETS_THREAD, CHAT_THREAD]
EVERY_MAIL = [raw for thread in THREADS for raw in thread]


def lamp_thread() -> list[bytes]:
    """A patch that was sent some hours ago."""
    return [
        patch(
            "lamp: shine",
            below=f"change-id: {LAMP_CHANGE}\n",
            message_id=LAMP,
            date=datetime.now(UTC) - timedelta(hours=4),
        )
    ]


def lamp_review() -> bytes:
    return mail(
        "Re: [PATCH] lamp: shine",
        REX,
        "Fine.\n\nReviewed-by: Rex Reviewer <rex@example.org>\n",
        message_id="late@example.org",
        date=datetime.now(UTC) - timedelta(minutes=5),
        in_reply_to=LAMP,
    )


def lamp_second(link: bool = True) -> bytes:
    below = f"v2: brighter\nLink to v1: https://lore.kernel.org/r/{LAMP}\n" if link else ""
    return patch(
        "lamp: shine" if link else "lamp: give more light",
        version=2,
        below=f"{below}change-id: {LAMP_CHANGE}\n",
        message_id="lamp-2@example.org",
        date=datetime.now(UTC) - timedelta(minutes=4),
    )
